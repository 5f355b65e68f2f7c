"""Charts that Word draws: what they show, and that the workbook behind each says the same."""

from __future__ import annotations

import tempfile
import zipfile
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
from docx.oxml import parse_xml

from cmcn4.api import Question, day, judge
from cmcn4.reporters import Style, render
from unit.reporters.docx_reading import opened

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
HEAD = "indicator,area,period,value,source\n"
RANKS = "".join(f"egdi-rank,VN,{year},{value},UN DESA\n" for year, value in
                ((2020, 86), (2022, 86), (2024, 71)))  # fmt: skip
SHARES = "".join(f"internet-users,VN,{year},{value},MIC\n" for year, value in
                 ((2024, "77.5"), (2025, "78")))  # fmt: skip


@cache
def package(rows: str, lang: str = "en") -> dict[str, bytes]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "data.csv"
        path.write_text(HEAD + rows, encoding="utf-8")
        question = Question(as_of=day("2025"), targets=("qd-2289",), history=True)
        report, _ = judge(str(path), question)
        content = render("docx", report, Style(lang=lang))
    opened(content)
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def lines(parts: dict[str, bytes]) -> dict[str, dict[str, str]]:
    """Return the lines of the first chart: by name, the value of each year."""
    tree: Any = parse_xml(parts["word/charts/chart1.xml"])
    found = {}
    for one in tree.iter(f"{C}ser"):
        name = one.findtext(f"{C}tx/{C}strRef/{C}strCache/{C}pt/{C}v")
        years = {p.get("idx"): p.findtext(f"{C}v") for p in one.iterfind(f".//{C}cat//{C}pt")}
        values = {p.get("idx"): p.findtext(f"{C}v") for p in one.iterfind(f".//{C}val//{C}pt")}
        found[name] = {years[index]: value for index, value in values.items()}
    return found


def test_three_years_make_a_line_up_to_the_horizon_beside_the_level_wanted() -> None:
    found = lines(package(RANKS))
    assert found["Observed"] == {"2020": "86.0", "2022": "86.0", "2024": "71.0"}
    assert found["2030: ≤ 50"] == {str(year): "50.0" for year in range(2020, 2031)}
    # Better is up.
    tree: Any = parse_xml(package(RANKS)["word/charts/chart1.xml"])
    turned = tree.find(f".//{C}valAx/{C}scaling/{C}orientation")
    assert turned.get("val") == "maxMin"


def test_two_years_make_none() -> None:
    assert not [name for name in package(SHARES) if "chart" in name]


def test_the_workbook_behind_a_chart_has_its_figures() -> None:
    parts = package(RANKS)
    book = openpyxl.load_workbook(BytesIO(parts["word/embeddings/chart1.xlsx"]))
    head, *rows = book["Sheet1"].iter_rows(values_only=True)
    assert head[1:] == ("Observed", "2030: ≤ 50")
    assert rows[0] == ("2020", 86, 50)
    assert rows[1] == ("2021", None, 50)
    assert rows[4] == ("2024", 71, 50)
    assert len(rows) == 11
    linked = parts["word/charts/_rels/chart1.xml.rels"].decode()
    assert 'Target="../embeddings/chart1.xlsx"' in linked


def test_who_cannot_see_it_hears_the_figures() -> None:
    text = package(RANKS, "vi")["word/document.xml"].decode()
    assert (
        "Xếp hạng Chính phủ điện tử của Liên hợp quốc (EGDI). 2020: 86; 2022: 86; 2024: 71" in text
    )
