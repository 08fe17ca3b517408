"""Back-translation, and what the source must have said: the repaired French translated, its names restored."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from audit.comparison import changed_words, compare, corpus, word_diff
from audit.document import Segment
from audit.engines.base import Translation, Translator
from audit.errors import EngineError
from audit.finding import Finding
from audit.result import Metrics

NAME = re.compile(r"[^\W_]+(?:[.\-][^\W_]+)*")
# Similarity: one letter wrong in four leaves 0.75; *Texas* is not *Tesla* at 0.6; three letters differ in case alone.
SAME_NAME = 0.75


@dataclass(frozen=True, slots=True)
class Translated:
    """What the engine said about a document.

    `segments` holds the fields of `SegmentResult` that come from translation, by segment id. `explained` holds the
    words of the back-translation that a finding's repair changes, by its fingerprint. `failure` says why all is empty.
    """

    segments: dict[str, dict[str, Any]] = field(default_factory=dict)
    explained: dict[str, tuple[str, ...]] = field(default_factory=dict)
    metrics: Metrics = field(default_factory=Metrics)
    failure: str | None = None

    def of(self, segment_id: str) -> dict[str, Any]:
        return self.segments.get(segment_id, {})


def translate(
    segments: Sequence[Segment],
    findings: Sequence[Finding],
    translator: Translator | None,
    names: Iterable[str] = (),
) -> Translated:
    """Translate, reconstruct and compare the audited segments of a document, given in reading order.

    The engine is asked twice: for every segment as it stands; then for every segment repaired, and repaired in one
    finding alone, which shows the words that this finding explains. `names` are to stay as they are, besides those
    that the engine leaves as they are elsewhere. Without an engine, only the sources that are at hand are returned.
    """
    if translator is None:
        return Translated({segment.id: {"reconstruction": segment.source} for segment in segments if segment.source})
    repaired = {segment.id: repair(segment, inside) for segment, inside in _by_segment(segments, compatible(findings))}
    alone = [(segment, finding, repair(segment, [finding])) for segment, finding in _places(segments, findings)]
    try:
        said = _ask(translator, [segment.text for segment in segments])
        said |= _ask(translator, {*repaired.values(), *(text for *_, text in alone)} - said.keys())
    except EngineError as error:
        return Translated(failure=error.reason)
    vouched = _unchanged_names(said).union(*map(NAME.findall, names))
    fields = {s.id: _fields(s, repaired.get(s.id, s.text), said, vouched) for s in segments}
    pairs = [(f["back_translation"], f["reconstruction"]) for f in fields.values() if f["diff"]]
    return Translated(fields, _explained(alone, said), corpus(pairs))


def _ask(translator: Translator, texts: Iterable[str]) -> dict[str, Translation]:
    ordered = sorted(set(texts))
    return dict(zip(ordered, translator.translate(ordered), strict=True))


def _fields(segment: Segment, repaired: str, said: dict[str, Translation], vouched: set[str]) -> dict[str, Any]:
    back, fixed = said[segment.text], said[repaired]
    fields: dict[str, Any] = {"back_translation": back.text, "reconstruction": segment.source or None, "diff": ()}
    unreliable = back.unreliable
    if not segment.source:
        unreliable = unreliable or fixed.unreliable
        whole = fixed.text if repaired == segment.text else restore_names(fixed.text, repaired, vouched)
        fields["reconstruction"] = None if fixed.unreliable else whole
    if unreliable or not fields["reconstruction"]:
        return {**fields, "unreliable": unreliable}
    scores = compare(back.text, fields["reconstruction"])
    fields["diff"] = word_diff(back.text, fields["reconstruction"])
    return {**fields, "chrf": scores.chrf, "bleu": scores.bleu, "ter": scores.ter}


def _explained(
    alone: Iterable[tuple[Segment, Finding, str]], said: dict[str, Translation]
) -> dict[str, tuple[str, ...]]:
    words: dict[str, tuple[str, ...]] = defaultdict(tuple)
    for segment, finding, text in alone:
        before, after = said[segment.text], said[text]
        if not before.unreliable and not after.unreliable:
            words[finding.fingerprint] += changed_words(word_diff(before.text, after.text))
    return dict(words)


def compatible(findings: Iterable[Finding]) -> list[Finding]:
    """Choose the findings to repair together, in reading order: of two that overlap, the graver, else the first."""
    kept: list[Finding] = []
    repairable = [finding for finding in findings if finding.repair is not None]
    for finding in sorted(repairable, key=lambda finding: (-finding.severity.rank, finding.start)):
        index = bisect_left(kept, finding.start, key=lambda other: other.start)
        after_previous = index == 0 or kept[index - 1].end <= finding.start
        before_next = index == len(kept) or finding.end <= kept[index].start
        if after_previous and before_next:
            kept.insert(index, finding)
    return kept


def repair(segment: Segment, findings: Iterable[Finding]) -> str:
    """Return the text of a segment with the repairs made, those that overlap as `compatible` chooses.

    A finding that spans several segments is repaired in the first; the others lose their part of it, and what
    punctuation then opens them.
    """
    text = segment.text
    for finding in reversed(compatible(findings)):
        start, end = max(finding.start, segment.start), min(finding.end, segment.end)
        if start < end and finding.repair is not None:
            replacement = finding.repair if start == finding.start else ""
            text = text[: start - segment.start] + replacement + text[end - segment.start :]
            text = text.lstrip(" ,;:") if finding.start < segment.start else text
    return text


def _places(segments: Sequence[Segment], findings: Iterable[Finding]) -> Iterator[tuple[Segment, Finding]]:
    """Pair the findings that have a repair with the segments they touch."""
    starts = [segment.start for segment in segments]
    for finding in findings:
        first, last = max(bisect_right(starts, finding.start) - 1, 0), bisect_left(starts, finding.end)
        for segment in segments[first:last]:
            if finding.repair is not None and segment.start < finding.end and finding.start < segment.end:
                yield segment, finding


def _by_segment(segments: Sequence[Segment], findings: Iterable[Finding]) -> list[tuple[Segment, list[Finding]]]:
    inside: dict[Segment, list[Finding]] = defaultdict(list)
    for segment, finding in _places(segments, findings):
        inside[segment].append(finding)
    return list(inside.items())


def restore_names(english: str, french: str, vouched: Iterable[str]) -> str:
    """Put back the vouched names of the French that the English has in an altered spelling only.

    Only a capitalised word of the English that is not in the French can be the altered one.
    """
    from rapidfuzz.distance import Levenshtein
    from rapidfuzz.process import extractOne

    ours, theirs = NAME.findall(english), NAME.findall(french)
    altered = [word for word in dict.fromkeys(ours) if word not in theirs and word != word.lower()]
    for name in dict.fromkeys(word for word in theirs if word not in ours):
        if name not in vouched:
            continue
        scorer = Levenshtein.normalized_similarity
        best = extractOne(name, altered, scorer=scorer, processor=str.casefold, score_cutoff=SAME_NAME)
        if best:
            english = re.sub(rf"(?<!\w){re.escape(best[0])}(?!\w)", name, english)
            altered.remove(best[0])
    return english


def _unchanged_names(said: dict[str, Translation]) -> set[str]:
    """The names that the engine leaves as they are: capitalised words on both sides, and any with capitals inside.

    Similar spelling alone would turn *Russia* back into *Russie*.
    """
    names: set[str] = set()
    for french, english in said.items():
        words = {word for word in NAME.findall(french) if word != word.lower()}
        names |= words & set(NAME.findall(english.text))
        names |= {word for word in words if word != word.capitalize() and not word.isupper()}
    return names
