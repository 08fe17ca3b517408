"""Nouns for what has a title or a wording (*film*, *roman*, *slogan*), behind which a capital or a quotation means nothing."""

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


def titled(token: "Token", lexicon: Lexicon) -> bool:
    """True for a noun for something that has a title."""
    return any(reading.pos == "noun" and reading.lemma in TITLES for reading in readings(lexicon, token))
