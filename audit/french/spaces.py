"""Spaces before commas and full stops, which French does not set, and whether a whole text is written so."""

import re
from functools import lru_cache

BLANK = "[ \u00a0\u202f]"
BLANKS = f"{BLANK}{{1,3}}"
# Not the dots of a form to fill in (*le . . . . .*).
SET_OFF = re.compile(
    rf"(?P<word>(?<!\w)[^\W_](?:[\w’'-]*\w)?|[%€$»”\")\]])(?P<gap>{BLANKS})(?P<mark>[.,])(?=[\s»”\")]|$)(?!\s*[._])"
)
MARK = re.compile(r"[\w%€$»”\")\]][.,](?=\s|$)")
HABIT, MOST = 3, 4  # places from which a text is written so, and how many there are for each that is as French has it


@lru_cache(1)
def set_off(text: str) -> bool:
    """True where a text has a space before all but few of its commas and full stops: what took it apart into words and marks did
    not put it together again."""
    spaced = sum(1 for _ in SET_OFF.finditer(text))
    return spaced >= HABIT and spaced >= MOST * len(MARK.findall(text))
