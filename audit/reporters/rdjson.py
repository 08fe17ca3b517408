"""reviewdog's diagnostic format (https://github.com/reviewdog/reviewdog/tree/master/proto/rdf): comments in a review, with
suggestions that can be applied."""

from typing import Any

from audit.reporters.ci import TOOL, placed, ranked, split_accepted, to_json, unchecked
from audit.reporters.levels import NOTE, terms
from audit.reporters.messages import Messages, messages
from audit.reporters.places import Located, relative
from audit.result import Result


def render(result: Result, *, lang: str) -> str:
    """The findings, gravest first; without a place, what was not checked and how many findings were accepted."""
    say = messages(lang)
    counted, accepted = split_accepted(ranked(result))
    diagnostics = [_finding(located, say) for located in counted]
    diagnostics += [_diagnostic(c.path, c.check or TOOL, c.terms.rdjson, c.message(say)) for c in unchecked(result)]
    if accepted:
        said = say("accepted_left_out", n=len(accepted))
        diagnostics.append(_diagnostic(accepted[0].document.path, TOOL, NOTE.rdjson, said))
    return to_json({"source": {"name": TOOL}, "diagnostics": diagnostics}, indent=1)


def _finding(located: Located, say: Messages) -> dict[str, Any]:
    finding = located.finding
    diagnostic = _diagnostic(located.document.path, finding.detector, terms(finding).rdjson, placed(located, say))
    if located.document.extracted:
        if located.file_line:
            diagnostic["location"]["range"] = {"start": {"line": located.file_line}}
        return diagnostic
    text = located.document.text
    span = {
        "start": _position(text, finding.start, located.line, located.column),
        "end": _position(text, finding.end, located.end_line, located.end_column),
    }
    diagnostic["location"]["range"] = span
    if finding.repair is not None:
        diagnostic["suggestions"] = [{"range": span, "text": finding.repair}]
    return diagnostic


def _diagnostic(path: str, check: str, severity: str, said: str) -> dict[str, Any]:
    return {
        "message": said,
        "location": {"path": relative(path)},
        "severity": severity,
        "code": {"value": check},
    }


def _position(text: str, at: int, line: int, column: int) -> dict[str, int]:
    """The protocol counts columns in bytes of UTF-8, from 1, whatever the file is encoded in."""
    before = text[at - column + 1 : at]
    return {"line": line, "column": len(before.encode("utf-8", "surrogatepass")) + 1}
