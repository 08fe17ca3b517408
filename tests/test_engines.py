import json
import os
import shutil
import stat
import subprocess
import sys
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
import toy_package
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from audit.engines import CHOICES, Translation, argos, available, choose, embedded
from audit.engines.apertium import Apertium
from audit.engines.decoder import MAX_PIECES, Decoder, Package
from audit.engines.guard import Guarded, suspicion
from audit.errors import EngineError, SettingsError

ROOT = "translate-fr_en/"
apertium = pytest.mark.skipif(Apertium.find() is None, reason="apertium-fra-cat and apertium-eng-cat are not installed")


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return toy_package.build(tmp_path_factory.mktemp("toy"))


@pytest.fixture(autouse=True)
def packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty folder of packages, whatever is installed on this machine."""
    folder = tmp_path / "packages"
    folder.mkdir()
    for variable in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(variable, str(tmp_path / "home"))
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(folder))
    _forget("argostranslate")
    yield folder
    _forget("argostranslate")


def _forget(package: str) -> None:
    for name in [name for name in sys.modules if name.split(".")[0] == package]:
        del sys.modules[name]


# --- the choice ---


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
    assert (name, "not installed") in [row[:2] for row in available()]


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
    rows = {name: (state, hint) for name, state, hint in available()}
    assert list(rows) == CHOICES[1:-1]
    assert rows["embedded"][0] == "broken"
    assert "not an Argos translation package" in rows["embedded"][1]


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


# --- Argos packages ---


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


def test_the_newest_package_is_used_and_removal_takes_them_all(tmp_path: Path) -> None:
    for version in ("1.9", "1.10"):
        argos.install(str(toy_package.build(tmp_path / version, version=version)))
    argos.install(str(toy_package.build(tmp_path / "en", pair=("en", "fr"))))
    engine = choose("argos")
    assert engine is not None
    assert "|1.10|" in engine.signature
    assert argos.remove("fr-en") == "fr-en"
    assert [str(package) for package in argos.installed()] == ["en-fr 1.0"]
    with pytest.raises(EngineError, match=r"no package 'fr-en' is installed. Installed: en-fr 1.0"):
        argos.remove("fr-en")


def test_half_installed_packages_of_others_are_passed_over(archive: Path, packages: Path) -> None:
    (packages / "empty").mkdir()
    (packages / "listed").mkdir()
    (packages / "listed" / "metadata.json").write_text("[]")
    (packages / "file").write_text("")
    argos.install(str(archive))
    assert [str(package) for package in argos.installed()] == ["fr-en 1.0"]


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


def test_an_interrupted_or_refused_installation_keeps_the_old_package(
    archive: Path, packages: Path, tmp_path: Path
) -> None:
    argos.install(str(archive))
    bad = tmp_path / "bad.argosmodel"
    bad.write_bytes(archive.read_bytes()[:2000])
    with pytest.raises(EngineError, match=r"bad\.argosmodel"):
        argos.install(str(bad))
    assert [folder.name for folder in packages.iterdir()] == ["translate-fr_en-1_0"]


METADATA = json.dumps({"from_code": "fr", "to_code": "en", "package_version": "1.0"})


def _link(name: str) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(name)
    member.external_attr = (stat.S_IFLNK | 0o777) << 16
    return member


@pytest.mark.parametrize(
    ("members", "reason"),
    [
        ([("../escaped", "x")], "outside"),
        ([(f"{ROOT}../../escaped", "x")], "outside"),
        ([("/escaped", "x")], "outside"),
        ([(f"{ROOT}..\\escaped", "x")], "outside"),
        ([("C:/escaped", "x")], "outside"),
        ([(_link(f"{ROOT}model"), "/etc")], "link"),
        ([("other/file", "x")], "one folder"),
        ([(".hidden/file", "x")], "one folder"),
        ([(f"{ROOT}{i}", "") for i in range(2001)], "2000 files"),
        ([(f"{ROOT}metadata.json", "{}")], "not an Argos translation package"),
        ([(f"{ROOT}metadata.json", "[" * 100_000)], "not an Argos translation package"),
        ([(f"{ROOT}metadata.json", METADATA)], r"no model/model\.bin"),
        ([(f"{ROOT}metadata.json", METADATA.replace('"fr"', "1")), (f"{ROOT}model/model.bin", "")], "no codes"),
        ([(f"{ROOT}metadata.json", METADATA.replace("1.0", "../..")), (f"{ROOT}model/model.bin", "")], "no pair"),
    ],
)
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_hostile_archives_are_refused(
    members: Sequence[tuple[str | zipfile.ZipInfo, str]], reason: str, packages: Path, tmp_path: Path
) -> None:
    path = tmp_path / "hostile.argosmodel"
    with zipfile.ZipFile(path, "w") as file:
        if reason == "one folder" and members[0][0] == "other/file":
            file.writestr(f"{ROOT}file", "x")
        for name, content in members:
            file.writestr(name, content)
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(EngineError, match=reason):
        argos.install(str(path))
    assert list(packages.iterdir()) == []
    assert {file.name for file in {*tmp_path.rglob("*")} - {*before}} <= {"home", "argos-translate", "downloads"}


def test_an_archive_that_unpacks_to_too_much_is_refused(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(argos, "MAX_BYTES", 1000)
    with pytest.raises(EngineError, match="refused: more than"):
        argos.install(str(archive))


@pytest.mark.parametrize("what", ["missing.argosmodel", "french", "FR-EN", "../fr-en", ""])
def test_what_is_no_package_and_no_pair_is_an_error(what: str) -> None:
    with pytest.raises(EngineError, match=r"cannot install missing|neither a pair such as fr-en nor"):
        argos.install(what)


@pytest.fixture
def index(tmp_path: Path, archive: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An index of packages on this machine, in place of the network."""
    served = tmp_path / "index"
    served.mkdir()
    monkeypatch.setenv("ARGOS_PACKAGE_INDEX", served.as_uri() + "/")
    entry = {"from_code": "fr", "to_code": "en", "package_version": "1.0", "links": [archive.as_uri()]}
    (served / "index.json").write_text(json.dumps([entry]))
    return served / "index.json"


def test_a_pair_is_installed_from_the_index(index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("argostranslate.networking.supported_protocols", {"file"})
    assert index.exists()
    assert str(argos.install("fr-en")) == "fr-en 1.0"
    with pytest.raises(EngineError, match=r"no Argos package 'fr-de'. There are: fr-en"):
        argos.install("fr-de")


def test_without_a_network_the_error_says_what_to_do(index: Path) -> None:
    with pytest.raises(EngineError, match=r"cannot download package fr-en.*fetch the \.argosmodel file elsewhere"):
        argos.install("fr-en")  # file: is no protocol of argostranslate's
    index.write_text("<html>")
    with pytest.raises(EngineError, match="index of Argos packages is not readable"):
        argos.install("fr-en")
    index.unlink()
    with pytest.raises(EngineError, match=r"no network: cannot reach .*fetch the \.argosmodel file elsewhere"):
        argos.install("fr-en")


# --- the guard ---


@pytest.mark.parametrize(
    ("french", "english", "reason"),
    [
        ("Le maire est parti.", "", "empty"),
        ("Le maire est parti.", " . ", "empty"),
        ("Le maire est parti.", "the the the the the", "repeats"),
        (
            "Le maire est parti hier soir.",
            "The mayor left and so the mayor left and so the mayor left and so.",
            "repeats",
        ),
        ("Le maire de la ville est parti.", "Le maire de la ville est parti.", "left the French"),
        ("Le maire de notre ville est parti.", "Le maire de notre ville has parti.", "left the French"),
        ("Il a dit que le maire de la ville était parti hier.", "He said.", "2 words for 12"),
        ("Oui.", "Yes " + " ".join(f"word{i}" for i in range(20)), "21 words for 1"),
    ],
)
def test_the_guard_knows_an_engine_that_rambles(french: str, english: str, reason: str) -> None:
    assert reason in str(suspicion(french, english))


@pytest.mark.parametrize(
    ("french", "english"),
    [
        ("Le maire est parti.", "The mayor has left."),
        ("Elon Musk, Tesla, OpenAI", "Elon Musk, Tesla, OpenAI"),
        ("Publicité", "Advertising"),
        ("Non, non, non, non, non !", "No, no, no, no, no!"),
        ("Très, très, très bien", "Very, very, very well"),
        ("— 2018 —", "— 2018 —"),
        ("…", ""),
        ("Photo", "Photo"),
    ],
)
def test_the_guard_is_silent_on_honest_translations(french: str, english: str) -> None:
    assert suspicion(french, english) is None


class Echo:
    name, signature = "echo", "echo|1|0"

    def __init__(self, lost: int = 0) -> None:
        self.asked: list[str] = []
        self.lost = lost

    def translate(self, sentences: Sequence[str]) -> list[Translation]:
        self.asked = list(sentences)
        return [Translation(f"<{sentence}>") for sentence in sentences[self.lost :]]


def test_the_guard_asks_once_for_equal_sentences_and_not_for_blank_ones() -> None:
    echo = Echo()
    answers = Guarded(echo).translate(["a", " ", "b", "a", ""])
    assert [answer.text for answer in answers] == ["<a>", "", "<b>", "<a>", ""]
    assert echo.asked == ["a", "b"]


def test_the_guard_refuses_an_engine_that_loses_sentences() -> None:
    with pytest.raises(EngineError, match="echo answered 1 of 2 sentences"):
        Guarded(Echo(lost=1)).translate(["a", "b"])


# --- Apertium ---


@pytest.fixture
def real() -> Guarded:
    engine = Apertium.find()
    assert engine is not None
    return Guarded(engine)


@apertium
def test_apertium_translates_and_keeps_names_and_numbers(real: Guarded) -> None:
    (answer,) = real.translate(["Elon Musk a dit que Tesla est une entreprise [américaine] de 1 200 personnes."])
    assert answer.text.startswith("Elon Musk has said that Tesla is")
    assert "[American]" in answer.text
    assert "1 200" in answer.text
    assert answer.unreliable is None
    assert real.signature.startswith("apertium|3.")


@apertium
def test_apertium_answers_one_to_one_in_order(real: Guarded) -> None:
    numbers = [f"Le maire {i} parle. Il part ! Et {i + 1} ? Oui" for i in range(700)]
    answers = real.translate(numbers)
    assert [answer.text.split()[2] for answer in answers] == [str(i) for i in range(700)]
    assert all(answer.text.endswith(("Yes", "Aye")) for answer in answers)


RESERVED = [
    "[",
    "\\",
    "^a$",
    "{x}",
    "<b>",
    "[[t:b:1]]2[[/]]",
    ".[]",
    "[]",
    "2 \\] 3",
    "[<STREAMCMD:SETVAR:2>]",
    "a/b@c",
]


@apertium
def test_reserved_characters_come_back(real: Guarded) -> None:
    def reserved(text: str) -> list[str]:
        return [character for character in text if character in "[]{}^$\\<>/@"]

    assert [reserved(answer.text) for answer in real.translate(RESERVED)] == list(map(reserved, RESERVED))


odd = st.text(
    alphabet=st.sampled_from('le chat.!?[]{}^$\\/@<>*#~|«»’"-\0\n\ud800é1%\u2028\u200b'), max_size=30
) | st.text(max_size=15)


@apertium
@settings(
    max_examples=5, deadline=None, phases=[Phase.generate]
)  # a run takes a second, and shrinking would take minutes
@given(st.lists(odd.filter(str.strip), min_size=10, max_size=40))
def test_odd_sentences_do_not_disturb_their_neighbours(sentences: list[str]) -> None:
    batch = [part for sentence in sentences for part in (sentence, "Le maire parle.")]
    answers = choose_apertium().translate(batch)
    assert len(answers) == len(batch)
    assert {answer.text for answer in answers[1::2]} == {"The mayor talks."}


def _script(folder: Path, body: str) -> None:
    program = folder / "apertium"
    program.write_text(f"#!/bin/bash\n{body}\n")
    program.chmod(0o755)


@pytest.fixture
def fake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for a program called apertium, first on the path."""
    for mode in ("fra-cat", "cat-eng"):
        (tmp_path / "share" / "modes").mkdir(parents=True, exist_ok=True)
        (tmp_path / "share" / "modes" / f"{mode}.mode").write_text("")
    monkeypatch.setenv("APERTIUM_DATADIR", str(tmp_path / "share"))
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    return tmp_path


def test_a_broken_apertium_is_an_error(fake: Path) -> None:
    _script(fake, "echo 'no such dictionary' >&2; exit 1")
    with pytest.raises(EngineError, match="Apertium failed: no such dictionary"):
        choose_apertium().translate(["un", "deux"])


def test_a_sentence_that_breaks_apertium_is_found_and_the_others_are_translated(fake: Path) -> None:
    _script(
        fake, "input=$(tr '\\0' '\\n'); case $input in *bad*) exit 1;; esac; printf '%s\\n' \"$input\" | tr '\\n' '\\0'"
    )
    answers = choose_apertium().translate(["a", "b", "bad", "c", "d"])
    assert [answer.text for answer in answers] == ["a", "b", "", "c", "d"]
    assert [answer.unreliable for answer in answers] == [None, None, "Apertium breaks on this sentence", None, None]


def test_an_apertium_that_loses_a_sentence_is_not_believed(fake: Path) -> None:
    _script(fake, "tr '\\0' '\\n' | grep -v lost | tr '\\n' '\\0'")
    answers = choose_apertium().translate(["a", "lost", "c"])
    assert [answer.text for answer in answers] == ["a", "", "c"]


def test_an_apertium_that_hangs_is_ended(fake: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("audit.engines.apertium.MIN_SECONDS", 0.2)
    _script(fake, "sleep 60 | cat")
    with pytest.raises(EngineError, match="did not answer within"):
        choose_apertium().translate(["un"])


def choose_apertium() -> Apertium:
    engine = Apertium.find()
    assert engine is not None
    return engine


def test_a_package_reads_its_own_pair(archive: Path) -> None:
    root = next(zipfile.Path(archive).iterdir())
    assert Package.read(root) == Package(root, "fr-en", "1.0")
