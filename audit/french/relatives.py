"""Relative pronouns that do not agree: *policiers lequel ont*, *ce qui excluaient*, *ceux qui succédera*."""

from typing import TYPE_CHECKING

from audit.finding import Hit
from audit.french.agreeing import Features, clash, disagreement, noun_features, number_called_for
from audit.french.clauses import past, word_at
from audit.french.grammar import SUBJECTS, VOWELS, finite, is_noun, readings
from audit.french.lexicon import Analysis, Lexicon
from audit.french.subjects import COLLECTIVE, ONE
from audit.french.words import CLITICS, OF, OF_A_NOUN, words
from audit.reason import Reason

if TYPE_CHECKING:
    from audit.french.parsed import Doc, Span, Token

WHICH = {
    "lequel": ("m", "s"), "laquelle": ("f", "s"), "lesquels": ("m", "p"), "lesquelles": ("f", "p"),
}  # fmt: skip
NAMED = {"m": words("un le ce au du m. monsieur"), "f": words("une la cette mme mlle madame mademoiselle")}
AMONG = words("parmi entre")  # what calls for several
DEMONSTRATIVES = {"ce": "s", "ceux": "p", "celles": "p"}
ONE_OF = ONE | words(
    "celui celle chacun chacune aucun aucune quelqu'un l'un l'une seul seule premier première dernier dernière"
)
ADDRESSING = words("je j' tu toi te t' moi me m' ton ta tes ô seigneur")
MINE = words("mon ma mes")  # *mon cœur, qui bats*
BARE = words("de d' en par sans")  # behind these a noun with no article is what no *qui* stands for
NOT_ALONE = words("et ou ni , comme que qu' plus autant ainsi")  # before these stands another noun
REACH = 14  # tokens back to an antecedent


def relative(parse: "Doc", token: "Token", lexicon: Lexicon) -> Hit | None:
    """A relative pronoun against its verb, or against all nouns before it."""
    if token.norm in WHICH:
        return _which(parse, token, lexicon)
    if token.norm in {"que", "qu'"}:
        return _before_plural(parse, token, lexicon)
    if token.norm != "qui":
        return None
    rules = (_demonstrative, _spoken_to, _with_noun)
    return next(filter(None, (rule(parse, token, lexicon) for rule in rules)), None)


def _spoken_to(parse: "Doc", qui: "Token", lexicon: Lexicon) -> Hit | None:
    """*la fresque, qui dates de 1500*: behind a noun a form of *tu*, where nobody speaks of himself or to someone."""
    place, end = past(parse, qui.i + 1, CLITICS), qui.i - (word_at(parse, qui.i - 1) == ",")
    found = readings(lexicon, parse[place]) if place < len(parse) else ()
    forms = [reading for reading in found if finite(reading)]
    verbal = bool(forms) and all(r.finite or r.mood == "imperative" or r.pos in {"noun", "adjective"} for r in found)
    if not verbal or any(r.person == "3" or r.number == "p" or r.lemma == "être" for r in forms):
        return None
    phrase = parse.span(phrase_start(parse, end), end)
    if not phrase or phrase[-1].pos_ not in {"NOUN", "PROPN", "ADJ"} or ADDRESSING & parse.words:
        return None
    if MINE & {token.norm for token in phrase}:
        return None
    verb, form, numbers = parse[place], forms[0], {_number(t, lexicon) for t in phrase if t.pos_ in {"NOUN", "PROPN"}}
    number = numbers.pop() if len(numbers) == 1 else ""
    plain = number and len({r.lemma for r in forms}) == 1
    healed = lexicon.inflect(form.lemma, "verb", mood="indicative", tense=form.tense, person="3", number=number)
    return Hit(verb.idx, verb.idx + len(verb), disagreement(phrase[-1], verb, "person"), healed if plain else None)


def _with_noun(parse: "Doc", qui: "Token", lexicon: Lexicon) -> Hit | None:
    """*aux mains des ouvrières qui travaillait*, *un accord qui prévoient*: against all nouns that *qui* may stand for."""
    place = past(parse, qui.i + 1, CLITICS)
    form = third_person(lexicon, parse[place]) if place < len(parse) and parse[place].pos_ in {"VERB", "AUX"} else None
    end = qui.i - (word_at(parse, qui.i - 1) == ",")
    start = phrase_start(parse, end)
    phrase, before = parse.span(start, end), word_at(parse, start - 1)
    if end < qui.i and (start or not _one_noun(phrase)):
        return None  # *les salariés de Boeing, qui*
    nominal = phrase and (phrase[-1].pos_ == "NOUN" or (phrase[-1].pos_ == "ADJ" and _adjectival(phrase[-1], lexicon)))
    if form is None or not nominal or (before in NOT_ALONE | ONE_OF and not _said(parse, start - 1, phrase)):
        return None
    if any(token.norm in ONE_OF | COLLECTIVE | AMONG or token.like_num for token in phrase):
        return None
    nouns = [token for token in phrase if token.pos_ in {"NOUN", "PROPN"}]
    if form.lemma == "être" and word_at(parse, place + 1) in {"un", "une"} and word_at(parse, end - 2) in BARE:
        return None  # *des poches de plasma, qui est un liquide*
    if form.number == "s":  # *les opérations de filtrage qui aura*; but *une équipe de chercheurs qui ont*
        nouns = [noun for noun in nouns if noun is nouns[0] or not (_bare(noun) or _apposed(noun))]
    numbers = {_number(noun, lexicon) for noun in nouns}
    adjective = phrase[-1].pos_ == "ADJ" and not is_noun(lexicon, phrase[-1])
    if adjective and (own := _of_adjective(phrase[-1], lexicon)) in numbers & {"p"}:
        numbers = {own}  # *des points de vente voisins qui restera*
    wanted = "p" if form.number == "s" else "s"
    if numbers != {wanted} or (start and _farther(parse[start - 1], wanted)):
        return None
    verb = parse[place]
    healed = lexicon.inflect(form.lemma, "verb", mood=form.mood, tense=form.tense, person="3", number=wanted)
    return Hit(verb.idx, verb.idx + len(verb), disagreement(phrase[-1], verb, "number"), healed)


def _bare(noun: "Token") -> bool:
    return word_at(noun.doc, noun.i - 1) in BARE


def _apposed(noun: "Token") -> bool:
    """True for a noun right behind another (*les testeurs bêta*)."""
    return noun.text.islower() and noun.nbor(-1).pos_ == "NOUN"


def _adjectival(last: "Token", lexicon: Lexicon) -> bool:
    """True for an adjective that is no noun, or that says as a noun what the one before it says (*des magasins voisins*)."""
    own = _of_adjective(last, lexicon)
    nouns = (t for t in last.doc[max(0, last.i - 3) : last.i] if t.pos_ == "NOUN")
    return not is_noun(lexicon, last) or (bool(own) and any(_number(noun, lexicon) == own for noun in nouns))


def _said(parse: "Doc", que: int, phrase: "Span") -> bool:
    """True for the *que* behind a verb, before the subject of its clause (*pense que les gens qui attend*), and for one that
    compares what a preposition leads to (*plus que dans les villes qui attend*)."""
    if word_at(parse, que) in {"que", "qu'"} and phrase[0].pos_ == "ADP" and phrase[0].norm not in OF:
        return True
    led = word_at(parse, que) in {"que", "qu'"} and parse[max(0, que - 1)].pos_ == "VERB"
    return led and phrase[0].pos_ == "DET"


def _before_plural(parse: "Doc", que: "Token", lexicon: Lexicon) -> Hit | None:
    """*un camping qu’accepte les tentes*: a singular verb before a plural, its subject or else *qui* is meant."""
    if que.i + 3 >= len(parse) or not que.i or parse[que.i - 1].pos_ not in {"NOUN", "ADJ"}:
        return None
    verb, article, noun = parse[que.i + 1], parse[que.i + 2], parse[que.i + 3]
    form = third_person(lexicon, verb)
    plural = article.norm in {"les", "ces", "ses", "leurs"} and noun.pos_ == "NOUN" and number_called_for(noun) == "p"
    if form is None or form.number != "s" or verb.pos_ != "VERB" or not plural:
        return None
    return Hit(que.idx, verb.idx + len(verb), disagreement(verb, noun, "number"))


def _one_noun(phrase: "Span") -> bool:
    """True for a determiner with its noun and adjectives (*Les contrôles, qui prendra*)."""
    kinds = [token.pos_ for token in phrase]
    return kinds[:1] == ["DET"] and kinds.count("NOUN") == 1 and set(kinds) <= {"DET", "NOUN", "ADJ"}


def _of_adjective(adjective: "Token", lexicon: Lexicon) -> str:
    """The number of an adjective that has but one, and is nothing else."""
    found = readings(lexicon, adjective)
    numbers = {r.number for r in found}
    plain = all(r.pos in {"adjective", "noun"} for r in found) and len(numbers) == 1
    return numbers.pop() if plain else ""


def _farther(before: "Token", wanted: str) -> bool:
    """True where *qui* may stand for something farther off: behind a pronoun, behind an infinitive that a noun governs (*la
    volonté de réduire les coûts qui*; not *il faut payer les gens qui*), or for a plural."""
    plural = any(
        token.morph.get("Number", []) == ["Plur"] for token in before.doc[: before.i] if token.pos_ in {"NOUN", "PRON"}
    )
    infinitive = before.morph.get("VerbForm", []) == ["Inf"]
    governor = before.doc[max(0, before.i - 2)]
    governed = infinitive and not (
        (before.i > 2 and before.nbor(-1).pos_ == "ADP" and governor.pos_ in {"VERB", "ADJ", "ADV"})
        or (before.i and before.nbor(-1).morph.get("VerbForm") == ["Fin"])
    )
    return before.pos_ == "PRON" or governed or (wanted == "s" and plural)


def phrase_start(parse: "Doc", end: int) -> int:
    """Where the nouns that end at `end` begin, with their determiners, adjectives and prepositions."""
    start = end
    while start and (
        parse[start - 1].pos_ in OF_A_NOUN or parse[start - 1].dep_ in {"acl", "amod", "det"} or _noun(parse[start - 1])
    ):
        start -= 1
    return start


def _noun(verb: "Token") -> bool:
    """True for a noun that the parser takes for a participle, with its determiner (*le permis de pêche*)."""
    return verb.pos_ == "VERB" and any(child.dep_ == "det" for child in verb.lefts)


def _number(noun: "Token", lexicon: Lexicon) -> str:
    """ "s" or "p", "" where it is not beyond doubt: a common noun whose determiner does not say otherwise."""
    has = noun_features(lexicon, noun) if noun.pos_ == "NOUN" and is_noun(lexicon, noun) else None
    asked = number_called_for(noun)
    if has is None or (has.number and asked and has.number != asked):
        return ""
    return has.number or asked


def _demonstrative(parse: "Doc", qui: "Token", lexicon: Lexicon) -> Hit | None:
    """*ce qui excluaient*, *ceux qui succédera*."""
    number = DEMONSTRATIVES.get(word_at(parse, qui.i - 1))
    place = past(parse, qui.i + 1, CLITICS)
    if number is None or place == len(parse) or ONE & {t.norm for t in parse[max(0, qui.i - 4) : qui.i]}:
        return None
    verb = parse[place]
    form = third_person(lexicon, verb)
    if form is None or form.number == number or form.lemma == "être" or verb.pos_ not in {"VERB", "AUX"}:
        return None
    first = parse[qui.i - 1]
    healed = lexicon.inflect(form.lemma, "verb", mood=form.mood, tense=form.tense, person="3", number=number)
    why = disagreement(first, verb, "number")
    return Hit(first.idx, verb.idx + len(verb), why, healed and f"{parse.span(first.i, verb.i).text_with_ws}{healed}")


def third_person(lexicon: Lexicon, verb: "Token") -> Analysis | None:
    """The reading of a form that is of the third person in one number, and no participle; None of any other."""
    found = readings(lexicon, verb)
    forms = [reading for reading in found if finite(reading)]
    third = [reading for reading in forms if reading.person == "3"]
    if len({reading.number for reading in forms}) != 1 or not third or any(r.mood == "participle" for r in found):
        return None
    return min(third, key=lambda reading: (reading.mood != "indicative", reading.tense != "present"))


def _which(parse: "Doc", which: "Token", lexicon: Lexicon) -> Hit | None:
    """*des policiers lequel ont*, *l’espace russe, laquelle ajoute*, *parmi lequel*."""
    if hit := _for_que(parse, which):
        return hit
    has, wanted = Features(*WHICH[which.norm]), Features()
    nouns = _nouns(parse, which, lexicon)
    before = word_at(parse, which.i - 1)
    behind = past(parse, which.i + 1, CLITICS)
    form = third_person(lexicon, parse[behind]) if behind < len(parse) else None
    if behind + 1 < len(parse) and parse[behind].pos_ == "NOUN" and parse[which.i - 1].text == ",":
        return None  # *la loi, laquelle date ne peut*
    named = any(t.text[0].isupper() and word_at(parse, t.i - 1) in NAMED[has.gender] for t in parse[: which.i])
    if named or which.i == 0 or "?" in parse.words or not nouns or any(features is None for features in nouns):
        return None  # *une Twingo, tous feux éteints, dans laquelle*
    if before in AMONG and has.number == "p":
        return None  # its noun may be far: *des commerces fermés rue X, dans le centre de Paris, parmi lesquels*
    if before in AMONG:
        wanted = Features(number="p")
    elif form is not None and parse[which.i - 1].pos_ != "ADP":
        wanted = Features(number=form.number)
    known = [features for features in nouns if features and not clash(features, wanted)]
    if not known or (not clash(has, wanted) and any(not clash(has, features) for features in known)):
        return None
    if not wanted.number and not _governed(parse, which):
        return None
    nearest = Features(known[0].gender or has.gender, wanted.number or known[0].number)
    healed = next((word for word, features in WHICH.items() if features == nearest), None)
    if healed is None or healed == which.norm:
        return None
    why = Reason("“{word}” agrees with no noun before it", word=which.text)
    return Hit(which.idx, which.idx + len(which), why, healed)


def _governed(parse: "Doc", which: "Token") -> bool:
    """True behind a preposition and its noun (*une procédure, par lequel*; but *ceux dans lesquels*)."""
    before = next((token for token in reversed(parse[: which.i - 1]) if not token.is_punct), which)
    return parse[which.i - 1].pos_ == "ADP" and before.pos_ in {"NOUN", "ADJ"}


def _for_que(parse: "Doc", which: "Token") -> Hit | None:
    """*l’association, laquelle elle préside*: before a subject, with no preposition, it is *que*."""
    after = word_at(parse, which.i + 1)
    if word_at(parse, which.i - 1) != "," or after not in SUBJECTS or which.i + 2 == len(parse):
        return None
    why = Reason("“{word}” stands where French has “{right}”", word=which.text, right="que")
    return Hit(which.idx, which.idx + len(which), why, "qu’" if after[0] in VOWELS else "que")


def _nouns(parse: "Doc", which: "Token", lexicon: Lexicon) -> list[Features | None]:
    """What the nouns before a relative pronoun have, the nearest first; None for one that may be anything."""
    before = [token for token in reversed(parse[max(0, which.i - REACH) : which.i]) if is_noun(lexicon, token)]
    # What the parser takes for a verb behind a determiner may be the noun that is meant: *le seul être avec lequel*.
    hidden = any(
        token.pos_ in {"AUX", "VERB"} and token.i and token.nbor(-1).pos_ in {"DET", "ADJ"} for token in before
    )
    return [None] if hidden else [noun_features(lexicon, token) for token in before if token.pos_ == "NOUN"]
