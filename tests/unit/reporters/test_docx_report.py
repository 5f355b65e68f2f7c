"""The annex as a Word document: what it says, what it looks like, that it stays the same."""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from io import BytesIO
from itertools import pairwise

import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn

from cmcn4.locale import ENGLISH, LANGUAGES
from cmcn4.model.issuing import BLANK, Issuing
from cmcn4.reporters import Style, render
from cmcn4.reporters.docx.xml import breakable, tied
from golden.canonical import compare, report
from unit.reporters.docx_reading import (
    dump,
    listed,
    opened,
    paragraphs,
    part,
    row,
    said,
    tables,
    width,
)

ISSUING = Issuing(
    issuer="Bộ Khoa học và Công nghệ",
    parent="Chính phủ",
    number="12/BC-BKHCN",
    place="Hà Nội",
    date=dt.date(2026, 1, 20),
    on_behalf="KT. BỘ TRƯỞNG",
    position="Thứ trưởng",
    signatory="Nguyễn Thị A",
    recipients=("Thủ tướng Chính phủ", "Lưu: VT."),
)


def annex(lang: str = "vi", by: str | None = None, issuing: Issuing = BLANK) -> bytes:
    return render("docx", report(), Style(lang=lang, by=by, issuing=issuing))


def text(lang: str, by: str | None = None) -> bytes:
    return dump(annex(lang, by)).encode()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_says_what_is_expected(lang: str, *, update: bool) -> None:
    base = None if lang == ENGLISH else text(ENGLISH)
    compare(f"docx.{lang}.txt", text(lang), update=update, base=base)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_gap_summary_says_what_is_expected(lang: str, *, update: bool) -> None:
    compare(f"gaps.docx.{lang}.txt", text(lang, "target"), update=update, base=text(lang))


def test_the_gap_summary_is_grouped_as_expected(*, update: bool) -> None:
    base = text("en", "target")
    compare("gaps-area.docx.en", text("en", "area"), update=update, base=base)
    # Its targets come pack by pack already.
    assert text("en", "pack") == base


def test_it_is_chosen_by_its_suffix_and_never_goes_to_the_screen() -> None:
    from cmcn4.reporters import FORMATS

    assert FORMATS["docx"].suffix == ".docx"
    assert not FORMATS["docx"].stdout


@pytest.mark.parametrize(
    ("issuing", "stands", "counted"),
    [
        (BLANK, [True, False, False], [True, False, True]),
        (ISSUING, [True, False, False], [True, True, True]),
    ],
)
def test_the_paper_is_that_of_the_decree(
    issuing: Issuing, stands: list[bool], counted: list[bool]
) -> None:
    found = list(opened(annex(issuing=issuing)).sections)
    assert [each.orientation == WD_ORIENT.PORTRAIT for each in found] == stands
    for section, upright in zip(found, stands, strict=True):
        assert section.page_width is not None
        assert section.page_height is not None
        size = (round(section.page_width.mm), round(section.page_height.mm))
        assert size == ((210, 297) if upright else (297, 210))
        margins = {
            name: getattr(section, f"{name}_margin").mm
            for name in ("top", "bottom", "left", "right")
        }
        assert 20 <= margins["top"] <= 25
        assert 20 <= margins["bottom"] <= 25
        assert 30 <= margins["left"] <= 35
        assert 15 <= margins["right"] <= 20
    # Each annex counts its own pages, and its first has no number.
    ends = opened(annex(issuing=issuing)).element.body.xpath(".//w:sectPr")
    starts = [each.xpath("./w:pgNumType/@w:start") for each in ends]
    assert starts == [["1"] if first else [] for first in counted]
    assert [each.different_first_page_header_footer for each in found] == counted


def test_the_number_of_the_page_stands_in_the_top_margin_but_not_on_the_first_page() -> None:
    document = opened(annex())
    section, *others = document.sections
    assert section.header_distance is not None
    assert section.top_margin is not None
    assert section.header_distance < section.top_margin
    assert all(other.header.is_linked_to_previous for other in others)
    number = section.header.part.element
    assert len(section.header.paragraphs) == 1
    assert number.xpath(".//w:instrText/text()") == [" PAGE "]
    kinds = number.xpath(".//w:fldChar/@w:fldCharType")
    assert kinds == ["begin", "separate", "end"]
    assert not section.first_page_header.paragraphs[0].text
    styles = part(annex(), "word/styles.xml")
    header = re.search(r'w:styleId="Header">(.*?)</w:style>', styles)
    assert header is not None
    assert '<w:jc w:val="center"/>' in header[1]
    assert "w:sz " not in header[1]


@pytest.mark.parametrize(("lang", "code"), [("vi", "vi-VN"), ("en", "en-GB")])
def test_type_and_language_are_set_once_for_the_whole_document(lang: str, code: str) -> None:
    content = annex(lang)
    styles = part(content, "word/styles.xml")
    fonts = re.findall(r"<w:rFonts [^>]*>", styles)
    assert len(fonts) == 1
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        assert f'w:{script}="Times New Roman"' in fonts[0]
    assert (
        f'<w:sz w:val="26"/><w:szCs w:val="26"/><w:lang w:val="{code}" w:eastAsia="{code}"'
        in styles
    )
    # Wording is quoted in Vietnamese, whatever the language of the report.
    assert re.search(r'w:styleId="Wording">.*?<w:lang w:val="vi-VN"/>', styles)
    assert "w:color " not in styles + part(content, "word/document.xml")
    assert "rFonts" not in part(content, "word/document.xml")
    assert f'<w:themeFontLang w:val="{code}"/>' in part(content, "word/settings.xml")


def test_looks_come_from_styles_alone() -> None:
    content = annex()
    document = opened(content)
    used = set(document.element.body.xpath(".//w:pStyle/@w:val | .//w:rStyle/@w:val"))
    known = {each.style_id for each in document.styles}
    assert used <= known
    assert {"Title", "Heading1", "Heading2", "Caption", "BodyText", "TableText"} <= used
    # Apart from the name of a style, no run and no paragraph says anything of its looks.
    assert not document.element.body.xpath(".//w:rPr/*[not(self::w:rStyle)]")
    looks = ".//w:p/w:pPr/*[not(self::w:pStyle) and not(self::w:sectPr)]"
    assert not document.element.body.xpath(looks)


def test_headings_are_a_tree() -> None:
    found = [each for each in paragraphs(annex()) if each[0].startswith("Heading")]
    levels = [int(style[-1]) for style, _ in found]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    sections = [text.partition(".")[0] for style, text in found if style == "Heading 1"]
    # Each annex counts its own.
    assert sections == ["I", "II", "III", "I", "II", "III", "IV"]


@pytest.mark.parametrize("by", [None, "target"])
def test_tables_repeat_their_titles_part_no_row_and_fill_the_page(by: str | None) -> None:
    found = tables(annex(by=by))
    assert found
    for table in found:
        rows = table.xpath("./w:tr")
        assert len(rows) >= 2
        assert len(table.xpath("./w:tr/w:trPr/w:cantSplit")) == len(rows)
        assert rows[0].xpath("./w:trPr/w:tblHeader")
        assert len(table.xpath("./w:tr/w:trPr/w:tblHeader")) == 1
        widths = [int(each.get(qn("w:w"))) for each in table.xpath("./w:tblGrid/w:gridCol")]
        assert abs(sum(widths) - width(table) * 1440 / 25.4) <= len(widths)
        assert all(width > 0 for width in widths)
        assert table.xpath("./w:tblPr/w:tblCaption/@w:val")[0]


def test_each_table_follows_its_caption_and_captions_count() -> None:
    body = opened(annex()).element.body
    captions = []
    for table in listed(body):
        before = table.getprevious()
        assert before.xpath("./w:pPr/w:pStyle/@w:val") == ["Caption"]
        # Word renumbers them when tables are moved.
        assert before.xpath(".//w:fldSimple/@w:instr") == [" SEQ Bảng \\* ARABIC "]
        captions.append(said(before))
        assert table.getnext().tag == qn("w:p")
    assert [each.partition(".")[0] for each in captions] == [
        f"Bảng {number}" for number in range(1, len(captions) + 1)
    ]


def test_an_annex_says_what_it_goes_with_and_leaves_blanks_for_what_nobody_knows() -> None:
    heads = [text for style, text in paragraphs(annex()) if style in ("Title", "Subtitle")]
    assert heads == [
        "Phụ lục I",
        "KẾT QUẢ THỰC HIỆN CÁC MỤC TIÊU CỦA CÁC VĂN BẢN 1/QĐ-TTG VÀ SECOND",
        "(Kèm theo Báo cáo số …/BC-… ngày … tháng … năm … của …)",
        "Phụ lục II",
        "NGUỒN SỐ LIỆU, VẤN ĐỀ CẦN XEM VÀ PHƯƠNG PHÁP",
        "(Kèm theo Báo cáo số …/BC-… ngày … tháng … năm … của …)",
        "(Tính đến ngày 31 tháng 12 năm 2025; Cả nước; Hà Nội; số liệu: data.csv)",
    ]


def test_a_report_begins_and_ends_as_the_decree_draws_it() -> None:
    content = annex(issuing=ISSUING)
    body = opened(content).element.body
    head, foot = body.xpath("./w:tbl[w:tblPr/w:tblStyle/@w:val='TableNormal']")
    assert row(head.xpath("./w:tr")[0]) == (
        "| CHÍNH PHỦ / BỘ KHOA HỌC VÀ CÔNG NGHỆ /  / Số: 12/BC-BKHCN"
        " | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM / Độc lập - Tự do - Hạnh phúc /  /"
        " Hà Nội, ngày 20 tháng 01 năm 2026 |"
    )
    assert row(foot.xpath("./w:tr")[0]) == (
        "| Nơi nhận: / - Thủ tướng Chính phủ; / - Lưu: VT."
        " | KT. BỘ TRƯỞNG / THỨ TRƯỞNG / Nguyễn Thị A |"
    )
    heads = [text for style, text in paragraphs(content) if style in ("Title", "About", "Subtitle")]
    title = "Kết quả thực hiện các mục tiêu của các văn bản 1/QĐ-TTg và second"
    assert heads[:2] == ["BÁO CÁO", title]
    attached = (
        "(Kèm theo Báo cáo số 12/BC-BKHCN ngày 20 tháng 01 năm 2026 của Bộ Khoa học và Công nghệ)"
    )
    assert heads.count(attached) == 2


@pytest.mark.parametrize(
    ("issuing", "said"),
    [
        (Issuing(place="Huế"), "Huế, ngày … tháng … năm …"),
        (Issuing(number="1/BC"), "Số: 1/BC"),
        (Issuing(issuer="Sở"), "Số: …/BC-…"),
        (Issuing(title="Về chuyển đổi số"), "Về chuyển đổi số"),
        (Issuing(position="Giám đốc"), "GIÁM ĐỐC"),
        (Issuing(recipients=("Như trên",)), "- Như trên."),
    ],
)
def test_what_a_report_does_not_know_is_a_blank(issuing: Issuing, said: str) -> None:
    shown = dump(annex(issuing=issuing))
    assert said in shown
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in shown
    assert "None" not in shown


def test_every_line_of_the_first_page_leads_to_a_row_of_the_details() -> None:
    body = opened(annex()).element.body
    places = body.xpath(".//w:bookmarkStart/@w:name")
    fields = body.xpath(".//w:fldSimple[contains(@w:instr, 'PAGEREF')]")
    assert len(places) == len(set(places))
    asked = {each.get(qn("w:instr")).split()[1] for each in fields}
    assert asked
    assert asked <= set(places)
    # What Word has to count it is told to count anew, and until then it is a dash.
    assert {each.get(qn("w:dirty")) for each in fields} == {"true"}
    assert {text for each in fields for text in each.itertext()} == {"–"}
    for place in places:
        (start,) = body.xpath(f".//w:bookmarkStart[@w:name='{place}']")
        number, *_ = next(start.iterancestors(qn("w:tr"))).iterchildren(qn("w:tc"))
        assert said(number) == place.removeprefix("m")


def test_it_names_no_state_and_no_agency_of_its_own_accord() -> None:
    shown = said(opened(annex()).element.body).upper()
    assert "CỘNG HÒA XÃ HỘI" not in shown
    assert "ĐỘC LẬP" not in shown
    assert "NƠI NHẬN" not in shown


@pytest.mark.parametrize("by", [None, "target", "area", "pack"])
def test_the_same_report_gives_the_same_bytes(by: str | None) -> None:
    content = annex(by=by)
    assert annex(by=by) == content
    with zipfile.ZipFile(BytesIO(content)) as archive:
        assert {each.date_time for each in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.testzip() is None
        names = archive.namelist()
        text = b"".join(archive.read(name) for name in names)
    assert len(names) == len(set(names))
    assert b"rsid" not in text
    assert not [name for name in names if "thumbnail" in name or "customXml" in name]


def test_properties_say_what_it_is_and_nobody_s_name() -> None:
    known = opened(annex()).core_properties
    assert known.title == ("Kết quả thực hiện các mục tiêu của các văn bản 1/QĐ-TTg và second")
    assert known.language == "vi-VN"
    assert (known.author, known.last_modified_by) == ("cmcn4", "cmcn4")
    assert (known.comments, known.keywords, known.subject) == ("", "", "")
    moment = dt.datetime(2025, 12, 31, tzinfo=dt.UTC)
    assert (known.created, known.modified) == (moment, moment)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("≤ 4", "≤\u00a04"),
        ("22 bậc", "22\u00a0bậc"),
        ("5,98 điểm phần trăm", "5,98\u00a0điểm phần trăm"),
        ("khoảng 20%", "khoảng 20%"),
        ("at least 4.5 points", "at least 4.5\u00a0points"),
    ],
)
def test_a_number_stays_with_its_unit_and_a_long_unit_can_be_broken(text: str, shown: str) -> None:
    assert tied(text) == shown


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("data.csv D4", "data.csv D4"),
        ("bao-cao-chuyen-doi-so-tinh-lao-cai.csv D4", "bao-cao-chuyen-doi-so-tinh-lao-cai.csv D4"),
        (
            "Bao_cao_chuyen_doi_so_tinh_2025.xlsx GII!D7",
            "Bao_\u200bcao_\u200bchuyen_\u200bdoi_\u200bso_\u200btinh_\u200b2025.\u200bxlsx GII!D7",
        ),
    ],
)
def test_a_long_name_of_a_file_is_broken_at_its_parts_alone(name: str, shown: str) -> None:
    assert breakable(name) == shown
