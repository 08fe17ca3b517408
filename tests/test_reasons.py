"""Reasons: every one has its French, a report in French holds no English one, and a result can be told again in either."""

import ast
import json
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from pickle import dumps, loads
from string import Formatter

import pytest

from audit.detectors.corrector import FORM, MISSING, NEEDLESS
from audit.detectors.registry import load as detectors
from audit.detectors.tagger import KINDS
from audit.pipeline import audit_paths
from audit.reason import PATH, Reason, without_path
from audit.reporters import MODULES, deliver, render
from audit.reporters.as_json import load
from audit.reporters.messages import messages
from audit.reporters.reasons import TABLE, made, told
from audit.result import Result

ROOT = Path(__file__).parents[1]
FRENCH = messages("fr", TABLE).table
TEMPLATE_AT = {"Reason": 0, "refused": 1}  # what makes reasons, and which of its arguments is the template
# Whose templates are others', or stand in a table that is read below.
WITHOUT_LITERALS = {
    "audit/reason.py",
    "audit/reporters/reasons.py",
    "audit/readers/units.py",
    "audit/detectors/tagger.py",
    "audit/detectors/corrector.py",
}
WITHOUT_REASONS = {"po", "qe", "xliff"}  # formats that hold the file’s own text
GARBLED = """Le maire a ditMartin partira demain. Les voleurs est augmenter dans le ville.

<!-- audit-ignore-next: glud -->
La société de cherche un repreneur “Nous sommes là. Les offre sont parti, a dit le Guerre de de la ville.
"""


def test_every_template_has_its_french_with_the_same_values() -> None:
    used = {template.removeprefix(PATH) for template in _templates()} | {
        kind.why for kind in (*KINDS.values(), FORM, MISSING, NEEDLESS)
    }
    assert used == FRENCH.keys(), "templates without French, or French without its template"
    for template, french in FRENCH.items():
        forms = french.values() if isinstance(french, dict) else [french]
        assert all(_values(form) == _values(template) for form in forms), template


def test_every_detector_has_its_name_in_french() -> None:
    assert detectors().keys() <= messages("fr").table["labels"]["detector"].keys()


def test_french_has_the_spaces_of_french_typography() -> None:
    for french in FRENCH.values():
        assert not any(pair in french for pair in ("« ", " »", " :", " ;", " ?", " !", "'")), french


def test_a_reason_is_a_plain_string_that_survives_copies() -> None:
    reason = Reason("score fell from {before} to {score}, by more than {drop}", before=1234.5, score=71.0, drop=2)
    assert reason == "score fell from 1,234.5 to 71, by more than 2"
    assert told_text(reason) == "la note est passée de 1\u202f234,5 à 71, une baisse de plus de 2"
    for copy in (loads(dumps(reason)), deepcopy(reason)):  # noqa: S301 - our own
        assert told_text(copy) == told_text(reason)


def test_what_is_in_a_reason_is_told_too() -> None:
    warning = Reason("line {line}: {complaint}", line=3, complaint=Reason("{comment} ends nothing", comment="x"))
    assert (
        told_text(Reason("{path}: {warning}", path="a: b.html", warning=warning))
        == "a: b.html: ligne 3\xa0: x ne ferme rien"
    )
    assert without_path(Reason("{path}: is empty", path="a.txt"), "a.txt") == "is empty"
    assert without_path("a.txt: is odd", "a.txt") == "is odd"


def test_values_are_never_taken_for_templates() -> None:
    assert (
        Reason("“{phrase}” stands twice", phrase="{phrase.__class__} {0} {")
        == "“{phrase.__class__} {0} {” stands twice"
    )


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> Result:
    """A run with reasons of every sort: findings, evidence, a check that did not run, a comment, a bad input, the gate."""
    folder = tmp_path_factory.mktemp("articles")
    (folder / "garbled.txt").write_text(GARBLED, "utf-8")
    (folder / "english.txt").write_text("The ferry left the harbour early this morning, as it does every day.", "utf-8")
    run = audit_paths([str(folder), str(folder / "gone.txt")], engine="none", min_score=90.0)
    first, *others = run.documents
    segments = tuple(replace(s, unreliable=Reason("the engine repeats itself")) for s in first.segments)
    return replace(run, documents=(replace(first, segments=segments), *others))


@pytest.mark.parametrize("name", sorted(MODULES.keys() - WITHOUT_REASONS))
def test_a_french_report_holds_no_english_reason(name: str, result: Result) -> None:
    english, french = (render(name, result, lang=lang) for lang in ("en", "fr"))
    shown = [reason for reason in made(result) if reason in english]
    assert shown
    if name == "json":  # which has the templates besides
        french = json.dumps(json.loads(french) | {"reasons": {}}, ensure_ascii=False)
    assert [reason for reason in shown if reason in french] == []


def test_a_result_is_told_again_in_the_other_language(result: Result, tmp_path: Path) -> None:
    for lang, other in (("en", "fr"), ("fr", "en")):
        deliver("json", result, str(tmp_path / "result.json"), lang=lang)
        read = load(tmp_path / "result.json")
        assert render("json", read, lang=lang) == (tmp_path / "result.json").read_text("utf-8")
        assert render("full", read, lang=other) == render("full", result, lang=other)


def test_fingerprints_do_not_depend_on_the_language(result: Result) -> None:
    marks = [[f.fingerprint for d in told(result, lang).documents for f in d.findings] for lang in ("en", "fr")]
    assert marks[0] == marks[1]


@pytest.mark.parametrize(
    "template",
    ["{why.__class__.__mro__}", "{n:>999999999}", "“{phrase.__doc__}” stands twice", "“{phrase}” stands twice"],
)
def test_a_template_that_is_not_ours_is_mere_text(template: str, result: Result, tmp_path: Path) -> None:
    """The last is ours, but lacks its value."""
    file = tmp_path / "result.json"
    deliver("json", result, str(file), lang="en")
    data = json.loads(file.read_text("utf-8"))
    why = data["documents"][0]["findings"][0]["why"]
    data["reasons"][why] = {"template": template, "values": {"n": 1, "why": {"template": "no answer", "values": {}}}}
    file.write_text(json.dumps(data), "utf-8")
    assert why in render("concise", load(file), lang="fr")


def told_text(reason: Reason) -> str:
    return str(told(reason, "fr"))


def _templates() -> Iterator[str]:
    """The template of every Reason that the package makes."""
    for file in (ROOT / "audit").rglob("*.py"):
        name = str(file.relative_to(ROOT))
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in TEMPLATE_AT:
                template = node.args[TEMPLATE_AT[node.func.id]]
                if isinstance(template, ast.Constant):
                    yield str(template.value)
                else:
                    assert name in WITHOUT_LITERALS, f"{name}:{node.lineno}: the template is no literal"


def _values(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name}
