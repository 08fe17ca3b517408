"""Show what cannot be seen: controls, bidi marks, zero-width characters and lone surrogates stay text."""

import re
import unicodedata

from markupsafe import Markup, escape

# Unicode's Cc, Cs, Zl and Zp, and its Default_Ignorable_Code_Point without variation selectors, which emoji need
# (DerivedCoreProperties.txt). Tab, line feed and the carriage return before one are ordinary.
UNSEEN = re.compile(
    "[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ud800-\udfff\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e00ff]|\r(?!\n)"
)
COMMAND = re.compile(r"^[^\S\n]*+:(?=:)|##(?=\[)", re.MULTILINE)


def seen(text: str) -> str:
    """`text` for a terminal, which obeys nothing in it: unseen characters as <U+202E>."""
    return UNSEEN.sub(lambda match: f"<{_code(match[0])}>", text)


def plain(text: str) -> str:
    """The same on one line: white space as single blanks."""
    return re.sub(r"[ \t\r\n]+", " ", seen(text)).strip()


def without_commands(text: str) -> str:
    """`text` in which a runner of GitHub Actions sees no command: one begins a line with ::, or is a ##[…] anywhere.

    (actions/runner, src/Runner.Common/ActionCommand.cs)
    """
    return COMMAND.sub(lambda match: f"{match[0]} ", text)


def markup(text: str) -> Markup:
    """`text` as HTML. Unseen characters keep their place, each isolated and labelled by the style sheet.

    The page's text stays that of the article, but U+FFFD stands for what HTML cannot hold: NUL, lone surrogates.
    """
    # S704: escaped on the same line; what is added to it is hexadecimal and names of the Unicode database
    safe = UNSEEN.sub(_labelled, str(escape(text)))
    return Markup(safe.replace("\r", "&#13;"))  # noqa: S704


def _labelled(match: re.Match[str]) -> str:
    char = match[0]
    kept = "\ufffd" if char == "\0" or unicodedata.category(char) == "Cs" else char
    name = unicodedata.name(char, "control character")
    return f'<bdi class="unseen" data-code="{_code(char)}" title="{name}">{kept}</bdi>'


def _code(char: str) -> str:
    return f"U+{ord(char):04X}"
