"""Names of the English-speaking world that stand in an article as a dictionary renders them (*Date limite* for Deadline).

A rendering is only words, so that its place decides: where French has a name, with a capital, and no determiner. An article
that is known to be machine-translated is doubted sooner: it says so, or has a name that is beyond doubt.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from audit.french.grammar import quoted
from audit.french.lexicon import Lexicon
from audit.french.title_case import english_title
from audit.french.words import THE, words
from audit.naming.gazetteer import JOINED, Entry, Kind, Rank, load_gazetteer, normal
from audit.naming.names import Names, capitalised, starts, unaccented
from audit.naming.standing import WITH_ARTICLE, Doubt, Place, has_article
from audit.naming.translated_surnames import translated_surname

if TYPE_CHECKING:
    from audit.french.parsed import Doc, Span, Token


FAMILY = words("fils filles frères sœurs soeurs père")
LONG = 5  # letters of a rendering that a small word may have run into
NAME_ENDS = words("a et est")  # what names of one word end in (*Carnavalet*)
LIKELY = 2  # names that may be translated, each of which speaks for the other


@dataclass(frozen=True, slots=True)
class Translated:
    """A rendering in a sentence, in code points, and the name it stands for where only one is likely."""

    start: int
    end: int
    name: str | None


@lru_cache(1)
def names_damaged(names: Names, lexicon: Lexicon) -> bool:
    """True for an article with a name that is translated beyond doubt, or with two that may be; asked once a sentence."""
    if any(True for doc in names.docs for _ in translated_names(doc, names, lexicon, suspect=False)):
        return True
    likely = {found.name for doc in names.docs for found in translated_names(doc, names, lexicon, suspect=True)}
    return len(likely - {None}) >= LIKELY


def translated_names(sentence: "Doc", names: Names, lexicon: Lexicon, suspect: bool) -> Iterator[Translated]:
    """The translated names of a sentence, none inside another, in reading order."""
    end = 0
    for token in () if english_title(sentence, lexicon, names) else sentence:
        if token.idx < end or of_family(token) or not (token.text[0].isupper() or _titled(token)):
            continue
        found = _listed(token, names, lexicon, suspect) or _person(token, names, lexicon, suspect)
        if found:
            end = found.end
            yield found


def of_family(token: "Token") -> bool:
    """*Houblon & Fils*, *Dupont et Filles*: the family in the name of its firm."""
    named = token.i > 1 and token.norm in FAMILY and token.nbor(-1).text in {"&", "et"}
    return named and capitalised(token.nbor(-2))


def _listed(token: "Token", names: Names, lexicon: Lexicon, suspect: bool) -> Translated | None:
    """The longest rendering of a known name that begins here and stands like a name."""
    for end, entries in load_gazetteer().renderings(token.doc.text, token.idx):
        stop = end + (token.doc.text[end : end + 1] == ".")  # *au Cercle K.*
        span = token.doc.char_span(token.idx, end) or token.doc.char_span(token.idx, stop)
        if span is None:
            if (glued := _glued(token, end, entries, lexicon)) is not None:
                return glued
            continue
        trusted = suspect or any(_in_article(entry.name, names) for entry in entries)
        if not _capital_changed(span, entries, lexicon, trusted):
            continue
        doubt = Doubt(span, lexicon, trusted)
        own = {unaccented(span.text)}  # *Théodore Roosevelt*
        persons = [entry for entry in entries if entry.kind is Kind.PERSON and unaccented(entry.name) in own]
        if fitting := [entry for entry in entries if entry not in persons and doubt.resolves(entry)]:
            return _found(doubt, fitting, names)
    return None


def _titled(token: "Token") -> bool:
    """True behind an article whose capital no sentence calls for (*le magazine L’épicier*)."""
    before = token.nbor(-1) if token.i else None
    return before is not None and before.text[0].isupper() and before.norm in THE and not starts(before)


def _glued(token: "Token", end: int, entries: list[Entry], lexicon: Lexicon) -> Translated | None:
    """*dit Vautourqu’elle*, *Date limitea annoncé*: a rendering that has run into the small word behind it."""
    last = next((other for other in token.doc[token.i :] if other.idx + len(other) > end), token)
    rest, single = last.text[max(0, end - last.idx) :], last is token
    brand = entries[0].rank is Rank.SURE and entries[0].kind in {Kind.BRAND, Kind.MEDIUM}
    joined = rest in JOINED and not (single and rest in NAME_ENDS)
    if (
        not brand
        or not joined
        or (single and starts(token))
        or end - token.idx < LONG
        or lexicon.known(last.text.lower())
    ):
        return None
    return Translated(token.idx, end, entries[0].name if len(entries) == 1 else None)


def _capital_changed(span: "Span", entries: list[Entry], lexicon: Lexicon, trusted: bool) -> bool:
    """True when a word with a capital is not simply the name's own (*Google nuage*), or is French as well (*Place Martin*)."""
    own = {word for entry in entries for word in normal(entry.name).split()}
    titled = _titled(span[0])
    capitals = [normal(token.text) for token in span if capitalised(token) or titled]
    return any(word not in own or (trusted and lexicon.analyses(word)) for word in capitals)


def _in_article(name: str, names: Names) -> bool:
    """True when the article has the name, or its chief word, in English."""
    return all(names.counts[word] for word in name.removeprefix("The ").split()) and not names.common(name)


def _found(doubt: Doubt, entries: list[Entry], names: Names) -> Translated:
    """The finding, with the one name that is likely: what the article has in English, else the only one there is."""
    entry = next((entry for entry in entries if _in_article(entry.name, names)), entries[0])
    alone = len({entry.name.replace(" ", "").lower() for entry in entries}) == 1 or _in_article(entry.name, names)
    start, end, name = doubt.span.start_char, doubt.span.end_char, entry.name
    end -= doubt.span.text.endswith(".") and not name.endswith(".")
    if entry.kind is Kind.PERSON:
        return _changed(doubt.span, name)
    if doubt.before is not None and doubt.before.norm in WITH_ARTICLE:
        if doubt.place() is Place.TITLED and has_article(entry):
            start = doubt.before.idx
        else:
            name = name.removeprefix("The ")
    return Translated(start, end, name if alone else None)


def _changed(span: "Span", name: str) -> Translated:
    """Of a person, the name that changed; both when both did."""
    first, _, last = name.rpartition(" ")
    if normal(span.text).startswith(normal(first) + " "):
        return Translated(span.end_char - len(span[-1]), span.end_char, last)
    if normal(span.text).endswith(" " + normal(last)):
        return Translated(span.start_char, span.end_char - len(last) - 1, first)
    return Translated(span.start_char, span.end_char, name)


def _person(token: "Token", names: Names, lexicon: Lexicon, suspect: bool) -> Translated | None:
    """A French common noun for a surname, and the surname where the article has it."""
    if quoted(token.doc)[token.i] or not translated_surname(token, lexicon, suspect):
        return None
    surname = next((name for name in load_gazetteer().surnames(token.text) if names.counts[name]), None)
    return Translated(token.idx, token.idx + len(token), surname)
