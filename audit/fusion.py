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
    graver one's stays: *la carlingue terminé* is *a terminé* or *terminée*. A wrong word takes in the determiner that does
    not agree with it."""
    if other.confidence < kept.confidence:
        return replace(kept, evidence=_evidence(kept.evidence, other.evidence))
    if both := _composed(kept, other):
        severity = max(kept.severity, other.severity, key=lambda severity: severity.rank)
        inner, outer = (kept, other) if _around(other, kept) else (other, kept)
        evidence = _evidence(outer.evidence, _said(inner, outer), inner.evidence)
        return replace(outer, severity=severity, evidence=evidence, **both)
    grammar = (kept.category, other.category) == (Category.MISTRANSLATION, Category.GRAMMAR)
    if grammar and other.repair and other.start < kept.start:
        kept = _with_determiner(kept, other)
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
    one, two = kept.repair, other.repair
    grammar = {kept.category, other.category} == {Category.GRAMMAR}
    if not one or not two or other.level is not kept.level or grammar:
        return None
    if _around(other, kept):
        return _within(other, two, kept, one)
    if _around(kept, other):
        return _within(kept, one, other, two)
    if {kept.detector, other.detector} <= {*SEAMS}:
        return None
    if kept.text == other.text:
        flaw, said = (kept.text, two) if kept.detector in SEAMS else (other.text, one)
        return {"repair": said} if {kept.detector, other.detector} & {*SEAMS} and flaw not in said else None
    return _linked(kept, one, other, two) if kept.start < other.start else _linked(other, two, kept, one)


def _within(outer: Finding, whole: str, inner: Finding, part: str) -> dict[str, Any] | None:
    """The outer repair with what the inner one mends."""
    anew = (inner.category, outer.category) == (Category.GRAMMAR, Category.MISTRANSLATION)
    if anew or outer.category is Category.ENCODING:
        return {"repair": whole}
    if whole.count(inner.text) == 1:
        place = whole.index(inner.text)
        taken, healed = seamed(whole[:place], inner.text, part)
        return {"repair": healed and whole[: place - taken] + healed + whole[place + len(inner.text) :]}
    mended = inner.detector in SEAMS or part in whole
    return {"repair": whole} if mended and inner.text not in whole else None


def _linked(first: Finding, before: str, last: Finding, behind: str) -> dict[str, Any] | None:
    """Both of two that share a word which one of them leaves as it is (*Date limite*, *limitea*: *Deadline a*)."""
    shared = first.text[last.start - first.start :]
    place = {"start": first.start, "end": last.end, "text": first.text + last.text[len(shared) :]}
    if before.endswith(shared):
        left = before[: -len(shared)]
        taken, right = seamed(left, last.text, behind)
        return {**place, "repair": left[: len(left) - taken] + right} if right else None
    return {**place, "repair": before + behind[len(shared) :]} if behind.startswith(shared) else None


def _with_determiner(name: Finding, grammar: Finding) -> Finding:
    """A wrong word, which nothing mends with what does not agree with it before it or around it (*la | Centre Ann Lee*)."""
    before, behind = grammar.text[: name.start - grammar.start], grammar.text[name.end - grammar.start :]
    end = max(name.end, grammar.end)
    return replace(name, start=grammar.start, end=end, text=before + name.text + behind, repair=None)


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
