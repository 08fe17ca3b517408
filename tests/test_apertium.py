from collections.abc import Callable

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from audit.engines.apertium import Apertium
from audit.engines.guard import Guarded
from audit.errors import EngineError

apertium = pytest.mark.skipif(Apertium.find() is None, reason="apertium-fra-cat and apertium-eng-cat are not installed")


def choose_apertium() -> Apertium:
    engine = Apertium.find()
    assert engine is not None
    return engine


@pytest.fixture
def real() -> Guarded:
    engine = Apertium.find()
    assert engine is not None
    return Guarded(engine)


@apertium
def test_apertium_translates_and_keeps_names_and_numbers(real: Guarded) -> None:
    (answer,) = real.translate(["Elon Musk a dit que Tesla est une entreprise [américaine] de 1 200 personnes."])
    assert answer.text.startswith("Elon Musk has said that Tesla is")
    assert "[American]" in answer.text
    assert "1 200" in answer.text
    assert answer.unreliable is None
    assert real.signature.startswith("apertium|3.")


@apertium
def test_names_with_capitals_inside_are_no_words_to_apertium(real: Guarded) -> None:
    (answer,) = real.translate(["La société xAI de Musk et l’iPad de YouTube."])
    assert {"xAI", "Musk", "iPad", "YouTube."} <= set(answer.text.split())
    assert "lamb" not in answer.text


@apertium
def test_apertium_answers_one_to_one_in_order(real: Guarded) -> None:
    numbers = [f"Le maire {i} parle. Il part ! Et {i + 1} ? Oui" for i in range(700)]
    answers = real.translate(numbers)
    assert [answer.text.split()[2] for answer in answers] == [str(i) for i in range(700)]
    assert all(answer.text.endswith(("Yes", "Aye")) for answer in answers)


RESERVED = [
    "[",
    "\\",
    "^a$",
    "{x}",
    "<b>",
    "[[t:b:1]]2[[/]]",
    ".[]",
    "[]",
    "2 \\] 3",
    "[<STREAMCMD:SETVAR:2>]",
    "a/b@c",
]


@apertium
def test_reserved_characters_come_back(real: Guarded) -> None:
    def reserved(text: str) -> list[str]:
        return [character for character in text if character in "[]{}^$\\<>/@"]

    assert [reserved(answer.text) for answer in real.translate(RESERVED)] == list(map(reserved, RESERVED))


odd = st.text(
    alphabet=st.sampled_from('le chat.!?[]{}^$\\/@<>*#~|«»’"-\0\n\ud800é1%\u2028\u200b'), max_size=30
) | st.text(max_size=15)


@apertium
# A run takes a second, and shrinking would take minutes.
@settings(max_examples=5, deadline=None, phases=[Phase.generate])
@given(st.lists(odd.filter(str.strip), min_size=10, max_size=40))
def test_odd_sentences_do_not_disturb_their_neighbours(sentences: list[str]) -> None:
    batch = [part for sentence in sentences for part in (sentence, "Le maire parle.")]
    answers = choose_apertium().translate(batch)
    assert len(answers) == len(batch)
    assert {answer.text for answer in answers[1::2]} == {"The mayor talks."}


def test_a_broken_apertium_is_an_error(fake_apertium: Callable[[str], None]) -> None:
    fake_apertium("echo 'no such dictionary' >&2; exit 1")
    with pytest.raises(EngineError, match="Apertium is damaged"):
        assert choose_apertium().signature
    with pytest.raises(EngineError, match="Apertium failed: no such dictionary"):
        choose_apertium().translate(["un", "deux"])


def test_a_sentence_that_breaks_apertium_is_found_and_the_others_are_translated(
    fake_apertium: Callable[[str], None],
) -> None:
    fake_apertium(
        "input=$(tr '\\0' '\\n'); case $input in *bad*) exit 1;; esac; printf '%s\\n' \"$input\" | tr '\\n' '\\0'"
    )
    answers = choose_apertium().translate(["a", "b", "bad", "c", "d"])
    assert [answer.text for answer in answers] == ["a", "b", "", "c", "d"]
    assert [answer.unreliable for answer in answers] == [None, None, "Apertium breaks on this sentence", None, None]


def test_an_apertium_that_loses_a_sentence_is_not_believed(fake_apertium: Callable[[str], None]) -> None:
    fake_apertium("tr '\\0' '\\n' | grep -v lost | tr '\\n' '\\0'")
    answers = choose_apertium().translate(["a", "lost", "c"])
    assert [answer.text for answer in answers] == ["a", "", "c"]


def test_an_apertium_that_hangs_is_ended(fake_apertium: Callable[[str], None], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("audit.engines.apertium.MIN_SECONDS", 0.2)
    fake_apertium("sleep 60 | cat")
    with pytest.raises(EngineError, match="did not answer within"):
        choose_apertium().translate(["un"])
