"""The gazetteer of translated names, and how its renderings are made."""

import pytest

from audit.detection import detect
from audit.detectors.registry import load
from audit.document import Page
from audit.french.lexicon import load_lexicon
from audit.naming.gazetteer import LONGEST, Kind, load_gazetteer, normal
from audit.segmentation import build
from audit.training.names.renderings import Composer

NAMED = "La laine manque, rapporte une enquête parue dans Tricot Hebdomadaire."


def names(text: str) -> list[tuple[str, list[str]]]:
    return [(text[:end], [entry.name for entry in entries]) for end, entries in load_gazetteer().renderings(text, 0)]


def test_longest_rendering_comes_first_and_ends_with_a_word() -> None:
    assert names("Nouvelles du renard, hier") == [("Nouvelles du renard", ["Fox News"])]
    assert names("Pierre roulantes") == []


@pytest.mark.parametrize("text", ["", "\0", "\ud800", "İ" * LONGEST, "r:", "é" * 10_000])
def test_any_text_may_be_asked_for(text: str) -> None:
    assert len(normal(text)) == len(text)
    assert names(text) == []


def test_kind_tells_a_place_from_a_paper() -> None:
    _, [place] = next(iter(load_gazetteer().renderings("Rocher", 0)))
    _, [paper] = next(iter(load_gazetteer().renderings("Spectateur", 0)))
    assert (place.kind, paper.kind) == (Kind.PLACE, Kind.MEDIUM)


def test_surnames_of_french_people_are_told_from_mere_words() -> None:
    gazetteer = load_gazetteer()
    assert gazetteer.surname("Marchand")
    assert not gazetteer.surnames("Marchand")
    assert "Lamb" in gazetteer.surnames("Agneau")


def test_names_that_french_has_are_no_renderings() -> None:
    for own in ("Orange", "Croix", "Coupe du monde", "Nouvelle République", "Monde", "Libération"):
        assert names(own) == [], own


def test_composed_in_both_orders() -> None:
    made = Composer(load_lexicon()).name("Silver Lion")
    assert {"argent lion", "lion d'argent"} <= set(made)


def test_a_name_glued_of_two_words_is_cut() -> None:
    assert "maître de billets" in Composer(load_lexicon()).name("Ticketmaster")


def test_nothing_is_made_of_a_mere_name_or_of_another_order() -> None:
    assert Composer(load_lexicon()).name("Spotify") == []
    assert "angeles los" not in Composer(load_lexicon()).name("Los Angeles")


def flagged(text: str, *detectors: str) -> list[str]:
    findings, _, failures = detect(build(Page("article.txt", text)), [load()[name] for name in detectors])
    assert not failures
    return [finding.text for finding in findings if finding.detector == "name-translated"]


def test_article_as_damaged_as_machine_translation_is_doubted_sooner() -> None:
    damaged = f"{NAMED} Les éleveurs ont peur. de perdre leur leur place."
    everyone = ("name-translated", "repeated", "false-sentence-break")
    assert flagged(damaged, *everyone) == ["Tricot Hebdomadaire"]
    assert flagged(damaged, "name-translated") == []
    assert flagged(NAMED, *everyone) == []


def test_spelling_alone_makes_no_article_doubtful() -> None:
    glued = f"{NAMED} Les éleveurs ontpeur.Ils craignent lesprix, dit lapresse dupays."
    assert flagged(glued, "name-translated", "glued", "casing", "elision") == []
