"""Engines that translate French back to English, and the choice among them."""

from collections.abc import Callable

from audit.engines import apertium, argos, embedded
from audit.engines.base import Translation, Translator
from audit.engines.guard import Guarded
from audit.errors import EngineError, SettingsError, unknown

__all__ = ["Translation", "Translator", "available", "choose"]

# Best first: a full-size model that somebody chose to install, the small one, and Apertium (BLEU 11 on NTREX-128).
FINDERS: dict[str, Callable[[], Translator | None]] = {
    "argos": argos.find,
    "embedded": embedded.find,
    "apertium": apertium.Apertium.find,
}
HOW_TO_GET = {
    "argos": "audit models install fr-en",
    "embedded": "not part of this version",
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
        found = next(filter(None, (find() for find in FINDERS.values())), None)
        return Guarded(found) if found else None
    engine = FINDERS[name]()
    if engine is None:
        raise EngineError(f"engine {name!r} is not installed: {HOW_TO_GET[name]}")
    return Guarded(engine)


def available() -> list[tuple[str, str, str]]:
    """List every engine: name, state, hint.

    The hint is its signature when `installed`, how to get it when `not installed`, what is wrong when `broken`.
    """
    return [(name, *_state(name)) for name in FINDERS]


def _state(name: str) -> tuple[str, str]:
    try:
        engine = FINDERS[name]()
        return ("installed", engine.signature) if engine else ("not installed", HOW_TO_GET[name])
    except EngineError as error:
        return "broken", str(error)
