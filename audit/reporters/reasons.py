"""Reasons in the language of a report: the walk that finds them in a result, and their French, from reasons.toml."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from pathlib import Path
from string import Formatter
from typing import Any, TypeVar, cast

from audit.reason import PATH, Reason
from audit.reporters.messages import messages

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Made:
    """How a reason is made: its template and its values, of which one that is a reason is made in the same way."""

    template: str
    values: "dict[str, str | int | float | Made]"


TABLE = Path(__file__).with_name("reasons.toml")
LABELS = {"severity", "detector", "language", "tongue", "feature", "kind"}  # values with a name in each language
PROSE = {"why", "evidence", "unreliable", "reason", "reasons", "error", "warnings", "stale"}  # fields that hold reasons


def told(thing: T, lang: str) -> T:
    """A result, or a part of one, with all its reasons in `lang`, "fr" or "en"; what is no `Reason` stays as it is."""
    whole: T = _walked(thing, lambda text: _told(text, lang) if isinstance(text, Reason) else text)
    return whole


def made(thing: object) -> dict[str, Made]:
    """How each reason in a result is made, by its text, for JSON: another language can then be had from it."""
    found: dict[str, Made] = {}

    def note(text: str) -> str:
        if isinstance(text, Reason):
            found[str(text)] = _made(text)
        return text

    _walked(thing, note)
    return found


def remade(thing: T, known: Mapping[str, Made]) -> T:
    """A result read from JSON, with its texts made reasons again, as `made` noted them. A template not ours stays text."""
    ours = {text: _remade(how, text) for text, how in known.items() if _is_ours(how)}
    whole: T = _walked(thing, lambda text: ours.get(text, text))
    return whole


def _told(reason: Reason, lang: str) -> Reason:
    say, label = messages(lang, TABLE), messages(lang).label
    front = PATH if reason.template.startswith(PATH) else ""
    template = reason.template.removeprefix(front)
    if template not in say.table:
        return Reason(reason.template, **reason.values)
    values = {
        name: _told(value, lang) if isinstance(value, Reason) else label(name, value) if name in LABELS else value
        for name, value in reason.values.items()
    }
    text = front.format(**reason.values) + say(template, **values)
    return Reason.saying(text, reason.template, reason.values)


def _made(reason: Reason) -> Made:
    values = {name: _made(value) if isinstance(value, Reason) else value for name, value in reason.values.items()}
    return Made(reason.template, values)


def _is_ours(how: Made) -> bool:
    """Whether a template is in the catalogue, with its values: one of somebody else's could reach into the program."""
    template, values = how.template.removeprefix(PATH), how.values
    if template not in messages("fr", TABLE).table:
        return False
    named = {name for _, name, _, _ in Formatter().parse(how.template) if name}
    return named == values.keys() and all(_is_ours(value) for value in values.values() if isinstance(value, Made))


def _remade(how: Made, text: str | None = None) -> Reason:
    """The reason in English, or as it was told in `text`."""
    values = {name: _remade(value) if isinstance(value, Made) else value for name, value in how.values.items()}
    english = Reason(how.template, **values)
    return english if text is None else Reason.saying(text, how.template, english.values)


def _walked(thing: Any, change: Callable[[str], str]) -> Any:
    """`thing` with the texts of its `PROSE` changed; itself where nothing in it changes."""
    if isinstance(thing, Reason):
        return change(thing)
    if type(thing) is tuple:
        parts = tuple(_walked(part, change) for part in thing)
        return thing if all(new is old for new, old in zip(parts, thing, strict=True)) else parts
    if not is_dataclass(thing):
        return thing
    before = {field.name: getattr(thing, field.name) for field in fields(thing)}
    after = {name: _prose(value, change) if name in PROSE else _walked(value, change) for name, value in before.items()}
    changes = {name: value for name, value in after.items() if value is not before[name]}
    return replace(cast("Any", thing), **changes) if changes else thing


def _prose(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, tuple):
        return tuple(map(change, value))
    return change(value) if isinstance(value, str) else value
