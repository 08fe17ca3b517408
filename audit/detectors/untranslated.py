"""Text left in English (*a déclaré the company*, a paragraph in another language).

Silent about names, titles and quotations, words that French has borrowed (*start-up*, *leader*), one-letter words, and
English words that stand alone between capitals, where they are part of a name.
"""

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from audit.detectors.registry import detector
from audit.document import Block, Document, Role
from audit.finding import Category, Hit, Severity
from audit.french.agreeing import Features, clash, plural_of
from audit.french.grammar import DETERMINERS, VOWELS, quoted
from audit.french.lexicon import Lexicon
from audit.french.words import words
from audit.reason import Reason

if TYPE_CHECKING:
    from audit.french.parsed import Doc, Token

# English words that are no French ones.
SMALL = words(
    """
    the of and with from his her their was were is are has have which this that been would about into who whose they
    when where while because could should only also than these those
    """
)
# One word alone must be this frequent among the 50 million English words counted; two in a row prove each other.
ALONE = 40
HEARD = 5  # the same of a word that French has nowhere
COMMON, SHORTEST = 300, 3  # the same of each half of a compound, and its letters
BORROWED = 30  # sightings in lower case in clean French that make an English word French
MUCH = 40  # times as often in English text, which proves it in an article that is machine-translated for sure
MARKS = words("( ) [ ] # @ / . - _")
OFTENER = 10  # times as often in English as in French, of a word that French has too
FRENCH = 0.75  # share of words that French knows, above which it is French
LEAST_WORDS = 8  # of a paragraph that can be said to be in a language


@detector(category=Category.UNTRANSLATED, severity=Severity.MAJOR)
def untranslated(document: Document, parses: "dict[str, Doc]", lexicon: Lexicon, suspect: bool) -> Iterator[Hit]:
    foreign = [block for block in document.blocks if _foreign(block, document, lexicon)]
    for block in foreign:
        why = Reason("this paragraph is in another language ({language})", language=block.language)
        yield Hit(block.start, block.end, why)
    for segment in document.audited:
        parse = parses.get(segment.id)
        if parse is None or any(block.overlaps(segment) for block in foreign):
            continue
        for run in _runs(parse, lexicon, suspect):
            start, end = run[0].idx, run[-1].idx + len(run[-1])
            why = Reason("“{phrase}” is left in English", phrase=segment.text[start:end])
            yield Hit(segment.start + start, segment.start + end, why, _rendering(run, lexicon))


def _foreign(block: Block, document: Document, lexicon: Lexicon) -> bool:
    """True for running text in another language; a credit or a list of names is in none."""
    if block.role is not Role.BODY or block.language in {None, document.language}:
        return False
    running = document.text[block.start : block.end].split()
    small = [word.strip(".,;:!?") for word in running if word[0].islower()]
    known = sum(map(lexicon.known, small))  # which a language that is near to French confuses
    return len(running) >= LEAST_WORDS and len(small) > len(running) / 2 and known <= FRENCH * len(small)


def _runs(parse: "Doc", lexicon: Lexicon, suspect: bool) -> Iterator[list["Token"]]:
    """Maximal runs of English words that two words, or one frequent one, prove to be English."""
    inside = quoted(parse)
    for english, group in groupby(parse, lambda token: not inside[token.i] and _english(token, lexicon)):
        run = list(group)
        if not english or _in_a_name(parse, run) or _borrowed(run, lexicon):
            continue
        if len(run) > 1 or _alone(run[0], lexicon, suspect):
            yield run


def _english(token: "Token", lexicon: Lexicon) -> bool:
    """True for a word in small letters, no half of a compound, that English has and French has not."""
    text = token.text
    if not text.isalpha() or not text.islower() or len(text) < 2 or _hyphenated(token):
        return False
    foreign = (
        lexicon.english_only(text) or (_unheard(text, lexicon) and not lexicon.known(text)) or _compound(text, lexicon)
    )
    return text in SMALL or (foreign and lexicon.case(text).lower <= BORROWED)


def _hyphenated(token: "Token") -> bool:
    before = token.i > 0 and token.nbor(-1).text[-1] in "-‑"
    return before or (token.i + 1 < len(token.doc) and token.nbor(1).text[0] in "-‑")


def _unheard(text: str, lexicon: Lexicon) -> bool:
    """True for a long word that English text has and French text has not."""
    return len(text) > 4 and lexicon.english_frequency(text) >= HEARD and not lexicon.frequency(text)


def _compound(text: str, lexicon: Lexicon) -> bool:
    """True for a word that French has not, made of two common English ones, of which one at least is nothing else
    (*layover*, *linemen*)."""
    if lexicon.frequency(text) or lexicon.known(text):
        return False
    whole = text.removesuffix("s")
    pairs = ((whole[:cut], whole[cut:]) for cut in range(SHORTEST, len(whole) - SHORTEST + 1))
    return any(
        all(lexicon.english_frequency(part) >= COMMON for part in pair) and any(map(lexicon.english_only, pair))
        for pair in pairs
    )


def _alone(token: "Token", lexicon: Lexicon, suspect: bool) -> bool:
    """True for a word that needs no other to prove it English: a small one, a frequent one, and, where the article says
    that it is machine-translated, one behind a determiner."""
    text, before = token.text, token.nbor(-1) if token.i else None
    determined = before is not None and (before.pos_ in {"DET", "NUM"} or before.text.lower() in {"au", "du", "aux"})
    if text in SMALL or (determined and (_compound(text, lexicon) or (suspect and _unheard(text, lexicon)))):
        return True
    seen = lexicon.case(text).lower
    if suspect and lexicon.english_only(text) and lexicon.english_frequency(text) >= MUCH * seen:
        return True
    return len(text) > 2 and lexicon.english_frequency(text) >= ALONE and not seen


def _in_a_name(parse: "Doc", run: list["Token"]) -> bool:
    """True for words between capitals (*Bank of America*), one beside a capital, and those behind a mark of a name."""
    before = parse[run[0].i - 1].text if run[0].i > 1 else ""  # the first word has a capital whatever it is
    after = parse[run[-1].i + 1].text if run[-1].i + 1 < len(parse) else ""
    capitals = before[:1].isupper() + after[:1].isupper()
    return capitals == 2 or before in MARKS or (capitals == 1 and len(run) == 1)


def _borrowed(run: list["Token"], lexicon: Lexicon) -> bool:
    """True where *and* joins them to a word that French has too: they came together (*fish and chips*)."""
    last = run[-1]
    after = last.nbor(1).text if last.i + 1 < len(last.doc) else ""
    return last.text == "and" and len(run) > 1 and after.islower() and lexicon.english_frequency(after) >= ALONE


def _rendering(run: list["Token"], lexicon: Lexicon) -> str | None:
    """The French word for a single English one, where the lexicon is sure; of a plural, its plural."""
    if len(run) != 1 or (run[0].i and run[0].nbor(-1).pos_ == "ADP"):  # *mener à jail*: with an article, or without
        return None
    best = lexicon.french(run[0].text)[:1]
    if not best or best[0][1] < 0.5:
        return None
    right = (run[0].text.endswith("s") and plural_of(lexicon, best[0][0])) or best[0][0]
    return right if _fits(right, run[0], lexicon) else None


def _fits(right: str, token: "Token", lexicon: Lexicon) -> bool:
    """False for a noun that the determiner before does not go with (*la world*: *le monde*), for the infinitive of what was a
    participle (*a été doubled*), and for the end of an English compound that French knows the beginning of (*pull request*)."""
    before = token.nbor(-1).norm if token.i else ""
    found = lexicon.form(right).readings
    if lexicon.english_frequency(before) > OFTENER * lexicon.frequency(before):
        return False
    if token.text.endswith(("ed", "ing")) and any(reading.mood == "infinitive" for reading in found):
        return False
    if before not in DETERMINERS:
        return True
    if before in {"le", "la"} and right[0] in VOWELS:
        return False
    wanted = Features(*DETERMINERS[before])
    nouns = [r for r in found if r.pos in {"noun", "adjective"}]
    return not nouns or any(not clash(wanted, Features(r.gender, r.number)) for r in nouns)
