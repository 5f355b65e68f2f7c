"""Annotated copies: comments on the cells, and every other byte as it was."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from openpyxl import load_workbook

from cmcn4.model.decision import Decision
from cmcn4.model.finding import Finding
from cmcn4.model.observation import Place, Sheet
from cmcn4.model.text import BIDI
from cmcn4.reporters.annotation.copy import NotAnnotated, annotated
from unit.reporters.hostile import actives, quickly
from unit.reporters.packages import (
    MAIN,
    PATH,
    RELS,
    SHEET,
    STRICT_MAIN,
    STRICT_RELS,
    TYPES,
    finding,
    package,
    parts,
    rels,
    report,
    tree,
    workbook,
)

HINT = "→ Write for example 18.3, 18,3 %, > 87, about 90; leave it empty if there is no value."
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
ALTERNATIVE = (
    f'<m:AlternateContent xmlns:m="{MC}"><m:Choice><controls/></m:Choice></m:AlternateContent>'
)
FIRST = "xl/worksheets/sheet1.xml"
NEW = {
    "xl/comments1.xml",
    "xl/drawings/vmlDrawing1.vml",
    "xl/worksheets/_rels/sheet1.xml.rels",
}


def copy(content: bytes, *findings: Finding, lang: str = "en") -> bytes:
    done = annotated(content, report(*findings), PATH, lang)
    assert done.left_out == 0
    for name, data in parts(done.content).items():
        if not name.endswith(".bin"):
            tree(data)
    return done.content


def comments(content: bytes) -> dict[str, dict[str, str]]:
    """Return what openpyxl reads, by sheet and cell."""
    book = load_workbook(io.BytesIO(content))
    return {
        sheet.title: {
            cell.coordinate: cell.comment.text
            for row in sheet.iter_rows()
            for cell in row
            if cell.comment
        }
        for sheet in book.worksheets
    }


def test_a_finding_is_a_comment_on_its_cell_by_cmcn4() -> None:
    content = copy(package(), finding("Two", 3, 2, found="abc"))
    expected = f"Error · number-unreadable\n“abc” is not a number.\n{HINT}"
    assert comments(content) == {"One": {}, "Two": {"B3": expected}}
    comment = load_workbook(io.BytesIO(content))["Two"]["B3"].comment
    assert comment is not None
    assert comment.author == "cmcn4"


def test_the_comment_is_in_the_language_of_the_run() -> None:
    (text,) = comments(copy(package(), finding("One", 1, 1), lang="vi"))["One"].values()
    assert text.startswith(
        "Lỗi · Giá trị không phải là số (number-unreadable)\n“x” không phải là số.\n→ "
    )


def test_several_findings_on_one_cell_are_one_comment_the_worst_first() -> None:
    other = Finding("source-missing", Place(Sheet(PATH, "One"), 2, 2), {}, 4)
    text = comments(copy(package(), other, finding("One", 2, 2)))["One"]["B2"]
    assert re.findall(r"^.* · .*$", text, re.MULTILINE) == [
        "Error · number-unreadable",
        "Warning · source-missing × 4",
    ]
    assert "\n\nWarning" in text


def test_a_decision_is_told() -> None:
    place = Place(Sheet("cmcn4.toml"), 1)
    accepted = Decision(place=place, because="as agreed", finding="source-missing")
    other = Finding("source-missing", Place(Sheet(PATH, "One"), 2, 2), {}, decision=accepted)
    text = comments(copy(package(), other))["One"]["B2"]
    assert text.endswith("\ndecided: accepted – because as agreed")


def test_a_finding_without_a_cell_stands_at_the_beginning_of_what_it_is_about() -> None:
    content = copy(package(), finding("Two"), finding("Two", 5), finding(None))
    assert {name: list(cells) for name, cells in comments(content).items()} == {
        "One": ["A1"],
        "Two": ["A1", "A5"],
    }


def test_what_is_said_of_the_file_stands_on_the_first_sheet_that_is_seen() -> None:
    book = workbook(state='state="hidden"')
    content = copy(package({"xl/workbook.xml": book}), finding(None), finding("One", 2, 2))
    assert {name: list(cells) for name, cells in comments(content).items()} == {
        "One": ["B2"],
        "Two": ["A1"],
    }


def test_within_merged_cells_the_comment_stands_on_the_one_that_is_shown() -> None:
    merged = SHEET.replace(
        "</sheetData>", '</sheetData><mergeCells><mergeCell ref="B2:D4"/></mergeCells>'
    )
    content = copy(package({FIRST: merged}), finding("One", 4, 3))
    assert list(comments(content)["One"]) == ["B2"]


def test_all_other_members_keep_their_bytes_order_and_dates() -> None:
    macro = {"xl/vbaProject.bin": b"\x00macro" * 50, "docProps/thumbnail.bin": b"\xff\xd8"}
    before = package(macro)
    after = copy(before, finding("One", 2, 2))
    old, new = zipfile.ZipFile(io.BytesIO(before)), zipfile.ZipFile(io.BytesIO(after))
    assert new.namelist()[: len(old.namelist())] == old.namelist()
    assert set(new.namelist()) - set(old.namelist()) == NEW
    for name in old.namelist():
        one, other = old.getinfo(name), new.getinfo(name)
        assert one.date_time == other.date_time
        if name not in (FIRST, "[Content_Types].xml"):
            assert raw(before, one) == raw(after, other)
            assert (one.extra, one.flag_bits, one.external_attr) == (
                other.extra, other.flag_bits, other.external_attr,
            )  # fmt: skip


def raw(content: bytes, info: zipfile.ZipInfo) -> bytes:
    """Return a member's header and data as they stand in the file."""
    return content[info.header_offset :][: 30 + len(info.filename) + info.compress_size]


def test_a_member_written_without_knowing_its_size_is_carried_whole() -> None:
    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

    out = Pipe()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts(package({"xl/media/a.bin": b"abc" * 99})).items():
            archive.writestr(name, data)
    content = copy(out.getvalue(), finding("One", 2, 2))
    assert parts(content)["xl/media/a.bin"] == b"abc" * 99
    assert list(comments(content)["One"]) == ["B2"]


def test_a_file_without_findings_stays_as_it_is() -> None:
    elsewhere = Finding("number-unreadable", Place(Sheet("other.xlsx", "One"), 1, 1), {"found": ""})
    assert copy(package(), elsewhere) == package()


def test_the_same_findings_give_the_same_bytes() -> None:
    found = [finding("One", row, 2) for row in range(1, 9)]
    assert copy(package(), *found) == copy(package(), *found)


def test_three_hundred_rows_have_a_comment_each() -> None:
    content = copy(package(), *(finding("One", row, 3) for row in range(1, 301)))
    assert list(comments(content)["One"]) == [f"C{row}" for row in range(1, 301)]
    drawing = parts(content)["xl/drawings/vmlDrawing1.vml"]
    assert len(set(re.findall(rb'id="_x0000_s(\d+)"', drawing))) == 300


@pytest.mark.parametrize(
    ("tail", "follows"),
    [
        ('<pageMargins left="1" right="1" top="1" bottom="1" header="1" footer="1"/>', ""),
        (f'<drawing xmlns:r="{RELS}" r:id="rId7"/>', ""),
        (f'<legacyDrawingHF xmlns:r="{RELS}" r:id="rId7"/>', "legacyDrawingHF"),
        ('<tableParts count="0"/>', "tableParts"),
        ("<extLst/>", "extLst"),
        (
            ALTERNATIVE,
            "AlternateContent",
        ),
    ],
)
def test_the_drawing_is_named_at_the_schema_s_place(tail: str, follows: str) -> None:
    sheet = SHEET.replace("</worksheet>", f"{tail}</worksheet>")
    root = tree(parts(copy(package({FIRST: sheet}), finding("One", 1, 1)))[FIRST])
    names = [each.tag.rpartition("}")[2] for each in root]
    assert [*names[names.index("legacyDrawing") + 1 :], ""][0] == follows


@pytest.mark.parametrize(
    "sheet",
    [
        re.sub("(</?)", r"\1x:", SHEET).replace("xmlns=", "xmlns:x="),
        f'<worksheet xmlns="{MAIN}"/>',
        f"<worksheet xmlns='{MAIN}' ><!-- > --><sheetData/></worksheet >\n",
        f'<?xml version="1.0" encoding="UTF-16"?>{SHEET}'.encode("utf-16"),
        b"\xef\xbb\xbf" + SHEET.encode(),
        f'<?xml version="1.0" encoding="windows-1258"?>{SHEET}'.encode("cp1258"),
    ],
    ids=["prefix", "empty", "spaces", "utf-16", "bom", "windows-1258"],
)
def test_a_sheet_may_be_written_in_any_way_that_is_xml(sheet: str | bytes) -> None:
    content = copy(package({FIRST: sheet}), finding("One", 1, 1))
    root = tree(parts(content)[FIRST])
    assert root[-1].tag == f"{{{MAIN}}}legacyDrawing"
    drawing = root[-1].get(f"{{{RELS}}}id")
    assert f'Id="{drawing}" '.encode() in parts(content)["xl/worksheets/_rels/sheet1.xml.rels"]
    assert list(comments(content)["One"]) == ["A1"]


def test_names_of_sheets_and_targets_may_need_escaping() -> None:
    book = workbook("A &amp; &lt;B&gt; &quot;C&quot;")
    links = rels(
        ("rId1", "worksheet", "/xl/worksheets/one%20two.xml"),
        ("rId2", "worksheet", "./../xl/worksheets/sheet2.xml"),
    )
    types = TYPES.replace("sheet1.xml", "one two.xml")
    content = copy(
        package({"xl/workbook.xml": book, "xl/_rels/workbook.xml.rels": links,
                 "xl/worksheets/one two.xml": SHEET, "[Content_Types].xml": types}),
        finding('A & <B> "C"', 2, 2), finding("Two", 1, 1),
    )  # fmt: skip
    members = parts(content)
    assert b'ref="B2"' in members["xl/comments1.xml"]
    assert b'"../comments1.xml"' in members["xl/worksheets/_rels/one two.xml.rels"]
    assert b'"../comments2.xml"' in members["xl/worksheets/_rels/sheet2.xml.rels"]


def test_strict_workbooks_are_annotated_in_their_own_namespaces() -> None:
    strict = {
        name: text.decode().replace(MAIN, STRICT_MAIN).replace(RELS, STRICT_RELS)
        for name, text in parts(package()).items()
    }
    members = parts(copy(package(strict), finding("One", 2, 2)))
    assert tree(members["xl/comments1.xml"]).tag == f"{{{STRICT_MAIN}}}comments"
    assert (
        f'Type="{STRICT_RELS}/comments"'.encode() in members["xl/worksheets/_rels/sheet1.xml.rels"]
    )
    assert tree(members[FIRST])[-1].get(f"{{{STRICT_RELS}}}id") == "rId2"


@pytest.mark.parametrize(
    ("parts_", "reason"),
    [
        ({"_xmlsignatures/origin.sigs": b""}, "signed"),
        ({FIRST: f'<!DOCTYPE a [<!ENTITY b "c">]>{SHEET}'}, "damaged"),
        ({FIRST: "<worksheet>"}, "damaged"),
        ({"xl/_rels/workbook.xml.rels": rels()}, "damaged"),
        ({"_rels/.rels": rels()}, "damaged"),
        ({"[Content_Types].xml": "<"}, "damaged"),
    ],
)
def test_where_no_copy_can_be_made_the_reason_is_told(
    parts_: dict[str, str | bytes], reason: str
) -> None:
    with pytest.raises(NotAnnotated) as caught:
        annotated(package(parts_), report(finding("One", 1, 1)), PATH, "en")
    assert caught.value.reason == reason


def test_what_is_no_archive_is_damaged() -> None:
    for content in (b"", b"\xd0\xcf\x11\xe0 encrypted", package()[:-40]):
        with pytest.raises(NotAnnotated, match="damaged"):
            annotated(content, report(finding("One", 1, 1)), PATH, "en")


@quickly
@given(actives | st.text(max_size=40))
@example("=cmd|' /C calc'!A0 \ud800 \ufffe \x00 ]]> _x000D_ _x0041_")
@example("&lt;b> <br> \r\n \x85 \u2028 \u202e")
def test_any_text_leaves_the_package_whole_and_reads_back(text: str) -> None:
    content = copy(package(), finding("One", 2, 2, found=text))
    (said,) = comments(content)["One"].values()
    legal = re.sub(r"[^\t\n -~\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "\ufffd", text)
    legal = re.sub(f"[\u2028\u2029{BIDI}]", "\ufffd", legal)
    expected = re.sub(r"_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", f"“{legal}” is not a number.")
    assert said.split("\n", 1)[1] == f"{expected}\n{HINT}"


def test_a_text_beyond_what_a_comment_holds_is_cut_and_says_so() -> None:
    content = copy(package(), finding("One", 2, 2, found="\U0001f600" * 20_000))
    (said,) = comments(content)["One"].values()
    assert len(said.encode("utf-16-le")) // 2 in (32_766, 32_767)
    assert said.endswith("\U0001f600\n… cut here: a comment holds 32,767 characters")


def test_no_module_for_workbooks_is_imported(tmp_path: Path) -> None:
    import subprocess
    import sys

    path = tmp_path / "module.py"
    path.write_text("import sys, cmcn4.reporters.annotation.copy\n"
                    "print({'openpyxl', 'rich', 'typer'} & set(sys.modules))")  # fmt: skip
    done = subprocess.run([sys.executable, path], check=True, capture_output=True, timeout=60)
    assert done.stdout.decode().strip() == "set()"
