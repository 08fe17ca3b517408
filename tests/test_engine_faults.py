"""Engines that fail, on the real thing: a program called apertium that misbehaves, models cut short. Named, contained, and
never held against the French.
"""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import toy_package

from audit.engines import decoder
from audit.engines.apertium import Apertium
from audit.engines.argos import install
from audit.engines.decoder import Decoder, Package
from audit.engines.guard import Guarded, suspicion
from audit.errors import EngineError
from audit.finding import Finding
from audit.pipeline import audit_paths
from audit.result import DocumentResult, Result

REAL = shutil.which("apertium")
SENTENCES = [
    "Le maire de la ville a présenté hier soir un budget en forte hausse devant les habitants.",
    "Les dépenses de la commune augmentent de trois pour cent cette année, selon les comptes publiés.",
    "Le conseil a ditMartin partira demain matin avec toute son équipe vers la capitale du pays.",
]
# What each misbehaving program does with what it is sent; `real` is the program itself.
FAULTS = {
    "hangs": "cat > /dev/null; sleep 60",
    "crashes": "kill -SEGV $$",
    "fails half-way": "head -c 40; exit 1",
    "says nothing": "cat > /dev/null",
    "answers too few": "tr '\\0' '\\n' | sed 2d | tr '\\n' '\\0'",
    "answers too many": "tr '\\0' '\\n' | sed p | tr '\\n' '\\0'",
    "answers rubbish": "head -c 5000 /dev/urandom; cat > /dev/null",
    "floods": "cat > /dev/null; yes oui | head -c 30000000",
}
RAMBLES = {
    "copies": ("cat", "left the French"),
    "empty": ("sed -E 's/[^\\x00]+/.[]/g'", "empty answer"),
    "loops": ("sed -E 's/[^\\x00]+/and so on and so on and so on and so on and so on.[]/g'", "repeats itself"),
    "German": (
        "sed -E 's/[^\\x00]+/Der Bürgermeister der Stadt hat gestern Abend den Bewohnern einen Haushalt vorgelegt.[]/g'",
        "another language (de)",
    ),
}


@pytest.fixture
def stages(fake_apertium: Callable[[str], None]) -> Callable[[str], None]:
    """Make a script each of the two stages; `-V` is answered as it should be."""
    return lambda script: fake_apertium(f"[ \"$1\" = -V ] && {{ echo 'apertium 3.9'; exit; }}\n{script}")


def articles(folder: Path) -> list[str]:
    """Three of them, one of which has an error that needs no engine to be found."""
    paths = []
    for number, sentence in enumerate(SENTENCES):
        path = folder / f"article-{number}.txt"
        path.write_text(f"{sentence}\n", "utf-8")
        paths.append(str(path))
    return paths


def blamed(documents: tuple[DocumentResult, ...]) -> list[list[Finding]]:
    return [[replace(f, back_translation=()) for f in document.findings] for document in documents]


def audited(paths: list[str], engine: str) -> Result:
    return audit_paths(paths, engine=engine)


@pytest.mark.parametrize("fault", FAULTS)
def test_an_engine_that_fails_is_named_and_changes_no_verdict(
    fault: str, stages: Callable[[str], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stages(FAULTS[fault])
    if fault == "hangs":
        monkeypatch.setattr("audit.engines.apertium.MIN_SECONDS", 0.3)
    paths = articles(tmp_path)
    without, started = audited(paths, "none"), time.perf_counter()
    result = audited(paths, "apertium")
    assert time.perf_counter() - started < 60
    assert [document.path for document in result.documents] == paths
    assert blamed(result.documents) == blamed(without.documents)
    assert [document.score for document in result.documents] == [document.score for document in without.documents]
    for document in result.documents:
        unreliable = [segment.unreliable for segment in document.segments if segment.unreliable]
        assert unreliable or [failure.detector for failure in document.failures] == ["back-translation"]
        assert all("Apertium" in failure.error for failure in document.failures)
        assert all(segment.diff == () for segment in document.segments)


@pytest.mark.parametrize("fault", RAMBLES)
def test_an_engine_that_rambles_is_unreliable_and_the_french_is_not_blamed(
    fault: str, stages: Callable[[str], None], tmp_path: Path
) -> None:
    body, reason = RAMBLES[fault]
    stages(body)
    paths = articles(tmp_path)
    result = audited(paths, "apertium")
    assert blamed(result.documents) == blamed(audited(paths, "none").documents)
    for document in result.documents:
        assert [reason in str(segment.unreliable) for segment in document.segments] == [True] * len(document.segments)
        assert document.metrics.bleu is None


@pytest.mark.skipif(
    REAL is None or Apertium.find() is None, reason="apertium-fra-cat and apertium-eng-cat are not installed"
)
def test_the_real_apertium_killed_on_one_sentence_translates_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A wrapper around the real one that kills itself where a word occurs, as a crash in a dictionary would."""
    program = tmp_path / "apertium"
    body = (
        "input=$(tr '\\0' '\\1'); case $input in *Grenouille*) kill -9 $$;; esac; printf %s \"$input\" | tr '\\1' '\\0'"
    )
    program.write_text(f'#!/bin/bash\nset -o pipefail\n{{ {body}; }} | {REAL} "$@"\n')
    program.chmod(0o755)
    data = Apertium.find()
    assert data is not None
    monkeypatch.setenv("APERTIUM_DATADIR", str(data.data))
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    engine = Apertium.find()
    assert engine is not None
    answers = Guarded(engine).translate(["Le maire parle.", "La Grenouille parle.", "La ville dort."])
    assert [answer.text for answer in answers[::2]] == ["The mayor talks.", "The city sleeps."]
    assert answers[1].unreliable == "Apertium breaks on this sentence"


def test_a_language_is_not_told_from_a_name_or_a_few_words() -> None:
    assert suspicion("Le Sturm und Drang est né.", "Der Sturm und Drang ist da.") is None
    assert (
        suspicion(SENTENCES[1], "Town spending rises by three per cent this year, according to the accounts.") is None
    )


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("toy")
    toy_package.build(folder)
    return next((folder / "contents").iterdir())


LOADS = """
import sys
from pathlib import Path
from audit.engines.decoder import Decoder, Package
from audit.errors import EngineError
try:
    answer = Decoder(Package.read(Path(sys.argv[1])), "argos").translate(["le chat noir dort"])
    print("answered", answer[0].text)
except EngineError as error:
    print("refused", error)
"""


@pytest.mark.parametrize("share", [0, 0.01, 0.3, 0.9, 0.999])
@pytest.mark.parametrize("name", ["model/model.bin", "model/source_vocabulary.json", "sentencepiece.model"])
def test_a_model_cut_short_is_an_error_that_names_its_package(
    name: str, share: float, unpacked: Path, tmp_path: Path
) -> None:
    """In a process of its own, as the decoder is C++: what it does with a damaged file must be no crash."""
    broken = tmp_path / "broken"
    shutil.copytree(unpacked, broken)
    file = broken / name
    if not file.exists():
        pytest.skip(f"the toy has no {name}")
    file.write_bytes(file.read_bytes()[: int(share * file.stat().st_size)])
    done = subprocess.run([sys.executable, "-c", LOADS, broken], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("refused"), done.stdout
    assert "fr-en 1.0" in done.stdout or "broken" in done.stdout


def test_a_package_with_another_hash_is_refused_by_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with toy_package.own_folders(tmp_path, monkeypatch):
        archive = toy_package.build(tmp_path / "toy")
        with pytest.raises(EngineError, match=rf"refused: {archive.name} has the sha256 \w{{64}}, not {'f' * 64}"):
            install(str(archive), "f" * 64)


def test_a_sentence_without_end_is_answered_as_unreliable(unpacked: Path) -> None:
    """One of more pieces than the model has positions is not cut off in silence."""
    [answer] = Guarded(Decoder(Package.read(unpacked), "argos")).translate(["le chat noir dort " * decoder.MAX_PIECES])
    assert "word pieces" in str(answer.unreliable)
