"""The text that detection is measured on: labelled articles, clean text, and clean news that was garbled."""

import hashlib
import json
import lzma
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from audit.parsing import signature
from audit.training import garble
from audit.training.evaluate.cases import Case, read_corpora
from audit.training.garble.article import generate
from audit.training.garble.clean import articles
from audit.training.garble.edit import Gold

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
# Labelled articles: folder, and whether its details are kept from whoever writes detectors.
LABELLED = {
    "corpora/real-mt/held-out": True,
    "corpora/real-mt/development": False,
    "corpora/real-mt/apertium-held-out": True,
    "corpora/real-mt/apertium-development": False,
    "corpora/held-out": True,
    "corpora/development": False,
    "corpora": False,
}
Garbled = tuple[str, list[Gold]]  # an article and what is wrong in it
CLEAN_NEWS, GARBLED = "clean news of ", "news garbled by "  # how sets are named
GENERATORS: dict[str, Callable[[Sequence[Sequence[str]], int, float], Iterator[Garbled]]] = {
    "the generator that makes the training text": generate
}


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
    for folder, private in LABELLED.items():
        yield TextSet(folder, tuple(read_corpora(Path(folder))), private)


def generated(shared: Path, count: int, cache: Path) -> Iterator[TextSet]:
    """Garbles of each generator in news that none was trained on: `count` articles of each source."""
    for name in GENERATORS:
        cases = []
        for source in NEWS:
            made = garbled(name, news(shared, source, 2 * count)[::2], cache)
            cases += [Case(f"{source}:{n}", text, tuple(sorted(gold))) for n, (text, gold) in enumerate(made, 1)]
        yield TextSet(f"{GARBLED}{name}", tuple(cases))


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


def garbled(name: str, runs: Sequence[Sequence[str]], cache: Path) -> list[Garbled]:
    """What a generator makes of the runs, kept for as long as text, seed, parser and generator stay as they are."""
    code = b"".join(path.read_bytes() for folder in garble.__path__ for path in sorted(Path(folder).glob("*.*")))
    key = repr((name, runs, SEED, RATE, signature())).encode() + code
    file = cache / f"garbled-{hashlib.sha256(key).hexdigest()[:16]}.json"
    if not file.exists():
        cache.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(list(GENERATORS[name](runs, SEED, RATE)), ensure_ascii=False), "utf-8")
    made = json.loads(file.read_text("utf-8"))
    return [(text, [(start, end, kind) for start, end, kind in gold]) for text, gold in made]
