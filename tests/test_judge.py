"""The judge of translations whose source is at hand: quantities, polarity, alignment, and a score that falls with errors."""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest

from audit.alignment import within_units
from audit.engines import choose
from audit.engines.base import Scored, Translation, TwoWay
from audit.engines.guard import Guarded
from audit.finding import Severity
from audit.judging.bilingual import load_bilingual
from audit.judging.doubts import Doubt, doubts, load_doubter, surprises_of
from audit.judging.judge import MODEL, Model, document_score, load_models
from audit.judging.passages import Passage, passages
from audit.judging.places import align
from audit.judging.quantities import quantities
from audit.judging.signals import BY_ENGINE, BY_OTHER_ENGINE, BY_WORDS, signals
from audit.pipeline import Auditor, audit_paths, audit_text
from audit.readers.units import Row, page
from audit.reporters import render
from audit.segmentation import build

SOURCE = "The minister did not visit the hospital in Nairobi, where 240 patients are treated every month."
RIGHT = "La ministre n’a pas visité l’hôpital de Nairobi, où 240 patients sont soignés chaque mois."
WRONG = "La ministre a visité l’hôpital de Lagos, où 420 patients sont soignés chaque mois."


@pytest.mark.parametrize(
    ("text", "language", "values"),
    [
        ("quatre-vingt-dix-sept", "fr", [97]),
        ("deux cent trois mille", "fr", [203_000]),
        ("1 234,5 euros", "fr", [1234.5]),
        ("1,234.5 euros", "en", [1234.5]),
        ("soixante et onze", "fr", [71]),
        ("soixante-douze", "fr", [72]),
        ("cent douze", "fr", [112]),
        ("nonante et un", "fr", [91]),
        ("le soixantième", "fr", [60]),
        ("une douzaine", "fr", [12]),
        ("mille cent", "fr", [1100]),
        ("one thousand one hundred", "en", [1100]),
        ("two hundred and three thousand", "en", [203_000]),
        ("2,5 milliards", "fr", [2.5e9]),
        ("$2.5bn", "en", [2.5e9]),
        ("two dozen", "en", [24]),
        ("au XXe siècle", "fr", [20]),
        ("Louis XIV", "en", [14]),
        ("vendredi 13 mai", "fr", [5, 13, 5]),
        ("une maison neuve, un livre neuf", "fr", []),
        ("CD, DVD, MC", "fr", []),
    ],
)
def test_quantities_have_their_values(text: str, language: str, values: list[float]) -> None:
    assert [quantity.values[0] for quantity in quantities(text, language)] == values


def test_an_ambiguous_figure_has_every_reading() -> None:
    [figure] = quantities("1.234", "fr")
    assert set(figure.values) == {1234, 1.234}


def test_words_are_aligned_by_the_table_and_by_likeness() -> None:
    passage = Passage(0, 0, "1", "La tachycardie inquiète les médecins", "Tachycardia worries the doctors")
    found = align(passage, load_bilingual())
    pairs = {found.french[i].text: found.english[j].text for i, j in enumerate(found.of_french) if j is not None}
    assert pairs["médecins"] == "doctors"
    assert pairs["tachycardie"] == "Tachycardia"


def test_a_unit_is_a_passage_and_so_is_an_article_beside_its_source() -> None:
    [read] = page("a.jsonl", [Row("Un chat dort. Il rêve.", source="A cat sleeps. It dreams."), Row("Sans source.")])
    assert [(p.text, p.source) for p in passages(within_units(build(read)))] == [
        ("Un chat dort. Il rêve.", "A cat sleeps. It dreams.")
    ]


def test_what_needs_a_source_is_not_said_to_have_run_without() -> None:
    with_source, without = (audit_text(RIGHT, source=source, engine="none") for source in (SOURCE, None))
    ours = {"number-changed", "name-changed", "negation-changed", "link-changed"}
    assert ours <= set(with_source.checks)
    assert not ours & set(without.checks)
    assert without.judged is None
    assert without.segments[0].judged is None


def test_errors_are_found_and_lower_the_score() -> None:
    right, wrong = (audit_text(text, source=SOURCE, engine="none") for text in (RIGHT, WRONG))
    assert not right.findings
    assert {finding.detector for finding in wrong.findings} == {"number-changed", "name-changed", "negation-changed"}
    assert right.judged is not None
    assert wrong.judged is not None
    assert wrong.judged < right.judged


def test_the_engine_makes_the_judge_surer() -> None:
    alone, scored = (audit_text(RIGHT, source=SOURCE, engine=engine).segments[0] for engine in ("none", "embedded"))
    assert alone.judged_confidence is not None
    assert scored.judged_confidence is not None
    assert alone.judged_confidence < scored.judged_confidence


def test_the_models_are_monotone_and_of_signals_that_there_are() -> None:
    known = {
        "two-way": {*BY_ENGINE, *BY_OTHER_ENGINE, *BY_WORDS}, "engine": {*BY_ENGINE, *BY_WORDS}, "words": {*BY_WORDS},
    }  # fmt: skip
    models = load_models()
    assert {"engine", "words"} <= models.keys()
    assert list(models) == [name for name in known if name in models]  # best first
    for name, model in models.items():
        assert model.weights.keys() == known[name]
        assert min(model.weights.values()) >= 0
        nothing = dict.fromkeys(known[name], 0.0)
        assert all(model.score(nothing) >= model.score(nothing | {signal: 3.0}) for signal in known[name])


def test_the_other_direction_is_scored_by_an_engine_of_its_own() -> None:
    class ToFrench:
        name = signature = "to-french"

        def translate(self, sentences: Sequence[str]) -> list[Translation]:
            raise AssertionError(sentences)

        def score(self, pairs: Iterable[tuple[str, str]]) -> list[tuple[Scored, ...]]:
            return [(Scored(f"{source} → {target}", -1.0),) for source, target in pairs]

    engine = choose("embedded")
    assert isinstance(engine, Guarded)
    both = Guarded(engine.engine, ToFrench())
    assert isinstance(both, TwoWay)
    assert both.signature == f"{engine.engine.signature}+to-french"
    assert both.score_french([("Il dort.", "He sleeps.")]) == [(Scored("He sleeps. → Il dort.", -1.0),)]
    assert Guarded(engine.engine).score_french([("Il dort.", "He sleeps.")]) is None


def test_surprising_french_speaks_against_it() -> None:
    passage = Passage(0, 9, "1", "Il dort.", "He sleeps.")
    likely, unlikely = (
        signals(passage, (), load_bilingual(), "He sleeps.", pieces, pieces)
        for pieces in ((Scored("▁Il", -0.5), Scored("▁dort", -1.0)), (Scored("▁Il", -0.5), Scored("▁dort", -9.0)))
    )
    assert set(likely) == {*BY_ENGINE, *BY_OTHER_ENGINE, *BY_WORDS}
    assert all(unlikely[name] > likely[name] for name in BY_OTHER_ENGINE if name != "doubts")
    assert likely["shocks"] == 0


def test_doubts_beyond_the_usual_speak_against_it() -> None:
    passage, pieces = Passage(0, 8, "1", "Il dort.", "He sleeps."), (Scored("▁Il", -0.5), Scored("▁dort", -1.0))
    usual, doubted = (
        signals(passage, (), load_bilingual(), "He sleeps.", pieces, pieces, (Doubt(0, 2, 0.05), Doubt(3, 7, share)))
        for share in (0.05, 0.55)
    )
    assert usual["doubts"] == 0
    assert doubted["doubts"] == pytest.approx(0.5)


def test_words_are_surprising_by_the_pieces_that_they_share_letters_with() -> None:
    passage = Passage(0, 14, "1", "L’été, il dort", "In summer he sleeps")
    scored = tuple(map(Scored, ("▁L", "’", "é", "té", ",", "▁il", "▁dort"), (-1.0, -0.5, -2.0, -4.0, -0.5, -1.0, -3.0)))
    spans = [(0, 1), (2, 5), (7, 9), (10, 14)]
    assert list(surprises_of(passage.text, spans, scored)) == [1.0, 6.0, 1.0, 3.0]


def test_without_an_engine_nothing_is_doubtful() -> None:
    [read] = page("a.csv", [Row("Il dort.", "1", "He sleeps.")])
    assert doubts(within_units(build(read)), None) == {}


def test_doubtful_words_are_told_where_they_are_asked_for() -> None:
    source, text = "The storm knocked out power to homes.", "La tempête a assommé le pouvoir à des maisons."

    def told(engine: str, level: str) -> set[str]:
        result = audit_text(text, source=source, engine=engine, levels={"doubtful": level})
        assert ("doubtful" in result.checks) == (engine == "embedded" and level != "off")
        return {text[f.start : f.end] for f in result.findings if f.detector == "doubtful"}

    assert "assommé" in told("embedded", "warn")
    assert not told("embedded", "off")
    assert not told("none", "warn")


def test_doubtful_words_are_cut_at_what_was_found() -> None:
    words = [Doubt(0, 2, 0.9), Doubt(3, 7, 0.9), Doubt(8, 9, 0.9), Doubt(10, 12, 0.1)]
    assert list(load_doubter().runs(words)) == [(0, 9)]
    assert list(load_doubter().runs(words, [(3, 5)])) == [(0, 2), (8, 9)]


def test_doubtful_words_are_minor_where_little_else_was_found() -> None:
    source, text = "The storm knocked out power to homes.", "La tempête a assommé le pouvoir à des maisons."
    broken = " Le les maisons sont fermé, et il les elles a perdu les toit."
    severities: list[Severity] = []
    for more in ("", broken):
        result = audit_text(text + more, source=source, engine="embedded", levels={"doubtful": "warn"})
        severities += {f.severity for f in result.findings if f.detector == "doubtful" and f.start < len(text)}
    assert severities == [Severity.MINOR, Severity.MAJOR]


def test_a_word_that_nobody_writes_is_told_from_one_left_in_english() -> None:
    french = "Les échantilles des lungs sont prêts."
    found = signals(Passage(0, 37, "1", french, "The samples of the lungs are ready."), (), load_bilingual())
    assert (found["unknown"], found["left_in_english"]) == (1, 1)


@pytest.mark.parametrize(
    ("french", "english", "wrong"),
    [
        ("Des gens ont été arrêtés.", "Nobody was arrested.", True),
        ("Personne n’a été arrêté.", "Nobody was arrested.", False),
        ("Nous ne voyons pas pourquoi.", "We fail to see why.", False),
        ("Ce n’est ni une ferme, ni un jardin.", "It is not a farm, and it isn’t a garden.", False),
        ("L’usine publie ses comptes.", "The factory fails to publish its accounts.", True),
        ("Les deux patients ne sont pas guéris.", "Both patients are cured.", True),
        ("Au moins trois lettres n’ont pas été ouvertes.", "At least three letters were opened.", True),
        ("Cela touche seulement les élèves.", "This concerns not only pupils.", True),
        ("Cela touche non seulement les élèves.", "This concerns not only pupils.", False),
    ],
)
def test_denials_are_held_against_the_source(french: str, english: str, wrong: bool) -> None:
    result = audit_text(french, source=english, engine="none")
    assert any(finding.detector == "negation-changed" for finding in result.findings) is wrong


def test_scores_stay_within_bounds() -> None:
    model = Model(-3.0, {"changed": 5.0})
    assert 0 <= model.score({"changed": 1e6}) < model.score({"changed": 0.0}) <= 100


def test_signals_bear_any_text() -> None:
    for french, english in (("…", "?"), ("\0", "\udc80"), ("", "")):
        found = signals(Passage(0, len(french), "1", french, english), (), load_bilingual())
        assert set(found) == set(BY_WORDS)


def test_a_file_of_pairs_is_judged_in_json(tmp_path: Path) -> None:
    rows = [{"source": SOURCE, "target": text} for text in (RIGHT, WRONG)]
    path = tmp_path / "pairs.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    result = audit_paths([str(path)], engine="none")
    [document] = json.loads(render("json", result, lang="en"))["documents"]
    right, wrong = (segment["judged"] for segment in document["segments"])
    assert wrong < right
    assert document["judged"] == document_score(result.documents[0].segments)


def test_the_model_says_which_engine_it_was_fitted_to() -> None:
    auditor = Auditor.default("embedded")
    assert auditor.translator is not None
    assert json.loads(MODEL.read_text("utf-8"))["engine"] == auditor.translator.signature
