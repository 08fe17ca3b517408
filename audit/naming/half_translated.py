"""French common nouns for one part of an English name, told by the other (*Selle Church*), or by a name beside it."""

from typing import TYPE_CHECKING
from unicodedata import combining, normalize

from audit.french.grammar import readings
from audit.french.lexicon import Lexicon
from audit.french.words import words
from audit.naming.names import capitalised, starts
from audit.naming.translated_surnames import RARELY

if TYPE_CHECKING:
    from audit.french.parsed import Token

# What English names end in, and French has no word or name like.
HEADS = words(
    """
    church college university museum city resorts insurance street bank hospital school library airport bridge hall
    county beach airlines motors foods stores pictures energy systems england britain
    """
)
# What English puts behind the name of an institution and French before it (*le Mercy Hôpital*).
LAST = words("hôpital institut collège musée bibliothèque clinique comté")
HOME = 0.5  # of its sightings in French text, those in English text of a name that is no French one
SEEN = 10  # times in clean French from which its capitals tell
OPEN = words("noun adjective")
LEADING = words("dont chez selon entre avec")  # what a name stands behind with no article


def half_translated(token: "Token", lexicon: Lexicon) -> bool:
    """True for a word that French never writes with a capital, in a name that is English for the rest, or joined to a name."""
    if not capitalised(token) or starts(token):
        return False
    if token.norm in LAST:
        return _last(token, lexicon)
    if not _never_a_name(token, lexicon):
        return False
    before, after = token.nbor(-1), token.doc[token.i + 1 : token.i + 3]
    if not len(after) or capitalised(before):
        return False
    if capitalised(after[0]):
        return after[0].norm in HEADS
    joined = len(after) == 2 and after[0].norm == "et" and _strange(after[1], lexicon)
    return before.norm in LEADING and joined


def _last(token: "Token", lexicon: Lexicon) -> bool:
    """True behind an English name, where no French name of the institution goes on (*Mercy Hôpital General*)."""
    before, after = token.nbor(-1), token.doc[token.i + 1 : token.i + 2]
    if not _strange(before, lexicon) or not before.text.isalpha() or any(map(capitalised, after)):
        return False
    return lexicon.english_frequency(before.text) >= HOME * lexicon.frequency(before.text)


def _never_a_name(token: "Token", lexicon: Lexicon) -> bool:
    case, english = lexicon.case(token.text), lexicon.english(token.text)
    plain = "".join(c for c in normalize("NFD", token.norm) if not combining(c))
    loan = plain != token.norm and lexicon.english_frequency(plain) > 0  # *Café Museum*
    same = loan or any(word == token.norm for word, _ in english)
    if not english or same or case.lower < SEEN or case.capital > RARELY * case.lower:
        return False
    return {reading.pos for reading in readings(lexicon, token)} <= OPEN | {"verb"}


def _strange(token: "Token", lexicon: Lexicon) -> bool:
    """True for a capitalised word that is no French one."""
    return capitalised(token) and not lexicon.known(token.text.lower())
