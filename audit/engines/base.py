"""What every engine answers, and what it is asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Translation:
    """English for one French sentence.

    `score` is the mean log-probability of its tokens (natural logarithm, at most 0), None where the engine has none.
    `unreliable` says why the text is not to be trusted, None when it is.
    """

    text: str
    score: float | None = None
    unreliable: str | None = None


class Translator(Protocol):
    """A French to English engine."""

    @property
    def name(self) -> str:
        """The word for it on the command line."""

    @property
    def signature(self) -> str:
        """`name|version|hash of the model`: equal signatures give equal translations."""

    def translate(self, sentences: Sequence[str]) -> list[Translation]:
        """Translate each sentence by itself: one answer a sentence, in their order. Raises `EngineError`."""
