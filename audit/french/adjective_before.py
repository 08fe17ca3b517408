"""Adjectives between a determiner and its noun that do not agree (*les vrais hostilités*, *le dernier grande panne*)."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from audit.finding import Hit
from audit.french.agreeing import (
    ELIDING,
    EPICENE,
    OLD,
    Features,
    adjective_features,
    agreeing_determiner,
    agreeing_form,
    called_for,
    clash,
    disagreement,
    noun_features,
)
from audit.french.clauses import hyphen_after, word_at
from audit.french.grammar import DETERMINERS, can_be_finite, is_noun, past_participles, readings
from audit.french.lexicon import Lexicon
from audit.french.words import THE_OR_THEM, words
from audit.reason import Reason

if TYPE_CHECKING:
    from audit.french.parsed import Doc, Span, Token

DEGREES = words("plus moins très trop")
OF_ANY_KIND = words("même autre")  # pronouns or adverbs too, but never between a determiner and its noun
MORE_ENGLISH = 10  # times as frequent in English as in French
# Nouns too, yet adjectives before a noun.
BEFORE_NOUN = words(
    """
    premier deuxième second troisième quatrième cinquième sixième septième huitième neuvième dixième dernier prochain
    nouveau ancien petit grand gros jeune vieux bon mauvais vrai faux propre beau haut double long même autre
    """
)
THIS, LATTER = words("ce cette ces"), words("dernier dernière derniers dernières")


def adjective_before(parse: "Doc", det: "Token", lexicon: Lexicon) -> Iterator[Hit]:
    """A determiner, adjectives, a noun: *les vrais hostilités*, *un bonnes image*, *le dernier grande panne*."""
    start = det.i + 1 + (parse[det.i + 1].norm in DEGREES)
    start += 2 * (parse[det.i + 1].norm.endswith("ième") and word_at(parse, det.i + 2) in {"plus", "moins"})
    noun = next((parse[at] for at in range(start, len(parse)) if parse[at].pos_ not in {"ADJ", "NUM"}), det)
    adjectives = [token for token in parse[det.i + 1 : noun.i] if token.pos_ == "ADJ"]
    limit = det.norm == "au" and parse[det.i + 1].norm in DEGREES  # *au moins deux autres membres*
    if limit or not adjectives or not all(_before_its_noun(det, adjective, noun, lexicon) for adjective in adjectives):
        return
    wanted, outer = noun_features(lexicon, noun), called_for(det)
    if noun.norm in EPICENE and wanted is not None:
        wanted = Features(number=wanted.number)  # *la nouvelle ministre*
    features = [_features(lexicon, adjective) for adjective in adjectives]
    if wanted is None or None in features:
        return
    clashes = [what for has in features if has and (what := clash(wanted, has))]
    if what := clash(outer, wanted) or next(iter(clashes), ""):
        why = Reason("“{phrase}” do not agree in {feature}", phrase=parse.span(det.i, noun.i + 1).text, feature=what)
        outvoted = what == "number" and all(has and clash(has, wanted) for has in [outer, *features])
        if outvoted and len(parse) > noun.i + 2 and parse[noun.i + 1].norm == "et" and parse[noun.i + 2].pos_ == "NOUN":
            return  # *les plus grandes attention et protection*
        repair = _with_its_noun(parse.span(det.i, noun.i), noun, outer.number, lexicon) if outvoted else None
        yield Hit(det.idx, noun.idx + len(noun), why, repair or _rewritten(det, adjectives, noun, wanted, lexicon))


def _with_its_noun(before: "Span", noun: "Token", number: str, lexicon: Lexicon) -> str | None:
    """The phrase with its noun in the number that determiner and adjectives have (*des plus grosses consommation*)."""
    lemmas = {reading.lemma for reading in readings(lexicon, noun) if reading.pos == "noun"}
    healed = lexicon.inflect(lemmas.pop(), "noun", number=number) if len(lemmas) == 1 else None
    return healed and f"{before.text} {healed}"


def bare_adjective(parse: "Doc", of: "Token", lexicon: Lexicon) -> Iterator[Hit]:
    """*de nouvelles retards*, *, ancien championne*: an adjective of those before nouns, behind *de* or a comma."""
    adjective, noun = parse[of.i + 1], parse[of.i + 2]
    ordinary = any(
        reading.pos == "adjective" and reading.lemma in BEFORE_NOUN for reading in readings(lexicon, adjective)
    )
    if adjective.pos_ != "ADJ" or not ordinary or not _before_its_noun(of, adjective, noun, lexicon):
        return
    wanted, has = noun_features(lexicon, noun), adjective_features(lexicon, adjective)
    if wanted is None or has is None or noun.norm in EPICENE or not (what := clash(wanted, has)):
        return
    if what == "number" and of.norm in {"et", "ou"}:
        return  # *la deuxième et troisième suites*
    healed = agreeing_form(lexicon, adjective, wanted)
    why = disagreement(adjective, noun, what)
    yield Hit(adjective.idx, noun.idx + len(noun), why, healed and f"{healed} {noun.text}")


def _features(lexicon: Lexicon, adjective: "Token") -> Features | None:
    """What an adjective before its noun has; *même* and *autres* are nothing else there."""
    found = [r for r in readings(lexicon, adjective) if r.pos == "adjective" and r.lemma in OF_ANY_KIND]
    return Features(number=found[0].number) if found else adjective_features(lexicon, adjective)


def _rewritten(
    det: "Token", adjectives: list["Token"], noun: "Token", wanted: Features, lexicon: Lexicon
) -> str | None:
    """The phrase with the gender and number of its noun, or where that shows none (*mois*) with the number before it; None
    where a form is unknown, or others stand between."""
    wanted = Features(wanted.gender, wanted.number or called_for(det).number)
    healed = [agreeing_form(lexicon, adjective, wanted) for adjective in adjectives]
    forms = [form for form in healed if form]
    degree = [word.text for word in det.doc[det.i + 1 : det.i + 2] if word.norm in DEGREES]
    if len(forms) + len(degree) < noun.i - det.i - 1:
        return None
    if wanted == Features("m", "s") and noun.text.startswith(ELIDING):
        forms[-1:] = [OLD.get(form, form) for form in forms[-1:]]
    forms = degree + forms
    outer = det.text
    if clash(called_for(det), wanted):
        outer = agreeing_determiner(det.norm, wanted, forms[0]) or ""
    if not outer:
        return None
    repair = outer + ("" if outer.endswith("’") else " ") + " ".join([*forms, noun.text])
    return repair[0].upper() + repair[1:] if det.text[0].isupper() else repair


def _before_its_noun(det: "Token", adjective: "Token", noun: "Token", lexicon: Lexicon) -> bool:
    joined = det.norm in {"et", "ou"} and adjective.dep_ == "conj"  # *la quatorzième et dernière partie*
    if noun.pos_ != "NOUN" or not (adjective.head == noun or joined) or hyphen_after(noun.doc, noun):
        return False  # *un premier prime-time*
    if noun.norm == "grâce" and noun.i + 1 < len(noun.doc) and noun.nbor(1).norm in {"à", "au", "aux"}:
        return False  # *les uns les autres grâce à*
    if lexicon.english_frequency(noun.text) > MORE_ENGLISH * lexicon.frequency(noun.text):
        return False  # *son premier data center*
    outer = called_for(det) if det.norm in DETERMINERS else Features()
    if past_participles(lexicon, noun) and _of_the_one(outer, adjective, noun, lexicon):
        return False  # *le premier cité*
    if can_be_finite(lexicon, noun) and det.norm in THIS and adjective.norm in LATTER:
        return False  # *ce dernier récidive*
    clitic = det.norm in THE_OR_THEM and can_be_finite(lexicon, adjective)
    other_noun = is_noun(lexicon, adjective) and not any(r.lemma in BEFORE_NOUN for r in readings(lexicon, adjective))
    other_noun = (
        other_noun
        and adjective.nbor(-1).norm not in DEGREES
        and not clash(outer, noun_features(lexicon, adjective) or Features())
    )
    return (adjective.text + noun.text).islower() and not clitic and not other_noun


def _of_the_one(outer: Features, adjective: "Token", noun: "Token", lexicon: Lexicon) -> bool:
    """True where all agree once the noun is read as a participle (*le premier cité*; not *la dernier partie*)."""
    found, own = past_participles(lexicon, noun)[0], _features(lexicon, adjective)
    read = Features(found.gender, found.number)
    return not clash(outer, read) and not (own and clash(own, read) == "gender")
