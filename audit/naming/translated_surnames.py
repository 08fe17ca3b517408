"""French common nouns that stand for the surname of an English speaker, behind a first name (*Kendrick Agneau*)."""

from typing import TYPE_CHECKING

from audit.french.lexicon import Lexicon
from audit.naming.gazetteer import load_gazetteer
from audit.naming.names import capitalised, starts

if TYPE_CHECKING:
    from audit.french.parsed import Token

RARELY, SELDOM = 0.005, 0.05  # share of capitals in clean French from which a word may be somebody's name


def translated_surname(token: "Token", lexicon: Lexicon, suspect: bool) -> bool:
    """True for what an English surname becomes, which no French speaker is called, where a surname stands.

    In an article that is not `suspect` only behind a first name that French has neither as a name nor as a word.
    """
    gazetteer, word = load_gazetteer(), token.text
    if token.i == 0 or not capitalised(token) or not gazetteer.surnames(word) or gazetteer.surname(word):
        return False
    first, case = token.nbor(-1), lexicon.case(word)
    if not capitalised(first) or not gazetteer.english_given(first.text) or _longer(first, token):
        return False
    if case.capital > (SELDOM if suspect else RARELY) * (case.lower + case.capital):
        return False
    return suspect or not (lexicon.known(first.text.lower()) or gazetteer.french_given(first.text))


def _longer(first: "Token", last: "Token") -> bool:
    """True for two words of a name that has more."""
    following = last.doc[last.i + 1 : last.i + 2]
    behind = first.i > 0 and capitalised(first.nbor(-1)) and not starts(first.nbor(-1))
    return behind or any(capitalised(token) or token.text[0] in "-‑" for token in following)
