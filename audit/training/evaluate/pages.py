"""Translate English news as hyperlinked pages are translated: node by node, links and the words between them alone.

    python -m audit.training.evaluate.pages link ENGLISH --seed 1 > source.txt
    python -m audit.training.evaluate.pages nodes source.txt... > nodes.txt
    python -m audit.training.evaluate.pages translate source.txt --seed 1 [--whole | --table nodes.tsv] > article.txt

One sentence a line, an empty line between paragraphs, links in [[double brackets]]. `link` takes spaCy's English model
(`--model`). `nodes` lists what an engine of your own has to translate, shuffled, so that no node sees its sentence;
`--table` takes it back, English and French with a tab between. Without a table Apertium translates, by way of Catalan.
"""

import argparse
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from audit.engines.apertium import ESCAPED, RESERVED

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

LINK = re.compile(r"\[\[(.+?)\]\]")
LONGEST_LINK = 7  # tokens
LINKS = (0.05, 0.35, 0.35, 0.25)  # chance of none, one, two and three links in a sentence
KINDS = {"name": 0.4, "noun phrase": 0.25, "verb phrase": 0.2, "reporting clause": 0.15}
# What becomes of the space at an edge of a link, and of a node that the engine takes for a sentence.
GLUED, STOPPED, RAISED = 0.07, 0.08, 0.05
NAMES = frozenset("PERSON ORG GPE LOC FAC EVENT PRODUCT WORK_OF_ART NORP LAW".split())
REPORTING = frozenset(
    "say tell report announce warn add state claim argue insist write explain suggest declare".split()
)
MODES = ("eng-cat", "cat-fra")
END, ESCAPE = "[]", r"\\\1"  # of Apertium's stream: what ends a text, and what it puts before its own signs
Range = tuple[int, int]


def candidates(doc: "Doc") -> dict[str, list[Range]]:
    """Token ranges that a news site makes links of, by kind."""
    found = {
        "name": [(ent.start + (ent[0].lower_ == "the"), ent.end) for ent in doc.ents if ent.label_ in NAMES],
        "noun phrase": [
            bounds for chunk in doc.noun_chunks if chunk.root.pos_ == "NOUN" for bounds in noun_phrases(chunk.root)
        ],
        "verb phrase": [verb_phrase(token) for token in doc if token.pos_ == "VERB"],
        "reporting clause": [clause for token in doc for clause in reporting(token)],
    }
    return {kind: [r for r in ranges if fits(doc, *r, least=1 + (kind != "name"))] for kind, ranges in found.items()}


def fits(doc: "Doc", first: int, last: int, least: int) -> bool:
    """Whether the range is long enough to be linked, whole words, and leaves some of the sentence unlinked."""
    inside = least <= last - first <= min(LONGEST_LINK, len(doc) - 2)
    whole = first == 0 or doc[first - 1].whitespace_ or doc[first - 1].is_punct
    return bool(inside and whole and not any(token.is_quote or token.is_bracket for token in doc[first:last]))


def noun_phrases(noun: "Token") -> Iterator[Range]:
    """A noun with what stands before it, and with a complement of « of » where it has one."""
    start = noun.left_edge.i + (noun.left_edge.pos_ == "DET")
    yield start, noun.i + 1
    yield from ((start, child.right_edge.i + 1) for child in noun.children if child.lower_ == "of")


def verb_phrase(verb: "Token") -> Range:
    """A verb with its auxiliaries and its object."""
    first = min(child.i for child in (*verb.children, verb) if child == verb or child.dep_.startswith("aux"))
    objects = [child.right_edge.i for child in verb.children if child.dep_ in {"dobj", "attr", "prt", "xcomp"}]
    return first, max([verb.i, *objects]) + 1


def reporting(token: "Token") -> Iterator[Range]:
    """Who said it: « Musk said », « said Solheim », « told the BBC », « according to NBC News »."""
    if token.lower_ == "according":
        yield token.i, token.right_edge.i + 1
    elif token.lemma_ in REPORTING and token.pos_ == "VERB":
        spoken = [child for child in token.children if child.dep_ in {"nsubj", "dobj", "dative"}]
        for child in spoken:
            if child.pos_ in {"PROPN", "NOUN"}:
                yield min(child.left_edge.i, token.i), max(child.right_edge.i, token.i) + 1


def link(doc: "Doc", rng: Random) -> str:
    """The sentence with none to three of its candidates, which keep apart, in double brackets."""
    offered, chosen = candidates(doc), list[Range]()
    for _ in range(rng.choices(range(len(LINKS)), LINKS)[0]):
        free = {
            kind: [r for r in ranges if all(r[1] < c[0] or c[1] < r[0] for c in chosen)]
            for kind, ranges in offered.items()
        }
        kinds = [kind for kind in KINDS if free[kind]]
        if kinds:
            chosen.append(rng.choice(free[rng.choices(kinds, [KINDS[kind] for kind in kinds])[0]]))
    text = doc.text
    for first, last in sorted(chosen, reverse=True):
        start, end = doc[first].idx, doc[last - 1].idx + len(doc[last - 1])
        text = f"{text[:start]}[[{text[start:end]}]]{text[end:]}"
    return text


def split(sentence: str) -> list[str]:
    """The nodes of a sentence with the white space at their edges: words, link, words…"""
    return [node for node in LINK.split(sentence) if node]


def nodes(sentences: Sequence[str]) -> list[str]:
    """What is to be translated, each node once, without the white space around it."""
    found = (node.strip() for sentence in sentences for node in split(sentence))
    return list(dict.fromkeys(node for node in found if any(map(str.isalpha, node))))


def join(sentence: str, french: Mapping[str, str], rng: Random) -> str:
    """Put the translated nodes of a sentence together with what such pages do at the edges of links."""
    parts = split(sentence)
    done = [french.get(node.strip(), node.strip()) for node in parts]
    text = done[0]
    for (before, after), piece in zip(pairwise(parts), done[1:], strict=True):
        spaced = before[-1].isspace() or after[0].isspace()
        if spaced and piece[:1].islower() and rng.random() < RAISED:
            piece = piece[0].upper() + piece[1:]
        if spaced and text[-1:].isalpha() and rng.random() < STOPPED:
            text += "."
        text += (" " if spaced and rng.random() >= GLUED else "") + piece
    return text


def apertium(texts: Sequence[str]) -> dict[str, str]:
    """English to French by way of Catalan (Debian: apertium-eng-cat, apertium-fra-cat), each text for itself."""
    stream = "".join(f"{RESERVED.sub(ESCAPE, text)}{END}\0" for text in texts)
    for mode in MODES:
        command = ["apertium", "-u", "-z", "-f", "none", mode]
        stream = subprocess.run(command, input=stream, capture_output=True, text=True, check=True).stdout
    french = stream.split("\0")[: len(texts)]
    return {t: ESCAPED.sub(r"\1", f.removesuffix(END)).strip() for t, f in zip(texts, french, strict=True)}


def read_table(file: Path) -> dict[str, str]:
    """Nodes and their translations. Raises ValueError on a line without a tab."""
    lines = [line for line in file.read_text("utf-8").splitlines() if line]
    if bad := next((line for line in lines if line.count("\t") != 1), None):
        raise ValueError(f"{file}: {bad!r} needs one tab, between English and French")
    return {english: french for english, _, french in (line.partition("\t") for line in lines)}


def main() -> None:
    arguments = argparse.ArgumentParser(description="Translate English news as hyperlinked pages are translated.")
    arguments.add_argument("what", choices=("link", "nodes", "translate"))
    arguments.add_argument("files", type=Path, nargs="+")
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--model", default="en_core_web_sm", help="spaCy's English model, for `link`")
    arguments.add_argument("--table", type=Path, help="translations of the nodes, for `translate`")
    arguments.add_argument("--whole", action="store_true", help="translate whole sentences, links or not")
    given = arguments.parse_args()
    lines = [line for file in given.files for line in file.read_text("utf-8").splitlines()]
    rng = Random(given.seed)  # noqa: S311 - a draw, not a secret
    if given.what == "link":
        import spacy

        made = [link(doc, rng) for doc in spacy.load(given.model).pipe(lines)]
    elif given.what == "nodes":
        made = nodes(lines)
        rng.shuffle(made)
    else:
        lines = [LINK.sub(r"\1", line) for line in lines] if given.whole else lines
        french = read_table(given.table) if given.table else apertium(nodes(lines))
        made = [join(line, french, rng) if line else "" for line in lines]
    sys.stdout.writelines(f"{line}\n" for line in made)


if __name__ == "__main__":
    main()
