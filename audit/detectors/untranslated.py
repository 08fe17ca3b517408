"""Text left in English (*a déclaré the company*, a paragraph in another language).

Silent about names, titles and quotations, words that French has borrowed (*start-up*, *leader*), one-letter words, and
English words that stand alone between capitals, where they are part of a name.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from audit.detectors.registry import detector
from audit.document import Document, Role
from audit.finding import Category, Hit, Severity
from audit.grammar import quoted
from audit.lexicon import Lexicon
from audit.words import words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# One word alone must be this frequent among the 50 million English words counted; two in a row prove each other.
ALONE = 40
SMALL = words(
    """
    the of and with from his her their was were is are has have which this that been would about into
    """
)  # no French words
LEAST_WORDS = 8  # of a paragraph that can be said to be in a language
MOST_FRENCH = 0  # and be seen at most this often in lower case in clean French


@detector(category=Category.UNTRANSLATED, severity=Severity.MAJOR)
def untranslated(document: Document, parses: "dict[str, Doc]", lexicon: Lexicon) -> Iterator[Hit]:
    foreign = [
        block
        for block in document.blocks
        if block.language not in {None, document.language}
        and block.role is Role.BODY
        and _prose(document.text[block.start : block.end])
    ]
    for block in foreign:
        yield Hit(block.start, block.end, f"this paragraph is in another language ({block.language})")
    for segment in document.audited:
        parse = parses.get(segment.id)
        if parse is None or any(block.overlaps(segment) for block in foreign):
            continue
        inside = quoted(parse)
        for run in _runs(parse, inside, lexicon):
            start, end = run[0].idx, run[-1].idx + len(run[-1])
            text = segment.text[start:end]
            yield Hit(
                segment.start + start, segment.start + end, f"“{text}” is left in English", _rendering(run, lexicon)
            )


def _prose(text: str) -> bool:
    """True for running text: a credit or a list of names is in no language."""
    words = text.split()
    return len(words) >= LEAST_WORDS and sum(word[0].islower() for word in words) > len(words) / 2


def _runs(parse: "Doc", inside: list[bool], lexicon: Lexicon) -> Iterator[list["Token"]]:
    """Maximal runs of English words that two words, or one frequent one, prove to be English."""
    run: list[Token] = []
    for token in [*parse, None]:
        if token is not None and not inside[token.i] and _english(token, lexicon):
            run.append(token)
            continue
        if run and not _in_a_name(parse, run) and (len(run) > 1 or run[0].text in SMALL or _alone(run[0], lexicon)):
            yield run
        run = []


def _english(token: "Token", lexicon: Lexicon) -> bool:
    text = token.text
    hyphenated = (token.i > 0 and token.nbor(-1).text[-1] in "-‑") or (
        token.i + 1 < len(token.doc) and token.nbor(1).text[0] in "-‑"
    )
    return (
        not hyphenated
        and text.isalpha()
        and text.islower()
        and len(text) > 1
        and (text in SMALL or lexicon.english_only(text) or _unheard(text, lexicon))
        and (text in SMALL or lexicon.case(text).lower <= 30)
    )


def _unheard(text: str, lexicon: Lexicon) -> bool:
    """True for a word that English has and French, dictionaries and text, has not."""
    return (
        len(text) > 4
        and lexicon.english_frequency(text) >= 5
        and not lexicon.frequency(text)
        and not lexicon.known(text)
    )


def _alone(token: "Token", lexicon: Lexicon) -> bool:
    determined = (token.i > 0 and token.nbor(-1).pos_ in {"DET", "NUM"}) or (
        token.i > 0 and token.nbor(-1).text.lower() in {"au", "du", "aux"}
    )
    if (
        len(token) > 4
        and determined
        and lexicon.english_frequency(token.text) >= 5
        and not lexicon.frequency(token.text)
    ):
        return True
    return (
        len(token) > 2
        and lexicon.english_frequency(token.text) >= ALONE
        and lexicon.case(token.text).lower <= MOST_FRENCH
    )


def _in_a_name(parse: "Doc", run: list["Token"]) -> bool:
    """True for words between capitals (*Bank of America*), in brackets, or next to a mark of a name (*the*)."""
    before = parse[run[0].i - 1] if run[0].i else None
    after = parse[run[-1].i + 1] if run[-1].i + 1 < len(parse) else None
    capital = [t is not None and t.text[0].isupper() for t in (before, after)]
    return (
        all(capital)
        or any(t is not None and t.text in {"(", ")", "[", "]", "#", "@", "/", ".", "-", "_"} for t in (before,))
        or (len(run) == 1 and any(capital))
    )


def _rendering(run: list["Token"], lexicon: Lexicon) -> str | None:
    """The French word for a single English one, where the lexicon is sure."""
    if len(run) != 1:
        return None
    best = lexicon.french(run[0].text)[:1]
    return best[0][0] if best and best[0][1] >= 0.5 else None
