"""A comparison as text for a terminal, as JSON, and as one self-contained page."""

import base64
import hashlib
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path

from markupsafe import Markup

from audit.compare import Comparison, DocumentChange
from audit.compare.significance import MeanChange, MetricChange
from audit.finding import Finding, Level
from audit.reporters.as_json import dump
from audit.reporters.messages import Messages, messages
from audit.reporters.visible import markup, plain
from audit.result import Score

HERE = Path(__file__).parent
FORMAT = 1


def as_text(comparison: Comparison, lang: str) -> str:
    """Articles that changed first have their findings listed; then the metrics."""
    say = messages(lang, HERE / "words.toml")
    lines = [f"{say('compared', n=len(comparison.documents))}{say('colon')} {_counts(comparison.documents, say)}"]
    for document in comparison.documents:
        lines += ["", *_document(document, say)]
    lines += ["", *(f"{path}: {say('gone')}" for path in comparison.gone)] if comparison.gone else []
    lines += ["", *(f"{path}: {say('added')}" for path in comparison.added)] if comparison.added else []
    lines += ["", *_segments(comparison, say), *_metrics(comparison, say)]
    if comparison.signatures[0] != comparison.signatures[1]:
        lines += ["", say("differ"), *comparison.signatures]
    return "".join(f"{_kept(line)}\n" for line in lines)


def as_json(comparison: Comparison, lang: str) -> str:  # noqa: ARG001 - all are called alike; JSON has one language
    """All of it; `totals` counts the findings."""
    totals = {
        "documents": len(comparison.documents),
        **{kind: sum(len(getattr(d, kind)) for d in comparison.documents) for kind in ("fixed", "new", "still")},
    }
    return dump({"format": FORMAT, **asdict(comparison), "totals": totals}, indent=1)


def as_html(comparison: Comparison, lang: str) -> str:
    """One page without scripts, which makes no request."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters |= {"visible": markup, "plain": plain, "note": _note}
    style = Markup((HERE / "page.css").read_text(encoding="utf-8"))  # noqa: S704 - our own file, not the user's text
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode("ascii")
    say = messages(lang, HERE / "words.toml")
    return environment.get_template("page.html.j2").render(
        comparison=comparison,
        counts=_counts(comparison.documents, say),
        say=say,
        label=messages(lang).label,
        score=_score,
        style=style,
        policy=f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'",
    )


RENDERERS: dict[str, Callable[[Comparison, str], str]] = {"text": as_text, "json": as_json, "html": as_html}


def _document(document: DocumentChange, say: Messages) -> Iterator[str]:
    was = "" if document.path_before == document.path else f" ({say('was', path=document.path_before)})"
    yield f"{document.path}{was}: {_score(document, say)}; {_counts([document], say)}"
    for kind in ("fixed", "new"):
        for finding in getattr(document, kind):
            repair = f" [{finding.repair}]" if finding.repair else ""
            note = _note(finding, say)
            yield f"  {say(f'{kind}_label')}: {finding.severity} {finding.detector}: {finding.why}{repair}{note}"


def _segments(comparison: Comparison, say: Messages) -> Iterator[str]:
    """The means over segments, and those that differ most."""
    for mean in comparison.segments:
        counts = say("segments", better=mean.better, alike=mean.alike, worse=mean.worse)
        yield f"{say('judged' if mean.name == 'judged' else 'score_mean')}{say('colon')} {_change(mean, say)}; {counts}"
    for kind in ("better", "worse"):
        for segment in getattr(comparison, kind):
            yield f"  {say(kind)}{say('colon')} {segment.path}, {segment.id}: {segment.value_before:g} → {segment.value:g}"
            yield from (f"    {say(label)}{say('colon')} {text}" for label, text in segment.texts)
    if comparison.segments:
        yield ""


def _metrics(comparison: Comparison, say: Messages) -> Iterator[str]:
    if not comparison.metrics:
        yield say("no_metrics")
    else:
        yield f"{say('metrics')} ({say('metrics_note', n=comparison.sentences)})"
    for metric in comparison.metrics:
        yield f"  {metric.name:4} {_change(metric, say)}"
    if comparison.against_reference:
        yield say("against_reference")
    for metric in comparison.against_reference:
        yield f"  {metric.name:4} {_change(metric, say)}"


def _change(change: MeanChange | MetricChange, say: Messages) -> str:
    interval = f"{say('interval')} {change.low:+.1f} … {change.high:+.1f}"
    return f"{change.before:.1f} → {change.after:.1f} ({change.change:+.1f}; {interval}; p {change.p:.3f})"


def _counts(documents: "tuple[DocumentChange, ...] | list[DocumentChange]", say: Messages) -> str:
    sums = {kind: sum(len(getattr(document, kind)) for document in documents) for kind in ("fixed", "new", "still")}
    return ", ".join(say(kind, n=n) for kind, n in sums.items())


def _score(document: DocumentChange, say: Messages) -> str:
    before, after = document.score_before, document.score
    if before is None or after is None:
        return say("no_score")
    if before == after:
        return say("score_unaltered", value=f"{after.value:g}", low=f"{after.low:g}", high=f"{after.high:g}")
    change = say("score", before=f"{before.value:g}", after=f"{after.value:g}")
    return f"{change} ({_interval(before, after, say)})"


def _interval(before: Score, after: Score, say: Messages) -> str:
    numbers = {"low_before": before.low, "high_before": before.high, "low": after.low, "high": after.high}
    return say("intervals", **{name: f"{value:g}" for name, value in numbers.items()})


def _note(finding: Finding, say: Messages) -> str:
    """In brackets, why a finding does not count."""
    if finding.suppressed:
        return f" ({say('accepted')})"
    return f" ({say('warning')})" if finding.level is Level.WARN else ""


def _kept(line: str) -> str:
    """The line with its indent; whatever an article puts into it stays on it, and is seen."""
    return " " * (len(line) - len(line.lstrip(" "))) + plain(line)
