"""Two results of the same articles, before and after: what got fixed, what is new, and whether the change is sure."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from audit.compare.significance import MetricChange, metric_changes
from audit.document import Role
from audit.finding import Finding, Level
from audit.result import DocumentResult, Result, Score, SegmentResult

Pair = tuple[SegmentResult, SegmentResult]


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
class Comparison:
    """All articles that both results have, those that one has alone, and the metrics over the `sentences` of both.

    `signatures` are those of the two results: where they differ, the change may be the program's.
    """

    signatures: tuple[str, str]
    documents: tuple[DocumentChange, ...]
    gone: tuple[str, ...]
    added: tuple[str, ...]
    sentences: int
    metrics: tuple[MetricChange, ...]

    @property
    def exit_code(self) -> int:
        """1 when a new finding counts, else 0."""
        return int(any(document.fails for document in self.documents))


def compare(before: Result, after: Result) -> Comparison:
    """Set two results side by side. Articles belong together by path, else by file name, else as the only ones left."""
    pairs, gone, added = _paired(before.documents, after.documents)
    sentences = [pair for left, right in pairs for pair in _sentences(left, right)]
    return Comparison(
        signatures=(before.signature, after.signature),
        documents=tuple(_change(left, right) for left, right in pairs),
        gone=tuple(document.path for document in gone),
        added=tuple(document.path for document in added),
        sentences=len(sentences),
        metrics=metric_changes([_texts(left) for left, _ in sentences], [_texts(right) for _, right in sentences]),
    )


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
    """The sentences of both that say the same thing, each with two translations: equal ones, and what stands between
    equal ones where it is as many on either side."""
    from rapidfuzz.distance import Levenshtein

    old, new = ([s for s in document.segments if s.role is not Role.FURNITURE] for document in (before, after))
    steps = Levenshtein.opcodes([s.source or s.text for s in old], [s.source or s.text for s in new])
    for step in steps:
        left, right = old[step.src_start : step.src_end], new[step.dest_start : step.dest_end]
        pairs = zip(left, right, strict=True) if len(left) == len(right) else ()
        yield from (pair for pair in pairs if all(map(_translated, pair)))


def _translated(segment: SegmentResult) -> bool:
    return bool((segment.back_translation or "").strip() and (segment.reconstruction or "").strip())


def _texts(segment: SegmentResult) -> tuple[str, str]:
    return segment.back_translation or "", segment.reconstruction or ""
