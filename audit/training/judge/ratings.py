"""What people said of translations, in the forms that they publish it in: segments with their errors and MQM points.

`read` takes the MQM ratings of WMT (google/wmt-mqm-human-evaluation, Marot; `audit run --format mqm`), the spans of
WMT's quality estimation task 2 (`--format qe`), and JSON or JSON Lines as bio-MQM (Zouhar et al. 2024) and xCOMET have
it. The content says which. What cannot be read is told by file and line, and the rest is read.
"""

import csv
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from audit.errors import InputError
from audit.readers.text import decode

# Weights of Freitag et al. 2021 (arXiv 2104.14478). What some raters call critical weighs as a major error does, as in
# bio-MQM's own scripts.
WEIGHTS = {"critical": 5.0, "major": 5.0, "minor": 1.0, "neutral": 0.0, "no-error": 0.0}
NON_TRANSLATION, MINOR_PUNCTUATION = 25.0, 0.1
MARK = re.compile(r"</?v>")
# Names that the columns go by: WMT's of 2020, of 2022 and later, and Unbabel's.
COLUMNS = {
    "system": ("system", "mt_engine"),
    "doc": ("doc", "document", "docid"),
    "segment": ("docsegid", "doc_id", "doc_seg_id", "globalsegid", "seg_id"),
    "rater": ("rater", "annotator"),
    "source": ("source", "src"),
    "target": ("target", "tgt", "mt"),
    "category": ("category",),
    "severity": ("severity",),
}
QE_CELLS = 7
Tell = Callable[[str], None]


class Error(NamedTuple):
    """A marked range of the target (code points, end exclusive); `start` is -1 where nothing of the target is marked.

    An error of several ranges has one `Error` for each, of which the first is `counted`.
    """

    start: int
    end: int
    severity: str
    category: str = ""
    counted: bool = True

    @property
    def points(self) -> float:
        """What WMT takes off for it."""
        if not self.counted:
            return 0.0
        if self.category.lower().startswith("non-translation"):
            return NON_TRANSLATION
        punctuation = self.category.lower() in ("fluency/punctuation", "punctuation")
        return MINOR_PUNCTUATION if punctuation and self.severity == "minor" else WEIGHTS.get(self.severity, 0.0)


@dataclass
class Rated:
    """A translated segment and all errors that its raters marked; `by_rater` has those of each."""

    key: tuple[str, str, str]  # system, document, number of the segment in it
    target: str
    source: str = ""
    reference: str = ""
    by_rater: dict[str, list[Error]] = field(default_factory=dict)

    @property
    def errors(self) -> list[Error]:
        return [error for errors in self.by_rater.values() for error in errors]

    @property
    def points(self) -> float:
        """The mean of its raters' sums, as WMT's score_mqm.py has it; more is worse."""
        return sum(error.points for error in self.errors) / max(1, len(self.by_rater))

    @property
    def spans(self) -> list[Error]:
        """The errors that count and have a place in the target."""
        return [error for error in self.errors if error.start >= 0 and WEIGHTS.get(error.severity, 0) > 0]


def read(path: str, tell: Tell = lambda _: None) -> list[Rated]:
    """The segments of a file, each once and in its order. `tell` hears of rows that cannot be read.

    Raises InputError where there is nothing that can.
    """
    try:
        text = decode(path, Path(path).read_bytes())
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}") from error
    lines = re.split(r"\r\n|\n|\r", text)
    head = text.lstrip()[:1]
    rows = _json(path, text, tell) if head in ("[", "{") else _mqm(path, lines, tell) if _names(lines[0]) else None
    found = list(rows if rows is not None else _qe(path, lines, tell))
    if not found:
        raise InputError(f"{path}: holds no ratings: neither WMT’s MQM or span TSV nor JSON with errors")
    return found


# The MQM ratings of WMT


def _names(line: str) -> dict[str, int]:
    """Where each column is, by WMT's names; nothing where the line is no heading of theirs."""
    there = [cell.strip().strip('"').lower() for cell in line.lstrip("\ufeff").split("\t")]
    found = {role: next((there.index(n) for n in names if n in there), -1) for role, names in COLUMNS.items()}
    return found if min(found["target"], found["severity"], found["category"]) >= 0 else {}


def _mqm(path: str, lines: list[str], tell: Tell) -> Iterator[Rated]:
    """A segment for all rows about it. Cells are as they are: WMT quotes nothing, but for files that went through Excel."""
    columns, width = _names(lines[0]), len(lines[0].split("\t"))
    rows: list[list[str]] = []
    for number, line in enumerate(lines[1:], 2):
        cells = line.split("\t")
        if line.strip() and len(cells) <= max(columns.values()):
            tell(f"{path}: line {number}: has {len(cells)} cells for {width} columns")
        elif line.strip():
            rows.append(cells)
    quoted = _is_quoted(rows)
    found: dict[tuple[str, str, str], Rated] = {}
    for number, cells in enumerate(rows):
        cell = {role: _unquoted(cells[at], quoted) if at >= 0 else "" for role, at in columns.items()}
        if cell["severity"].lower().startswith("hotw"):  # an error put in to see whether the rater looks
            continue
        target, errors = _marked(cell["target"], cell["severity"], cell["category"])
        key = cell["system"], cell["doc"], cell["segment"] or str(number)
        rated = found.setdefault(key, Rated(key, target, MARK.sub("", cell["source"])))
        rated.by_rater.setdefault(cell["rater"], []).extend(errors)
    yield from found.values()


def _is_quoted(rows: list[list[str]]) -> bool:
    """Whether every cell that begins with a quotation mark is quoted whole, as Excel does it: with those inside doubled."""
    cells = [cell for row in rows for cell in row if cell.startswith('"')]
    return bool(cells) and all(_unquoted(cell, True) != cell for cell in cells)


def _unquoted(cell: str, quoted: bool) -> str:
    inside = cell[1:-1]
    whole = quoted and len(cell) > 1 and cell[0] == cell[-1] == '"' and '"' not in inside.replace('""', "")
    return inside.replace('""', '"') if whole else cell


def _marked(text: str, severity: str, category: str) -> tuple[str, list[Error]]:
    """The target without its marks, and the error of the row: a range for each pair of marks, its points but once."""
    severity = severity.strip().lower()
    if severity in ("no-error", "no error", "", "none") or category.strip().lower() == "no-error":
        return MARK.sub("", text), []
    plain, starts, ranges = "", list[int](), list[tuple[int, int]]()
    for piece in re.split(r"(</?v>)", text):
        if piece == "<v>":
            starts.append(len(plain))
        elif piece == "</v>" and starts:
            ranges.append((starts.pop(), len(plain)))
        elif piece not in ("<v>", "</v>"):
            plain += piece
    if category.lower().startswith("non-translation"):
        ranges = [(0, len(plain))]
    places = enumerate(ranges or [(-1, -1)])
    return plain, [Error(*place, severity, category.strip(), number == 0) for number, place in places]


# The spans of WMT's quality estimation task


def _qe(path: str, lines: list[str], tell: Tell) -> Iterator[Rated]:
    """Seven cells; above them a heading in WMT's gold, three lines about the system in submissions, nothing in ours."""
    began = False
    for number, line in enumerate(lines, 1):
        cells = line.rstrip("\n").split("\t")
        if len(cells) != QE_CELLS or not re.fullmatch(r"\s*\d+\s*", cells[2]):
            if line.strip() and (began or number > 3):
                tell(f"{path}: line {number}: is no row of seven cells, with a number in the third")
            continue
        began = True
        pair, _, segment, text, *places = cells
        target = text.strip()  # as the task's script has it
        try:
            starts, ends = ([int(at) for at in cell.split()] for cell in places[:2])
            errors = [Error(*three) for three in zip(starts, ends, places[2].lower().split(), strict=True)]
        except ValueError:
            tell(f"{path}: line {number}: starts, ends and severities are not as many numbers, numbers and words")
            continue
        kept = [error for error in errors if min(error.start, error.end) >= 0]
        yield Rated((pair.strip().lower(), "", segment.strip()), target, by_rater={"": kept})


# JSON


def _json(path: str, text: str, tell: Tell) -> Iterator[Rated]:
    """An array, or an object a line."""
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError):
        whole = None
    rows = enumerate(whole, 1) if isinstance(whole, list) else _objects(path, text, tell)
    seen: dict[tuple[str, str, str], Rated] = {}
    for number, row in rows:
        rated = _object(row, number) if isinstance(row, dict) else None
        if rated is None:
            tell(f"{path}: row {number}: is no object with a translation (tgt, target, mt) and its errors")
        elif rated.key in seen and seen[rated.key].target == rated.target:  # another rater
            for rater, errors in rated.by_rater.items():
                seen[rated.key].by_rater.setdefault(rater, []).extend(errors)
        else:
            seen[(*rated.key[:2], f"{rated.key[2]} ({number})") if rated.key in seen else rated.key] = rated
    yield from seen.values()


def _objects(path: str, text: str, tell: Tell) -> Iterator[tuple[int, Any]]:
    for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), 1):
        if line.strip():
            try:
                yield number, json.loads(line)
            except (ValueError, RecursionError) as error:
                tell(f"{path}: line {number}: is not JSON: {error}")


def _object(row: Mapping[str, Any], number: int) -> Rated | None:
    lower = {key.lower(): value for key, value in row.items()}
    target = _first(lower, "tgt", "target", "mt", "hypothesis")
    errors = _first(lower, "errors_tgt", "target_errors", "errors", "spans")
    if not isinstance(target, str) or not isinstance(errors, list | None):
        return None
    flat = [e for group in errors or () for e in (group if isinstance(group, list) else [group])]
    reference = _first(lower, "ref", "reference")
    reference = next(iter(reference), "") if isinstance(reference, list) else reference
    key = [_first(lower, *names) for names in (("system", "mt_engine"), ("doc_id", "doc"), ("id", "seg_id"))]
    system, doc, segment = (str(value) if value is not None else "" for value in key)
    rater = str(_first(lower, "annotator", "annotator_id", "rater") or "")
    found = [_error(e, target) for e in flat if isinstance(e, dict)]
    source = str(_first(lower, "src", "source") or "")
    return Rated((system, doc, segment or str(number)), target, source, str(reference or ""), {rater: found})


def _error(row: Mapping[str, Any], target: str) -> Error:
    """bio-MQM's `endIndex` is that of the last character, unless its term says otherwise; `end` of others is behind it."""
    start, end = row.get("startIndex", row.get("start")), row.get("endIndex", row.get("end"))
    category = str(row.get("error_category") or row.get("category") or "")
    severity = str(row.get("severity") or "").strip().lower()
    if not isinstance(start, int) or not isinstance(end, int):
        return Error(-1, -1, severity, category)
    exclusive = "endIndex" not in row or target[start:end] == row.get("term", row.get("text"))
    return Error(start, end if exclusive else end + 1, severity, category, row.get("counted", True) is not False)


def _first(row: Mapping[str, Any], *names: str) -> Any:
    return next((row[name] for name in names if row.get(name) is not None), None)


# Ours


def as_jsonl(rated: Iterable[Rated]) -> str:
    """Rows that `audit run` reads, and `read` again: with the sources, the points and the errors."""
    rows = (
        {
            "id": "|".join(filter(None, r.key)),
            "source": r.source,
            "target": r.target,
            **({"reference": r.reference} if r.reference else {}),
            "system": r.key[0],
            "doc": r.key[1],
            "points": round(r.points, 3),
            "errors": [dict(zip(Error._fields, e, strict=True)) for e in r.errors],
        }
        for r in rated
    )
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def write_tsv(path: Path, rows: Iterable[Iterable[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, "excel-tab", lineterminator="\n").writerows(rows)


def read_or_exit(path: str, tell: Tell) -> list[Rated]:
    """`read` for a command: what is wrong in one line, and exit code 2."""
    try:
        return read(path, tell)
    except InputError as error:
        tell(str(error))
        raise SystemExit(2) from None
