"""CSV and its relatives: encodings, separators, quotes, lines."""

from __future__ import annotations

import pytest

from unit.readers.conftest import Reader
from unit.readers.small import codes, only

ROW = "egdi-rank{0}VN{0}2024{0}71{0}ITU\n"
HEAD = "indicator{0}area{0}period{0}value{0}source\n"
TEXT = (HEAD + ROW).format(",")


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_separator_is_the_one_that_makes_a_header(read_text: Reader, separator: str) -> None:
    got = read_text("Số liệu, năm 2024, tạm tính\n" + (HEAD + ROW).format(separator))
    assert [(each.row, str(each.value.value)) for each in got.observations] == [(3, "71")]


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode("utf-8-sig"),
        TEXT.encode("utf-16"),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.rstrip("\n").encode(),
    ],
)
def test_encodings_and_line_ends(read_text: Reader, content: bytes) -> None:
    got = read_text(content)
    assert [each.value.value for each in got.observations] == [71]
    assert got.observations[0].row == 2


def test_bytes_of_another_encoding_are_named_with_their_line(read_text: Reader) -> None:
    content = TEXT.encode() + b"T\xfd l\xeb,VN,2024,1,B\xf4\n"
    finding = only(read_text(content))
    assert (finding.code, finding.place.row) == ("encoding-unknown", 3)


def test_a_late_byte_of_another_encoding_gives_the_whole_file_up(read_text: Reader) -> None:
    got = read_text(TEXT.encode() + ROW.format(",").encode() * 9000 + b"\xfd,VN\n")
    assert (only(got).code, only(got).place.row) == ("encoding-unknown", 9003)
    assert got.observations == []


def test_half_a_character_of_utf_16(read_text: Reader) -> None:
    finding = only(read_text(TEXT.encode("utf-16")[:-1]))
    assert (finding.code, finding.place.row) == ("encoding-unknown", None)


def test_an_encoding_asked_for_is_obeyed(read_text: Reader) -> None:
    got = read_text("chỉ tiêu,năm,giá trị\negdi-rank,2024,71\n".encode("utf-16-le"),
                    encoding="utf-16-le")  # fmt: skip
    assert len(got.observations) == 1


def test_lines_inside_quotes_count(read_text: Reader) -> None:
    got = read_text(
        'indicator,period,value,note\negdi-rank,2024,71,"two\nlines"\negdi-rank,2022,86,\n'
    )
    assert [each.row for each in got.observations] == [2, 4]


@pytest.mark.parametrize(
    "text",
    [
        TEXT + '"egdi-rank,VN,2022,86,ITU\negdi-rank,VN,2020,86,ITU\n',
        TEXT + '"egdi-rank,VN,2022,86,ITU\n' + ROW.format(",") * 3 + '"egdi-rank",VN,2020,8,ITU\n',
        TEXT + '"egdi-rank,VN,2022,86,ITU\n' + ROW.format(",") * 10_000,
    ],
)
def test_a_quote_left_open_is_named_with_its_line(read_text: Reader, text: str) -> None:
    got = read_text(text)
    finding = only(got)
    assert (finding.code, finding.facts["variant"]) == ("file-unreadable", "quote")
    assert (finding.place.row, got.observations) == (3, [])


def test_zero_bytes_are_refused(read_text: Reader) -> None:
    finding = only(read_text(TEXT.encode() + b"egdi-rank,VN,20\x0022,86,ITU\n"))
    assert (finding.facts["variant"], finding.place.row) == ("nul", 3)


@pytest.mark.parametrize(
    ("content", "name", "variant"),
    [
        (b"PK\x03\x04....", "data.csv", "is-workbook"),
        (b"\xd0\xcf\x11\xe0....", "data.csv", "is-workbook"),
        (b"<html><table>", "data.csv", "html"),
        (b"<html><table>", "data.xls", "html"),
        (b"%PDF-1.7", "data.csv", "pdf"),
        (b"\x1f\x8b\x08", "data.csv", "gzip"),
        (b"anything", "data.numbers", "format"),
        (TEXT.encode(), "data.xlsx", "not-workbook"),
        (b"", "data.xlsx", "not-workbook"),
        (b"\xd0\xcf\x11\xe0....", "data.xlsx", "encrypted"),
        (b"\xd0\xcf\x11\xe0" + "Workbook".encode("utf-16-le"), "data.xlsx", "is-xls"),
        (b"PK\x03\x04....", "data.xlsx", "truncated"),
    ],
)
def test_files_that_are_not_what_they_are_named(
    read_text: Reader, content: bytes, name: str, variant: str
) -> None:
    finding = only(read_text(content, name=name))
    assert (finding.code, finding.facts["variant"]) == ("file-unreadable", variant)


def test_text_in_the_same_row_order_does_not_matter(read_text: Reader) -> None:
    rows = [ROW.format(","), "egdi-rank,VN,2022,86,ITU\n", "egdi-rank,LA,2022,159,ITU\n"]
    one = read_text(HEAD.format(",") + "".join(rows))
    other = read_text(HEAD.format(",") + "".join(reversed(rows)))
    assert {each[:6] for each in one.observations} == {each[:6] for each in other.observations}
    assert codes(one) == codes(other) == []


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32"])
def test_wide_characters_are_told_by_their_zeros(read_text: Reader, encoding: str) -> None:
    text = "Chỉ tiêu,Năm,Giá trị,Nguồn\nTỷ lệ hộ gia đình có cáp quang,2024,82,ITU\n"
    got = read_text(text.encode(encoding))
    assert [(each.row, str(each.value.value)) for each in got.observations] == [(2, "82")]
    assert codes(got) == []


def test_zeros_at_all_places_are_no_text(read_text: Reader) -> None:
    assert only(read_text(b"a\0\0b,c\0" * 9)).facts["variant"] == "nul"


def test_vietnamese_of_windows_is_composed(read_text: Reader) -> None:
    """windows-1258 writes a tone as a sign of its own: «Huế» is four bytes."""
    head, row = (
        "indicator,area,period,value,source\n",
        "gci-score,VN,2024,94.5,B\u00f4\u0323 T\u00ea\u0301\n",
    )
    got = read_text((head + row).encode("cp1258"), encoding="cp1258")
    assert [each.origin.source for each in got.observations] == ["Bộ Tế"]
