"""What people read while it runs: messages, and on stderr progress, for runs that take more than a moment."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

PATIENCE = 2.0  # seconds before anything is shown


def say(text: str, *, err: bool = False, nl: bool = True) -> None:
    """Print text for people. An article quoted in the log of a GitHub Action gives its runner no command."""
    import typer

    if os.environ.get("GITHUB_ACTIONS"):
        from audit.reporters.visible import without_commands

        text = without_commands(text)
    typer.echo(text, nl=nl, err=err)


@contextmanager
def progress(quiet: bool) -> Iterator[Callable[[str], None]]:
    """Yield what to call with the path of each document as its turn comes. Silent when told so, or not on a terminal."""
    if quiet or not sys.stderr.isatty():
        yield lambda _: None
        return
    from time import monotonic

    from rich.console import Console
    from rich.progress import MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}"), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task, begun = bar.add_task("audit", total=None, visible=False), monotonic()

        def tell(path: str) -> None:
            bar.update(task, description=path, advance=1, visible=monotonic() - begun > PATIENCE)

        yield tell
