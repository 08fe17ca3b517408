"""The garble generator: its gold spans are true, its chance is seeded, and it has something for every class."""

import json
import sys
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest
from spacy.tokens import Doc

from audit.lexicon import load_lexicon
from audit.parsing import parser
from audit.training import garble
from audit.training.garble_edit import Article, Edit, Gold, Sentence, is_name
from audit.training.garble_names import domain, respell

SENTENCES = [
    "Le directeur de Veltra a déclaré mardi que l’entreprise augmentait les salaires de son équipe technique.",
    "Selon Karim Dufresne, la directrice commerciale n’a pas répondu aux questions de la presse.",
    "« Nous avons perdu des ingénieurs importants », a expliqué Karim Dufresne au quotidien régional.",
    "La guerre des prix, dans laquelle Veltra se trouve engagée, coûte des millions aux petites sociétés.",
    "Les concurrents que Veltra attaque depuis janvier proposent des contrats avantageux aux jeunes diplômés.",
    "Ni les syndicats ni la mairie ne veulent fermer le site historique de Karim Dufresne.",
    "Le groupe a publié des chiffres précis après la réunion, et les journalistes leur ont répondu.",
    "Il a dit que la nouvelle usine serait prête pour accueillir les premières machines américaines.",
    "Le patron de Veltra avait promis des offres “très généreuses”, mais les employés sont partis.",
    "Cette décision politique inquiète les habitants de la région, qui ont écrit une lettre au préfet.",
]


@pytest.fixture(scope="module")
def docs() -> list[Doc]:
    return list(parser().pipe(SENTENCES))


def chance(seed: int) -> Random:
    return Random(seed)  # noqa: S311 - a sample, not a secret


def make(docs: list[Doc], seed: int, **weights: float) -> tuple[str, list[Gold]]:
    return garble.garble_article(docs, load_lexicon(), chance(seed), 0.5, weights or garble.WEIGHTS)


def layout(docs: list[Doc], seed: int) -> str:
    return garble.garble_article(docs, load_lexicon(), chance(seed), 0)[0]


def only(docs: list[Doc], kind: str) -> list[tuple[str, str]]:
    """The texts before and inside the gold spans of one class, over a few seeds."""
    made = (make(docs, seed, **{kind: 1}) for seed in range(6))
    return [(text[:start], text[start:end]) for text, gold in made for start, end, _ in gold]


@pytest.mark.parametrize("seed", range(12))
def test_gold_is_inside_the_text_in_order_and_apart(docs: list[Doc], seed: int) -> None:
    text, gold = make(docs, seed)
    assert all(0 <= start < end <= len(text) and text[start:end].strip() for start, end, _ in gold)
    assert all(one[1] <= other[0] for one, other in pairwise(gold))
    assert {kind for _, _, kind in gold} <= garble.MAKERS.keys()
    assert garble.plain(text) == text


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("rate", [0.0, 0.05, 1.0])
def test_the_text_differs_exactly_when_there_is_gold(docs: list[Doc], seed: int, rate: float) -> None:
    text, gold = garble.garble_article(docs, load_lexicon(), chance(seed), rate)
    assert (text != layout(docs, seed)) == bool(gold)


def test_the_same_seed_makes_the_same_garbles_and_another_does_not(docs: list[Doc]) -> None:
    assert make(docs, 3) == make(docs, 3)
    assert make(docs, 3) != make(docs, 4)


@pytest.mark.parametrize("kind", garble.MAKERS)
def test_every_class_makes_garbles_of_its_own_kind_only(docs: list[Doc], kind: str) -> None:
    made = [gold for seed in range(6) for gold in make(docs, seed, **{kind: 1})[1]]
    assert made
    assert {name for _, _, name in made} == {kind}


def test_every_class_has_a_weight() -> None:
    assert garble.WEIGHTS.keys() == garble.MAKERS.keys()


def test_glue_joins_words_of_the_sentence(docs: list[Doc]) -> None:
    clean = "".join(SENTENCES).replace(" ", "").lower()
    for _, wrong in only(docs, "glued"):
        assert " " not in wrong.strip()
        assert wrong.lower() in clean


def test_a_false_break_has_its_stop_inside(docs: list[Doc]) -> None:
    assert all("." in wrong[1:-1] for _, wrong in only(docs, "false-sentence-break"))


def test_a_repetition_marks_the_second_copy(docs: list[Doc]) -> None:
    assert all(before.endswith(f"{wrong} ") for before, wrong in only(docs, "repeated"))


def test_a_lost_word_leaves_its_neighbours_marked(docs: list[Doc]) -> None:
    for _, wrong in only(docs, "missing-function-word"):
        assert len(wrong.split()) == 2
        assert wrong not in " ".join(SENTENCES)


def test_apply_marks_what_the_edits_mark() -> None:
    edits = [Edit(13, 16, "⟦là⟧ et ⟦ici⟧", ("untranslated", "casing")), Edit(3, 12, "⟦chatdort⟧", ("glued",))]
    text, gold = garble.apply("Le chat dort ici.", edits)
    assert text == "Le chatdort là et ici."
    assert gold == [(3, 11, "glued"), (12, 14, "untranslated"), (18, 21, "casing")]


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("Le maire a ouvert la séance à midi.", True),
        ("« Le maire a ouvert la séance », dit-elle.", True),
        ("le maire a ouvert la séance à midi.", False),
        ("Le maire a ouvert la séance à midi", False),
        ("Le maire a dit « oui à la séance de midi.", False),
        ("Le maire ” a ouvert “ la séance à midi.", False),
        ("Le maire est parti.La séance a été levée.", False),
        ("Le maire est là.", False),
    ],
)
def test_clean_lines_are_whole_undamaged_sentences(line: str, kept: bool) -> None:
    assert garble.clean(line) is kept


def test_names_are_respelled_but_not_renamed() -> None:
    made = {respell("Karpinski", chance(seed)) for seed in range(40)}
    assert len(made) > 8
    assert all(name[0] == "K" and abs(len(name) - len("Karpinski")) < 2 for name in made)


def test_a_domain_suffix_becomes_words(docs: list[Doc]) -> None:
    article = Article.of(docs, load_lexicon(), chance(0))
    sentence = Sentence(parser()("Le site Trocalis.fyi publie des annonces."), article)
    assert {garble.plain(edit.new) for edit in domain(sentence)} <= {
        "Trocalis. Pour info",
        "Trocalis. Pour votre information",
    }
    assert [edit.kinds for edit in domain(sentence)] == [("name-translated",)]


def test_names_are_capitalised_proper_nouns(docs: list[Doc]) -> None:
    assert {token.text for doc in docs for token in doc if is_name(token)} >= {"Karim", "Dufresne", "Veltra"}


def test_the_command_writes_an_article_a_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    clean, out = tmp_path / "clean.fr", tmp_path / "out.jsonl"
    clean.write_text("\n".join(SENTENCES * 4), "utf-8")
    monkeypatch.setattr(
        sys, "argv", ["garble", str(clean), str(out), "--seed", "7", "--rate", "0.4", "--lines", "0:40"]
    )
    garble.main()
    rows = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert len(rows) == 2
    assert all(row["text"] and row["gold"] for row in rows)
