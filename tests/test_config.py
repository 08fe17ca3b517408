"""What can be known of settings: `audit config`, and docs/settings.md."""

import json
import re
from pathlib import Path

import pytest
from command import Run
from test_settings import CASING, FULL, settings

from audit.finding import Level, Severity
from audit.settings import DEFAULTS
from audit.settings_shown import as_toml
from audit.settings_table import UNUSED, Override, Table

DOCS = (Path(__file__).parents[1] / "docs" / "settings.md").read_text("utf-8")


def test_config_shows_each_setting_and_where_it_came_from(run: Run) -> None:
    Path("names.txt").write_text("Musc\n", "utf-8")
    Path("audit.toml").write_text(FULL, "utf-8")
    shown = run("config").out
    assert re.search(r'^fail_on = "minor" +# audit.toml:2$', shown, re.MULTILINE)
    assert re.search(r'^engine = "auto" +# default$', shown, re.MULTILINE)
    assert re.search(r'^casing = "warn" +# audit.toml:8$', shown, re.MULTILINE)
    data = json.loads(run("config", "--json").out)
    assert data["settings"]["min_score"] == {"value": 80, "from": "audit.toml:3"}
    assert data["levels"]["glued"] == {"level": "error", "from": "preset recommended:5"}
    assert data["overrides"][0] == {"paths": ["opinion/"], "min_score": 60, "from": "audit.toml:11"}
    assert run("config", "opinion/a.txt").out.splitlines()[1].split() == [
        "min_score",
        "=",
        "60.0",
        "#",
        "audit.toml:13",
    ]


def test_what_config_shows_is_a_settings_file_that_says_the_same(run: Run) -> None:
    Path("names.txt").write_text("Musc\n", "utf-8")
    Path("audit.toml").write_text(FULL, "utf-8")
    first = run("config").out
    Path("audit.toml").write_text(first, "utf-8")
    again = run("config")
    assert again.code == 0
    assert [line.split("  #")[0] for line in again.out.splitlines()] == [
        line.split("  #")[0] for line in first.splitlines()
    ]


def test_config_shows_every_setting_there_is() -> None:
    shown = {*re.findall(r"^(?:# )?(\w+)", as_toml(DEFAULTS), re.MULTILINE)}
    assert Table.model_fields.keys() - {"extends", "levels", "overrides"} <= shown
    assert UNUSED in as_toml(DEFAULTS)


def test_every_setting_is_documented_with_its_default() -> None:
    rows = re.findall(r"^\| `(\w+)` \| (.*) \| (.*) \|$", DOCS, re.MULTILINE)
    assert {key for key, _, _ in rows} == Table.model_fields.keys()
    defaults = {key: re.findall("`([^`]+)`", default) for key, _, default in rows}
    for key in ("fail_on", "engine", "lang", "formats"):
        assert defaults[key] in ([DEFAULTS.value(key)], [*DEFAULTS.value(key)])
    overridden = re.findall("`([^`]+)`", next(said for key, said, _ in rows if key == "overrides"))
    assert {*overridden, "paths"} == Override.model_fields.keys()


@pytest.mark.usefixtures("folder")
def test_the_example_of_the_documentation_is_valid() -> None:
    [example] = re.findall(r"(?:^    .*\n|^\n)+", DOCS.partition("| none |\n\n")[2], re.MULTILINE)[:1]
    found = settings(re.sub("^    ", "", example, flags=re.MULTILINE))
    assert found.level(CASING)[0] is Level.WARN
    assert found.at("archive/2020/a.html").fail_on is Severity.CRITICAL


def test_an_override_may_say_all_but_what_a_run_has_once() -> None:
    assert Table.model_fields.keys() - Override.model_fields.keys() == {
        "extends", "exclude", "baseline", "engine", "lang", "formats", "jobs", "time_limit", "cache_size", "overrides",
    }  # fmt: skip
