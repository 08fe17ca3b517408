"""Bilingual files: what their units are, what is left out and why, and what a result says of them."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from command import Run

from audit.document import PLACEHOLDER, Page
from audit.errors import InputError
from audit.readers import read_all

FILES = Path(__file__).parent / "bilingual"
PLURAL = ["Un passager est resté à quai.", "$n passagers est restés à quai."]
CHECKER = Path(__file__).parents[2] / "shared" / "tools" / "check_contract.py"


def page_of(path: Path, content: str | bytes | None = None) -> Page:
    if content is not None:
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    (page,) = read_all(str(path))
    return page


def targets(page: Page) -> dict[str, str]:
    """The translations by id."""
    return {unit.id: page.text[unit.start : unit.end] for unit in page.units}


def refused(path: Path, content: str | bytes) -> str:
    """Why a file is refused, without its path; what could be read of it is read."""
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    with pytest.raises(InputError) as caught:
        list(read_all(str(path)))
    return str(caught.value).removeprefix(f"{path}: ")


# Files of other tools


def test_po_of_gettext() -> None:
    page = page_of(FILES / "ferry.po")
    by_id = {unit.id: unit for unit in page.units}
    assert list(targets(page).values())[2:4] == PLURAL
    assert by_id["One passenger stayed behind.[1]"].source == "$n passengers stayed behind."
    fuzzy = by_id["The ferry leaves Brook Harbor at nine in the morning."]
    assert fuzzy.fields["flags"] == ["fuzzy"]
    assert fuzzy.fields["previous_msgid"] == "The ferry leaves Brook Harbor at eight in the morning."
    assert fuzzy.fields["comment"] == "Shown above the timetable."
    assert (FILES / "ferry.po").read_text("utf-8").splitlines()[by_id["One passenger stayed behind.[1]"].line - 1] == (  # type: ignore[operator]
        "#: ferry.sh:5"
    )
    assert "Ancien horaire" not in page.text  # obsolete
    assert page.warnings == ("1 not audited, having no translation: Have a good trip!",)


def test_the_same_texts_through_translate_toolkit() -> None:
    """po2xliff keeps the obsolete message and makes a unit of the header; po2tmx leaves out the fuzzy one."""
    po, xliff, tmx, table = (page_of(FILES / f"ferry.{kind}") for kind in ("po", "xlf", "tmx", "csv"))
    ours = list(targets(po).values())
    assert list(targets(xliff).values()) == [*ours, "Ancien horaire"]
    assert list(targets(tmx).values()) == ours[1:]
    assert list(targets(table).values()) == [*ours, "Ancien horaire"]
    assert [unit.source for unit in table.units] == [unit.source for unit in xliff.units]
    assert targets(xliff)["5[1]"] == PLURAL[1]
    assert next(unit for unit in xliff.units if unit.id == "3").fields["state"] == "needs-translation"
    assert table.units[0].fields == {"location": "ferry.sh:3"}


def test_xliff_with_inline_codes_of_okapi() -> None:
    page = page_of(FILES / "okapi.xlf")
    assert targets(page) == {
        "tu1": "Brook Harbor garde son traversier",
        "tu2": "Le maire a ditTidal paierait. Le conseil a voté\nlundi.",
        "tu4": f"Voyez {PLACEHOLDER} pour le bateau.",
        "tu1 (2)": "Les bateaux est repartir au printemps.",
    }
    assert page.units[1].source == "The mayor said Tidal would pay. The council voted\non Monday."
    assert page.units[1].fields == {"state": "needs-review-translation", "notes": ["Lead of the article"]}
    assert [str(warning) for warning in page.warnings] == [
        "line 39: footer.html was not audited: it is translated into de-de",
        "1 not audited, having no translation: tu5",
    ]


def test_xliff_2_has_a_unit_for_each_segment() -> None:
    page = page_of(FILES / "okapi2.xlf")
    assert targets(page) == {
        "u1/s1": "Le maire a remercier tout le monde.",
        "u1/s2": "Le conseil a voté lundi.",
        "u2": "Les bateaux est repartir.",
    }
    assert page.units[0].fields == {"name": "lead", "state": "translated", "notes": ["Lead of the article"]}
    assert [unit.line for unit in page.units] == [12, 19, 25]


def test_tmx_of_omegat() -> None:
    page = page_of(FILES / "omegat.tmx")
    assert targets(page) == {"1": "Le maire a ditTidal paierait.", "boats": "Les bateaux est \nrepartir."}
    assert page.units[0].source == "The mayor said Tidal would pay."
    assert page.units[1].fields == {"file": "harbor.html", "id": "7_0", "notes": ["Said of the small ones"]}


def test_omegat_writes_its_tags_out_in_its_own_memory(tmp_path: Path) -> None:
    """As OmegaT 3.6 saves a project: `project_save.tmx`."""
    memory = """<!DOCTYPE tmx SYSTEM "tmx11.dtd"><tmx version="1.1"><header creationtool="OmegaT" srclang="EN-US"/><body><tu>
    <tuv lang="EN-US"><seg>He said &lt;b0&gt;yes&lt;/b0&gt;.&lt;br1/&gt;She left &lt;i2/&gt;.</seg></tuv>
    <tuv lang="FR-FR"><seg>Il a dit&lt;b0&gt;oui&lt;/b0&gt;.&lt;br1/&gt;Elle est partie &lt;x2/&gt; &lt;b&gt;.</seg></tuv>
    </tu></body></tmx>"""
    page = page_of(tmp_path / "project_save.tmx", memory)
    assert page.text == f"Il a ditoui.\nElle est partie {PLACEHOLDER} <b>."
    assert page.units[0].source == f"He said yes.\nShe left {PLACEHOLDER}."


SUB = '<{0}>See <ph id="1">&lt;img alt="<sub>The port</sub>" title="<sub>Old</sub>"/&gt;</ph>.</{0}>'
SUB_FR = (
    '<{0}>Voyez <ph id="1">&lt;img alt="<sub>Les <g id="2">port</g></sub>" title="<sub>Vieux</sub>"/&gt;</ph>.</{0}>'
)


@pytest.mark.parametrize("kind", ["xlf", "tmx"])
def test_a_text_within_a_code_is_a_unit_of_its_own(tmp_path: Path, kind: str) -> None:
    unit = f'<trans-unit id="a">{SUB.format("source")}{SUB_FR.format("target")}</trans-unit>'
    pair = f'<tuv xml:lang="en">{SUB.format("seg")}</tuv><tuv xml:lang="fr">{SUB_FR.format("seg")}<note>n</note></tuv>'
    content = {
        "xlf": f'<xliff version="1.2"><file source-language="en"><body>{unit}</body></file></xliff>',
        "tmx": f'<tmx version="1.4"><header srclang="*all*"/><body><tu tuid="a">{pair}</tu></body></tmx>',
    }[kind]
    page = page_of(tmp_path / f"a.{kind}", content)
    assert targets(page) == {"a": f"Voyez {PLACEHOLDER}.", "a/sub1": "Les port", "a/sub2": "Vieux"}
    assert [unit.source for unit in page.units] == [f"See {PLACEHOLDER}.", "The port", "Old"]
    assert page.units[0].fields == ({"notes": ["n"]} if kind == "tmx" else {})


# Rows


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_tables(tmp_path: Path, delimiter: str, encoding: str) -> None:
    rows = [["ID", "English", "Français", "note"], ["k7", "He said: “yes”", 'Il a dit : "oui", été\nlà', "n"]]
    table = "\r\n".join(delimiter.join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows)
    page = page_of(tmp_path / "a.csv", table.encode(encoding))
    assert targets(page) == {"k7": 'Il a dit : "oui", été\nlà'}
    assert (page.units[0].source, page.units[0].line) == ("He said: “yes”", 2)
    assert page.units[0].fields == {"note": "n"}


def test_columns_with_a_language_behind_their_name_or_one_name(tmp_path: Path) -> None:
    page = page_of(tmp_path / "a.csv", "Source (en-US);Target [fr];Target [fr];Note (fr)\nYes;Oui;Non;n\n")
    assert (targets(page), page.units[0].source) == ({"1": "Oui"}, "Yes")
    assert page.units[0].fields == {"Target [fr] (2)": "Non", "Note (fr)": "n"}


def test_quotation_marks_in_a_table_that_is_not_quoted(tmp_path: Path) -> None:
    page = page_of(tmp_path / "a.tsv", 'src\tmt\nYes\t"Oui" dit-il\nNo\t"Non\n')
    assert targets(page) == {"1": '"Oui" dit-il', "2": '"Non'}


def test_json_lines(tmp_path: Path) -> None:
    rows: list[dict[str, Any]] = [
        {"id": 7, "src": "Yes.", "mt": "Oui.", "ref": "Oui !", "system": {"name": "x", "n": [1, 2.5, None]}},
        {"id": "7", "source": "", "target": "Non."},
        {"target": "Sans numéro, mais avec\u2028deux lignes."},
    ]
    page = page_of(tmp_path / "a.jsonl", "\n".join(json.dumps(row, ensure_ascii=False) for row in rows))
    first, second, third = page.units
    assert (first.id, first.source, first.reference, first.line) == ("7", "Yes.", "Oui !", 1)
    assert first.fields == {"system": {"name": "x", "n": [1, 2.5, None]}}
    assert (second.id, second.source, second.reference) == ("7 (2)", None, None)
    assert targets(page)[third.id] == "Sans numéro, mais avec\u2028deux lignes."


def test_rows_that_are_none_are_named_and_the_others_read(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"target": "Oui."}\nnope\n{"target": 3}\n{"target": "Non."}\n')
    pages = read_all(str(path))
    assert list(targets(next(pages)).values()) == ["Oui.", "Non."]
    with pytest.raises(InputError, match=r"a\.jsonl: line 2: is not JSON: .*; 1 more lines cannot be read either"):
        next(pages)


# What is refused, and how it is told

XLIFF = '<?xml version="1.0"?>\n<xliff version="1.2"><file{}><body>\n<trans-unit id="1"><source>{}</source><target>Oui.</target>'
END = "</trans-unit></body></file></xliff>"


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.jsonl", "1\n2", "line 1: is no object with the keys source and target"),
        ("a.jsonl", '\n{"source": "x"}', "line 2: has no translation (target, mt, translation, …); there is source"),
        ("a.json", '{\n "documents": []\n}', "is JSON, but not an object a line"),
        ("a.jsonl", '{"target": "a\\u0000b"}', "line 1: target holds a NUL, which no text does"),
        ("a.jsonl", '{"target": "Oui.", "n": NaN}', "line 1: NaN is no JSON"),
        ("a.jsonl", '{"target": "Oui.", "n": 1e999}', "line 1: 1e999 is too large a number"),
        ("a.jsonl", '{"target": "Oui.", "n": ' + "[" * 50 + "]" * 50 + "}", "line 1: is nested more than 20 deep"),
        ("a.jsonl", '{"target": ' + "[" * 99_999, "line 1: is nested more than 20 deep"),
        ("a.csv", "a,b\n1,2\n", "line 1: no column is the translation (target, mt, translation, …); there is a, b"),
        ("a.csv", "en,fr\na,b,c\nYes,Oui\n", "line 2: has 3 cells for 2 columns"),
        ("a.csv", 'en,fr\nYes,Oui\n"No,Non\n', "line 3: is not CSV: unexpected end of data; what follows was not read"),
        ("a.po", "<html></html>", "line 1: is not PO: a line that no PO file has"),
        ("a.po", 'msgid "a"\nmsgstr "b" c"\n', "line 2: is not PO: unescaped double quote found"),
        ("a.po", 'msgid "a\nmsgstr "b"\n', "1 messages are not PO; `msgfmt --check` says which"),
        (
            "a.po",
            'msgid ""\nmsgstr "Language: de\\n"\n\nmsgid "a"\nmsgstr "b"\n',
            "is a translation into de, not French",
        ),
        ("a.po", 'msgid "a"\nmsgstr ""\n', "holds nothing that is translated"),
        ("a.po", 'msgid "a"\nmsgstr "b"\n\nmsgid "c"\nmsgstr "Il d', "line 5: is not PO: a text without its end"),
        ("a.po", 'msgid "a\0"\nmsgstr "b"\n', "is binary, not text: line 1 holds a NUL"),
        ("a.csv", "id,fr\n", "holds nothing that is translated"),
        ("a.csv", "id,fr\n1,\n", "holds nothing that is translated"),
        ("a.jsonl", '{"target": ""}', "holds nothing that is translated"),
        ("a.jsonl", '[{"target": "Oui."}]', "is JSON, but not an object a line"),
        ("a.json", '[{"target": "Oui."}]', "is JSON, but not an object a line"),
        ("a", '["Les bateaux."]', "is JSON, but not an object a line"),
        ("a.xlf", 'msgid "a"\nmsgstr "b"\n', "line 1: holds PO, which its name does not say: call it otherwise"),
        ("a.csv", '{"target": "Oui."}', "line 1: holds JSON, which its name does not say: call it otherwise"),
        ("a.xlf", b"PK\x03\x04" + bytes(9), "is ZIP (DOCX, ODT, XLSX…), not text"),
        ("a.tmx", "<tmx><body><tu><tuv lang='de'/></tu></body></tmx>", "line 1: holds no French; there is de"),
        ("a.tmx", "<html/>", "line 1: is not TMX: its root element is <html>"),
        ("a.tmx", "<xliff/>", "line 1: holds XLIFF, which its name does not say: call it otherwise"),
        ("a.xlf", "<html/>", "line 1: is not XLIFF: its root element is <html>"),
        ("a.xlf", XLIFF.format(' target-language="de"', "x") + END, "line 2: is a translation into de, not French"),
        ("a.xlf", XLIFF.format("", "<g>") + END, "line 3: is not well-formed XML: Opening and ending tag mismatch: g"),
        ("a.xlf", XLIFF.format("", "\0") + END, "line 3: is not well-formed XML"),
        ("a.xlf", '<?xml version="1.0" encoding="x-none"?><xliff/>', "line 1: is not well-formed XML: Unsupported enc"),
        ("a.txt", XLIFF.format("", "x") + END, "line 1: holds XLIFF, which its name does not say: call it otherwise"),
        ("a.html", 'msgid "a"\nmsgstr "b"\n', "line 1: holds PO, which its name does not say: call it otherwise"),
        ("a", "<?xml version='1.0'?><TEI/>", "line 1: is XML, but neither HTML nor XLIFF nor TMX"),
    ],
)
def test_what_is_refused(tmp_path: Path, name: str, content: str | bytes, reason: str) -> None:
    assert refused(tmp_path / name, content).startswith(reason)


@pytest.mark.parametrize("kind", ["po", "xlf", "tmx"])
def test_the_kind_is_seen_without_a_name(tmp_path: Path, kind: str) -> None:
    content = (FILES / f"ferry.{kind}").read_bytes()
    named = page_of(FILES / f"ferry.{kind}")
    assert page_of(tmp_path / "ferry", content).units == named.units
    assert page_of(tmp_path / "utf-16", content.decode().replace("UTF-8", "UTF-16").encode("utf-16")).text == named.text


# In a result


@pytest.mark.usefixtures("few_detectors")
def test_a_result_knows_units_whole(run: Run, tmp_path: Path) -> None:
    rows = [
        {
            "id": "a",
            "source": "He sleeps. She works.",
            "target": "Il dort. Elle travaille.",
            "reference": "r",
            "by": "x",
        },
        {"id": "b", "source": "The mayor said Tidal would pay.", "target": "Le maire a ditTidal paierait."},
        {"target": ""},
    ]
    (tmp_path / "rows.jsonl").write_text("\n".join(map(json.dumps, rows)))
    outcome = run("run", "rows.jsonl", "--engine", "none", "--format", "json")
    result = json.loads(outcome.out)
    (document,) = result["documents"]
    first, second = document["segments"]
    assert {key: first[key] for key in ("id", "text", "source", "reconstruction", "reference", "line", "fields")} == {
        "id": "a",
        "text": "Il dort. Elle travaille.",
        "source": "He sleeps. She works.",
        "reconstruction": "He sleeps. She works.",
        "reference": "r",
        "line": 1,
        "fields": {"by": "x"},
    }
    assert (first["score"], second["id"], second["score"] < 100) == (100, "b", True)
    assert document["warnings"] == ["1 not audited, having no translation: 3"]
    assert [finding["text"] for finding in document["findings"]] == ["ditTidal"]
    if CHECKER.is_file():
        (tmp_path / "result.json").write_text(outcome.out)
        checked = subprocess.run([sys.executable, CHECKER, tmp_path / "result.json"], capture_output=True, text=True)
        assert checked.stdout.endswith(" 0 breaches of the contract\n")


@pytest.mark.usefixtures("few_detectors")
def test_places_lead_to_the_unit_in_a_mixed_folder(run: Run, tmp_path: Path) -> None:
    for name in ("okapi.xlf", "omegat.tmx"):
        (tmp_path / name).write_bytes((FILES / name).read_bytes())
    (tmp_path / "broken.po").write_text("nonsense")
    outcome = run("run", ".", "--engine", "none", "--format", "concise", "-q")
    assert outcome.code == 2
    assert "okapi.xlf:11 (unit tu2): major glued: " in outcome.out
    assert "omegat.tmx:11 (unit 1): major glued: " in outcome.out
    assert "broken.po: line 1: is not PO" in outcome.err
