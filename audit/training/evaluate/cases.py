"""Labelled articles, read from folders, from marked pages and from what the garble generators write."""

import json
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

PIECE = re.compile(r"((?:(?!\[\[).)+)|\[\[(.+?)\|([a-z-]+)\]\]", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Case:
    """A labelled article. `gold` holds start and end, in code points, and the class of each error."""

    name: str
    text: str
    gold: tuple[tuple[int, int, str], ...]


def read_labelled(path: Path) -> list[Case]:
    """Read a folder of labelled articles, or a file of marked pages."""
    return read_corpora(path) if path.is_dir() else read_pages(path)


def read_corpora(folder: Path) -> list[Case]:
    """Read the labelled articles in the folders of `folder`; one without labels.toml has no errors.

    Raises ValueError when a label's text is not in its article as often as the label says.
    """
    cases = []
    for article in sorted(folder.glob("*/article.txt")):
        text = article.read_text("utf-8")
        labels = article.with_name("labels.toml")
        errors = tomllib.loads(labels.read_text("utf-8")).get("error", []) if labels.exists() else []
        spans = [(*place(text, error["text"], error.get("occurrence", 1)), error["class"]) for error in errors]
        cases.append(Case(article.parent.name, text, tuple(sorted(spans))))
    return cases


def place(text: str, part: str, occurrence: int) -> tuple[int, int]:
    """Range of the given occurrence of a part, counted from 1."""
    start = -1
    for _ in range(occurrence):
        start = text.find(part, start + 1)
        if start < 0:
            raise ValueError(f"label {part!r}, occurrence {occurrence}, is not in the article")
    return start, start + len(part)


def read_pages(file: Path) -> list[Case]:
    """Read pages parted by lines of `%%`, what is wrong in them as `[[words|class]]`."""
    pages = file.read_text("utf-8").strip().split("\n%%\n")
    return [Case(f"{file.stem}:{number}", *_unmarked(page.strip())) for number, page in enumerate(pages, 1)]


def _unmarked(page: str) -> tuple[str, tuple[tuple[int, int, str], ...]]:
    done, gold = "", []
    for right, wrong, kind in PIECE.findall(page):
        if wrong:
            gold.append((len(done), len(done) + len(wrong), kind))
        done += right or wrong
    return done, tuple(gold)


def read_jsonl(file: Path) -> list[Case]:
    """Read what `audit.training.garble` writes."""
    rows = (json.loads(line) for line in file.read_text("utf-8").splitlines())
    return [
        Case(f"{file.stem}:{number}", row["text"], tuple((start, end, kind) for start, end, kind in row["gold"]))
        for number, row in enumerate(rows, 1)
    ]
