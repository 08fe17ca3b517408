"""Glossaries as files: CSV and TSV with named columns, and TBX (ISO 30042) of 2008 and 2019, TBX-Min among them."""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from audit.errors import AuditError, SettingsError
from audit.glossary import Term

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

# What the columns are called, white space and punctuation left out: by Weblate, Crowdin, Poedit, memoQ and by hand.
COLUMNS = {
    "source": "source en english anglais enus engb term sourceterm termesource termen termeanglais",
    "target": (
        "target fr french français francais frfr frca translation targetterm termfr traduction cible termecible termefrançais"
    ),
    "forbidden": "forbidden donotuse avoid deprecated interdit àéviter proscrit forbiddentarget",
    "status": "status statut statusfr termstatus",
    "note": "note notes comment comments description definition définition remarque translatorcomments",
    "pos": "pos partofspeech partofspeechen category catégorie wordclass",
}
NAMES = {name: role for role, listed in COLUMNS.items() for name in listed.split()}
SEVERAL = re.compile(r"\s*[|;]\s*|\s*\n\s*")  # of what parts the terms in one cell
BAD = re.compile(
    r"forbid|deprecat|supersed|obsolete|notrecommended|donotuse|interdit|proscrit|déconseillé|éviter|rejected"
)
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
UNTOLD = "xx"  # the language that translate-toolkit's csv2tbx writes for the translation
ENTRIES = ("termEntry", "conceptEntry")
SECTIONS = ("langSet", "langSec", "langGroup")
TERMS = ("tig", "ntig", "termSec", "termGroup")
MARKUP = re.compile(r"\s*(?:<\?xml|<!--|<!DOCTYPE|<martif|<tbx|<TBX)")


def terms(file: Path) -> Iterator[Term]:
    """The terms of one file; what it holds says what it is. Raises SettingsError with the file, the line and the reason."""
    from audit.readers import load
    from audit.readers.text import decode

    try:
        raw = load(str(file))
        text = decode(str(file), raw)
        found = list(_of_tbx(file, raw) if MARKUP.match(text) else of_table(file, text))
    except SettingsError:
        raise
    except AuditError as error:
        raise SettingsError(f"glossary: {error}") from error
    if not found:
        raise SettingsError(f"glossary: {file} holds no term")
    yield from found


# Tables


def of_table(file: Path, text: str) -> Iterator[Term]:
    """The terms of the rows of a CSV or TSV; lines above the heading that are blank or begin with # are left out."""
    csv.field_size_limit(1_000_000)
    lines = text.splitlines()
    first = next((number for number, line in enumerate(lines) if line.strip() and not line.startswith("#")), 0)
    delimiter = max("\t;,|", key=lambda mark: len(_roles(next(csv.reader([lines[first]], delimiter=mark), []))))
    reader = csv.reader(io.StringIO("\n".join(lines[first:])), delimiter=delimiter, strict=True)
    roles: dict[int, str] = {}
    line = first + 1
    try:
        for cells in reader:
            if not roles:
                roles = _checked(file, line, cells)
            elif any(cell.strip() for cell in cells) and not cells[0].startswith("#"):
                yield _row(file, line, roles, cells)
            line = first + reader.line_num + 1
    except csv.Error as error:
        raise SettingsError(f"glossary: {file}: line {line}: is no table: {error}") from error


def _roles(header: Iterable[str]) -> dict[int, str]:
    """By the number of a column, what it holds; of several of one kind the first counts."""
    found: dict[str, int] = {}
    for number, name in enumerate(header):
        plain = re.sub(r"[\W_]+", "", name.lower())
        if role := NAMES.get(plain) or NAMES.get(re.sub(r"^term(en|fr)\w*$", r"term\1", plain)):
            found.setdefault(role, number)
    return {number: role for role, number in found.items()}


def _checked(file: Path, line: int, header: list[str]) -> dict[int, str]:
    roles = _roles(header)
    if not {"target", "forbidden"} & set(roles.values()):
        there = ", ".join(cell.strip()[:40] for cell in header[:10])
        raise SettingsError(
            f"glossary: {file}: line {line}: no column is the French term (target, fr, French, translation, …); there is {there}"
        )
    return roles


def _row(file: Path, line: int, roles: dict[int, str], cells: list[str]) -> Term:
    """A term of a row. One whose status is bad has no wanted form, and its target is forbidden."""
    if len(cells) < max(roles) + 1 and len(cells) < 2:
        raise SettingsError(f"glossary: {file}: line {line}: has {len(cells)} cells for {max(roles) + 1} columns")
    cell = {role: cells[number].strip() if number < len(cells) else "" for number, role in roles.items()}
    targets, forbidden = (_several(cell.get(role, "")) for role in ("target", "forbidden"))
    if forbidden and forbidden[0].lower() in (
        "yes",
        "true",
        "x",
        "1",
        "oui",
        "vrai",
    ):  # a column that only says whether
        targets, forbidden = (), targets
    elif forbidden and forbidden[0].lower() in ("no", "false", "0", "non", "faux"):
        forbidden = ()
    if _bad(cell.get("status", "")):
        targets, forbidden = (), (*forbidden, *targets)
    if not targets and not forbidden:
        raise SettingsError(f"glossary: {file}: line {line}: {cell.get('source', '')!r} has no French term")
    verb = cell.get("pos", "").lower().startswith("v")
    return Term(cell.get("source", ""), targets, forbidden, verb, cell.get("note", ""), f"{file}:{line}")


def _several(cell: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.strip() for part in SEVERAL.split(cell) if part.strip()))


def _bad(status: str) -> bool:
    """Whether a status says that the term is not to be used: *deprecatedTerm-admn-sts*, *Do not use*."""
    return bool(BAD.search(re.sub(r"[\W_]+", "", status.lower())))


# TBX


def _of_tbx(file: Path, raw: bytes) -> Iterator[Term]:
    from audit.readers.xml import line, name, parse

    root = parse(str(file), raw)
    if name(root).lower() not in ("martif", "tbx"):
        raise SettingsError(f"glossary: {file}: line {line(root)}: is not TBX: its root element is <{name(root)}>")
    entries = [element for element in root.iter() if name(element) in ENTRIES]
    found = [term for entry in entries for term in _entry(file, entry)]
    if entries and not found:
        tags = sorted({element.get(LANGUAGE) or "" for element in root.iter() if name(element) in SECTIONS})
        raise SettingsError(f"glossary: {file}: no entry has a French term; there is {', '.join(tags)}")
    yield from found


def _entry(file: Path, entry: "Element") -> Iterator[Term]:
    """A term for each English one of the concept that may be used, with all of its French."""
    from audit.readers.units import is_language
    from audit.readers.xml import line, name

    sides: dict[str, list[tuple[str, bool, bool]]] = {"en": [], "fr": []}
    for section in (element for element in entry if name(element) in SECTIONS):
        tag = section.get(LANGUAGE) or section.get("lang") or ""
        for code in (code for code in sides if tag and is_language("fr" if tag == UNTOLD else tag, code)):
            sides[code] += _terms(section)
    wanted, forbidden = (tuple(t for t, bad, _ in sides["fr"] if bad is is_bad) for is_bad in (False, True))
    if not sides["fr"]:
        return
    sources = [(term, verb) for term, bad, verb in sides["en"] if not bad] or [("", False)]
    for source, verb in sources:
        if source or forbidden:
            yield Term(source, wanted, forbidden, verb, "", f"{file}:{line(entry)}")


def _terms(section: "Element") -> Iterator[tuple[str, bool, bool]]:
    """Each term of a language, whether it is not to be used, and whether it is a verb."""
    from audit.readers.xml import name, text

    for group in (element for element in section.iter() if name(element) in TERMS):
        told = {_kind(element): text(element).lower() for element in group.iter() if len(element) == 0}
        status = told.get("administrativestatus") or told.get("termstatus") or told.get("normativeauthorization") or ""
        verb = told.get("partofspeech", "").startswith("v")
        for term in (element for element in group.iter() if name(element) == "term"):
            if text(term):
                yield " ".join(text(term).split()), _bad(status), verb


def _kind(element: "Element") -> str:
    """What a note says: the type of a `<termNote>`, else the name of an element of its own, as the newer dialects have it."""
    from audit.readers.xml import name

    return (element.get("type") or name(element)).lower()
