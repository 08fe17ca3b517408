"""One finding of those that overlap."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain

from audit.finding import Category, Finding, Level
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
    """Add what another detector said of the same place, unless it is less sure. One whose span holds the other's, and whose
    repair still has its text, takes its repair in and its place: *ligne. siteY* becomes *ligne site Y*. Two of grammar are
    two ways to mend one sentence, and the graver one's stays: *la carlingue terminé* is *a terminé* or *terminée*. A wrong
    word takes in the determiner that does not agree with it."""
    if other.confidence < kept.confidence:
        return replace(kept, evidence=_evidence(kept.evidence, other.evidence))
    around = other.start <= kept.start and kept.end <= other.end and other.text != kept.text
    around = around and {kept.category, other.category} != {Category.GRAMMAR}
    if around and kept.repair and other.repair and other.repair.count(kept.text) == 1 and other.level is kept.level:
        if (kept.category, other.category) == (Category.GRAMMAR, Category.MISTRANSLATION):
            return replace(
                other, evidence=_evidence(other.evidence, _said(kept, other), kept.evidence)
            )  # it says all anew
        place = other.repair.index(kept.text)
        taken, inner = seamed(other.repair[:place], kept.text, kept.repair)
        repair = inner and other.repair[: place - taken] + inner + other.repair[place + len(kept.text) :]
        severity = max(kept.severity, other.severity, key=lambda severity: severity.rank)
        evidence = _evidence(other.evidence, _said(kept, other), kept.evidence)
        return replace(other, severity=severity, repair=repair, evidence=evidence)
    if (kept.category, other.category) == (Category.MISTRANSLATION, Category.GRAMMAR) and other.start < kept.start:
        kept = _with_determiner(kept, other)
    return replace(kept, evidence=_evidence(kept.evidence, _said(other, kept), other.evidence))


def _with_determiner(name: Finding, grammar: Finding) -> Finding:
    """A wrong word with what does not agree with it, before it or around it (*la | Centre Ann Lee*)."""
    before, behind = grammar.text[: name.start - grammar.start], grammar.text[name.end - grammar.start :]
    shared = grammar.text[len(before) :]
    repair = None
    if name.repair and grammar.repair and not behind and grammar.repair.endswith(shared):
        led = grammar.repair.removesuffix(shared)
        taken, inner = seamed(led, name.text, name.repair)
        repair = inner and led[: len(led) - taken] + inner
    end = max(name.end, grammar.end)
    return replace(name, start=grammar.start, end=end, text=before + name.text + behind, repair=repair)


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
