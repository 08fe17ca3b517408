"""How damaged an article is, and what is told only of one that is.

Good French has some kinds of findings about as often as they are right: its writers slip, and parsers do. One of these that
stands alone in an article is more likely such a slip than a trace of machine translation. The table of these kinds is made by
`python -m audit.training.evaluate.isolated`; see resources/isolated.card.toml.
"""

import tomllib
from collections.abc import Collection, Iterable, Sequence
from functools import cache
from pathlib import Path

from audit.document import Document
from audit.finding import Category, Finding
from audit.fusion import fuse
from audit.integrity import intact
from audit.reason import Reason

TABLE = Path(__file__).parent / "resources" / "isolated.toml"
# Findings, their kinds, and findings per 1,000 words, that an article of clean text does not have: most have under 2 per 1,000.
DAMAGES, KINDS, DENSITY = 2, 2, 10
SHORT = 200  # words under which an article cannot show what it is like
WEIGHT = 0.5  # of a finding that good French may have, beside one that it hardly has
RATIO = 16  # how much more often than in good French a kind is right in damaged pages, of as many words, if it is none of it
SPACES, SPACED = "spacing", (5, 10)  # a detector, and its findings, and per 1,000 words, that are no slips of a typist
FEWEST, UNSEEN = 2, 0.5  # alarms that tell something of a kind; what is added to each count
# Findings, and findings per 1,000 words, from which all of an article are believed: none stands alone.
LEAST, SHARE = 1, 2


def suspect(document: Document, findings: Iterable[Finding]) -> bool:
    """Whether an article says that it is machine-translated, or is as damaged as only such articles are.

    What scrapes a page may have done is left out: it misreads characters, and glues words or parts them.
    """
    sure = [finding for finding in findings if finding.confidence == 1 and not _scraped(finding)]
    kinds, places = {finding.detector for finding in sure}, len(fuse(sure))
    damaged = len(kinds) >= KINDS and places >= max(DAMAGES, DENSITY * document.words / 1000)
    return document.disclosed_mt or damaged


def told(
    document: Document, findings: Sequence[Finding], asked: Collection[str] = (), *, sourced: bool = False
) -> list[Finding]:
    """The findings without those of a kind that good French has, where nothing else says that this is not good French.

    All are told of a document that has its source, and all those of the detectors that are `asked` for by name. Spaces are
    told where no typist can have left them.
    """
    if sourced or document.words < SHORT or document.disclosed_mt:
        return [*findings]
    if not _tokenised(document, findings):
        findings = [finding for finding in findings if finding.detector != SPACES or SPACES in asked]
    telling = [finding for finding in findings if not _scraped(finding)]
    doubtful = [finding for finding in telling if _slip(finding)]
    sure = [finding for finding in telling if not _slip(finding)]
    if len(fuse(sure)) + WEIGHT * len(fuse(doubtful)) >= max(LEAST, SHARE * document.words / 1000):
        return [*findings]
    return [finding for finding in findings if finding.detector in asked or not _slip(finding)]


@cache
def slips() -> frozenset[tuple[str, str]]:
    """The kinds of findings that good French has: a detector, and the template of its reason."""
    table = tomllib.loads(intact(TABLE).read_text("utf-8"))
    share = table["marked"] / table["written"]
    return frozenset(
        (row["detector"], row["reason"])
        for row in table["kind"]
        if row["alarms"] >= FEWEST and row["right"] + UNSEEN < RATIO * share * (row["alarms"] + UNSEEN)
    )


def kind(detector: str, why: str) -> tuple[str, str]:
    """The detector, and the sentence that its reason fills in."""
    return detector, why.template if isinstance(why, Reason) else why


def _tokenised(document: Document, findings: Sequence[Finding]) -> bool:
    """Whether spaces stand wrong so often, or in an article so damaged, that no typist did it."""
    few, share = SPACED
    wrong = sum(finding.detector == SPACES for finding in findings)
    return wrong >= max(few, share * document.words / 1000) or suspect(document, findings)


def _scraped(finding: Finding) -> bool:
    return finding.category in {Category.SPELLING, Category.ENCODING} or finding.detector == SPACES


def _slip(finding: Finding) -> bool:
    return finding.detector != SPACES and kind(finding.detector, finding.why) in slips()
