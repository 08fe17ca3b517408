"""What a run is told to do: by options, by audit.toml, by presets, in that order; and where each setting came from.

A `Layer` is one place that settings come from. Of several that say the same, the last counts.
"""

import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Any, TypeVar, Unpack

from pathspec import GitIgnoreSpec
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from audit.choices import Lang
from audit.detectors.registry import Detector
from audit.errors import SettingsError, unknown
from audit.finding import Category, Level, Severity
from audit.glossary import Glossary
from audit.naming.name_list import NameList
from audit.settings_table import EVERYTHING, UNUSED, Options, Override, PathTable, Table

List = TypeVar("List", NameList, Glossary)
Lines = dict[tuple[str | int, ...], int]  # of every key, by the keys and indexes that lead to it


@cache
def _spec(patterns: tuple[str, ...]) -> GitIgnoreSpec:
    return GitIgnoreSpec.from_lines(patterns)


@dataclass(frozen=True)
class Layer:
    """One place that settings come from: `name` says which, `lines` on what line each key stands, `folder` is where
    its paths start. `place` leads to its table within the file: that of an override, say."""

    name: str
    table: PathTable
    folder: Path = Path()
    lines: Lines = field(default_factory=dict)
    place: tuple[str | int, ...] = ()

    def gives(self, key: str) -> bool:
        return key in self.table.model_fields_set

    def origin(self, *key: str | int) -> str:
        """The file and the line of a key, or of what holds it; the name alone where there are no lines."""
        place = (*self.place, *key)
        while place and place not in self.lines:
            place = place[:-1]
        return f"{self.name}:{self.lines[place]}" if place else self.name

    @property
    def tables(self) -> Iterator[PathTable]:
        """The table of this layer, and those for some paths only."""
        yield self.table
        yield from getattr(self.table, "overrides", ())

    def matches(self, patterns: tuple[str, ...], path: str) -> bool:
        """Whether `path` is among what the patterns mean, seen from the folder of this file."""
        return _spec(patterns).match_file(path if "://" in path else os.path.relpath(path, self.folder))

    def overrides(self, path: str) -> "list[Layer]":
        """The tables of this file that are for `path`."""
        return [
            Layer(self.name, override, self.folder, self.lines, (*self.place, "overrides", index))
            for index, override in enumerate(getattr(self.table, "overrides", ()))
            if self.matches(override.paths, path)
        ]


@dataclass(frozen=True)
class Settings:
    """The settings in force: those of the last layer that gives them, else the defaults."""

    layers: tuple[Layer, ...] = ()
    options: Layer | None = None  # wins over everything, overrides included

    def at(self, path: str) -> "Settings":
        """The settings for one path."""
        matching = tuple(override for layer in self.layers for override in layer.overrides(path))
        places = tuple((override.name, override.place) for override in matching)
        return self._variants.setdefault(
            places, Settings((*self.layers, *matching), self.options) if matching else self
        )

    def under(self, **options: Unpack[Options]) -> "Settings":
        """These settings with some that win over all others. Raises SettingsError for a bad value."""
        given = {**(self.options.table.model_dump(exclude_unset=True) if self.options else {}), **options}
        try:
            return Settings(self.layers, Layer("options", Table.model_validate(given)))
        except ValidationError as error:
            raise SettingsError(complaint(error, Layer("options", Table()))) from error

    def source(self, key: str) -> Layer | None:
        """The layer that gives a setting, None where it has its default."""
        return next((layer for layer in self._last_first if layer.gives(key)), None)

    def value(self, key: str) -> Any:
        layer = self.source(key)
        return getattr(layer.table, key) if layer else Table.model_fields[key].get_default(call_default_factory=True)

    def excludes(self, path: str) -> bool:
        """Whether a file that a folder or a glob holds is to be passed over."""
        layer = self.source("exclude")
        return layer is not None and layer.matches(self.value("exclude"), path)

    @property
    def fail_on(self) -> Severity | None:
        severity: Severity | None = self.value("fail_on").severity
        return severity

    @property
    def min_score(self) -> float | None:
        return self._number("min_score")

    @property
    def max_score_drop(self) -> float | None:
        """Points that a score may fall against the baseline."""
        return self._number("max_score_drop")

    @property
    def engine(self) -> str:
        return str(self.value("engine"))

    @property
    def lang(self) -> Lang:
        return Lang(self.value("lang"))

    @property
    def formats(self) -> list[str]:
        """`NAME` or `NAME=FILE`, the file seen from here; a folder keeps the / at its end."""
        named = (entry.partition("=") for entry in self.value("formats"))
        return [
            f"{name}={self._here('formats', file)}{'/' * file.endswith('/')}" if file else name
            for name, _, file in named
        ]

    @property
    def jobs(self) -> int | None:
        """Processes that audit; 0: one for each core; None: no other than this one."""
        jobs: int | None = self.value("jobs")
        return jobs

    @property
    def time_limit(self) -> float:
        """Seconds that an input may take, for each 100 kB begun."""
        return float(self.value("time_limit"))

    @property
    def cache_size(self) -> int:
        """Megabytes; 0: no cache."""
        return int(self.value("cache_size"))

    @property
    def baseline(self) -> Path | None:
        path = self.value("baseline")
        return self._here("baseline", path) if path else None

    @cached_property
    def names(self) -> NameList:
        """The names that are right, from every list that any layer gives."""
        return NameList(frozenset(name for place in self.name_files for name in _read(NameList, *place).names))

    @property
    def name_files(self) -> list[tuple[Path, str]]:
        """The lists of names, first to last, and where each is asked for."""
        return self._files("names")

    @cached_property
    def glossary(self) -> Glossary:
        """The terms of every glossary that any layer gives."""
        return Glossary(tuple(term for place in self.glossary_files for term in _read(Glossary, *place).terms))

    @property
    def glossary_files(self) -> list[tuple[Path, str]]:
        """The glossaries, first to last, and where each is asked for."""
        return self._files("glossary")

    def _files(self, key: str) -> list[tuple[Path, str]]:
        layers = self._last_first[::-1]
        return [(layer.folder / path, layer.origin(key)) for layer in layers for path in getattr(layer.table, key)]

    def levels(self, detector: Detector) -> dict[Category, Level]:
        """What a gate makes of the detector's findings, by category."""
        return {category: self.level(detector, category)[0] for category in Category}

    def level(self, detector: Detector, category: Category | None = None) -> tuple[Level, str | None]:
        """What a gate makes of the detector, or of its findings of another category, and where that is said.

        None where nothing is said. Within a layer the most particular key counts. A detector that is off by default
        comes on by its own name only.
        """
        category = category or detector.category
        general = (category.value, category.partition("/")[0], EVERYTHING) if detector.default else ()
        return self._level((detector.name, *general), Level.ERROR if detector.default else Level.OFF)

    def asks_for(self, detector: Detector) -> bool:
        """Whether some layer gives a level to the detector by its name."""
        return any(detector.name in layer.table.levels for layer in self._last_first)

    def unused_suppressions(self) -> tuple[Level, str | None]:
        """What a gate makes of a comment that silences nothing, and where that is said."""
        return self._level((UNUSED,), Level.WARN)

    @cached_property
    def _variants(self) -> "dict[tuple[object, ...], Settings]":
        """The settings of paths that were asked for, by the overrides that match: thousands of articles share a few."""
        return {}

    @cached_property
    def signature(self) -> str:
        """Marks settings that can change what is found; empty where none does. A document's own come from its path."""
        tables = [table for layer in self._last_first for table in layer.tables]
        said = [table.model_dump_json(include={"paths", "levels"}, exclude_unset=True) for table in tables]
        names = {name for found in self._everywhere(NameList, "names") for name in found.names}
        terms = [found.signature for found in self._everywhere(Glossary, "glossary")]
        if not names and not terms and all("levels" not in table.model_fields_set for table in tables):
            return ""
        content = json.dumps([said, sorted(names), *([terms] if terms else [])])
        return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:12]

    def _everywhere(self, kind: type[List], key: str) -> Iterator[List]:
        """The lists that any table gives, those for some paths only among them."""
        for layer in self._last_first:
            for table in layer.tables:
                yield from (_read(kind, layer.folder / path, layer.origin(key)) for path in getattr(table, key))

    def _level(self, keys: tuple[str, ...], default: Level) -> tuple[Level, str | None]:
        for layer in self._last_first:
            for key in keys:
                if key in layer.table.levels:
                    return layer.table.levels[key], layer.origin("levels", key)
        return default, None

    def _number(self, key: str) -> float | None:
        value: float | None = self.value(key)
        return value

    def _here(self, key: str, path: Path | str) -> Path:
        layer = self.source(key)
        return layer.folder / path if layer else Path(path)

    @property
    def _last_first(self) -> tuple[Layer, ...]:
        return (*([self.options] if self.options else []), *reversed(self.layers))


DEFAULTS = Settings()


def _read(kind: type[List], file: Path, origin: str) -> List:
    """A list that the settings name. Raises SettingsError, which says where they name it."""
    try:
        return kind.read([file])
    except SettingsError as error:
        raise SettingsError(f"{origin}: {error}") from error


def complaint(error: ValidationError, layer: Layer) -> str:
    """Say what is wrong with the settings of `layer`: the first thing, with its line and the nearest valid choice."""
    found = [(_place(details), details) for details in error.errors()]
    place, details = min(found, key=lambda item: layer.lines.get((*layer.place, *item[0]), 0))
    return f"{layer.origin(*place)}: {_wrong(place, details)}"


def _place(details: ErrorDetails) -> tuple[str | int, ...]:
    return tuple(key for key in details["loc"] if key != "[key]")


def _wrong(place: tuple[str | int, ...], details: ErrorDetails) -> str:
    if details["type"] == "extra_forbidden":
        fields = Override.model_fields if len(place) > 1 else Table.model_fields
        return unknown("setting", str(place[-1]), list(fields))
    while place and isinstance(place[-1], int):  # of a list, which the value is enough to find in
        place = place[:-1]
    where = ".".join(map(str, place))
    if reason := details.get("ctx", {}).get("error"):
        return f"{where}: {reason}"
    if details["type"] == "missing":
        return f"{where} is missing"
    return f"{where}: {details['msg'].removeprefix('Input ').replace('tuple', 'list')}, not {details['input']!r}"
