"""Garbles of names: through the dictionary, off by a letter, and domains read as words."""

import re
import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from spacy.tokens import Token

from audit.french.lexicon import Lexicon
from audit.training.garble.edit import Edit, Sentence, marked
from audit.training.garble.links import is_name
from audit.training.garble.tokens import VOWELS, capital, following

TABLE = Path(__file__).with_name("names.toml")
KINDS = ("person", "place", "organisation", "media", "team")
# What translators make of unfamiliar names: letters and groups that French writes otherwise.
SOUNDS = (
    ("ck", "k"), ("k", "c"), ("c", "k"), ("ph", "f"), ("sh", "ch"), ("th", "t"), ("w", "v"), ("y", "i"), ("i", "y"),
    ("oo", "ou"), ("ee", "i"), ("u", "ou"), ("z", "s"), ("ll", "l"), ("nn", "n"), ("tt", "t"), ("ss", "s"), ("rr", "r"),
    ("an", "en"), ("en", "an"), ("au", "o"), ("o", "au"), ("er", "eur"), ("on", "ons"), ("ai", "é"), ("e", "a"),
)  # fmt: skip
LETTERS = "abcdefghilmnoprstuv"
DOMAIN = re.compile(r"(\w[\w-]+)\.([a-z]{2,6})\b")
LIKELY = 0.15  # of a rendering: under that, alignment noise
# A capital inside a sentence, that no other name stands beside and no hyphen joins.
NAME = re.compile(r"(?<![\w’'-])(?<![.!?…»”\"«“:] )(?<!^)[A-ZÀ-Ý][a-zà-ÿ]{3,}(?![\w-])")
TITLES = re.compile(r"(?:\b[A-ZÀ-Ý][a-zà-ÿ]+|M\.|Mme|Mr|ministre|président|présidente|sénateur|maire|juge) $")
HOME = re.compile(r"(?i:\b(?:à|vers|en|au|aux) )$")
FAMOUS = 300  # sightings of a name in the lexicon's texts
RECAST = 8  # names of an article, at most, that give way to ones of the table


@cache
def table() -> dict[str, Any]:
    return tomllib.loads(TABLE.read_text("utf-8"))


@cache
def renderings() -> dict[str, str]:
    """Every name of the table with what the dictionary makes of it."""
    return {name: wrong for kind in KINDS for name, wrong in table()[kind].items()}


@cache
def _pattern() -> re.Pattern[str]:
    longest_first = sorted(renderings(), key=len, reverse=True)
    return re.compile(rf"(?<![\w-])([dl][’']|[Ll]e |[Ll]a )?({'|'.join(map(re.escape, longest_first))})(?![\w-])")


def recast(lines: Sequence[str], lexicon: Lexicon, rng: Random) -> list[str]:
    """Give some people, places and firms of an article the names of American ones, wherever they stand in it.

    French news has few names that are English words; what becomes of those is what readers see most.
    """
    text, new = "\n".join(lines), dict[str, str]()
    found = [
        match for match in NAME.finditer(text) if _obscure(match[0], lexicon) and text[match.end() + 1 :][:1].islower()
    ]
    for match in rng.sample(found, min(len(found), RECAST)):
        before = text[max(0, match.start() - 20) : match.start()]
        kind = "place" if HOME.search(before) else "person" if TITLES.search(before) else None
        kind = kind or rng.choice(("organisation", "organisation", "media", "team"))
        choice = [name for name in table()[kind] if (name[0] in VOWELS) == (match[0][0] in VOWELS)]
        if choice:
            new.setdefault(match[0], rng.choice(choice))
    if not new:
        return list(lines)
    pattern = re.compile(rf"(?<![\w-])({'|'.join(map(re.escape, new))})(?![\w-])")
    return [pattern.sub(lambda match: new[match[0]], line) for line in lines]


def _obscure(name: str, lexicon: Lexicon) -> bool:
    """True for a name that is no word and that readers would not miss."""
    return not lexicon.known(name.lower()) and lexicon.frequency(name) < FAMOUS and name not in renderings()


def by_table(sentence: Sentence) -> Iterator[Edit]:
    """*Gates* turned to *Portes*, *Burger King* to *Roi des hamburgers*."""
    for match in _pattern().finditer(sentence.doc.text):
        before, name = match[1] or "", match[2]
        wrong = renderings()[name]
        if match.start(2) == 0 and wrong[0].islower():
            continue
        start = match.start(2)
        if before in {"d’", "d'"} and wrong[0] not in VOWELS:
            yield Edit(match.start(), match.end(), f"de {marked(wrong)}", ("name-translated",))
        elif before in {"l’", "l'"} and wrong[0] not in VOWELS:
            yield Edit(match.start(), match.end(), marked(f"le {wrong}"), ("name-translated",))
        elif before.lower() in {"le ", "la "} and wrong[0] in VOWELS:
            yield Edit(match.start(), match.end(), f"{before[0]}’{marked(wrong)}", ("name-translated",))
        else:
            fixed = start >= 3 and sentence.doc.text[start - 3 : start] == "de " and wrong[0] in VOWELS
            new = f"d’{marked(wrong)}" if fixed else marked(wrong)
            yield Edit(start - 3 * fixed, match.end(), new, ("name-translated",))


def by_lexicon(sentence: Sentence) -> Iterator[Edit]:
    """*Lettres de l’océan*: a name that English has as a word, rendered."""
    for token in sentence.doc:
        # A person may be called Petit or Lejeune for all that a reader knows.
        person = is_name(token) and token.nbor(-1).text[0].isupper()
        if not is_name(token) or person or not sentence.lexicon.english_only(token.lower_):
            continue
        for french, chance in sentence.lexicon.french(token.lower_)[:2]:
            other = len(french) > 2 and french.casefold() != token.lower_ and sentence.takes(token.i, french)
            # Without this, alignment makes one half of a name of the other: *Burkina*, *Faso*.
            if chance >= LIKELY and other and sentence.lexicon.analyses(french):
                yield sentence.mark(token, capital(french), "name-translated")


def respelled(sentence: Sentence) -> Iterator[Edit]:
    """*Nokya* beside *Nokia*: a name that the article has elsewhere, off by a letter or two, glued at times."""
    article = sentence.article
    for token in sentence.doc:
        if not is_name(token) or len(token) < 4 or article.names[token.text] < 2:
            continue
        wrong = respell(token.text, article.rng)
        wrong = respell(wrong, article.rng) if len(wrong) > 6 and article.rng.random() < 0.2 else wrong
        if _another(wrong, token) and not article.names[wrong] and not sentence.lexicon.known(wrong.lower()):
            after = following(token)
            if after is not None and after.is_alpha and token.whitespace_ and article.rng.random() < 0.1:
                text = marked(wrong + after.text)
                yield sentence.edit(token.i, token.i + 2, text, "name-translated")
            else:
                yield sentence.mark(token, wrong, "name-translated")


def _another(wrong: str, token: Token) -> bool:
    """False for a plural or a feminine of the name, which is no other name to a reader."""
    shorter, longer = sorted((wrong.casefold(), token.text.casefold()), key=len)
    return wrong != token.text and longer not in {shorter + ending for ending in ("", "s", "e", "es", "x")}


def respell(name: str, rng: Random) -> str:
    """The name with one sound written otherwise, or one letter changed, lost or moved; its first letter stays."""
    head, tail = name[0], name[1:]
    sounds = [(old, new) for old, new in SOUNDS if old in tail]
    if sounds and rng.random() < 0.6:
        old, new = rng.choice(sounds)
        return head + tail.replace(old, new, 1)
    at = rng.randrange(len(tail))
    change = rng.choice(("replace", "lose", "swap"))
    if change == "replace":
        return head + tail[:at] + rng.choice(LETTERS) + tail[at + 1 :]
    if change == "lose":
        return head + tail[:at] + tail[at + 1 :]
    return head + tail[:at] + tail[at : at + 2][::-1] + tail[at + 2 :]


def domain(sentence: Sentence) -> Iterator[Edit]:
    """*Homes. Moi*: a domain whose suffix, and at times whose name, became words."""
    rng, suffixes = sentence.rng, table()["domain"]["suffixes"]
    for found in DOMAIN.finditer(sentence.doc.text):
        if found[2] in suffixes:
            words = marked(f"{found[1]}. {rng.choice(suffixes[found[2]])}")
            yield Edit(found.start(), found.end(), words, ("name-translated",))


def invented_domain(sentence: Sentence) -> Iterator[Edit]:
    """*Embauche. Café*: a name that turns out to have been a domain."""
    rng, domains = sentence.rng, table()["domain"]
    for token in sentence.doc[1:-1]:
        near = not HOME.search(sentence.doc.text[: token.idx]) and token.nbor(1).text in {
            ",",
            ".",
            "a",
            "est",
            "et",
            "qui",
            "pour",
            "avait",
        }
        alone = is_name(token) and not is_name(token.nbor(-1)) and token.nbor(-1).text[-1] not in "'’" and near
        if not alone or (token.whitespace_ and token.nbor(1).text == "."):
            continue
        suffix = rng.choice(domains["suffixes"][rng.choice(sorted(domains["suffixes"]))])
        words = domains["names"].split()
        name = rng.choice([*words, *[token.text] * len(words)])
        if sentence.takes(token.i, name):
            yield sentence.mark(token, f"{name}. {suffix}", "name-translated")
