"""The command line: arguments in, exit code out. All it does can be done from Python."""

import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from audit import cli_baseline, cli_compare, cli_models, cli_settings
from audit.cli_options import Config, FailOnOption, Formats, LangOption, ListsFormats, MinScore, Results, given
from audit.console import say
from audit.errors import AuditError, SettingsError, unknown
from audit.reason import Reason
from audit.version import __version__

if TYPE_CHECKING:
    from audit.choices import Lang
    from audit.result import Result

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
FOR_PEOPLE = {"concise", "full"}  # formats for a terminal and the log of a job; programs read the others
BaselineOption = Annotated[Path | None, typer.Option(help="Findings that are accepted: new ones alone fail.")]


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
    source: Annotated[Path | None, typer.Option(help="The original, where it is at hand.")] = None,
    formats: Formats = None,
    fail_on: FailOnOption = None,
    min_score: MinScore = None,
    baseline: BaselineOption = None,
    engine: Annotated[
        str | None, typer.Option(help="Back-translation: auto (default), argos, embedded, apertium or none.")
    ] = None,
    config: Config = None,
    lang: LangOption = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no notes on stderr.")] = False,
) -> None:
    """Audit files, folders, globs, - (stdin) or URLs."""
    from audit.console import progress
    from audit.pipeline import audit_paths
    from audit.reporters import parse_formats
    from audit.settings_file import in_force

    options = given(formats=formats, fail_on=fail_on, min_score=min_score, baseline=baseline, engine=engine, lang=lang)
    settings = in_force(config, options)
    targets = parse_formats(settings.formats)
    with progress(quiet) as tell:
        result = audit_paths(paths, settings=settings, source=source, tell=tell)
    _deliver(result, targets, settings.lang)
    if not quiet:
        _note(result, settings.lang)
    raise typer.Exit(result.exit_code)


@app.command()
def gate(
    results: Results,
    fail_on: FailOnOption = None,
    min_score: MinScore = None,
    baseline: BaselineOption = None,
    config: Config = None,
) -> None:
    """Apply a gate to earlier results."""
    from audit.baseline import Baseline
    from audit.gate import regate
    from audit.reporters.as_json import load
    from audit.reporters.reasons import told
    from audit.result import merge
    from audit.settings_file import in_force

    settings = in_force(config, given(fail_on=fail_on, min_score=min_score, baseline=baseline))
    outcome = regate(merge([load(path) for path in results]), settings, Baseline.of(settings))
    outcome = told(outcome, settings.lang)
    for reason in outcome.gate.reasons:
        say(reason)
    say(told(Reason("passed") if outcome.gate.passed else Reason("failed"), settings.lang))
    _note(outcome, settings.lang)
    raise typer.Exit(outcome.exit_code)


@app.command()
def report(
    results: Results,
    output: Annotated[
        str,
        typer.Option(
            "--output", "-o", help="The page to write, or a folder: one that is there, or a path ending in /."
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
    typer.echo("\nMeasured: " + "; ".join(f"{s}: {counts}" for s, counts in shown.get("measured", {}).items()))


app.command()(cli_compare.compare)
app.add_typer(cli_models.app, name="models")
app.add_typer(cli_baseline.app, name="baseline")
app.command()(cli_settings.config)
app.command()(cli_settings.init)


def _deliver(result: "Result", targets: list[tuple[str, str | None]], lang: "Lang") -> None:
    """Write every format that was asked for; what could not be audited is named on stderr."""
    from audit.reporters import deliver, render
    from audit.reporters.reasons import told

    for name, file in targets:
        if file is not None:
            deliver(name, result, file, lang=lang)
        elif name == "full" and sys.stdout.isatty():
            width = shutil.get_terminal_size().columns
            typer.echo(render("full", result, lang=lang, color=True, width=width), nl=False)
        else:
            text = render(name, result, lang=lang)
            say(text, nl=False) if name in FOR_PEOPLE else typer.echo(text, nl=False)
    for rejected in told(result.rejected, lang):
        say(f"audit: {rejected.path}: {rejected.reason}", err=True)


def _note(result: "Result", lang: "Lang") -> None:
    """Say on stderr what does not count and why, and what is there to be cleared up."""
    from audit.reporters.reasons import told

    notes = [
        Reason("{path}: {warning}", path=d.path, warning=warning) for d in result.documents for warning in d.warnings
    ]
    notes += [
        Reason("accepted by the baseline and no longer there: {entry}", entry=entry) for entry in result.gate.stale
    ]
    if any(result.suppressed.values()):
        notes.append(
            Reason(
                "not counted: {baseline} accepted by the baseline, {inline} silenced by comments", **result.suppressed
            )
        )
    for note in notes:
        say(f"audit: {told(note, lang)}", err=True)


def main() -> NoReturn:
    """Run the command line; an AuditError becomes one line on stderr and exit code 2."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]  # a lone surrogate must not end the run
    try:
        app()
    except AuditError as error:
        typer.echo(f"audit: {error}", err=True)
        sys.exit(2)
    except KeyboardInterrupt:
        typer.echo("audit: interrupted", err=True)
        sys.exit(130)
    sys.exit(0)
