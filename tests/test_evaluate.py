"""The measurements measure what they say: counts by hand, totals alone of what is held out, a history that is kept."""

from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from pathlib import Path

import pytest

from audit.detectors.registry import load
from audit.training.evaluate import repairs
from audit.training.evaluate.bench import misses
from audit.training.evaluate.cases import Case, place
from audit.training.evaluate.measures import Audited, Seen, Totals, wilson
from audit.training.evaluate.report import garbled_section, history_rows, kept_history, report
from audit.training.evaluate.systems import LEARNED, Grammalecte, Ours, audit_case
from audit.training.evaluate.texts import CLEAN_NEWS, GARBLED, TextSet

RULE = frozenset({"agreement"})
WRONG = Case(
    "wrong", "Le usine. de Brest ferme le porte.", ((0, 8, "agreement"), (3, 12, "stop"), (25, 33, "agreement"))
)
RIGHT = Case("right", "L’usine de Brest ferme la porte.", ())
FOUND = [
    Audited(WRONG, (Seen(2, 5, RULE), Seen(13, 18, RULE)), 7),  # the first touches two errors, the second none
    Audited(RIGHT, (Seen(0, 7, RULE),), 6),
]


@pytest.fixture
def pool() -> Iterator[Executor]:
    with ThreadPoolExecutor(1) as executor:
        yield executor


def test_a_finding_is_right_and_an_error_found_where_they_overlap() -> None:
    totals = Totals.of(FOUND)
    assert (totals.findings, totals.right, totals.words) == (3, 1, 13)
    assert (totals.found, totals.gold) == ({"agreement": 1, "stop": 1}, {"agreement": 2, "stop": 1})
    assert totals.macro == pytest.approx((1 / 2 + 1 / 1) / 2)
    assert (totals.clean_findings, totals.clean_words) == (1, 6)
    assert Totals.of(FOUND[1:]).macro is None


def test_wilson_interval_is_that_of_the_textbook() -> None:
    # Newcombe 1998, Statistics in Medicine 17, table I: 81 of 263, and 0 of 20.
    assert wilson(81, 263) == pytest.approx((0.2553, 0.3662), abs=1e-4)
    assert wilson(0, 20) == pytest.approx((0.0, 0.1611), abs=1e-4)
    assert wilson(0, 0) == (0.0, 1.0)


def test_a_label_that_is_not_in_its_article_is_refused() -> None:
    assert place("le le le", "le", 3) == (6, 8)
    with pytest.raises(ValueError, match=r"'la', occurrence 1, is not in the article"):
        place("le le le", "la", 1)


def test_of_what_is_held_out_nothing_but_totals_is_told() -> None:
    shown, kept = (TextSet(f"corpora/{private}", (WRONG, RIGHT), private) for private in (False, True))
    assert "| agreement |" in garbled_section(shown, {"rules": FOUND})
    told = garbled_section(kept, {"rules": FOUND})
    assert "0.333" in told
    assert "0.667" in told
    assert "agreement" not in told
    lines = list(misses({kept: {"rules": FOUND}, shown: {"rules": FOUND}}, "rules"))
    assert lines[0] == "# corpora/False: 1 missed"
    assert len(lines) == 2
    assert "⟦le porte⟧" in lines[1]


def test_history_keeps_other_runs_and_replaces_its_own() -> None:
    sets = {
        TextSet("corpora/real-mt/held-out", (WRONG, RIGHT), private=True): {"rules": FOUND},
        TextSet(f"{GARBLED}chance", (WRONG,)): {"rules": FOUND[:1]},
        TextSet(f"{CLEAN_NEWS}today", (RIGHT,)): {"rules": FOUND[1:]},
    }
    first = report(sets, [], list(history_rows("0.1", sets)))
    second = report(sets, [], [*kept_history(first, "0.2"), *history_rows("0.2", sets)])
    third = report(sets, [], [*kept_history(second, "0.2"), *history_rows("0.2", sets)])
    assert third == second
    rows = kept_history(second, "")
    assert [row[:2] for row in rows] == [("0.1", "rules"), ("0.2", "rules")]
    assert rows[0][2:5] == ("0.333", "0.667", "0.750")
    assert rows[0][6] == "166.67"


def test_what_was_not_measured_is_named() -> None:
    written = report({TextSet("corpora", (WRONG,)): {"rules": FOUND[:1]}}, ["tagger: there is none"], [])
    assert "## Not measured\n\n- tagger: there is none" in written
    assert [row[5] for row in history_rows("x", {TextSet("corpora", (WRONG,)): {"rules": FOUND[:1]}})] == ["–"]


def test_sets_of_detectors_are_apart(pool: Executor) -> None:
    rules, learned, both = Ours("rules"), Ours("tagger", rules=False, learned=True), Ours("both", learned=True)
    names = [{detector.name for detector in system.detectors()} for system in (rules, learned, both)]
    assert names[0] | names[1] == names[2]
    assert not names[0] & names[1]
    assert names[1] == LEARNED & load().keys()
    case = Case("glued", "Le directeur attend lesouvriers demain. Elle a quitté le société.", ())
    (done,) = rules.audit([case], pool)
    assert {"glued", "agreement"} <= {name for seen in done.seen for name in seen.detectors} <= names[0]
    assert audit_case(case, frozenset({"glued"})).seen == tuple(s for s in done.seen if "glued" in s.detectors)


@pytest.mark.skipif(bool(Grammalecte().missing()), reason="needs grammalecte-cli")
def test_grammalecte_marks_places_in_each_text(pool: Executor) -> None:
    texts = [
        "Tout va bien 😀.\n\nElle voit le guerre.",
        "Le site Veltrix ferme.",
        "Il a ditencore\nElle craint le guerre.",
    ]
    audited = Grammalecte().audit([Case(text, text, ()) for text in texts], pool)
    marked = [{one.case.text[seen.start : seen.end] for seen in one.seen} for one in audited]
    assert marked[0] == {"le"}
    assert marked[1] == set()  # an unknown word with a capital is a name
    assert {"ditencore", "le"} <= marked[2]


def test_the_repairs_that_a_reader_judged_are_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pages, judged, sheet = tmp_path / "pages.txt", tmp_path / "judged.tsv", tmp_path / "sheet.txt"
    pages.write_text("Le maire a expliqué hier soir [[quela|glued]] route serait bientôt fermée.\n", "utf-8")
    judged.write_text("", "utf-8")
    monkeypatch.setattr("sys.argv", ["repairs", str(pages), "--judged", str(judged), "--sheet", str(sheet)])
    repairs.main()
    key, _, rest = sheet.read_text("utf-8").partition(" ")
    assert "[[quela]]" in rest
    assert "'que la'" in rest
    judged.write_text(f"{key}\tright\n", "utf-8")
    capsys.readouterr()
    repairs.main()
    everything = capsys.readouterr().out.splitlines()[-1]
    assert [cell.strip() for cell in everything.split("|")[1:5]] == ["all", "1", "1", "1"]
    assert sheet.read_text("utf-8") == ""
    judged.write_text(f"{key}\tgood\n", "utf-8")
    with pytest.raises(SystemExit, match="2"):
        repairs.main()
    assert "judged.tsv:1: 'good' is neither right nor wrong" in capsys.readouterr().err
