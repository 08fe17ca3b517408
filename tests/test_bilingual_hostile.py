"""Bilingual files from strangers: no entity is opened, no bound passed, no byte makes more of it than a message."""

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.document import Page
from audit.errors import InputError
from audit.readers import READERS, read_all

BOMB = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
XLIFF = '<xliff version="1.2"><file><body><trans-unit id="{}"><target>{}</target></trans-unit></body></file></xliff>'
TMX = '<tmx><body><tu tuid="{}"><tuv lang="fr"><seg>{}</seg></tuv></tu></body></tmx>'
BILINGUAL = [".xlf", ".tmx", ".po", ".csv", ".tsv", ".jsonl"]


def read(name: str, raw: bytes) -> list[Page] | str:
    """The pages, or why there are none."""
    try:
        return list(READERS[Path(name).suffix](name, raw))
    except InputError as error:
        return str(error)


@pytest.mark.parametrize("markup", [XLIFF, TMX], ids=["xliff", "tmx"])
@pytest.mark.parametrize("where", ["text", "attribute"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_billion_laughs_are_not_laughed(markup: str, where: str, encoding: str) -> None:
    place = ("&e11;", "Oui.") if where == "attribute" else ("1", "&e11;")
    doctype = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE x [<!ENTITY e0 "ha">{BOMB}]>'
    started = time.perf_counter()
    found = read("a.xlf" if markup is XLIFF else "a.tmx", (doctype + markup.format(*place)).encode(encoding))
    assert isinstance(found, str)
    assert "line 1: " in found
    assert time.perf_counter() - started < 2


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE x [<!ENTITY e SYSTEM "file://{secret}">]>',
        '<!DOCTYPE x [<!ENTITY % p SYSTEM "file://{secret}"> %p; <!ENTITY e "oui">]>',
        '<!DOCTYPE x SYSTEM "file://{secret}">',
        '<!DOCTYPE x [<!ENTITY e PUBLIC "x" "http://127.0.0.1:9/x">]>',
    ],
)
def test_no_other_file_is_opened(tmp_path: Path, doctype: str) -> None:
    secret = tmp_path / "secret.dtd"
    secret.write_text('<!ENTITY e "mot de passe">')
    markup = doctype.format(secret=secret) + XLIFF.format("1", "&e; oui")
    assert "mot de passe" not in repr(read("a.xlf", markup.encode()))


def test_a_doctype_that_declares_nothing_is_left_unread() -> None:
    found = read("a.tmx", f'<!DOCTYPE tmx SYSTEM "tmx14.dtd">{TMX.format("1", "Oui.")}'.encode())
    assert [page.text for page in found if isinstance(page, Page)] == ["Oui."]


def test_po_that_is_the_name_of_a_file(tmp_path: Path) -> None:
    """polib opens what it is given where that is the name of a file."""
    secret = tmp_path / "secret.po"
    secret.write_text('msgid "a"\nmsgstr "mot de passe"\n')
    assert "mot de passe" not in repr(read("a.po", str(secret).encode()))


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("a.xlf", XLIFF.format("1", "<g>" * 200 + "Oui." + "</g>" * 200).encode()),
        ("a.xlf", XLIFF.format("1", "<g>" * 100_000 + "</g>" * 100_000).encode()),
        ("a.tmx", TMX.format("1", "<hi>" * 200 + "Oui." + "</hi>" * 200).encode()),
        ("a.csv", b'fr\n"' + b"x" * 2_000_000 + b'"\n'),
    ],
)
def test_bounds(name: str, raw: bytes) -> None:
    assert isinstance(read(name, raw), str)


@pytest.mark.parametrize("suffix", BILINGUAL)
def test_a_hundred_thousand_units_of_one_name_in_seconds(suffix: str) -> None:
    row = {
        ".xlf": '<trans-unit id="1"><target>Oui.</target></trans-unit>',
        ".tmx": '<tu tuid="1"><tuv lang="fr"><seg>Oui.</seg></tuv></tu>',
        ".po": 'msgctxt "x"\nmsgid "a"\nmsgstr "Oui."\n\n',
        ".csv": "1,Oui.\n",
        ".tsv": "1\tOui.\n",
        ".jsonl": '{"id": 1, "target": "Oui."}\n',
    }[suffix]
    around = {".xlf": ("<xliff><file><body>", "</body></file></xliff>"), ".tmx": ("<tmx><body>", "</body></tmx>")}
    head, tail = around.get(suffix, ({".csv": "id,fr\n", ".tsv": "id\tfr\n"}.get(suffix, ""), ""))
    started = time.perf_counter()
    [page] = READERS[suffix](f"a{suffix}", (head + row * 100_000 + tail).encode())
    assert len({unit.id for unit in page.units}) == 100_000
    assert time.perf_counter() - started < 60


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(BILINGUAL),
    st.one_of(
        st.binary(max_size=200),
        st.text(max_size=100).map(lambda text: text.encode("utf-8", "replace")),
        st.text('<>/="&;tmxuvsegfrxliffil \n', max_size=200).map(str.encode),
        st.text('msgidtr "\\n[0]#~|\n', max_size=200).map(str.encode),
        st.text('id,target;\t"\n{}:', max_size=200).map(lambda text: b"target,id\n" + text.encode()),
    ),
)
def test_any_bytes_are_units_or_a_message(suffix: str, raw: bytes) -> None:
    for page in read(f"a{suffix}", raw):
        if isinstance(page, Page):
            assert all(page.text[unit.start : unit.end].strip() for unit in page.units)


@settings(max_examples=100, deadline=None)
@given(st.text(st.characters(blacklist_categories=["Cs", "Cc"]), min_size=1, max_size=80).filter(str.strip))
def test_a_text_is_read_as_it_was_written(text: str) -> None:
    import csv
    import io
    import json
    from xml.sax.saxutils import escape

    out = io.StringIO()
    csv.writer(out).writerows([["id", "fr"], ["1", text]])
    po = 'msgid "a"\nmsgstr "' + text.replace("\\", "\\\\").replace('"', '\\"') + '"\n'
    written = {
        "a.xlf": XLIFF.format("1", escape(text)),
        "a.tmx": TMX.format("1", escape(text)),
        "a.csv": out.getvalue(),
        "a.jsonl": json.dumps({"target": text}),
        "a.po": po,
    }
    for name, content in written.items():
        found = read(name, content.encode())
        if name == "a.po" and len(text.splitlines()) > 1:
            continue  # polib parts lines at U+2028 too
        assert [page.text for page in found if isinstance(page, Page)] == [text.strip()], (name, found)


def test_a_file_that_is_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("audit.readers.SIZE_LIMIT", 10)
    (tmp_path / "a.jsonl").write_text('{"target": "Oui."}')
    with pytest.raises(InputError, match="20 MB"):
        list(read_all(str(tmp_path / "a.jsonl")))
