"""The functions under fuzz: each takes any bytes, and fails on anything but an `AuditError`, or where a fact is not true."""

import json
import os
import signal
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import cache
from html import escape
from pathlib import Path
from types import FrameType
from typing import Any

import report_sample

from audit.baseline import Baseline
from audit.comparison import word_diff
from audit.engines.guard import lost, suspicion
from audit.engines.unpacking import unpack
from audit.errors import AuditError, InputError
from audit.finding import Category, Finding, Severity
from audit.gate import regate
from audit.glossary import Glossary
from audit.language import language_of
from audit.readers import html, pages
from audit.readers.text import page as text_page
from audit.reporters import REPORTERS, as_json
from audit.result import Result
from audit.segmentation import build
from audit.settings_file import in_force
from audit.suppression import complaints, ignores
from fuzz.feed import Feed
from fuzz.invariants import Shape, check_document, check_page
from fuzz.seeds import PROSE, seeds

Target = Callable[[bytes], None]
SECONDS = 5.0  # of computing, the most that one small input may take
HOLDER = tempfile.TemporaryDirectory(prefix="fuzz-")
SCRATCH = Path(HOLDER.name)
FORMATS = tuple(name for name in REPORTERS if name not in ("html", "xliff", "po"))  # copies need the audited file


def _reader(suffix: str) -> Target:
    """Reading a file of this name, and understanding what comes of it. Errors begin with the path."""

    def read(raw: bytes) -> None:
        path = f"a{suffix}"
        try:
            for page in pages(path, raw):
                check_page(page)
                check_document(build(page))
        except InputError as error:
            if not str(error).startswith(path):
                raise AssertionError(str(error)) from error

    return read


def segmenter(raw: bytes) -> None:
    """Text of any code points: nothing lost, nothing moved."""
    text = raw.decode("utf-8", "surrogateescape")
    with suppress(InputError):
        document = build(text_page("any.txt", text))
        assert document.text == text
        check_document(document)


def offsets(raw: bytes) -> None:
    """HTML made of known paragraphs: each block is one of them, in order, letter for letter."""
    feed = Feed(raw)
    wanted: list[str] = []
    markup = ""
    while feed and len(wanted) < 30:
        pieces = ["".join(ch for ch in feed.text() if ch.isprintable()) for _ in range(1 + feed.number(4))]
        tags = [("b", "a", "span", "i")[feed.number(4)] for _ in pieces]
        inline = "".join(f"<{tag}>{escape(piece)}</{tag}>" for tag, piece in zip(tags, pieces, strict=True))
        markup += f"<{('p', 'div', 'li', 'h2')[feed.number(4)]}>{inline}\n"
        wanted.append(" ".join("".join(pieces).encode("utf-8", "replace").decode().split(" ")).strip(" "))
    rest = iter(" ".join(paragraph.split()) for paragraph in wanted)
    with suppress(InputError):
        for page in html.read("a.html", b"<meta charset=utf-8><body>" + markup.encode("utf-8", "replace")):
            check_page(page)
            for block in page.blocks or ():
                assert " ".join(page.text[block.start : block.end].split()) in rest, (markup, page)


def suppression(raw: bytes) -> None:
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


def result(raw: bytes) -> None:
    """A file that says it is our result: refused, or fit to be gated and reported in every format."""
    with suppress(AuditError):
        found = as_json.load(Path(_file("result.json", raw)))
        _report(found)


def edited_result(raw: bytes) -> None:
    """Our result with some of its values replaced."""
    data = json.loads(seeds("result")[0])
    feed = Feed(raw)
    for _ in range(1 + feed.number(4)):
        at: Any = data
        while isinstance(at, dict | list) and at:
            key = sorted(at)[feed.number(len(at))] if isinstance(at, dict) else feed.number(len(at))
            if not isinstance(at[key], dict | list) or not at[key] or not feed.number(8):
                at[key] = feed.value()
                break
            at = at[key]
    result(json.dumps(data).encode())


def baseline(raw: bytes) -> None:
    """A file of accepted findings: refused, or applied and written again to the same effect."""
    with suppress(AuditError):
        accepted = Baseline.read(Path(_file("baseline.json", raw)))
        for document in report_sample.of_all_kinds().documents:
            assert len(accepted.applied(document).findings) == len(document.findings)
        text = accepted.dump()
        again = Path(_file("again.json", text.encode("utf-8", "surrogatepass")))
        assert Baseline.read(again).dump() == text


def settings(raw: bytes) -> None:
    """A file of settings: refused with its name, or in force."""
    path = Path(_file("audit.toml", raw))
    try:
        found = in_force(path)
        assert isinstance(found.signature, str)
        assert found.at("a/b.txt")
    except AuditError as error:
        if path.name not in str(error) and "preset" not in str(error):
            raise AssertionError(str(error)) from error


def glossary(raw: bytes) -> None:
    """A glossary: refused with its name, or its terms are found where they stand in a text."""
    path = Path(_file("terms.glossary", raw))
    try:
        terms = Glossary.read([path])
    except AuditError as error:
        if path.name not in str(error):
            raise AssertionError(str(error)) from error
        return
    text = " ".join([PROSE, *(term.source for term in terms.terms[:20])])
    places = terms.sources(text)
    assert [place.start for place in places] == sorted(place.start for place in places)
    assert all(text[place.start : place.end].strip() for place in places)


def report(raw: bytes) -> None:
    """An article of any text in every field: the page has the elements of a harmless one, and no others."""
    feed = Feed(raw)
    texts = [feed.text() or "?" for _ in range(8)]
    text = " ".join(texts)
    spans = sorted((feed.number(len(text)), feed.number(len(text))) for _ in range(feed.number(5)))
    findings = tuple(
        Finding(
            texts[0], Category.MARKUP, Severity.MAJOR, min(ends), max(ends) + 1, text[min(ends) : max(ends) + 1], texts[1],
            texts[2], (texts[3],), (texts[4],), f"{number:016x}",
        )
        for number, ends in enumerate(spans)
    )  # fmt: skip
    document = replace(report_sample.of_text(text), path=texts[5], findings=findings, warnings=(texts[6],))
    made = replace(report_sample.result(document), signature=texts[7])
    check_html(REPORTERS["html"].render(made, lang="fr"))


def check_html(page: str) -> None:
    """No element, attribute or script that a harmless page would not have."""
    shape = Shape(page)
    assert shape.elements <= _harmless().elements, shape.elements - _harmless().elements
    assert shape.counts == _harmless().counts


def language(raw: bytes) -> None:
    """The guess of a language, which the other targets go without: it takes nine tenths of their time."""
    found = language_of(raw.decode("utf-8", "surrogateescape"))
    assert found is None or found.isascii()


def guard(raw: bytes) -> None:
    """Any French with any English."""
    feed = Feed(raw)
    french, english = feed.text(), feed.take(200).decode("utf-8", "surrogateescape")
    assert suspicion(french, english) != ""
    assert all(lost(french, english))


def diff(raw: bytes) -> None:
    """Two texts: each side of their difference is one of them."""
    feed = Feed(raw)
    left, right = feed.text(), feed.take(200).decode("utf-8", "surrogateescape")
    changes = word_diff(left, right)
    assert ("".join(c.left for c in changes), "".join(c.right for c in changes)) == (left, right)
    assert all("".join(c.left.split()) == "".join(c.right.split()) for c in changes if c.equal)


def archive(raw: bytes) -> None:
    """A file that says it is a package: refused, and nothing of it left anywhere."""
    parent = SCRATCH / "packages"
    path = Path(_file("a.argosmodel", raw))
    before = {*SCRATCH.iterdir(), parent}
    with suppress(AuditError):
        unpack(path, parent)
        raise RuntimeError("a package without a model was installed")
    assert {*SCRATCH.iterdir()} <= before
    assert not list(parent.iterdir())


def _report(found: Result) -> None:
    gated = regate(found, in_force(None), None)
    for name in FORMATS:
        REPORTERS[name].render(gated, lang="fr").encode()
    check_html(REPORTERS["html"].render(gated, lang="en"))


@cache
def _harmless() -> Shape:
    from audit.result import Rejected

    together = replace(
        report_sample.of_all_kinds(), documents=(report_sample.of_all_groups(), report_sample.document("b.txt"))
    )
    together = replace(together, rejected=(Rejected("c.txt", "empty"),))
    hostile = REPORTERS["html"].render(report_sample.hostile(), lang="en")  # our own marks for what cannot be seen
    shape = Shape(REPORTERS["html"].render(together, lang="en"))
    shape.elements |= Shape(hostile).elements
    return shape


def _file(name: str, raw: bytes) -> str:
    path = SCRATCH / name
    path.write_bytes(raw)
    return str(path)


@contextmanager
def bounded(seconds: float = SECONDS) -> Iterator[None]:
    """Raise TimeoutError in what computes for longer, whatever else the machine does meanwhile."""

    def stop(_: int, frame: FrameType | None) -> None:
        raise TimeoutError(f"over {seconds} s of computing, at {frame}")

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


SUFFIXES = {
    "text": ".txt", "html": ".html", "jsonl": ".jsonl", "csv": ".csv", "tsv": ".tsv", "xliff": ".xlf", "tmx": ".tmx", "po": ".po",
    "unnamed": "",
}  # fmt: skip
OTHERS = (
    segmenter, offsets, suppression, result, edited_result, baseline, settings, glossary, report, language, guard, diff, archive
)  # fmt: skip
TARGETS: dict[str, Target] = {name: _reader(suffix) for name, suffix in SUFFIXES.items()}
TARGETS |= {target.__name__.replace("_", "-"): target for target in OTHERS}
os.environ.setdefault("ARGOS_PACKAGES_DIR", str(SCRATCH / "none"))
