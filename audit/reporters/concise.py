"""One line for each finding, as compilers print them: `path:line:col: severity detector: why [repair]`."""

from collections.abc import Iterator

from audit.reporters.ci import split_accepted, unchecked_in
from audit.reporters.messages import Messages, messages
from audit.reporters.places import locate
from audit.reporters.visible import plain
from audit.result import DocumentResult, Result


def render(result: Result, *, lang: str) -> str:
    """The findings of each document, worst first, then what was not checked in it; last the rejected inputs."""
    say = messages(lang)
    lines = [line for document in result.documents for line in _lines(document, say)]
    lines += [f"{rejected.path}: {say('rejected')}: {rejected.reason}" for rejected in result.rejected]
    return "".join(f"{plain(line)}\n" for line in lines)


def _lines(document: DocumentResult, say: Messages) -> Iterator[str]:
    counted, accepted = split_accepted(locate(document))
    for located in counted:
        finding = located.finding
        repair = "" if finding.repair is None else f" [{finding.repair or say('remove')}]"
        yield f"{located.where(say)}: {finding.severity} {finding.detector}: {finding.why}{repair}"
    if accepted:
        yield f"{document.path}: {say('accepted_left_out', n=len(accepted))}"
    for check in unchecked_in(document):
        yield f"{check.path}: {check.title(say)}: {check.reason}"
