"""What language a block is in: sure, the same each time, and alone in the process."""

import random
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.language import language_of

SHARED = Path(__file__).parents[2] / "shared" / "corpora" / "test"
FRENCH = "Le ministre a annoncé hier soir que la mesure entrerait en vigueur dès le mois de janvier."
ENGLISH = "The minister announced last night that the measure would come into force as early as January."
GERMAN = "Der Minister kündigte gestern Abend an, dass die Maßnahme bereits im Januar in Kraft treten werde."


@pytest.mark.parametrize(("text", "code"), [(FRENCH, "fr"), (ENGLISH, "en"), (GERMAN, "de")])
def test_names_the_language(text: str, code: str) -> None:
    assert language_of(text) == code


def test_garbled_french_is_french() -> None:
    assert (
        language_of("Dupond a dit Airbus est augmenter la cadence de son usine. siteX, a-t-il ditMartin mardi.") == "fr"
    )


@pytest.mark.parametrize("text", ["", "Publicité", "Getty Images", "1 234 567 890 " * 20, "🎉" * 80, "?!… " * 50])
def test_says_nothing_of_what_is_too_short(text: str) -> None:
    assert language_of(text) is None


def test_same_answer_each_time_and_in_threads() -> None:
    texts = [FRENCH, ENGLISH, GERMAN, "Boulangerie Martin vs Airbus Industrie Holding"] * 8
    once = [language_of(text) for text in texts]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(language_of, texts)) == once


def test_leaves_the_shared_state_alone() -> None:
    import langdetect.detector_factory as shared

    random.seed(7)
    state, seed = random.getstate(), shared.DetectorFactory.seed
    language_of(ENGLISH)
    assert random.getstate() == state
    assert shared.DetectorFactory.seed is seed
    assert shared._factory is None


@settings(max_examples=50, deadline=None)
@given(st.text(st.characters(), max_size=200))
def test_survives_any_text(text: str) -> None:
    assert language_of(text) == language_of(text)


@pytest.mark.skipif(not SHARED.is_dir(), reason="needs the corpora beside the repository (../shared/corpora)")
@pytest.mark.parametrize("code", ["fr", "en"])
def test_measured_on_news(code: str) -> None:
    lines = (SHARED / f"newstest2014-subset500.{code}").read_text(encoding="utf-8").splitlines()
    told = [language for line in lines if (language := language_of(line))]
    assert len(told) > 0.9 * len(lines)
    assert sum(language != code for language in told) <= 0.005 * len(told)
