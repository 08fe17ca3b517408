"""From what the user names to tasks: every input that is meant, each once, and read only when its turn comes."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from audit.errors import InputError
from audit.readers import content, expand, read_all
from audit.result import Rejected
from audit.work import Task, rejection


def named(paths: Iterable[str]) -> Iterator[str | Rejected]:
    """The inputs that the paths mean, and what of them is not there."""
    seen: set[str] = set()
    for path in paths:
        try:
            fresh = [found for found in dict.fromkeys(expand(path)) if found not in seen]
        except InputError as error:
            yield rejection(path, error)
            continue
        seen.update(fresh)
        yield from fresh


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
