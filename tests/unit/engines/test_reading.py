"""The engine reads plain rows and leaves the others: with the same outcome as the reader alone."""

from __future__ import annotations

import csv
import gzip
import io
import tempfile
from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cmcn4.engines.reading import lines
from cmcn4.engines.reading.plain import Plain
from unit.engines.both import assert_same
from unit.readers.small import options

HEADERS = [
    "indicator,area,period,value",
    "indicator,area,period,value,unit",
    "indicator,area,period,value,unit,source",
    "area,period,indicator,source,value,unit",
    "area,period,indicator,title,source,value,unit",
    "indicator,area,period,value,unit,source,released,note",
    "indicator,area,period,value,status,unit",
    "indicator,area,period,value,source,url,",
    "stt,Chỉ tiêu,Địa phương,Năm,Kết quả,Đơn vị,Nguồn",
    "indicator,area code,area,year,quarter,value",
    "indicator,area,period,value,breakdown",
    "indicator,area,period,value,multiplier,unit",
    "indicator,period,value",
]
GOOD = {
    "indicator": ["egdi-rank", "fibre-households", "productivity-growth", "smart-cities",
                  "billions", "Chỉ tiêu 1: Vốn đầu tư"],
    "area": ["VN", "vn-ha-noi", "Hà Nội", "Lào Cai", "LA"],
    "area code": ["VN", "01", "LA"],
    "period": ["2024", "2025", "2024-05", "2025-08", "2024-Q1", "2025-06-30"],
    "value": ["50", "51.5", "7", "55.20", "12.3456", "1", "0"],
    "unit": ["%", "%", "", "rank", "tỷ đồng", "cities"],
    "source": ["ITU", "itu", "Sở X"],
    "title": ["E-government rank", "a title", ""],
    "released": ["2024-12-20", ""],
    "note": ["", "a note", "another one"],
    "url": ["", "https://e.invalid"],
    "": [""],
    "status": ["", "final", "e"],
    "stt": ["1", "2"],
    "quarter": ["1", "2", ""],
    "breakdown": ["", "total"],
    "multiplier": ["", "0", "3"],
}  # fmt: skip
LONG = "Con số này là của các xã đã rà soát trong quý I, các xã còn lại chưa gửi báo cáo về tỉnh"
"""A remark that speaks of figures, longer than what is taken apart."""
ODD = {
    "indicator": ["egdi-rnak", "Doanh thu", "", "Nam", "North", "gci-tier", "gci-score", "x", "-",
                  "digital-government", "indicator", "〃", "Tổng số", "fibre-households (%)"],
    "area": ["FR", "", "Ha Noy", "Lao Kai", "n/a", "Miền Bắc", "Công ty A", "''", "cả nước",
             "area"],
    "area code": ["", "77", "XX", "vn-lao-cai"],
    "period": ["", "abc", "2026 (ước)", "2023-2024", "1899", "kế hoạch 2025", "period",
               "đến 9/2024"],
    "value": ["", "n/a", "..", "abc", "-5", "0.5", "101", "1.234", "12,5", "12,3,4", "1e3", "007",
              "-0", "+5", " 5 ", "5%", ">5", "gần 80", "=5", "#N/A", "-nt-", "1234567890123456789",
              "0.0000000001", "5.", ".5", "78.084", "có", "ước 12", "1 000", "٣"],
    "unit": ["people", "x", "nghìn tỷ đồng", "triệu đồng", "-", "‰"],
    "title": ["Fibre households", "Internet users", LONG],
    "source": ["", "n/a", "Sở KH&CN Lào Cai", "BTTTT; ngày 20/12/2024", "Sở Y, 2024"],
    "released": ["abc", "20/12/2024"],
    "note": ["n/a", "two words", "〃", LONG],
    "url": ["https://e.invalid/a", "quý I https://e.invalid", LONG],
    "status": ["x", "forecast", "missing", "p"],
    "stt": ["", "I", LONG],
    "": ["", "Mạng VNPT", LONG],
    "quarter": ["x", "5"],
    "breakdown": ["North", "abc", "Nam"],
    "multiplier": ["x", "6"],
}  # fmt: skip
SAME = {"Chỉ tiêu": "indicator", "Địa phương": "area", "Năm": "period", "Kết quả": "value",
        "Đơn vị": "unit", "Nguồn": "source", "year": "period"}  # fmt: skip


@st.composite
def texts(draw: st.DrawFn) -> bytes:
    """A file of which few or many rows are odd, in one of several shapes."""
    header = draw(st.sampled_from(HEADERS)).split(",")
    share = draw(st.sampled_from([0, 0, 2, 10, 40]))
    rows = []
    for _ in range(draw(st.integers(1, 60))):
        row = []
        for name in header:
            key = SAME.get(name, name)
            odd = draw(st.integers(1, 100)) <= share
            row.append(draw(st.sampled_from(ODD[key] if odd else GOOD[key])))
        if share and draw(st.integers(1, 60)) == 1:
            row = draw(st.sampled_from([row[:-1], [*row, ""], [*row, "x"], row[:1], []]))
        rows += [row] * draw(st.sampled_from([1, 1, 1, 2]))
    delimiter = draw(st.sampled_from([",", ",", ";", "\t", "|"]))
    everywhere = draw(st.integers(1, 3)) == 1
    ends = draw(st.sampled_from(["\n", "\n", "\r\n"]))
    made = io.StringIO()
    csv.writer(made, delimiter=delimiter, lineterminator=ends,
               quoting=csv.QUOTE_ALL if everywhere else csv.QUOTE_MINIMAL).writerows(
        [header, *rows]
    )  # fmt: skip
    text = made.getvalue()
    change = draw(st.sampled_from(["", "", "", "bom", "cut", "blank", "broken", "quote", "mixed"]))
    match change:
        case "bom":
            text = "\ufeff" + text
        case "cut":
            text = text[: -draw(st.integers(1, 8))]
        case "blank":
            text += ends * draw(st.integers(1, 3))
        case "broken":
            text = text.replace("a note", '"a\nnote"')
        case "quote":
            text = text.replace(
                "a note", draw(st.sampled_from(['a"note', '"a ""note"""', ' "note"']))
            )
        case "mixed":
            text = text.replace(ends, "\r\n", draw(st.integers(1, 5)))
    return text.encode()


def written(content: bytes, name: str = "data.csv") -> str:
    path = Path(tempfile.mkdtemp()) / name
    path.write_bytes(content)
    return str(path)


@pytest.mark.parametrize("unit", ["%", "-", "- %", "% (abc)", "% (f)", "± %"])
@pytest.mark.parametrize("area", ["VN", "Việt Nam (f)", "VN ❌"])
@pytest.mark.parametrize("name", ["fibre-households", "fibre-households ≤"])
def test_what_stands_behind_names_is_told_by_both(name: str, area: str, unit: str) -> None:
    rows = f"fibre-households,VN,2023,50,%\n{name},{area},2024,50,{unit}\n"
    content = f"indicator,area,period,value,unit\n{rows}".encode()
    assert_same([written(content)], options())


@pytest.mark.parametrize("source", ["MOST", "UBND xã Bát Xát", "Sở KH&CN Lào Cai"])
@pytest.mark.parametrize("area", ["VN", "Lào Cai"])
@pytest.mark.parametrize("label", ["Fibre households", "Internet users", "Hộ"])
def test_what_disagrees_with_the_code_or_the_area_is_told_by_both(
    label: str, area: str, source: str
) -> None:
    rows = [f"internet-users,VN,{year},5,Internet users,MOST\n" for year in range(2000, 2024)]
    rows.append(f"fibre-households,{area},2024,50,{label},{source}\n")
    content = f"indicator,area,period,value,title,source\n{''.join(rows)}".encode()
    assert_same([written(content)], options())


@pytest.mark.parametrize("value", ["có", "không", "0"])
@pytest.mark.parametrize("status", ["final", "Chưa hoàn thành"])
def test_a_milestone_and_its_status_are_told_by_both(status: str, value: str) -> None:
    rows = [f"internet-users,VN,{year},5,final,\n" for year in range(2000, 2024)]
    rows.append(f"digital-government,VN,2024,{value},{status},\n")
    rows.append(f"digital-government,VN,2023,{value},final,chưa đạt\n")
    content = f"indicator,area,period,value,status,remark\n{''.join(rows)}".encode()
    assert_same([written(content)], options())


@settings(max_examples=30, deadline=None)
@given(texts())
def test_the_engine_and_the_reader_read_the_same(content: bytes) -> None:
    assert_same([written(content)], options())


@pytest.mark.parametrize("changes", [{"decimal": ","}, {"decimal": "."}, {"area": "vn-ha-noi"}])
@settings(max_examples=5, deadline=None)
@given(content=texts())
def test_whatever_is_asked_for(changes: dict[str, str], content: bytes) -> None:
    assert_same([written(content)], options(**changes))


@settings(max_examples=20, deadline=None)
@given(texts(), st.sampled_from([0, 40, 400]))
def test_however_little_of_a_text_is_looked_at_first(content: bytes, first: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        for name, size in (("_FIRST", first), ("_NEAR", first), ("_APART", 63)):
            patch.setattr(lines, name, size)
        assert_same([written(content)], options())


CLEAN = "indicator,area,period,value,unit,source\n" + "".join(
    f"{indicator},{area},{year}-{month:02},{month}{value},{unit},itu\n"
    for indicator, value, unit in (("fibre-households", ".50", "%"), ("smart-cities", "", "cities"))
    for area in ("VN", "vn-ha-noi", "Lào Cai")
    for year in (2024, 2025)
    for month in range(1, 13)
)
ROWS = CLEAN.count("\n") - 1


def test_rows_in_which_nothing_is_odd_are_all_read_by_the_engine() -> None:
    assert assert_same([written(CLEAN.encode())], options()) == ROWS


@pytest.mark.parametrize(
    ("row", "left"),
    [
        ("fibre-households,VN,2023,abc,%,itu", 1),
        ("fibre-households,VN,2023,0.5,%,itu", 1),
        ("fibre-households,VN,2023,101,%,itu", 1),
        ("fibre-households,VN,2023,1.234,%,itu", 1),
        ("smart-cities,VN,2023,1.234,cities,itu", 1),
        ("fibre-households,VN,2023,-0,%,itu", 1),
        ("fibre-households,VN,2023,5,%,", 1),
        ("fibre-households,VN,2023,5,people,itu", 1),
        ("fibre-households,FR,2023,5,%,itu", 1),
        ("fibre-households,Ha Noy,2023,5,%,itu", 1),
        ("fibre-house,VN,2023,5,%,itu", 1),
        ("Doanh thu,VN,2023,5,%,itu", 1),
        ("fibre-households,VN,2023,,%,itu", 1),
        ("fibre-households,VN,2023", 1),
        ("fibre-households,VN,2023,12,5,%,itu", 1),
        ("egdi-rank,VN,2023,5,rank,itu", 1),
        ("smart-cities,VN,2022-2023,5,cities,itu", 1),
        ("billions,VN,2023,5,nghìn tỷ đồng,itu", 0),
        ('fibre-households,VN,2023,7,%,"itu"', 0),
        ('fibre-households,VN,2023,"12,5",%,itu', 1),
        ('fibre-households,VN,2023,7,%,"itu, 2024"', 0),
        ('fibre-households,VN,2023,7,%,a "b, c"', ROWS + 1),
        ("fibre-households,VN,2023,7,%,〃", ROWS + 1),
        ("Nam,VN,2023,7,%,itu", ROWS + 1),
        ('fibre-households,VN,2023,7,%,"a\nb"', ROWS + 2),
        ("Kế hoạch 2025,,,,,", ROWS + 1),
    ],
)  # fmt: skip
@pytest.mark.parametrize("first", [False, True])
def test_a_row_that_is_odd_is_left_to_the_reader(row: str, left: int, first: bool) -> None:
    header, _, body = CLEAN.partition("\n")
    text = f"{header}\n{row}\n{body}" if first else f"{CLEAN}{row}\n"
    more = 1 + row.count("\n")
    plain = assert_same([written(text.encode())], options())
    assert plain == max(0, ROWS + more - left)


@pytest.mark.parametrize(("above", "plain"), [("a,b,c,d,e,f", ROWS), ("a,b,c,d,e,f,g", 0)])
def test_cells_with_separators_are_left_to_the_reader_below_a_wider_row(
    above: str, plain: int
) -> None:
    text = f'{above}\n\n{CLEAN}fibre-households,VN,2023,"12,5",%,itu\n'
    assert assert_same([written(text.encode())], options()) == plain


@pytest.mark.parametrize("values", [["7", "7.5", "7.25", "007", "7.10"], ["7.1234567", "8"]])
def test_numbers_may_have_more_or_less_decimals_than_most(values: list[str]) -> None:
    rows = "".join(f"fibre-households,VN,20{10 + n},{v},%,itu\n" for n, v in enumerate(values))
    header = CLEAN.partition("\n")[0]
    assert assert_same(
        [written(f"{header}\n{rows}{CLEAN.partition(chr(10))[2]}".encode())], options()
    ) == (ROWS + len(values))


@pytest.mark.parametrize("note", ["", "as it was in {n}"])
def test_what_stands_far_down_in_a_text_is_read_as_well(note: str) -> None:
    rows = "".join(
        f"smart-cities,{'Lào Cai' if n > 1500 else 'VN'},{1900 + n % 100},{n},cities,"
        f"{'who' if n % 400 == 399 else 'itu'},{note.format(n=n)}\n"
        for n in range(2_000)
    )
    text = f"{CLEAN.partition(chr(10))[0]},note\n{rows}"
    assert assert_same([written(text.encode())], options()) == 2_000
    assert assert_same([written(text.replace(",9", ",n/a,9").encode())], options()) > 1_000
    assert assert_same([written(text.replace(",itu", ',"itu"').encode())], options()) == 2_000


def test_a_packed_file_and_several_files_are_read_as_well(tmp_path: Path) -> None:
    (tmp_path / "a[1].csv.gz").write_bytes(gzip.compress(CLEAN.encode()))
    (tmp_path / "b*.csv").write_bytes(b"\xef\xbb\xbf" + CLEAN.replace("\n", "\r\n").encode())
    (tmp_path / "c.csv").write_text("indicator,area,period,value\negdi-rank,VN,2024,71\n")
    assert assert_same([str(tmp_path)], options()) == 2 * ROWS


def test_a_text_that_is_no_utf_8_is_left_to_the_reader() -> None:
    assert assert_same([written(CLEAN.encode().replace(b"itu", b"\xff", 1))], options()) == 0
    assert assert_same([written(CLEAN.encode("utf-16"))], options()) == 0


def test_a_number_with_two_readings_is_settled_by_the_marks_of_plain_ones() -> None:
    text = CLEAN + "smart-cities,VN,2023,1.234,cities,itu\nbillions,VN,2023,5,tỷ đồng,itu\n"
    assert assert_same([written(text.encode())], options()) == ROWS + 1


def test_a_share_of_one_is_held_against_its_plain_neighbours() -> None:
    text = CLEAN + "fibre-households,VN,2023,0.9,,itu\n"
    assert assert_same([written(text.encode())], options()) == ROWS
    far = text.replace(".50,%", "0,%").replace(",1", ",9")
    assert_same([written(far.encode())], options())


@pytest.mark.parametrize("separator", ["'", "\\", "|", "^", "]"])
def test_what_parts_the_cells_may_mean_something_to_a_query(separator: str) -> None:
    rows = f'sep={separator}\n{CLEAN}fibre-households,VN,2023,50,%,"itu"\n'
    assert_same([written(rows.replace(",", separator).encode())], options())


def test_what_the_engine_cannot_do_the_reader_does(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise duckdb.ConversionException("65536 does not fit")

    monkeypatch.setattr(Plain, "keep", fails)
    assert assert_same([written(CLEAN.encode())], options()) == 0
