"""English “that”, “which” and “who” as the wrong relative: *une fin que fera parler*, *des torchons qui certains ont jugés*."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from audit.finding import Hit
from audit.french.agreeing import called_for
from audit.french.clauses import TIMES, past, word_at
from audit.french.grammar import (
    DETERMINERS,
    SUBJECTS,
    VOWELS,
    adverb,
    can_be_finite,
    finite,
    is_noun,
    joined,
    past_participles,
    readings,
    verb_lemmas,
)
from audit.french.lexicon import Lexicon
from audit.french.words import CLITICS, QUE, THE_OR_THEM, words
from audit.reason import Reason

if TYPE_CHECKING:
    from audit.french.parsed import Doc, Token

NOMINAL = words("NOUN PROPN")
OBJECTS = words("le la les l' lui se s'")
# Words behind which a clause ends, or a complement begins: none of them is an inverted subject.
CONTRACTED = words("au aux du")
CONJOINED = words("et ou que qu' qui")
ENDING = words("à de d' du en par pour sur dans avec sans depuis que qu' chez")
COMPARING = words("plus moins aussi autant même mêmes autre autres tel telle tels telles tant si fois")
BEINGS = words("est sont était étaient sera seront serait seraient fut furent")


def wrong_relatives(parse: "Doc", lexicon: Lexicon) -> Iterator[Hit]:
    """The relatives of a sentence that have the form of another, in reading order."""
    rules = {"que": _que_for_qui, "qui": _qui_for_que, "cela": _cela_for_que}
    for token in parse[1:-2]:
        rule = rules.get(token.norm)
        if rule and (right := rule(parse, token, lexicon)):
            why = Reason("“{word}” stands where French has “{right}”", word=token.text, right=right)
            after = token.nbor(1)
            last = after if right == "que" and after.text[0].lower() in VOWELS else token
            repair = joined(right, after.text) if last is after else right
            yield Hit(token.idx, last.idx + len(last), why, None if "/" in right else repair)


def _behind_noun(parse: "Doc", relative: "Token", lexicon: Lexicon) -> bool:
    """True right behind a noun or name, a comma between them or not; but in no comparison."""
    place = relative.i - 1
    place -= parse[place].text == "," and place > 0
    noun = parse[place]
    compared = COMPARING & {token.norm for token in parse[max(0, place - 6) : relative.i]}
    name = noun.pos_ == "PROPN" and noun.text[0].isupper()
    return not compared and (name or (noun.pos_ == "NOUN" and is_noun(lexicon, noun))) and not _timed(noun)


def _timed(noun: "Token") -> bool:
    return noun.norm in TIMES | {"plupart"} or noun.norm.rstrip("s") in TIMES


def _que_for_qui(parse: "Doc", que: "Token", lexicon: Lexicon) -> str | None:
    """*le couple, que s’est marié à*, *un vendeur que doit prouver que*: a verb with no subject, nor room for one."""
    if not _behind_noun(parse, que, lexicon):
        return None
    place = past(parse, que.i + 1, CLITICS)
    verb = parse[place] if place < len(parse) - 1 else que
    third = any(finite(r) and r.person == "3" and r.mood != "subjunctive" for r in readings(lexicon, verb))
    if not third or verb.pos_ not in {"VERB", "AUX"}:
        return None
    before = {token.norm for token in parse[que.i + 1 : place]}
    if before & {"je", "nous", "vous"}:
        return None
    end = place + 1
    while end < len(parse) - 1 and (adverb(parse[end]) or _of_the_verb(parse[end], lexicon)):
        end += 1
    compound = [token for token in parse[place + 1 : end] if not adverb(token)]
    governed = any(_infinitive(token, lexicon) for token in compound)
    led = parse[end].norm in ENDING or parse[end].is_punct
    unelided = place == que.i + 1 and verb.text[0] in VOWELS and verb.norm in BEINGS | {"a", "ont", "avait", "avaient"}
    sure = governed or before & OBJECTS or parse[end].norm in {"que", "qu'"} or (verb.norm in BEINGS and compound)
    if parse[end].text == "," and word_at(parse, end + 1) in {"que", "qu'"}:
        return None  # *l’effet que peut produire, qu’a produit ou que produira la mesure*
    sure = (led and sure) or (not compound and _no_subject(verb, parse[end], lexicon))
    return "qui" if unelided or (sure and not _subject_behind(parse, end)) else None


def _no_subject(verb: "Token", after: "Token", lexicon: Lexicon) -> bool:
    """True before what cannot be the subject of that verb: several for one (*une usine que fabrique des pneus*), or a
    preposition and no pause (*un reproche que remonte à des années*)."""
    single = all(r.number == "s" for r in readings(lexicon, verb) if finite(r))
    if after.norm in DETERMINERS.keys() - CONTRACTED:
        return single and called_for(after).number == "p"
    pause = next((t.text for t in after.doc[after.i :] if t.is_punct or t.norm in CONJOINED), ".")
    return after.norm in ENDING - QUE and pause == "."


def _of_the_verb(token: "Token", lexicon: Lexicon) -> bool:
    return _infinitive(token, lexicon) or (
        token.pos_ in {"VERB", "AUX", "ADJ"} and bool(past_participles(lexicon, token))
    )


def _infinitive(token: "Token", lexicon: Lexicon) -> bool:
    return token.pos_ == "VERB" and any(reading.mood == "infinitive" for reading in readings(lexicon, token))


def _subject_behind(parse: "Doc", start: int) -> bool:
    """True where a noun that no preposition governs follows, before the clause ends (*que se voient en été les élèves*)."""
    end = next((t.i for t in parse[start:] if t.is_punct or t.norm in {"que", "qu'", "qui", "et"}), len(parse))
    return any(
        (token.pos_ == "DET" or token.pos_ == "PROPN")
        and parse[token.i - 1].pos_ in {"NOUN", "PROPN", "PRON", "ADV", "VERB"}
        and parse[token.i - 1].i >= start
        for token in parse[start + 1 : end]
    )


def _qui_for_que(parse: "Doc", qui: "Token", lexicon: Lexicon) -> str | None:
    """*des torchons qui certains ont jugés*, *pour qui le cuir s’assouplisse*: before a subject of the clause."""
    purpose = word_at(parse, qui.i - 1) == "pour"
    if not purpose and not _behind_noun(parse, qui, lexicon):
        return None
    after = parse[qui.i + 1]
    if after.norm in SUBJECTS and not purpose:
        ends = qui.i + 3 < len(parse) and (parse[qui.i + 3].is_punct or parse[qui.i + 3].norm in {"et", "ou"})
        if ends and verb_lemmas(lexicon, parse[qui.i + 2]) == {"être"}:
            return None  # *dire à sa sœur qui il était*
        aside = after.norm in {"j'", "je"} and can_be_finite(lexicon, parse[min(qui.i + 3, len(parse) - 1)])
        if aside:
            return None  # *un livre qui j’espère va vous plaire*
        return "que / qui / dont" if with_object(parse, after) else "que"
    subject = _subject(parse, after, lexicon)
    if subject is None or _timed(subject) or not subject.dep_.startswith(("nsubj", "obj", "appos", "dislocated")):
        return None
    verb = next((t for t in parse[subject.i + 1 :] if can_be_finite(lexicon, t) and t.pos_ in {"VERB", "AUX"}), None)
    if purpose:
        moods = {r.mood for r in readings(lexicon, verb) if finite(r)} if verb else set()
        return "que" if moods == {"subjunctive"} else None
    return "que / dont" if verb is not None and verb.i < qui.i + 8 else None


def with_object(parse: "Doc", pronoun: "Token") -> bool:
    """True where the verb behind the pronoun has its object (*, qui il conserve sa place*, *qui elle ne s’est*)."""
    verb = past(parse, pronoun.i + 1, CLITICS)
    last = next((t.i for t in parse[verb:] if not (adverb(t) or t.pos_ in {"VERB", "AUX"})), verb)
    reflexive = {"s'", "se"} & {t.norm for t in parse[pronoun.i : verb]}
    return bool(reflexive) or (last < len(parse) and parse[last].pos_ == "DET")


def _subject(parse: "Doc", first: "Token", lexicon: Lexicon) -> "Token | None":
    """The noun of a phrase that begins here; None where it may be a pronoun and a verb (*qui le porte*)."""
    if first.norm not in DETERMINERS:
        return first if first.norm in {"certains", "certaines"} else None
    noun = next((t for t in parse[first.i + 1 : first.i + 4] if t.pos_ != "ADJ"), first)
    plain = noun.pos_ == "NOUN" and noun.i > first.i
    verbal = first.norm in THE_OR_THEM and any(can_be_finite(lexicon, t) for t in parse[first.i + 1 : noun.i + 1])
    return noun if plain and not verbal else None


def _cela_for_que(parse: "Doc", cela: "Token", lexicon: Lexicon) -> str | None:
    """*un virus cela les chercheurs combattent*: right behind a noun, before the subject of a clause."""
    noun, after = parse[cela.i - 1], parse[cela.i + 1]
    if (
        noun.pos_ != "NOUN"
        or not is_noun(lexicon, noun)
        or word_at(parse, cela.i - 2) not in DETERMINERS
        or _timed(noun)
    ):
        return None
    return "que" if after.norm in SUBJECTS or _subject(parse, after, lexicon) is not None else None
