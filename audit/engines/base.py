"""What every engine answers, what it is asked, and what some can do besides."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable


@dataclass(frozen=True, slots=True)
class Translation:
    """English for one French sentence.

    `score` is the mean log-probability of its tokens (natural logarithm, at most 0), None where the engine has none.
    `unreliable` says why the text is not to be trusted, None when it is.
    """

    text: str
    score: float | None = None
    unreliable: str | None = None


@dataclass(frozen=True, slots=True)
class Scored:
    """A piece of a sentence and its log-probability (natural logarithm, at most 0), given the pieces before it."""

    piece: str
    score: float


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


@runtime_checkable
class Versatile(Translator, Protocol):
    """An engine that can search for other translations than its best."""

    def alternatives(self, sentence: str) -> list[Translation]:
        """Other translations of one sentence, best first."""


@runtime_checkable
class Scorer(Translator, Protocol):
    """An engine that can say how likely it finds somebody else's translation."""

    def score(self, pairs: Iterable[tuple[str, str]]) -> list[tuple[Scored, ...]]:
        """The pieces of each English sentence, given its French one. Raises `EngineError`."""


@runtime_checkable
class TwoWay(Scorer, Protocol):
    """An engine that can say as well how likely the French is, given its English."""

    def score_french(self, pairs: Iterable[tuple[str, str]]) -> list[tuple[Scored, ...]] | None:
        """The pieces of each French sentence, given its English one; the pairs are as for `score`. None when it cannot."""
