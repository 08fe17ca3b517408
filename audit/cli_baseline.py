"""`audit baseline`: accept the findings of today."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from audit.cli_options import Results
from audit.errors import OutputError

if TYPE_CHECKING:
    from audit.baseline import Baseline

app = typer.Typer(
    help="Accept the findings of earlier results, so that new ones alone fail.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
File = Annotated[Path, typer.Option(metavar="FILE", help="The baseline.")]
Reason = Annotated[str, typer.Option(metavar="TEXT", help="Why the new ones are accepted; stands beside each of them.")]
FILE = Path("audit-baseline.json")


@app.command()
def create(
    results: Results,
    file: File = FILE,
    reason: Reason = "",
    force: Annotated[bool, typer.Option("--force", help="Write over a baseline that is there.")] = False,
) -> None:
    """Accept all findings of these results."""
    from audit.baseline import Baseline
    from audit.reporters.as_json import load

    if file.exists() and not force:
        raise OutputError(f"{file} is there already: `audit baseline update` adds to it, --force writes over it")
    documents = [document for path in results for document in load(path).documents]
    empty = Baseline(folder=file.parent)
    _write(empty, empty.updated(documents, reason), file)


@app.command()
def update(results: Results, file: File = FILE, reason: Reason = "") -> None:
    """Accept the new findings of these results and drop those that are gone; reasons are kept."""
    from audit.baseline import Baseline
    from audit.reporters.as_json import load

    before = Baseline.read(file)
    _write(before, before.updated([d for path in results for d in load(path).documents], reason), file)


@app.command()
def prune(results: Results, file: File = FILE) -> None:
    """Drop what these results no longer have, and documents whose file is gone. Accepts nothing new."""
    from audit.baseline import Baseline
    from audit.reporters.as_json import load

    before = Baseline.read(file)
    _write(before, before.pruned(d for path in results for d in load(path).documents), file)


def _write(before: "Baseline", after: "Baseline", file: Path) -> None:
    from audit.part import write

    write(after.dump(), file)
    old, new = before.marks, after.marks
    typer.echo(f"{file}: {len(new)} accepted ({len(new - old)} new), {len(old - new)} dropped")
