"""On paper: no row and no card is cut, headers stand on every page, links show where they lead.

Marks too small to be seen are put at both ends of each row; in the PDF both must be on one page.
"""

from __future__ import annotations

import io
import re
from collections import defaultdict
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from pypdf import PdfReader

from browser.pages import opened
from cmcn4.locale import LANGUAGES

MARK = """selector => document.querySelectorAll(selector).forEach((row, number) => {
  const table = row.closest("table");
  const cells = row.children.length && table ? [...row.children] : [row];
  for (const cell of cells) for (const place of ["afterbegin", "beforeend"])
    cell.insertAdjacentHTML(place, `<span class="tiny">Q${number}Q</span>`);
})"""
HEAD = """() => document.querySelectorAll(
  "main table:not(.numbers, .others)").forEach((table, number) => {
  const mark = letter => `<span class="tiny">${letter}${number}${letter}</span>`;
  table.tHead.rows[0].cells[0].insertAdjacentHTML("afterbegin", mark("Z"));
  for (const body of table.tBodies) for (const row of body.rows)
    row.cells[0].insertAdjacentHTML("afterbegin", mark("J"));
})"""
ROWS = "main tbody tr"
CARDS = "article.card"
TINY = ".tiny { font-size: 1px; white-space: nowrap; }"
CUT = "* { break-inside: auto !important; }"


def printed(
    browser: Browser, path: Path, script: str, argument: str = "", css: str = ""
) -> list[str]:
    """Return the text of each page of the PDF; styles of the test need the policy to be off."""
    page = opened(browser, path, bypass_csp=True)
    page.evaluate(script, argument)
    page.add_style_tag(content=TINY + css)
    reader = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    page.close()
    return [each.extract_text() for each in reader.pages]


def found(texts: list[str], letter: str) -> dict[str, set[int]]:
    """Return the pages on which each mark is."""
    pages: dict[str, set[int]] = defaultdict(set)
    for number, text in enumerate(texts):
        for mark in re.findall(rf"{letter}(\d+){letter}", text):
            pages[mark].add(number)
    return pages


@pytest.mark.parametrize("name", ["national.vi", "gaps-national.en"])
def test_no_row_is_cut(chromium: Browser, pages: Path, name: str) -> None:
    path = pages / f"{name}.html"
    rows = found(printed(chromium, path, MARK, ROWS), "Q")
    assert len(rows) > 30
    assert {row for row, where in rows.items() if len(where) > 1} == set()


def test_the_marks_would_tell_of_a_row_that_is_cut(chromium: Browser, pages: Path) -> None:
    high = f"{CUT} td, th {{ line-height: 6 !important; }}"
    rows = found(printed(chromium, pages / "national.vi.html", MARK, ROWS, high), "Q")
    assert {row for row, where in rows.items() if len(where) > 1} != set()


def test_no_card_is_cut(chromium: Browser, pages: Path) -> None:
    path = pages / "national.en.html"
    cards = found(printed(chromium, path, MARK, CARDS), "Q")
    assert len(cards) == 21
    assert {card for card, where in cards.items() if len(where) > 1} == set()
    broken = found(printed(chromium, path, MARK, CARDS, CUT), "Q")
    assert {card for card, where in broken.items() if len(where) > 1} != set()


@pytest.mark.parametrize("name", ["national.en", "gaps-provinces.en", "gaps-provinces.vi"])
def test_the_header_of_a_table_stands_on_each_of_its_pages_and_on_no_other(
    chromium: Browser, pages: Path, name: str
) -> None:
    texts = printed(chromium, pages / f"{name}.html", HEAD)
    heads, rows = found(texts, "Z"), found(texts, "J")
    assert set(rows) == set(heads)
    assert any(len(where) > 1 for where in rows.values())
    assert {table for table, where in rows.items() if where != heads[table]} == set()


def test_addresses_are_printed_and_what_only_serves_a_screen_is_not(
    chromium: Browser, pages: Path
) -> None:
    texts = printed(chromium, pages / "national.en.html", "() => null")
    whole = re.sub(r"\s", "", "".join(texts))
    assert "<https://www.nationthailand.com/business/tech/40055528>" in whole
    assert "Skiptothereport" not in whole


def test_the_paper_is_a4_with_the_margins_of_an_official_document(
    chromium: Browser, pages: Path
) -> None:
    page = opened(chromium, pages / "national.en.html")
    reader = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    page.close()
    sizes = {(round(each.mediabox.width), round(each.mediabox.height)) for each in reader.pages}
    assert sizes <= {(595, 842), (596, 842), (595, 841), (596, 843)}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_report_of_a_country_is_twelve_pages_and_its_answer_is_the_first(
    chromium: Browser, pages: Path, lang: str
) -> None:
    path = pages / f"national.{lang}.html"
    texts = printed(chromium, path, MARK, ".opening p, .synopsis tbody th, #synopsis .left")
    assert len(texts) <= 12
    marks = found(texts, "Q")
    # Three sentences, two horizons with 16 lines, and the number of those without data.
    assert len(marks) == 3 + 2 + 16 + 1
    assert set().union(*marks.values()) == {0}


def test_what_other_documents_want_is_printed(chromium: Browser, pages: Path) -> None:
    texts = printed(chromium, pages / "national.en.html", MARK, ".elsewhere li")
    assert len(found(texts, "Q")) > 5
