"""The workbook holds what the JSON report holds, as typed cells that never act."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import example, given
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

import cmcn4
from cmcn4.locale import ENGLISH, LANGUAGES, composed, say
from cmcn4.model.report import Report
from cmcn4.reporters import Style, render
from cmcn4.reporters.machine.json_report import as_numbers
from cmcn4.reporters.presentation.words import Words
from cmcn4.reporters.xlsx import targets as xlsx_targets
from cmcn4.reporters.xlsx.cells import Cell, Rough, Share, Strings, Writer
from cmcn4.reporters.xlsx.targets import address, sources_page
from golden.canonical import GOLDEN, compare, report
from unit.reporters.hostile import actives, everywhere, quickly
from unit.reporters.packages import parts, tree

SOFFICE = shutil.which("soffice")
RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
AREAS = ("vn-ha-noi", "vn-cao-bang", "vn-hue", "vn-son-la")


@cache
def many() -> Report:
    """Return a report of four provinces, one of which is short of what is wanted."""
    rows: list[dict[str, Any]] = [
        {"indicator": "fibre-communes", "area": area, "period": 2025, "value": value,
         "source": "MOST", "url": "https://example.org/a"}
        for area, value in zip(AREAS, (100, 75, 100, 100), strict=True)
    ]  # fmt: skip
    return cmcn4.check(rows, targets="qd-2289/fibre-communes-2025", as_of="2025")


def book(content: bytes) -> Workbook:
    return load_workbook(io.BytesIO(content))


def sheet(content: bytes, name: str, lang: str = "en") -> Worksheet:
    found = book(content)[say(lang, composed(f"xlsx.sheet.{name}"))]
    assert isinstance(found, Worksheet)
    return found


def table(content: bytes, name: str, lang: str = "en") -> list[dict[str, Any]]:
    """Return the rows of a sheet's table by the titles of its columns."""
    page = sheet(content, name, lang)
    (found,) = page.tables.values()
    head, *rows = page[found.ref]
    titles = [cell.value for cell in head]
    assert titles == found.column_names
    assert len(set(titles)) == len(titles)
    return [dict(zip(titles, (cell.value for cell in row), strict=True)) for row in rows]


def dump(content: bytes) -> bytes:
    """Return every cell as a line of text, sheet by sheet."""
    lines = []
    for page in book(content):
        assert isinstance(page, Worksheet)
        lines.append(f"# {page.title} {page.dimensions} {page.freeze_panes or ''}".rstrip())
        for row in page.iter_rows():
            for cell in row:
                if cell.value is not None:
                    shown = f" {cell.number_format}" if cell.data_type in "nd" else ""
                    link = f" -> {cell.hyperlink.target}" if cell.hyperlink else ""
                    lines.append(f"{cell.coordinate}{shown}: {cell.value}{link}")
    return ("\n".join(lines) + "\n").encode()


def text(lang: str, by: str | None = None) -> bytes:
    return dump(render("xlsx", report(), Style(lang=lang, by=by)))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_cells_are_as_expected(lang: str, *, update: bool) -> None:
    base = None if lang == ENGLISH else text(ENGLISH)
    compare(f"xlsx.{lang}.txt", text(lang), update=update, base=base)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_cells_of_the_gap_summary_are_as_expected(lang: str, *, update: bool) -> None:
    compare(f"gaps.xlsx.{lang}.txt", text(lang, "target"), update=update, base=text(lang))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_assessments_have_the_values_of_the_json_report(lang: str) -> None:
    rows = table(render("xlsx", report(), Style(lang=lang)), "assessments", lang)
    records = as_numbers(report(), lang)["assessments"]
    assert len(rows) == len(records) > 0
    columns = {"id": "target", "target": "title", "horizon": "horizon", "code": "area",
               "area": "area_name", "threshold": "threshold", "value": "value", "low": "low",
               "high": "high", "gap": "gap", "margin": "margin", "why": "reason",
               "source": "source"}  # fmt: skip
    words = Words(lang, report().catalogue)
    for row, record in zip(rows, records, strict=True):
        # People read names in their language, programs compare them as they are written.
        expected = record | {
            "source": record["source"]
            and "; ".join(map(words.source, record["source"].split("; "))),
            "area_name": words.area(record["area"]),
        }
        for column, key in columns.items():
            assert row[say(lang, composed(f"xlsx.column.{column}"))] == expected[key], key
        contested = row[say(lang, "xlsx.column.contested")]
        assert contested == ("≠" if record["contested"] else None)


def test_a_value_without_a_limit_has_an_empty_cell() -> None:
    some = {"area": "VN", "period": "2025", "value": "> 0", "unit": "enterprises", "source": "NSO"}
    rows = [{**some, "indicator": "advanced-digital-firms"}]
    judged = cmcn4.check(rows, targets="nq-57-tw-2024/digital-firms-2030", as_of=2025)
    (row,) = table(render("xlsx", judged, Style()), "assessments")
    low, high = (say("en", composed(f"xlsx.column.{name}")) for name in ("low", "high"))
    assert (row[low], row[high]) == (0, None)


def test_findings_have_the_words_and_places_of_the_json_report() -> None:
    rows = table(render("xlsx", report(), Style()), "findings")
    found = [
        (row["Level"].partition(" ")[2], row["Finding"], row["File"], row["Cell"], row["Times"],
         row["What"], row["What to do"])
        for row in rows
    ]  # fmt: skip
    order = ("error", "warning", "note")
    findings = as_numbers(report(), "en")["findings"]
    expected = sorted(findings, key=lambda one: order.index(one["level"]))
    assert found == [
        (one["level"], one["code"], one["path"], one["cell"], one["count"], one["message"],
         one["hint"])
        for one in expected
    ]  # fmt: skip


def test_the_summary_counts_what_the_report_counts() -> None:
    page = sheet(render("xlsx", report(), Style()), "summary")
    rows = [[cell.value for cell in row] for row in page.iter_rows()]
    head = next(place for place, row in enumerate(rows) if row[0] == "Document")
    counts = []
    for row in rows[head + 1 :]:
        if row[0] is None:
            break
        counts.append(row)
    totals = [sum(int(str(row[place])) for row in counts) for place in range(2, 8)]
    summary = report().summary
    names = ("pass", "fail", "review", "pending", "no-data")
    assert totals == [*(summary[name] for name in names), sum(summary[name] for name in names)]


def test_the_chart_is_of_the_counts_in_colours_for_everyone() -> None:
    content = render("xlsx", report(), Style())
    chart = parts(content)["xl/charts/chart1.xml"].decode()
    rows = sheet(content, "summary").iter_rows(max_col=1)
    row = next(cell.row for (cell,) in rows if cell.value == "Document")
    names = re.findall("<tx><strRef><f>(.*?)</f>", chart)
    assert names == [f"'Summary'!{letter}{row}" for letter in "CDEFG"]
    labels = re.findall("<cat><strRef><f>(.*?)</f>", chart)
    # Two documents, one with two years, and one of a province.
    assert set(labels) == {f"'Summary'!$A${row + 1}:$A${row + 4}"}
    assert re.findall(r'srgbClr val="(\w+)"', chart)[::2] == [
        "0072B2", "D55E00", "F0E442", "56B4E9", "BFBFBF",
    ]  # fmt: skip
    assert re.findall(r'(?:grouping|barDir) val="(\w+)"', chart) == ["bar", "stacked"]


def test_gaps_are_numbers_and_the_worst_comes_first() -> None:
    rows = table(render("xlsx", report(), Style(by="target")), "gaps")
    assert all(isinstance(row["Gap"], (int, float)) for row in rows if row["Gap"] is not None)
    shares = [
        row["Road still to go"] if row["Road still to go"] is not None else row["Gap, % of target"]
        for row in rows
    ]
    known = [share for share in shares if share is not None]
    assert known == sorted(known, reverse=True)
    assert len(known) > 1


def test_the_gap_summary_alone_has_only_its_sheets() -> None:
    assert book(render("xlsx", report(), Style(by="pack"))).sheetnames == ["Gaps", "Not judged"]
    assert book(render("xlsx", many(), Style(by="area"))).sheetnames == [
        "Gaps", "Areas and targets", "Gaps in % of target", "Not judged",
    ]  # fmt: skip


def test_the_matrix_has_signs_and_the_heat_map_shares() -> None:
    content = render("xlsx", many(), Style())
    matrix, heat = sheet(content, "matrix"), sheet(content, "heat")
    signs = {row[0].value: row[1].value for row in matrix.iter_rows(min_row=2)}
    shares = {row[0].value: row[1].value for row in heat.iter_rows(min_row=2)}
    assert signs == {"Cao Bang": "✘", "Ha Noi": "✔", "Hue": "✔", "Son La": "✔"}
    assert shares == {"Cao Bang": 0.25, "Ha Noi": 0, "Hue": 0, "Son La": 0}
    rules = [rule.type for found in heat.conditional_formatting for rule in found.rules]
    assert "colorScale" in rules
    formulas = [rule.formula for found in matrix.conditional_formatting for rule in found.rules]
    assert ['LEFT(A2,1)="✘"'] in formulas
    assert matrix.freeze_panes == "B2"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_sheet_is_printed_on_a4_across_with_its_titles_and_page_numbers(lang: str) -> None:
    found = book(render("xlsx", many(), Style(lang=lang)))
    assert len(found.sheetnames) == 9
    for page in found:
        assert isinstance(page, Worksheet)
        assert len(page.title) <= 31
        assert not set(page.title) & set("[]:*?/\\")
        setup = page.page_setup
        assert (setup.orientation, setup.paperSize) == ("landscape", 9)
        assert (setup.fitToWidth, setup.fitToHeight) == (1, 0)
        assert page.sheet_properties.pageSetUpPr is not None
        assert page.sheet_properties.pageSetUpPr.fitToPage
        assert page.oddFooter is not None
        assert page.oddFooter.right.text == "&P / &N"
        if page.title != found.sheetnames[0]:
            assert page.freeze_panes
            assert page.print_title_rows
            assert page["A1"].alignment.wrap_text or page.tables


def test_the_same_report_gives_the_same_bytes_at_any_time() -> None:
    first = render("xlsx", report(), Style())
    with patch("openpyxl.writer.excel.datetime") as clock, patch("time.time", return_value=2e9):
        clock.datetime.now.return_value = datetime(2033, 1, 1)  # noqa: DTZ001 - as openpyxl keeps it
        assert render("xlsx", report(), Style()) == first
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {each.date_time for each in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    properties = book(first).properties
    assert properties.creator == "cmcn4"
    assert properties.created == properties.modified == datetime(2025, 12, 31)  # noqa: DTZ001


@quickly
@given(actives)
@example('=HYPERLINK("http://e.org")')
@example("=cmd|' /C calc'!A0")
@example("@SUM(1)\t+1\r\n-1")
def test_no_text_acts_and_every_part_is_whole(name: str) -> None:
    content = render("xlsx", everywhere(name), Style(verbosity=1))
    for part, data in parts(content).items():
        if part.endswith((".xml", ".rels")):
            tree(data)
        assert b"<f>" not in data or part.startswith("xl/charts/")
    for page in book(content):
        assert isinstance(page, Worksheet)
        for row in page.iter_rows():
            assert all(cell.data_type != "f" for cell in row)


def test_text_that_looks_like_a_formula_stays_a_shared_text() -> None:
    name = "=1+1"
    content = render("xlsx", everywhere(name), Style())
    assert f">{name} a<".encode() in parts(content)["xl/sharedStrings.xml"]
    cells = b"".join(data for part, data in parts(content).items() if "worksheets/" in part)
    assert not re.search(rb'<c [^>]*t="(?!s")', cells)


def test_nothing_outside_is_referred_to_but_addresses_of_the_web() -> None:
    judged = cmcn4.check(
        [
            {"indicator": "egdi-rank", "period": 2024, "value": 71, "source": "A", "url": url}
            for url in ("https://e.org/a b?x=1&y=ộ", "javascript:alert(1)", "file:///etc/passwd")
        ],
        targets="qd-2289/egdi-rank-2030",
        as_of="2025",
    )
    for content in (render("xlsx", judged, Style()), render("xlsx", report(), Style())):
        for part, data in parts(content).items():
            if part.endswith(".rels"):
                for each in tree(data).iter(RELATION):
                    outside = each.get("TargetMode") == "External"
                    assert not outside or each.get("Target").startswith(("http://", "https://"))


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://e.org/a b?x=1&y=ộ#z", "https://e.org/a%20b?x=1&y=%E1%BB%99#z"),
        ("http://e.org/%20", "http://e.org/%20"),
        ('https://e.org/"<>\n', "https://e.org/%22%3C%3E%0A"),
        ("javascript:alert(1)", None),
        ("file:///etc/passwd", None),
        ("//e.org", None),
        ("mailto:a@e.org", None),
        (" https://e.org", None),
        ("https://e.org/" + "a" * 3_000, None),
        ("", None),
    ],
)
def test_only_addresses_of_the_web_are_links(url: str, expected: str | None) -> None:
    assert address(url) == expected


def test_beyond_what_excel_allows_addresses_are_texts(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [
        {"indicator": name, "period": 2025, "value": 50, "source": name, "url": f"https://{name}"}
        for name in ("internet-users", "fibre-households", "5g-population-coverage")
    ]
    judged = cmcn4.check(rows, targets="qd-2289", as_of="2025")
    words = Words("en", judged.catalogue)
    assert len(sources_page(judged, words).links) == 3
    monkeypatch.setattr(xlsx_targets, "MOST_LINKS", 1)
    page = sources_page(judged, words)
    assert [each.cell for each in page.links] == ["F2"]
    looks = [row[-1].style for row in page.rows() if isinstance(row[-1], Cell)]
    assert looks == ["link", "wrap", "wrap"]


def written(*cells: Any) -> str:
    styles = {name: place for place, name in enumerate(
        ["text", "wrap", "share", "date", *(f"number{each}" for each in range(7))])}  # fmt: skip
    return Writer(styles, Strings("…"), [("wrap", 10)] * len(cells)).row(3, cells)


def test_numbers_are_written_digit_by_digit_in_a_format_that_shows_them() -> None:
    row = written(Decimal("14.020"), Decimal("-1E+3"), Decimal("0.12345678"), 7, Share(Decimal(1)))
    assert row == (
        '<row r="3" ht="15"><c r="A3" s="7"><v>14.020</v></c><c r="B3" s="4"><v>-1000</v></c>'
        '<c r="C3" s="10"><v>0.12345678</v></c><c r="D3" s="1"><v>7</v></c>'
        '<c r="E3" s="2"><v>1</v></c></row>'
    )


def test_reckoned_numbers_show_two_decimals_unless_they_are_small() -> None:
    row = written(Rough(Decimal("2.707068")), Rough(Decimal("0.001")))
    assert row == (
        '<row r="3" ht="15"><c r="A3" s="6"><v>2.707068</v></c><c r="B3" s="10"><v>0.001</v></c>'
        "</row>"
    )


def test_a_row_is_as_high_as_its_longest_text_needs() -> None:
    assert written("a" * 30).startswith('<row r="3" ht="60">')
    assert written("a\nb").startswith('<row r="3" ht="30">')
    assert written("a" * 9_000).startswith('<row r="3" ht="409">')


def test_texts_are_kept_once_and_cut_to_what_a_cell_holds() -> None:
    strings = Strings("… cut")
    assert [strings.number(text) for text in ("a", "b", "a")] == [0, 1, 0]
    strings.number("\U0001f600" * 20_000)
    strings.number("x" * 32_767)
    data = b"".join(strings.part())
    *_, emoji, full = (each[0].text for each in tree(data))
    assert len(emoji.encode("utf-16-le")) // 2 in (32_766, 32_767)
    assert emoji.endswith("\U0001f600… cut")
    assert full == "x" * 32_767
    assert b'count="5" uniqueCount="4"' in data


def test_what_looks_like_an_escape_is_escaped_and_what_xml_cannot_hold_is_marked() -> None:
    strings = Strings("")
    strings.number("_x0041_ \x00\ud800\ufffe\r\nb & <c>")
    (text,) = (each[0].text for each in tree(b"".join(strings.part())))
    assert text == "_x005F_x0041_ \ufffd\ufffd\ufffd\nb & <c>"


def test_without_gaps_and_findings_the_tables_are_empty_but_whole() -> None:
    judged = replace(many(), findings=(), assessments=many().assessments[1:2])
    content = render("xlsx", judged, Style())
    assert [set(row.values()) for row in table(content, "gaps")] == [{None}]
    assert [set(row.values()) for row in table(content, "findings")] == [{None}]


def test_without_any_assessment_there_is_nothing_to_draw() -> None:
    content = render("xlsx", replace(report(), assessments=()), Style())
    assert not [name for name in parts(content) if "chart" in name]
    cells = [cell.value for (cell,) in sheet(content, "summary").iter_rows(max_col=1)]
    assert cells[-2:] == ["File", "input/data.csv"]


def test_what_has_changed_since_a_baseline_is_a_sheet(tmp_path: Path) -> None:
    from cmcn4.api import Question, day, judge

    old = tmp_path / "old.csv"
    old.write_text("indicator,period,value,source\nfibre-households,2025,91,MOST\n")
    new = tmp_path / "new.csv"
    new.write_text("indicator,period,value,source\nfibre-households,2025,71.5,MOST\n")
    judged, _ = judge(str(new), Question(as_of=day(2025), baseline=str(old)))
    rows = table(render("xlsx", judged, Style()), "changes")
    assert rows[0]["Worse"] == "yes"
    assert {"kind": "revised value", "old": 91, "new": 71.5} in [
        {"kind": row["Kind"], "old": row["Before"], "new": row["Now"]} for row in rows
    ]


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.office
def test_libreoffice_makes_a_document_of_it(lang: str, tmp_path: Path) -> None:
    path = tmp_path / "report.xlsx"
    path.write_bytes(render("xlsx", many(), Style(lang=lang)))
    subprocess.run(
        [SOFFICE or "", "--headless", f"-env:UserInstallation={(tmp_path / 'lo').as_uri()}",
         "--convert-to", "pdf", "--outdir", tmp_path, path],
        check=True, capture_output=True, timeout=240,
    )  # fmt: skip
    from pypdf import PdfReader

    pages = PdfReader(tmp_path / "report.pdf").pages
    assert len(pages) >= 9
    text = "".join(page.extract_text() for page in pages)
    assert say(lang, "xlsx.chart") in text
    assert all(page.mediabox.width > page.mediabox.height for page in pages)


def test_in_a_folder_of_data_the_workbook_is_known_as_a_report(tmp_path: Path) -> None:
    (tmp_path / "report.xlsx").write_bytes(render("xlsx", report(), Style()))
    (tmp_path / "data.csv").write_text("indicator,period,value,source\negdi-rank,2024,71,UN DESA\n")
    judged = cmcn4.check(tmp_path, targets="qd-2289/egdi-rank-2030", as_of="2025")
    assert [each.observations for each in judged.inputs if each.path.endswith("data.csv")] == [1]
    assert not any(each.path.endswith("report.xlsx") for each in judged.inputs)
    (skipped,) = (each for each in judged.findings if each.code == "file-skipped")
    assert skipped.facts["files"] == ("report.xlsx",)


def test_golden_files_stand_beside_the_others() -> None:
    assert {path.name for path in GOLDEN.glob("*xlsx*")} == {
        "xlsx.en.txt",
    }  # fmt: skip
