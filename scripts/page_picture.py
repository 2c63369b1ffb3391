"""Take the picture of a matrix as a web page for the docs: docs/images/page.png, of exports/matrix.html.

`python -m scripts.page_picture` needs Chromium, which `make pictures` doesn't: it is taken by hand, after a
change of the page.
"""

import shutil
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "exports" / "matrix.html"
PICTURE = ROOT / "docs" / "images" / "page.png"


def main() -> None:
    """Open the page, go to a cell and its extract, and write the picture."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 800}, color_scheme="light")
        page.goto(f"{PAGE.as_uri()}#theme-3")
        _show_an_extract(page)
        page.screenshot(path=PICTURE)
        browser.close()


def _show_an_extract(page: Page) -> None:
    page.locator("#theme-3 td summary", has_text="2 extracts").first.click()
    page.locator("nav").evaluate("nav => nav.scrollIntoView()")
    page.locator("#theme-3 details[open] a.follow").first.click()
    page.get_by_role("dialog").wait_for()


if __name__ == "__main__":
    main()
