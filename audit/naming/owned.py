"""Possessives that were translated by themselves (*Celui de Musk* for “Musk’s”)."""

from typing import TYPE_CHECKING

from audit.french.grammar import DETERMINERS
from audit.french.words import words
from audit.naming.names import capitalised, starts

if TYPE_CHECKING:
    from audit.french.parsed import Span, Token

PRONOUNS, OF = words("celui celle ceux celles"), words("de d' du des")


def owned(token: "Token") -> "Span | None":
    """*Celui de Musk*, with a capital that no sentence calls for, or before another."""
    if token.norm not in PRONOUNS or not capitalised(token) or token.i + 2 >= len(token.doc):
        return None
    if token.nbor(1).norm not in OF:
        return None
    end = first = token.i + 2
    while end < len(token.doc) and capitalised(token.doc[end]) and token.doc[end].norm not in DETERMINERS:
        end += 1
    parted = end < len(token.doc) and token.doc[end].text[0].isupper()  # *Celui de Musk Les entreprises*
    return token.doc.span(token.i, end) if end > first and (parted or not starts(token)) else None
