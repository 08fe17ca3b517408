"""An adjective or participle behind its noun that does not agree (*une guerre mondial*, *une cantine claire situé à*)."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from audit.finding import Hit
from audit.french.agreeing import (
    Features,
    adjective_features,
    agreeing_form,
    clash,
    disagreement,
    never_plural,
    noun_features,
    phrase_features,
    plural_of,
)
from audit.french.clauses import after_multiple, hyphen_after, word_at
from audit.french.grammar import SUBJECTS, can_be_finite, is_noun, norm, past_participles, readings
from audit.french.lexicon import Lexicon
from audit.french.owners import PLURALS, alone_behind, not_its_own, own_phrase, passed, possessive, shared
from audit.french.subjects import COLLECTIVE, MARKS
from audit.french.words import words

if TYPE_CHECKING:
    from audit.french.parsed import Doc, Token

REACH = 12  # tokens back to an earlier noun that the adjective may belong to
DEGREES = words("encore très plus moins trop aussi assez toujours bien non peu si tout")
# What ends an adverbial phrase (*en effet*, *tout à fait*, *pour l’heure*), behind which a participle belongs elsewhere.
ADVERBIAL_NOUNS = words(
    """
    fois être ans côté heure cas fait jour air suite part sorte plupart égard base point moment instant époque origine
    habitude ordinaire abord avance avant arrière bord office compte moitié
    """
)
FRACTIONS = words("tiers quart quarts moitié cinquième dixième")
CLAUSAL = words("dont que qu' qui où lorsque si quand car mais parce puisque")  # behind these, no earlier noun counts
BARE = words("en à a sans par")  # what stands before nouns of adverbial phrases (*en effet*, *à peine*, *sans cesse*)
COORDINATION = words("et ou ,")
PASSED = words(", » ”")
MILLIONS = words("million millions milliard milliards")  # *un million de dollars canadiens*
# Behind these a phrase begins that an adjective at its end seldom reaches out of (*contre les violences policières*).
BOUNDS = words("selon contre depuis pendant dans pour chez vers malgré selon parmi dès")


def adjective_behind(parse: "Doc", adjective: "Token", lexicon: Lexicon) -> Iterator[Hit]:
    """A noun and the adjective or participle next to it: *une guerre mondial*, *une enquête mené*."""
    noun, has = _noun_before(parse, adjective, lexicon), adjective_features(lexicon, adjective)
    if noun is None or has is None or hyphen_after(parse, adjective) or not_its_own(parse, adjective, has, lexicon):
        return
    wanted = phrase_features(lexicon, noun)
    if wanted is None or not (what := clash(wanted, has)) or (what == "number" and never_plural(lexicon, adjective)):
        return
    if _elsewhere(parse, noun, adjective, has, lexicon) or (what == "number" and shared(parse, adjective)):
        return
    if plural := _of_several(parse, noun, has, lexicon):
        why = disagreement(noun, adjective, what)
        between = parse.span(noun.i + 1, adjective.i + 1).text
        yield Hit(noun.idx, adjective.idx + len(adjective), why, f"{plural} {between}")
        return
    if what == "number" and (det := possessive(noun, lexicon)):
        why = disagreement(det, adjective, what)
        rest = parse.span(noun.i, adjective.i + 1).text
        yield Hit(det.idx, adjective.idx + len(adjective), why, f"{PLURALS[norm(det)]} {rest}")
        return
    healed = agreeing_form(lexicon, adjective, wanted)
    between = parse.span(noun.i + 1, adjective.i).text_with_ws
    why = disagreement(noun, adjective, what)
    yield Hit(noun.idx, adjective.idx + len(adjective), why, healed and f"{noun.text} {between}{healed}")


def _of_several(parse: "Doc", noun: "Token", has: Features, lexicon: Lexicon) -> str | None:
    """The plural of a noun behind *une série de*, where its adjective has it already."""
    if has.number != "p" or word_at(parse, noun.i - 1) not in MARKS or word_at(parse, noun.i - 2) not in COLLECTIVE:
        return None
    return plural_of(lexicon, norm(noun))


def _noun_before(parse: "Doc", adjective: "Token", lexicon: Lexicon) -> "Token | None":
    """The noun right before an adjective, or before its adverb; of a participle, before another adjective of its own."""
    place = adjective.i - 1
    if past_participles(lexicon, adjective) and _of_noun(parse, place, lexicon):
        place -= 1
    if place > 0 and (norm(parse[place]) in DEGREES or norm(parse[place]).endswith("ment")):
        place -= 1
        if norm(parse[place]) in FRACTIONS:
            return None  # *un tiers moins chers*
        place -= 2 * (place > 1 and after_multiple(parse, place - 1) == adjective.i)  # *une usine dix fois plus grand*
    if (
        place < 0
        or parse[place].pos_ != "NOUN"
        or not is_noun(lexicon, parse[place])
        or norm(parse[place]) in ADVERBIAL_NOUNS
    ):
        return None
    bare = place and (parse[place - 1].text in "-/" or norm(parse[place - 1]) in BARE)  # *en effet*
    bare = bare or (
        norm(parse[place]) == "tour" and place > 1 and norm(parse[place - 2]) == "à"
    )  # *à leur tour placés*
    finite = place and can_be_finite(lexicon, parse[place])
    verb = finite and (parse[place - 1].is_punct or norm(parse[place - 1]) in SUBJECTS)  # *, demeure mesuré*
    if place > 1 and norm(parse[place - 1]) == "au" and parse[place - 2].pos_ == "AUX":
        return None  # *la société était au départ divisée*
    alone = (
        place
        and any(r.pos == "adv" for r in readings(lexicon, parse[place]))
        and parse[place - 1].pos_ not in {"DET", "ADP", "ADJ"}
    )
    return None if bare or verb or alone else parse[place]  # *ensemble reposés*


def _of_noun(parse: "Doc", place: int, lexicon: Lexicon) -> bool:
    """True for an adjective that agrees with the noun right before it (*une cantine lumineuse*)."""
    noun, has = parse[place - 1] if place > 0 else None, adjective_features(lexicon, parse[place])
    if (
        noun is None
        or noun.pos_ != "NOUN"
        or parse[place].pos_ != "ADJ"
        or parse[place].head is not noun
        or has is None
    ):
        return False
    wanted = phrase_features(lexicon, noun)
    return wanted is not None and wanted.number == has.number and not clash(wanted, has)


def _elsewhere(parse: "Doc", noun: "Token", adjective: "Token", has: Features, lexicon: Lexicon) -> bool:
    """True where the adjective may belong to an earlier noun (*chef de projet adjoint*), or to several (*A et B français*)."""
    if own_phrase(noun):
        return False
    bounds = {","} if past_participles(lexicon, adjective) else BOUNDS | {","}
    for token in reversed(parse[max(0, noun.i - REACH) : noun.i]):
        if passed(token, has) or (norm(token) in MILLIONS and not past_participles(lexicon, adjective)):
            continue
        complemented = norm(token.nbor(1)) in {"de", "d'", "des", "du"}
        if complemented and norm(token) in {"un", "une"}:
            return True  # *un des voleurs reparti à vélo*
        nominal = token.pos_ in {"ADJ", "X"} or (complemented and token.pos_ not in {"DET", "NUM", "ADV"})
        if token.pos_ in {"NOUN", "PROPN"} or (nominal and is_noun(lexicon, token)):
            other = noun_features(lexicon, token)
            if other is None or not clash(other, has):
                return True
        elif norm(token) in {"et", "ou"} and has.number == "s" and norm(token.nbor(1)) in BOUNDS | {"sur"}:
            return False  # *dans le nez et sur l’aile droit*
        elif norm(token) in COORDINATION and has.number != "s":
            return not alone_behind(token, noun)
        elif (
            norm(token) in bounds | CLAUSAL
            or token.pos_ in {"VERB", "AUX"}
            or (token.is_punct and norm(token) not in PASSED)
        ):
            return False
    return False
