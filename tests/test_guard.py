# ruff: noqa: T201 - run as a program, it prints what it measures
"""What engines do wrong by themselves. `python tests/test_guard.py FILE...` tells how often the guard takes English sentences,
one a line, for another language."""

import sys
import time
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.engines import Translation, choose
from audit.engines.guard import LEAST_LETTERS, Guarded, cut, lost, suspicion
from audit.errors import EngineError
from audit.language import language_of, letters


@pytest.mark.parametrize(
    ("french", "english", "reason"),
    [
        ("Le maire est parti.", "", "empty"),
        ("Le maire est parti.", " . ", "empty"),
        ("Le maire est parti.", "the the the the the", "repeats"),
        (
            "Le maire est parti hier soir.",
            "The mayor left and so the mayor left and so the mayor left and so.",
            "repeats",
        ),
        ("Le maire de la ville est parti.", "Le maire de la ville est parti.", "left the French"),
        ("Le maire de notre ville est parti.", "Le maire de notre ville has parti.", "left the French"),
        ("Il a dit que le maire de la ville était parti hier.", "He said.", "2 words for 12"),
        ("Oui.", "Yes " + " ".join(f"word{i}" for i in range(20)), "21 words for 1"),
        ("Le maire est parti hier.", "The mayor " + " ".join(f"word{i}" for i in range(11)), "13 words for 5"),
    ],
)
def test_the_guard_knows_an_engine_that_rambles(french: str, english: str, reason: str) -> None:
    assert reason in str(suspicion(french, english))


@pytest.mark.parametrize(
    ("french", "english"),
    [
        ("Le maire est parti.", "The mayor has left."),
        ("Elon Musk, Tesla, OpenAI", "Elon Musk, Tesla, OpenAI"),
        ("Publicité", "Advertising"),
        ("Non, non, non, non, non !", "No, no, no, no, no!"),
        ("Très, très, très bien", "Very, very, very well"),
        ("On entend parler de donner encore.", "We hear of giving and giving and giving again."),
        ("— 2018 —", "— 2018 —"),
        ("…", ""),
        ("Photo", "Photo"),
        ("C’est très, très loin.", "It is very, very, very far."),
        ("La police arrête un homme à Marseille, Lille.", "Police arrest man in Marseille, Lille."),
        ("Un simple accident grave.", "A simple grave accident."),
        ("Le concert important de la région commence.", "The important concert of the area begins."),
    ],
)
def test_the_guard_is_silent_on_honest_translations(french: str, english: str) -> None:
    assert suspicion(french, english) is None


class Echo:
    name, signature = "echo", "echo|1|0"

    def __init__(self, lost: int = 0) -> None:
        self.asked: list[str] = []
        self.lost = lost

    def translate(self, sentences: Sequence[str]) -> list[Translation]:
        self.asked = list(sentences)
        return [Translation(f"<{sentence}>") for sentence in sentences[self.lost :]]


def test_the_guard_asks_once_for_equal_sentences_and_not_for_blank_ones() -> None:
    echo = Echo()
    answers = Guarded(echo).translate(["a", " ", "b", "a", ""])
    assert [answer.text for answer in answers] == ["<a>", "", "<b>", "<a>", ""]
    assert echo.asked == ["a", "b"]


def test_the_guard_refuses_an_engine_that_loses_sentences() -> None:
    with pytest.raises(EngineError, match="echo answered 1 of 2 sentences"):
        Guarded(Echo(lost=1)).translate(["a", "b"])


@pytest.mark.parametrize(
    ("french", "english", "missing"),
    [
        ("Le groupe dit que Sutskever est parti.", "The group says that Sutskevr has left.", ["Sutskever"]),
        ("Il a payé 1 200,50 euros en 2019.", "He paid 1,200.50 euros in 2019.", []),
        ("Il a payé 1 200 euros en 2019.", "He paid 1,300 euros.", ["1200", "2019"]),
        (
            "Elle a vécu 20 ans à Londres, près des États-Unis.",
            "She lived in London, near the U.S., for twenty years.",
            [],
        ),
        ("À 18 h 30, les Floridiens dormaient.", "At half past six people in Florida slept.", []),
        ("Il a 7 enfants.", "He has seven children.", []),
        ("Il vit à Péking.", "He lives in Beijing.", []),
        ("Sutskever est parti.", "He has left.", []),  # the first word may be any
        ("Le maire de xAI parle.", "The mayor of Xai speaks.", []),
        ("C’est un Etat dans l’Etat.", "It is a state within the state.", []),
    ],
)
def test_lost_names_and_numbers_are_told(french: str, english: str, missing: list[str]) -> None:
    assert lost(french, english) == missing


class Searching(Echo):
    """An engine whose best translation is empty, and which has others."""

    def translate(self, sentences: Sequence[str]) -> list[Translation]:
        return [Translation("") for _ in sentences]

    def alternatives(self, sentence: str) -> list[Translation]:
        return [Translation(sentence), Translation("The mayor has left."), Translation("no")]


def test_a_suspicious_answer_gives_way_to_the_best_sound_one() -> None:
    guarded = Guarded(Searching())
    assert guarded.translate(["Le maire est parti."]) == [Translation("The mayor has left.")]
    (kept,) = guarded.translate(["Le 14 juillet 1789 est une date."])
    assert kept == Translation("", unreliable="the engine gave an empty answer")


def test_an_engine_without_scores_gives_none() -> None:
    assert Guarded(Echo()).score([("le", "the")]) is None


class Respeller(Echo):
    """Keeps names that everybody knows, and respells others."""

    def translate(self, sentences: Sequence[str]) -> list[Translation]:
        self.asked += sentences
        return [Translation(" ".join(self._said(word) for word in sentence.split())) for sentence in sentences]

    def _said(self, word: str) -> str:
        return {"Petrobras": "Petrobase", "a": "has", "parlé": "spoken", "de": "of"}.get(word, word)


def test_a_lost_name_is_stood_in_for_and_put_back() -> None:
    engine = Respeller()
    (answer,) = Guarded(engine).translate(["Elle a parlé de Petrobras"])
    assert engine.asked == ["Elle a parlé de Petrobras", "Elle a parlé de Martin"]
    assert (answer.text, answer.unreliable) == ("Elle has spoken of Petrobras", None)


def test_the_name_that_stands_in_is_not_in_the_sentence() -> None:
    engine = Respeller()
    (answer,) = Guarded(engine).translate(["Elle a parlé de Petrobras de Martin"])
    assert engine.asked[1:] == ["Elle a parlé de Thomas de Martin"]
    assert (answer.text, answer.unreliable) == ("Elle has spoken of Petrobras of Martin", None)


@pytest.mark.parametrize("french", ["la ville a perdu 1789", "de Toyota de OpenAI de Nvidia de Petrobras de Sutskever"])
def test_nothing_stands_in_for_a_number_nor_for_more_names_than_there_are_stand_ins(french: str) -> None:
    class Plain(Echo):
        def translate(self, sentences: Sequence[str]) -> list[Translation]:
            self.asked += sentences
            return [Translation(" ".join("word" for _ in sentence.split())) for sentence in sentences]

    engine = Plain()
    (answer,) = Guarded(engine).translate([french])
    assert answer.unreliable
    assert engine.asked == [french]


def test_a_name_that_is_lost_with_its_stand_in_stays_lost() -> None:
    class Deaf(Respeller):
        def _said(self, word: str) -> str:
            return "Somebody" if word in ("Petrobras", "Martin") else super()._said(word)

    (answer,) = Guarded(Deaf()).translate(["Elle a parlé de Petrobras"])
    assert answer.unreliable == "the engine lost Petrobras"


FRENCH, ENGLISH = "le chef a vu maire cherche la ville".split(), "the head has seen mayor seeks the town".split()


class Forgetful(Echo):
    """Loses the names of sentences of more than six words, and ends all that it says in a full stop."""

    def translate(self, sentences: Sequence[str]) -> list[Translation]:
        self.asked += sentences
        return [Translation(self._said(sentence.split()) + ".") for sentence in sentences]

    def _said(self, words: list[str]) -> str:
        said = (dict(zip(FRENCH, ENGLISH, strict=True)).get(word, word) for word in words)
        return " ".join("him" if word[0].isupper() and len(words) > 6 else word for word in said)


def test_what_is_lost_of_a_long_sentence_is_kept_of_its_parts() -> None:
    engine = Forgetful()
    (answer,) = Guarded(engine).translate(["le chef a vu Petrobras : le maire cherche la ville"])
    assert engine.asked[-2:] == ["le chef a vu Petrobras :", "le maire cherche la ville"]
    assert (answer.text, answer.unreliable) == ("the head has seen Petrobras : the mayor seeks the town", None)


def test_a_part_that_stays_unreliable_makes_the_whole_so() -> None:
    (answer,) = Guarded(Forgetful()).translate(["le chef a vu Petrobras la ville le maire : le maire cherche la ville"])
    assert answer.unreliable == "the engine lost Petrobras"


class Unsure(Echo):
    """Says of itself that it is not to be trusted, where sentences are as short as parts; its first answers are empty."""

    def translate(self, sentences: Sequence[str]) -> list[Translation]:
        return [Translation(*self._said(sentence)) for sentence in sentences]

    def _said(self, sentence: str) -> tuple[str, None, str | None]:
        return ("", None, None) if ":" in sentence[:-1] else ("the mayor seeks the town", None, "a guess")

    def alternatives(self, sentence: str) -> list[Translation]:  # noqa: ARG002
        return [Translation("the mayor seeks the town and the boss", unreliable="a guess")]


def test_what_an_engine_does_not_trust_itself_is_no_better_answer() -> None:
    (answer,) = Guarded(Unsure()).translate(["le maire cherche la ville : le chef cherche la ville"])
    assert (answer.text, answer.unreliable) == ("", "the engine gave an empty answer")


def test_what_an_engine_says_of_its_own_answer_stands() -> None:
    class Refusing(Searching):
        def translate(self, sentences: Sequence[str]) -> list[Translation]:
            return [Translation("", unreliable="too long") for _ in sentences]

    assert Guarded(Refusing()).translate(["Le maire est parti."]) == [Translation("", unreliable="too long")]


def test_a_part_has_four_words() -> None:
    assert cut("Oui, le maire est là : il cherche la ville.") == ["Oui, le maire est là :", "il cherche la ville."]


@given(st.text(alphabet="aB1 ,.;!»", min_size=1).map(str.strip).filter(bool))
def test_the_parts_of_a_sentence_make_it_up_and_are_not_cut_again(sentence: str) -> None:
    parts = cut(sentence)
    assert " ".join(parts).split() == sentence.split()
    assert all(cut(part) == [part] for part in parts)


def test_the_shipped_engine_loses_fewer_names_by_it() -> None:
    engine = choose("embedded")
    assert isinstance(engine, Guarded)
    french = "Le réalisateur Lars von Trier l'a choisie pour incarner Charlotte Gainsbourg jeune dans Nymphomaniac."
    assert lost(french, engine.engine.translate([french])[0].text)
    (answer,) = engine.translate([french])
    assert lost(french, answer.text) == []
    assert answer.unreliable is None


def main(files: Sequence[str], most: int = 700) -> None:
    """Of the first lines of each file, those that are long enough for the guard to ask for their language."""
    read = (islice(Path(file).read_text("utf-8").splitlines(), most) for file in files)
    lines = [line for some in read for line in some if letters(line) >= LEAST_LETTERS]
    language_of(lines[0], "en")  # which loads it
    started = time.process_time()
    foreign = [line for line in lines if language_of(line, "en") not in (None, "en")]
    each = (time.process_time() - started) / len(lines) * 1000
    print(
        f"{len(lines):,} English sentences: {len(foreign)} taken for another language; {each:.1f} ms each",
        *foreign,
        sep="\n",
    )


if __name__ == "__main__":
    main(sys.argv[1:])
