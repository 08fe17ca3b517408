"""Findings written back into copies: other tools open them, all else stays byte for byte, and a copy of a copy is the same."""

import re
import subprocess
import sys
from pathlib import Path

import polib
import pytest
from command import Run
from lxml import etree

FILES = Path(__file__).parent / "bilingual"
NAMES = ["ferry.po", "ferry.xlf", "okapi.xlf", "okapi2.xlf"]
TOOLS = Path(sys.executable).parent  # translate-toolkit's commands lie beside the interpreter
OURS = re.compile(
    r"# translation-audit:.*\n|\s*<(?:\w+:)?note [^>]*translation-audit[^>]*>[^<]*</(?:\w+:)?note>|\s*</?notes>"
)
MARKS = re.compile(r"<mrk [^>]*translation-audit[^>]*>([^<]*)</mrk>")

pytestmark = pytest.mark.usefixtures("some_detectors")


@pytest.fixture
def some_detectors(monkeypatch: pytest.MonkeyPatch) -> None:
    from audit.detectors.registry import load

    some = {name: load()[name] for name in ("glued", "subject-agreement", "verb-form")}
    monkeypatch.setattr("audit.pipeline.load", lambda: some)


def copied(run: Run, folder: Path, name: str, content: str | None = None) -> str:
    """The copy of a file of these, or of this content."""
    (folder / name).write_text(content or (FILES / name).read_text("utf-8"), "utf-8")
    kind = "po" if name.endswith(".po") else "xliff"
    outcome = run("run", name, "--engine", "none", "-q", "--format", f"{kind}=copies/")
    assert outcome.code in (0, 1), outcome.err
    return (folder / "copies" / name).read_text("utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_nothing_but_ours_is_added(run: Run, tmp_path: Path, name: str) -> None:
    copy, original = copied(run, tmp_path, name), (FILES / name).read_text("utf-8")
    assert copy != original
    stripped = MARKS.sub(r"\1", OURS.sub("", copy))
    assert stripped == OURS.sub("", original)


@pytest.mark.parametrize("name", NAMES)
def test_a_copy_of_a_copy_is_the_same(run: Run, tmp_path: Path, name: str) -> None:
    copy = copied(run, tmp_path, name)
    assert copied(run, tmp_path, name, copy) == copy


def test_a_copy_without_findings_loses_those_of_before(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in NAMES:
        copy = copied(run, tmp_path, name)
        with monkeypatch.context() as patch:
            patch.setattr("audit.pipeline.load", dict)
            assert copied(run, tmp_path, name, copy) == (FILES / name).read_text("utf-8")


def test_gettext_and_polib_take_the_po(run: Run, tmp_path: Path) -> None:
    copy = tmp_path / "copies" / "ferry.po"
    copied(run, tmp_path, "ferry.po")
    subprocess.run(["msgfmt", "--check", "-o", "/dev/null", copy], check=True)
    kept = subprocess.run(["msgattrib", "--no-obsolete", copy], check=True, capture_output=True, text=True).stdout
    comments = [entry.tcomment for entry in polib.pofile(kept) if entry.tcomment]
    assert len(comments) == 2
    assert all(comment.startswith("translation-audit: ") for comment in comments)
    assert "major, linguistic-conventions/grammar: “a remercier”" in comments[1]


@pytest.mark.parametrize("name", ["ferry.po", "ferry.xlf", "okapi.xlf"])
def test_pofilter_takes_the_copies(run: Run, tmp_path: Path, name: str) -> None:
    copied(run, tmp_path, name)
    target = tmp_path / f"checked.{name.rpartition('.')[2]}"
    command: list[str | Path] = [
        TOOLS / "pofilter",
        "--progress=none",
        "-t",
        "untranslated",
        tmp_path / "copies" / name,
        target,
    ]
    done = subprocess.run(command, capture_output=True, text=True)
    assert (done.returncode, "rror" in done.stderr) == (0, False), done.stderr


def test_xliff2po_takes_the_copy_back_to_po(run: Run, tmp_path: Path) -> None:
    copied(run, tmp_path, "ferry.xlf")
    command: list[str | Path] = [
        TOOLS / "xliff2po",
        "--progress=none",
        tmp_path / "copies" / "ferry.xlf",
        tmp_path / "back.po",
    ]
    subprocess.run(command, check=True, capture_output=True)
    back = {entry.msgid: entry for entry in polib.pofile(str(tmp_path / "back.po"))}
    thanked = back["The captain thanked everybody for waiting."]
    assert thanked.msgstr == "Le capitaine a remercier tout le monde d’avoir attendu."


def test_the_words_are_marked_where_they_stand(run: Run, tmp_path: Path) -> None:
    root = etree.fromstring(copied(run, tmp_path, "okapi.xlf").encode())
    marks = [element for element in root.iter("{*}mrk") if element.get("mtype") == "x-its"]
    its = "{http://www.w3.org/2005/11/its}locQualityIssue"
    # « dit » and « Tidal » stand in two elements: a note tells of them, and no mark can.
    assert [(mark.text, mark.get(f"{its}Type"), mark.get(f"{its}Severity")) for mark in marks] == [
        ("est repartir", "grammar", "75")
    ]
    notes = [element for element in root.iter("{*}note") if element.get("from") == "translation-audit"]
    units = [note.getparent() for note in notes]
    assert [unit.get("id") for unit in units if unit is not None] == ["tu2", "tu1"]


def test_xliff_2_marks_refer_to_notes(run: Run, tmp_path: Path) -> None:
    root = etree.fromstring(copied(run, tmp_path, "okapi2.xlf").encode())
    notes = {f"#n={note.get('id')}": note for note in root.iter("{*}note") if note.get("id")}
    marks = list(root.iter("{*}mrk"))
    assert [mark.text for mark in marks] == ["est repartir"]  # the other is cut by the end of <pc>
    assert all(mark.get("ref") in notes for mark in marks)
    order = [etree.QName(element).localname for element in root.iter("{*}unit") for element in element]
    assert order[:2] == ["notes", "originalData"]


def test_other_encodings_and_entities(run: Run, tmp_path: Path) -> None:
    text = (FILES / "okapi.xlf").read_text("utf-8")
    text = text.replace('encoding="UTF-8"', "encoding='UTF-16'", 1).replace(
        "Les bateaux", "Les &#98;ateaux &amp; l&#x2019;eau"
    )
    (tmp_path / "a.xlf").write_bytes(text.encode("utf-16"))
    run("run", "a.xlf", "--engine", "none", "-q", "--format", "xliff=b.xlf")
    copy = (tmp_path / "b.xlf").read_text("utf-8")
    assert copy.lstrip("\ufeff").startswith("<?xml version=\"1.0\" encoding='UTF-8'?>")
    assert "Les &#98;ateaux &amp; l&#x2019;eau <mrk " in copy
    etree.fromstring(copy.lstrip("\ufeff").encode())


def test_what_is_not_markup_gets_no_marks(run: Run, tmp_path: Path) -> None:
    """A tag within CDATA would be text; the words for an image have their own mark, and the unit one place for notes."""
    code = '<ph id="1">&lt;img alt="<sub>Les bateaux est repartir</sub>"/&gt;</ph>'
    text = f"""<xliff version="1.2"><file source-language="en" target-language="fr"><body>
<trans-unit id="1"><source>x</source><target>Le <![CDATA[maire]]> a<![CDATA[ remercier <b>tout</b> & moi.]]></target></trans-unit>
<trans-unit id="2"><source>x</source><target>Voyez {code}.</target></trans-unit>
</body></file></xliff>"""
    copy = copied(run, tmp_path, "a.xlf", text)
    assert MARKS.sub(r"\1", OURS.sub("", copy)) == text
    first, second = etree.fromstring(copy.encode()).iter("{*}trans-unit")
    assert first.findtext("target") == "Le maire a remercier <b>tout</b> & moi."
    assert [mark.text for mark in second.iter("mrk")] == ["est repartir"]
    assert [[child.tag for child in unit] for unit in (first, second)] == [["source", "target", "note"]] * 2
    assert copied(run, tmp_path, "a.xlf", copy) == copy


def test_what_cannot_be_copied_is_said(run: Run, tmp_path: Path) -> None:
    for name in NAMES:
        (tmp_path / name).write_bytes((FILES / name).read_bytes())
    outcome = run("run", *NAMES, "--engine", "none", "--format", "xliff=one.xlf")
    assert (outcome.code, "3 files" in outcome.err, "copies/" in outcome.err) == (2, True, True)


def test_where_there_is_no_such_file_nothing_is_said_to_be_written(run: Run, tmp_path: Path) -> None:
    (tmp_path / "ferry.po").write_bytes((FILES / "ferry.po").read_bytes())
    both = ("--format", "xliff=copies/", "--format", "po=copies/")
    errors = run("run", "ferry.po", "--engine", "none", *both).err.splitlines()
    assert "audit: copies/: nothing written: no xliff file among the inputs" in errors
    assert "audit: wrote copies/" in errors
    assert "wrote" not in run("run", "ferry.po", "--engine", "none", *both[:2]).err


def test_the_spans_of_wmt(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("id,en,fr\n1,x,Il dort.\n2,x,Les bateaux est repartir.\n", "utf-8")
    rows = [line.split("\t") for line in run("run", "a.csv", "--engine", "none", "-q", "-f", "qe").out.splitlines()]
    assert rows == [
        ["en-fr", "translation-audit", "0", "Il dort.", "-1", "-1", "no-error"],
        ["en-fr", "translation-audit", "1", "Les bateaux est repartir.", "12", "24", "major"],
    ]


def test_a_copy_keeps_the_apostrophes_of_the_file(run: Run, tmp_path: Path) -> None:
    content = (FILES / "ferry.po").read_text(
        "utf-8"
    ) + '\nmsgid "The mayor said yes."\nmsgstr "Lʼadjoint a ditMartin oui."\n'
    copy = copied(run, tmp_path, "ferry.po", content)
    assert OURS.sub("", copy) == content
    assert "“dit” and “Martin” are run together" in copy
