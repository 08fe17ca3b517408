"""Words of the English source that stand in the French as they are (*a déclaré the company*).

Runs where the source is at hand. Silent about names, titles and quotations, words that French has or has borrowed, figures,
addresses and variables, and single words that are seldom rendered by another (*software*).
"""

import re
from collections.abc import Iterator
from itertools import groupby

from audit.detectors.registry import detector
from audit.finding import Category, Hit, Severity
from audit.french.lexicon import Lexicon
from audit.judging.bilingual import Bilingual
from audit.judging.passages import Passage
from audit.judging.words import ENGLISH
from audit.reason import Reason

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
QUOTED = re.compile(r"«[^«»]*»|“[^“”]*”|\"[^\"]*\"|\([^()]*\)|\{[^{}]*\}|<[^<>]*>|https?://\S+|\S*[@/_]\S*")
BORROWED = 5  # sightings without a capital in clean French that make an English word French
RENDERED = 0.6  # share of its sightings in which some French word renders a word that must be rendered
SEEN = 20  # sightings of a word in parallel text, for that share to say something
SHORTEST = 3  # letters of a word alone
WHOLE = 3  # words of a passage that is the source itself


@detector(category=Category.UNTRANSLATED, severity=Severity.MAJOR)
def source_copied(passage: Passage, bilingual: Bilingual, lexicon: Lexicon) -> Iterator[Hit]:
    source = {match[0].lower() for match in WORD.finditer(passage.source)}
    found = list(WORD.finditer(passage.text))
    if _whole(passage, source, lexicon):
        start, end = found[0].start(), found[-1].end()
        yield Hit(start, end, _why(passage.text[start:end]))
        return
    quoted = [match.span() for match in QUOTED.finditer(passage.text)]
    for copied, group in groupby(found, lambda match: _copied(match, source, quoted, lexicon)):
        run = list(group)
        if copied and any(_sure(match[0], bilingual) for match in run) and _prose(passage.text, run):
            start, end = run[0].start(), run[-1].end()
            yield Hit(start, end, _why(passage.text[start:end]))


def _why(phrase: str) -> Reason:
    return Reason("the source’s “{phrase}” is left in English", phrase=phrase)


def _whole(passage: Passage, source: set[str], lexicon: Lexicon) -> bool:
    """Whether the French is the English itself: with a small word of English among its words, and most that French lacks."""
    words = [match[0] for match in WORD.finditer(passage.text)]
    lower = [word for word in words if word.islower()]
    if len(words) < WHOLE or passage.text.split() != passage.source.split() or len(lower) * 2 < len(words):
        return False
    return any(word in ENGLISH and _foreign(word, lexicon) for word in lower) and set(map(str.lower, words)) <= source


def _copied(match: re.Match[str], source: set[str], quoted: list[tuple[int, int]], lexicon: Lexicon) -> bool:
    """A word in small letters that the source has and French has not."""
    word = match[0]
    opens = match.start() == 0 and word.lower() in ENGLISH  # *The company*
    if not (word.islower() or opens) or word.lower() not in source or not _foreign(word.lower(), lexicon):
        return False
    if any(start <= match.start() < end for start, end in quoted):
        return False
    return word.lower() in ENGLISH or lexicon.case(word).lower < BORROWED


def _foreign(word: str, lexicon: Lexicon) -> bool:
    """Whether French does not have the word, or hardly (*are*, *the*)."""
    return not lexicon.known(word) or lexicon.english_only(word)


def _sure(word: str, bilingual: Bilingual) -> bool:
    """Whether translators render the word by another."""
    if len(word) < SHORTEST:  # *in vitro*
        return False
    if word in ENGLISH:
        return True
    return bilingual.sightings(word, "en") >= SEEN and bilingual.rendered(word, "en") >= RENDERED


def _prose(text: str, run: list[re.Match[str]]) -> bool:
    """Whether no capital beside it makes it a part of a name, and no hyphen a part of a word."""
    before, after = text[: run[0].start()], text[run[-1].end() :]
    if before[-1:] in ("-", "‑", ".", "#") or after[:1] in ("-", "‑") or re.match(r"\.\w", after):
        return False
    left, right = re.search(r"([^\W\d_]\S*)\s+$", before), re.match(r"\s+([^\W\d_])", after)
    named = [side[1][0].isupper() for side in (left, right) if side]
    return not any(named)
