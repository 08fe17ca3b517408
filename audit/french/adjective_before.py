"""Adjectives between a determiner and its noun that do not agree (*les vrais hostilités*, *le dernier grande panne*)."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from audit.finding import Hit
from audit.french.agreeing import (
    CLITICS,
    Features,
    adjective_features,
    agreeing_determiner,
    agreeing_form,
    called_for,
    clash,
    noun_features,
)
from audit.french.clauses import hyphen_after
from audit.french.grammar import can_be_finite, is_noun, norm, past_participles, readings
from audit.french.lexicon import Lexicon
from audit.french.words import words
from audit.reason import Reason

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

MORE_ENGLISH = 10  # times as frequent in English as in French
# Nouns too, yet adjectives before a noun.
BEFORE_NOUN = words(
    """
    premier deuxième second troisième quatrième cinquième sixième septième huitième neuvième dixième dernier prochain
    nouveau ancien petit grand gros jeune vieux bon mauvais vrai faux propre beau haut double
    """
)
THIS, LATTER = words("ce cette ces"), words("dernier dernière derniers dernières")


def adjective_before(parse: "Doc", det: "Token", lexicon: Lexicon) -> Iterator[Hit]:
    """A determiner, adjectives, a noun: *les vrais hostilités*, *un bonnes image*, *le dernier grande panne*."""
    noun = next((token for token in parse[det.i + 1 :] if token.pos_ not in {"ADJ", "NUM"}), det)
    adjectives = [token for token in parse[det.i + 1 : noun.i] if token.pos_ == "ADJ"]
    if not adjectives or not all(_before_its_noun(det, adjective, noun, lexicon) for adjective in adjectives):
        return
    wanted, outer = noun_features(lexicon, noun), called_for(det)
    features = [adjective_features(lexicon, adjective) for adjective in adjectives]
    if wanted is None or None in features:
        return
    clashes = [what for has in features if has and (what := clash(wanted, has))]
    if what := clash(outer, wanted) or next(iter(clashes), ""):
        why = Reason("“{phrase}” do not agree in {feature}", phrase=parse[det.i : noun.i + 1].text, feature=what)
        yield Hit(det.idx, noun.idx + len(noun), why, _rewritten(det, adjectives, noun, wanted, lexicon))


def _rewritten(
    det: "Token", adjectives: list["Token"], noun: "Token", wanted: Features, lexicon: Lexicon
) -> str | None:
    """The phrase with the gender and number of its noun; None where a form is unknown, or others stand between."""
    healed = [agreeing_form(lexicon, adjective, wanted) for adjective in adjectives]
    forms = [form for form in healed if form]
    if len(forms) < noun.i - det.i - 1:
        return None
    outer = det.text
    if clash(called_for(det), wanted):
        outer = agreeing_determiner(norm(det), wanted, forms[0]) or ""
    if not outer:
        return None
    repair = outer + ("" if outer.endswith("’") else " ") + " ".join([*forms, noun.text])
    return repair[0].upper() + repair[1:] if det.text[0].isupper() else repair


def _before_its_noun(det: "Token", adjective: "Token", noun: "Token", lexicon: Lexicon) -> bool:
    if noun.pos_ != "NOUN" or adjective.head != noun or hyphen_after(noun.doc, noun):
        return False  # *un premier prime-time*
    if lexicon.english_frequency(noun.text) > MORE_ENGLISH * lexicon.frequency(noun.text):
        return False  # *son premier data center*
    if past_participles(lexicon, noun) and not clash(called_for(det), _participle(noun, lexicon)):
        return False  # *le premier cité*
    if can_be_finite(lexicon, noun) and norm(det) in THIS and norm(adjective) in LATTER:
        return False  # *ce dernier récidive*
    clitic = norm(det) in CLITICS and can_be_finite(lexicon, adjective)
    other_noun = is_noun(lexicon, adjective) and not any(r.lemma in BEFORE_NOUN for r in readings(lexicon, adjective))
    other_noun = other_noun and not clash(called_for(det), noun_features(lexicon, adjective) or Features())
    return (adjective.text + noun.text).islower() and not clitic and not other_noun


def _participle(noun: "Token", lexicon: Lexicon) -> Features:
    """What a noun has as a participle (*cité*, also a feminine noun)."""
    found = past_participles(lexicon, noun)[0]
    return Features(found.gender, found.number)
