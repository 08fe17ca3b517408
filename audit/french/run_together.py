"""Two words with nothing between (*sousle mois*, *contratentre*, *Espagneet*).

Whether an unheard-of word is two is a sum of what is known of its halves and of the words beside it; the weights are those
of a logistic regression, which `python -m audit.training.run_together` fits and measures.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from math import log, log1p
from typing import Any

import marisa_trie

from audit.french.grammar import SUBJECTS
from audit.french.lexicon import PREFIXES, Lexicon
from audit.french.sequences import NAME, WORD, count, kind
from audit.french.words import words
from audit.integrity import RESOURCES, intact
from audit.naming.names import Names

# A word this frequent in the 55 million counted is beyond doubt a word.
FREQUENT = 300
SEEN = 20  # the same of a long word
HALF_SEEN = 1  # sightings of either half, unless it is long
DETERMINERS = words(
    "aucun aucune chaque un une les des du au aux son sa ses mon ma mes ce cet cette ces leur leurs notre nos votre vos à"
)
# What most often stands at either end of a link.
SMALL = words(
    """
    à a au aux avec ce ces chez dans de des du elle elles en est et il ils la le les leur ont ou où par pas pour que qui
    sa ses son sont sous sur un une ne se
    """
)
FIRST, LAST = "àay", "àa"  # words of one letter that begin, and end, what is run together
ENDS = ("à", "a", "et", "est")  # what most often stands behind a name, and what names end in
NAME_ENDS = words("de la le")  # of first names (*Roselinde*, *Danielle*)
LEARNED = words(
    "télé ultra extra infra hydro thermo électro macro poly mono méga giga kilo nano socio franco euro agro aéro neuro"
)
OF_PLACES = words("Mont Beau Bel Belle Bon Bonne Clair Haut Haute Val Bois Champ Roche")  # begin names (*Beauséjour*)
NEVER_FIRST = words("in re")  # prefixes, and no words of French (*insusceptible*)
SHORTEST = 3
# Sightings over which what is run together is a word itself: in a French dictionary, in none (*dela*), in English.
RARE, SLIPS, ENGLISH = 1, 5, 20
NO_NEXT = -1.0  # logarithm of that share at the end of a sentence
LEAST = 1e-3  # of the share of two kinds that were never seen side by side
REACH = 40  # code points in which the words beside it are looked for
# Of: logarithms of the halves' sightings, their letters (up to LONG), a prefix before, neighbours that go together, a
# dictionary's word as a whole; and what all begin with.
WORDS = (0.48, 0.48, 0.44, 0.73, -3.39, 1.35, -5.14, -10.61)
# Of: logarithm of the name's sightings, those in the article, logarithm of the word's, a short name, letters of the word,
# whether the word goes with the next, and a name would, a name that is a word, a noun or adjective, each of ENDS, *a* before
# a participle, *et* before a name; and what all begin with.
NAMED = (0.41, 2.78, 0.60, -1.95, 1.28, 0.85, -0.40, 4.26, -0.59, 6.71, 0.89, 1.29, 3.64, 1.96, 3.37, -12.63)
LONG, SHORT_NAME, OFTEN = 6, 3, 2
SPLIT, SPLIT_NAME, SPLIT_FIRST = 0.3, 1.0, 2.0  # sums from which it is two
SPLIT_SHORT = 3.2  # the same of two short words, from which no chance made them
ENDINGS = ("er", "e", "é", "ée", "és", "ées", "ez")  # that an engine gives an English word
# What a name gains before what is a conjugated verb and no more, and loses before a noun or adjective: a link's name has a
# verb behind it more often than others, and compounds are names (*Clairefeuille*).
VERB, NOUN = 2.0, -2.5
Split = tuple[str, str]


def two_words(match: re.Match[str], lexicon: Lexicon, least: float = SPLIT) -> Split | None:
    """Split a word that nobody writes into two that go with their neighbours; its capital, if any, means nothing."""
    word = match.group().lower()
    if not unheard(word, lexicon):
        return None
    before, after = beside(match, lexicon)
    if _whole(word, before, after, lexicon):
        return None
    return _best(
        halves(word, lexicon), least, lambda left, right: _sum(WORDS, of_words(left, right, before, after, lexicon))
    )


def name_and_word(match: re.Match[str], lexicon: Lexicon, names: Names) -> Split | None:
    """Split an unknown *Espagneet*, *Hallydaypiégée* behind a name."""
    word = match.group()
    if unheard_name(word, lexicon) and names.counts[word] < OFTEN:
        after = beside(match, lexicon)[1]
        best = _best(
            behind_names(word, lexicon),
            SPLIT_NAME,
            lambda left, right: rate_name(left, right, after, names.counts[left], lexicon),
        )
        return None if best and _whole_name(*best, match, lexicon, names) else best
    return None


def _whole_name(left: str, right: str, match: re.Match[str], lexicon: Lexicon, names: Names) -> bool:
    """True for a name of which nobody has heard without its end: in -a before what is a verb already (*Mombera craint*), or
    before another name (*Roselinde Torres*)."""
    known = names.counts[left] or lexicon.case(left).capital
    after = WORD.search(match.string, match.end())
    verb = after[0] if after else ""
    first = right in NAME_ENDS and verb[:1].isupper()
    conjugated = any(reading.person == "3" and reading.mood == "indicative" for reading in lexicon.analyses(verb))
    verbal = right == "a" and conjugated and verb != "dit"  # its participle too: *Zelda dit*, *Zeld a dit*
    return not known and (first or verbal)


def rate_name(left: str, right: str, after: str | None, counted: int, lexicon: Lexicon) -> float:
    """The sum of a name and a word."""
    return _sum(NAMED, of_name(left, right, after, counted, lexicon)) + _standing(left, right, lexicon)


def _best(splits: Iterator[Split], least: float, rate: Callable[[str, str], float]) -> Split | None:
    rated = {split: rate(*split) for split in splits}
    best = max(rated, key=rated.__getitem__, default=None)
    return best if best and rated[best] >= least else None


def _sum(weights: Sequence[float], features: Sequence[float]) -> float:
    return sum(map(float.__mul__, weights, (*map(float, features), 1.0)))


def unheard(word: str, lexicon: Lexicon) -> bool:
    """True for a word in small letters that nobody writes, though a dictionary may have it."""
    if len(word) < SHORTEST or lexicon.english_frequency(word) >= ENGLISH or from_english(word, lexicon):
        return False
    if word.endswith(("ans", "ens")) and lexicon.known(f"{word[:-1]}ts"):
        return False  # *enfans*, as was written until 1835
    return lexicon.case(word).lower <= (RARE if lexicon.known(word) else SLIPS)


def from_english(word: str, lexicon: Lexicon) -> bool:
    """True for an English word with a French ending, as engines make them (*outsourcer*, *downloadé*)."""
    stems = (word[: -len(ending)] for ending in ENDINGS if word.endswith(ending))
    return any(len(s) >= LONG and lexicon.english_only(s) and lexicon.english_frequency(s) >= ENGLISH for s in stems)


def by_chance(split: Split, match: re.Match[str], lexicon: Lexicon) -> bool:
    """True for two short words, none of which stands at the end of a link, that hardly go together: what an engine made up
    falls into such as well (*parcombre*)."""
    short = max(map(len, split)) < LONG and SMALL.isdisjoint(split) and match.group().islower()
    return short and two_words(match, lexicon, SPLIT_SHORT) is None


def _whole(word: str, before: str | None, after: str | None, lexicon: Lexicon) -> bool:
    """True for a word of the dictionary behind an apostrophe (*s’envolant*), and a small foreign one between names (*Wijk
    aan Zee*)."""
    elided = before is not None and before[-1] in "'’"
    return (elided and lexicon.known(word)) or (len(word) == SHORTEST and before == after == NAME)


def halves(word: str, lexicon: Lexicon) -> Iterator[Split]:
    """The pairs of words that a word in small letters may be."""
    for i in range(1, len(word)):
        left, right = word[:i], word[i:]
        whole = (i > 1 or left in FIRST) and (len(right) > 1 or right in FIRST) and left not in NEVER_FIRST
        if whole and _word(left, lexicon) and _word(right, lexicon):
            yield left, right


def _word(half: str, lexicon: Lexicon) -> bool:
    seen = lexicon.frequency(half) >= HALF_SEEN or len(half) >= LONG
    return seen and (half in SMALL or bool(lexicon.analyses(half)))


def of_words(left: str, right: str, before: str | None, after: str | None, lexicon: Lexicon) -> tuple[float, ...]:
    """What the sum of two words is made of; `before` and `after` are the kinds of the words beside them."""
    kinds = [k for k in (before, kind(left, False, lexicon), kind(right, False, lexicon), after) if k]
    together = [_share(one, other) for one, other in pairwise(kinds)]
    return (
        log1p(lexicon.frequency(left)),
        log1p(lexicon.frequency(right)),
        min(len(left), LONG),
        min(len(right), LONG),
        left in PREFIXES or left in LEARNED,  # *ultrasophistiqué*
        sum(together) / len(together),
        lexicon.known(left + right),
    )


def unheard_name(word: str, lexicon: Lexicon, seldom: int = 0) -> bool:
    """True for a word with a capital that no dictionary or list knows, nor clean text, which has it `seldom` times at most."""
    return unseen_name(word, lexicon, seldom) and word not in whole_names()


def unseen_name(word: str, lexicon: Lexicon, seldom: int = 0) -> bool:
    """The same, whatever the list has."""
    if len(word) < SHORTEST or not word[0].isupper() or not word[1:].islower() or from_english(word.lower(), lexicon):
        return False
    case, counted = lexicon.case(word), lexicon.frequency(word) + lexicon.english_frequency(word)
    return case.capital <= seldom and not case.lower and bool(seldom or not counted) and not lexicon.known(word.lower())


@cache
def whole_names() -> Any:
    """People, places and brands whose names end in a word, so that they may look like two (resources/whole-names.card.toml)."""
    return marisa_trie.Trie().mmap(str(intact(RESOURCES / "whole-names.marisa")))


def behind_names(word: str, lexicon: Lexicon) -> Iterator[Split]:
    """The names and words that a word with a capital may be; small words begin a sentence, and no name."""
    for i in range(2, len(word)):
        left, right = word[:i], word[i:]
        if (
            left.lower() not in SMALL | PREFIXES | LEARNED
            and right not in SUBJECTS  # *Arthur Ganson parle*: behind a name and no comma, no pronoun is a subject
            and (len(right) > 1 or right in LAST)
            and _word(right, lexicon)
            and not (left in OF_PLACES and _named(right, lexicon))
        ):
            yield left, right


def of_name(
    left: str, right: str, after: str | None, counted: int, lexicon: Lexicon, seldom: int = 0
) -> tuple[float, ...]:
    """What the sum of a name and a word is made of; the article has the name `counted` times elsewhere, and clean text more
    than `seldom` times where it is known."""
    known, behind = lexicon.case(left).capital, kind(right, False, lexicon)
    known = known if known > seldom else 0
    return (
        log1p(known),
        min(counted, OFTEN),
        log1p(lexicon.frequency(right)),
        len(left) <= SHORT_NAME,
        min(len(right), LONG),
        _share(behind, after) if after else NO_NEXT,
        _share(NAME, after) if after else NO_NEXT,
        lexicon.known(left.lower()),
        _named(right, lexicon),
        *(right == word for word in ENDS),
        right == "a" and "Vp" in (after or ""),
        right == "et" and after == NAME,
    )


def _named(word: str, lexicon: Lexicon) -> bool:
    return word not in SMALL and any(reading.pos in {"noun", "adjective"} for reading in lexicon.analyses(word))


def _standing(left: str, right: str, lexicon: Lexicon) -> float:
    if _named(right, lexicon):
        return NOUN
    found = lexicon.analyses(right)
    third = any(reading.person == "3" and reading.tense != "past" for reading in found)
    conjugated = third and all(reading.pos == "verb" and reading.mood != "infinitive" for reading in found)
    return VERB if conjugated and min(len(left), len(right)) > SHORT_NAME else 0.0


def beside(match: re.Match[str], lexicon: Lexicon) -> tuple[str | None, str | None]:
    """The kinds of the words right before and behind; None at an end of the sentence."""
    text = match.string
    before = [found.group() for found in WORD.finditer(text, max(0, match.start() - REACH), match.start())][-1:]
    after = WORD.search(text, match.end())
    return (
        kind(before[0], False, lexicon) if before else None,
        kind(after.group(), False, lexicon) if after else None,
    )


def _share(one: str, other: str) -> float:
    """How often these kinds stand side by side against chance, as a logarithm."""
    expected = count(one) * count(other) / count()
    return log(count(one, other) / expected + LEAST) if expected else log(LEAST)


def frequent(word: str, lexicon: Lexicon, least: float) -> bool:
    return lexicon.frequency(word) >= least and bool(lexicon.analyses(word))


def heard(word: str, lexicon: Lexicon) -> bool:
    """True for what is a word, of French (*entrainer* as well as *entraîner*) or of English."""
    if "ai" in word and lexicon.known(word.replace("ai", "aî", 1)):
        return True
    return lexicon.known(word) or lexicon.frequency(word) > 0 or lexicon.english_frequency(word) > 0
