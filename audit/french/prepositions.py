"""What follows a preposition that calls for an infinitive (*pour augmente*, *de déclare*, *après consulter l’écran*)."""

from typing import TYPE_CHECKING

from audit.finding import Hit
from audit.french.clauses import hyphen_after, past, word_at
from audit.french.grammar import (
    WITH_BEING,
    adverb,
    can_be_finite,
    finite,
    finite_here,
    gerund,
    is_noun,
    joined,
    one_verb,
    only_finite,
    only_infinitive,
    only_participle,
    past_participle,
    past_participles,
    readings,
    verb_lemmas,
)
from audit.french.infinitives import GOVERN, HAVE_DO_IT
from audit.french.lexicon import Lexicon
from audit.french.words import CLITICS, words
from audit.reason import Reason

if TYPE_CHECKING:
    from audit.french.parsed import Doc, Token

BEFORE_INFINITIVE = words("pour de d' à sans")
BEFORE_PAST = words("après par avant")
OPENING = words("après avant pour sans")
OBJECT_OPENERS = words("un une des son sa ses leur leurs le la les l'")
DEFINITE = words("le la les l' ce cette ces son sa ses votre vos notre nos leur leurs")
STRESSED = words("lui nous vous")
LETTING = words(
    "faire laisser voir entendre sentir regarder écouter envoyer aller venir"
)  # *laisse Paul en trouver une*
OPENED = 2  # words into a sentence, the last of *avant de*
INFINITIVAL = words("xcomp advcl acl ccomp")
SECOND = words("le la les l' lui leur y en se s' nous vous")


def hit(first: "Token", last: "Token", why: Reason, repair: str | None) -> Hit:
    return Hit(first.idx, last.idx + len(last), why, repair)


def no_infinitive(token: "Token", verb: "Token", repair: str | None) -> Hit:
    why = Reason("“{word}” cannot be followed by the infinitive “{verb}”", word=token.text, verb=verb.text)
    return hit(token, verb, why, repair)


def calls_for_infinitive(token: "Token", verb: "Token", lexicon: Lexicon) -> Hit:
    if token.norm == "par" and gerund(lexicon, verb) and not _ending_by(token, lexicon):
        return _by_doing(token, verb)
    why = Reason("“{word}” calls for an infinitive, not “{verb}”", word=token.text, verb=verb.text)
    lemma = one_verb(lexicon, verb)
    if lemma is None or _passive(token, verb, lexicon):
        return hit(token, verb, why, None)  # *peut annulé demain*: *être annulé*
    middle = verb.doc.span(token.i + 1, verb.i).text_with_ws
    plain = finite_here(lexicon, token) and all(adverb(t) or t.norm in CLITICS for t in verb.doc[token.i + 1 : verb.i])
    if middle and not (plain or middle.startswith("-") or (gerund(lexicon, verb) and verb.nbor(-1).norm != "lui")):
        return hit(token, verb, why, None)  # *se souvient de lui demandant*
    led = middle + _to_follow(token, lemma, verb, lexicon)
    preposed = token.norm in {"de", "d'"} and not middle
    return hit(token, verb, why, joined("de", led) if preposed else f"{token.text_with_ws}{led}")


def _ending_by(token: "Token", lexicon: Lexicon) -> bool:
    """True for the *par* of *finir par* and *commencer par*."""
    before = token.doc[max(0, token.i - 2) : token.i]
    return any(verb_lemmas(lexicon, t) & {"finir", "commencer", "terminer", "débuter"} for t in before)


def _by_doing(token: "Token", verb: "Token") -> Hit:
    """*par utilisant*: English “by using”."""
    rest = verb.doc.span(token.i + 1, verb.i + 1).text
    why = Reason("“{word}” is followed by no present participle; French has “en”", word=token.text)
    return hit(token, verb, why, f"en {rest}")


def _passive(modal: "Token", verb: "Token", lexicon: Lexicon) -> bool:
    """True for a participle behind a modal, with no object: *être* may be gone."""
    after = verb.nbor(1) if verb.i + 1 < len(verb.doc) else verb
    obj = after.pos_ in {"DET", "NUM", "SCONJ", "PRON"} or after.norm in OBJECT_OPENERS
    modals = verb_lemmas(lexicon, modal) & {"pouvoir", "devoir", "falloir"}
    return bool(modals and past_participles(lexicon, verb)) and not can_be_finite(lexicon, verb) and not obj


def _to_follow(token: "Token", lemma: str, verb: "Token", lexicon: Lexicon) -> str:
    """The infinitive, in the past behind *après*."""
    if verb.norm in {"ayant", "étant"} and past_participles(lexicon, verb.doc[verb.i + 1]):
        return lemma
    participle = past_participle(lexicon, verb) if token.norm == "après" else None
    return f"{'être' if lemma in WITH_BEING else 'avoir'} {participle}" if participle else lemma


def preposition(parse: "Doc", token: "Token", _: "Token", lexicon: Lexicon) -> Hit | None:
    """*pour augmente*, *de déclare*, *sans étant*: a preposition followed by a conjugated verb or a present participle."""
    after = past(parse, token.i + 1, SECOND)
    if word_at(parse, token.i - 1) == "avant" and word_at(parse, after).endswith("ment"):
        after += 1  # *avant de rapidement quitté*
    if after >= len(parse):
        return None
    verb = parse[after]
    if not _governs(parse, token) or (token.norm in BEFORE_PAST and word_at(parse, after - 1) in STRESSED):
        return None  # *signé par lui autorisant*
    if len(verb) < 3 or verb.text[0].isupper() or hyphen_after(parse, verb):
        return None
    if word_at(parse, verb.i - 1) == "l'" and is_noun(lexicon, verb):
        return None  # *fait connaître à l’exploitant les motifs*
    past_meant = token.norm == "après" and only_infinitive(lexicon, verb)  # *après consulter l’écran*
    if (
        past_meant
        or _gerund_for_infinitive(parse, token, verb, lexicon)
        or _participle_for_infinitive(parse, token, verb, lexicon)
    ):
        return calls_for_infinitive(token, verb, lexicon)
    third = any(finite(reading) and reading.person == "3" for reading in readings(lexicon, verb))
    reflexive = word_at(parse, verb.i - 1) in {"se", "s'"}
    near, told = verb.i == token.i + 1 or reflexive, third or verb.text.endswith("ez")
    conjugated = only_finite(lexicon, verb) or (third and _with_object(token, verb, lexicon))
    if token.norm not in BEFORE_INFINITIVE or not near or not told or not conjugated:
        return None
    if not reflexive and _own_verb(parse, token, lexicon):
        return None
    return calls_for_infinitive(token, verb, lexicon)


def _governs(parse: "Doc", token: "Token") -> bool:
    """True for a preposition that calls for an infinitive (but *De Wever*, *ci-après*)."""
    named = token.text[0].isupper() and token.norm not in OPENING
    known = token.norm in BEFORE_INFINITIVE | BEFORE_PAST and token.pos_ != "ADV"
    return known and not named and word_at(parse, token.i - 1) != "-"


def _with_object(token: "Token", verb: "Token", lexicon: Lexicon) -> bool:
    """True for a conjugated verb that is a noun as well, by its object (*vient de enlève son chapeau*)."""
    verbal = verb.pos_ == "VERB" and verb.dep_ in INFINITIVAL and verb.norm != "fait"
    governing = token.i > 0 and bool(verb_lemmas(lexicon, token.nbor(-1)) & (GOVERN.keys() | HAVE_DO_IT.keys()))
    led = token.norm in {"pour", "de", "sans"} or (token.norm == "à" and governing)  # *cherche à réduit la dette*
    after = word_at(verb.doc, verb.i + 1)
    noun = after == "des" and is_noun(lexicon, verb)  # *la cérémonie de remise des prix*
    return verbal and led and after in OBJECT_OPENERS and not noun


def _own_verb(parse: "Doc", token: "Token", lexicon: Lexicon) -> bool:
    """True where a sentence has no other verb, before a preposition or behind the comma of a phrase that opens it: what stood
    between is gone, see dropped-text."""
    opens = token.i < OPENED
    comma = next((t.i for t in parse[token.i :] if opens and t.text == ","), len(parse))
    return not any(finite_here(lexicon, word) for word in [*parse[: token.i], *parse[comma:]])


def _gerund_for_infinitive(parse: "Doc", token: "Token", verb: "Token", lexicon: Lexicon) -> bool:
    """True for a present participle that is nothing else, or that has an object (*après déposant le bilan*)."""
    found = readings(lexicon, verb)
    only = bool(found) and all(r.mood == "participle" and r.tense == "present" for r in found)
    articled = word_at(parse, verb.i - 1) in {"le", "la", "les", "l'"}
    if articled and (verb.pos_ in {"NOUN", "ADJ"} or token.norm in BEFORE_PAST):
        return False  # *annonce pour le suivant la création*
    verbal = gerund(lexicon, verb) and verb.pos_ in {"VERB", "AUX"}
    if verbal and (word_at(parse, verb.i - 1) in {"se", "s'"} or _verbs_alone(parse, token)):
        return True  # *empêche la peau de se fendant*, *avant de partant*
    after = parse[verb.i + 1] if verb.i + 1 < len(parse) else verb
    led = after.norm in OBJECT_OPENERS or (
        token.norm in BEFORE_PAST | {"sans"} and (after.pos_ == "ADP" or after.pos_ == "VERB")
    )
    return only or (verbal and led)


def _verbs_alone(parse: "Doc", token: "Token") -> bool:
    """True for the *de* of *avant de* and *en train de*, which nothing but an infinitive follows."""
    before = word_at(parse, token.i - 1)
    busy = before == "train" and word_at(parse, token.i - 2) == "en"
    return token.norm in {"de", "d'"} and (before == "avant" or busy)


def _participle_for_infinitive(parse: "Doc", token: "Token", verb: "Token", lexicon: Lexicon) -> bool:
    """True for a participle with an object (*vient de publié un rapport*), or in its place (*demandé à fait demi-tour*)."""
    behind = word_at(parse, verb.i + 1)
    if word_at(parse, token.i - 1) == "train" and _verbs_alone(parse, token) and verb.pos_ in {"VERB", "AUX"}:
        return bool(past_participles(lexicon, verb))  # *en train de dit que*
    if (
        token.norm not in BEFORE_INFINITIVE
        or not past_participles(lexicon, verb)
        or (can_be_finite(lexicon, verb) and verb.norm != "fait")
    ):
        return False
    if _verbs_alone(parse, token):
        return only_participle(lexicon, verb)
    asked = parse[token.i - 1] if token.i else token
    if token.norm == "pour" and verb_lemmas(lexicon, asked) & {"tenir", "donner", "laisser"}:
        return False  # *en tenant pour avéré le voyage*
    if token.norm == "à" and verb.norm == "fait":
        return bool(verb_lemmas(lexicon, asked) & (GOVERN.keys() | HAVE_DO_IT.keys()))
    alone = verb.i == token.i + 1 and behind in OBJECT_OPENERS - {"des"}
    plain = all(r.gender == "m" and r.number == "s" for r in readings(lexicon, verb) if r.mood == "participle")
    covered = token.norm == "pour" and behind in {"le", "la", "les", "l'"}  # *assez pour couvert le prix*
    return alone and plain and (only_participle(lexicon, verb) or covered)


def gerund_with_en(parse: "Doc", en: "Token", verb: "Token", lexicon: Lexicon) -> Hit | None:
    """*gagnez du temps en utiliser le clavier*: English “by using”, the infinitive behind its *en*."""
    if en.norm != "en" or verb.i != en.i + 1 or not en.i or parse[en.i - 1].pos_ not in {"NOUN", "PROPN"}:
        return None
    if en.nbor(-1).norm == "a":
        return None  # *A en croire*
    made = any(verb_lemmas(lexicon, t) & LETTING for t in parse[: en.i] if t.pos_ == "VERB")
    if made or word_at(parse, verb.i + 1) not in DEFINITE or not only_infinitive(lexicon, verb):
        return None
    lemma = one_verb(lexicon, verb)
    healed = lemma and lexicon.inflect(lemma, "verb", mood="participle", tense="present")
    why = Reason("“{word}” calls for a present participle, not “{verb}”", word=en.text, verb=verb.text)
    return hit(en, verb, why, healed and f"{en.text} {healed}")
