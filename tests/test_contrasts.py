"""What engines say of denials: the engine that comes with the program, on sentences made for this."""

import pytest

from audit.alignment import within_units
from audit.detectors.registry import load
from audit.engines import Translator, choose
from audit.errors import EngineError
from audit.finding import Finding
from audit.judging.contrasts import Contrast, affirmed_english, affirmed_french, contrasts, weighed
from audit.judging.denials import in_english, in_french
from audit.judging.passages import Passage
from audit.pipeline import Auditor
from audit.readers.units import Row, page
from audit.reason import Reason
from audit.segmentation import build
from audit.training.judge.contrasts import SIDES, report, sample
from audit.training.judge.texts import Pair


@pytest.fixture(scope="module")
def engine() -> Translator:
    found = choose("embedded")
    assert found
    return found


def passage(english: str, french: str) -> Passage:
    return Passage(0, len(french), "1", french, english)


@pytest.mark.parametrize(
    ("english", "without"),
    [
        ("He does not carry it.", "He carries it."),
        ("They do not know.", "They know."),
        ("We can’t pay for the roof.", "We can pay for the roof."),
        ("She won’t borrow.", "She will borrow."),
        ("It is not clear.", "It is clear."),
        ("The village has no doctor.", "The village has a doctor."),
        ("The village has no roads.", "The village has some roads."),
        ("Nobody paid.", "Somebody paid."),
        ("Never had they met.", "Had they met."),
        ("She left without a word.", "She left with a word."),
    ],
)
def test_english_without_its_denial(english: str, without: str) -> None:
    [denial] = in_english(english)
    assert affirmed_english(english, denial) == without


@pytest.mark.parametrize(
    ("french", "without"),
    [
        ("Il ne vient pas.", "Il vient."),
        ("Je n’ai pas faim.", "J’ai faim."),
        ("Ce n’est probablement pas vrai.", "C’est probablement vrai."),
        ("Elle n’a rien dit.", "Elle a quelque chose dit."),
        ("Il n’y a aucune route.", "Il y a une route."),
        ("Cela ne mène nulle part.", "Cela mène quelque part."),
    ],
)
def test_french_without_its_denial(french: str, without: str) -> None:
    [denial] = in_french(french)
    assert affirmed_french(french, denial) == without


@pytest.mark.parametrize(
    ("english", "lost", "kept"),
    [
        ("The village has no doctor.", "Le village a un médecin.", "Le village est sans médecin."),
        ("He did not come to the meeting.", "Il est venu à la réunion.", "Il n’est pas venu à la réunion."),
    ],
)
def test_a_source_without_the_denial_is_likelier_where_it_is_lost(
    engine: Translator, english: str, lost: str, kept: str
) -> None:
    [[contrast, *_], [other, *_]] = weighed([passage(english, lost), passage(english, kept)], engine)
    assert contrast.source < 0 < other.source
    assert contrast.french < 0 < other.french


def findings(engine: Translator | None, english: str, french: str) -> tuple[Finding, ...]:
    [read] = page("pairs.tsv", [Row(french, "1", english)])
    result = Auditor(engine, (load()["negation-changed"],)).audit(within_units(build(read)))
    assert not result.failures
    return result.findings


@pytest.mark.parametrize(
    ("english", "french", "words", "both"),
    [  # how many findings, by the words alone and with the engine
        # another denial is near
        ("The harbour must not be dredged without a permit.", "Le port doit être dragué sans autorisation.", 0, 1),
        ("If the money is not there, we can do little.", "Si l’argent est là, nous ne pourrons pas faire grand-chose.", 0, 1),
        # said freely
        ("She kept quiet all evening.", "Elle n’a rien dit de la soirée.", 1, 0),
        # neither
        ("The village has no doctor.", "Le village est sans médecin.", 0, 0),
        ("The shop is open on Sundays.", "La boutique n’est pas ouverte le dimanche.", 1, 1),
    ],
)  # fmt: skip
def test_the_engine_has_a_say(engine: Translator, english: str, french: str, words: int, both: int) -> None:
    assert (len(findings(None, english, french)), len(findings(engine, english, french))) == (words, both)


def test_what_is_too_long_to_be_scored_is_left_to_the_words(engine: Translator) -> None:
    long = "Le maire n’est pas venu " + "et il a parlé de la route " * 200
    assert list(weighed([passage("The mayor did not come.", long)], engine)) == [()]


def test_an_engine_that_fails_says_nothing(engine: Translator, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise EngineError(Reason("no"))

    [read] = page("pairs.tsv", [Row("Il n’est pas venu.", "1", "He came.")])
    document = within_units(build(read))
    assert contrasts(document, engine)
    monkeypatch.setattr(type(engine), "score_french", fail)
    assert contrasts(document, engine) == contrasts(document, None) == {}


def test_the_recipe_weighs_what_was_changed(engine: Translator) -> None:
    pairs = [
        Pair("The road is not open.", "La route n’est pas ouverte."),
        Pair("They are not late.", "Elles ne sont pas en retard."),
        Pair("The mayor is tired.", "Le maire est fatigué."),
        Pair("The trains are full.", "Les trains sont pleins."),
    ]
    for side in SIDES.values():
        made = sample(pairs, side)
        weights, *bounds = report(made, made, 20)
        _, told, source, french, surplus = map(float, weights.split(","))
        assert told >= 0 > min(source, french)
        assert surplus >= 0
        assert any("100.0% found, 0.00 alarms" in line for line in bounds)
    assert isinstance(next(weighed([pairs[0].passage], engine))[0], Contrast)
