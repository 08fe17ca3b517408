"""Headlines with the capitals of an English title (*Comment Choisir Un Bon Vélo*), and how French writes them."""

import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

from audit.french.english_capitals import NATIONS
from audit.french.grammar import (
    DETERMINERS,
    PREPOSITIONS,
    SUBJECTS,
    only_finite,
    only_infinitive,
    only_participle,
    quoted,
    readings,
)
from audit.french.lexicon import Lexicon
from audit.french.tenses import DAYS, MONTHS
from audit.french.titled import ACTS
from audit.french.words import CLITICS, THE, words
from audit.naming.names import Names, places, starts
from audit.naming.ordinary import BODIES

if TYPE_CHECKING:
    from audit.french.parsed import Doc, Token

DEFINITE = THE | words("du des au aux")
ASKING = words("comment pourquoi quel quelle quels quelles quand où combien")
# Words that no name begins with, and most have in small letters.
SMALL = (
    DETERMINERS.keys()
    | PREPOSITIONS
    | CLITICS
    | SUBJECTS.keys()
    | ASKING
    | words(
        "et ou que qu' qui dont si comme mais ne n' s' d' c' ce pas plus très est sont tout tous toute toutes il on"
    )
)
LEGAL = words("loi code charte convention conditions politique mentions ligue union cour tribunal chambre université")
# Words that French writes in small letters: of a line alone, of a question, of one among such headlines.
LEAST, FEWEST, ALIKE = 4, 3, 2
NAMED = 0.1  # share of capitals in clean French from which a word may be a name
PLACE = 0.02  # ... and a place
COMMON = 50  # sightings in small letters of a word that is no mere name
LONG = 3  # letters of a word that English leaves in small letters
# Names of several common words, as French writes them.
WHOLE = {
    phrase.lower(): phrase
    for phrase in (
        "Nations unies", "Union européenne", "Maison Blanche", "Coupe du monde", "Jeux olympiques", "Moyen-Orient",
        "Banque mondiale", "Assemblée nationale", "Proche-Orient", "Extrême-Orient", "Croix-Rouge", "Moyen Âge",
    )
}  # fmt: skip
PHRASES = re.compile(rf"\b(?:{'|'.join(WHOLE)})\b")


def english_title(parse: "Doc", lexicon: Lexicon, names: Names) -> bool:
    """True for a line with a capital at each long word, small ones and verbs among them; in an article that has such
    headlines, without those too. Not for the name of a body, nor for what ends like a sentence."""
    return _sure(parse, lexicon) or (_likely(parse, lexicon, ALIKE) and _style(names, lexicon))


@lru_cache(1)
def _style(names: Names, lexicon: Lexicon) -> bool:
    return any(_sure(doc, lexicon) for doc in names.docs)


@lru_cache(1 << 10)
def _sure(parse: "Doc", lexicon: Lexicon) -> bool:
    least = FEWEST if parse[0].norm in ASKING else LEAST
    return _likely(parse, lexicon, least) and (
        _verb(parse, lexicon) or any(t.norm in SMALL - THE for t in _inner(parse))
    )


def _inner(parse: "Doc") -> list["Token"]:
    """The words with a capital, but the first and what opens a part of the line."""
    return [token for token in parse if token.text[0].isupper() and not starts(token)]


def _verb(parse: "Doc", lexicon: Lexicon) -> bool:
    return any(only_infinitive(lexicon, token) or only_finite(lexicon, token) for token in _inner(parse))


def _likely(parse: "Doc", lexicon: Lexicon, least: int) -> bool:
    """True for a line whose long words all have a capital, so many of them words that have none in French."""
    words, capitals = [token for token in parse if token.i and token.text[0].isalpha()], _inner(parse)
    if len(capitals) < least or 2 * len(capitals) <= len(words) or parse[-1].text in {".", ";", ","}:
        return False
    if 2 * sum(token.text.isupper() for token in capitals) > len(capitals):
        return False  # capitals throughout
    if any(len(token) > LONG and token.text.islower() and not _left_small(token) for token in words):
        return False
    head = next((token.norm for token in parse if token.norm not in THE), "")
    body = head in BODIES | ACTS | LEGAL and not _verb(parse, lexicon)
    return not body and sum(_ordinary(token, lexicon) for token in capitals) >= least


def _left_small(token: "Token") -> bool:
    """True for a small word, and behind an elided one or a hyphen (*L’argent*)."""
    return token.norm in SMALL or not token.nbor(-1).whitespace_


def _ordinary(token: "Token", lexicon: Lexicon) -> bool:
    letters = token.text.rstrip("'’")
    if letters.isupper() and len(letters) > 1:
        return False  # *NASA*
    if token.norm in SMALL:
        return True
    case = lexicon.case(token.text)
    return lexicon.known(token.lower_) and case.capital <= NAMED * (case.lower + case.capital)


def sentence_case(parse: "Doc", lexicon: Lexicon, names: Names) -> str | None:
    """The line as French writes it, None where a word in it may be a name or not."""
    written, at = "", 0
    named: bool | None = False
    for token in parse:
        named = token.i > 0 and _named(token, lexicon, names, behind=bool(named))
        if named is None or quoted(parse)[token.i]:
            return None
        opens = token.i == 0 or (starts(token) and token.nbor(-1).text in "?!…")
        small = token.text if opens and "-" not in token.text else token.lower_
        written += parse.text[at : token.idx] + (token.text if named else token.text[0] + small[1:] if opens else small)
        at = token.idx + len(token)
    return PHRASES.sub(lambda found: WHOLE[found[0]], written + parse.text[at:])


def _named(token: "Token", lexicon: Lexicon, names: Names, *, behind: bool) -> bool | None:
    """Whether the word keeps its capitals: a name, a sigle, an English word `behind` a name; None where that is open."""
    text = token.text
    if not text[0].isupper():
        return text.isalpha() and not text.islower()  # *iPad*
    if token.norm in SMALL | MONTHS | DAYS or text[-1] in "'’":
        return False
    if len(text) == 1:
        after = token.doc[token.i + 1 : token.i + 2]
        verb = text in "AT" and any(t.text == "-" or only_participle(lexicon, t) for t in after)
        return not verb  # *Y A-T-Il*
    if not text[1:].islower() and "-" not in text:
        return True  # *NASA*, *WhatsApp*, *S23*
    if any(reading.lemma in NATIONS for reading in readings(lexicon, token)):
        return _people(token)
    capital, small = (counts[text] for counts in _usage(names, lexicon))
    if capital or small:
        return capital > small
    case, led = lexicon.case(text), token.nbor(-1).norm
    if not lexicon.known(token.lower_) or (names.known(text) and text not in places()):
        return True if case.lower < COMMON else None
    if behind and not only_finite(lexicon, token) and case.english >= case.french:
        return True  # *Manchester City*
    place = text in places()
    may_name = led in (PREPOSITIONS if place else DEFINITE) and case.capital > (PLACE if place else NAMED) * case.lower
    return None if may_name else False


def _people(token: "Token") -> bool | None:
    """Whether *Français* is a people and no adjective or language; None where it may be one person."""
    before = token.nbor(-1).norm if token.i else ""
    return None if before not in {"les", "des", "aux"} and before in DETERMINERS else before in DETERMINERS


@lru_cache(1)
def _usage(names: Names, lexicon: Lexicon) -> tuple[Counter[str], Counter[str]]:
    """How often the article, such lines aside, has each word inside a sentence with a capital, and with a small letter."""
    tokens = [token for doc in names.docs if not _likely(doc, lexicon, ALIKE) for token in doc if not starts(token)]
    capital = Counter(token.text for token in tokens if token.text[0].isupper())
    return capital, Counter(token.text.capitalize() for token in tokens if token.text.islower())
