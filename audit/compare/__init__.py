"""Two results of the same articles, before and after, or of two systems: what got fixed, what is new, whose segments are
better, and whether the change is sure."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from audit.compare.significance import TIE, MeanChange, MetricChange, mean_change, metric_changes
from audit.document import Role
from audit.finding import Finding, Level
from audit.result import DocumentResult, Result, Score, SegmentResult

Pair = tuple[SegmentResult, SegmentResult]
MOST_EXAMPLES = 5  # of each kind
SHARED = 0.5  # of the smaller side's ids, from which ids say what belongs together


@dataclass(frozen=True, slots=True)
class DocumentChange:
    """One article. Findings are told apart by fingerprint; `fixed` are those of before, the others those of after."""

    path: str
    path_before: str
    score_before: Score | None
    score: Score | None
    fixed: tuple[Finding, ...]
    new: tuple[Finding, ...]
    still: tuple[Finding, ...]

    @property
    def fails(self) -> bool:
        """Whether a new finding counts: neither accepted nor a warning."""
        return any(finding.level is Level.ERROR and not finding.suppressed for finding in self.new)


@dataclass(frozen=True, slots=True)
class SegmentChange:
    """One segment of both, with the two texts and what they are judged (0-100), or scored where one is not judged."""

    path: str
    id: str
    source: str | None
    before: str
    after: str
    value_before: float
    value: float

    @property
    def change(self) -> float:
        return self.value - self.value_before

    @property
    def texts(self) -> Iterator[tuple[str, str]]:
        """What there is to be read, each under its label: the source, and both texts, once where they are the same."""
        if self.source:
            yield "source", self.source
        if self.before == self.after:
            yield "unaltered", self.after
        else:
            yield from (("before", self.before), ("after", self.after))


@dataclass(frozen=True, slots=True)
class Comparison:
    """All articles that both results have, those that one has alone, and the metrics over the `sentences` of both.

    `segments` has the means of `judged` and `score` over the segments of both, `against_reference` sacreBLEU's metrics of
    the translations where both have a human one, `better` and `worse` the segments that differ most. `signatures` are those
    of the two results: where they differ, the change may be the program's.
    """

    signatures: tuple[str, str]
    documents: tuple[DocumentChange, ...]
    gone: tuple[str, ...]
    added: tuple[str, ...]
    sentences: int
    metrics: tuple[MetricChange, ...]
    segments: tuple[MeanChange, ...] = ()
    against_reference: tuple[MetricChange, ...] = ()
    better: tuple[SegmentChange, ...] = ()
    worse: tuple[SegmentChange, ...] = ()

    @property
    def exit_code(self) -> int:
        """1 when a new finding counts, else 0."""
        return int(any(document.fails for document in self.documents))


def compare(before: Result, after: Result) -> Comparison:
    """Set two results side by side. Articles belong together by path, else by file name, else as the only ones left."""
    pairs, gone, added = _paired(before.documents, after.documents)
    found = [(right.path, pair) for left, right in pairs for pair in _sentences(left, right)]
    together = [pair for _, pair in found]
    sentences = [pair for pair in together if all(map(_translated, pair))]
    referenced = [pair for pair in together if pair[0].reference and pair[0].reference == pair[1].reference]
    changes = sorted((_segment(path, *pair) for path, pair in found), key=lambda segment: -segment.change)
    return Comparison(
        signatures=(before.signature, after.signature),
        documents=tuple(_change(left, right) for left, right in pairs),
        gone=tuple(document.path for document in gone),
        added=tuple(document.path for document in added),
        sentences=len(sentences),
        metrics=metric_changes([_texts(left) for left, _ in sentences], [_texts(right) for _, right in sentences]),
        segments=tuple(_means(together)),
        against_reference=metric_changes(
            [_given(old) for old, _ in referenced], [_given(new) for _, new in referenced]
        ),
        better=tuple(segment for segment in changes[:MOST_EXAMPLES] if segment.change > TIE),
        worse=tuple(segment for segment in changes[::-1][:MOST_EXAMPLES] if segment.change < -TIE),
    )


def _segment(path: str, before: SegmentResult, after: SegmentResult) -> SegmentChange:
    values = (before.judged, after.judged)
    old, new = (before.score, after.score) if None in values else values
    return SegmentChange(path, after.id, after.source, before.text, after.text, float(old or 0), float(new or 0))


def _means(pairs: Sequence[Pair]) -> Iterator[MeanChange]:
    """What both sides have of `judged`, where the source is at hand, and of `score`."""
    for name in ("judged", "score"):
        values = [(getattr(old, name), getattr(new, name)) for old, new in pairs]
        known = [(old, new) for old, new in values if old is not None and new is not None]
        if change := mean_change(name, [old for old, _ in known], [new for _, new in known]):
            yield change


def _change(before: DocumentResult, after: DocumentResult) -> DocumentChange:
    old, new = ({finding.fingerprint for finding in document.findings} for document in (before, after))
    return DocumentChange(
        path=after.path,
        path_before=before.path,
        score_before=before.score,
        score=after.score,
        fixed=tuple(finding for finding in before.findings if finding.fingerprint not in new),
        new=tuple(finding for finding in after.findings if finding.fingerprint not in old),
        still=tuple(finding for finding in after.findings if finding.fingerprint in old),
    )


def _paired(
    before: Sequence[DocumentResult], after: Sequence[DocumentResult]
) -> tuple[list[tuple[DocumentResult, DocumentResult]], list[DocumentResult], list[DocumentResult]]:
    """The articles that belong together, in the order of `after`, and those of each side that are left."""
    partners: dict[int, DocumentResult] = {}  # by the identity of the later one
    left, right = list(before), list(after)
    for key in (lambda path: path, lambda path: PurePath(path).name, lambda _: ""):
        old, new = _by(key, left), _by(key, right)
        for name, documents in new.items():
            if len(old[name]) == len(documents) and (len(documents) == 1 or name == documents[0].path):
                partners.update((id(later), earlier) for later, earlier in zip(documents, old[name], strict=True))
        taken = set(map(id, partners.values()))
        left = [document for document in left if id(document) not in taken]
        right = [document for document in right if id(document) not in partners]
    return [(partners[id(document)], document) for document in after if id(document) in partners], left, right


def _by(key: Callable[[str], str], documents: Iterable[DocumentResult]) -> dict[str, list[DocumentResult]]:
    groups = defaultdict(list)
    for document in documents:
        groups[key(document.path)].append(document)
    return groups


def _sentences(before: DocumentResult, after: DocumentResult) -> Iterator[Pair]:
    """The segments of both that say the same thing: those with one id and one source; else equal ones, and what stands
    between equal ones where it is as many on either side."""
    from rapidfuzz.distance import Levenshtein

    old, new = ([s for s in document.segments if s.role is not Role.FURNITURE] for document in (before, after))
    by_id = {(segment.id, segment.source): segment for segment in old if segment.source}
    found = ((by_id.get((segment.id, segment.source or "")), segment) for segment in new)
    shared = [(earlier, later) for earlier, later in found if earlier]
    if shared and len(shared) >= SHARED * min(len(old), len(new)):
        yield from shared
        return
    steps = Levenshtein.opcodes([s.source or s.text for s in old], [s.source or s.text for s in new])
    at_old = at_new = 0
    for equal in steps.as_matching_blocks():
        left, right = old[at_old : equal.a], new[at_new : equal.b]
        if len(left) == len(right):  # else an added sentence would pass for a mended one
            yield from zip(left, right, strict=True)
        at_old, at_new = equal.a + equal.size, equal.b + equal.size
        yield from zip(old[equal.a : at_old], new[equal.b : at_new], strict=True)


def _translated(segment: SegmentResult) -> bool:
    return bool((segment.back_translation or "").strip() and (segment.reconstruction or "").strip())


def _given(segment: SegmentResult) -> tuple[str, str]:
    return segment.text, segment.reference or ""


def _texts(segment: SegmentResult) -> tuple[str, str]:
    return segment.back_translation or "", segment.reconstruction or ""
