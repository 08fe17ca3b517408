"""A title of the other gender than the first name behind it (*l’ancien conseiller Amanda Leduc*)."""

from typing import TYPE_CHECKING

from audit.finding import Hit
from audit.french.agreeing import (
    EPICENE,
    disagreement,
)
from audit.french.grammar import DETERMINERS, readings
from audit.french.lexicon import Lexicon
from audit.naming.names import capitalised

if TYPE_CHECKING:
    from audit.french.parsed import Doc, Token

BEHIND = 2  # adjectives between a title and a name (*le conseiller municipal sortant*)


def titled(parse: "Doc", noun: "Token", lexicon: Lexicon) -> Hit | None:
    """The hit for a masculine title that has a feminine, before a name that only women bear."""
    if noun.pos_ != "NOUN" or not noun.text.islower() or noun.norm in EPICENE or not noun.i:
        return None
    name = next((t for t in parse[noun.i + 1 : noun.i + 2 + BEHIND] if t.pos_ != "ADJ" or capitalised(t)), None)
    if name is None or name.i + 1 >= len(parse) or not (capitalised(name) and capitalised(parse[name.i + 1])):
        return None
    if not only_women(lexicon, name.text) or not _masculine(noun, lexicon):
        return None
    feminine = lexicon.inflect(noun.norm, "noun", gender="f", number="s")
    if feminine is None or feminine == noun.norm:
        return None
    first = noun.i - 1
    while first and parse[first].pos_ == "ADJ":
        first -= 1
    det = parse[first]
    if det.norm not in DETERMINERS.keys() | {","}:
        return None
    return Hit(noun.idx, noun.idx + len(noun), disagreement(noun, name, "gender"), None)


def apposed_to_woman(parse: "Doc", comma: "Token", lexicon: Lexicon) -> Hit | None:
    """The hit for what a woman is said to be between commas, in the masculine (*Ann Lee, un chercheur à Lyon,*)."""
    if comma.text != "," or comma.i < 2 or comma.i + 3 >= len(parse):
        return None
    first, last, det, noun = (parse[comma.i + by] for by in (-2, -1, 1, 2))
    if det.norm not in {"un", "le"} or noun.pos_ != "NOUN" or not noun.text.islower() or noun.norm in EPICENE:
        return None
    if not (capitalised(first) and capitalised(last) and only_women(lexicon, first.text)):
        return None
    end = next((t.i for t in parse[noun.i :] if t.is_punct), len(parse))
    listed = first.i > 0 and parse[first.i - 1].norm in {"et", "ou", ",", "&"}
    listed = listed or any(t.norm in {"et", "ou"} for t in parse[noun.i : end + 2])
    feminine = lexicon.inflect(noun.norm, "noun", gender="f", number="s")
    if listed or not feminine or lexicon.genders(noun.norm) == {"f"}:
        return None
    return Hit(det.idx, noun.idx + len(noun), disagreement(noun, first, "gender"))


def only_women(lexicon: Lexicon, form: str) -> bool:
    """True for a name that the lexicon has as a woman's alone."""
    found = [reading for reading in lexicon.analyses(form) if reading.pos == "proper"]
    return bool(found) and all(reading.gender == "f" for reading in found)


def _masculine(noun: "Token", lexicon: Lexicon) -> bool:
    found = readings(lexicon, noun)
    return bool(found) and all(r.gender == "m" and r.number == "s" for r in found if r.pos in {"noun", "adjective"})
