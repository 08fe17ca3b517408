from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.comparison import MAX_TER_WORDS, changed_words, compare, corpus, word_diff
from audit.result import Change, Metrics

PAIRS = [
    ("Musc has said that Tesla left.", "Musk said that Tesla left."),
    ("The war of the talents.", "The talent war."),
    ("He left in 2018.", "He left in 2018."),
]
texts = st.text(alphabet=st.sampled_from("ab’'.,- \n\t«»_é1\u00a0\u2028"), max_size=60) | st.text(max_size=40)


@given(texts, texts)
def test_diff_holds_both_sides_exactly(left: str, right: str) -> None:
    diff = word_diff(left, right)
    assert "".join(change.left for change in diff) == left
    assert "".join(change.right for change in diff) == right
    assert all("".join(change.left.split()) == "".join(change.right.split()) for change in diff if change.equal)
    assert all(one.equal != other.equal for one, other in pairwise(diff))


@pytest.mark.parametrize(("left", "right"), [(" ", "\0"), ("a \0", "a  "), ("«»", "« »"), ("", "\0")])
def test_diff_of_what_looks_like_nothing(left: str, right: str) -> None:
    """rapidfuzz takes a NUL for the empty string, which is what is left of white space."""
    diff = word_diff(left, right)
    assert ("".join(change.left for change in diff), "".join(change.right for change in diff)) == (left, right)
    assert all(change.equal for change in diff) is ("\0" not in left + right)


@given(texts)
def test_diff_of_a_text_with_itself_has_no_change(text: str) -> None:
    assert all(change.equal for change in word_diff(text, text))


def test_diff_says_which_words_became_which() -> None:
    assert word_diff("Musc has said so.", "Musk said so.") == (
        Change(False, "Musc has ", "Musk "),
        Change(True, "said so.", "said so."),
    )


def test_changed_words_are_those_of_the_left_side_without_punctuation() -> None:
    assert changed_words(word_diff("Musc, has said “so”.", "Musk said so!")) == ("Musc", "has")
    assert changed_words(word_diff("He said so.", "He said that so.")) == ()


def test_equal_sentences_score_best_and_others_less() -> None:
    same = compare("The mayor has spoken today.", "The mayor has spoken today.")
    assert (same.chrf, same.ter) == (100, 0)
    assert same.bleu == pytest.approx(100)
    scores = compare(*PAIRS[0])
    assert scores.chrf is not None
    assert scores.bleu is not None
    assert 0 < scores.chrf < 100
    assert 0 < scores.bleu < 100
    assert scores.ter == pytest.approx(40)  # two of five words


def test_left_is_the_hypothesis() -> None:
    assert compare("a b c d", "a b").ter == pytest.approx(100)
    assert compare("a b", "a b c d").ter == pytest.approx(50)


@pytest.mark.parametrize("pair", [("", "a"), ("a", ""), (" \n", "a"), ("", "")])
def test_nothing_to_compare_has_no_score(pair: tuple[str, str]) -> None:
    assert compare(*pair) == Metrics()
    assert corpus([pair]) == Metrics()


def test_no_pairs_have_no_score() -> None:
    assert corpus([]) == Metrics()


def test_corpus_scores_are_those_of_sacrebleu() -> None:
    from sacrebleu.metrics.bleu import BLEU
    from sacrebleu.metrics.chrf import CHRF
    from sacrebleu.metrics.ter import TER

    ours, theirs = [left for left, _ in PAIRS], [[right for _, right in PAIRS]]
    found = corpus([*PAIRS, ("", "left out")])
    assert found.chrf == pytest.approx(CHRF().corpus_score(ours, theirs).score)
    assert found.bleu == pytest.approx(BLEU(effective_order=True).corpus_score(ours, theirs).score)
    assert found.ter == pytest.approx(TER().corpus_score(ours, theirs).score)
    assert found.signatures["bleu"].startswith("nrefs:1|case:mixed|eff:yes|tok:13a|")
    assert set(found.signatures) == {"chrf", "bleu", "ter"}
    assert "over" not in found.signatures["ter"]


def test_ter_leaves_out_what_it_would_take_minutes_for() -> None:
    long = " ".join(f"w{i}" for i in range(MAX_TER_WORDS + 1))
    assert compare(long, long + " more").ter is None
    found = corpus([*PAIRS, (long, long + " more")])
    assert found.ter == corpus(PAIRS).ter
    assert found.signatures["ter"].endswith("|over100words:1")
    assert corpus([(long, long)]).ter is None
