"""Long tables as text: columns, records, blocks, and what is skipped."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from cmcn4.model.observation import Block
from unit.readers.conftest import Reader
from unit.readers.small import codes, only

HEAD = "indicator,area,period,value,unit,source\n"


def test_a_tidy_file_is_read_with_places(read_text: Reader) -> None:
    got = read_text(
        "indicator,area,period,value,unit,breakdown,source,url,released,status,note\n"
        "smart-cities,VN,2025,3,cities,Miền Bắc,ITU,https://x,2026-01-06,ước,lưu ý\n"
    )
    (seen,) = got.observations
    assert (seen.indicator, seen.area, seen.period.code) == ("smart-cities", "VN", "2025")
    assert (seen.breakdown, str(seen.value.value)) == ("north", "3")
    assert (seen.row, seen.column, seen.place.cell) == (2, 4, "D2")
    origin = seen.origin
    assert (origin.source, origin.source_id, origin.url) == ("ITU", "itu", "https://x")
    assert (origin.released, origin.status) == (dt.date(2026, 1, 6), "estimate")
    assert origin.note == "lưu ý"
    assert got.findings == []
    (file,) = got.inputs
    assert (file.area, file.observations, file.errors, file.warnings) == ("VN", 1, 0, 0)
    assert len(file.sha256) == 64


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("Chỉ tiêu,Địa phương,Năm,Giá trị,Đơn vị tính,Nguồn", "vi"),
        ("chi tieu,dia phuong,nam,gia tri,dvt,nguon", "vi"),
        ("Mã chỉ tiêu,Tỉnh/thành phố,Kỳ số liệu,Kết quả,ĐVT,Nguồn", "vi"),
        ("Series Name,Country Name,Year,Value,Unit,Source", "en"),
        ("INDICATOR,REF_AREA,TIME_PERIOD,OBS_VALUE,UNIT_MEASURE,DATA_SOURCE", "en"),
        ("Indicator,geo,Survey Year,value,unit,source", "en"),
    ],
)
def test_columns_by_many_names(read_text: Reader, header: str, language: str) -> None:
    got = read_text(f"{header}\nEGDI rank,VN,2024,71,rank,ITU\n")
    assert [each.value.value for each in got.observations] == [71]
    assert (codes(got), got.language) == ([], language)


def test_a_title_block_above_the_header_may_name_the_area(read_text: Reader) -> None:
    got = read_text(
        "BÁO CÁO\n\nĐơn vị báo cáo: UBND thành phố Hà Nội\n\nchỉ tiêu,năm,giá trị\n"
        "fibre-households,2025,80\n"
    )
    assert [(each.area, each.row) for each in got.observations] == [("vn-ha-noi", 6)]


def test_a_reporting_unit_that_is_a_slip_makes_an_error_and_no_values(read_text: Reader) -> None:
    got = read_text(
        "Đơn vị báo cáo:,Hà Nội,\nchỉ tiêu,năm,giá trị\nfibre-households,2025,80\n".replace(
            "Hà Nội", "Ha Nooi"
        )
    )
    assert (codes(got)[0], got.observations) == ("area-unknown", [])
    assert got.findings[0].place.cell == "B1"


def test_without_an_area_rows_are_of_viet_nam(read_text: Reader) -> None:
    got = read_text("indicator,area,period,value\negdi-rank,,2024,71\n")
    assert [each.area for each in got.observations] == ["VN"]


@pytest.mark.parametrize(
    ("cells", "role"), [("Hà Nội", "area"), ("% of households", "unit"), ("%", "unit")]
)
def test_don_vi_is_what_its_cells_are(read_text: Reader, cells: str, role: str) -> None:
    got = read_text(f"chỉ tiêu,năm,giá trị,đơn vị\nfibre-households,2025,80,{cells}\n")
    (seen,) = got.observations
    assert seen.area == ("vn-ha-noi" if role == "area" else "VN")


def test_of_code_and_name_the_code_decides(read_text: Reader) -> None:
    got = read_text(
        "Country Name,Country Code,INDICATOR,INDICATOR_LABEL,year,value\n"
        "Somewhere,VNM,egdi-rank,Something,2024,71\n"
        "Viet Nam,,XX_1,EGDI rank,2022,86\n"
    )
    assert [each.area for each in got.observations] == ["VN", "VN"]
    assert [each.value.value for each in got.observations] == [71, 86]


def test_an_aggregate_without_a_code_is_not_viet_nam(read_text: Reader) -> None:
    got = read_text("Entity,Code,Year,indicator,value\nWorld,,2024,egdi-rank,71\n")
    assert (got.observations, codes(got)) == ([], ["rows-skipped"])


def test_a_missing_column_is_named_with_those_seen(read_text: Reader) -> None:
    got = read_text("indicator,period,amount\negdi-rank,2024,71\n")
    finding = only(got)
    assert (finding.code, finding.place.row) == ("column-missing", 1)
    assert [each.en for each in finding.facts["missing"]] == ["value"]
    assert finding.facts["columns"] == ("indicator", "period", "amount")


def test_two_columns_for_one_meaning_are_refused(read_text: Reader) -> None:
    got = read_text("indicator,period,năm,value\negdi-rank,2024,2024,71\n")
    finding = only(got)
    assert finding.code == "column-ambiguous"
    assert finding.facts["columns"] == ("period", "năm")


@pytest.mark.parametrize(
    ("text", "code", "variant"),
    [
        ("a,b\n1,2\n", "header-not-found", None),
        ("", "file-empty", None),
        ("\n\n , \n", "file-empty", None),
        (HEAD, "file-empty", "header-only"),
        (HEAD + ",,,,,\n", "file-empty", "header-only"),
    ],
)
def test_files_without_a_table(
    read_text: Reader, text: str, code: str, variant: str | None
) -> None:
    finding = only(read_text(text))
    assert (finding.code, finding.facts.get("variant")) == (code, variant)


def test_blank_rows_repeated_headers_and_footnotes_are_ignored(read_text: Reader) -> None:
    got = read_text(
        HEAD + "egdi-rank,VN,2024,71,rank,ITU\n,,,,,\n" + HEAD + "egdi-rank,VN,2022,86,rank,ITU\n"
        "Ghi chú: số liệu của Liên hợp quốc\n"
    )
    assert [each.row for each in got.observations] == [2, 5]
    assert codes(got) == []


def test_a_near_miss_blocks_what_it_may_have_meant(read_text: Reader) -> None:
    got = read_text(HEAD + "egdi-rnak,VN,2024,71,rank,ITU\n")
    finding = only(got)
    assert (finding.code, finding.place.cell) == ("indicator-unknown", "A2")
    assert finding.facts["nearest"] == ("egdi-rank",)
    (block,) = got.blocks
    assert (block.indicator, block.area) == ("egdi-rank", "VN")
    assert block.period is not None
    assert block.period.code == "2024"


def test_names_that_are_not_ours_are_one_warning(read_text: Reader) -> None:
    got = read_text(
        HEAD + "Doanh thu,VN,2024,1,tỷ đồng,X\n" * 3 + 'Hộ "nghèo",VN,2024,1,%,X\n'
        "egdi-rank,VN,2024,71,rank,ITU\n"
    )
    finding = only(got)
    assert (finding.code, finding.count, finding.place.cell) == ("indicator-unlisted", 4, "A2")
    assert (finding.facts["names"], finding.facts["rows"]) == (2, 4)
    assert finding.facts["examples"][0] == "Doanh thu"
    assert got.seen == {"Doanh thu": 3, "Hộ nghèo,VN,2024,1,%,X": 1} or len(got.seen) == 2
    assert got.inputs[0].skipped == 4


def test_a_publishers_other_series_and_areas_are_one_note(read_text: Reader) -> None:
    got = read_text(
        "INDICATOR,REF_AREA,TIME_PERIOD,OBS_VALUE,DATA_SOURCE\n"
        "ITU_GCI_GCI_OVRL_SCRE,VNM,2024,94.5,ITU\nITU_OTHER,VNM,2024,9.5,ITU\n"
        "ITU_GCI_GCI_OVRL_SCRE,FRA,2024,94.5,ITU\nITU_GCI_GCI_OVRL_SCRE,XKX,2024,94.5,ITU\n"
    )
    finding = only(got)
    assert (finding.code, finding.facts["variant"], finding.count) == ("rows-skipped", "both", 3)
    assert got.inputs[0].skipped == 3
    assert len(got.observations) == 1


def test_values_of_other_areas_are_not_even_looked_at(read_text: Reader) -> None:
    got = read_text(HEAD + "egdi-rank,FR,2024,nonsense,rank,ITU\n" * 2)
    assert (codes(got), got.blocks) == (["rows-skipped"], [])


def test_an_area_that_is_a_slip_blocks_the_one_meant(read_text: Reader) -> None:
    got = read_text(HEAD + "fibre-households,Ha Nooi,2024,71,%,ITU\n")
    finding = only(got)
    assert (finding.code, finding.place.cell) == ("area-unknown", "B2")
    assert [each.area for each in got.blocks] == ["vn-ha-noi"]


def test_an_unreadable_period_blocks_all_periods(read_text: Reader) -> None:
    got = read_text(HEAD + "egdi-rank,VN,soon,71,rank,ITU\n")
    finding = only(got)
    assert (finding.code, finding.place.cell) == ("period-unreadable", "C2")
    assert got.blocks == [Block("egdi-rank", "VN", None, "", finding)]


def test_rows_without_a_period_or_an_indicator_are_errors_when_they_have_a_value(
    read_text: Reader,
) -> None:
    got = read_text(HEAD + "egdi-rank,VN,,71,rank,ITU\n,VN,2024,71,rank,ITU\n,,,,,ITU\n")
    found = [(each.code, each.facts["variant"]) for each in got.findings]
    assert found[:2] == [("period-unreadable", "empty"), ("indicator-unknown", "empty")]
    assert [each.code for each in got.findings[2:]] == ["nothing-read"]


@pytest.mark.parametrize(
    ("row", "code", "cell"),
    [
        ("egdi-rank,VN,2024,about right,rank,ITU", "number-unreadable", "D2"),
        ("egdi-rank,VN,2024,0,rank,ITU", "value-out-of-range", "D2"),
        ("egdi-rank,VN,2024,71,% of GDP,ITU", "unit-mismatch", "E2"),
        ("fibre-households,VN,2024,71,% of adults,ITU", "unit-mismatch", "E2"),
        ('productivity-growth,VN,2024,"12,345",%/year,ITU', "number-ambiguous", "D2"),
    ],
)
def test_errors_block_their_cell(read_text: Reader, row: str, code: str, cell: str) -> None:
    got = read_text(HEAD + row + "\n")
    finding = only(got)
    assert (finding.code, finding.level, finding.place.cell) == (code, "error", cell)
    (block,) = got.blocks
    assert block.period is not None
    assert (block.area, block.period.code, got.observations) == ("VN", "2024", [])


def test_an_unreadable_day_of_publication_blocks(read_text: Reader) -> None:
    got = read_text("indicator,period,value,released\negdi-rank,2024,71,hôm qua\n")
    finding = only(got)
    assert (finding.code, finding.facts["variant"]) == ("period-unreadable", "released")
    assert len(got.blocks) == 1


def test_what_is_odd_is_used_and_marked(read_text: Reader) -> None:
    got = read_text(HEAD + "fibre-households,VN,2024,0.8,foo,ITU\nfibre-households,VN,2025,81,%,\n")
    assert [each.code for each in got.findings] == [
        "unit-suspicious",
        "percent-suspicious",
        "source-missing",
    ]
    assert [each.value.value for each in got.observations] == [Decimal("0.8"), 81]


def test_a_column_of_sources_that_is_not_there_is_one_warning(read_text: Reader) -> None:
    got = read_text("indicator,period,value\negdi-rank,2024,71\negdi-rank,2022,86\n")
    assumed, finding = got.findings
    assert (finding.code, finding.count) == ("source-missing", 2)
    assert assumed.code == "area-assumed"


def test_statuses(read_text: Reader) -> None:
    got = read_text(
        "indicator,period,value,status,source\n"
        "egdi-rank,2024,71,A,ITU\negdi-rank,2023,72,sơ bộ,ITU\negdi-rank,2022,73,F,ITU\n"
        "egdi-rank,2021,..,M,ITU\negdi-rank,2020,75,verified,ITU\negdi-rank,Ước 2019,76,,ITU\n"
        "digital-economy-share,2019,ước 9,P,ITU\negdi-rank,2018,75,verified,ITU\n"
    )
    statuses = [each.origin.status for each in got.observations]
    assert statuses == [
        "final", "provisional", "forecast", "final", "estimate", "estimate", "final",
    ]  # fmt: skip
    finding = only(got)
    assert (finding.code, finding.count, finding.place.cell) == ("unit-suspicious", 2, "D6")


@pytest.mark.parametrize("status", ["M", "O", "l", "Q", "missing", "Missing value"])
@pytest.mark.parametrize("value", ["14.02", "many"])
def test_a_number_that_its_status_says_is_not_there_is_an_error(
    read_text: Reader, status: str, value: str
) -> None:
    got = read_text(
        "indicator,area,period,value,status,source\n"
        f"digital-economy-share,VN,2025,{value},{status},NSO\n"
        f"digital-economy-share,VN,2024,,{status},NSO\negdi-rank,VN,2024,71,A,ITU\n"
    )
    assert [each.value.value for each in got.observations] == [71]
    finding = only(got)
    assert (finding.code, finding.place.cell) == ("number-unreadable", "E2")
    assert (finding.facts["found"], finding.facts["status"]) == (value, status)
    assert [(one.indicator, str(one.period)) for one in got.blocks] == [
        ("digital-economy-share", "2025")
    ]


def test_a_file_of_numbers_that_are_not_there_gave_no_figure(read_text: Reader) -> None:
    got = read_text(
        "indicator,area,period,value,status,source\n"
        "digital-economy-share,VN,2025,14.02,M,NSO\negdi-rank,VN,2024,#N/A,M,NSO\n"
    )
    assert sorted(one.code for one in got.findings) == ["nothing-read", "number-unreadable"]


@pytest.mark.parametrize(
    ("row", "value"),
    [
        ("smart-cities;2024;3;;0", "3"),
        ("smart-cities;2024;3,25;;3", "3250"),
        ("smart-cities;2024;> 15,4;nghìn đô thị;", "15400..16940.0"),
        ("billions;2024;1500,5;triệu đồng;", "1.5005"),
        ("fibre-households;2024;824;‰;", "82.4"),
        ("fibre-households;2024;82,4%;‰;", "82.4"),  # the cell's own sign decides
    ],
)
def test_powers_of_ten_are_exact(read_text: Reader, row: str, value: str) -> None:
    got = read_text(f"INDICATOR;TIME_PERIOD;OBS_VALUE;UNIT_MEASURE;UNIT_MULT\n{row}\n")
    (seen,) = (each.value for each in got.observations)
    ends = [f"{end:f}" for end in (seen.low, seen.high)]
    assert "..".join(dict.fromkeys(ends)) == value
    assert codes(got) == []


def test_a_power_of_ten_of_a_share_is_refused(read_text: Reader) -> None:
    text = "INDICATOR,TIME_PERIOD,OBS_VALUE,UNIT_MULT\nfibre-households,2024,0.8,2\n"
    assert (only(read_text(text)).code, only(read_text(text)).place.cell) == ("unit-mismatch", "D2")


def test_other_dimensions_are_not_totals(read_text: Reader) -> None:
    got = read_text(
        "INDICATOR,TIME_PERIOD,OBS_VALUE,SEX,AGE,COMP_BREAKDOWN_1\n"
        "fibre-households,2024,30,F,_T,_Z\nfibre-households,2024,40,_T,_T,_Z\n"
    )
    assert [each.breakdown for each in got.observations] == ["f", ""]


def test_labels_of_codes_say_nothing_more(read_text: Reader) -> None:
    got = read_text(
        "REF_AREA,REF_AREA_LABEL,INDICATOR,INDICATOR_LABEL,SEX,SEX_LABEL,TIME_PERIOD,OBS_VALUE,"
        "UNIT_MEASURE,UNIT_MEASURE_LABEL,OBS_STATUS,OBS_STATUS_LABEL,DATA_SOURCE\n"
        "VNM,Viet Nam,ITU_GCI_GCI_OVRL_SCRE,GCI,_Z,Not applicable,2024,94.5,0_TO_100,Score,A,"
        "Normal value,ITU\n"
    )
    (seen,) = got.observations
    assert (seen.area, seen.breakdown, codes(got)) == ("VN", "", [])


def test_the_decimal_mark_is_decided_by_the_column(read_value: Reader) -> None:
    got = read_value("12,345", "18,3", "1.500", indicator="productivity-growth")
    assert {each.value.value for each in got.observations} == {
        Decimal("12.345"), Decimal("18.3"), Decimal(1500),
    }  # fmt: skip
    assert codes(got) == []


def test_contradicting_evidence_leaves_it_open(read_value: Reader) -> None:
    got = read_value("12,345", "18,3", "18.3", indicator="productivity-growth")
    assert codes(got) == ["number-ambiguous"]
    assert only(got).facts["readings"] == (Decimal(12345), Decimal("12.345"))


def test_evidence_seen_before_in_another_sheet_does_not_count(read_text: Reader) -> None:
    got = read_text("indicator\tperiod\tvalue\nproductivity-growth\t2024\t12,345\n", name="a.tsv")
    assert codes(got) == ["number-ambiguous"]


def test_the_decimal_option_settles_it(read_value: Reader) -> None:
    got = read_value("12,345", indicator="productivity-growth", decimal=".")
    assert [each.value.value for each in got.observations] == [12345]


def test_missing_values_are_neither_observed_nor_found(read_value: Reader) -> None:
    got = read_value("..", "", "_Z", "N/A", "71")
    assert [each.value.value for each in got.observations] == [71]
    assert codes(got) == []


def test_equal_rows_share_their_objects(read_value: Reader) -> None:
    got = read_value("71", "71")
    first, second = got.observations
    assert first.origin is second.origin
    assert first.value is second.value


def test_names_with_escapes_and_markup_pass_through(read_text: Reader) -> None:
    got = read_text(HEAD + "\x1b[31m[bold]x[/bold],VN,2024,1,%,ITU\n")
    assert only(got).facts["examples"] == ("\x1b[31m[bold]x[/bold]",)
    assert only(got).facts["lines"] == ('"\\u001b[31m[bold]x[/bold]": indicator-id',)


def test_short_rows_are_read_and_rows_longer_than_the_header_are_told(read_text: Reader) -> None:
    got = read_text(
        HEAD + "egdi-rank,VN,2024,71\negdi-rank,VN,2022,86,rank,ITU,more,still\n"
        "egdi-rank,VN,2020,86,rank,ITU,,\n"
    )
    assert [each.value.value for each in got.observations] == [71, 86]
    finding = next(each for each in got.findings if each.code == "row-ragged")
    assert (finding.place.cell, finding.facts["cells"], finding.facts["columns"]) == ("G3", 8, 6)
    (block,) = got.blocks
    assert (block.indicator, block.area, block.period) == ("egdi-rank", "VN", None)
