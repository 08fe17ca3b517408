"""The settings in force, and where each came from: as TOML that a file could hold, and as data."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from audit.detectors.registry import load
from audit.settings import Settings
from audit.settings_table import UNUSED

SHOWN = "fail_on min_score max_score_drop exclude baseline engine lang formats jobs time_limit cache_size".split()


@dataclass(frozen=True, slots=True)
class Shown:
    """A setting, its value in plain words (None: it has none), and where it came from."""

    key: str
    value: Any
    origin: str


def as_toml(settings: Settings, path: str | None = None) -> str:
    """Every setting, for `path` where one is given, with its source in a comment; one with no value is all comment."""
    here = settings.at(path) if path else settings
    lines = [*map(_line, _settings(here)), "", "[levels]", *map(_line, _levels(here))]
    for override in () if path else _overrides(settings):
        lines += ["", f"[[overrides]]  # {override.origin}", *map(_line, _flat(override.value))]
    return "\n".join(lines) + "\n"


def as_data(settings: Settings, path: str | None = None) -> dict[str, Any]:
    """The same for a program."""
    here = settings.at(path) if path else settings
    return {
        "files": [layer.name for layer in settings.layers],
        "settings": {row.key: {"value": row.value, "from": row.origin} for row in _settings(here)},
        "levels": {row.key: {"level": row.value, "from": row.origin} for row in _levels(here)},
        "overrides": [row.value | {"from": row.origin} for row in (() if path else _overrides(settings))],
    }


def _settings(settings: Settings) -> Iterator[Shown]:
    paths = {"formats": settings.formats, "baseline": settings.baseline and str(settings.baseline)}
    for key in SHOWN:
        layer = settings.source(key)
        yield Shown(key, paths.get(key, settings.value(key)), layer.origin(key) if layer else "default")
    for key, files in (("names", settings.name_files), ("glossary", settings.glossary_files)):
        asked = dict.fromkeys(origin for _, origin in files)
        yield Shown(key, [str(file) for file, _ in files], ", ".join(asked) or "default")


def _levels(settings: Settings) -> Iterator[Shown]:
    for detector in load().values():
        level, origin = settings.level(detector)
        yield Shown(detector.name, level.value, origin or "default")
    level, origin = settings.unused_suppressions()
    yield Shown(UNUSED, level.value, origin or "default")


def _overrides(settings: Settings) -> Iterator[Shown]:
    """The tables that are for some paths only, as they are written."""
    for layer in settings.layers:
        for index, override in enumerate(getattr(layer.table, "overrides", ())):
            table = override.model_dump(mode="json", exclude_unset=True)
            yield Shown("overrides", table, layer.origin("overrides", index))


def _flat(table: dict[str, Any]) -> Iterator[Shown]:
    for key, value in table.items():
        below = value.items() if isinstance(value, dict) else ()
        yield from (Shown(f'{key}."{name}"', inner, "") for name, inner in below)
        if not below:
            yield Shown(key, value, "")


def _line(row: Shown) -> str:
    # a string, a list and a number of JSON are those of TOML
    text = (
        f"# {row.key} is not set" if row.value is None else f"{row.key} = {json.dumps(row.value, ensure_ascii=False)}"
    )
    return f"{text:40}  # {row.origin}" if row.origin else text
