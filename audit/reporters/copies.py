"""Copies of the audited files with the findings in them: what the reporters `xliff` and `po` have in common."""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from audit.characters import usual
from audit.document import Page
from audit.errors import InputError, OutputError
from audit.finding import Finding
from audit.readers import load
from audit.reason import Reason
from audit.reporters.ci import message
from audit.reporters.messages import Messages, messages
from audit.reporters.places import relative
from audit.result import DocumentResult, Result
from audit.segmentation import unique

Read = Callable[[str, bytes], Iterator[Page]]
# The path, the bytes, and the findings of each unit, with their places in it.
Annotate = Callable[[str, bytes, list[list[Finding]], Messages], str]
Edit = tuple[int, int, str]  # from, to, and what is to stand there


def render(result: Result, lang: str, suffixes: Sequence[str], read: Read, annotate: Annotate) -> str:
    """The copy of the one file of this kind in the result. Raises OutputError where there is none, or several."""
    documents = [document for document in result.documents if _is(document, suffixes)]
    if len(documents) != 1:
        raise OutputError(
            Reason("{n} files that end in {suffix}: one copy is for one file, more go to a folder, as in copies/",
                   n=len(documents), suffix=suffixes[0])
        )  # fmt: skip
    return _copy(documents[0], lang, read, annotate)


def render_folder(
    result: Result, lang: str, suffixes: Sequence[str], read: Read, annotate: Annotate
) -> Iterator[tuple[str, str]]:
    """The name and the text of a copy of each file of this kind, in the folders it is in below the current one."""
    taken: dict[str, int] = {}
    for document in result.documents:
        if _is(document, suffixes):
            path = Path(relative(document.path))
            inside = path.name if path.is_absolute() or ".." in path.parts else path.as_posix()
            yield unique(inside, taken), _copy(document, lang, read, annotate)


def _is(document: DocumentResult, suffixes: Sequence[str]) -> bool:
    return document.path.lower().endswith(tuple(suffixes))


def _copy(document: DocumentResult, lang: str, read: Read, annotate: Annotate) -> str:
    """The annotated text. Raises OutputError where the file is not what was audited any more."""
    try:
        raw = load(document.path)
        text = next((page.text for page in _pages(document.path, raw, read)), "")
    except InputError as error:
        raise OutputError(error.reason) from error
    if usual(text) != document.text:
        raise OutputError(Reason("{path}: has changed since it was audited", path=document.path))
    starts = [segment.start for segment in document.segments]
    by_unit: list[list[Finding]] = [[] for _ in starts]
    for finding in document.findings:
        if finding.suppressed is None:
            at = bisect_right(starts, finding.start) - 1
            here = replace(finding, start=finding.start - starts[at], end=finding.end - starts[at])
            by_unit[at].append(here)
    return annotate(document.path, raw, by_unit, messages(lang))


def _pages(path: str, raw: bytes, read: Read) -> Iterator[Page]:
    """What could be read; what could not was told when it was audited."""
    try:
        yield from read(path, raw)
    except InputError:
        return


def note(finding: Finding, say: Messages) -> str:
    """What is said of a finding to who does not know the program's words: severity, category, reason, repair."""
    severity = say.label("severity", finding.severity)
    return f"{severity}, {finding.category}{say('colon')} {message(finding, say)}"


def spliced(text: str, edits: Iterator[Edit] | Sequence[Edit]) -> str:
    """`text` with the edits made, each where the text as it was has it; nothing else changes."""
    parts, position = [], 0
    for start, end, new in sorted(edits, key=lambda edit: edit[:2]):
        parts += [text[position:start], new]
        position = max(end, position)
    return "".join([*parts, text[position:]])
