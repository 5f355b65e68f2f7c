"""The short way through: rows that say what others said before must read as if they were first."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pytest

from cmcn4.model.observation import Observation
from cmcn4.readers import read_rows
from cmcn4.readers.layout.records.record import Head, Record
from cmcn4.readers.layout.records.records import Recorder
from cmcn4.readers.values import quantity as values
from unit.readers.conftest import Reader
from unit.readers.small import codes, only, options

HEAD = "indicator,area,period,value,unit,source,note\n"
FIRST = (
    "egdi-rank,VN,2024,71,rank,ITU,\n"
    "fibre-households,VN,2024,50,%,ITU,\n"
    "productivity-growth,VN,2024,5,%,ITU,\n"
)


def essence(observations: Sequence[Observation]) -> list[tuple[object, ...]]:
    return [(*each[:6], each.column) for each in observations]


@pytest.mark.parametrize(
    "row",
    [
        "egdi-rank,VN,2024,71,rank,ITU,",
        "egdi-rank,VN,2024,71,rank,ITU,a note",
        "egdi-rank,VN,2024,71,rank,ITU; ngày 20/12/2024,a note",
        "egdi-rank,VN,2024,71,rank,ITU; 20/12/2024,",
        "egdi-rank,VN,2024,72,rank,ITU,",
        "egdi-rank,LA,2024,72,rank,ITU,",
        "egdi-rank,FR,2024,72,rank,ITU,",
        "egdi-rank,VN,2024,0,rank,ITU,",
        "egdi-rank,VN,2024,..,rank,ITU,",
        "egdi-rank,VN,2024,,rank,ITU,",
        "egdi-rank,VN,2024,n/a,rank,ITU,",
        "egdi-rank,Nowhere,2024,n/a,rank,ITU,",
        "egdi-rank,VN,2024,chưa có,rank,ITU,a note",
        "egdi-rank,VN,2024, ,rank,ITU,",
        "egdi-rank,VN,2024,abc,rank,ITU,",
        "egdi-rank,VN,2024,71%,rank,ITU,",
        "egdi-rank,VN,2024,71",
        "egdi-rank",
        "fibre-households,VN,2024,51.5,%,ITU,x",
        "fibre-households,VN,2024,0.5,%,ITU,",
        "fibre-households,VN,2024,101,%,ITU,",
        "fibre-households,VN,2024,ước 51,%,ITU,",
        "fibre-households,VN,2024,> 51,%,ITU,",
        "fibre-households,VN,2024,50,%,,",
        "fibre-households,VN,2024,50,% of adults,ITU,",
        'productivity-growth,VN,2024,"12,345",%,ITU,',
        "Doanh thu,VN,2024,5,tỷ đồng,ITU,",
        "Doanh thu,VN,2024,,tỷ đồng,ITU,",
        "egdi-rnak,VN,2024,71,rank,ITU,",
    ],
)
def test_a_row_reads_the_same_wherever_it_stands(read_text: Reader, row: str) -> None:
    alone = read_text(f"{HEAD}{row}\n")
    after = read_text(f"{HEAD}{FIRST}{row}\n{row}\n")
    seen = essence(after.observations)
    assert seen[: len(seen) - 2 * len(alone.observations)] == seen[:3]
    assert seen[3:] == essence(alone.observations) * 2
    assert set(codes(after)) == set(codes(alone))
    assert len(after.blocks) == 2 * len(alone.blocks)
    assert after.inputs[0].skipped == 2 * alone.inputs[0].skipped


@pytest.mark.parametrize(
    ("head", "first", "row", "rest"),
    [
        ("indicator,2024,note,area", "fibre-households,71,,VN", "fibre-households,72", ",,"),
        ("indicator,area,period,value,source,released,note", "fibre-households,VN,2024,71,ITU,,",
         "fibre-households,vn-ha-noi,2024,86", ",,,"),
    ],
)  # fmt: skip
def test_a_row_that_ends_early_reads_as_if_its_last_cells_were_empty(
    read_text: Reader, head: str, first: str, row: str, rest: str
) -> None:
    short = read_text(f"{head}\n{first}\n{row}\n")
    whole = read_text(f"{head}\n{first}\n{row}{rest}\n")
    assert short.observations == whole.observations
    assert short.findings == whole.findings


def test_a_row_of_an_invisible_character_is_no_label(read_text: Reader) -> None:
    head = "indicator,2025\n"
    seen = read_text(f"{head}\u200b\nfibre-households,72\n")
    plain = read_text(f"{head}\nfibre-households,72\n")
    assert [each.value.low for each in seen.observations] == [Decimal(72)]
    assert [each.code for each in seen.findings] == [each.code for each in plain.findings]


def test_a_new_number_with_a_mark_is_evidence_for_the_column(read_text: Reader) -> None:
    got = read_text(
        HEAD + FIRST + 'productivity-growth,VN,2023,"12,345",%,ITU,\n'
        "fibre-households,VN,2024,51.5,%,ITU,\n"
    )
    assert got.observations[-1].value.value == 12345


def test_a_text_that_its_column_decides_on_says_so_in_that_column_alone(
    read_text: Reader,
) -> None:
    got = read_text(
        "Chỉ tiêu\tQuốc gia\tNăm 2023\tNăm 2024\n"
        "productivity-growth\tVN\t12,345\t12,345\nproductivity-growth\tHà Nội\t1.5\t1,5\n",
        name="data.tsv",
    )
    assert {(row.area, row.period.code): row.value.value for row in got.observations} == {
        ("VN", "2023"): Decimal(12345), ("VN", "2024"): Decimal("12.345"),
        ("vn-ha-noi", "2023"): Decimal("1.5"), ("vn-ha-noi", "2024"): Decimal("1.5"),
    }  # fmt: skip


def test_names_that_are_not_ours_are_counted_row_by_row(read_text: Reader) -> None:
    got = read_text(HEAD + "Doanh thu,VN,2024,5,tỷ đồng,ITU,\n" * 5 + FIRST)
    assert only(got).count == 5
    assert got.seen == {"Doanh thu": 5}


def test_rows_of_other_areas_are_counted_one_by_one(read_text: Reader) -> None:
    got = read_text(HEAD + FIRST + "egdi-rank,FR,2024,30,rank,ITU,\n" * 4)
    assert (only(got).code, only(got).count, got.inputs[0].skipped) == ("rows-skipped", 4, 4)


@pytest.mark.parametrize(
    ("value", "skipped", "figures"), [("n/a", 1, 1), ("", 1, 1), ("abc", 5, 1), ("30", 5, 5)]
)
def test_what_is_passed_over_of_other_areas_is_counted_as_if_it_were_first(
    read_text: Reader, value: str, skipped: int, figures: int
) -> None:
    rows = "egdi-rank,FR,2024,30,rank,ITU,\n" + f"egdi-rank,FR,2024,{value},rank,ITU,\n" * 4
    got = read_text(HEAD + FIRST + rows)
    (account,) = got.inputs[0].accounts
    assert (got.inputs[0].skipped, dict(account.left).get("area")) == (skipped, figures)
    assert account.seen == len(got.observations) + figures


def test_tables_that_are_full_are_emptied_not_trusted_less(
    read_text: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = HEAD + "".join(
        f"productivity-growth,{area},{year},{year % 7}.{year % 3},%,ITU,{year}\n"
        for year in range(1950, 2026)
        for area in ("VN", "LA", "vn-ha-noi")
    )
    expected = essence(read_text(text).observations)
    monkeypatch.setattr("cmcn4.readers.layout.records.sibling.MOST_CACHED", 2)
    monkeypatch.setattr(values, "_MOST_REMEMBERED", 2)
    monkeypatch.setattr("cmcn4.readers.layout.records.origins.MOST_CACHED", 2)
    monkeypatch.setattr("cmcn4.readers.layout.records.area_ids.MOST_CACHED", 2)
    assert essence(read_text(text).observations) == expected


def added(monkeypatch: pytest.MonkeyPatch) -> list[Record]:
    """Return the records that are understood the long way, to be filled by reading."""
    records: list[Record] = []
    add = Recorder.add

    def seen(recorder: Recorder, record: Record) -> Head | None:
        records.append(record)
        return add(recorder, record)

    monkeypatch.setattr(Recorder, "add", seen)
    return records


def test_a_row_of_another_period_is_understood_but_for_that(
    read_text: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    records = added(monkeypatch)
    got = read_text(
        HEAD
        + FIRST
        + "fibre-households,VN,2023,49,%,ITU,\nfibre-households,VN,Q2/2024,48,%,ITU,a note\n"
    )
    assert [record.indicator[0] for record in records] == [
        "egdi-rank", "fibre-households", "productivity-growth",
    ]  # fmt: skip
    assert [
        (row.indicator, row.area, row.period.code, row.value.value, row.origin.note, row.row)
        for row in got.observations[3:]
    ] == [
        ("fibre-households", "VN", "2023", Decimal(49), "", 5),
        ("fibre-households", "VN", "2024-Q2", Decimal(48), "a note", 6),
    ]


@pytest.mark.parametrize(
    "row",
    [
        "fibre-households,VN,2023,0.5,%,ITU,",
        "fibre-households,VN,2023,abc,%,ITU,",
        "fibre-households,VN,2023,101,%,ITU,",
        "fibre-households,VN,ước 2023,51,%,ITU,",
        "fibre-households,VN,Kế hoạch 2026,51,%,ITU,",
        "fibre-households,VN,2023-2024 school,51,%,ITU,",
        "fibre-households,VN,,51,%,ITU,",
        "fibre-households,LA,2023,51,%,,",
        "fibre-households,FR,2023,51,%,ITU,",
        "fibre-households,,2023,51,%,ITU,",
        "fibre-households,Nowhere,2023,51,%,ITU,",
        "productivity-growth,VN,2019,5,%,ITU,",
    ],
)
def test_a_row_of_another_period_reads_as_if_it_were_first(read_text: Reader, row: str) -> None:
    alone = read_text(f"{HEAD}egdi-rank,VN,2024,71,rank,ITU,\n{row}\n")
    after = read_text(f"{HEAD}{FIRST}{row}\n{row}\n")
    assert essence(after.observations)[3:] == essence(alone.observations)[1:] * 2
    assert set(codes(after)) == set(codes(alone))
    assert len(after.blocks) == 2 * len(alone.blocks)
    assert after.inputs[0].skipped == 2 * alone.inputs[0].skipped


ODD = "indicator,area,period,value,unit,source,released,status\n"
ODD_ROWS = [
    "fibre-households,VN,2023,50,widgets {0},ITU,2024-05-01,",
    "fibre-households,VN,2023,50,USD {0},ITU,2024-05-01,",
    "fibre-households,VN,2023,50,widgets {0},,2024-05-01,",
    "fibre-households,VN,2023,abc {0},widgets {0},,2024-05-01,",
    "fibre-households,VN,2023,0.5,%,,2024-05-01,",
    "fibre-households,VN,2023,0.{0},widgets {0},,2024-05-01,",
    "fibre-households,VN,2023,50,%,ITU,soon {0},",
    "fibre-households,VN,2023,50,widgets {0},ITU,soon {0},",
    "fibre-households,VN,2023,50,%,ITU,soon {0},F",
    "fibre-households,VN,2023,50,USD {0},ITU,2024-05-01,F",
    "fibre-households,VN,2023,,widgets {0},,soon,",
    "mobile-subscriptions,VN,2023,15.{0},nghìn thuê bao,ITU,2024-05-01,",
]


@pytest.mark.parametrize("row", ODD_ROWS)
def test_a_row_that_is_odd_reads_as_if_it_were_first(read_text: Reader, row: str) -> None:
    rows = [row.format(number) for number in range(3)]
    alone = [read_text(f"{ODD}{each}\n") for each in rows]
    got = read_text(ODD + "".join(f"{each}\n" for each in rows))
    told = [(one.code, one.place.column, one.facts) for one in got.findings]
    own = [(one.code, one.place.column, one.facts) for each in alone for one in each.findings]
    at_rows = ("unit-mismatch", "unit-suspicious", "source-missing", "period-unreadable",
               "number-unreadable", "percent-suspicious")  # fmt: skip
    assert [one for one in told if one[0] in at_rows] == [one for one in own if one[0] in at_rows]
    assert [one.place.row for one in got.findings if one.code == "unit-mismatch"] in ([], [2, 3, 4])
    assert essence(got.observations) == [
        one for each in alone for one in essence(each.observations)
    ]
    assert [block[:4] for block in got.blocks] == [
        block[:4] for each in alone for block in each.blocks
    ]


def test_rows_that_are_odd_in_one_cell_take_the_short_way(
    read_text: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    records = added(monkeypatch)
    rows = "".join(f"fibre-households,VN,2023,{row}\n" for row in (
        "50,widgets 1,ITU,,", "51,widgets 2,ITU,,", "52,USD 3,ITU,,", "53,widgets 4,,,",
        "54,widgets 5,ITU,soon,", "55,widgets 5,ITU,later,",
    ))  # fmt: skip
    got = read_text(ODD + rows)
    assert len(records) == 1
    assert [(one.code, one.place.cell) for one in got.findings] == [
        ("unit-suspicious", "E2"), ("unit-suspicious", "E3"), ("unit-mismatch", "E4"),
        ("unit-suspicious", "E5"), ("source-missing", "F5"), ("period-unreadable", "G6"),
        ("period-unreadable", "G7"),
    ]  # fmt: skip
    assert [row.row for row in got.observations] == [2, 3, 5]
    assert [block.finding.place.cell for block in got.blocks] == ["E4", "G6", "G7"]


def test_a_name_means_the_area_of_its_period(read_text: Reader) -> None:
    periods = ("2023", "2024", "2025-06", "2025-07", "2026", "2025-05", "2025")
    rows = "".join(f"fibre-households,Lào Cai,{period},50,%,ITU,\n" for period in periods)
    got = read_text(HEAD + rows + rows, relevant=frozenset({"vn-lao-cai-63", "vn-lao-cai"}))
    before, since = "vn-lao-cai-63", "vn-lao-cai"
    assert [row.area for row in got.observations] == [
        before, before, before, since, since, before, since,
    ] * 2  # fmt: skip


def test_a_part_is_one_of_the_row_above_it_whatever_way_that_was_read(read_text: Reader) -> None:
    rows = (
        "fibre-households,VN,2024,50,%,ITU,\nproductivity-growth,VN,2024,6,%,ITU,\n"
        "fibre-households,VN,2023,51,%,ITU,\nNữ,VN,2023,40,%,ITU,\n"
        "productivity-growth,VN,2023,6,%,ITU,\n"
        "fibre-households,LA,2023,52,%,ITU,\nNữ,LA,2023,41,%,ITU,\n"
    )
    told = [(row.indicator, row.area) for row in read_text(HEAD + rows).observations
            if row.breakdown]  # fmt: skip
    assert told == [("fibre-households", "VN"), ("fibre-households", "LA")]


def test_numbers_typed_and_written_never_stand_for_one_another() -> None:
    row = {"indicator": "productivity-growth", "period": 2024, "source": "ITU"}
    got = read_rows(
        [row | {"value": value} for value in (12.345, "12.345", 12.345, 5, "5", 5.0)], options()
    )
    assert [each.row for each in got.observations] == [2, 4, 5, 6, 7]
    assert codes(got) == ["number-ambiguous"]


def test_the_same_as_above_is_said_of_the_row_above_however_that_was_read(
    read_text: Reader,
) -> None:
    got = read_text(
        HEAD + "fibre-households,VN,2020,50,%,ITU,\n"
        "fibre-households,LA,〃,51,%,ITU,\n"
        "fibre-households,VN,2021,52,%,ITU,\n"
        "fibre-households,LA,〃,51,%,ITU,\n"
        "fibre-households,VN,2020,50,%,ITU,a note\n"
        "fibre-households,LA,〃,51,%,ITU,a note\n"
        "fibre-households,VN,2021,50,%,ITU,a note\n"
        "fibre-households,VN,2020,52,%,ITU,another\n"
        "fibre-households,LA,〃,53,%,ITU,\n"
    )
    years = [(row.period.code, row.row) for row in got.observations if row.area == "LA"]
    assert years == [("2020", 3), ("2021", 5), ("2020", 7), ("2020", 10)]


def test_the_decimal_mark_of_a_number_looked_up_first_decides_for_its_column(
    read_text: Reader,
) -> None:
    got = read_text(
        HEAD + "productivity-growth,VN,2023,5,%,ITU,\n"
        "productivity-growth,VN,2023,6.25,%,ITU,\n"
        'productivity-growth,LA,2023,"12,345",%,ITU,\n'
    )
    assert [row.value.value for row in got.observations] == [5, Decimal("6.25"), 12345]


@pytest.mark.parametrize("mark", ["Như trên", "NT", " 〃", "như trên "])
def test_the_same_as_above_is_said_in_any_case_and_with_spaces_around_it(
    read_text: Reader, mark: str
) -> None:
    got = read_text(
        HEAD + "fibre-households,VN,2020,50,%,ITU,\n"
        f"fibre-households,LA,{mark},51,%,ITU,\n"
        "fibre-households,VN,2021,52,%,ITU,\n"
        f"fibre-households,LA,{mark},51,%,ITU,\n"
    )
    years = [(row.period.code, row.row) for row in got.observations if row.area == "LA"]
    assert years == [("2020", 3), ("2021", 5)]


@pytest.mark.parametrize(
    ("between", "row"),
    [
        ("", "fibre-households,LA,〃,57,%,ITU,,,"),  # longer than the header by empty cells
        (HEAD, "fibre-households,LA,〃,57,%,ITU,"),
        (" , ,,,,,\n", "fibre-households,LA,〃,57,%,ITU,"),
    ],
)
def test_the_same_as_above_is_said_of_the_last_row_read_by_look_ups(
    read_text: Reader, between: str, row: str
) -> None:
    got = read_text(
        HEAD + "fibre-households,VN,2020,50,%,ITU,\n"
        "fibre-households,VN,2021,52,%,ITU,\n"
        "fibre-households,VN,2020,50,%,ITU,\n" + between + row + "\n"
    )
    assert got.observations[-1].area == "LA"
    assert got.observations[-1].period.code == "2020"


def test_statuses_that_are_not_known_are_counted_row_by_row(read_text: Reader) -> None:
    rows = "".join(
        f"fibre-households,VN,{2020 + n % 3},5{n},%,ITU,{status}\n"
        for n, status in enumerate(("odd", "odder", "final", "odd", "odder", "forecast", "odd"))
    )
    wrong = "fibre-households,VN,2020,abc,%,ITU,odd\nfibre-households,VN,2021,50,USD,ITU,odd\n"
    got = read_text(f"indicator,area,period,value,unit,source,status\n{rows}{wrong}")
    told = [
        (each.place.row, each.facts.get("found"), each.count)
        for each in got.findings
        if each.facts.get("variant") == "status"
    ]
    assert told == [(2, "odd", 4), (3, "odder", 2)]
    statuses = [each.origin.status for each in got.observations]
    assert statuses == ["final"] * 5 + ["forecast", "final"]
    assert len(got.blocks) == 2


@pytest.mark.parametrize(
    ("row", "written"),
    [
        ('"""",-nt-,2024,72,"""","""",,', "fibre-households,VN,2024,72,%,ITU,,"),
        ('"""",như trên,2025,72,"""","""",a note,', "fibre-households,VN,2025,72,%,ITU,a note,"),
        ('"""",LA,"""",72,"""","""",,odd', "fibre-households,LA,2024,72,%,ITU,,odd"),
        ('"""",VN,"""",72,USD,"""",,', "fibre-households,VN,2024,72,USD,ITU,,"),
        ('egdi-rank,"""","""",72,rank,"""",,', "egdi-rank,VN,2024,72,rank,ITU,,"),
        ('Doanh thu,"""","""",72,"""","""",,', "Doanh thu,VN,2024,72,%,ITU,,"),
        ('"""","""","""",101,"""","""",,', "fibre-households,VN,2024,101,%,ITU,,"),
        ('"""","""","""",..,"""","""",,', "fibre-households,VN,2024,..,%,ITU,,"),
    ],
)
def test_a_row_that_says_the_same_as_above_reads_as_if_written_out(
    read_text: Reader, row: str, written: str
) -> None:
    head = "indicator,area,period,value,unit,source,note,status\n"
    before = f"{head}fibre-households,VN,2024,70,%,ITU,,\nfibre-households,VN,2024,71,%,ITU,,\n"
    marks, words = (read_text(f"{before}{each}\n{each}\n") for each in (row, written))
    assert essence(marks.observations) == essence(words.observations)
    assert marks.findings == words.findings
    assert marks.blocks == words.blocks
    assert marks.inputs[0].skipped == words.inputs[0].skipped
