"""Adjectives that clean French, as counted, all but never has behind a noun they do not belong to (*une dette public*)."""

from functools import cache, lru_cache
from typing import Any

import marisa_trie

from audit.french.agreeing import Features
from audit.french.lexicon import Lexicon
from audit.integrity import RESOURCES, intact


def attached(noun: str, adjective: str, lexicon: Lexicon) -> bool:
    """True where an adjective behind this noun is of no other noun (*dette*, *public*; not *projet*, *adjoint*)."""
    described = describing(adjective, lexicon)
    return described is not None and f"{key(noun, lexicon)}\t{described[0]}" in _pairs()


@cache
def _pairs() -> Any:
    return marisa_trie.Trie().mmap(str(intact(RESOURCES / "attached.marisa")))


@lru_cache(1 << 15)
def key(noun: str, lexicon: Lexicon) -> str:
    """The lemma of a noun, the first where it may be of several."""
    return min((r.lemma for r in lexicon.form(noun).readings if r.pos == "noun"), default=noun)


@lru_cache(1 << 15)
def describing(word: str, lexicon: Lexicon) -> tuple[str, Features] | None:
    """The lemma, gender and number of an adjective or past participle that is no conjugated verb or small word."""
    found = lexicon.form(word).readings
    agreeing = [r for r in found if r.pos == "adjective" or (r.mood, r.tense) == ("participle", "past")]
    if not agreeing or any(r not in agreeing and r.pos != "noun" for r in found):
        return None
    genders, numbers = {r.gender for r in agreeing}, {r.number for r in agreeing}
    only = Features(genders.pop() if len(genders) == 1 else "", numbers.pop() if len(numbers) == 1 else "")
    return min(r.lemma for r in agreeing), only
