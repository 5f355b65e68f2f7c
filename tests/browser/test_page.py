"""The page in a real browser: quiet, alone, drawn within its frames, and never too wide."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from browser.pages import NAMES, REPORTS, opened
from cmcn4.locale import LANGUAGES
from cmcn4.reporters import Style, render
from unit.reporters.hostile import everywhere

PLAIN = "plain words " * 12  # as long as the hostile name, and like it no name of a source
HOSTILE = (
    "<script>document.title='x'</script><img src=http://e.invalid/i onerror=alert(1)>"
    "</style><style>body{display:none}</style><a href='javascript:alert(1)'>\u202e&amp;"
)
MARKS = """() => [...document.querySelectorAll("svg.chart")].map(chart => {
  const grid = [...chart.querySelectorAll(".grid:not(.tickmark)")].map(one => one.getBBox());
  const left = Math.min(...grid.map(one => one.x)), top = Math.min(...grid.map(one => one.y));
  const right = Math.max(...grid.map(one => one.x + one.width));
  const bottom = Math.max(...grid.map(one => one.y + one.height));
  const marks = [...chart.querySelectorAll(".mark, .rival, .bar, .end")].map(one => {
    const box = one.getBBox();
    return [box.x + box.width / 2, box.y + box.height / 2];
  });
  const frame = chart.getBoundingClientRect();
  const table = chart.closest(".drawn").querySelectorAll("tbody:not(.goal) tr:not(.source)");
  return {
    width: frame.width, height: frame.height, plot: [left, top, right, bottom], marks,
    figures: chart.querySelectorAll(".mark, .rival:not(.bar)").length, rows: table.length,
  };
})"""
WIDER = """() => {
  const wide = document.documentElement.clientWidth;
  const out = [...document.body.querySelectorAll("*")].filter(one =>
    !one.closest(".scroll, .skip, .vh") && one.getBoundingClientRect().right > wide + 0.5);
  return [document.documentElement.scrollWidth > wide, out.map(one => one.outerHTML.slice(0, 90))];
}"""


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_it_says_nothing_asks_for_nothing_and_breaks_no_policy(
    chromium: Browser, pages: Path, name: str, lang: str
) -> None:
    path = pages / f"{name}.{lang}.html"
    said: list[str] = []
    page = chromium.new_page()
    page.on("console", lambda each: said.append(each.text))
    page.on("pageerror", lambda each: said.append(str(each)))
    page.on("request", lambda each: said.append(each.url))
    page.goto(path.as_uri())
    # A policy that is broken is told on the console; the one style must have been let in.
    assert said == [path.as_uri()]
    assert page.evaluate("getComputedStyle(document.body).marginTop") == "0px"
    assert page.evaluate("document.documentElement.lang") == lang
    page.close()


def test_names_in_the_data_bring_no_element_script_or_style(
    chromium: Browser, tmp_path: Path
) -> None:
    count = "document.querySelectorAll('*').length"
    counts, said = [], []
    for name in (PLAIN, HOSTILE):
        path = tmp_path / "page.html"
        path.write_bytes(render("html", everywhere(name), Style()))
        page = chromium.new_page()
        page.on("console", lambda each: said.append(each.text))
        page.on("request", lambda each: said.append(each.url))
        page.goto(path.as_uri())
        counts.append(page.evaluate(count))
        assert page.evaluate("getComputedStyle(document.body).display") == "block"
        assert HOSTILE.partition("\u202e")[0] in page.inner_text("main") or name == PLAIN
        page.close()
    assert counts[0] == counts[1]
    assert said == [path.as_uri()] * 2


@pytest.mark.parametrize("name", ["national", "canonical"])
def test_every_chart_is_drawn_and_every_figure_lies_in_its_plot(
    chromium: Browser, pages: Path, name: str
) -> None:
    page = opened(chromium, pages / f"{name}.en.html")
    charts: list[dict[str, Any]] = page.evaluate(MARKS)
    assert len(charts) == {"national": 14, "canonical": 2}[name]
    for each in charts:
        assert each["width"] > 300
        assert each["height"] > 100
        left, top, right, bottom = each["plot"]
        assert right - left > 200
        assert bottom - top > 50
        # As many marks as the table beside it has figures, or more where bounds have bars.
        assert each["figures"] == each["rows"] > 0
        for x, y in each["marks"]:
            assert left - 0.1 <= x <= right + 0.1
            assert top - 0.1 <= y <= bottom + 0.1
    page.close()


@pytest.mark.parametrize("width", [360, 500, 768, 1440])
@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_wider_than_the_window_but_tables_that_scroll(
    chromium: Browser, pages: Path, name: str, width: int
) -> None:
    page = opened(chromium, pages / f"{name}.vi.html", width)
    assert page.evaluate(WIDER) == [False, []]
    page.close()


def test_long_words_of_the_data_do_not_widen_a_phone(chromium: Browser, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(render("html", everywhere("W" * 300), Style()))
    page = opened(chromium, path, 360)
    assert page.evaluate(WIDER) == [False, []]
    page.close()


@pytest.mark.parametrize("name", REPORTS)
def test_the_first_key_leads_to_the_report_and_tables_can_be_reached(
    chromium: Browser, pages: Path, name: str
) -> None:
    page = opened(chromium, pages / f"{name}.en.html", 360)
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    assert skip.get_attribute("href") == "#main"
    box = skip.bounding_box()
    assert box is not None
    assert box["y"] >= 0
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.locator(":focus").evaluate("one => one.closest('main') !== null")
    outline = "one => { one.focus({focusVisible: true}); return getComputedStyle(one).outlineWidth}"
    assert page.locator(".scroll").first.evaluate(outline) == "3px"
    page.close()
