"""Markdown: its prose. Front matter, code, HTML, and where links lead to are left out."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from audit.characters import displayed
from audit.document import PLACEHOLDER, Block, Comment, Page, Role
from audit.errors import InputError
from audit.readers.text import COMMENT, decode
from audit.reason import Reason

if TYPE_CHECKING:
    from markdown_it.token import Token

FRONT_MATTER = re.compile(r"\A(---|\+\+\+)[ \t]*\n.*?^\1[ \t]*$", re.DOTALL | re.MULTILINE)
# What else is no text, but for tags and the signs of emphasis and links, which leave nothing behind.
SHOWN = {"softbreak": " ", "hardbreak": "\n", "code_inline": PLACEHOLDER, "image": PLACEHOLDER}


def read(path: str, raw: bytes) -> Iterator[Page]:
    """One page with the paragraphs, headings, items and cells as they are displayed, blank lines between.

    Raises InputError where there are none.
    """
    from markdown_it import MarkdownIt

    text = FRONT_MATTER.sub(lambda found: "\n" * found[0].count("\n"), decode(path, raw).replace("\r\n", "\n"))
    texts: list[str] = []
    blocks: list[Block] = []
    comments: list[Comment] = []
    position, role = 0, Role.BODY
    for token in MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text):
        if token.type in ("heading_open", "heading_close"):
            role = Role.HEADLINE if token.nesting == 1 else Role.BODY
        elif token.type == "html_block":
            line = token.map[0] if token.map else 0
            for said in COMMENT.finditer(token.content):
                ours = line + token.content.count("\n", 0, said.start()) + 1
                comments.append(Comment(position, position, ours, said[2].strip()))
        elif shown := _displayed(token):
            texts.append(shown)
            blocks.append(Block(position, position + len(shown), role))
            position += len(shown) + 2
    if not texts:
        raise InputError(Reason("{path}: no readable text in this page", path=path))
    page = "\n\n".join(texts)
    comments = [Comment(min(c.start, len(page)), min(c.end, len(page)), c.line, c.text) for c in comments]
    yield Page(path, page, tuple(blocks), extracted=True, comments=tuple(comments))


def _displayed(block: "Token") -> str:
    parts = (child.content if child.type == "text" else SHOWN.get(child.type, "") for child in block.children or ())
    shown = displayed("".join(parts)).strip()
    return shown if shown.strip(PLACEHOLDER + " \n") else ""
