"""Dates and times as English writes them (*3 p.m.*, *le 5 octobre, 2024*, *lundi, 5 mars*, *les 1990s*, *12/25/2023*)."""

import re
from collections.abc import Iterator

from audit.finding import Category, Hit
from audit.french.lexicon import Lexicon
from audit.french.spaces import BLANK
from audit.french.tenses import MONTHS
from audit.reason import Reason

MONTH = "|".join(sorted(MONTHS))
DAY = "lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
NUMBER = r"(?:1er|[12]\d|3[01]|0?[1-9])"
YEAR = r"(?:1[5-9]\d\d|20\d\d)"
TIME = re.compile(
    rf"""(?<![\w.,:/])(?<!\d-)(?P<hour>\d{{1,2}})(?:(?:[:.]|{BLANK}?h{BLANK}?)(?P<minutes>[0-5]\d))?(?:{BLANK}?(?:heures?|h))?
    {BLANK}?(?P<half>[ap]\.{BLANK}?m\.?|[AP]\.{BLANK}?M\.?|AM|PM|am|pm)(?!\w|-[^\W\d]|{BLANK}?[\d,.]\d)""",
    re.VERBOSE,
)
CLOSED = re.compile(r"[»”\")\s]*$|\s+[«“]?\s?[A-ZÀ-Þ]")  # a stop before this ends the sentence too
COMMA_BEFORE_YEAR = re.compile(
    rf"(?P<day>(?<!\w){NUMBER}{BLANK})?(?<!\w)(?P<month>{MONTH}){BLANK}?,{BLANK}?(?P<year>{YEAR})(?![\w-]|[.,]\d)",
    re.IGNORECASE,
)
COMMA_BEHIND_DAY = re.compile(
    rf"(?<![\w-])(?<!\bce{BLANK})(?:{DAY}),{BLANK}(?:{NUMBER}{BLANK}(?:{MONTH})(?:,?{BLANK}{YEAR})?)(?!\w)",
    re.IGNORECASE,
)
DECADE = re.compile(
    rf"(?<!\w)(?P<led>les|des|aux|ces|années){BLANK}(?P<year>(?:1[5-9]|20)\d0|(?<=années.)[2-9]0)[’']?s(?!\w)",
    re.IGNORECASE,
)
MONTH_FIRST = re.compile(r"(?<![\w/.-])(0?[1-9]|1[0-2])/(1[3-9]|2\d|3[01])/((?:19|20)\d\d)(?![\w/-])")
BEHIND = re.compile(rf"{BLANK}([^\W\d_]+)")


def times(text: str) -> Iterator[Hit]:
    """*3 p.m.*, *7:30 PM*, *15:00 PM*."""
    for match in TIME.finditer(text):
        hour, end = int(match["hour"]), match.end()
        if hour > (23 if match["minutes"] else 12):
            continue
        if match[0].endswith(".") and CLOSED.match(text, end):
            end -= 1
        why = Reason("“{word}” tells the time as English does", word=match[0])
        yield Hit(match.start(), end, why, _time(hour, match["minutes"], match["half"]), category=Category.TIME_FORMAT)


def _time(hour: int, minutes: str | None, half: str) -> str:
    afternoon = half[0] in "pP"
    if afternoon and hour < 12:
        hour += 12
    elif not afternoon and hour == 12:
        hour = 0
    return f"{hour}\u00a0h" + (f"\u00a0{minutes}" if minutes and minutes != "00" else "")


def dates(text: str, lexicon: Lexicon) -> Iterator[Hit]:
    """*5 octobre, 2024*, *lundi, 5 mars*, *les 1990s*."""
    for match in COMMA_BEHIND_DAY.finditer(text):
        why = Reason("“{word}” has a comma behind the day of the week, as in English", word=match[0])
        repair = match[0][0] + match[0][1:].lower().replace(",", "")
        yield Hit(*match.span(), why, repair, category=Category.DATE_FORMAT)
    for match in COMMA_BEFORE_YEAR.finditer(text):
        if _counts(text, match, lexicon):
            continue
        why = Reason("“{word}” has a comma before the year, as in English", word=match[0])
        repair = f"{match['day'] or ''}{match['month'].lower()} {match['year']}"
        yield Hit(*match.span(), why, repair, category=Category.DATE_FORMAT)
    for match in MONTH_FIRST.finditer(text):
        why = Reason("“{word}” has the month before the day, as in English", word=match[0])
        repair = f"{match[2]}/{match[1]:0>2}/{match[3]}"
        yield Hit(*match.span(), why, repair, category=Category.DATE_FORMAT)
    for match in DECADE.finditer(text):
        start = match.start("year")
        why = Reason("“{word}” is a decade as English writes it", word=text[start : match.end()])
        repair = match["year"] if match["led"].lower() == "années" else f"années {match['year']}"
        yield Hit(start, match.end(), why, repair, category=Category.DATE_FORMAT)


def _counts(text: str, match: re.Match[str], lexicon: Lexicon) -> bool:
    """Whether the figure may count something instead (*le 5 octobre, 2024 personnes*), or without a day begin a clause."""
    word = BEHIND.match(text, match.end())
    return word is not None and (not match["day"] or lexicon.numbers(word[1]) == {"p"})
