"""What settings may say: the tables of a settings file, each value checked, as pydantic models."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, TypedDict

from pathspec import GitIgnoreSpec
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from audit.choices import FailOn, Lang
from audit.detectors.registry import load
from audit.engines import CHOICES
from audit.errors import unknown
from audit.finding import Category, Level, Severity
from audit.reporters import MODULES as FORMATS

UNUSED = "unused-suppression"  # has a level as detectors have
EVERYTHING = "all"
MOST_SECONDS = 86_400


def _one_of(kind: str, choices: Iterable[str]) -> BeforeValidator:
    known = [str(choice) for choice in choices]

    def check(value: object) -> object:
        if str(value) not in known:
            raise ValueError(unknown(kind, str(value), known))
        return value

    return BeforeValidator(check)


def _level_key(key: str) -> str:
    dimensions = dict.fromkeys(category.partition("/")[0] for category in Category)
    known = [*load(), UNUSED, *dimensions, *Category, EVERYTHING]
    if key not in known:
        raise ValueError(unknown("detector or category", key, known))
    return key


def _patterns(patterns: tuple[str, ...]) -> tuple[str, ...]:
    try:
        GitIgnoreSpec.from_lines(patterns)
    except (ValueError, re.error) as error:
        raise ValueError(f"not a pattern as in .gitignore: {error}") from error
    return patterns


Never = BeforeValidator(lambda value: FailOn.NEVER if value is None else value)  # None is for Python; TOML has none
Listed = BeforeValidator(lambda value: (value,) if isinstance(value, str) else value)
Percent = Annotated[float, Field(ge=0, le=100, strict=True, allow_inf_nan=False)]
Jobs = Annotated[int, Field(ge=0, le=1_000, strict=True)]
LevelOf = Annotated[Level, _one_of("level", Level)]


def _format(value: str) -> str:
    name = value.partition("=")[0]
    if name not in FORMATS:
        raise ValueError(unknown("format", name, list(FORMATS)))
    return value


class PathTable(BaseModel):
    """The settings that may differ from path to path."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    fail_on: Annotated[FailOn, _one_of("severity", FailOn), Never] = FailOn.MAJOR
    min_score: Percent | None = None
    max_score_drop: Percent | None = None
    names: Annotated[tuple[Path, ...], Listed] = ()
    glossary: Annotated[tuple[Path, ...], Listed] = ()
    levels: dict[Annotated[str, AfterValidator(_level_key)], LevelOf] = Field(default_factory=dict)


class Override(PathTable):
    """Settings for the paths that match: patterns as in .gitignore, from the folder of the file."""

    paths: Annotated[tuple[str, ...], Listed, AfterValidator(_patterns), Field(min_length=1)]


class Table(PathTable):
    """All that a settings file may hold."""

    extends: Annotated[tuple[str, ...], Listed] = ()
    exclude: Annotated[tuple[str, ...], Listed, AfterValidator(_patterns)] = ()
    baseline: Path | None = None
    engine: Annotated[str, _one_of("engine", CHOICES)] = "auto"
    lang: Annotated[Lang, _one_of("language", Lang)] = Lang.EN
    formats: Annotated[tuple[Annotated[str, AfterValidator(_format)], ...], Listed] = ("full",)
    jobs: Jobs | None = None
    time_limit: Annotated[float, Field(gt=0, le=MOST_SECONDS)] = 300.0
    cache_size: Annotated[int, Field(ge=0, strict=True)] = 1_000
    overrides: tuple[Override, ...] = ()


class Options(TypedDict, total=False):
    """Settings as keyword arguments, for Python and for the command line."""

    fail_on: FailOn | Severity | str | None
    min_score: float
    max_score_drop: float
    names: list[Path]
    glossary: list[Path]
    levels: dict[str, str]
    exclude: list[str]
    baseline: Path
    engine: str
    lang: Lang | str
    formats: list[str]
    jobs: int | None
    time_limit: float
    cache_size: int
