"""A verb in a form that the word before it does not allow (*est augmenter*, *peut augmente*, *pour déclare*, *a travail*).

Silent where the form could be something else (*le dîner*, *pour offre*), about infinitives after *c’est* or as subject
(*vouloir est pouvoir*), fixed words (*peut-être*, *avoir accès*), and titles in quotation marks. For a subject without a
conjugated verb see unconjugated.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from audit.detectors.registry import detector
from audit.document import Segment
from audit.finding import Category, Hit, Severity, first_of
from audit.french.auxiliaries import (
    PLURAL,
    WAS,
    agreeing_passive,
    in_superlative,
    in_tense_of,
    is_auxiliary,
    plain_form,
    was_done,
    with_being,
)
from audit.french.clauses import hyphen_after, past, word_at
from audit.french.commands import second_command, two_commands
from audit.french.grammar import (
    SUBJECTS,
    WITH_BEING,
    adverb,
    after_adverbs,
    before_adverbs,
    can_be_finite,
    finite_here,
    form_of,
    gerund,
    gerund_here,
    only_finite,
    only_infinitive,
    only_noun,
    past_participle,
    past_participles,
    quoted,
    readings,
    verb_lemmas,
)
from audit.french.lexicon import Lexicon
from audit.french.modals import behind_modal, gerund_complement, joined_modal
from audit.french.prepositions import gerund_with_en, hit, no_infinitive, preposition
from audit.french.verb_phrases import PHRASES, raised
from audit.french.words import CLITICS, RELATIVES, SMALL_WORDS, VERBAL_NOUNS, words
from audit.reason import Reason

if TYPE_CHECKING:
    from audit.french.parsed import Doc, Token

# Infinitives that are nouns as well, beyond doubt verbs behind a pronoun.
REMAINING = words("rester demeurer")  # *reste être trouvé*
# Nouns that stand behind *avoir* with no article, and have a verb of their own.
HAVING_NOUNS = words(
    """
    accord désaccord question raison trait cours vent propos sommeil envie pitié honte faim mission commission charge
    coutume peine lieu rapport rang
    """
)
FORCING = words("forcer obliger contraindre inviter aider autoriser pousser amener appeler")
RELATIVE = 4  # words back to the *que* of which *avoir* has its object
FETCHING = words("prendre chercher voir trouver rejoindre")


@detector(category=Category.GRAMMAR, severity=Severity.MAJOR)
def verb_form(segment: Segment, mended: "Doc", lexicon: Lexicon) -> Iterator[Hit]:
    inside = quoted(mended)
    rules = (
        _been,
        _being,
        _auxiliary,
        with_being,
        in_superlative,
        raised,
        was_done,
        _noun,
        behind_modal,
        joined_modal,
        gerund_complement,
        preposition,
        gerund_with_en,
        two_commands,
        second_command,
        *PHRASES,
    )
    for token in mended:
        after = after_adverbs(mended, token.i + 1)
        together = after < len(mended) and inside[token.i] == inside[after]
        if together and (hit := first_of(rules, mended, token, mended[after], lexicon)):
            yield hit


def _been(parse: "Doc", token: "Token", verb: "Token", lexicon: Lexicon) -> Hit | None:
    """*a été augmenter*, *a été augmentant*, *ont été ont reçu*: no participle behind *été*."""
    before = next((word for word in reversed(parse[: token.i]) if not adverb(word)), token)
    if token.norm != "été" or not form_of(lexicon, before, "avoir"):
        return None
    behind = past(parse, verb.i, CLITICS)  # *a été s’entraînant*
    verb = parse[behind] if behind < len(parse) else verb
    if verb.i == token.i + 1 and only_finite(lexicon, verb) and not hyphen_after(parse, verb):
        participle = past_participle(lexicon, verb) if verb.pos_ != "AUX" else None
        why = Reason("“{word}” calls for a participle, not “{verb}”", word=token.text, verb=verb.text)
        return hit(token, verb, why, participle and f"{token.text} {participle}")
    if gerund_here(lexicon, verb) and _only_verb(verb, lexicon) and not _further(parse, token, verb):
        return hit(token, verb, _copied(token, verb), None)
    gone = verb_lemmas(lexicon, verb) & FETCHING or (verb.i + 1 < len(parse) and parse[verb.i + 1].pos_ == "DET")
    gone = gone or before.norm in {"eût", "eut"} or word_at(parse, verb.i - 1) in CLITICS
    # *il a été prendre la clef*, *il avait été se faire soigner*, *j’ai été vous chercher*
    if gone or not only_infinitive(lexicon, verb):
        return None
    return no_infinitive(token, verb, _with_participle(token, before, verb, lexicon))


def _further(parse: "Doc", token: "Token", verb: "Token") -> bool:
    """True for *a été plus loin en demandant*, where something else stands behind the auxiliary."""
    return word_at(parse, verb.i - 1) == "en" and verb.i > token.i + 2


def _being(parse: "Doc", token: "Token", verb: "Token", lexicon: Lexicon) -> Hit | None:
    """*peut être vendre*, *est être vendu*: a passive with an infinitive in the participle's place."""
    if token.norm == "être":
        wrong = token.pos_ in {"AUX", "VERB"} and only_infinitive(lexicon, verb) and verb.i == token.i + 1
    elif verb.norm == "être" and verb_lemmas(lexicon, token) & REMAINING:
        wrong = finite_here(lexicon, token)
    else:
        sold = verb.i + 1 < len(parse) and bool(past_participles(lexicon, parse[verb.i + 1]))
        sold = sold or (verb.pos_ in {"VERB", "AUX"} and not _infinitive_before(parse, token, lexicon))
        being = form_of(lexicon, token, "être") and can_be_finite(lexicon, token)
        wrong = sold and being and verb.norm == "être" and is_auxiliary(parse, token, verb, lexicon)
    return no_infinitive(token, verb, None) if wrong else None


def _auxiliary(parse: "Doc", token: "Token", verb: "Token", lexicon: Lexicon) -> Hit | None:
    """*est augmenter*, *a augmenter*, *a augmente*: an auxiliary followed by no participle."""
    if not is_auxiliary(parse, token, verb, lexicon) or "que" in {t.norm for t in parse[token.i + 1 : verb.i]}:
        return None  # *n’avons que faire de*
    if token.norm == "sommes" and token.i and token.nbor(-1).pos_ == "DET":
        return None  # *ces sommes peuvent*
    having, participle = form_of(lexicon, token, "avoir"), past_participle(lexicon, verb)
    asked = word_at(parse, token.i + 1) == "-" or (token.i and finite_here(lexicon, parse[token.i - 1]))
    if form_of(lexicon, token, "être") and asked:
        return None  # *est-ce trop demander ?*, *ce que nous voulons est inventer*
    if only_infinitive(lexicon, verb) and not _infinitive_before(parse, token, lexicon):
        middle = parse.span(token.i + 1, verb.i).text_with_ws
        if token.norm == "a" and _preposition_meant(parse, token, lexicon):
            why = Reason("“a” before the infinitive “{verb}” is “à” without its accent", verb=verb.text)
            return hit(token, verb, why, f"à {middle}{verb.text}")
        if having and participle:
            other = verb_lemmas(lexicon, verb) & WITH_BEING or any(
                past_participles(lexicon, t) for t in parse[verb.i + 1 : verb.i + 2]
            )
            return no_infinitive(token, verb, None if other else f"{token.text_with_ws}{middle}{participle}")
        active = verb.i + 1 < len(parse) and parse[verb.i + 1].pos_ in {
            "DET",
            "NUM",
            "SCONJ",
        }  # *est réparer une fuite*
        return no_infinitive(token, verb, (plain_form if active else agreeing_passive)(token, verb, lexicon))
    near = {t.norm for t in parse[max(0, token.i - RELATIVE) : token.i]}
    relative = not near.isdisjoint({"que", "qu'"})  # *ce que j’avais était*
    having = having and verb.norm != token.norm and word_at(parse, token.i - 1) != "y"
    having = having and word_at(parse, verb.i - 1) not in {"ne", "n'"}  # *le modèle que nous avons ne fonctionnera pas*
    other = token.norm not in PLURAL and any(r.number == "p" for r in readings(lexicon, verb))
    having = having and not (relative and (other or form_of(lexicon, verb, "être")))  # *les cas qu’on a montrent*
    # *où je suis règne*, *tous les partis quels qu’ils soient tiendront*
    relative = relative or "où" in near
    told_by_all = not near.isdisjoint({"quel", "quelle", "quels", "quelles"})
    being = form_of(lexicon, token, "être")
    told = any(t.norm in {"que", "qu'"} and t.i and t.nbor(-1).pos_ == "VERB" for t in parse[: token.i])
    sure = _only_verb(verb, lexicon) or _verbal_gerund(verb, lexicon) or _with_object(token, verb)
    if being and gerund(lexicon, verb) and sure and not _further(parse, token, verb):
        return _progressive(token, verb, lexicon)
    oneself = word_at(parse, token.i - 1) in {"se", "s'", "l'"}  # *s’est rendit*: see misformed; *ceux de l’est ont*
    if (
        being
        and (told or not relative)
        and not (oneself or told_by_all)
        and verb.i == token.i + 1
        and _third_alone(verb, lexicon)
    ):
        why = Reason("“{word}” calls for a participle, not “{verb}”", word=token.text, verb=verb.text)
        present = any(r.tense == "present" and r.mood == "indicative" for r in readings(lexicon, verb))
        return hit(token, verb, why, plain_form(token, verb, lexicon) if present and token.norm in WAS else None)
    if having and _no_participle(parse, token, verb, lexicon):
        why = Reason("“{word}” calls for a participle, not “{verb}”", word=token.text, verb=verb.text)
        whole = all(r.mood == "conditional" for r in readings(lexicon, verb))  # *j’avais aimerais*
        begun = parse.span(token.i, verb.i).text_with_ws  # *n’a pas peut*
        return hit(token, verb, why, None if whole else participle and f"{begun}{participle}")
    return None


def _verbal_gerund(verb: "Token", lexicon: Lexicon) -> bool:
    """True for what is a noun too, and a verb where it stands (*sont étant distribués*, *ne sont pas allant*)."""
    return verb.pos_ in {"VERB", "AUX"} and {r.pos for r in readings(lexicon, verb)} == {"verb", "noun"}


def _with_object(token: "Token", verb: "Token") -> bool:
    """True for what is an adjective too, but does not agree and has an object (*sont menaçant une grève*)."""
    after = verb.doc[verb.i + 1 : verb.i + 2]
    having = token.norm in PLURAL and verb.text.endswith("ant") and len(after) == 1 and after[0].pos_ == "DET"
    return having and verb.norm not in {"devant", "durant", "pendant", "suivant"}


def _third_alone(verb: "Token", lexicon: Lexicon) -> bool:
    """True for a conjugated verb of the third person that is nothing else (*est appelle*)."""
    return only_finite(lexicon, verb) and verb.text.islower() and any(r.person == "3" for r in readings(lexicon, verb))


def _progressive(token: "Token", verb: "Token", lexicon: Lexicon) -> Hit:
    """*sont recherchant*: an English progressive, word by word. French has the plain tense."""
    return hit(token, verb, _copied(token, verb), in_tense_of(token, verb, lexicon))


def _copied(token: "Token", verb: "Token") -> Reason:
    return Reason(
        "“{participle}” after “{before}” copies an English progressive", participle=verb.text, before=token.text
    )


def _with_participle(been: "Token", having: "Token", verb: "Token", lexicon: Lexicon) -> str | None:
    """*été* and the participle, which agrees with the subject of *avoir*."""
    if verb.i != been.i + 1 or verb_lemmas(lexicon, verb) & WITH_BEING:
        return None
    whole = agreeing_passive(having, verb, lexicon)
    return whole and whole[whole.index(been.text) :]


def _preposition_meant(parse: "Doc", token: "Token", lexicon: Lexicon) -> bool:
    """True for *a* where *à* lost its accent: right behind a conjugated verb or a plural noun (*tendent a montrer*), behind
    a verb with its object (*a forcé le chanteur a renoncer*) or an attribute (*est prête a partir*)."""
    before = parse[token.i - 1]
    plural = before.pos_ == "NOUN" and lexicon.numbers(before.norm) == {"p"}
    before_it = [t for t in parse[: token.i] if finite_here(lexicon, t)]
    forced = any(verb_lemmas(lexicon, t) & FORCING for t in parse[: token.i])
    being = token.i > 1 and form_of(lexicon, parse[before_adverbs(parse, token.i - 2)], "être")
    attribute = being and before.pos_ in {"ADJ", "VERB"} and RELATIVES.isdisjoint(t.norm for t in parse[: token.i])
    from_on = word_at(parse, token.i + 1) == "partir" and word_at(parse, token.i + 2) in {"de", "d'", "du", "des"}
    return (plural and bool(before_it)) or only_finite(lexicon, before) or forced or attribute or from_on


def _infinitive_before(parse: "Doc", token: "Token", lexicon: Lexicon) -> bool:
    """True when an infinitive or a clause is the subject (*souffler n’est pas jouer*, *l’important est gagner*)."""
    return form_of(lexicon, token, "être") and any(only_infinitive(lexicon, word) for word in parse[: token.i])


def _no_participle(parse: "Doc", token: "Token", verb: "Token", lexicon: Lexicon) -> bool:
    """True for a conjugated verb or a gerund in a participle's place (*a augmente*, *a augmentant*, *il a être*)."""
    if len(verb) < 3 or verb.text[0].isupper():
        return False
    noun_as_verb = verb.norm in VERBAL_NOUNS and word_at(parse, token.i - 1) in SUBJECTS
    voting = gerund(lexicon, verb) and not any(r.pos in SMALL_WORDS for r in readings(lexicon, verb))  # *a votant*
    return noun_as_verb or only_finite(lexicon, verb) or gerund_here(lexicon, verb) or voting


def _only_verb(verb: "Token", lexicon: Lexicon) -> bool:
    """True for what is no adjective or noun as well (*étant*; not *brûlant*)."""
    return all(reading.pos == "verb" for reading in readings(lexicon, verb))


def _noun(parse: "Doc", token: "Token", verb: "Token", lexicon: Lexicon) -> Hit | None:
    """*a travail*, *a été tir*: a noun in the place of its verb's participle (but *un mot a propos*: an accent)."""
    if token.norm == "été":
        placed = token.i > 0 and form_of(lexicon, parse[token.i - 1], "avoir")
    else:
        placed = form_of(lexicon, token, "avoir") and is_auxiliary(parse, token, verb, lexicon)
    placed = placed and verb.i == token.i + 1 and word_at(parse, token.i - 1) != "y"
    if not placed or not verb.text.islower() or not only_noun(lexicon, verb) or verb.norm in HAVING_NOUNS:
        return None
    forms = [verb.norm + ending for ending in ("é", verb.norm[-1] + "é")]
    participle = next((form for form in forms if any(r.mood == "participle" for r in lexicon.analyses(form))), None)
    if participle is None:
        return None
    why = Reason("“{word}” calls for a participle, not the noun “{noun}”", word=token.text, noun=verb.text)
    article = token.norm == "a" and token.i > 0 and finite_here(lexicon, parse[token.i - 1])  # *vous recevez a list*
    return hit(token, verb, why, None if article else f"{parse.span(token.i, verb.i).text} {participle}")
