"""What goes in: paths, encodings, and bytes that are no text."""

import io
import re
import sys
from pathlib import Path
from types import SimpleNamespace
from unicodedata import normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit import readers
from audit.document import PLACEHOLDER, Page, Role
from audit.errors import InputError
from audit.inputs import named
from audit.readers import expand, read_all
from audit.segmentation import build

TEXT = "L’été dernier, le maire a réélu son adjoint. « Ça, c’est très bien », dit-il à Noël.\r\nPuis rien.\n"
PARAGRAPH = "Le conseil municipal a voté hier soir le budget de la ville pour l’année prochaine, après un long débat."


def page_of(tmp_path: Path, content: str | bytes, name: str = "page.html") -> Page:
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    (page,) = read_all(str(path))
    return page


def test_accents_that_stand_by_themselves_are_composed(tmp_path: Path) -> None:
    apart = normalize("NFD", PARAGRAPH)
    for name, content in (("a.txt", apart), ("a.html", f"<html><body><p>{apart}</p></body></html>")):
        page = page_of(tmp_path, content, name)
        assert (page.text, page.extracted) == (PARAGRAPH, True), "positions are no longer those of the file"
    assert not page_of(tmp_path, PARAGRAPH, "b.txt").extracted


def test_what_nobody_sees_is_not_read(tmp_path: Path) -> None:
    torn = PARAGRAPH.replace("municipal", "mu\u00adni\u200bcipal").replace("budget", "bud\u2060get\ufeff")
    markup = f"<html><body><p>{torn.replace(chr(0xAD), '&shy;')}</p></body></html>"
    for name, content in (("a.txt", torn), ("a.md", torn), ("a.html", markup)):
        page = page_of(tmp_path, content, name)
        assert (page.text, page.extracted) == (PARAGRAPH, True)
    assert (
        page_of(tmp_path, "Les proﬁls et les oﬀres diﬃciles.", "b.txt").text == "Les profils et les offres difficiles."
    )


def test_any_apostrophe_and_hyphen_of_a_word_is_the_usual_one() -> None:
    strange = "L´usine dʼen face, quʻ il l‘a vue, c’est‑à‐dire l`autre : 5′ ‘oui’ ‑ non."
    document = build(Page("a.txt", strange))
    assert document.text == "L’usine d’en face, quʻ il l’a vue, c’est-à-dire l’autre : 5′ ‘oui’ ‑ non."
    assert document.extracted
    assert build(Page("a.txt", f"Oui.\n{strange}\n")).lines == ((0, 1), (5, 2), (len(strange) + 6, 3))
    assert not build(Page("a.txt", "L’usine d'en face.")).extracted


# Paths


def test_expand_files_folders_globs_and_streams(tmp_path: Path) -> None:
    for name in ("b.txt", "a.html", "sub/c.HTM", "sub/d.pdf", ".hidden/e.txt", ".f.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x")
    inside = [str(tmp_path / name) for name in ("a.html", "b.txt", "sub/c.HTM")]
    assert list(expand(str(tmp_path))) == inside
    assert list(expand(str(tmp_path / "s*/*"))) == [str(tmp_path / "sub/c.HTM"), str(tmp_path / "sub/d.pdf")]
    for single in ("-", "https://example.org/a", "HTTP://example.org/b", str(tmp_path / "sub/d.pdf")):
        assert list(expand(single)) == [single]


def test_an_input_that_is_named_several_ways_is_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("x")
    monkeypatch.chdir(tmp_path)
    assert list(named(["./b.txt", ".", "*.txt"])) == ["./b.txt", "a.txt"]
    paths = (str(tmp_path / "b.txt"), str(tmp_path / "**/**/*.txt"), str(tmp_path))
    assert list(named(paths)) == [str(tmp_path / "b.txt"), str(tmp_path / "a.txt")]


def test_expand_refuses_what_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    cases = {
        "missing.txt": "no such file",
        "empty": "no file to audit",
        "*.txt": "nothing matches",
        "*": "only folders",
    }
    for name, reason in {**cases, "nul\0.txt": "no such file"}.items():
        with pytest.raises(InputError, match=reason) as caught:
            list(expand(str(tmp_path / name)))
        assert str(caught.value).startswith(str(tmp_path / name))


def test_a_link_in_a_circle_ends(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / "loop").symlink_to(tmp_path)
    assert list(expand(str(tmp_path))) == [str(tmp_path / "a.txt")]


def test_a_file_named_like_a_glob_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "a[1].txt").write_text("x")
    assert list(expand(str(tmp_path / "a[1].txt"))) == [str(tmp_path / "a[1].txt")]


def test_stdin(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(TEXT.encode())))
    assert list(read_all("-")) == [Page("<stdin>", TEXT)]


def test_the_kind_is_seen_without_a_suffix(tmp_path: Path) -> None:
    assert page_of(tmp_path, TEXT, "article").blocks is None
    html = f"<!-- saved -->\n<!DOCTYPE html><html><body><p>{PARAGRAPH}</p></body></html>"
    assert page_of(tmp_path, html, "article").blocks is not None
    assert page_of(tmp_path, "\ufeff" + html, "article").extracted


# Bytes


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    assert page_of(tmp_path, TEXT.encode(encoding), "a.txt") == Page(str(tmp_path / "a.txt"), TEXT)


def test_latin_1_and_ascii_in_utf_16(tmp_path: Path) -> None:
    plain = TEXT.replace("’", "'")
    assert page_of(tmp_path, plain.encode("latin-1"), "a.txt").text == plain
    assert page_of(tmp_path, "Rien que des mots.".encode("utf-16-le"), "a.txt").text == "Rien que des mots."


def test_damage_is_kept(tmp_path: Path) -> None:
    damaged = "L’Ã©tÃ© dernier, dit-il\ufffd."
    assert page_of(tmp_path, damaged, "a.txt").text == damaged


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "is empty"),
        (b" \n\t", "is empty"),
        (b"\xef\xbb\xbf", "is empty"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "is binary"),
        (b"\x89PNG\r\n\x1a\n", "is binary"),
        (b"PK\x03\x04" + bytes(range(256)) * 4, r"is ZIP \(DOCX, .*; save the article as plain text or HTML"),
        (b"%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj\n" * 9, "is PDF, not text"),
        (b"{\\rtf1\\ansi Le maire a dit oui.}", "is RTF, not text"),
        (b"a\0b", "is binary"),
        (b"\x01\x02\x03 text", "is binary"),
        (TEXT.encode() + b"\x01\x02\x03", "is binary"),
        ((TEXT + "\0").encode("utf-16"), "is binary"),
    ],
)
@pytest.mark.parametrize("name", ["a.txt", "a.html", "a"])
def test_bytes_that_are_no_text(tmp_path: Path, raw: bytes, reason: str, name: str) -> None:
    with pytest.raises(InputError, match=f"{re.escape(name)}: {reason}"):
        page_of(tmp_path, raw, name)


def test_unreadable_and_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(InputError, match="cannot be read: Is a directory"):
        list(read_all(str(tmp_path)))
    with pytest.raises(InputError, match="cannot be read: No such file"):
        list(read_all(str(tmp_path / "gone.txt")))
    monkeypatch.setattr(readers, "SIZE_LIMIT", 10)
    with pytest.raises(InputError, match="20 MB"):
        page_of(tmp_path, TEXT, "a.txt")


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.binary(max_size=300), st.text(max_size=200).map(str.encode)))
def test_any_bytes_are_text_or_an_input_error(raw: bytes) -> None:
    from audit.readers.text import decode

    try:
        text = decode("x", raw)
    except InputError:
        return
    assert text.strip()
    assert "\0" not in text


MARKDOWN = """---
title: Les mots du titre
---
Le port
=======

Le maire a dit[Tidal](https://example.com "Titre"): **oui**,
_non_ &amp; `code`.

<!-- audit-ignore-next: casing -- why -->
- Un ![image](a.png) *mot*
- `code`

```
du code
```

| a | b |
|---|---|
| c <b>d</b> | |

<p>du HTML</p>
"""


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_markdown(tmp_path: Path, newline: str) -> None:
    (tmp_path / "a.md").write_bytes(MARKDOWN.replace("\n", newline).encode())
    [page] = read_all(str(tmp_path / "a.md"))
    shown = [page.text[block.start : block.end] for block in page.blocks or ()]
    code = PLACEHOLDER
    assert shown == ["Le port", f"Le maire a ditTidal: oui, non & {code}.", f"Un {code} mot", "a", "b", "c d"]
    assert [block.role for block in page.blocks or ()] == [Role.HEADLINE, *[Role.BODY] * 5]
    assert (page.text, page.extracted) == ("\n\n".join([*shown[:3], "a\tb", "c d"]), True)
    [comment] = page.comments
    assert (comment.start, comment.line, comment.text) == (
        page.text.index("Un"),
        10,
        "audit-ignore-next: casing -- why",
    )
    lines = [(line, page.text[place:].split()[0]) for place, line in page.lines]
    assert lines == [(4, "Le"), (7, "Le"), (8, "non"), (11, "Un"), (18, "a"), (18, "b"), (20, "c")]


def test_lines_of_a_markdown_paragraph() -> None:
    text = "[](a)\nLe pont  \nde bois &amp;\n**e\u0301troit** <i>\n\n> Un\n> deux\n"
    [page] = readers.pages("a.md", text.encode())
    assert page.text == "Le pont\nde bois & étroit\n\nUn deux"
    lines = [(line, page.text[place:].split()[0]) for place, line in page.lines]
    assert lines == [(1, "Le"), (2, "Le"), (3, "de"), (4, "étroit"), (6, "Un"), (7, "deux")]


def test_markdown_without_prose(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("```\ncode\n```\n")
    with pytest.raises(InputError, match=r"a\.md: no readable text"):
        list(read_all(str(tmp_path / "a.md")))
