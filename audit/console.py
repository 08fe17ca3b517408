"""What people read while it runs: messages, and on stderr progress, for runs that take more than a moment."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

PATIENCE = 2.0  # seconds before anything is shown


def say(text: str, *, err: bool = False, nl: bool = True) -> None:
    """Print text for people. A file's name gives the terminal no command, nor an article the runner of a GitHub Action."""
    import typer

    from audit.reporters.visible import seen, without_commands

    text = seen(text)
    typer.echo(without_commands(text) if os.environ.get("GITHUB_ACTIONS") else text, nl=nl, err=err)


def say_line(text: str, *, err: bool = False) -> None:
    """Print a message on one line: the name of a file may hold a line break, and what follows would look like our own words."""
    from audit.reporters.visible import plain

    say(plain(text), err=err)


@contextmanager
def progress(quiet: bool, total: int) -> Iterator[Callable[[int, str], None]]:
    """Yield what to call with how many of `total` inputs are done, and the path of the last.

    Silent when told so, or not on a terminal.
    """
    if quiet or not sys.stderr.isatty():
        yield lambda _done, _path: None
        return
    from threading import Timer

    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn

    columns = (
        SpinnerColumn(),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}", markup=False),
        TimeRemainingColumn(compact=True),
        TextColumn("{task.description}", markup=False),  # a path, with whatever it has in it
    )
    bar = Progress(*columns, console=Console(stderr=True), transient=True)
    task = bar.add_task("", total=total, rate="")

    def tell(done: int, path: str) -> None:
        bar.update(task, completed=done, description=path, rate=_rate(bar.tasks[0].speed))

    shown = Timer(PATIENCE, bar.start)
    shown.daemon = True
    shown.start()
    try:
        yield tell
    finally:
        shown.cancel()
        shown.join()
        bar.stop()


def _rate(speed: float | None) -> str:
    """Inputs a second, as a person would say it."""
    if not speed:
        return ""
    return f"{speed:,.0f}/s" if speed >= 10 else f"{speed:.1f}/s" if speed >= 1 else f"{speed * 60:.0f}/min"
