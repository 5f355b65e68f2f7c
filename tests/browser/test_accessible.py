"""What axe-core (https://github.com/dequelabs/axe-core) can tell of whether all can read a page."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from browser.pages import opened


# Each page in both languages and both schemes; one has nothing to do with the other.
@pytest.mark.parametrize(("lang", "scheme"), [("en", "light"), ("vi", "dark")])
@pytest.mark.parametrize(
    "name", ["national", "canonical", "provinces", "communes", "gaps-national", "gaps-provinces"]
)
def test_axe_finds_no_violation(
    chromium: Browser, pages: Path, name: str, lang: str, scheme: str
) -> None:
    page = opened(chromium, pages / f"{name}.{lang}.html", color_scheme=scheme)
    found = Axe().run(page)
    told = {each["id"]: each["nodes"][0]["html"] for each in found.response["violations"]}
    assert told == {}
    assert len(found.response["passes"]) > 20
    page.close()
