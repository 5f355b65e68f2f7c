"""What a target may say of itself: areas, who answers for it, its clause and where to read it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from acceptance.cli import HEADER, PLAN, inside, write
from unit.reporters.docx_reading import part

LEAD = {"en": "Ministry of Science", "vi": "Bộ Khoa học"}
AREA = {"en": "Ha Noi", "vi": "Hà Nội"}
TOLD = {"en": "Lead: Ministry of Science", "vi": "Cơ quan chủ trì: Bộ Khoa học"}
PACK = f"""\
{PLAN}    applies_to: [vn-ha-noi]
    lead: {{vi: {LEAD["vi"]}, en: {LEAD["en"]}}}
    clause: điểm a khoản 2 mục III
    url: https://example.org/1
"""
ROWS = f"{HEADER}fibre-households,vn-ha-noi,2025,85.1,,NSO,\nfibre-households,VN,2025,99,,NSO,\n"


@pytest.fixture
def asked(tmp_path: Path) -> tuple[Any, ...]:
    data = write(tmp_path, ROWS)
    return data, "-t", write(tmp_path, PACK, "pack.yaml"), "--as-of", "2025"


def test_the_areas_of_a_target_take_the_place_of_those_of_its_pack(asked: tuple[Any, ...]) -> None:
    (found,) = inside("check", *asked, "-f", "json", "--lang", "en").json["assessments"]

    assert (found["area"], found["verdict"], found["informs"]) == ("vn-ha-noi", "fail", False)
    assert (found["lead"], found["clause"], found["url"]) == (
        LEAD["en"], "điểm a khoản 2 mục III", "https://example.org/1",
    )  # fmt: skip


def test_the_columns_of_csv_stay_as_they_are(asked: tuple[Any, ...]) -> None:
    assert "Ministry" not in inside("check", *asked, "-f", "csv", "--lang", "en").out


@pytest.mark.parametrize("lang", ["en", "vi"])
def test_who_answers_for_it_stands_where_it_is_missed(
    asked: tuple[Any, ...], tmp_path: Path, lang: str
) -> None:
    for command in ("check", "gaps"):
        assert TOLD[lang] in inside(command, *asked, "--lang", lang).out
        assert TOLD[lang] in inside(command, *asked, "-f", "markdown", "--lang", lang).out
    page, annex = tmp_path / "r.html", tmp_path / "r.docx"
    inside("check", *asked, "--lang", lang, "-o", page, "-o", annex)
    text = page.read_text(encoding="utf-8")
    document = part(annex.read_bytes(), "word/document.xml")

    for shown in (text, document):
        assert TOLD[lang] in shown
        assert "điểm a khoản 2 mục III, " in shown
    assert 'href="https://example.org/1"' in text


@pytest.mark.parametrize(("lang", "title"), [("en", "Lead agency"), ("vi", "Cơ quan chủ trì")])
def test_explain_and_the_list_tell_all_of_it(asked: tuple[Any, ...], lang: str, title: str) -> None:
    said = inside("explain", "fibre-2025", "-t", asked[2], "--lang", lang).out
    listed = " ".join(inside("targets", "-t", asked[2], "--lang", lang).out.split())
    (row,) = inside("targets", "-t", asked[2], "-f", "json", "--lang", lang).json

    for line in (title, LEAD[lang], "điểm a khoản 2 mục III", "https://example.org/1"):
        assert f"  {line}" in said or f" {line}\n" in said
    assert f"điểm a khoản 2 mục III · {AREA[lang]} · {TOLD[lang]} · https://example.org/1" in listed
    assert (row["applies_to"], row["lead"]) == (["vn-ha-noi"], LEAD[lang])


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("https://example.org/1", "ftp://example.org", "`url` must be"),
        ("[vn-ha-noi]", "[vn-hanoi]", "vn-ha-noi"),
        ("điểm a khoản 2 mục III", '""', "`clause` is empty"),
    ],
)
def test_what_cannot_be_is_refused(tmp_path: Path, old: str, new: str, told: str) -> None:
    path = write(tmp_path, PACK.replace(old, new), "pack.yaml")

    result = inside("targets", "-t", path, "--lang", "en")

    assert result.code == 3
    assert told in result.err.replace("\n", " ")
