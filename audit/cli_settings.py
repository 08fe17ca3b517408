"""`audit config` and `audit init`: see the settings, and make some."""

from pathlib import Path
from typing import Annotated

import typer

from audit.cli_options import Config


def config(
    path: Annotated[str | None, typer.Argument(help="An article: the settings for it, overrides applied.")] = None,
    config: Config = None,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON, for programs.")] = False,
) -> None:
    """Show the settings in force, and where each came from."""
    import json

    from audit.settings_file import in_force
    from audit.settings_shown import as_data, as_toml

    settings = in_force(config)
    if as_json:
        typer.echo(json.dumps(as_data(settings, path), ensure_ascii=False, indent=1))
    else:
        typer.echo(as_toml(settings, path), nl=False)


def init(
    what: Annotated[
        list[str] | None,
        typer.Argument(metavar="WHAT", help="What to write: settings, github, gitlab, pre-commit. Default: all."),
    ] = None,
    articles: Annotated[str, typer.Option(metavar="FOLDER", help="The folder of the articles.")] = "content/fr",
    package: Annotated[
        str | None,
        typer.Option(
            metavar="PACKAGE", help="What pip is to install in the jobs (default: this version of translation-audit)."
        ),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Write over files that are there.")] = False,
) -> None:
    """Write a commented audit.toml, a GitHub workflow, a GitLab job and a pre-commit entry."""
    from audit.starter import FILES, installed_from, start

    chosen = what or list(FILES)
    for file in start(Path(), chosen, articles, package, force):
        if file.written:
            typer.echo(f"Wrote {file.path}")
        else:
            typer.echo(f"Kept {file.path}, which is there already; --force writes over it. It would hold:\n")
            typer.echo(file.content)
    if package is None and chosen != ["settings"]:
        source = installed_from()
        typer.echo(f"The jobs install {source!r} with pip; --package says what else.")
        if "@" not in source:
            typer.echo("It is not on PyPI yet: without --package 'git+https://…' the jobs will fail.", err=True)
