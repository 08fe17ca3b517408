"""What is for a machine and stands in the text (*<b>Envoyer</b>*, *[b]gras[/b]*, *{{nom}}*, *% s*, *[ici](https://…)*, *@-@*).

Silent where the source has it too, where a text is about markup or a program, in lines of code, about notes (*[1]*), omissions
(*[…]*) and masked words, Markdown’s own emphasis, and in the strings of a program, many of which hold variables.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from audit.codes import VARIABLE
from audit.detectors.registry import detector
from audit.document import Document, Segment
from audit.finding import Category, Hit, Severity
from audit.french.words import words
from audit.reason import Reason

NAMES = (
    "a|abbr|article|b|big|blockquote|br|button|caption|center|cite|code|dd|del|div|dl|dt|em|figcaption|figure|font|footer|form|h[1-6]"
    "|header|hr|i|iframe|img|input|ins|label|li|link|mark|meta|nav|ol|option|p|picture|pre|q|script|section|select|small|source"
    "|span|strong|style|sub|sup|table|tbody|td|tfoot|th|thead|title|tr|u|ul|video|audio|g|x|ph|bpt|ept|mrk|bx|ex|unk|pad|s"
)
LESS, MORE = "(?:<|&lt;)", "(?:>|&gt;)"
VALUE = r"(?:\"[^\"<>]*\"|'[^'<>]*'|“[^”<>]*”|«[^»<>]*»|[^\s<>\"'«“]+)"
TAG = rf"{LESS}\s?/?\s?(?:{NAMES})(?:\s+[\w:-]+\s?=\s?{VALUE})*\s?/?\s?{MORE}"
OPEN_TAG = rf"{LESS}\s?(?P<name>{NAMES})(?:\s+[\w:-]+\s?=\s?{VALUE})*\s?{MORE}"
CLOSED = rf"{OPEN_TAG}(?P<inner>[^<>&]{{1,80}}){LESS}\s?/\s?(?P=name)\s?{MORE}"
BOARD = r"\[(?P<tag>[a-z]\w*)(?:[ =][^\[\]]*)?\](?P<within>[^\[\]]{1,80})\[\s?/\s?(?P=tag)\s?\]"
SHORTCODE = r"\[\s?/\s?[a-z]\w*\s?\]|\[[a-z]\w+\s[\w-]+\s?=\s?[\"'“«”][^\[\]]*\]"
TAGS = re.compile(rf"{CLOSED}|{BOARD}|{TAG}|{SHORTCODE}", re.IGNORECASE)
EACH = re.compile(rf"{TAG}|{SHORTCODE}|\[[a-z]\w*[^\[\]]*\]", re.IGNORECASE)
LINK = re.compile(r"!?\[(?P<text>[^\[\]]+)\]\s?\((?:https?://|www\.|mailto:|[/#])[^()\s]*\)")  # of Markdown
# What a machine translator makes of variables, or puts in their place; and those of templates that `codes` does not know.
VARIABLES = re.compile(
    r"(?:[$#%]\s?)?\{\s?\{\s?[\w.]+(?:\s[\w.]+)?\s?\}\s?\}"
    r"|(?<![\w%])(?<!\d\s)%\s(?:\d\s?\$\s?)?[sd](?![\w’'])|%\s?\d\s?\$\s?[sd](?!\w)"
    r"|__[A-Z][A-Z\d]+(?:_[A-Z\d]+)*__|(?<!\w)__\d+__(?!\w)|@@\w+@@|%%\s?\w+\s?%%|\[\[[A-Za-z]\w*\]\]"
    r"|<%=?[^<>%]{1,40}%>|\{%[^{}%]{1,40}%\}"
)
# Of what `codes` knows: not *{A,C}*, *{n, plural*, *=1 {*, *$TSLA*.
SIMPLE = re.compile(r"%.*|[#$%]?\{{1,2}[\s\w.:-]+\}{1,2}")
TOKENS = re.compile(
    r"(?<![\w’'-])[\w’'-]+ ?@-@ ?[\w’'-]+|(?<![\w@])[^\W\d_]+@@ [^\W\d_]+|▁+\w[\w’'-]*|<pad>|<unk>|<2\w\w\w?>|>>\w{2,3}<<|⁇",
    re.IGNORECASE,
)
# Of what holds such things by right.
ABOUT = re.compile(
    r"\b(?:X?HTML5?|XML|CSS|Markdown|BBCode|JavaScript|TypeScript|PHP|Python|LaTeX|SQL|JSON|YAML|Django|WordPress|regex|printf)\b"
)
ABOUT_HERE = re.compile(
    r"\b(?:balises?|syntaxe|variables?|placeholders?|shortcodes?|attributs?|code source|lignes? de code"
    r"|cha[iî]nes? de caractères)\b",
    re.IGNORECASE,
)
CODE = re.compile(r"[;{]\s*$|\w\(\)|==|=>|->|::|\\\w|</?\w+>\s*\w+\s*=|`|\$[($]")
MENTIONED = re.compile(r"['\"«“‘(]\s?$")  # before what is spoken of
EMBEDDED = words("youtube img image video media audio embed code gallery map")  # whose content is an address
SIGNS = "<[{%@&_▁⁇>$"
MANY = 3  # paragraphs that hold it, from which a text is written in it


@detector(category=Category.MARKUP, severity=Severity.MAJOR)
def markup_left(segment: Segment, document: Document) -> Iterator[Hit]:
    text = segment.text
    if not any(mark in text for mark in SIGNS):
        return
    source = _source(segment, document)
    yield from (_token(found) for found in TOKENS.finditer(text) if not (found[0] in source or _mentioned(found)))
    if not (ABOUT_HERE.search(text) or CODE.search(text) or ABOUT.search(document.text)):
        yield from _tags(text, source)
        if not _written_in(document.text, VARIABLES, VARIABLE):
            yield from _variables(text, source)
        if "](" not in source and not _written_in(document.text, LINK):
            yield from (_link(found) for found in LINK.finditer(text))


def _source(segment: Segment, document: Document) -> str:
    """What the sentence was translated from, or the whole of its unit; nothing where that is not at hand."""
    return next((u.source for u in document.units if u.start <= segment.start < u.end), segment.source) or ""


@lru_cache(4)
def _written_in(text: str, *patterns: re.Pattern[str]) -> bool:
    """True for a text with such things in several paragraphs: a program's strings, or Markdown's links."""
    return max(sum(pattern.search(line) is not None for line in text.split("\n")) for pattern in patterns) >= MANY


def _mentioned(match: re.Match[str]) -> bool:
    return MENTIONED.search(match.string, max(0, match.start() - 2), match.start()) is not None


def _tags(text: str, source: str) -> Iterator[Hit]:
    for match in TAGS.finditer(text):
        if not (_in_source(match, source) or TOKENS.fullmatch(match[0]) or _mentioned(match)):
            yield _markup(match)


def _in_source(match: re.Match[str], source: str) -> bool:
    tags = EACH.findall(match[0])
    return bool(source) and all(tag in source for tag in tags)


def _variables(text: str, source: str) -> Iterator[Hit]:
    """Those that a translator damaged, and those that stand as a program has them, each once."""
    done = 0
    found = [*VARIABLES.finditer(text), *(match for match in VARIABLE.finditer(text) if _by_itself(match))]
    for match in sorted(found, key=lambda match: (match.start(), -match.end())):
        if match.start() >= done and not _mentioned(match):
            done, like = match.end(), re.sub(r"\s", "", match[0])
            why = Reason("“{code}” is a variable: a word should stand there", code=match[0])
            if match[0] not in source:
                yield Hit(*match.span(), why, like if like in source else None)


def _by_itself(match: re.Match[str]) -> bool:
    """False for a set (*{1}*, *x_{n}*) and a percentage before a letter."""
    before, behind = match.string[max(0, match.start() - 2) : match.start()], match.string[match.end() :]
    number = re.fullmatch(r"\{\s?[1-9]\d*\s?\}", match[0]) and not (before[-1:].isalpha() or behind[:1].isalpha())
    formula = (
        before[-1:] in {"_", "^", "}", "\\", "/"}
        or re.match(r"/[^\W\d]", behind)
        or re.fullmatch(r"\{\s?[^\W\d_]\s?\}", match[0])
    )
    percentage = match[0][0] == "%" and re.search(r"\d\s?$", before)
    return SIMPLE.fullmatch(match[0]) is not None and not (number or formula or percentage)


def _token(match: re.Match[str]) -> Hit:
    healed = re.sub(r" ?@-@ ?", "-", match[0]).replace("@@ ", "").replace("▁", "")
    why = Reason("“{code}” is a mark of the machine that translated", code=match[0])
    return Hit(*match.span(), why, healed if healed not in {match[0], ""} else None)


def _markup(match: re.Match[str]) -> Hit:
    """A pair of tags is mended with what it holds, a tag that touches a word with that word."""
    text, (start, end) = match.string, match.span()
    why = Reason("“{code}” is markup, which is not for readers", code=match[0])
    if inner := match["inner"] or match["within"]:
        return Hit(start, end, why, None if (match["tag"] or "").lower() in EMBEDDED else inner.strip())
    left, right = re.search(r"[\w’'-]+[.,!?»”)]*$", text[:start]), re.match(r"[\w’'-]+", text[end:])
    if left and right:
        return Hit(
            left.start(), end + right.end(), why, f"{left[0]} {right[0]}" if _breaks(match[0]) else left[0] + right[0]
        )
    if left:
        return Hit(left.start(), end, why, left[0])
    return Hit(start, end + right.end(), why, right[0]) if right else Hit(start, end, why)


def _breaks(tag: str) -> bool:
    """True for a tag that ends a line."""
    return re.search(r"\b(?:br|p|div|li|h[1-6]|td|tr)\b", tag, re.IGNORECASE) is not None


def _link(match: re.Match[str]) -> Hit:
    return Hit(*match.span(), Reason("“{code}” is markup, which is not for readers", code=match[0]), match["text"])
