"""Data from Python: every form that a script has them in is read as the same figures."""

from __future__ import annotations

import io
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import cmcn4
from cmcn4.errors import UsageError
from unit.python.frames import CELLS, NAMES, ROW, Lazy, Narwhals, Pandas, Polars, Relation, Stream

CSV = "indicator,area,period,value,source\negdi-rank,VN,2024,71,UN DESA\n"
FIGURE = [("egdi-rank", "VN", "2024", Decimal(71), "UN DESA")]
SAMPLE = Path(__file__).parents[3] / "samples" / "vietnam.xlsx"


def figures(data: Any, **given: Any) -> list[tuple[str, str, str, Decimal | None, str]]:
    read = cmcn4.read(data, **given)
    assert [each.code for each in read.findings] == []
    return [
        (each.indicator, each.area, each.period.code, each.value.value, each.origin.source)
        for each in read.observations
    ]


FRAMES = [Pandas(), Pandas(2), Polars(), Lazy(), Narwhals(Polars()), Narwhals(Lazy()), Relation()]


@pytest.mark.parametrize("frame", FRAMES, ids=lambda frame: type(frame).__name__)
def test_a_dataframe_is_asked_in_its_own_way(frame: Any) -> None:
    assert figures(frame) == FIGURE


def made(library: str, module: Any) -> list[Any]:
    """Return the row in every form that a library has for it."""
    columns = {name: [cell] for name, cell in ROW.items()}
    match library:
        case "pandas":
            frame = module.DataFrame([ROW])
            return [frame, frame.set_index(["area", "period"]), frame.astype({"area": "category"})]
        case "polars":
            frame = module.DataFrame(columns)
            return [frame, frame.lazy(), Stream(frame)]
        case "pyarrow":
            table = module.table(columns)
            return [table, table.to_batches()[0], table.to_reader(), Stream(table)]
        case "duckdb":
            return [module.sql("select 'egdi-rank' as indicator, 'VN' as area, 2024 as period, "
                               "71 as value, 'UN DESA' as source")]  # fmt: skip
        case _:
            native = pytest.importorskip("polars").DataFrame(columns)
            return [module.from_native(native), module.from_native(native.lazy())]


@pytest.mark.parametrize("library", ["pandas", "polars", "pyarrow", "duckdb", "narwhals"])
def test_dataframes_of_every_library_are_read(library: str) -> None:
    for frame in made(library, pytest.importorskip(library)):
        assert figures(frame) == FIGURE, type(frame)


def test_arrow_is_read_by_whatever_is_there_to_read_it(monkeypatch: pytest.MonkeyPatch) -> None:
    polars = pytest.importorskip("polars")
    stream = Stream(polars.DataFrame({name: [cell] for name, cell in ROW.items()}))
    found = "cmcn4.readers.tables.find_spec"
    monkeypatch.setattr(found, lambda name: name == "polars")
    assert figures(stream) == FIGURE
    monkeypatch.setattr(found, lambda _name: None)
    with pytest.raises(UsageError, match="a Stream speaks Arrow") as caught:
        cmcn4.read(stream)
    assert str(caught.value.hint) == "pip install pyarrow, or polars"


def test_numbers_and_days_of_frames_are_exact() -> None:
    pandas = pytest.importorskip("pandas")
    rows = [
        {"indicator": "internet-users", "source": "ITU", "period": period, "value": value}
        for period, value in (
            (pandas.Period("2021", "Y"), Decimal("74.10")), (pandas.Timestamp("2022-12-31"), 78.59),
            (2023.0, "78,2"), (2024, float("nan")), (2020, None),
        )
    ]  # fmt: skip
    read = cmcn4.read(pandas.DataFrame(rows, dtype=object))
    found = [(each.period.code, each.value.value) for each in read.observations]
    expected = [("2021", "74.1"), ("2022-12-31", "78.59"), ("2023", "78.2")]
    assert found == [(period, Decimal(value)) for period, value in expected]


def test_a_column_that_is_there_twice_is_lost_in_no_frame() -> None:
    pandas = pytest.importorskip("pandas")
    frame = pandas.DataFrame([[*CELLS, 70]], columns=[*NAMES, "value"])
    codes = [each.code for each in cmcn4.read(frame).findings]
    assert codes == ["column-ambiguous", "nothing-read"]


def test_columns_of_several_levels_have_one_name() -> None:
    pandas = pytest.importorskip("pandas")
    columns = pandas.MultiIndex.from_tuples(
        [("indicator", ""), ("value", "2023"), ("value", "2024")]
    )
    frame = pandas.DataFrame([["egdi-rank", 86, 71]], columns=columns)
    read = cmcn4.read(frame)
    found = [(each.period.code, each.value.value) for each in read.observations]
    assert found == [("2023", Decimal(86)), ("2024", Decimal(71))]


@pytest.mark.parametrize(
    "columns",
    [
        {name: [cell] for name, cell in ROW.items()},
        {name: (cell,) for name, cell in ROW.items()},
        ROW,
        {**ROW, "value": [71]},
    ],
)
def test_a_dict_of_columns_is_read(columns: dict[str, Any]) -> None:
    assert figures(columns) == FIGURE


def test_one_value_stands_in_every_row() -> None:
    two = {**ROW, "period": [2022, 2024], "value": [86, 71]}
    assert [each[2:4] for each in figures(two)] == [("2022", Decimal(86)), ("2024", Decimal(71))]


def test_columns_must_be_equally_long() -> None:
    with pytest.raises(UsageError, match="not equally long: period 2, value 1") as caught:
        cmcn4.read({"indicator": "egdi-rank", "period": [2023, 2024], "value": [71]})
    assert caught.value.place == "data"


def test_open_files_are_read_by_their_name_or_by_their_bytes(tmp_path: Path) -> None:
    path = tmp_path / "egdi.csv"
    path.write_text(CSV, encoding="utf-8")
    with path.open(encoding="utf-8") as text, path.open("rb") as raw:
        for file in (text, raw):
            assert figures(file) == FIGURE
            file.seek(0)
            (read,) = cmcn4.read(file).inputs
            assert read.path == path.as_posix()
    for held in (io.StringIO(CSV), io.BytesIO(CSV.encode())):
        assert figures(held) == FIGURE
    named = io.BytesIO(CSV.encode("utf-16"))
    named.name = "uploaded.csv"
    assert cmcn4.read(named).inputs[0].path == "uploaded.csv"


def test_a_workbook_in_memory_gives_what_its_file_gives() -> None:
    held, file = cmcn4.read(io.BytesIO(SAMPLE.read_bytes())), cmcn4.read(SAMPLE)
    assert [each[:6] for each in held.observations] == [each[:6] for each in file.observations]
    assert held.inputs[0].path == "<file>.xlsx"
    assert held.inputs[0].sha256 == file.inputs[0].sha256


def test_text_files_keep_the_encoding_that_is_named() -> None:
    text = CSV.replace("UN DESA", "Bộ KH&CN")
    assert figures(io.StringIO(text))[0][4] == "Bộ KH&CN"
    assert figures(io.StringIO(text.replace("ộ", "ô")), encoding="cp1258")[0][4] == "Bô KH&CN"
    assert figures(io.BytesIO(text.encode("utf-16")))[0][4] == "Bộ KH&CN"


def test_files_and_paths_may_be_given_together(tmp_path: Path) -> None:
    path = tmp_path / "old.csv"
    path.write_text(CSV.replace("2024,71", "2022,86"), encoding="utf-8")
    files: list[Any] = [path, io.StringIO(CSV), io.StringIO(CSV.replace("2024,71", "2020,86"))]
    read = cmcn4.read(files)
    assert [each.period.code for each in read.observations] == ["2022", "2024", "2020"]


WORLD_BANK = ("IT.NET.USER.ZS", "VNM")
USERS = [("internet-users", "VN", "2022", Decimal("78.6")),
         ("internet-users", "VN", "2023", Decimal("78.1"))]  # fmt: skip


def users(data: Any) -> list[tuple[str, str, str, Decimal | None]]:
    return [
        (each.indicator, each.area, each.period.code, each.value.value)
        for each in cmcn4.read(data).observations
    ]


@pytest.mark.parametrize("time", ["YR{}", "{}"])
def test_what_wbgapi_fetches_is_read(time: str) -> None:
    series, economy = WORLD_BANK
    rows = (
        {"value": value, "series": series, "economy": economy, "aggregate": False,
         "time": time.format(year)}
        for year, value in ((2022, 78.6), (2023, 78.1), (2024, None))
    )  # fmt: skip
    assert users(rows) == USERS


@pytest.mark.parametrize("labels", [False, True])
def test_frames_of_wbgapi_are_read(*, labels: bool) -> None:
    pandas = pytest.importorskip("pandas")
    both = pandas.MultiIndex.from_tuples([WORLD_BANK[::-1]], names=["economy", "series"])
    wide = pandas.DataFrame({"YR2022": [78.6], "YR2023": [78.1]}, index=both)
    if labels:
        wide.insert(0, "Country", ["Viet Nam"])
        wide.insert(1, "Series", ["Individuals using the Internet (% of population)"])
    assert users(wide) == USERS
    times = pandas.MultiIndex.from_tuples(
        [("VNM", "YR2022"), ("VNM", "YR2023")], names=["economy", "time"]
    )
    assert users(pandas.DataFrame({"IT.NET.USER.ZS": [78.6, 78.1]}, index=times)) == USERS


@pytest.mark.parametrize(
    ("data", "kind"),
    [(5, "int"), ([1, 2], "int"), ([ROW, "a.csv"], "str"), ([None], "NoneType"), (b"a,b", "bytes"),
     (None, "NoneType"), (object(), "object"), (Pandas, "type")],
)  # fmt: skip
@pytest.mark.parametrize("lang", ["en", "vi"])
def test_what_is_no_data_is_refused_in_the_language_asked_for(
    data: Any, kind: str, lang: str
) -> None:
    said = {
        "en": f"data: a {kind} cannot be read as data (give paths, open files, rows as mappings, ",
        "vi": f"data: không đọc được số liệu từ kiểu {kind} (hãy đưa đường dẫn, tệp đã mở, ",
    }
    with pytest.raises(UsageError) as caught:
        cmcn4.check(data, lang=lang)
    assert str(caught.value).startswith(said[lang])


def test_reading_loads_no_library_of_dataframes() -> None:
    from acceptance.pages import process

    code = (
        "import sys, cmcn4; cmcn4.check([]); "
        "print({'pandas', 'polars', 'pyarrow', 'numpy', 'duckdb', 'narwhals'} & {*sys.modules})"
    )
    assert process([sys.executable, "-c", code], Path.cwd()) == "set()\n"
