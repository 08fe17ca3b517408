"""Garbles by the dictionary: names that were translated or respelled, domain names read as words, English left in."""

import re
from collections.abc import Iterator
from random import Random

from spacy.tokens import Token

from audit.training.garble_edit import CLOSE, OPEN, Edit, Sentence, capital, is_name

# What translators make of unfamiliar names: letters and groups that French writes otherwise.
SOUNDS = (
    ("ck", "k"), ("k", "c"), ("c", "k"), ("ph", "f"), ("sh", "ch"), ("th", "t"), ("w", "v"), ("y", "i"), ("i", "y"),
    ("oo", "ou"), ("ee", "i"), ("u", "ou"), ("z", "s"), ("ll", "l"), ("nn", "n"), ("tt", "t"), ("ss", "s"), ("rr", "r"),
    ("an", "en"), ("en", "an"), ("au", "o"), ("o", "au"), ("er", "eur"), ("on", "ons"), ("ai", "é"), ("e", "a"),
)  # fmt: skip
LETTERS = "abcdefghilmnoprstuv"
# What the suffix of a domain becomes when it is read as a word.
SUFFIXES = {
    "ai": ("IA",), "app": ("Application",), "club": ("Club",), "co": ("Compagnie",), "com": ("Com", "Communication"),
    "fyi": ("Pour info", "Pour votre information"), "info": ("Informations",), "io": ("Entrée-sortie",),
    "it": ("Il", "Cela"),
    "me": ("Moi",), "net": ("Filet", "Net"), "news": ("Nouvelles", "Actualités"), "online": ("En ligne",),
    "org": ("Organisation",), "shop": ("Boutique",), "tech": ("Technologie",), "today": ("Aujourd’hui",),
    "us": ("Nous",),
    "world": ("Monde",),
}  # fmt: skip
DOMAIN = re.compile(r"(\w[\w-]+)\.([a-z]{2,6})\b")
LIKELY = 0.15  # of a rendering: under that, alignment noise
ENGLISH = {
    "et": "and", "de": "of", "du": "of the", "avec": "with", "pour": "for", "mais": "but", "qui": "who", "sur": "on",
    "dans": "in", "par": "by", "les": "the", "la": "the", "le": "the", "des": "of the", "une": "a", "un": "a",
    "selon": "according to", "leur": "their", "leurs": "their", "son": "his", "sa": "his", "ses": "his", "à": "to",
    "au": "to the", "aux": "to the", "entre": "between", "après": "after", "avant": "before", "sans": "without",
}  # fmt: skip

# Alone in a French sentence these would be read as French, or as the name that follows.
AMBIGUOUS = frozenset({"un", "une", "la", "le", "les", "à", "par", "sur"})


def by_dictionary(sentence: Sentence) -> Iterator[Edit]:
    """*Gates* turned to *Portes*: a name that English has as a word, rendered."""
    for token in sentence.doc:
        if is_name(token):
            for french, chance in sentence.article.lexicon.french(token.lower_)[:2]:
                other = len(french) > 2 and french.casefold() != token.text.casefold()
                # Without this, alignment makes one half of a name of the other: *Burkina*, *Faso*.
                if chance >= LIKELY and other and sentence.article.lexicon.analyses(french):
                    yield sentence.mark(token, capital(french), "name-translated")


def respelled(sentence: Sentence) -> Iterator[Edit]:
    """*Nokya* beside *Nokia*: a name that the article has elsewhere, off by a letter or two, glued at times."""
    article = sentence.article
    for token in sentence.doc:
        if not is_name(token) or len(token) < 4 or article.names[token.text] < 2:
            continue
        wrong = respell(token.text, article.rng)
        wrong = respell(wrong, article.rng) if len(wrong) > 6 and article.rng.random() < 0.2 else wrong
        if _another(wrong, token) and not article.names[wrong]:
            after = token.nbor(1) if token.i + 1 < len(sentence.doc) else None
            if after is not None and after.is_alpha and token.whitespace_ and article.rng.random() < 0.1:
                text = f"{OPEN}{wrong}{after.text}{CLOSE}"
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
    """*Homes. Moi*: a domain whose suffix became words; a name may turn out to have had one."""
    rng, text = sentence.article.rng, sentence.doc.text
    for found in DOMAIN.finditer(text):
        if found[2] in SUFFIXES:
            words = f"{OPEN}{found[1]}. {rng.choice(SUFFIXES[found[2]])}{CLOSE}"
            yield Edit(found.start(), found.end(), words, ("name-translated",))
    for token in sentence.doc[:-1]:
        alone = is_name(token) and not is_name(token.nbor(-1)) and token.nbor(-1).pos_ != "NOUN"
        if alone and token.nbor(1).text in {",", "a", "est", "et"}:
            words = rng.choice(SUFFIXES[rng.choice(sorted(SUFFIXES))])
            yield sentence.mark(token, f"{token.text}. {words}", "name-translated")


def english(sentence: Sentence, token: Token) -> str | None:
    """The likeliest English for a word, None where none is likely or it looks the same."""
    if word := ENGLISH.get(token.lower_):
        return word
    if token.pos_ not in {"NOUN", "ADJ", "VERB", "ADV"} or is_name(token):
        return None
    found = sentence.article.lexicon.english(token.lower_)
    likely = found and found[0][1] >= LIKELY and len(found[0][0]) > 2
    return found[0][0] if likely and not sentence.article.lexicon.analyses(found[0][0]) else None


def untranslated_word(sentence: Sentence) -> Iterator[Edit]:
    """*une équipe of chercheurs*: a word that was never translated."""
    for token in sentence.doc[1:]:
        plain = token.is_alpha and token.whitespace_ and token.lower_ not in AMBIGUOUS
        if plain and (word := english(sentence, token)):
            yield sentence.mark(token, word, "untranslated")


def untranslated_link(sentence: Sentence) -> Iterator[Edit]:
    """A whole link left in English, adjectives before their nouns."""
    for first, last in sentence.links:
        tokens = sentence.doc[first:last]
        words = [english(sentence, token) for token in tokens]
        if first > 0 and 1 < len(words) <= 5 and all(words):
            for index in range(1, len(words)):
                if tokens[index].pos_ == "ADJ" and tokens[index - 1].pos_ == "NOUN":
                    words[index - 1], words[index] = words[index], words[index - 1]
            text = " ".join(word for word in words if word)
            yield sentence.edit(first, last, OPEN + text + CLOSE, "untranslated")
