"""Engines that translate French back to English, and the choice among them."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from audit.engines import apertium, argos, embedded
from audit.engines.base import Translation, Translator
from audit.engines.decoder import Decoder
from audit.engines.guard import Guarded
from audit.errors import EngineError, SettingsError, unknown

__all__ = ["Engine", "Translation", "Translator", "available", "choose"]

# Best first: a full-size model that somebody chose to install, the one that is shipped, and Apertium (reports/translation.md).
FINDERS: dict[str, Callable[[], Translator | None]] = {
    "argos": argos.find,
    "embedded": embedded.find,
    "apertium": apertium.Apertium.find,
}
HOW_TO_GET = {
    "argos": "audit models install fr-en",
    "embedded": "a release of translation-audit that holds it",
    "apertium": apertium.HOW_TO_GET,
}
CHOICES = ["auto", *FINDERS, "none"]


def choose(name: str = "auto") -> Translator | None:
    """Return the engine called `name`; `auto` is the best there is, None when there is none or the choice is `none`.

    Raises SettingsError for an unknown name, EngineError for an engine that is not there.
    """
    if name not in CHOICES:
        raise SettingsError(unknown("engine", name, CHOICES))
    if name == "none":
        return None
    if name == "auto":
        found = next(filter(None, map(_find, FINDERS)), None)
        return _guarded(found) if found else None
    engine = _find(name)
    if engine is None:
        raise EngineError(f"engine {name!r} is not installed: {HOW_TO_GET[name]}")
    return _guarded(engine)


def _guarded(engine: Translator) -> Guarded:
    """The engine with its answers checked, and with the shipped one of the other direction where there is one."""
    return Guarded(engine, embedded.find(embedded.BACK))


def _find(name: str) -> Translator | None:
    """The engine, None where it is not there. One that is broken is not passed over: its translations are expected."""
    try:
        return FINDERS[name]()
    except EngineError as error:
        others = "`audit models list` shows the engines, --engine takes another or none"
        raise EngineError(f"engine {name!r} is broken: {error}. To get it: {HOW_TO_GET[name]}. {others}") from error


@dataclass(frozen=True, slots=True)
class Engine:
    """An engine, there or not.

    `hint` is its signature when `installed`, how to get it when `not installed`, what is wrong when `broken`. `size` is that
    of its package in bytes, None where it has none; `auto` marks the one that `choose("auto")` takes.
    """

    name: str
    state: str
    hint: str
    size: int | None = None
    auto: bool = False
    pair: str = argos.PAIR


def available() -> list[Engine]:
    """List every engine, best first."""
    try:
        chosen = choose("auto")
    except EngineError:  # a broken one, whose own line says so
        chosen = None
    engines = [_describe(name) for name in FINDERS]
    return [replace(engine, auto=chosen is not None and engine.name == chosen.name) for engine in engines]


def _describe(name: str) -> Engine:
    try:
        engine = FINDERS[name]()
        if engine is None:
            return Engine(name, "not installed", HOW_TO_GET[name])
        size = argos.size(engine.package.folder) if isinstance(engine, Decoder) else None
        return Engine(name, "installed", engine.signature, size)
    except EngineError as error:
        return Engine(name, "broken", f"{error}. To get it: {HOW_TO_GET[name]}")
