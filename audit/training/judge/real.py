"""Real machine translation that a reader marked, with its English: folders of article.txt, source.txt and labels.toml."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from audit.alignment import with_sources
from audit.document import Document
from audit.engines.base import Translator
from audit.readers.text import page
from audit.segmentation import build
from audit.training.evaluate.cases import place

# MQM points of the bio-MQM data (Zouhar et al. 2024, arXiv 2402.18747): a critical error counts as a major one.
POINTS = {"minor": 1.0, "major": 5.0, "critical": 5.0}
LINK = str.maketrans("", "", "[]")  # source.txt has its links in double brackets


class Article(NamedTuple):
    """An article with its sources, and where each error is (a code point) with its points."""

    document: Document
    errors: list[tuple[int, float]]

    def points(self, start: int, end: int) -> float:
        """The points of the errors that begin in a range."""
        return sum(points for at, points in self.errors if start <= at < end)


def articles(folder: Path, translator: Translator) -> Iterator[Article]:
    """The articles in the folders of `folder` that have marks."""
    for labels in sorted(folder.glob("*/labels.toml")):
        text = labels.with_name("article.txt").read_text("utf-8")
        source = labels.with_name("source.txt").read_text("utf-8").translate(LINK)
        errors = [
            (place(text, error["text"], error.get("occurrence", 1))[0], POINTS[error["severity"]])
            for error in tomllib.loads(labels.read_text("utf-8"))["error"]
        ]
        yield Article(with_sources(build(page(labels.parent.name, text)), source, translator), errors)
