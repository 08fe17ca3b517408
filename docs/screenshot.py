"""Take the pictures of docs/ that README.md names, in a Chromium without a window: an article's page, and the list of articles.

The article is a committed report; the list is made from the committed results.
"""

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, NamedTuple

from playwright.sync_api import sync_playwright

from audit.reporters import deliver
from audit.reporters.as_json import load
from audit.result import merge

if TYPE_CHECKING:
    from playwright.sync_api import Browser

DOCS = Path(__file__).parent
REPORTS = DOCS.parent / "reports"
ARTICLE = REPORTS / "warm-atlantic.html"


class Picture(NamedTuple):
    """A page at an address, as `context` sees it."""

    name: str
    page: Path
    address: str
    context: dict[str, Any]

    def take(self, browser: "Browser") -> None:
        page = browser.new_page(reduced_motion="reduce", **self.context)
        page.goto(f"{self.page.as_uri()}{self.address}")
        page.screenshot(path=DOCS / f"{self.name}.png")
        page.close()


def pictures(index: Path) -> Iterator[Picture]:
    yield Picture("report", ARTICLE, "", {"viewport": {"width": 1280, "height": 1000}})
    yield Picture("report-index", index, "", {"viewport": {"width": 1280, "height": 720}})
    repaired = {"viewport": {"width": 1280, "height": 720}, "color_scheme": "dark"}
    yield Picture("report-repaired-dark", ARTICLE, "?view=repaired#a1-f8", repaired)
    yield Picture("report-phone", ARTICLE, "#a1-f8", {"viewport": {"width": 390, "height": 760}})


def main() -> None:
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if chromium is None:
        sys.exit("Chromium is needed for the pictures: apt-get install chromium")
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        deliver("html", merge([load(path) for path in sorted(REPORTS.glob("*.json"))]), f"{folder}/", lang="en")
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        for picture in pictures(Path(folder) / "index.html"):
            picture.take(browser)
        browser.close()


if __name__ == "__main__":
    main()
