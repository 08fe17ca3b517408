"""A reader of HTML reports: a real Chromium that remembers what a page asked for and complained about."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from audit.part import write
from audit.reporters import REPORTERS, deliver
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
DESKTOP = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}


@pytest.fixture(scope="session")
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
    """Opens reports as files. What they ask for from elsewhere, and every complaint, fails the test."""

    browser: "Browser"
    folder: Path
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def open(self, result: Result, lang: str = "en", address: str = "", **context: Any) -> "Page":
        """The report in one file. `address` is what follows its path: ?query#hash."""
        target = self.folder / "report.html"
        write(REPORTERS["html"].render(result, lang=lang), target)
        return self.goto(target, address, **context)

    def open_folder(self, result: Result, lang: str = "en", address: str = "", **context: Any) -> "Page":
        """The report as a folder of pages: its index."""
        deliver("html", result, f"{self.folder}/site/", lang=lang)
        return self.goto(self.folder / "site" / "index.html", address, **context)

    def goto(self, target: Path, address: str, **context: Any) -> "Page":
        page = self.browser.new_context(**{"viewport": DESKTOP, **context}).new_page()
        page.set_default_timeout(60_000)  # milliseconds: a busy machine is no broken page
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("dialog", lambda dialog: self.complaints.append(dialog.message))
        page.goto(f"{target.as_uri()}{address}")
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
    """The French as it stands on the page, whatever the view hides."""
    return "".join(
        page.locator(".published").evaluate_all(
            """cells => cells.map(cell => {
                const copy = cell.cloneNode(true);
                for (const repair of copy.querySelectorAll(".now")) repair.remove();
                return copy.textContent;
            })"""
        )
    )


def current(page: "Page") -> list[str]:
    """The number of the current finding, and the pieces of text that are lit up."""
    return [
        page.locator("[aria-current] .kind .number").inner_text(),
        "".join(page.locator(".span.current .was, .span.current:not(:has(.was))").all_text_contents()),
    ]
