"""A full stop in the middle of a phrase (*le fabricant. de ChatGPT*, *celle d’OpenAI. offres*).

Silent about abbreviations (*etc. et*, *av. J.-C.*), initials, ellipses, numbered items, addresses, and about a stop before
a small letter that begins a name (*iPhone*) or a new sentence whose subject a scraper dropped (that is dropped-text).
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from audit.detectors.registry import detector
from audit.document import Document, Segment
from audit.finding import Category, Hit, Severity
from audit.grammar import finite, norm, only_finite, past_participles, quoted, readings
from audit.lexicon import Lexicon
from audit.words import words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# Last words after which no French sentence can end. Not *avec*, *pour*, *contre*, *un*, which may stand alone at the end.
UNFINISHED = words(
    """
    le les des du de d' la le aux au à et ou que qu' dont ce cette ces mes tes ses leurs dans par chez vers sur
    est sont
    """
) - {
    "sur", "ce", "est", "sont",
}  # fmt: skip
ABBREVIATIONS = words(
    """
    art av apr bd cf chap coll ed éd env etc ex fig hab hon inc jr ltd m max min mgr mm mme mlle n no op p pp prof
    réf rév st ste sq suiv t tél trad vol vs janv févr avr juil sept oct nov déc corp
    """
)
UNSPACED = re.compile(r"(?<![\w.@/-])([^\W\d_]{2,})\.([^\W\d_]+)(?![\w.@/-])")
SUFFIXES = words(
    """
    com fr net org info eu be ch ca io ai co tv me biz pro app live news html php pdf jpg doc txt gouv uk de es it
    us ma sn ci ml bj cm tg ne ga cd mg tn dz re gp mq nc pf lu mc cat bzh paris
    """
)
FREQUENT = 300
# Verbs that do begin sentences (*Reste à savoir*, *Suivent les noms*).
FIRST = words(
    """
    reste restent suit suivent vient viennent soit soient vive vivent peut puisse puissent faut fallait faudra
    faudrait sont est seront sera arrive manque manquent figurent figure importe semble
    """
)
END = re.compile(r"(?P<word>[^\W\d_]+['’]?)\s*\.\s*$")


@detector(category=Category.PUNCTUATION, severity=Severity.MAJOR)
def false_sentence_break(
    segment: Segment, document: Document, parse: "Doc", parses: "dict[str, Doc]", lexicon: Lexicon
) -> Iterator[Hit]:
    inside = quoted(parse)
    for stop in parse:
        if stop.text not in {".", "!", "?"} or stop.i == 0 or stop.i + 1 >= len(parse):
            continue
        before, after = parse[stop.i - 1], parse[stop.i + 1]
        if (
            norm(before) in UNFINISHED | {"la", "le", "un", "une"} and after.text[0].isalpha() and stop.text == "."
        ) or (
            _inside_a_phrase(before, stop, after, lexicon)
            and not (_complete(parse, stop, inside, lexicon) and only_finite(lexicon, after))
        ):
            yield from _joined(segment, before, after)
    yield from _unspaced(segment, lexicon)
    yield from _cut_before_capital(segment, document)
    yield from _verb_first(segment, document, parses, lexicon)


def _joined(segment: Segment, before: "Token", after: "Token") -> Iterator[Hit]:
    joint = "" if before.text[-1] in "’'" else " "
    why = f"the full stop after “{before.text}” cuts a phrase in two"
    yield Hit(before.idx, after.idx + len(after), why, f"{before.text}{joint}{after.text}")


def _unspaced(segment: Segment, lexicon: Lexicon) -> Iterator[Hit]:
    """*préliminaire.a été*: a stop between two French words with no space, that is no address."""
    for match in UNSPACED.finditer(segment.text):
        left, right = match.groups()
        if (
            right.islower()
            and right not in SUFFIXES
            and min(lexicon.frequency(left), lexicon.frequency(right)) >= FREQUENT
        ):
            yield Hit(*match.span(), f"the full stop after “{left}” cuts a phrase in two", f"{left} {right}")


def _inside_a_phrase(before: "Token", stop: "Token", after: "Token", lexicon: Lexicon) -> bool:
    """True for a stop between a whole word and one that goes on in small letters."""
    word = before.text
    return (
        after.text[0].islower()
        and not after.text[1:2].isupper()  # eBay, iOS, xAI
        and (stop.text == "." or not before.text[0].isupper())  # Yahoo! and its like
        and "." not in word
        and bool(stop.whitespace_)
        and (not before.whitespace_ or word in {"»", "”"})
        and (word in {"»", "”"} or (len(word) > 1 and word[-1].isalpha() and (len(word) > 2 or word.isupper())))
        and word.lower() not in ABBREVIATIONS
    )


def _complete(parse: "Doc", stop: "Token", inside: list[bool], lexicon: Lexicon) -> bool:
    """True when the words before the stop, quotations aside, hold a conjugated verb with its subject: a whole sentence."""
    return any(
        not inside[token.i]
        and token.pos_ in {"VERB", "AUX"}
        and any(map(finite, readings(lexicon, token)))
        and not _relative(token)
        for token in parse[: stop.i]
    )


def _relative(verb: "Token") -> bool:
    """True for the verb of a relative clause, which makes no sentence."""
    return any(norm(child) in {"qui", "que", "qu'", "dont", "où"} for child in verb.lefts) or any(
        norm(child) in {"qui", "que", "qu'", "dont", "où"}
        for child in verb.head.lefts
        if verb.dep_.startswith(("aux", "cop"))
    )


def _cut_before_capital(segment: Segment, document: Document) -> Iterator[Hit]:
    """A sentence that ends on a word no sentence ends on, with another one right behind it."""
    match = END.search(segment.text)
    if match is None or match["word"].lower().replace("’", "'") not in UNFINISHED:
        return
    behind = document.text[segment.end : segment.end + 2]
    before = segment.text[match.start("word") - 1 : match.start("word")]
    if behind[:1] == " " and behind[1:].strip() and before not in {"-", "«", "“", "‑"}:
        yield Hit(match.start("word"), match.end("word") + 1, f"no sentence ends on “{match['word']}”", match["word"])


def _verb_first(segment: Segment, document: Document, parses: "dict[str, Doc]", lexicon: Lexicon) -> Iterator[Hit]:
    """A next sentence that begins with its verb, as French does only to ask or to list (*… chez Databricks. A déclaré*)."""
    following = next((s for s in document.segments if s.start >= segment.end), None)
    if following is None or segment.text[-1:] != "." or document.text[segment.end : following.start] != " ":
        return
    next_parse = parses.get(following.id)
    if next_parse is None or len(next_parse) < 4 or following.text[-1] in "?!" or "-" in next_parse[1].text:
        return
    verb, last = next_parse[0], segment.text.rstrip(".").split()[-1:]
    forms = [r for r in readings(lexicon, verb) if finite(r)]
    auxiliary = norm(verb) in {"a", "ont", "avait", "avaient", "était", "étaient"}
    certain = (
        only_finite(lexicon, verb)
        and all(r.person == "3" for r in forms)
        and norm(verb) not in FIRST
        and len(verb) > 3
        and not lexicon.case(verb.text).capital
    )
    auxiliary = auxiliary and (bool(past_participles(lexicon, next_parse[1])) or next_parse[1].pos_ == "ADV")
    if (
        last
        and (auxiliary or certain)
        and next_parse[1].text not in {"-", "donc", ","}
        and norm(next_parse[1]) not in {"il", "elle", "alors", "ensuite", "que", "à"}
    ):
        start = segment.text.rindex(last[0])
        why = f"no sentence begins with the verb “{verb.text}”: the full stop cuts one in two"
        yield Hit(start, following.start - segment.start + len(verb), why, f"{last[0]} {verb.text.lower()}")
