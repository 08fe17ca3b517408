"""The command line: arguments in, exit code out. All it does can be done from Python."""

import shutil
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from audit.errors import AuditError, SettingsError, unknown
from audit.finding import Severity
from audit.version import __version__

if TYPE_CHECKING:
    from audit.result import Result

app = typer.Typer(
    name="audit",
    help="Find what machine translation broke in a published article: where, how badly, and what it should have said.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
    epilog="Exit codes: 0 passed; 1 findings at or above --fail-on, or the gate failed; 2 usage, configuration, unreadable "
    "input or missing model; 3 a detector or the engine failed on some document.",
)
models = typer.Typer(help="Back-translation models (Argos packages).", no_args_is_help=True)
app.add_typer(models, name="models")


class FailOn(StrEnum):
    """The least severity that fails a run."""

    INFO = "info"
    MINOR = "minor"
    MAJOR = "major"
    CRITICAL = "critical"
    NEVER = "never"

    @property
    def severity(self) -> Severity | None:
        return None if self is FailOn.NEVER else Severity(self.value)


class Lang(StrEnum):
    """Language of messages and reports."""

    FR = "fr"
    EN = "en"


Formats = Annotated[
    list[str] | None,
    typer.Option(
        "--format",
        "-f",
        metavar="NAME[=FILE]",
        help="concise, full, json, jsonl or html; =FILE writes to a file. Repeatable.",
    ),
]
FailOnOption = Annotated[FailOn, typer.Option(help="Fail on findings of this severity or worse.")]
MinScore = Annotated[float | None, typer.Option(min=0, max=100, help="Fail on a document that scores less than this.")]
LangOption = Annotated[Lang, typer.Option(help="Language of messages and reports.")]
Results = Annotated[list[Path], typer.Argument(metavar="RESULT.json...", help="Results of `audit run --format json`.")]


@app.callback(invoke_without_command=True)
def _root(
    version: Annotated[bool, typer.Option("--version", help="Print the version.", is_eager=True)] = False,
) -> None:
    if version:
        typer.echo(f"audit {__version__}")
        raise typer.Exit


@app.command()
def run(
    paths: Annotated[list[str], typer.Argument(metavar="PATH...", help="Files, folders, globs, - (stdin) or URLs.")],
    source: Annotated[Path | None, typer.Option(help="The original, where it is at hand.")] = None,
    formats: Formats = None,
    fail_on: FailOnOption = FailOn.MAJOR,
    min_score: MinScore = None,
    engine: Annotated[str, typer.Option(help="Back-translation: auto, argos, embedded, apertium or none.")] = "auto",
    lang: LangOption = Lang.EN,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no notes on stderr.")] = False,
) -> None:
    """Audit files, folders, globs, - (stdin) or URLs."""
    from audit.console import progress
    from audit.pipeline import audit_paths
    from audit.reporters import parse_formats

    targets = parse_formats(formats)
    with progress(quiet) as tell:
        result = audit_paths(
            paths, engine=engine, source=source, fail_on=fail_on.severity, min_score=min_score, tell=tell
        )
    raise typer.Exit(_deliver(result, targets, lang))


@app.command()
def gate(results: Results, fail_on: FailOnOption = FailOn.MAJOR, min_score: MinScore = None) -> None:
    """Apply a gate to earlier results."""
    from audit.gate import regate
    from audit.reporters.as_json import load

    outcomes = [regate(load(path), fail_on.severity, min_score) for path in results]
    for reason in (reason for outcome in outcomes for reason in outcome.gate.reasons):
        typer.echo(reason)
    typer.echo("failed" if any(not outcome.gate.passed for outcome in outcomes) else "passed")
    raise typer.Exit(max(outcome.exit_code for outcome in outcomes))


@app.command()
def report(
    results: Results,
    output: Annotated[Path, typer.Option("--output", "-o", help="The page to write.")] = Path("audit-report.html"),
    lang: LangOption = Lang.EN,
) -> None:
    """Write the HTML report again from earlier results."""
    from audit.reporters import REPORTERS, write
    from audit.reporters.as_json import load
    from audit.result import merge

    write(REPORTERS["html"].render(merge([load(path) for path in results]), lang=lang), output)
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


@models.command("list")
def list_models() -> None:
    """Which engines there are, and how to get the others."""
    from audit.engines import available

    for name, state, hint in available():
        typer.echo(f"{name:10} {state:14} {hint}".rstrip())


@models.command()
def install(what: Annotated[str, typer.Argument(metavar="fr-en|FILE.argosmodel")] = "fr-en") -> None:
    """Install an Argos package: a pair from the official index (network), or a file."""
    from audit.engines.argos import install as install_package

    typer.echo(f"Installed {install_package(what)}")


@models.command()
def remove(pair: Annotated[str, typer.Argument(metavar="fr-en")]) -> None:
    """Remove an installed Argos package."""
    from audit.engines.argos import remove as remove_package

    typer.echo(f"Removed {remove_package(pair)}")


def _deliver(result: "Result", targets: list[tuple[str, Path | None]], lang: Lang) -> int:
    """Write every format that was asked for; a reason for failing goes to stderr. Returns the exit code."""
    from audit.reporters import REPORTERS, full, write

    for name, file in targets:
        if file is not None:
            write(REPORTERS[name].render(result, lang=lang), file)
        elif name == "full" and sys.stdout.isatty():
            typer.echo(full.render(result, lang=lang, color=True, width=shutil.get_terminal_size().columns), nl=False)
        else:
            typer.echo(REPORTERS[name].render(result, lang=lang), nl=False)
    for rejected in result.rejected:
        typer.echo(f"audit: {rejected.path}: {rejected.reason}", err=True)
    return result.exit_code


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
