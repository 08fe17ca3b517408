"""What goes in: paths, encodings, hostile bytes, and web pages whose links keep the neighbours they have."""

import io
import re
import sys
import time
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit import readers
from audit.document import Page, Role
from audit.errors import InputError
from audit.readers import expand, read_all

TEXT = "L’été dernier, le maire a réélu son adjoint. « Ça, c’est très bien », dit-il à Noël.\r\nPuis rien.\n"
PARAGRAPH = "Le conseil municipal a voté hier soir le budget de la ville pour l’année prochaine, après un long débat."


def page_of(tmp_path: Path, content: str | bytes, name: str = "page.html") -> Page:
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    (page,) = read_all(str(path))
    return page


def blocks_of(page: Page) -> list[tuple[Role, str]]:
    assert page.blocks is not None
    return [(block.role, page.text[block.start : block.end]) for block in page.blocks]


# Paths


def test_expand_files_folders_globs_and_streams(tmp_path: Path) -> None:
    for name in ("b.txt", "a.html", "sub/c.HTM", "sub/d.pdf", ".hidden/e.txt", ".f.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x")
    inside = [str(tmp_path / name) for name in ("a.html", "b.txt", "sub/c.HTM")]
    assert list(expand([str(tmp_path)])) == inside
    assert list(expand([str(tmp_path / "*.txt"), str(tmp_path)])) == [inside[1], inside[0], inside[2]]
    assert list(expand(["-", "https://example.org/a", "HTTP://example.org/b"])) == [
        "-",
        "https://example.org/a",
        "HTTP://example.org/b",
    ]
    assert list(expand([str(tmp_path / "sub/d.pdf")])) == [str(tmp_path / "sub/d.pdf")]


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
            list(expand([str(tmp_path / name)]))
        assert str(caught.value).startswith(str(tmp_path / name))


def test_a_link_in_a_circle_ends(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / "loop").symlink_to(tmp_path)
    assert list(expand([str(tmp_path)])) == [str(tmp_path / "a.txt")]


def test_a_file_named_like_a_glob_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "a[1].txt").write_text("x")
    assert list(expand([str(tmp_path / "a[1].txt")])) == [str(tmp_path / "a[1].txt")]


def test_stdin(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(TEXT.encode())))
    assert list(read_all("-")) == [Page("<stdin>", TEXT)]


def test_the_kind_is_seen_without_a_suffix(tmp_path: Path) -> None:
    assert page_of(tmp_path, TEXT, "article").blocks is None
    html = f"<!-- saved -->\n<!DOCTYPE html><html><body><p>{PARAGRAPH}</p></body></html>"
    assert page_of(tmp_path, html, "article").blocks is not None
    assert page_of(tmp_path, "\ufeff" + html, "article").extracted


@pytest.mark.parametrize("status", [200, 404])
def test_a_url_is_fetched_by_trafilatura(monkeypatch: pytest.MonkeyPatch, status: int) -> None:
    from trafilatura import downloads

    response = SimpleNamespace(status=status, data=f"<html><p>{PARAGRAPH}</p></html>".encode())
    monkeypatch.setattr(downloads, "fetch_response", lambda _: response)
    if status == 200:
        (page,) = read_all("https://example.org/a.php?x=1.txt")
        assert (page.path, page.text) == ("https://example.org/a.php?x=1.txt", PARAGRAPH)
    else:
        with pytest.raises(InputError, match="could not be fetched"):
            list(read_all("https://example.org/a"))


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
        (b"PK\x03\x04" + bytes(range(256)) * 4, "is binary"),
        (b"a\0b", "is binary"),
        (b"\x01\x02\x03 text", "is binary"),
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


# Web pages

ARTICLE = f"""<!DOCTYPE html><html><head><title>Journal</title><style>p {{ color: red }}</style></head><body>
<nav><ul><li><a href="/">Accueil</a></li><li><a href="/sport">Sport</a></li></ul></nav>
<header><h1>Dieppe garde <em>son</em> usine</h1></header>
<main><article>
<p>{PARAGRAPH} Sur ses réseaux sociaux. site<a href="x">Alpine</a>, le maire a dit<a href="y">Martin</a>
   allait <a href="z"> partir </a>pour Renault&nbsp;!<!-- note --> Fin<script>var x = "code";</script>.</p>
<figure><img src="a.jpg" alt="usine"><figcaption>L’usine. <span>Photo : AFP</span></figcaption></figure>
<p hidden>Texte caché que personne ne voit, mais qui serait assez long pour être extrait.</p>
<div style="color: red; display : none">Encore un texte caché que personne ne voit sur cette page.</div>
<h2>Un carnet <b>rempli</b></h2>
<ul><li>le prix de l’<a href="p">acier</a> et des matières premières de toute sorte</li></ul>
<blockquote><p>La route sera longue pour les ouvriers de la chaîne, dit le maire de la ville.</p></blockquote>
<p>Le constructeur a confirmé la nouvelle mardi soir<br>dans un communiqué adressé à la presse.</p>
<p>La ville respire, et le carnet de commandes est rempli jusqu’à la fin de l’année prochaine.</p>
</article></main>
<aside><p>Autre chose</p></aside><footer><p>Mentions légales du site</p></footer></body></html>"""


def test_an_article_word_for_word(tmp_path: Path) -> None:
    page = page_of(tmp_path, ARTICLE)
    assert page.extracted
    assert blocks_of(page) == [
        (Role.HEADLINE, "Dieppe garde son usine"),
        (
            Role.BODY,
            (
                f"{PARAGRAPH} Sur ses réseaux sociaux. siteAlpine, le maire a ditMartin allait partir pour "
                "Renault\u00a0! Fin."
            ),
        ),
        (Role.CAPTION, "L’usine. Photo : AFP"),
        (Role.HEADLINE, "Un carnet rempli"),
        (Role.BODY, "le prix de l’acier et des matières premières de toute sorte"),
        (Role.BODY, "La route sera longue pour les ouvriers de la chaîne, dit le maire de la ville."),
        (Role.BODY, "Le constructeur a confirmé la nouvelle mardi soir\ndans un communiqué adressé à la presse."),
        (Role.BODY, "La ville respire, et le carnet de commandes est rempli jusqu’à la fin de l’année prochaine."),
    ]
    assert page.text == "\n\n".join(text for _, text in blocks_of(page))


@pytest.mark.parametrize("wrapped", ["<p>{}</p>", "<div><p>{}</p></div>"])
def test_short_paragraphs_around_the_only_long_one_stay(tmp_path: Path, wrapped: str) -> None:
    texts = [
        "Le maire a dit non.",
        "La commission se réunira jeudi à la préfecture pour voter les crédits.",
        "Il partira.",
    ]
    article = "".join(map(wrapped.format, texts))
    page = page_of(tmp_path, f"<html><body><nav><a href='/'>Accueil</a></nav><main>{article}</main></body></html>")
    assert [text for _, text in blocks_of(page)] == texts


GAPS, TAGS = st.sampled_from(("", " ", "  ", "\u00a0")), st.sampled_from(("a", "b", "span"))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(GAPS, TAGS), max_size=6))
def test_no_space_comes_or_goes_at_a_link(links: list[tuple[str, str]]) -> None:
    inline = "".join(f"mot{gap}<{tag} href='x'>lien{gap}</{tag}>suite" for gap, tag in links)
    raw = f"<html><body><article><p>{PARAGRAPH}</p><p>{PARAGRAPH} {inline}</p></article></body></html>".encode()
    (page,) = readers.html.read("x.html", raw)
    shown = re.sub(" +", " ", re.sub("<[^>]*>", "", inline)).strip(" ")
    assert page.text == f"{PARAGRAPH}\n\n{PARAGRAPH} {shown}".rstrip(" ")


def test_two_line_breaks_part_paragraphs(tmp_path: Path) -> None:
    page = page_of(tmp_path, f"<html><body><div>{PARAGRAPH}<br> <br/>{PARAGRAPH} Fin.</div></body></html>")
    assert [text for _, text in blocks_of(page)] == [PARAGRAPH, f"{PARAGRAPH} Fin."]


def test_the_encoding_may_be_declared(tmp_path: Path) -> None:
    html = f'<?xml version="1.0" encoding="iso-8859-1"?><html><body><p>{PARAGRAPH}</p></body></html>'.replace("’", "'")
    assert page_of(tmp_path, html.encode("latin-1"), "a.xhtml").text == PARAGRAPH.replace("’", "'")
    assert page_of(tmp_path, html.encode(), "a.xhtml").text == PARAGRAPH.replace("’", "'")


def test_entities_of_a_hostile_document_are_not_opened(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("mot de passe")
    html = f'<!DOCTYPE html [<!ENTITY x SYSTEM "file://{secret}">]><html><body><p>{PARAGRAPH} &x;</p></body></html>'
    assert "mot de passe" not in page_of(tmp_path, html).text


@pytest.mark.parametrize(
    "html",
    [
        f"<p>{PARAGRAPH}",
        f"<div><b><p>{PARAGRAPH}</i></div></table>",
        f"<html><body>{PARAGRAPH}",
        f"<table><tr><td>{PARAGRAPH}<tr></b>",
        f"<p>{PARAGRAPH}</p><p <p a='>",
        f"<{'div><' * 1500}p>{PARAGRAPH}</p>",
        f"<{'ul><li><' * 400}p>{PARAGRAPH}</p>",
    ],
)
def test_broken_pages_are_read(tmp_path: Path, html: str) -> None:
    assert PARAGRAPH in page_of(tmp_path, html).text


@pytest.mark.parametrize("html", ["<html></html>", "<script>var a;</script>", "<p> </p>", "<p>" * 1000, "<!-- x -->"])
def test_a_page_without_text_is_refused(tmp_path: Path, html: str) -> None:
    with pytest.raises(InputError, match=r"page\.html: (no readable text|is not HTML)"):
        page_of(tmp_path, html)


def test_nesting_beyond_the_parser_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="nested more than 2,000 deep"):
        page_of(tmp_path, "<div>" * 100_000 + PARAGRAPH)


def test_the_time_that_a_page_takes_grows_as_its_length(tmp_path: Path) -> None:
    """Trafilatura alone takes minutes for five megabytes."""

    def seconds(paragraphs: int) -> float:
        started = time.perf_counter()
        page = page_of(tmp_path, f"<html><body><article>{f'<p>{PARAGRAPH}</p>' * paragraphs}</article></body></html>")
        assert page.blocks is not None
        assert len(page.blocks) == paragraphs
        return time.perf_counter() - started

    assert seconds(45_000) < 40 * seconds(4_500)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200), st.text("<>/ap=\"' &;!-divhtml\n", max_size=200))
def test_any_markup_is_a_page_or_an_input_error(text: str, markup: str) -> None:
    try:
        (page,) = readers.html.read("x.html", f"<html><body>{markup}{text}".encode())
    except InputError:
        return
    assert all(content == content.strip(" \n") != "" for _, content in blocks_of(page))
