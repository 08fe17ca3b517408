"""Where a clause begins, and where its subject ends: read off the order of the words, for parsers stumble over garbled ones."""

from typing import TYPE_CHECKING

from audit.french.grammar import (
    DETERMINERS,
    PREPOSITIONS,
    can_be_finite,
    causative,
    finite_here,
    is_name,
    only_finite,
    only_infinitive,
    past_participles,
)
from audit.french.lexicon import Lexicon
from audit.french.words import OF_A_NOUN, words

if TYPE_CHECKING:
    from audit.french.parsed import Doc, Token

PRONOUNS = words("il ils elle elles on nous je j' cela ça celui-ci celle-ci")
INDEFINITES = words("certains certaines beaucoup plusieurs tous toutes d'autres")  # plural subjects all by themselves
REFLEXIVES = words("ne n' me m' te t' se s' nous vous y en")
# Words that open a clause, so that a subject and its verb must follow; and marks that do so where no verb governs.
OPENERS = words("si quand lorsque puisque tandis comme que qu' dont où mais car pourquoi")
OPENING_MARKS = words(", et « “")
# Nouns of times, which need no preposition.
TIMES = words(
    """
    lundi mardi mercredi jeudi vendredi samedi dimanche jour journée semaine week-end mois an année fois matin
    matinée soir soirée nuit minute heure lendemain veille janvier février mars avril mai juin juillet août septembre
    octobre novembre décembre
    """
)
AUXILIARIES = words("a ont est sont avait avaient était étaient")
REACH = 12  # ... and how many are looked through
ASIDE = 14  # words of an aside
# What stands before an inverted verb of saying, and between that and the verb.
BEFORE_INVERSION = words("» ” \" , comme que qu' dont - – — ainsi où ce ? !")
BEFORE_SAYING = words("l' le leur lui s' se nous m' t' a ont avait")


def word_at(parse: "Doc", index: int) -> str:
    """The word there in lower case, "" before and behind the sentence."""
    return parse[index].norm if 0 <= index < len(parse) else ""


def after_multiple(parse: "Doc", index: int) -> int:
    """Where the adjective of *cent fois plus large* stands, when that begins at `index`; -1 when it does not."""
    counted = word_at(parse, index + 1) == "fois" and word_at(parse, index + 2) in {"plus", "moins"}
    return index + 3 if counted and index + 3 < len(parse) else -1


def past(parse: "Doc", index: int, passed: frozenset[str]) -> int:
    """The first position from `index` on that holds none of the words; the length of the sentence when there is none."""
    while word_at(parse, index) in passed:
        index += 1
    return index


def subject_end(parse: "Doc", start: "Token") -> int | None:
    """Where the subject that begins at `start` ends: a name, a pronoun, or a determiner with its noun; None if none."""
    if start.norm in PRONOUNS:
        return start.i + 1 if start.text[0].islower() else None
    if is_name(start) and start.pos_ in {"PROPN", "NOUN", "X"}:
        return next((token.i for token in parse[start.i :] if not is_name(token)), len(parse))
    if start.pos_ == "DET" or start.norm == "l'":
        return _noun_phrase_end(parse, start.i + 1)
    return None


def complements_end(parse: "Doc", start: int, lexicon: Lexicon) -> int:
    """Where what a noun carries behind it ends (*l’offensive | lancée par la Turquie*, *la hausse | des prix du gaz*)."""
    for token in parse[start : start + REACH]:
        if token.pos_ not in OF_A_NOUN and not past_participles(lexicon, token):
            return token.i
    return min(len(parse), start + REACH)


def _noun_phrase_end(parse: "Doc", start: int) -> int | None:
    """Where a noun with the adjectives around it ends; None when `start` begins something else."""
    noun = next((token.i for token in parse[start : start + 3] if token.pos_ == "NOUN"), None)
    if noun is None or any(token.pos_ not in {"ADJ", "NUM"} for token in parse[start:noun]):
        return None
    return next((token.i for token in parse[noun + 1 :] if token.pos_ != "ADJ"), len(parse))


def aside_end(parse: "Doc", start: int, lexicon: Lexicon) -> int:
    """Behind the comma that closes an aside with no verb (*Ann Lee, la directrice, | a dit*), else `start` itself."""
    if word_at(parse, start) != ",":
        return start
    close = next((t.i for t in parse[start + 1 : start + ASIDE] if t.text == ","), start)
    return close + 1 if close > start and not any(finite_here(lexicon, t) for t in parse[start:close]) else start


def follows_speech(parse: "Doc", verb: "Token") -> bool:
    """True where a verb of saying follows what was said (*… », a déclaré Martin*), or *comme*, *que*: subject inverted."""
    index = verb.i - 1
    while index > 0 and (parse[index].pos_ in {"AUX", "ADV"} or word_at(parse, index) in BEFORE_SAYING):
        index -= 1
    return index < 0 or parse[index].pos_ == "AUX" or word_at(parse, index) in BEFORE_INVERSION


def hyphen_after(parse: "Doc", token: "Token") -> bool:
    """True before an inverted pronoun or the rest of a compound (*semble-t-il*)."""
    return token.i + 1 < len(parse) and parse[token.i + 1].text.startswith("-")


def opening_subject(parse: "Doc", verb: "Token", lexicon: Lexicon) -> "Token | None":
    """The head of a subject that opens a clause, right before the verb (*si les dirigeants pointer*); None if not plain."""
    head = _head_before(parse, verb.i - 1)
    if head is None:
        return None
    first = head.i - 1
    while first > 0 and parse[first].pos_ == "ADJ":
        first -= 1  # *dont le premier long métrage*
    determined = word_at(parse, first) in DETERMINERS
    if can_be_finite(lexicon, head) and not determined:
        return None  # *si le couple compte revoir*
    if head.i == 0:
        return head if head.norm in INDEFINITES else None
    counted = parse[head.i - 1].pos_ == "NUM"
    plain = head.pos_ == "NOUN" and (determined or counted)
    return head if plain and _clause_opens(parse, first - 1, lexicon) else None


def _head_before(parse: "Doc", index: int) -> "Token | None":
    """The head of the noun phrase that ends at `index`, clitics left out (*le chef* in *le chef de cabinet adjoint se*)."""
    while word_at(parse, index) in REFLEXIVES:
        index -= 1
    while index >= 0 and parse[index].pos_ == "ADJ":
        index -= 1
    if index > 2 and [t.pos_ for t in (parse[index - 2], parse[index])] == ["NOUN", "NOUN"]:
        index -= 2 * (word_at(parse, index - 1) in {"de", "d'"})
    return parse[index] if index >= 0 else None


def _clause_opens(parse: "Doc", index: int, lexicon: Lexicon) -> bool:
    """True where the word at `index` opens a clause; the beginning of the sentence does."""
    if index < 0 or word_at(parse, index) in OPENERS:
        return True
    governed = any(causative(lexicon, token) or only_infinitive(lexicon, token) for token in parse[:index])
    return parse[index].text in OPENING_MARKS and not governed


def number_of(parse: "Doc", head: "Token") -> str:
    """ "s" or "p", by what stands before a subject's head; of a bare one, by its own form."""
    if head.norm in INDEFINITES:
        return "p"
    first = head.i - 1
    while first >= 0 and parse[first].pos_ == "ADJ" and parse[first].norm not in DETERMINERS:
        first -= 1  # *les premières fleurs*
    before = parse[first] if first >= 0 else None
    if before is not None and before.pos_ == "NUM" and before.norm not in {"un", "une"}:
        return "p"
    bare = "p" if head.pos_ == "NOUN" and head.morph.get("Number", []) == ["Plur"] else "s"
    return DETERMINERS.get(before.norm, ("", bare))[1] if before is not None else bare


def surely_finite(lexicon: Lexicon, token: "Token") -> bool:
    """True for what can be nothing but a conjugated verb, and for an auxiliary where the parser has one (*est*, *a*)."""
    return token.pos_ in {"VERB", "AUX"} and (token.norm in AUXILIARIES or only_finite(lexicon, token))


def own_subject(verb: "Token") -> "Token | None":
    """The one noun or name that the parser takes for the subject of an infinitive; None when a preposition governs it."""
    subjects = [child for child in verb.lefts if child.dep_ == "nsubj" and child.pos_ in {"NOUN", "PROPN"}]
    marks = [child.norm for child in verb.lefts if child.dep_.startswith(("aux", "cop", "mark"))]
    if len(subjects) != 1 or PREPOSITIONS & set(marks):
        return None
    [subject] = subjects
    determined = any(child.norm in DETERMINERS for child in subject.lefts)
    return subject if determined or subject.pos_ == "PROPN" else None


def antecedent(parse: "Doc", index: int) -> "Token":
    """The noun before *qui*, behind whose adjectives it may stand."""
    noun = next(
        (token for token in reversed(parse[max(0, index - 2) : index + 1]) if token.pos_ != "ADJ"), parse[index]
    )
    return noun if noun.pos_ in {"NOUN", "PRON", "PROPN"} else parse[index]


def inverted(parse: "Doc", token: "Token") -> bool:
    """True for a pronoun behind its verb (*a-t-il déclaré*, *doit-elle partir*)."""
    before = parse[token.i - 1].text if token.i else ""
    return token.text.startswith("-") or "-" in before or before in {"t'", "t’"}


def leads_to_que(parse: "Doc", verb: "Token", lexicon: Lexicon) -> bool:
    """True where *que* is near, and no conjugated verb before it (*annoncé vendredi que*)."""
    for token in parse[verb.i + 1 : verb.i + 4]:
        if token.norm in {"que", "qu'"}:
            return True
        if can_be_finite(lexicon, token):
            return False
    return False
