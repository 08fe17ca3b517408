"""The command line: arguments in, exit code out. All it does can be done from Python."""

import os
import sys
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from audit import cli_baseline, cli_cache, cli_compare, cli_models, cli_settings
from audit.cli_options import (
    Config,
    FailOnOption,
    Formats,
    Glossaries,
    Jobs,
    LangOption,
    ListsFormats,
    MinScore,
    Results,
    given,
)
from audit.console import say_line
from audit.errors import AuditError, SettingsError, unknown
from audit.reason import Reason
from audit.threads import one_thread
from audit.version import __version__

if TYPE_CHECKING:
    from audit.cache import Note
    from audit.choices import Lang
    from audit.result import DocumentResult, Result

VERDICTS = {
    "passed": Reason("passed"),
    "failed": Reason("failed"),
    "open": Reason("no verdict, as not all was audited"),
}
INTERRUPTED = 130  # exit code of Ctrl-C, as shells have it
TOLD = 3  # reasons why the gate failed, where the reports lie in files

app = typer.Typer(
    name="audit",
    help="Find what machine translation broke in a published article: where, how badly, and what it should have said.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # boxes around the options cost --help half of its time
    add_completion=False,
    epilog="Exit codes: 0 passed; 1 findings at or above --fail-on, or the gate failed; 2 usage, configuration, unreadable "
    "input or missing model; 3 a detector or the engine failed on some document.",
)
BaselineOption = Annotated[
    Path | None, typer.Option(metavar="FILE", help="Findings that are accepted: new ones alone fail.")
]


@app.callback(invoke_without_command=True)
def _root(
    version: Annotated[bool, typer.Option("--version", help="Print the version.", is_eager=True)] = False,
) -> None:
    if version:
        typer.echo(f"audit {__version__}")
        raise typer.Exit


@app.command(cls=ListsFormats)
def run(
    paths: Annotated[list[str], typer.Argument(metavar="PATH", help="Files, folders, globs, - (stdin) or URLs.")],
    source: Annotated[Path | None, typer.Option(metavar="FILE", help="The original, where it is at hand.")] = None,
    formats: Formats = None,
    fail_on: FailOnOption = None,
    min_score: MinScore = None,
    baseline: BaselineOption = None,
    glossary: Glossaries = None,
    engine: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Back-translation: auto (default), argos, embedded, apertium or none."),
    ] = None,
    jobs: Jobs = None,
    cluster: Annotated[
        str | None, typer.Option(metavar="ADDRESS", help="Audit on the machines of this Dask scheduler.")
    ] = None,
    no_cache: Annotated[
        bool, typer.Option("--no-cache", help="Audit everything anew, and do not remember it.")
    ] = False,
    config: Config = None,
    lang: LangOption = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no notes on stderr.")] = False,
) -> None:
    """Audit files, folders, globs, - (stdin) or URLs."""
    from audit.cache import Cache
    from audit.console import progress
    from audit.inputs import passed_over
    from audit.pipeline import Run
    from audit.reporters import parse_formats
    from audit.reporters.outputs import Outputs
    from audit.settings_file import in_force

    options = given(formats=formats, fail_on=fail_on, min_score=min_score, baseline=baseline, engine=engine, lang=lang)
    options |= given(glossary=glossary, jobs=jobs, cache_size=0 if no_cache else None)
    settings = in_force(config, options)
    targets = parse_formats(settings.formats)
    outputs = Outputs(targets, settings.lang)
    note = _unsaid if quiet else partial(_say, lang=settings.lang)
    with closing(Cache.open(settings.cache_size, note)) as cache, outputs:
        run = Run(paths, settings, source, cache, cluster, keep=outputs.keep)
        if settings.baseline and not settings.baseline.exists():
            note(Reason("baseline {path} is not there yet: nothing is accepted", path=settings.baseline))
        for reason in () if quiet else passed_over(paths, settings):
            note(reason)
        with progress(quiet, run.total) as tell:
            for document in run:
                outputs.take(document)
                tell(run.done, document.path)
                if not outputs.keep:  # nor their warnings
                    _warn(document, note)
        try:
            outputs.finish(run.result)
        finally:
            for rejected in run.result.rejected:
                _say(Reason("{path}: {reason}", path=rejected.path, reason=rejected.reason), settings.lang)
    _note(run.result, note)
    for name, folder in outputs.empty:
        note(Reason("{path}: nothing written: no {format} file among the inputs", path=folder, format=name))
    if all(file for _, file in targets):
        _verdict(run.result, [file for name, file in targets if file and (name, file) not in outputs.empty], note)
    raise typer.Exit(run.result.exit_code)


@app.command()
def gate(
    results: Results,
    fail_on: FailOnOption = None,
    min_score: MinScore = None,
    baseline: BaselineOption = None,
    config: Config = None,
    lang: LangOption = None,
) -> None:
    """Apply a gate to earlier results."""
    from audit.baseline import Baseline
    from audit.gate import regate
    from audit.reporters.as_json import load
    from audit.reporters.reasons import told
    from audit.result import merge
    from audit.settings_file import in_force

    settings = in_force(config, given(fail_on=fail_on, min_score=min_score, baseline=baseline, lang=lang))
    outcome = regate(merge([load(path) for path in results]), settings, Baseline.of(settings))
    outcome = told(outcome, settings.lang)
    for reason in outcome.gate.reasons:
        say_line(reason)
    say_line(told(VERDICTS[outcome.verdict], settings.lang))
    _note(outcome, partial(_say, lang=settings.lang))
    raise typer.Exit(outcome.exit_code)


@app.command()
def report(
    results: Results,
    output: Annotated[
        str,
        typer.Option(
            "--output",
            "-o",
            metavar="PATH",
            help="The page to write, or a folder: one that is there, or a path ending in /.",
        ),
    ] = "audit-report.html",
    config: Config = None,
    lang: LangOption = None,
) -> None:
    """Write the HTML report again from earlier results."""
    from audit.reporters import deliver
    from audit.reporters.as_json import load
    from audit.result import merge
    from audit.settings_file import in_force

    settings = in_force(config, given(lang=lang))
    deliver("html", merge([load(path) for path in results]), output, lang=settings.lang)
    typer.echo(f"Wrote {output}", err=True)


@app.command()
def detectors(name: Annotated[str | None, typer.Argument(help="One to explain.")] = None) -> None:
    """List the detectors, or explain one."""
    from audit.detectors.registry import explanations, load

    known = load()
    if name is None:
        for detector in known.values():
            off = "" if detector.default else " (off by default)"
            typer.echo(f"{detector.name:22} {detector.severity:9} {detector.category:38} {detector.summary}{off}")
        return
    if name not in known:
        raise SettingsError(unknown("detector", name, list(known)))
    detector = known[name]
    typer.echo(f"{detector.name}: {detector.category}, {detector.severity}\n\n{detector.doc}")
    shown = explanations().get(name, {})
    typer.echo("\nFor example:\n" + "\n".join(f"- {example}" for example in shown.get("examples", ())))
    measured = "; ".join(f"{s}: {counts}" for s, counts in shown.get("measured", {}).items())
    typer.echo(f"\nMeasured: {measured or 'it found nothing in the labelled articles, of which few have their source'}")


app.command()(cli_compare.compare)
app.add_typer(cli_models.app, name="models")
app.add_typer(cli_cache.app, name="cache")
app.add_typer(cli_baseline.app, name="baseline")
app.command()(cli_settings.config)
app.command()(cli_settings.init)


def _note(result: "Result", note: "Note") -> None:
    """Say what does not count and why, and what is there to be cleared up."""
    for document in result.documents:
        _warn(document, note)
    for entry in result.gate.stale:
        note(Reason("accepted by the baseline and no longer there: {entry}", entry=entry))
    if any(result.suppressed.values()):
        note(
            Reason(
                "not counted: {baseline} accepted by the baseline, {inline} silenced by comments", **result.suppressed
            )
        )


def _verdict(result: "Result", files: list[str], note: "Note") -> None:
    """Say what became of a run of which nothing else is to be seen on the terminal."""
    if files:
        note(Reason("wrote {files}", files=", ".join(files)))
    for reason in result.gate.reasons[:TOLD]:
        note(reason)
    if result.exit_code < 2:
        note(VERDICTS[result.verdict])


def _warn(document: "DocumentResult", note: "Note") -> None:
    for warning in document.warnings:
        note(Reason("{path}: {warning}", path=document.path, warning=warning))


def _say(reason: str, lang: "Lang") -> None:
    from audit.reporters.reasons import told

    say_line(f"audit: {told(reason, lang)}", err=True)


def _unsaid(reason: str) -> None:
    """What --quiet makes of a note."""


def main() -> NoReturn:
    """Run the command line; an AuditError becomes one line on stderr and exit code 2."""
    one_thread(os.environ)
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]  # a lone surrogate must not end the run
    try:
        app()
    except AuditError as error:
        say_line(f"audit: {error}", err=True)
        sys.exit(2)
    except (KeyboardInterrupt, SystemExit) as ended:  # typer makes an exit of an interrupt, and says nothing
        if isinstance(ended, SystemExit) and ended.code != INTERRUPTED:
            raise
        say_line("audit: interrupted; given again, the command goes on with what is in the cache", err=True)
        sys.exit(INTERRUPTED)
    sys.exit(0)
