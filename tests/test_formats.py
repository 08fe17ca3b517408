"""What holds for every format that other programs read: levels, paths, bytes, several at once; docs/formats.md."""

import csv
import io
import re
from dataclasses import replace
from pathlib import Path

import formats_sample as sample
import pytest
import report_sample
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from audit.finding import Level, Severity, Suppression
from audit.reporters import REPORTERS
from audit.reporters.ci import message
from audit.reporters.levels import TERMS, Terms, fails, terms
from audit.reporters.messages import messages
from audit.reporters.places import locate, relative, uri
from audit.result import Gate

DOCS = Path(__file__).parents[1] / "docs" / "formats.md"


@pytest.mark.parametrize("name", sample.FOR_PROGRAMS)
@pytest.mark.parametrize("make", [sample.hostile, sample.mixed])
def test_same_result_same_bytes(name: str, make: object) -> None:
    assert callable(make)
    assert sample.render(name, make()).encode() == sample.render(name, make()).encode()


@pytest.mark.parametrize("name", sample.FOR_PROGRAMS)
def test_both_languages(name: str) -> None:
    assert sample.render(name, sample.mixed(), "fr")


@given(st.text(st.characters(), max_size=40))
def test_a_message_is_one_line_and_says_what_to_read(text: str) -> None:
    finding = replace(sample.article("siteX", ("siteX", text)).findings[0], why=text)
    said = message(finding, messages("en"))
    assert said.splitlines() == [said]
    assert "Should read: " in said


def test_a_message_quotes_the_text_unless_the_reason_does() -> None:
    finding = sample.article("Le siteX.", ("siteX", "site X")).findings[0]
    assert message(finding, messages("en")) == "“siteX”: It is wrong. Should read: site X"
    assert message(finding, messages("fr")) == "«\xa0siteX\xa0»\xa0: It is wrong. À lire\xa0: site X"
    said = message(replace(finding, why="“siteX” is two words", repair=""), messages("en"))
    assert said == "“siteX” is two words. Should read: remove it"
    assert len(message(replace(finding, text="a" * 9999, why="b" * 9999, repair="c" * 9999), messages("en"))) < 1700


# Levels


def test_a_mere_warning_is_nowhere_an_error() -> None:
    for severity in Severity:
        finding = replace(sample.many([severity]).findings[0], level=Level.WARN)
        assert terms(finding)[:3] in {TERMS[Severity.MINOR][:3], TERMS[Severity.INFO][:3]}
        assert terms(finding)[3:] == TERMS[severity][3:], "the severity itself stays"


def test_what_fails_the_gate() -> None:
    finding = sample.many([Severity.MAJOR]).findings[0]
    assert fails(finding, Gate(True, fail_on=Severity.MAJOR))
    assert not fails(finding, Gate(True, fail_on=Severity.CRITICAL))
    assert not fails(finding, Gate(True, fail_on=None))
    own = Gate(True, fail_on=None, fail_on_at={"own.txt": Severity.MAJOR})
    assert [fails(finding, own, path) for path in ("own.txt", "other.txt")] == [True, False]
    assert not fails(replace(finding, level=Level.WARN), Gate(True))
    assert not fails(replace(finding, suppressed=Suppression("baseline")), Gate(True))


# Places


def test_paths_are_those_of_the_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert relative("./content//fr/../fr/a.txt") == "content/fr/a.txt"
    assert relative(str(tmp_path / "a.txt")) == "a.txt"
    assert relative("/elsewhere/a.txt") == "/elsewhere/a.txt"
    assert relative("../a.txt") == "../a.txt"
    assert [relative(path) for path in ("<stdin>", "https://example.org/a//b")] == [
        "<stdin>",
        "https://example.org/a//b",
    ]


@pytest.mark.parametrize(
    ("path", "reference"),
    [
        ("content/fr/l’été 1.txt", "content/fr/l%E2%80%99%C3%A9t%C3%A9%201.txt"),
        ("a:b%41.txt", "a%3Ab%2541.txt"),
        ("/elsewhere/\udce9.txt", "file:///elsewhere/%E9.txt"),
        ("<stdin>", "%3Cstdin%3E"),
        ("https://example.org/é?a=1&b=%41#c", "https://example.org/%C3%A9?a=1&b=%41#c"),
        ("\ud800", "%EF%BF%BD"),
    ],
)
def test_paths_become_uri_references(path: str, reference: str) -> None:
    assert uri(path) == reference


@given(st.text(st.characters(), max_size=40))
def test_any_path_becomes_a_uri_reference(path: str) -> None:
    for made in (path, f"https://{path}", f"<{path}>"):
        assert re.fullmatch(r"(?:[\w.~!#$&'()*+,/:;=?@\[\]-]|%[0-9A-Fa-f]{2}|%)+", uri(made), re.ASCII)


@pytest.mark.parametrize("name", ["concise", *sample.FOR_PROGRAMS])
def test_no_format_puts_extracted_text_on_a_line_of_its_file(name: str) -> None:
    text = "Un.\n\nDeux siteX ici.\n"
    whole, taken = (sample.article(text, ("siteX", "site X"), path="p.html", extracted=e) for e in (False, True))
    places = {
        "concise": ("p.html:3:6: ", "p.html (line 3, column 6 of the extracted text): "),
        "csv": (",3,6,file,", ",3,6,text,"),
        "mqm": ("<v>siteX</v>", "<v>siteX</v>"),
        "sarif": ('"region":{', '"extractedText":{'),
        "junit": ("p.html:3:6: ", "p.html (line 3, column 6 of the extracted text): "),
        "github": ("line=3", "(line 3, column 6 of the extracted text)"),
        "gitlab": ('"begin": 3', "(line 3, column 6 of the extracted text)"),
        "rdjson": ('"range"', "(line 3, column 6 of the extracted text)"),
    }[name]
    in_file, in_text = (sample.render(name, report_sample.result(document)) for document in (whole, taken))
    assert places[0] in in_file
    assert places[1] in in_text
    assert name == "mqm" or places[0] not in in_text


@pytest.mark.parametrize("name", ["concise", "full", "markdown", *sample.FOR_PROGRAMS])
def test_every_format_tells_the_line_of_the_file_where_it_is_known(name: str) -> None:
    taken = sample.article("Un.\n\nDeux siteX ici.\n", ("siteX", "site X"), path="p.md", extracted=True)
    report = sample.render(name, report_sample.result(replace(taken, lines=((0, 7), (5, 31)))))
    told = {
        "concise": "p.md:31: ",
        "full": "line 31 of the file",
        "markdown": "line 31 of the file",
        "csv": ",,31\r\n",
        "mqm": "<v>siteX</v>",
        "sarif": '"startLine":31',
        "junit": "p.md:31: ",
        "github": "line=31,title",
        "gitlab": '"begin": 31',
        "rdjson": '"line": 31',
    }[name]
    assert told in report
    assert "extracted text" not in report


def test_places_end_where_the_finding_does() -> None:
    located = locate(sample.article("a\n\U0001f600 site\nX.", ("site\nX", None)))[0]
    assert located[2:6] == (2, 3, 3, 2)


# Accepted findings


@pytest.mark.parametrize("name", ["concise", "github", "gitlab", "rdjson"])
def test_where_nothing_can_show_that_a_finding_was_accepted_it_is_left_out_and_counted(name: str) -> None:
    result = sample.mixed()
    text = sample.render(name, result)
    assert "2 accepted findings are left out" in text
    assert result.documents[0].findings[0].why not in text


# The command


def test_several_formats_at_once_leave_the_output_clean(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from audit.cli import app

    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text("Le maire a ditMartin partira demain matin. Il a accepté la proposition.\n", "utf-8")
    files = [name for name in sample.FOR_PROGRAMS if name != "csv"]
    options = [option for name in files for option in ("--format", f"{name}=out/{name}")]
    outcome = CliRunner().invoke(app, ["run", "a.txt", "--engine", "none", "--format", "csv", *options])
    assert outcome.exit_code == 1
    rows = list(csv.DictReader(io.StringIO(outcome.stdout.removeprefix("\ufeff"))))
    assert [(row["status"], row["detector"]) for row in rows] == [("finding", "glued"), ("skipped", "back-translation")]
    assert sorted(path.name for path in Path("out").iterdir()) == sorted(files)
    assert all(Path("out", name).stat().st_size for name in files)


# docs/formats.md


def test_every_format_is_documented() -> None:
    text = DOCS.read_text("utf-8")
    assert [name for name in REPORTERS if not re.search(rf"^\| `{name}` \|", text, re.MULTILINE)] == []


def test_the_documented_levels_are_ours() -> None:
    header, _, *rows = (
        [cell.strip(" `") for cell in line.strip("|").split("|")]
        for line in DOCS.read_text("utf-8").partition("## Severities")[2].partition("\n## ")[0].splitlines()
        if line.startswith("|")
    )
    assert [name.lower() for name in header[1:]] == ["sarif", "github", "rdjson", "gitlab", "mqm"]
    assert {row[0]: Terms(*row[1:]) for row in rows} == {severity.value: TERMS[severity] for severity in Severity}
