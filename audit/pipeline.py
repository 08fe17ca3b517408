"""read → segment → detect → translate → repair → reconstruct → compare → score → Result, for one document and for many."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from audit.detectors.registry import Detector, load
from audit.document import Document, Page, Segment
from audit.engines import Translator
from audit.errors import AuditError
from audit.finding import Finding, Hit, Severity, fingerprint
from audit.gate import judge
from audit.lexicon import load_lexicon
from audit.names import Names
from audit.parsing import MAX_CHARACTERS, parse
from audit.parsing import signature as parser_signature
from audit.readers import expand, read_all
from audit.reconstruction import Translated, translate
from audit.result import DocumentResult, Failure, Metrics, Rejected, Result, SegmentResult, Skipped
from audit.scoring import score, segment_score
from audit.segmentation import build
from audit.version import __version__

Progress = Callable[[str, int, int], None]
CONTEXT = 24  # code points either side that go into a fingerprint: three or four words


@dataclass(frozen=True, slots=True)
class Auditor:
    """What one run audits with: an engine (None: the French alone) and the detectors that are on."""

    translator: Translator | None
    detectors: tuple[Detector, ...]

    @classmethod
    def default(cls, translator: Translator | None) -> "Auditor":
        return cls(translator, tuple(detector for detector in load().values() if detector.default))

    @property
    def signature(self) -> str:
        """Everything that could change a number, sacreBLEU-like: version, detectors, parser, engine."""
        engine = self.translator.signature if self.translator else "none"
        names = ",".join(detector.name for detector in self.detectors)
        return f"translation-audit|v:{__version__}|parser:{parser_signature()}|engine:{engine}|detectors:{names}"

    def audit(self, document: Document) -> DocumentResult:
        """Audit one document. A detector or engine that breaks is named in `failures`; the rest goes on."""
        found, skipped, failures = detect(document, self.detectors)
        translated = translate(document.audited, found, self.translator)
        findings = tuple(replace(f, back_translation=translated.explained.get(f.fingerprint, ())) for f in found)
        if self.translator is None:
            skipped = (*skipped, Skipped("back-translation", "no engine: see `audit models list`"))
        if translated.failure:
            failures = (*failures, Failure("back-translation", "", translated.failure))
        return DocumentResult(
            path=document.path,
            text=document.text,
            language=document.language,
            disclosed_mt=document.disclosed_mt,
            words=document.words,
            score=score(findings, document.words),
            metrics=translated.metrics,
            blocks=document.blocks,
            segments=tuple(_segment_results(document, findings, translated)),
            findings=findings,
            skipped=skipped,
            failures=failures,
            engine=self.translator.name if self.translator else None,
            extracted=document.extracted,
        )


def _segment_results(document: Document, findings: Sequence[Finding], translated: Translated) -> Iterator[SegmentResult]:
    for segment in document.segments:
        inside = [f for f in findings if segment.start <= f.start < segment.end]
        yield SegmentResult(
            id=segment.id,
            start=segment.start,
            end=segment.end,
            role=segment.role,
            text=segment.text,
            source=segment.source,
            score=segment_score(inside, len(segment.text.split())),
            **translated.of(segment.id),
        )
