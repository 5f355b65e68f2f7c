"""The Python API: paths, rows, dataframe-like objects; its errors; laziness."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import cmcn4
from cmcn4.api import day
from cmcn4.errors import PackError, UsageError

TARGET = "qd-2289/egdi-rank-2030"
ROW = {"indicator": "egdi-rank", "area": "VN", "period": "2024", "value": 71, "source": "UN DESA"}
CSV = "indicator,area,period,value,source\negdi-rank,VN,2024,71,UN DESA\n"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    found = tmp_path / "data.csv"
    found.write_text(CSV, encoding="utf-8")
    return found


def values(report: cmcn4.Report) -> list[tuple[str, Decimal | None]]:
    return [(each.verdict.value, each.value) for each in report.assessments]


PENDING = [("pending", Decimal(71))]


@pytest.mark.parametrize("kind", ["str", "Path", "list", "tuple"])
def test_paths_are_read(kind: str, path: Path) -> None:
    given: dict[str, Any] = {
        "str": str(path),
        "Path": path,
        "list": [path],
        "tuple": (str(path), path),
    }
    report = cmcn4.check(given[kind], targets=TARGET, as_of="2025")
    assert values(report) == PENDING
    assert [each.path for each in report.inputs] == [path.as_posix()]


@pytest.mark.parametrize("value", [71, 71.0, Decimal(71), "71"])
def test_rows_are_read(value: object) -> None:
    report = cmcn4.check([{**ROW, "value": value}], targets=TARGET, as_of="2025")
    assert values(report) == PENDING
    assert [each.path for each in report.inputs] == ["<rows>"]


def test_rows_may_come_from_a_generator() -> None:
    assert values(cmcn4.check((each for each in [ROW]), targets=TARGET, as_of=2025)) == PENDING


def test_nothing_at_all_is_judged_as_nothing() -> None:
    report = cmcn4.check([], targets=TARGET, as_of="2025")
    assert report.summary["exit_code"] == 3
    assert [each.code for each in report.findings] == ["file-empty"]


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such file or folder") as caught:
        cmcn4.check(tmp_path / "no.csv")
    assert caught.value.place == str(tmp_path / "no.csv")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"targets": "no-such-pack"}, "there is no pack"),
        ({"targets": "qd-2289/no-such"}, "no target of"),
        ({"areas": ["Atlantis"]}, "unknown area: 'Atlantis'"),
        ({"horizons": [1999]}, "no target chosen is due in 1999"),
        ({"as_of": "soon"}, "not a date: 'soon'"),
    ],
)
def test_what_does_not_exist_is_refused(options: dict[str, Any], said: str, path: Path) -> None:
    with pytest.raises(UsageError, match=said):
        cmcn4.check(path, **options)


def test_invalid_targets_are_refused_with_every_problem(path: Path, tmp_path: Path) -> None:
    pack = tmp_path / "plan.yaml"
    pack.write_text("format: cmcn4/pack@1\nid: Not a slug\n", encoding="utf-8")
    with pytest.raises(PackError) as caught:
        cmcn4.check(path, targets=str(pack))
    assert len(caught.value.problems) > 1
    assert all(each.line >= 1 and each.column >= 1 for each in caught.value.problems)


def test_targets_may_be_several(path: Path) -> None:
    report = cmcn4.check(path, targets=[TARGET, "khhd-btttt-2022/egdi-rank-2030"], as_of="2025")
    assert values(report) == PENDING * 2
    assert [each.pack.id for each in report.packs] == ["qd-2289", "khhd-btttt-2022"]


def test_areas_and_horizons_narrow_the_question(path: Path) -> None:
    report = cmcn4.check(path, as_of="2025", areas=["Hà Nội", "VN"], horizons=[2030])
    assert {each.chosen.target.horizon for each in report.assessments} == {2030}
    assert {each.area for each in report.assessments} == {"VN", "vn-ha-noi"}


def test_the_summary_and_the_dict_are_those_of_the_json(path: Path) -> None:
    report = cmcn4.check(path, targets=TARGET, as_of="2025")
    found = report.to_dict()
    assert found["summary"] == report.summary
    assert report.summary["pending"] == 1
    assert found["as_of"] == "2025-12-31"
    assert json.loads(json.dumps(found)) == found
    assert report.to_dict("vi")["assessments"][0]["area_name"] == "Việt Nam"


def test_reading_alone_gives_observations_and_findings(path: Path) -> None:
    submission = cmcn4.read(path, targets=TARGET)
    (row,) = submission.observations
    assert (row.indicator, row.area, row.value.value) == ("egdi-rank", "VN", Decimal(71))
    assert (row.place.cell, submission.findings) == ("D2", [])


def test_packs_can_be_loaded() -> None:
    assert [each.pack.id for each in cmcn4.load_packs()] == ["qd-2289", "khhd-btttt-2022"]
    (file,) = cmcn4.load_packs("qd-2289")
    assert len(file.pack.targets) == 24
    assert [each.pack.id for each in cmcn4.load_packs(["khhd-btttt-2022"])] == ["khhd-btttt-2022"]


def test_public_names_are_there_and_no_others() -> None:
    for name in cmcn4.__all__:
        assert getattr(cmcn4, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'judge'"):
        _ = cmcn4.judge  # type: ignore[attr-defined]


def test_completion_offers_the_public_names_alone() -> None:
    assert dir(cmcn4) == sorted(cmcn4.__all__)


def test_importing_cmcn4_costs_next_to_nothing() -> None:
    code = "import sys, cmcn4; print(*[n for n in sys.modules if n.startswith('cmcn4')])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert set(done.stdout.split()) == {"cmcn4", "cmcn4._version"}


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("2025", "2025-12-31"),
        (2025, "2025-12-31"),
        ("2025-06-30", "2025-06-30"),
        ("2024-02-29", "2024-02-29"),
        ("31/12/2025", "2025-12-31"),
        ("1/2/2025", "2025-02-01"),
        (dt.date(2025, 1, 2), "2025-01-02"),
        (dt.datetime(2025, 1, 2, 23, 59, tzinfo=dt.UTC), "2025-01-02"),
    ],
)
def test_the_day_asked_about_is_a_year_or_a_day(given: str | int | dt.date, expected: str) -> None:
    assert day(given).isoformat() == expected


@pytest.mark.parametrize(
    "given",
    [
        "", "25", "2025-6-30", "2025-02-30", "20250630", "0000", "12/20/2025", "20/12/25", "yes",
        "2025-W01-1",
    ],
)  # fmt: skip
def test_any_other_day_is_refused(given: str) -> None:
    with pytest.raises(UsageError, match="not a date") as caught:
        day(given)
    assert str(caught.value.hint) == "write YYYY, YYYY-MM-DD or DD/MM/YYYY"


def test_today_is_the_epoch_when_that_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1735603200")
    assert day(None) == dt.date(2024, 12, 31)
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    assert abs(day(None) - dt.datetime.now(tz=dt.UTC).date()) <= dt.timedelta(days=1)


@pytest.mark.parametrize("epoch", ["soon", "99999999999999999999", "1.5"])
def test_an_impossible_epoch_is_refused(epoch: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    with pytest.raises(UsageError, match="SOURCE_DATE_EPOCH"):
        day(None)


@pytest.mark.parametrize("name", ["Thành phố Hà Nội", "tp. ha noi", "Hanoi city", "vn-ha-noi"])
def test_an_area_is_known_with_its_kind(path: Path, name: str) -> None:
    report = cmcn4.check(path, areas=[name], as_of=2025)
    assert {each.area for each in report.assessments} == {"vn-ha-noi"}
