"""Sums of money as English writes them, the sign first (*$999*, *£20*, *$2.7B*)."""

import re
from collections.abc import Iterator

from audit.finding import Category, Hit
from audit.french.english_figures import WORD, word_before
from audit.french.lexicon import Lexicon
from audit.french.spaces import BLANK
from audit.judging.figures import in_french
from audit.reason import Reason

SUM = re.compile(
    rf"""(?<![\w$€£¥.,={{`\\])(?<!\d{BLANK})(?<!\ben{BLANK})
    (?:(?P<of>US|U\.S\.|CAN?|C|AU|A|NZ|HK){BLANK}?)?(?P<sign>[$€£¥]){BLANK}?
    (?P<figure>\d{{1,3}}(?:(?:,\d{{3}})+(?:\.\d\d?)?|(?:{BLANK}\d{{3}})+(?:[.,]\d\d?)?)(?![\d.,]*\d)|\d+(?:[.,]\d+)?)
    (?:{BLANK}?(?P<short>bn|[KkMmBT]|Mds?)(?!\w)
    |[ \u00a0\u202f-](?P<scale>(?:m|b|tr)illi(?:on|ard)s?|mille)(?!\w))?(?![\w]|[.,]\d)""",
    re.VERBOSE,
)
RANGE = re.compile(rf"[-–]\d|{BLANK}(?:à|et|ou){BLANK}\d")  # *$5 à 10 millions*
NAMED = re.compile(rf"{BLANK}(?:d[e’']{BLANK}?)?(?:dollars?|euros?|livres?|yens?)\b")  # *$5 millions de dollars*
MONEY = {"$": "de dollars", "£": "de livres sterling", "€": "d’euros"}
OF = {"": "", "US": " américains", "U.S.": " américains", "CA": " canadiens", "CAN": " canadiens", "C": " canadiens"}
SIGN = {"": "", "US": "\u00a0US", "U.S.": "\u00a0US", "CA": "\u00a0CA", "CAN": "\u00a0CA", "C": "\u00a0CA"}
SCALES = {"M": "million", "m": "million", "B": "milliard", "bn": "milliard", "Md": "milliard", "Mds": "milliard"}
SCALES |= {"million": "million", "millions": "million", "milliard": "milliard", "milliards": "milliard"}


def sums(text: str, lexicon: Lexicon) -> Iterator[Hit]:
    """*$999*, *$3.2 milliards* (but *it costs $999 and*)."""
    for match in SUM.finditer(text):
        behind = WORD.match(text, match.end())
        if behind and lexicon.english_only(behind[1]) and lexicon.english_only(word_before(text, match.start())):
            continue
        if match["sign"] == "£" and not (match["short"] or match["scale"] or "," in match["figure"]):
            continue  # *£360*, as many write of Britain
        why = Reason("“{word}” has the sign of the money first, as in English", word=match[0])
        repair = None if RANGE.match(text, match.end()) else _repair(match, NAMED.match(text, match.end()) is not None)
        yield Hit(*match.span(), why, repair, category=Category.CURRENCY_FORMAT)


def _repair(match: re.Match[str], named: bool) -> str | None:
    """The sum as French writes it; without its sign where the money is `named` behind it. None where it is not plain."""
    figure, of, scaled = _figure(match["figure"]), match["of"] or "", match["short"] or match["scale"]
    if figure is None or of not in OF:
        return None
    if match["short"] in {"K", "k"}:
        figure, scaled = (in_french(f"{int(figure)},000") if figure.isdigit() and len(figure) < 4 else None), None
        if figure is None:
            return None
    if scaled and scaled not in SCALES:
        return None
    plural = "s" if scaled and not re.match(r"[01](?:,|$)", figure) else ""
    told = f"{figure}\u00a0{SCALES[scaled]}{plural}" if scaled else figure
    if named:
        return told
    if scaled:
        return f"{told} {MONEY[match['sign']]}{OF[of]}" if match["sign"] in MONEY else None
    return f"{told}\u00a0{match['sign']}{SIGN[of]}"


def _figure(figure: str) -> str | None:
    """A figure as French writes it; None for one that may be thousands or have three decimals (*$1.200*)."""
    if re.fullmatch(r"\d+,\d\d?", figure):
        return figure
    if re.search(BLANK, figure):
        return re.sub(BLANK, "\u202f", figure).replace(".", ",")
    return None if re.fullmatch(r"\d{1,3}\.\d{3}", figure) else _grouped(figure)


def _grouped(figure: str) -> str | None:
    """In French, and the thousands of a long figure parted."""
    whole, mark, rest = figure.partition(".")
    return in_french(f"{int(whole):,}{mark}{rest}" if whole.isdigit() and len(whole) > 4 else figure)
