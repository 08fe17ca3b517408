"""Real machine translation that a reader marked, with its English: folders of article.txt, source.txt and labels.toml."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from audit.alignment import with_sources
from audit.document import Document, Span
from audit.engines.base import Translator
from audit.readers.text import page
from audit.segmentation import build
from audit.training.evaluate.cases import place
from audit.training.judge.ratings import Error

LINK = str.maketrans("", "", "[]")  # source.txt has its links in double brackets


class Article(NamedTuple):
    """An article with its sources, and where the errors are, in code points."""

    document: Document
    errors: list[Error]

    def within(self, span: Span) -> Iterator[Error]:
        """The errors that begin in a range, with places in it."""
        for error in self.errors:
            if span.start <= error.start < span.end:
                yield error._replace(start=error.start - span.start, end=min(error.end, span.end) - span.start)

    def points(self, span: Span) -> float:
        """What those take off."""
        return sum(error.points for error in self.within(span))


def articles(folder: Path, translator: Translator) -> Iterator[Article]:
    """The articles in the folders of `folder` that have marks."""
    for labels in sorted(folder.glob("*/labels.toml")):
        text = labels.with_name("article.txt").read_text("utf-8")
        source = labels.with_name("source.txt").read_text("utf-8").translate(LINK)
        errors = [
            Error(*place(text, error["text"], error.get("occurrence", 1)), error["severity"])
            for error in tomllib.loads(labels.read_text("utf-8"))["error"]
        ]
        yield Article(with_sources(build(page(labels.parent.name, text)), source, translator), errors)
