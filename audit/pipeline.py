"""read → segment → detect → translate → repair → reconstruct → compare → score → Result, for one document and for many."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import InitVar, dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any, Unpack

from audit.alignment import with_sources
from audit.baseline import Baseline
from audit.batch import outcomes, where
from audit.cache import Cache
from audit.detection import detect
from audit.detectors.registry import Detector, load
from audit.document import Document
from audit.engines import Translator, choose
from audit.finding import Finding, Level
from audit.french.parsing import signature as parser_signature
from audit.gate import Judge
from audit.identity import identity
from audit.inputs import named, tasks
from audit.judging.contrasts import contrasts
from audit.judging.doubts import doubts
from audit.judging.judge import document_score, judged
from audit.judging.passages import passages
from audit.readers.text import page
from audit.reason import Reason
from audit.reconstruction import Translated, translate
from audit.result import DocumentResult, Failure, Rejected, Result, SegmentResult, Skipped, Tally
from audit.scoring import score, segment_score
from audit.segmentation import build
from audit.settings import DEFAULTS, Settings
from audit.settings_table import Options
from audit.suppression import complaints
from audit.units import by_unit, results
from audit.version import __version__

NO_ENGINE = Reason("no engine: `audit models list` says how to get one")
NOT_WANTED = Reason("no engine was asked for")
BY_ENGINE: dict[str, Callable[[Document, Translator | None], Mapping[str, Any]]] = {
    "doubts": doubts,
    "contrasts": contrasts,
}
Progress = Callable[[str], None]  # told the path of each document when it is done


@dataclass(frozen=True)
class Auditor:
    """What one run audits with: an engine (None: the French alone), and the detectors, as far as the settings let them."""

    translator: Translator | None
    detectors: tuple[Detector, ...]
    settings: Settings = DEFAULTS

    @classmethod
    def default(cls, engine: str = "auto") -> "Auditor":
        """All detectors that are on by default. Raises SettingsError or EngineError when there is no such engine."""
        return cls.of(DEFAULTS.under(engine=engine))

    @classmethod
    def of(cls, settings: Settings) -> "Auditor":
        """The engine and the detectors that these settings want. Raises EngineError when there is no such engine."""
        return cls(choose(settings.engine), tuple(load().values()), settings)

    @cached_property
    def signature(self) -> str:
        """Everything that could change a number, in sacreBLEU's manner: version, parser, engine, detectors, settings."""
        engine = self.translator.signature.replace("|", ",") if self.translator else "none"
        names = ",".join(detector.name for detector in self._on(self.settings))
        settings = f"|settings:{self.settings.signature}" if self.settings.signature else ""
        return (
            f"translation-audit|v:{__version__}|parser:{parser_signature()}|engine:{engine}|detectors:{names}{settings}"
        )

    def audit(self, document: Document, source: str | None = None) -> DocumentResult:
        """Audit one document, against its English `source` where that is known.

        A detector or engine that breaks is named in `failures`; the rest goes on.
        """
        document = with_sources(document, source, self.translator) if source else document
        settings = self.settings.at(document.path)
        on = self._on(settings)
        needs = {need for found in on for need in found.needs}
        evidence = {name: ask(document, self.translator) for name, ask in BY_ENGINE.items() if name in needs}
        there = {"passage": passages(document), "glossary": settings.glossary, "doubts": evidence.get("doubts")}
        detectors = tuple(found for found in on if all(there.get(need, True) for need in found.needs))
        checks = tuple(detector.name for detector in detectors)
        found, skipped, failures = detect(document, detectors, settings.names, settings.glossary, evidence)
        wrong = [finding for finding in found if not finding.suppressed]
        names = [finding.repair for finding in wrong if finding.detector == "name-translated" and finding.repair]
        translated = by_unit(document, translate(document.audited, wrong, self.translator, names))
        if self.translator is None:
            skipped = (*skipped, Skipped("back-translation", NOT_WANTED if settings.engine == "none" else NO_ENGINE))
        if translated.failure:
            failures = (*failures, Failure("back-translation", "", translated.failure))
        segments = judged(document, tuple(_segment_results(document, wrong, translated)), wrong, self.translator)
        findings = tuple(replace(f, back_translation=translated.explained.get(f.fingerprint, ())) for f in found)
        return DocumentResult(
            path=document.path,
            text=document.text,
            language=document.language,
            disclosed_mt=document.disclosed_mt,
            words=document.words,
            score=score(wrong, document.words),
            metrics=translated.metrics,
            blocks=document.blocks,
            segments=segments,
            findings=findings,
            skipped=skipped,
            failures=failures,
            engine=self.translator.name if self.translator else None,
            extracted=document.extracted,
            lines=document.lines,
            warnings=(*document.warnings, *complaints(document, found, checks)),
            checks=checks,
            judged=document_score(segments),
        )

    def _on(self, settings: Settings) -> tuple[Detector, ...]:
        """The detectors that are to run, each with the levels of its findings."""
        leveled = (
            replace(detector, levels=settings.levels(detector), asked=settings.asks_for(detector))
            for detector in self.detectors
        )
        return tuple(detector for detector in leveled if set(detector.levels.values()) != {Level.OFF})


def _segment_results(
    document: Document, findings: Sequence[Finding], translated: Translated
) -> Iterator[SegmentResult]:
    for segment in results(document):
        first, last = (bisect_left(findings, place, key=_start) for place in (segment.start, segment.end))
        value = segment_score(findings[first:last], len(segment.text.split()))
        yield replace(segment, score=value, **translated.of(segment.id))


def _start(finding: Finding) -> int:
    return finding.start


def audit_text(
    text: str,
    *,
    source: str | None = None,
    path: str = "<text>",
    settings: Settings = DEFAULTS,
    **options: Unpack[Options],
) -> DocumentResult:
    """Audit French text at hand, against its English `source` where that is known. Options win over `settings`.

    Raises InputError when the text is empty or not French, EngineError or SettingsError when there is no such engine.
    """
    return Auditor.of(settings.under(**options)).audit(build(page(path, text)), source)


@dataclass
class Run:
    """One document after the other, in the order of the inputs, and then what they come to. To be gone through once.

    `total` and `done` count inputs. Raises SettingsError or EngineError when there is no such engine, baseline or cluster.
    """

    paths: InitVar[Iterable[str]]
    settings: Settings = DEFAULTS
    source: Path | None = None
    cache: Cache | None = None
    cluster: str | None = None
    keep: bool = True  # whether the result is to hold the documents
    done: int = 0

    def __post_init__(self, paths: Iterable[str]) -> None:
        self._lists = self.settings.names, self.settings.glossary  # first: an error then says where they are asked for
        self._auditor, self._accepted = Auditor.of(self.settings), Baseline.of(self.settings)
        self._judge = Judge(self.settings, self._accepted, brief=not self.keep)
        self._inputs = list(named(paths, self.settings))
        self._documents, self._rejected = list[DocumentResult](), list[Rejected]()
        self._passed_on = Tally()

    @property
    def total(self) -> int:
        return len(self._inputs)

    def __iter__(self) -> Iterator[DocumentResult]:
        place = where(self._auditor, self._identity, self.cluster)
        for outcome in outcomes(tasks(self._inputs, self.source), place, self.cache, self._identity_at):
            self.done += 1
            self._rejected += outcome.rejected
            for found in outcome.documents:
                document = self._accepted.applied(found) if self._accepted else found
                self._judge.see(document)
                if self.keep:
                    self._documents.append(document)
                else:
                    self._passed_on += Tally.of(document)
                yield document
        if self.cache:
            self.cache.shrink()

    @property
    def result(self) -> Result:
        """What there is now: all of it when the documents are through."""
        return Result(
            version=__version__,
            signature=self._auditor.signature,
            documents=tuple(self._documents),
            rejected=tuple(self._rejected),
            gate=self._judge.gate,
            passed_on=self._passed_on,
        )

    @cached_property
    def _identity(self) -> str:
        return identity(self._auditor)

    def _identity_at(self, path: str) -> str:
        return f"{self._identity}|{self.settings.at(path).signature}"


def audit_paths(
    paths: Iterable[str],
    *,
    source: Path | None = None,
    settings: Settings = DEFAULTS,
    cache: Cache | None = None,
    cluster: str | None = None,
    tell: Progress = lambda _: None,
    **options: Unpack[Options],
) -> Result:
    """Audit files, folders, globs, `-` (standard input) and URLs, and judge them all. Options win over `settings`.

    What cannot be read is in `rejected` with the reason, and the others go on. Raises SettingsError or EngineError when
    there is no such engine or baseline, InputError when `source` cannot be read or is given for several documents.
    """
    settings = settings.under(**options) if options else settings
    run = Run(paths, settings, source, cache, cluster)
    for document in run:
        tell(document.path)
    return run.result
