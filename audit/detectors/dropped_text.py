"""Words that are gone, most often a link's (*la société de cherche*, *le maire de avait*, *comme , ou*, *rachat de en 2019*).

Silent about prepositions that French lets meet (*de chez*, *d’après*, *pour dans un mois*, *jusqu’à*), those that may stand
alone (*voter pour*), pronouns that look like articles (*l’un est*), elided forms, verbs that are also nouns (*de recherche*),
and bits of conversation.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from audit.detectors.registry import detector
from audit.document import Document, Role, Segment
from audit.finding import Category, Hit, Severity
from audit.french.agreeing import adjective_features, clash, noun_features
from audit.french.clauses import hyphen_after, word_at
from audit.french.grammar import (
    PREPOSITIONS,
    SUBJECTS,
    can_be_finite,
    finite_here,
    form_of,
    only_finite,
    past_participles,
    readings,
    smoothed,
)
from audit.french.lexicon import Lexicon
from audit.french.lost_content import LIMITS, between, lost_content, small_noun, whole_by_itself
from audit.french.sequences import omission, strangers
from audit.french.words import OF, words
from audit.reason import Reason

if TYPE_CHECKING:
    from audit.french.parsed import Doc, Token

VOWELS = frozenset("aeiouyàâéèêëîïôûœ")
# Words that call for another behind them, whatever it is.
NEEDY = PREPOSITIONS | words("via le la les l' un une et ou comme que qu'")
LINKING = words("après avant pendant durant comme dont où")  # before a mark set off by a space: *comme , ou*
# Behind these no STRANGERS follow directly, but for the ALLOWED pairs.
BEFORE_GAP = words("de du des à au aux chez par")
STRANGERS = words("de à au aux du en dans pour par avec sur sous vers et ou que qu' qui mais")
ALLOWED = words(
    """
    de+par de+sous de+sur de+vers de+dans de+pour de+avec de+qui de+que de+du à+par à+de à+en à+qui à+que à+du
    par+de par+à par+où par+sur par+dans par+qui chez+qui
    """
)
PAIRING = words("entre dans vers sous sur chez par de à en")  # prepositions that *et* never follows
VERSES = words("en de des les ces ses quelques le un ce chaque")  # before which lines of poetry may be meant
GAPPED = words("sous via vers malgré")  # nor these, which no preposition follows directly
BEHIND_GAP = words("avec en pour par sur sous vers à de")
LINKED = words("hors autour près")  # *dans ou hors du parti*
BEFORE_VERB = words("via sous chez malgré parmi selon dans")  # prepositions that no conjugated verb follows
BEFORE_ONE = words("l' quelqu' chacun seulement numéro ,")  # before *un*, *une* that stand for someone
POSSESSIVES = words("sa son ses leur leurs mon ma mes notre nos cette ces")
AFTER_ARTICLE = words("et ou à de du des dans avec sur par qui")  # what no article stands before
AUXILIARIES = words("est a ont sont")  # nor before these, at the head of a sentence: *l’est*, *le A* are nouns
# Words before which *de* would have been elided, had they been neighbours (not *onze*, *oui*, the *y* of names).
ELIDING = words("en a à au aux et ou est avait ont avec entre après avant")
WHOLE = ("t'en", "t’en", "machine à sous", "machines à sous", "appareil à sous", "appareils à sous")
ASIDE = 8  # words of brackets looked through
ONE = re.compile(r"(?:\bquelqu['’]|\bune? à )une?$", re.IGNORECASE)  # *donner à quelqu’un la clé*, *une à une les*
LISTED = 3  # paragraphs in small letters from which a text is written so: a list, a law, a chat
ARTICLES = words("le la les l' un une")
QUANTITIES = words("beaucoup peu assez trop tant plus moins dizaines centaines milliers")
TWICE = words("le la l'")
BEFORE_NOUN = OF | words("au aux un une chez")


@detector(category=Category.OMISSION, severity=Severity.MAJOR)
def dropped_text(segment: Segment, document: Document, parse: "Doc", lexicon: Lexicon) -> Iterator[Hit]:
    if segment.role is Role.BODY and _no_beginning(segment, parse, lexicon) and not _listed(segment, document):
        yield Hit(0, parse[1].idx + len(parse[1]), Reason("the words before this are gone"))
    for left, right in strangers(segment.text, lexicon):
        pair = segment.text[left.start : right.end]
        whole = segment.text.endswith(WHOLE, 0, left.end) or ONE.search(segment.text[: left.end])
        apart = whole_by_itself(pair, segment.text[: left.start], segment.text[right.end :])
        if omission(left, right) and not whole and not apart:
            first, second = segment.text[left.start : left.end], segment.text[right.start : right.end]
            twice = {first.lower(), second.lower().replace("’", "'")} <= TWICE  # *par le l’autorité*
            one = second.lower() in {"un", "une"}  # *de une*; what is gone between *de* and *a* nobody can tell
            healed = second if twice else smoothed(pair, lexicon) if one else pair
            gone = Reason("words are gone in “{pair}”", pair=pair)
            yield Hit(left.start, right.end, gone, healed if healed != pair else None)
    for token in parse[:-1]:
        after = token.nbor(1)
        end = after.idx + len(after)
        named = token.i and token.text.istitle() and token.nbor(-1).text.istitle()  # *Jack Ma à*
        told = named or small_noun(segment.text[: token.idx], after)
        why = None if told else _gap(token, after, lexicon) or lost_content(token, after, lexicon)
        if why and not segment.text.endswith(WHOLE, 0, end):
            yield Hit(token.idx, end, why)


def _listed(segment: Segment, document: Document) -> bool:
    """True for an entry of a list, which a mark ends, and where other paragraphs begin in small letters as well."""
    before = document.text[: segment.start].rstrip()[-1:]
    small = sum(other.opens and other.text[:1].islower() for other in document.audited)
    return before in {":", ";", ","} or segment.text.rstrip()[-1:] in {";", ","} or small >= LISTED


def _no_beginning(segment: Segment, parse: "Doc", lexicon: Lexicon) -> bool:
    """True for a paragraph that begins in small letters with *et* and a verb, or with a verb: its first words are gone."""
    if len(parse) < 5 or not parse[0].text.islower() or not segment.opens or hyphen_after(parse, parse[0]):
        return False
    first, second = parse[0], parse[1]
    return only_finite(lexicon, first) or (first.norm in {"et", "ou", "mais"} and _verbal(second, lexicon))


def _verbal(token: "Token", lexicon: Lexicon) -> bool:
    return token.norm in {"s'", "se", "ne", "n'"} or only_finite(lexicon, token) or token.pos_ in {"VERB", "AUX"}


def _gap(token: "Token", after: "Token", lexicon: Lexicon) -> Reason | None:
    """Why words must be gone between two neighbours, None when they need not be."""
    if after.text == "(" and _article_before_brackets(token):
        return Reason("“{word}” has no noun before “{after}”: words are gone", word=token.text, after=after.text)
    if token.text == "." and _lost_subject(token, after, lexicon):
        return Reason("a sentence begins with “{verb}”: its subject is gone", verb=after.text)
    if _before_mark(token, after):
        return between(token, after)
    if hyphen_after(after.doc, after):
        return None  # *des en-têtes*
    if not _needy(token) or not after.text[0].isalpha() or token.norm == after.norm:
        return None
    return (
        _orphan_article(token, after, lexicon)
        or _strange_pair(token, after, lexicon)
        or _no_noun(token, after, lexicon)
    )


def _article_before_brackets(article: "Token") -> bool:
    """*la (jadis) l’usine*: an article, an aside in brackets, and another article (but *le (ou la) maire*)."""
    if article.norm not in {"le", "la", "les", "un", "une"}:
        return False
    aside = article.doc[article.i + 2 : article.i + ASIDE]
    closing = next((token for token in aside if token.text == ")"), None)
    return closing is not None and word_at(article.doc, closing.i + 1) in ARTICLES


def _lost_subject(stop: "Token", after: "Token", lexicon: Lexicon) -> bool:
    """*… contre le PDG. accusait Martin*: a whole sentence, a stop, then a conjugated verb in small letters."""
    if not after.text[0].islower() or not only_finite(lexicon, after) or past_participles(lexicon, after):
        return False
    if hyphen_after(after.doc, after) or word_at(stop.doc, stop.i - 1) in {"ex", "etc", "cf"}:
        return False  # *. allons-y*
    ordering = after.text.endswith(("z", "ons")) and any(
        reading.mood == "imperative" for reading in readings(lexicon, after)
    )
    return after.norm not in SUBJECTS and not ordering and _has_verb(stop, lexicon)


def _has_verb(end: "Token", lexicon: Lexicon) -> bool:
    """True when the sentence has a conjugated verb before this token."""
    return any(finite_here(lexicon, token) for token in end.doc[: end.i])


def _needy(token: "Token") -> bool:
    """True for a small word that calls for another; not for half of a compound, nor for a sigle (*la DE*)."""
    compound = token.i > 0 and token.nbor(-1).text == "-"
    return token.norm in NEEDY and not compound and not (token.text.isupper() and len(token) > 1)


def _before_mark(token: "Token", after: "Token") -> bool:
    """*comme , ou*, *de .*: a mark set off by a space, as French sets none, where a word must come."""
    if after.text in {",", "."} and token.whitespace_:
        if token.norm == "contre" and word_at(token.doc, token.i - 1) == "par":
            return False
        aside = token.norm in {"et", "ou"} and after.i + 1 < len(after.doc)
        aside = aside and any(other.text == "," for other in after.doc[after.i + 1 :])  # *et , comme il le dit,*
        return token.norm in LINKING or (_needy(token) and token.norm != "que" and not aside)
    return token.norm == "d'" and after.is_punct and _needy(token)


def _orphan_article(token: "Token", after: "Token", lexicon: Lexicon) -> Reason | None:
    """An article before *et* or a preposition, or, at the head of a sentence, before a conjugated verb."""
    if token.norm not in {"le", "la", "les"} or not after.text.islower():
        return None
    third = word_at(after.doc, after.i + 1)
    if after.norm == "ou" and third in {"le", "la", "les", "l'"}:
        return None  # *le ou la ministre*
    first = token.i == 0 and (after.norm in AUXILIARIES or after.norm == "en" or only_finite(lexicon, after))
    if first or after.norm in AFTER_ARTICLE:
        return Reason("“{word}” has no noun before “{after}”: words are gone", word=token.text, after=after.text)
    return None


def _strange_pair(token: "Token", after: "Token", lexicon: Lexicon) -> Reason | None:
    """Two small words that do not meet in French: *de avait*, *par de sa*, *entre et*, *mère de en*."""
    word, following = token.norm, after.norm
    third = word_at(after.doc, after.i + 1)
    limit = following == "au" and third in LIMITS
    if word == "de" and not limit and _never_after_de(after, lexicon):
        return Reason(
            "“{left}” is not elided before “{right}”: words are gone between them", left=token.text, right=after.text
        )
    possessed = word in {"à", "par", "chez", "en"} and following == "de" and third in POSSESSIVES
    joined = following in {"et", "ou"} and third in PREPOSITIONS | LINKED  # *du ou de la*, *par et pour les*
    paired = word in PAIRING and following in {"et", "ou"} and not joined
    strange = not joined and word in BEFORE_GAP and following in STRANGERS and f"{word}+{following}" not in ALLOWED
    strange = strange or (word in GAPPED and following in BEHIND_GAP and token.pos_ == "ADP")
    strange = strange or (word == "selon" and following in BEHIND_GAP - {"de"})
    limit = limit or third == "autres"  # *par entre autres*
    limit = limit or (word == "par" and following == "en" and third in {"haut", "bas", "dessous", "dessus"})
    limit = limit or (word == "du" and following == "pour" and third == "et")  # *la part du pour et du contre*
    if following == "de" and after.i + 1 < len(after.doc) and after.nbor(1).pos_ in {"ADJ", "ADV"}:
        return None  # *vers de nouveaux horizons*
    if word == "vers" and word_at(token.doc, token.i - 1) in VERSES:
        return None  # *rédigée en vers par*
    if following == "vers" and (third == "" or not third[0].isalnum()):
        return None  # *mâchonnait des vers, …*
    if possessed or paired or (strange and after.text.islower() and not limit):
        return between(token, after)
    return None


def _never_after_de(after: "Token", lexicon: Lexicon) -> bool:
    """True for a word before which *de* would have been elided, had they been neighbours."""
    word = after.norm
    if word[0] not in VOWELS or not after.text.islower():
        return False
    return word in ELIDING or (only_finite(lexicon, after) and lexicon.frequency(word) > 100)


def _no_noun(token: "Token", after: "Token", lexicon: Lexicon) -> Reason | None:
    """A preposition or article before a verb: *une étude de publiée*, *le maire de avait*."""
    participle = token.norm == "de" and _participle_alone(after, lexicon)
    if participle or (token.norm in BEFORE_NOUN | BEFORE_VERB and _main_verb(token, after, lexicon)):
        return Reason("“{word}” has no noun before “{after}”: words are gone", word=token.text, after=after.text)
    return None


def _participle_alone(after: "Token", lexicon: Lexicon) -> bool:
    """True for a feminine or plural participle, which no *quelque chose de* explains, and no noun behind it."""
    found = readings(lexicon, after)
    if (
        _before_its_noun(after, lexicon)
        or not after.text.islower()
        or not all(r.mood == "participle" and r.tense == "past" for r in found)
    ):
        return False
    if word_at(after.doc, after.i - 2) in QUANTITIES:
        return False  # *il a beaucoup de répartie*
    if word_at(after.doc, after.i + 1) == "et" and any(r.number == "p" for r in found):
        return False  # *les familles de fusillés et massacrés*
    marked = any(r.gender == "f" or r.number == "p" for r in found)
    return marked and not any(r.gender == "m" and r.number != "p" for r in found)


def _before_its_noun(participle: "Token", lexicon: Lexicon) -> bool:
    """True for a participle used as an adjective (*de supposés complices*)."""
    noun = participle.nbor(1) if participle.i + 1 < len(participle.doc) else None
    if noun is None or noun.pos_ not in {"NOUN", "ADJ"}:
        return False
    has, wanted = noun_features(lexicon, noun), adjective_features(lexicon, participle)
    return has is not None and wanted is not None and not clash(has, wanted)


def _main_verb(token: "Token", after: "Token", lexicon: Lexicon) -> bool:
    """True when a conjugated verb that is nothing else follows, and the sentence had none so far."""
    if not after.text.islower() or after.pos_ not in {"VERB", "AUX"}:
        return False
    word, following = token.norm, after.norm
    if (word in {"un", "une"} and word_at(token.doc, token.i - 1) in BEFORE_ONE) or following in {"revient", "sommes"}:
        return False  # *l’un est*, *le prix de revient*, *le reste des sommes*
    if word in OF and after.pos_ != "NOUN" and _has_subject_before(token, after, lexicon):
        return True
    auxiliary = _auxiliary(after, lexicon)
    if following in {"aura", "vive", "fût", "fûts"} or not (only_finite(lexicon, after) or auxiliary):
        return False
    if word in {"un", "une"} and following in {"est", "a"}:
        return token.i == 0 or token.nbor(-1).pos_ != "NOUN"  # *le niveau un est*
    if word == "d'" and following in {"est", "a"}:
        return following == "a" or bool(token.whitespace_)  # *un vent d’est*
    return word not in {"de", "d'", "un", "une"} or auxiliary or not _has_verb(token, lexicon)


def _auxiliary(verb: "Token", lexicon: Lexicon) -> bool:
    """True for a conjugated form of *avoir* or *être*."""
    form = form_of(lexicon, verb, "avoir") or form_of(lexicon, verb, "être")
    return form and verb.norm not in {"être", "avoir", "avoirs"} and can_be_finite(lexicon, verb)


def _has_subject_before(token: "Token", verb: "Token", lexicon: Lexicon) -> bool:
    """True when the parser takes the verb for a conjugated one whose subject stands before the token."""
    subject = next((child for child in verb.lefts if child.dep_ == "nsubj" and child.i < token.i), None)
    conjugated = verb.morph.get("VerbForm", []) == ["Fin"]
    return subject is not None and conjugated and can_be_finite(lexicon, verb)
