"""Compose what translation makes of a name, word by word: both orders, with and without what joins the words."""

import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain, islice, product
from pathlib import Path

from audit.french.lexicon import Lexicon
from audit.naming.gazetteer import normal

HERE = Path(__file__).parent
LIKELY = 0.12  # of a rendering: under that, alignment noise
PER_WORD, PER_NAME = 4, 120  # renderings of a word, of a name
COMMON = 100  # sightings in English text of a word that another may be made of
LONGEST = 4  # words of a name that is composed
JOINTS = {"of": ("de", "du", "des"), "and": ("et",), "&": ("et",), "for": ("pour",), "in": ("dans",)}
WORD = re.compile(r"[\w.]+(?:[-'][\w.]+)*|&")
SMALL = frozenset("de d' du des et pour dans le la les aux".split())
VOWEL = re.compile(r"[aeiouyéèêâîôœh]")


@cache
def _words() -> dict[str, list[str]]:
    """The renderings of words that the lexicon lacks."""
    table = tomllib.loads((HERE / "words.toml").read_text("utf-8"))["words"]
    return {word: french.split(" | ") for word, french in table.items()}


class Composer:
    """Renders names with a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    def word(self, english: str) -> list[str]:
        """The French forms of an English word, best first, none of them the word itself; empty for a mere name."""
        english = english.lower()
        found = [*_words().get(english, ()), *self._plurals(english), *self._listed(english)]
        forms = [form for lemma in found for form in (lemma, *self._feminine(lemma))]
        return [form for form in dict.fromkeys(forms) if normal(form) != normal(english) and len(form) > 1]

    def _plurals(self, english: str) -> list[str]:
        """What a plural becomes by way of its singular."""
        singular = english.removesuffix("s")
        if singular == english or english in _words():
            return []
        found = [*_words().get(singular, ()), *self._listed(singular)]
        return [plural for word in found if (plural := self._lexicon.inflect(word, "noun", number="p"))]

    def _listed(self, english: str) -> list[str]:
        """What the lexicon has for this very word, and that names a thing, a quality or an action."""
        found = self._lexicon.french(english)
        if english.endswith("s") and found == self._lexicon.french(english[:-1]):
            return []
        return [french for french, share in found if share >= LIKELY and self._content(french)]

    def _content(self, french: str) -> bool:
        return any(reading.pos in {"noun", "adjective", "verb"} for reading in self._lexicon.analyses(french))

    def _feminine(self, lemma: str) -> Iterator[str]:
        feminine = self._lexicon.inflect(lemma, "adjective", gender="f", number="s")
        if feminine and feminine != lemma:
            yield feminine

    def name(self, name: str) -> list[str]:
        """What may become of a name of one to LONGEST words; nothing when no word of it changes."""
        words = WORD.findall(name.replace("’", "'").removeprefix("The "))
        if not words or len(words) > LONGEST:
            return []
        if len(words) == 1 and (halves := self._halves(words[0].lower())):
            words = halves
        rendered = [self._options(word) for word in words]
        partly = product(*([*options, word] for options, word in zip(rendered, words, strict=True)))
        whole = product(*(options or [word] for options, word in zip(rendered, words, strict=True)))
        found: Iterable[str] = chain((order for choice in whole for order in _orders(choice)), map(" ".join, partly))
        same = set(normal(" ".join(words)).split())
        if name.startswith("The ") and len(words) > 1:
            found = (
                form for order in found for form in (order, *(f"{article} {order}" for article in ("le", "la", "les")))
            )
        changed = (rendering for rendering in map(normal, found) if set(rendering.split()) - same - SMALL)
        return list(islice(dict.fromkeys(changed), PER_NAME))

    def _halves(self, word: str) -> list[str]:
        """The two words that a name is made of (*Ticketmaster*); nothing for a word or a name that cannot be cut."""
        if self.word(word) or self._lexicon.known(word):
            return []
        cuts = ([word[:i], word[i:]] for i in range(3, len(word) - 2))
        return next((cut for cut in cuts if all(self._whole(half) and self.word(half) for half in cut)), [])

    def _whole(self, word: str) -> bool:
        return self._lexicon.english_frequency(word) >= COMMON

    def _options(self, word: str) -> list[str]:
        return list(JOINTS[word.lower()]) if word.lower() in JOINTS else self.word(word.removesuffix("'s"))[:PER_WORD]


def _orders(words: tuple[str, ...]) -> Iterator[str]:
    """The words as English has them and as French would."""
    yield " ".join(words)
    if len(words) == 2:
        first, second = words
        yield f"{second} {first}"
        yield f"{second} d'{first}" if VOWEL.match(first.lower()) else f"{second} de {first}"
        yield f"{second} des {first}"
        yield from (f"{second} {joint} {first}s" for joint in ("de", "des", "aux") if not first.endswith("s"))
        yield f"{second} du {first}"
    elif len(words) == 3 and not set(words) & SMALL:
        first, second, third = words
        yield f"{third} {second} {first}"
        yield f"{second} {first} {third}"
        yield f"{third} de {second} {first}"
        yield f"{third} de {first} {second}"
