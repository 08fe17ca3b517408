"""What a block is on the page: headline, body, caption or furniture. The patterns are in resources/furniture.toml.

Prose wins every doubt: furniture is not audited, so an article sentence taken for it would never be looked at.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import chain, takewhile

from audit.document import Block, Role

# Words, measured on the pages the patterns were written from: the longest notice had 52, credits 25, headlines 34.
LONGEST_NOTICE, LONGEST_CREDIT, LONGEST_CAPTION = 70, 30, 60
LONGEST_TITLE, LONGEST_SUBHEADING = 45, 22
LEGEND_LINES = 3  # on either side of a credit
LONGEST_FOLDED = 1_000  # characters: no pattern is run on more, whatever the page holds

GLUED = re.compile(r"(?:Publicité|PUBLICITÉ|Advertisement|ADVERTISEMENT|Annonce|Sponsorisé)(?=[A-ZÀ-Ý«“\d])")
FINAL = re.compile(r"[.!?…:;,][\s»”\"’')\]]*$")
SENTENCE_INSIDE = re.compile(r"[^\W\d_]{2}[.!?…][\s»”\")]+[A-ZÀ-Ý«“]")
BULLET = re.compile(r"\s*(?:[-–—•*·▪◦►]|\d{1,3}[.)])\s")
EDGES = " \t•·▪◦►▶»›>|–—-→⟶↓*_#…"
BLANK_LINE = re.compile(r"\n[^\S\n]*\n|\r[^\S\r\n]*\r|\r\n[^\S\r\n]*\r\n")


@dataclass(frozen=True, slots=True)
class _Patterns:
    whole: re.Pattern[str]
    opening: re.Pattern[str]
    machine_translation: re.Pattern[str]
    credit: re.Pattern[str]
    credit_at_end: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    resource = files("audit") / "resources" / "furniture.toml"
    data = tomllib.loads(resource.read_text(encoding="utf-8"))
    whole, opening, notices, sources, endings = (
        _any_of(patterns, data["parts"])
        for patterns in (
            chain(*data["whole"].values()),
            chain(*data["opening"].values()),
            data["machine_translation"]["notices"],
            data["credit"]["opening"],
            data["credit"]["closing"],
        )
    )
    return _Patterns(
        whole=re.compile(whole),
        opening=re.compile(opening),
        machine_translation=re.compile(rf"(?:^|[.!?:] ){notices}"),
        credit=re.compile(sources),
        credit_at_end=re.compile(rf"{endings}\.?$"),
    )


def _any_of(patterns: Iterable[str], parts: dict[str, str]) -> str:
    whole = "|".join(f"(?:{pattern})" for pattern in patterns)
    for name, pattern in parts.items():
        whole = whole.replace(f"<{name}>", pattern)
    return f"(?:{whole})"


def assign_roles(text: str, blocks: Sequence[Block], *, marked_up: bool) -> list[Role]:
    """One role for each block, in order.

    With `marked_up` the blocks carry the roles that the page's own elements give; only furniture and credits are looked
    for in them. Else headlines and captions are told by form and place.
    """
    texts = [text[block.start : block.end] for block in blocks]
    roles = [_by_form(content, block.role) for content, block in zip(texts, blocks, strict=True)]
    if not marked_up:
        runs = list(_runs(text, blocks))
        for index in _beside_credits(runs, texts, roles):
            roles[index] = Role.CAPTION
        for index in _headlines({run[-1] for run in runs}, texts, roles):
            roles[index] = Role.HEADLINE
    return roles


def is_furniture(text: str) -> bool:
    """Whether a block belongs to the page and not to the article: a placeholder, a form, a notice, a link elsewhere."""
    words = len(text.split())
    if words > LONGEST_NOTICE or len(text) > LONGEST_FOLDED:
        return False
    folded, patterns = fold(text), _patterns()
    glued = words <= 8 and GLUED.match(text) and not FINAL.search(text)
    known = glued or patterns.whole.fullmatch(folded) or patterns.opening.match(folded)
    return not folded or bool(known) or disclosed_mt(text)


def disclosed_mt(text: str) -> bool:
    """Whether a block is a notice that the text around it was translated by a machine.

    An article about machine translation is none: a notice is short and speaks of itself (« ce contenu »).
    """
    if len(text.split()) > LONGEST_NOTICE or len(text) > LONGEST_FOLDED:
        return False
    return bool(_patterns().machine_translation.search(fold(text)))


def fold(text: str) -> str:
    """Small letters, plain spaces and apostrophes, nothing ornamental around: what the patterns see."""
    return " ".join(text.replace("’", "'").lower().split()).strip(EDGES)


def _by_form(text: str, given: Role) -> Role:
    if is_furniture(text):
        return Role.FURNITURE
    return Role.CAPTION if given is Role.BODY and (_is_credit(text) or _ends_in_credit(text)) else given


def _is_credit(text: str) -> bool:
    short = len(text.split()) <= LONGEST_CREDIT and len(text) <= LONGEST_FOLDED
    return short and bool(_patterns().credit.fullmatch(fold(text).rstrip(".")))


def _ends_in_credit(text: str) -> bool:
    short = len(text.split()) <= LONGEST_CAPTION and len(text) <= LONGEST_FOLDED
    return short and bool(_patterns().credit_at_end.search(fold(text)))


def _runs(text: str, blocks: Sequence[Block]) -> Iterator[list[int]]:
    """Indices of the blocks that no blank line parts."""
    run: list[int] = []
    for index in range(len(blocks)):
        if run and BLANK_LINE.search(text, blocks[index - 1].end, blocks[index].start):
            yield run
            run = []
        run.append(index)
    if run:
        yield run


def _beside_credits(runs: Sequence[list[int]], texts: Sequence[str], roles: Sequence[Role]) -> Iterator[int]:
    """Body lines in a run with a credit: the legend it belongs to, or the picture's alternative text."""
    for run in runs:
        for place, index in enumerate(run):
            if roles[index] is Role.CAPTION and _is_credit(texts[index]):
                above, below = run[max(0, place - LEGEND_LINES) : place], run[place + 1 : place + 1 + LEGEND_LINES]
                for side in (reversed(above), below):
                    yield from takewhile(lambda near: roles[near] is Role.BODY and _is_legend(texts[near]), side)


def _is_legend(text: str) -> bool:
    return len(text.split()) <= LONGEST_CAPTION and not SENTENCE_INSIDE.search(text)


def _headlines(last_in_run: set[int], texts: Sequence[str], roles: Sequence[Role]) -> Iterator[int]:
    """Title and deck before the first body block, and short lines alone among the others; none ends like a sentence."""
    article = [index for index, role in enumerate(roles) if role in (Role.BODY, Role.CAPTION)]
    before_body = len(article) > 1  # a text of one line is rather a sentence to try
    for index in article:
        if roles[index] is not Role.BODY:
            continue
        alone = index in last_in_run or len(texts[index + 1].split()) > LONGEST_SUBHEADING
        is_title = before_body and _reads_as_title(texts[index], LONGEST_TITLE, may_ask=index == article[0])
        is_subheading = (
            index != article[-1] and alone and _reads_as_title(texts[index], LONGEST_SUBHEADING, may_ask=True)
        )
        if is_title or is_subheading:
            yield index
        else:
            before_body = False


def _reads_as_title(text: str, longest: int, *, may_ask: bool) -> bool:
    """Short, opened like a sentence and not closed like one, except that it may ask or exclaim."""
    if len(text.split()) > longest or BULLET.match(text) or text[0].islower():
        return False
    final = FINAL.search(text)
    return final is None or (may_ask and final.group()[0] in "!?" and not SENTENCE_INSIDE.search(text))
