"""Characters that were decoded wrongly or never unescaped (*Ã©tÃ©*, *l&apos;été*), or lost on the way (*art�riel*, *l?eau*), and
words without their accents (*la sante*).

Silent about entities that the source has as well, in sentences that speak of HTML or XML, about question marks between
words, about capitals without their accents, spellings of 1990 (*connaitre*) and English words; about lost accents where
neither the source is at hand nor the article is machine-translated for sure.
"""

import re
from collections.abc import Iterator
from itertools import product

from ftfy import TextFixerConfig, fix_text
from rapidfuzz.distance import Levenshtein

from audit.detectors.registry import detector
from audit.document import Segment, Span
from audit.finding import Category, Hit, Severity
from audit.french.lexicon import Lexicon
from audit.reason import Reason

# What a wrong decoding did, and nothing that is a matter of taste: ligatures, widths, quotation marks, line breaks.
DECODING = TextFixerConfig(
    unescape_html=True,
    remove_terminal_escapes=False,
    fix_latin_ligatures=False,
    fix_character_width=False,
    uncurl_quotes=False,
    fix_line_breaks=False,
    fix_surrogates=False,
    remove_control_chars=False,
    normalization=None,
    explain=False,
)
ENTITY = re.compile(r"&#?\w{1,24};")
MARKUP = re.compile(r"\b(?:x?html5?|xml|entités?|balises?|unicode|utf)\b", re.IGNORECASE)
LOST = re.compile(r"(?<![^\W\d_])[^\W\d_]*+(?:\ufffd|(?<=[^\W\d_])\?(?=[^\W\d_]))(?:[^\W\d_]|\ufffd|\?(?=[^\W\d_]))*")
ELIDED = re.compile(
    r"(?P<particle>(?:[ldsnjmtc]|(?:jus|lors|puis)?qu))[\ufffd?](?P<word>(?=[aeiouyhàâéèêëîïôœ\ufffd?]).+)",
    re.IGNORECASE,
)
ACCENTED = "éèêëàâçîïôöùûœ"
SPACE = re.compile(r"[ \t\r\n]")
LONGEST = 20_000  # characters of what may still be a sentence; to compare more takes long
MOST_ACCENTS, MOST_BARE = 3, 6  # accents that are tried, letters that may have one: beyond, there is too much to try
MOST = 2  # letters lost in one word, for which it is worth trying all
SURER = 20  # times as frequent as any other word that may have been lost
FAMOUS = 3  # sightings in clean French that make a name
SHORTEST = 4  # letters of a word in which a question mark is a lost letter, or that has lost an accent
SMALL = re.compile(r"(?<![\w./@#=&-])[a-zà-ÿœ]{4,30}(?![\w/@]|[.-]\w)")  # in no address
ACCENTS = {"a": "àâ", "c": "ç", "e": "éèêë", "o": "ô"}  # *i* and *u* go without since 1990, and *Koweït* ever since
USUAL = 50  # sightings of a word with its accents
PLAIN = 3  # words from which a sentence without any accent was written so


@detector(category=Category.ENCODING, severity=Severity.MAJOR)
def character_encoding(segment: Segment, lexicon: Lexicon, suspect: bool) -> Iterator[Hit]:
    text = segment.text
    if len(text) > LONGEST:
        return
    if suspect or segment.source:  # elsewhere a typist may have left them out
        yield from _unaccented(text, lexicon)
    if "&" not in text and "?" not in text and text.isascii():
        return
    yield from _misread(segment)
    for match in LOST.finditer(text):
        repair = _restored(match[0], lexicon)
        if repair or "\ufffd" in match[0]:
            yield Hit(match.start(), match.end(), Reason("letters are lost in “{word}”", word=match[0]), repair)


def _misread(segment: Segment) -> Iterator[Hit]:
    """The words that read as French in another decoding, or unescaped."""
    text = segment.text
    meant = MARKUP.search(text) or ENTITY.search(segment.source or "")
    right = fix_text(text, DECODING._replace(unescape_html=not meant))
    for was, now in _changes(text, right):
        word, repair = text[was.start : was.end], right[now.start : now.end]
        why = Reason("“{word}” is “{repair}”, decoded wrongly", word=word, repair=repair)
        if ENTITY.search(word):
            why = Reason("“{word}” is HTML’s code for “{repair}”", word=word, repair=repair)
        yield Hit(was.start, was.end, why, repair)


def _changes(text: str, right: str) -> Iterator[tuple[Span, Span]]:
    """Where two texts differ, in whole words: the place in the first, and in the second. Words side by side are one place."""
    spaced = SPACE.sub(" ", text)
    was = now = None
    for edit in (edit for edit in Levenshtein.opcodes(text, right) if edit.tag != "equal"):
        start = spaced.rfind(" ", 0, edit.src_start) + 1
        end = (spaced + " ").index(" ", edit.src_end)
        first, last = edit.dest_start - (edit.src_start - start), edit.dest_end + (end - edit.src_end)
        if was and now and start <= was.end + 1:
            was, now = Span(was.start, end), Span(now.start, last)
            continue
        if was and now:
            yield was, now
        was, now = Span(start, end), Span(first, last)
    if was and now:
        yield was, now


def _unaccented(text: str, lexicon: Lexicon) -> Iterator[Hit]:
    """The words that have lost their accents; in a sentence that has lost all of them, from the first to the last."""
    found = [(match, right) for match in SMALL.finditer(text) if (right := _accented(match[0], lexicon))]
    if all(SURER * lexicon.english_frequency(match[0]) >= lexicon.frequency(right) for match, right in found):
        return
    if len(found) >= PLAIN and text.isascii():
        why = Reason("the accents are lost, as in “{word}”", word=found[0][0][0])
        yield Hit(found[0][0].start(), found[-1][0].end(), why)
        return
    for match, right in found:
        why = Reason("the accents of “{word}” are lost", word=match[0])
        participle = match[0][-1] == "e" and "participle" in {r.mood for r in lexicon.analyses(right[:-1] + "é")}
        repair = None if participle else right  # *etudie*: *étudie* or *étudié*
        yield Hit(match.start(), match.end(), why, repair, Severity.MINOR)


def _accented(word: str, lexicon: Lexicon) -> str | None:
    """The usual word that this one, which is none, would be with one accent or more."""
    if sum(map(word.count, ACCENTS)) > MOST_BARE or lexicon.known(word):
        return None
    forms, seen = {word}, dict[str, int]()
    for _ in range(MOST_ACCENTS):
        forms = {
            form[:at] + accented + form[at + 1 :]
            for form in forms
            for at, letter in enumerate(form)
            for accented in ACCENTS.get(letter, "")
        }
        seen |= {form: lexicon.frequency(form) for form in forms if lexicon.known(form)}
    first = max(seen, key=seen.__getitem__, default="")
    others = sum(often for form, often in seen.items() if _written(form) != _written(first))
    return first if first and seen[first] >= max(USUAL, SURER * (others + lexicon.frequency(word))) else None


def _written(form: str) -> str:
    """What a word has in common with its other spelling (*événement*, *évènement*) and its participle (*étudie*, *étudié*)."""
    return re.sub("é(?=s?$)", "e", form.replace("è", "é"))


def _restored(word: str, lexicon: Lexicon) -> str | None:
    """The word with the letters that it must have had: the only one of the dictionary, or by far the most frequent."""
    if (elided := ELIDED.fullmatch(word)) and elided["word"] != "a":  # *L?a Rochelle*
        rest = elided["word"]
        whole = _restored(rest, lexicon) if LOST.fullmatch(rest) else rest if lexicon.known(rest.lower()) else None
        return f"{elided['particle']}’{whole}" if whole else None
    parts = re.split(r"[\ufffd?]", word)
    if len(parts) > MOST + 1 or not any(parts) or ("?" in word and len(word) < SHORTEST):
        return None
    filled = ["".join(map(str.__add__, parts, (*letters, ""))) for letters in product(ACCENTED, repeat=len(parts) - 1)]
    seen = {form: lexicon.frequency(form) + 1 for form in filled if lexicon.known(form.lower())}
    if not seen:  # *Saint-�tienne*
        names = (form[0].upper() + form[1:] for form in filled)
        seen = {name: often for name in names if (often := lexicon.case(name).capital) >= FAMOUS}
    first, *others = sorted(seen, key=seen.__getitem__, reverse=True) or [""]
    sure = first and (not others or seen[first] >= SURER * seen[others[0]])
    return first if sure else None
