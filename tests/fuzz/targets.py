"""The functions under fuzz: each takes any bytes, and fails on anything but an `AuditError`, or where a fact is not true.

Each tells whether it took the bytes, or refused them. Those of files that this program writes or believes are in `ours`,
those of what it writes of an article in `reports`.
"""

import os
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from html import escape

from audit.characters import displayed, usual
from audit.comparison import word_diff
from audit.detectors.registry import load
from audit.engines.guard import lost, suspicion
from audit.errors import InputError
from audit.language import language_of
from audit.pipeline import Auditor
from audit.readers import html, pages
from audit.readers.text import page as text_page
from audit.segmentation import build
from audit.suppression import complaints, ignores
from audit.training.evaluate.systems import LEARNED
from fuzz import ours, reports
from fuzz.feed import Feed
from fuzz.invariants import check_document, check_page, check_result
from fuzz.seeds import PROSE, SOURCE_MARK

Target = Callable[[bytes], bool]


def _reader(suffix: str) -> Target:
    """Reading a file of this name, and understanding what comes of it. Errors begin with the path."""

    def read(raw: bytes) -> bool:
        path, taken = f"a{suffix}", False
        try:
            for page in pages(path, raw):
                taken = True
                check_page(page)
                check_document(build(page))
        except InputError as error:
            if not str(error).startswith(path):
                raise AssertionError(str(error)) from error
        return taken

    return read


def segmenter(raw: bytes) -> bool:
    """Text of any code points: nothing lost, nothing moved, accents on their letters."""
    text = raw.decode("utf-8", "surrogateescape")
    with suppress(InputError):
        document = build(text_page("any.txt", text))
        assert document.text == usual(displayed(text))
        check_document(document)
        return True
    return False


def offsets(raw: bytes) -> bool:
    """HTML made of known paragraphs: each block is one of them, in order, letter for letter, composed."""
    feed = Feed(raw)
    wanted: list[str] = []
    markup = ""
    while feed and len(wanted) < 30:
        pieces = ["".join(ch for ch in feed.text() if ch.isprintable()) for _ in range(1 + feed.number(4))]
        tags = [("b", "a", "span", "i")[feed.number(4)] for _ in pieces]
        inline = "".join(f"<{tag}>{escape(piece)}</{tag}>" for tag, piece in zip(tags, pieces, strict=True))
        markup += f"<{('p', 'div', 'li', 'h2')[feed.number(4)]}>{inline}\n"
        wanted.append(" ".join("".join(pieces).encode("utf-8", "replace").decode().split(" ")).strip(" "))
    rest = iter(" ".join(displayed(paragraph).split()) for paragraph in wanted)
    with suppress(InputError):
        for page in html.read("a.html", b"<meta charset=utf-8><body>" + markup.encode("utf-8", "replace")):
            check_page(page)
            for block in page.blocks or ():
                assert " ".join(page.text[block.start : block.end].split()) in rest, (markup, page)
        return True
    return False


def suppression(raw: bytes) -> bool:
    """Comments to the program, of any words, in text and in HTML."""
    feed = Feed(raw)
    lines = PROSE.splitlines()
    for _ in range(feed.number(12)):
        kind = ("", "-next", "-end", " :")[feed.number(4)]
        lines.insert(feed.number(len(lines)), f"<!-- audit-ignore{kind}{feed.text()}-->")
    text = "\n".join(lines)
    found = [text_page("a.txt", text)]
    with suppress(InputError):
        found += html.read("a.html", text.replace("\n\n", "<p>").encode("utf-8", "replace"))
    for page in found:
        check_page(page)
        with suppress(InputError):
            document = build(page)
            assert all(0 <= ignore.start <= ignore.end <= len(document.text) for ignore in ignores(document))
            assert all(complaints(document, (), ("glued", "casing")))
    return len(found) > 1


def detectors(raw: bytes) -> bool:
    """All but the slow tagger over any text, and, behind a mark, any source of it: none breaks, every place is true."""
    french, _, english = raw.decode("utf-8", "replace").partition(SOURCE_MARK)
    with suppress(InputError):
        check_result(_auditor().audit(build(text_page("a.txt", french)), english or None))
        return True
    return False


@cache
def _auditor() -> Auditor:
    return Auditor(None, tuple(detector for detector in load().values() if detector.name not in LEARNED))


def language(raw: bytes) -> bool:
    """The guess of a language, which the other targets go without: it takes nine tenths of their time."""
    found = language_of(raw.decode("utf-8", "surrogateescape"))
    assert found is None or found.isascii()
    return found is not None


def guard(raw: bytes) -> bool:
    """Any French with any English."""
    feed = Feed(raw)
    french, english = feed.text(), feed.take(200).decode("utf-8", "surrogateescape")
    reason = suspicion(french, english)
    assert reason != ""
    assert all(lost(french, english))
    return reason is None


def diff(raw: bytes) -> bool:
    """Two texts: each side of their difference is one of them."""
    feed = Feed(raw)
    left, right = feed.text(), feed.take(200).decode("utf-8", "surrogateescape")
    changes = word_diff(left, right)
    assert ("".join(c.left for c in changes), "".join(c.right for c in changes)) == (left, right)
    assert all("".join(c.left.split()) == "".join(c.right.split()) for c in changes if c.equal)
    return True


SUFFIXES = {
    "text": ".txt", "html": ".html", "article": ".html", "jsonl": ".jsonl", "csv": ".csv", "tsv": ".tsv", "xliff": ".xlf",
    "tmx": ".tmx", "po": ".po", "unnamed": "",
}  # fmt: skip
TARGETS: dict[str, Target] = {name: _reader(suffix) for name, suffix in SUFFIXES.items()}
for target in (segmenter, offsets, suppression, detectors, language, guard, diff, *ours.TARGETS, *reports.TARGETS):
    TARGETS[target.__name__.replace("_", "-")] = target
os.environ.setdefault("ARGOS_PACKAGES_DIR", str(ours.SCRATCH / "none"))
