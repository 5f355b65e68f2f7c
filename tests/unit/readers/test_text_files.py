"""CSV and its relatives: encodings, separators, quotes, lines."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from cmcn4.readers.containers import container, quotes
from cmcn4.readers.containers.cells import Row
from cmcn4.readers.containers.delimited import separator_of
from cmcn4.readers.paths import opened
from cmcn4.readers.problems import Unreadable
from unit.readers.conftest import Reader
from unit.readers.small import codes, only, options

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


def test_an_encoding_that_passes_no_fault_over_names_the_line_too(read_text: Reader) -> None:
    finding = only(read_text(b"indicator,area\n\x80,VN\n", encoding="idna"))
    assert (finding.code, finding.place.row) == ("encoding-unknown", 2)


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


def rows_of(tmp_path: Path, content: str | bytes, name: str = "data.csv") -> list[Row]:
    """Return the rows of a text as they stand."""
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with (
        opened(str(path)) as (source, _),
        closing(container(source).sheets(source, options())) as sheets,
    ):
        return [row for sheet in sheets for row in sheet.rows]


def test_rows_are_given_ragged_as_they_are(tmp_path: Path) -> None:
    assert rows_of(tmp_path, "a,b,c\n1,2,3,4\n\n\n\n5,,\n6\n") == [
        (1, ["a", "b", "c"]), (2, ["1", "2", "3", "4"]), (3, []), (6, ["5", "", ""]), (7, ["6"]),
    ]  # fmt: skip


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_are_physical_wherever_cells_hold_some(tmp_path: Path, end: str) -> None:
    rows = [f"x{n},{n}" if n % 7 else f'"x{end}{end}y",{n}' for n in range(1, 300)]
    got = rows_of(tmp_path, end.join(["a,b", *rows, ""]))
    assert [cells[1] for _, cells in got] == ["b", *map(str, range(1, 300))]
    assert [line for line, _ in got[1:]] == [n + 1 + 2 * ((n - 1) // 7) for n in range(1, 300)]


def test_a_heading_may_have_several_lines_with_separators(tmp_path: Path) -> None:
    text = 'Bảng 1,\n"Giá trị\n(tỷ, đồng)\nnăm",b\n1,2\n'
    assert [(line, len(cells)) for line, cells in rows_of(tmp_path, text)] == [
        (1, 2),
        (2, 2),
        (5, 2),
    ]


def test_as_many_columns_as_excel_has_are_read(tmp_path: Path) -> None:
    ((_, head), (_, cells)) = rows_of(
        tmp_path, ",".join("x" * 16_384) + "\n" + "1," * 16_383 + "2,,,\n"
    )
    assert (len(head), len(cells), cells[-1]) == (16_384, 16_384, "2")


def test_a_cell_beyond_the_last_column_is_an_error_of_the_file(read_text: Reader) -> None:
    got = read_text(f"{TEXT[:-1]}{',' * 16_384}71\n{ROW.format(',')}")
    assert (got.observations, got.inputs[0].errors) == ([], 1)
    finding = only(got)
    assert (finding.code, finding.place.row) == ("file-unreadable", 2)
    assert finding.facts == {"variant": "too-far", "limit": 1_048_576, "column": "XFD"}


@pytest.mark.parametrize("first", ["sep=;\r\n", '"sep=;"\n', "\ufeffSEP=;\n"])
def test_the_separator_named_for_excel_is_no_data(tmp_path: Path, first: str) -> None:
    got = rows_of(tmp_path, f'{first}a,b;c\n"1\n2";3\n4;5\n')
    assert got == [(2, ["a,b", "c"]), (3, ["1\n2", "3"]), (5, ["4", "5"])]


def test_a_quote_open_below_a_named_separator_has_its_line(tmp_path: Path) -> None:
    with pytest.raises(Unreadable) as caught:
        rows_of(tmp_path, 'sep=;\na;b\n1;"2\n3;4\n')
    assert (caught.value.row, caught.value.facts) == (3, {"variant": "quote"})


@pytest.mark.parametrize("end", ["", "\n"])
def test_a_file_cut_off_inside_a_quote_is_told(tmp_path: Path, end: str) -> None:
    with pytest.raises(Unreadable) as caught:
        rows_of(tmp_path, f'a,b\n1,"2"\n3,"4{end}')
    assert (caught.value.row, caught.value.facts) == (3, {"variant": "quote"})
    assert len(rows_of(tmp_path, f'a,b\n1,"2"\n3,"4"{end}')) == 3


@pytest.mark.parametrize(
    ("text", "separator"),
    [
        ("Chỉ tiêu;2023;2024\nx;82,4;85,1\ny;9,5;7,1\n", ";"),
        ("Chỉ tiêu;Giá trị\nx;1,234,567\ny;2,345,678\nz;3,456,789\n", ";"),
        ("Số liệu, năm 2024, tạm tính, lần 2\n\nChỉ tiêu;Năm\nx;2024\n", ";"),
        ("a; b; c; d; e; f; g; h\nChỉ tiêu,2022,2023,2024\nx,71,72,73\ny,1,2,3\n", ","),
        ("Chỉ tiêu,Ghi chú\nx,một; hai; ba\ny,bốn\n", ","),
        ('"a\n;;;\n;;;",b,c\n1,2,3\n', ","),
        ("Chỉ tiêu\tGiá trị\nx, một\t82,4\ny, hai\t9,5\n", "\t"),
        ("a|b|c\n1,5|2,5|3,5\n", "|"),
        ("một dòng\n", ","),
        ("", ","),
    ],
)
def test_the_separator_is_the_one_of_rows_of_one_width(text: str, separator: str) -> None:
    assert separator_of(text.splitlines(keepends=True), "data.csv") == separator


def test_a_tsv_is_one_where_it_has_tabs() -> None:
    assert separator_of(["a,b,c\t1,2,3\n"] * 2, "data.tsv") == "\t"
    assert separator_of(["a,b,c\n"] * 2, "data.tsv") == ","
    assert separator_of(["a\n"], "data.tsv.gz") == "\t"


def test_a_cell_that_is_far_too_long_has_its_line(tmp_path: Path) -> None:
    with pytest.raises(Unreadable) as caught:
        rows_of(tmp_path, "a,b\n" + "1,2\n" * 100 + f"{'x' * 140_000},2\n")
    assert (caught.value.row, caught.value.facts) == (102, {"variant": "long-cell"})


WHOLE = "indicator,area,period,value,unit,source\nfibre-households,VN,2024,72,%,MIC\n"


@pytest.mark.parametrize("end", ["fibre-households,VN,2025,8", "fibre-households,VN,2025,"])
def test_a_text_cut_off_within_its_last_row_is_an_error_at_its_line(
    read_text: Reader, end: str
) -> None:
    got = read_text(f"{WHOLE}{end}")
    assert [each.period.code for each in got.observations] == ["2024"]
    (finding,) = [each for each in got.findings if each.level == "error"]
    assert (finding.code, finding.facts["variant"], finding.place.row) == (
        "row-ragged", "cut-off", 3
    )  # fmt: skip


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize(
    "end", ["fibre-households,VN,2025,85\n", "fibre-households,VN,2025,85,%,MIC", "Nguồn: MIC"]
)
def test_a_last_row_that_is_whole_or_no_row_is_not_cut_off(
    read_text: Reader, end: str, encoding: str
) -> None:
    got = read_text(f"{WHOLE}{end}".encode(encoding))
    assert [each.code for each in got.findings if each.level == "error"] == []


def test_a_short_last_row_among_short_ones_is_not_cut_off(read_text: Reader) -> None:
    rows = "fibre-households,VN,2023,71\nfibre-households,VN,2025,85"
    got = read_text(f"{WHOLE}{rows}")
    assert [each.period.code for each in got.observations] == ["2024", "2023", "2025"]


def test_figures_above_the_header_are_an_error_and_nothing_older_takes_their_place(
    read_text: Reader,
) -> None:
    got = read_text(f"fibre-households,VN,2025,85,%,MIC\n{WHOLE}")
    (finding,) = [each for each in got.findings if each.level == "error"]
    assert (finding.code, finding.facts["variant"], finding.place.row) == (
        "header-not-found", "above", 1
    )  # fmt: skip
    assert [(each.indicator, each.area) for each in got.blocks] == [("fibre-households", None)]


def test_a_title_with_the_name_of_an_indicator_is_no_row_of_figures(read_text: Reader) -> None:
    got = read_text(f"fibre-households,2025\nPhụ lục 1,fibre-households\n{WHOLE}")
    assert [each.code for each in got.findings if each.level == "error"] == []


OTHER = "egdi-rank{0}VN{0}2022{0}86{0}ITU\n"


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize(
    ("rows", "line"),
    [
        # a quote left open in one row and closed by that of the next
        ('egdi-rank{0}VN{0}2024{0}71{0}"ITU\ngii-rank{0}VN{0}2025{0}44{0}"WIPO"\n', 3),
        ('egdi-rank{0}VN{0}2024{0}71{0}"ITU\ngii-rank{0}VN{0}2025{0}44{0}WIPO"\n', 3),
        ('egdi-rank{0}"VN{0}2024{0}71{0}ITU\ngii-rank{0}"VN"{0}2025{0}44{0}WIPO\n', 3),
        ('"\negdi-rank{0}VN{0}2024{0}71{0}ITU"\n', 3),
        # … and in that a cell with separators of its own
        ('gii-rank{0}VN{0}2025{0}44{0}"WIPO\negdi-rank{0}VN{0}2024{0}71{0}""ITU{0} 2024"\n', 3),
        ('gii-rank{0}VN{0}2025{0}44{0}"WIPO\negdi-rank{0}VN{0}2024{0}71{0}ITU{0} 2024"\n', 3),
        # several cells, or all of a row, within one pair of quotes
        ('"egdi-rank{0}VN{0}2024{0}71{0}ITU"\n', 3),
        ('egdi-rank{0}"VN{0}2024{0}71"{0}ITU\n', 3),
        # … the last or first of which has a separator of its own
        ('egdi-rank{0}VN{0}"2024{0}71{0}Cục Thống kê{0} 2024"\n', 3),
        ('egdi-rank{0}"Việt Nam{0} cả nước{0}2024{0}71"{0}ITU\n', 3),
        # a quote too many
        ('"egdi-rank""{0}"VN"{0}"2024"{0}"71"{0}"ITU"\n', 3),
        ('"egdi-rank{0}"VN"{0}"2024"{0}"71"{0}"ITU"\n', 3),
    ],
)
def test_a_quote_that_swallows_rows_or_cells_is_an_error(
    rows: str, line: int, separator: str, read_text: Reader
) -> None:
    text = HEAD + "labour-productivity-growth{0}VN{0}2024{0}5{0}NSO\n" + rows + OTHER
    got = read_text(text.format(separator), name="data.tsv" if separator == "\t" else "data.csv")
    assert got.observations == []
    finding = only(got)
    assert (finding.code, finding.facts["variant"]) == ("file-unreadable", "quote")
    assert finding.place.row == line


def test_a_quote_left_open_in_the_header_is_an_error(read_text: Reader) -> None:
    finding = only(
        read_text(TEXT.replace("source", '"source').replace("ITU", 'ITU"') + OTHER.format(","))
    )
    assert (finding.code, finding.facts["variant"]) == ("file-unreadable", "quote")


@pytest.mark.parametrize(
    "source",
    [
        '"ITU, 2024\nWIPO, 2025"',
        '"ITU, 2024"',
        '"Báo cáo số 12, ngày 5, tháng 3"',
        '"Theo ""Báo cáo, 2024"", trang 5"',
        '"Một\nHai, Ba\nBốn, Năm, Sáu, Bảy\nChín"',
        'ITU "2024"',
        '"ITU" 2024',
    ],
)
def test_quotes_that_are_well_placed_do_no_harm(source: str, read_text: Reader) -> None:
    got = read_text(TEXT.replace("ITU", source) + OTHER.format(","))
    assert [str(each.value.value) for each in got.observations] == ["71", "86"]
    assert codes(got) == []


@pytest.mark.parametrize("cell", ['"a,b"', '"a,b\nc"', '"a\nb,c"'])
def test_rows_of_many_quoted_cells_are_looked_at_once(
    cell: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pairs: list[tuple[str, str]] = []
    both = quotes.both

    def counted(cell: str, other: str) -> bool:
        pairs.append((cell, other))
        return both(cell, other)

    monkeypatch.setattr(quotes, "both", counted)
    text = ",".join("x" * 1_000) + "\n" + ",".join([cell] * 999) + "\n"
    assert len(rows_of(tmp_path, text)) == 2
    assert len(pairs) < 8 * 1_000


def test_a_decimal_comma_in_a_row_that_lacks_a_cell_is_a_number(read_text: Reader) -> None:
    text = "indicator,area,period,value,unit,source\ndigital-economy-share,VN,{},{},%\n"
    got = read_text(
        text.format(2023, '"18,3"') + text.partition("\n")[2].format(2024, '"18,5 (*)"')
    )
    assert [str(each.value.value) for each in got.observations] == ["18.3", "18.5"]


def test_a_bracket_of_a_unit_within_a_heading_is_turned_once(read_text: Reader) -> None:
    got = read_text("Tỷ trọng kinh tế số trong GDP (%);indicator;indicator\n18,3 (*)\n")
    assert codes(got) == ["column-missing"]
