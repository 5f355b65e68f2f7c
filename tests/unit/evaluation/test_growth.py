"""Twice as much of anything costs about twice the steps, counted and not timed."""

from __future__ import annotations

import growth
import pytest

from cmcn4.evaluation import evaluate
from cmcn4.evaluation.index import members
from cmcn4.evaluation.index.unread import Unread
from cmcn4.evaluation.question import Question
from cmcn4.model.period import Period

SMALL = {
    "rows of a series": 24,
    "areas": 12,
    "targets": 10,
    "areas with a target of their own": 20,
    "errors of known areas": 60,
    "errors of unknown areas": 60,
    "members of a group": 60,
    "sources of one cell": 50,
    "releases of one cell": 50,
    "repetitions and conflicts of one cell": 100,
    "provinces with the country's figures": 10,
}
SQUARE = "members, each of them judged"


def test_each_thing_that_is_measured_is_counted() -> None:
    assert {*SMALL, SQUARE} == growth.JOBS.keys()


@pytest.mark.parametrize("name", SMALL)
def test_twice_as_much_takes_no_more_than_about_twice_the_steps(name: str) -> None:
    make = growth.JOBS[name][1]
    evaluate(*make(2))  # what is found once in a process
    once, twice = growth.steps(make(SMALL[name])), growth.steps(make(2 * SMALL[name]))
    assert twice / once <= growth.MOST


def test_what_members_have_is_found_once_for_all_who_are_judged_among_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[tuple[str, str]] = []
    found = members.told_by_member

    def noted(question: Question, area: str, period: Period, part: str) -> members.Told:
        asked.append((area, period.code))
        return found(question, area, period, part)

    monkeypatch.setattr(members, "told_by_member", noted)
    report = evaluate(*growth.ranked(40, 40))
    assert len({one.area for one in report.assessments}) == 40
    assert len(asked) == len(set(asked)) == 40 * 3


def test_an_answer_looks_at_the_first_error_of_each_cell_of_its_own_alone() -> None:
    blocks = growth.with_errors(4000).submission.blocks
    unread = Unread(blocks)
    found = unread.of("ind-00000", "xa-00003", ("",))
    assert [block.finding.facts["text"] for block in found] == [
        str(3 + 20 * month) for month in range(24)
    ]
    assert unread.of("ind-00000", "xa-00020", ("",)) == []


def test_errors_of_unknown_areas_stand_among_those_of_an_area_in_their_order() -> None:
    known = growth.with_errors(40).submission.blocks
    unknown = [block._replace(breakdown="", area=None) for block in known]
    found = Unread([unknown[23], known[3], known[23], unknown[3], known[3]])
    assert found.of("ind-00000", "xa-00003", ("",)) == [
        unknown[23], known[3], known[23], unknown[3],
    ]  # fmt: skip
