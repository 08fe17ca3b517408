"""What a detector says, and what becomes of it."""

import hashlib
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, TypeVar

from audit.reason import Reason

Told = TypeVar("Told")


class Severity(StrEnum):
    """MQM's severities, mildest first. `info` carries no penalty."""

    INFO = "info"
    MINOR = "minor"
    MAJOR = "major"
    CRITICAL = "critical"

    @property
    def rank(self) -> int:
        return list(Severity).index(self)


class Level(StrEnum):
    """What a gate makes of a detector: nothing, as it does not run; shown, but it never fails; may fail."""

    OFF = "off"
    WARN = "warn"
    ERROR = "error"


class Category(StrEnum):
    """The MQM categories in use (themqm.org, "The MQM typology"), as dimension/type."""

    MISTRANSLATION = "accuracy/mistranslation"
    OMISSION = "accuracy/omission"
    ADDITION = "accuracy/addition"
    UNTRANSLATED = "accuracy/untranslated"
    WRONG_TERM = "terminology/wrong-term"
    INCONSISTENT = "terminology/inconsistent-use"
    GRAMMAR = "linguistic-conventions/grammar"
    PUNCTUATION = "linguistic-conventions/punctuation"
    SPELLING = "linguistic-conventions/spelling"
    UNINTELLIGIBLE = "linguistic-conventions/unintelligible"
    ENCODING = "linguistic-conventions/character-encoding"
    NUMBER_FORMAT = "locale-conventions/number-format"
    CURRENCY_FORMAT = "locale-conventions/currency-format"
    DATE_FORMAT = "locale-conventions/date-format"
    TIME_FORMAT = "locale-conventions/time-format"
    MARKUP = "design-and-markup/markup"


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing a detector saw: where and why, never who.

    `start` and `end` index the text of the segment for a detector that asks for `segment`, else the text of the document.
    `repair` is what should stand in place of the span, None when that is not plain. `severity` and
    `category` override the detector's. `confidence` is the probability that it is right, 1 where that is not reckoned.
    """

    start: int
    end: int
    why: Reason
    repair: str | None = None
    severity: Severity | None = None
    category: Category | None = None
    confidence: float = 1.0


def first_of(rules: Iterable[Callable[..., Told | None]], *given: Any) -> Told | None:
    """What the first of some rules says that has anything to say."""
    for rule in rules:  # it runs for each word: a loop is faster than a generator
        if told := rule(*given):
            return told
    return None


@dataclass(frozen=True, slots=True)
class Suppression:
    """Why a finding is reported but does not count: `kind` is `baseline` or `inline`, `reason` what somebody wrote."""

    kind: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One flagged span of a document, with the identity of its detector stamped on it by the host.

    `evidence` holds what else speaks for it: other detectors that saw the same place, words of the back-translation.
    """

    detector: str
    category: Category
    severity: Severity
    start: int
    end: int
    text: str
    why: str
    repair: str | None = None
    evidence: tuple[str, ...] = ()
    back_translation: tuple[str, ...] = field(default=())  # words of the back-translation that this finding explains
    fingerprint: str = ""
    level: Level = Level.ERROR
    suppressed: Suppression | None = None
    confidence: float = 1.0


def fingerprint(detector: str, text: str, context: str, occurrence: int) -> str:
    """Identify a finding by content, so that it survives edits elsewhere: detector, text, the words around it, and which
    of several equal ones it is. 16 hexadecimal digits."""
    parts = (detector, text, context, str(occurrence))
    normal = "\x1f".join(" ".join(unicodedata.normalize("NFC", part).casefold().split()) for part in parts)
    return hashlib.sha256(normal.encode("utf-8", "surrogatepass")).hexdigest()[:16]
