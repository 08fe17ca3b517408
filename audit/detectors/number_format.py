"""A figure written as English writes it (*1,250* for 1 250, *3.5 %* for 3,5 %).

Runs where the source is at hand, and has the very figure. Silent about versions, chapters, addresses and times, and about
decimals without a unit, a sign of comparison or money beside them or another of their range. For what the French alone
gives away see english-format.
"""

import re
from collections.abc import Iterable, Iterator

from audit.detectors.registry import detector
from audit.finding import Category, Hit, Severity
from audit.judging.figures import in_french
from audit.judging.passages import Passage
from audit.reason import Reason

GROUPED = re.compile(r"(?<![\w.,:/-])\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\w:/-]|[.,]\d)")
DECIMAL = re.compile(r"\d+\.\d+")
# Decimals of one measure or list; what stands beside one is beside all (*1.21-1.73*, *de 3.5 à 4.2 %*).
ROW = re.compile(
    r"(?<![\w.,:/-])\d+\.\d+(?:[\s\u00a0\u202f]?(?:[-–±,;]|à|et|ou)[\s\u00a0\u202f]?\d+\.\d+)*(?![\w:/-]|[.,]\d)"
)
UNIT = re.compile(
    r"[\s\u00a0\u202f-]?(?:%|‰|€|\$|£|°|µ|[kmcnd]?[glm]\b|mm|km|cm|ml|kg|mg|ans?\b|mois\b|heures?\b|jours?\b|fois\b|points?\b"
    r"|millions?\b|milliards?\b|mille\b|euros?\b|dollars?\b|livres?\b|mètres?\b|kilomètres?\b|degrés?\b|pour cent\b)"
)
LIKELY = re.compile(r"(?<![\d.])0\.|±|(?<!\d)\d{1,3}\.\d+[-–]\d")
VERSION = re.compile(r"(?:\bversions?\s?:?|\bantérieures? à|\b[A-Z]\w*)[\s\u00a0]$")
BEFORE = re.compile(r"(?:[=<>≤≥±~≈$€£][\s\u00a0\u202f]?|\b(?:IC|OR|RR|HR|p)\s?[:=]?\s|\bIC à 95\s?%[\s,:]{1,3})$")


@detector(category=Category.NUMBER_FORMAT, severity=Severity.MINOR)
def number_format(passage: Passage) -> Iterator[Hit]:
    theirs = {match[0] for match in (*GROUPED.finditer(passage.source), *_decimals(ROW.finditer(passage.source)))}
    measures = _decimals(row for row in ROW.finditer(passage.text) if _measure(row))
    for match in (*GROUPED.finditer(passage.text), *measures):
        if match[0] in theirs:
            repair = in_french(match[0]) or match[0].replace(".", ",")
            why = Reason("“{word}” is written as English does", word=match[0])
            yield Hit(match.start(), match.end(), why, repair)


def _decimals(rows: Iterable[re.Match[str]]) -> Iterator[re.Match[str]]:
    for row in rows:
        yield from DECIMAL.finditer(row.string, row.start(), row.end())


def _measure(row: re.Match[str]) -> bool:
    """Whether what stands in and beside some decimals makes them a measure."""
    before = row.string[: row.start()]
    return bool(
        UNIT.match(row.string, row.end())
        or BEFORE.search(before)
        or (LIKELY.search(row[0]) and not VERSION.search(before))
    )
