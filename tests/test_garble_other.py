"""The second garble generator: alignment, renderings that are surely wrong, gold that is where it says."""

import json
import sys
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest

from audit.french.lexicon import load_lexicon
from audit.training.garble_other import __main__ as command
from audit.training.garble_other import accidents, rendering
from audit.training.garble_other.article import MAKERS, carry_out, garble_pair, generate
from audit.training.garble_other.pairs import Garble, Pair, Place

PAIRS = [
    ("The American company is selling its paper factory.", "La société américaine vend son usine de papier."),
    ("The minister has announced a political decision.", "Le ministre a annoncé une décision politique."),
    ("He said that the water of the river was clean.", "Il a dit que l’eau de la rivière était propre."),
    ("The group published « precise » figures on Monday.", "Le groupe a publié lundi des chiffres « précis »."),
    (
        "Eventually the children of the school left the library.",
        "Finalement les enfants de l’école ont quitté la bibliothèque.",
    ),
    ("The mayor and Norman met the engineers of Nokia.", "Le maire et Norman ont rencontré les ingénieurs de Nokia."),
    ("The evidence of the police was destroyed.", "La preuve de la police a été détruite."),
    ("The bank lends money to the director of the museum.", "La banque prête de l’argent au directeur du musée."),
]


def chance(seed: int) -> Random:
    return Random(seed)  # noqa: S311 - a sample, not a secret


def made(maker: object, english: str, french: str) -> set[tuple[str, str, str]]:
    """What a maker makes of any link of a pair: what stood there, what is marked, its class."""
    pair = Pair.of(english, french, load_lexicon())
    places = [Place(pair, *link, load_lexicon(), chance(0)) for link in pair.links()]
    garbles = [one for place in places for one in maker(place)]  # type: ignore[operator]
    return {(french[one.start : one.end], one.new[slice(*one.mark)], one.kind) for one in garbles}


def test_words_are_aligned_with_what_renders_them() -> None:
    pair = Pair.of(*PAIRS[0], load_lexicon())
    found = {pair.english[i].text: pair.french[j].text for i, j in pair.rendered.items()}
    assert found["company"] == "société"
    assert found["American"] == "américaine"
    assert found["paper"] == "papier"
    assert found["factory"] == "usine"


def test_a_link_has_none_but_its_own_words_in_the_french() -> None:
    for english, french in PAIRS:
        pair = Pair.of(english, french, load_lexicon())
        assert list(pair.links())
        for source, target in pair.links():
            outside = {j for i, j in pair.rendered.items() if i not in source}
            assert not outside & set(target)


@pytest.mark.parametrize(
    ("number", "found"),
    [
        (0, ("société américaine", "américaine société", "word-order")),
        (0, ("vend", "est vendre", "verb-form")),
        (0, ("usine de papier", "papier usine", "word-order")),
        (1, ("décision politique", "politique décision", "word-order")),
        (3, ("groupe a publié", "groupe publié", "verb-form")),
    ],
)
def test_literal_renderings(number: int, found: tuple[str, str, str]) -> None:
    assert found in made(rendering.literal, *PAIRS[number])


@pytest.mark.parametrize(
    ("english", "french"),
    [
        ("An incredible year begins.", "Une année incroyable commence."),  # may stand before, for effect
        ("The minister who has said it left.", "Le ministre qui a dit cela est parti."),  # « qui dit » is French
        ("The red car left.", "L’auto rouge est partie."),  # a synonym may be right, « rouge auto » is not made of one
    ],
)
def test_what_may_be_french_is_not_made(english: str, french: str) -> None:
    wrong = {new for _, new, _ in made(rendering.literal, english, french)}
    assert not wrong & {"incroyable année", "qui dit", "ministre dit", "voiture rouge"}


def test_a_word_that_looks_like_the_english_takes_the_place_of_the_right_one() -> None:
    assert ("preuve", "évidence", "mistranslation") in made(rendering.false_friend, *PAIRS[6])


def test_a_name_becomes_the_word_nearest_to_it() -> None:
    assert ("Norman", "Normal", "name-translated") in made(accidents.named, *PAIRS[5])


def test_a_lost_link_leaves_what_governs_it() -> None:
    english, french = "The house of the mayor has burnt.", "La maison du maire a brûlé."
    assert ("du maire a", "du a", "dropped-text") in made(accidents.dropped, english, french)


@pytest.mark.parametrize("maker", MAKERS, ids=lambda maker: maker.__name__)
def test_every_maker_has_something_to_make_that_differs(maker: object) -> None:
    found = {one for pair in PAIRS for one in made(maker, *pair)}
    assert found
    assert all(wrong.strip() == wrong != "" for _, wrong, _ in found)


@pytest.mark.parametrize("seed", range(10))
def test_gold_is_inside_the_text_in_order_and_apart(seed: int) -> None:
    for english, french in PAIRS:
        pair = Pair.of(english, french, load_lexicon())
        garbles = garble_pair(pair, load_lexicon(), chance(seed))
        text, gold = carry_out(french, garbles)
        assert (text != french) == bool(gold)
        assert all(0 <= start < end <= len(text) for start, end, _ in gold)
        assert all(one[1] <= other[0] for one, other in pairwise(gold))


def test_garbles_are_carried_out_in_order() -> None:
    garbles = [Garble.whole(8, 12, "dorment", "agreement"), Garble(0, 2, "Le le", (3, 5), "repeated")]
    assert carry_out("Le chat dort.", garbles) == ("Le le chat dorment.", [(3, 5, "repeated"), (11, 18, "agreement")])


def test_the_same_seed_makes_the_same_and_another_does_not() -> None:
    pairs = PAIRS * 4
    assert list(generate(pairs, 1, 0.9)) == list(generate(pairs, 1, 0.9))
    assert list(generate(pairs, 1, 0.9)) != list(generate(pairs, 2, 0.9))
    assert all(not gold for _, gold in generate(pairs, 1, 0.0))


def test_the_command_writes_what_the_first_generator_writes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    english, french, out = tmp_path / "a.en", tmp_path / "a.fr", tmp_path / "out.jsonl"
    english.write_text("\n".join(pair[0] for pair in PAIRS * 4), "utf-8")
    french.write_text("\n".join(pair[1] for pair in PAIRS * 4), "utf-8")
    monkeypatch.setattr(sys, "argv", ["garble_other", str(english), str(french), str(out), "--rate", "1"])
    command.main()
    rows = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert len(rows) == 2
    assert all(row["text"] and row["gold"] for row in rows)
