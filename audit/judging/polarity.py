"""Whether a translation denies what its source affirms, or the other way round."""

import re
from collections.abc import Iterator, Sequence

from audit.document import Span
from audit.judging.denials import AFFIRMING, ENGLISH, SECOND, TABLE, Denial, denying, in_english, in_french, matches
from audit.judging.places import Alignment
from audit.judging.words import Word


def _weak(language: str, more: str = "") -> re.Pattern[str]:
    words = [word.replace("*", r"\w*") for word in f"{TABLE[language]['weak']} {more}".split()]
    return re.compile(rf"\b(?:{'|'.join(words + TABLE[language]['weak_forms'])})\b", re.IGNORECASE)


LITOTES = re.compile(TABLE["fr"]["litotes"], re.IGNORECASE)
DENYING = re.compile("|".join(TABLE["en"]["denying"]), re.IGNORECASE)
REMEMBER = re.compile(TABLE["opposites"][0]["en"], re.IGNORECASE)
FORGET = re.compile(TABLE["opposites"][0]["fr"], re.IGNORECASE)
SHARP = re.compile("|".join(TABLE["en"]["sharp"]), re.IGNORECASE)
ENGLISH_WEAK, FRENCH_WEAK = _weak("en"), _weak("fr")
# These, and what words like them render.
ENGLISH_LIKE, FRENCH_LIKE = (_weak(language, TABLE[language]["like"]) for language in ("en", "fr"))
NEGATIVE = re.compile("|".join(p.pattern for p in (ENGLISH_WEAK, ENGLISH_LIKE, ENGLISH)), re.IGNORECASE)
TOKEN, WORD = re.compile(r"\S+"), re.compile(r"[^\W_]+")
SANS, WITHOUT = re.compile(r"\bsans\b", re.IGNORECASE), re.compile(r"\bwithout\b", re.IGNORECASE)
# What counts as a denial in French, and what says the same in English and is none: *sans précédent*, *ne … que*.
WITH_NONE = re.compile(r"\bun(?!i|der)\w{3,}|\w{3,}(?:less|free)\b", re.IGNORECASE)
NE_QUE = re.compile(
    rf"\b(?:ne\b|n[’'])(?:(?!\b(?:{'|'.join(SECOND)})\b)[^.;:!?]){{1,40}}?"
    r"\bqu(?:e\b|[’'])(?! ?(?:je|tu|ils?|elles?|on|nous|vous)\b)",
    re.IGNORECASE,
)
JUST = re.compile(r"\b(?:only|just|simply|merely|solely|until)\b", re.IGNORECASE)
BOTH = re.compile(rf"(?:{ENGLISH.pattern})[^.;:!?]*?\bor\b", re.IGNORECASE)  # denied with one word, in French with two
NEITHER = re.compile(r"\bneither\b[^.;]*\bnor\b", re.IGNORECASE)
# What answers is said on both sides or left out, and denies nothing else: “No, I do.”
NO = re.compile(r"(?:^|(?<=[.!?…:;—–“”\"«(>-]))\s*no(?:, no)*(?=\s*(?:[,.!?…;—]|$))", re.IGNORECASE)
NON = re.compile(r"(?:^|(?<=[.!?…:;—–“”\"«(>-]))\s*non(?:, non)*(?=\s*(?:[,.!?…;—]|$))", re.IGNORECASE)
NE = re.compile(r"\bne\b|\bn[’']|\bsans\b", re.IGNORECASE)
NOT_ONLY = re.compile(r"\bnot (?:only|just|merely|simply|solely)\b", re.IGNORECASE)
ONLY = re.compile(r"\b(?:seulement|uniquement|simplement|juste|exclusivement|seule?s?)\b", re.IGNORECASE)
BREAK = re.compile(r"[.;:!?»«()](?=\s|[A-ZÀ-Ý]|$)|, (?=(?:mais|et|car|or|ou|donc|but|and|because|or|so)\b)")
# The least share of the words of both sides that are rendered, below which a translation is free, and how many words it has.
FREE, LOST_WORDS, ADDED_WORDS = 0.25, 5, 3
# The length of the French, in that of the source, below which a clause of it was left out, and the least words of it; how
# many words of the French may stand where a clause is left out.
CUT, CUT_WORDS, UNSAID = 0.9, 7, 2
BEHIND = 2  # content words behind a denial that it may deny
# Words before and after, in which the other side may deny it, and in which a word that hardly denies may stand for that.
AROUND, CLOSE = (7, 6), (4, 3)


def surplus(french: str, english: str) -> tuple[int, int]:
    """How many more denials the source has than the French has words that may be one, and the other way round."""
    denials = len(ENGLISH.findall(english))
    lost = denials - len(denying(french, english)) - len(FRENCH_WEAK.findall(french))
    return lost, len(in_french(french)) - denials - len(ENGLISH_WEAK.findall(english))


def has_more(french: str, english: str) -> bool:
    """Whether the source has more denials, and words that may be one, than the French has pairs: else each may have its own."""
    may_be = len(ENGLISH_WEAK.findall(english)) + len(DENYING.findall(english))
    return len(in_english(english)) + may_be > len(in_french(french))


def lost(french: str, english: str, aligned: Alignment) -> Iterator[tuple[Denial, Span | None]]:
    """The denials of the source that nothing in the French stands for, with the French of what they deny.

    Either the French says nothing of the kind around that, or it has fewer denials, and words that may be one, in all.
    """
    if _is_free(aligned, LOST_WORDS):
        return
    if NO.search(english):
        english, french = _blank(NO, english), _blank(NON, french)
    denials, standing = in_english(english), denying(french, english)
    if not NEITHER.search(english) and not NE.search(french) and all(_text(french, s) == "ni" for s in standing):
        standing = []  # it asks for another word
    if REMEMBER.search(english):  # *n’oubliez pas*
        idle = [span for span in matches(AFFIRMING, french) if FORGET.search(french, span.start, span.end)]
        standing = [span for span in standing if not any(i.start <= span.start < i.end for i in idle)]
    if not ONLY.search(french):  # said otherwise: *tant … que*
        denials = [denial for denial in denials if not NOT_ONLY.match(english, denial.start)]
    if not denials and not standing and not FRENCH_WEAK.search(french):
        sharp = [Denial(match.start(), match.end(), match.group()) for match in SHARP.finditer(english)]
        denials = [denial for denial in sharp if denial.text.lower() not in french.lower()]  # left in English
    weak = _free(FRENCH_WEAK, french, aligned.french, aligned.of_french, aligned.english, ENGLISH_LIKE)
    explained = _explained(standing, french, english, aligned)
    standing = [span for span in standing if span not in explained]
    said = len(standing) - _equals(french, english)
    fewer = said < len(ENGLISH.findall(english))
    cut = len(aligned.english) >= CUT_WORDS and len(french.split()) < CUT * len(english.split())
    told = False
    for index, denial in enumerate(denials):
        place = rendered(denial, english, aligned)
        alone = fewer and place is not None and not _said_near(standing, weak, french, place)
        left = cut or denial.text.lower() == "without" or left_out(denial, french, english, aligned)
        unsaid = place is None and left
        if alone or (not told and not unsaid and index == len(denials) - 1 >= said + len(weak)):
            told = True
            yield denial, place


def rendered(denial: Denial, english: str, aligned: Alignment) -> Span | None:
    """Where the French renders what a denial of the source denies."""
    pair = _rendering(english, aligned.english, aligned.of_english, aligned.french, denial)
    return Span(pair[1].start, pair[1].end) if pair else None


def left_out(denial: Denial, french: str, english: str, aligned: Alignment) -> bool:
    """Whether nothing in the clause behind a denial of the source is rendered, and the French has no word for it there."""
    links = [
        (word.start, index)
        for word, index in zip(aligned.english, aligned.of_english, strict=True)
        if index is not None
    ]
    before = max((link for link in links if link[0] < denial.start), default=(0, -1))[1]
    at, after = min((link for link in links if link[0] >= denial.start), default=(len(english), len(aligned.french)))
    if at < clause(english, Span(denial.start, denial.end))[1] or after != before + 1:
        return False
    first = aligned.french[before].end if before >= 0 else 0
    last = aligned.french[after].start if after < len(aligned.french) else len(french)
    return len(WORD.findall(french, first, last)) <= UNSAID


def added(french: str, english: str, aligned: Alignment) -> Iterator[Denial]:
    """The denials of the French that nothing in the source stands for, in the same way."""
    if _is_free(aligned, ADDED_WORDS):
        return
    denials, standing = in_french(french), matches(ENGLISH, english)
    if not NEGATIVE.search(english):
        denials = [denial for denial in denials if not LITOTES.match(french, denial.end)]
    weak = _free(ENGLISH_WEAK, english, aligned.english, aligned.of_english, aligned.french, FRENCH_LIKE)
    said = len(standing) + len(BOTH.findall(english)) - min(len(WITHOUT.findall(english)), len(SANS.findall(french)))
    more = len(denials) > said
    told = False
    for index, denial in enumerate(denials):
        pair = _rendering(french, aligned.french, aligned.of_french, aligned.english, denial)
        said_by = standing + matches(DENYING, english)
        alone = more and pair is not None and not _said_near(said_by, weak, english, Span(pair[1].start, pair[1].end))
        if alone or (not told and index == len(denials) - 1 >= said + len(weak)):
            told = True
            yield denial


def _is_free(aligned: Alignment, least: int) -> bool:
    """Whether so few words of a sentence that has some render one another that a denial may be said by any of them."""
    links = [*aligned.of_french, *aligned.of_english]
    longer = max(len(aligned.french), len(aligned.english))
    return longer >= least and sum(link is not None for link in links) < FREE * len(links)


def _blank(pattern: re.Pattern[str], text: str) -> str:
    return pattern.sub(lambda match: " " * len(match.group()), text)


def _text(text: str, span: Span) -> str:
    return text[span.start : span.end].lower()


def _free(
    pattern: re.Pattern[str],
    text: str,
    own: Sequence[Word],
    links: Sequence[int | None],
    others: Sequence[Word],
    like: re.Pattern[str],
) -> list[Span]:
    """The words that may render a denial, and do not render a word of the other side that is like them."""
    rendered = {word.start: others[link] for word, link in zip(own, links, strict=True) if link is not None}
    return [
        span
        for span in matches(pattern, text)
        if (other := rendered.get(span.start)) is None or not like.fullmatch(other.text)
    ]


def _equals(french: str, english: str) -> int:
    """How many words of the French that may deny have their like in the source, which is no denial."""
    without = max(0, len(SANS.findall(french)) - len(WITHOUT.findall(english)))
    pairs = (without, len(WITH_NONE.findall(english))), (len(NE_QUE.findall(french)), len(JUST.findall(english)))
    return sum(map(min, pairs))


def _explained(standing: Sequence[Span], french: str, english: str, aligned: Alignment) -> list[Span]:
    """The denials of the French that are in a word of the source, which is not denied: *pas concluant* for “inconclusive”."""
    pairs = list(zip(aligned.french, aligned.of_french, strict=True))

    def within(denial: Span) -> bool:
        index = next((index for word, index in pairs if word.start >= denial.end), None)
        word = aligned.english[index] if index is not None and not SANS.match(french, denial.start) else None
        if not word or not ENGLISH_WEAK.fullmatch(word.text):
            return False
        return not ENGLISH.search(english, clause(english, Span(word.start, word.end))[0], word.end)

    return [denial for denial in standing if within(denial)]


def _rendering(
    text: str, own: Sequence[Word], links: Sequence[int | None], others: Sequence[Word], denial: Denial
) -> tuple[Word, Word] | None:
    """The first word behind the start of a denial, in its clause, that is rendered, and its rendering."""
    last = clause(text, Span(denial.start, denial.start))[1]
    behind = [pair for pair in zip(own, links, strict=True) if denial.start <= pair[0].start < last][:BEHIND]
    return next(((word, others[index]) for word, index in behind if index is not None), None)


def _said_near(denies: Sequence[Span], weak: Sequence[Span], text: str, place: Span) -> bool:
    """Whether a place is denied, or as good as that, in its clause."""
    return _near(denies, text, place, *AROUND) or _near(weak, text, place, *CLOSE)


def clause(text: str, place: Span) -> tuple[int, int]:
    """The bounds of the clause that a place is in, as far as its marks tell."""
    first = max((match.end() for match in BREAK.finditer(text, 0, place.start)), default=0)
    behind = BREAK.search(text, place.end)
    return first, behind.start() if behind else len(text)


def _near(found: Sequence[Span], text: str, place: Span, words_before: int, words_after: int) -> bool:
    first, last = clause(text, place)
    before = [match.start() for match in TOKEN.finditer(text, first, place.start)][-words_before:]
    after = [match.end() for match in TOKEN.finditer(text, place.end, last)][:words_after]
    start, end = before[0] if before else place.start, after[-1] if after else place.end
    return any(start <= span.start and span.end <= end for span in found)
