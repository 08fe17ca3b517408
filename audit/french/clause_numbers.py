"""A verb in the singular behind a subject of several (*les gens va*, *la plupart des gens va*, *le maire et son adjoint a*),
told by the order of words, whatever the parser makes of a sentence whose pieces were translated each by itself."""

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from audit.french.bare_nouns import CONJUNCTIONS, verb_of_bare
from audit.french.clause_subjects import Subject, clause_subject
from audit.french.clauses import TIMES, hyphen_after, word_at
from audit.french.grammar import (
    DETERMINERS,
    finite_here,
    form_of,
    group_start,
    is_noun,
    readings,
)
from audit.french.lexicon import Lexicon
from audit.french.plural_openings import MEASURES, inverted_behind
from audit.french.subjects import COLLECTIVE, CONTRACTED, ONE, PICKED, summed
from audit.french.words import OF_A_NOUN, words

if TYPE_CHECKING:
    from audit.french.parsed import Doc, Span, Token

# Collectives that are always of what they count (*des centaines de gens*, *la plupart des gens*).
COUNTING = words("dizaines centaines milliers millions milliards plupart")
OF = words("de d' des")
MANY = words("beaucoup peu tant assez combien")
MORE = words("plus moins près autour")  # before a number
RELATIVES = words("qui que qu' dont où lequel laquelle")
# Behind these *que* compares or restricts, and no clause follows.
COMPARING = words(
    "plus moins aussi autant même mêmes ne n' autre autres tel telle tels telles mieux pire tant plutôt ainsi aucun rien"
)
BESIDE = words("comme ou :")  # what stands behind these is no subject, or one of two
LAST = words("NOUN ADJ PROPN NUM VERB ADV PRON")
JOINING = words("et ou , ni comme")
REACH = 8  # words back to a comparison


def several_before(parse: "Doc", verb: "Token", lexicon: Lexicon) -> "Token | None":
    """The head of the plural subject that opens the clause of a verb and ends right before it; None where it may be another."""
    if not finite_here(lexicon, verb) or hyphen_after(parse, verb):
        return None
    end = group_start(parse, verb.i)
    if bare := bare_plural(parse, verb, end, lexicon) or _how_many(parse, verb, end, lexicon):
        return bare
    aside = word_at(parse, end - 1) == ","
    subject = clause_subject(parse, end, lexicon) if end > 0 else None
    if subject is None or not _opens(parse, subject, lexicon) or (aside and inverted_behind(parse, verb, lexicon)):
        return None
    phrase = parse.span(subject.start, end)
    if parse.quoted[subject.start] or any(t.text in '«»“”"()-' for t in phrase):
        return None
    if not aside and (phrase[-1].pos_ not in LAST or phrase[-1].text[-1] in "'’"):
        return None
    if _plural(phrase, subject.head, lexicon) or (not aside and subject.opener != "," and _joined(phrase, lexicon)):
        return subject.head
    return None


def _opens(parse: "Doc", subject: Subject, lexicon: Lexicon) -> bool:
    """True where the subject is no term of a comparison, of a list, or of an earlier verb."""
    before = parse[: max(0, subject.start - 1)]
    if subject.opener in {"que", "qu'"}:
        return COMPARING.isdisjoint(t.norm for t in before[-REACH:])
    if subject.opener in {"et", ","} and parse[subject.start].norm in CONTRACTED:
        return False  # *le rythme des décès et des hospitalisations*
    if subject.opener == "et":
        return (RELATIVES | {"entre"}).isdisjoint(t.norm for t in before)  # *un choix entre l’or et les bons est*
    if subject.opener == ",":
        first = next((t.i + 1 for t in reversed(before) if t.text in ",;:"), 0)
        led = parse[first].pos_ in {"ADP", "ADV", "CCONJ", "SCONJ"}
        return led or any(finite_here(lexicon, t) for t in before[first:])
    return subject.opener not in BESIDE


def _plural(phrase: "Span", head: "Token", lexicon: Lexicon) -> bool:
    """True for a plural noun with a plural determiner or a number; and for what counts one (*la plupart des gens*)."""
    between = phrase[: head.i - phrase.start]
    many = _many(between)
    between = between[2 * many :]
    apart = (t for t in between if t.norm not in DETERMINERS and t.pos_ not in {"DET", "ADJ", "NUM", "ADV"})
    if any(apart) or not head.text.islower() or not (ONE | PICKED).isdisjoint(t.norm for t in between):
        return False
    counted = any(t.pos_ == "NUM" and t.like_num and t.norm not in ONE for t in between)
    determined = many or counted or any(DETERMINERS.get(t.norm, ("", ""))[1] == "p" for t in between)
    if head.norm in COUNTING:
        own = head.i - phrase.start
        of = phrase[own + 1 : own + 4]
        plural = len(of) > 2 and DETERMINERS.get(of[1].norm, ("", ""))[1] == "p"  # *la plupart de ses amis*
        noun = of[1 + plural] if len(of) > 1 + plural and of[0].norm in OF else head
        return (
            noun is not head
            and noun.pos_ == "NOUN"
            and "p" in lexicon.numbers(noun.norm)
            and (determined or head.norm == "plupart")
        )
    lemmas, numbers = {r.lemma for r in readings(lexicon, head)} | {head.norm}, lexicon.numbers(head.norm)
    plural = numbers == {"p"} if many else "p" in numbers  # *beaucoup de temps*
    return determined and not lemmas & (TIMES | MEASURES | COLLECTIVE) and plural


def _many(between: Sequence["Token"]) -> bool:
    """True where *beaucoup de* begins it, or *plus de* and a number (*beaucoup de gens*, *près de 200 soldats*)."""
    if len(between) < 2 or between[1].norm not in OF:
        return False
    numbered = len(between) > 2 and between[2].like_num and between[2].norm not in ONE
    return between[0].norm in MANY or (numbered and between[0].norm in MORE)


def _how_many(parse: "Doc", verb: "Token", end: int, lexicon: Lexicon) -> "Token | None":
    """The noun of *combien de gens* that ends at `end`, where no subject can stand behind the verb."""
    start = next((t.i for t in reversed(parse[max(0, end - REACH) : end]) if t.norm == "combien"), end)
    phrase = parse.span(start, end)
    noun = next((t for t in phrase if t.pos_ == "NOUN"), None)
    plain = noun is not None and all(t.pos_ in LAST | OF_A_NOUN for t in phrase[1:])
    if noun is None or not plain or inverted_behind(parse, verb, lexicon):
        return None
    return noun if _plural(phrase, noun, lexicon) else None


def bare_plural(parse: "Doc", verb: "Token", end: int, lexicon: Lexicon) -> "Token | None":
    """The plural without an article that opens the sentence, or a clause, as the subject of the verb (*lorsque pêcheurs du port a
    vu*); None before *est un*, which tells of a title."""
    places = [0, *(t.i + 1 for t in parse[max(0, end - REACH) : end] if t.norm in CONJUNCTIONS)]
    noun = parse[places[-1]]
    if noun.i >= end or lexicon.numbers(noun.norm) != {"p"} or verb_of_bare(noun, lexicon) is not verb:
        return None
    titled = any(t.text[0].isupper() for t in parse[noun.i + 1 : end]) or summed(parse, verb)
    whole = form_of(lexicon, verb, "être") and word_at(parse, verb.i + 1) in {"un", "une", "le", "la", "l'"}
    return None if titled or whole else noun


def _joined(phrase: "Span", lexicon: Lexicon) -> bool:
    """True for two that *et* joins, each with its determiner or a full name, the first with no complement but *de* (*le maire de
    Lyon et son adjoint*; not *l’agence pour l’emploi et la formation*)."""
    links = [t.i - phrase.start for t in phrase if t.norm in JOINING]
    if len(links) != 1 or phrase[links[0]].norm != "et":
        return False
    first, second = phrase[: links[0]], phrase[links[0] + 1 :]
    owned = OF | CONTRACTED if _determined(second) else frozenset()  # *le divorce de Jean Roy et Ann Lee*
    complemented = any(t.pos_ == "ADP" and t.norm not in owned for t in first)
    articles = DETERMINERS.keys() - CONTRACTED - OF
    acting = any(t.norm in articles and before.pos_ != "ADP" for before, t in pairwise(first[1:]))
    measured = first[min(1, len(first) - 1)].norm in TIMES or any(t.like_num for t in first)
    if complemented or acting or measured or not first or not second:
        return False  # *la pile dure la journée et l’écran brille*: the parser takes *dure* for an adjective
    return all(_determined(part) or _names(part, lexicon) for part in (first, second))


def _determined(phrase: Sequence["Token"]) -> bool:
    """True for what begins with a determiner that holds no preposition, and goes on with a noun."""
    det = phrase[0]
    plain = det.norm in DETERMINERS and det.pos_ == "DET" and det.norm not in CONTRACTED
    return plain and len(phrase) > 1 and phrase[1].pos_ in {"NOUN", "ADJ"}


def _names(phrase: Sequence["Token"], lexicon: Lexicon) -> bool:
    """True for *Ann Lee*, and for *Lee* (not for the *Pêches* of *Pêches et Océans*, one ministry)."""
    named = all(t.pos_ == "PROPN" and t.text[0].isupper() for t in phrase)
    return named and (len(phrase) > 1 or not is_noun(lexicon, phrase[0]))
