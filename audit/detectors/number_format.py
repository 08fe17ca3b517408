"""A figure written as English writes it (*1,250* for 1 250, *3.5 %* for 3,5 %).

Runs where the source is at hand, and has the very figure. Silent about versions, chapters, addresses and times, and about
decimals without a unit, a sign of comparison or money beside them. For what the French alone gives away see english-format.
"""

import re
from collections.abc import Iterator

from audit.detectors.registry import detector
from audit.finding import Category, Hit, Severity
from audit.judging.figures import in_french
from audit.judging.passages import Passage
from audit.reason import Reason

GROUPED = re.compile(r"(?<![\w.,:/-])\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\w:/-]|[.,]\d)")
DECIMAL = re.compile(r"(?<![\w.,:/-])\d+\.\d+(?![\w:/-]|[.,]\d)")
UNIT = re.compile(
    r"[\s\u00a0\u202f-]?(?:%|‰|€|\$|£|°|µ|[kmcnd]?[glm]\b|mm|km|cm|ml|kg|mg|ans?\b|mois\b|heures?\b|jours?\b|fois\b|points?\b"
    r"|millions?\b|milliards?\b|mille\b|euros?\b|dollars?\b|livres?\b|mètres?\b|kilomètres?\b|degrés?\b|pour cent\b)"
)
BEFORE = re.compile(r"(?:[=<>≤≥±~≈$€£][\s\u00a0\u202f]?|\b(?:IC|OR|RR|HR|p)\s?[:=]?\s)$")


@detector(category=Category.NUMBER_FORMAT, severity=Severity.MINOR)
def number_format(passage: Passage) -> Iterator[Hit]:
    for pattern in (GROUPED, DECIMAL):
        theirs = {match[0] for match in pattern.finditer(passage.source)}
        for match in pattern.finditer(passage.text):
            measured = UNIT.match(passage.text, match.end()) or BEFORE.search(passage.text[: match.start()])
            if match[0] in theirs and (pattern is GROUPED or measured or match[0].startswith("0.")):
                repair = in_french(match[0]) or match[0].replace(".", ",")
                why = Reason("“{word}” is written as English does", word=match[0])
                yield Hit(match.start(), match.end(), why, repair)
