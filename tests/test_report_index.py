"""The list of articles in a real Chromium, in one file and in a folder: order, filters, links, names of pages."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import report_sample
from command import Run
from report_reader import PHONE, Reader, current

from audit.errors import OutputError
from audit.reporters import deliver
from audit.reporters.html import render_folder
from audit.reporters.html.names import page_names
from audit.result import DocumentResult, Gate, Result, Score

if TYPE_CHECKING:
    from playwright.sync_api import Page


def scored(path: str, value: float, findings: int) -> DocumentResult:
    """The invented article under this path, with this score and its first findings."""
    made = report_sample.document(path)
    return replace(made, score=Score(value, value - 5, value, True, 9.0), findings=made.findings[:findings])


def of_four() -> Result:
    rejected = report_sample.of_all_kinds().rejected
    documents = (
        scored("fr/b.txt", 90, 2),
        report_sample.clean(),
        scored("fr/a10.txt", 70, 8),
        scored("fr/a9.txt", 80, 0),
    )
    return replace(
        report_sample.result(*documents, rejected=rejected),
        gate=Gate(False, ("fr/a10.txt: 6 findings of severity major or worse",), min_score=75.0),
    )


def paths(page: "Page") -> list[str]:
    return page.locator("tbody tr:visible th .path").all_inner_texts()


@pytest.mark.parametrize("folder", [False, True])
def test_articles_are_listed_lowest_score_first_and_lead_to_their_pages(reader: Reader, folder: bool) -> None:
    page = (reader.open_folder if folder else reader.open)(of_four())
    assert paths(page) == ["fr/a10.txt", "fr/a9.txt", "fr/b.txt", "content/fr/silence.txt"]
    assert page.locator("h2:visible").inner_text() == "5 articles"
    assert page.locator(".index .verdict").first.inner_text() == "2 articles of 4 need repair"
    assert page.locator(".rejected li").inner_text() == "content/fr/vide.txt: the file is empty"
    page.locator("tbody a").first.click()
    assert page.locator("h2:visible").inner_text() == report_sample.document().segments[0].text
    page.keyboard.press("n")
    assert current(page)[0] == "1"
    page.get_by_role("link", name="Next article").last.scroll_into_view_if_needed()
    page.locator(".following a:visible").click()
    assert page.locator(".report:visible .path").first.inner_text() == "fr/a9.txt"
    page.get_by_role("link", name="All articles").click()
    assert len(paths(page)) == 4


def test_it_sorts_by_its_heads_and_remembers(reader: Reader) -> None:
    page = reader.open_folder(of_four())
    page.get_by_role("button", name="Article").click()
    assert paths(page) == ["content/fr/silence.txt", "fr/a9.txt", "fr/a10.txt", "fr/b.txt"], "names as people count"
    page.get_by_role("button", name="Major").click()
    assert paths(page)[0] == "fr/a10.txt", "the most first"
    assert page.locator("th[aria-sort=descending]").inner_text() == "Major"
    page.get_by_role("button", name="Major").click()
    assert paths(page)[-1] == "fr/a10.txt"
    assert page.url.endswith("?sort=major")
    page.reload()
    assert paths(page)[-1] == "fr/a10.txt"
    assert page.locator("th[aria-sort=ascending]").inner_text() == "Major"


def test_it_filters_by_text_severity_and_kind_and_remembers(reader: Reader) -> None:
    page = reader.open_folder(of_four())
    page.get_by_label("Find an article").fill("a1 ferry")
    assert paths(page) == ["fr/a10.txt"]
    page.get_by_label("Find an article").fill("")
    page.get_by_label("With findings that are").select_option("Major")
    assert paths(page) == ["fr/a10.txt", "fr/b.txt"]
    page.get_by_role("button", name="glued").click()
    assert paths(page) == ["fr/a10.txt"]
    assert page.locator(".shown").inner_text() == "1"
    assert page.url.endswith("?severity=major&kind=glued")
    page.reload()
    assert paths(page) == ["fr/a10.txt"]
    page.get_by_label("Find an article").fill("nowhere")
    assert page.get_by_text("No article matches the filters.").is_visible()


def test_thousands_of_articles_are_shown_a_few_hundred_at_a_time(reader: Reader) -> None:
    documents = [replace(report_sample.clean(f"fr/{n:04}.txt"), words=n) for n in range(600)]
    target = reader.folder / "index.html"
    *_, (_, text) = render_folder(report_sample.result(*documents), lang="en")
    target.write_text(text, "utf-8")
    page = reader.goto(target, "?sort=-words")
    assert len(paths(page)) == 250
    assert paths(page)[0] == "fr/0599.txt"
    page.get_by_label("Find an article").fill("0003")
    assert paths(page) == ["fr/0003.txt"]
    page.get_by_label("Find an article").fill("")
    page.get_by_role("button", name="Show all of them").click()
    assert len(paths(page)) == 600


def test_the_gate_is_that_of_the_article_on_its_page(reader: Reader) -> None:
    page = reader.open_folder(of_four())
    assert page.locator(".gate").inner_text() == "Gate failed"
    page.locator("tbody a").first.click()
    assert page.locator("#gate li").all_inner_texts() == ["fr/a10.txt: 6 findings of severity major or worse"]
    page.locator(".following a").click()
    assert page.locator(".gate").inner_text() == "Gate passed"
    assert page.locator("#gate").count() == 0


def test_a_phone_shows_the_list_without_sideways_scrolling(reader: Reader) -> None:
    page = reader.open_folder(of_four(), viewport=PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


def test_it_reads_without_javascript(reader: Reader) -> None:
    page = reader.open(of_four(), java_script_enabled=False)
    assert len(paths(page)) == 4
    assert page.locator(".report:visible").count() == 0
    page.locator("tbody a").nth(1).click()
    assert page.locator(".report:visible .path").first.inner_text() == "fr/a9.txt"
    assert page.locator(".index:visible").count() == 0


def test_a_folder_is_filled_with_pages_that_the_index_leads_to(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    deliver("html", of_four(), str(tmp_path / "site"), lang="en")
    made = sorted(path.name for path in (tmp_path / "site").iterdir())
    assert made == ["content-fr-silence.html", "fr-a10.html", "fr-a9.html", "fr-b.html", "index.html"]
    index = (tmp_path / "site" / "index.html").read_text("utf-8")
    assert all(f'href="{name}"' in index for name in made if name != "index.html")
    assert list(tmp_path.iterdir()) == [tmp_path / "site"]


@pytest.mark.usefixtures("here")
def test_the_commands_write_one_file_or_a_folder(run: Run) -> None:
    run(
        "run",
        "*.txt",
        "--engine",
        "none",
        "--format",
        "html=new/site/",
        "--format",
        "json=r.json",
        "--format",
        "html=one.html",
    )
    made = sorted(path.name for path in Path("new/site").iterdir())
    assert made == ["clean.html", "garbled.html", "index.html", "minor.html"]
    assert Path("one.html").read_text("utf-8").count("<article ") == 3
    assert run("report", "r.json", "-o", "again/").code == 0
    assert all(Path("again", name).read_bytes() == Path("new/site", name).read_bytes() for name in made)
    assert run("run", "*.txt", "--engine", "none", "--format", "json=new/site/").code == 2


def test_a_format_of_one_file_is_not_written_to_a_folder(tmp_path: Path) -> None:
    for target in (f"{tmp_path}/new/", str(tmp_path)):
        with pytest.raises(OutputError, match="Is a directory, and json is one file"):
            deliver("json", of_four(), target, lang="en")
    assert list(tmp_path.iterdir()) == []


def test_pages_have_names_that_are_safe_and_their_own() -> None:
    hostile = ["../../etc/passwd", "/", "", "..", "con", "index.html", "a/b.txt", "a-b.html", "A/B", "é à.txt", "日本"]
    hostile += ["https://example.org/x?y=1#z", "\ud800\0\n<script>", "x" * 500, "a" + "/x" * 300, "-rf"]
    names = page_names(hostile)
    assert len({name.casefold() for name in names} | {"index.html"}) == len(hostile) + 1
    assert [name for name in names if not name.isascii() or len(name) > 100 or set(name) & set('/\\:*?"<>| \0\n')] == []
    assert [name for name in names if name.startswith((".", "-")) or not name.endswith(".html") or ".." in name] == []
    assert names[:8] == [
        "etc-passwd.html",
        "article.html",
        "article-2.html",
        "article-3.html",
        "article-con.html",
        "index-2.html",
        "a-b.html",
        "a-b-2.html",
    ]
