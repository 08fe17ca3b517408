"""Reports in a real Chromium: hostile text stays text, nothing is asked for from anywhere, and axe has no complaint."""

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import hostile_articles
import pytest
import report_sample
from report_reader import DESKTOP, PHONE, Reader, current, published

from audit.finding import Suppression
from audit.reporters import REPORTERS
from audit.result import Result

if TYPE_CHECKING:
    from playwright.sync_api import Page

HOSTILE = (
    "Un <script>window.broken = 1</script><img src=https://example.org/x onerror='window.broken = 1'> "
    "&lt;b&gt; &amp;amp; {{ 7*7 }} {% raw %} {# x #} </style></title></textarea><!-- "
    "\u202emal\u202c \u2066a\u2069 \u200b\ufeff \x07\x1b[31m "
    "\r\n\t  deux  blancs \u05e9\u05dc\u05d5\u05dd \" ' ` ]]> https://example.org/y"
)
UNSEEN = ["U+202E", "U+202C", "U+2066", "U+2069", "U+200B", "U+FEFF", "U+0007", "U+001B"]
AXE = {"resultTypes": ["violations"]}


def hostile() -> Result:
    document = report_sample.of_text(HOSTILE, (3, 40), (10, 90), (60, 75), (130, len(HOSTILE)))
    first, *others = document.findings
    accepted = replace(first, detector=HOSTILE, suppressed=Suppression("inline", HOSTILE))
    return report_sample.result(replace(document, findings=(accepted, *others), warnings=(HOSTILE,)))


def codes(page: "Page") -> list[str]:
    found: list[str] = page.locator(".published .unseen").evaluate_all(
        "marks => marks.filter(mark => !mark.closest('.now')).map(mark => mark.dataset.code)"
    )
    return found


@pytest.mark.parametrize("folder", [False, True])
def test_hostile_text_stays_text(reader: Reader, folder: bool) -> None:
    page = (reader.open_folder if folder else reader.open)(hostile())
    if folder:
        assert page.locator("tbody a").count() == 1
        page.locator("tbody a").click()
    assert published(page) == HOSTILE
    assert codes(page) == UNSEEN
    assert page.evaluate("window.broken") is None
    assert page.locator("script").count() == page.locator("style").count() == 1
    assert page.locator("img, form[action]").count() == 0
    page.keyboard.press("n")
    assert current(page)[0] == "2", "the first is accepted"


def test_what_html_cannot_hold_is_labelled(reader: Reader) -> None:
    page = reader.open(report_sample.result(report_sample.of_text("a\0b\ud800c")))
    assert published(page) == "a\ufffdb\ufffdc"
    assert codes(page) == ["U+0000", "U+D800"]


def test_the_policy_lets_nothing_else_run(reader: Reader) -> None:
    page = reader.open(report_sample.result())
    page.evaluate(
        "document.body.append(Object.assign(document.createElement('style'), { textContent: 'p { color: red }' }))"
    )
    page.evaluate(
        "document.body.append(Object.assign(document.createElement('img'), { src: 'https://example.org/x' }))"
    )
    reader.requests.clear()
    refused = [text for text in reader.complaints if "Content Security Policy" in text]
    reader.complaints.clear()
    assert len(refused) == 2


@pytest.mark.parametrize(("scheme", "viewport"), [("light", DESKTOP), ("dark", PHONE)], ids=["light", "dark"])
def test_axe_has_no_complaint(reader: Reader, scheme: str, viewport: dict[str, int]) -> None:
    axe = pytest.importorskip(
        "axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed"
    ).Axe()
    together = replace(report_sample.of_all_kinds(), documents=(report_sample.of_all_groups(), report_sample.clean()))
    for result, address in (
        (report_sample.result(report_sample.of_all_groups()), ""),
        (report_sample.result(), "?view=repaired&only=1&hide=minor#a1-f6"),
        (together, ""),
        (together, "#a1-f3"),
        (hostile(), ""),
    ):
        page = reader.open(result, lang="fr", address=address, color_scheme=scheme, viewport=viewport)
        page.evaluate("for (const folded of document.querySelectorAll('details')) folded.open = true")
        found = axe.run(page, options=AXE)
        assert found.violations_count == 0, f"{address}: {found.generate_snapshot()}"
        page.context.close()


@pytest.mark.parametrize("first", range(0, 40, 10))
def test_hostile_articles_do_no_harm(reader: Reader, first: int) -> None:
    """Forty of the thousand that `python tests/hostile_articles.py` opens."""
    assert list(hostile_articles.opened(reader, first, 10)) == [hostile_articles.HARMLESS]


def test_the_checks_see_harm(reader: Reader) -> None:
    """In a report without its policy, which would keep all of this from being done."""
    html = REPORTERS["html"].render(report_sample.result(), lang="en")
    target = reader.folder / "open.html"
    target.write_text(re.sub(r"<meta http-equiv=[^>]*>", "", html), "utf-8")
    page = reader.goto(target, "")
    page.evaluate(
        "window.broken = 1; document.body.append(document.createElement('iframe'), document.createElement('script'))"
    )
    page.evaluate(
        "document.body.setAttribute('onclick', 'x'); document.body.innerHTML += '<a href=//example.org>x</a>'"
    )
    found = page.evaluate(hostile_articles.CHECKS)
    harmed = {name for name, value in found.items() if value != hostile_articles.HARMLESS[name]}
    assert harmed >= {"ran", "scripts", "strange", "handlers", "addresses"}
    reader.complaints.clear()
