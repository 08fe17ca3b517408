"""A plural noun that opens its sentence or clause: nothing that it carries makes its verb a singular."""

from typing import TYPE_CHECKING

from audit.french.clauses import TIMES, word_at
from audit.french.grammar import (
    DETERMINERS,
    after_adverbs,
    can_be_finite,
    finite,
    past_participles,
    readings,
    verb_lemmas,
)
from audit.french.lexicon import Lexicon
from audit.french.lone_participles import TELLING
from audit.french.subjects import COLLECTIVE, ONE, QUESTIONS, SUBJECT, nearer_subject
from audit.french.words import CLITICS, OF_A_NOUN, words

if TYPE_CHECKING:
    from audit.french.parsed import Doc, Token

OPENERS = words("« “ \" : ; que qu'") | {""}
ASIDE = 5  # words behind the verb of an aside (*les prix, relève une étude, montent*), within which it ends
MEASURES = words("an fois euro dollar kilomètre mètre degré point pour-cent heure")


def opening_plural(parse: "Doc", verb: "Token", lexicon: Lexicon) -> "Token | None":
    """The plural noun that opens the sentence or clause of a verb as its one subject; None where there is another.

    What it carries, with its commas, may stand between: *les rivaux Samsung et Micron a*, *les pêcheurs, eux, reste*.
    """
    if any(word_at(parse, token.i) in QUESTIONS for token in parse[: verb.i]):
        return None
    subjects = [child for child in verb.lefts if child.dep_ in SUBJECT]
    if len(subjects) != 1 or any(child.dep_ in SUBJECT for child in verb.rights):
        return None
    noun = subjects[0]
    if nearer_subject(noun, verb):
        return None
    before = word_at(parse, noun.left_edge.i - 1)
    # *une fanfare jouait et les enfants dansait*
    clause = before == "et" and verb.dep_ == "conj" and noun.head == verb and noun.i + 1 == verb.i
    if not _plural(parse, noun, lexicon) or not (before in OPENERS or clause) or _restricted(parse, noun):
        return None
    commas = sum(token.text == "," for token in parse[noun.i : verb.i])
    if commas == 1 or (commas and _aside(parse, verb, lexicon)):
        return None
    if commas and any(token.dep_ == "conj" and token.pos_ == "NOUN" for token in parse[noun.i : verb.i]):
        return None  # *les murs luisaient, et la dorure, au soleil, étalait*
    inside = {token.i for token in noun.subtree}
    own = all(token.i in inside or token.head in {verb, noun} or token.is_punct for token in parse[noun.i : verb.i])
    return noun if own or commas else None


def resumed_plural(parse: "Doc", verb: "Token", lexicon: Lexicon) -> "Token | None":
    """The plural that opens the sentence before an aside whose other comma stands before this verb (*les élus, qui s’est réuni
    hier, a promis de*); None where a plural verb is there that may be its own."""
    comma = verb.i - 1
    while comma > 0 and parse[comma].norm in CLITICS:
        comma -= 1
    first = next((t.i for t in parse[:comma] if t.text == ","), -1)
    if word_at(parse, comma) != "," or first < 0 or inverted_behind(parse, verb, lexicon):
        return None
    opening = parse[:first]
    noun = next((t for t in opening if t.pos_ in {"NOUN", "PRON"}), None)
    if word_at(parse, first + 1) == "dont" and word_at(parse, first + 3) in ONE:
        return None  # *deux firmes, dont l’une, la plus petite, a*
    those = noun is not None and word_at(parse, 0) in {"ceux", "celles"} and word_at(parse, 1) == "qui"
    if noun is None or not (those or (noun.left_edge.i == 0 and _plural(parse, noun, lexicon))):
        return None
    relative = word_at(parse, first + 1) in {"qui", "dont"}
    tells = any(verb_lemmas(lexicon, t) & TELLING for t in parse[first + 1 : comma]) and word_at(
        parse, first + 1
    ) not in {"il", "elle", "on"}
    aside = after_adverbs(parse, first + 1)
    described = bool(past_participles(lexicon, parse[aside])) and "," not in {t.text for t in parse[first + 1 : comma]}
    nominal = all(t.pos_ in OF_A_NOUN for t in opening) and (relative or tells or described)
    plural = any(
        t.pos_ in {"VERB", "AUX"}
        and any(finite(r) and r.number == "p" and r.person == "3" for r in readings(lexicon, t))
        for t in parse[first:]
        if word_at(parse, t.i - 1) != "qui"
    )
    return noun if (nominal or those) and not plural else None


def inverted_behind(parse: "Doc", verb: "Token", lexicon: Lexicon) -> bool:
    """True where the subject may stand behind (*Deux blessés, dont un grave, a annoncé la police*)."""
    end = after_adverbs(parse, verb.i + 1)
    end = after_adverbs(parse, end + 1) if end < len(parse) and past_participles(lexicon, parse[end]) else end
    return end >= len(parse) or parse[end].pos_ in {"DET", "PROPN", "NOUN", "PRON"} or parse[end].is_punct


def _restricted(parse: "Doc", noun: "Token") -> bool:
    """True behind *ne … que*, where the noun is no subject (*qui n’emporte que 400 kilos quand une autre en soulève*)."""
    first = noun.left_edge.i
    denied = any(word_at(parse, at) in {"ne", "n'"} for at in range(max(0, first - 6), first))
    return denied and word_at(parse, first - 1) in {"que", "qu'"}


def named_plural(parse: "Doc", verb: "Token", lexicon: Lexicon) -> "Token | None":
    """The plural that opens the sentence, and between it and the verb nothing but names (*les rivaux Dell et Lenovo a*)."""
    noun = parse[1] if verb.i > 2 else verb
    named = all(token.pos_ == "PROPN" or token.text in {"et", ","} for token in parse[2 : verb.i])
    opens = word_at(parse, 0) in DETERMINERS and DETERMINERS[word_at(parse, 0)][1] == "p"
    common = noun.text.islower() and noun.pos_ == "NOUN" and lexicon.numbers(noun.text) == {"p"}
    return noun if opens and common and named and parse[verb.i - 1].pos_ == "PROPN" else None


def named_in_quotes(parse: "Doc", verb: "Token") -> bool:
    """True behind the name that a noun has in quotation marks (*l’équipe « Les Innovateurs » a*)."""
    opening = next((t.i for t in parse[: verb.i] if t.text in {"«", "“"}), 0)
    return opening > 0 and parse[verb.i - 1].text in {"»", "”"} and parse[opening - 1].pos_ == "NOUN"


def _plural(parse: "Doc", noun: "Token", lexicon: Lexicon) -> bool:
    """True for *les rivaux*, *deux enfants*, *plusieurs riverains*; not for measures and times."""
    first = noun.left_edge
    counted = first.pos_ == "NUM" and word_at(parse, first.i) not in ONE
    determined = DETERMINERS.get(word_at(parse, first.i), ("", ""))[1] == "p" or counted
    lemmas = {reading.lemma for reading in readings(lexicon, noun)} | {noun.text.lower()}
    plain = noun.pos_ == "NOUN" and noun.text.islower() and "p" in lexicon.numbers(noun.text)
    between = all(token.pos_ in {"ADJ", "NUM"} for token in parse[first.i + 1 : noun.i])
    return determined and plain and between and not lemmas & (TIMES | MEASURES | COLLECTIVE)


def _aside(parse: "Doc", verb: "Token", lexicon: Lexicon) -> bool:
    """True where the verb may belong to an aside, or be a participle, for another may be the noun's: a plural one follows."""
    close = next((t.i for t in parse[verb.i + 1 : verb.i + 1 + ASIDE] if t.text == ","), None)
    saying = verb.i + 1 < len(parse) and parse[verb.i + 1].pos_ in {"DET", "PROPN", "NOUN", "PRON"}
    if word_at(parse, verb.i - 1) == "," and close is not None and saying:
        return True
    return bool(past_participles(lexicon, verb)) and any(
        can_be_finite(lexicon, token) and any(finite(r) and r.number == "p" for r in readings(lexicon, token))
        for token in parse[verb.i + 1 :]
        if token.pos_ in {"VERB", "AUX"}
    )
