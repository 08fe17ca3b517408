"""What a person is by office, in English order (*le voyage expert Ann Lee*, *UE chef de*), or with no article before a name."""

from typing import TYPE_CHECKING

from audit.finding import Hit
from audit.french.agreeing import Features, adjective_features, called_for, clash, noun_features
from audit.french.bare_nouns import person
from audit.french.clauses import aside_end
from audit.french.grammar import DETERMINERS, finite_here, is_name, is_noun, readings
from audit.french.lexicon import Lexicon
from audit.french.noun_order import OFFICES, bare_noun, elided
from audit.french.words import words
from audit.naming.names import capitalised
from audit.reason import Reason

if TYPE_CHECKING:
    from audit.french.parsed import Span, Token

# What a clause or an apposition begins behind.
BREAKS = words(", » ” – — ;")
OF, ARTICLES = words("de d' du des à au aux"), words("l' la le les")
FORMER = words("ancien ancienne futur future")
COMPLEMENT = 5  # words of *de la police municipale*, and the name's first
INITIALS = 6  # letters of *OTAN*, *UNESCO*


def office_behind(noun: "Token", lexicon: Lexicon) -> Hit | None:
    """*le voyage expert Ann Lee*, *la chaîne président, Tom Curtis*: what a person is, behind what it is in."""
    if not 0 < noun.i < len(noun.doc) - 2 or noun.nbor(-1).norm not in DETERMINERS or noun.norm in OFFICES:
        return None
    determiner, office = noun.nbor(-1), noun.nbor(1)
    if office.norm not in OFFICES or not (noun.text + office.text).islower() or len(noun) < 3:
        return None
    kinds = {reading.pos for reading in readings(lexicon, noun)}
    own, has = adjective_features(lexicon, noun), noun_features(lexicon, office)
    if own and has and "adjective" in kinds and not clash(own, has):
        return None  # *une solide candidate*
    disagrees, agrees = _clashes(determiner, noun, lexicon), not _clashes(determiner, office, lexicon)
    if kinds & {"pron", "det", "prep"} or (not (disagrees and agrees) and ("adjective" in kinds or not _named(office))):
        return None
    why = Reason("“{phrase}” keeps the English order: French has the office first", phrase=f"{noun.text} {office.text}")
    repair = None
    if disagrees and agrees:
        repair = f"{determiner.text} {office.text} {elided('d', noun.text)}{noun.text}"
    elif not agrees and determiner.norm == "la":
        repair = f"{_article(office, lexicon)}{office.text} de la {noun.text}"
    return Hit(determiner.idx, office.idx + len(office), why, repair)


def offices_in_a_row(noun: "Token") -> Hit | None:
    """*auteur docteur Sean Wharton*, *Météorologue chef Ann Lee*: two offices, with nothing between, before a name."""
    if noun.i + 3 > len(noun.doc) or noun.norm not in OFFICES or noun.nbor(1).norm not in OFFICES:
        return None
    second = noun.nbor(1)
    if not is_name(noun.doc[second.i + 1]) or not second.text.islower():
        return None
    why = Reason("“{phrase}” keeps the English order", phrase=f"{noun.text} {second.text}")
    return Hit(noun.idx, second.idx + len(second), why)


def house_before_office(office: "Token") -> Hit | None:
    """*UE chef de la diplomatie*, *, États-Unis Président Joe Biden*: at the head of a clause, with no article."""
    if office.norm not in OFFICES or not 0 < office.i < len(office.doc) - 1:
        return None
    house = office.nbor(-1)
    if house.i > 0 and not house.nbor(-1).is_punct:
        return None
    initials = house.text.isupper() and house.is_alpha and 1 < len(house) <= INITIALS
    titled = office.text[0].isupper() and capitalised(house) and is_name(office.nbor(1))
    if house.norm in DETERMINERS or house.norm in OFFICES or not (titled or (initials and office.text.islower())):
        return None
    why = Reason(
        "“{phrase}” keeps the English order of a house before its office", phrase=f"{house.text} {office.text}"
    )
    return Hit(house.idx, office.idx + len(office), why)


def bare_title(noun: "Token", lexicon: Lexicon) -> Hit | None:
    """*», directeur créatif Sam Fields a dit*, *Président Joe Biden a signé*: a title with no article, then a subject."""
    former = noun.i == 1 and noun.nbor(-1).norm in FORMER and person(noun, lexicon)
    opens = (noun.i == 0 or noun.nbor(-1).text in BREAKS or former) and noun.norm != "feu"  # *feu Jean Rey avait su*
    title = noun.norm in OFFICES and noun.text[0].isupper()
    if not opens or not (title or (noun.pos_ == "NOUN" and noun.text.islower() and noun.i > 0)):
        return None
    name = _person_behind(noun, noun.i == former, lexicon)
    if name is None or not bare_noun(lexicon, noun):
        return None
    if not finite_here(lexicon, noun.doc[min(aside_end(noun.doc, name.end, lexicon), len(noun.doc) - 1)]):
        return None
    first = noun.doc[0] if former else noun
    article = elided("l", first.text, "la " if lexicon.genders(noun.text) == {"f"} else "le ")
    why = Reason("“{noun}” before a name that is a subject takes an article in French", noun=noun.text)
    subject = f"{article}{first.text.lower()}{noun.doc.span(first.i, name.end).text[len(first) :]}"
    return Hit(first.idx, name.end_char, why, subject if first.i else subject[0].upper() + subject[1:])


def _named(office: "Token") -> bool:
    """True when a name follows, or a comma and a name of two words."""
    after = office.doc[office.i + 1 : office.i + 4]
    return is_name(after[0]) or (after[0].text == "," and len(after) == 3 and all(map(is_name, after[1:])))


def _clashes(determiner: "Token", noun: "Token", lexicon: Lexicon) -> bool:
    return bool(clash(called_for(determiner), noun_features(lexicon, noun) or Features()))


def _article(noun: "Token", lexicon: Lexicon) -> str:
    return elided("l", noun.text, "la " if lexicon.genders(noun.text) == {"f"} else "le ")


def _ends_complement(field: "Token", lexicon: Lexicon) -> bool:
    """True for the *police* of *chef de la police*, and the *Logement* of *secrétaire au Logement*."""
    charge = field.nbor(-1).norm in OF | ARTICLES and is_noun(lexicon, field)
    return field.pos_ in {"NOUN", "ADJ"} or charge


def _person_behind(noun: "Token", opens: bool, lexicon: Lexicon) -> "Span | None":
    """The name of two words or more behind a title, with its adjectives or *de la police*, when something follows it."""
    parse, start = noun.doc, noun.i + 1
    if opens and noun.nbor(1).norm in OF and start + 2 < len(parse):  # *Chef de la police Ann Lee*
        rest = parse[start + 1 : start + COMPLEMENT]
        start = next((t.i for t in rest if t.text[0].isupper() and _ends_complement(t.nbor(-1), lexicon)), len(parse))
    while start < len(parse) and parse[start].pos_ == "ADJ" and parse[start].text.islower():
        start += 1
    end = start
    while end < len(parse) and is_name(parse[end]):
        end += 1
    return parse.span(start, end) if start + 2 <= end < len(parse) else None
