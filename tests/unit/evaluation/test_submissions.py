"""Whose figure it is: sources that rows name, bodies of letterheads, files of nobody."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from cmcn4.model.observation import Observation
from cmcn4.model.report import Assessment
from cmcn4.model.verdict import Reason, Verdict
from unit.evaluation.submitted import FIBRE, UBND, codes, judged, letter, own_pack, report, row


def shown(found: Assessment) -> list[tuple[str, str, str]]:
    """Return kind, id and value of the alternatives of data."""
    return [(each.kind, each.id, str(each.value)) for each in found.alternatives
            if each.kind != "reading"]  # fmt: skip


def test_two_files_without_a_source_conflict_as_two_sources() -> None:
    rows = row("70", "in/a.csv"), row("90", "in/b.csv")
    assert codes(*rows) == ["source-conflict"]
    (told,) = [each for each in report(rows).findings if each.code == "source-conflict"]
    assert (told.facts["source"], told.facts["other_source"]) == ("b.csv", "a.csv")


def test_two_files_without_a_source_count_as_the_interval_between_them() -> None:
    found = judged(row("70", "in/a.csv"), row("90", "in/b.csv"))
    assert (found.verdict, found.reason) == (Verdict.REVIEW, Reason.TIED_VALUES)
    assert found.interval is not None
    assert (str(found.interval.low), str(found.interval.high)) == ("70", "90")
    assert shown(found) == [("source", "a.csv", "70"), ("source", "b.csv", "90")]


@pytest.mark.parametrize(
    ("first", "second", "verdict"), [("60", "70", "fail"), ("90", "95", "pass")]
)
def test_rivals_on_one_side_decide(first: str, second: str, verdict: str) -> None:
    found = judged(row(first, "a.csv"), row(second, "b.csv"))
    assert found.verdict.value == verdict
    assert not found.contested


def test_files_of_one_name_are_told_apart_by_their_paths() -> None:
    found = judged(row("70", "x/a.csv"), row("90", "y/a.csv"))
    assert [name for _, name, _ in shown(found)] == ["x/a.csv", "y/a.csv"]
    rows = row("70", "x/a.csv"), row("90", "y/a.csv")
    (told,) = [each for each in report(rows).findings if each.code == "source-conflict"]
    assert (told.facts["source"], told.facts["other_source"]) == ("y/a.csv", "x/a.csv")


def test_a_file_of_another_year_is_no_rival() -> None:
    found = judged(row("70", "a.csv", "2024"), row("90", "b.csv"))
    assert found.verdict is Verdict.PASS
    assert shown(found) == []


def test_one_file_without_a_source_contradicts_itself() -> None:
    rows = row("70", "a.csv"), row("90", "a.csv", line=3)
    assert codes(*rows) == ["duplicate-conflict"]
    assert judged(*rows).reason is Reason.BLOCKED


def test_a_source_that_rows_name_is_one_across_files() -> None:
    rows = row("70", "a.csv", source="MOST"), row("90", "b.csv", source="MOST")
    assert codes(*rows) == ["duplicate-conflict"]


def test_the_same_value_in_two_files_of_nobody_is_no_repetition() -> None:
    rows = row("90", "a.csv"), row("90", "b.csv")
    assert codes(*rows) == []
    assert judged(*rows).verdict is Verdict.PASS


def test_of_two_submissions_of_one_body_the_later_counts() -> None:
    rows = letter("70", "a.csv", 20), letter("90", "b.csv", 5)
    found = judged(*rows)
    assert (found.verdict, str(found.value)) == (Verdict.FAIL, "70")
    assert shown(found) == [("vintage", "2025-12-05", "90")]
    assert codes(*rows) == ["superseded"]


def test_a_note_names_both_submissions_once() -> None:
    rows = [
        letter("70", "in/a.csv", 20), letter("71", "in/a.csv", 20, period="2024", column=3),
        letter("60", "in/b.csv", 5), letter("61", "in/b.csv", 5, period="2024", column=3),
    ]  # fmt: skip
    (told,) = [each for each in report(rows).findings if each.code == "superseded"]
    assert told.count == 2
    assert told.place.sheet.path == "in/a.csv"
    assert told.facts["earlier"] == "b.csv C2"
    assert (told.facts["source"], told.facts["date"].day, told.facts["other_date"].day) == (
        UBND, 20, 5,
    )  # fmt: skip


@pytest.mark.parametrize(("first", "second"), [(5, 5), (None, None), (5, None), (None, 5)])
def test_submissions_of_one_body_and_no_later_day_conflict(
    first: int | None, second: int | None
) -> None:
    rows: tuple[Observation, ...] = letter("70", "a.csv", first), letter("90", "b.csv", second)
    found = judged(*rows)
    assert (found.verdict, found.reason) == (Verdict.REVIEW, Reason.TIED_VALUES)
    assert codes(*rows) == ["source-conflict"]
    assert [name for kind, name, _ in shown(found) if kind == "source"] == ["a.csv", "b.csv"]
    (told,) = [each for each in report(rows).findings if each.code == "source-conflict"]
    assert told.facts["source"] == f"{UBND} (b.csv)"


def test_one_submission_that_contradicts_itself_is_an_error() -> None:
    rows = letter("70", "a.csv", 5), letter("90", "a.csv", 5, line=3)
    assert codes(*rows) == ["duplicate-conflict"]


def test_a_body_of_a_letterhead_is_a_source_beside_others() -> None:
    found = judged(letter("70", "a.csv", 5), row("90", "b.csv", source="most"))
    assert str(found.value) == "90"
    assert shown(found) == [("source", UBND.casefold(), "70")]
    assert found.contested


@pytest.mark.parametrize(("stated", "verdict"), [(True, "pass"), (False, "review")])
def test_a_milestone_counts_only_what_its_own_row_says(*, stated: bool, verdict: str) -> None:
    released = letter("1", "a.csv", 5).origin.released
    facts: dict[str, Any] = {"source": "MOST", "released": released, "stated": stated}
    done = row("1", indicator="digital-government-complete", **facts)
    found = judged(done, target="qd-2289/digital-government-2030")
    assert found.verdict.value == verdict
    if not stated:
        assert found.reason is Reason.EVIDENCE_MISSING


def test_a_file_that_names_nobody_tells_its_own_base_of_a_change(tmp_path: Path) -> None:
    rule = "{kind: change, since: 2020, in: points, at_least: 20}"
    now = row("80", "a.csv")
    base = row("50", "a.csv", "2020", line=3)
    body = letter("70", "a.csv", period="2020", line=9)
    for rows in [(now, base), (now, base, body), (body, base, now)]:
        found = judged(*rows, target=own_pack(tmp_path, FIBRE, rule))
        assert (found.verdict, str(found.value)) == (Verdict.PASS, "30")
