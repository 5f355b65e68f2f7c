"""The annex as an office program shows it: pages, page numbers, texts, typeface."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import pypdf
import pytest

from cmcn4.api import Question, day, judge
from cmcn4.reporters import Style, render
from office.libreoffice import converted, needs_office
from unit.reporters.docx_reading import dump, paragraphs, said, tables

ROOT = Path(__file__).parents[2]
pytestmark = needs_office
A4_ACROSS = (842, 595)
"""Points, to the nearest."""
TIMES = re.compile(r"Times|LiberationSerif|Tinos|DejaVuSerif|FreeSerif|NimbusRoman")
"""The typeface, or what takes its place where it is not installed."""


@cache
def content(lang: str, by: str | None) -> bytes:
    question = Question(as_of=day("2025"), history=True)
    report, _ = judge(str(ROOT / "samples" / "vietnam.xlsx"), question)
    return render("docx", report, Style(lang=lang, by=by))


@pytest.fixture(params=[("vi", None), ("en", None), ("vi", "area")], ids=str, scope="module")
def pdf(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Any:
    folder = tmp_path_factory.mktemp("docx")
    source = folder / "report.docx"
    source.write_bytes(content(*request.param))
    return pypdf.PdfReader(converted(source, "pdf", folder))


def test_every_page_is_a4_numbered_but_the_first_and_full_of_text(pdf: pypdf.PdfReader) -> None:
    assert 4 <= len(pdf.pages) <= 14
    for number, page in enumerate(pdf.pages, 1):
        assert (round(page.mediabox.width), round(page.mediabox.height)) == A4_ACROSS
        first, *rest = page.extract_text().strip().splitlines()
        assert (first.strip() == str(number)) == (number > 1)
        assert rest


def test_the_text_is_all_there_in_one_typeface(pdf: pypdf.PdfReader, request: Any) -> None:
    text = "".join(page.extract_text() for page in pdf.pages)
    # NOTE: where a substitute lacks letters of Vietnamese these come from another font, and out of
    # their order in what is extracted. So words are looked for in ASCII, all others by letters.
    number = "14.02%" if "ANNEX" in text else "14,02%"
    for expected in ("vietnam.xlsx", "UN DESA [", number, "2289/Q"):
        assert expected in text, expected
    written = set(dump(content(*request.node.callspec.params["pdf"])))
    assert {letter for letter in written - set(text) if letter.isalnum()} == set()
    assert "\ufffd" not in text
    assert "Error!" not in text
    named = _fonts(pdf)
    assert named
    assert [name for name in named if not TIMES.search(name)] == []


def _fonts(pdf: pypdf.PdfReader) -> set[str]:
    found: set[str] = set()
    for page in pdf.pages:
        resources: Any = page["/Resources"].get_object()
        found |= {str(each.get_object()["/BaseFont"]) for each in resources["/Font"].values()}
    return found


def test_tables_go_on_with_their_titles_on_the_next_page(
    pdf: pypdf.PdfReader, request: Any
) -> None:
    told = dump(content(*request.node.callspec.params["pdf"]))
    first = "| No. |" if "ANNEX" in told else "| STT |"
    shown = sum(page.extract_text().count(first.strip("| ")) for page in pdf.pages)
    assert shown > told.count(first)


def test_what_was_opened_and_saved_again_reads_the_same(tmp_path: Path) -> None:
    source = tmp_path / "report.docx"
    source.write_bytes(content("vi", None))
    (tmp_path / "saved").mkdir()
    saved = converted(source, "docx", tmp_path / "saved").read_bytes()
    before, after = content("vi", None), saved
    assert [said(table) for table in tables(after)] == [said(table) for table in tables(before)]
    headings = [each for each in paragraphs(before) if each[0].startswith("Heading")]
    assert [each for each in paragraphs(after) if each[0].startswith("Heading")] == headings
