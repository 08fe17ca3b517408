"""What reporters print, the words and places they share, and that files are written whole or not at all."""

import re
import unicodedata
from dataclasses import replace

import pytest
import report_sample
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.errors import SettingsError
from audit.reporters import COPIES, REPORTERS, full, parse_formats
from audit.reporters.messages import TABLE, messages
from audit.reporters.summary import Places, totals, verdict
from audit.reporters.visible import UNSEEN, markup, plain, without_commands
from audit.result import Gate, Rejected, Result


@pytest.fixture
def result() -> Result:
    return report_sample.of_all_kinds()


# Text for people


@pytest.mark.parametrize("name", ["concise", "full"])
@pytest.mark.parametrize("lang", ["en", "fr"])
def test_text_is_as_in_gold(name: str, lang: str, result: Result) -> None:
    gold = (report_sample.GOLD / f"ferry.{name}.{lang}.txt").read_text(encoding="utf-8")
    assert REPORTERS[name].render(result, lang=lang) == gold


def test_concise_puts_the_gravest_first_and_names_what_was_not_checked(result: Result) -> None:
    lines = REPORTERS["concise"].render(result, lang="en").splitlines()
    assert lines[0].startswith("content/fr/ferry.txt:17:56: critical broken-sentence: This clause is cut off")
    assert lines[1].endswith("[Marsh]")
    assert lines[-3:] == [
        "content/fr/ferry.txt: failed casing: ValueError: no such case",
        "content/fr/ferry.txt: not checked agreement: the French parser is not installed",
        "content/fr/vide.txt: not audited: the file is empty",
    ]


def test_full_is_coloured_only_when_asked_and_keeps_its_width(result: Result) -> None:
    assert "\x1b" not in full.render(result, lang="en", color=False)
    assert "\x1b[" in full.render(result, lang="en", color=True)
    assert max(map(len, full.render(result, lang="fr", width=50).splitlines())) == 50


def test_full_says_whose_lines_it_counts() -> None:
    document, told = report_sample.document(), "Lines count in the text taken out of the file"
    assert told not in full.render(report_sample.result(document), lang="en", width=200)
    assert told in full.render(report_sample.result(replace(document, extracted=True)), lang="en", width=200)


def test_full_marks_what_does_not_count_and_puts_what_was_accepted_last() -> None:
    document = report_sample.of_all_groups()
    text = full.render(report_sample.result(document), lang="en", width=200)
    titles = re.findall(r"^ ?\d+  (.+?)  \d+:\d+$", text, re.MULTILINE)
    assert [title.rpartition(" · ")[2] for title in titles[-2:]] == ["accepted", "accepted"]
    assert sum(title.endswith(" · warning") for title in titles) == 2
    assert "Accepted in the baseline: a house style" in text
    assert "Silenced by a comment in the article\n" in text


@pytest.mark.parametrize("name", sorted(REPORTERS.keys() - {"po", "qe", "xliff"}))  # these hold the file’s own
def test_remarks_are_in_every_format(name: str) -> None:
    document = replace(report_sample.document(), warnings=("line 3: a comment silences nothing",))
    text = REPORTERS[name].render(report_sample.result(document), lang="en")
    assert "a comment silences nothing" in text.replace("\\", "")


def test_text_for_people_gives_a_runner_no_command() -> None:
    text = "::error file=x::a\n  ::stop-commands::y\nx ##[warning]b\na::b ## c #[\n"
    assert without_commands(text) == ": :error file=x::a\n  : :stop-commands::y\nx ## [warning]b\na::b ## c #[\n"


def test_full_shows_the_part_of_a_long_sentence_that_matters() -> None:
    text = "a " * 500 + "MARK" + " b" * 500
    shown = full.render(report_sample.result(report_sample.of_text(text, (1000, 1004))), lang="en", width=10_000)
    sentence = next(line for line in shown.splitlines() if ">>MARK<<" in line).strip()
    assert sentence.startswith("…")
    assert sentence.endswith("…")
    assert len(sentence) < 350


@pytest.mark.parametrize("name", ["concise", "full"])
def test_hostile_text_does_nothing_to_a_terminal(name: str) -> None:
    text = REPORTERS[name].render(report_sample.hostile(), lang="en")
    assert not UNSEEN.findall(text)
    assert "<U+202E>abc<U+202C>" in text
    assert "[bold]" in text


# All of them


@settings(deadline=None)  # the first time, templates are compiled
@given(st.text(st.characters(), max_size=60))
def test_every_reporter_takes_any_text(text: str) -> None:
    made = report_sample.result(report_sample.of_text(text, (0, len(text))))
    for name in REPORTERS.keys() - COPIES:
        REPORTERS[name].render(made, lang="fr").encode("utf-8")


# What they share


def test_every_unseen_character_is_shown() -> None:
    unseen = {"Cc", "Cs", "Zl", "Zp"}
    bidi = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
    missed = [char for char in map(chr, range(0x110000)) if not UNSEEN.match(char)]
    assert [char for char in missed if unicodedata.category(char) in unseen] == ["\t", "\n"]
    assert not [char for char in missed if unicodedata.bidirectional(char) in bidi]
    assert plain("a\r\n\tb\rc") == "a b<U+000D>c"
    assert markup("\r\n<") == "&#13;\n&lt;"


def test_places_count_lines_and_code_points() -> None:
    place = Places("ab\r\n\U0001f600é\n")
    assert [place(i) for i in (0, 2, 4, 5, 7)] == [(1, 1), (1, 3), (2, 1), (2, 2), (3, 1)]


def test_verdict_never_calls_clean_what_was_not_checked() -> None:
    document = report_sample.document()
    assert verdict(document) == "critical"
    assert verdict(replace(document, findings=())) == "partial"
    assert verdict(replace(document, findings=(), skipped=())) == "partial"
    assert verdict(report_sample.clean()) == "clean"


def test_both_languages_say_the_same_things() -> None:
    en, fr = messages("en").table, messages("fr").table
    fields = {key: set(re.findall(r"\{(\w+)\}", str(value))) for key, value in en.items()}
    assert fields == {key: set(re.findall(r"\{(\w+)\}", str(value))) for key, value in fr.items()}
    assert all(en["labels"][kind].keys() == fr["labels"][kind].keys() for kind in ("verdict", "gate"))
    assert messages("fr")("words", n=0) == "0 mot"
    assert messages("en")("words", n=0) == "0 words"
    with pytest.raises(SettingsError, match="unknown language 'de'"):
        messages("de")


def test_every_message_is_used() -> None:
    folder = TABLE.parent
    code = "".join(path.read_text(encoding="utf-8") for path in folder.rglob("*") if path.suffix in {".py", ".j2"})
    unused = [key for key in messages("en").table if not re.search(rf"""["']{key}["']""", code)]
    assert unused == []


def test_formats_are_read_and_wrong_ones_named() -> None:
    assert parse_formats(None) == [("full", None)]
    assert parse_formats(["json", "html=a=b.html"]) == [("json", None), ("html", "a=b.html")]
    with pytest.raises(SettingsError, match=r"unknown format 'htm'. Did you mean 'html'\?"):
        parse_formats(["htm=x"])
    with pytest.raises(SettingsError, match="only one format"):
        parse_formats(["json", "full"])


def test_totals_of_nothing_are_zero() -> None:
    counts = totals(Result("0", "s", (), (), report_sample.hostile().gate))
    assert (counts.checked, counts.findings, sum(counts.severities.values())) == (0, 0, 0)


def test_a_file_that_was_read_in_part_counts_once_and_never_as_clean() -> None:
    document = report_sample.document("fr.csv")
    for findings in (document.findings, ()):
        read = Result("0", "s", (replace(document, findings=findings),), (Rejected("fr.csv", "line 3"),), Gate(True))
        counts = totals(read)
        assert (counts.checked, counts.passed, counts.flagged, counts.rejected) == (1, 0, 0, 1)
        assert counts.findings == len(findings)


def test_where_nothing_was_audited_no_gate_is_said_to_be_passed() -> None:
    nothing = Result("0", "s", (), (Rejected("a.txt", "is empty"),), report_sample.hostile().gate)
    assert full.render(nothing, lang="en").splitlines()[1:] == [
        "not audited: a.txt: is empty",
        "1 article: 0 with nothing found, 0 with findings, 1 not fully audited.",
    ]
