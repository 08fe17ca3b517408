"""The garble generator: its gold spans are true, its chance is seeded, and it makes articles."""

import json
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from garbling import SENTENCES, chance, make
from spacy.tokens import Doc

from audit.french.lexicon import load_lexicon
from audit.french.parsing import parser
from audit.training.garble import __main__ as command
from audit.training.garble.article import apply, candidates, garble_article, generate
from audit.training.garble.classes import CLASSES
from audit.training.garble.edit import Article, Edit, Sentence, minimal, plain


@pytest.fixture(scope="module")
def docs() -> list[Doc]:
    return list(parser().pipe(SENTENCES))


def layout(docs: list[Doc], seed: int) -> str:
    return garble_article(docs, load_lexicon(), chance(seed), 0)[0]


@pytest.mark.parametrize("seed", range(12))
def test_gold_is_inside_the_text_in_order_and_apart(docs: list[Doc], seed: int) -> None:
    text, gold = make(docs, seed)
    assert all(0 <= start < end <= len(text) for start, end, _ in gold)
    assert all(text[start:end] == text[start:end].strip() != "" for start, end, _ in gold)
    assert all(one[1] <= other[0] for one, other in pairwise(gold))
    assert {kind for _, _, kind in gold} <= CLASSES.keys()
    assert plain(text) == text


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("rate", [0.0, 0.05, 1.0])
def test_the_text_differs_exactly_when_there_is_gold(docs: list[Doc], seed: int, rate: float) -> None:
    text, gold = garble_article(docs, load_lexicon(), chance(seed), rate)
    assert (text != layout(docs, seed)) == bool(gold)


def test_the_same_seed_makes_the_same_garbles_and_another_does_not(docs: list[Doc]) -> None:
    assert make(docs, 3) == make(docs, 3)
    assert make(docs, 3) != make(docs, 4)


def test_one_more_article_changes_none_of_the_others() -> None:
    runs = [SENTENCES[:20], SENTENCES[10:]]
    assert list(generate(runs, 1, 0.4, copies=2))[:2] == list(generate(runs[:1], 1, 0.4, copies=2))


def test_some_garbles_lie_over_others(docs: list[Doc]) -> None:
    kinds = {kind for seed in range(30) for _, _, kind in make(docs, seed, **{"name-translated": 1})[1]}
    assert {"name-translated", "glued", "false-sentence-break"} <= kinds


def test_apply_marks_what_the_edits_mark() -> None:
    made = [Edit(13, 16, "⟦là⟧ et ⟦ici⟧", ("untranslated", "casing")), Edit(3, 12, "⟦chatdort⟧", ("glued",))]
    text, gold = apply("Le chat dort ici.", made)
    assert text == "Le chatdort là et ici."
    assert gold == [(3, 11, "glued"), (12, 14, "untranslated"), (18, 21, "casing")]


@pytest.mark.parametrize(
    ("old", "new", "marked"),
    [
        ("le chat noir dort", "le noir chat dort", "le ⟦noir chat⟧ dort"),
        ("le chat", "le le chat", "le ⟦le⟧ chat"),
        ("le chat", "le chat", None),
        ("le chat noir", "le chat", None),  # nothing of the new text is wrong by itself
    ],
)
def test_only_the_words_that_differ_are_marked(old: str, new: str, marked: str | None) -> None:
    assert minimal(old, new) == marked


def test_a_maker_of_more_weight_comes_first_more_often(docs: list[Doc]) -> None:
    article = Article.of(docs, load_lexicon(), chance(0))
    sentence = Sentence(docs[0], article)
    kinds = [candidates("casing", sentence)[0].start == 0 for _ in range(40)]
    assert 0 < sum(kinds) < 20  # lower_capital has one chance in six


def test_the_command_writes_an_article_a_line_and_says_what_it_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    source, out = tmp_path / "clean.fr", tmp_path / "out.jsonl"
    source.write_text("\n".join(SENTENCES[:20] * 2), "utf-8")
    monkeypatch.setattr(
        sys,
        "argv",
        ["garble", str(source), str(out), "--seed", "7", "--rate", "0.4", "--lines", "0:40", "--copies", "2"],
    )
    command.main()
    rows = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert len(rows) == 4
    assert any(row["gold"] for row in rows)
    assert "name-translated" in capsys.readouterr().err
