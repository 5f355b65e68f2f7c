"""Whatever names the data hold, the Word document opens, and they are only ever text in it."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

import pytest
from docx.oxml import parse_xml
from hypothesis import example, given

from cmcn4.reporters import Style, render
from cmcn4.reporters.docx.xml import LONGEST, plain
from unit.reporters.docx_reading import dump, opened, said
from unit.reporters.hostile import CONTROLS, actives, everywhere, quickly, report

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FIELD = re.compile(r" SEQ (Bảng|Hình) \\\* ARABIC | PAGEREF m\d+ \\h ")
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff\ufffe\uffff]"
)


@quickly
@given(actives)
@example("</w:t></w:r><w:r><w:instrText>DDEAUTO c:\\\\x</w:instrText></w:r>")
@example("]]>")
@example("\ud800")
def test_the_document_opens_and_has_the_fields_of_its_own_alone(name: str) -> None:
    for by in (None, "area"):
        content = render("docx", everywhere(name), Style(lang="vi", by=by))
        with zipfile.ZipFile(BytesIO(content)) as archive:
            trees = {
                each: parse_xml(archive.read(each))
                for each in archive.namelist()
                if each.endswith((".xml", ".rels"))
            }
        body = trees["word/document.xml"]
        for field in body.iter(f"{W}fldSimple"):
            assert FIELD.fullmatch(field.get(f"{W}instr") or "")
        assert not list(body.iter(f"{W}instrText", f"{W}hyperlink", f"{W}object", f"{W}drawing"))
        assert not [
            each
            for tree in trees.values()
            for each in tree.iter("{*}Relationship")
            if each.get("TargetMode") == "External"
        ]
        assert not FORBIDDEN.search(said(opened(content).element.body))


@quickly
@given(actives)
@example("\n\n| x |")
def test_a_name_makes_no_paragraph_and_no_row(name: str) -> None:
    shown, usual = (
        [re.split(r"[:|]", line)[0] for line in dump(_document(text)).splitlines()]
        for text in (name, "x")
    )
    assert len(shown) == len(usual)


def _document(name: str) -> bytes:
    return render("docx", everywhere(f"a{name}b"), Style(lang="en"))


@pytest.mark.parametrize("control", CONTROLS)
def test_control_characters_are_replaced(control: str) -> None:
    text = dump(render("docx", report(f"a{control}b"), Style(lang="en")))
    assert not FORBIDDEN.search(text)
    assert "\ufffd" in text or " " in text


def test_a_cell_full_of_text_does_not_fill_the_document() -> None:
    assert plain("x" * 32_767) == "x" * LONGEST + "…"
    assert plain("x" * LONGEST) == "x" * LONGEST
