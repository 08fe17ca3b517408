"""What a person reads on a terminal: each article's score, findings worst first, what was not checked, the count."""

from collections.abc import Iterator, Sequence
from io import StringIO

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.text import Text

from audit.finding import Finding
from audit.reporters.messages import Messages, messages
from audit.reporters.places import located
from audit.reporters.summary import attributed, group, headline, totals, verdict, whole, worst_first
from audit.reporters.visible import plain
from audit.result import DocumentResult, Result, SegmentResult

STYLES = {"critical": "bold magenta", "major": "bold red", "minor": "yellow", "info": "cyan"}
AROUND = 160  # code points of the sentence shown either side of the span: two lines of a terminal


def render(result: Result, *, lang: str, color: bool = False, width: int = 80) -> str:
    """Plain text marks a span as >>this<<; with `color` there are ANSI colours too. `width` in columns."""
    out = StringIO()
    console = Console(
        file=out,
        width=width,
        force_terminal=color,
        color_system="standard" if color else None,
        legacy_windows=False,
        force_interactive=False,
        _environ={},  # the same text whatever COLUMNS and NO_COLOR say: the caller has decided
    )
    say = messages(lang)
    for document in result.documents:
        for part in (*_header(document, say), *_findings(document, say), *_unchecked(document, say)):
            console.print(part, highlight=False)
    for line in _ending(result, say):
        console.print(line, highlight=False)
    return "".join(f"{line.rstrip()}\n" for line in out.getvalue().split("\n")[:-1])


def _header(document: DocumentResult, say: Messages) -> Iterator[RenderableType]:
    said = verdict(document)
    yield Rule(style="dim", characters="─")
    yield Text(plain(headline(document)), style="bold")
    if headline(document) != document.path:
        yield Text(plain(document.path), style="dim")
    yield Text(f"{say.label('verdict', said)}. {_score(document, say)}", style=STYLES.get(said, "green"))
    yield Text(" · ".join(_facts(document, say)) + "\n")


def _score(document: DocumentResult, say: Messages) -> str:
    if document.score is None:
        return say("no_score")
    value, low, high = whole(document.score)
    parts = [say("article_score", value=value), say("interval", low=low, high=high)]
    return ", ".join(parts if document.score.reliable else [*parts, say("unsure")])


def _facts(document: DocumentResult, say: Messages) -> Iterator[str]:
    yield say("words", n=document.words)
    yield say("engine", name=plain(document.engine)) if document.engine else say("no_engine")
    if document.disclosed_mt:
        yield say("disclosed")
    if document.extracted and any(located(document, finding).file_line is None for finding in document.findings):
        yield say("extracted")


def _findings(document: DocumentResult, say: Messages) -> Iterator[RenderableType]:
    counted_first = sorted(worst_first(document.findings), key=lambda finding: finding.suppressed is not None)
    for number, finding in enumerate(counted_first, 1):
        place = plain(located(document, finding).short(say))
        severity = say.label("severity", finding.severity)
        title = f"{number:>2}  {severity.upper()} · {say.label('detector', finding.detector)}"
        style = "dim" if finding.suppressed else STYLES[finding.severity]
        yield Text.assemble((title, style), (f"{_standing(finding, say)}  {place}", "dim"))
        for text in (_sentence(document, finding), *_remarks(finding, say)):
            yield Padding(text, (0, 0, 0, 4), expand=False)
        yield ""


def _standing(finding: Finding, say: Messages) -> str:
    """That it was accepted, or is a mere warning: nothing of one that counts."""
    name = group(finding)
    return "" if name == finding.severity else f" · {say.label('severity', name)}"


def _sentence(document: DocumentResult, finding: Finding) -> Text:
    """The sentence, or the part of it around the span where it is long, with the span marked."""
    sentences = [s for s in document.segments if s.start < finding.end and finding.start < s.end]
    touched: Sequence[SegmentResult | Finding] = sentences or [finding]
    start = max(min(part.start for part in touched), finding.start - AROUND)
    end = min(max(part.end for part in touched), finding.end + AROUND)
    # the guards keep the blanks next to the span, which `plain` would strip
    before = plain(document.text[start : finding.start] + "|")[:-1]
    after = plain("|" + document.text[finding.end : end])[1:]
    if start > touched[0].start:
        before = f"…{before}"
    if end < touched[-1].end:
        after = f"{after}…"
    return Text.assemble(before, (f">>{plain(finding.text)}<<", f"{STYLES[finding.severity]} underline"), after)


def _remarks(finding: Finding, say: Messages) -> Iterator[Text]:
    yield Text(plain(finding.why))
    if finding.suppressed:
        reason = f"{say('colon')} {plain(finding.suppressed.reason)}" if finding.suppressed.reason else ""
        yield Text(f"{say.label('suppressed', finding.suppressed.kind)}{reason}", style="dim")
    if finding.repair is not None:
        repair = plain(finding.repair) or say("remove")
        yield Text.assemble((f"{say('instead')}{say('colon')} ", "dim"), (repair, "bold green"))
    if finding.back_translation:
        words = ", ".join(map(plain, finding.back_translation))
        yield Text.assemble((f"{say('back_translation_says')}{say('colon')} ", "dim"), words)
    for evidence in finding.evidence:
        yield Text.assemble((f"{say('also')}{say('colon')} ", "dim"), plain(attributed(evidence, say)))


def _unchecked(document: DocumentResult, say: Messages) -> Iterator[Text]:
    for failure in document.failures:
        where = f" {say('on_sentence', id=plain(failure.segment))}" if failure.segment else ""
        label = say.label("detector", failure.detector)
        yield Text(
            f"{say('broke')}{say('colon')} {label}{where}{say('colon')} {plain(failure.error)}", style="bold red"
        )
    for skipped in document.skipped:
        label = say.label("detector", skipped.detector)
        yield Text(f"{say('not_run')}{say('colon')} {label}{say('colon')} {plain(skipped.reason)}", style="yellow")
    for warning in document.warnings:
        yield Text(f"{say('remark').capitalize()}{say('colon')} {plain(warning)}", style="yellow")
    if unreliable := sum(segment.unreliable is not None for segment in document.segments):
        yield Text(f"{say('unreliable_note', n=unreliable)}.", style="yellow")


def _ending(result: Result, say: Messages) -> Iterator[RenderableType]:
    counts = totals(result)
    yield Rule(style="dim", characters="─")
    for rejected in result.rejected:
        yield Text(
            f"{say('rejected')}{say('colon')} {plain(rejected.path)}{say('colon')} {plain(rejected.reason)}",
            style="bold red",
        )
    parts = [say("passed", n=counts.passed), say("flagged", n=counts.flagged), say("rejected_count", n=counts.rejected)]
    yield Text(f"{say('checked', n=counts.checked)}{say('colon')} {', '.join(parts)}.", style="bold")
    if counts.findings:
        by_severity = [
            f"{n} {say.label('severities' if n > 1 else 'severity', name)}"
            for name, n in counts.severities.items()
            if n
        ]
        yield Text(f"{say('findings', n=counts.findings)}{say('colon')} {', '.join(by_severity)}.")
    if not result.documents:
        return
    style = "bold green" if result.verdict == "passed" else "bold red"
    yield Text(f"{say.label('gate', result.verdict)}.", style=style)
    for reason in result.gate.reasons:
        yield Text(f"  {plain(reason)}")
