"""What holds for every text, sensible or not: no detector breaks, places are true, and nothing is left to chance."""

from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_cases import ROWS, Case

from audit.detection import detect
from audit.detectors.registry import load
from audit.document import Document, Page
from audit.errors import InputError
from audit.segmentation import build

# Next to the marks that detectors look at, what trips programs: no-break and zero-width spaces, bidirectional controls,
# a null, odd line ends, joined emoji, combining accents, ligatures, letters that change length.
TRIPPING = (
    "\u00a0\u202f\u2009\u200b\u200d\u2066\u2069\u202e\ufeff\x00\x0b\x1c\x85\u2028\U0001f468\u0301"
    "\ufb01\uff21\u00df\u0130\u0131\u01c5\u4e2d\u05d0"
)
MARKS = " .,;:!?…«»“”\"'’‘()[]-‑–—/\n\r\t%$@#*&0129"
# Words that reach the branches of the detectors, in no sensible order.
WORDS = (
    "le la les l' l’ un une des du de d’ à au aux et ou ni ne n’ pas que qu’ qui il elle ils se s’ est sont a ont été "
    "avoir être dit déclaré annoncer augmente proposé peut doit pour que par chez dans sur entre avec récolte usine "
    "usines mondial société the company of with Orange Cible Target Walsh Walshe LinkedIn iPhone ditWalsh Com IA 2024 "
    "U.S. M. etc. J.-C. beaucoup besoin face grâce lors développant américaine lettres Nous C’est a-t-il peut-être "
    "aujourd’hui www.exemple.fr"
)
# Half a surrogate pair has a test of its own, at the end.
ANY = st.text(st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from(MARKS + TRIPPING)), max_size=200)
WORD = st.sampled_from(WORDS.split())
PIECES = st.one_of(WORD, WORD.map(str.capitalize), st.sampled_from(MARKS + TRIPPING))
GARBLED = st.builds(str.join, st.sampled_from([" ", " ", "", "\n"]), st.lists(PIECES, max_size=60))
TEXTS = st.one_of(ANY, GARBLED, st.tuples(ANY, GARBLED).map(" ".join))


def check(document: Document) -> None:
    findings, _, failures = detect(document, load().values())
    assert not failures
    for finding in findings:
        assert 0 <= finding.start < finding.end <= len(document.text)
        assert finding.text == document.text[finding.start : finding.end]
        assert finding.why
        assert finding.repair != finding.text
    for one, other in pairwise(findings):
        assert one.end <= other.start
    assert len({finding.fingerprint for finding in findings}) == len(findings)
    assert all(finding.fingerprint for finding in findings)
    assert detect(document, load().values())[0] == findings


@pytest.mark.parametrize("case", ROWS, ids=lambda case: f"{case.stem}/{case.id}")
def test_invariants_hold_for_every_case(case: Case) -> None:
    check(build(Page("case.txt", case.text)))


@given(TEXTS)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_invariants_hold_for_any_text(text: str) -> None:
    try:
        document = build(Page("any.txt", text))
    except InputError:
        return  # no words, or not French: refused before any detector sees it
    check(document)


@given(
    st.lists(st.sampled_from(ROWS), min_size=1, max_size=4),
    st.lists(st.tuples(st.integers(0, 2000), ANY), max_size=3),
)
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_invariants_hold_for_cases_with_something_pasted_in(cases: list[Case], pasted: list[tuple[int, str]]) -> None:
    text = "\n\n".join(case.text for case in cases)
    for place, piece in pasted:
        text = text[: place % (len(text) + 1)] + piece + text[place % (len(text) + 1) :]
    try:
        document = build(Page("any.txt", text))
    except InputError:
        return
    check(document)


@given(st.sampled_from(ROWS), st.integers(0, 400), st.integers(0, 400))
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_invariants_hold_for_cases_cut_anywhere(case: Case, start: int, end: int) -> None:
    try:
        document = build(Page("any.txt", case.text[start % len(case.text) :][: end + 1]))
    except InputError:
        return
    check(document)


@pytest.mark.parametrize(
    "text", ["A\ud800", "La société\udfff a annonc\ud83d vouloir partir.", "\ud800\udc00 Il a dit oui."]
)
def test_invariants_hold_for_half_a_surrogate_pair(text: str) -> None:
    check(build(Page("any.txt", text)))


def test_a_finding_that_takes_in_another_leaves_the_rest_apart() -> None:
    check(build(Page("twice.txt", "Le brasseur a rachetéCarlsberg rachetéCarlsberg hier.")))


def test_fingerprints_tell_apart_what_differs_by_white_space_only() -> None:
    text = "Ce sont les retraités qui profiter le plus de la mesure."
    check(build(Page("thrice.txt", f"{text}\n\n{text}\n\n{text}")))
