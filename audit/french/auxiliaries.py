"""Forms of *avoir* and *être* before a verb, and which of the two it takes (*ont arrivé*)."""

import re
from typing import TYPE_CHECKING

from audit.finding import Hit
from audit.french.agreeing import Features, noun_features
from audit.french.clauses import hyphen_after, word_at
from audit.french.grammar import (
    DETERMINERS,
    VOWELS,
    after_adverbs,
    can_be_finite,
    conjugate,
    finite,
    finite_here,
    form_of,
    infinitive_here,
    one_verb,
    past_participles,
    readings,
    verb_lemmas,
)
from audit.french.lexicon import Lexicon
from audit.french.prepositions import no_infinitive
from audit.french.subjects import subject_of
from audit.french.tenses import MONTHS, told_in
from audit.french.words import OF_A_NOUN, words
from audit.reason import Reason

if TYPE_CHECKING:
    from audit.french.parsed import Doc, Token

DEMONSTRATIVES = words("c' ce ç' - cela ça")  # *c’est jouer avec le feu*
BEFORE_AI = words("j' je l' t' y en")  # what stands before *ai*
PLURAL = words("sont ont étaient avaient")
WAS = words("était étaient")
NOT_AUXILIARIES = words("A as ai soit soient")  # a letter, a card, a sign of speech, a conjunction
# Verbs whose perfect is with *être*, and that have no object.
NEVER_HAVING = words(
    """
    aller arriver partir repartir naître mourir décéder devenir redevenir venir revenir parvenir intervenir survenir
    advenir rester
    """
)
SELDOM_HAVING = words("tomber entrer")  # with an object: *tomber la veste*, *entrer un code*
PLACES = words(
    "à au aux dans de d' du des en sur sous par chez hier lundi mardi mercredi jeudi vendredi samedi dimanche ."
)
BARE = words("avoir ayant")
ELIDED = words("je ne que")
PRONOUNS = {
    "il": Features("m", "s"),
    "elle": Features("f", "s"),
    "ils": Features("m", "p"),
    "elles": Features("f", "p"),
}
# Verbs whose passive tells what happened at once: with *était* and a date, English “was” (but *était estimé en 2010 à*).
AT_ONCE = words(
    """
    inventer créer fonder publier embaucher recruter arrêter interpeller inculper tuer assassiner fusiller élire réélire
    nommer repérer découvrir lancer dévoiler révéler inaugurer signer adopter acheter racheter acquérir condamner
    acquitter licencier limoger renvoyer libérer capturer enlever construire bâtir détruire introduire diagnostiquer opérer
    hospitaliser sauver ratifier promulguer abroger voler dérober expulser extrader évacuer abattre poignarder renverser
    promouvoir récompenser couronner baptiser rejeter approuver
    """
)
SUPPOSING = words("si s' chaque tous toutes souvent toujours parfois")  # *s’il était élu en mai*, *chaque numéro était*
SPANNING = words("depuis avant après jusqu' jusque")
YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
DATED = 9  # words on to a date
REACH = 6  # words back to an object that stands before its verb


def is_auxiliary(parse: "Doc", token: "Token", verb: "Token", lexicon: Lexicon) -> bool:
    """True for a form of *être* or *avoir* in its place; but *c’est jouer*, *ont semble-t-il trouvé*."""
    if (
        token.i == 0
        or (
            token.text in NOT_AUXILIARIES
            and word_at(parse, token.i - 1) not in BEFORE_AI
            and not _subjunctive(parse, token)
        )
        or token.text.startswith("-")
    ):
        return False
    before = token.i - 1 - (word_at(parse, token.i - 1) in {"ne", "n'"})
    if token.pos_ not in {"AUX", "VERB"} or word_at(parse, before) in DEMONSTRATIVES or hyphen_after(parse, verb):
        return False
    if word_at(parse, before) == "qui" and word_at(parse, before - 1) == "ce":
        return False  # *ce qui est bien peu mentir*
    return bool(verb_lemmas(lexicon, token) & {"être", "avoir"}) and can_be_finite(lexicon, token)


def _subjunctive(parse: "Doc", token: "Token") -> bool:
    """True for the *soit* of a clause (*que l’étude soit confier à*), no conjunction."""
    before = [t.norm for t in parse[: token.i]]
    clause = bool({"que", "qu'"} & set(before)) and parse[token.i - 1].pos_ in {"NOUN", "PROPN", "PRON", "ADJ"}
    return token.norm in {"soit", "soient"} and clause and [t.norm for t in parse].count(token.norm) == 1


def with_being(parse: "Doc", token: "Token", verb: "Token", lexicon: Lexicon) -> Hit | None:
    """*ont arrivé*, *a été né*, *avoir devenu*: *avoir* with a verb that takes *être* and has no object, in its perfect or in
    an English passive (*was born*)."""
    been = verb.norm == "été"
    last = after_adverbs(parse, verb.i + 1) if been else verb.i
    if last >= len(parse) or not _takes_being(parse, token, parse[last], lexicon):
        return None
    bare = token.norm in BARE and word_at(parse, token.i - 1) not in DETERMINERS  # *son avoir*
    there = word_at(parse, token.i - 1) == "y"  # *il y a mort d’homme*
    if there or not form_of(lexicon, token, "avoir") or not (bare or is_auxiliary(parse, token, verb, lexicon)):
        return None
    forms = [r for r in readings(lexicon, token) if r.lemma == "avoir" and (finite(r) or bare) and r.pos == "verb"]
    if len(forms) != 1:
        return None
    form, verb = forms[0], parse[last]
    being = lexicon.inflect("être", "verb", mood=form.mood, tense=form.tense, person=form.person, number=form.number)
    why = Reason("“{verb}” takes “être”, not “avoir”", verb=verb.text)
    if been:
        why = Reason(
            "“{phrase}” renders an English passive; French has “être” alone", phrase=f"{token.text} été {verb.text}"
        )
    plain = all(r.gender != "f" and r.number == "s" for r in past_participles(lexicon, verb))
    healed = agreeing_passive(token, verb, lexicon, being) if being and (plain or been) else None
    middle = "".join(t.text_with_ws for t in parse[token.i + 1 : verb.i] if t.norm != "été")
    as_it_is = f"{being} {middle}{verb.text}" if being and (form.number != "p" or not plain) else None
    return Hit(token.idx, verb.idx + len(verb), why, healed or as_it_is)


def _takes_being(parse: "Doc", having: "Token", verb: "Token", lexicon: Lexicon) -> bool:
    """True for the participle of a verb that takes *être*, where it can have no object (*a tombé de l’arbre*, but *la veste*)."""
    lemmas = verb_lemmas(lexicon, verb)
    if not lemmas or not past_participles(lexicon, verb) or can_be_finite(lexicon, verb):
        return False
    if verb.norm in {"partie", "parties"}:
        return False  # *a été partie au procès*, *ont partie liée*
    if lemmas <= NEVER_HAVING:
        return True
    after, before = word_at(parse, verb.i + 1), {t.norm for t in parse[max(0, having.i - REACH) : having.i]}
    placed = after in PLACES and before.isdisjoint({"que", "qu'", "l'", "les"})
    return lemmas <= SELDOM_HAVING and placed and word_at(parse, verb.i - 1) != "été"


def plain_form(token: "Token", verb: "Token", lexicon: Lexicon) -> str | None:
    """The verb in the place of its auxiliary; None behind an apostrophe that it does not suit (*n’est pas préparant*)."""
    number = "p" if token.norm in PLURAL else "s"
    plain = conjugate(lexicon, verb, "3", number)
    past = token.norm in WAS or told_in(verb, lexicon) == "past"
    if past and (lemma := one_verb(lexicon, verb)):  # *was looking for*
        plain = lexicon.inflect(lemma, "verb", mood="indicative", tense="imperfect", person="3", number=number)
    elided = token.i > 0 and token.nbor(-1).text[-1] in "'’"
    middle = verb.doc.span(token.i + 1, verb.i).text_with_ws
    return f"{plain} {middle}".strip() if plain and (plain[0] in VOWELS or not elided) else None


def in_tense_of(being: "Token", verb: "Token", lexicon: Lexicon) -> str | None:
    """The verb in the tense and person of a form of *être* before it, in the imperfect where its sentence tells of the past;
    None where the word before would be elided (*je suis attendant*)."""
    forms = {(r.mood, r.tense, r.person, r.number) for r in readings(lexicon, being) if finite(r) and r.lemma == "être"}
    lemma = one_verb(lexicon, verb)
    if len(forms) != 1 or lemma is None:
        return None
    mood, tense, person, number = forms.pop()
    if tense == "present" and told_in(verb, lexicon) == "past":
        tense = "imperfect"
    plain = lexicon.inflect(lemma, "verb", mood=mood, tense=tense, person=person, number=number)
    before = being.nbor(-1).text if being.i else ""
    elided = before[-1:] in {"'", "’"}
    if not plain or (plain[0] not in VOWELS if elided else plain[0] in VOWELS and before.lower() in ELIDED):
        return None
    return f"{plain} {verb.doc.span(being.i + 1, verb.i).text_with_ws}".strip()


def in_superlative(parse: "Doc", being: "Token", article: "Token", lexicon: Lexicon) -> Hit | None:
    """*est le plus toucher*: an infinitive in the place of the participle behind *le plus*."""
    if article.norm not in {"le", "la", "les"} or word_at(parse, article.i + 1) not in {"plus", "moins", "mieux"}:
        return None
    verb = parse[min(article.i + 2, len(parse) - 1)]
    led = being.norm == "été" or (form_of(lexicon, being, "être") and finite_here(lexicon, being))
    if not led or not infinitive_here(lexicon, verb):
        return None
    repair = None if being.norm == "été" else agreeing_passive(being, verb, lexicon)
    return no_infinitive(being, verb, repair)


def was_done(parse: "Doc", token: "Token", verb: "Token", lexicon: Lexicon) -> Hit | None:
    """*qui était inventé par un moine en 1720*: what happened on a date, where French has the perfect."""
    if token.norm not in WAS or verb.i != token.i + 1 or not verb_lemmas(lexicon, verb) & AT_ONCE:
        return None
    if not past_participles(lexicon, verb) or SUPPOSING & {t.norm for t in parse[: token.i]}:
        return None
    for place in parse[verb.i + 1 : verb.i + DATED]:
        if _date(place):
            why = Reason("“{word}” renders English “was”; what happened then is told in the perfect", word=token.text)
            being = "ont été" if token.norm in PLURAL else "a été"
            return Hit(token.idx, verb.idx + len(verb), why, f"{being} {verb.text}")
        if place.pos_ not in OF_A_NOUN or place.norm in SPANNING:
            return None
    return None


def _date(token: "Token") -> bool:
    """True where *en 1990*, *en mai*, *le 3 mai* or *pour la première fois* begins."""
    one, two = (word_at(token.doc, token.i + n) for n in (1, 2))
    if token.norm == "en":
        return one in MONTHS or bool(YEAR.fullmatch(one))
    return (token.norm == "le" and two in MONTHS) or (token.norm, one, two) == ("pour", "la", "première")


def agreeing_passive(token: "Token", verb: "Token", lexicon: Lexicon, being: str = "") -> str | None:
    """The auxiliary, or what is given for it, with the participle, which agrees with its subject; None where not plain."""
    subject, lemma = subject_of(verb) or subject_of(token), one_verb(lexicon, verb)
    has = PRONOUNS.get(subject.norm) or noun_features(lexicon, subject) if subject else None
    if lemma is None or has is None or not has.gender:
        return None
    plural = any(finite(r) and r.number == "p" for r in readings(lexicon, token))  # *seront supprimer*
    number = "p" if plural else "s"
    healed = lexicon.inflect(lemma, "verb", mood="participle", tense="past", gender=has.gender, number=number)
    between = [t for t in verb.doc[token.i + 1 : verb.i] if not (being and t.norm == "été")]
    return healed and f"{being or token.text} {''.join(t.text_with_ws for t in between)}{healed}"
