"""The subject of a verb, as the parser sees it, where it is beyond doubt one."""

from typing import TYPE_CHECKING

from audit.french.clauses import TIMES, word_at
from audit.french.grammar import DETERMINERS, PREPOSITIONS, only_infinitive, readings
from audit.french.lexicon import Lexicon
from audit.french.words import AUQUEL, words

if TYPE_CHECKING:
    from audit.french.parsed import Doc, Token

SUBJECT = {"nsubj", "nsubj:pass"}
COORDINATION = words("et ou , … ni")
ONE = words("un une 0 1")  # numbers that call for no plural
PICKED = words("celui celle chacun chacune aucun aucune")
CONTRACTED = words("des du au aux")
COLLECTIVE = words(
    """
    plupart moitié majorité minorité dizaine douzaine quinzaine vingtaine trentaine quarantaine cinquantaine soixantaine centaine
    millier million milliard partie tiers quart nombre ensemble série foule groupe couple poignée pour-cent %
    totalité quasi-totalité sorte reste dizaines centaines milliers millions milliards bande troupe nuée multitude
    infinité quantité pourcentage proportion
    """
)
WHOLE = words("couple groupe foule")  # with no complement a singular
RELATIVES = words("que qu' dont où")
WHOSE = AUQUEL | {"dont", "où"}  # behind these a clause has a subject of its own
COMPARED = words("autre autres tel telle tels telles plutôt même mêmes")
MARKS = words("de d'")  # *beaucoup de gens*
QUESTIONS = words("quel quelle quels quelles combien")
NAMING_NOUNS = words("nom titre surnom pseudonyme")
EMPHATIC = words("lui elle eux elles")


def first_of_several(parse: "Doc", verb: "Token") -> "Token | None":
    """The first of several subjects that open the sentence (*Les jeans et les vestes*); None where there is but one."""
    subject = next((child for child in verb.lefts if child.dep_ in SUBJECT), None)
    if subject is None or subject.left_edge.i or parse[0].norm not in DETERMINERS or subject.i != 1:
        return None
    between = parse[2 : verb.i]
    if any(token.norm in RELATIVES or token.morph.get("VerbForm", []) in (["Fin"], ["Inf"]) for token in between):
        return None  # *le coup et l’arme dont il s’est servi*, *l’art de servir le thé et les gâteaux est*
    links = [token for other in subject.children if other.dep_ == "conj" for token in other.lefts if token.dep_ == "cc"]
    if [link.norm for link in links] != ["et"]:
        return None
    if any(token.pos_ == "ADP" or token.norm in DETERMINERS for token in parse[2 : links[0].i]):
        return None  # *la lutte pour la vie et la santé ne fait*, *la batterie dure la journée et l’écran brille*
    behind = links[0].nbor(1).norm  # *le ministre de la Jeunesse et des Sports* is one
    return subject if behind in DETERMINERS and behind not in CONTRACTED | PREPOSITIONS else None


def antecedent_of(parse: "Doc", verb: "Token") -> "Token | None":
    """The noun that *qui*, right behind it, stands for (*les Libéraux, qui a perdu*)."""
    relative = next((child for child in verb.lefts if child.norm == "qui"), None)
    noun = verb.head
    if relative is None or verb.dep_ != "acl:relcl" or noun.pos_ != "NOUN":
        return None
    if noun.norm in TIMES | {"ans", "mois"}:
        return None  # *un froid qui a duré vingt ans qui expliquerait*
    if {token.norm for token in parse[max(0, noun.i - 4) : noun.i]} & (ONE | PICKED):
        return None  # *l’un des élus qui*, *celle des sommes qui*
    between = parse[noun.i + 1 : relative.i]
    opening = noun.left_edge.i == 0  # elsewhere a comma may part *qui* from its noun
    alone = len(between) < 3 and all(token.pos_ == "ADJ" or (opening and token.norm == ",") for token in between)
    return noun if alone and not any(token.dep_ in {"conj", "cc"} for token in noun.children) else None


def subject_of(verb: "Token") -> "Token | None":
    """The one subject before a verb; None when there are several, a collective one, or a fraction."""
    subjects = [child for child in verb.lefts if child.dep_ in SUBJECT]
    impersonal = any(child.dep_ == "expl:subj" for child in verb.lefts)  # *les mandats expirent et il est utile de*
    if not (subjects or impersonal) and verb.dep_ == "conj" and any(child.dep_ == "cc" for child in verb.lefts):
        subjects = [child for child in verb.head.lefts if child.dep_ in SUBJECT]
    if len(subjects) != 1:
        return None
    subject, inside = subjects[0], list(subjects[0].subtree)
    if any(token.dep_ in {"conj", "cc"} or token.norm == "et" for token in inside):
        return None
    upto = [
        token.norm for token in inside if token.i <= subject.i
    ]  # what it carries is its own affair: *une taxe de 1 %*
    whole = subject.norm in WHOLE and not any(token.norm in MARKS for token in inside)  # *le couple, qui se marie, a*
    whole = whole or (subject.norm == "nombre" and word_at(subject.doc, subject.i - 1) == "le")
    if COLLECTIVE & set(upto) and not whole:
        return None
    first = subject.left_edge
    if any(child.dep_ == "case" and child.norm not in MARKS | {"du", "des"} for child in subject.lefts):
        return None  # *qui pendant trois ans avait*, *il y a douze ans a été publiée*
    if first.norm in QUESTIONS or (first.i and first.nbor(-1).pos_ == "ADP" and first.nbor(-1).norm not in MARKS):
        return None  # *derrière les discours existe un passé*
    if _restricted(subject) or nearer_subject(subject, verb) or one_of(subject):
        return None
    counted = any(token.like_num and token.norm not in ONE for token in inside if token.i <= subject.i)
    single = DETERMINERS.get(first.norm, ("", ""))[1] == "s"  # *une 35 ans femme a*
    return None if counted and (single or subject.text[-1] not in "sxSX") else subject


def one_of(subject: "Token") -> bool:
    """True for those of which one is the subject (*une des deux mineures a*)."""
    before = subject.doc[max(0, subject.left_edge.i - 2) : subject.i]
    return any(token.norm in ONE and token.nbor(1).norm in {"des", "de", "d'"} for token in before)


def _restricted(subject: "Token") -> bool:
    """True behind *ne … que* and *autres que*: *qui n’ont qu’une expérience limitée envoient*."""
    first = subject.left_edge
    only = first.i > 1 and first.nbor(-1).norm in {"que", "qu'"}
    if only and first.nbor(-2).norm in COMPARED:
        return True
    return only and any(token.norm in {"ne", "n'"} for token in subject.doc[max(0, first.i - 4) : first.i])


def nearer_subject(subject: "Token", verb: "Token") -> bool:
    """True where a noun is nearer that the parser did not see as a subject (*un maître dont maison a*, *… qu’une pale a*)."""
    between = subject.doc[subject.i : verb.i]
    whose = next((token.i for token in between if token.norm in WHOSE), None)
    clause = subject.doc[whose : verb.i] if whose is not None else ()
    if clause and not any(token.pos_ == "VERB" and token.morph.get("VerbForm") == ["Fin"] for token in clause):
        return True  # *les taxes dont toute vente conclue ici est frappée*
    if any(token.norm in QUESTIONS for token in between):
        return True  # *elle compta combien de jours restaient*
    return any(
        token.norm in {"que", "qu'"}
        and token.nbor(1).pos_ in {"NOUN", "DET"}
        and not any(t.pos_ in {"VERB", "AUX"} and t.head != verb for t in subject.doc[token.i : verb.i])
        for token in between
    )


def own_subject_between(parse: "Doc", subject: "Token", verb: "Token", number: str, lexicon: Lexicon) -> bool:
    """True where a noun that nothing leads up to stands nearer and has the number of the verb: a comma is gone (*selon les
    conseils du guide leur plan a marché*, *chaque année des millions de gens sont*)."""
    for first in parse[subject.i + 1 : verb.i - 1]:
        if first.pos_ in {"VERB", "AUX"}:
            return False  # of which it may be the object
        noun, wanted = first.nbor(1), DETERMINERS.get(first.norm, ("", ""))[1]
        timed = subject.norm in TIMES or word_at(parse, subject.i - 1) == "chaque"
        article = first.norm not in CONTRACTED or (first.norm == "des" and timed)
        led = first.nbor(-1).norm in PREPOSITIONS | COORDINATION | {"comme"} or first.nbor(-1).pos_ in {"ADP", "DET"}
        if wanted == number and article and not led and noun.pos_ == "NOUN" and number in lexicon.numbers(noun.text):
            return True
    return False


def several(parse: "Doc", subject: "Token", verb: "Token") -> bool:
    """True where the words before a plural verb may hold several subjects."""
    first = min(subject.i, subject.left_edge.i)
    first += parse[first].is_punct
    clause = verb.head if verb.dep_.startswith(("aux", "cop")) else verb
    relatives = [token for token in parse[1:first] if token.norm == "qui" and token.nbor(-1).pos_ == "NOUN"]
    if any(token.nbor(-1).text[-1] in "sx" for token in relatives):
        return True  # *les élus qui veulent nommer un expert s’adressent à*
    if any(token.like_num and token.norm not in ONE for token in parse[first : verb.i]):
        return True  # *un total de 300 cas ont*
    if any(token.norm in COORDINATION for token in parse[first : verb.i]):
        return True
    relative = first > 1 and parse[first - 1].norm == "que" and parse[first - 2].pos_ in {"NOUN", "PROPN", "VERB"}
    if relative and (clause.dep_ in {"acl:relcl", "ccomp"} or parse[first - 1].pos_ == "PRON"):
        return False  # *des critères que la Cour ont jugés*; *pas plus les uns que les autres*
    if first > 1 and parse[first - 1].norm == "," and parse[0].pos_ == "ADP" and subject.dep_ in SUBJECT:
        return False  # *pour Jean, chercheur à Lyon, la somme représentent*
    coordinated = first > 1 and parse[first - 1].norm in COORDINATION | {"que"}
    before = parse[first - 2]
    return coordinated and (before.pos_ in {"NOUN", "PROPN", "ADJ", "PRON", "ADV"} or before.text == ")")


def relative_between(parse: "Doc", subject: "Token", verb: "Token") -> bool:
    """True for *le couple, qui s’est marié, ont*: two commas around a relative clause."""
    commas = [token.i for token in parse[subject.i : verb.i] if token.text == ","]
    return (
        len(commas) == 2
        and commas[0] == subject.i + 1
        and word_at(parse, subject.i + 2) in {"qui", "dont", "que", "qu'"}
    )


def emphasised(parse: "Doc", subject: "Token", verb: "Token") -> bool:
    """True for *les Londoniens, eux, grimpe*."""
    between = [token.norm for token in parse[subject.i + 1 : verb.i]]
    return len(between) == 3 and between[0] == between[2] == "," and between[1] in EMPHATIC


def comma_between(parse: "Doc", subject: "Token", verb: "Token") -> bool:
    """True where one comma parts them, so that the noun is no subject (*pour les voisins, le bruit est fini*)."""
    return sum(token.norm == "," for token in parse[subject.i : verb.i]) == 1


def summed(parse: "Doc", verb: "Token") -> bool:
    """True for a number with *être* and what it is as a whole (*dix mille heures est un chiffre élevé*), and for what is but
    a name (*Les Arcs est le nom d’une station*)."""
    whole = verb.norm in {"est", "était", "serait"} and word_at(parse, verb.i + 1) in {"un", "une", "le", "la", "l'"}
    named = word_at(parse, verb.i + 2) in NAMING_NOUNS
    return whole and (named or any(token.like_num for token in parse[max(0, verb.i - 4) : verb.i]))


def with_infinitive(parse: "Doc", word: "Token", lexicon: Lexicon) -> bool:
    """True for an adjective with its infinitive (*réticent à payer*)."""
    after = parse[word.i + 1 : word.i + 3]
    adjective = any(reading.pos == "adjective" for reading in readings(lexicon, word))
    return adjective and len(after) == 2 and after[0].norm in {"à", "de", "d'"} and only_infinitive(lexicon, after[1])
