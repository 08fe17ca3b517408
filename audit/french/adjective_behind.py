"""An adjective or participle behind its noun that does not agree (*une guerre mondial*, *une cantine claire situé à*)."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from audit.finding import Hit
from audit.french.agreeing import (
    EPICENE,
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
from audit.french.attached import attached
from audit.french.bare_nouns import person
from audit.french.clauses import after_multiple, hyphen_after, word_at
from audit.french.grammar import (
    SUBJECTS,
    can_be_finite,
    finite_here,
    form_of,
    gerund,
    is_noun,
    only_noun,
    past_participles,
    readings,
    verb_lemmas,
)
from audit.french.lexicon import Lexicon
from audit.french.owners import PLURALS, alone_behind, not_its_own, own_phrase, passed, possessive, shared
from audit.french.que import SAYING
from audit.french.subject_features import called_for_by
from audit.french.subjects import COLLECTIVE, MARKS, subject_of
from audit.french.words import OF, SPEAKERS, words

if TYPE_CHECKING:
    from audit.french.parsed import Doc, Token

TELLING = SAYING | words("signaler rapporter")
REACH = 12  # tokens back to an earlier noun that the adjective may belong to
DEGREES = words("encore très plus moins trop aussi assez toujours bien non peu si tout déjà ainsi longtemps")
# What ends an adverbial phrase (*en effet*, *tout à fait*, *pour l’heure*), behind which a participle belongs elsewhere.
ADVERBIAL_NOUNS = words(
    """
    fois être ans côté heure cas fait jour air suite part sorte plupart égard base est point moment instant époque origine
    habitude ordinaire abord avance avant arrière bord office compte moitié final
    """
)
FRACTIONS = words("tiers quart quarts moitié cinquième dixième")
# Two colours of one thing do not agree (*une robe noir et blanc*).
COLOURS = words(
    "blanc noir bleu vert gris brun violet orange marron rose rouge jaune beige or argent doré argenté roux blond"
)
CLAUSAL = words("dont que qu' qui où lorsque si quand car mais parce puisque")  # behind these, no earlier noun counts
BARE = words("en à a sans par")  # what stands before nouns of adverbial phrases (*en effet*, *à peine*, *sans cesse*)
COORDINATION = words("et ou ,")
PRONOUNS = {
    "celui": Features("m", "s"), "celle": Features("f", "s"), "ceux": Features("m", "p"), "celles": Features("f", "p"),
    "un": Features(), "une": Features(),
}  # fmt: skip
PASSED = words(", » ”")
UNGENDERED = SPEAKERS | {"on"}  # subjects that anything may go with
MILLIONS = words("million millions milliard milliards")  # *un million de dollars canadiens*
AMOUNTS = words(
    "supplémentaire additionnel total annuel restant complémentaire"
)  # *un million de dollars supplémentaire*
SUPERLATIVES = words("plus moins meilleur meilleure meilleurs meilleures moindre moindres")
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
    if what == "gender" and not (lexicon.frequency(adjective.norm) or past_participles(lexicon, adjective)):
        return  # of a rare word the dictionaries may know no more than one gender (*une page wiki*)
    beside = has.number == "s" and attached(noun.norm, adjective.norm, lexicon)  # a plural may go with several
    if what == "number" and shared(parse, adjective):
        return
    if not beside and _elsewhere(parse, noun, adjective, has, lexicon):
        return
    if _frozen(parse, adjective) or _of_subject(parse, noun, has, lexicon):
        return
    if plural := _of_several(parse, noun, has, lexicon):
        why = disagreement(noun, adjective, what)
        between = parse.span(noun.i + 1, adjective.i + 1).text
        yield Hit(noun.idx, adjective.idx + len(adjective), why, f"{plural} {between}")
        return
    if what == "number" and (det := possessive(noun, lexicon)):
        why = disagreement(det, adjective, what)
        rest = parse.span(noun.i, adjective.i + 1).text
        yield Hit(det.idx, adjective.idx + len(adjective), why, f"{PLURALS[det.norm]} {rest}")
        return
    if what == "gender" and adjective.i == noun.i + 1 and not (noun_features(lexicon, noun) or wanted).gender:
        first = parse[noun.i - 1]  # *la guide gratuit*: the determiner may be wrong
        yield Hit(first.idx, adjective.idx + len(adjective), disagreement(first, adjective, what))
        return
    either = what == "gender" and noun.norm in EPICENE  # *la ministre chinois*: he or she
    verbal = bool(past_participles(lexicon, adjective))
    unsure = either or (
        verbal
        and (
            _only_verb(parse, noun, adjective, lexicon)
            or _owned(parse, noun, wanted, lexicon)
            or (person(noun, lexicon) and verb_lemmas(lexicon, adjective) & TELLING)  # *, chercheurs averti mardi*
        )
    )
    healed = None if unsure else agreeing_form(lexicon, adjective, wanted)
    between = parse.span(noun.i + 1, adjective.i).text_with_ws
    why = disagreement(noun, adjective, what)
    yield Hit(noun.idx, adjective.idx + len(adjective), why, healed and f"{noun.text} {between}{healed}")


def _owned(parse: "Doc", noun: "Token", wanted: Features, lexicon: Lexicon) -> bool:
    """True for the noun of *une vidéo de 14 minutes publié*, whose participle may be that of another before it."""
    start = noun.i
    while start > 0 and parse[start - 1].pos_ in {"DET", "NUM", "ADJ"}:
        start -= 1
    if start < 2 or parse[start - 1].norm not in OF or parse[start - 2].pos_ != "NOUN":
        return False
    has = noun_features(lexicon, parse[start - 2])
    return has is not None and bool(clash(has, wanted))


def _only_verb(parse: "Doc", noun: "Token", participle: "Token", lexicon: Lexicon) -> bool:
    """True behind a subject where the clause has no verb: an auxiliary may be gone (*La crise éclaté en mai, lorsque …*)."""
    opener = noun.i - 1
    while opener >= 0 and parse[opener].pos_ in {"DET", "ADJ", "NUM"}:
        opener -= 1
    if parse[len(parse) - 1].text != "." or (opener >= 0 and parse[opener].norm not in CLAUSAL | {"et", "«"}):
        return False
    end = next((t.i for t in parse[participle.i :] if t.norm in CLAUSAL), len(parse))
    return not any(finite_here(lexicon, t) for t in parse[participle.i + 1 : end])


def _of_several(parse: "Doc", noun: "Token", has: Features, lexicon: Lexicon) -> str | None:
    """The plural of a noun behind *une série de*, where its adjective has it already."""
    if has.number != "p" or word_at(parse, noun.i - 1) not in MARKS or word_at(parse, noun.i - 2) not in COLLECTIVE:
        return None
    return plural_of(lexicon, noun.norm)


def _noun_before(parse: "Doc", adjective: "Token", lexicon: Lexicon) -> "Token | None":
    """The noun right before an adjective, or before its adverb; of a participle, before another adjective of its own."""
    place = adjective.i - 1
    if past_participles(lexicon, adjective) and _of_noun(parse, place, lexicon):
        place -= 1
    if place > 0 and (parse[place].norm in DEGREES or parse[place].norm.endswith("ment")):
        compared = parse[place].norm in {"plus", "moins"}
        place -= 1
        if compared and place and parse[place - 1].like_num and parse[place].norm != "fois":
            return None  # *une mer trois degrés plus chaude*
        if parse[place].norm in FRACTIONS:
            return None  # *un tiers moins chers*
        place -= 2 * (place > 1 and after_multiple(parse, place - 1) == adjective.i)  # *une usine dix fois plus grand*
    if (
        place < 0
        or parse[place].pos_ != "NOUN"
        or not is_noun(lexicon, parse[place])
        or parse[place].norm in ADVERBIAL_NOUNS
        or len(parse[place]) < 3  # *760 mm augmentée de 10 mm*: of what is measured
        or parse.span(max(0, place - 2), place + 1).text.lower() in {"par les présentes", "pour le coup"}
    ):
        return None
    bare = place and (parse[place - 1].text in "-/" or parse[place - 1].norm in BARE)  # *en effet*
    bare = bare or (parse[place].norm == "tour" and place > 1 and parse[place - 2].norm == "à")  # *à leur tour placés*
    finite = place > 0 and can_be_finite(lexicon, parse[place])
    verb = finite and (parse[place - 1].is_punct or parse[place - 1].norm in SUBJECTS)  # *, demeure mesuré*
    judged = any(t.norm in {"que", "qu'"} for t in parse[max(0, place - 4) : place])
    verb = verb or (finite and judged and parse[place - 1].pos_ == "NOUN")  # *que le préfet juge nécessaires*
    if place > 1 and word_at(parse, place - 2) == "toute" and past_participles(lexicon, adjective):
        return None  # *n’a toute la journée songé qu’à elle*
    if place > 1 and parse[place - 1].norm == "au" and parse[place - 2].pos_ == "AUX":
        return None  # *la société était au départ divisée*
    alone = (
        place
        and any(r.pos == "adv" for r in readings(lexicon, parse[place]))
        and parse[place - 1].pos_ not in {"DET", "ADP", "ADJ"}
    )
    return None if bare or verb or alone else parse[place]  # *ensemble reposés*


def _frozen(parse: "Doc", adjective: "Token") -> bool:
    """True for what agrees with no noun: *les meilleurs résultats possible*, *avec condiments si désiré*, *noir et blanc*."""
    if adjective.norm in COLOURS and word_at(parse, adjective.i + 1) == "et":
        return word_at(parse, adjective.i + 2) in COLOURS
    before = parse[max(0, adjective.i - REACH) : adjective.i]
    superlative = adjective.norm == "possible" and any(token.norm in SUPERLATIVES for token in before)
    return superlative or (adjective.norm == "désiré" and before[-1].norm == "si")


def _of_subject(parse: "Doc", noun: "Token", has: Features, lexicon: Lexicon) -> bool:
    """True behind an adverbial between verb and attribute or participle (*avait à plusieurs reprises affiché*)."""
    start = noun.i
    while start > 0 and parse[start].pos_ in {"NOUN", "ADJ", "DET", "NUM"}:
        start -= 1
    verb = parse[start - 1] if start and (parse[start].pos_ == "ADP" or parse[start].norm == "au") else noun
    if verb.pos_ != "AUX":
        return False
    subject = subject_of(verb) or subject_of(verb.head)
    wanted = called_for_by(parse, subject, lexicon) if subject else None
    return form_of(lexicon, verb, "avoir") or not (wanted and clash(wanted, has))


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


def _of_a_noun(verb: "Token", lexicon: Lexicon) -> bool:
    """True for a participle that an earlier noun may carry (*un texte régissant la gestion pris par*)."""
    return verb.dep_ == "acl" and (bool(past_participles(lexicon, verb)) or gerund(lexicon, verb))


def _of_clause(verb: "Token", noun: "Token", participle: "Token", has: Features, lexicon: Lexicon) -> bool:
    """True for a participle with a complement that may go with the subject of the clause (*les avions ont été vus dans le
    ciel de la ville suivis de longues traînées*)."""
    subject = subject_of(verb) if verb.pos_ in {"VERB", "AUX"} else None
    wanted = noun_features(lexicon, subject) if subject is not None and subject.pos_ == "NOUN" else None
    if subject is not None and subject.norm in UNGENDERED:
        wanted = Features()  # *on y va habillé de noir*
    if wanted is None or clash(wanted, has) or not past_participles(lexicon, participle):
        return False
    led = any(child.dep_ == "case" for child in noun.lefts)
    return led and word_at(verb.doc, participle.i + 1) in {"de", "d'", "par", "des"}


def _elsewhere(parse: "Doc", noun: "Token", adjective: "Token", has: Features, lexicon: Lexicon) -> bool:
    """True where the adjective may belong to an earlier noun (*chef de projet adjoint*), or to several (*A et B français*)."""
    if own_phrase(noun):
        return False
    bounds = {","} if past_participles(lexicon, adjective) else BOUNDS | {","}
    for token in reversed(parse[max(0, noun.i - REACH) : noun.i]):
        money = token.norm in MILLIONS and adjective.norm not in AMOUNTS and not past_participles(lexicon, adjective)
        enumerated = token.text == "," and token.nbor(1).norm in OF
        if money or enumerated or passed(token, has):
            continue
        complemented = token.nbor(1).norm in OF
        if complemented and token.norm in PRONOUNS and not clash(PRONOUNS[token.norm], has):
            return True  # *un des voleurs reparti à vélo*, *ceux de la présente loi mentionnés plus haut*
        nominal = token.pos_ in {"ADJ", "X"} or (complemented and token.pos_ not in {"DET", "NUM", "ADV"})
        nominal = nominal or (complemented and only_noun(lexicon, token))
        if token.pos_ in {"NOUN", "PROPN"} or (nominal and is_noun(lexicon, token)):
            other = noun_features(lexicon, token)
            if other is None or not clash(other, has):
                return True
        elif token.norm in {"et", "ou"} and has.number == "s" and token.nbor(1).norm in bounds | {"sur"}:
            return False  # *dans le nez et sur l’aile droit*
        elif token.norm in COORDINATION and has.number != "s":
            return not alone_behind(token, noun)
        elif (
            token.norm in bounds | CLAUSAL
            or (token.pos_ in {"VERB", "AUX"} and not _of_a_noun(token, lexicon))
            or (token.is_punct and token.norm not in PASSED)
        ):
            owned = _of_clause(token, noun, adjective, has, lexicon)
            return owned or _of_antecedent(parse, noun, adjective, has, lexicon)
    return False


def _of_antecedent(parse: "Doc", noun: "Token", word: "Token", has: Features, lexicon: Lexicon) -> bool:
    """True for a word with a complement behind a relative clause, of what that is about (*les documents que la loi impose aux
    termes de l’accord relatifs au prix*)."""
    if word_at(parse, word.i + 1) not in {"à", "au", "aux", "de", "d'", "du", "des", "par", "en"}:
        return False
    relative = next((t for t in reversed(parse[: noun.i]) if t.norm in {"que", "qu'", "qui", "dont"}), None)
    before = parse[relative.i - 1] if relative is not None and relative.i else noun
    wanted = noun_features(lexicon, before) if before.pos_ == "NOUN" and before is not noun else None
    return wanted is not None and not clash(wanted, has)
