"""What the page shows of one document, named as the template asks for it."""

from dataclasses import dataclass
from functools import cached_property

from audit.finding import Finding
from audit.reporters.html.rows import Row, rows
from audit.reporters.summary import Places, count, headline, verdict, whole, worst_first
from audit.result import DocumentResult


@dataclass(frozen=True)
class Article:
    """One document's section. Its findings are numbered from 1, worst first."""

    document: DocumentResult
    number: int

    @cached_property
    def findings(self) -> list[Finding]:
        return worst_first(self.document.findings)

    @cached_property
    def rows(self) -> list[Row]:
        return rows(self.document, self.findings)

    @cached_property
    def place(self) -> Places:
        return Places(self.document.text)

    @cached_property
    def counts(self) -> dict[str, int]:
        return count(self.document.findings)

    @property
    def headline(self) -> str:
        return headline(self.document)

    @property
    def verdict(self) -> str:
        return verdict(self.document)

    @property
    def score(self) -> tuple[int, int, int] | None:
        return whole(self.document.score) if self.document.score else None

    @property
    def rank(self) -> tuple[float, int]:
        """Lowest score first, articles without one last."""
        return (self.document.score.value if self.document.score else 101.0, self.number)

    @property
    def has_english(self) -> bool:
        texts = ((s.back_translation, s.reconstruction, s.source) for s in self.document.segments)
        return any(text is not None for segment in texts for text in segment)

    @property
    def unreliable(self) -> int:
        """Sentences on which the engine is not to be trusted."""
        return sum(segment.unreliable is not None for segment in self.document.segments)

    def card(self, number: int) -> str:
        """The page's id of a finding in the list; `mark` is that of its end in the text."""
        return f"a{self.number}-f{number}"

    def mark(self, number: int) -> str:
        return f"a{self.number}-m{number}"
