"""The MQM score: its formula on counted examples, and an interval that holds it and narrows as texts grow."""

from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.finding import Category, Finding, Severity
from audit.scoring import penalty, score, segment_score


def finding(severity: Severity, category: Category = Category.GRAMMAR) -> Finding:
    return Finding("agreement", category, severity, 0, 1, "x", "why")


FINDINGS = st.lists(st.builds(finding, st.sampled_from(Severity), st.sampled_from(Category)), max_size=60)


@pytest.mark.parametrize(
    ("severity", "category", "points"),
    [
        (Severity.INFO, Category.GRAMMAR, 0),
        (Severity.MINOR, Category.GRAMMAR, 1),
        (Severity.MAJOR, Category.OMISSION, 5),
        (Severity.CRITICAL, Category.MISTRANSLATION, 25),
        (Severity.MINOR, Category.PUNCTUATION, 0.1),
        (Severity.MINOR, Category.NUMBER_FORMAT, 1),
        (Severity.MAJOR, Category.PUNCTUATION, 5),
    ],
)
def test_penalty_points_are_those_of_mqm(severity: Severity, category: Category, points: float) -> None:
    assert penalty(finding(severity, category)) == points


def test_score_of_a_counted_example() -> None:
    """Two major and three minor errors are 13 points; in 500 words, 2.6 per hundred."""
    result = score([finding(Severity.MAJOR)] * 2 + [finding(Severity.MINOR)] * 3, 500)
    assert result is not None
    assert (result.value, result.penalty, result.reliable) == (97.4, 13.0, True)


def test_a_text_without_words_has_no_score_and_a_sentence_without_words_does_not_break() -> None:
    assert score([], 0) is None
    assert segment_score([finding(Severity.MINOR)], 0) == 0.0
    assert segment_score([], 12) == 100.0


def test_no_finding_is_not_a_proof_of_a_perfect_text() -> None:
    short, long = score([], 100), score([], 10_000)
    assert short is not None
    assert long is not None
    assert (short.value, short.high) == (long.value, long.high) == (100.0, 100.0)
    assert short.low < long.low < 100.0
    assert (short.reliable, long.reliable) == (False, True)


@given(FINDINGS, st.integers(1, 100_000))
def test_the_interval_holds_the_score(findings: list[Finding], words: int) -> None:
    result = score(findings, words)
    assert result is not None
    assert 0 <= result.low <= result.value <= result.high <= 100


@given(FINDINGS, st.integers(1, 5_000))
def test_an_error_never_raises_the_score_and_more_words_never_lower_it(findings: list[Finding], words: int) -> None:
    less, more = score(findings, words), score([*findings, finding(Severity.MINOR)], words)
    longer = score(findings, 2 * words)
    assert less is not None
    assert more is not None
    assert longer is not None
    assert more.value <= less.value <= longer.value


def test_the_same_rate_of_errors_is_surer_on_a_longer_text() -> None:
    widths = [inf]
    for times in (1, 4, 16):
        result = score([finding(Severity.MAJOR)] * (2 * times), 400 * times)
        assert result is not None
        assert result.value == 97.5
        widths.append(result.high - result.low)
    assert widths == sorted(set(widths), reverse=True)
