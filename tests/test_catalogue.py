"""No detector without its cases and no cases without their detector; each says what it stays silent about."""

import inspect
import tomllib
from pathlib import Path

import pytest
from test_cases import CASES

from audit.detectors import registry
from audit.detectors.registry import NEEDS, Detector, load

DETECTORS = Path(registry.__file__).parent
MODULES = {path.stem for path in DETECTORS.glob("*.py")} - {"__init__", "registry"}
LEAST = 3  # cases of each kind
LONGEST = 300  # lines of a detector
EITHER = {"id", "text", "source", "glossary"}
KEYS = {"fires": EITHER | {"expect", "repair", "within"}, "silent": EITHER}
NEEDED = {"fires": {"id", "text", "expect"}, "silent": {"id", "text"}}

each_module = pytest.mark.parametrize("stem", sorted(MODULES))


def registered(stem: str) -> Detector:
    return load()[stem.replace("_", "-")]


def test_every_detector_has_a_case_file_and_every_case_file_a_detector() -> None:
    assert {path.stem for path in CASES.iterdir() if path.suffix == ".toml"} == MODULES


def test_every_module_registers_one_detector_named_like_it() -> None:
    assert {name: detector.function.__module__ for name, detector in load().items()} == {
        stem.replace("_", "-"): f"audit.detectors.{stem}" for stem in sorted(MODULES)
    }


@each_module
def test_cases_are_well_formed(stem: str) -> None:
    data = tomllib.loads((CASES / f"{stem}.toml").read_text(encoding="utf-8"))
    assert set(data) == set(KEYS)
    for kind, cases in data.items():
        assert len(cases) >= LEAST
        for case in cases:
            assert NEEDED[kind] <= set(case) <= KEYS[kind], case
            assert case["id"].strip(), case
            assert case["text"].strip(), case
    for case in data["fires"]:
        assert case["expect"], case
        assert len(case["expect"]) == len(case.get("repair", case["expect"])), case
    every = [*data["fires"], *data["silent"]]
    assert len({case["id"] for case in every}) == len(every)
    assert len({case["text"] for case in every}) == len(every)


@each_module
def test_docstring_says_in_one_sentence_what_it_finds_and_what_it_stays_silent_about(stem: str) -> None:
    detector = registered(stem)
    assert detector.summary.endswith(".")
    assert "Silent" in detector.doc


@each_module
def test_needs_are_known(stem: str) -> None:
    detector = registered(stem)
    assert detector.needs == set(inspect.signature(detector.function).parameters)
    assert detector.needs <= set(NEEDS)


@each_module
def test_detector_is_short(stem: str) -> None:
    assert len((DETECTORS / f"{stem}.py").read_text(encoding="utf-8").splitlines()) < LONGEST
