"""Sentences of a source find their French: in order, each once, across merged, split and lost ones."""

from hypothesis import given, settings
from hypothesis import strategies as st

from audit.alignment import Pair, align, with_sources
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


def groups(pairs: list[Pair]) -> list[tuple[list[int], list[int]]]:
    return [(pair.french, pair.english) for pair in pairs]


LINES = st.lists(st.text(st.sampled_from("abcdéA 19."), min_size=1, max_size=80), max_size=12)


def test_sentences_that_match_are_paired_one_to_one() -> None:
    assert groups(align(FRENCH, ENGLISH)) == [([i], [i]) for i in range(4)]


def test_two_french_sentences_for_one_english() -> None:
    joined = [f"{ENGLISH[0][:-1]}, but {ENGLISH[1]}", *ENGLISH[2:]]
    assert groups(align(FRENCH, joined)) == [([0, 1], [0]), ([2], [1]), ([3], [2])]


def test_a_sentence_that_is_lost_on_either_side_does_not_shift_the_rest() -> None:
    assert groups(align(FRENCH, ENGLISH[:2] + ENGLISH[3:])) == [([0], [0]), ([1], [1]), ([2], []), ([3], [2])]
    assert groups(align(FRENCH[:2] + FRENCH[3:], ENGLISH)) == [([0], [0]), ([1], [1]), ([], [2]), ([2], [3])]


@settings(deadline=None)
@given(LINES, LINES)
def test_every_sentence_is_in_one_group_in_order(french: list[str], english: list[str]) -> None:
    found = groups(align(french, english))
    assert [i for left, _ in found for i in left] == list(range(len(french)))
    assert [j for _, right in found for j in right] == list(range(len(english)))


def test_the_back_translation_finds_what_length_cannot() -> None:
    french = [
        "Il pleut sur la ville depuis hier.",
        "Les bateaux restent tous au port.",
        "Le vent souffle de la mer, fort.",
    ]
    said = ["It has been raining on the city.", "The boats all stay in port.", "The wind blows from the sea, hard."]
    english = ["All boats are staying in port.", "A hard wind is blowing from the sea."]
    assert groups(align(french, english)) != [([0], []), ([1], [0]), ([2], [1])]
    assert groups(align(french, english, said)) == [([0], []), ([1], [0]), ([2], [1])]


def test_a_pair_is_as_sure_as_no_other_is_likely() -> None:
    alike = align(["Il pleut ici."] * 2, ["It rains here."])
    assert max(pair.confidence for pair in alike) < 0.7
    assert all(pair.confidence > 0.9 for pair in align(FRENCH, ENGLISH))
    assert all(0 <= pair.confidence <= 1 for pair in alike)


def test_an_engine_that_says_something_else_altogether_is_no_evidence() -> None:
    assert align(FRENCH, ENGLISH, [text.upper()[::-1] for text in FRENCH]) == align(FRENCH, ENGLISH)


def test_files_that_are_written_line_by_line() -> None:
    """A sentence of the twelfth line is lost, and that of the last does not take its place."""
    french = "\n".join([*FRENCH * 3, FRENCH[1]])
    english = "\n".join([*ENGLISH * 2, *ENGLISH[:3], f"{ENGLISH[3]} {ENGLISH[1]}", "He did not."])
    document = with_sources(build(Page("a.txt", french)), english)
    assert [segment.source for segment in document.segments] == [*ENGLISH * 3, "He did not."]


def test_one_sentence_against_very_many() -> None:
    assert [j for pair in align(["Une."], ["One more sentence."] * 1000) for j in pair.english] == list(range(1000))


def test_many_more_sentences_on_one_side_than_on_the_other() -> None:
    found = groups(align(["Une phrase de plus."] * 3, ["One more sentence."] * 400))
    assert [j for _, right in found for j in right] == list(range(400))


def test_furniture_gets_no_source_and_a_sentence_without_a_counterpart_keeps_none() -> None:
    text = f"{FRENCH[0]}\n\nPublicité\n\n{' '.join(FRENCH[1:])}"
    document = with_sources(build(Page("article.txt", text)), "\n\n".join(ENGLISH[:2] + ENGLISH[3:]))
    assert [segment.role is Role.FURNITURE for segment in document.segments] == [False, True, False, False, False]
    assert [segment.source for segment in document.segments] == [ENGLISH[0], None, ENGLISH[1], None, ENGLISH[3]]
    assert document.text == text
