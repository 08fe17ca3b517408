"""Take docs/report.png, the picture in README.md: the top of a committed report, in a Chromium without a window."""

import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parent.parent
REPORT = ROOT / "reports" / "warm-atlantic.html"
PICTURE = ROOT / "docs" / "report.png"


def main() -> None:
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if chromium is None:
        sys.exit("Chromium is needed for the picture: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 1280, "height": 1100}, color_scheme="light", reduced_motion="reduce")
        page.goto(REPORT.as_uri())
        page.screenshot(path=PICTURE)
        browser.close()


if __name__ == "__main__":
    main()
