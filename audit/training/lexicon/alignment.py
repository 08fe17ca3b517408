"""Learn which word renders which, from parallel text: IBM model 1 in both directions, kept where they agree.

Brown et al. 1993, "The mathematics of statistical machine translation", Computational Linguistics 19(2). Content
words only: French as lemmas, English as written. A fixed empty word takes what nothing explains.
"""

import itertools
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from audit.training.lexicon.counts import WORD, read_side
from audit.training.lexicon.morphology import Readings

# Pairs taken from each corpus. Only texts whose licence leaves the model free: see the card.
PARALLEL = {
    "tatoeba": 200_000, "europarl": 300_000, "hansard": 120_000, "debian-webwml": 100_000, "gutenberg-books": 70_000,
    "python-docs-fr": 32_000, "giga-fren": 20_000, "canada-infobase": 15_000, "bitcoin-optech": 14_000,
    "react-docs": 14_000, "cds-blog": 9_000, "canada-gcds": 5_000, "hf-course": 5_000, "opensource-guide": 2_000,
    "canada-gov-misc": 1_000,
}  # fmt: skip
LONGEST = 14  # content words: a longer sentence says less about each and costs its square
RAREST = 3  # occurrences of a word, on either side
ROUNDS = 5
EMPTY = 0.05  # share of the empty word when it competes with a sentence of equally likely words
LEAST = 0.05  # probability of a rendering in its own direction
LEAST_BACK = 0.02  # the same, the other way
LEAST_BOTH = 0.01  # product of the two
LEAST_TIMES = 2.0  # expected sightings
MOST = 5  # renderings

_ENGLISH = """
a about above after again against all also am an and any are as at be because been before being below between both but
by can cannot could did do does doing don down during each either else even ever every few for from further get gets
got had has have having he her here hers herself him himself his how however i if in into is isn it its itself just
let ll may me might more most much must my myself neither no nor not now of off on once only or other our ours
ourselves out over own re s same shall she should so some such t than that the their theirs them themselves then there
these they this those through thus to too under until up upon us ve very was we were what when where whether which
while who whom whose why will with within without would yet you your yours yourself one m d
didn doesn wasn won shouldn wouldn couldn hasn haven aren
"""
_FRENCH = "est a as ai ont sont eu eue être avoir sommes fut soit avions pas bien plus faire fait faits"
ENGLISH_STOP = frozenset(_ENGLISH.split())
FRENCH_STOP = frozenset(_FRENCH.split())
_NOUN_FOLLOWS = "le la les l' un une des du au aux d' ce cet cette ces son sa ses mon ma mes notre nos votre vos leurs"
_VERB_FOLLOWS = "je j' tu il elle on ils elles qui ne n' se s' a ont est sont avait été être avoir"
BEFORE = dict.fromkeys(_NOUN_FOLLOWS.split(), False) | dict.fromkeys(_VERB_FOLLOWS.split(), True)
FUNCTION = {"det", "pron", "prep", "conj"}
CONTENT = {"noun", "verb", "adjective", "adv", "proper"}


Lemmatiser = Callable[[str, str], str | None]


class Rendering(NamedTuple):
    source: str
    target: str
    probability: float


def lemmatiser(merged: Readings, frequency: Callable[[str], int], lines: Iterable[str]) -> Lemmatiser:
    """A function from a lower-case French form and the word before it to its lemma; None for a function word.

    Noun or verb (offre, terre): the word before decides where it can, else what such words mostly decide in `lines`.
    Of several lemmas of one kind, the one whose unambiguous forms are the most frequent.
    """
    content = {
        form: {} if form in FRENCH_STOP or any(pos in FUNCTION for pos, _ in readings) else kinds(readings)
        for form, readings in merged.items()
    }
    weight: Counter[str] = Counter()
    for form, lemmas in content.items():
        if len(choices := set().union(*lemmas.values())) == 1:
            weight[choices.pop()] += frequency(form)
    contexts = Counter(pair for line in lines for pair in before(french_tokens(line)))

    @lru_cache(None)
    def of_kind(form: str, verb: bool) -> str | None:
        lemmas = content[form].get(verb) or content[form].get(not verb) or set()
        return max(sorted(lemmas), key=lambda word: weight[word], default=None)

    def lemma(form: str, previous: str) -> str | None:
        form = form if form in content else form.replace("œ", "oe")
        if form not in content:
            return form
        decided = BEFORE.get(previous)
        return of_kind(form, contexts[form, True] > contexts[form, False] if decided is None else decided)

    return lemma


def kinds(readings: dict[tuple[str, str], set[str]]) -> dict[bool, set[str]]:
    """The lemmas of the content words among the readings: verbs under True, the others under False."""
    found: dict[bool, set[str]] = {}
    for pos, lemma in readings:
        if pos in CONTENT:
            found.setdefault(pos == "verb", set()).add(lemma)
    return found


def before(words: list[str]) -> Iterator[tuple[str, bool]]:
    """Each word that follows a telling one, with whether that tells of a verb."""
    for previous, word in itertools.pairwise(words):
        if previous in BEFORE:
            yield word, BEFORE[previous]


def read_pairs(parallel: Path, lemma: Lemmatiser) -> Iterator[tuple[list[str], list[str]]]:
    """The content words of each English and French line, once each; lines too long or empty are passed over."""
    for name, most in PARALLEL.items():
        lines = zip(read_side(parallel, name, "en"), read_side(parallel, name, "fr"), strict=True)
        pairs = ((english_words(english), french_words(french, lemma)) for english, french in lines)
        yield from itertools.islice((pair for pair in pairs if all(0 < len(side) <= LONGEST for side in pair)), most)


def french_lines(parallel: Path) -> Iterator[str]:
    """The French side of the same texts."""
    return itertools.chain.from_iterable(read_side(parallel, name, "fr") for name in PARALLEL)


def english_words(line: str) -> list[str]:
    words = (word.rstrip("'") for word in WORD.findall(line.replace("’", "'").lower()))
    return list(dict.fromkeys(word for word in words if word not in ENGLISH_STOP and len(word) > 1))


def french_tokens(line: str) -> list[str]:
    return WORD.findall(line.replace("’", "'").lower())


def french_words(line: str, lemma: Lemmatiser) -> list[str]:
    words = french_tokens(line)
    lemmas = (lemma(word, previous) for previous, word in zip(["", *words], words, strict=False) if len(word) > 1)
    return list(dict.fromkeys(word for word in lemmas if word and not word.endswith("'")))


class Links(NamedTuple):
    """Every English word of every sentence beside every French one: three parallel arrays, and the vocabularies."""

    english: list[str]
    french: list[str]
    couples: NDArray[np.int64]  # distinct couples, as english * len(french) + french
    couple: NDArray[np.int32]  # of each link
    english_token: NDArray[np.int32]
    french_token: NDArray[np.int32]


def link(pairs: Sequence[tuple[list[str], list[str]]]) -> Links:
    """Number the words seen RAREST times or more, and lay out the links."""
    sides = list(zip(*pairs, strict=True))
    vocabularies = [frequent(side) for side in sides]
    tokens, lengths = [], []
    for side, vocabulary in zip(sides, vocabularies, strict=True):
        number = {word: index for index, word in enumerate(vocabulary)}
        coded = [[number[word] for word in words if word in number] for words in side]
        lengths.append(np.array([len(words) for words in coded], dtype=np.int64))
        tokens.append(np.fromiter(itertools.chain.from_iterable(coded), dtype=np.int64))
    products = lengths[0] * lengths[1]
    sentence = np.repeat(np.arange(len(products)), products)
    place = np.arange(len(sentence)) - np.repeat(np.cumsum(products) - products, products)
    starts = [np.cumsum(length) - length for length in lengths]
    english_token = starts[0][sentence] + place % lengths[0][sentence]
    french_token = starts[1][sentence] + place // lengths[0][sentence]
    del sentence, place
    codes = tokens[0][english_token] * len(vocabularies[1]) + tokens[1][french_token]
    couples, couple = np.unique(codes, return_inverse=True)
    links = (ids.astype(np.int32) for ids in (couple, english_token, french_token))
    return Links(vocabularies[0], vocabularies[1], couples, *links)


def frequent(sentences: Iterable[Sequence[str]]) -> list[str]:
    counts = Counter(itertools.chain.from_iterable(sentences))
    return sorted(word for word, count in counts.items() if count >= RAREST)


def model_1(
    couple: NDArray[np.int32], given: NDArray[np.int64], explained: NDArray[np.int32]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Probability of each couple's second word given its first (`given`), and its expected count, after ROUNDS of EM.

    `explained` numbers the token of the second language that each link may explain.
    """
    size = len(given)
    seen = np.bincount(couple, minlength=size).astype(np.float64)
    probability = seen / np.bincount(given, seen)[given]
    rivals = np.maximum(np.bincount(explained), 1)
    average = np.bincount(explained, probability[couple]) / rivals
    empty = EMPTY * average  # stays as it starts: a floor under which no rendering counts
    expected: NDArray[np.float64] = seen
    for _ in range(ROUNDS):
        total = np.bincount(explained, probability[couple]) + empty
        expected = np.bincount(couple, probability[couple] / total[explained], minlength=size).astype(np.float64)
        probability = expected / np.maximum(np.bincount(given, expected), 1e-9)[given]
    return probability, expected


def renderings(
    pairs: Sequence[tuple[list[str], list[str]]], words: Container[str]
) -> tuple[list[Rendering], list[Rendering]]:
    """English to French and French to English, best first for each word. A word that stays as it is counts only when it
    is one of the `words` of French: the others are names."""
    links = link(pairs)
    english, french = links.couples // len(links.french), links.couples % len(links.french)
    forth, times_forth = model_1(links.couple, english, links.french_token)
    back, times_back = model_1(links.couple, french, links.english_token)
    sound = (np.minimum(times_forth, times_back) >= LEAST_TIMES) & (forth * back >= LEAST_BOTH)
    directions = (
        (forth, back, english, french, links.english, links.french),
        (back, forth, french, english, links.french, links.english),
    )
    results = []
    for own, other, source, target, sources, targets in directions:
        keep = np.flatnonzero(sound & (own >= LEAST) & (other >= LEAST_BACK))
        found = [Rendering(sources[source[i]], targets[target[i]], float(own[i])) for i in keep]
        results.append(best([pair for pair in found if pair.source != pair.target or pair.source in words]))
    return results[0], results[1]


def best(found: list[Rendering]) -> list[Rendering]:
    found.sort(key=lambda rendering: (rendering.source, -rendering.probability, rendering.target))
    groups = itertools.groupby(found, key=lambda rendering: rendering.source)
    return [rendering for _, group in groups for rendering in itertools.islice(group, MOST)]
