"""From a page to a document: blocks with roles and languages, and their sentences with exact places.

sentencex (1.0), which is made for this, parts « le fabricant. | de moteurs » and « M. | Dupont »: a stop before a
small letter is the very damage that a detector looks for, so the rules here never part there.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import count, groupby, pairwise

from audit.characters import usual
from audit.document import Block, Document, Page, Role, Segment, Span, Unit
from audit.errors import InputError
from audit.furniture import assign_roles, disclosed_mt
from audit.language import language_of, letters
from audit.reason import Reason

LONGEST = 2_000  # characters of a segment: no parser or engine does anything sensible with more
QUOTE_KEPT_WHOLE = 250  # characters: a short quotation of several sentences stays with the one that quotes it
STOP = re.compile(r"(?<![.!?…])[.!?…]++(?:[ \u00a0\u2009\u202f]?[»”’])*+[\"')\]}»”’*]*+(?:\[\d{1,3}\])*+(?=\s)")
QUOTATION = re.compile(
    rf"«[^«»]{{0,{QUOTE_KEPT_WHOLE}}}»|“[^“”]{{0,{QUOTE_KEPT_WHOLE}}}”|\([^()]{{0,{QUOTE_KEPT_WHOLE}}}\)"
    rf"|(?<![^\s(\[’'])\"(?=\S)[^\"]{{0,{QUOTE_KEPT_WHOLE}}}(?<=\S)\""
)
NEXT = re.compile(r"\s++[«“\"'‘(\[—–•-]*+\s*+(?P<first>\S)(?P<rest>[^\W\d_]*)")
CONTINUES = frozenset(",;:.!?…%»”)]}/")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# English names of what langdetect tells apart, for messages.
LANGUAGES = {
    "ar": "Arabic", "bg": "Bulgarian", "ca": "Catalan", "cs": "Czech", "da": "Danish", "de": "German",
    "el": "Greek", "en": "English", "es": "Spanish", "fi": "Finnish", "hu": "Hungarian", "it": "Italian",
    "ja": "Japanese", "ko": "Korean", "nl": "Dutch", "no": "Norwegian", "pl": "Polish", "pt": "Portuguese",
    "ro": "Romanian", "ru": "Russian", "sv": "Swedish", "tr": "Turkish", "uk": "Ukrainian", "vi": "Vietnamese",
    "zh-cn": "Chinese", "zh-tw": "Chinese",
}  # fmt: skip

# A name or a number follows these, so that a capital after them opens no sentence.
TITLES = _words("m mm mr mrs ms mme mmes mlle mlles dr drs pr me mgr st ste")
ABBREVIATIONS = _words("""
    art av bd boul cf chap col ed env ex fig gal gén hab jr lt max min n no nos op p pp réf sr tél vol vs éd
""")
# After another abbreviation or an initial (« U.S. Le », « av. J.-C. Les ») these open a sentence all the same.
OPENERS = _words("""
    après au aussi avec ce cela ces cet cette dans de depuis des du elle elles en et il ils je la le les leur
    leurs mais nous on or par pour puis quand qui sa selon ses si son sous sur un une vous à
""")
LAST_WORD = re.compile(r"([^\W\d_]+)\.$")
INITIAL = re.compile(r"(?:^|[\s.\-(«“\"'’\u00a0])[^\W\d_a-zà-ÿ]\.$")
ITEM_NUMBER = re.compile(r"\s{0,3}\d{1,3}\.")
LIST_ITEM = re.compile(r"\s*(?:[-–—•*·▪◦►]|\d{1,3}[.)])\s")


def build(page: Page) -> Document:
    """Understand a page. Raises InputError where it holds no words, or is not in French."""
    text = usual(page.text)
    page = replace(page, text=text, extracted=page.extracted or text != page.text)
    if page.extracted and page.blocks is None:  # plain text, shown otherwise than it is written: line by line
        page = replace(page, lines=tuple(_line_starts(text)))
    if not any(map(str.isalpha, page.text)):
        raise InputError(Reason("{path}: holds no words", path=page.path))
    placed = page.blocks if page.blocks is not None else tuple(split_blocks(page.text, page.comments))
    # Units are there to be translated, all of them: none is furniture.
    found = [] if page.units else assign_roles(page.text, placed, marked_up=page.blocks is not None)
    roles = found or [block.role for block in placed]
    blocks = tuple(
        replace(block, role=role, language=language_of(page.text[block.start : block.end]))
        for block, role in zip(placed, roles, strict=True)
    )
    _refuse_foreign(page, blocks)
    return Document(
        path=page.path,
        text=page.text,
        blocks=blocks,
        segments=tuple(_named(_segments(page.text, blocks), page.units)),
        language="fr",
        disclosed_mt=any(disclosed_mt(page.text[block.start : block.end]) for block in blocks),
        extracted=page.extracted,
        lines=page.lines,
        comments=page.comments,
        units=page.units,
        warnings=page.warnings,
    )


def _line_starts(text: str) -> Iterator[tuple[int, int]]:
    return zip((0, *(found.end() for found in re.finditer("\n", text))), count(1), strict=False)


def _refuse_foreign(page: Page, blocks: Iterable[Block]) -> None:
    """Raise InputError when most of the prose is in another language. Text too short to tell passes."""
    spoken: Counter[str] = Counter()
    for block in blocks:
        if block.language and block.role is not Role.FURNITURE:
            spoken[block.language] += letters(page.text[block.start : block.end])
    main = max(spoken, key=lambda code: spoken[code], default="fr")
    if main != "fr":
        raise InputError(
            Reason(
                "{path}: is in {tongue} ({code}), not French; this version audits French",
                path=page.path,
                tongue=LANGUAGES.get(main, "another language"),
                code=main,
            )
        )


def split_blocks(text: str, comments: Iterable[Span] = ()) -> Iterator[Block]:
    """The paragraphs of plain text: lines, or runs of lines where the text is hard-wrapped."""
    for run in _runs(text, {comment.start for comment in comments}):
        if _is_hard_wrapped([text[line.start : line.end] for line in run]):
            yield Block(run[0].start, run[-1].end)
        else:
            yield from (Block(line.start, line.end) for line in run)


def _runs(text: str, comments: Collection[int]) -> Iterator[list[Span]]:
    """Lines that no blank line or comment parts, each without the white space around it."""
    run: list[Span] = []
    for line in _lines(text, 0, len(text)):
        if line.start < line.end and line.start not in comments:
            run.append(line)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _lines(text: str, start: int, end: int) -> Iterator[Span]:
    position = start
    for line in text[start:end].splitlines(keepends=True):
        yield _trimmed(text, position, position + len(line))
        position += len(line)


def _trimmed(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    return Span(start, max(start, start + len(piece.strip())))


def _is_hard_wrapped(lines: list[str]) -> bool:
    """Whether an editor broke these lines at a width: no next word had room, most go on in small letters."""
    width = max(map(len, lines), default=0)
    if len(lines) < 2 or not 40 <= width <= 120 or any(map(LIST_ITEM.match, lines)):
        return False
    pairs = list(pairwise(lines))
    full = all(len(line) + 1 + len(after.split(maxsplit=1)[0]) > width for line, after in pairs)
    flowing = sum(line[-1] not in ".!?…:»" and after[0].islower() for line, after in pairs)
    return full and 2 * flowing > len(pairs)


def _segments(text: str, blocks: Iterable[Block]) -> Iterator[Segment]:
    number = count()
    for block in blocks:
        spans = [block] if block.role is Role.FURNITURE else sentences(text, block)
        for span in spans:
            index = next(number)
            piece = text[span.start : span.end]
            opens = span.start == block.start
            yield Segment(span.start, span.end, str(index + 1), piece, block.role, index=index, opens=opens)


def _named(segments: Iterator[Segment], units: Sequence[Unit]) -> Iterator[Segment]:
    """The segments, those in a unit with its id; where it has several, the others add their number: 7, 7/2, 7/3."""
    if not units:
        return segments
    starts = [unit.start for unit in units]
    inside = groupby(segments, lambda segment: bisect_right(starts, segment.start) - 1)
    taken = dict.fromkeys((unit.id for unit in units), 1)
    return (
        replace(segment, id=unique(f"{units[at].id}/{number}", taken) if number > 1 else units[at].id)
        for at, group in inside
        for number, segment in enumerate(group, 1)
    )


def unique(name: str, taken: dict[str, int]) -> str:
    """`name`, or the first of *name (2)*, *name (3)* … that is not among those `taken`, which it joins."""
    free, number = name, taken.get(name, 1)
    while free in taken:
        number += 1
        free = f"{name} ({number})"
    taken[name] = number
    taken.setdefault(free, 1)
    return free


def sentences(text: str, block: Span) -> Iterator[Span]:
    """The sentences of one block, trimmed of white space, in order. No longer than `LONGEST`."""
    lines = [line for line in _lines(text, block.start, block.end) if line.start < line.end]
    if _is_hard_wrapped([text[line.start : line.end] for line in lines]):
        lines = [Span(lines[0].start, lines[-1].end)]
    for line in lines:
        edges = [line.start, *(line.start + cut for cut in _cuts(text[line.start : line.end])), line.end]
        for start, end in pairwise(edges):
            yield from _bounded(text, _trimmed(text, start, end))


def _cuts(line: str) -> Iterator[int]:
    """Where sentences end within a line."""
    quotations = [match.span() for match in QUOTATION.finditer(line)]
    previous = 0
    for stop in STOP.finditer(line):
        if not _is_inside(stop.end(), quotations) and _parts(line, stop, previous):
            yield stop.end()
            previous = stop.end()


def _is_inside(place: int, ranges: list[tuple[int, int]]) -> bool:
    """Whether `place` is within one of the ranges, which are in order and apart; not at an end."""
    index = bisect_left(ranges, place, key=lambda bounds: bounds[1])
    return index < len(ranges) and ranges[index][0] < place < ranges[index][1]


def _parts(line: str, stop: re.Match[str], previous: int) -> bool:
    """Whether a sentence ends at this stop: what follows must open one, and the stop must not be an abbreviation's."""
    after = NEXT.match(line, stop.end())
    if after is None or after["first"].islower() or after["first"] in CONTINUES:
        return False
    if stop.group() != ".":
        return True
    before = line[max(previous, stop.start() - 24) : stop.start() + 1]
    word = (after["first"] + after["rest"]).lower()
    if ITEM_NUMBER.fullmatch(line, previous, stop.end()):
        return False
    abbreviated = LAST_WORD.search(before)
    last = abbreviated[1].lower() if abbreviated else ""
    if last in TITLES:
        return False
    return word in OPENERS or not (last in ABBREVIATIONS or INITIAL.search(before))


def _bounded(text: str, span: Span) -> Iterator[Span]:
    """Cut what is longer than `LONGEST` at white space, or anywhere where there is none."""
    start = span.start
    while span.end - start > LONGEST:
        space = max(text.rfind(" ", start, start + LONGEST), text.rfind("\n", start, start + LONGEST))
        end = space if space > start else start + LONGEST
        piece = _trimmed(text, start, end)
        if piece.start < piece.end:
            yield piece
        start = end
    last = _trimmed(text, start, span.end)
    if last.start < last.end:
        yield last
