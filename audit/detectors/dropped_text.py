"""Words that are gone, most often a link's (*l’entreprise de tente*, *le patron de avait*, *comme , ou*, *mère de en 2018*).

Silent about prepositions that French lets meet (*de chez*, *d’après*, *pour dans un mois*, *jusqu’à*), those that may stand
alone (*voter pour*), elided forms, verbs that are also nouns (*de recherche*), and bits of conversation.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from audit.detectors.registry import detector
from audit.document import Document, Role, Segment
from audit.finding import Category, Hit, Severity
from audit.grammar import (
    PREPOSITIONS,
    SUBJECTS,
    can_be_finite,
    finite,
    form_of,
    norm,
    only_finite,
    past_participles,
    readings,
)
from audit.lexicon import Lexicon
from audit.sequences import omission, strangers
from audit.words import words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

VOWELS = frozenset("aeiouyàâéèêëîïôûœ")
# Words that call for another behind them, whatever it is.
NEEDY = words(
    """
    de d' du des le la les l' un une au aux à et ou comme par chez que qu' entre parmi dans vers sous
    """
)
# After *de*, *du*, *des*, *à*, *au*, *aux*, *chez*, *par*: prepositions that never follow directly.
STRANGERS = words("de à au aux du en dans pour par avec sur sous vers et ou que qu' qui mais")
ALLOWED = frozenset(
    {
        ("de", "par"),
        ("de", "sous"),
        ("de", "sur"),
        ("de", "vers"),
        ("à", "par"),
        ("de", "dans"),
        ("à", "de"),
        ("de", "pour"),
        ("par", "de"),
        ("par", "à"),
        ("de", "avec"),
        ("par", "où"),
        ("par", "sur"),
        ("à", "en"),
        ("par", "dans"),
        ("de", "qui"),
        ("à", "qui"),
        ("à", "que"),
        ("par", "qui"),
        ("chez", "qui"),
        ("de", "que"),
        ("de", "du"),
        ("à", "du"),
    }
)
BEFORE_GAP = words("de du des à au aux chez par")
PAIRING = words("entre dans vers sous sur chez par de à en")  # prepositions that *et* never follows
POSSESSIVES = words("sa son ses leur leurs mon ma mes notre nos cette ces")


@detector(category=Category.OMISSION, severity=Severity.MAJOR)
def dropped_text(segment: Segment, document: Document, parse: "Doc", lexicon: Lexicon) -> Iterator[Hit]:
    if segment.role is Role.BODY and (first := _no_beginning(segment, document, parse, lexicon)):
        yield first
    for left, right in strangers(segment.text, lexicon):
        if omission(left, right):
            yield Hit(left.start, right.end, f"words are gone in “{segment.text[left.start : right.end]}”")
    for token in parse[:-1]:
        after = parse[token.i + 1]
        why = _gap(parse, token, after, lexicon)
        if why:
            yield Hit(token.idx, after.idx + len(after), why)


def _no_beginning(segment: Segment, document: Document, parse: "Doc", lexicon: Lexicon) -> Hit | None:
    """A paragraph that begins in small letters with *et*, a verb or a comma: its first words are gone."""
    start = segment.start
    if any(block.start == start for block in document.blocks) and len(parse) > 4:
        first, second = parse[0], parse[1]
        if (norm(first) in {"et", "ou", "mais"} and first.text.islower() and _verbal(second, lexicon)) or (
            first.text.islower() and only_finite(lexicon, first)
        ):
            return Hit(0, second.idx + len(second), "the words before this are gone")
    return None


def _verbal(token: "Token", lexicon: Lexicon) -> bool:
    return norm(token) in {"s'", "se", "ne", "n'"} or only_finite(lexicon, token) or token.pos_ in {"VERB", "AUX"}


def _gap(parse: "Doc", token: "Token", after: "Token", lexicon: Lexicon) -> str | None:
    word, following = norm(token), norm(after)
    between = f"between “{token.text}” and “{after.text}”"
    if token.text == "." and after.text[0].islower() and _lost_subject(parse, token, after, lexicon):
        return f"a sentence begins with “{after.text}”: its subject is gone"
    if (
        after.text in {",", "."}
        and token.whitespace_
        and word in {"après", "avant", "pendant", "durant", "comme", "dont", "où"}
    ):
        return f"words are gone {between}"
    if (
        word not in NEEDY | BEFORE_GAP | PREPOSITIONS
        or (token.i and parse[token.i - 1].text == "-")
        or (token.text.isupper() and len(token) > 1)
    ):
        return None
    if (after.text in {",", "."} and token.whitespace_ and word != "que") or (word == "d'" and after.is_punct):
        return f"words are gone {between}"
    if after.is_punct or after.is_space or not after.text[0].isalpha():
        return None
    if word in {"le", "la", "les"} and after.text.islower() and _orphan_article(token, after, lexicon):
        return f"“{token.text}” has no noun before “{after.text}”: words are gone"
    if word == "de" and following[0] in VOWELS and after.text.islower() and _never_after_de(after, lexicon):
        return f"“de” is not elided before “{after.text}”: words are gone {between}"
    third = parse[after.i + 1] if after.i + 1 < len(parse) else None
    if word in {"à", "par", "chez", "en"} and following == "de" and third is not None and norm(third) in POSSESSIVES:
        return f"words are gone {between}"
    if word in PAIRING and following in {"et", "ou"} and (third is None or norm(third) not in PREPOSITIONS):
        return f"words are gone {between}"
    if word == "de" and _participle_alone(after, lexicon):
        return f"“de” has no noun before “{after.text}”: words are gone"
    if word in BEFORE_GAP and following in STRANGERS and (word, following) not in ALLOWED and after.text.islower():
        if (
            following == "au"
            and after.i + 1 < len(parse)
            and norm(parse[after.i + 1]) in {"moins", "plus", "minimum", "maximum"}
        ):
            return None
        return f"words are gone {between}"
    if word in {"de", "du", "des", "au", "aux", "un", "une", "chez", "d'"} and _main_verb(parse, token, after, lexicon):
        return f"“{token.text}” has no noun before “{after.text}”: words are gone"
    return None


def _participle_alone(after: "Token", lexicon: Lexicon) -> bool:
    """True for a feminine or plural participle, which no *quelque chose de* explains."""
    found = readings(lexicon, after)
    only = bool(found) and all(r.mood == "participle" and r.tense == "past" for r in found)
    return (
        only
        and after.text.islower()
        and any(r.gender == "f" or r.number == "p" for r in found)
        and not any(r.gender == "m" and r.number != "p" for r in found)
    )


def _orphan_article(token: "Token", after: "Token", lexicon: Lexicon) -> bool:
    """True for an article before *et* or a preposition, or, at the head of a sentence, before a conjugated verb."""
    if norm(after) in {
        "et",
        "ou",
        "à",
        "de",
        "du",
        "des",
        "dans",
        "avec",
        "sur",
        "en",
        "par",
        "qui",
        "est",
        "a",
        "ont",
        "sont",
    }:
        return norm(after) not in {"est", "a", "ont", "sont", "en"} or token.i == 0
    return token.i == 0 and only_finite(lexicon, after)


def _never_after_de(after: "Token", lexicon: Lexicon) -> bool:
    """True for a word before which *de* would have been elided, had they been neighbours (not *onze*, *oui*, *y* of names)."""
    return norm(after) in {
        "en",
        "a",
        "à",
        "au",
        "aux",
        "et",
        "ou",
        "est",
        "avait",
        "ont",
        "avec",
        "entre",
        "après",
        "avant",
    } or (only_finite(lexicon, after) and lexicon.frequency(norm(after)) > 100)


def _main_verb(parse: "Doc", token: "Token", after: "Token", lexicon: Lexicon) -> bool:
    """True when a conjugated verb that is nothing else follows, and the sentence had none so far."""
    if not after.text.islower() or after.pos_ not in {"VERB", "AUX"}:
        return False
    subject = next((child for child in after.lefts if child.dep_ == "nsubj" and child.i < token.i), None)
    if (
        norm(token) in {"de", "d'", "du", "des"}
        and subject is not None
        and can_be_finite(lexicon, after)
        and after.morph.get("VerbForm") == ["Fin"]
    ):
        return True
    if norm(after) in {"aura", "vive"}:
        return False
    auxiliary = any(form_of(lexicon, after, lemma) for lemma in ("avoir", "être")) and any(
        map(finite, readings(lexicon, after))
    )
    if not (only_finite(lexicon, after) or (auxiliary and norm(after) not in {"être", "avoir", "avoirs"})):
        return False
    if norm(token) in {"un", "une", "d'"} and norm(after) in {"est", "a"}:
        return norm(token) == "d'" or not any(norm(t) == "l'" for t in parse[max(0, token.i - 1) : token.i])
    if norm(token) in {"de", "d'", "un", "une"}:
        return (
            not any(t.pos_ in {"VERB", "AUX"} and any(map(finite, readings(lexicon, t))) for t in parse[: token.i])
            or auxiliary
        )
    return True


def _lost_subject(parse: "Doc", stop: "Token", after: "Token", lexicon: Lexicon) -> bool:
    """*… contre le PDG. accusait Martin*: a whole sentence, a stop, then a conjugated verb in small letters."""
    before = any(any(map(finite, readings(lexicon, t))) and t.pos_ in {"VERB", "AUX"} for t in parse[: stop.i])
    return (
        before and only_finite(lexicon, after) and norm(after) not in SUBJECTS and not past_participles(lexicon, after)
    )
