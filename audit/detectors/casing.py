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
    norm,
    only_finite,
    only_participle,
    quoted,
    readings,
)
from audit.french.lexicon import Lexicon
from audit.french.titled import titled
from audit.french.words import words
from audit.naming.names import Names, capitalised, starts
from audit.reason import Reason

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# Small words that begin no name; *Son* and *Tes* may.
FUNCTION = (DETERMINERS.keys() - words("l' son tes")) | words(
    "il elle ils elles et que qui qu' dans pour avec sur se ne n' s' de d' par en après afin comme parce"
)
ELIDED = words("l' d'")
# What a link's text begins with behind a noun; an article begins a sentence.
OPENING = words("dans pour sur avec que qui qu' au aux du se ne n' s' de d' par en après afin parce comme")
APOSTROPHED = ELIDED | {word for word in FUNCTION if word.endswith("'")}
SHORT = words("À A")  # the capitals of one letter that are words
JOINING = words("qui dont mais")
COMPLEMENT = words("de d' du des en , et")
# A word is ordinary when clean French, seen this often, writes it with a capital in less than this share of places.
SEEN, SHARE = 60, 0.002
SHARE_SUBJECT = 0.006  # with its article, right before an auxiliary
SHARE_DISCLOSED = 0.05  # where the article says it is machine-translated, less proof will do
LEADING = words("ADP VERB AUX CCONJ SCONJ DET PRON ADV")  # what a word of the same phrase stands behind ...
BESIDE = {"ADJ": words("ADJ NOUN"), "NOUN": words("ADJ")}  # ... and, by its own kind, what else
SUBJECTS = words("NOUN PROPN ADJ")  # the last word of what a verb has for its subject
BEFORE_VERB = words("se s' ne n'")
REACH = 8  # words around a verb with no other in which it is the clause's own
# Who writes so many common nouns with a capital has a style (*le Ministre*, *le Plan*), not a damaged text.
STYLE = 3
# What is named behind *de* with a capital: what a minister is in charge of (*le ministre du Climat et de la Mobilité*), and
# a street or square (*en place de Grève*).
CHARGED = words("ministre ministres ministère ministères secrétaire secrétariat portefeuille")
STREETS = words("place rue avenue boulevard quai pont porte square impasse faubourg gare station quartier")
PORTFOLIO = words("de d' du des la l' le les et , à au aux délégué déléguée chargé chargée d’état")
FAR = 12  # words back to the minister
GAP = 20  # code points of white space between paragraphs that are looked behind


@detector(category=Category.SPELLING, severity=Severity.MINOR)
def casing(segment: Segment, document: Document, parse: "Doc", lexicon: Lexicon, names: Names) -> Iterator[Hit]:
    if segment.role is Role.HEADLINE or _title_case(parse):
        return
    if document.disclosed_mt and _begins_small(segment, document, parse):
        first = parse[0].text
        why = Reason("the paragraph begins with a small letter, “{word}”", word=first)
        yield Hit(0, len(first), why, first[0].upper() + first[1:])
    share = SHARE_DISCLOSED if document.disclosed_mt else SHARE
    stylistic = not document.disclosed_mt and _stylistic(names, lexicon)
    inside = quoted(parse)
    for token in parse:
        if inside[token.i] or not _stray_capital(parse, token, lexicon):
            continue
        named = _institution(parse, token) or _in_charge(parse, token)
        named = named or (not document.disclosed_mt and _long_name(parse, token))
        ordinary = not stylistic and not named and _ordinary(token, lexicon, names, share)
        function = _behind_comma(parse, token) or _function(parse, token, norm(token), lexicon)
        if ordinary or function or _predicate(parse, token, lexicon):
            why = Reason("“{word}” has a capital in mid-sentence", word=token.text)
            yield Hit(token.idx, token.idx + len(token), why, token.text.lower())


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


def _stray_capital(parse: "Doc", token: "Token", lexicon: Lexicon) -> bool:
    """True for a capital where no sentence begins, and that is no part of a name of several words."""
    capital = capitalised(token) or (token.text[0].isupper() and norm(token) in APOSTROPHED) or token.text in SHORT
    place = _lonely(parse, token) or _article_of_link(parse, token, lexicon) or _predicate(parse, token, lexicon)
    return capital and not starts(token) and (place or _behind_comma(parse, token))


def _behind_comma(parse: "Doc", token: "Token") -> bool:
    """True for a relative or *mais* behind a comma, whatever names stand around (*Ann Lee, Qui a soigné*)."""
    after = parse[token.i + 1 : token.i + 2]
    return norm(token) in JOINING and token.i > 0 and parse[token.i - 1].text == "," and after.text.islower()


def _title_case(parse: "Doc") -> bool:
    words = [token for token in parse if token.is_alpha and len(token) > 3]
    return len(words) > 2 and sum(token.text[0].isupper() for token in words) > 0.5 * len(words)


def _lonely(parse: "Doc", token: "Token") -> bool:
    """True when none of the two words on either side has a capital."""
    around = [parse[i] for i in (token.i - 2, token.i - 1, token.i + 1, token.i + 2) if 0 < i < len(parse)]
    return not any(other.text[0].isupper() for other in around)


def _article_of_link(parse: "Doc", token: "Token", lexicon: Lexicon) -> bool:
    """True for the article of a link's text all in capitals (*par La Compositrice Ida Renn*)."""
    if token.i + 2 >= len(parse) or norm(token) not in DETERMINERS:
        return False
    noun, last = parse[token.i + 1], parse[token.i + 2]
    return capitalised(noun) and capitalised(last) and _hardly_a_name(noun.text, lexicon)


def _function(parse: "Doc", token: "Token", word: str, lexicon: Lexicon) -> bool:
    """True for a small word that a preposition, verb or conjunction leads to; behind a noun it begins a joined sentence."""
    before, after = parse[token.i - 1], parse[token.i + 1] if token.i + 1 < len(parse) else None
    if after is None or not after.is_alpha or not after.text[0].islower():
        return False
    if word == "une" and norm(before) in {"la", "sa"}:
        return False  # a newspaper's front page
    if word == "à":
        return before.is_alpha and before.text.islower()
    if word in FUNCTION and not titled(before, lexicon):
        return before.pos_ in LEADING or (word in OPENING and before.pos_ in {"NOUN", "ADJ"} and before.text.islower())
    return word in ELIDED | {"son"} and before.pos_ in {"ADP", "VERB"} and after.pos_ == "NOUN"


def _predicate(parse: "Doc", token: "Token", lexicon: Lexicon) -> bool:
    """True for the verb of a subject right before it, a name too (*Ann Lee A retiré*, *le journal Suggère*)."""
    before, after = parse[token.i - 1], parse[token.i + 1] if token.i + 1 < len(parse) else None
    if after is None or not (after.text[0].islower() or after.is_punct) or before.pos_ not in SUBJECTS:
        return False
    if before.text.islower() and not lexicon.known(before.text):
        return False  # *le Corriere della Sera*
    if norm(token) in BEFORE_VERB:
        return finite_here(lexicon, after)
    perfect = form_of(lexicon, token, "avoir") and only_participle(lexicon, after)
    plain = only_finite(lexicon, token) and _third(lexicon, token) and _hardly_a_name(token.text, lexicon)
    around = (t for t in parse[max(0, token.i - REACH) : token.i + REACH] if t != token and t != after)
    return (perfect or plain) and not any(finite_here(lexicon, other) for other in around)


def _third(lexicon: Lexicon, token: "Token") -> bool:
    return any(reading.person == "3" for reading in readings(lexicon, token))


def _hardly_a_name(word: str, lexicon: Lexicon, share: float = SHARE) -> bool:
    """True for a word that clean French knows well and hardly ever writes with a capital."""
    case = lexicon.case(word)
    return case.lower + case.capital >= SEEN and case.capital <= share * (case.lower + case.capital)


def _long_name(parse: "Doc", token: "Token") -> bool:
    """True before a number, and for a noun whose complement has a capital (*la Place de la Nation*, *la Partie 3*)."""
    after = parse[token.i + 1 : token.i + 6]
    if len(after) == 0 or not (after[0].like_num or norm(after[0]) in COMPLEMENT or after[0].pos_ == "VERB"):
        return token.i == 1
    return after[0].like_num or token.i == 1 or any(other.text[0].isupper() for other in after)


def _institution(parse: "Doc", token: "Token") -> bool:
    """True before an adjective, as in *la Police judiciaire*."""
    return token.i + 1 < len(parse) and parse[token.i + 1].pos_ == "ADJ"


def _in_charge(parse: "Doc", token: "Token") -> bool:
    """True for what a minister is in charge of, and for the name of a street."""
    back = list(reversed(parse[max(0, token.i - FAR) : token.i]))
    head = next((t for t in back if norm(t) not in PORTFOLIO and not t.text[0].isupper() and t.pos_ != "ADJ"), token)
    near = all(norm(t) in COMPLEMENT | {"la", "l'", "les"} for t in parse[head.i + 1 : token.i])
    return head.i + 1 < token.i and (norm(head) in CHARGED or (near and norm(head) in STREETS))


def _ordinary(token: "Token", lexicon: Lexicon, names: Names, share: float) -> bool:
    """True for a word that clean French, and this article elsewhere, hardly ever write with a capital."""
    before, kinds = token.nbor(-1), {reading.pos for reading in lexicon.analyses(token.text.lower())}
    if token.pos_ != "ADJ" and {"noun", "adjective"} <= kinds:
        return False  # an inhabitant: *une Portugaise*
    if not before.is_alpha or before.pos_ not in LEADING | BESIDE.get(token.pos_, frozenset()):
        return False
    after = token.nbor(1) if token.i + 1 < len(token.doc) else token
    subject = norm(before) in DETERMINERS and after.pos_ == "AUX"  # *la Course a été*
    return names.counts[token.text] < 2 and _hardly_a_name(token.text, lexicon, max(share, SHARE_SUBJECT * subject))
