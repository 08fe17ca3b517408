"""What the readers of bilingual files share: from rows to a page whose units are its blocks."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from audit.document import Block, Code, Page, Unit
from audit.errors import InputError
from audit.reason import Reason
from audit.segmentation import unique

# The names that columns and keys go by, white space and punctuation left out; sacreBLEU, COMET, MetricX and Weblate each
# have their own.
NAMES = {
    "target": (
        "target mt translation hypothesis hyp tgt text fr fra french français francais frfr frca cible traduction "
        "textecible textefrançais traductionfrançaise versionfrançaise"
    ).split(),
    "source": "source src original en eng english anglais enus engb textesource texteanglais versionanglaise".split(),
    "reference": "reference ref référence".split(),
    "id": "id segid segmentid key identifiant clé".split(),
}
TAG = re.compile(r"[(\[](?:fr|en)(?:[-_]\w+)?[)\]]")  # behind a name: *Target (fr-FR)*
MOST_NAMED = 10  # units in a warning


@dataclass(frozen=True, slots=True)
class Row:
    """One translation as a file has it; `target` is None or blank where there is none."""

    target: str | None
    id: str | None = None
    source: str | None = None
    reference: str | None = None
    line: int | None = None
    fields: Mapping[str, Any] = field(default_factory=dict)
    lost: tuple[Code, ...] = ()


def page(path: str, rows: Iterable[Row], warnings: Iterable[str] = ()) -> Iterator[Page]:
    """The page that the rows make, blank lines between them. Raises InputError where nothing is translated.

    A row without an id is called by its number among all rows, one whose id is taken gets another. Rows without a
    translation are named in a warning.
    """
    taken: dict[str, int] = {}
    units: list[Unit] = []
    texts: list[str] = []
    bare: list[str] = []
    position = 0
    for number, row in enumerate(rows, 1):
        name = unique(row.id or str(number), taken)
        text = (row.target or "").strip()
        if not text:
            bare.append(name)
            continue
        end = position + len(text)
        source, reference = row.source or None, row.reference or None
        units.append(Unit(position, end, name, source, reference, row.line, row.fields, row.lost))
        texts.append(text)
        position = end + 2
    if bare:
        warnings = (
            *warnings,
            Reason("{n} not audited, having no translation: {names}", n=len(bare), names=_some(bare)),
        )
    if not units:
        raise refused(path, "holds nothing that is translated")
    blocks = tuple(Block(unit.start, unit.end) for unit in units)
    text = "\n\n".join(texts)
    yield Page(path, text, blocks, extracted=True, units=tuple(units), warnings=tuple(warnings))


@lru_cache
def named(columns: tuple[str, ...]) -> Mapping[str, str]:
    """Which of the columns is the target, the source, the reference and the id, as far as they are there."""
    known = {re.sub(r"[\W_]+", "", TAG.sub("", column.casefold())): column for column in reversed(columns)}
    found = {role: [known[name] for name in names if name in known] for role, names in NAMES.items()}
    return {role: hits[0] for role, hits in found.items() if hits}


def is_language(tag: str | None, code: str) -> bool:
    """Whether a BCP 47 tag, or gettext's form of one (*fr_CA*), is of the language `code`; so is none at all."""
    return not tag or re.split("[-_.@]", tag.strip().lower())[0] in (code, {"fr": "fra", "en": "eng"}[code])


def refused(path: str, template: str, line: int | None = None, **values: object) -> InputError:
    """The error that says what is wrong with a file, and on which line where that is known."""
    reason = Reason(template, **values)
    if line is None:
        return InputError(Reason("{path}: {reason}", path=path, reason=reason))
    return InputError(Reason("{path}: line {line}: {reason}", path=path, line=line, reason=reason))


def refused_rows(path: str, bad: Sequence[tuple[int, str]]) -> InputError:
    """The error about rows that are none: the first by line and reason, the others by number."""
    line, reason = bad[0]
    if len(bad) == 1:
        return refused(path, "{reason}", line, reason=reason)
    return refused(path, "{reason}; {n} more lines cannot be read either", line, reason=reason, n=len(bad) - 1)


def _some(names: list[str]) -> str:
    shown = ", ".join(name if len(name) <= 40 else f"{name[:39]}…" for name in names[:MOST_NAMED])
    more = len(names) - MOST_NAMED
    return Reason("{names} and {n} more", names=shown, n=more) if more > 0 else shown
