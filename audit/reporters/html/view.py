"""What the pages show, named as the templates ask for it: an article, and the list of all articles."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from audit.finding import Finding
from audit.reconstruction import compatible
from audit.reporters.html.charts import GROUPS, Kind, Strip, kinds, strip
from audit.reporters.html.rows import Row, lines, rows
from audit.reporters.places import Located, located
from audit.reporters.summary import group, headline, verdict, whole, worst_first
from audit.result import DocumentResult, Result, Score
from audit.scoring import score

WORST = 3  # findings to begin with
AROUND = 70  # code points of the sentence shown either side of one of them: three lines of a card
NEEDS_WORK = {"critical", "major"}
VERDICTS = ("critical", "major", "minor", "info", "partial", "accepted", "clean")  # the gravest first


class Excerpt(NamedTuple):
    """A finding in the middle of its sentence. `times`: how often the article has the same one."""

    number: int
    finding: Finding
    before: str
    after: str
    times: int


@dataclass(frozen=True)
class Article:
    """One document's page or section. Its findings are numbered from 1, in reading order.

    `number` is its place in the result, `href` where its page is, seen from the list of articles.
    """

    document: DocumentResult
    number: int
    href: str

    @cached_property
    def findings(self) -> list[Finding]:
        return sorted(self.document.findings, key=lambda f: (f.start, f.end, -f.severity.rank, f.detector))

    @cached_property
    def repairing(self) -> dict[int, Finding]:
        """The findings whose repairs are made together, by number, as the reconstruction makes them."""
        chosen = {id(f) for f in compatible(f for f in self.findings if not f.suppressed)}
        return {number: f for number, f in enumerate(self.findings, 1) if id(f) in chosen}

    @property
    def lines(self) -> Iterator[list[list[Row]]]:
        return lines(rows(self.document, self.findings, self.repairing))

    def located(self, finding: Finding) -> Located:
        return located(self.document, finding)

    @cached_property
    def groups(self) -> dict[str, int]:
        """Findings by severity; warnings and accepted ones apart. Empty groups are left out."""
        return groups(self.document.findings)

    @property
    def counted(self) -> int:
        return sum(n for name, n in self.groups.items() if name not in {"warning", "accepted"})

    @property
    def kinds(self) -> list[Kind]:
        return kinds(self.document.findings)

    @property
    def strip(self) -> Strip:
        return strip(self.document, self.findings)

    @property
    def worst(self) -> list[Excerpt]:
        """What to look at first: the worst findings, each but once; of equally grave ones, those of different sentences."""
        standing = [f for f in self.findings if group(f) not in {"warning", "accepted"}]
        times = Counter(map(_same, standing))
        distinct = worst_first({_same(f): f for f in reversed(worst_first(standing))}.values())
        starts = [segment.start for segment in self.document.segments]
        first = {id(f) for f in {bisect_right(starts, f.start): f for f in reversed(distinct)}.values()}
        ordered = sorted(distinct, key=lambda f: (-f.severity.rank, id(f) not in first))
        numbers = {id(f): number for number, f in enumerate(self.findings, 1)}
        return [Excerpt(numbers[id(f)], f, *self._around(f), times[_same(f)]) for f in ordered[:WORST]]

    def _around(self, finding: Finding) -> tuple[str, str]:
        segments = [s for s in self.document.segments if s.start < finding.end and finding.start < s.end]
        first = min((s.start for s in segments), default=finding.start)
        last = max((s.end for s in segments), default=finding.end)
        before, after = self.document.text[first : finding.start], self.document.text[finding.end : last]
        if len(before) > AROUND:
            before = "…" + re.sub(r"^\S{0,20}\s", "", before[-AROUND:])
        if len(after) > AROUND:
            after = re.sub(r"[\s.…]*\s\S{0,20}$", "", after[:AROUND]) + "…"
        return before, after

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

    @cached_property
    def has_english(self) -> bool:
        texts = ((s.back_translation, s.reconstruction, s.source) for s in self.document.segments)
        return any(text is not None for segment in texts for text in segment)

    @cached_property
    def has_source(self) -> bool:
        return any(segment.source for segment in self.document.segments)

    @property
    def unreliable(self) -> int:
        """Sentences on which the engine is not to be trusted."""
        return sum(segment.unreliable is not None for segment in self.document.segments)

    def card(self, number: int) -> str:
        """The page's id of what is said of a finding; `mark` is that of its end in the text."""
        return f"a{self.number}-f{number}"

    def mark(self, number: int) -> str:
        return f"a{self.number}-m{number}"


@dataclass(frozen=True)
class Index:
    """The list of all articles, lowest score first, and what can be said of them together."""

    result: Result
    articles: Sequence[Article]

    @cached_property
    def groups(self) -> dict[str, int]:
        return groups(self._findings)

    @cached_property
    def kinds(self) -> list[Kind]:
        return kinds(self._findings)

    @cached_property
    def _findings(self) -> list[Finding]:
        return [finding for article in self.articles for finding in article.document.findings]

    @property
    def needing_work(self) -> int:
        return sum(article.verdict in NEEDS_WORK for article in self.articles)

    @property
    def verdict(self) -> str:
        """The gravest of the articles' verdicts."""
        return min((article.verdict for article in self.articles), key=VERDICTS.index, default="partial")

    @cached_property
    def score(self) -> tuple[int, int, int] | None:
        """The score of all articles as one text."""
        together = self._together
        return whole(together) if together else None

    @property
    def _together(self) -> Score | None:
        scored = [article.document for article in self.articles if article.document.score]
        standing = (f for document in scored for f in document.findings if not f.suppressed)
        return score(standing, sum(document.words for document in scored))


def groups(findings: Sequence[Finding]) -> dict[str, int]:
    counts = Counter(map(group, findings))
    return {name: counts[name] for name in GROUPS if counts[name]}


def _same(finding: Finding) -> tuple[str, str, str | None]:
    return finding.detector, finding.text, finding.repair
