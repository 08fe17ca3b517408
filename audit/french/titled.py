"""Nouns for what has a title or a wording (*film*, *roman*, *slogan*), behind which a capital or a quotation means nothing,
and what has a capital as an act, an institution or an office.
"""

from typing import TYPE_CHECKING

from audit.french.grammar import readings
from audit.french.lexicon import Lexicon
from audit.french.words import words

if TYPE_CHECKING:
    from audit.french.parsed import Token

TITLES = words(
    """
    slogan phrase titre chanson film livre album mot message question cri émission programme refrain série mention
    formule campagne pancarte roman pièce documentaire single tube hashtag inscription banderole tweet texte adage
    devise proverbe maxime
    """
)

# What laws and treaties write with a capital (*le présent Article*, *le Tarif des douanes*).
ACTS = words("article articles partie parties puissance puissances tarif décret règlement rapport protocole arrêté")
CHARGED = words("ministre ministres ministère ministères secrétaire secrétariat portefeuille")
BEFORE = words("de d' du des la l' les")
BREAKS = frozenset(",;:.(")
FAR = 16  # words looked through


def titled(token: "Token", lexicon: Lexicon) -> bool:
    """True for a noun for something that has a title."""
    return any(reading.pos == "noun" and reading.lemma in TITLES for reading in readings(lexicon, token))


def official(token: "Token") -> bool:
    """True for an act of law, a name whose initials follow (*les Règles pour le contenu du Web (RCW)*), and the second thing
    that a minister is in charge of (*le ministre de la Santé publique et de la Lutte contre*)."""
    opened = next((t for t in token.doc[token.i + 2 : token.i + FAR] if t.text in BREAKS), token)
    initials = opened.nbor(1).text if opened.text == "(" and opened.i + 1 < len(token.doc) else ""
    back = list(reversed(token.doc[max(0, token.i - FAR) : token.i]))
    links = {t.norm for t in back[:4]} & {",", "et"} and any(t.text[0].isupper() for t in back[3:])
    charged = links and back[0].norm in BEFORE and any(t.norm in CHARGED for t in back)
    return token.norm in ACTS or (len(initials) > 1 and initials.isupper()) or bool(charged)
