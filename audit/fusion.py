"""One finding of those that overlap."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain
from typing import Any

from audit.detectors.registry import load
from audit.finding import Category, Finding, Level
from audit.french.mended import SEAMS
from audit.french.seams import seamed
from audit.reason import Reason


def fuse(findings: Iterable[Finding]) -> list[Finding]:
    """Make one finding of those that overlap: one that may fail a gate stays, then a rule's before a network's, the
    gravest, one with a repair, the shortest.

    What the others said becomes its evidence. Returned in reading order; no two of them overlap.
    """
    return [one for cluster in _clusters(findings) for one in _fuse_cluster(cluster)]


def _clusters(findings: Iterable[Finding]) -> Iterator[list[Finding]]:
    """Findings that overlap, if only by way of others, in reading order: apart they cost what they are, not its square."""
    cluster: list[Finding] = []
    end = 0
    for finding in sorted(findings, key=lambda finding: finding.start):
        if cluster and finding.start >= end:
            yield cluster
            cluster = []
        end = max(end, finding.end) if cluster else finding.end
        cluster.append(finding)
    if cluster:
        yield cluster


def _fuse_cluster(cluster: list[Finding]) -> list[Finding]:
    before, after = -1, cluster
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
    """Add what another detector said of the same place, unless it is less sure, and mend in one what both mend: *ligne.
    siteY* becomes *ligne site Y*, *sontrare* becomes *sont rares*. Two of grammar are two ways to mend one sentence, and the
    graver one's stays: *la carlingue terminé* is *a terminé* or *terminée*."""
    if other.confidence < kept.confidence:
        return replace(kept, evidence=_evidence(kept.evidence, other.evidence))
    if both := _composed(kept, other):
        severity = max(kept.severity, other.severity, key=lambda severity: severity.rank)
        inner, outer = (kept, other) if _around(other, kept) else (other, kept)
        evidence = _evidence(outer.evidence, _said(inner, outer), inner.evidence)
        return replace(outer, severity=severity, evidence=evidence, **both)
    said = {getattr(reason, "values", {}).get("by") for reason in kept.evidence}
    half = kept.detector in SEAMS and not other.repair and other.detector not in said and _read_mended(other)
    repair = None if half else kept.repair  # what stands there when it is mended is wrong as well
    return replace(kept, repair=repair, evidence=_evidence(kept.evidence, _said(other, kept), other.evidence))


def _read_mended(finding: Finding) -> bool:
    detector = load().get(finding.detector)
    return detector is not None and detector.wants_mended


def _around(outer: Finding, inner: Finding) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end and outer.text != inner.text


def _composed(kept: Finding, other: Finding) -> dict[str, Any] | None:
    """Place, text and repair of one finding that mends what both mend; None where that is not plain."""
    grammar = {kept.category, other.category} == {Category.GRAMMAR}
    seams = {kept.detector, other.detector} <= {*SEAMS}
    if not (kept.repair and other.repair) or other.level is not kept.level or grammar or seams:
        return None
    for outer, inner in (other, kept), (kept, other):
        if _around(outer, inner):
            repair = _within(outer, inner)
            return None if repair is None else {"repair": repair or None}
    first, last = sorted((kept, other), key=lambda finding: finding.start)
    if first.text == last.text:
        seam, said = (kept, other) if kept.detector in SEAMS else (other, kept)
        return {"repair": said.repair} if seam.detector in SEAMS and seam.text not in said.repair else None
    shared = first.text[last.start - first.start :]
    text = first.text + last.text[len(shared) :]
    place = {"start": first.start, "end": last.end, "text": text}
    if first.repair.endswith(shared):
        before = first.repair[: -len(shared)]
        taken, behind = seamed(before, last.text, last.repair)
        return behind and place | {"repair": before[: len(before) - taken] + behind}
    if last.repair.startswith(shared):
        return place | {"repair": first.repair + last.repair[len(shared) :]}
    return None


def _within(outer: Finding, inner: Finding) -> str | None:
    """The outer repair with what the inner one mends; "" where no word would fit, None where that is not plain."""
    if outer.repair.count(inner.text) == 1:
        if (inner.category, outer.category) == (Category.GRAMMAR, Category.MISTRANSLATION):
            return outer.repair  # it says all anew
        place = outer.repair.index(inner.text)
        taken, healed = seamed(outer.repair[:place], inner.text, inner.repair)
        return healed and outer.repair[: place - taken] + healed + outer.repair[place + len(inner.text) :] or ""
    mended = inner.detector in SEAMS or inner.repair in outer.repair
    return outer.repair if mended and inner.text not in outer.repair else None


def _said(one: Finding, to: Finding) -> tuple[str, ...]:
    """What a finding tells another of their place; two of one detector tell each other nothing."""
    return () if one.detector == to.detector else (Reason("{by}: {why}", by=one.detector, why=one.why),)


def _evidence(*reasons: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(chain.from_iterable(reasons)))


def _precedence(finding: Finding) -> tuple[bool, bool, int, bool, int, int, str]:
    return (
        finding.level is not Level.ERROR,
        finding.confidence < 1,
        -finding.severity.rank,
        finding.repair is None,
        finding.end - finding.start,
        finding.start,
        finding.detector,
    )
