"""English words spelt like another and rendered as that other: May (*le 12 Peut 2020*), US (*NOUS Président*), who (*OMS*)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

RENDERED = re.compile(
    r"""
    (?:\b\d{1,2}|\b1er|\b[Ee]n|\b[Dd]ébut|\b[Ff]in|\b[Dd]epuis)[ ](?P<month>[Pp]eut|[Mm]arche)(?=[ ](?:19|20)\d\d\b)
    | \b\d{1,2}[ ](?P<day>Peut|Marche)\b
    | (?<![A-ZÀ-Ý][ ])\b(?P<country>NOUS)(?=[ ][A-ZÀ-Ý][a-zà-ÿ])
    | \b(?:aux|les|des)[ ](?P<states>NOUS)\b
    | (?<=[a-zà-ÿ],[ ])(?P<relative>OMS)(?=[ ](?:a|ont|est|sont|était|étaient|avait|avaient|\w+é[ ](?:la|le|les|un|une|des))[ ])
    | \b(?P<year>[Dd]ans|[Pp]endant)(?=[ ](?:19|20)\d\d(?:[.,;»”]|[ ](?:et|où|que|avec|par|pour|à)\b))
    """,
    re.VERBOSE,
)
ENGLISH = {
    "peut": ("May", "mai"),
    "marche": ("March", "mars"),
    "NOUS": ("US", "États-Unis"),
    "OMS": ("who", "qui"),
    "dans": ("in", "en"),
    "pendant": ("during", "en"),
}


@dataclass(frozen=True, slots=True)
class Homograph:
    """Where one stands (code points), the English word, and the French for what is meant."""

    start: int
    end: int
    english: str
    right: str


def homographs(text: str) -> Iterator[Homograph]:
    """The homographs of a sentence, in reading order."""
    for match in RENDERED.finditer(text):
        group = match.lastgroup or ""
        word = match[group] if match[group].isupper() else match[group].lower()
        yield Homograph(*match.span(group), *ENGLISH[word])
