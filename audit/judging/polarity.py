"""Whether a translation denies what its source affirms, or the other way round."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from tomllib import loads
from typing import NamedTuple

from audit.document import Span
from audit.judging.places import Alignment
from audit.judging.words import Word

SECOND = "pas jamais rien aucun aucune aucuns aucunes ni nul nulle guère nullement aucunement".split()
# The pair of ne and its second word; words that deny alone, with a ne that has lost its second word; ne that denies nothing.
PAIR = re.compile(
    rf"(?<![·-])\b(?:ne\b(?![·-])|n[’'](?!importe))(?:(?!\bqu[e’'])[^.;:!?]){{0,60}}?"
    rf"\b(?:{'|'.join(SECOND)}|personne|plus(?! qu[e’'])|point|nulle part)\b(?! moins\b)",
    re.IGNORECASE,
)
NOBODY = r"(?<!une )(?<!la )(?<!cette )(?<!chaque )(?<!autre )(?<!même )(?<!tierce )(?<!seule )(?<!toute )(?<!première )personne"
WITHOUT_DENIAL = r"sans(?! (?:cesse|conteste|doute|compter|oublier|parler)\b)"
PRONOUN = "moi|toi|lui|nous|vous|eux|elles?"
ALONE = re.compile(
    rf"\b(?:aucune?|nulle?|rien|{NOBODY})(?: (?!n[e’'])[^\s.;:!?,]+){{0,5}}? n[e’']"  # one denial
    rf"|(?:^|(?<=[.!?:;—] )|(?<=\bque ))personne\b(?! âgée)"
    rf"|\b(?:{'|'.join(SECOND)}|(?<!ou )non(?!-| plus\b| ?\?)|(?:{PRONOUN}) non plus|{WITHOUT_DENIAL}|not|never)\b"
    r"|n[’']t\b"  # English, in titles
    rf"|\b(?:ne\b|n[’'](?!importe))(?![^.;:!?]{{0,60}}\b(?:{'|'.join(SECOND)})\b)",
    re.IGNORECASE,
)
EXPLETIVE = re.compile(
    r"\b(?:(?:avant|peur|risque|crai\w*|empêch\w*|évit\w*|doute\w*|sans que?|à moins que?) (?:\S+ ){0,8}?"
    r"|(?:moins|(?<!pas )plus|aussi|autre\w*|mieux|pire|meilleur\w*) (?:\S+ ){0,4}?qu(?:e |[’'])(?:\S+ ){0,4}?)(?:ne\b|n[’'])",
    re.IGNORECASE,
)
# *Le meilleur qu’il ait jamais eu*: ever.
EVER = re.compile(
    r"\b(?:si|meilleur\w*|plus(?! jamais)|pire\w*|premi\w+|seul\w*|comme)\b(?:(?!\bn[e’'])[^.;:!?]){0,60}?\bjamais\b",
    re.IGNORECASE,
)
AVOIDING = re.compile("évit|empêch|sans", re.IGNORECASE)  # ne behind them denies nothing, and they do


def _weak(language: str, more: str = "") -> re.Pattern[str]:
    words = [word.replace("*", r"\w*") for word in f"{TABLE[language]['weak']} {more}".split()]
    return re.compile(rf"\b(?:{'|'.join(words + TABLE[language]['weak_forms'])})\b", re.IGNORECASE)


TABLE = loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
AFFIRMING = re.compile("|".join(TABLE["fr"]["affirms"]), re.IGNORECASE)
LITOTES = re.compile(TABLE["fr"]["litotes"], re.IGNORECASE)
ENGLISH = re.compile("|".join(TABLE["en"]["denies"]), re.IGNORECASE)
NOT_DENYING = re.compile("|".join(TABLE["en"]["idle"]), re.IGNORECASE)
DENYING = re.compile("|".join(TABLE["en"]["denying"]), re.IGNORECASE)
REMEMBER = re.compile(TABLE["opposites"][0]["en"], re.IGNORECASE)
FORGET = re.compile(TABLE["opposites"][0]["fr"], re.IGNORECASE)
SHARP = re.compile("|".join(TABLE["en"]["sharp"]), re.IGNORECASE)
ENGLISH_WEAK, FRENCH_WEAK = _weak("en"), _weak("fr")
# These, and what words like them render.
ENGLISH_LIKE, FRENCH_LIKE = (_weak(language, TABLE[language]["like"]) for language in ("en", "fr"))
NEGATIVE = re.compile("|".join(p.pattern for p in (ENGLISH_WEAK, ENGLISH_LIKE, ENGLISH)), re.IGNORECASE)
TOKEN = re.compile(r"\S+")
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
# The length of the French, in that of the source, below which a clause of it was left out, and the least words of it.
CUT, CUT_WORDS = 0.9, 7
BEHIND = 2  # content words behind a denial that it may deny
# Words before and after, in which the other side may deny it, and in which a word that hardly denies may stand for that.
AROUND, CLOSE = (7, 6), (4, 3)


class Denial(NamedTuple):
    """A word or pair of words that denies, and where it stands (code points)."""

    start: int
    end: int
    text: str


def in_english(text: str) -> list[Denial]:
    """The plain denials of English text; turns of phrase that deny nothing are left out."""
    idle = [Span(match.start(), match.end()) for match in NOT_DENYING.finditer(text)]
    found = [Denial(match.start(), match.end(), match.group().strip(" ,.")) for match in ENGLISH.finditer(text)]
    plain = [denial for denial in found if not any(i.start <= denial.start < i.end for i in idle)]
    return [denial for denial in plain if denial is plain[0] or denial.text.lower() != "nor"]  # it goes on with another


def in_french(text: str) -> list[Denial]:
    """The denials of French text that have both their words; turns of phrase that affirm are left out."""
    idle = [match.end() for match in EXPLETIVE.finditer(text)]
    found = (match for match in PAIR.finditer(text) if not AFFIRMING.match(text, match.start()))
    return [
        Denial(match.start(), match.end(), match.group())
        for match in found
        if not any(match.start() < end <= match.end() for end in idle)
    ]


def surplus(french: str, english: str) -> tuple[int, int]:
    """How many more denials the source has than the French has words that may be one, and the other way round."""
    denials = len(ENGLISH.findall(english))
    lost = denials - len(_standing(french)) - len(FRENCH_WEAK.findall(french))
    return lost, len(in_french(french)) - denials - len(ENGLISH_WEAK.findall(english))


def lost(french: str, english: str, aligned: Alignment) -> Iterator[tuple[Denial, Span | None]]:
    """The denials of the source that nothing in the French stands for, with the French of what they deny.

    Either the French says nothing of the kind around that, or it has fewer denials, and words that may be one, in all.
    """
    if _is_free(aligned, LOST_WORDS):
        return
    if NO.search(english):
        english, french = _blank(NO, english), _blank(NON, french)
    denials, standing = in_english(english), _standing(french)
    if not NEITHER.search(english) and not NE.search(french) and all(_text(french, s) == "ni" for s in standing):
        standing = []  # it asks for another word
    if REMEMBER.search(english):  # *n’oubliez pas*
        idle = [span for span in _spans(AFFIRMING, french) if FORGET.search(french, span.start, span.end)]
        standing = [span for span in standing if not any(i.start <= span.start < i.end for i in idle)]
    if not ONLY.search(french):  # said otherwise: *tant … que*
        denials = [denial for denial in denials if not NOT_ONLY.match(english, denial.start)]
    if not denials and not standing and not FRENCH_WEAK.search(french):
        denials = [Denial(match.start(), match.end(), match.group()) for match in SHARP.finditer(english)]
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
        left_out = place is None and (cut or denial.text.lower() == "without")
        if alone or (not told and not left_out and index == len(denials) - 1 >= said + len(weak)):
            told = True
            yield denial, place


def rendered(denial: Denial, english: str, aligned: Alignment) -> Span | None:
    """Where the French renders what a denial of the source denies."""
    pair = _rendering(english, aligned.english, aligned.of_english, aligned.french, denial)
    return Span(pair[1].start, pair[1].end) if pair else None


def added(french: str, english: str, aligned: Alignment) -> Iterator[Denial]:
    """The denials of the French that nothing in the source stands for, in the same way."""
    if _is_free(aligned, ADDED_WORDS):
        return
    denials, standing = in_french(french), _spans(ENGLISH, english)
    if not NEGATIVE.search(english):
        denials = [denial for denial in denials if not LITOTES.match(french, denial.end)]
    weak = _free(ENGLISH_WEAK, english, aligned.english, aligned.of_english, aligned.french, FRENCH_LIKE)
    said = len(standing) + len(BOTH.findall(english)) - min(len(WITHOUT.findall(english)), len(SANS.findall(french)))
    more = len(denials) > said
    told = False
    for index, denial in enumerate(denials):
        pair = _rendering(french, aligned.french, aligned.of_french, aligned.english, denial)
        denying = standing + _spans(DENYING, english)
        alone = more and pair is not None and not _said_near(denying, weak, english, Span(pair[1].start, pair[1].end))
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


def _standing(french: str) -> list[Span]:
    """The words of the French that deny, with their pair or alone."""
    paired = {match.start() for match in PAIR.finditer(french)}
    idle = [match.end() for match in EXPLETIVE.finditer(french) if not AVOIDING.match(match.group())]
    idle += [match.end() for match in EVER.finditer(french)]
    found = _spans(ALONE, french)
    return [s for s in found if s.start in paired or not any(s.start < end <= s.end for end in idle)]


def _spans(pattern: re.Pattern[str], text: str) -> list[Span]:
    return [Span(match.start(), match.end()) for match in pattern.finditer(text)]


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
        for span in _spans(pattern, text)
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
