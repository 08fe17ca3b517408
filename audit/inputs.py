"""From what the user names to tasks: every input that is meant, each once, and read only when its turn comes."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from audit.errors import InputError
from audit.readers import content, expand, left_out, read_all
from audit.reason import Reason
from audit.result import Rejected
from audit.settings import DEFAULTS, Settings
from audit.work import Task, rejection

TOLD = 5  # suffixes and files that are named


def named(paths: Iterable[str], settings: Settings = DEFAULTS) -> Iterator[str | Rejected]:
    """The inputs that the paths mean, each once (`a` and `./a` are one), and what of them is not there.

    What the settings exclude is passed over where a folder or a glob holds it, and not where it is named itself.
    """
    seen: set[str] = set()
    for path in paths:
        try:
            found = list(expand(path))
        except InputError as error:
            yield rejection(path, error)
            continue
        fresh = {file.removeprefix("./"): file for file in found if file == path or not settings.excludes(file)}
        if not fresh:
            yield Rejected(path, Reason("the setting exclude leaves nothing of it to audit"))
        yield from (found for key, found in fresh.items() if key not in seen)
        seen.update(fresh)


def passed_over(paths: Iterable[str], settings: Settings) -> Iterator[Reason]:
    """What of the folders is not audited, so that nobody takes it for clean."""
    for path in paths:
        found = sorted(left_out(path).items(), key=lambda item: (-item[1], item[0]))
        if files := [f"{suffix or '?'} ({count})" for suffix, count in found]:
            yield Reason("{path}: left out, being in no known format: {files}", path=path, files=_some(files))
        with suppress(InputError):
            files = [file for file in expand(path) if file != path and settings.excludes(file)]
            if files:
                yield Reason("{path}: left out by the setting exclude: {files}", path=path, files=_some(files))


def _some(files: Sequence[str]) -> str:
    return ", ".join([*files[:TOLD], *(["…"] if len(files) > TOLD else [])])


def tasks(found: Iterable[str | Rejected], source: Path | None = None) -> Iterator[Task | Rejected]:
    """The inputs as they are read, one by one. Raises InputError where `source` cannot be read, or is given for several."""
    english = "\n\n".join(page.text for page in read_all(str(source))) if source else None
    read = 0
    for path in found:
        if isinstance(path, Rejected):
            yield path
            continue
        try:
            name, raw = content(path)
        except InputError as error:
            yield rejection(path, error)
            continue
        read += 1
        if english is not None and read > 1:
            raise InputError(f"--source {source} belongs to one document, and there are several")
        yield Task(name, raw, english)
