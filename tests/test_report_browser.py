"""The HTML report in a real Chromium: what it shows, that its links and keys work, and that hostile text stays text."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import report_sample

from audit.reporters import REPORTERS, write
from audit.result import Result

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}
HOSTILE = (
    "Un <script>window.broken = 1</script><img src=https://example.org/x onerror='window.broken = 1'> "
    "&lt;b&gt; &amp;amp; {{ 7*7 }} {% raw %} {# x #} </style></title></textarea><!-- "
    "\u202emal\u202c \u2066a\u2069 \u200b\ufeff \x07\x1b[31m "
    "\r\n\t  deux  blancs \u05e9\u05dc\u05d5\u05dd \" ' ` ]]> https://example.org/y"
)


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("chromium is not installed")
    with playwright.sync_playwright() as running:
        opened = running.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield opened
        opened.close()


@dataclass
class Reader:
    """Opens reports and remembers what they asked for and complained about."""

    browser: "Browser"
    folder: Path
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def open(self, result: Result, lang: str = "en", hash_: str = "", **context: Any) -> "Page":
        target = self.folder / "report.html"
        write(REPORTERS["html"].render(result, lang=lang), target)
        page = self.browser.new_context(**{"viewport": DESKTOP, **context}).new_page()
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("dialog", lambda dialog: self.complaints.append(dialog.message))
        page.goto(f"{target.as_uri()}{hash_}")
        return page


@pytest.fixture
def reader(browser: "Browser", tmp_path: Path) -> Iterator[Reader]:
    opened = Reader(browser, tmp_path)
    yield opened
    for context in browser.contexts:
        context.close()
    assert [url for url in opened.requests if not url.startswith(("file:", "data:"))] == []
    assert opened.complaints == []


def published(page: "Page") -> str:
    return "".join(page.locator(".published").evaluate_all("cells => cells.map(cell => cell.textContent)"))


def current(page: "Page") -> list[str]:
    """The numbers of the current finding: in the list, and on the pieces of text that are lit up."""
    return [
        page.locator("[aria-current] .kind .number").inner_text(),
        "".join(page.locator(".span.current").evaluate_all("spans => spans.map(span => span.textContent)")),
    ]


def test_the_article_is_shown_as_published(reader: Reader) -> None:
    document = report_sample.document()
    page = reader.open(report_sample.result(document))
    assert published(page) == document.text
    assert page.locator("h2").inner_text() == document.segments[0].text
    assert page.locator(".card").count() == len(document.findings)
    assert page.locator(".row.furniture .english").count() == 0
    assert page.locator(".unreliable").inner_text() == "Engine unreliable here: the output repeats itself"


def test_back_translation_and_reconstruction_stand_on_the_row_with_their_differences(reader: Reader) -> None:
    page = reader.open(report_sample.result())
    row = page.locator(".row", has_text="Marais a dit Northwind")
    assert row.locator(".back del").all_inner_texts() == ["Swamp"]
    assert row.locator(".meant ins").all_inner_texts() == ["Marsh", "that"]
    assert row.locator(".back").inner_text() == "Swamp said Northwind will deliver two ships before the summer."
    left, right = row.locator(".published").bounding_box(), row.locator(".english").bounding_box()
    assert left
    assert right
    assert left["x"] + left["width"] < right["x"]
    assert left["y"] == right["y"]


def test_every_text_says_its_language(reader: Reader) -> None:
    page = reader.open(report_sample.result(), lang="fr")
    assert page.locator("html").get_attribute("lang") == "fr"
    assert page.locator(".published:not([lang=fr]), .back:not([lang=en]), .meant:not([lang=en])").count() == 0
    assert page.locator(".same:not([lang=en]), .change:not([lang=fr])").count() == 0


def test_hostile_text_stays_text(reader: Reader) -> None:
    document = report_sample.of_text(HOSTILE, (3, 40), (10, 90), (60, 75), (130, len(HOSTILE)))
    page = reader.open(report_sample.result(document))
    assert published(page) == HOSTILE
    assert page.evaluate("window.broken") is None
    assert page.locator("script").count() == 1
    assert page.locator("img, style ~ style").count() == 0
    labels = page.locator(".published .unseen").evaluate_all("marks => marks.map(mark => mark.dataset.code)")
    assert labels == ["U+202E", "U+202C", "U+2066", "U+2069", "U+200B", "U+FEFF", "U+0007", "U+001B"]
    page.keyboard.press("n")
    assert current(page) == ["1", HOSTILE[3:40]]


def test_what_html_cannot_hold_is_labelled(reader: Reader) -> None:
    page = reader.open(report_sample.result(report_sample.of_text("a\0b\ud800c")))
    assert published(page) == "a\ufffdb\ufffdc"
    assert page.locator(".published .unseen").evaluate_all("marks => marks.map(mark => mark.dataset.code)") == [
        "U+0000",
        "U+D800",
    ]


def test_keys_step_through_the_findings_and_wrap(reader: Reader) -> None:
    page = reader.open(report_sample.result())
    page.keyboard.press("n")
    assert current(page) == ["1", "qui est Gullwing soutenant"]
    page.keyboard.press("j")
    assert current(page) == ["2", "Marais"]
    page.keyboard.press("j")
    assert current(page) == ["3", "Marais a dit Northwind"], "an overlapped finding lights up whole"
    for _ in range(3):
        page.keyboard.press("k")
    assert current(page) == ["11", ", eux,"]
    page.keyboard.press("Control+n")
    assert current(page)[0] == "11", "the browser's own keys are left alone"
    assert page.url.endswith("#a1-f11")
    assert page.locator(".card.current").evaluate("card => card.getBoundingClientRect().bottom <= innerHeight")
    assert page.locator(".span.current").evaluate("span => span.getBoundingClientRect().bottom <= innerHeight")


def test_spans_and_findings_lead_to_each_other(reader: Reader) -> None:
    page = reader.open(report_sample.result())
    page.locator(".span", has_text="ditBrook").click()
    assert current(page) == ["5", "ditBrook"]
    page.locator(".card", has_text="opens with «").click()
    assert current(page) == ["10", "« Nous avons attendu dix ans ”"]
    overlap = page.locator(".span").get_by_text("Marais", exact=True)
    overlap.click()
    assert current(page)[0] == "2"
    overlap.click()
    assert current(page)[0] == "3"
    page.locator(".span", has_text="siteTidal").hover()
    assert page.locator(".card.near .change").inner_text() == "siteTidal → site Tidal"
    page.locator(".span", has_text="siteTidal").focus()
    page.keyboard.press("Enter")
    assert current(page)[0] == "4"


def test_a_link_to_a_finding_opens_on_it(reader: Reader) -> None:
    assert current(reader.open(report_sample.result(), hash_="#a1-f6")) == ["6", "sont également mesurer"]


def test_filters_hide_findings_and_calm_their_spans(reader: Reader) -> None:
    page = reader.open(report_sample.result())
    page.get_by_text("7 major", exact=True).click()
    assert page.locator(".card:visible").count() == 4
    assert page.locator(".span[data-severity=major]").count() == 0
    page.keyboard.press("n")
    page.keyboard.press("n")
    assert current(page)[0] == "9", "hidden findings are stepped over"
    for label in ("1 critical", "2 minor", "1 info"):
        page.get_by_text(label, exact=True).click()
    assert page.get_by_text("All findings are filtered out.").is_visible()
    page.get_by_text("7 major", exact=True).click()
    assert page.locator(".span[data-severity=major]").count() == 7


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_can_be_read_in_light_and_dark(reader: Reader, scheme: str) -> None:
    page = reader.open(report_sample.result(), color_scheme=scheme)
    ratios = page.evaluate(CONTRASTS)
    assert len(ratios) > 20
    assert {text: ratio for text, ratio in ratios.items() if ratio < 4.5} == {}, "under WCAG AA's 4.5"


def test_a_phone_shows_it_in_one_column_without_sideways_scrolling(reader: Reader) -> None:
    page = reader.open(report_sample.of_all_kinds(), viewport=PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    page.locator(".card", has_text="ditBrook").click()
    assert page.locator(".span.current").evaluate("span => span.getBoundingClientRect().top < innerHeight")


def test_print_has_no_controls_and_all_findings(reader: Reader) -> None:
    page = reader.open(report_sample.result())
    page.emulate_media(media="print")
    assert page.locator(".filters:visible, .step:visible").count() == 0
    assert page.locator(".findings").evaluate("list => list.scrollHeight === list.clientHeight")


def test_several_articles_are_listed_lowest_score_first(reader: Reader) -> None:
    page = reader.open(report_sample.of_all_kinds())
    assert page.locator("h1").inner_text() == "3 articles checked"
    assert page.locator("tbody .path").all_inner_texts() == ["content/fr/ferry.txt", "content/fr/silence.txt"]
    assert page.locator(".rejected").inner_text() == "Not audited: content/fr/vide.txt: the file is empty"
    page.locator("tbody a").last.click()
    assert page.locator("#a2 .verdict").inner_text() == "Nothing found"
    assert page.locator("#a2 .verdict").evaluate("said => said.getBoundingClientRect().top < innerHeight")


def test_it_reads_without_javascript(reader: Reader) -> None:
    page = reader.open(report_sample.result(), java_script_enabled=False)
    assert page.locator(".card:visible").count() == 11
    assert page.locator(".step:visible").count() == 0
    page.locator(".span", has_text="ditBrook").click()
    assert page.url.endswith("#a1-f5")


# Contrast of every text with the first opaque background behind it (WCAG 2.2, "relative luminance")
CONTRASTS = """() => {
  const numbers = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const luminance = (colour) => {
    const linear = (c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
    const [r, g, b] = numbers(colour).map((c) => linear(c / 255));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = getComputedStyle(at).backgroundColor;
      if ((numbers(colour)[3] ?? 1) === 1) return colour;
    }
    return "rgb(255, 255, 255)";
  };
  const found = {};
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || element.closest("script, svg")) continue;
    const pair = [luminance(getComputedStyle(element).color), luminance(behind(element))].sort((a, b) => b - a);
    found[walker.currentNode.data.trim().slice(0, 40)] = (pair[0] + 0.05) / (pair[1] + 0.05);
  }
  return found;
}"""
