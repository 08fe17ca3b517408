"""What follows a modal: an infinitive, with no preposition (*peut augmente*, *doit proposé*, *vont à être*)."""

from typing import TYPE_CHECKING

from audit.finding import Hit
from audit.french.clauses import hyphen_after, past, word_at
from audit.french.grammar import (
    DETERMINERS,
    finite,
    finite_here,
    form_of,
    gerund,
    gerund_here,
    joined,
    one_verb,
    only_finite,
    only_infinitive,
    only_noun,
    only_participle,
    past_participles,
    readings,
)
from audit.french.infinitives import GOVERN
from audit.french.lexicon import Lexicon
from audit.french.prepositions import OBJECT_OPENERS, calls_for_infinitive, hit
from audit.french.words import CLITICS, RELATIVES, SMALL_WORDS, words
from audit.reason import Reason

if TYPE_CHECKING:
    from audit.french.parsed import Doc, Token

# Verbs that only an infinitive may follow directly; behind some, a participle that is also a noun is as wrong.
MODALS = ("pouvoir", "devoir", "vouloir", "aller", "falloir", "sembler", "espérer", "souhaiter", "désirer", "oser")
WISHING = words("vouloir espérer souhaiter désirer")  # *la réforme qu’il souhaite permettra*
TAKE_NO_PARTICIPLE = words("pouvoir devoir vouloir falloir")
TAKE_NO_NOUN = words("pouvoir devoir")
TAKE_NO_ADJECTIVE = words("pouvoir devoir falloir")
INVERTED = words("-nous -vous -il -elle -on -ils -elles -je -tu")
OWED = words("le la l' les en y se s' que qu'")  # *tu le dois à avoir tenu*
RELATIVE = 4  # words back to the *que* of which a wish has its clause
# The prepositions that English “to” becomes behind a modal that has none; *vouloir de* and *devoir à* are French otherwise.
WITHOUT = {"aller": ("à",), "pouvoir": ("à", "de", "d'"), "devoir": ("à",), "falloir": ("à", "de", "d'")}


def behind_modal(parse: "Doc", token: "Token", verb: "Token", lexicon: Lexicon) -> Hit | None:
    """*peut augmente*, *doit proposé*: a modal followed by no infinitive."""
    modal = next((lemma for lemma in MODALS if form_of(lexicon, token, lemma)), None)
    after = past(parse, verb.i, CLITICS)
    if modal is None or after == len(parse) or parse[after].text[0].isupper() or _adverbial(parse, token, after, modal):
        return None
    growing = modal == "aller" and gerund(lexicon, parse[after])
    if parse[token.i - 1].norm in {"le", "l'"} and token.i and only_finite(lexicon, parse[after]):
        return None  # *ceux qui ne le peuvent pas devraient*
    if growing or hyphen_after(parse, parse[after]):
        return None  # *allait s’assombrissant*, *puisse s’auto-répliquer*
    if "en" in {t.norm for t in parse[token.i + 1 : after]} and gerund(lexicon, parse[after]):
        return None  # *va plus loin en racontant*, *va en s’éloignant*
    if {"ne", "n'"} & {t.norm for t in parse[token.i + 2 : after]}:
        return None  # *l’homme auquel nous devions tout ne voulut pas*
    if word_at(parse, token.i - 1) in {"que", "ce", "qu'"} and only_noun(lexicon, parse[after]):
        return None  # *ce que veut leur idéologie*
    article = word_at(parse, after - 1) in {"le", "la", "les", "l'"}
    verb, sure = parse[after], all(finite(r) or r.mood == "imperative" for r in readings(lexicon, token))
    sure = sure or (finite_here(lexicon, token) and hyphen_after(parse, token))  # *devons-nous*
    seeming = modal == "sembler" and any(r.pos == "adjective" for r in readings(lexicon, verb))  # *semble surprenant*
    wished = modal in WISHING and bool({"que", "qu'"} & {t.norm for t in parse[max(0, token.i - RELATIVE) : token.i]})
    wrong = (only_finite(lexicon, verb) and not wished) or (gerund_here(lexicon, verb) and not seeming)
    small = any(r.pos in SMALL_WORDS for r in readings(lexicon, verb))  # *il devait devant tous*
    wrong = wrong or (modal in TAKE_NO_ADJECTIVE and gerund(lexicon, verb) and not small)
    participle = modal in TAKE_NO_PARTICIPLE and only_participle(lexicon, verb)
    noun = modal in TAKE_NO_NOUN and finite_here(lexicon, token) and _participle_here(lexicon, verb) and not article
    told_now = finite_here(lexicon, token) and RELATIVES.isdisjoint(t.norm for t in parse[: token.i])
    told = told_now and verb.i == token.i + 1
    led = verb.pos_ == "VERB" and word_at(parse, verb.i + 1) in OBJECT_OPENERS and bool(past_participles(lexicon, verb))
    noun = noun or (told and led)  # *veut réduit les coûts*
    noun = noun or (modal == "pouvoir" and told_now and not article and _homograph(verb, lexicon))
    noun = noun or (only_noun(lexicon, verb) and word_at(parse, after - 1) in {"lui", "leur", "se", "s'"})
    if (sure and (wrong or participle)) or noun:
        return calls_for_infinitive(token, verb, lexicon)
    return None


def _adverbial(parse: "Doc", token: "Token", after: int, modal: str) -> bool:
    """True for *devait en fait partir*, *on ne peut plus étonné*, *se veut rassurant* and *peut-être serait-il*."""
    if word_at(parse, after - 1).startswith("-"):
        return word_at(parse, after - 1) not in INVERTED  # *peut-être serait-il*, but *devons-nous attend*
    if parse[token.i + 1].text.startswith("-") or parse.text[token.idx + len(token) :].startswith("-être"):
        return True
    if modal == "espérer" and word_at(parse, token.i - 1) in {"je", "j'"}:
        return True  # *un film qui j’espère va vous plaire*
    proud = modal == "vouloir" and word_at(parse, token.i - 1) in {"se", "s'", "les", "la", "le", "l'"}
    utterly = word_at(parse, token.i - 2) == "on" and word_at(parse, token.i + 1) in {"plus", "mieux"}
    so = word_at(parse, token.i - 1) == "le"  # *ceux qui le peuvent devraient*
    return proud or so or utterly or (word_at(parse, after - 1), word_at(parse, after)) == ("en", "fait")


def _homograph(verb: "Token", lexicon: Lexicon) -> bool:
    """True for a conjugated verb that is a noun or adjective too, where neither can stand (*ne peut pas | dure*)."""
    found = readings(lexicon, verb)
    alike = all(r.finite or r.mood == "imperative" or r.pos in {"adjective", "noun"} for r in found)
    return alike and verb.pos_ in {"VERB", "ADJ"} and any(map(finite, found))


def _participle_here(lexicon: Lexicon, verb: "Token") -> bool:
    """True for a participle, where no noun can stand, that is no small word or infinitive (*réduit*; not *sauf*)."""
    other = any(r.pos in SMALL_WORDS or r.mood == "infinitive" for r in readings(lexicon, verb))
    return bool(past_participles(lexicon, verb)) and not other


def joined_modal(parse: "Doc", token: "Token", verb: "Token", lexicon: Lexicon) -> Hit | None:
    """*vont à être*, *peut de choisir*: a modal whose infinitive has a preposition (but *tu le dois à avoir tenu*)."""
    lemma = next((lemma for lemma in WITHOUT if form_of(lexicon, token, lemma)), None)
    if lemma is None or verb.norm not in WITHOUT[lemma] or verb.i + 2 >= len(parse) or not finite_here(lexicon, token):
        return None
    behind = parse[past(parse, verb.i + 1, CLITICS)]
    verbal = behind.pos_ in {"VERB", "AUX"} and any(r.mood == "infinitive" for r in readings(lexicon, behind))
    infinitive = only_infinitive(lexicon, behind) or verbal
    if not infinitive or word_at(parse, token.i - 1) in OWED or hyphen_after(parse, behind):
        return None
    why = Reason("“{verb}” takes its infinitive with no preposition", verb=token.text)
    rest = parse.span(verb.i + 1, behind.i + 1).text
    return hit(token, behind, why, f"{parse.span(token.i, verb.i).text_with_ws}{rest}")


def gerund_complement(parse: "Doc", token: "Token", verb: "Token", lexicon: Lexicon) -> Hit | None:
    """*évitez utilisant*, *continue travaillant*: English “avoid using”, where French has an infinitive with its preposition."""
    lemma = one_verb(lexicon, token)
    preposition = GOVERN.get(lemma or "")
    if preposition is None or lemma == "finir" or token.pos_ != "VERB" or verb.i != token.i + 1:
        return None  # *finit mourant*
    plain = all(r.mood == "participle" and r.tense == "present" for r in readings(lexicon, verb))
    plain = plain or (gerund(lexicon, verb) and verb.pos_ == "VERB" and verb.dep_ == "xcomp")  # *a arrêté fumant*
    infinitive = one_verb(lexicon, verb) if plain and verb.norm not in {"étant", "ayant"} else None
    if infinitive is None or word_at(parse, token.i - 1) in CLITICS | DETERMINERS.keys():
        return None  # *un permis autorisant*
    why = Reason("“{word}” calls for an infinitive, not “{verb}”", word=token.text, verb=verb.text)
    return hit(token, verb, why, f"{token.text_with_ws}{joined(preposition, infinitive)}")
