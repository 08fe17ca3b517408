"""Web pages: an article word for word, whose links keep the neighbours they have; and markup that is broken or hostile."""

import re
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reading import page_of

from audit import readers
from audit.document import Page, Role
from audit.errors import InputError

PARAGRAPH = "Le conseil municipal a voté hier soir le budget de la ville pour l’année prochaine, après un long débat."


def blocks_of(page: Page) -> list[tuple[Role, str]]:
    assert page.blocks is not None
    return [(block.role, page.text[block.start : block.end]) for block in page.blocks]


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


def test_a_post_from_elsewhere_is_furniture() -> None:
    post = '<blockquote class="twitter-tweet" data-lang="en"><p>Just landed! Best deal ever.</p></blockquote>'
    page = page_of("page.html", ARTICLE.replace("<h2>", f"{post}<h2>"))
    assert (Role.FURNITURE, "Just landed! Best deal ever.") in blocks_of(page)


def test_an_article_word_for_word() -> None:
    page = page_of("page.html", ARTICLE)
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
def test_short_paragraphs_around_the_only_long_one_stay(wrapped: str) -> None:
    texts = [
        "Le maire a dit non.",
        "La commission se réunira jeudi à la préfecture pour voter les crédits.",
        "Il partira.",
    ]
    article = "".join(map(wrapped.format, texts))
    page = page_of("page.html", f"<html><body><nav><a href='/'>Accueil</a></nav><main>{article}</main></body></html>")
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


def test_a_menu_that_reads_as_a_heading_of_the_article_is_none_of_it() -> None:
    article = f"<h1>Dieppe</h1><p>{PARAGRAPH}</p><h2>Politique</h2><p>{PARAGRAPH} Fin.</p>"
    page = page_of("page.html", f"<html><body><ul><li>Politique</li></ul><main>{article}</main></body></html>")
    assert [text for _, text in blocks_of(page)] == ["Dieppe", PARAGRAPH, "Politique", f"{PARAGRAPH} Fin."]


def test_controls_in_the_text_next_to_what_is_hidden_do_no_harm() -> None:
    html = f"<html><body><p>{PARAGRAPH} <span hidden>x</span>Fin&#1; du&#xFFFE; texte.</p></body></html>"
    assert page_of("page.html", html).text == f"{PARAGRAPH} Fin\ufffd du\ufffd texte."


def test_two_line_breaks_part_paragraphs() -> None:
    page = page_of("page.html", f"<html><body><div>{PARAGRAPH}<br> <br/>{PARAGRAPH} Fin.</div></body></html>")
    assert [text for _, text in blocks_of(page)] == [PARAGRAPH, f"{PARAGRAPH} Fin."]


def test_the_encoding_may_be_declared() -> None:
    html = f'<?xml version="1.0" encoding="iso-8859-1"?><html><body><p>{PARAGRAPH}</p></body></html>'.replace("’", "'")
    assert page_of("a.xhtml", html.encode("latin-1")).text == PARAGRAPH.replace("’", "'")
    assert page_of("a.xhtml", html.encode()).text == PARAGRAPH.replace("’", "'")


def test_entities_of_a_hostile_document_are_not_opened(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("mot de passe")
    html = f'<!DOCTYPE html [<!ENTITY x SYSTEM "file://{secret}">]><html><body><p>{PARAGRAPH} &x;</p></body></html>'
    assert "mot de passe" not in page_of("page.html", html).text


@pytest.mark.parametrize(
    "html",
    [
        f"<p>{PARAGRAPH}",
        f"<div><b><p>{PARAGRAPH}</i></div></table>",
        f"<html><body>{PARAGRAPH}",
        f"<table><tr><td>{PARAGRAPH}<tr></b>",
        f"<p>{PARAGRAPH}</p><p <p a='>",
        f"<{'div><' * 1500}p>{PARAGRAPH}</p>",
        f"<{'ul><li><' * 900}p>{PARAGRAPH}</p>",  # as deep as the parser goes; trafilatura recurses
    ],
)
def test_broken_pages_are_read(html: str) -> None:
    assert PARAGRAPH in page_of("page.html", html).text


@pytest.mark.parametrize("html", ["<html></html>", "<script>var a;</script>", "<p> </p>", "<p>" * 1000, "<!-- x -->"])
def test_a_page_without_text_is_refused(html: str) -> None:
    with pytest.raises(InputError, match=r"page\.html: (no readable text|is not HTML)"):
        page_of("page.html", html)


def test_nesting_beyond_the_parser_is_refused() -> None:
    with pytest.raises(InputError, match="nested more than 2,000 deep"):
        page_of("page.html", "<div>" * 100_000 + PARAGRAPH)


def test_the_time_that_a_page_takes_grows_as_its_length() -> None:
    """Trafilatura alone takes minutes for five megabytes."""

    def seconds(paragraphs: int) -> float:
        started = time.perf_counter()
        page = page_of(
            "page.html", f"<html><body><article>{f'<p>{PARAGRAPH}</p>' * paragraphs}</article></body></html>"
        )
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
