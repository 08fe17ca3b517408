"""Garbles of verbs: the form that a verb has in a node of its own, in the place of the one its sentence needs."""

from collections.abc import Callable, Iterator

from spacy.tokens import Token

from audit.french.lexicon import Analysis
from audit.training.garble.edit import Edit, Sentence, marked
from audit.training.garble.grammar import clitics_before, past_participle, reads_finite, recased, verb
from audit.training.garble.tokens import children, feature, finite, past

# « is augmenting », word by word, in the tense of the verb: by tense or mood, singular and plural.
BEING = {
    "present": ("est", "sont"), "imperfect": ("était", "étaient"), "future": ("sera", "seront"),
    "conditional": ("serait", "seraient"),
}  # fmt: skip
HAVING = {"present": ("a", "ont"), "imperfect": ("avait", "avaient"), "future": ("aura", "auront")}
Reader = Callable[[Sentence, Token], Analysis | None]
SAME_ROOT = 4  # letters that a verb and the noun of its action share


def _verb_infinitive(sentence: Sentence, token: Token) -> Analysis | None:
    return verb(sentence, token) if token.pos_ == "VERB" and feature(token, "VerbForm") == "Inf" else None


def _finite_verb(sentence: Sentence, token: Token) -> Analysis | None:
    """The reading of a finite verb in the third person that is no auxiliary and not inverted."""
    plain = token.pos_ == "VERB" and finite(token) and token.i > 0
    inverted = token.i + 1 < len(token.doc) and token.nbor(1).text.startswith("-")
    found = verb(sentence, token) if plain and not inverted else None
    return found if found and found.person == "3" else None


def _exchanged(sentence: Sentence, read: Reader, **form: str) -> Iterator[Edit]:
    """Each verb that `read` has a reading of, in another form."""
    for token in sentence.doc:
        found = read(sentence, token)
        if found and (new := recased(token, sentence.lexicon.inflect(found.lemma, "verb", **form))):
            yield sentence.mark(token, new, "verb-form")


def infinitive(sentence: Sentence) -> Iterator[Edit]:
    """*Certains recevoir un e-mail*: the infinitive for a finite verb."""
    yield from _exchanged(sentence, _finite_verb, mood="infinitive")


def imperative(sentence: Sentence) -> Iterator[Edit]:
    """*une option pour envoyer des images et connectez votre compte*: a node that begins with its verb."""
    for token in sentence.doc[1:]:
        second = token.dep_ == "conj" and token.nbor(-1).lower_ in {"et", "ou", "puis"}
        found = _verb_infinitive(sentence, token) or _finite_verb(sentence, token) if second else None
        asked = {"mood": "imperative", "tense": "present", "person": "2", "number": "p"}
        if found and (new := recased(token, sentence.lexicon.inflect(found.lemma, "verb", **asked))):
            yield sentence.mark(token, new, "verb-form")


def auxiliary_infinitive(sentence: Sentence) -> Iterator[Edit]:
    """*est augmenter*, *sont également proposer*, *a devoir*: « is » or « has » and the infinitive for a finite verb."""
    for token in sentence.doc:
        found = _finite_verb(sentence, token)
        if not found or clitics_before(token):
            continue
        tables = (BEING, BEING, HAVING)
        forms = sentence.rng.choice(tables).get(found.tense if found.mood == "indicative" else found.mood)
        new = recased(token, sentence.lexicon.inflect(found.lemma, "verb", mood="infinitive"))
        if forms and new:
            yield sentence.mark(token, f"{forms[found.number == 'p']} {new}", "verb-form")


def infinitive_participle(sentence: Sentence) -> Iterator[Edit]:
    """*ont également trouver*: the infinitive after an auxiliary."""
    yield from _exchanged(sentence, past_participle, mood="infinitive")


def present_participle(sentence: Sentence) -> Iterator[Edit]:
    """*les participants recevant des rideaux, doit*, *ont renversant*: the English form in -ing."""

    def read(sentence: Sentence, token: Token) -> Analysis | None:
        return _finite_verb(sentence, token) or past_participle(sentence, token)

    yield from _exchanged(sentence, read, mood="participle", tense="present")


def bare_participle(sentence: Sentence) -> Iterator[Edit]:
    """*Martin déclaré que*, *le studio annoncé vendredi*: the past participle, its auxiliary lost."""
    for token in sentence.doc:
        found = _finite_verb(sentence, token)
        if found:
            wrong = sentence.lexicon.inflect(found.lemma, "verb", mood="participle", tense="past")
            if (new := recased(token, wrong)) and not reads_finite(sentence, new):
                yield sentence.mark(token, new, "verb-form")
        auxiliary = token.i > 1 and token.nbor(-1).dep_ == "aux:tense" and token.nbor(-2).is_alpha
        auxiliary = auxiliary and token.nbor(-2).pos_ in {"NOUN", "PROPN", "PRON"} and token.nbor(-1).head == token
        if auxiliary and past(token) and not reads_finite(sentence, token.text):
            text = f"{token.nbor(-2).text} {token.text}"
            yield sentence.edit(token.i - 2, token.i + 1, marked(text), "verb-form")


def lost_be(sentence: Sentence) -> Iterator[Edit]:
    """*un vol peut annulé demain*: « be » lost between a verb and a participle."""
    for be in sentence.doc[1:-1]:
        after, before = be.nbor(1), be.nbor(-1)
        if be.lower_ == "être" and feature(after, "VerbForm") == "Part" and before.is_alpha and finite(before):
            yield sentence.edit(before.i, after.i + 1, marked(f"{before.text} {after.text}"), "verb-form")


def added_be(sentence: Sentence) -> Iterator[Edit]:
    """*est être écrit*: « is being written » word by word."""
    for token in sentence.doc[1:-1]:
        after = token.nbor(1)
        if token.dep_ == "aux:pass" and finite(token) and feature(after, "VerbForm") == "Part":
            yield sentence.edit(token.i, after.i, marked(f"{token.text} être"), "verb-form")


def finite_verb(sentence: Sentence) -> Iterator[Edit]:
    """*pour quitte l’entreprise*, *pourrait se renforce*: a finite verb for the infinitive."""
    for token in sentence.doc[1:]:
        found = _verb_infinitive(sentence, token)
        if found:
            number = sentence.rng.choice("sp")
            asked = {"mood": "indicative", "tense": "present", "person": "3", "number": number}
            if new := recased(token, sentence.lexicon.inflect(found.lemma, "verb", **asked)):
                yield sentence.mark(token, new, "verb-form")


def participle_infinitive(sentence: Sentence) -> Iterator[Edit]:
    """*devrait atteint*, *il faut agissant vite*, *deux mois après déposant*: a participle for the infinitive."""
    for token in sentence.doc[1:]:
        found = _verb_infinitive(sentence, token)
        governed = token.nbor(-1).pos_ in {"VERB", "AUX", "ADP", "PRON"}
        if found and governed:
            tense = sentence.rng.choice(["present", "past"])
            wrong = sentence.lexicon.inflect(found.lemma, "verb", mood="participle", tense=tense)
            # « sans faire », « après fait »: after a preposition a participle may be read as a noun.
            if (new := recased(token, wrong)) and not sentence.lemmas_of(new, "noun"):
                yield sentence.mark(token, new, "verb-form")


def finite_for_participle(sentence: Sentence) -> Iterator[Edit]:
    """*Knight, responsable de la vision, quitte l’entreprise*: a finite verb for a participle that has no subject."""
    for token in sentence.doc[1:]:
        present = feature(token, "VerbForm") == "Part" and feature(token, "Tense") == "Pres" and token.pos_ == "VERB"
        # « La situation évoluant d’heure en heure » would be a clause of its own; behind its noun it is none.
        tied = token.dep_ == "acl" and any(finite(other) for other in sentence.doc[: token.i])
        found = verb(sentence, token) if present and tied else None
        if found:
            number = sentence.rng.choice("ssp")
            asked = {"mood": "indicative", "tense": "present", "person": "3", "number": number}
            if new := recased(token, sentence.lexicon.inflect(found.lemma, "verb", **asked)):
                yield sentence.mark(token, new, "verb-form")


def noun_for_verb(sentence: Sentence) -> Iterator[Edit]:
    """*a travail*, *de lancement un observatoire*: « work », « launch », read as the noun."""
    for token in sentence.doc[1:]:
        if token.pos_ != "VERB" or (clitics_before(token) and not finite(token)):
            continue
        found = past_participle(sentence, token) or (None if past(token) else verb(sentence, token))
        noun = _action(sentence, found.lemma) if found and found.person in ("", "3") else None
        bound = found and (found.mood in {"infinitive", "participle"} or children(token, "obj", "ccomp", "xcomp"))
        if noun and bound and sentence.takes(token.i, noun) and not reads_finite(sentence, noun):
            yield sentence.mark(token, noun, "verb-form")


def _action(sentence: Sentence, lemma: str) -> str | None:
    """A noun of the verb's own root that the English of the verb means as well."""
    for english, _ in sentence.lexicon.english(lemma):
        for french, _ in sentence.lexicon.french(english):
            kin = french[:SAME_ROOT] == lemma[:SAME_ROOT] and french != lemma
            if kin and sentence.lemmas_of(french, "noun") and not sentence.lemmas_of(french, "verb"):
                return french
    return None
