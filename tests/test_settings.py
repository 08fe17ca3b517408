"""Settings: what a file may say, where each came from, what wins, and mistakes named with their line."""

import json
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from command import CLEAN, NONE, Run, documents
from hypothesis import given
from hypothesis import strategies as st

from audit.detectors.registry import load
from audit.errors import SettingsError
from audit.finding import Level, Severity
from audit.settings import DEFAULTS, Settings
from audit.settings_file import PRESETS, in_force, lines

CASING = load()["casing"]
FULL = """\
extends = ["recommended"]
fail_on = "minor"
"min_score" = 80
names = [
  "names.txt",
]
[levels]
casing = "warn"
"accuracy/omission" = "off"

[[overrides]]
paths = ["opinion/"]
min_score = 60
[[overrides]]
paths = "archive/**/*.html"
levels.all = "off"
"""


def settings(text: str, name: str = "audit.toml") -> Settings:
    Path(name).write_text(text, "utf-8")
    return in_force()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('lang = "fr"\nfail_onn = "minor"', "audit.toml:2: unknown setting 'fail_onn'. Did you mean 'fail_on'?"),
        ('fail_on = "huge"', "audit.toml:1: fail_on: unknown severity 'huge'. Choices: info, minor, major,"),
        ("\n\nmin_score = 101", "audit.toml:3: min_score: should be less than or equal to 100, not 101"),
        ("min_score = true", "audit.toml:1: min_score: should be a valid number, not True"),
        ("min_score = nan", "audit.toml:1: min_score: "),
        ('[levels]\n\ncasin = "off"', "audit.toml:3: levels.casin: unknown detector or category 'casin'. Did you mean"),
        ('levels.casing = "wrn"', "audit.toml:1: levels.casing: unknown level 'wrn'. Did you mean 'warn'?"),
        ('engine = "apertum"', "audit.toml:1: engine: unknown engine 'apertum'. Did you mean 'apertium'?"),
        ('lang = "de"', "audit.toml:1: lang: unknown language 'de'. Choices: fr, en"),
        ('formats = [\n  "json",\n  "htm=x"]', "audit.toml:1: formats: unknown format 'htm'. Did you mean 'html'?"),
        ('extends = "stric"', "audit.toml:1: unknown preset or file 'stric'. Did you mean 'strict'?"),
        ('extends = "audit.toml"', "audit.toml:1: audit.toml extends this file in its turn: a circle"),
        ("names = 3", "audit.toml:1: names: should be a valid list, not 3"),
        ('names = "none.txt"', "audit.toml:1: names: none.txt cannot be read: No such file"),
        ("[[overrides]]\nmin_score = 3", "audit.toml:1: overrides.0.paths is missing"),
        ('[[overrides]]\npaths = "a"\nengine = "none"', "audit.toml:3: unknown setting 'engine'. Choices: fail_on,"),
        ('[[overrides]]\npaths = "[z-a]"', "audit.toml:2: overrides.0.paths: not a pattern"),
        ("fail_on =", "audit.toml is not TOML: Invalid value"),
        ("b = 1\na = 2", "audit.toml:1: unknown setting 'b'"),
    ],
)
def test_a_mistake_is_named_with_its_line_and_the_nearest_choice(run: Run, text: str, said: str) -> None:
    Path("audit.toml").write_text(text, "utf-8")
    Path("article.txt").write_text(CLEAN, "utf-8")
    outcome = run("run", "article.txt", *NONE)
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.startswith("audit: ")
    assert said in outcome.err
    assert outcome.err.count("\n") == 1
    assert len(outcome.err) < 300, "no wall of choices"


@pytest.mark.parametrize(
    ("config", "said"), [("none.toml", "none.toml cannot be read"), ("pyproject.toml", "has no table [tool.audit]")]
)
def test_a_settings_file_that_is_asked_for_must_be_there(run: Run, config: str, said: str) -> None:
    Path("pyproject.toml").write_text("[project]\nname = 'x'\n", "utf-8")
    outcome = run("config", "--config", config)
    assert outcome.code == 2
    assert said in outcome.err


def test_each_key_is_found_on_its_line() -> None:
    found = lines(FULL)
    numbers = {key: FULL.splitlines()[line - 1] for key, line in found.items()}
    assert numbers[("min_score",)] == '"min_score" = 80'
    assert numbers[("names",)] == "names = ["
    assert numbers[("levels", "accuracy/omission")] == '"accuracy/omission" = "off"'
    assert numbers[("overrides", 0, "min_score")] == "min_score = 60"
    assert numbers[("overrides", 1, "levels", "all")] == 'levels.all = "off"'


keys = st.text("ab\"'#[=]. é", min_size=1, max_size=4)
leaves = st.one_of(st.integers(), st.text("a\"'\n#[=]", max_size=8), st.lists(st.integers(), max_size=3))


@given(st.dictionaries(keys, st.one_of(leaves, st.dictionaries(keys, leaves, max_size=3)), max_size=4))
def test_lines_of_any_file_hold_the_keys_they_are_said_to(data: dict[str, object]) -> None:
    ordered = sorted(data.items(), key=lambda item: isinstance(item[1], dict))
    text = ""
    for key, value in ordered:
        if isinstance(value, dict):
            text += f"[{json.dumps(key)}]\n" + "".join(f"{json.dumps(k)} = {json.dumps(v)}\n" for k, v in value.items())
        else:
            text += f"{json.dumps(key)} = {json.dumps(value)}\n"
    assert tomllib.loads(text) == data
    found = lines(text)
    written = text.split("\n")
    for place, line in found.items():
        assert json.dumps(place[-1]) in written[line - 1]
    assert {place[0] for place in found} == data.keys()


def test_every_setting_has_its_value_and_its_source(folder: Path) -> None:
    (folder / "names.txt").write_text("Musc\n", "utf-8")
    found = settings(FULL)
    assert (found.fail_on, found.min_score, found.engine) == (Severity.MINOR, 80, "auto")
    assert found.names.names == {"Musc"}
    assert found.level(CASING) == (Level.WARN, "audit.toml:8")
    assert found.level(load()["dropped-text"]) == (Level.OFF, "audit.toml:9")
    assert found.level(load()["glued"]) == (Level.ERROR, "preset recommended:5")


def test_options_win_over_the_file_and_overrides_over_the_rest_of_it(folder: Path) -> None:
    (folder / "names.txt").write_text("", "utf-8")
    found = settings(FULL)
    assert found.at("opinion/2026/a.html").min_score == 60
    assert found.at("./opinion/../news/a.html").min_score == 80
    assert found.at(str(folder / "opinion" / "a.html")).min_score == 60
    assert found.under(min_score=99).at("opinion/a.html").min_score == 99
    assert found.at("archive/x/y/a.html").level(CASING)[0] is Level.OFF
    assert found.at("archive/a.txt").level(CASING)[0] is Level.WARN
    assert found.at("https://example.org/opinion/a.html").min_score == 60


def test_the_nearest_file_is_found_and_its_paths_start_there(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inner = folder / "content" / "fr"
    inner.mkdir(parents=True)
    (folder / "names.txt").write_text("Musc\n", "utf-8")
    (folder / "pyproject.toml").write_text(
        '[project]\nname = "x"\n[tool.audit]\nnames = "names.txt"\nbaseline = "b.json"\nfail_on = "info"\n'
        '[[tool.audit.overrides]]\npaths = "content/"\nfail_on = "never"\n',
        "utf-8",
    )
    monkeypatch.chdir(inner)
    found = in_force()
    assert found.names.names == {"Musc"}
    assert found.baseline is not None
    assert found.baseline.resolve() == folder / "b.json"
    assert found.at("a.txt").fail_on is None
    layer = found.source("fail_on")
    assert layer is not None
    assert layer.origin("fail_on") == "../../pyproject.toml:6"
    (inner / "audit.toml").write_text("", "utf-8")
    assert in_force().fail_on is Severity.MAJOR


def test_a_file_extends_another_and_wins_over_it(folder: Path) -> None:
    (folder / "shared").mkdir()
    (folder / "shared" / "house.toml").write_text('fail_on = "info"\nmin_score = 50\nextends = "strict"\n', "utf-8")
    found = settings('extends = "shared/house.toml"\nmin_score = 70\n')
    assert (found.fail_on, found.min_score, found.max_score_drop) == (Severity.INFO, 70, 0)
    assert [layer.name for layer in found.layers] == ["preset strict", "shared/house.toml", "audit.toml"]


@pytest.mark.parametrize("name", PRESETS)
@pytest.mark.usefixtures("folder")
def test_presets_are_valid(name: str) -> None:
    assert settings(f'extends = "{name}"').layers[0].name == f"preset {name}"


@pytest.mark.usefixtures("folder")
def test_recommended_is_the_default() -> None:
    recommended = settings('extends = "recommended"')
    assert recommended.fail_on == DEFAULTS.fail_on
    assert recommended.unused_suppressions()[0] == DEFAULTS.unused_suppressions()[0]
    assert all(recommended.level(one)[0] == DEFAULTS.level(one)[0] for one in load().values())


@pytest.mark.usefixtures("folder")
def test_the_most_particular_key_counts_and_what_is_off_by_default_comes_on_by_name_only() -> None:
    unready = replace(CASING, default=False)
    table = '[levels]\nall = "off"\n"linguistic-conventions" = "warn"\n'
    assert settings(table).level(CASING)[0] is Level.WARN
    assert settings(table).level(load()["glued"])[0] is Level.WARN
    assert settings(table).level(load()["name-translated"])[0] is Level.OFF
    assert settings(table + 'casing = "error"\n').level(CASING)[0] is Level.ERROR
    assert settings('levels.all = "error"').level(unready)[0] is Level.OFF
    assert settings('levels.casing = "warn"').level(unready)[0] is Level.WARN


@pytest.mark.usefixtures("folder")
def test_settings_in_python_are_those_of_a_file() -> None:
    with pytest.raises(SettingsError, match=r"unknown engine 'nome'\. Did you mean 'none'"):
        DEFAULTS.under(engine="nome")
    with pytest.raises(SettingsError, match=r"unknown setting 'engin'. Did you mean 'engine'"):
        DEFAULTS.under(engin="none")  # type: ignore[call-arg]
    assert DEFAULTS.under(fail_on=None).fail_on is None
    assert DEFAULTS.under(engine="none").under(min_score=3).engine == "none"


@pytest.mark.usefixtures("folder")
def test_the_signature_marks_what_can_change_a_finding_and_nothing_else() -> None:
    Path("names.txt").write_text("Musc\n", "utf-8")
    texts = [
        "",
        'fail_on = "info"',
        'levels.casing = "off"',
        'names = "names.txt"',
        '[[overrides]]\npaths="a"\nlevels.all="off"',
    ]
    marks = [settings(text).signature for text in texts]
    assert marks[:2] == ["", ""]
    assert len(set(marks)) == 4
    Path("others.txt").write_text("Musk\n", "utf-8")
    assert settings('names = "others.txt"').signature != marks[3]


def test_names_that_are_right_are_no_errors(run: Run) -> None:
    Path("article.txt").write_text("Le maire a ditMartin partira demain.\n\nLa firme consoleSwitch a signé.\n", "utf-8")
    assert documents(run("run", "article.txt", *NONE, "-f", "json")) == {"article.txt": ["ditMartin", "consoleSwitch"]}
    Path("names.txt").write_text("# right as they are\n\nconsoleSwitch  # the firm\nditMartine\n", "utf-8")
    Path("audit.toml").write_text('names = "names.txt"', "utf-8")
    assert documents(run("run", "article.txt", *NONE, "-f", "json")) == {"article.txt": ["ditMartin"]}


def test_engine_language_and_formats_come_from_the_file(run: Run) -> None:
    Path("article.txt").write_text(CLEAN, "utf-8")
    Path("audit.toml").write_text('engine = "none"\nlang = "fr"\nformats = ["full", "json=out/r.json"]\n', "utf-8")
    outcome = run("run", "article.txt")
    assert "Non retraduit" in outcome.out
    assert json.loads(Path("out/r.json").read_text("utf-8"))["documents"][0]["engine"] is None
    assert "Not translated back" in run("run", "article.txt", "--lang", "en").out
