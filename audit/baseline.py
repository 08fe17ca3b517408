"""Findings that somebody has accepted, in a file that is kept beside the articles: new ones alone fail a gate.

A finding is known by its document and its fingerprint, and so survives edits elsewhere. The file holds no dates and no
places of this machine: the same results give the same bytes. It remembers each document's score too, as a ratchet.
"""

import json
import os
from collections.abc import Collection, Iterable, Iterator
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from audit.errors import SettingsError
from audit.finding import Finding, Suppression
from audit.reason import Reason
from audit.result import DocumentResult
from audit.settings import Settings

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Accepted:
    """A finding that does not count. `text` and `detector` are for those who read the file."""

    fingerprint: str
    detector: str
    text: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """What is accepted of one document: its findings, by fingerprint, and its score."""

    score: float | None
    findings: dict[str, Accepted] = field(default_factory=dict)


@dataclass(frozen=True)
class Baseline:
    """All that is accepted, by document. Paths are relative to `folder`, the file's."""

    documents: dict[str, Entry] = field(default_factory=dict)
    folder: Path = Path()

    @classmethod
    def of(cls, settings: Settings) -> "Baseline | None":
        """The baseline that the settings name, None where they name none.

        A file that is not there yet is an error only to who asked for it by option: the first one is made from a run.
        """
        file = settings.baseline
        asked = settings.options is not None and settings.options.gives("baseline")
        return cls.read(file) if file and (asked or file.exists()) else None

    @classmethod
    def read(cls, file: Path) -> "Baseline":
        """Raises SettingsError for a file that cannot be read or is no baseline."""
        from pydantic import TypeAdapter, ValidationError

        try:
            data = json.loads(file.read_text(encoding="utf-8"))
            if not isinstance(data, dict) or data.get("format") != FORMAT:
                raise ValueError(f"not JSON of format {FORMAT}")
            written = TypeAdapter(dict[str, dict[str, Any]]).validate_python(data.get("documents"))
            entries = {path: {**entry, "findings": _by_fingerprint(entry)} for path, entry in written.items()}
            return cls(TypeAdapter(dict[str, Entry]).validate_python(entries), file.parent)
        except ValidationError as error:
            first = error.errors()[0]
            place = ".".join(map(str, first["loc"]))
            raise SettingsError(f"{file} is not a baseline: {place}: {first['msg']}") from error
        except OSError as error:
            hint = "; `audit baseline create` makes one" if isinstance(error, FileNotFoundError) else ""
            raise SettingsError(f"baseline {file} cannot be read: {error.strerror}{hint}") from error
        except (ValueError, RecursionError) as error:
            raise SettingsError(f"{file} is not a baseline: {error}") from error

    def dump(self) -> str:
        """The file's text: documents by path, findings by detector and text."""
        documents = {
            path: {"score": entry.score, "findings": [asdict(accepted) for accepted in _ordered(entry)]}
            for path, entry in sorted(self.documents.items())
        }
        return json.dumps({"format": FORMAT, "documents": documents}, ensure_ascii=False, indent=1) + "\n"

    def entry(self, path: str) -> Entry:
        return self.documents.get(self._key(path), Entry(None))

    def applied(self, document: DocumentResult) -> DocumentResult:
        """The document with what is accepted marked so. What a comment suppresses stays suppressed by it."""
        known = self.entry(document.path).findings
        return replace(document, findings=tuple(_marked(finding, known) for finding in document.findings))

    def stale(self, document: DocumentResult) -> Iterator[str]:
        """What is accepted of a document and no longer there, as `path: detector “text”`."""
        entry = self.entry(document.path)
        present = _present(document, entry) if entry.findings else set()
        for accepted in _ordered(entry):
            if accepted.fingerprint not in present:
                yield _missing(document.path, accepted)

    def gone(self, seen: Collection[str]) -> Iterator[str]:
        """Documents that are no longer there. `seen` are the paths of those that are, as far as the baseline has them."""
        return (Reason("{path}: no such file", path=path) for path in self._gone(set(map(self._key, seen))))

    def __contains__(self, path: str) -> bool:
        return self._key(path) in self.documents

    def updated(self, documents: Iterable[DocumentResult], reason: str) -> "Baseline":
        """This with all that the documents hold today, and nothing that they no longer do; new ones for this reason."""
        entries = dict(self.documents)
        for document in documents:
            known = self.entry(document.path).findings
            kept = {mark: known[mark] for mark in _present(document, self.entry(document.path)) & known.keys()}
            new = {f.fingerprint: _accepted(f, reason) for f in document.findings if not _inline(f)}
            entries[self._key(document.path)] = Entry(_score(document), {**new, **kept})
        return replace(self, documents=entries)

    def pruned(self, documents: Iterable[DocumentResult]) -> "Baseline":
        """This without what is stale. A score that rose is remembered, so that it cannot fall back."""
        entries, seen = dict(self.documents), set()
        for document in documents:
            seen.add(key := self._key(document.path))
            if old := entries.get(key):
                present, scores = _present(document, old), (old.score, _score(document))
                findings = {mark: accepted for mark, accepted in old.findings.items() if mark in present}
                entries[key] = Entry(max((score for score in scores if score is not None), default=None), findings)
        for path in self._gone(seen):
            del entries[path]
        return replace(self, documents=entries)

    @property
    def marks(self) -> set[tuple[str, str]]:
        """Path and fingerprint of all that is accepted."""
        return {(path, mark) for path, entry in self.documents.items() for mark in entry.findings}

    def _key(self, path: str) -> str:
        """The path as the file has it; that of a URL or of standard input is its own."""
        if "://" in path or path.startswith("<"):
            return path
        return Path(os.path.relpath(path or os.curdir, self.folder)).as_posix()  # a result that was edited has any path

    def _gone(self, seen: set[str]) -> list[str]:
        """Documents that were not looked at because there is no such file any more."""
        local = (path for path in self.documents.keys() - seen if "://" not in path and not path.startswith("<"))
        return sorted(path for path in local if not (self.folder / path).exists())


def _missing(path: str, accepted: Accepted) -> Reason:
    return Reason("{path}: {detector} “{text}”", path=path, detector=accepted.detector, text=accepted.text)


def _by_fingerprint(entry: dict[str, Any]) -> dict[str, Any]:
    findings = entry.get("findings")
    if not isinstance(findings, list) or not all(isinstance(one, dict) and "fingerprint" in one for one in findings):
        raise ValueError("findings is not a list of findings with their fingerprints")
    return {str(one["fingerprint"]): one for one in findings}


def _ordered(entry: Entry) -> list[Accepted]:
    return sorted(entry.findings.values(), key=lambda one: (one.detector, one.text, one.fingerprint))


def _marked(finding: Finding, known: dict[str, Accepted]) -> Finding:
    if _inline(finding):
        return finding
    accepted = known.get(finding.fingerprint)
    return replace(finding, suppressed=Suppression("baseline", accepted.reason) if accepted else None)


def _present(document: DocumentResult, entry: Entry) -> set[str]:
    """Fingerprints that are there, and those that a detector that broke might have found."""
    broke = {failure.detector for failure in document.failures}
    unsure = {mark for mark, accepted in entry.findings.items() if accepted.detector in broke}
    return unsure | {finding.fingerprint for finding in document.findings if not _inline(finding)}


def _inline(finding: Finding) -> bool:
    return finding.suppressed is not None and finding.suppressed.kind == "inline"


def _accepted(finding: Finding, reason: str) -> Accepted:
    return Accepted(finding.fingerprint, finding.detector, finding.text, reason)


def _score(document: DocumentResult) -> float | None:
    return document.score.value if document.score else None
