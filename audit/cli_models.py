"""`audit models`: which engines there are, and the Argos packages that can be had."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from audit.engines.decoder import Package
    from audit.engines.download import Tell

app = typer.Typer(help="Back-translation models (Argos packages).", no_args_is_help=True, rich_markup_mode=None)


@app.command("list")
def list_models(
    available: Annotated[bool, typer.Option("--available", help="Also what the index offers (network).")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """Which engines there are, which one `auto` takes, and how to get the others."""
    from audit import engines
    from audit.engines import argos

    listed, packages = engines.available(), argos.installed()
    offers = argos.offered() if available else []
    if as_json:
        content = {"engines": [asdict(engine) for engine in listed], "packages": [_facts(p) for p in packages]}
        content |= {"available": [asdict(offer) for offer in offers]} if available else {}
        typer.echo(json.dumps(content, ensure_ascii=False, indent=2))
        return
    for engine in listed:
        facts = f"{engine.pair}  {_size(engine.size):9}" if engine.state == "installed" else ""
        typer.echo(f"{engine.name:10} {engine.state:14} {facts}{engine.hint}")
    typer.echo(f"\n--engine auto takes: {next((engine.name for engine in listed if engine.auto), 'none')}")
    _table("Installed packages", [(p.pair, p.version, _size(argos.size(p.folder)), str(p.folder)) for p in packages])
    _table("Offered by the index", [(offer.pair, offer.version, offer.name) for offer in offers])


@app.command()
def install(
    what: Annotated[str, typer.Argument(metavar="[fr-en|FILE.argosmodel]")] = "fr-en",
    sha256: Annotated[str | None, typer.Option(metavar="HEX", help="Refuse a file with another checksum.")] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress on stderr.")] = False,
) -> None:
    """Install an Argos package: a pair from the official index (network), or a file.

    A download that was cut goes on where it stopped when the command is given again.
    """
    from audit.engines import argos

    before = argos.installed()
    with _progress(quiet) as tell:
        package = argos.install(what, sha256, tell)
    untouched = package in before and package.pair == what and not sha256
    verb = "Already installed, and the newest:" if untouched else "Installed"
    typer.echo(f"{verb} {package}, {_size(argos.size(package.folder))} in {package.folder}")


@app.command()
def remove(pair: Annotated[str, typer.Argument(metavar="fr-en")]) -> None:
    """Remove an installed Argos package."""
    from audit.engines import argos

    for package, size in argos.remove(pair):
        typer.echo(f"Removed {package}: {_size(size)} freed in {package.folder}")


def _facts(package: "Package") -> dict[str, str | int]:
    from audit.engines import argos

    size = argos.size(package.folder)
    return {"pair": package.pair, "version": package.version, "size": size, "folder": str(package.folder)}


def _table(title: str, rows: list[tuple[str, ...]]) -> None:
    if rows:
        typer.echo(f"\n{title}:")
    for row in rows:
        typer.echo("  ".join(f"{cell:9}" for cell in row).rstrip())


def _size(size: int | None) -> str:
    from rich.filesize import decimal

    return "" if size is None else decimal(size)


@contextmanager
def _progress(quiet: bool) -> Iterator["Tell"]:
    """Yield what to call with the bytes so far and in all. Silent when told so, or not on a terminal."""
    if quiet or not sys.stderr.isatty():
        yield lambda _done, _total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TimeRemainingColumn, TransferSpeedColumn

    columns = (BarColumn(), DownloadColumn(), TransferSpeedColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:

        def tell(done: int, total: int | None) -> None:
            if not bar.tasks:  # begun here, so that the bytes of an earlier try do not count as speed
                bar.add_task("download", completed=done)
            bar.update(bar.tasks[0].id, completed=done, total=total)

        yield tell
