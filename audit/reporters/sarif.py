"""SARIF 2.1.0, the format of code scanning (https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html).

It keeps within what GitHub takes (https://docs.github.com/en/code-security/code-scanning, "SARIF support").
"""

import gzip
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from audit.detectors.registry import Detector, explanations, load
from audit.finding import Suppression
from audit.reporters.ci import TOOL, Unchecked, message, ranked, shortened, to_json, unchecked
from audit.reporters.levels import NOTE, TERMS, WARNING, terms
from audit.reporters.messages import Messages, messages
from audit.reporters.places import Located, uri
from audit.reporters.visible import plain
from audit.result import DocumentResult, Result

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
ROOT = "%SRCROOT%"
# GitHub refuses a file with more results, or of more bytes when compressed, and shows the first 5,000.
MOST_RESULTS = 25_000
MOST_BYTES = 10_000_000
MOST_DESCRIBED = 1024  # characters of a rule's short and full description
MOST_SNIPPET = 1000  # code points; what is longer is left to the file itself
SUPPRESSIONS = {"baseline": "external", "inline": "inSource"}
Json = dict[str, Any]


def render(result: Result, *, lang: str) -> str:
    """Results gravest first, accepted ones last and marked; where GitHub would refuse the file, fewer, and how many."""
    found, say = ranked(result), messages(lang)
    kept = found[:MOST_RESULTS]
    while True:
        text = to_json(_log(result, kept, len(found) - len(kept), say))
        if not kept or len(gzip.compress(text.encode())) <= MOST_BYTES:
            return text
        kept = kept[: len(kept) // 2]


def _log(result: Result, kept: Sequence[Located], left_out: int, say: Messages) -> Json:
    rules = _rules(kept)
    index = {rule["id"]: number for number, rule in enumerate(rules)}
    run = {
        "tool": {"driver": {"name": TOOL, "version": result.version, "rules": rules}},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {ROOT: {"description": {"text": "The folder that audit was run in."}}},
        "invocations": [_invocation(result, left_out, say)],
        "artifacts": [_artifact(document) for document in result.documents],
        "results": [_result(located, index, say) for located in kept],
        "properties": {"signature": result.signature, "gate": asdict(result.gate)},
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _rules(kept: Iterable[Located]) -> list[Json]:
    """All detectors, whatever they found, so that the rules change with the tool alone; and those we do not know."""
    known = load()
    examples = explanations()
    unknown = {located.finding.detector for located in kept} - known.keys()
    rules = [_rule(detector, examples.get(name, {})) for name, detector in known.items()]
    return [*rules, *({"id": name} | _described(name, name, name) for name in sorted(unknown))]


def _rule(detector: Detector, explained: Json) -> Json:
    shown = "\n".join(f"- {example}" for example in explained.get("examples", ()))
    words = detector.name.split("-")
    level = TERMS[detector.severity].sarif
    return {
        "id": detector.name,
        **({"name": "".join(map(str.capitalize, words))} if len(words) > 1 else {}),  # never the id again (3.49.7)
        **_described(
            detector.summary, detector.doc, f"{detector.doc}\n\nFor example:\n\n{shown}" if shown else detector.doc
        ),
        "defaultConfiguration": {"level": level, "enabled": detector.default},
        "properties": {
            "category": detector.category,
            "severity": detector.severity,
            "problem.severity": "recommendation" if level == NOTE.sarif else level,
            "tags": ["translation", *detector.category.split("/")],
        },
    }


def _described(short: str, full: str, text: str) -> Json:
    return {
        "shortDescription": {"text": shortened(short, MOST_DESCRIBED)},
        "fullDescription": {"text": shortened(full, MOST_DESCRIBED)},
        "help": {"text": text, "markdown": text},
    }


def _invocation(result: Result, left_out: int, say: Messages) -> Json:
    checks = list(unchecked(result))
    configuration = [_notification(check, say) for check in checks if check.terms is NOTE]
    if left_out:
        configuration.append({"level": WARNING.sarif, "message": {"text": say("more", n=left_out)}})
    broken = [_notification(check, say) for check in checks if check.terms is not NOTE]
    return {
        "executionSuccessful": not broken,
        "exitCode": result.exit_code,
        "toolExecutionNotifications": broken,
        "toolConfigurationNotifications": configuration,
    }


def _notification(check: Unchecked, say: Messages) -> Json:
    location = {"physicalLocation": {"artifactLocation": _artifact_location(check.path)}}
    return {"level": check.terms.sarif, "message": {"text": check.message(say)}, "locations": [location]}


def _artifact(document: DocumentResult) -> Json:
    known = {"words": document.words, "score": document.score and document.score.value, "engine": document.engine}
    return {"location": _artifact_location(document.path), "roles": ["analysisTarget"], "properties": known}


def _artifact_location(path: str) -> Json:
    """GitHub takes a relative URI to start at the root of the repository."""
    reference = uri(path)
    return {"uri": reference} if ":" in reference else {"uri": reference, "uriBaseId": ROOT}


def _result(located: Located, index: dict[str, int], say: Messages) -> Json:
    finding = located.finding
    result = {
        "ruleId": finding.detector,
        "ruleIndex": index[finding.detector],
        "level": terms(finding).sarif,
        "message": {"text": message(finding, say)},
        "locations": [_location(located, say)],
        # GitHub knows an alert again by `primaryLocationLineHash` alone. Its own would be one for all of a paragraph.
        "partialFingerprints": {
            "primaryLocationLineHash": finding.fingerprint,
            "translationAudit/v1": finding.fingerprint,
        },
        "suppressions": [_suppression(finding.suppressed)] if finding.suppressed else [],
        "properties": {
            "category": finding.category,
            "severity": finding.severity,
            "evidence": finding.evidence,
            "backTranslation": finding.back_translation,
        },
    }
    if finding.repair is not None and not located.document.extracted:
        result["fixes"] = [_fix(located, finding.repair, say)]
    return result


def _location(located: Located, say: Messages) -> Json:
    """With no region where the line of the file is not known: SARIF then means the file as a whole."""
    physical: Json = {"artifactLocation": _artifact_location(located.document.path)}
    text = located.finding.text
    region = _region(located) | ({"snippet": {"text": text}} if len(text) <= MOST_SNIPPET else {})
    if not located.document.extracted:
        return {"physicalLocation": physical | {"region": region}}
    return {
        "physicalLocation": physical | ({"region": {"startLine": located.file_line}} if located.file_line else {}),
        "message": {"text": located.in_words(say)},
        "properties": {"extractedText": region},
    }


def _region(located: Located) -> Json:
    return {
        "startLine": located.line,
        "startColumn": located.column,
        "endLine": located.end_line,
        "endColumn": located.end_column,
        "charOffset": located.finding.start,
        "charLength": located.finding.end - located.finding.start,
    }


def _fix(located: Located, repair: str, say: Messages) -> Json:
    replacement: Json = {"deletedRegion": _region(located)}
    if repair:
        replacement["insertedContent"] = {"text": repair}
    said = f"{say('instead')}{say('colon')} {plain(repair) or say('remove')}"
    location = _artifact_location(located.document.path)
    return {
        "description": {"text": said},
        "artifactChanges": [{"artifactLocation": location, "replacements": [replacement]}],
    }


def _suppression(suppressed: Suppression) -> Json:
    kind = SUPPRESSIONS.get(suppressed.kind, "external")
    return {"kind": kind, "status": "accepted", "justification": suppressed.reason}
