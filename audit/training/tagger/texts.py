"""The clean text that the tagger is made from (texts.toml), cut so that nothing is measured on what it was made from."""

import lzma
import tomllib
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path

from audit.training.evaluate.bench import COUNT
from audit.training.evaluate.texts import HELD_OUT, clean
from audit.training.garble.clean import articles

LISTED = Path(__file__).with_name("texts.toml")


@dataclass(frozen=True, slots=True)
class Text:
    """A text and how many of its lines serve for what, in this order. `news` text is developed on by itself."""

    file: str
    title: str
    licence: str
    count: int = 0
    train: int = 0
    develop: int = 0
    plain: int = 0
    news: bool = False

    def counted(self, shared: Path) -> list[str]:
        return self._lines(shared)[: self.count]

    def training(self, shared: Path) -> list[list[str]]:
        """Runs of sentences, as long as articles."""
        return articles(self._lines(shared)[self.count : self.count + self.train])

    def development(self, shared: Path) -> list[list[str]]:
        first = self.count + self.train
        return articles(self._lines(shared)[first : first + self.develop])

    def untouched(self, shared: Path) -> list[list[str]]:
        """What is trained on as it is: French that is not of news, and right."""
        first = self.count + self.train + self.develop
        return articles(self._lines(shared)[first : first + self.plain])

    def _lines(self, shared: Path) -> list[str]:
        """The lines as far as they are listed, empty where one is measured on."""
        taken = reserved(shared)
        needed = self.count + self.train + self.develop + self.plain
        return ["" if line.strip() in taken else line for line in islice(read(shared / self.file), needed)]


def texts() -> list[Text]:
    return [Text(**row) for row in tomllib.loads(LISTED.read_text("utf-8"))["text"]]


def read(path: Path) -> list[str]:
    """The lines of a file; of news, those before the ones held out."""
    data = lzma.decompress(path.read_bytes()) if path.suffix == ".xz" else path.read_bytes()
    lines = data.decode("utf-8").splitlines()
    return lines[: int(HELD_OUT * len(lines))] if path.parent.name == "mono" else lines


@cache
def reserved(shared: Path) -> frozenset[str]:
    """Lines of the clean text that `audit.training.evaluate.bench` measures on."""
    return frozenset(line for texts in clean(shared, COUNT) for case in texts.cases for line in case.text.split("\n"))
