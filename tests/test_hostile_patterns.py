"""No regular expression runs away: each is attacked with strings made to pump its repetitions."""

import re

import pytest
from fuzz.pumping import attacks, patterns, seconds

LENGTH = 1_000  # characters: half of the longest sentence, and the longest block that furniture is told from
LIMIT = 0.1  # seconds of computing; a linear pattern takes a ten-thousandth, a quadratic one some milliseconds


def test_the_attacks_find_a_pattern_that_runs_away() -> None:
    for runaway, length in ((r"(\w+\s?)+!", 21), (r"(a|b|ab)*c", 40), (r"x\s+\s*\s+y", 900)):
        pattern = re.compile(runaway)
        assert any(seconds(pattern, text) > LIMIT for text in attacks(pattern, length)), runaway


def test_no_pattern_runs_away() -> None:
    found = patterns()
    assert len(found) > 100
    slow = {}
    for name, pattern in found.items():
        worst = max((seconds(pattern, text) for text in attacks(pattern, LENGTH)), default=0.0)
        if worst > LIMIT:
            slow[name] = worst
    assert slow == {}


WHOLE = (
    "segmentation.STOP segmentation.QUOTATION readers.markdown.COMMENT comparison.TOKEN reporters.visible.UNSEEN readers.xml.TAG "
    "reporters.visible.COMMAND readers.html.CROWDED"
)


@pytest.mark.parametrize("name", WHOLE.split())
def test_what_sees_whole_files_is_linear(name: str) -> None:
    """Eight times the text takes less than sixteen times as long (and not sixty-four)."""
    pattern = patterns()[f"audit.{name}"]
    for short, long in zip(attacks(pattern, 4_000), attacks(pattern, 32_000), strict=True):
        if (took := seconds(pattern, long)) > 0.02:
            assert took < 16 * max(seconds(pattern, short), 0.001), (name, short[:20])
