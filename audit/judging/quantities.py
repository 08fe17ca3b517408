"""The quantities that a text states, in figures or in words, so that those of a translation can be held to its source's.

A quantity has every value that it may be read as: *1.234* is a thousand and more, or one and a quarter; *3 p.m.* is 3 or 15.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tomllib import loads
from typing import Any

FIGURE = r"\d{1,3}(?:[ \u00a0\u202f.,’']\d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d+)?|(?<![\w.])\.\d+"
TOKEN = re.compile(rf"(?P<figure>{FIGURE})|(?P<word>[^\W\d_]+)")
GROUPED = re.compile(r"(\d{1,3}(?:([ \u00a0\u202f.,’'])\d{3})(?:\2\d{3})*)(?:([.,])(\d+))?")
ROMAN = re.compile(r"(?=[MDCLXVI])M{0,3}(CM|CD|D?C{0,3})(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})")
DIGITS = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
SPELLING = str.maketrans("éèêëâàîïôöûùüç", "eeeeaaiioouuuc")
AFTERNOON = re.compile(
    r"(?:\s?[-–]\s?\d\d?)?\s?(?::\s?\d\d)?\s?(?:p\.?\s?m\b|at night\b|in the (?:evening|afternoon)\b)", re.IGNORECASE
)
YEARS = re.compile(r"\b(\d\d)\d\d[-–]$")  # in front of the end of a span of years: 2019-20
PERCENT = re.compile(r"\bp\.\s?$")  # *38 p. 100*
CURRENCY = re.compile(r"\s?(?:[$€£¥]|\b(?:EUR|USD|GBP|CHF|CAD|ECU)\b)\s?")
SCALE = re.compile(r"[\s-]?([^\W\d_]+)")
RANGE = re.compile(rf"\s(?:à|ou|et|to|or|and)\s(?:[$€£¥]\s?)?(?:{FIGURE})")  # 3 to 5 million
HALF = re.compile(r"[\s-](?:[^\W\d_]+\s)?(?:et demie?|and[\s-]a[\s-]half)\b")
DECADES = re.compile(r"[\s-](?:decade|décennie)s?\b")
URL = re.compile(r"\bhttps?://\S+|\bwww\.\S+")  # whose numbers nobody translates
CLOCK = re.compile(r"(\d{1,2})\.([0-5]\d)")  # 11.45, as the British write it
CODE = re.compile(r"[^\W\d_]-?$")
ORDINAL = re.compile(
    r"(?:i[eè]mes?|(?<!bo)th|first|third|premi(?:er|ère)s?)$|^[IVX]+(?:e|è|ème|er|ᵉ)s?$", re.IGNORECASE
)
NEAR = 1e-6  # relative: two readings that are the same number
JOINT = re.compile(r"[\s‑-]+(?:(et|and)[\s‑-]+)?")
# *une personne sur neuf*
OUT_OF = re.compile(r"\b(?:une?|deux|trois|quatre|cinq|six|sept|huit)(?: [^\W\d_]+)? sur $", re.IGNORECASE)
PART_OF = re.compile(r"\b(?:(half)|(quarter of))(?: an?)?[\s-]$", re.IGNORECASE)  # half a million
PLURAL = re.compile(
    r"\s(?!des\b|les\b|dans\b|mais\b|sous\b|vers\b)[^\W\d_]+[sx]\b|\spour\b|\s(?:mille|heures?|cents?)\b"
)  # behind a number, not behind “new”


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number, a month or a day of the week, and where it stands (code points). `values` are its readings.

    `kind` is `number`, `month` or `day`. `spelled` is True where words say it, which may say something else as well.
    """

    start: int
    end: int
    text: str
    values: tuple[float, ...]
    kind: str = "number"
    spelled: bool = False
    code: bool = False  # behind a letter, as in *CO2* and *SARS-CoV-2*, which words do not say

    def same(self, other: "Quantity") -> bool:
        """Whether the other may say this one: some reading of the one is a reading of the other."""
        if self.kind != other.kind or (
            self.spelled and (other.code or (other.spelled and self.ordinal != other.ordinal))
        ):
            return False
        return any(close(a, b, NEAR) for a in self.values for b in other.values)

    @property
    def ordinal(self) -> bool:
        """Whether it says a place in a row: *deuxième*."""
        return ORDINAL.search(self.text) is not None


def close(left: float, right: float, tolerance: float) -> bool:
    return abs(left - right) <= tolerance * max(abs(left), abs(right))


@cache
def table(language: str) -> Any:
    """The words of a language that are numbers, scales, months, days and units."""
    return loads(Path(__file__).with_name("quantities.toml").read_text("utf-8"))[language]


def quantities(text: str, language: str) -> list[Quantity]:
    """The quantities of a text in `fr` or `en`, in order; of those run together in words, one (*soixante et onze*)."""
    found = list(_scan(text, language))
    return [quantity for quantity in found if quantity.values]


def _scan(text: str, language: str) -> Iterator[Quantity]:
    lists, at = table(language), 0
    text = URL.sub(lambda match: " " * len(match.group()), text)
    while match := TOKEN.search(text, at):
        at = match.end()
        if match["figure"] == "100" and PERCENT.search(text[: match.start()]):
            continue
        quantity = _figure(text, match, lists) if match["figure"] else _word(text, match, lists)
        if quantity:
            yield quantity
            at = quantity.end


def _figure(text: str, match: re.Match[str], lists: Any) -> Quantity:
    values, end = list(_readings(match["figure"])), match.end()
    scale = _scale(text, end, lists, bool(CURRENCY.search(text[max(0, match.start() - 5) : match.start()])))
    factor = 1.0
    if scale:
        factor, end = scale
        values = [value * factor for value in values]
    elif (span := RANGE.match(text, end)) and (scale := _scale(text, span.end(), lists)):
        values += [value * scale[0] for value in values]
    elif AFTERNOON.match(text, end):
        values += [value + 12 for value in values if value <= 12]
    elif text[end : end + 1] in {"h", ":"} or re.match(r"\s?(?:h\b|heures?\b)", text[end : end + 8]):
        values += [value - 12 for value in values if 12 < value <= 24]
    if HALF.match(text, end):
        values += [value + factor / 2 for value in values]
    if clock := CLOCK.fullmatch(match["figure"]):
        values += map(float, clock.groups())
    if re.fullmatch(r"\d\d", match["figure"]) and (
        span := YEARS.search(text[max(0, match.start() - 6) : match.start()])
    ):
        values.append(100 * int(span[1]) + values[0])
    if re.fullmatch(r"\d\d", match["figure"]):  # a year or decade in short: l’été 98, les années 60
        before = text[max(0, match.start() - 8) : match.start()].lower()
        if before.endswith(("’", "'")) or "anné" in before or text[end : end + 1] == "s":
            values += [1900 + value for value in values[:1]] + [2000 + value for value in values[:1]]
    code = CODE.search(text[max(0, match.start() - 2) : match.start()]) is not None
    return Quantity(match.start(), end, text[match.start() : end], tuple(dict.fromkeys(values)), code=code)


def _readings(figure: str) -> Iterator[float]:
    """What a figure may mean: with its marks as thousands, and as a decimal one."""
    bare = re.sub(r"[ \u00a0\u202f’']", "", figure)
    grouped = GROUPED.fullmatch(figure)
    if grouped:
        whole, mark, _, decimals = grouped.groups()
        yield float(re.sub(r"\D", "", whole) + ("." + decimals if decimals else ""))
        if mark in ".," and figure.count(mark) == 1 and not decimals:
            yield float(bare.replace(",", "."))
    elif bare.count(".") + bare.count(",") <= 1:
        yield float(bare.replace(",", "."))


def _scale(text: str, at: int, lists: Any, money: bool = False) -> tuple[float, int] | None:
    """The factor of what stands behind a figure (*millions*, *bn*), and where it ends. One letter is one of money."""
    match = SCALE.match(text, at)
    if not match:
        return None
    word = match[1]
    factor = lists["scales"].get(word.lower()) or lists["short_scales"].get(word)
    if not factor or (len(word) == 1 and not money and not CURRENCY.match(text, match.end())):
        return None
    again = _scale(text, match.end(), lists) if factor < 1e6 else None  # mille milliards
    return (factor * again[0], again[1]) if again else (float(factor), match.end())


def _word(text: str, match: re.Match[str], lists: Any) -> Quantity | None:
    word = match["word"]
    lower = word.lower()
    for kind in ("month", "day"):
        number = lists[f"{kind}s"].get(lower)
        if number and (lists["small_months"] or word[0].isupper()):
            return Quantity(match.start(), match.end(), word, (float(number),), kind)
    if number := roman(word):
        return Quantity(match.start(), match.end(), word, (float(number),), spelled=True)
    return _spelled(text, match, lists)


def roman(word: str) -> int | None:
    """The value of a Roman number: of two letters or more, or an ordinal (*XXe*)."""
    stem = re.sub(r"(?:e|è|ème|(?<=^I)er|ᵉ)s?$", "", word)
    ordinal = stem != word and stem.isupper() and set(stem) <= set("IVX")
    if not stem or not ROMAN.fullmatch(stem) or not (ordinal or (word.isupper() and len(word) > 1)):
        return None
    if not ordinal and set(stem) & set("MDCL") and len(stem) < 5:
        return None  # CD, DC, MC, LL …
    values = [DIGITS[letter] for letter in stem]
    return sum(-v if v < after else v for v, after in zip(values, [*values[1:], 0], strict=True))


def _spelled(text: str, match: re.Match[str], lists: Any) -> Quantity | None:
    """The longest run of number words from here, as one number."""
    values: list[float] = []
    end, joint = match.start(), None
    at: re.Match[str] | None = match
    while at and at["word"] and (value := _value(at["word"], lists)) is not None:
        if values and not _joins(values[-1], value, bool(joint and joint[1])):
            break
        values.append(value)
        end = at.end()
        joint = JOINT.match(text, end)
        at = TOKEN.match(text, joint.end()) if joint else None
    first = match["word"].lower()
    nine = first == "neuf" and (PLURAL.match(text, end) or OUT_OF.search(text[: match.start()]))
    vague = first in lists["vague"] and not nine
    percent = first == "cent" and text[: match.start()].endswith("pour ")
    half = HALF.match(text, end)
    scale = _scale(text, half.end(), lists) if half else None  # three and a half billion
    if not values or (len(values) == 1 and not scale and (vague or percent)):
        return None
    whole = total(values)
    if scale:
        return Quantity(
            match.start(), scale[1], text[match.start() : scale[1]], ((whole + 0.5) * scale[0],), spelled=True
        )
    halves = [whole + (values[-1] if values[-1] >= 1e6 else 1) / 2] if half else []
    halves += [10 * whole] if DECADES.match(text, end) else []
    if part := PART_OF.search(text[: match.start()]) if whole >= 1000 or whole == 12 else None:  # half a dozen
        halves.append(whole / (2 if part[1] else 4))
    readings = [whole, *halves, *(lists["also"].get(first.translate(SPELLING), []) if len(values) == 1 else [])]
    return Quantity(match.start(), end, text[match.start() : end], tuple(map(float, readings)), spelled=True)


def _joins(last: float, value: float, linked: bool) -> bool:
    """Whether a number word goes on with the number that the one before it ends: *soixante et onze*, *four hundred*."""
    if linked:
        return (20 <= last <= 90 and value in {1, 11}) or (last >= 100 and value < 100)
    if value >= 1000:
        return last < value
    if (value == 100 and last < 20) or (value == 12 and 2 <= last < 20):  # two dozen
        return True
    if value >= 20:
        return last >= 100 or (value == 20 and last == 4)
    if last == 10:
        return 7 <= value <= 9  # dix-sept
    return last >= 100 or (last >= 20 and (value < 10 or last in {20, 60}))


def _value(word: str, lists: Any) -> float | None:
    lower = word.lower().translate(SPELLING)
    for kind in ("cardinals", "ordinals", "scales"):
        if lower in lists[kind]:
            return float(lists[kind][lower])
    return None


def total(values: list[float]) -> float:
    """The number that number words make: quatre-vingt-dix-sept, two hundred and three thousand."""
    whole = part = 0.0
    for value in values:
        if whole and value > whole:  # mille milliards
            whole, part = (whole + part) * value, 0.0
        elif value >= 1000:
            whole, part = whole + max(part, 1) * value, 0.0
        elif value == 100 or (value == 12 and 2 <= part < 20):
            part = max(part, 1) * value
        elif value == 20 and part % 100 == 4:  # quatre-vingts
            part += 76
        else:
            part += value
    return whole + part
