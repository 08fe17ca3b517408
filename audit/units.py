"""The units of a bilingual file: audited sentence by sentence, and reported whole, as a translator knows them."""

from collections.abc import Iterator
from typing import Any

from audit.comparison import compare, corpus, word_diff
from audit.document import Document, Role, Unit
from audit.reconstruction import Translated
from audit.result import SegmentResult


def results(document: Document) -> Iterator[SegmentResult]:
    """What a result says of each unit, or of each sentence where there are none, before it is scored and translated."""
    for segment in () if document.units else document.segments:
        yield SegmentResult(
            id=segment.id,
            start=segment.start,
            end=segment.end,
            role=segment.role,
            text=segment.text,
            source=segment.source,
            source_confidence=segment.confidence,
        )
    for unit in document.units:
        yield SegmentResult(
            id=unit.id,
            start=unit.start,
            end=unit.end,
            role=Role.BODY,
            text=document.text[unit.start : unit.end],
            source=unit.source,
            reference=unit.reference,
            line=unit.line,
            fields=dict(unit.fields),
        )


def by_unit(document: Document, translated: Translated) -> Translated:
    """The translations of sentences, put together by unit; as they are where no unit has several."""
    if len(document.units) == len(document.segments) or not (document.units and translated.segments):
        return translated
    fields = {unit.id: _together(document, unit, translated) for unit in document.units}
    pairs = [(f["back_translation"], f["reconstruction"]) for f in fields.values() if f.get("diff")]
    return Translated(fields, translated.explained, corpus(pairs), translated.failure)


def _together(document: Document, unit: Unit, translated: Translated) -> dict[str, Any]:
    parts = [translated.of(segment.id) for segment in document.inside(unit)]
    if len(parts) == 1:
        return parts[0]
    back, rebuilt = (_joined(parts, name) for name in ("back_translation", "reconstruction"))
    fields: dict[str, Any] = {"back_translation": back, "reconstruction": unit.source or rebuilt}
    unreliable = next((part["unreliable"] for part in parts if part.get("unreliable")), None)
    if unreliable or not back or not fields["reconstruction"]:
        return {**fields, "unreliable": unreliable}
    scores = compare(back, fields["reconstruction"])
    diff = word_diff(back, fields["reconstruction"])
    return {**fields, "diff": diff, "chrf": scores.chrf, "bleu": scores.bleu, "ter": scores.ter}


def _joined(parts: list[dict[str, Any]], name: str) -> str | None:
    """The English of a unit, None where that of a sentence is missing."""
    texts = [part.get(name) for part in parts]
    return " ".join(map(str, texts)) if all(texts) else None
