"""Garble an article: choose classes and places by weight, lay garbles over garbles, and keep count of the gold."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from random import Random

from spacy.tokens import Doc

from audit.french.lexicon import Lexicon, load_lexicon
from audit.french.parsing import parser
from audit.training.garble.classes import CLASSES
from audit.training.garble.clean import dress, separators
from audit.training.garble.edit import CLOSE, OPEN, Article, Edit, Gold, Sentence, plain
from audit.training.garble.layers import layered

WEIGHTS = {name: one.weight for name, one in CLASSES.items()}
SEVERAL = (0.55, 0.28, 0.17)  # chances of one, two, three garbles in a garbled sentence
LAYERED = 0.12  # chance that a garble bears another
HEAVIEST = 2.0  # share of garbled sentences in the worst article, of the rate asked for


def candidates(kind: str, sentence: Sentence) -> list[Edit]:
    """All the garbles of a class that one of its makers, tried in a random order of weight, can make of the sentence."""
    makers, rng = CLASSES[kind].makers, sentence.rng
    # Efraimidis and Spirakis 2006: sorted by u^(1/w), items come as if drawn one by one by weight.
    for maker in sorted(makers, key=lambda maker: rng.random() ** (1 / makers[maker]), reverse=True):
        text = sentence.doc.text + (" " + sentence.follow if sentence.follow else "")
        edits = [edit for edit in maker(sentence) if plain(edit.new) != text[edit.start : edit.end]]
        if edits:
            return edits
    return []


def garble_sentence(sentence: Sentence, weights: Mapping[str, float], taken: Sequence[Edit] = ()) -> list[Edit]:
    """One to three garbles that keep clear of each other and of those `taken`; none where the sentence offers none."""
    rng, left, made = sentence.rng, dict(weights), list[Edit]()
    wanted = rng.choices((1, 2, 3), SEVERAL)[0]
    while len(made) < wanted and any(left.values()):
        kind = rng.choices(list(left), list(left.values()))[0]
        free = [e for e in candidates(kind, sentence) if not any(e.clashes(other) for other in (*made, *taken))]
        if not free:
            del left[kind]
            continue
        edit = rng.choice(free)
        over = layered(sentence, edit) if rng.random() < LAYERED else edit
        made.append(edit if any(over.clashes(other) for other in (*made, *taken)) else over)
    return made


def apply(text: str, edits: Sequence[Edit]) -> tuple[str, list[Gold]]:
    """Carry out edits that do not clash; return the new text with the gold spans in it."""
    done, gold, at = "", list[Gold](), 0
    for edit in sorted(edits, key=lambda edit: edit.start):
        done += text[at : edit.start]
        pieces = re.split(f"[{OPEN}{CLOSE}]", edit.new)
        for number, piece in enumerate(pieces):
            if number % 2:
                gold.append((len(done), len(done) + len(piece), edit.kinds[min(number // 2, len(edit.kinds) - 1)]))
            done += piece
        at = edit.end
    return done + text[at:], gold


def first_word(text: str) -> str:
    """The first word with the quotation mark before it, without the punctuation after it."""
    found = re.match(r"[«“\"]?[\w’'-]+", text)
    return found[0] if found else ""


def garble_article(
    docs: Sequence[Doc], lexicon: Lexicon, rng: Random, rate: float = 0.3, weights: Mapping[str, float] = WEIGHTS
) -> tuple[str, list[Gold]]:
    """Lay parsed sentences out as an article and garble the share `rate` of them: the text and its gold spans."""
    after, article = separators(len(docs), rng), Article.of(docs, lexicon, rng)
    text, edits = "", list[Edit]()
    for number, doc in enumerate(docs):
        start = len(text)
        text += doc.text + after[number]
        if rng.random() < rate:
            follow = first_word(docs[number + 1].text) if after[number] == " " else ""
            taken = [Edit(e.start - start, e.end - start, "", ()) for e in edits]
            made = garble_sentence(Sentence(doc, article, follow), weights, taken)
            edits += [Edit(e.start + start, e.end + start, e.new, e.kinds) for e in made]
    return apply(text, edits)


def generate(
    runs: Sequence[Sequence[str]], seed: int, rate: float, copies: int = 1
) -> Iterator[tuple[str, list[Gold]]]:
    """Garble articles one by one, each with its own chance, so that one more article changes none of the others.

    Each is parsed once and garbled `copies` times. From article to article the share of garbled sentences varies
    about `rate`, from none to HEAVIEST times as many: real pages are hardly ever garbled by halves.
    """
    lexicon = load_lexicon()
    chances = [Random(f"{seed}:{number}") for number in range(len(runs))]  # noqa: S311 - not a secret
    dressed = (dress(run, lexicon, rng) for run, rng in zip(runs, chances, strict=True))
    docs = parser().pipe((line for run in dressed for line in run), batch_size=128)
    for run, rng in zip(runs, chances, strict=True):
        article = list(islice(docs, len(run)))
        for _ in range(copies):
            yield garble_article(article, lexicon, rng, min(1.0, rng.uniform(0, HEAVIEST * rate)))
