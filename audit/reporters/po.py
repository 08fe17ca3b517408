"""Copies of PO files with the findings as translators' comments, which every tool of gettext keeps.

    # translation-audit: major, accuracy/mistranslation: “Musc” is a common noun that stands where a name must

Nothing else changes but the comments of an earlier copy, which go; a file in another encoding becomes UTF-8.
"""

import re
from collections.abc import Iterator

from audit.finding import Finding
from audit.readers import po
from audit.reporters import copies
from audit.reporters.ci import TOOL
from audit.reporters.copies import Edit, note
from audit.reporters.messages import Messages
from audit.result import Result

SUFFIXES = (".po",)
# Behind whatever ends a line for polib: to `str.splitlines` that is more than a line feed.
OURS = re.compile(rf"(?:^|(?<=[\r\v\f\x1c-\x1e\x85\u2028\u2029]))# {TOOL}:.*\n", re.MULTILINE)
CHARSET = re.compile(r"(?<=charset=)[\w.:-]+")


def render(result: Result, *, lang: str) -> str:
    """The copy of the one PO file in the result."""
    return copies.render(result, lang, SUFFIXES, po.read, annotate)


def render_folder(result: Result, *, lang: str) -> Iterator[tuple[str, str]]:
    """A copy of each PO file."""
    return copies.render_folder(result, lang, SUFFIXES, po.read, annotate)


def annotate(path: str, raw: bytes, findings: list[list[Finding]], say: Messages) -> str:
    """The file's text with a comment for each finding; `findings` are those of each translated form, in order."""
    text = po.decoded(path, raw)
    lines = [0]
    for line in text.splitlines(keepends=True):
        lines.append(lines[-1] + len(line))
    edits: list[Edit] = [(*found.span(), "") for found in OURS.finditer(text)]
    units = iter(findings)
    for entry in po.messages(path, text):
        for row in po.rows(entry):
            if (row.target or "").strip():
                said = "".join(f"# {TOOL}: {note(finding, say)}\n" for finding in next(units))
                edits += [(lines[max(entry.linenum, 1) - 1],) * 2 + (said,)] if said else []
    return CHARSET.sub("UTF-8", copies.spliced(text, edits), count=1)
