"""The proper names that an article itself, and clean French text, vouch for."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING
from unicodedata import category, combining, normalize

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from audit.french.lexicon import Lexicon
from audit.integrity import RESOURCES, intact

if TYPE_CHECKING:
    from audit.french.parsed import Doc, Token

# A word is a known name when clean French writes it with a capital in mid-sentence at least this often ...
KNOWN = 3
# ... and in at least this share of its uses.
SHARE = 0.5
FAMOUS = 30  # sightings that make a name of clean French well known
LETTERS = "abcdefghijklmnopqrstuvwxyzéèëïöü"
NAMESAKE = 0.55  # similarity of two surnames of one first name: two letters wrong in six leave 0.67
SIGNS = frozenset("o*_")  # of items, and of italics in plain text
OPENING = frozenset("«“\"(—–-:!?….;[‘'›>|/•·►▪●■*=#")


def starts(token: "Token") -> bool:
    """True where French writes a capital whatever the word: at the start of the sentence, of a quotation, of an
    aside, behind the sign of an item or the number of a chapter, and of a title (*intitulé L’*)."""
    if token.i == 0:
        return True
    before = token.nbor(-1).text
    if before in SIGNS or category(before[0]) == "So" or before.startswith("intitulé"):
        return True
    if token.i == 1 and len(before) > 1 and set(before) <= set("IVXLC"):
        return True  # *XXIX Le mystère*
    return before[-1] in OPENING and not (before[-1] == "'" and len(before) > 1)  # *l'*, *jusqu'*


def capitalised(token: "Token") -> bool:
    """True for a word with a capital first letter that is more than that letter (*Nokia*, *YouTube*; not *A* or *2024*)."""
    text = token.text
    return (
        len(text) > 1 and text[0].isupper() and any(character.islower() for character in text) and text[-1] not in "’'."
    )


@dataclass(frozen=True, slots=True, eq=False)  # one article's are not another's, and may key a cache
class Names:
    """Names of one article. `counts` tells how often it writes each with a capital where a common noun would have none."""

    counts: Counter[str]
    pairs: frozenset[tuple[str, str]]  # names that follow one another: first name and surname
    bare: frozenset[str]  # words that begin a sentence as its subject, with no determiner
    lexicon: Lexicon
    docs: tuple["Doc", ...] = ()  # the article's sentences
    _originals: dict[str, list[str]] = field(default_factory=dict)  # names that may be damaged, by first letter
    _altered: dict[str, str | None] = field(default_factory=dict)

    @classmethod
    def of(cls, docs: Iterable["Doc"], lexicon: Lexicon) -> "Names":
        docs = tuple(docs)
        tokens = [token for doc in docs for token in doc if named(token)]
        counts = Counter(token.text for token in tokens if not starts(token) or _foreign(token.text, lexicon))
        pairs = frozenset((token.nbor(-1).text, token.text) for token in tokens if token.i and named(token.nbor(-1)))
        first = [token for token in tokens if token.i == 0 and len(token.doc) > 1]
        bare = frozenset(token.text for token in first if token.nbor(1).pos_ in {"VERB", "AUX"})
        names = cls(counts, pairs, bare, lexicon, docs)
        for name in counts:
            if len(name) >= 4 and names.vouched(name) and not lexicon.known(name.lower()):
                names._originals.setdefault(name[0], []).append(name)
        return names

    def known(self, form: str) -> bool:
        """True when clean French text knows the form as a name, or it is a place (*Tours*, *Vannes*)."""
        if form in places():
            return True
        case = self.lexicon.case(form)
        return case.capital >= KNOWN and case.capital >= SHARE * (case.capital + case.lower)

    def common(self, form: str) -> bool:
        """True when the form, without its capital, is an ordinary French word and hardly ever a name."""
        lower = form.lower()
        return form != lower and self.lexicon.known(lower) and not self.known(form)

    def vouched(self, form: str) -> bool:
        """True for a name: one that clean text knows, or that this article uses and the dictionary does not have."""
        return self.known(form) or (self.counts[form] > 0 and not self.common(form))

    def altered(self, form: str) -> str | None:
        """Return the article's name that `form` looks like a damaged copy of, None when there is none.

        One edit (Damerau-Levenshtein) behind the first letter, two in a long name, and never a plural of the name.
        """
        if form not in self._altered:
            self._altered[form] = self._find_altered(form)
        return self._altered[form]

    def _find_altered(self, form: str) -> str | None:
        originals = self._originals.get(form[:1], ())
        allowed = 1 if len(form) < 8 else 2
        close = extract(form, originals, scorer=OSA.distance, score_cutoff=allowed, limit=None)
        near = [
            name
            for name, distance, _ in close
            if distance and self.counts[name] >= max(1, self.counts[form]) and not _inflected(name, form)
        ]
        known = None if near or self.counts[form] > 1 else self._famous(form)
        return max(near, key=lambda name: (self.counts[name], name), default=known)

    def namesake(self, first: str, form: str) -> str | None:
        """The surname that this article gives to the same first name elsewhere, when `form` looks like it."""
        others = [
            last
            for given, last in self.pairs
            if given == first and last != form and self.counts[last] >= max(2, self.counts[form])
        ]
        near = [
            last for last in others if not _inflected(last, form) and OSA.normalized_similarity(last, form) >= NAMESAKE
        ]
        return max(near, key=lambda name: (self.counts[name], name), default=None)

    def _famous(self, form: str) -> str | None:
        """The well-known name that an unknown form is one edit away from; its first letter stands."""
        if len(form) < 5 or not form.isalpha() or self.lexicon.frequency(form) or self.lexicon.known(form):
            return None
        famous = (edit for edit in _edits(form) if self.lexicon.case(edit).capital >= FAMOUS and self.known(edit))
        # The article's own Kaufmann stands beside Kaufman as another name.
        near = [name for name in famous if not (self.counts[name] and _inflected(name, form))]
        return max(near, key=lambda name: (self.lexicon.case(name).capital, name), default=None)


@cache
def places() -> frozenset[str]:
    """Places whose names are French words as well (resources/places.card.toml)."""
    return frozenset(intact(RESOURCES / "places.txt").read_text("utf-8").split())


def _foreign(word: str, lexicon: Lexicon) -> bool:
    """True for a first word that is a name even so: no French word, or one far more English."""
    return not lexicon.known(word.lower()) or lexicon.english_frequency(word) > 10 * lexicon.frequency(word.lower())


def named(token: "Token") -> bool:
    """True for a token written like a name, *xAI* and *iPhone* included."""
    text = token.text
    return capitalised(token) or (len(text) > 2 and text.isalpha() and any(character.isupper() for character in text))


def _inflected(one: str, other: str) -> bool:
    """True for forms that differ by an ending, by case or by accents: a plural, an inhabitant (*Burkina*, *Burkinabè*)."""
    shorter, longer = sorted((one.casefold(), other.casefold()), key=len)
    return longer.startswith(shorter) or unaccented(one) == unaccented(other)


def unaccented(form: str) -> str:
    """The form without accents or case."""
    return "".join(c for c in normalize("NFD", form.casefold()) if not combining(c))


def _edits(form: str) -> Iterator[str]:
    """All forms one edit away from this one (insertion, deletion, substitution, swap), the first letter left alone."""
    for i in range(1, len(form)):
        head, tail = form[:i], form[i:]
        yield head + tail[1:]
        yield from (head + letter + tail for letter in LETTERS)
        yield from (head + letter + tail[1:] for letter in LETTERS)
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]
