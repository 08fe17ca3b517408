"""Make garbled articles out of clean French, with the wrong words known: what node-by-node translation of links leaves.

    python -m audit.training.garble CLEAN.fr OUT.jsonl --seed 1 --rate 0.3 --lines 0:24000

CLEAN.fr holds one sentence a line, articles in order. OUT.jsonl holds an article a line, positions in code points:
{"text", "gold": [[start, end, class]]}. Makers live in the garble_* modules; here they are weighed and put together.
"""

import argparse
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from audit.lexicon import load_lexicon
from audit.parsing import parser
from audit.training import garble_grammar as grammar
from audit.training import garble_links as links
from audit.training import garble_names as names
from audit.training import garble_words as words
from audit.training.garble_edit import CLOSE, OPEN, Article, Edit, Gold, Sentence

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from audit.lexicon import Lexicon

Maker = Callable[[Sentence], Iterator[Edit]]
# Under the names of the detectors. Within a class each maker has the same chance, however many places it finds.
MAKERS: dict[str, tuple[Maker, ...]] = {
    "glued": (links.glue, links.glue, links.glue, links.glue_quotation, links.glue_after_punctuation),
    "false-sentence-break": (links.stop,),
    "casing": (links.raise_capital, links.raise_capital, links.raise_capital, links.lower_capital),
    "agreement": (grammar.determiner, grammar.adjective, grammar.relative, grammar.subject_verb),
    "verb-form": (grammar.infinitive, grammar.infinitive, grammar.participle, grammar.finite_verb),
    "missing-function-word": (words.lose_que, words.lose_ne, words.lose_preposition, words.lose_se, words.lose_article),
    "name-translated": (names.by_dictionary, names.respelled, names.respelled, names.domain),
    "word-order": (words.adjective_first, words.name_first, words.progressive, words.object_first, words.clitic_last),
    "dropped-text": (links.drop, links.drop, links.drop_subject),
    "repeated": (links.repeat_word, links.repeat_link),
    "quotation": (links.mix_quotes, links.unclose_quotes),
    "untranslated": (names.untranslated_word, names.untranslated_link),
    "broken-sentence": (links.join, links.join, links.stray),
}
# As a careful reader counts them in a machine-translated article with links; the rare and the hard to place, raised.
WEIGHTS: dict[str, float] = {
    "glued": 10, "false-sentence-break": 9, "casing": 6, "agreement": 10, "verb-form": 8, "missing-function-word": 9,
    "name-translated": 20, "word-order": 14, "dropped-text": 7, "repeated": 3, "quotation": 14, "untranslated": 4,
    "broken-sentence": 4,
}  # fmt: skip
SENTENCES = 20  # of an article
SEVERAL = (0.65, 0.25, 0.1)  # chances of one, two, three garbles in a garbled sentence
PAIRS = {"»": "«", "”": "“"}
# Sentences that a scraper ran together, and the spaced tokens of a treebank: such lines are not clean.
MANGLED = re.compile(
    r"[\w\"»”][\w\"»”][.!?]+[\"»”]?[A-ZÀÉÈ][\w'’]|\b[a-zà-ÿ]{3,}[A-ZÀÉÈ]|[!?…)]\w|[,;]\w\w\w|\w[«“]|[»”]\w"
    r"| [,.](?!\d|\.)|[«(]\s*$|•|\s\s|⟦|⟧"
)


def balanced(sentence: str) -> bool:
    """True when quotation marks and brackets open before they close, and all close."""
    opened = []
    for character in sentence:
        if character in PAIRS.values():
            opened.append(character)
        elif character in PAIRS and (not opened or opened.pop() != PAIRS[character]):
            return False
    return not opened and sentence.count('"') % 2 == 0 and sentence.count("(") == sentence.count(")")


def clean(line: str) -> bool:
    """True for a whole sentence of ordinary length that its collector did not damage."""
    return (
        5 <= len(line.split()) <= 60
        and (line[0].isupper() or line[0] in '«“"')
        and line.rstrip('\N{NO-BREAK SPACE} »”")')[-1:] in {".", "!", "?", "…"}
        and not MANGLED.search(line)
        and balanced(line)
    )


def separators(count: int, rng: Random) -> list[str]:
    """What stands after each sentence: a space inside a paragraph of one to four, an empty line after it."""
    found: list[str] = []
    while len(found) < count:
        found += [" "] * rng.randrange(4) + ["\n\n"]
    return [*found[: count - 1], ""]


def candidates(kind: str, sentence: Sentence) -> list[Edit]:
    """All the garbles of a class that one of its makers, tried in random order, can make of the sentence."""
    makers = list(MAKERS[kind])
    sentence.article.rng.shuffle(makers)
    for maker in makers:
        text = sentence.doc.text + (" " + sentence.follow if sentence.follow else "")
        edits = [edit for edit in maker(sentence) if plain(edit.new) != text[edit.start : edit.end]]
        if edits:
            return edits
    return []


def plain(marked: str) -> str:
    return marked.replace(OPEN, "").replace(CLOSE, "")


def garble_sentence(sentence: Sentence, weights: Mapping[str, float], taken: Sequence[Edit] = ()) -> list[Edit]:
    """One to three garbles that keep clear of each other and of those `taken`; none where the sentence offers none."""
    rng, left, made = sentence.article.rng, dict(weights), list[Edit]()
    wanted = rng.choices((1, 2, 3), SEVERAL)[0]
    while len(made) < wanted and any(left.values()):
        kind = rng.choices(list(left), list(left.values()))[0]
        free = [e for e in candidates(kind, sentence) if not any(e.clashes(other) for other in (*made, *taken))]
        if free:
            made.append(rng.choice(free))
        else:
            del left[kind]
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


def garble_article(
    docs: Sequence["Doc"], lexicon: "Lexicon", rng: Random, rate: float = 0.3, weights: Mapping[str, float] = WEIGHTS
) -> tuple[str, list[Gold]]:
    """Lay parsed sentences out as an article and garble the share `rate` of them: the text and its gold spans."""
    after, article = separators(len(docs), rng), Article.of(docs, lexicon, rng)
    text, edits = "", list[Edit]()
    for number, doc in enumerate(docs):
        start = len(text)
        text += doc.text + after[number]
        if rng.random() < rate:
            follow = docs[number + 1].text.split()[0] if after[number] == " " else ""
            taken = [Edit(e.start - start, e.end - start, "", ()) for e in edits]
            made = garble_sentence(Sentence(doc, article, follow), weights, taken)
            edits += [Edit(e.start + start, e.end + start, e.new, e.kinds) for e in made]
    return apply(text, edits)


def articles(lines: Sequence[str], count: int | None = None) -> list[list[str]]:
    """Cut the clean lines into runs of SENTENCES; with a count, that many of them, evenly spread over the text."""
    kept = iter([line for line in map(str.strip, lines) if line and clean(line)])
    found = []
    while len(run := list(islice(kept, SENTENCES))) == SENTENCES:
        found.append(run)
    return found if count is None else [found[index * len(found) // count] for index in range(min(count, len(found)))]


def generate(runs: Sequence[Sequence[str]], seed: int, rate: float) -> Iterator[tuple[str, list[Gold]]]:
    """Garble articles one by one, each with its own chance, so that one more article changes none of the others."""
    lexicon, docs = load_lexicon(), parser().pipe((line for run in runs for line in run), batch_size=128)
    for number, run in enumerate(runs):
        yield garble_article(list(islice(docs, len(run))), lexicon, Random(f"{seed}:{number}"), rate)  # noqa: S311 - not a secret


def main() -> None:
    arguments = argparse.ArgumentParser(description="Make garbled articles out of clean French sentences.")
    arguments.add_argument("clean", type=Path, help="one sentence a line, articles in order")
    arguments.add_argument("out", type=Path, help="JSONL to write: text and gold spans")
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--rate", type=float, default=0.3, help="share of sentences to garble; 0 for none")
    arguments.add_argument("--lines", default=":", help="A:B, the lines to take, as Python slices")
    arguments.add_argument("--articles", type=int, help="how many to make, evenly spread over the lines (default: all)")
    given = arguments.parse_args()
    first, _, last = given.lines.partition(":")
    lines = given.clean.read_text("utf-8").splitlines()[int(first or 0) : int(last) if last else None]
    with given.out.open("w", encoding="utf-8") as out:
        for text, gold in generate(articles(lines, given.articles), given.seed, given.rate):
            out.write(json.dumps({"text": text, "gold": gold}, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
