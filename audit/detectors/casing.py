"""A capital that French does not have: of a link's text (*pour La société*), of English (*en Mars*, *un auteur Français*), of
each word of an English headline.

Silent at the start of sentences, quotations and list items, about names and titles (*Le Monde*, *La Rochelle*, *l’État*, a
quoted title), feasts, peoples, offices, and words that clean French often writes with a capital, and about lines of names.
"""

from collections.abc import Collection, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from audit.detectors.registry import detector
from audit.document import Document, Role, Segment
from audit.finding import Category, Hit, Severity
from audit.french.clauses import word_at
from audit.french.english_capitals import english_capital
from audit.french.grammar import (
    DETERMINERS,
    finite_here,
    form_of,
    is_noun,
    only_finite,
    only_infinitive,
    only_participle,
    quoted,
    readings,
    verb_lemmas,
)
from audit.french.lexicon import Lexicon
from audit.french.que import SAYING
from audit.french.tenses import DAYS, MONTHS
from audit.french.title_case import english_title, sentence_case
from audit.french.titled import titled
from audit.french.words import THE, words
from audit.naming.doubted import WORKS, on_screen
from audit.naming.names import Names, capitalised, starts
from audit.naming.ordinary import INDEFINITE, LEADING, hardly_a_name, ordinary_word
from audit.naming.translated_names import names_damaged
from audit.reason import Reason

if TYPE_CHECKING:
    from audit.french.parsed import Doc, Token

# Small words that begin no name; *Son* and *Tes* may.
FUNCTION = (DETERMINERS.keys() - words("l' son tes")) | words(
    "je tu il elle nous vous ils elles et que qui qu' dans pour avec sur se ne n' s' de d' par en après afin comme parce"
    " à pendant"
)
ELIDED = words("l' d'")
NAMING = words("comme quand")  # *quand Les Doublures sort*
# What a link's text begins with behind a noun; an article begins a sentence.
OPENING = words("dans pour sur avec que qui qu' au aux du se ne n' s' de d' par en après afin parce comme")
LINKING = words(
    "puis comment où car ainsi pendant contre chez sans sous depuis selon malgré entre vers la le les un une des l' d'"
)
CONJUNCTIONS = words("que qu' si quand lorsque puisque comme et mais où dont")
APOSTROPHED = ELIDED | {"j'"} | {word for word in FUNCTION if word.endswith("'")}
TO_NAMES = words("sur dans avec du au à chez par")
SHORT = words("À A")  # the capitals of one letter that are words
JOINING = words("qui dont mais")
SUBJECTS = words("NOUN PROPN ADJ")  # the last word of what a verb has for its subject
BEFORE_VERB = words("se s' ne n'")
REACH = 8  # words around a verb with no other in which it is the clause's own
STYLE = 3  # common nouns with a capital from which an article has a style (*le Ministre*, *le Plan*)
CLAUSE = 4  # words from which a clause may be one
PRONOUNS = words("je il elle on nous ils elles")
ADDRESSED = words("monsieur madame messieurs mesdames cher chère chers chères")  # *Monsieur le Préfet, Je vous écris*
YOURS = words("vous votre vos")
GAP = 20  # code points of white space between paragraphs that are looked behind


@detector(category=Category.SPELLING, severity=Severity.MINOR)
def casing(
    segment: Segment, document: Document, parse: "Doc", lexicon: Lexicon, names: Names, suspect: bool
) -> Iterator[Hit]:
    entry = not suspect and segment.opens and segment.text[0].islower()  # *actif propre S’entend de l’actif qui*
    if english_title(parse, lexicon, names):
        why = Reason("the headline has the capitals of an English title")
        yield Hit(0, len(segment.text), why, sentence_case(parse, lexicon, names))
        return
    english = {token: reason for token in parse if (reason := english_capital(token, lexicon, names))}
    for token, of_english in english.items():
        yield Hit(token.idx, token.idx + len(token), of_english, token.text.lower())
    if segment.role is Role.HEADLINE or _title_case(parse, english) or entry:
        return
    if suspect and _begins_small(segment, document, parse):
        first = parse[0].text
        why = Reason("the paragraph begins with a small letter, “{word}”", word=first)
        yield Hit(0, len(first), why, first[0].upper() + first[1:])
    if on_screen(parse):
        return
    inside, style = quoted(parse), not suspect and _stylistic(names, lexicon)
    damaged = suspect or names_damaged(names, lexicon)
    for token in parse:
        if inside[token.i] or token.norm in DAYS | MONTHS or token in english or not _capital(token) or _polite(token):
            continue
        if _stray(parse, token, lexicon, suspect, damaged) or (
            not style and _lone_word(parse, token, lexicon, names, suspect)
        ):
            why = Reason("“{word}” has a capital in mid-sentence", word=token.text)
            repair = None if _may_open_title(token, lexicon, damaged) else _lowered(token, lexicon)
            twice = {token.norm, word_at(parse, token.i - 1)} <= THE  # *le La section*
            led = token.norm in THE and word_at(parse, token.i - 1) in DETERMINERS  # *un Le*: one of the two goes
            yield Hit(parse[token.i - twice].idx, token.idx + len(token), why, None if twice or led else repair)


def _stray(parse: "Doc", token: "Token", lexicon: Lexicon, suspect: bool, damaged: bool) -> bool:
    """True for a small word or verb whose place in the sentence calls for none."""
    if starts(token):
        return _behind_colon(parse, token, lexicon, suspect)
    alone = _stray_capital(parse, token, lexicon, suspect) and (
        _function(parse, token, lexicon, suspect) or _predicate(parse, token, lexicon, suspect)
    )
    return alone or _behind_comma(parse, token, suspect) or (damaged and _behind_name(parse, token, lexicon))


def _lone_word(parse: "Doc", token: "Token", lexicon: Lexicon, names: Names, suspect: bool) -> bool:
    """True for an ordinary word that is no part of a name."""
    if starts(token) or not _stray_capital(parse, token, lexicon, suspect):
        return False
    return ordinary_word(token, lexicon, names, suspect)


def _may_open_title(token: "Token", lexicon: Lexicon, damaged: bool) -> bool:
    """True for what a title may begin with that was translated (*avec L’Amour est aveugle*, *a dit Le journal de l’art*), above
    all where others were."""
    before, article = token.nbor(-1), token.norm in THE
    told = article and bool(verb_lemmas(lexicon, before) & SAYING)
    led = article and (before.text[0].isupper() or before.pos_ in SUBJECTS | {"ADP"} or before.norm in NAMING)
    behind = before.norm in THE or token.norm == "l'"
    return told or behind or (damaged and (led or token.norm == "à" or only_infinitive(lexicon, token)))


def _lowered(token: "Token", lexicon: Lexicon) -> str | None:
    """None for a noun that may be a translated name, and where a sentence may begin whose stop is gone."""
    before, kind = token.nbor(-1), token.norm
    opens = kind in OPENING and before.pos_ in SUBJECTS
    named = token.pos_ in SUBJECTS and is_noun(lexicon, token) and kind not in OPENING
    taken = only_participle(lexicon, token) and finite_here(lexicon, token.nbor(1))  # *la Nourrie abaisse*: *the Fed*
    opens = opens or (kind == "j'" and before.norm not in CONJUNCTIONS)  # *au printemps | J’ai*
    opens = opens or (kind == "à" and before.norm in {"et", "ou"})  # *Barclays et À l’échelle nationale*: a name
    return None if opens or taken or (named and before.norm not in INDEFINITE) else token.text.lower()


def _begins_small(segment: Segment, document: Document, parse: "Doc") -> bool:
    """True for a whole sentence that begins its paragraph in small letters, behind one that had ended."""
    if len(parse) < 7 or not parse[0].is_alpha or not parse[0].text.islower() or segment.text[-1] not in ".!?":
        return False
    before = document.text[max(0, segment.start - GAP) : segment.start].rstrip()
    return segment.opens and (not before or before[-1] in '.!?»”"')


@lru_cache(1)
def _stylistic(names: Names, lexicon: Lexicon) -> bool:
    """True for an article that writes several common nouns with a capital; asked once a sentence, counted once."""
    return sum(hardly_a_name(name, lexicon) for name in names.counts) >= STYLE


def _capital(token: "Token") -> bool:
    """True for a word with a capital first letter, and for the small words that are one letter."""
    return capitalised(token) or (token.text[0].isupper() and token.norm in APOSTROPHED) or token.text in SHORT


def _stray_capital(parse: "Doc", token: "Token", lexicon: Lexicon, suspect: bool) -> bool:
    """True for a capital that is no part of a name of several words."""
    place = (
        _lonely(parse, token)
        or _first_person(token, suspect)
        or _article_of_link(parse, token, lexicon)
        or _predicate(parse, token, lexicon)
    )
    return place or token.text == "À" or (suspect and _before_name(parse, token, lexicon))


def _behind_comma(parse: "Doc", token: "Token", suspect: bool) -> bool:
    """True for a relative or *mais* behind a comma, whatever names stand around (*Ann Lee, Qui a soigné*)."""
    subject = token.norm in PRONOUNS and ADDRESSED.isdisjoint(parse.words)
    joining = token.norm in JOINING or (suspect and (subject or token.norm in LINKING | OPENING))
    return joining and token.nbor(-1).text == "," and parse.span(token.i + 1, token.i + 2).text.islower()


def _behind_colon(parse: "Doc", token: "Token", lexicon: Lexicon, suspect: bool) -> bool:
    """True for a small word behind a semicolon, and in a damaged article for one behind a colon, where a clause stands
    before it that tells nobody's words and no title."""
    mark = token.nbor(-1).text if token.i > CLAUSE else ""
    if (
        mark not in {":", ";"}
        or (mark == ":" and not suspect)
        or not parse.span(token.i + 1, token.i + 2).text.islower()
    ):
        return False
    if token.norm not in FUNCTION | THE and not only_infinitive(lexicon, token):
        return False
    clause = parse[: token.i - 1]
    told = any(verb_lemmas(lexicon, t) & SAYING or titled(t, lexicon) for t in clause[-REACH:])
    return not told and any(finite_here(lexicon, t) for t in clause)


def _polite(token: "Token") -> bool:
    """True for *Vous* and *Votre* where somebody writes to another (*je Vous remercie*, *nous Vous prions*)."""
    return token.norm in YOURS and not {"je", "j'", "nous"}.isdisjoint(token.doc.words)


def _behind_name(parse: "Doc", token: "Token", lexicon: Lexicon) -> bool:
    """True for the article of a link's text behind its owner (*Sony et Google Les unités affirment*), not that of a
    sentence whose stop is gone: no verb stands before it."""
    before, after = parse[token.i - 1], parse.span(token.i + 1, token.i + 2)
    if token.norm not in THE or not capitalised(before) or not after.text.islower():
        return False
    return not any(finite_here(lexicon, other) for other in parse[: token.i]) and any(
        finite_here(lexicon, other) for other in parse[token.i + 2 : token.i + REACH]
    )


def _title_case(parse: "Doc", english: Collection["Token"]) -> bool:
    words = [token for token in parse if token.is_alpha and len(token) > 3 and token not in english]
    return len(words) > 2 and sum(token.text[0].isupper() for token in words) > 0.5 * len(words)


def _lonely(parse: "Doc", token: "Token") -> bool:
    """True when none of the two words on either side has a capital; of a small word's and of *a* what, the very next."""
    if token.i + 1 < len(parse) and parse[token.i + 1].like_num:
        return False  # *la Route 66*
    reach = 1 if token.norm in FUNCTION or parse[token.i - 1].norm in INDEFINITE else 2
    around = [*parse[max(1, token.i - reach) : token.i], *parse[token.i + 1 : token.i + 1 + reach]]
    return not any(other.text[0].isupper() for other in around)


def _article_of_link(parse: "Doc", token: "Token", lexicon: Lexicon) -> bool:
    """True for the article of a link's text all in capitals (*par La Compositrice Ida Renn*)."""
    if token.i + 2 >= len(parse) or token.norm not in DETERMINERS:
        return False
    noun, last = parse[token.i + 1], parse[token.i + 2]
    return capitalised(noun) and capitalised(last) and hardly_a_name(noun.text, lexicon)


def _first_person(token: "Token", suspect: bool) -> bool:
    """True for a subject behind a conjunction (*parce que J’ai*), and where an article is damaged behind any noun (*au
    printemps J’ai*) but that of a work (*le film J’irai*)."""
    if token.norm != "j'":
        return False
    before = token.nbor(-1)
    noun = before.pos_ == "NOUN" and before.text.islower() and before.norm not in WORKS
    return before.norm in CONJUNCTIONS or (suspect and noun)


def _function(parse: "Doc", token: "Token", lexicon: Lexicon, suspect: bool) -> bool:
    """True for a small word that a preposition, verb or conjunction leads to; behind a noun it begins a joined sentence."""
    before, after, word = parse[token.i - 1], parse[token.i + 1] if token.i + 1 < len(parse) else None, token.norm
    if _first_person(token, suspect):
        return True
    if after is None or not after.is_alpha or (word == "une" and before.norm in {"la", "sa"}):
        return False  # a newspaper's front page
    small = before.is_alpha and before.text.islower()
    if word == "à":
        return small
    if suspect and _before_name(parse, token, lexicon):
        return True
    if not after.text[0].islower() or titled(before, lexicon):
        return False
    if word in FUNCTION and before.pos_ in LEADING and (suspect or not before.like_num):
        return True
    if small and before.pos_ in {"NOUN", "ADJ"} and word in (OPENING | LINKING if suspect else OPENING):
        return True
    return word in ELIDED | {"son"} and before.pos_ in {"ADP", "VERB"} and after.pos_ in {"NOUN", "ADJ"}


def _before_name(parse: "Doc", token: "Token", lexicon: Lexicon) -> bool:
    """True for a preposition between a word in small letters and a name (*la collision Du Doña Paz*)."""
    before, after = parse[token.i - 1], parse[token.i + 1 : token.i + 2]
    small = before.is_alpha and before.text.islower() and not titled(before, lexicon)
    return small and token.norm in TO_NAMES and len(after) == 1 and capitalised(after[0])


def _predicate(parse: "Doc", token: "Token", lexicon: Lexicon, suspect: bool = False) -> bool:
    """True for the verb of a subject right before it, a name too (*Ann Lee A retiré*, *le journal Suggère*)."""
    before, after = parse[token.i - 1], parse[token.i + 1] if token.i + 1 < len(parse) else None
    if after is None or not (after.text[0].islower() or after.is_punct):
        return False
    passive = token.i + 2 < len(parse) and parse[token.i + 2].norm == "par"  # *une série A menée par*
    perfect = form_of(lexicon, token, "avoir") and only_participle(lexicon, after) and not passive
    if before.pos_ not in SUBJECTS or (before.text.islower() and not lexicon.known(before.text)):
        return perfect and before.text == ","  # *», A dit le maire*; not *le Corriere della Sera*
    if token.norm in BEFORE_VERB:
        return finite_here(lexicon, after)
    plain = only_finite(lexicon, token) and _third(lexicon, token) and hardly_a_name(token.text, lexicon)
    around = (t for t in parse[max(0, token.i - REACH) : token.i + REACH] if t != token and t != after)
    return (perfect or plain) and (suspect or not any(finite_here(lexicon, other) for other in around))


def _third(lexicon: Lexicon, token: "Token") -> bool:
    return any(reading.person == "3" for reading in readings(lexicon, token))
