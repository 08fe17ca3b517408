"""English word order kept in French (*Instagram parent Meta*, *qui est Nokia soutenant*, *aurait lettres écrites*).

Silent about titles before names (*le président Biden*), names made of common words, inverted subjects (*où vivait Martin*),
fixed phrases without an article (*a besoin*, *avait raison*), what a relative is by trade (*une mère secrétaire*), and
adjectives that French puts on either side.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from audit.detectors.registry import detector
from audit.document import Segment
from audit.finding import Category, Hit, Severity
from audit.french.before_noun import before_noun, name_and_article, name_and_people
from audit.french.clauses import subject_end, surely_finite, word_at
from audit.french.english_clauses import named_again, person_passive, set_in, there_is
from audit.french.grammar import (
    DETERMINERS,
    can_be_finite,
    finite_here,
    form_of,
    is_name,
    joined,
    only_infinitive,
    only_noun,
    past_participles,
)
from audit.french.inversion import PERFECT, uninverted
from audit.french.lexicon import Lexicon
from audit.french.misplaced import misplaced
from audit.french.noun_order import (
    adjective_first,
    adjective_without_article,
    bare_noun,
    bare_superlative,
    elided,
    more_than,
    name_before_noun,
    noun_between_names,
)
from audit.french.stacked_nouns import stacked_noun
from audit.french.which import with_object
from audit.french.words import HE, words
from audit.naming.names import Names
from audit.naming.offices import bare_title, house_before_office, office_behind, offices_in_a_row
from audit.reason import Reason

if TYPE_CHECKING:
    from audit.french.parsed import Doc, Token

RELATIVES = words("qui que dont")
NO_LESS = words("moins plus un une même seulement")  # *n’a fait pas moins de dix morts*


@detector(category=Category.GRAMMAR, severity=Severity.MAJOR)
def word_order(segment: Segment, mended: "Doc", lexicon: Lexicon, names: Names) -> Iterator[Hit]:
    for token in mended:
        hit = (
            noun_between_names(token, lexicon, names)
            or _relative(mended, token, lexicon)
            or _object_before_participle(mended, token, lexicon)
            or office_behind(token, lexicon)
            or offices_in_a_row(token)
            or name_before_noun(token, lexicon)
            or house_before_office(token)
            or adjective_without_article(token, lexicon)
            or adjective_first(token, lexicon)
            or stacked_noun(token, lexicon)
            or bare_title(token, lexicon)
            or bare_superlative(token, lexicon)
            or more_than(token, lexicon)
            or _negation_first(mended, token, lexicon)
            or _causative_split(mended, token, lexicon)
            or _name_in_perfect(mended, token, lexicon)
            or uninverted(mended, token, lexicon)
            or _negated_behind(mended, token, lexicon)
            or there_is(mended, token, lexicon)
            or person_passive(mended, token, lexicon)
            or set_in(mended, token, lexicon)
            or named_again(mended, token, lexicon)
            or misplaced(token, lexicon)
            or before_noun(token, lexicon)
            or name_and_people(token, lexicon)
            or name_and_article(token, lexicon)
        )
        if hit:
            yield hit


def _relative(parse: "Doc", relative: "Token", lexicon: Lexicon) -> Hit | None:
    if relative.norm not in RELATIVES or relative.i + 3 >= len(parse):
        return None
    subject_form = relative.norm == "qui" and relative.i > 0
    return (
        (_pronoun_behind_qui(parse, relative) if subject_form else None)
        or _pronoun_again(parse, relative)
        or (_object_relative(parse, relative, lexicon) if subject_form else None)
    )


def _pronoun_behind_qui(parse: "Doc", relative: "Token") -> Hit | None:
    """*, qui il connaît*: a second subject, which calls for *que*, or where the verb has an object is one too many."""
    pronoun = relative.nbor(1)
    if relative.nbor(-1).text != "," or pronoun.norm not in HE:
        return None
    why = Reason("“qui {pronoun}” copies English “who” or “which”", pronoun=pronoun.text)
    return Hit(
        relative.idx, pronoun.idx + len(pronoun), why, None if with_object(parse, pronoun) else f"qu’{pronoun.text}"
    )


def _pronoun_again(parse: "Doc", relative: "Token") -> Hit | None:
    """*dont le contrat, il a été prolongé*: the subject of the relative clause, and a pronoun for it."""
    end = subject_end(parse, relative.nbor(1)) if relative.norm == "dont" else None
    if end is None or word_at(parse, end) != "," or word_at(parse, end + 1) not in HE:
        return None
    pronoun = parse[end + 1]
    why = Reason("“{pronoun}” repeats the subject of the clause", pronoun=pronoun.text)
    return Hit(relative.idx, pronoun.idx + len(pronoun), why, parse.span(relative.i, end).text)


def _object_relative(parse: "Doc", relative: "Token", lexicon: Lexicon) -> Hit | None:
    """*qui Steam possède*, *qui a Stone dirigé*: a relative with a subject of its own, which calls for *que*."""
    following = relative.nbor(1)
    perfect = form_of(lexicon, following, "avoir")
    start = following.i + perfect
    end = _name_end(parse, start)
    verb = parse[end]
    if relative.nbor(-1).pos_ == "ADP" or end == start or not parse[start].is_alpha:
        return None
    if not (past_participles(lexicon, verb) if perfect else finite_here(lexicon, verb)):
        return None
    subject = parse.span(start, end).text
    predicate = f"{following.text} {verb.text}" if perfect else verb.text
    why = Reason("“{phrase}” keeps the English order", phrase=parse.span(relative.i, end + 1).text)
    repair = f"{elided('qu', subject, 'que ')}{subject} {predicate}"
    return Hit(relative.idx, verb.idx + len(verb), why, repair)


def _object_before_participle(parse: "Doc", auxiliary: "Token", lexicon: Lexicon) -> Hit | None:
    """*aurait lettres anonymes écrites*: avoir, a bare noun, its participle behind it."""
    if auxiliary.i + 2 >= len(parse) or not form_of(lexicon, auxiliary, "avoir"):
        return None
    noun = auxiliary.nbor(1)
    if not can_be_finite(lexicon, auxiliary) or not _bare_object(noun, lexicon):
        return None
    for participle in parse[noun.i + 1 : noun.i + 4]:
        if participle.norm == "plus":
            return None  # *a besoin plus temps*
        if found := past_participles(lexicon, participle):
            form = lexicon.inflect(found[0].lemma, "verb", mood="participle", tense="past", gender="m", number="s")
            phrase, plural = parse.span(noun.i, participle.i).text, lexicon.numbers(noun.text) != {"s"}
            if not plural and participle.i > noun.i + 1:
                return None
            repair = f"{auxiliary.text} {form} des {phrase}" if form and plural else None
            why = Reason(
                "“{phrase}” stands between “{auxiliary}” and its participle, as it would in English",
                phrase=phrase,
                auxiliary=auxiliary.text,
            )
            return Hit(auxiliary.idx, participle.idx + len(participle), why, repair)
        if participle.pos_ not in {"ADJ", "ADV"}:
            return None
    return None


def _bare_object(noun: "Token", lexicon: Lexicon) -> bool:
    """True for a noun that is no participle; one in the singular must be nothing but a noun."""
    if noun.pos_ != "NOUN" or not noun.text.islower() or past_participles(lexicon, noun):
        return False
    return bare_noun(lexicon, noun) if lexicon.numbers(noun.text) != {"s"} else only_noun(lexicon, noun)


def _causative_split(parse: "Doc", verb: "Token", lexicon: Lexicon) -> Hit | None:
    """*faire les gens payer*: French keeps *faire* and its infinitive together."""
    if not form_of(lexicon, verb, "faire") or verb.i + 3 >= len(parse) or verb.pos_ not in {"VERB", "AUX"}:
        return None
    determiner, noun, infinitive = parse[verb.i + 1 : verb.i + 4]
    if determiner.norm not in DETERMINERS or noun.pos_ != "NOUN" or not only_infinitive(lexicon, infinitive):
        return None
    phrase = parse.span(verb.i + 1, verb.i + 3).text
    why = Reason(
        "“{phrase}” stands between “{verb}” and its infinitive, as it would in English", phrase=phrase, verb=verb.text
    )
    return Hit(verb.idx, infinitive.idx + len(infinitive), why, f"{verb.text} {infinitive.text} {phrase}")


def _name_in_perfect(parse: "Doc", auxiliary: "Token", lexicon: Lexicon) -> Hit | None:
    """*», a Forester plaisanté*: a name between an auxiliary and its participle."""
    if auxiliary.norm not in PERFECT or not 0 < auxiliary.i < len(parse) - 2:
        return None
    start = end = auxiliary.i + 1
    while end < len(parse) - 1 and is_name(parse[end]) and parse[end].is_alpha:
        end += 1
    participle = parse[end]
    if end == start or not past_participles(lexicon, participle) or not participle.text.islower():
        return None
    name = parse.span(start, end).text
    why = Reason("“{name}” stands between “{auxiliary}” and its participle", name=name, auxiliary=auxiliary.text)
    repair = f"{auxiliary.text} {participle.text} {name}"
    return Hit(auxiliary.idx, participle.idx + len(participle), why, repair)


def _negated_behind(parse: "Doc", negation: "Token", lexicon: Lexicon) -> Hit | None:
    """*n’a donné pas de calendrier*: what negates stands behind the participle, not before it."""
    if negation.norm not in {"pas", "jamais"} or not 2 < negation.i < len(parse) - 1:
        return None
    auxiliary, participle, behind = parse[negation.i - 2], parse[negation.i - 1], negation.nbor(1)
    before = {token.norm for token in parse[max(0, negation.i - 5) : auxiliary.i]}
    if not before & {"ne", "n'"} or not form_of(lexicon, auxiliary, "avoir"):
        return None
    if not past_participles(lexicon, participle) or not can_be_finite(lexicon, auxiliary):
        return None
    if participle.norm in {"plus", "pu"} or (negation.norm == "pas" and behind.norm in NO_LESS):
        return None
    phrase = f"{participle.text} {negation.text}"
    why = Reason("“{phrase}” keeps the English order", phrase=phrase)
    return Hit(participle.idx, negation.idx + len(negation), why, f"{negation.text} {participle.text}")


def _negation_first(parse: "Doc", negation: "Token", lexicon: Lexicon) -> Hit | None:
    """*le président pas a commis de fraude*."""
    if negation.norm != "pas" or not 0 < negation.i < len(parse) - 1:
        return None
    subject, verb = parse[negation.i - 1], parse[negation.i + 1]
    told = subject.pos_ in {"NOUN", "PROPN"} or subject.norm in HE
    if not told or not surely_finite(lexicon, verb) or subject.norm == "pourquoi":
        return None
    why = Reason("“{phrase}” keeps the English order", phrase=f"{negation.text} {verb.text}")
    return Hit(negation.idx, verb.idx + len(verb), why, joined("ne", f"{verb.text} pas"))


def _name_end(parse: "Doc", start: int) -> int:
    """The first place from `start` on that holds no name, or the last of the sentence."""
    end = start
    while end < len(parse) - 1 and is_name(parse[end]):
        end += 1
    return end
