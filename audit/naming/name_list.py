"""Names that somebody vouches for (`names.txt`): one a line, `#` begins a comment. What lies inside one is no error."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from audit.document import Span
from audit.errors import SettingsError

WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class NameList:
    """A set of names, as they are written."""

    names: frozenset[str] = frozenset()
    _by_first_word: dict[str, list[str]] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        index = defaultdict(list)
        for name in sorted(name.replace("'", "’") for name in self.names):
            if first := WORD.search(name):
                index[first[0]].append(name)
        object.__setattr__(self, "_by_first_word", dict(index))

    @classmethod
    def read(cls, files: Iterable[Path]) -> "NameList":
        """The names in these files. Raises SettingsError for one that cannot be read."""
        return cls(frozenset(name for file in files for name in _lines(file)))

    def __bool__(self) -> bool:
        return bool(self.names)

    def spans(self, text: str) -> Iterator[Span]:
        """Where a name of the list stands in `text`, as whole words."""
        if not self.names:
            return
        text = text.replace("'", "’")
        for word in WORD.finditer(text):
            for name in self._by_first_word.get(word[0], ()):
                start = word.start() - name.index(word[0])
                end = start + len(name)
                if start >= 0 and text.startswith(name, start) and not text[end : end + 1].isalnum():
                    yield Span(start, end)


def _lines(file: Path) -> Iterator[str]:
    try:
        content = file.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise SettingsError(f"names: {file} cannot be read: {error.strerror}") from error
    except ValueError as error:
        raise SettingsError(f"names: {file} is not text in UTF-8") from error
    lines = (line.partition("#")[0].strip() for line in content.splitlines())
    return (line for line in lines if line)
