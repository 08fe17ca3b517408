"""Web pages: trafilatura says which parts are the article, the page's own nodes say what they read.

An article is taken word for word from the page, because what we look for sits between a link and its neighbours:
trafilatura moves white space about there (its issues 113 and 476).
"""

import re
from collections import deque
from collections.abc import Collection, Iterable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from audit.characters import displayed
from audit.document import CELLS, PARAGRAPHS, Block, Comment, Page, Role
from audit.errors import InputError
from audit.readers.text import decode
from audit.reason import Reason

if TYPE_CHECKING:
    from lxml.html import HtmlComment, HtmlElement


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Elements that a browser gives lines of their own (HTML standard, section 15.3, "Flow content" and on).
BLOCKS = _words("""
    address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption
    figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre search section
    summary table tbody td tfoot th thead tr ul
""")
UNSEEN = _words("""
    audio canvas datalist head iframe input map noscript object script select style svg template textarea video
""")
# The block elements of the tree that trafilatura returns.
EXTRACTED_BLOCKS = _words("body cell code div figure head item list p quote row table")
ROLES = dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), Role.HEADLINE)
ROLES |= dict.fromkeys(("figure", "figcaption", "caption"), Role.CAPTION)
# Classes of posts that a page shows from elsewhere, as their sites' embedding code has them: nobody translates those.
EMBEDDED = _words("""
    bluesky-embed fb-post fb-video instagram-media mastodon-embed reddit-card reddit-embed-bq text-post-media tiktok-embed
    twitter-tweet twitter-video wp-embedded-content
""")
HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
MOST_DEPTH, MOST_ELEMENTS = 200, 20_000
# What lxml takes in and then refuses to move about; a form feed is white space (HTML standard, 13.1.1.1).
UNFIT = {**dict.fromkeys([*range(9), 11, *range(14, 32), 0xFFFE, 0xFFFF], "\ufffd"), 12: " "}
MOST_ATTRIBUTES = 5_000  # of an element: libxml2 holds each against all before it, 100,000 take it a minute
ATTRIBUTE = r"""[\s/]++[^\s<>/=]++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s<>"'][^\s<>]*+))?+"""
CROWDED = re.compile(rf"<[a-zA-Z][^\s<>/]*+(?:{ATTRIBUTE}){{{MOST_ATTRIBUTES}}}")
OURS = "audit-"  # what a comment to this program begins with
OUR_REPORT = ".//meta[@name='generator'][@content='translation-audit']"
LEAST_ANCHOR = 40  # letters and digits: shorter text may stand in a menu as well as in the article


_Comments = deque[tuple[int, "HtmlComment"]]  # with how much text of their block stands before each


@dataclass(frozen=True, slots=True)
class _Piece:
    """The text of one paragraph-like part, as displayed, and the block element it stands in.

    `comments` are those in it, and between it and the piece before, each with its place in the text.
    """

    text: str
    element: "HtmlElement"
    role: Role
    comments: "tuple[tuple[int, HtmlComment], ...]" = ()

    @property
    def key(self) -> str:
        """What is left of the text whatever is done to its spaces."""
        return re.sub(r"[\W_]+", "", self.text)


def read(path: str, raw: bytes) -> Iterator[Page]:
    """One page: the article's blocks in order. Raises InputError where nothing can be read."""
    tree = _parse(path, decode(path, raw))
    pieces = list(_pieces(tree, BLOCKS))
    article = _article(tree, pieces) or [piece for piece in pieces if piece.text]
    if not article:
        raise InputError(
            Reason(
                "{path}: no readable text in this page; if scripts write it, save the page from a browser", path=path
            )
        )
    yield _page(path, article, pieces)


def _parse(path: str, markup: str) -> "HtmlElement":
    """The tree of what a reader sees. Bytes go in because lxml refuses a string that declares an encoding."""
    from lxml.etree import LxmlError
    from lxml.html import HTMLParser, document_fromstring

    if CROWDED.search(markup):
        raise InputError(Reason("{path}: an element has more than {n} attributes", path=path, n=MOST_ATTRIBUTES))
    parser = HTMLParser(encoding="utf-8", huge_tree=True, no_network=True, remove_pis=True)
    try:
        tree: HtmlElement = document_fromstring(markup.translate(UNFIT).encode("utf-8", "replace"), parser=parser)
    except LxmlError as error:
        raise InputError(Reason("{path}: is not HTML: {error}", path=path, error=error)) from error
    if "depth" in str(parser.error_log.last_error):  # libxml2 stops at 2,048 levels and drops what follows
        raise InputError(Reason("{path}: elements are nested more than {n} deep", path=path, n=2_000))
    if tree.find(OUR_REPORT) is not None:  # it lies among the articles, and would be found as garbled as they are
        raise InputError(Reason("{path}: is a report of this program, not an article: write it elsewhere", path=path))
    _clean(tree)
    _drop_comments(tree)
    for element in [element for element in tree.iter("*") if _is_hidden(element)]:
        if element.getparent() is not None:
            _rescue_comments(element)
            element.drop_tree()
    return tree


def _clean(tree: "HtmlElement") -> None:
    """Take out of the text what lxml refuses to move about, where a character reference (`&#1;`) has brought it in, and
    have it as it is shown.
    """
    for element in tree.iter():
        for place in ("text", "tail"):
            text = getattr(element, place) or ""
            if (mended := displayed(text.translate(UNFIT))) != text:
                setattr(element, place, mended)


def _drop_comments(tree: "HtmlElement") -> None:
    """Leave the comments that are for us, those above the root within it."""
    from lxml.etree import Comment as Tag

    for comment in [*tree.itersiblings(Tag, preceding=True), *tree.iter(Tag)]:
        if not (comment.text or "").lstrip().startswith(OURS):
            comment.drop_tree() if comment.getparent() is not None else None
        elif comment.getparent() is None:
            tree.insert(0, comment)


def _rescue_comments(hidden: "HtmlElement") -> None:
    """Put the comments of an element that goes before it."""
    from lxml.etree import Comment as Tag

    for comment in list(hidden.iter(Tag)):
        comment.tail = None
        hidden.addprevious(comment)


def _is_hidden(element: "HtmlElement") -> bool:
    return element.tag in UNSEEN or "hidden" in element.attrib or bool(HIDDEN_STYLE.search(element.get("style", "")))


def _pieces(tree: "HtmlElement", blocks: Collection[str]) -> Iterator[_Piece]:
    """The displayed text of `tree` in order. Walks without recursion: pages nest as deep as they like."""
    from lxml.etree import iterwalk

    open_blocks = [(tree, Role.BODY)]
    parts: list[str] = []
    comments: _Comments = deque()
    inked = 0
    for event, element in iterwalk(tree, events=("start", "end", "comment")):
        starts = event == "start"
        if event == "comment":
            comments.append((inked, element))
        elif element.tag in blocks:
            above = open_blocks[-1] if starts else open_blocks.pop()
            yield from _closed(parts, comments, *above)
            inked = 0
            if starts:
                open_blocks.append((element, _role(element, above[1])))
        if starts and element.tag in ("br", "lb"):
            parts.append("\0")  # never in decoded text, and no white space to collapse
        parts.append((element.text if starts else element.tail) or "")
        inked += _inked(parts[-1])
    yield from _closed(parts, comments, *open_blocks[-1])
    if comments:
        yield _Piece("", tree, Role.BODY, tuple(comments))


def _role(element: "HtmlElement", around: Role) -> Role:
    if around is Role.FURNITURE or not EMBEDDED.isdisjoint(element.get("class", "").split()):
        return Role.FURNITURE
    return ROLES.get(element.tag, around)


def _closed(parts: list[str], comments: "_Comments", element: "HtmlElement", role: Role) -> Iterator[_Piece]:
    """What was gathered, as pieces with the comments in them; a comment that no text followed waits for the next."""
    passed = 0
    for text in _displayed("".join(parts)):
        end, inside, places = passed + _inked(text), [], None
        while comments and comments[0][0] <= end:
            places = places or [*(found.start() for found in re.finditer(r"\S", text)), len(text)]
            count, comment = comments.popleft()
            inside.append((places[count - passed], comment))
        yield _Piece(text, element, role, tuple(inside))
        passed = end
    parts.clear()
    comments.extend((0, comments.popleft()[1]) for _ in range(len(comments)))


def _inked(text: str) -> int:
    """How many characters are no white space: as many before as after it collapses."""
    return len("".join(text.split()))


def _displayed(inline: str) -> Iterator[str]:
    """Collapse white space as a browser does (CSS Text 3, 4.1), no-break spaces never; two breaks part paragraphs."""
    lines = re.sub(r" ?\0 ?", "\n", re.sub(r"[ \t\n\r\f]+", " ", inline))
    yield from (text.strip() for text in re.split(r"\n{2,}", lines) if text.strip())


def _article(tree: "HtmlElement", pieces: list[_Piece]) -> list[_Piece]:
    """The pieces that trafilatura takes for the article, with the title and the captions, which it may leave out."""
    wanted = _main_keys(tree)
    anchors = [piece for piece in pieces if len(piece.key) >= LEAST_ANCHOR and piece.key in wanted]
    if not anchors:
        return []
    ends = (anchors[0], anchors[-1]) if len(anchors) > 1 else _first_and_last(pieces, wanted)
    inside = _common_ancestor_elements(*(piece.element for piece in ends))
    first = next(index for index, piece in enumerate(pieces) if piece.key in wanted and piece.element in inside)
    title = next((piece for piece in reversed(pieces[: first + 1]) if piece.element.tag == "h1"), None)
    return [
        piece
        for piece in pieces
        if piece.text
        and (piece is title or (piece.element in inside and (piece.key in wanted or piece.role is Role.CAPTION)))
    ]


def _first_and_last(pieces: list[_Piece], wanted: Collection[str]) -> tuple[_Piece, _Piece]:
    """Where the article begins and ends on a page too small for a second anchor: all around the one may be its own."""
    article = [piece for piece in pieces if piece.text and piece.key in wanted]
    return article[0], article[-1]


def _main_keys(tree: "HtmlElement") -> set[str]:
    """Keys of the paragraphs that trafilatura extracts; none where it finds no article or cannot take the page."""
    if not _is_ordinary(tree):
        return set()
    from lxml.etree import Comment as Tag
    from lxml.etree import strip_tags
    from trafilatura import bare_extraction

    tree = deepcopy(tree)
    strip_tags(tree, Tag)  # it takes comments for elements
    # Recall first: furniture is told apart later, but what is left out here is never audited.
    article = bare_extraction(tree, favor_recall=True, include_comments=False, include_tables=True)
    body = getattr(article, "body", None)
    return set() if body is None else {piece.key for piece in _pieces(body, EXTRACTED_BLOCKS)}


def _is_ordinary(tree: "HtmlElement") -> bool:
    """Whether trafilatura can take it: it recurses (lists 900 deep break it), and takes 2.5 s for 45,000 elements."""
    from lxml.etree import iterwalk

    depth = elements = 0
    for event, _ in iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        elements += event == "start"
        if depth > MOST_DEPTH or elements > MOST_ELEMENTS:
            return False
    return True


def _common_ancestor_elements(first: "HtmlElement", last: "HtmlElement") -> set["HtmlElement"]:
    """Every element of the smallest part of the page that holds both."""
    above = {last, *last.iterancestors()}
    common = next(element for element in (first, *first.iterancestors()) if element in above)
    return set(common.iter())


def _page(path: str, article: Sequence[_Piece], pieces: Iterable[_Piece]) -> Page:
    """The article as text. A comment in what is left out of it stands before what comes next."""
    gaps = [*(_gap(*pair) for pair in pairwise(article)), ""]
    text = "".join(piece.text + gap for piece, gap in zip(article, gaps, strict=True))
    kept = dict(zip(map(id, article), gaps, strict=True))
    blocks: list[Block] = []
    comments: list[Comment] = []
    position = 0
    for piece in pieces:
        inside = id(piece) in kept
        for offset, comment in piece.comments:
            place = min(position + offset * inside, len(text))
            comments.append(Comment(place, place, comment.sourceline or 1, (comment.text or "").strip()))
        if inside:
            blocks.append(Block(position, position + len(piece.text), piece.role))
            position += len(piece.text) + len(kept[id(piece)])
    return Page(path, text, tuple(blocks), extracted=True, comments=tuple(comments))


def _gap(before: _Piece, after: _Piece) -> str:
    cells = before.element, after.element
    one_row = cells[0] is not cells[1] and cells[0].getparent() is cells[1].getparent()
    return CELLS if one_row and all(cell.tag in ("td", "th") for cell in cells) else PARAGRAPHS
