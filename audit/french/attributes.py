"""What joins a participle or an attribute to its subject: *être*, a linking verb, a reflexive one."""

from typing import TYPE_CHECKING

from audit.finding import Hit
from audit.french.agreeing import adjective_features, disagreement
from audit.french.clauses import TIMES, after_multiple, word_at
from audit.french.grammar import (
    after_adverbs,
    before_adverbs,
    finite,
    form_of,
    group_start,
    past_participles,
    readings,
    verb_lemmas,
)
from audit.french.lexicon import Lexicon
from audit.french.words import REFLEXIVES, words

if TYPE_CHECKING:
    from audit.french.parsed import Doc, Token

LINKING_REFLEXIVE = words("annoncer montrer dire avérer révéler déclarer sentir croire estimer juger")
LINKING = words("devenir rester sembler paraître demeurer")
SUPERLATIVES = {"le plus", "la plus", "les plus", "le moins", "la moins", "les moins"}
# Verbs whose reflexive is no direct object, or whose participle may have another: *se sont parlé*, *se sont donné*.
OF_ONESELF = words(
    """
    parler succéder plaire complaire déplaire mentir nuire ressembler rire sourire suffire téléphoner écrire dire donner
    faire laisser voir rendre permettre promettre demander offrir convenir jurer imaginer mettre vouloir survivre entendre
    répondre partager acheter payer prêter renvoyer échanger avouer raconter rappeler procurer arroger
    """
)
MODALS = words("pouvoir devoir aller vouloir sembler")
BETWEEN = words("ne n' se s' y en lui leur le la les l' \" « » “ ” )")  # what may stand between a subject and its verb
ONE_OF_TWO = words("il elle")


def linking_verb(parse: "Doc", word: "Token", lexicon: Lexicon) -> "Token | None":
    place = before_adverbs(parse, word.i - 1)
    if place < 0 or parse[place].pos_ != "VERB":
        return None
    reflexive = place > 0 and parse[place - 1].norm in {"se", "s'"}
    lemmas = LINKING_REFLEXIVE if reflexive else LINKING
    return parse[place] if any(r.lemma in lemmas and finite(r) for r in readings(lexicon, parse[place])) else None


def copula(parse: "Doc", word: "Token", lexicon: Lexicon) -> "Token | None":
    """The form of *être* that stands before the word, with nothing but adverbs or *le plus* between them."""
    links = (child for child in word.lefts if child.dep_ in {"cop", "aux:pass", "aux:tense"})
    copula = next((link for link in links if form_of(lexicon, link, "être")), None)
    if copula is None or copula.norm == "être" or any(child.norm in REFLEXIVES for child in word.lefts):
        return None
    behind = copula.i + 1
    places = {behind, after_adverbs(parse, behind), _superlative(parse, behind), after_multiple(parse, behind)}
    return copula if word.i in places else None


def absolute_subject(parse: "Doc", being: "Token") -> "Token | None":
    """The noun right before *étant* (*les panneaux solaires étant inutiles*; *étant donné que* has none)."""
    absolute = being.norm == "étant" and being.i and word_at(parse, being.i + 1) != "donné"
    before = parse[being.i - 1] if absolute else None
    noun = before.head if before is not None and before.pos_ == "ADJ" else before
    return noun if noun is not None and noun.pos_ == "NOUN" and noun.i < being.i else None


def reflexive(parse: "Doc", word: "Token", lexicon: Lexicon) -> "Token | None":
    """The form of *être* of *se sont déclaré*, whose *se* is its object: no other stands behind, and the verb has one."""
    verbs = {reading.lemma for reading in past_participles(lexicon, word)}
    auxiliary = next((child for child in word.lefts if form_of(lexicon, child, "être")), None)
    if not verbs or verbs & OF_ONESELF or auxiliary is None or not auxiliary.i or word.i + 1 == len(parse):
        return None
    after = parse[word.i + 1]
    plain = (after.pos_ in {"ADP", "ADV"} and after.norm not in {"de", "d'", "des", "du"}) or after.text in {".", ","}
    plain = plain or after.norm in TIMES or (after.pos_ == "DET" and word_at(parse, after.i + 1) in TIMES)
    near = word.i == after_adverbs(parse, auxiliary.i + 1)
    plain = plain and not of_what(parse, word.i)
    return auxiliary if plain and near and word_at(parse, auxiliary.i - 1) in {"se", "s'"} else None


def of_what(parse: "Doc", end: int) -> bool:
    """True shortly behind *que* and what it stands for, the object of what follows (*tout ce qu’elle s’était refusé*, *les
    buts qu’elle s’est fixés*)."""
    behind = (token.nbor(-1) for token in parse[max(1, end - 6) : end] if token.norm in {"que", "qu'"})
    return any(token.norm == "ce" or token.pos_ in {"NOUN", "ADJ"} for token in behind)


def second_auxiliary(parse: "Doc", verb: "Token") -> bool:
    """True for the auxiliary of *avaient déjà a trouvé*, *ont été s’est*: which of the two is too many, who can tell."""
    start = group_start(parse, verb.i, BETWEEN)
    return start > 0 and (parse[start - 1].pos_ == "AUX" or parse[start - 1].norm == "été")


def _superlative(parse: "Doc", place: int) -> int:
    """Where the adjective of *la plus grande* stands, when that begins at `place`; -1 when it does not."""
    opening = " ".join(token.norm for token in parse[place : place + 2])
    return place + 2 if opening in SUPERLATIVES else -1


def being_before(parse: "Doc", word: "Token", lexicon: Lexicon) -> "Token | None":
    """The conjugated verb of *sont*, *ont été*, *avaient tous été* right before a word; None where it is reflexive."""
    place = before_adverbs(parse, word.i - 1)
    being = "être"
    if place > 0 and parse[place].norm == "été":
        place, being = before_adverbs(parse, place - 1), "avoir"
    if place <= 0 or not form_of(lexicon, parse[place], being):
        return None
    before, subject = parse[place - 1].norm, word_at(parse, place - 2)
    if before in REFLEXIVES and (before != "nous" or subject == "nous"):
        return None
    return parse[place]


def governing_number(parse: "Doc", word: "Token", lexicon: Lexicon) -> "Token | None":
    """The modal of *peuvent être rejoint*, with whose number the participle goes; None where there is none."""
    being = before_adverbs(parse, word.i - 1)
    modal = before_adverbs(parse, being - 1) if being > 0 and parse[being].norm == "être" else -1
    if modal < 0 or not verb_lemmas(lexicon, parse[modal]) or not past_participles(lexicon, word):
        return None
    modals = verb_lemmas(lexicon, parse[modal]) <= MODALS
    return parse[modal] if modals and number_of(lexicon, parse[modal]) else None


def number_of(lexicon: Lexicon, verb: "Token") -> str:
    """ "s" or "p" of a verb in the third person, "" where it may be another."""
    numbers = {r.number for r in readings(lexicon, verb) if finite(r)}
    persons = {r.person for r in readings(lexicon, verb) if finite(r)}
    ours = persons == {"1"} and word_at(verb.doc, verb.i - 1) == "nous"
    return numbers.pop() if len(numbers) == 1 and (persons == {"3"} or ours) else ""


def pronoun_alone(parse: "Doc", word: "Token", lexicon: Lexicon) -> Hit | None:
    """*il est née*, *elle ont été construites*: a participle that the pronoun before its auxiliary disagrees with."""
    auxiliary, has = being_before(parse, word, lexicon), adjective_features(lexicon, word, behind_verb=True)
    if auxiliary is None or has is None or not past_participles(lexicon, word):
        return None
    if word.norm == "partie" and word_at(parse, word.i + 1) in {"à", "au", "aux", "prenante"}:
        return None  # *s’il est partie à l’instance*
    pronoun, number = parse[auxiliary.i - 1], number_of(lexicon, auxiliary)
    if pronoun.norm not in ONE_OF_TWO or pronoun.text.startswith("-") or has.number != number:
        return None
    gendered = number == "s" and pronoun.norm == "il" and has.gender == "f"
    if not gendered and not (number == "p" and (pronoun.norm == "il" or has.gender == "f")):
        return None
    why = disagreement(pronoun, word, "gender" if gendered else "number")
    if gendered:
        return Hit(pronoun.idx, word.idx + len(word), why)
    return Hit(pronoun.idx, pronoun.idx + len(pronoun), why, f"{pronoun.text}s")
