"""The annex as an office program shows it: pages, page numbers, texts, typeface."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import pypdf
import pytest

from cmcn4.api import Question, day, judge
from cmcn4.model.issuing import BLANK, Issuing
from cmcn4.reporters import Style, render
from office.libreoffice import converted, needs_office
from unit.reporters.docx_reading import dump, paragraphs, said, tables

ROOT = Path(__file__).parents[2]
pytestmark = needs_office
A4 = {(842, 595), (595, 842)}
"""Points, to the nearest."""
PAGE = re.compile(r"(?<=tr\.\u00a0)(?:–|\d)")
"""The page of the details, which an office program finds itself."""
TIMES = re.compile(r"Times|LiberationSerif|Tinos|DejaVuSerif|FreeSerif|NimbusRoman")
"""The typeface, or what takes its place where it is not installed."""


@cache
def content(lang: str, by: str | None, issued: bool = False) -> bytes:
    question = Question(as_of=day("2025"), history=True)
    report, _ = judge(str(ROOT / "samples" / "vietnam.xlsx"), question)
    issuing = Issuing(issuer="Bộ Khoa học và Công nghệ") if issued else BLANK
    return render("docx", report, Style(lang=lang, by=by, issuing=issuing))


KINDS = [("vi", None), ("en", None), ("vi", "area"), ("vi", None, True)]


@pytest.fixture(params=KINDS, ids=str, scope="module")
def pdf(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Any:
    folder = tmp_path_factory.mktemp("docx")
    source = folder / "report.docx"
    source.write_bytes(content(*request.param))
    return pypdf.PdfReader(converted(source, "pdf", folder))


def test_every_page_is_a4_and_full_of_text_and_each_annex_counts_its_own(
    pdf: pypdf.PdfReader, request: Any
) -> None:
    assert 4 <= len(pdf.pages) <= 15
    number = parts = 0
    for page in pdf.pages:
        assert (round(page.mediabox.width), round(page.mediabox.height)) in A4
        first, *rest = page.extract_text().strip().splitlines()
        number = number + 1 if first.strip() == str(number + 1) else 1
        parts += number == 1
        assert rest
    # The report itself, and two annexes.
    assert parts == (3 if request.node.callspec.params["pdf"][2:] else 2)


def test_the_answer_stands_on_the_first_page(pdf: pypdf.PdfReader, request: Any) -> None:
    lang, by, *issued = request.node.callspec.params["pdf"]
    if by or issued:
        pytest.skip("a summary of gaps alone, or a report whose head takes the room")
    first = pdf.pages[0].extract_text()
    documents = "Documents:" if lang == "en" else "(1) Quy"
    assert documents in first  # the last line below the synopsis
    # Word and LibreOffice find the pages of the details themselves.
    page = r"\b21, p\.\s\d" if lang == "en" else r"\b21, tr\.\s\d"
    assert re.search(page, first)


def test_the_text_is_all_there_in_one_typeface(pdf: pypdf.PdfReader, request: Any) -> None:
    text = "".join(page.extract_text() for page in pdf.pages)
    # NOTE: where a substitute lacks letters of Vietnamese these come from another font, and out of
    # their order in what is extracted. So words are looked for in ASCII, all others by letters.
    number = "14.02%" if "Annex" in text else "14,02%"
    for expected in ("vietnam.xlsx", "UN DESA", number, "2289/Q"):
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
    first = "| No. |" if "Annex" in told else "| STT |"
    shown = sum(page.extract_text().count(first.strip("| ")) for page in pdf.pages)
    assert shown > told.count(first)


def test_what_was_opened_and_saved_again_reads_the_same(tmp_path: Path) -> None:
    source = tmp_path / "report.docx"
    source.write_bytes(content("vi", None))
    (tmp_path / "saved").mkdir()
    saved = converted(source, "docx", tmp_path / "saved").read_bytes()
    before, after = content("vi", None), saved
    texts = [[PAGE.sub("–", said(table)) for table in tables(each)] for each in (before, after)]
    assert texts[0] == texts[1]
    headings = [each for each in paragraphs(before) if each[0].startswith("Heading")]
    assert [each for each in paragraphs(after) if each[0].startswith("Heading")] == headings
