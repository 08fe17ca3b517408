"""Sentences of a source find their French: in order, each once, across merged, split and lost ones."""

from hypothesis import given
from hypothesis import strategies as st

from audit.alignment import align, with_sources
from audit.document import Page, Role
from audit.segmentation import build

FRENCH = [
    "Le conseil municipal a voté le budget lundi soir.",
    "Martin n’a pas voté.",
    "Les dépenses de la ville augmentent de 3 %, pour la deuxième année, et la maire promet que les impôts attendront.",
    "Le texte sera relu en mars 2026.",
]
ENGLISH = [
    "The city council passed the budget on Monday evening.",
    "Martin did not vote.",
    "The city’s spending rises by 3%, for the second year, and the mayor promises that taxes will wait.",
    "The text will be read again in March 2026.",
]
LINES = st.lists(st.text(st.sampled_from("abcdéA 19."), min_size=1, max_size=80), max_size=12)


def test_sentences_that_match_are_paired_one_to_one() -> None:
    assert list(align(FRENCH, ENGLISH)) == [([i], [i]) for i in range(4)]


def test_two_french_sentences_for_one_english() -> None:
    joined = [f"{ENGLISH[0][:-1]}, but {ENGLISH[1]}", *ENGLISH[2:]]
    assert list(align(FRENCH, joined)) == [([0, 1], [0]), ([2], [1]), ([3], [2])]


def test_a_sentence_that_is_lost_on_either_side_does_not_shift_the_rest() -> None:
    assert list(align(FRENCH, ENGLISH[:2] + ENGLISH[3:])) == [([0], [0]), ([1], [1]), ([2], []), ([3], [2])]
    assert list(align(FRENCH[:2] + FRENCH[3:], ENGLISH)) == [([0], [0]), ([1], [1]), ([], [2]), ([2], [3])]


@given(LINES, LINES)
def test_every_sentence_is_in_one_group_in_order(french: list[str], english: list[str]) -> None:
    groups = list(align(french, english))
    assert [i for left, _ in groups for i in left] == list(range(len(french)))
    assert [j for _, right in groups for j in right] == list(range(len(english)))


def test_many_more_sentences_on_one_side_than_on_the_other() -> None:
    groups = list(align(["Une phrase de plus."] * 3, ["One more sentence."] * 400))
    assert [j for _, right in groups for j in right] == list(range(400))


def test_furniture_gets_no_source_and_a_sentence_without_a_counterpart_keeps_none() -> None:
    text = f"{FRENCH[0]}\n\nPublicité\n\n{' '.join(FRENCH[1:])}"
    document = with_sources(build(Page("article.txt", text)), "\n\n".join(ENGLISH[:2] + ENGLISH[3:]))
    assert [segment.role is Role.FURNITURE for segment in document.segments] == [False, True, False, False, False]
    assert [segment.source for segment in document.segments] == [ENGLISH[0], None, ENGLISH[1], None, ENGLISH[3]]
    assert document.text == text
