"""A capital in mid-sentence, kept from a link's text (*pour La société*, *le Guerre*).

Silent at the start of sentences, quotations and list items, about names and titles (*Le Monde*, *La Rochelle*, *l’État*, a
quoted title), about words that clean French often writes with a capital, and about lines set in title case.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from audit.detectors.registry import detector
from audit.document import Document, Role, Segment
from audit.finding import Category, Hit, Severity
from audit.french.grammar import (
    DETERMINERS,
    finite_here,
    form_of,
    is_noun,
    norm,
    only_finite,
    only_participle,
    quoted,
    readings,
    verb_lemmas,
)
from audit.french.lexicon import Lexicon
from audit.french.titled import titled
from audit.french.words import words
from audit.naming.doubted import NAMED, STREETS, on_screen
from audit.naming.gazetteer import load_gazetteer
from audit.naming.names import Names, capitalised, places, starts
from audit.reason import Reason

if TYPE_CHECKING:
    from audit.french.parsed import Doc, Token

# Small words that begin no name; *Son* and *Tes* may.
FUNCTION = (DETERMINERS.keys() - words("l' son tes")) | words(
    "il elle ils elles et que qui qu' dans pour avec sur se ne n' s' de d' par en après afin comme parce à pendant"
)
ELIDED = words("l' d'")
# What a link's text begins with behind a noun; an article begins a sentence.
OPENING = words("dans pour sur avec que qui qu' au aux du se ne n' s' de d' par en après afin parce comme")
LINKING = words(
    "puis comment où car ainsi pendant contre chez sans sous depuis selon malgré entre vers la le les un une des l' d'"
)
APOSTROPHED = ELIDED | {word for word in FUNCTION if word.endswith("'")}
TO_NAMES = words("sur dans avec du au à chez par")
SHORT = words("À A")  # the capitals of one letter that are words
JOINING = words("qui dont mais")
COMPLEMENT = words("de d' du des en , et")
# A word is ordinary when clean French, seen this often, writes it with a capital in less than this share of places.
SEEN, SHARE = 60, 0.002
SHARE_SUBJECT = 0.006  # with its article, right before an auxiliary
SHARE_DISCLOSED = 0.05  # where the article says it is machine-translated, less proof will do
LEADING = words("ADP VERB AUX CCONJ SCONJ DET PRON ADV NUM")  # what a word of the same phrase stands behind ...
BESIDE = {"ADJ": words("ADJ NOUN"), "NOUN": words("ADJ")}  # ... and, by its own kind, what else
INDEFINITE = words("un une plusieurs quelques certains certaines chaque")  # what no institution stands behind
MONTHS = words("janvier février mars avril mai juin juillet août septembre octobre novembre décembre")
ABOUT = words("fin début mi courant depuis jusqu'en")  # what only a month, of these words, stands behind
RANKS = words("grand grande petit petite saint sainte premier première")  # begin names (*la Grande mosquée*)
LOAN = 2  # sightings in English text from which a word may be English
SUBJECTS = words("NOUN PROPN ADJ")  # the last word of what a verb has for its subject
BEFORE_VERB = words("se s' ne n'")
REACH = 8  # words around a verb with no other in which it is the clause's own
STYLE = 3  # common nouns with a capital from which an article has a style (*le Ministre*, *le Plan*)
# What is named behind *de* with a capital: what a minister is in charge of (*le ministre du Climat et de la Mobilité*), a
# street or square (*en place de Grève*), a holiday.
CHARGED = words("ministre ministres ministère ministères secrétaire secrétariat portefeuille")
NAMING = words("appeler nommer baptiser intituler surnommer rebaptiser")
PORTFOLIO = words("de d' du des la l' le les et , à au aux délégué déléguée chargé chargée d’état")
FAR = 12  # words back to the minister
GAP = 20  # code points of white space between paragraphs that are looked behind


@detector(category=Category.SPELLING, severity=Severity.MINOR)
def casing(
    segment: Segment, document: Document, parse: "Doc", lexicon: Lexicon, names: Names, suspect: bool
) -> Iterator[Hit]:
    if segment.role is Role.HEADLINE or _title_case(parse):
        return
    if suspect and _begins_small(segment, document, parse):
        first = parse[0].text
        why = Reason("the paragraph begins with a small letter, “{word}”", word=first)
        yield Hit(0, len(first), why, first[0].upper() + first[1:])
    share = SHARE_DISCLOSED if suspect else SHARE
    stylistic = not suspect and _stylistic(names, lexicon)
    inside = quoted(parse)
    screen = on_screen(parse)
    for token in parse:
        if screen or inside[token.i] or not _stray_capital(parse, token, lexicon, suspect):
            continue
        named = _in_charge(parse, token) or (
            not suspect and (_before_adjective(parse, token) or _long_name(parse, token))
        )
        strict = _before_adjective(parse, token) or norm(parse[token.i - 1]) in ELIDED  # *les droits de l’Homme*
        least = SHARE if strict else share
        ordinary = not stylistic and not named and _ordinary(token, lexicon, names, least, suspect)
        function = _behind_comma(parse, token, suspect) or _function(parse, token, lexicon, suspect)
        if ordinary or function or (suspect and _month(token)) or _predicate(parse, token, lexicon, suspect):
            why = Reason("“{word}” has a capital in mid-sentence", word=token.text)
            yield Hit(token.idx, token.idx + len(token), why, _lowered(token, lexicon))


def _lowered(token: "Token", lexicon: Lexicon) -> str | None:
    """None for a noun that may be a translated name, and where a sentence may begin whose stop is gone."""
    before, kind = token.nbor(-1), norm(token)
    opens = kind in OPENING and before.pos_ in SUBJECTS
    named = token.pos_ in SUBJECTS and is_noun(lexicon, token) and kind not in MONTHS | OPENING
    return None if opens or (named and norm(before) not in INDEFINITE) else token.text.lower()


def _month(token: "Token") -> bool:
    """True for a month behind a day, or what only a month stands behind (*fin Juin*, *le 3 Mars*): usage in Africa."""
    before = token.nbor(-1)
    return norm(token) in MONTHS and (norm(before) in ABOUT or before.text.isdigit())


def _begins_small(segment: Segment, document: Document, parse: "Doc") -> bool:
    """True for a whole sentence that begins its paragraph in small letters, behind one that had ended."""
    if len(parse) < 7 or not parse[0].is_alpha or not parse[0].text.islower() or segment.text[-1] not in ".!?":
        return False
    before = document.text[max(0, segment.start - GAP) : segment.start].rstrip()
    return segment.opens and (not before or before[-1] in '.!?»”"')


@lru_cache(1)
def _stylistic(names: Names, lexicon: Lexicon) -> bool:
    """True for an article that writes several common nouns with a capital; asked once a sentence, counted once."""
    return sum(_hardly_a_name(name, lexicon) for name in names.counts) >= STYLE


def _stray_capital(parse: "Doc", token: "Token", lexicon: Lexicon, suspect: bool) -> bool:
    """True for a capital where no sentence begins, and that is no part of a name of several words."""
    capital = capitalised(token) or (token.text[0].isupper() and norm(token) in APOSTROPHED) or token.text in SHORT
    place = _lonely(parse, token) or _article_of_link(parse, token, lexicon) or _predicate(parse, token, lexicon)
    place = place or token.text == "À" or (suspect and _before_name(parse, token, lexicon))
    return capital and not starts(token) and (place or _behind_comma(parse, token, suspect))


def _behind_comma(parse: "Doc", token: "Token", suspect: bool) -> bool:
    """True for a relative or *mais* behind a comma, whatever names stand around (*Ann Lee, Qui a soigné*)."""
    after = parse.span(token.i + 1, token.i + 2)
    return (
        norm(token) in (JOINING | LINKING | OPENING if suspect else JOINING)
        and token.i > 0
        and parse[token.i - 1].text == ","
        and after.text.islower()
    )


def _title_case(parse: "Doc") -> bool:
    words = [token for token in parse if token.is_alpha and len(token) > 3]
    return len(words) > 2 and sum(token.text[0].isupper() for token in words) > 0.5 * len(words)


def _lonely(parse: "Doc", token: "Token") -> bool:
    """True when none of the two words on either side has a capital; of a small word's and of *a* what, the very next."""
    reach = 1 if norm(token) in FUNCTION or norm(parse[token.i - 1]) in INDEFINITE else 2
    around = [*parse[max(1, token.i - reach) : token.i], *parse[token.i + 1 : token.i + 1 + reach]]
    return not any(other.text[0].isupper() for other in around)


def _article_of_link(parse: "Doc", token: "Token", lexicon: Lexicon) -> bool:
    """True for the article of a link's text all in capitals (*par La Compositrice Ida Renn*)."""
    if token.i + 2 >= len(parse) or norm(token) not in DETERMINERS:
        return False
    noun, last = parse[token.i + 1], parse[token.i + 2]
    return capitalised(noun) and capitalised(last) and _hardly_a_name(noun.text, lexicon)


def _function(parse: "Doc", token: "Token", lexicon: Lexicon, suspect: bool) -> bool:
    """True for a small word that a preposition, verb or conjunction leads to; behind a noun it begins a joined sentence."""
    before, after, word = parse[token.i - 1], parse[token.i + 1] if token.i + 1 < len(parse) else None, norm(token)
    if after is None or not after.is_alpha or (word == "une" and norm(before) in {"la", "sa"}):
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
    return small and norm(token) in TO_NAMES and len(after) == 1 and capitalised(after[0])


def _predicate(parse: "Doc", token: "Token", lexicon: Lexicon, suspect: bool = False) -> bool:
    """True for the verb of a subject right before it, a name too (*Ann Lee A retiré*, *le journal Suggère*)."""
    before, after = parse[token.i - 1], parse[token.i + 1] if token.i + 1 < len(parse) else None
    if after is None or not (after.text[0].islower() or after.is_punct):
        return False
    perfect = form_of(lexicon, token, "avoir") and only_participle(lexicon, after)
    if before.pos_ not in SUBJECTS or (before.text.islower() and not lexicon.known(before.text)):
        return perfect and before.text == ","  # *», A dit le maire*; not *le Corriere della Sera*
    if norm(token) in BEFORE_VERB:
        return finite_here(lexicon, after)
    plain = only_finite(lexicon, token) and _third(lexicon, token) and _hardly_a_name(token.text, lexicon)
    around = (t for t in parse[max(0, token.i - REACH) : token.i + REACH] if t != token and t != after)
    return (perfect or plain) and (suspect or not any(finite_here(lexicon, other) for other in around))


def _third(lexicon: Lexicon, token: "Token") -> bool:
    return any(reading.person == "3" for reading in readings(lexicon, token))


def _hardly_a_name(word: str, lexicon: Lexicon, share: float = SHARE) -> bool:
    """True for a word that clean French knows well and hardly ever writes with a capital."""
    case = lexicon.case(word)
    return case.lower + case.capital >= SEEN and case.capital <= share * (case.lower + case.capital)


def _long_name(parse: "Doc", token: "Token") -> bool:
    """True before a number, and for a noun whose complement has a capital (*la Place de la Nation*, *la Partie 3*)."""
    after = parse[token.i + 1 : token.i + 6]
    if norm(parse[token.i - 1]) in INDEFINITE:
        return False  # *un Porte-parole de Siemens*
    if len(after) == 0 or not (after[0].like_num or norm(after[0]) in COMPLEMENT or after[0].pos_ == "VERB"):
        return token.i == 1
    return after[0].like_num or token.i == 1 or any(other.text[0].isupper() for other in after)


def _before_adjective(parse: "Doc", token: "Token") -> bool:
    """True for what may be an institution (*la Police judiciaire*)."""
    return token.i + 1 < len(parse) and parse[token.i + 1].pos_ == "ADJ"


def _in_charge(parse: "Doc", token: "Token") -> bool:
    """True for what a minister is in charge of, and for the name of a street."""
    back = list(reversed(parse[max(0, token.i - FAR) : token.i]))
    head = next(
        (t for t in back if norm(t) not in PORTFOLIO and (t.text.islower() or norm(t) in CHARGED) and t.pos_ != "ADJ"),
        token,
    )
    near = all(norm(t) in COMPLEMENT | {"la", "l'", "les"} for t in parse[head.i + 1 : token.i])
    return head.i + 1 < token.i and (norm(head) in CHARGED or (near and norm(head) in STREETS))


def _ordinary(token: "Token", lexicon: Lexicon, names: Names, share: float, suspect: bool) -> bool:
    """True for a word that clean French, and this article elsewhere, hardly ever write with a capital."""
    before, found, word = token.nbor(-1), lexicon.analyses(token.text.lower()), token.text
    if names.counts[word] > 1 or _inhabitant(token, lexicon, suspect) or _own_name(token, lexicon):
        return False
    beside = BESIDE.get(token.pos_, frozenset())
    if suspect and any(reading.mood == "participle" for reading in found):
        beside = BESIDE["ADJ"]
    apart = suspect and before.text == "," and token.pos_ in {"ADJ", "VERB"}
    led = before.is_alpha or norm(before) in ELIDED
    if not apart and not (led and before.pos_ in LEADING | beside):
        return False
    after = token.nbor(1) if token.i + 1 < len(token.doc) else token
    subject = norm(before) in DETERMINERS and after.pos_ == "AUX"  # *la Course a été*
    if suspect and before.is_alpha and _never_a_name(token, after, lexicon, names):
        return True
    return _hardly_a_name(word, lexicon, max(share, SHARE_SUBJECT * subject))


def _never_a_name(token: "Token", after: "Token", lexicon: Lexicon, names: Names) -> bool:
    """True for a French word that clean French has, and never with a capital, and that no English word is like."""
    word = token.text
    if load_gazetteer().surname(word) or names.known(word) or lexicon.case(word).capital:
        return False
    seen = any(lexicon.frequency(reading.lemma) for reading in lexicon.analyses(word.lower()))  # not *les Nuggets*
    title = norm(after) in COMPLEMENT - {","} or lexicon.english_frequency(word) > LOAN  # *la Défenseure du peuple*
    return seen and (norm(token.nbor(-1)) in INDEFINITE or not title)


def _inhabitant(token: "Token", lexicon: Lexicon, suspect: bool) -> bool:
    """True for *une Portugaise*; in a damaged article only where clean French has one of its forms with a capital."""
    found = lexicon.analyses(token.text.lower())
    perfect = token.nbor(-1).pos_ == "AUX" and any(reading.mood == "participle" for reading in found)
    if token.pos_ == "ADJ" or perfect or not {"noun", "adjective"} <= {reading.pos for reading in found}:
        return False
    forms = {token.text, *(reading.lemma.capitalize() for reading in found)}
    return not suspect or any(lexicon.case(form).capital for form in forms)


def _own_name(token: "Token", lexicon: Lexicon) -> bool:
    """True for a newspaper or place (*du Progrès*, *à Bulle*), what is called so, and a rank (*la Cinquième avenue*)."""
    before, after = token.nbor(-1), token.doc[token.i + 1 : token.i + 2]
    if norm(token) in RANKS or norm(token).endswith("ième"):
        return len(after) == 1 and after[0].pos_ == "NOUN"
    back = token.doc[max(0, token.i - 3) : token.i]
    called = any(verb_lemmas(lexicon, other) & NAMING for other in back)
    called = called or (norm(before) in COMPLEMENT and any(norm(other) in NAMED for other in back[:2]))
    place = before.pos_ == "ADP" and token.text in places()
    own = norm(before) not in INDEFINITE and load_gazetteer().french_name(token.text)
    return called or place or own or (norm(token) == "une" and norm(before) in {"la", "sa", "en"})
