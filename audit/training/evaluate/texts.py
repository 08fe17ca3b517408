"""The text that detection is measured on: labelled articles, clean text, and clean news that was garbled."""

import hashlib
import json
import lzma
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from audit.french.parsing import signature
from audit.training.evaluate.cases import Case, read_labelled
from audit.training.garble import article as garble
from audit.training.garble.clean import articles
from audit.training.garble.edit import Gold
from audit.training.garble_other import article as garble_other
from audit.training.garble_other.__main__ import whole

SEED, RATE = 404, 0.3
HELD_OUT = 0.8  # what of each file of news lies before is for training
NEWS = ("orangesum-news", "lafand-news")
# Articles by the dozen: file under ../shared/corpora, and what kind of French it holds.
OTHERS = {
    "mono/ud-sequoia-news-estrepublicain.fr": "regional news",
    "mono/ud-gsd-web.fr": "web",
    "mono/ud-sequoia-wiki.fr": "encyclopaedia",
    "parallel/canada-laws.fr.xz": "law",
    "parallel/gutenberg-books.fr.xz": "literature",
    "parallel/ted-descriptions.fr.xz": "talks",
    "parallel/tatoeba.fr.xz": "dialogue",
    "test/europarl-dev.fr": "parliament",
}
# Labelled articles: a folder or a file of marked pages, and whether its details are kept from whoever writes detectors.
LABELLED = {
    "corpora/real-mt/held-out": True,
    "corpora/real-mt/development": False,
    "corpora/nodes/held-out.txt": True,
    "corpora/nodes/development.txt": False,
    "corpora/real-mt/apertium-held-out": True,
    "corpora/real-mt/apertium-development": False,
    "corpora/pages/held-out.txt": True,
    "corpora/pages/development.txt": False,
    "corpora/held-out": True,
    "corpora/development": False,
    "corpora": False,
}
Garbled = tuple[str, list[Gold]]  # an article and what is wrong in it
CLEAN_NEWS, GARBLED = "clean news of ", "news garbled by "  # how sets are named


@dataclass(frozen=True)
class TextSet:
    """Articles to measure on. Of a `private` set nothing but totals is ever printed."""

    name: str
    cases: tuple[Case, ...]
    private: bool = False

    @property
    def clean(self) -> bool:
        return not any(case.gold for case in self.cases)


def labelled() -> Iterator[TextSet]:
    """The labelled articles of corpora/; the current folder must be the repository."""
    for name, private in LABELLED.items():
        yield TextSet(name, tuple(read_labelled(Path(name))), private)


def generated(shared: Path, count: int, cache: Path) -> Iterator[TextSet]:
    """News garbled by either generator, `count` articles of each source; nothing was trained on this news."""
    cases = []
    for source in NEWS:
        runs = news(shared, source, 2 * count)[::2]
        made = kept(cache, "training", runs, partial(garble.generate, runs, SEED, RATE))
        cases += [garbled_case(source, n, one) for n, one in enumerate(made, 1)]
    yield TextSet(f"{GARBLED}the generator that makes the training text", tuple(cases))
    pairs = sentence_pairs(shared / "test" / "pud")[: count * garble_other.SENTENCES]
    made = kept(cache, "other", pairs, partial(garble_other.generate, pairs, SEED, RATE))
    others = tuple(garbled_case("pud", n, one) for n, one in enumerate(made, 1))
    yield TextSet(f"{GARBLED}a generator that shares nothing with it", others)


def garbled_case(source: str, number: int, made: Garbled) -> Case:
    text, gold = made
    return Case(f"{source}:{number}", text, tuple(sorted((start, end, kind) for start, end, kind in gold)))


def sentence_pairs(stem: Path) -> list[tuple[str, str]]:
    """English sentences and their French, of STEM.en and STEM.fr."""
    english, french = (Path(f"{stem}.{language}").read_text("utf-8").splitlines() for language in ("en", "fr"))
    return [pair for pair in zip(english, french, strict=True) if whole(*pair)]


def clean(shared: Path, count: int) -> Iterator[TextSet]:
    """Clean news, other articles of it than those that are garbled; then other kinds of French."""
    for source in NEWS:
        yield TextSet(f"{CLEAN_NEWS}{source}", cases(source, news(shared, source, 2 * count)[1::2], paragraph=3))
    for file, kind in OTHERS.items():
        path = shared / file
        data = lzma.decompress(path.read_bytes()) if path.suffix == ".xz" else path.read_bytes()
        yield TextSet(f"clean {kind}", cases(kind, articles(data.decode("utf-8").splitlines(), count // 3)))


def news(shared: Path, source: str, count: int) -> list[list[str]]:
    """Runs of sentences of the held-out part of a file, evenly spread over it."""
    lines = (shared / "mono" / f"{source}.fr").read_text("utf-8").splitlines()
    return articles(lines[int(HELD_OUT * len(lines)) :], count)


def cases(kind: str, runs: Sequence[Sequence[str]], paragraph: int = 1) -> tuple[Case, ...]:
    """Clean articles with that many sentences in a paragraph: one where they follow from nothing."""
    laid_out = [[run[at : at + paragraph] for at in range(0, len(run), paragraph)] for run in runs]
    texts = ("\n\n".join(map(" ".join, paragraphs)) for paragraphs in laid_out)
    return tuple(Case(f"{kind}:{number}", text, ()) for number, text in enumerate(texts, 1))


def kept(cache: Path, name: str, text: object, make: Callable[[], Iterator[Garbled]]) -> list[Garbled]:
    """What a generator makes of a text, kept for as long as text, seed, parser and generators stay as they are."""
    folders = (Path(str(module.__file__)).parent for module in (garble, garble_other))
    code = b"".join(path.read_bytes() for folder in folders for path in sorted(folder.glob("*.*")))
    key = repr((name, text, SEED, RATE, signature())).encode() + code
    file = cache / f"garbled-{hashlib.sha256(key).hexdigest()[:16]}.json"
    if not file.exists():
        cache.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(list(make()), ensure_ascii=False), "utf-8")
    return [(text, gold) for text, gold in json.loads(file.read_text("utf-8"))]
