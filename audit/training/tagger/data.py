"""Garbled and clean articles, and the features of their words with the class of each, kept on disk."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from audit.document import Document, Role, Segment
from audit.french import sequences
from audit.french.lexicon import Lexicon, load_lexicon
from audit.french.parsing import parse, parser
from audit.furniture import assign_roles
from audit.naming.names import Names
from audit.segmentation import sentences, split_blocks
from audit.tagging.features import Extractor, Features, Vocabulary
from audit.tagging.ngrams import Levels
from audit.training.evaluate.cases import read_pages
from audit.training.evaluate.texts import cases
from audit.training.garble.article import generate
from audit.training.garble.classes import CLASSES
from audit.training.garble.edit import Gold
from audit.training.tagger.texts import Text

SEED = 20
DENSE, RATE = 0.5, 0.3  # share of sentences garbled, to train on and to develop on
COPIES = 8  # of the marked pages: they are few, and nearest to what is looked for
LARGE = 10_000  # lines, from which each article of a text is garbled twice
TRAIN, PLAIN, GARBLED, CLEAN_NEWS, CLEAN_OTHER = "train", "train-plain", "garbled", "clean-news", "clean-other"
PAGES = Path(__file__).with_name("pages.txt")
DEVELOP = (GARBLED, CLEAN_NEWS, CLEAN_OTHER)
Labelled = tuple[str, Sequence[Gold]]


def garble(shared: Path, text: Text, work: Path) -> Iterator[tuple[str, int]]:
    """Write the articles made of a text, a file for each use; yield the files' names and how many articles they hold."""
    runs, developed = text.training(shared), text.development(shared)
    made: dict[str, Iterable[Labelled]] = {}
    if runs:
        made[TRAIN] = generate(runs, SEED, DENSE, 2 if text.train > LARGE else 1)
    if text.news:
        made[GARBLED] = generate(developed, SEED + 1, RATE)
        made[CLEAN_NEWS] = ((case.text, ()) for case in cases("", developed, paragraph=3))
    elif developed:
        made[CLEAN_OTHER] = ((case.text, ()) for case in cases("", developed, paragraph=2))
    if untouched := text.untouched(shared):
        made[PLAIN] = ((case.text, ()) for case in cases("", untouched, paragraph=3))
    for use, articles in made.items():
        file = work / f"{use}-{Path(text.file).name.partition('.')[0]}.jsonl"
        yield file.name, write(articles, file)


def mark_pages(work: Path) -> tuple[str, int]:
    """Write the pages of PAGES, to train on; return the file's name and how many articles it holds."""
    file = work / f"{TRAIN}-pages.jsonl"
    return file.name, write([(page.text, page.gold) for page in read_pages(PAGES)] * COPIES, file)


def write(articles: Iterable[Labelled], file: Path) -> int:
    """One article a line, as `audit.training.garble` writes them."""
    with file.open("w", encoding="utf-8") as out:
        return sum(
            bool(out.write(json.dumps({"text": text, "gold": gold}, ensure_ascii=False) + "\n"))
            for text, gold in articles
        )


def read(file: Path) -> Iterator[Labelled]:
    for line in file.read_text("utf-8").splitlines():
        row = json.loads(line)
        yield row["text"], [(start, end, kind) for start, end, kind in row["gold"]]


KINDS = tuple(CLASSES)  # columns of the network, from 1
WORDS, WORD_SEEN = 6_000, 8  # most words with a row of their own, and how often they must occur
KIND_SEEN = 200  # sightings from which a kind of word has a row


def document(path: str, text: str) -> Document:
    """An article in French, known to be so: what `audit.segmentation.build` makes without asking for the language."""
    blocks = tuple(split_blocks(text))
    roles = assign_roles(text, blocks, marked_up=False)
    placed = [
        (span, role, span.start == block.start)
        for block, role in zip(blocks, roles, strict=True)
        for span in ([block] if role is Role.FURNITURE else sentences(text, block))
    ]
    segments = (
        Segment(span.start, span.end, str(n + 1), text[span.start : span.end], role, index=n, opens=opens)
        for n, (span, role, opens) in enumerate(placed)
    )
    return Document(path, text, blocks, tuple(segments), "fr")


def vocabulary(texts: Iterable[str], lexicon: Lexicon) -> dict[str, list[str]]:
    """The commonest words and kinds of the training text, and the parser's labels; each sorted, so that bytes repeat."""
    words, kinds = Counter[str](), Counter[str]()
    for text in texts:
        for line in text.splitlines():
            for token in sequences.tokens(line, lexicon):
                words[line[token.start : token.end].lower().replace("’", "'")] += 1
                kinds[token.kind] += 1
    common = [word for word, count in words.most_common(WORDS) if count >= WORD_SEEN]
    morphology = {
        "|".join(part for part in label.split("|") if not part.startswith("POS="))
        for label in parser().get_pipe("morphologizer").labels  # type: ignore[attr-defined]
    }
    return {
        "words": sorted(common),
        "kinds": sorted(kind for kind, count in kinds.items() if count >= KIND_SEEN),
        "morphology": sorted(morphology - {""}),
        "relations": sorted(parser().get_pipe("parser").labels),  # type: ignore[attr-defined]
    }


@dataclass(frozen=True, slots=True)
class Corpus:
    """Articles one behind the other. `label` is the column of each word's class, 0 for right; `gold` the number of its
    garble, -1 for none; `article` the number of its article. `kinds` has the column of each garble, one a row."""

    features: Features
    label: NDArray[np.uint8]
    gold: NDArray[np.int32]
    article: NDArray[np.int32]
    kinds: NDArray[np.uint8]
    words: int  # between white space

    def save(self, file: Path) -> None:
        arrays = {name.name: getattr(self.features, name.name) for name in fields(Features)}
        arrays["numbers"] = arrays["numbers"].astype(np.float16)
        own = {name: getattr(self, name) for name in ("label", "gold", "article", "kinds")}
        np.savez(file, **arrays, **own, words=np.array(self.words))

    @classmethod
    def load(cls, *files: Path) -> "Corpus":
        """Several files as one, the numbers of articles, garbles, sentences and rows carried on."""
        parts = []
        rows = garbles = articles = count = 0
        for file in files:
            with np.load(file, allow_pickle=False) as stored:
                part = dict(stored.items())
            part["head"] += rows
            part["gold"] = np.where(part["gold"] >= 0, part["gold"] + garbles, -1)
            part["article"] += articles
            rows, garbles, count = (
                rows + len(part["label"]),
                garbles + len(part["kinds"]),
                count + int(part.pop("words")),
            )
            articles = int(part["article"][-1]) + 1
            parts.append(part)
        whole = {name: np.concatenate([part.pop(name) for part in parts]) for name in list(parts[0])}
        features = Features(**{field.name: whole.pop(field.name) for field in fields(Features)})
        return cls(features, **whole, words=count)


def corpus(articles: Iterable[Labelled], vocabulary: Vocabulary, table: Levels) -> Corpus:
    """Parse articles, and compute the features and the class of every word."""
    extractor = Extractor(vocabulary, table, load_lexicon())
    columns = {kind: column for column, kind in enumerate(KINDS, 1)}
    parts: list[Features] = []
    labels, golds, numbers, kinds, words = [], [], [], list[int](), 0
    for number, (text, gold) in enumerate(articles):
        article = document(str(number), text)
        parses = parse(article.audited)
        features = extractor.document(article, parses, Names.of(parses.values(), extractor.lexicon))
        if features is None:
            continue
        label, own = np.zeros(len(features), np.uint8), np.full(len(features), -1, np.int32)
        for start, end, kind in sorted(gold, key=lambda span: span[0] - span[1]):  # the shortest wins
            inside = (features.start < end) & (features.end > start)
            label[inside], own[inside] = columns[kind], len(kinds)
            kinds.append(columns[kind])
        parts.append(features)
        labels.append(label)
        golds.append(own)
        numbers.append(np.full(len(features), number, np.int32))
        words += article.words
    rows = np.cumsum([0, *map(len, parts)])
    joined = {field.name: [getattr(part, field.name) for part in parts] for field in fields(Features)}
    joined["head"] = [head + row for head, row in zip(joined["head"], rows, strict=False)]
    return Corpus(
        Features(**{name: np.concatenate(one) for name, one in joined.items()}),
        np.concatenate(labels), np.concatenate(golds), np.concatenate(numbers), np.array(kinds, np.uint8), words,
    )  # fmt: skip
