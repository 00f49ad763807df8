"""Takes the pictures of the README: the sample's desk in a browser, into docs/images/.

Usage: python tools/screenshots.py [CHROMIUM]
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).parents[1]
IMAGES = ROOT / "docs" / "images"
NEWSLOOM = Path(sys.executable).parent / "newsloom"
_ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+/")


def main() -> int:
    chromium = sys.argv[1] if len(sys.argv) > 1 else "/usr/bin/chromium"
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        db = f"{folder}/desk.db"
        subprocess.run([NEWSLOOM, "add", ROOT / "src/newsloom/sample", "--db", db], check=True, capture_output=True)  # noqa: S603 - our own command
        server = subprocess.Popen([NEWSLOOM, "serve", "--db", db, "--port", "0"], stderr=subprocess.PIPE, text=True)  # noqa: S603
        try:
            assert server.stderr is not None  # noqa: S101 - for the type checker
            address = next(found.group() for line in server.stderr if (found := _ADDRESS.search(line)))
            _shoot(address, chromium)
        finally:
            server.terminate()
            server.wait(timeout=20)
    return 0


def _shoot(address: str, chromium: str) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--headless", "--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 1200, "height": 860}, locale="en-GB")
        page.goto(address)
        story = page.locator("main h2 a, main h1 a").first
        story.click()
        page.get_by_role("heading", name="What’s happened").wait_for(timeout=120_000)
        _save(page, "story")
        page.goto(f"{page.url.split('#')[0]}#claims")
        page.wait_for_timeout(500)
        _save(page, "claims")
        browser.close()


def _save(page: Page, name: str) -> None:
    page.screenshot(path=IMAGES / f"{name}.png")


if __name__ == "__main__":
    sys.exit(main())
