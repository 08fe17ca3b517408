"""A participle right behind a noun and its complement, neither of which it agrees with (*une mise à jour destiné à*)."""

from typing import TYPE_CHECKING

from audit.finding import Hit
from audit.french.agreeing import Features, agreeing_form, disagreement
from audit.french.candidates import ALONE, BARE, candidates, masculine_singular, owned
from audit.french.clauses import TIMES, word_at
from audit.french.grammar import DETERMINERS, adverb, norm, past_participles, verb_lemmas
from audit.french.lexicon import Lexicon
from audit.french.relatives import phrase_start
from audit.french.subjects import COLLECTIVE
from audit.french.words import words

if TYPE_CHECKING:
    from audit.french.parsed import Doc, Token

# What is said of a firm or a place, hardly of the bare noun that tells its kind (*une entreprise de transport basé à*).
PLACING = words("baser fonder situer installer implanter créer diriger spécialiser intituler baptiser coter domicilier")
AUXILIARIES = words("avoir être")
NOT_ALONE = words("et ou ni comme")


def behind_noun(parse: "Doc", word: "Token", lexicon: Lexicon) -> Hit | None:
    """The hit for a participle with a complement that no noun of the phrase before it can own."""
    if not past_participles(lexicon, word) or not masculine_singular(word, lexicon) or word.i + 1 >= len(parse):
        return None
    end = word.i
    while end > 0 and adverb(parse[end - 1]):
        end -= 1
    if end < 2 or parse[end - 1].pos_ not in {"NOUN", "ADJ"} or parse[word.i + 1].pos_ != "ADP":
        return None
    timed = norm(parse[end - 1]) in TIMES and word_at(parse, end - 2) not in BARE  # but *une mise à jour*
    if timed or verb_lemmas(lexicon, parse[end - 1]) & AUXILIARIES:
        return None  # *une fois monté*, *nous les élus avions décidé*
    start = phrase_start(parse, end)
    inside = parse[start:end]
    if (
        not inside
        or norm(inside[0]) not in DETERMINERS
        or inside[0].pos_ == "ADP"
        or word_at(parse, start - 1) in NOT_ALONE
    ):
        return None
    if any(norm(t) in COLLECTIVE for t in inside):
        return None
    placing = verb_lemmas(lexicon, word) <= PLACING
    owners = candidates((t for t in inside if not (placing and t.i == end - 1 and _kind(t))), lexicon)
    if not owners or owned(ALONE, owners):
        return None
    noun = next(t for t in inside if t.pos_ in {"NOUN", "ADJ", "PROPN"})
    wanted = owners[0] if len(set(owners)) == 1 else Features()
    healed = agreeing_form(lexicon, word, wanted) if wanted.gender and wanted.number else None
    return Hit(word.idx, word.idx + len(word), disagreement(noun, word, "gender"), healed)


def _kind(noun: "Token") -> bool:
    """True for a bare noun behind *de* (*de transport*)."""
    return word_at(noun.doc, noun.i - 1) in {"de", "d'"} and noun.text.islower()
