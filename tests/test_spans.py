"""Agreement with people: what their ratings say, span F1 as WMT's task 2 reckons it, Kendall's tau, and the commands."""

import json
from pathlib import Path

import pytest
from command import NONE, Run

from audit.training.judge import agreement, spans
from audit.training.judge.ordering import accuracy, grouped_tau, interval, system_accuracy, tau_b
from audit.training.judge.ratings import Error, Rated, as_jsonl, read
from audit.training.judge.spans import compared, span_score

HEAD = "system\tdoc\tdocSegId\tglobalSegId\trater\tsource\ttarget\tcategory\tseverity\tmetadata\n"
OLD_HEAD = "system\tdoc\tdoc_id\tseg_id\trater\tsource\ttarget\tcategory\tseverity\n"
ENGLISH = "The mayor opened the new bridge on Monday morning."
FRENCH = "Le maire a ouvert le nouveau pont mardi matin."


def mqm(*rows: str, head: str = HEAD) -> str:
    return head + "".join(f"{row}\n" for row in rows)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "ratings.tsv"


# Ratings


def test_points_are_the_mean_of_the_raters_sums(file: Path) -> None:
    row = f"A\td\t1\t1\t%s\t{ENGLISH}\t%s\t%s\t%s\t{{}}"
    file.write_text(
        mqm(
            row % ("r1", "Le maire a ouvert le nouveau pont <v>mardi</v> matin.", "Accuracy/Mistranslation", "Major"),
            row % ("r1", "Le maire a ouvert le nouveau pont mardi matin<v>.</v>", "Fluency/Punctuation", "Minor"),
            row % ("r2", FRENCH, "Non-translation!", "Major"),
            row % ("r3", FRENCH, "No-error", "No-error"),
        ),
        "utf-8",
    )
    [rated] = read(str(file))
    assert rated.points == pytest.approx((5 + 0.1 + 25 + 0) / 3)
    assert (rated.target, rated.source) == (FRENCH, ENGLISH)
    assert [FRENCH[e.start : e.end] for e in rated.spans] == ["mardi", ".", FRENCH]


def test_ratings_of_2020_with_quotes_as_excel_has_them(file: Path) -> None:
    cells = '"""Oui"", dit-il."', '"""<v>Non</v>"", dit-il."'
    file.write_text(mqm(f"A\td\t1\t1\tr1\t{cells[0]}\t{cells[1]}\tStyle/Awkward\tMinor", head=OLD_HEAD), "utf-8")
    [rated] = read(str(file))
    assert (rated.source, rated.target) == ('"Oui", dit-il.', '"Non", dit-il.')
    assert [rated.target[e.start : e.end] for e in rated.spans] == ["Non"]


def test_an_error_of_two_ranges_counts_once_and_one_in_the_source_marks_nothing(file: Path) -> None:
    file.write_text(
        mqm(
            "A\td\t1\t1\tr\ts\t<v>Le</v> maire <v>ont</v> parlé.\tFluency/Grammar\tMinor\t{}",
            "A\td\t1\t1\tr\t<v>s</v>\tLe maire ont parlé.\tAccuracy/Omission\tMajor\t{}",
        ),
        "utf-8",
    )
    [rated] = read(str(file))
    assert rated.points == 6
    assert [rated.target[e.start : e.end] for e in rated.spans] == ["Le", "ont"]


def test_what_was_put_in_to_test_the_rater_is_no_translation(file: Path) -> None:
    rows = (
        "A\td\t1\t1\tr\ts\tUn <v>put</v> pont.\tHOTW\tHOTW-test\t{}",
        "A\td\t1\t1\tr\ts\tUn pont.\tNo-error\tNo-error\t{}",
    )
    file.write_text(mqm(*rows), "utf-8")
    [rated] = read(str(file))
    assert (rated.target, rated.points) == ("Un pont.", 0)


def test_bad_rows_are_told_by_line_and_the_rest_is_read(file: Path) -> None:
    told: list[str] = []
    file.write_text(mqm("A\td\t1", f"A\td\t2\t2\tr\ts\t{FRENCH}\tNo-error\tNo-error\t{{}}", ""), "utf-8")
    assert [rated.key for rated in read(str(file), told.append)] == [("A", "d", "2")]
    assert told == [f"{file}: line 2: has 3 cells for 10 columns"]


def test_bio_mqm_names_the_last_character_and_others_the_one_behind(file: Path) -> None:
    start = FRENCH.index("mardi")
    error = {"startIndex": start, "endIndex": start + 4, "term": "mardi", "severity": "Critical"}
    rows = [
        {"src": ENGLISH, "tgt": FRENCH, "ref": ["Le maire"], "system": "A", "doc_id": "d", "errors_tgt": [error]},
        {"src": ENGLISH, "mt": FRENCH, "errors": [[{"start": start, "end": start + 5, "severity": "minor"}]]},
        {"source": ENGLISH, "target": FRENCH, "target_errors": []},
    ]
    file.write_text("\n".join(map(json.dumps, rows)), "utf-8")
    first, second, third = read(str(file))
    assert [FRENCH[e.start : e.end] for rated in (first, second) for e in rated.spans] == ["mardi", "mardi"]
    assert (first.points, second.points, third.points) == (5, 1, 0)
    assert (first.reference, first.key[:2]) == ("Le maire", ("A", "d"))
    file.write_text(json.dumps(rows), "utf-8")  # an array of them, as the raw files are
    assert [rated.points for rated in read(str(file))] == [5, 1, 0]


def test_ratings_survive_as_rows_that_audit_takes(file: Path) -> None:
    found = [
        Rated(("A", "d", "1"), FRENCH, ENGLISH, by_rater={"": [Error(34, 39, "major", "Accuracy/Mistranslation")]})
    ]
    file.write_text(as_jsonl(found), "utf-8")
    [again] = read(str(file))
    assert (again.target, again.source, again.points, again.spans) == (FRENCH, ENGLISH, 5, found[0].spans)


# Span F1, reckoned by hand from the definition of WMT23's task 2


@pytest.mark.parametrize(
    ("gold", "predicted", "precision", "recall"),
    [
        ([(0, 4, "major"), (6, 8, "minor")], [(2, 7, "minor")], 2 / 5, 2 / 6),  # half for two, one for the third
        ([(0, 4, "major")], [(0, 4, "major")], 1, 1),
        ([(0, 4, "major")], [(0, 4, "minor")], 1 / 2, 1 / 2),
        ([(0, 4, "major"), (2, 4, "minor")], [(2, 4, "minor")], 1, 2 / 4),  # marked as both: either is right
        ([(0, 2, "minor")], [(0, 2, "major"), (0, 2, "minor")], 1, 1),
        ([(3, 3, "minor")], [(3, 4, "minor")], 1, 1),  # an empty range marks a character
        ([(8, 99, "minor")], [(9, 10, "minor")], 1, 1 / 2),  # beyond the end is cut
        ([], [(0, 5, "major")], 0, 0),
        ([(0, 5, "major")], [], 0, 0),
    ],
)
def test_span_score(
    gold: list[tuple[int, int, str]], predicted: list[tuple[int, int, str]], precision: float, recall: float
) -> None:
    score = span_score([(10, [Error(*e) for e in gold], [Error(*e) for e in predicted])])
    assert (score.precision, score.recall) == pytest.approx((precision, recall))
    both = precision + recall
    assert score.f1 == pytest.approx(2 * precision * recall / both if both else 0)


def test_it_is_micro_averaged_and_a_segment_that_lacks_counts_as_unmarked() -> None:
    def rated(number: str, text: str, *errors: tuple[int, int, str]) -> Rated:
        return Rated(("", "", number), text, by_rater={"": [Error(*e) for e in errors]})

    gold = [rated("0", "abcdefghij", (0, 4, "major")), rated("1", "klmnopqrst", (0, 6, "minor"))]
    score, segments, alone = compared(gold, [rated("7", "abcdefghij", (0, 2, "major"))])
    assert (score.gold, score.predicted, score.credit, segments) == (10, 2, 2, 2)
    assert [one.key for one in alone] == [gold[1].key]


@pytest.mark.usefixtures("few_detectors")
def test_what_audit_writes_goes_straight_in(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    """The gold has a heading as WMT's has; ours are the two formats of `audit run`."""
    text = "Le maire a ditMartin partira demain matin."
    at = text.index("ditMartin")
    Path("rows.jsonl").write_text(json.dumps({"id": "0", "source": "The mayor.", "target": text}) + "\n", "utf-8")
    Path("gold.tsv").write_text(
        f"lp\tmethod\tsegment\ttarget\tstarts\tends\ttypes\nen-fr\tpeople\t0\t{text}\t{at}\t{at + 9}\tmajor\n", "utf-8"
    )
    run("run", "rows.jsonl", *NONE, "--format", "qe=ours.qe.tsv", "--format", "mqm=ours.mqm.tsv")
    for ours in ("ours.qe.tsv", "ours.mqm.tsv"):
        spans.main(["gold.tsv", ours])
        out = capsys.readouterr().out
        assert out.startswith("F1 1.0000  precision 1.0000  recall 1.0000\n")
        assert "as:wmt23-qe-task2|segments:1" in out


def test_the_wrong_file_is_no_score_of_nought(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = file.with_name("other.tsv")
    file.write_text("en-fr\ta\t0\tUn pont.\t0\t2\tmajor\n", "utf-8")
    other.write_text("en-fr\ta\t0\tUne route.\t0\t3\tmajor\n", "utf-8")
    with pytest.raises(SystemExit) as caught:
        spans.main([str(file), str(other)])
    assert caught.value.code == 2
    assert "has none of the translations" in capsys.readouterr().err
    file.write_text("Rien à voir.\n", "utf-8")
    with pytest.raises(SystemExit):
        spans.main([str(file), str(other)])
    assert "holds no ratings" in capsys.readouterr().err


# Ordering, reckoned by hand


def test_tau_b() -> None:
    assert tau_b([1, 2, 3, 4], [1, 3, 2, 2]) == pytest.approx(1 / (6 * 5) ** 0.5)  # 3 agree, 2 do not, people tie one
    assert tau_b([1, 2, 3], [1, 2, 3]) == 1
    assert tau_b([1, 1, 1], [1, 2, 3]) == 0
    assert grouped_tau([1, 2, 5, 4, 9], [1, 2, 1, 2, 3], ["a", "a", "b", "b", "c"]) == 0  # the mean of 1 and -1


def test_accuracy_calibrates_ties() -> None:
    assert accuracy([0, 1, 3], [0, 0, 5]) == 1  # a difference of 1 is a tie
    assert accuracy([0, 0, 1], [0, 1, 1]) == pytest.approx(1 / 3)  # whatever the threshold
    assert accuracy([0, 0, 1], [1, 1, 2]) == 1  # what is equal is a tie without any
    assert accuracy([0, 9, 0, 1], [0, 1, 1, 1], ["a", "a", "b", "b"]) == 1  # one threshold for both groups
    assert system_accuracy([3, 3, 2, 2, 1, 1], [9, 9, 7, 7, 8, 8], list("aabbcc")) == pytest.approx(2 / 3)
    assert system_accuracy([1, 2], [1, 2], ["a", "a"]) is None


def test_the_interval_holds_the_tau_and_needs_documents() -> None:
    scores, people = list(range(40)), [n + (n % 3) * 7 for n in range(40)]
    bounds = interval(scores, people, [n // 4 for n in range(40)])
    assert bounds is not None
    assert bounds[0] < tau_b(scores, people) < bounds[1]
    assert interval(scores, people, ["one"] * 40) is None


# The command


def test_agreement_in_one_command(file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wrong = FRENCH.replace("mardi", "<v>mardi</v>")
    right = FRENCH.replace("mardi", "lundi")
    rows = [f"bad\td\t{n}\t{n}\tr\t{ENGLISH}\t{wrong}\tAccuracy/Mistranslation\tMajor\t{{}}" for n in (1, 2)]
    rows += [f"good\td\t{n}\t{n}\tr\t{ENGLISH}\t{right}\tNo-error\tNo-error\t{{}}" for n in (1, 2)]
    file.write_text(mqm(*rows), "utf-8")
    out = tmp_path / "scores.tsv"
    agreement.main([str(file), "--engine", "none", "--scores", str(out), "--jsonl", str(tmp_path / "rows.jsonl")])
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "4 segments of 2 documents, 50.0% of them without an error"
    judged = next(line for line in lines if line.startswith("judged")).split()
    assert judged[:3] == ["judged", "4", "1.000"]  # the weekday is wrong, and the judge says so
    findings = next(line for line in lines if line.startswith("findings"))
    assert findings.split()[2] == "1.0000"
    assert len(out.read_text("utf-8").splitlines()) == 5
    assert [rated.points for rated in read(str(tmp_path / "rows.jsonl"))] == [5, 5, 0, 0]
