"""A value that its file leaves open decides nothing: review, never met or missed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from cmcn4.locale import LANGUAGES
from cmcn4.model.observation import Observation
from cmcn4.model.verdict import Answer, Reason, Verdict
from cmcn4.reporters.presentation.words import Words
from unit.evaluation.submitted import FIBRE, TARGET, judged, report, row

DOUBT = "percent-suspicious"
GROWTH, AVERAGE = "labour-productivity-growth", "qd-2289/labour-productivity-growth-2025"
SECTOR, EVERY = "digital-economy-sector-share", "khhd-btttt-2022/digital-economy-every-sector-2025"
CITIES, COUNT = "smart-cities", "qd-2289/smart-cities-2025"
RANK, PEERS = "egdi-rank", "qd-2289/egdi-asean-rank-2025"


def rows(indicator: str, values: dict[str, str], **facts: Any) -> Iterator[Observation]:
    for line, (name, value) in enumerate(values.items(), 2):
        yield row(value, indicator=indicator, breakdown=name, line=line, source="most", **facts)


def growth(*values: str, doubtful: int | None = None) -> list[Observation]:
    return [
        row(value, period=str(year), indicator=GROWTH, line=year, source="nso",
            doubt=DOUBT if year == doubtful else "")
        for year, value in enumerate(values, 2021)
    ]  # fmt: skip


@pytest.mark.parametrize("value", ["0.83", "0.9"])
def test_a_value_in_doubt_is_for_a_person(value: str) -> None:
    found = judged(row(value, doubt=DOUBT))
    assert (found.verdict, found.reason) == (Verdict.REVIEW, Reason.PERCENT_SUSPICIOUS)
    assert (found.gap, found.margin) == (None, None)
    assert str(found.value) == value
    assert found.evidence


def test_another_doubt_has_a_reason_of_its_own() -> None:
    assert judged(row("85", doubt="unit-suspicious")).reason is Reason.DOUBTFUL


def test_an_equal_value_without_doubt_decides() -> None:
    found = judged(row("90", "a.csv", doubt=DOUBT), row("90", "b.xlsx"))
    assert found.verdict is Verdict.PASS
    assert [each.sheet.path for each in found.evidence] == ["b.xlsx"]


def test_it_never_opposes_another_source() -> None:
    found = judged(row("90", source="most"), row("0.9", "b.csv", source="who", doubt=DOUBT))
    assert found.verdict is Verdict.PASS
    assert not found.contested


def test_one_year_in_doubt_leaves_an_average_open() -> None:
    values = ("8", "8", "8", "8", "8")
    assert judged(*growth(*values), target=AVERAGE).verdict is Verdict.PASS
    found = judged(*growth(*values, doubtful=2023), target=AVERAGE)
    assert (found.answer, found.reason) == (Answer.UNKNOWN, Reason.PERCENT_SUSPICIOUS)


def test_a_sector_in_doubt_leaves_every_open_unless_another_is_short() -> None:
    sure = {"agriculture": "12", "industry": "12"}
    found = judged(*rows(SECTOR, sure), *rows(SECTOR, {"services": "0.3"}, doubt=DOUBT),
                   target=EVERY)  # fmt: skip
    assert (found.verdict, found.reason) == (Verdict.REVIEW, Reason.PERCENT_SUSPICIOUS)
    assert [each.verdict for each in found.parts].count(Verdict.REVIEW) == 1
    short = {"agriculture": "2", "industry": "12"}
    found = judged(*rows(SECTOR, short), *rows(SECTOR, {"services": "0.3"}, doubt=DOUBT),
                   target=EVERY)  # fmt: skip
    assert found.answer is Answer.NO


def test_a_region_in_doubt_leaves_a_count_open() -> None:
    sure = {"": "3", "north": "1", "central": "1"}
    found = judged(*rows(CITIES, sure), *rows(CITIES, {"south": "1"}, doubt=DOUBT), target=COUNT)
    assert (found.answer, found.reason) == (Answer.UNKNOWN, Reason.PERCENT_SUSPICIOUS)
    regions = {"north": "1", "central": "1", "south": "1"}
    found = judged(*rows(CITIES, {"": "3"}, doubt=DOUBT), *rows(CITIES, regions), target=COUNT)
    assert found.answer is Answer.UNKNOWN


def ranks(doubtful: str) -> list[Observation]:
    values = {"VN": "50", "SG": "3", "MY": "57", "TH": "60", "ID": "64", "PH": "73", "BN": "80",
              "KH": "120", "LA": "150", "MM": "140"}  # fmt: skip
    return [
        row(value, period="2024", indicator=RANK, area=area, line=line, source="un-desa",
            doubt=DOUBT if area == doubtful else "")
        for line, (area, value) in enumerate(values.items(), 2)
    ]  # fmt: skip


def test_the_own_value_in_doubt_leaves_a_rank_open() -> None:
    assert judged(*ranks(""), target=PEERS).verdict is Verdict.PASS
    found = judged(*ranks("VN"), target=PEERS)
    assert (found.verdict, found.reason) == (Verdict.REVIEW, Reason.PERCENT_SUSPICIOUS)


def test_a_peer_in_doubt_counts_on_either_side() -> None:
    found = judged(*ranks("MY"), target=PEERS)
    assert found.interval is not None
    assert (int(found.interval.low), int(found.interval.high)) == (2, 3)
    assert found.verdict is Verdict.PASS


def test_no_pace_starts_from_or_ends_at_a_value_in_doubt() -> None:
    target = "qd-2289/fibre-households-2030"
    before = row("60", period="2020", source="most")
    assert judged(before, row("0.9", source="most", doubt=DOUBT), target=target).progress is None


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_reason_is_said(lang: str) -> None:
    made = report([row("0.83", doubt=DOUBT)], TARGET, areas=("VN",))
    (found,) = made.assessments
    said = Words(lang, made.catalogue).reason(found)
    assert "100" not in said
    assert {"vi": "cần cấp có thẩm quyền", "en": "a person has to decide"}[lang] in said
    assert found.indicator == FIBRE
