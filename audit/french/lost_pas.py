"""A *ne* that has lost its *pas* (*le navire n’était surchargé*, *il ne touche à la publicité*).

Silent about the *ne* that needs none: behind *avant que*, *plus … que*, *craindre que*, with *pouvoir*, *oser*, *savoir*,
in questions, conditions and set phrases, and where anything about denies (*ne … que*, *ni*, *aucun*, *personne*).
"""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from audit.finding import Hit
from audit.french.clauses import past, word_at
from audit.french.grammar import DETERMINERS, finite, form_of, only_infinitive, readings, verb_lemmas
from audit.french.lexicon import Lexicon
from audit.french.words import CLITICS, QUE, words
from audit.reason import Reason

if TYPE_CHECKING:
    from audit.french.parsed import Doc, Token

# What denies with *ne*, wherever it stands in the clause.
DENYING = words(
    """
    pas point plus jamais rien guère aucun aucune aucuns aucunes personne nul nulle nuls nulles ni que qu' non goutte
    mot mie nullement aucunement âme cure garde cesse quiconque
    """
)
# What a *ne* that denies nothing follows (*avant qu’il ne parte*, *plus qu’il ne faut*, *depuis qu’elle n’a vu*).
FREE = words(
    """
    moins mieux pire meilleur meilleure meilleurs meilleures autre autres autrement davantage avant peur crainte
    sans si quel quelle quels quelles quoi trop
    """
)
SINCE = words("depuis longtemps temps")
EXPLETIVE = words("craindre redouter éviter empêcher appréhender douter nier falloir tenir prendre risquer")
ALONE = words("pouvoir savoir oser cesser daigner importer empêcher déplaire valoir plaire bouger manquer disconvenir")
BREAKS = words("; : ? ! — – ne n'")
AGO = words("ans an mois jours semaines heures années siècles jour semaine heure année siècle")
REASONS = words("parce puisque alors tandis")
LINKS = words("mais et or donc car")
PARTS = re.compile(r"\w+'?")
NEAR = 3  # words on from an auxiliary in which its participle stands
PRONOUNS = ("-il", "-elle", "-ils", "-elles", "-on", "-je", "-ce", "-vous", "-nous", "-tu")


def lost_pas(parse: "Doc", ne: "Token", lexicon: Lexicon) -> Hit | None:
    """The hit for a verb with *ne* that nothing denies."""
    if ne.norm not in {"ne", "n'"} or ne.i + 2 >= len(parse):
        return None
    at = past(parse, ne.i + 1, CLITICS)
    if at + 1 >= len(parse) or not _plain(parse, ne, parse[at], lexicon):
        return None
    verb = parse[at]
    before, behind = _clause(parse, ne.i, verb.i)
    if only_infinitive(lexicon, verb):  # *ne dormir me tuerait plus sûrement*: no *plus* of its own
        behind -= {"plus", "pas", "jamais", "point"} - {t.norm for t in parse[verb.i : verb.i + NEAR]}
    if DENYING & behind or DENYING - QUE & before or parse[-1].text == "?" or _expletive(parse, ne, verb, lexicon):
        return None
    phrase, infinitive = parse.span(ne.i, verb.i + 1).text, only_infinitive(lexicon, verb)
    why = Reason("“{word}” is missing after “{before}”", word="pas", before=ne.text if infinitive else verb.text)
    repair = f"ne pas {parse.span(ne.i + 1, at + 1).text}" if infinitive else f"{phrase} pas"
    counted = (
        verb.nbor(1).pos_ == "NUM" or verb.nbor(1).text[0].isdigit()
    )  # *n’exploite | 23 magasins*: *pas*, or *que*
    return Hit(ne.idx, verb.idx + len(verb), why, None if counted else repair)


def _plain(parse: "Doc", ne: "Token", verb: "Token", lexicon: Lexicon) -> bool:
    """True for a verb that needs *pas*, with its subject before it."""
    if any(verb_lemmas(lexicon, token) & ALONE for token in parse[verb.i : verb.i + NEAR]):
        return False  # *n’a cependant pu*
    if word_at(parse, ne.i - 2) in {"si", "s'"} and form_of(lexicon, verb, "être"):
        return False  # *s’il n’était ridicule de*
    if not verb.text.islower() or ne.i == 0 or verb.nbor(1).text.startswith(PRONOUNS):
        return False
    if verb.nbor(1).norm in {"ne", "n'", "et", "ou", ")"} or word_at(parse, verb.i + 2) in {"autre", "autres"}:
        return False  # *ne voit et n’entend plus*, *n’est n’est pas*, *n’a d’autre choix*
    if parse[ne.i - 1].text == "," and form_of(lexicon, verb, "être") and word_at(parse, verb.i + 1) in DETERMINERS:
        return False  # *, n’était sa pâleur, …*
    if only_infinitive(lexicon, verb):
        return True
    told = any(r.mood in {"indicative", "conditional"} for r in readings(lexicon, verb) if finite(r))
    return told and word_at(parse, ne.i - 1) != "ce"


def _expletive(parse: "Doc", ne: "Token", verb: "Token", lexicon: Lexicon) -> bool:
    """True where a *ne* may deny nothing: in a subjunctive behind *que*, a comparison, behind *craindre* or *depuis*."""
    if any(verb_lemmas(lexicon, token) & EXPLETIVE for token in parse[: ne.i]):
        return True
    if any(token.norm in SINCE for token in parse[: ne.i]):
        return True
    start = next((t.i for t in reversed(parse[: ne.i - 1]) if t.text == ","), 0)
    que = next((t.i for t in reversed(parse[start : ne.i]) if t.norm in QUE), None)
    if que and word_at(parse, que - 1) in AGO:
        return True  # *il y a deux ans que je ne l’ai vu*
    wished = any(r.mood == "subjunctive" for r in readings(lexicon, verb))
    if que and wished and word_at(parse, que - 1) not in REASONS:
        return True
    return not FREE.isdisjoint(t.norm for t in parse[start : ne.i])


def _clause(parse: "Doc", ne: int, verb: int) -> tuple[set[str], set[str]]:
    """The words before and behind a verb with *ne* that may deny."""
    start = next((t.i for t in reversed(parse[:ne]) if t.text in BREAKS), 0)
    end = next((t.i for t in parse[verb:] if t.norm in BREAKS or _linked(parse, t)), len(parse))
    return _words(parse[start:ne]), _words(parse[verb:end])


def _words(tokens: Iterable["Token"]) -> set[str]:
    """Also those that a lost space has hidden (*17h15.Aucune*)."""
    return {part for token in tokens for part in (token.norm, *PARTS.findall(token.norm))}


def _linked(parse: "Doc", comma: "Token") -> bool:
    return comma.text == "," and word_at(parse, comma.i + 1) in LINKS
