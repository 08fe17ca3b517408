"""corpora/ audited again: the reports and the measured precision in reports/ are what this version says.

`make reports` renews both and prints what changed.
"""

from pathlib import Path

import pytest
from corpora_reports import FORMATS, NAMES, REPORTS, ROOT, audit_corpus, difference, french, golden, page

from audit.pipeline import Auditor
from audit.training.evaluate import audit_case, read_corpora, section

KINDS = {"garbled", "gaps", "clean"}
RENEW = "run `make reports` where this is meant"


@pytest.fixture(autouse=True)
def _in_the_repository(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


def test_there_are_articles_of_each_kind() -> None:
    import tomllib

    cards = [tomllib.loads(card.read_text("utf-8")) for card in ROOT.glob("corpora/*/card.toml")]
    assert len(cards) == len(NAMES) >= 6
    assert {card["kind"] for card in cards} == KINDS
    assert all(card["origin"] and card["licence"] and card["purpose"] for card in cards)


@pytest.mark.parametrize("name", NAMES)
def test_audit_is_as_committed(name: str) -> None:
    reports = golden(audit_corpus(name))
    for suffix in FORMATS:
        committed = (REPORTS / f"{name}.{suffix}").read_text("utf-8")
        changed = difference(committed, reports[suffix], f"{name}.{suffix}")
        assert not changed, f"{RENEW}:\n{changed}"
        assert committed == reports[suffix]


@pytest.mark.parametrize("name", NAMES)
def test_page_is_as_committed(name: str) -> None:
    committed = (REPORTS / f"{name}.html").read_text("utf-8")
    changed = difference(french(committed), french(page(name)), f"{name}.html")
    assert not changed, f"{RENEW}:\n{changed}"


def test_nothing_but_audits_and_measurements_is_in_reports() -> None:
    made = {f"{name}.{suffix}" for name in NAMES for suffix in (*FORMATS, "html")}
    measured = {"precision.md", "detection.md", "translation.md", "bilingual.md"}
    assert {path.name for path in REPORTS.iterdir()} == made | measured


@pytest.mark.parametrize("folder", ["corpora", "corpora/development", "corpora/held-out"])
def test_measured_precision_is_as_committed(folder: str) -> None:
    measured = section(folder, [audit_case(case) for case in read_corpora(Path(folder))])
    committed = (REPORTS / "precision.md").read_text("utf-8")
    start = committed.index(f"## {folder}\n")
    changed = difference(committed[start : start + len(measured)], measured, "precision.md")
    assert not changed, f"{RENEW}:\n{changed}"


def test_clean_articles_pass_and_garbled_ones_do_not() -> None:
    import tomllib

    for name in NAMES:
        kind = tomllib.loads((ROOT / "corpora" / name / "card.toml").read_text("utf-8"))["kind"]
        assert audit_corpus(name).gate.passed == (kind == "clean"), name


def test_reports_say_which_detectors_made_them() -> None:
    signature = Auditor.default("none").signature
    assert all(f'"signature": "{signature}"' in (REPORTS / f"{name}.json").read_text("utf-8") for name in NAMES)
