"""CSV that no spreadsheet runs, and WMT's MQM ratings: what is in them, and that their readers get it back."""

import csv
import io
import json
import re
from dataclasses import replace

import formats_sample as sample
import pytest
import report_sample
from hypothesis import given
from hypothesis import strategies as st

from audit.document import Role
from audit.finding import Category, Severity, Suppression
from audit.reporters.as_csv import COLUMNS, guarded
from audit.reporters.mqm import CATEGORIES
from audit.result import Result
from audit.scoring import penalty

Row = dict[str, str]


def sheet(result: Result, lang: str = "en") -> list[Row]:
    text = sample.render("csv", result, lang)
    assert text.startswith("\ufeff"), "Excel takes it for Windows-1252 otherwise"
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


# CSV


def test_csv_has_a_row_for_each_finding_and_each_thing_not_checked() -> None:
    rows = sheet(sample.mixed())
    assert tuple(rows[0]) == COLUMNS
    assert [row["status"] for row in rows] == ["finding"] * 9 + ["accepted"] * 2 + ["failed", "skipped", "rejected"]
    assert rows[0] == dict(
        zip(
            COLUMNS,
            ["finding", "content/fr/ferry.txt", "17", "56", "file", "critical", "error", "broken-sentence"]
            + [rows[0][name] for name in COLUMNS[8:]],
            strict=True,
        )
    )
    baseline = next(row for row in rows if row["accepted_by"] == "baseline")
    assert baseline["reason"] == "known since spring"
    assert (rows[-1]["path"], rows[-1]["why"]) == ("content/fr/vide.txt", "the file is empty")


def test_csv_says_remove_in_the_readers_language() -> None:
    result = report_sample.result(sample.article("mot mot", ("mot", "")))
    assert [sheet(result, lang)[0]["repair"] for lang in ("en", "fr")] == ["remove it", "à supprimer"]


@pytest.mark.parametrize(
    "text", ["=1+1", "+33", "-x", "@SUM(A1)", "\t=1", "\r\n=1", " =1", "\xa0=1", "＝1", "'=1", "\x00=1"]
)
def test_no_cell_starts_a_formula(text: str) -> None:
    cell = guarded(text)
    assert cell[0] == "'" or cell.startswith("<U+0000>")


@given(st.text(st.characters(), max_size=30))
def test_the_guard_can_be_taken_off(text: str) -> None:
    cell = guarded(text)
    assert not cell.lstrip().startswith(tuple("=+-@"))
    assert "\n" not in cell
    bare = cell.removeprefix("'")
    assert guarded(bare) == cell


def test_hostile_csv_reads_back_in_whole_rows() -> None:
    rows = sheet(sample.hostile())
    assert all(None not in row and None not in row.values() for row in rows)
    assert len(rows) == 7 * 4 + 7 * 2 + 1
    assert not [cell for row in rows for cell in row.values() if cell.lstrip()[:1] in tuple("=+-@")]


# MQM


def ratings(result: Result) -> list[Row]:
    return list(csv.DictReader(io.StringIO(sample.render("mqm", result)), delimiter="\t", quoting=csv.QUOTE_NONE))


def test_mqm_has_wmts_columns_and_a_row_for_each_error() -> None:
    result = sample.mixed()
    rows = ratings(result)
    assert list(rows[0]) == "system doc docSegId globalSegId rater source target category severity metadata".split()
    document = result.documents[0]
    errors = [row for row in rows if row["severity"] != "No-error"]
    counted = [finding for finding in document.findings if not finding.suppressed]
    assert [json.loads(row["metadata"])["fingerprint"] for row in errors] == [
        finding.fingerprint for finding in counted
    ]
    for row, finding in zip(errors, counted, strict=True):
        marked = re.findall("<v>(.*?)</v>", row["target"])
        assert marked == [finding.text]
        assert row["category"] == CATEGORIES.get(finding.category, "Other")


def test_mqm_numbers_the_audited_sentences() -> None:
    result = sample.mixed()
    rows = ratings(result)
    audited = [[s for s in document.segments if s.role is not Role.FURNITURE] for document in result.documents]
    places = dict.fromkeys((row["doc"], int(row["docSegId"])) for row in rows)
    assert list(places) == [
        (document.path, number)
        for document, segments in zip(result.documents, audited, strict=True)
        for number in range(1, len(segments) + 1)
    ]
    assert [*dict.fromkeys(int(row["globalSegId"]) for row in rows)] == list(range(1, sum(map(len, audited)) + 1))
    texts = dict.fromkeys(re.sub("</?v>", "", row["target"]) for row in rows)
    assert list(texts) == [segment.text for segments in audited for segment in segments]


def test_mqm_tells_what_was_not_checked_and_what_was_accepted() -> None:
    notes = [json.loads(row["metadata"]) for row in ratings(sample.mixed())]
    told = [note["not_checked"] for note in notes if "not_checked" in note]
    assert told == [
        ["failed casing: ValueError: no such case", "not checked agreement: the French parser is not installed"]
    ]
    assert sum(note.get("accepted", 0) for note in notes) == 2
    assert all(note["source_not_seen"] for note in notes)


def test_a_sentence_whose_only_finding_was_accepted_has_no_error() -> None:
    document = sample.with_findings(sample.article("Le siteX.", ("siteX", None)), suppressed=Suppression("inline"))
    (row,) = ratings(report_sample.result(document))
    assert (row["target"], row["category"], row["severity"]) == ("Le siteX.", "No-error", "No-error")


def test_wmts_weights_of_the_rows_are_our_penalties() -> None:
    """The weights that mt-metrics-eval's score_mqm.py has by default; it knows no critical error."""
    weights = {"Major": 5, "Minor": 1, "Neutral": 0, "Minor/Fluency/Punctuation": 0.1}
    for category in Category:
        for severity in (Severity.INFO, Severity.MINOR, Severity.MAJOR):
            document = sample.with_findings(sample.many([severity]), category=category)
            (row,) = ratings(report_sample.result(document))
            weight = weights.get(f"{row['severity']}/{row['category']}", weights[row["severity"]])
            assert weight == penalty(document.findings[0])


def test_hostile_mqm_is_in_whole_rows_and_marks_one_span_in_each() -> None:
    result = sample.hostile()
    text = sample.render("mqm", result)
    assert [line.count("\t") for line in text.split("\n")[:-1]] == [9] * (1 + 6 * 4 + 1)
    assert text.splitlines() == text.split("\n")[:-1]
    flat = sample.HOSTILE
    for row, finding in zip(ratings(result), result.documents[0].findings, strict=False):
        before, span, after = re.split("</?v>", row["target"])
        assert (len(before), len(span), len(after)) == (
            finding.start,
            finding.end - finding.start,
            len(flat) - finding.end,
        )


def test_a_finding_that_runs_on_is_marked_where_it_begins() -> None:
    document = report_sample.document()
    before, after = document.segments[4], document.segments[5]
    assert before.end < after.start
    base = document.findings[0]
    for start, end, marked in (
        (before.end - 3, after.start + 3, (before, -3)),
        (before.end, after.start + 3, (after, 3)),
    ):
        segment, length = marked
        text = document.text[start:end]
        finding = type(base)(base.detector, base.category, base.severity, start, end, text, base.why)
        moved = replace(document, findings=(finding,))
        (row,) = (row for row in ratings(report_sample.result(moved)) if row["severity"] != "No-error")
        expected = segment.text[length:] if length < 0 else segment.text[:length]
        assert re.findall("<v>(.*?)</v>", row["target"]) == [expected]
        assert json.loads(row["metadata"])["marked_text"] == text
