"""Dataframes of a report: the same columns whatever the data, nothing but what the JSON says."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import cmcn4
from cmcn4.errors import UsageError
from cmcn4.python import frames, records
from cmcn4.reporters.machine import csv_gaps

SAMPLE = Path(__file__).parents[3] / "samples" / "vietnam.xlsx"
LIBRARIES = ("pandas", "polars", "arrow")


@pytest.fixture(scope="module")
def report() -> cmcn4.Report:
    return cmcn4.check(SAMPLE, as_of=2025)


@pytest.fixture(params=LIBRARIES)
def library(request: pytest.FixtureRequest) -> Any:
    pytest.importorskip({"arrow": "pyarrow"}.get(request.param, request.param))
    return request.param


def rows(frame: Any) -> list[dict[str, Any]]:
    """Return a frame of any library as rows, missing cells as None."""
    if hasattr(frame, "to_pylist"):
        found = frame.to_pylist()
    elif hasattr(frame, "to_dicts"):
        found = frame.to_dicts()
    else:
        found = frame.astype(object).where(frame.notna(), None).to_dict("records")
    listed: list[dict[str, Any]] = found
    return listed


def test_each_verdict_is_a_row(report: cmcn4.Report, library: Any) -> None:
    found = rows(report.to_frame(library))
    assert [tuple(row) for row in found] == [records.ASSESSMENTS] * len(report.assessments)
    said = report.to_dict()["assessments"]
    for name in ("target", "area", "value", "low", "threshold", "gap", "due", "reason", "horizon"):
        assert [row[name] for row in found] == [one[name] for one in said], name
    (users,) = (row for row in found if row["target"] == "qd-2289/internet-users-2025")
    expected = {
        "value": 78.0, "threshold": 80.0, "gap": 2.0, "verdict": "fail", "contested": True,
        "period": "2025-10", "unit": "% of population", "cell": "F24", "progress": None,
    }  # fmt: skip
    assert {name: users[name] for name in expected} == expected


def test_exact_numbers_are_texts_digit_by_digit(report: cmcn4.Report, library: Any) -> None:
    found = rows(report.to_frame(library, exact=True))
    for name in ("value", "low", "high", "threshold", "gap", "margin"):
        texts = [row[name] for row in found]
        assert {type(text) for text in texts} <= {str, type(None)}
        whole = [getattr(each, name, None) for each in report.assessments]
        if name in {"low", "high"}:
            ends = [each.interval.ends if each.interval else (None, None) for each in report]
            whole = [end[name == "high"] for end in ends]
        assert [text and Decimal(text) for text in texts] == whole


def test_no_digit_is_lost_that_a_float_cannot_keep(library: Any) -> None:
    value = Decimal("70.12345678901234567890")
    row = {"indicator": "internet-users", "period": 2025, "value": value, "source": "MOST"}
    report = cmcn4.check([row], targets="qd-2289/internet-users-2025", as_of=2025)
    (exact,) = rows(report.to_frame(library, exact=True))
    assert (exact["value"], exact["gap"]) == ("70.1234567890123456789", "9.8765432109876543211")
    (rounded,) = rows(report.to_frame(library))
    assert rounded["value"] == float(value)


def test_findings_and_observations_are_rows_too(report: cmcn4.Report, library: Any) -> None:
    findings = rows(report.findings.to_frame(library))
    assert [tuple(row) for row in findings] == [records.FINDINGS] * len(report.findings)
    said = report.to_dict()["findings"]
    for name in ("code", "level", "message", "row", "cell", "count", "fingerprint"):
        assert [row[name] for row in findings] == [one[name] for one in said], name
    observed = rows(report.observations.to_frame(library, exact=True))
    first = [(row["indicator"], row["period"], row["value"], row["cell"]) for row in observed[:2]]
    assert first == [("egdi-rank", "2018", "88", "F5"), ("egdi-score", "2018", "0.5931", "F6")]
    assert len(observed) == len(report.observations) == 416


def test_columns_and_their_types_do_not_depend_on_the_data(
    report: cmcn4.Report, library: Any
) -> None:
    nothing = cmcn4.check([{"indicator": "x", "value": 1, "period": 2025}], as_of=2025)
    frames_of: list[Callable[[cmcn4.Report], Any]] = [
        lambda of: of.to_frame(library),
        lambda of: of.findings.to_frame(library),
        lambda of: of.observations.to_frame(library),
        lambda of: of.gaps().to_frame(library),
    ]
    for make in frames_of:
        assert str(types(make(nothing))) == str(types(make(report)))


def types(frame: Any) -> Any:
    return dict(frame.dtypes) if hasattr(frame, "iloc") else frame.schema


def test_every_number_of_a_record_is_one_in_the_frame(report: cmcn4.Report) -> None:
    # A column that is not known as one of numbers would hold texts.
    kinds = (
        (records.ASSESSMENTS, records.assessments(report, "en")),
        (csv_gaps.COLUMNS, records.gaps(report, report.gaps().style)),
        (records.OBSERVATIONS, records.observations(report)),
    )
    for names, found in kinds:
        listed = list(found)
        numeric = {name for name in names if any(isinstance(row[name], Decimal) for row in listed)}
        assert numeric <= frames.NUMBERS
        whole = {name for name in names if any(type(row[name]) is int for row in listed)}
        assert whole <= frames.WHOLE
        true = {name for name in names if any(isinstance(row[name], bool) for row in listed)}
        assert true <= frames.TRUTHS


def test_other_libraries_are_refused(report: cmcn4.Report, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UsageError) as caught:
        report.to_frame("dask")  # type: ignore[arg-type]
    assert str(caught.value) == ("library: expected is pandas, polars or arrow; given: str 'dask'")

    def absent(name: str) -> Any:
        raise ModuleNotFoundError(name)

    monkeypatch.setattr(frames, "import_module", absent)
    for library in LIBRARIES:
        with pytest.raises(UsageError, match="is not installed") as caught:
            report.to_frame(library)  # type: ignore[arg-type]
        assert "pip install" in str(caught.value)
