"""Run the detectors over a document, give their hits an identity, and make one finding of those that overlap."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from audit.detectors.registry import Detector
from audit.document import Document, Segment
from audit.finding import Finding, Hit, fingerprint
from audit.lexicon import load_lexicon
from audit.names import Names
from audit.parsing import MAX_CHARACTERS, parse
from audit.result import Failure, Skipped

CONTEXT = 24  # code points either side that go into a fingerprint: three or four words


def detect(
    document: Document, detectors: Iterable[Detector]
) -> tuple[tuple[Finding, ...], tuple[Skipped, ...], tuple[Failure, ...]]:
    """Run the detectors over a document and fuse what they found, in reading order."""
    lexicon, parses = load_lexicon(), parse(document.audited)
    offer = {"document": document, "parses": parses, "lexicon": lexicon, "names": Names.of(parses.values(), lexicon)}
    findings: list[Finding] = []
    failures: list[Failure] = []
    for detector in detectors:
        for segment in document.audited if detector.per_segment else (None,):
            supply: dict[str, Any] = {**offer, "segment": segment, "parse": parses.get(segment.id) if segment else None}
            if segment and supply["parse"] is None and "parse" in detector.needs:
                continue
            try:
                hits = list(detector.function(**{need: supply[need] for need in detector.needs}))
                findings += [stamp(detector, document, segment, hit) for hit in hits]
            except Exception as error:  # noqa: BLE001 - whatever a detector raises, the others go on and it is named
                failures.append(
                    Failure(detector.name, segment.id if segment else "", f"{type(error).__name__}: {error}")
                )
    return _fingerprinted(document, fuse(findings)), tuple(_unparsed(document, parses)), tuple(failures)


def stamp(detector: Detector, document: Document, segment: Segment | None, hit: Hit) -> Finding:
    """Give a hit its identity, and its place in the document.

    Raises ValueError when the span is empty or not inside the text: a detector's mistake, never the user's.
    """
    offset, last = (segment.start, segment.end) if segment else (0, len(document.text))
    start, stop = hit.start + offset, hit.end + offset
    if not (offset <= start < min(stop, last) and stop <= len(document.text)):  # it may run on into the next sentence
        raise ValueError(f"{detector.name} flagged {hit.start}-{hit.end}, which is empty or outside its text")
    severity = hit.severity or detector.severity
    return Finding(
        detector.name, detector.category, severity, start, stop, document.text[start:stop], hit.why, hit.repair
    )


def fuse(findings: Iterable[Finding]) -> list[Finding]:
    """Make one finding of those that overlap: the gravest stays, one with a repair before one without, the shortest first.

    What the others said becomes its evidence. Returned in reading order; no two of them overlap.
    """
    before, after = -1, list(findings)
    while len(after) != before:  # a merged finding may have grown into its neighbour
        before, after = len(after), _fuse_once(after)
    return sorted(after, key=lambda finding: finding.start)


def _fuse_once(findings: Iterable[Finding]) -> list[Finding]:
    kept: list[Finding] = []
    for finding in sorted(findings, key=_precedence):
        index = next((i for i, k in enumerate(kept) if k.start < finding.end and finding.start < k.end), None)
        if index is None:
            kept.append(finding)
        elif kept[index].detector == finding.detector and not finding.evidence:
            continue
        else:
            kept[index] = _merged(kept[index], finding)
    return kept


def _merged(kept: Finding, other: Finding) -> Finding:
    """Add what another detector said of the same place. One whose span holds the other's, and whose repair still has its
    text, is repaired with it: *ligne. siteY* becomes *ligne site Y*."""
    said = (f"{other.detector}: {other.why}",) if other.detector != kept.detector else ()
    evidence = tuple(dict.fromkeys((*kept.evidence, *said, *other.evidence)))
    around = other.start <= kept.start and kept.end <= other.end and other.text != kept.text
    if around and kept.repair and other.repair and other.repair.count(kept.text) == 1:
        repair = other.repair.replace(kept.text, kept.repair)
        return replace(kept, start=other.start, end=other.end, text=other.text, repair=repair, evidence=evidence)
    return replace(kept, evidence=evidence)


def _precedence(finding: Finding) -> tuple[int, bool, int, int, str]:
    return (
        -finding.severity.rank,
        finding.repair is None,
        finding.end - finding.start,
        finding.start,
        finding.detector,
    )


def _fingerprinted(document: Document, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    seen: Counter[str] = Counter()
    done = []
    for finding in findings:
        context = document.text[max(0, finding.start - CONTEXT) : finding.end + CONTEXT]
        first = fingerprint(finding.detector, finding.text, context, 0)
        mark = fingerprint(finding.detector, finding.text, context, seen[first]) if seen[first] else first
        done.append(replace(finding, fingerprint=mark))
        seen[first] += 1
    return tuple(done)


def _unparsed(document: Document, parses: dict[str, Any]) -> Iterator[Skipped]:
    for segment in document.audited:
        if segment.id not in parses:
            yield Skipped(
                "parse", f"segment {segment.id} has over {MAX_CHARACTERS} characters: only its spelling was audited"
            )
