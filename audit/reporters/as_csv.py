"""CSV for spreadsheets: a row for each finding, and for each check or input that was not done.

RFC 4180 in UTF-8, with the byte order mark that Excel tells UTF-8 by.
"""

import csv
from collections.abc import Iterator
from io import StringIO

from audit.reporters.ci import ranked, unchecked
from audit.reporters.messages import Messages, messages
from audit.reporters.places import Located, relative
from audit.reporters.visible import plain
from audit.result import Result

COLUMNS = (
    "status",  # finding, accepted, failed, skipped, remark or rejected
    "path",
    "line",
    "column",
    "counted_in",  # file, or text where this was taken out of the file
    "severity",
    "level",
    "detector",
    "category",
    "text",
    "why",
    "repair",
    "accepted_by",  # baseline or inline
    "reason",
    "fingerprint",
    "unit",  # of a bilingual file: its id
    "unit_line",  # and the line of the file that it begins on; in Markdown, that of the finding
)
# What may start a formula in a spreadsheet (https://owasp.org/www-community/attacks/CSV_Injection), and the apostrophe
# itself, so that one taken away from the front of a cell always gives the text back.
FORMULA = tuple("=+-@'＝＋－＠")


def render(result: Result, *, lang: str) -> str:
    """The findings gravest first, then what was not checked. Headings are for programs: the same in any language."""
    out = StringIO()
    out.write("\ufeff")
    rows = csv.DictWriter(out, COLUMNS, restval="")
    rows.writeheader()
    for row in _rows(result, messages(lang)):
        rows.writerow({name: guarded(value) if isinstance(value, str) else value for name, value in row.items()})
    return out.getvalue()


def guarded(text: str) -> str:
    """`text` as a cell that no spreadsheet takes for a formula: with an apostrophe before it where it might."""
    cell = plain(f"|{text}|")[1:-1]  # the guards keep the blanks at the ends
    return f"'{cell}" if cell.lstrip().startswith(FORMULA) else cell


def _rows(result: Result, say: Messages) -> Iterator[dict[str, object]]:
    for located in ranked(result):
        yield _finding(located, say)
    for check in unchecked(result):
        yield {"status": check.kind, "path": relative(check.path), "detector": check.check, "why": check.reason}


def _finding(located: Located, say: Messages) -> dict[str, object]:
    document, finding = located.document, located.finding
    row = {
        "status": "finding",
        "path": relative(document.path),
        "line": located.line,
        "column": located.column,
        "counted_in": "text" if document.extracted else "file",
        "unit": located.unit.id if located.unit else "",
        "unit_line": (located.file_line or "") if document.extracted else "",
        "severity": finding.severity.value,
        "level": finding.level,
        "detector": finding.detector,
        "category": finding.category.value,
        "text": finding.text,
        "why": finding.why,
        "repair": "" if finding.repair is None else finding.repair or say("remove"),
        "fingerprint": finding.fingerprint,
    }
    if finding.suppressed:
        row |= {"status": "accepted", "accepted_by": finding.suppressed.kind, "reason": finding.suppressed.reason}
    return row
