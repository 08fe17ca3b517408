"""What can stand right behind a word: told by the lexicon and the order of words alone, so that text could be counted so.

See `audit/training/links.py` for the counts, and `lost_links` for what they say.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from audit.french.frames import NOUN_PREPOSITIONS, PASSED
from audit.french.grammar import PREPOSITIONS, SUBJECTS
from audit.french.infinitives import TAKE_BARE
from audit.french.lexicon import Lexicon
from audit.french.words import AUXILIARIES, DE, DETERMINING, REFLEXIVES, words

# What may stand behind a word with nothing between: an infinitive, a noun with its article, a bare noun, a clause.
INFINITIVE, PHRASE, NOUN, CLAUSE = BARE = ("inf", "phrase", "noun", "clause")
LED = "led phrase"  # a phrase, behind a noun that a preposition leads up to
JOINING = NOUN_PREPOSITIONS | {p: p for p in words("pour sans depuis pendant comme selon")}
BEFORE_INFINITIVE = words("de d' à pour par sans")
QUE = "que"
# Words between a word and the infinitive that depends on it.
BETWEEN = PASSED | {"tout"}
# Before these a form that is a noun and a verb is a noun, ...
BEFORE_NOUN = words(
    """
    un une des du au aux cet cette ces mon ma mes ton ta tes son sa ses notre votre nos vos ce leurs quel quelle quels
    quelles chaque aucun aucune plusieurs quelques
    """
)
# ... and behind these a verb.
BEFORE_VERB = SUBJECTS.keys() | words("nous vous qui ne n' y ça cela se s' lui en")
LEADING = words("en à par sans sur sous pour avec dans contre entre au aux")  # set phrases (*en raison*, *à titre*)
HAVING = words("a ont avait avaient avoir aura auront aurait auraient ai ayant avons avez eu aient ait")
BEING = words(
    "est sont était étaient être sera seront serait seraient été suis es sommes êtes soit soient fut furent étant"
)
# Behind these the subject, and before those the object, may stand in each other's place.
INVERTING = words(
    """
    que qu' dont où auquel auxquels auxquelles laquelle lequel lesquels lesquelles duquel desquels desquelles quoi comme
    ainsi si
    """
)
LETTING = words("faire laisser voir entendre sentir")
STOPS = frozenset(".;:!?")
FAR, NEAR, LET = 12, 15, 3  # words back to a verb of bare infinitives, to what inverts, to one that lets others do
NOT = words("pas plus jamais")
MORE = words("plus moins")  # *le plus grand*


class Place(NamedTuple):
    """What a word may be counted as, most special first; what follows it, "" where that says nothing; and where that is."""

    at: int
    heads: tuple[str, ...]
    kind: str
    start: int


class _Known(NamedTuple):
    parts: frozenset[str]
    verbs: frozenset[str]
    lemmas: dict[str, str]
    adverb: bool
    noun: bool
    only_infinitive: bool
    gerund: bool
    compound: bool  # a participle and no conjugated verb


@lru_cache(1 << 15)
def _known(word: str, lexicon: Lexicon) -> _Known:
    form = lexicon.form(word)
    parts = frozenset(reading.pos for reading in form.readings)
    lemmas = {reading.pos: reading.lemma for reading in reversed(form.readings)}
    compound = bool(form.participles) and not (form.finite or form.only_infinitive)
    adverb = parts == {"adv"} or word in NOT
    return _Known(parts, form.verbs, lemmas, adverb, form.noun, form.only_infinitive, form.gerund, compound)


def places(low: Sequence[str], texts: Sequence[str], lexicon: Lexicon) -> Iterator[Place]:
    """What stands behind each verb, noun and adjective of a sentence, given as words in lower case and as written."""
    leading = inverting = letting = -FAR - NEAR
    for at, word in enumerate(low[:-1]):
        if word in INVERTING or (word == "qui" and at and low[at - 1] in PREPOSITIONS):
            inverting = at
        elif word in STOPS:
            leading = inverting = -FAR - NEAR
        known = _known(word, lexicon)
        if texts[at].islower() and not low[at + 1].startswith("-") and (not at or low[at - 1] != "-"):
            heads = _heads(low, at, lexicon)
            if heads:
                verbal = heads[0][0] in "vs"
                kind, start = _following(low, texts, at + 1, heads[0][0] in "vsp", lexicon)
                led = kind == INFINITIVE and not verbal and at - leading <= FAR
                turned = kind in {PHRASE, NOUN, CLAUSE} and (at - inverting <= NEAR or (verbal and at - letting <= LET))
                yield Place(at, heads, "" if led or turned else kind, start)
        if known.verbs & TAKE_BARE and "noun" not in known.parts:
            leading = at
        if known.verbs & LETTING:
            letting = at


def _heads(low: Sequence[str], at: int, lexicon: Lexicon) -> tuple[str, ...]:
    """A verb by its voice (v, s with *se*, p as a participle alone), a noun (n, d behind *de*, b as part of a phrase), an
    adjective (a); nothing for other words."""
    known = _known(low[at], lexicon)
    parts, near = known.parts, low[at - 1] if at else ""
    if not parts or not parts <= {"verb", "noun", "adjective"}:
        return ()
    if "verb" in parts and len(known.verbs) == 1:
        voice = _voice(low, at, lexicon)
        lemma = next(iter(known.verbs))
        if lemma in AUXILIARIES:
            return ()
        if voice:
            return (f"{voice}:{lemma}",)
    if "noun" in parts and not known.gerund and (parts == {"noun"} or near in BEFORE_NOUN or near in LEADING):
        noun, before = known.lemmas["noun"], _known(near, lexicon)
        if near in DE:
            return (f"d:{noun}",)
        verb = "avoir" if near in HAVING else next(iter(before.verbs)) if len(before.verbs) == 1 else ""
        if near in LEADING or (verb and not before.noun and near not in BEFORE_NOUN):
            return f"b:{near if near in LEADING else verb} {low[at]}", f"n:{noun}"
        return (f"n:{noun}",)
    return (f"a:{known.lemmas['adjective']}",) if parts == {"adjective"} else ()


def _voice(low: Sequence[str], at: int, lexicon: Lexicon) -> str:
    """v, s or p; "" for a form that may be no verb there."""
    known, before = _known(low[at], lexicon), at - 1
    while before >= 0 and _known(low[before], lexicon).adverb:
        before -= 1
    near = low[before] if before >= 0 else ""
    if known.compound:
        if near in HAVING:
            return "v"
        if near in BEING:
            before -= 1
            while before >= 0 and low[before] in {"en", "y", "ne", "n'"}:
                before -= 1
            return "s" if before >= 0 and low[before] in REFLEXIVES else "p"
        return "p" if known.parts <= {"verb", "adjective"} else ""
    if known.parts == {"verb"} or near in BEFORE_VERB:
        clitics = []
        while before >= 0 and low[before] in BETWEEN:
            clitics.append(low[before])
            before -= 1
        return "s" if {"se", "s'"} & set(clitics) else "v"
    return "v" if near in HAVING else ""


def _following(
    low: Sequence[str], texts: Sequence[str], start: int, adverbs: bool, lexicon: Lexicon
) -> tuple[str, int]:
    """One of BARE, or a preposition (*de*, *de inf*) or *que*, and where it stands; "" for what else there is."""
    end = len(low)
    while adverbs and start < end and _known(low[start], lexicon).adverb:
        start += 1
    if start >= end:
        return "", start
    word = low[start]
    if preposition := JOINING.get(word):
        infinitive = word in BEFORE_INFINITIVE and _infinitive(low, texts, start + 1, lexicon)
        return f"{preposition} {INFINITIVE}" if infinitive else preposition, start
    if _infinitive(low, texts, start, lexicon):
        return INFINITIVE, start
    if word in {"que", "qu'"}:
        return QUE, start
    if word in SUBJECTS:
        return CLAUSE, start
    if not texts[start].islower():
        return "", start
    if word in DETERMINING:
        return PHRASE if _noun_near(low, texts, start + 1, lexicon) else "", start
    return NOUN if _known(word, lexicon).parts == {"noun"} else "", start


def _infinitive(low: Sequence[str], texts: Sequence[str], start: int, lexicon: Lexicon) -> bool:
    while start < len(low) and low[start] in BETWEEN:
        start += 1
    return start < len(low) and texts[start].islower() and _known(low[start], lexicon).only_infinitive


def _noun_near(low: Sequence[str], texts: Sequence[str], start: int, lexicon: Lexicon) -> bool:
    """True before a noun, or an adjective and a noun (but *le plus*)."""
    if start >= len(low) or not texts[start].islower() or low[start] in MORE:
        return False
    first = _known(low[start], lexicon)
    second = start + 1 < len(low) and _known(low[start + 1], lexicon).noun
    return first.noun or ("adjective" in first.parts and second)
