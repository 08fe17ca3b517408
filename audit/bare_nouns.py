"""Nouns without the article that French gives them (*dirigé par législateurs*, *s’attend à pertes*, *dans Australie*)."""

from typing import TYPE_CHECKING

from audit.finding import Hit
from audit.grammar import (
    PREPOSITIONS,
    finite_here,
    norm,
    only_infinitive,
    only_noun,
    past_participles,
    readings,
    verb_lemmas,
)
from audit.lexicon import Lexicon
from audit.noun_order import elided
from audit.reason import Reason
from audit.words import words

if TYPE_CHECKING:
    from spacy.tokens import Token

# Prepositions that no bare plural follows; *des* may.
WITH_DES = words("selon parmi chez dans malgré")
BEFORE_OTHERS = WITH_DES | words("par avec pour contre sur")  # but *sans autres*, *entre autres*
FIXED = words("genoux couteaux pieds terre")  # *tomber à genoux*
PEOPLE = ("iste", "yste", "ologue", "crate")  # endings of nouns for people that do not vary with their sex
STOPS = frozenset(",:;")
# Verbs that bare plurals follow (*faire affaires*, *ils deviennent amis*, *parler chiffres*), or that call someone something.
WITH_BARE_OBJECT = words(
    """
    être devenir rester demeurer sembler paraître faire avoir parler causer prendre mettre tenir porter donner
    rendre demander compter passer jouer changer élire nommer appeler proclamer naître mourir vivre vendre tourner
    partir sortir finir entrer crier dire lire tomber payer courir chercher perdre
    """
)
CALLING = words("nommer élire appeler déclarer")
PAIRING = words("et ou ni , / comme contre")
BEFORE_BARE = words("se s' que qu' nous vous")


def bare_noun_hit(token: "Token", lexicon: Lexicon) -> Hit | None:
    """The hit for the noun that this token leaves, or has, without an article."""
    if token.i + 1 == len(token.doc):
        return None
    rules = (_others, _bare_plural, _bare_object, _inside, _country, _ministry, _bare_subject)
    return next(filter(None, (rule(token, lexicon) for rule in rules)), None)


def person(token: "Token", lexicon: Lexicon) -> bool:
    """True for a noun for people: one with a feminine of its own (*législateur*), or *-iste*, *-ologue* (*analyste*)."""
    return any(
        reading.pos == "noun"
        and (reading.lemma.endswith(PEOPLE) or _feminine(reading.lemma, lexicon) not in {None, reading.lemma})
        for reading in readings(lexicon, token)
    )


def _feminine(lemma: str, lexicon: Lexicon) -> str | None:
    return lexicon.inflect(lemma, "noun", gender="f", number="s")


def _lost(article: str, before: "Token", noun: "Token") -> Hit:
    why = Reason("“{noun}” takes an article behind “{before}”", noun=noun.text, before=before.text)
    return Hit(before.idx, noun.idx + len(noun), why, f"{before.text} {article}{noun.text}")


def _others(preposition: "Token", _: Lexicon) -> Hit | None:
    """*parmi autres*, for *parmi d’autres*."""
    after = preposition.nbor(1)
    lost = norm(preposition) in BEFORE_OTHERS and norm(after) == "autres"
    return _lost("d’", preposition, after) if lost else None


def _bare_plural(preposition: "Token", lexicon: Lexicon) -> Hit | None:
    """*selon analystes*, *dirigé par législateurs*, *s’attend à pertes* (but *vendus par boîtes*, *jeux à points*)."""
    noun = preposition.nbor(1)
    if not noun.text.islower() or noun.pos_ != "NOUN" or lexicon.numbers(noun.text) != {"p"}:
        return None
    if {reading.pos for reading in readings(lexicon, noun)} - {"noun", "adjective"} or norm(noun) in FIXED:
        return None
    word, verb = norm(preposition), preposition.nbor(-1) if preposition.i else None
    agent = word == "par" and verb is not None and bool(past_participles(lexicon, verb)) and person(noun, lexicon)
    argument = word == "à" and verb is not None and _governs(verb, lexicon) and only_noun(lexicon, noun)
    return _lost("des ", preposition, noun) if agent or argument or word in WITH_DES else None


def _bare_object(verb: "Token", lexicon: Lexicon) -> Hit | None:
    """*déterminer causes*, *renforcent liens*: a verb with a bare plural for its object (but *mêle rires et larmes*)."""
    noun = verb.nbor(1)
    if verb.pos_ != "VERB" or not _governs(verb, lexicon) or verb_lemmas(lexicon, verb) & WITH_BARE_OBJECT:
        return None
    if not noun.text.islower() or noun.pos_ != "NOUN" or not only_noun(lexicon, noun):
        return None
    if lexicon.numbers(noun.text) != {"p"} or any(verb_lemmas(lexicon, t) & CALLING for t in verb.doc[: verb.i]):
        return None
    after = verb.doc[noun.i + 1] if noun.i + 1 < len(verb.doc) else None
    if (
        after is None
        or after.is_punct
        or norm(after) in PAIRING
        or norm(verb.nbor(-1) if verb.i else verb) in BEFORE_BARE
    ):
        return None
    why = Reason("“{noun}” takes an article behind “{before}”", noun=noun.text, before=verb.text)
    return Hit(verb.idx, noun.idx + len(noun), why, f"{verb.text} des {noun.text}")


def _inside(preposition: "Token", lexicon: Lexicon) -> Hit | None:
    """*dans fond*, *dans sous-région*: *dans* with a bare noun."""
    noun = preposition.nbor(1)
    if norm(preposition) != "dans" or not noun.text.islower() or not only_noun(lexicon, noun):
        return None
    gender = lexicon.genders(noun.text)
    if noun.pos_ != "NOUN" or lexicon.numbers(noun.text) != {"s"} or len(gender) != 1:
        return None
    if lexicon.english_frequency(noun.text) > lexicon.frequency(noun.text):
        return None  # *dans testing*
    return _lost(elided("l", noun.text, "la " if gender == {"f"} else "le "), preposition, noun)


def _governs(verb: "Token", lexicon: Lexicon) -> bool:
    return finite_here(lexicon, verb) or only_infinitive(lexicon, verb)


def _country(preposition: "Token", lexicon: Lexicon) -> Hit | None:
    """*dans Australie*: a country that has an article otherwise, in the dictionary a noun with a capital, takes *en*."""
    name = preposition.nbor(1)
    found = [r for r in lexicon.analyses(name.text) if r.pos == "noun" and r.lemma[0].isupper() and r.gender]
    longer = name.i + 1 < len(name.doc) and (name.nbor(1).text[0].isupper() or name.nbor(1).text[0] in "-‑")
    if norm(preposition) != "dans" or not found or not name.text[0].isupper() or name.text.isupper() or longer:
        return None
    inside = (
        "aux" if found[0].number == "p" else "en" if found[0].gender == "f" or elided("d", name.text) == "d’" else "au"
    )
    repair = f"{inside.capitalize() if preposition.text[0].isupper() else inside} {name.text}"
    why = Reason("French has an article with “{name}”, or “{preposition}”", name=name.text, preposition=inside)
    return Hit(preposition.idx, name.idx + len(name), why, repair)


def _ministry(ministry: "Token", lexicon: Lexicon) -> Hit | None:
    """*le ministère Transports*: *de* and the article are gone before what a ministry is for."""
    field = ministry.nbor(1)
    if norm(ministry) not in {"ministère", "secrétariat"} or not field.text[0].isupper() or field.text.isupper():
        return None
    if {reading.pos for reading in readings(lexicon, field)} != {"noun"}:
        return None  # *le Secrétariat Général*
    gender = "f" if lexicon.genders(field.text.lower()) == {"f"} else "m"
    plural = lexicon.numbers(field.text.lower()) == {"p"} or field.text.endswith("s")
    article = "des " if plural else elided("de l", field.text, "de la " if gender == "f" else "du ")
    return _lost(article, ministry, field)


def _bare_subject(noun: "Token", lexicon: Lexicon) -> Hit | None:
    """*Analystes à Jefferies s’attendaient*: people without an article, who open a sentence as the subject of its verb."""
    if noun.i > 0 or not person(noun, lexicon) or past_participles(lexicon, noun):
        return None
    if lexicon.numbers(noun.text.lower()) != {"p"} or norm(noun.nbor(1)) not in PREPOSITIONS:
        return None
    verb = next((t for t in noun.doc[2:] if t.text in STOPS or finite_here(lexicon, t)), None)
    if verb is None or not any((r.person, r.number) == ("3", "p") for r in readings(lexicon, verb)):
        return None
    why = Reason("“{noun}” opens the sentence without an article", noun=noun.text)
    return Hit(noun.idx, noun.idx + len(noun), why, f"Les {noun.text.lower()}")
