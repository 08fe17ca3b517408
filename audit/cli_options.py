"""Options that several commands share. One that is not given is None: settings files may say it, and defaults.

Their values are checked with those of the files (`audit.settings_table`), so that both are complained of alike.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer
from typer.core import TyperCommand

from audit.choices import FailOn, Lang

if TYPE_CHECKING:
    from audit.settings_table import Options

Config = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE", help="Settings (default: the nearest audit.toml, or the table tool.audit of pyproject.toml)."
    ),
]
FailOnOption = Annotated[
    str | None,
    typer.Option(metavar=f"[{'|'.join(FailOn)}]", help="Fail on findings of this severity or worse (default: major)."),
]
Formats = Annotated[
    list[str] | None,
    typer.Option(
        "--format",
        "-f",
        metavar="NAME[=FILE]",
        help="{formats}. =FILE writes to a file. Repeatable. Default: full.",
    ),
]
Glossaries = Annotated[
    list[Path] | None,
    typer.Option(metavar="FILE", help="Terms that are to be used, or not: CSV, TSV or TBX. Repeatable."),
]
Jobs = Annotated[
    int | None,
    typer.Option(metavar="N", help="Audit in N processes, 0: one for each core (default: in this one alone)."),
]
LangOption = Annotated[
    str | None, typer.Option(metavar=f"[{'|'.join(Lang)}]", help="Language of messages and reports (default: en).")
]
MinScore = Annotated[
    float | None, typer.Option(metavar="SCORE", help="Fail on a document that scores less than this (0-100).")
]
Results = Annotated[list[Path], typer.Argument(metavar="RESULT.json", help="Results of `audit run --format json`.")]


class ListsFormats(TyperCommand):
    """A command whose help of --format names the reporters, which nothing but that help imports."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        from audit.reporters import MODULES

        for parameter in self.params:
            if parameter.name == "formats":
                parameter.help = str(parameter.help).format(formats=", ".join(MODULES))  # type: ignore[attr-defined]
        super().format_help(ctx, formatter)


def given(**options: object) -> "Options":
    """The options that were given."""
    return cast("Options", {name: value for name, value in options.items() if value is not None})
