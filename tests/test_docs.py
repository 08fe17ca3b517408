"""What the documentation says is so: its tables are generated, its examples run, its links and options are there."""

import doctest
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.main import get_command

from audit import cli
from audit.detection import detect
from audit.detectors import registry
from audit.document import Page
from audit.engines import CHOICES
from audit.finding import Finding
from audit.segmentation import build
from audit.version import __version__

ROOT = Path(__file__).parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")])
README = (ROOT / "README.md").read_text("utf-8")
GUIDE = (ROOT / "docs" / "adding-a-detector.md").read_text("utf-8")


def commands(text: str) -> list[str]:
    """The `audit …` commands in a page, without comments."""
    found = re.findall(r"(?:^ {4}(?:\.venv/bin/)?|`)(audit [^`\n]+)", text, re.MULTILINE)
    return [command.partition("#")[0].strip() for command in found]


def test_generated_parts_are_as_generated() -> None:
    done = subprocess.run([sys.executable, ROOT / "docs" / "generate.py", "--check"], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_an_example_that_needs_its_source_has_it_beside_it() -> None:
    examples = [example for known in registry.explanations().values() for example in known["examples"]]
    bridge = "Le pont mesure 214 mètres et pèse 900 tonnes. → 241"
    assert f"{bridge} (source: The bridge is 241 metres long and weighs 900 tonnes.)" in examples


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    text = page.read_text("utf-8")
    for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", text):
        assert target.startswith("https://") or (page.parent / target).exists(), target


def test_python_examples_print_what_they_say() -> None:
    test = doctest.DocTestParser().get_doctest(README.replace("```", ""), {}, "README.md", "README.md", 0)
    outcome = doctest.DocTestRunner().run(test)
    assert (outcome.failed, outcome.attempted > 1) == (0, True)


@pytest.mark.parametrize("command", commands(README))
def test_commands_and_options_exist(command: str) -> None:
    current = get_command(cli.app)
    words = iter(command.split()[1:])
    options = {"--help", "--version"}
    for word in words:
        if word.startswith("-"):
            assert word.partition("=")[0] in options, command
        elif sub := getattr(current, "commands", {}).get(word):
            current = sub
            options |= {name for parameter in sub.params for name in parameter.opts}


def test_every_option_exit_code_and_engine_is_told() -> None:
    for name in CHOICES:
        assert f"`{name}`" in README or name in {"auto", "embedded"}
    assert [int(code) for code in re.findall(r"^\| (\d) \|", README, re.MULTILINE)] == [0, 1, 2, 3]


def test_every_make_target_in_the_pages_is_there() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    told = [re.findall(r"(?:^ {4}|`)make ([a-z -]+)", page.read_text("utf-8"), re.MULTILINE) for page in PAGES]
    assert {target for found in told for line in found for target in line.split("  ")[0].split()} <= targets


def test_the_changelog_knows_this_version() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["version"] == __version__
    assert __version__ in (ROOT / "CHANGELOG.md").read_text("utf-8")


def test_the_guide_names_all_that_a_detector_may_ask_for() -> None:
    rows = GUIDE.partition("| parameter |")[2].partition("\n\n")[0].splitlines()[2:]
    assert {name for row in rows for name in re.findall(r"`(\w+)`", row.split("|")[1])} == registry.NEEDS.keys()


@pytest.fixture
def guided(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[registry.Detector]:
    """The detector of the guide, registered as if its file lay among the others."""
    [source] = re.findall(r"```python\n(.*?)```", GUIDE, re.DOTALL)
    (tmp_path / "double_space.py").write_text(source, "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    before = dict(registry._registered)
    __import__("double_space")
    yield registry._registered["double-space"]
    registry._registered.clear()
    registry._registered.update(before)
    del sys.modules["double_space"]


def test_the_detector_of_the_guide_passes_its_cases(guided: registry.Detector) -> None:
    def found(text: str) -> tuple[Finding, ...]:
        findings, _, failures = detect(build(Page("case.txt", text)), [guided])
        assert not failures
        return findings

    [cases] = (tomllib.loads(block) for block in re.findall(r"```toml\n(.*?)```", GUIDE, re.DOTALL))
    for case in cases["fires"]:
        findings = found(case["text"])
        assert [finding.text for finding in findings] == case["expect"]
        assert [finding.repair for finding in findings] == case["repair"]
    assert all(not found(case["text"]) for case in cases["silent"])
    assert guided.summary == "Two spaces where one should be (*le  maire*)."
