"""Words that French joins to what follows by a small word, with nothing between (*la possibilité postuler*).

Where clean French, as counted, has a preposition or *que* there eighty times and more for each time that it has nothing.
"""

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

import marisa_trie

from audit.finding import Hit
from audit.french.articles import PAIRING
from audit.french.clauses import TIMES, follows_speech, hyphen_after, past, subject_end, word_at
from audit.french.grammar import (
    DETERMINERS,
    PREPOSITIONS,
    SUBJECTS,
    can_be_finite,
    causative,
    finite_here,
    joined,
    only_infinitive,
    past_participles,
    verb_lemmas,
)
from audit.french.lexicon import Lexicon
from audit.french.links import BARE, BEING, BETWEEN, CLAUSE, FAR, HAVING, INFINITIVE, LED, NOUN, PHRASE, Place, places
from audit.french.words import CLITICS, words
from audit.integrity import RESOURCES, intact
from audit.reason import Reason

if TYPE_CHECKING:
    from audit.french.parsed import Doc, Token

# Nouns that stand with their article where nothing governs them.
FREE = TIMES | words("long fois an ans saison siècle époque plupart après-midi week été hiver printemps automne")
# What one has or is dressed in, and what is paid for each (*les yeux fermés*, *un dollar le boisseau*).
BODY = words("pied main œil yeux bras tête dos cheveu cheveux visage poing regard lèvre doigt jambe genou genoux larme")
MONEY = words("euro dollar franc livre cent centime sou")
GIVEN = words("lui leur y en m' t' me te")
POINTING = words("ce cet cette ces")
CLOSE = 3  # words back to one
ASKED = words("quel quelle quels quelles")
EACH = words("uns unes")  # *fixées les unes aux autres*
CALLING = words("déclarer nommer appeler juger croire considérer faire rendre proclamer")


# Parts of speech that the parser may have for what is counted.
PARTS = {
    "n": words("NOUN"), "b": words("NOUN"), "d": words("NOUN"), "a": words("ADJ"), "p": words("VERB ADJ"),
    "v": words("VERB AUX"), "s": words("VERB AUX"),
}  # fmt: skip


def unlinked(parse: "Doc", lexicon: Lexicon) -> Iterator[Hit]:
    """*la possibilité postuler*, *adhérer la charte*, *en raison tempêtes*, *estime il faut*."""
    for place in places([token.norm for token in parse], [token.text for token in parse], lexicon):
        links = lost_links(place, parse)
        if not links or not parse[place.start - 1].whitespace_:
            continue
        if parse[place.at].pos_ in PARTS[place.heads[0][0]] and _hangs(parse[place.at], place, lexicon):
            yield _hit(parse, place, links)


def lost_links(place: Place, parse: "Doc") -> str:
    """What joins the two nearly always, *de* or *de / à*; "" where they may stand side by side."""
    if place.kind not in BARE:
        return ""
    table, kind = opened(), place.kind
    if kind == NOUN and f"+{parse[place.start].norm}" not in table:
        return ""
    if place.heads[0][0] in "nd" and kind == PHRASE and _led(parse[place.at]):
        kind = LED
    heads = place.heads[:1] if kind == PHRASE else place.heads
    found = next((entry for head in heads if (entry := table.get(f"{head}\t{kind}"))), None)
    return str(found[0], "utf-8") if found else ""


def _hangs(head: "Token", place: Place, lexicon: Lexicon) -> bool:
    """True where the second must hang on the first (not *vu l’équipe | la semaine dernière*)."""
    parse, after = head.doc, head.doc[place.start]
    part, lemma = place.heads[0].split(":")
    nominal = part in "nbda" and head.i > 0
    if nominal and (word_at(parse, head.i - 2) == "quelqu'" or word_at(parse, head.i - 1) in ASKED):
        return False  # *quelqu’un touche*, *quelles ressources son pays offrait*
    if place.kind == INFINITIVE:
        shown = nominal and any(causative(lexicon, t) for t in parse[max(0, head.i - FAR) : head.i])
        return lemma not in CALLING and not shown and (part not in "na" or not _led(head))
    if place.kind == CLAUSE:
        return _clause(after, lexicon)
    if place.kind == NOUN:
        if head.i > 1 and head.nbor(-1).like_num and DETERMINERS.get(word_at(parse, head.i - 2), ("", ""))[1] == "s":
            return False  # *un six mois stage*, which is the order of English
        behind = word_at(parse, after.i + 1)
        return not (hyphen_after(parse, after) or behind in PAIRING or _either_number(after) & FREE)
    if lemma == "disposer" and after.norm not in {"un", "une"}:
        return False  # *il disposait ses outils sur la table*
    if (part in "vs" and not _before_object(head, lexicon)) or (part == "p" and _inverted(head)):
        return False
    return _phrase_hangs(head, after, lexicon, nominal=nominal) and (part != "a" or not _led(head))


def _phrase_hangs(head: "Token", after: "Token", lexicon: Lexicon, *, nominal: bool) -> bool:
    """The same of a noun with its article."""
    parse, end = head.doc, subject_end(head.doc, after)
    if end is None or any(_either_number(t) & (FREE | BODY) for t in parse[after.i : end]):
        return False
    if (
        head.norm.removesuffix("s") in MONEY
        or word_at(parse, after.i + 1) in EACH
        or (end < len(parse) and finite_here(lexicon, parse[end]))
    ):
        return False  # in the second, a comma is gone, or *que*
    if not nominal:
        return not past_participles(lexicon, head) or _has_subject(head) or not follows_speech(parse, head)
    if head.nbor(-1).norm in DETERMINERS and after.norm in CLITICS and can_be_finite(lexicon, after.nbor(1)):
        return False  # *le poème la traverse*
    called = after.norm in {"un", "une"} and any(verb_lemmas(lexicon, t) & CALLING for t in parse[: head.i])
    return not called  # *déclarer l’épidémie une urgence*


def _either_number(word: "Token") -> set[str]:
    """The word, and what it is without an *s*: *jours* are a *jour*, and *mars* no *mar*."""
    return {word.norm, word.norm.removesuffix("s")}


def _before_object(verb: "Token", lexicon: Lexicon) -> bool:
    """True for a verb that its subject cannot follow, an infinitive or one that has its subject before it, and that has not
    what it takes as a pronoun (*il lui incombe*)."""
    before = verb.doc[max(0, verb.i - CLOSE) : verb.i]
    if any(t.norm in GIVEN for t in before):
        return False
    return only_infinitive(lexicon, verb) or _has_subject(verb)


def _inverted(participle: "Token") -> bool:
    """True for a participle that the subject may follow (*est interdite la vente*), or that *avoir* has (*avait-il armé*, *a
    foré un puits et doté l’école*)."""
    near = {t.norm for t in participle.doc[max(0, participle.i - CLOSE) : participle.i]}
    if word_at(participle.doc, participle.i - 1) in {"et", "ou", ","}:
        near = {t.norm for t in participle.doc[: participle.i]} - BEING
    subjects = {t.norm for t in participle.lefts if t.dep_.startswith("nsubj")}
    return bool(near & (HAVING | GIVEN)) or (bool(near & BEING) and subjects <= {"il"})


def _has_subject(verb: "Token") -> bool:
    """True for a verb that has its subject before it."""
    return word_at(verb.doc, verb.i - 1) in SUBJECTS or any(t.dep_.startswith("nsubj") for t in verb.lefts)


def _led(word: "Token") -> bool:
    """True for a noun that a preposition leads up to, and for an adjective behind one."""
    start, parse = word.i - 1, word.doc
    if word.pos_ == "ADJ" and parse[start].pos_ == "NOUN":
        start -= 1
    while start > 0 and parse[start].pos_ in {"ADJ", "DET", "NUM"} and parse[start].norm not in PREPOSITIONS:
        start -= 1
    return parse[max(0, start)].norm in PREPOSITIONS | {"comme", "via"}


def _clause(pronoun: "Token", lexicon: Lexicon) -> bool:
    """True for a subject pronoun with its verb (but *il y a trois ans*, *on ne peut plus rare*)."""
    parse = pronoun.doc
    verb = past(parse, pronoun.i + 1, BETWEEN)
    ago = word_at(parse, pronoun.i + 1) == "y" or [word_at(parse, pronoun.i + n) for n in (1, 2)] == ["ne", "peut"]
    return not ago and pronoun.text.islower() and verb < len(parse) and finite_here(lexicon, parse[verb])


def _hit(parse: "Doc", place: Place, links: str) -> Hit:
    head, after = parse[place.at], parse[place.start]
    last = parse[past(parse, place.start, BETWEEN)] if place.kind == INFINITIVE else after
    before, behind = parse.span(place.at, place.start).text, parse.span(place.start, last.i + 1).text
    why = Reason("“{word}” is missing after “{before}”", word=links, before=before)
    linked = joined(links, behind) if links in {"de", "à", "que"} else f"{links} {behind}"
    plain = "/" not in links and not (place.kind == PHRASE and _undetermined(head))
    return Hit(head.idx, last.idx + len(last), why, f"{before} {linked}" if plain else None)


def _undetermined(noun: "Token") -> bool:
    """True for a noun that stands bare, and may be a verb's wrong form (*ralentir ou blocage la page*), and for one that
    *ce* points to, which needs no more (*ce type un outil*)."""
    if noun.pos_ != "NOUN" or not noun.i:
        return False
    before = noun.nbor(-1)
    bare = before.pos_ not in {"DET", "ADJ", "ADP", "NUM", "PROPN"} and before.norm not in DETERMINERS
    return bare or before.norm in POINTING


@cache
def opened() -> Any:
    return marisa_trie.BytesTrie().mmap(str(intact(RESOURCES / "links.marisa")))
