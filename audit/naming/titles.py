"""Titles that were translated though nobody has them in a list, in an article that is machine-translated for sure."""

from typing import TYPE_CHECKING

from audit.french.common_nouns import ordinary
from audit.french.lexicon import Lexicon
from audit.french.words import CLOSING, OF, words
from audit.naming.doubted import QUOTES, plain
from audit.naming.gazetteer import load_gazetteer
from audit.naming.names import capitalised

if TYPE_CHECKING:
    from audit.french.parsed import Span, Token

# Nouns of which French translates no names; films and books may have another title in French. *start-up* is parted.
KEPT = words("chanson tube single album podcast balado infolettre newsletter startup up")


def titled_work(first: "Token", lexicon: Lexicon) -> "Span | None":
    """*la saison de Les doublures*, *la chanson « Voile noir »*: a title that begins with this word."""
    return _led_title(first, lexicon) or _kept_title(first, lexicon)


def _kept_title(first: "Token", lexicon: Lexicon) -> "Span | None":
    """*la chanson « Voile noir »*: common words, behind a noun of which French translates no names."""
    if first.i < 2 or not capitalised(first):
        return None
    parse, opened = first.doc, first.nbor(-1).text in QUOTES
    if parse[first.i - 1 - opened].norm not in KEPT or not ordinary(first, lexicon):
        return None
    end = first.i + 1
    while end < len(parse) - 1 and parse[end].text.islower():
        joined = parse[end].norm in OF | {"et"} and parse[end + 1].pos_ == "NOUN"
        if not joined and parse[end].pos_ not in {"ADJ", "NOUN"}:
            break
        end += 1 + joined
    if end >= len(parse):
        return None
    whole = parse[end].text in CLOSING if opened else not parse[end].text[0].isupper()
    surname = end == first.i + 1 and load_gazetteer().surname(first.text)
    return parse.span(first.i, end) if whole and not surname else None


def _led_title(article: "Token", lexicon: Lexicon) -> "Span | None":
    """*la saison de Les doublures*: behind what good French makes one word with its article."""
    noun = article.doc[article.i + 1 : article.i + 2]
    led = (
        article.norm in {"le", "les"}
        and capitalised(article)
        and article.i > 0
        and article.nbor(-1).norm in {"de", "à"}
    )
    title = led and len(noun) == 1 and noun[0].text.islower() and plain(noun[0], lexicon)
    return article.doc.span(article.i, article.i + 2) if title else None
