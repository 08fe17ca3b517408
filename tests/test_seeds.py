"""The two articles that this project began with, which are not ours to publish: what must be flagged in them is.

They lie beside the repository, with a checker of the JSON's contract. No word of theirs is in any detector.
"""

import subprocess
import sys
from pathlib import Path

import pytest

from audit import audit_paths
from audit.document import Role
from audit.finding import Finding
from audit.reporters import as_json
from audit.result import DocumentResult

SHARED = Path(__file__).parents[2] / "shared"
SEEDS = SHARED / "seeds"
CHECKER = SHARED / "tools" / "check_contract.py"
TRANSLATED, GAPS = "000_dd2f9624ced49caa.txt", "001_98c78c6825dd3f5e.txt"

pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="needs the seed articles beside the repository (../shared)")

GARBLED = {  # what must be flagged, by which of the detectors, and the repair where one is plain
    "Musc a dit": ("name-translated", "Musk"),
    "MuscxAI": ("glued", "Musk xAI"),
    "ditKnight": ("glued", "dit que Knight"),
    "siteX": ("false-sentence-break", "site X"),  # the stop before it, with the glue in its repair
    "fabricant. de ChatGPT": ("false-sentence-break", "fabricant de"),
    "Databricks. a déclaré": ("word-order", "a déclaré"),
    "est augmenter": ("verb-form", ""),
    "le Guerre": ("agreement", "la guerre"),
    "Ni OpenAI ni Tesla ont": ("missing-negation", "n’ont"),
    "Levels. Pour info": ("name-translated", "Levels.fyi"),
}
DROPPED = ["et s’affrontent", "l’entreprise de tente", "patron de avait", "mère de en 2018", "comme , ou"]
MOST_ELSE = 3  # flags per 1,000 words of human French


def audited(name: str) -> DocumentResult:
    [document] = audit_paths([str(SEEDS / name)], engine="none").documents
    return document


def flagged(document: DocumentResult, part: str) -> list[Finding]:
    """The findings that overlap the first place where the text has `part`."""
    start = document.text.index(part)
    return [finding for finding in document.findings if finding.start < start + len(part) and start < finding.end]


@pytest.fixture(scope="session")
def translated() -> DocumentResult:
    return audited(TRANSLATED)


@pytest.fixture(scope="session")
def gaps() -> DocumentResult:
    return audited(GAPS)


@pytest.mark.parametrize("part", GARBLED)
def test_a_garble_is_flagged_with_its_kind_reason_and_repair(translated: DocumentResult, part: str) -> None:
    detector, repair = GARBLED[part]
    findings = flagged(translated, part)
    assert detector in {finding.detector for finding in findings}
    assert all(finding.why and finding.category for finding in findings)
    assert not repair or any(repair in (finding.repair or "") for finding in findings)


def test_the_notice_of_the_machine_translation_is_understood(translated: DocumentResult, gaps: DocumentResult) -> None:
    assert (translated.disclosed_mt, gaps.disclosed_mt) == (True, False)


@pytest.mark.parametrize("part", DROPPED)
def test_a_gap_is_flagged_as_dropped_text(gaps: DocumentResult, part: str) -> None:
    assert "dropped-text" in {finding.detector for finding in flagged(gaps, part)}


def test_human_french_is_not_called_a_bad_translation(gaps: DocumentResult) -> None:
    others = [finding for finding in gaps.findings if finding.detector != "dropped-text"]
    assert 1000 * len(others) / gaps.words <= MOST_ELSE
    assert len(gaps.findings) <= len(DROPPED) + 3


def test_the_furniture_of_the_page_is_not_prose(translated: DocumentResult) -> None:
    furniture = [segment.text for segment in translated.segments if segment.role is Role.FURNITURE]
    assert "Publicité" in furniture
    assert not any(segment.text in furniture for segment in translated.segments if segment.role is Role.BODY)


@pytest.mark.parametrize("engine", ["none", "auto"])
def test_the_json_keeps_the_contract(tmp_path: Path, engine: str) -> None:
    if not CHECKER.exists():
        pytest.skip("needs the checker of the contract beside the repository (../shared/tools)")
    result = audit_paths([str(SEEDS)], engine=engine)
    (tmp_path / "result.json").write_text(as_json.render(result, lang="en"), "utf-8")
    done = subprocess.run([sys.executable, CHECKER, tmp_path / "result.json"], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout
