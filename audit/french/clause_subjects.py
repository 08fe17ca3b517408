"""The subject that opens a clause with no verb before a word: what a parser that stumbles over the verb does not tell."""

from typing import TYPE_CHECKING

from audit.french.clauses import TIMES, word_at
from audit.french.grammar import (
    DETERMINERS,
    finite_here,
    gerund,
    is_noun,
    only_finite,
    only_noun,
    past_participles,
    readings,
    verb_lemmas,
)
from audit.french.infinitives import BEFORE_BARE_INFINITIVE, TAKE_BARE
from audit.french.lexicon import Lexicon
from audit.french.words import CLITICS, LISTING, NE, OF_A_NOUN, words

if TYPE_CHECKING:
    from audit.french.parsed import Doc, Token

INSIDE = OF_A_NOUN | {"X"}  # kinds of words in a subject and what it carries
MARKS = words('« » “ ” - " ) (')
CLAUSAL = words("que qu' dont où si lorsque lorsqu' quand puisque puisqu' car comme tandis")
QUANTIFIERS = words("plus moins très peu beaucoup près trop quelque")
ALONE = words("certains certaines beaucoup plusieurs tous toutes autres")
THAT = words("cela ceci ça")
ASKING = words("quel quelle quels quelles combien comment quoi")
REACH = 18  # tokens of a subject


class Subject:
    """A subject: its head, and what stands before it."""

    def __init__(self, head: "Token", start: int, opener: str) -> None:
        self.head, self.start, self.opener = head, start, opener


def clause_subject(parse: "Doc", end: int, lexicon: Lexicon) -> Subject | None:
    """The subject that ends right before `end` and opens its clause; None where a verb or a preposition stands there."""
    aside = end > 0 and parse[end - 1].text == ","
    end = _before_aside(parse, end - 1, lexicon) if aside else end
    among = next((n for n in (1, 2) if word_at(parse, end - n) == "entre"), None)
    if among and word_at(parse, end - among - 1) == "d'":
        end -= among + 1  # *un sur dix | d’entre eux*
    if end < 1 or not _last(parse[end - 1], lexicon):
        return None
    start = _start(parse, end, lexicon)
    if start is None or start >= end:
        return None
    opener = word_at(parse, start - 1)
    if aside and opener in LISTING:
        return None  # one of a list
    head = _head(parse, start, end, lexicon)
    return None if head is None else Subject(head, start, opener)


def _last(token: "Token", lexicon: Lexicon) -> bool:
    """True for what a subject can end with, but a participle that an infinitive may follow (*venus nettoyer*)."""
    if token.pos_ != "NOUN" and (verb_lemmas(lexicon, token) & TAKE_BARE or token.norm in BEFORE_BARE_INFINITIVE):
        return False
    kinds = INSIDE - {"ADP", "DET"}
    noun = token.pos_ in kinds or only_noun(lexicon, token) or token.like_num or _of_that(token)
    return noun or token.text in "»”" or token.norm in ALONE or bool(past_participles(lexicon, token))


def _of_that(token: "Token") -> bool:
    """True for *cela* in *les preuves de cela*."""
    return token.norm in THAT and word_at(token.doc, token.i - 1) in {"de", "à"}


def _before_aside(parse: "Doc", comma: int, lexicon: Lexicon) -> int:
    """Where what stands before an aside ends (*Ann Lee | , sortie sur blessure,*); -1 where there is none."""
    opening = next((t.i for t in reversed(parse[:comma]) if t.text == ","), None)
    if opening is None or comma - opening < 2:
        return -1
    inside = parse[opening + 1 : comma]
    relative = inside[0].norm in {"qui", "dont", "que", "qu'", "où"}
    return opening if relative or not any(finite_here(lexicon, t) for t in inside) else -1


def _start(parse: "Doc", end: int, lexicon: Lexicon) -> int | None:
    """Where the nouns that end at `end` begin, behind a word that opens a clause; None behind a verb."""
    for token in reversed(parse[max(0, end - REACH) : end]):
        if token.norm in CLAUSAL or token.norm in LISTING:
            if token.norm == "et" and not _clause_before(parse, token.i, lexicon):
                continue
            return token.i + 1
        verbal = (
            only_finite(lexicon, token)
            or finite_here(lexicon, token)
            or (gerund(lexicon, token) and token.pos_ == "VERB")
        )
        verbal = verbal or any(
            r.mood == "infinitive" for r in readings(lexicon, token) if token.pos_ in {"VERB", "AUX"}
        )
        if verbal or not (
            token.pos_ in INSIDE
            or token.like_num
            or token.text in MARKS
            or past_participles(lexicon, token)
            or token.pos_ == "ADV"
            or token.norm in ALONE
            or _of_that(token)
        ):
            return None
    return 0 if end <= REACH else None


def _clause_before(parse: "Doc", link: int, lexicon: Lexicon) -> bool:
    return any(finite_here(lexicon, t) for t in parse[:link])


def _head(parse: "Doc", start: int, end: int, lexicon: Lexicon) -> "Token | None":
    """The first noun of a subject that a determiner, a name, a number or a quantity opens."""
    first, inside = parse[start], {token.norm for token in parse[start:end]}
    if inside & NE or len(first) == 1 or first.norm in ASKING or (first.norm in CLITICS and first.pos_ == "PRON"):
        return None
    if first.norm in ALONE and end == start + 1:
        return first
    contracted = first.norm in {"du", "au", "aux"} or (first.norm == "des" and first.pos_ == "ADP" and start == 0)
    name = first.text[0].isupper() and first.pos_ in {"NOUN", "X"}
    determined = first.pos_ in {"DET", "PROPN", "NUM"} or first.norm in DETERMINERS or first.norm in QUANTIFIERS
    if contracted or not (name or determined):
        return None
    noun = next((t for t in parse[start:end] if t.pos_ in {"NOUN", "PROPN", "X"} and t.norm not in TIMES), None)
    last = parse[end - 1]
    alone = last.pos_ == "ADJ" and is_noun(lexicon, last)  # *un jeune comptable*
    share = last.like_num and first.norm in QUANTIFIERS  # *moins d’un sur dix*
    return noun or (last if alone or share else None)
