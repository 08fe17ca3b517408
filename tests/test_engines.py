import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
import toy_package

from audit.engines import CHOICES, argos, available, choose, embedded
from audit.engines.decoder import MAX_PIECES, Decoder, Package
from audit.errors import EngineError, SettingsError

pytestmark = pytest.mark.usefixtures("packages")


def test_unknown_engine_names_the_choices() -> None:
    with pytest.raises(SettingsError, match=r"'argus'.*Did you mean 'argos'.*apertium, none"):
        choose("argus")


def test_none_is_no_engine() -> None:
    assert choose("none") is None


@pytest.mark.parametrize(
    ("name", "how"), [("argos", "audit models install fr-en"), ("apertium", "apt-get install apertium-fra-cat")]
)
def test_a_missing_engine_says_how_to_get_it(name: str, how: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(EngineError, match=how):
        choose(name)
    assert (name, "not installed") in [(engine.name, engine.state) for engine in available()]


def test_auto_takes_the_best_there_is(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedded, "MODELS", archive.parent / "nothing")
    monkeypatch.setenv("PATH", "")
    assert choose("auto") is None
    monkeypatch.setattr(embedded, "MODELS", archive.parent / "contents")
    chosen = choose("auto")
    assert chosen is not None
    assert chosen.name == "embedded"
    argos.install(str(archive))
    chosen = choose("auto")
    assert chosen is not None
    assert chosen.name == "argos"


def test_available_lists_every_engine_and_says_what_is_broken(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    broken = tmp_path / "models" / "fr_en"
    broken.mkdir(parents=True)
    monkeypatch.setattr(embedded, "MODELS", broken.parent)
    rows = {engine.name: (engine.state, engine.hint) for engine in available()}
    assert list(rows) == CHOICES[1:-1]
    assert rows["embedded"][0] == "broken"
    assert "not an Argos translation package" in rows["embedded"][1]


def test_a_broken_engine_is_not_passed_over_and_how_to_get_another_is_said(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "models" / "fr_en").mkdir(parents=True)
    monkeypatch.setattr(embedded, "MODELS", tmp_path / "models")
    for name in ("auto", "embedded"):
        with pytest.raises(EngineError, match=r"'embedded' is broken: .* To get it: .*`audit models list`"):
            choose(name)


def test_choosing_an_engine_leaves_nothing_behind(tmp_path: Path) -> None:
    """In a process of its own: importing argostranslate makes folders and sets a variable, spaCy and more with it."""
    code = (
        "import os, sys, audit.engines as e; before = dict(os.environ); e.choose('auto'); e.available();"
        "assert dict(os.environ) == before; heavy = {'spacy', 'stanza', 'minisbd', 'onnxruntime', 'argostranslate'};"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)"
    )
    home = tmp_path / "empty"
    home.mkdir()
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("ARGOS", "XDG"))} | {"HOME": str(home)}
    subprocess.run([sys.executable, "-c", code], check=True, env=environment)
    assert list(home.iterdir()) == []


def test_an_installed_package_translates_word_for_word(archive: Path, packages: Path) -> None:
    assert str(argos.install(str(archive))) == "fr-en 1.0"
    assert [folder.name for folder in packages.iterdir()] == ["translate-fr_en-1_0"]
    engine = choose("argos")
    assert engine is not None
    answers = engine.translate(["le chat noir dort", "la ville", "Musk parle", "", "la ville"])
    assert [answer.text for answer in answers] == ["the cat black sleeps", "the town", "Musk speaks", "", "the town"]
    assert [answer.unreliable for answer in answers] == [None] * 5
    assert answers[0].score == pytest.approx(0, abs=0.01)
    assert engine.signature.startswith("argos|1.0|")


def test_older_packages_with_bpe_translate(tmp_path: Path) -> None:
    argos.install(str(toy_package.build(tmp_path, bpe=True)))
    engine = choose("argos")
    assert engine is not None
    assert [answer.text for answer in engine.translate(["le chat noir dort"])] == ["the cat black sleeps"]


def test_a_package_is_used_from_its_archive_as_well(
    archive: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    models = tmp_path / "models"
    models.mkdir()
    shutil.copy(archive, models)
    monkeypatch.setattr(embedded, "MODELS", models)
    engine = choose("embedded")
    assert engine is not None
    assert [answer.text for answer in engine.translate(["le maire parle"])] == ["the mayor speaks"]


def test_what_is_too_long_is_unreliable_and_the_others_are_not_harmed(archive: Path) -> None:
    argos.install(str(archive))
    engine = choose("argos")
    assert engine is not None
    beyond_positions = " ".join(["le"] * 100)  # the toy has 64; CTranslate2 refuses the whole batch
    beyond_engine = " ".join(["le"] * (MAX_PIECES + 1))
    first, second, third = engine.translate(["le chat", beyond_positions, beyond_engine])
    assert first.text == "the cat"
    assert "position" in str(second.unreliable)
    assert str(MAX_PIECES) in str(third.unreliable)


def test_a_package_with_a_damaged_model_says_so(archive: Path) -> None:
    package = argos.install(str(archive))
    (Path(str(package.folder)) / "model" / "model.bin").write_bytes(b"not a model")
    engine = choose("argos")
    assert engine is not None
    with pytest.raises(EngineError, match=r"package fr-en 1\.0 does not load"):
        engine.translate(["le chat"])


def test_a_package_without_tokenizer_says_so(archive: Path) -> None:
    package = argos.install(str(archive))
    (Path(str(package.folder)) / "sentencepiece.model").unlink()
    with pytest.raises(EngineError, match=r"neither sentencepiece\.model nor bpe\.model"):
        Decoder(package, "argos").translate(["le chat"])


def test_a_package_reads_its_own_pair(archive: Path) -> None:
    root = next(zipfile.Path(archive).iterdir())
    assert Package.read(root) == Package(root, "fr-en", "1.0")
