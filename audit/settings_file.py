"""Settings as they are found on disk: `audit.toml`, `[tool.audit]` of pyproject.toml, and the presets that come with us."""

import os
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from audit.errors import SettingsError, unknown
from audit.settings import Layer, Lines, Settings, complaint
from audit.settings_table import Options, Table

FILE, PROJECT = "audit.toml", "pyproject.toml"
SECTION = {PROJECT: ("tool", "audit")}
PRESETS = {path.stem: path for path in sorted((Path(__file__).parent / "resources" / "presets").glob("*.toml"))}
LONGEST_STATEMENT = 1_000  # lines; where one is longer the lines behind it are not known


def in_force(config: Path | None = None, options: Options | None = None) -> Settings:
    """The settings of `config`, else of the nearest file upwards from here, under the `options` that were given.

    Raises SettingsError, which names the file, the line and the nearest valid choice.
    """
    file = config or find(Path.cwd())
    found = Settings(tuple(_layers(file))) if file else Settings()
    return found.under(**options) if options else found


def find(folder: Path) -> Path | None:
    """The settings file of the nearest folder that has one, upwards from `folder`; audit.toml before pyproject.toml."""
    for above in (folder, *folder.parents):
        for name in (FILE, PROJECT):
            path = Path(os.path.relpath(above / name))  # messages are to be short
            if path.is_file() and (name == FILE or _section(path, _parsed(path, _text(path))) is not None):
                return path
    return None


def _layers(file: Path, inside: tuple[Path, ...] = ()) -> Iterator[Layer]:
    """What a file extends, first to last, then the file itself. `inside` are the files that led here."""
    layer, extended = _layer(file)
    for index, name in enumerate(extended):
        base = PRESETS.get(name, layer.folder / name)
        if base.resolve() in (file.resolve(), *inside):
            raise SettingsError(f"{layer.origin('extends', index)}: {name} extends this file in its turn: a circle")
        if not base.is_file():
            raise SettingsError(f"{layer.origin('extends', index)}: {unknown('preset or file', name, list(PRESETS))}")
        yield from _layers(base, (file.resolve(), *inside))
    yield layer


def _layer(file: Path) -> tuple[Layer, tuple[str, ...]]:
    """A file, and the names of what it extends."""
    text = _text(file)
    data = _section(file, _parsed(file, text))
    if data is None:
        raise SettingsError(f"{file}: has no table [tool.audit]")
    name = f"preset {file.stem}" if file in PRESETS.values() else str(file)
    known, section = lines(text), SECTION.get(file.name, ())
    try:
        table = Table.model_validate(data)
    except ValidationError as error:
        raise SettingsError(complaint(error, Layer(name, Table(), lines=known, place=section))) from error
    return Layer(name, table, file.parent, known, section), table.extends


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise SettingsError(f"{file} cannot be read: {error.strerror}") from error
    except ValueError as error:
        raise SettingsError(f"{file} is not text in UTF-8") from error


def _parsed(file: Path, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # a number of 5,000 digits is no TOMLDecodeError
        raise SettingsError(f"{file} is not TOML: {error}") from error


def _section(file: Path, data: Any) -> dict[str, Any] | None:
    for key in SECTION.get(file.name, ()):
        data = data.get(key) if isinstance(data, dict) else None
    return data if isinstance(data, dict) else None


def lines(text: str) -> Lines:
    """On what line, from 1, each table and key of a TOML file begins. `text` must be valid.

    The parser tells no places: so it is given one statement after the other, and the header of a table with none.
    """
    found: Lines = {}
    table: tuple[str | int, ...] = ()
    arrays: dict[tuple[str | int, ...], int] = {}
    statement, first = "", 1
    for number, line in enumerate(text.splitlines(keepends=True), start=1):
        statement, first = (statement + line, first) if statement else (line, number)
        if number - first > LONGEST_STATEMENT:
            break
        try:
            data = tomllib.loads(statement)
        except tomllib.TOMLDecodeError:
            continue  # a value that goes on
        if statement.lstrip().startswith("["):
            table = _header(data, arrays)
            found[table] = first
        else:
            found.update({(*table, *key): first for key in _keys(data)})
        statement = ""
    return found


def _header(data: Any, arrays: dict[tuple[str | int, ...], int]) -> tuple[str | int, ...]:
    """The place of the table that a header opens; one of an array gets the next number."""
    place: tuple[str | int, ...] = ()
    while data:
        [(key, data)] = data.items()
        place = (*place, key)
        if isinstance(data, list):
            arrays[place] = arrays.get(place, -1) + 1
            data = data[0]
        if place in arrays:
            place = (*place, arrays[place])
    return place


def _keys(data: Any) -> Iterator[tuple[str, ...]]:
    """Every key of nested tables, with those that lead to it."""
    for key, value in data.items():
        yield (key,)
        if isinstance(value, dict):
            yield from ((key, *below) for below in _keys(value))
