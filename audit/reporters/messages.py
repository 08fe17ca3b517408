"""The words of reports and messages, in French and English, from messages.toml."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from audit.errors import SettingsError, unknown
from audit.reason import written
from audit.reporters.visible import seen

FRENCH_FIGURES = str.maketrans(",.", "\u202f,")
TABLE = Path(__file__).with_name("messages.toml")


@dataclass(frozen=True, slots=True)
class Messages:
    """Calling it gives the message of that key, filled in. One with the forms `one` and `other` is chosen by `n`."""

    lang: str
    table: dict[str, Any]

    def __call__(self, key: str, **values: object) -> str:
        entry = self.table[key]
        if isinstance(entry, dict):
            entry = entry["one" if self._is_one(values["n"]) else "other"]
        return str(entry).format(**{name: self._written(name, value) for name, value in values.items()})

    def _written(self, name: str, value: object) -> str:
        """Counts and figures as the language writes them: 1,234.5 or 1 234,5."""
        text = written(name, value)
        figures = self.lang == "fr" and isinstance(value, int | float)
        return text.translate(FRENCH_FIGURES) if figures else text

    def label(self, kind: str, name: str) -> str:
        """The name of a severity, detector or language as an editor says it; else the name itself, which may be a stranger's."""
        return str(self.table["labels"][kind].get(name) or seen(name.replace("-", " ")))

    def _is_one(self, n: object) -> bool:
        return n in {0, 1} if self.lang == "fr" else n == 1  # Unicode CLDR's plural rules


@cache
def messages(lang: str, table: Path = TABLE) -> Messages:
    """The messages in `lang`, "fr" or "en"; any other is a SettingsError."""
    tables = tomllib.loads(table.read_text(encoding="utf-8"))
    if lang not in tables:
        raise SettingsError(unknown("language", lang, list(tables)))
    return Messages(lang, tables[lang])
