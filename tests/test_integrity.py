"""What comes with the program is what was released, and nothing of it, nor of what is read, can run."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from advisories import affected

from audit import integrity
from audit.engines import choose, embedded
from audit.errors import EngineError, InstallationError
from audit.integrity import RESOURCES, SUMS, check, intact, sums

ROOT = Path(__file__).parents[1]
FORBIDDEN = {"eval", "exec", "compile", "__import__"}
UNSAFE_MODULES = {"pickle", "marshal", "shelve", "dill", "joblib", "cloudpickle"}


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of resources with one file, which is recorded."""
    (tmp_path / "words.marisa").write_bytes(b"words")
    monkeypatch.setattr(integrity, "RESOURCES", tmp_path)
    monkeypatch.setattr(integrity, "SUMS", tmp_path / "SHA256SUMS")
    (tmp_path / "SHA256SUMS").write_text(sums())
    integrity._released.cache_clear()
    yield tmp_path
    integrity._released.cache_clear()


def test_the_sums_are_those_of_the_files() -> None:
    assert SUMS.read_text("utf-8") == sums(), "`python -m audit.integrity` writes them anew"


def test_a_file_that_is_not_the_released_one_is_named(elsewhere: Path) -> None:
    path = elsewhere / "words.marisa"
    path.write_bytes(b"wordz")
    with pytest.raises(InstallationError, match=r"words\.marisa is damaged, .* not 2c\w{62}|words\.marisa is damaged"):
        intact(path)
    path.write_bytes(b"words")
    assert intact(path) == path
    (elsewhere / "more.marisa").write_bytes(b"more")
    with pytest.raises(InstallationError, match="does not name it"):
        intact(elsewhere / "more.marisa")
    with pytest.raises(InstallationError, match=r"gone\.marisa cannot be read: No such file"):
        intact(elsewhere / "gone.marisa")


def test_what_the_user_brings_is_taken_as_it_is(tmp_path: Path) -> None:
    assert intact(tmp_path / "own.marisa") == tmp_path / "own.marisa"


def test_a_shipped_model_cut_short_is_named_before_it_is_loaded(
    elsewhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shipped = next((RESOURCES / "models").glob("*fr_en*"))
    models = elsewhere / "models"
    models.mkdir()
    (models / shipped.name).write_bytes(shipped.read_bytes()[:-1000])
    monkeypatch.setattr(embedded, "MODELS", models)
    with pytest.raises((EngineError, InstallationError), match=shipped.name):
        choose("embedded")


def test_an_advisory_about_what_is_installed_is_told() -> None:
    entry: dict[str, object] = {"specs": [">=9999", "<9999"], "cve": "CVE-0", "id": "x", "advisory": "is broken"}
    (told,) = affected({"LXML": [entry], "jinja2": [entry | {"specs": ["<0.1"]}], "no-such-package": [entry]})
    assert told.startswith("lxml ")
    assert told.endswith("CVE-0 is broken")


def test_what_is_shipped_is_as_released_and_counted() -> None:
    assert check().startswith(f"{len(SUMS.read_text('utf-8').splitlines())} files, ")


def test_nothing_in_the_program_runs_what_it_reads() -> None:
    """No pickle, no eval, no shell, no YAML with objects, no arrays with objects, no XML but lxml's without entities."""
    found = []
    for file in sorted((ROOT / "audit").rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            found += [f"{file.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}: {what}" for what in _unsafe(node)]
    assert found == []


def _unsafe(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names if alias.name.split(".")[0] in UNSAFE_MODULES]
    if isinstance(node, ast.ImportFrom):
        module = node.module or ""
        return [module] if module.split(".")[0] in UNSAFE_MODULES else []
    if not isinstance(node, ast.Call):
        return []
    name = ast.unparse(node.func)
    keywords = {word.arg: ast.unparse(word.value) for word in node.keywords}
    unsafe = name in FORBIDDEN or name in ("yaml.load", "os.system", "os.popen", "xml.dom.minidom.parseString")
    unsafe |= keywords.get("shell") == "True" or keywords.get("allow_pickle") == "True"
    unsafe |= keywords.get("resolve_entities") == "True" or keywords.get("autoescape") == "False"
    unsafe |= name == "torch.load" and keywords.get("weights_only") != "True"
    return [name] if unsafe else []


def test_the_search_finds_what_it_looks_for() -> None:
    bad = "import pickle\neval(x)\nsubprocess.run(c, shell=True)\nyaml.load(f)\nnp.load(f, allow_pickle=True)\ntorch.load(f)"
    assert sum(len(_unsafe(node)) for node in ast.walk(ast.parse(bad))) == 6
