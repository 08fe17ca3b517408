"""A full stop in the middle of a phrase (*le fabricant. de moteurs*, *celle de Nokia. usines*).

Silent about abbreviations (*etc. et*, *av. J.-C.*), initials, ellipses, numbered items, addresses, and about a stop before
a small letter that begins a name (*iPhone*), a new sentence whose subject a scraper dropped (that is dropped-text), or the
sentences of an author who writes them so.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING

from audit.detectors.registry import detector
from audit.document import Document, Segment
from audit.finding import Category, Hit, Severity
from audit.french.clauses import past
from audit.french.cut_sentences import AUXILIARIES, EXCLAIMED, UNFINISHED, before_capital, verb_first
from audit.french.grammar import (
    PREPOSITIONS,
    SUBJECTS,
    finite,
    finite_here,
    only_finite,
    past_participles,
    quoted,
    readings,
)
from audit.french.lexicon import Lexicon
from audit.french.rejoined import rejoined
from audit.french.words import CLITICS, RELATIVES, SE, words
from audit.naming.names import Names
from audit.reason import Reason

if TYPE_CHECKING:
    from audit.french.parsed import Doc, Token

ABBREVIATIONS = words(
    """
    art av apr bd cf chap coll ed éd env etc ex fig hab hon inc jr ltd m max min mgr mm mme mlle n no op p pp prof
    réf rév st ste sq suiv t tél trad vol vs janv févr avr juil sept oct nov déc corp bros univ dept dépt cie calif
    sask alta assoc mass conn prov subsp ssp
    """
)
UNSPACED = re.compile(r"(?<![\w.@/-])([^\W\d_]{2,})\.([^\W\d_]+)(?![\w.@/-])")
DOUBLED = re.compile(r"(?<![\w.])(?P<host>(?:[\w-]+\.)+)?(?P<word>\w[\w’'-]*)\.(?P<mark>[.,;:]|[»”]\.)(?=\s|$)")
LEAST = 4  # letters of a name before *.,* that, seen so often, is no abbreviation; a longer one need not be
PERFECT = re.compile(r" (?:\w+é|été|fait|dit|pris|mis|eu|vu)e?s?\b")  # what an auxiliary stands before
SUFFIXES = words(
    """
    com fr net org info eu be ch ca io ai co tv me biz pro app live news html php pdf jpg doc txt gouv uk de es it
    us ma sn ci ml bj cm tg ne ga cd mg tn dz re gp mq nc pf lu mc cat bzh paris
    """
)
FREQUENT = 300  # occurrences of a form that is beyond doubt a word
# What begins a sentence that an author has begun with a small letter.
BEGINNING = words(
    """
    je j' tu il elle on nous vous ils elles ça c' ce ceci cela mais car donc alors le la les l' un une ces cette cet
    mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs chaque certains certaines
    """
)
SPEAKING = words("je j' tu on ça c'")  # subjects that nothing before the stop could belong to
ASKING = words("comment pourquoi où que qu' qui quel quelle quels quelles lequel laquelle combien est quand")
CONNECTIVES = words("et mais ou donc alors puis car or")
OPENING, CLOSING = frozenset("«“"), frozenset("»”")
SMALL_LETTER = re.compile(r"\w[.!?] (?:je|j['’]|il|elle|on|nous|vous|ils|elles|c['’]est|ça)\b")
HABIT = 2  # sentences that begin with their subject in small letters


@detector(category=Category.PUNCTUATION, severity=Severity.MAJOR)
def false_sentence_break(
    segment: Segment, document: Document, parse: "Doc", parses: "dict[str, Doc]", lexicon: Lexicon, names: Names
) -> Iterator[Hit]:
    inside, habitual = quoted(parse), _begins_small(document.text)
    for stop in parse:
        if stop.text not in {".", "!", "?"} or stop.i == 0 or stop.i + 1 >= len(parse):
            continue
        before, after = stop.nbor(-1), stop.nbor(1)
        if _in_quoted_phrase(stop, after):
            why = Reason("the full stop after “{word}” cuts a phrase in two", word=before.text)
            repair = f"{before.text} »" if after.text == "»" else f"{before.text}{after.text}"
            yield Hit(before.idx, after.idx + len(after), why, repair)
            continue
        unfinished = stop.text == "." and after.text[0].isalpha() and _unfinished(before, after, lexicon)
        if unfinished or (
            not habitual
            and _inside_a_phrase(before, stop, after)
            and not _two_sentences(before, after, inside, lexicon)
        ):
            # A subject and its verb may as well be a sentence that has lost its capital.
            plain = unfinished or after.norm not in SUBJECTS or not _may_begin(after, inside, lexicon)
            why = Reason("the full stop after “{word}” cuts a phrase in two", word=before.text)
            end = after.idx + len(after)
            around = segment.text[: before.idx], segment.text[end:]
            yield Hit(before.idx, end, why, rejoined(before.text, after.text, *around, lexicon) if plain else None)
    yield from _unspaced(segment, lexicon)
    yield from _doubled(segment, lexicon)
    yield from before_capital(segment, document, lexicon)
    yield from verb_first(segment, document, parses, lexicon, names)


@lru_cache(1)
def _begins_small(text: str) -> bool:
    """True for an author who begins sentences with small letters; asked once a sentence, answered once."""
    return len(SMALL_LETTER.findall(text)) >= HABIT


def _unfinished(before: "Token", after: "Token", lexicon: Lexicon) -> bool:
    """True for a word that no sentence ends on, and for an auxiliary before its participle."""
    if before.norm in UNFINISHED | {"un", "une"}:
        return True
    return before.text in AUXILIARIES and after.text.islower() and bool(past_participles(lexicon, after))


def _in_quoted_phrase(stop: "Token", mark: "Token") -> bool:
    """True at the end of a quotation that begins in small letters, before a preposition (*« a été clair.» sur ce point*)."""
    if mark.text not in CLOSING or stop.text != "." or stop.whitespace_ or mark.i + 2 >= len(stop.doc):
        return False
    opening = next((t for t in reversed(stop.doc[: stop.i]) if t.text in OPENING), mark)
    quoted_in_small = opening is not mark and opening.nbor(1).text[0].islower()
    return quoted_in_small and mark.nbor(1).text in PREPOSITIONS | RELATIVES | {"et"}


def _unspaced(segment: Segment, lexicon: Lexicon) -> Iterator[Hit]:
    """*préliminaire.a été*: a stop between two French words with no space, that is no address."""
    for match in UNSPACED.finditer(segment.text):
        left, right = match.groups()
        if not right.islower() or right in SUFFIXES or (len(right) == 1 and right not in "aày"):
            continue
        often = min(map(lexicon.frequency, (left, right))) >= FREQUENT
        if (
            often
            or (left in UNFINISHED | RELATIVES and lexicon.case(right).lower >= FREQUENT / 20)
            or (left[0].isupper() and right in AUXILIARIES and PERFECT.match(segment.text, match.end()))
        ):
            why = Reason("the full stop after “{word}” cuts a phrase in two", word=left)
            around = segment.text[: match.start()], segment.text[match.end() :]
            yield Hit(*match.span(), why, rejoined(left, right, *around, lexicon))


def _doubled(segment: Segment, lexicon: Lexicon) -> Iterator[Hit]:
    """*un communiqué.. Il*, *l’agence espagnole., tandis*: a stop put at a link's end, where a mark follows."""
    for match in DOUBLED.finditer(segment.text):
        word, mark = match["word"], match["mark"]
        address = match["host"] and len(match["host"]) > 2 and word in SUFFIXES  # *PowerOutage.us.,*
        if address or (not match["host"] and _closed(re.split("[-’']", word)[-1], mark, lexicon)):
            why = Reason("a full stop and “{mark}” stand side by side", mark=mark)
            space = " " if mark in ":;" or mark == "»." else ""
            yield Hit(*match.span(), why, f"{match[0].removesuffix('.' + mark)}{space}{mark}")


def _closed(word: str, mark: str, lexicon: Lexicon) -> bool:
    """True for a word that no full stop shortens."""
    if word.lower() in ABBREVIATIONS:
        return False
    if mark not in ",;:":
        return len(word) > 1 or word.isdigit()
    if word[0].isupper():
        return len(word) > LEAST or (len(word) == LEAST and lexicon.case(word).capital >= LEAST)
    return len(word) >= LEAST - 1 and bool(lexicon.analyses(word))


def _inside_a_phrase(before: "Token", stop: "Token", after: "Token") -> bool:
    """True for a stop between a whole word, or a quotation, and a word that goes on in small letters."""
    if not after.text[0].islower() or after.text[1:2].isupper() or not stop.whitespace_:
        return False  # the capital is that of eBay, iOS, xAI
    if stop.text != "." or "." in after.text:
        return False  # *Hélas! la pauvre fille*, *Yahoo! a annoncé*; an address
    if len(after) == 1 and after.i + 1 < len(after.doc) and after.nbor(1).text in ").’":
        return False  # an item of a list
    if before.text[-1].isdigit():  # *en 2024. et avec*, *la T03. se vautre*; not *12. dommages*, *p. 12. voir*
        return len(before) > 1 and before.i > 0 and before.nbor(-1).is_alpha and not before.whitespace_
    return before.text in {"»", "”"} or (not before.whitespace_ and _whole_word(before.text))


def _whole_word(text: str) -> bool:
    """True for what is no initial, abbreviation, number or mark."""
    if "." in text or text.lower() in ABBREVIATIONS or not text[-1].isalpha():
        return False
    return len(text) > 2 or (len(text) == 2 and text.isupper())


def _two_sentences(before: "Token", after: "Token", inside: list[bool], lexicon: Lexicon) -> bool:
    """True where a sentence ends at the stop, and the next has only lost its capital (*Très bien. j’y vais*)."""
    if not EXCLAIMED.isdisjoint({before.norm, after.norm}):
        return True
    if after.norm in SE and finite_here(lexicon, after.nbor(1)):
        return False
    first = next((token for token in after.doc[after.i :] if token.norm not in CONNECTIVES), after)
    if _speaker(first, lexicon) or (first.norm in ASKING and after.doc[-1].text == "?"):
        return True
    if not _complete(after.doc[: before.i + 1], inside, lexicon):
        return False
    return _may_begin(after, inside, lexicon) or any(
        subject.norm in BEGINNING - CONNECTIVES and _may_begin(subject, inside, lexicon)
        for subject in (first, _behind_comma(after))
    )


def _speaker(word: "Token", lexicon: Lexicon) -> bool:
    """True for a subject of the first or second person, or one like *c’*: a machine's phrases go on in the third."""
    if word.norm not in {"nous", "vous"}:
        return word.norm in SPEAKING
    verb = word.doc[min(past(word.doc, word.i + 1, CLITICS), len(word.doc) - 1)]
    return any(finite(r) and r.person in {"1", "2"} and r.number == "p" for r in readings(lexicon, verb))


def _behind_comma(word: "Token") -> "Token":
    """What may be the subject behind a phrase that a sentence begins with (*dans les Andes, ce glacier est*)."""
    comma = next((t.i for t in word.doc[word.i : -2] if t.text == ","), word.i - 1)
    return word.doc[comma + 1]


def _may_begin(word: "Token", inside: list[bool], lexicon: Lexicon) -> bool:
    """True for what a sentence may begin with, its capital forgotten: a verb, or a subject before one."""
    if only_finite(lexicon, word):
        return True
    return word.norm in BEGINNING and _complete(word.doc[word.i + 1 :], inside, lexicon)


def _complete(words: Sequence["Token"], inside: list[bool], lexicon: Lexicon) -> bool:
    """True when these words, quotations aside, hold a conjugated verb that makes a sentence."""
    return any(not inside[token.i] and finite_here(lexicon, token) and not _relative(token) for token in words)


def _relative(verb: "Token") -> bool:
    """True for the verb of a relative clause, which makes no sentence."""
    head = verb.head if verb.dep_.startswith(("aux", "cop")) else verb
    return any(child.norm in RELATIVES for child in chain(verb.lefts, head.lefts))
