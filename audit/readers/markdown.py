"""Markdown: its prose. Front matter, code, HTML, and where links lead to are left out."""

import re
from collections.abc import Iterator
from itertools import accumulate
from typing import TYPE_CHECKING

from audit.characters import displayed
from audit.document import CELLS, PARAGRAPHS, PLACEHOLDER, Block, Comment, Page, Role
from audit.errors import InputError
from audit.readers.text import COMMENT, decode
from audit.reason import Reason

if TYPE_CHECKING:
    from markdown_it.token import Token

FRONT_MATTER = re.compile(r"\A(---|\+\+\+)[ \t]*\n.*?^\1[ \t]*$", re.DOTALL | re.MULTILINE)
BREAK = "\0"  # where a line of the file ends: never in decoded text
# What else is no text, but for tags and the signs of emphasis and links, which leave nothing behind.
SHOWN = {
    "softbreak": f" {BREAK}",
    "hardbreak": f"\n{BREAK}",
    "code_inline": PLACEHOLDER,
    "image": PLACEHOLDER,
}


def read(path: str, raw: bytes) -> Iterator[Page]:
    """One page with the paragraphs, headings, items and cells as they are displayed. Raises InputError where there are none."""
    from markdown_it import MarkdownIt

    text = FRONT_MATTER.sub(lambda found: "\n" * found[0].count("\n"), decode(path, raw).replace("\r\n", "\n"))
    texts: list[str] = []
    blocks: list[Block] = []
    comments: list[Comment] = []
    lines: list[tuple[int, int]] = []
    end, gap, role, in_cell = 0, "", Role.BODY, False
    for token in MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text):
        if token.type in ("heading_open", "heading_close"):
            role = Role.HEADLINE if token.nesting == 1 else Role.BODY
        if token.nesting == 1:
            in_cell = token.type in ("td_open", "th_open")
        if token.type == "tr_close" and gap:
            gap = PARAGRAPHS
        line = token.map[0] + 1 if token.map else 1
        if token.type == "html_block":
            for said in COMMENT.finditer(token.content):
                ours = line + token.content.count("\n", 0, said.start())
                comments.append(Comment(end + len(gap), end + len(gap), ours, said[2].strip()))
            continue
        shown, starts = _displayed(token)
        if shown:
            texts += gap, shown
            begin = end + len(gap)
            end, gap = begin + len(shown), CELLS if in_cell else PARAGRAPHS
            blocks.append(Block(begin, end, role))
            lines += [(begin + start, number) for number, start in enumerate(starts, line)]
    if not texts:
        raise InputError(Reason("{path}: no readable text in this page", path=path))
    page = "".join(texts)
    comments = [Comment(min(c.start, len(page)), min(c.end, len(page)), c.line, c.text) for c in comments]
    yield Page(path, page, tuple(blocks), extracted=True, lines=tuple(lines), comments=tuple(comments))


def _displayed(block: "Token") -> tuple[str, list[int]]:
    """What is shown, empty where there are no words, and where in it the lines of the file begin."""
    parts = (child.content if child.type == "text" else SHOWN.get(child.type, "") for child in block.children or ())
    lines = displayed("".join(parts)).split(BREAK)
    text = "".join(lines)
    indent = len(text) - len(text.lstrip())
    starts = [max(0, start - indent) for start in accumulate(map(len, lines[:-1]), initial=0)]
    return (text.strip() if text.strip(PLACEHOLDER + " \n") else ""), starts
