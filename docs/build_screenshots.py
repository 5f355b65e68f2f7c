"""Photograph the report of the sample, on a screen and on a phone, in both languages.

    python docs/build_screenshots.py

Needs Chromium on the path. What it looks like depends on the fonts there are, so that the
pictures are looked at and not compared.
"""  # noqa: INP001 - a script, not a package

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from cmcn4.api import Question, Report, day, judge
from cmcn4.reporters import Style, render

ROOT = Path(__file__).parents[1]
SAMPLE = "samples/vietnam.xlsx"
SCREEN = {"width": 1180, "height": 860}
PHONE = {"width": 390, "height": 860}
CARD = "article:has(.chart .projection)"
"""The first target ahead with a projection."""


def photograph(browser: Browser, report: Report, lang: str, folder: Path) -> None:
    """Write the overview as on a screen and a card as on a phone."""
    path = folder / f"report.{lang}.html"
    path.write_bytes(render("html", report, Style(lang=lang)))
    ending = "" if lang == "en" else f".{lang}"
    page = browser.new_page(viewport=SCREEN)
    page.goto(path.as_uri())
    page.screenshot(path=ROOT / "docs" / f"report{ending}.png")
    page.close()
    page = browser.new_page(viewport=PHONE)
    page.goto(path.as_uri())
    page.locator(CARD).nth(1).evaluate("card => card.scrollIntoView()")
    page.screenshot(path=ROOT / "docs" / f"report-phone{ending}.png")
    page.close()


def main() -> None:
    """Write all pictures."""
    os.chdir(ROOT)
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        sys.exit("there is no Chromium on the path")
    report, _ = judge(SAMPLE, Question(as_of=day(2025), history=True))
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        # Chromium refuses its sandbox to root, as containers run it.
        root = hasattr(os, "geteuid") and os.geteuid() == 0
        arguments = ["--no-sandbox"] if root else []
        browser = playwright.chromium.launch(executable_path=path, args=arguments)
        for lang in ("en", "vi"):
            photograph(browser, report, lang, Path(folder))
        browser.close()


if __name__ == "__main__":
    main()
