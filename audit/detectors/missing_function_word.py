"""A small word that French cannot do without: *que*, *de*, *à*, *se*, *il*, an article (*a dit Nokia est*, *tente attirer*,
*grâce un prêt*, *selon analystes*), or the wrong one (*risque à être*).

A noun is told to have lost its article where clean French, as counted, all but always gives it one there (*avec
travailleurs*, *lors de réunion*).

Silent about inverted subjects (*a dit Martin*), verbs of saying with an object (*a déclaré forfait*), verbs that take a bare
infinitive, fixed phrases without an article (*vendus par boîtes*), and *face*, *grâce*, *besoin*, *envie* as nouns. For *ne*
see missing-negation.
"""

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from audit.detectors.registry import detector
from audit.document import Segment
from audit.finding import Category, Hit, Severity, first_of
from audit.french.bare_nouns import bare_noun_hit, person
from audit.french.clauses import TIMES, word_at
from audit.french.contact import contact_clause
from audit.french.governed import having_lost, qualified_as, reflexive_lost, spending, voted, wrongly_governed
from audit.french.grammar import (
    DETERMINERS,
    can_be_finite,
    finite_here,
    form_of,
    is_noun,
    joined,
    only_infinitive,
    only_noun,
    past_participles,
    quoted,
    readings,
    verb_lemmas,
)
from audit.french.infinitives import unjoined_infinitive
from audit.french.lexicon import Lexicon
from audit.french.lost_links import unlinked
from audit.french.lost_words import lost_word
from audit.french.que import SAYING, clause_without_que, told_without_a
from audit.french.second_verbs import second_verb
from audit.french.words import ARTICLES, REFLEXIVES, words
from audit.french.wrong_prepositions import wrong_preposition
from audit.reason import Reason

if TYPE_CHECKING:
    from audit.french.parsed import Doc, Token

# Words that a preposition joins to what follows, whatever it is; those that count something are followed by a plural.
COUNTING = words(
    """
    beaucoup peu trop assez tant autant davantage million millions milliard milliards dizaine dizaines centaine
    centaines millier milliers douzaine vingtaine trentaine
    """
)
LOCUTIONS = dict.fromkeys(COUNTING | words("besoin envie afin lors autour près auprès"), "de") | dict.fromkeys(
    words("grâce quant face suite contrairement conformément"), "à"
)
CLOSELY = words("de plus peu très trop tout si aussi")  # *voir de plus près les détails*
COURTS = words("cour tribunal tribunaux juge saint-siège préfet")  # *procureur près la cour d’appel*
# Of which part of several something is told, and what is counted so whatever it is.
SHARES = words("plupart moitié majorité")
ANYONE = words("gens personnes")
AMOUNTS = words("total record seuil plafond minimum maximum montant budget coût bénéfice somme valeur moyenne")
OF_NUMBER = words("le un ce certain grand petit bon")
DEGREES = words("davantage assez peu trop tant autant")
MASS = words("beaucoup assez trop davantage")
# Nouns that verbs have bare (*avoir assez confiance*).
FELT = words("confiance attention peur faim soif mal raison froid chaud envie besoin honte sommeil pitié soin plaisir")
NOUNS_TOO = words("face besoin envie grâce suite")
NO_OBJECT = words("des du de d' au aux tout tous")
# Behind these the subject may follow (*les prêts dont ont besoin les entreprises*).
RELATIVES = words("dont auquel auxquels auxquelles laquelle lequel lesquels lesquelles quoi")
REACH = 6  # words back to one
SPEAKER = 6  # words of who speaks
IMPERSONAL = words("avait avaient aura aurait")  # people do say *y a*
AFTER_AGIR = ARTICLES | {"notre"}
# Verbs that exist only with a reflexive pronoun ("essentiellement pronominaux").
REFLEXIVE = words(
    """
    abstenir absenter acharner affairer agenouiller arroger blottir désister ébattre écrier effondrer efforcer
    emparer enfuir enorgueillir ensuivre envoler évader évanouir évertuer exclamer immiscer insurger méfier
    méprendre moquer obstiner prélasser raviser réfugier repentir suicider
    """
)


@detector(category=Category.GRAMMAR, severity=Severity.MINOR)
def missing_function_word(segment: Segment, mended: "Doc", lexicon: Lexicon) -> Iterator[Hit]:
    told = list(_by_rule(mended, lexicon))
    yield from told
    for hit in unlinked(mended, lexicon):
        if not any(hit.start < other.end and other.start < hit.end for other in told):
            yield hit


def _by_rule(parse: "Doc", lexicon: Lexicon) -> Iterator[Hit]:
    inside = quoted(parse)
    for token in parse:
        clause = clause_without_que(parse, token, lexicon)
        if clause and inside[token.i] == inside[clause.i] and not _asked_or_told(parse, clause, lexicon):
            yield _lost("que", parse[clause.i - 1], clause)
        elif (whom := told_without_a(parse, token, lexicon)) and inside[token.i] == inside[whom.i]:
            yield _lost("à", token, whom)
        elif hit := first_of(RULES, token, lexicon):
            yield hit
    for token, after in pairwise(parse):
        rules = (_locution, _share, *((_of_agir, _percentage, _impersonal) if token.i else ()))
        yield from filter(None, (rule(parse, token, after, lexicon) for rule in rules))
        if token.i and (hit := unjoined_infinitive(token, lexicon)):
            yield hit


def _said_again(parse: "Doc", clause: "Token", lexicon: Lexicon) -> bool:
    """True for *», a déclaré le maire a déclaré à*: the subject of the first verb stands behind it."""
    led = clause.i > 2 and parse[clause.i - 3].is_punct and form_of(lexicon, parse[clause.i - 2], "avoir")
    again = pairwise(parse[clause.i + 1 : clause.i + SPEAKER])
    return led and any(form_of(lexicon, a, "avoir") and verb_lemmas(lexicon, b) & SAYING for a, b in again)


def _asked_or_told(parse: "Doc", clause: "Token", lexicon: Lexicon) -> bool:
    """True for *à quelle nation il appartient*, *ce que l’on m’a dit des symptômes*."""
    if _said_again(parse, clause, lexicon):
        return True
    asked = word_at(parse, clause.i - 2) in {"quel", "quelle", "quels", "quelles"}
    told = clause.norm == "des" and any(t.norm in {"que", "qu'"} for t in parse[max(0, clause.i - 6) : clause.i])
    return asked or told


def _lost(word: str, before: "Token", after: "Token", repair: str | None = None) -> Hit:
    repair = repair or f"{before.text} {joined(word, after.text)}"
    why = Reason("“{word}” is missing after “{before}”", word=word, before=before.text)
    return Hit(before.idx, after.idx + len(after), why, repair)


def _of_agir(parse: "Doc", token: "Token", after: "Token", lexicon: Lexicon) -> Hit | None:
    """*il s’agissait une grève*: *s’agir* takes *de*, always."""
    reflexive = word_at(parse, token.i - 1) == "s'" and form_of(lexicon, token, "agir")
    return _lost("de", token, after) if reflexive and after.norm in AFTER_AGIR else None


def _locution(parse: "Doc", token: "Token", after: "Token", lexicon: Lexicon) -> Hit | None:
    """*besoin aide*, *lors le match*, *beaucoup gens*: the *de* or *à* of a fixed phrase is gone."""
    word = token.norm
    if word not in LOCUTIONS or not after.text[0].islower() or after.norm in NO_OBJECT:
        return None
    noun = word in NOUNS_TOO and word_at(parse, token.i - 1) in DETERMINERS.keys() | {"en", "de"}
    if token.i == 0 and word in NOUNS_TOO and (after.pos_ != "DET" or after.norm == "leur"):
        return None  # *Face caméra, il sourit*, *Grâce leur soit rendue*
    if word == "suite" and (token.i or word_at(parse, after.i + 1) in TIMES):
        return None  # *il a plu par la suite les deux jours*, *Suite la semaine prochaine*
    near = word == "près" and (word_at(parse, after.i + 1) in COURTS or word_at(parse, token.i - 1) in CLOSELY)
    noun = noun or near
    noun = noun or any(t.norm in RELATIVES for t in parse[max(0, token.i - REACH) : token.i])
    if word == "lors" and word_at(parse, token.i - 1) in {"depuis", "dès"}:
        return None
    if word in COUNTING:
        kinds = {reading.pos for reading in readings(lexicon, after)}
        # *assez tranchées*, *davantage pathogènes*
        degree = word in DEGREES and (bool(past_participles(lexicon, after)) or "adjective" in kinds)
        degree = degree or (word == "peu" and word_at(parse, token.i - 1) == "un")  # *tous un peu amis*
        mass = (
            word in MASS and after.norm not in FELT and after.pos_ == "NOUN" and "noun" in kinds <= {"noun", "verb"}
        )  # *beaucoup beurre*
        object_follows = (mass or _counted(after, lexicon)) and not degree and after.norm not in {"mieux", "pis"}
    else:
        more = (
            word == "besoin"
            and after.norm in {"plus", "moins"}
            and is_noun(lexicon, parse[min(after.i + 1, len(parse) - 1)])
        )
        object_follows = more or after.pos_ == "DET" or only_noun(lexicon, after) or only_infinitive(lexicon, after)
    return _lost(LOCUTIONS[word], token, after) if object_follows and not noun else None


def _share(parse: "Doc", token: "Token", after: "Token", lexicon: Lexicon) -> Hit | None:
    """*la plupart personnes*, *la moitié les élèves*, *un grand nombre virus* (but *des femmes, la plupart infirmières*)."""
    word, before, plural = token.norm, word_at(parse, token.i - 1), _plural_noun(after) and after.text.islower()
    if word in AMOUNTS and before in {"un", "une"} and after.like_num:
        return _lost("de", token, after) if after.i + 1 < len(parse) and _plural_noun(after.nbor(1)) else None
    if word == "nombre" and before in OF_NUMBER:
        return _lost("de", token, after) if plural and is_noun(lexicon, after) else None
    if word not in SHARES or before != "la":
        return None
    if after.norm == "les" or (word, after.norm) == ("plupart", "temps"):
        return _lost("de", token, after, f"{token.text} {'des' if after.norm == 'les' else f'du {after.text}'}")
    opens = token.i == 1 and is_noun(lexicon, after) and word_at(parse, after.i + 1) != ","
    led = after.norm in ANYONE or (word_at(parse, token.i - 2) in {"que", "qu'"} and only_noun(lexicon, after))
    return _lost("des", token, after) if plural and (opens or led) else None


def _percentage(parse: "Doc", token: "Token", after: "Token", lexicon: Lexicon) -> Hit | None:
    """*10 % participants*: a share is *de* something (but *100 % coton*, *les 60 % restants*)."""
    if token.text != "%" or word_at(parse, token.i - 1) == "100" or not after.text.islower():
        return None
    counted = token.i > 1 and parse[token.i - 2].pos_ == "VERB"  # as the object of a verb
    people = after.pos_ == "ADJ" and after.text.endswith("s") and person(after, lexicon)
    return _lost("de", token, after) if _plural_noun(after) or (counted and people) else None


def _impersonal(parse: "Doc", token: "Token", after: "Token", _: Lexicon) -> Hit | None:
    """*, y avait mille morts*: *il* is gone at the head of a clause (but *François, enfin, y avait passé*)."""
    starts = parse[token.i - 1].is_punct and token.norm == "y" and after.norm in IMPERSONAL
    behind = parse[after.i + 1] if after.i + 1 < len(parse) else None
    if not starts or behind is None or behind.text.startswith("-") or behind.pos_ in {"VERB", "AUX", "ADV"}:
        return None
    why = Reason("“{word}” is missing before “{after}”", word="il", after="y")
    return Hit(token.idx, after.idx + len(after), why, f"il {token.text} {after.text}")


def _counted(token: "Token", lexicon: Lexicon) -> bool:
    """True for a plural noun, and for people before their verb, whom the parser may take for an adjective."""
    before_verb = any(finite_here(lexicon, verb) for verb in token.doc[token.i + 1 : token.i + 2])
    people = token.pos_ == "ADJ" and before_verb and person(token, lexicon)
    return is_noun(lexicon, token) and token.text.endswith(("s", "x")) and (token.pos_ == "NOUN" or people)


def _plural_noun(token: "Token") -> bool:
    return token.pos_ == "NOUN" and token.text.endswith(("s", "x"))


def _reflexive(token: "Token", lexicon: Lexicon) -> Hit | None:
    """*évanouit*, *réfugient*: a verb that exists only with *se*, without it."""
    found = readings(lexicon, token)
    if not can_be_finite(lexicon, token) or any(r.pos != "verb" or r.lemma not in REFLEXIVE for r in found):
        return None
    before, behind = token.doc[max(0, token.i - 5) : token.i], token.doc[token.i + 1 : token.i + 3]
    if any(t.norm in REFLEXIVES for t in before) or any(t.text.startswith("-") for t in behind):
        return None
    repair = joined("se", token.text)
    particle = "s’" if repair.startswith("s’") else "se"
    why = Reason("“{word}” is missing before “{after}”", word=particle, after=token.text)
    return Hit(token.idx, token.idx + len(token), why, repair)


RULES = (
    bare_noun_hit,
    _reflexive,
    reflexive_lost,
    having_lost,
    lost_word,
    second_verb,
    wrongly_governed,
    spending,
    voted,
    qualified_as,
    contact_clause,
    wrong_preposition,
)  # of one word and what follows it
