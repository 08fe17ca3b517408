"""Quotation marks that do not pair (*“… "*, *« … ”*, one never closed).

Silent about the multi-paragraph habit of opening each paragraph anew, quotations within quotations, apostrophes, inches and
seconds after figures, an odd straight mark (nobody can tell which one is too many), and any style as long as it pairs.
"""

import re
from collections.abc import Iterator

from audit.detectors.registry import detector
from audit.document import Block, Document, Role
from audit.finding import Category, Hit, Severity

MARK = re.compile(r"[«»“”]|(?<!\d)\"")
CLOSES = {"«": "»", "“": "”", '"': '"'}
REACH = 30  # code points of context shown in a finding: the quotation's last or first words


@detector(category=Category.PUNCTUATION, severity=Severity.MINOR)
def quotation(document: Document) -> Iterator[Hit]:
    blocks = [block for block in document.blocks if block.role is not Role.FURNITURE]
    carried = False
    for index, block in enumerate(blocks):
        text = document.text[block.start : block.end]
        following = blocks[index + 1] if index + 1 < len(blocks) else None
        opened, faults = _pair(text, carried)
        for start, end, why in faults:
            yield Hit(block.start + start, block.start + end, why)
        continues = opened is not None and following is not None and _goes_on(document, following)
        if opened is not None and not continues:
            at = block.start + opened
            yield Hit(at, _word_end(document.text, at), f"“{text[opened]}” is never closed")
        carried = continues


def _goes_on(document: Document, block: Block) -> bool:
    """True when the next paragraph goes on with the quotation: it opens it anew, or closes it first."""
    mark = MARK.search(document.text, block.start, block.end)
    return mark is not None and (mark.group() in "»”" or mark.start() == block.start)


def _pair(text: str, carried: bool) -> tuple[int | None, list[tuple[int, int, str]]]:
    """Pair the marks of a paragraph: where the one left open stands, and what is wrong."""
    stack: list[tuple[str, int]] = [("«", -1)] if carried else []
    faults = []
    for match in MARK.finditer(text):
        mark, at = match.group(), match.start()
        if mark == "“" and stack and _closing(text, at):
            mark = "„"  # stands where a closing mark must: it will pair with none
        opens = mark in "«“" or (mark == '"' and not (stack and (stack[-1][0] == '"' or _closing(text, at))))
        if opens:
            if not (carried and at == 0):
                stack.append((mark, at))
        elif not stack and mark != '"':
            faults.append((_word_start(text, at), at + 1, f"“{mark}” closes what was never opened"))
        elif stack:
            opener, opened = stack.pop()
            if CLOSES[opener] != mark and opened >= 0:
                faults.append((_word_start(text, at), at + 1, f"opened with “{opener}”, closed with “{text[at]}”"))
    left = next((at for mark, at in stack if at >= 0 and mark != '"'), None)
    return left, faults


def _closing(text: str, at: int) -> bool:
    """True for a straight mark that stands right behind a word or stop."""
    return at > 0 and not text[at - 1].isspace() and (at + 1 == len(text) or not text[at + 1].isalnum())


def _word_start(text: str, at: int) -> int:
    """Where the word before the mark begins."""
    start = at
    while start > 0 and (text[start - 1].isspace() or text[start - 1] in ".!?…,"):
        start -= 1
    while start > 0 and not text[start - 1].isspace() and at - start < REACH:
        start -= 1
    return start


def _word_end(text: str, at: int) -> int:
    """Where the word behind the mark ends."""
    end = at + 1
    while end < len(text) and text[end].isspace():
        end += 1
    while end < len(text) and not text[end].isspace() and end - at < REACH:
        end += 1
    return end
