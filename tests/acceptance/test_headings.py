"""What heads a report: the pack it is of; the strategy only where its own packs are meant."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from acceptance.cli import HEADER, inside, write
from unit.reporters.docx_reading import part

ROWS = f"{HEADER}digital-economy-share,VN,2025,14.02,% of GDP,NSO,2025-12-30\n"
STRATEGY = {
    "en": "Strategy on the Fourth Industrial Revolution",
    "vi": "Chiến lược quốc gia về Cách mạng công nghiệp lần thứ tư",
}
TITLE = {
    "en": "749/QĐ-TTg · National Digital Transformation Programme to 2025, "
          "with orientation to 2030",
    "vi": "749/QĐ-TTg · Chương trình Chuyển đổi số quốc gia đến năm 2025, "
          "định hướng đến năm 2030",
}  # fmt: skip


def headed(tmp_path: Path, *selectors: str, lang: str = "en") -> str:
    chosen = [part for selector in selectors for part in ("-t", selector)]
    out = inside("check", write(tmp_path, ROWS), *chosen, "--as-of", "2025", "--lang", lang).out
    return out.splitlines()[0].partition(" · as of ")[0].partition(" · tính đến ")[0]


@pytest.mark.parametrize("lang", ["en", "vi"])
def test_the_strategy_heads_its_own_packs(tmp_path: Path, lang: str) -> None:
    assert headed(tmp_path, lang=lang) == STRATEGY[lang]
    assert headed(tmp_path, "qd-2289", "khhd-btttt-2022", lang=lang) == STRATEGY[lang]


@pytest.mark.parametrize("lang", ["en", "vi"])
def test_one_document_heads_its_own_report(tmp_path: Path, lang: str) -> None:
    assert headed(tmp_path, "qd-749-2020", lang=lang) == TITLE[lang]


def test_several_documents_are_named_and_many_counted(tmp_path: Path) -> None:
    assert headed(tmp_path, "qd-2289", "qd-749-2020") == "Documents 2289/QĐ-TTg and 749/QĐ-TTg"
    assert headed(tmp_path, "all") == "8 documents"


@pytest.mark.parametrize("lang", ["en", "vi"])
def test_every_format_is_headed_alike(tmp_path: Path, lang: str) -> None:
    page, book, annex = (tmp_path / f"r.{suffix}" for suffix in ("html", "xlsx", "docx"))
    asked = (write(tmp_path, ROWS), "-t", "qd-749-2020", "--as-of", "2025", "--lang", lang)
    outputs = [part for path in (page, book, annex) for part in ("-o", path)]

    markdown = inside("check", *asked, *outputs, "-f", "markdown").out

    html = page.read_text(encoding="utf-8")
    document = part(annex.read_bytes(), "word/document.xml")
    assert f"<h1><bdi>{TITLE[lang]}</bdi></h1>" in html
    assert f"<title>{TITLE[lang]}: " in html
    assert load_workbook(book).worksheets[0]["A1"].value == TITLE[lang]
    assert TITLE[lang].partition(" · ")[2].upper() in document
    assert TITLE[lang] in markdown.replace("\\", "")
    for shown in (html, document, markdown):
        assert STRATEGY[lang] not in shown
        assert STRATEGY[lang].upper() not in shown


@pytest.mark.parametrize(
    ("lang", "told", "annexed"),
    [
        (
            "en",
            "2025 · 749/QĐ-TTg: at least 20% — ✘ FAIL 14.02%",
            "Decision 749/QĐ-TTg, 2025: ≥\u00a020% (missed)",
        ),
        (
            "vi",
            "2025 · 749/QĐ-TTg: từ 20% trở lên — ✘ KHÔNG ĐẠT 14,02%",
            "Quyết định số 749/QĐ-TTg, 2025: ≥\u00a020% (chưa đạt)",
        ),
    ],
)
def test_cards_and_the_annex_name_other_documents_with_their_verdicts(
    tmp_path: Path, lang: str, told: str, annexed: str
) -> None:
    page, annex = tmp_path / "r.html", tmp_path / "r.docx"
    chosen = ("-t", "qd-2289/digital-*-2025", "-t", "qd-749-2020/digital-*-2025")
    asked = (write(tmp_path, ROWS), *chosen, "--as-of", "2025", "--lang", lang)

    inside("check", *asked, "-o", page, "-o", annex)

    document = part(annex.read_bytes(), "word/document.xml")
    assert page.read_text(encoding="utf-8").count(told) == 1
    # The annex has words alone: its typeface lacks the signs of verdicts.
    assert document.count(annexed) == 1
