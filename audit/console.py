"""Progress on stderr, for runs that take more than a moment."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

PATIENCE = 2.0  # seconds before anything is shown


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
