"""`audit compare`: what got better between two results, what got worse."""

from pathlib import Path
from typing import Annotated

import typer

from audit.cli_options import Config, LangOption, given


def compare(
    before: Annotated[Path, typer.Argument(metavar="A.json", help="The earlier result of `audit run --format json`.")],
    after: Annotated[Path, typer.Argument(metavar="B.json", help="The later result.")],
    formats: Annotated[
        list[str] | None,
        typer.Option(
            "--format",
            "-f",
            metavar="NAME[=FILE]",
            help="text, json or html. =FILE writes to a file. Repeatable. Default: text.",
        ),
    ] = None,
    fail_on_new: Annotated[
        bool,
        typer.Option("--fail-on-new", help="Exit with 1 when a finding is new, and neither accepted nor a warning."),
    ] = False,
    config: Config = None,
    lang: LangOption = None,
) -> None:
    """Say what got fixed between two results, what is new, and whether score and metrics changed for sure."""
    from audit.compare import compare as compare_results
    from audit.compare.render import RENDERERS
    from audit.part import write
    from audit.reporters import parse_formats
    from audit.reporters.as_json import load
    from audit.reporters.reasons import told
    from audit.settings_file import in_force

    targets = parse_formats(formats or ["text"], RENDERERS)
    settings = in_force(config, given(lang=lang))
    comparison = told(compare_results(load(before), load(after)), settings.lang)
    for name, file in targets:
        text = RENDERERS[name](comparison, settings.lang)
        if file is None:
            typer.echo(text, nl=False)
        else:
            write(text, file)
    raise typer.Exit(comparison.exit_code if fail_on_new else 0)
