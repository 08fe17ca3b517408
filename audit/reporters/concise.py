"""One line for each finding, as compilers print them: `path:line:col: severity detector: why [repair]`."""

from collections.abc import Iterator

from audit.reporters.messages import Messages, messages
from audit.reporters.summary import Places, worst_first
from audit.reporters.visible import plain
from audit.result import DocumentResult, Result


def render(result: Result, *, lang: str) -> str:
    """The findings of each document, worst first, then what was not checked in it; last the rejected inputs."""
    say = messages(lang)
    lines = [line for document in result.documents for line in _lines(document, say)]
    lines += [f"{rejected.path}: {say('rejected')}: {rejected.reason}" for rejected in result.rejected]
    return "".join(f"{plain(line)}\n" for line in lines)


def _lines(document: DocumentResult, say: Messages) -> Iterator[str]:
    place = Places(document.text)
    for finding in worst_first(document.findings):
        line, column = place(finding.start)
        repair = "" if finding.repair is None else f" [{finding.repair or say('remove')}]"
        yield f"{document.path}:{line}:{column}: {finding.severity} {finding.detector}: {finding.why}{repair}"
    for failure in document.failures:
        yield f"{document.path}: {say('failed')} {failure.detector}: {failure.error}"
    for skipped in document.skipped:
        yield f"{document.path}: {say('skipped')} {skipped.detector}: {skipped.reason}"
