"""Hold the quantities of a translation against those of its source: what has no counterpart on either side."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from audit.judging.quantities import NEAR, Quantity, close, quantities, table

WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
DATE = re.compile(r"\b\d{1,2}([/.-])\d{1,2}\1\d{2,4}\b|\b\d{4}-\d\d-\d\d\b|\b\d{1,2}/\d{1,2}\b")
# A conversion is rounded: *six feet* is 1,8 or 2 mètres.
CONVERTED = 0.13
SMALL = 12  # to which a number may be said in other ways (*a couple*, *both*), however it is written
# Numbers in words that translations put in where the source has none: *les deux*, *dix ans*, *une douzaine*.
PUT_IN = frozenset({0, 1, 2, 3, 4, 10, 12, 15, 20, 24, 100, 1000, 1e6, 1e9})
RELATIVE = re.compile(r"\b(?:derni[eè]re?s?|passée?|prochaine?|suivante?|écoulée?|cette année)\b", re.IGNORECASE)
THIS_YEAR = re.compile(r"\b(?:this|last|next|that|same)(?: \w+)? year|year['’]s\b", re.IGNORECASE)


class Difference(NamedTuple):
    """A quantity of the French without its like in the English, and the one that stands there; or one that is gone."""

    french: Quantity | None
    english: Quantity | None


def differences(french: str, english: str) -> Iterator[Difference]:
    """Pair what each side has and the other has not, by kind and in order."""
    ours, theirs = quantities(french, "fr"), quantities(english, "en")
    dated = bool(DATE.search(french) or DATE.search(english))
    odd = [q for q in ours if not _matched(q, theirs, dated) and not _said(q, french, english, "en")]
    gone = [q for q in theirs if not _matched(q, ours, dated) and not _said(q, english, french, "fr")]
    left = [q for q in odd if not any(_is_conversion(q, other, english) for other in theirs)]
    right = [q for q in gone if not any(_is_conversion(other, q, english) for other in odd)]
    # What one side says again, and the other but once.
    again = [q for q in _unused(theirs, ours) if q not in odd and not _said(q, french, english, "en")]
    twice = [q for q in _unused(ours, theirs) if q not in gone]
    for kind in ("number", "month", "day"):
        sides = ([q for q in side if q.kind == kind] for side in (left, right, again, twice))
        yield from _paired(french, english, *sides)


def _unused(others: Iterable[Quantity], own: Iterable[Quantity]) -> list[Quantity]:
    """The own quantities that none of the others is left for, when each renders one."""
    free, unused = list(others), list(own)
    for alike in (True, False):  # those in words with those in words first
        for quantity in list(unused):
            match = next((o for o in free if quantity.same(o) and (not alike or quantity.spelled == o.spelled)), None)
            if match:
                free.remove(match)
                unused.remove(quantity)
    return unused


def _paired(
    french: str, english: str, odd: list[Quantity], gone: list[Quantity], again: list[Quantity], twice: list[Quantity]
) -> Iterator[Difference]:
    """Each odd one of the French with the English one nearest to its place in the sentence of those that are gone, else
    that it says more often; then in the same way those that the French says again."""

    def nearest(ours: Quantity, options: Iterable[Quantity]) -> Quantity | None:
        at = ours.start / len(french)
        found = min(options, key=lambda q: (q.spelled != ours.spelled, abs(q.start / len(english) - at)), default=None)
        if found:
            (gone if found in gone else twice).remove(found)
        return found

    for ours in odd:
        theirs = nearest(ours, gone or [other for other in twice if other.spelled == ours.spelled])
        if theirs or (_certain(ours) and not (_year(ours) and THIS_YEAR.search(english))):
            yield Difference(ours, theirs)
    for ours in again:
        alike = [other for other in gone + twice if other.spelled == ours.spelled and not ours.same(other)]
        if theirs := nearest(ours, alike):
            yield Difference(ours, theirs)
    for theirs in gone:
        if _certain(theirs) and not (theirs.spelled or (_year(theirs) and RELATIVE.search(french))):
            yield Difference(None, theirs)


def _certain(quantity: Quantity) -> bool:
    """Whether it says by itself that a number is wrong: a figure, and no small one that words may say as well; in words,
    one that nobody puts in."""
    if quantity.kind != "number":
        return False
    return PUT_IN.isdisjoint(quantity.values) if quantity.spelled else min(quantity.values) > SMALL


def _year(quantity: Quantity) -> bool:
    return re.fullmatch(r"(?:19|20)\d\d", quantity.text) is not None


def _matched(quantity: Quantity, others: Iterable[Quantity], dated: bool) -> bool:
    return any(quantity.same(other) or (dated and _month(quantity, other)) for other in others)


def _month(quantity: Quantity, other: Quantity) -> bool:
    """Whether a figure says the month: 11/09."""
    return {quantity.kind, other.kind} == {"number", "month"} and bool(set(quantity.values) & set(other.values))


def _said(quantity: Quantity, own: str, text: str, language: str) -> bool:
    """Whether a word of the other side may say it: *half* is 50 %, *both* two, *a week* eight days."""
    if quantity.kind != "number":
        return False
    tables = [table("loose")[language]]
    tables += [group[language] for group in table("counted") if language in group and _of(group, quantity, own)]
    words = {part for match in WORD.finditer(text.lower()) for part in (match.group(), *match.group().split("-"))}
    said = (value for words_of in tables for word in words & words_of.keys() for value in words_of[word])
    return any(close(value, ours, NEAR) for value in said for ours in quantity.values)


def _of(group: Mapping[str, Any], quantity: Quantity, text: str) -> bool:
    """Whether what is counted behind the number is of a group."""
    return re.match(rf"\s?(?:[^\W\d_]+\s)?(?:{group['of']})(?!\w)", text[quantity.end :], re.IGNORECASE) is not None


def _is_conversion(ours: Quantity, theirs: Quantity, english: str) -> bool:
    """Whether the French measures in metres what the English measures in feet."""
    unit = re.match(r"[\s-]*°?([^\W\d_]+)", english[theirs.end :])
    factors = table("units").get(unit[1].lower(), []) if unit else []
    degrees = unit and unit[1].lower() in {"f", "fahrenheit", "degrees"}
    return any(
        any(close(a, b * factor, CONVERTED) for factor in factors) or (degrees and abs((b - 32) / 1.8 - a) <= 1)
        for a in ours.values
        for b in theirs.values
    )


def in_french(figure: str) -> str | None:
    """An English figure as French writes it, None for what is not plain digits."""
    if re.fullmatch(r"\d+", figure):
        return figure
    if re.fullmatch(r"\d{1,3}(,\d{3})*(\.\d+)?", figure):
        return figure.replace(",", "\u202f").replace(".", ",")
    return None
