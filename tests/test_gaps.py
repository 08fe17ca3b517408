"""Clauses that one side lacks: how they are told, and how that is fitted."""

from audit.judging.bilingual import load_bilingual
from audit.judging.runs import likeliest
from audit.training.judge.gaps import report, sample
from audit.training.judge.texts import Pair

PAIRS = [
    Pair(
        f"The {a} closed the school of the village, and the {b} opened a new library for the children of the valley.",
        f"Le {c} a fermé l’école du village, et le {d} a ouvert une nouvelle bibliothèque pour les enfants de la vallée.",
    )
    for a, b, c, d in (
        ("mayor", "minister", "maire", "ministre"),
        ("minister", "director", "ministre", "directeur"),
        ("president", "mayor", "président", "maire"),
        ("director", "president", "directeur", "président"),
    )
]


def test_run_is_the_clause_that_is_gone() -> None:
    pair = PAIRS[0]._replace(french="Le maire a fermé l’école du village.")
    gap = likeliest(pair.passage, load_bilingual(), "en")
    assert gap
    assert [word.text for word in gap.run] == ["minister", "opened", "new", "library", "children", "valley"]
    assert likeliest(PAIRS[0].passage, load_bilingual(), "en") is None


def test_weights_are_fitted_on_clauses_and_sentences() -> None:
    rows = list(sample(PAIRS))
    assert {row.kind for row in rows} == {"", "clause, en", "clause, fr", "sentence, en", "sentence, fr"}
    weights, *bounds = report(rows, rows, 100)
    assert len(weights.split(", ")) == 4
    assert "clause, fr 100.0%" in bounds[0]
