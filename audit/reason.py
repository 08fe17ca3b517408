"""A sentence for people that remembers how it was made, and so can be told in another language."""

from collections.abc import Mapping
from typing import Any

COUNTS = {"n", "of", "words"}  # values whose thousands are set apart; lines, columns and ids are no counts
PATH = "{path}: "  # how a template begins that is about a file: programs look for it there, whatever the language


class Reason(str):
    """An English sentence: a template with its values filled in. In every other way it is a plain string.

    Templates are whole sentences, as other languages order their words in their own way; a value may be a Reason too. The
    French of each stands in `reporters/reasons.toml`, and `reporters.reasons.told` gives a result in French.

        >>> Reason("“{word}” stands twice", word="de")
        '“de” stands twice'
    """

    __slots__ = ("template", "values")
    template: str
    values: Mapping[str, Any]

    def __new__(cls, template: str, /, **values: object) -> "Reason":
        kept = {
            name: value if isinstance(value, int | float | Reason) else str(value) for name, value in values.items()
        }
        return cls.saying(template.format(**{k: written(k, v) for k, v in kept.items()}), template, kept)

    @classmethod
    def saying(cls, text: str, template: str, values: Mapping[str, Any]) -> "Reason":
        """The same in other words."""
        reason = super().__new__(cls, text)
        reason.template, reason.values = template, values
        return reason

    def __reduce__(self) -> tuple[Any, ...]:
        return Reason.saying, (str(self), self.template, self.values)


def written(name: str, value: object) -> str:
    """Scores with one decimal at most, counts with commas between thousands, all else as it is."""
    if isinstance(value, float):
        return f"{value:,.1f}".removesuffix(".0")
    return f"{value:,}" if isinstance(value, int) and name in COUNTS else str(value)


def without_path(reason: str, path: str) -> str:
    """A reason that begins with the path it is about, without that path."""
    if isinstance(reason, Reason) and reason.template.startswith(PATH):
        values = {name: value for name, value in reason.values.items() if name != "path"}
        return Reason(reason.template.removeprefix(PATH), **values)
    return reason if isinstance(reason, Reason) else reason.removeprefix(f"{path}: ")
