"""Annotated copies of workbooks that have comments and drawings already: theirs stay, ours join."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment

from cmcn4.model.finding import Finding
from cmcn4.reporters.annotation.copy import annotated
from unit.reporters.packages import (
    MAIN,
    PATH,
    RELS,
    SHEET,
    finding,
    package,
    parts,
    rels,
    report,
    tree,
)

OURS = "Error · number-unreadable\n“x” is not a number.\n"
HINT = "→ Write for example 18.3, 18,3 %, > 87, about 90; leave it empty if there is no value."
FIRST = "xl/worksheets/sheet1.xml"
THREADS = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
PEOPLE = "http://schemas.microsoft.com/office/2017/10/relationships"
VML = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:x="urn:schemas-microsoft-com:office:excel">{}</xml>\n'
)
BOX = (
    '<v:shape id="_x0000_s5001" type="#_x0000_t202"><x:ClientData ObjectType="{kind}">'
    "<x:Anchor>1, 2, 3, 4, 5, 6, 7, 8</x:Anchor><x:Row>{row}</x:Row><x:Column>{column}</x:Column>"
    "</x:ClientData></v:shape>"
)


def copy(content: bytes, *findings: Finding) -> bytes:
    return annotated(content, report(*findings), PATH, "en").content


def text(content: bytes, cell: str, sheet: str = "One") -> str:
    comment = load_workbook(io.BytesIO(content))[sheet][cell].comment
    assert comment is not None
    return str(comment.text)


def commented(
    comments: str, *, drawing: str | None = None, named: bool = True, more: Any = None
) -> bytes:
    """Return a workbook whose first sheet has these comments and this drawing."""
    links = [("rId3", "comments", "/xl/notes.xml")]
    sheet, members = SHEET, {"xl/notes.xml": comments, **(more or {})}
    if drawing is not None:
        links.append(("rId9", "vmlDrawing", "../drawings/old.vml"))
        members["xl/drawings/old.vml"] = drawing
    if named:
        element = f'<legacyDrawing xmlns:r="{RELS}" r:id="rId9"/>'
        sheet = SHEET.replace("</worksheet>", f"{element}</worksheet>")
    links += [("rId1", "threadedComment", "../threads.xml")] if "xl/threads.xml" in members else []
    return package({FIRST: sheet, "xl/worksheets/_rels/sheet1.xml.rels": rels(*links), **members})


def theirs(inner: str, *, author: str = "An", cell: str = "B2") -> str:
    return (
        f'<comments xmlns="{MAIN}"><authors><author>{author}</author></authors><commentList>'
        f'<comment ref="{cell}" authorId="0">{inner}</comment></commentList></comments>'
    )


def test_comments_written_by_another_program_stay_and_ours_join() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "One"
    sheet["A1"], sheet["B2"] = 1, 2
    sheet["A1"].comment = Comment("hỏi lại Sở", "An")
    sheet["B2"].comment = Comment("đã xem", "Bình", height=44, width=55)
    out = io.BytesIO()
    book.save(out)
    content = copy(out.getvalue(), finding("One", 2, 2), finding("One", 3, 3))
    assert text(content, "A1") == "hỏi lại Sở"
    assert text(content, "B2") == f"đã xem\n\n{OURS}{HINT}"
    assert text(content, "C3") == OURS + HINT
    authors = {
        cell: comment.author
        for cell in ("A1", "B2", "C3")
        if (comment := load_workbook(io.BytesIO(content))["One"][cell].comment)
    }
    assert authors == {"A1": "An", "B2": "Bình", "C3": "cmcn4"}


@pytest.mark.parametrize(
    ("inner", "before"),
    [
        ("<text><t>plain</t></text>", "plain\n\n"),
        ("<text><r><rPr><b/></rPr><t>An:</t></r><r><t> yes</t></r></text>", "An: yes\n\n"),
        ("<text/>", ""),
        ("", ""),
    ],
    ids=["plain", "runs", "empty", "none"],
)
def test_ours_stands_below_what_a_cell_says_already(inner: str, before: str) -> None:
    content = copy(commented(theirs(inner), drawing=VML.format("")), finding("One", 2, 2))
    assert text(content, "B2") == f"{before}{OURS}{HINT}"
    root = tree(parts(content)["xl/notes.xml"])
    texts = root.findall(f".//{{{MAIN}}}text")
    assert [{each.tag for each in one} for one in texts] == [{f"{{{MAIN}}}r"}]


def test_phonetic_text_stays_behind_the_runs() -> None:
    inner = '<text><t>a</t><rPh sb="0" eb="1"><t>b</t></rPh></text>'
    content = copy(commented(theirs(inner), drawing=VML.format("")), finding("One", 2, 2))
    (found,) = tree(parts(content)["xl/notes.xml"]).findall(f".//{{{MAIN}}}text")
    assert [each.tag.rpartition("}")[2] for each in found] == ["r", "r", "r", "r", "rPh"]


def test_we_are_one_author_however_often_we_come() -> None:
    once = copy(package(), finding("One", 1, 1))
    twice = copy(once, finding("One", 1, 1), finding("One", 2, 2))
    assert parts(twice)["xl/comments1.xml"].count(b"<author>") == 1
    assert parts(twice)["xl/drawings/vmlDrawing1.vml"].count(b"<v:shape ") == 2
    assert text(twice, "A1") == f"{OURS}{HINT}\n\n{OURS}{HINT}"


def test_a_prefix_of_the_comments_part_is_kept() -> None:
    prefixed = re.sub("(</?)", r"\1s:", theirs("<text><t>a</t></text>")).replace(
        "xmlns=", "xmlns:s="
    )
    found = finding("One", 2, 2), finding("One", 4, 4)
    content = copy(commented(prefixed, drawing=VML.format("")), *found)
    assert text(content, "B2").startswith("a\n\n")
    assert text(content, "D4") == OURS + HINT


def test_a_full_comment_keeps_its_text_and_the_finding_is_counted_as_left_out() -> None:
    long = "x" * 32_760
    before = commented(theirs(f"<text><t>{long}</t></text>"), drawing=VML.format(""))
    done = annotated(before, report(finding("One", 2, 2)), PATH, "en")
    assert done.left_out == 1
    assert text(done.content, "B2") == long


def test_the_box_of_a_comment_grows_with_it_and_no_second_one_is_drawn() -> None:
    drawing = VML.format(BOX.format(kind="Note", row=1, column=1))
    before = commented(theirs("<text><t>a</t></text>"), drawing=drawing)
    after = parts(copy(before, finding("One", 2, 2)))["xl/drawings/old.vml"].decode()
    assert after.count("<v:shape ") == 1
    assert "<x:Anchor>2, 15, 0, 10, " in after


def test_new_boxes_are_numbered_behind_those_there_and_a_button_is_no_box() -> None:
    drawing = VML.format(BOX.format(kind="Button", row=1, column=1))
    before = commented(theirs("<text><t>a</t></text>"), drawing=drawing)
    after = parts(copy(before, finding("One", 2, 2)))["xl/drawings/old.vml"].decode()
    assert re.findall(r'<v:shape id="_x0000_s(\d+)"', after) == ["5001", "5002"]
    assert "<x:Anchor>1, 2, 3, 4, 5, 6, 7, 8</x:Anchor>" in after


def test_a_drawing_that_is_no_xml_is_extended_without_being_parsed() -> None:
    drawing = VML.format("<v:textbox><div>two<br>lines</div></v:textbox>")
    before = commented(theirs("<text><t>a</t></text>", cell="A1"), drawing=drawing)
    after = parts(copy(before, finding("One", 2, 2)))["xl/drawings/old.vml"].decode()
    assert after.startswith(drawing.removesuffix("</xml>\n"))
    assert after.endswith("</v:shape></xml>\n")


def test_prefixes_that_a_drawing_does_not_declare_are_declared() -> None:
    drawing = '<a:xml xmlns:a="x" xmlns:v="urn:schemas-microsoft-com:vml"/>'
    before = commented(theirs("<text><t>a</t></text>", cell="A1"), drawing=drawing)
    root = tree(parts(copy(before, finding("One", 2, 2)))["xl/drawings/old.vml"])
    assert [each.tag.rpartition("}")[2] for each in root] == ["shapetype", "shape"]


def test_comments_without_a_drawing_get_one() -> None:
    before = commented(theirs("<text><t>a</t></text>"), named=False)
    content = copy(before, finding("One", 2, 2))
    assert b"<x:Row>1</x:Row>" in parts(content)["xl/drawings/vmlDrawing1.vml"]
    assert tree(parts(content)[FIRST])[-1].tag == f"{{{MAIN}}}legacyDrawing"


def test_a_drawing_of_the_header_is_not_that_of_the_comments() -> None:
    header = f'<legacyDrawingHF xmlns:r="{RELS}" r:id="rId1"/>'
    before = package(
        {
            FIRST: SHEET.replace("</worksheet>", f"{header}</worksheet>"),
            "xl/worksheets/_rels/sheet1.xml.rels": rels(("rId1", "vmlDrawing", "../hf.vml")),
            "xl/hf.vml": VML.format(""),
        }
    )
    members = parts(copy(before, finding("One", 1, 1)))
    assert members["xl/hf.vml"] == VML.format("").encode()
    assert b"<x:Row>0</x:Row>" in members["xl/drawings/vmlDrawing1.vml"]


def test_in_a_conversation_ours_is_a_reply() -> None:
    thread = (
        f'<ThreadedComments xmlns="{THREADS}"><threadedComment ref="B2" dT="2025-01-02T03:04:05.00"'
        ' personId="{P}" id="{T}"><text>why?</text></threadedComment></ThreadedComments>'
    )
    links = rels(
        ("rId1", "worksheet", "worksheets/sheet1.xml"),
        ("rId2", "worksheet", "worksheets/sheet2.xml"),
        ("rId3", "person", "persons/person.xml"),
    )
    more = {
        "xl/threads.xml": thread,
        "xl/_rels/workbook.xml.rels": links,
        "xl/persons/person.xml": f'<personList xmlns="{THREADS}"/>',
    }
    before = commented(theirs("<text><t>why?</t></text>"), drawing=VML.format(""), more=more)
    members = parts(copy(before, finding("One", 2, 2), finding("One", 5, 5)))
    question, reply = tree(members["xl/threads.xml"])
    (person,) = tree(members["xl/persons/person.xml"])
    assert question[0].text == "why?"
    assert reply[0].text == OURS + HINT
    assert (reply.get("ref"), reply.get("parentId")) == ("B2", "{T}")
    assert (reply.get("personId"), person.get("displayName")) == (person.get("id"), "cmcn4")
    assert reply.get("dT") == "2025-12-31T00:00:00.00"


def test_a_box_fits_the_columns_and_rows_of_its_sheet() -> None:
    sized = SHEET.replace("<sheetData>", (
        '<sheetFormatPr defaultRowHeight="30"/><cols><col min="3" max="3" width="200"/></cols>'
        "<sheetData>"
    ))  # fmt: skip
    members = parts(copy(package({FIRST: sized}), finding("One", 1, 2)))
    # A box of 300 x 76 pixels: it ends in the same column of 1405 and in the second row of 40.
    drawing = members["xl/drawings/vmlDrawing1.vml"].decode()
    assert re.findall("<x:Anchor>(.*?)</x:Anchor>", drawing) == ["2, 15, 0, 2, 2, 315, 1, 38"]
