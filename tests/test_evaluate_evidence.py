"""What an engine adds is measured on words that nothing marks, by weights that never saw their article."""

from audit.engines import choose
from audit.engines.base import TwoWay
from audit.pipeline import Auditor
from audit.training.evaluate.cases import Case
from audit.training.evaluate.evidence import ENGINES, Word, ranked, table, words

TEXT = "Le comité a approuvé le réforme mardi. Dès la semaine prochaine, elle les gare aux hôpitaux de la région."


def seen() -> list[Word]:
    """Twelve articles of forty words; one sign tells the wrong ones, the engine's tell nothing."""
    return [
        Word(f"article {article}", index // 2 if index < 4 else None, {"flawed": float(index < 4), **engine(index)})
        for article in range(12)
        for index in range(40)
    ]


def engine(index: int) -> dict[str, float]:
    return {name: float(index * 7 % 5) for name in sorted(ENGINES)}


def test_words_of_unseen_articles_are_ranked_by_the_signs_that_tell() -> None:
    assert all(word.error is not None for word in ranked(seen(), ["flawed"])[:48])
    assert sum(word.error is not None for word in ranked(seen(), ENGINES)[:48]) < 24


def test_the_table_counts_words_that_are_wrong_and_the_errors_that_they_tell() -> None:
    rows = {row.split("|")[1].strip(): row.split("|")[2].strip() for row in table(seen()).splitlines()}
    assert rows["all others"] == "0.96 (24)"  # 48 of 50 words, two of each error


def test_words_that_a_detector_or_an_error_found_elsewhere_touches_are_left_out() -> None:
    translator = choose("embedded")
    assert isinstance(translator, TwoWay)
    gold = tuple((TEXT.index(part), TEXT.index(part) + len(part), "any") for part in ("le réforme", "gare"))
    found = list(words(Case("case", TEXT, gold), Auditor.default("none"), translator))
    assert [word.error for word in found if word.error is not None] == [1]
    assert len(found) == len(TEXT.split()) - 2
    assert found[0].signs.keys() > ENGINES
