"""Every way through the gate, end to end: what fails a run, what does not, and that the reason is said."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from command import CLEAN, GARBLED, MINOR, NONE, Outcome, Run

from audit.detectors.registry import load
from audit.document import Segment
from audit.finding import Category, Hit
from audit.reason import Reason

pytestmark = pytest.mark.usefixtures("few_detectors")
GONE = '{"score": 1, "findings": []}'
JSON = ("--format", "json=result.json")


def result() -> dict[str, Any]:
    data: dict[str, Any] = json.loads(Path("result.json").read_text("utf-8"))
    return data


def judged(run: Run, settings: str, *options: str, paths: tuple[str, ...] = ("garbled.txt",)) -> Outcome:
    """Audit under these settings, then judge the result again: both must say the same."""
    Path("audit.toml").write_text(settings, "utf-8")
    outcome = run("run", *paths, *NONE, *JSON, *options)
    again = run("gate", "result.json", *options)
    gate = result()["gate"]
    assert again.code == outcome.code
    assert again.out.splitlines() == [*gate["reasons"], "passed" if gate["passed"] else "failed"]
    return outcome


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    ("settings", "options", "code"),
    [
        ("", (), 1),
        ('fail_on = "critical"', (), 0),
        ('fail_on = "critical"', ("--fail-on", "major"), 1),
        ('fail_on = "never"', (), 0),
        ('fail_on = "never"\nmin_score = 95', (), 1),
        ('fail_on = "never"\nmin_score = 95', ("--min-score", "5"), 0),
        ('levels.glued = "warn"', (), 0),
        ('levels.glued = "warn"\nmin_score = 95', (), 1),
        ('levels.glued = "off"', (), 0),
        ('levels.glued = "off"\nlevels.missing-function-word = "off"\nmin_score = 95', (), 0),
        ('levels."linguistic-conventions/spelling" = "off"', (), 0),
        ('levels.linguistic-conventions = "off"\nlevels.glued = "error"', (), 1),
        ('[[overrides]]\npaths = "garbled.*"\nfail_on = "never"', (), 0),
        ('[[overrides]]\npaths = "other.*"\nfail_on = "never"', (), 1),
        ('[[overrides]]\npaths = "garbled.*"\nlevels.all = "off"', (), 0),
        ('[[overrides]]\npaths = "garbled.*"\nfail_on = "never"', ("--fail-on", "minor"), 1),
        ('extends = "strict"\nfail_on = "never"\nmin_score = 0', (), 0),
        ('extends = "strict"\nfail_on = "never"', (), 1),
    ],
)
def test_the_gate_of_settings_and_options(run: Run, settings: str, options: tuple[str, ...], code: int) -> None:
    outcome = judged(run, settings, *options)
    assert outcome.code == code
    assert result()["gate"]["passed"] is (code == 0)
    assert bool(result()["gate"]["reasons"]) is (code == 1)


@pytest.mark.usefixtures("here")
def test_each_document_is_judged_by_its_own_settings(run: Run) -> None:
    settings = 'fail_on = "minor"\n[[overrides]]\npaths = "garbled.txt"\nfail_on = "never"\nmin_score = 99\n'
    judged(run, settings, paths=("garbled.txt", "minor.txt", "clean.txt"))
    assert result()["gate"]["reasons"] == [
        "garbled.txt: score 66.7 is under 99",
        "minor.txt: 1 finding of severity minor or worse",
    ]


@pytest.mark.usefixtures("here")
def test_a_warning_is_in_the_result_and_counts_for_the_score_but_never_fails(run: Run) -> None:
    judged(run, "")
    score = result()["documents"][0]["score"]
    assert judged(run, 'levels.all = "warn"\nfail_on = "info"').code == 0
    [document] = result()["documents"]
    assert [finding["level"] for finding in document["findings"]] == ["warn"]
    assert document["score"] == score


@pytest.mark.usefixtures("here")
def test_a_warning_of_a_place_does_not_hide_the_error_there(run: Run) -> None:
    """Two detectors see one place: one is only to warn, the other still fails the run."""
    Path("twice.txt").write_text("La réunion aura lieu jeudi dans la La maison.\n", "utf-8")
    for levels, code in (("casing = 'error'", 1), ("repeated = 'error'", 1), ("glued = 'error'", 0)):
        settings = f'fail_on = "minor"\n[levels]\nall = "warn"\n{levels}\n'
        assert judged(run, settings, paths=("twice.txt",)).code == code
        assert len(result()["documents"][0]["findings"]) == 1


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    ("settings", "code"),
    [
        ('levels."accuracy/omission" = "off"', 0),
        ('levels."accuracy/omission" = "warn"', 0),
        ('levels."linguistic-conventions/spelling" = "off"', 1),
        ('levels.glued = "off"', 0),
    ],
)
def test_a_finding_of_another_category_than_its_detector_has_the_level_of_its_own(
    run: Run, monkeypatch: pytest.MonkeyPatch, settings: str, code: int
) -> None:
    def omission(segment: Segment) -> Iterator[Hit]:
        yield Hit(0, min(2, len(segment.text)), Reason("gone"), category=Category.OMISSION)

    only = {"glued": replace(load()["glued"], function=omission, needs=frozenset({"segment"}))}
    monkeypatch.setattr("audit.pipeline.load", lambda: only)
    assert judged(run, settings).code == code


@pytest.mark.usefixtures("here")
def test_rejected_input_comes_before_the_gate_and_a_failed_gate_is_told(run: Run) -> None:
    Path("empty.txt").write_bytes(b"")
    assert judged(run, "", paths=("garbled.txt", "empty.txt")).code == 2


@pytest.mark.usefixtures("here")
def test_a_gate_over_part_of_the_articles_is_no_verdict(run: Run) -> None:
    Path("empty.txt").write_bytes(b"")
    outcome = run("run", "clean.txt", "empty.txt", *NONE, *JSON, "--format", "full")
    assert outcome.code == 2
    assert outcome.out.splitlines()[-1] == "No verdict, as not all was audited."
    assert run("gate", "result.json").out == "no verdict, as not all was audited\n"


def test_gate_judges_several_results_as_one(run: Run, here: Path) -> None:
    for name in ("clean", "garbled"):
        run("run", f"{name}.txt", *NONE, "--format", f"json={name}.json")
    outcome = run("gate", "clean.json", "garbled.json")
    assert (outcome.code, outcome.out) == (1, "garbled.txt: 1 finding of severity major or worse\nfailed\n")
    assert run("gate", "clean.json").code == 0
    french = run("gate", "garbled.json", "--lang", "fr").out
    assert french.startswith("garbled.txt: 1 signalement de gravité ")
    assert french.endswith("seuil non respecté\n")
    assert run("gate", here / "none.json").code == 2


@pytest.fixture
def baseline(run: Run) -> Path:
    """The findings of one article, accepted."""
    Path("article.txt").write_text(f"{GARBLED}\n{MINOR}", "utf-8")
    run("run", "article.txt", *NONE, *JSON)
    assert run("baseline", "create", "result.json", "--reason", "before we cared").code == 0
    return Path("audit-baseline.json")


def audited(run: Run, *options: str) -> Outcome:
    return run("run", "article.txt", *NONE, *JSON, "--baseline", "audit-baseline.json", "--fail-on", "info", *options)


def test_a_path_gives_the_runner_of_an_action_no_command(run: Run, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    name = "::error::garbled.txt"
    (here / name).write_text(GARBLED, "utf-8")
    for inside, first in ((False, name), (True, f": {name[1:]}")):
        monkeypatch.setenv("GITHUB_ACTIONS", "true") if inside else monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
        assert run("run", name, *NONE, *JSON).code == 1
        assert run("gate", "result.json").out.startswith(f"{first}: ")


@pytest.mark.usefixtures("baseline")
def test_what_is_accepted_does_not_fail_and_stays_in_the_result(run: Run) -> None:
    outcome = audited(run)
    assert outcome.code == 0
    assert "not counted: 2 accepted by the baseline, 0 silenced by comments" in outcome.err
    [document] = result()["documents"]
    suppressed = {"kind": "baseline", "reason": "before we cared"}
    assert [finding["suppressed"] for finding in document["findings"]] == [suppressed, suppressed]
    assert result()["gate"]["suppressed"] == {"baseline": 2, "inline": 0}
    assert run("gate", "result.json", "--fail-on", "info").code == 0


@pytest.mark.usefixtures("baseline")
def test_a_new_finding_fails_and_edits_elsewhere_do_not(run: Run) -> None:
    article = Path("article.txt")
    text = article.read_text("utf-8")
    article.write_text(f"{CLEAN}\n{text}\n{CLEAN}", "utf-8")
    assert audited(run).code == 0
    article.write_text(f"{text}\nLa ministre de la région est arrivé mardi.\n", "utf-8")
    assert audited(run).code == 1
    assert result()["gate"]["reasons"] == ["article.txt: 1 finding of severity info or worse"]
    run("run", "article.txt", *NONE, *JSON)
    assert run("gate", "result.json", "--fail-on", "info").out.startswith("article.txt: 3 findings")
    again = run("gate", "result.json", "--fail-on", "info", "--baseline", "audit-baseline.json")
    assert (again.code, again.out) == (1, "article.txt: 1 finding of severity info or worse\nfailed\n")


@pytest.mark.usefixtures("baseline")
def test_the_same_words_in_another_article_are_not_accepted(run: Run) -> None:
    Path("copy.txt").write_text(Path("article.txt").read_text("utf-8"), "utf-8")
    assert run("run", "copy.txt", *NONE, "--baseline", "audit-baseline.json").code == 1


def test_what_is_accepted_and_gone_is_named(run: Run, baseline: Path) -> None:
    Path("article.txt").write_text(CLEAN + MINOR, "utf-8")
    baseline.write_text(
        baseline.read_text("utf-8").replace('"article.txt": {', f'"gone.txt": {GONE}, "article.txt": {{'), "utf-8"
    )
    outcome = audited(run)
    assert outcome.code == 0
    assert "no longer there: article.txt: glued “ditMartin”\n" in outcome.err
    assert "no longer there: gone.txt: no such file\n" in outcome.err
    assert len(result()["gate"]["stale"]) == 2
    assert audited(run, "--quiet").err == ""


@pytest.mark.usefixtures("baseline")
def test_a_score_under_the_floor_that_was_accepted_passes_until_it_falls(run: Run) -> None:
    assert audited(run, "--min-score", "99").code == 0
    article = Path("article.txt")
    article.write_text(article.read_text("utf-8") + "\nLa juge a ditPaul viendra.\n", "utf-8")
    outcome = audited(run, "--min-score", "99", "--fail-on", "never")
    assert outcome.code == 1
    assert "is under 99" in result()["gate"]["reasons"][0]


@pytest.mark.usefixtures("baseline")
@pytest.mark.parametrize(("drop", "code"), [(0, 1), (5, 1), (90, 0)])
def test_a_score_that_falls_too_far_fails(run: Run, drop: int, code: int) -> None:
    Path("audit.toml").write_text(
        f'baseline = "audit-baseline.json"\nfail_on = "never"\nmax_score_drop = {drop}\n', "utf-8"
    )
    assert run("run", "article.txt", *NONE).code == 0
    article = Path("article.txt")
    article.write_text(article.read_text("utf-8") + "\nLa juge a ditPaul viendra.\n" * 3, "utf-8")
    assert run("run", "article.txt", *NONE, *JSON).code == code
    fell = [f"by more than {drop}" in reason and "score fell from" in reason for reason in result()["gate"]["reasons"]]
    assert fell == [True] * code
    assert run("gate", "result.json").code == code


@pytest.mark.usefixtures("here")
def test_a_baseline_must_be_there_for_who_asks_and_may_come_later_for_a_file(run: Run) -> None:
    outcome = run("run", "clean.txt", *NONE, "--baseline", "none.json")
    assert outcome.code == 2
    assert "`audit baseline create` makes one" in outcome.err
    Path("audit.toml").write_text('baseline = "none.json"', "utf-8")
    assert run("run", "clean.txt", *NONE).code == 0
    assert run("run", "garbled.txt", *NONE).code == 1
