"""What runs the audit elsewhere: what `audit init` writes, the GitHub Action, the pre-commit hook, the job's summary.

The scripts of the action and of the jobs are taken out of their files and run, with the real command.
"""

import os
import re
import subprocess
import sys
import tomllib
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

import pytest
import report_sample
import yaml
from command import CLEAN, GARBLED, Run
from markdown_it import MarkdownIt

from audit.finding import Severity
from audit.reporters import REPORTERS
from audit.reporters.summary import count
from audit.settings_file import in_force
from audit.settings_table import Override, Table
from audit.starter import FILES, TEMPLATES, installed_from

ROOT = Path(__file__).parents[1]
BIN = Path(sys.executable).parent
ENVIRONMENT = os.environ | {"PATH": f"{BIN}:{os.environ['PATH']}", "PYTHONPATH": str(ROOT)}


def written(place: str) -> Any:
    return yaml.safe_load(Path(place).read_text("utf-8"))


def shell(script: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    """Run a script as GitHub's runner and GitLab's do."""
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script]
    return subprocess.run(command, env=ENVIRONMENT | environment, capture_output=True, text=True, check=False)


# audit init


def test_init_writes_what_it_says_and_nothing_over_what_is_there(run: Run) -> None:
    outcome = run("init")
    places = [str(place) for _, place in FILES.values()]
    assert outcome.code == 0
    assert [line for line in outcome.out.splitlines() if line.startswith("Wrote")] == [f"Wrote {p}" for p in places]
    Path("audit.toml").write_text("# mine\n", "utf-8")
    again = run("init")
    assert again.code == 0
    assert "Wrote" not in again.out
    assert Path("audit.toml").read_text("utf-8") == "# mine\n"
    assert "Kept .gitlab-ci.yml" in again.out
    assert "translation-audit:\n  image:" in again.out
    assert run("init", "settings", "--force").out == "Wrote audit.toml\n"
    assert Path("audit.toml").read_text("utf-8").startswith("# Settings of translation-audit")


def test_init_writes_only_what_is_asked_for(run: Run) -> None:
    run("init", "github", "--articles", "news/fr it's", "--package", "translation-audit @ git+https://example.org/a@v1")
    assert sorted(str(path) for path in Path().rglob("*") if path.is_file()) == [str(FILES["github"][1])]
    [job] = written(str(FILES["github"][1]))["jobs"].values()
    assert job["env"]["ARTICLES"] == "news/fr it's"
    assert {"run": 'pip install "translation-audit @ git+https://example.org/a@v1"'} in job["steps"]
    outcome = run("init", "gitlab", "gitub")
    assert (outcome.code, outcome.out) == (2, "")
    assert "unknown file to write 'gitub'. Did you mean 'github'? Choices: settings, github, gitlab" in outcome.err
    assert not Path(".gitlab-ci.yml").exists()


def test_the_settings_of_init_are_valid_and_name_every_setting(run: Run) -> None:
    run("init", "settings")
    assert in_force().layers
    text = Path("audit.toml").read_text("utf-8")
    everything = re.sub(r"^# (?=\[|[\w\"-]+ = )", "", text, flags=re.MULTILINE)
    data = tomllib.loads(everything)
    assert Table.model_fields.keys() == data.keys()
    assert data["overrides"][0].keys() <= Override.model_fields.keys()
    Path("audit.toml").write_text(everything, "utf-8")
    assert in_force().layers[-1].table.model_fields_set == Table.model_fields.keys()


def test_no_template_leaves_a_blank_to_fill_in(run: Run) -> None:
    run("init")
    for _, place in FILES.values():
        assert not re.search(r"@\w+@", place.read_text("utf-8"))
    assert {path.name for path in TEMPLATES.iterdir()} == {template for template, _ in FILES.values()}


def test_the_package_is_where_this_one_came_from(monkeypatch: pytest.MonkeyPatch) -> None:
    class Installed:
        def read_text(self, _: str) -> str:
            return '{"url": "https://example.org/a.git", "vcs_info": {"vcs": "git", "commit_id": "abc"}}'

    assert installed_from() == f"translation-audit=={distribution('translation-audit').version}"
    monkeypatch.setattr("audit.starter.distribution", lambda _: Installed())
    assert installed_from() == "translation-audit @ git+https://example.org/a.git@abc"


@pytest.fixture
def articles(run: Run) -> Path:
    """A folder as the jobs of init expect it, with a clean article and one with an error."""
    run("init")
    folder = Path("content/fr")
    folder.mkdir(parents=True)
    (folder / "clean.txt").write_text(CLEAN, "utf-8")
    (folder / "garbled.txt").write_text(GARBLED, "utf-8")
    return folder


@pytest.mark.usefixtures("articles")
def test_the_job_of_github_fails_and_leaves_report_and_summary() -> None:
    [job] = written(".github/workflows/translation-audit.yml")["jobs"].values()
    audit, summary = (step["run"] for step in job["steps"] if "run" in step and "pip" not in step["run"])
    environment = job["env"] | {"GITHUB_STEP_SUMMARY": "step.md"}
    done = shell(audit, **environment)
    assert done.returncode == 1, done.stderr
    assert "::error file=content/fr/garbled.txt,line=1" in done.stdout
    assert shell(summary, **environment).returncode == 0
    assert "ditMartin" in Path("step.md").read_text("utf-8")
    assert {path.name for path in Path("audit").iterdir()} == {"summary.md", "report.html", "result.json"}


@pytest.mark.usefixtures("articles")
def test_the_job_of_gitlab_fails_and_leaves_what_gitlab_shows() -> None:
    [job] = written(".gitlab-ci.yml").values()
    [audit] = (line for line in job["script"] if line.startswith("audit"))
    assert shell(audit, **job["variables"]).returncode == 1
    assert Path(job["artifacts"]["reports"]["codequality"]).is_file()


# pre-commit


def hooked(config: str) -> "subprocess.CompletedProcess[str]":
    """What the real pre-commit says in a repository with this configuration and everything staged."""
    Path(".pre-commit-config.yaml").write_text(config, "utf-8")
    shell("git init --quiet . && git add --all")
    return shell("pre-commit run --all-files --color never", PRE_COMMIT_HOME=str(Path("home").resolve()))


needs_pre_commit = pytest.mark.skipif(not (BIN / "pre-commit").exists(), reason="pre-commit is not installed")


@needs_pre_commit
def test_the_entry_of_init_stops_a_commit(articles: Path) -> None:
    """In the environment that is there: pre-commit would make one with pip, from the network."""
    [hook] = written(".pre-commit-config.yaml")["repos"][0]["hooks"]
    hook["language"] = "system"
    del hook["additional_dependencies"]
    Path("english.txt").write_text("The council voted on Monday evening to raise the budget.\n", "utf-8")
    config = yaml.safe_dump({"repos": [{"repo": "local", "hooks": [hook]}]})
    stopped = hooked(config)
    assert stopped.returncode == 1, stopped.stdout
    assert "content/fr/garbled.txt:1:12: major glued" in stopped.stdout
    assert "english.txt" not in stopped.stdout
    (articles / "garbled.txt").unlink()
    passed = hooked(config)
    assert passed.returncode == 0, passed.stdout


@needs_pre_commit
@pytest.mark.usefixtures("articles")
def test_the_hook_of_this_repository_is_valid_and_stops_a_commit(tmp_path: Path) -> None:
    """From a repository that holds the manifest as it is, but for the language: see above."""
    manifest = ROOT / ".pre-commit-hooks.yaml"
    assert shell(f"pre-commit validate-manifest '{manifest}'").returncode == 0
    hooks = tmp_path.parent / f"{tmp_path.name}-hooks"
    hooks.mkdir()
    (hooks / manifest.name).write_text(
        manifest.read_text("utf-8").replace("language: python", "language: system"), "utf-8"
    )
    identity = "-c user.name=a -c user.email=a@example.org"
    shell(f"cd '{hooks}' && git init --quiet . && git add --all && git {identity} commit --quiet --message x")
    revision = shell(f"git -C '{hooks}' rev-parse HEAD").stdout.strip()
    entry = {"repo": str(hooks), "rev": revision, "hooks": [{"id": "translation-audit", "files": "^content/fr/"}]}
    stopped = hooked(yaml.safe_dump({"repos": [entry]}))
    assert stopped.returncode == 1, stopped.stdout
    assert "content/fr/garbled.txt:1:12: major glued" in stopped.stdout


# The action

ACTION = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
AUDIT = next(step for step in ACTION["runs"]["steps"] if step.get("id") == "audit")


def act(**inputs: str) -> tuple["subprocess.CompletedProcess[str]", dict[str, str]]:
    """Run the action's own script, its expressions filled in as the runner does. What it says is its output."""
    values = {name: str(given.get("default", "")) for name, given in ACTION["inputs"].items()} | inputs

    def filled(expression: str) -> str:
        return re.sub(r"\$\{\{ inputs\.([\w-]+) \}\}", lambda found: values[found[1]], expression)

    environment = {name: filled(value) for name, value in AUDIT["env"].items()}
    environment |= {"AUDIT": str(BIN / "audit"), "GITHUB_OUTPUT": "output", "GITHUB_STEP_SUMMARY": "step.md"}
    done = shell(AUDIT["run"], **environment)
    output = Path("output").read_text("utf-8") if Path("output").exists() else ""
    return done, dict(line.split("=", 1) for line in output.splitlines())


@pytest.mark.usefixtures("articles")
def test_the_action_annotates_and_sums_up_and_fails_by_the_gate() -> None:
    done, output = act(paths="content/fr\n", engine="none")
    assert (done.returncode, output) == (1, {"exit-code": "1"})
    assert "::error file=content/fr/garbled.txt" in done.stdout
    assert "ditMartin" in Path("step.md").read_text("utf-8")
    assert {path.name for path in Path("translation-audit").iterdir()} == {
        "result.json", "report.html", "audit.sarif", "summary.md",
    }  # fmt: skip


@pytest.mark.usefixtures("articles")
@pytest.mark.parametrize(
    ("inputs", "code"),
    [
        ({"fail-on": "hgue"}, 2),
        ({"paths": ""}, 2),
        ({"paths": '--help\ncontent/fr/$(touch broken)"; touch broken; "'}, 2),
        ({"fail-on": "never", "min-score": "99", "lang": "fr", "summary": "false", "output": "a b/c"}, 1),
    ],
)
def test_what_the_action_is_given_is_data(inputs: dict[str, str], code: int) -> None:
    done, output = act(**({"paths": "content/fr/*.txt", "engine": "none"} | inputs))
    assert done.returncode == code, done.stderr
    assert output == {"exit-code": str(code)}
    assert not Path("broken").exists()
    assert not (inputs.get("summary") == "false" and Path("step.md").exists())


def test_the_action_uses_every_input_and_puts_none_into_a_script() -> None:
    steps = ACTION["runs"]["steps"]
    used = {name for step in steps for name in re.findall(r"inputs\.([\w-]+)", str(step))}
    assert used == ACTION["inputs"].keys()
    assert not any("${{" in step.get("run", "") for step in steps)


# The summary


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_the_summary_holds_the_gate_the_articles_and_the_findings(lang: str) -> None:
    result = report_sample.of_all_kinds()
    page = MarkdownIt("commonmark").enable("table").render(REPORTERS["markdown"].render(result, lang=lang))
    assert page.startswith(f"<h2>{'Gate failed' if lang == 'en' else 'Seuil non respecté'}</h2>")
    cells = re.findall(r"<td[^>]*>(.*?)</td>", page)
    counts = [str(n) for n in count(result.documents[0].findings).values()]
    assert cells[:7] == ["content/fr/ferry.txt", "48", cells[2], *counts]
    assert len(re.findall(r"<li><strong>", page)) == min(10, len(result.documents[0].findings))
    assert "vide.txt" in page


def test_a_hostile_article_is_plain_text_in_the_summary() -> None:
    text = "**x** `y` <script>z</script> [a](javascript:b) | c \n# d ![e](f) <!-- g --> @h #1 &lt; \\* 1. ~~i~~"
    document = report_sample.of_text(text, (0, 5), (6, len(text)))
    page = MarkdownIt("gfm-like", {"html": True, "linkify": False}).render(
        REPORTERS["markdown"].render(report_sample.result(document), lang="en")
    )
    tags = {tag.strip("/") for tag in re.findall(r"<(/?\w+)", page)}
    assert tags <= {"h2", "h3", "p", "ul", "li", "strong", "em", "table", "thead", "tbody", "tr", "th", "td"}
    assert "&lt;script&gt;z&lt;/script&gt; [a](javascript:b) | c" in page


def test_a_long_summary_is_cut_and_says_so() -> None:
    documents = [report_sample.document(f"{number}.txt") for number in range(300)]
    text = REPORTERS["markdown"].render(report_sample.result(*documents), lang="en")
    assert len(text.encode()) < 200_000
    assert "… +200" in text
    assert text.count("\n### ") == 10


def test_the_summary_of_a_clean_run_is_short() -> None:
    result = report_sample.result(report_sample.clean())
    text = REPORTERS["markdown"].render(result, lang="en")
    assert "###" not in text
    assert Severity.MAJOR.value in text
