"""What a form can be by all that the lexicon knows of it, told once for the rules that ask it of every word."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from audit.french.lexicon import Analysis

MIXED = frozenset({"noun", "prep"})  # what many present participles are as well (*passant*, *pendant*)


@dataclass(frozen=True, slots=True)
class Form:
    """A form's readings, and what follows from them. What nothing is known of is nothing."""

    readings: "tuple[Analysis, ...]"
    verbs: frozenset[str]  # the infinitives of all verbs that it can be a form of
    participles: "tuple[Analysis, ...]"  # its readings as a past participle
    finite: bool  # it can be a conjugated verb
    gerund: bool  # it can be a present participle
    noun: bool
    only_finite: bool  # it can be nothing else, but an imperative
    only_infinitive: bool
    only_participle: bool  # past, or an adjective
    only_noun: bool
    plain_gerund: bool  # a present participle, and none of MIXED

    @classmethod
    def of(cls, readings: "tuple[Analysis, ...]") -> "Form":
        verbal = [r for r in readings if r.pos == "verb"]
        parts = {r.pos for r in readings}
        moods = {r.mood for r in verbal}
        past = tuple(r for r in verbal if r.mood == "participle" and r.tense == "past")
        finite = any(r.finite for r in verbal)
        gerund = any(r.mood == "participle" and r.tense == "present" for r in readings)
        return cls(
            readings,
            verbs=frozenset(r.lemma for r in verbal),
            participles=past,
            finite=finite,
            gerund=gerund,
            noun="noun" in parts,
            only_finite=bool(readings)
            and all(r.finite or (r.pos == "verb" and r.mood == "imperative") for r in readings),
            only_infinitive=parts == {"verb"} and moods == {"infinitive"},
            only_participle=bool(past) and all(r.mood == "participle" or r.pos == "adjective" for r in readings),
            only_noun=parts == {"noun"},
            plain_gerund=gerund and parts.isdisjoint(MIXED),
        )
