"""A verb in a form that the word before it does not allow (*est augmenter*, *peut augmente*, *pour déclare*, *a travail*).

Silent where the form could be something else (*le dîner*, *pour offre*), about infinitives after *c’est* or as subject
(*vouloir est pouvoir*), fixed words (*peut-être*, *avoir accès*), and titles in quotation marks. For a subject without a
conjugated verb see unconjugated.
"""

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from audit.detectors.registry import detector
from audit.document import Segment
from audit.finding import Category, Hit, Severity
from audit.french.auxiliaries import is_auxiliary, with_being
from audit.french.clauses import CLITICS, hyphen_after, past, word_at
from audit.french.grammar import (
    SUBJECTS,
    adverb,
    after_adverbs,
    can_be_finite,
    conjugate,
    finite,
    finite_here,
    form_of,
    gerund,
    gerund_here,
    norm,
    one_verb,
    only_finite,
    only_infinitive,
    only_noun,
    only_participle,
    past_participle,
    past_participles,
    quoted,
    readings,
    verb_lemmas,
)
from audit.french.lexicon import Lexicon
from audit.french.verb_phrases import PHRASES, raised
from audit.french.words import words
from audit.reason import Reason

if TYPE_CHECKING:
    from audit.french.parsed import Doc, Token

# Verbs that only an infinitive may follow directly; behind some, a participle that is also a noun is as wrong.
MODALS = ("pouvoir", "devoir", "vouloir", "aller", "falloir", "sembler")
TAKE_NO_PARTICIPLE = words("pouvoir devoir vouloir falloir")
TAKE_NO_NOUN = words("pouvoir devoir")
TAKE_NO_ADJECTIVE = words("pouvoir devoir falloir")
BEFORE_INFINITIVE = words("pour de d' à sans")
SMALL_WORDS = words("adv prep pron det conj")
# Infinitives that are nouns as well, beyond doubt verbs behind a pronoun.
VERBAL_NOUNS = words("avoir être pouvoir devoir savoir")
PLURAL = words("sont ont étaient avaient")
OBJECT_OPENERS = words("un une des son sa ses leur leurs le la les l'")
REMAINING = words("rester demeurer")  # *reste être trouvé*
# Nouns that stand behind *avoir* with no article, and have a verb of their own.
HAVING_NOUNS = words(
    """
    accord désaccord question raison trait cours vent propos sommeil envie pitié honte faim mission commission charge
    coutume peine lieu
    """
)
FORCING = words("forcer obliger contraindre inviter aider autoriser pousser amener appeler")
SECOND = words("le la les l' lui leur y en se s' nous vous")
RELATIVE = 4  # words back to the *que* of which *avoir* has its object
QUOTES = frozenset('«“"')
FETCHING = words("prendre chercher voir trouver rejoindre")


@detector(category=Category.GRAMMAR, severity=Severity.MAJOR)
def verb_form(segment: Segment, parse: "Doc", lexicon: Lexicon) -> Iterator[Hit]:
    inside = quoted(parse)
    rules = (_passive, _auxiliary, with_being, raised, _noun, _modal, _preposition, *PHRASES)
    for token in parse:
        after = after_adverbs(parse, token.i + 1)
        if after < len(parse) and parse[after].text in QUOTES and (hit := _quoted(parse, token, after, lexicon)):
            yield hit
        if after < len(parse) and inside[token.i] == inside[after]:
            hits = (rule(parse, token, parse[after], lexicon) for rule in rules)
            yield from islice(filter(None, hits), 1)


def _quoted(parse: "Doc", token: "Token", quote: int, lexicon: Lexicon) -> Hit | None:
    """*ont « à peine commencer »*: an auxiliary, and what it governs at the beginning of a quotation."""
    after = after_adverbs(parse, quote + 1)
    after += 2 * (word_at(parse, after) == "à" and word_at(parse, after + 1) == "peine")
    return (
        _auxiliary(parse, token, parse[after], lexicon) if after < len(parse) and parse[after].text.islower() else None
    )


def _hit(first: "Token", last: "Token", why: Reason, repair: str | None) -> Hit:
    return Hit(first.idx, last.idx + len(last), why, repair)


def _no_infinitive(token: "Token", verb: "Token", repair: str | None) -> Hit:
    why = Reason("“{word}” cannot be followed by the infinitive “{verb}”", word=token.text, verb=verb.text)
    return _hit(token, verb, why, repair)


def _calls_for_infinitive(token: "Token", verb: "Token", lexicon: Lexicon) -> Hit:
    lemma = one_verb(lexicon, verb) if verb.i == token.i + 1 else None
    repair = lemma and f"{token.text_with_ws}{_to_follow(token, lemma, verb, lexicon)}"
    why = Reason("“{word}” calls for an infinitive, not “{verb}”", word=token.text, verb=verb.text)
    return _hit(token, verb, why, repair)


def _to_follow(token: "Token", lemma: str, verb: "Token", lexicon: Lexicon) -> str:
    """The infinitive, in the past behind *après*."""
    participle = past_participle(lexicon, verb) if norm(token) == "après" else None
    return f"avoir {participle}" if participle else lemma


def _passive(parse: "Doc", token: "Token", verb: "Token", lexicon: Lexicon) -> Hit | None:
    """*a été augmenter*, *est être vendu*: a passive with an infinitive in the participle's place."""
    if norm(token) == "été":
        before = next((word for word in reversed(parse[: token.i]) if not adverb(word)), token)
        gerundive = gerund_here(lexicon, verb) and _only_verb(verb, lexicon)
        gone = verb_lemmas(lexicon, verb) & FETCHING or (verb.i + 1 < len(parse) and parse[verb.i + 1].pos_ == "DET")
        infinitive = only_infinitive(lexicon, verb) and not gone  # *il a été prendre la clef*
        conjugated = verb.i == token.i + 1 and only_finite(lexicon, verb) and not hyphen_after(parse, verb)
        if form_of(lexicon, before, "avoir") and conjugated:
            participle = past_participle(lexicon, verb)
            why = Reason("“{word}” calls for a participle, not “{verb}”", word=token.text, verb=verb.text)
            return _hit(token, verb, why, participle and f"{token.text} {participle}")
        wrong = form_of(lexicon, before, "avoir") and (infinitive or gerundive)
    elif norm(verb) == "être" and verb_lemmas(lexicon, token) & REMAINING:
        wrong = finite_here(lexicon, token)
    else:
        sold = verb.i + 1 < len(parse) and bool(past_participles(lexicon, parse[verb.i + 1]))
        sold = sold or (verb.pos_ in {"VERB", "AUX"} and not _infinitive_before(parse, token, lexicon))
        being = form_of(lexicon, token, "être") and can_be_finite(lexicon, token)
        wrong = sold and being and norm(verb) == "être" and is_auxiliary(parse, token, verb, lexicon)
    return _no_infinitive(token, verb, None) if wrong else None


def _auxiliary(parse: "Doc", token: "Token", verb: "Token", lexicon: Lexicon) -> Hit | None:
    """*est augmenter*, *a augmenter*, *a augmente*: an auxiliary followed by no participle."""
    if not is_auxiliary(parse, token, verb, lexicon) or "que" in {norm(t) for t in parse[token.i + 1 : verb.i]}:
        return None  # *n’avons que faire de*
    having, participle = form_of(lexicon, token, "avoir"), past_participle(lexicon, verb)
    if only_infinitive(lexicon, verb) and not _infinitive_before(parse, token, lexicon):
        middle = parse.span(token.i + 1, verb.i).text_with_ws
        if norm(token) == "a" and _preposition_meant(parse, token, lexicon):
            return _no_infinitive(token, verb, f"à {middle}{verb.text}")
        if having and participle:
            return _no_infinitive(token, verb, f"{token.text} {middle}{participle}")
        plain = conjugate(lexicon, verb, "3", "p" if norm(token) in PLURAL else "s")
        return _no_infinitive(token, verb, plain and f"{plain} {middle}".strip())
    relative = {"que", "qu'"} & {norm(t) for t in parse[max(0, token.i - RELATIVE) : token.i]}  # *ce que j’avais était*
    having = having and norm(verb) != norm(token) and word_at(parse, token.i - 1) != "y"
    having = having and word_at(parse, verb.i - 1) not in {"ne", "n'"}  # *le modèle que nous avons ne fonctionnera pas*
    having = having and not (relative and form_of(lexicon, verb, "être"))
    if form_of(lexicon, token, "être") and gerund_here(lexicon, verb) and _only_verb(verb, lexicon):
        return _progressive(parse, token, verb, lexicon)
    if having and _no_participle(parse, token, verb, lexicon):
        why = Reason("“{word}” calls for a participle, not “{verb}”", word=token.text, verb=verb.text)
        return _hit(token, verb, why, participle and f"{token.text} {participle}")
    return None


def _progressive(parse: "Doc", token: "Token", verb: "Token", lexicon: Lexicon) -> Hit:
    """*sont recherchant*: an English progressive, word by word. French has the plain tense, told here of the present."""
    why = Reason(
        "“{participle}” after “{before}” copies an English progressive", participle=verb.text, before=token.text
    )
    now = norm(token) in {"est", "sont"}
    plain = conjugate(lexicon, verb, "3", "p" if norm(token) in PLURAL else "s") if now else None
    middle = parse.span(token.i + 1, verb.i).text_with_ws
    return _hit(token, verb, why, plain and f"{plain} {middle}".strip())


def _preposition_meant(parse: "Doc", token: "Token", lexicon: Lexicon) -> bool:
    """True for *a* where *à* lost its accent: right behind a conjugated verb or a plural noun (*tendent a montrer*), and
    behind a verb with its object (*a forcé le chanteur a renoncer*)."""
    before = parse[token.i - 1]
    plural = before.pos_ == "NOUN" and lexicon.numbers(norm(before)) == {"p"}
    return plural or only_finite(lexicon, before) or any(verb_lemmas(lexicon, t) & FORCING for t in parse[: token.i])


def _infinitive_before(parse: "Doc", token: "Token", lexicon: Lexicon) -> bool:
    """True when an infinitive or a clause is the subject (*souffler n’est pas jouer*, *l’important est gagner*)."""
    return form_of(lexicon, token, "être") and any(only_infinitive(lexicon, word) for word in parse[: token.i])


def _no_participle(parse: "Doc", token: "Token", verb: "Token", lexicon: Lexicon) -> bool:
    """True for a conjugated verb or a gerund in a participle's place (*a augmente*, *a augmentant*, *il a être*)."""
    if len(verb) < 3 or verb.text[0].isupper():
        return False
    noun_as_verb = norm(verb) in VERBAL_NOUNS and word_at(parse, token.i - 1) in SUBJECTS
    voting = gerund(lexicon, verb) and not any(r.pos in SMALL_WORDS for r in readings(lexicon, verb))  # *a votant*
    return noun_as_verb or only_finite(lexicon, verb) or gerund_here(lexicon, verb) or voting


def _only_verb(verb: "Token", lexicon: Lexicon) -> bool:
    """True for what is no adjective or noun as well (*étant*; not *brûlant*)."""
    return all(reading.pos == "verb" for reading in readings(lexicon, verb))


def _noun(parse: "Doc", token: "Token", verb: "Token", lexicon: Lexicon) -> Hit | None:
    """*a travail*, *a été tir*: a noun in the place of its verb's participle (but *un mot a propos*: an accent)."""
    if norm(token) == "été":
        placed = token.i > 0 and form_of(lexicon, parse[token.i - 1], "avoir")
    else:
        placed = form_of(lexicon, token, "avoir") and is_auxiliary(parse, token, verb, lexicon)
    placed = placed and verb.i == token.i + 1 and word_at(parse, token.i - 1) != "y"
    if not placed or not verb.text.islower() or not only_noun(lexicon, verb) or norm(verb) in HAVING_NOUNS:
        return None
    forms = [norm(verb) + ending for ending in ("é", norm(verb)[-1] + "é")]
    participle = next((form for form in forms if any(r.mood == "participle" for r in lexicon.analyses(form))), None)
    if participle is None:
        return None
    why = Reason("“{word}” calls for a participle, not the noun “{noun}”", word=token.text, noun=verb.text)
    return _hit(token, verb, why, f"{parse.span(token.i, verb.i).text} {participle}")


def _modal(parse: "Doc", token: "Token", verb: "Token", lexicon: Lexicon) -> Hit | None:
    """*peut augmente*, *doit proposé*: a modal followed by no infinitive."""
    modal = next((lemma for lemma in MODALS if form_of(lexicon, token, lemma)), None)
    after = past(parse, verb.i, CLITICS)
    if modal is None or after == len(parse) or parse[after].text[0].isupper() or _adverbial(parse, token, after, modal):
        return None
    if "en" in map(norm, parse[token.i + 1 : after]) and gerund(lexicon, parse[after]):
        return None  # *va plus loin en racontant*, *va en s’éloignant*
    verb, sure = parse[after], all(finite(r) or r.mood == "imperative" for r in readings(lexicon, token))
    wrong = only_finite(lexicon, verb) or gerund_here(lexicon, verb)
    small = any(r.pos in SMALL_WORDS for r in readings(lexicon, verb))  # *il devait devant tous*
    wrong = wrong or (modal in TAKE_NO_ADJECTIVE and gerund(lexicon, verb) and not small)
    participle = modal in TAKE_NO_PARTICIPLE and only_participle(lexicon, verb)
    noun = modal in TAKE_NO_NOUN and finite_here(lexicon, token) and _participle_here(lexicon, verb)
    if (sure and (wrong or participle)) or noun:
        return _calls_for_infinitive(token, verb, lexicon)
    return None


def _adverbial(parse: "Doc", token: "Token", after: int, modal: str) -> bool:
    """True for *devait en fait partir*, *on ne peut plus étonné*, *se veut rassurant* and *peut-être serait-il*."""
    if word_at(parse, after - 1).startswith("-"):
        return True
    proud = modal == "vouloir" and word_at(parse, token.i - 1) in {"se", "s'", "les", "la", "le", "l'"}
    utterly = word_at(parse, token.i - 2) == "on" and word_at(parse, token.i + 1) in {"plus", "mieux"}
    return proud or utterly or (word_at(parse, after - 1), word_at(parse, after)) == ("en", "fait")


def _participle_here(lexicon: Lexicon, verb: "Token") -> bool:
    """True for a participle, where no noun can stand, that is no small word or infinitive (*réduit*; not *sauf*)."""
    other = any(r.pos in SMALL_WORDS or r.mood == "infinitive" for r in readings(lexicon, verb))
    return bool(past_participles(lexicon, verb)) and not other


def _preposition(parse: "Doc", token: "Token", _: "Token", lexicon: Lexicon) -> Hit | None:
    """*pour augmente*, *de déclare*, *sans étant*: a preposition followed by a conjugated verb or a present participle."""
    after = past(parse, token.i + 1, SECOND)
    if after == len(parse):
        return None
    verb = parse[after]
    if norm(token) not in BEFORE_INFINITIVE | {"après", "par"} or token.text[0].isupper() or token.pos_ == "ADV":
        return None
    if len(verb) < 3 or verb.text[0].isupper() or hyphen_after(parse, verb):
        return None
    if _gerund_for_infinitive(parse, verb, lexicon) or _participle_for_infinitive(parse, token, verb, lexicon):
        return _calls_for_infinitive(token, verb, lexicon)
    third = any(finite(reading) and reading.person == "3" for reading in readings(lexicon, verb))
    reflexive = word_at(parse, verb.i - 1) in {"se", "s'"}
    near = verb.i == token.i + 1 or reflexive
    if norm(token) not in BEFORE_INFINITIVE or not near or not third or not only_finite(lexicon, verb):
        return None
    if not reflexive and not any(finite_here(lexicon, word) for word in parse[: token.i]):
        return None  # the sentence's own verb: what stood between is gone, see dropped-text
    return _calls_for_infinitive(token, verb, lexicon)


def _gerund_for_infinitive(parse: "Doc", verb: "Token", lexicon: Lexicon) -> bool:
    """True for a present participle that is nothing else, or that has an object (*après déposant le bilan*)."""
    found = readings(lexicon, verb)
    only = bool(found) and all(r.mood == "participle" and r.tense == "present" for r in found)
    if word_at(parse, verb.i - 1) in {"le", "la", "les"} and verb.pos_ in {"NOUN", "ADJ"}:
        return False  # *annonce pour le suivant la création*
    return only or (gerund(lexicon, verb) and verb.pos_ == "VERB" and word_at(parse, verb.i + 1) in OBJECT_OPENERS)


def _participle_for_infinitive(parse: "Doc", token: "Token", verb: "Token", lexicon: Lexicon) -> bool:
    """True for a participle with an object (*vient de publié un rapport*)."""
    alone = (
        verb.i == token.i + 1
        and norm(token) in BEFORE_INFINITIVE
        and word_at(parse, verb.i + 1) in OBJECT_OPENERS - {"des"}
    )
    plain = all(r.gender == "m" and r.number == "s" for r in readings(lexicon, verb) if r.mood == "participle")
    return alone and plain and only_participle(lexicon, verb)
