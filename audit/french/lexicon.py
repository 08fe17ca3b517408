"""What is known of French words, and of their English counterparts: forms, inflections, counts, renderings.

Everything is read from memory-mapped tries in `resources/`, made by `python -m audit.training.lexicon`; origins and
licences are in `resources/lexicon.card.toml`, the layout where it is written: `training/lexicon/pack.py`.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import marisa_trie

from audit.french.forms import Form
from audit.integrity import intact

RESOURCES = Path(__file__).parent.parent / "resources"
DICTIONARIES = ("dicollecte", "lefff")  # in files of their own, for their licences differ; the newer one comes first
COUNTS = "<IIII"  # mid-sentence lower-case, mid-sentence capital, French total, English total
INDEX = "<H"  # line of a table of readings or paradigms

# Letters of Lefff's tags (Sagot 2010, "The Lefff", LREC), under the names that Universal Dependencies gives them.
MOODS = {
    "W": ("infinitive", ""),
    "G": ("participle", "present"),
    "K": ("participle", "past"),
    "P": ("indicative", "present"),
    "I": ("indicative", "imperfect"),
    "F": ("indicative", "future"),
    "J": ("indicative", "past"),
    "C": ("conditional", "present"),
    "S": ("subjunctive", "present"),
    "T": ("subjunctive", "imperfect"),
    "Y": ("imperative", "present"),
}
FINITE = frozenset({"indicative", "conditional", "subjunctive"})
TAG = re.compile(r"([A-Z]?)([123]?)([mf]?)([sp]?)")
SPELLING = str.maketrans({"’": "'", "ʼ": "'", "‘": "'", "\0": "\ufffd"})  # marisa ends a key at a null
_PREFIXES = (
    "anti auto co contre demi ex inter mi micro mini multi néo non post pro pseudo quasi semi sous super sur vice"
)
PREFIXES = frozenset(_PREFIXES.split())
KNOWN_FROM = 10  # sightings in lower case: under that, misspellings of the corpora pass for words
ENGLISH_FROM = 20  # sightings in English text
ENGLISH_SHARE = 0.02  # French sightings per English one: names of institutions bring English words into French text
ENGLISH_COMMON = 10_000  # from here on English wins over a homograph in a French dictionary (have, are, because) that
ENGLISH_COMMON_SHARE = 0.001  # French hardly uses: under 1 per 1,000


@dataclass(frozen=True, slots=True)
class Analysis:
    """One reading of a form. An empty feature does not apply, or does not vary (épicène, invariable).

    `pos`: noun, verb, adjective, det, pron, prep, adv, conj, proper, interjection, prefix. `gender`: m, f.
    `number`: s, p. `mood`: infinitive, participle, indicative, conditional, subjunctive, imperative. `tense`: present,
    past (the simple past in the indicative), imperfect, future. `person`: 1, 2, 3.
    """

    pos: str
    lemma: str
    gender: str = ""
    number: str = ""
    mood: str = ""
    tense: str = ""
    person: str = ""

    @property
    def finite(self) -> bool:
        """True for a conjugated verb, but in the imperative."""
        return self.pos == "verb" and self.mood in FINITE


class Counts(NamedTuple):
    """How often a word was seen: inside a sentence of clean French without and with a capital, in French, in English."""

    lower: int
    capital: int
    french: int
    english: int


UNSEEN = Counts(0, 0, 0, 0)


@cache
def features(tag: str) -> Mapping[str, str]:
    """Spell out a tag of Lefff for one reading (`Kfs`, `P3s`, `mp`); of an ill-formed tag, nothing."""
    match = TAG.fullmatch(tag)
    if match is None:
        return {}
    letter, person, gender, number = match.groups()
    mood, tense = MOODS.get(letter, ("", ""))
    return {"gender": gender, "number": number, "mood": mood, "tense": tense, "person": person}


def rebuild(base: str, cut: str, suffix: str) -> str:
    """Take `cut` characters off the end of `base` and put `suffix` there: form to lemma, or lemma to form."""
    return base[: len(base) - int(cut)] + suffix


def _open(kind: Any, name: str) -> Any:
    return kind.mmap(str(intact(RESOURCES / f"lexicon-{name}.marisa")))


class _Dictionary:
    """The forms and paradigms of one dictionary."""

    def __init__(self, name: str) -> None:
        self._forms = _open(marisa_trie.RecordTrie(INDEX), f"{name}-forms")
        self._lemmas = _open(marisa_trie.RecordTrie(INDEX), f"{name}-lemmas")
        self._readings = intact(RESOURCES / f"lexicon-{name}-readings.txt").read_text("utf-8").split("\n")
        self._paradigms = intact(RESOURCES / f"lexicon-{name}-paradigms.txt").read_text("utf-8").split("\n")

    def readings(self, form: str) -> Iterator[Analysis]:
        for (line,) in self._forms.get(form, ()):
            for reading in self._readings[line].split(" "):
                pos, cut, suffix, tags = reading.split("/")
                for tag in tags.split(","):
                    yield Analysis(pos, rebuild(form, cut, suffix), **features(tag))

    def paradigm(self, lemma: str, pos: str) -> Iterator[tuple[str, Mapping[str, str]]]:
        """Each form of the lemma with its features, in the order of preference."""
        for (line,) in self._lemmas.get(f"{lemma}\t{pos}", ()):
            for cell in self._paradigms[line].split(" "):
                tag, cut, suffix = cell.split("/")
                yield rebuild(lemma, cut, suffix), features(tag)


class Lexicon:
    """Look words up. Any string may be asked for; what is not there gives an empty answer, never an error.

    Sources: Lefff 3.4 and Dicollecte 7.0 (forms), clean French and parallel text (counts), word alignment (renderings).
    """

    def __init__(self) -> None:
        self._dictionaries = [_Dictionary(name) for name in DICTIONARIES]
        self._counts = _open(marisa_trie.RecordTrie(COUNTS), "counts")
        self._bilingual = _open(marisa_trie.BytesTrie(), "bilingual")
        # Caches belong to the instance, so that a lexicon no longer used can be freed.
        self.analyses = lru_cache(1 << 16)(self._analyses)
        self.form = lru_cache(1 << 15)(self._form)
        self.inflect = lru_cache(1 << 14)(self._inflect)
        self.french = lru_cache(1 << 14)(self._french)
        self.english = lru_cache(1 << 14)(self._english)
        self.known = lru_cache(1 << 16)(self._known)
        self.english_only = lru_cache(1 << 14)(self._english_only)
        self.genders = lru_cache(1 << 14)(self._genders)
        self.numbers = lru_cache(1 << 14)(self._numbers)
        self.case = lru_cache(1 << 16)(self._counted)

    def _analyses(self, form: str) -> tuple[Analysis, ...]:
        """All readings of a form as written; when it is unknown, of its lower-case form, then with œ as oe, then
        without a productive prefix (`ex-président`). `Pierre` is a name only: ask a first word in lower case too."""
        form = _clean(form)
        prefix, _, rest = form.lower().partition("-")
        spellings = [form, form.lower(), form.lower().replace("œ", "oe"), *([rest] if prefix in PREFIXES else [])]
        return next((found for spelling in dict.fromkeys(spellings) if (found := self._union(spelling))), ())

    def _form(self, form: str) -> Form:
        """What a form can be, by its `analyses`."""
        return Form.of(self.analyses(form))

    def _union(self, form: str) -> tuple[Analysis, ...]:
        """What the dictionaries say; Lefff's nouns without a gender are left out where Dicollecte has the noun."""
        newer, older = (tuple(dictionary.readings(form)) for dictionary in self._dictionaries)
        if any(reading.pos == "noun" for reading in newer):
            older = tuple(reading for reading in older if reading.pos != "noun" or reading.gender)
        return tuple(dict.fromkeys(newer + older))

    def _known(self, form: str) -> bool:
        """Whether a form is a French word: in a dictionary, seen in lower case often enough, or made of such parts."""
        form = _clean(form)
        if self.analyses(form) or (self.case(form).lower >= KNOWN_FROM and not self.english_only(form)):
            return True
        parts = form.split("-")
        return len(parts) > 1 and all(part == "t" or (part and self.known(part)) for part in parts)

    def _genders(self, form: str, pos: str = "noun") -> frozenset[str]:
        """The genders a form can have as that part of speech: {m}, {f}, both, or empty when nothing is known."""
        return frozenset(gender for reading in self._agreeing(form, pos) for gender in reading.gender or "mf")

    def _numbers(self, form: str, pos: str = "noun") -> frozenset[str]:
        """The numbers a form can have as that part of speech: {s}, {p}, both, or empty when nothing is known."""
        return frozenset(number for reading in self._agreeing(form, pos) for number in reading.number or "sp")

    def _agreeing(self, form: str, pos: str) -> list[Analysis]:
        """The readings with a gender or number. Participles are adjectives too; adjectives, failing a noun, nouns."""
        kinds = {(pos, ""), ("verb", "participle")} if pos == "adjective" else {(pos, "")}
        found = [reading for reading in self.analyses(form) if (reading.pos, reading.mood) in kinds]
        found = [reading for reading in found if reading.gender or reading.number]
        return found or (self._agreeing(form, "adjective") if pos == "noun" else [])

    def _inflect(
        self,
        lemma: str,
        pos: str,
        *,
        mood: str = "",
        tense: str = "",
        person: str = "",
        gender: str = "",
        number: str = "",
    ) -> str | None:
        """The form of a lemma with these features, None when the lemma or that form of it is unknown. A feature left
        empty is free; then the masculine, the singular, the first person and the present (of a participle too) win."""
        given = {"mood": mood, "tense": tense, "person": person, "gender": gender, "number": number}
        asked = {name: value for name, value in given.items() if value}
        best, fewest_gaps = None, len(given)
        for form, has in self.paradigm(lemma, pos):
            gaps = sum(not has[name] for name in asked)
            if gaps < fewest_gaps and all(has[name] in ("", value) for name, value in asked.items()):
                best, fewest_gaps = form, gaps
        return best

    def paradigm(self, lemma: str, pos: str) -> Iterator[tuple[str, Mapping[str, str]]]:
        """Each form of the lemma with its features, those of the newer dictionary first, in the order of preference."""
        for dictionary in self._dictionaries:
            yield from dictionary.paradigm(_clean(lemma), _clean(pos))

    def _counted(self, form: str) -> Counts:
        """The counts of a word, whatever the case it is asked in (see the card for the texts)."""
        found = self._counts.get(_clean(form).lower())
        return Counts(*found[0]) if found else UNSEEN

    def frequency(self, form: str) -> int:
        """Occurrences in about 36 million words of French, any case; fewer than three mostly count as none."""
        return self.case(form).french

    def english_frequency(self, form: str) -> int:
        """Occurrences in about 31 million words of English, any case; fewer than three mostly count as none."""
        return self.case(form).english

    def _english_only(self, form: str) -> bool:
        """Whether a word is frequent in English, all but absent from French text, and in no French dictionary unless it
        is among the commonest of English. An English title quoted in French (`of`, `the`) answers True as well."""
        english, french = self.english_frequency(form), self.frequency(form)
        if self.analyses(_clean(form).lower()):
            return english >= ENGLISH_COMMON and french <= ENGLISH_COMMON_SHARE * english
        return english >= ENGLISH_FROM and french <= ENGLISH_SHARE * english

    def _french(self, word: str) -> tuple[tuple[str, float], ...]:
        """Up to five French lemmas for an English word, with their probability; a plural falls back on its singular."""
        word = _clean(word).lower()
        stems = (word[:-3] + "y" if word.endswith("ies") else word, word.removesuffix("s"), word.removesuffix("es"))
        return next((found for key in (word, *stems) if (found := self._renderings(f"en:{key}"))), ())

    def _english(self, word: str) -> tuple[tuple[str, float], ...]:
        """Up to five English words for a French one, with their probability; a form falls back on its lemmas."""
        word = _clean(word).lower()
        keys = dict.fromkeys((word, *(reading.lemma for reading in self.analyses(word))))
        return next((found for key in keys if (found := self._renderings(f"fr:{key}"))), ())

    def _renderings(self, key: str) -> tuple[tuple[str, float], ...]:
        # The first byte is 255 less the probability in 255ths, so that the trie's own order is best first.
        values = sorted(self._bilingual.get(key, ()))
        return tuple((value[1:].decode("utf-8"), round(1 - value[0] / 255, 3)) for value in values)


def _clean(form: str) -> str:
    """One apostrophe; no null and no lone surrogate, which cannot be in a key."""
    if form.isascii() and "\0" not in form:
        return form
    return form.translate(SPELLING).encode("utf-8", "replace").decode("utf-8")


@lru_cache(1)
def load_lexicon() -> Lexicon:
    """The lexicon, opened once per process. The files are mapped, not read: pages come in as words are asked for."""
    return Lexicon()
