"""What the formats for other programs share: whose findings come first, what is said of each, what was not checked."""

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

from audit.finding import Finding
from audit.reporters.levels import ERROR, NOTE, Terms
from audit.reporters.messages import Messages
from audit.reporters.places import LONE, Located, locate
from audit.reporters.visible import plain
from audit.result import DocumentResult, Result

TOOL = "translation-audit"
# Code points of each part of a message: a person reads it in a column beside the text.
MOST_QUOTED = 300
MOST_EXPLAINED = 1000


class Unchecked(NamedTuple):
    """A check that did not run (`skipped`) or broke (`failed`), an input that was not audited (`rejected`), or a `remark`."""

    path: str
    kind: str
    check: str
    reason: str

    @property
    def terms(self) -> Terms:
        return NOTE if self.kind in {"skipped", "remark"} else ERROR

    def message(self, say: Messages) -> str:
        reason = plain(shortened(self.reason, MOST_EXPLAINED))
        return f"{self.title(say)}{say('colon')} {reason}"

    def title(self, say: Messages) -> str:
        return f"{say(self.kind)} {self.check}".strip()


def unchecked(result: Result) -> Iterator[Unchecked]:
    """All that was not checked, inputs that could not be audited at the end."""
    for document in result.documents:
        yield from unchecked_in(document)
    for rejected in result.rejected:
        yield Unchecked(rejected.path, "rejected", "", rejected.reason)


def unchecked_in(document: DocumentResult) -> Iterator[Unchecked]:
    for failure in document.failures:
        yield Unchecked(document.path, "failed", failure.detector, failure.error)
    for skipped in document.skipped:
        yield Unchecked(document.path, "skipped", skipped.detector, skipped.reason)
    for warning in document.warnings:
        yield Unchecked(document.path, "remark", "", warning)


def ranked(result: Result) -> list[Located]:
    """Every finding, gravest first over all documents, then as they stand; those that were accepted come last."""
    found = [located for document in result.documents for located in locate(document)]
    return sorted(found, key=lambda located: (located.finding.suppressed is not None, -located.finding.severity.rank))


def split_accepted(found: list[Located]) -> tuple[list[Located], list[Located]]:
    """Those that count, and those that were accepted: for formats that cannot show these as such."""
    counted = [located for located in found if located.finding.suppressed is None]
    return counted, [located for located in found if located.finding.suppressed is not None]


def message(finding: Finding, say: Messages) -> str:
    """One line: the text that is flagged, unless the reason quotes it; the reason; what it should read."""
    text, why = plain(shortened(finding.text, MOST_QUOTED)), plain(shortened(finding.why, MOST_EXPLAINED))
    said = why if text in why else f"{say('quoted', text=text)}{say('colon')} {why}"
    if finding.repair is None:
        return said
    stop = "" if said.endswith((".", "!", "?", "…")) else "."
    repair = plain(shortened(finding.repair, MOST_QUOTED)) or say("remove")
    return f"{said}{stop} {say('instead')}{say('colon')} {repair}"


def placed(located: Located, say: Messages) -> str:
    """The message, with the place in words where the file does not have it."""
    said = message(located.finding, say)
    return f"{said} ({located.in_words(say)})" if located.is_apart else said


def shortened(text: str, most: int) -> str:
    """`text` in at most `most` code points, with … where it was cut."""
    return text if len(text) <= most else f"{text[: most - 1]}…"


def to_json(data: object, indent: int | None = None) -> str:
    """JSON that every parser takes, same bytes for the same data. A lone surrogate is no text and becomes U+FFFD."""
    options: dict[str, Any] = {"indent": indent} if indent else {"separators": (",", ":")}
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, allow_nan=False, **options)
    return LONE.sub("\ufffd", text) + "\n"
