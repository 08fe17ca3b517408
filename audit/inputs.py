"""From what the user names to tasks: every input that is meant, each once, and read only when its turn comes."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from audit.errors import InputError
from audit.readers import content, expand, left_out, read_all
from audit.reason import Reason
from audit.result import Rejected
from audit.work import Task, rejection

SUFFIXES = 5  # that are named


def named(paths: Iterable[str]) -> Iterator[str | Rejected]:
    """The inputs that the paths mean, each once (`a` and `./a` are one), and what of them is not there."""
    seen: set[str] = set()
    for path in paths:
        try:
            fresh = {found.removeprefix("./"): found for found in expand(path)}
        except InputError as error:
            yield rejection(path, error)
            continue
        yield from (found for key, found in fresh.items() if key not in seen)
        seen.update(fresh)


def passed_over(paths: Iterable[str]) -> Iterator[Reason]:
    """What of the folders is not audited, so that nobody takes it for clean."""
    for path in paths:
        found = sorted(left_out(path).items(), key=lambda item: (-item[1], item[0]))
        files = [f"{suffix or '?'} ({count})" for suffix, count in found]
        if files:
            listed = ", ".join([*files[:SUFFIXES], *(["…"] if len(files) > SUFFIXES else [])])
            yield Reason("{path}: left out, being in no known format: {files}", path=path, files=listed)


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
