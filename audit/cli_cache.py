"""`audit cache`: what is remembered of earlier runs."""

import json
from contextlib import closing
from typing import Annotated

import typer

app = typer.Typer(
    help="What is remembered of earlier runs, so that nothing is audited twice.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@app.command()
def info(as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False) -> None:
    """Where the cache is, what it holds, and how large it may be."""
    from rich.filesize import decimal

    from audit.cache import FOLDER_VARIABLE, Cache
    from audit.settings_file import in_force

    most = in_force().cache_size
    with closing(Cache.open(most, _complain)) as cache:
        size = cache.size
        facts = {"file": str(cache.file), "inputs": cache.count, "bytes": size, "most_bytes": most * 1_000_000}
    if as_json:
        typer.echo(json.dumps(facts, ensure_ascii=False, indent=1))
        return
    typer.echo(f"{facts['file']}   ({FOLDER_VARIABLE} may name another folder)")
    typer.echo(f"{facts['inputs']:,} inputs, {decimal(size)} of {decimal(most * 1_000_000)} (setting cache_size)")


@app.command()
def clear() -> None:
    """Forget all of it."""
    from rich.filesize import decimal

    from audit.cache import Cache

    with closing(Cache.open(1, _complain)) as cache:
        count, freed = cache.count, cache.clear()
        typer.echo(f"Forgot {count:,} inputs: {decimal(freed)} freed in {cache.file}")


def _complain(reason: str) -> None:
    typer.echo(f"audit: {reason}", err=True)
