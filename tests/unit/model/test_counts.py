"""The numbers of a report, worked out in one pass."""

from __future__ import annotations

from dataclasses import replace

from cmcn4.model.report import Assessment, Counts
from cmcn4.model.report.counts import Part
from cmcn4.model.verdict import Answer, Verdict
from golden.canonical import report as canonical


def some(area: str, answer: Answer = Answer.YES, **changed: object) -> Assessment:
    """Return the first assessment of the canonical report with another area and answer."""
    verdicts = {Answer.YES: Verdict.PASS, Answer.NO: Verdict.FAIL, Answer.NONE: Verdict.NO_DATA}
    plain = {"due": True, "informs": False, "contested": False, "decision": None, "progress": None}
    parts = {**plain, "area": area, "answer": answer, "verdict": verdicts[answer], **changed}
    return replace(canonical().assessments[0], **parts)  # type: ignore[arg-type]


def test_numbers_stand_by_target_and_part() -> None:
    found = Counts.of(
        [
            some("VN"),
            some("xa-1", Answer.NO),
            some("xa-2", Answer.NO, contested=True),
            some("xa-3", informs=True),
            some("xa-1", Answer.NONE),
        ],
        {"VN"},
    )
    told = [(tally.part, dict(tally.verdicts), tally.contested) for tally in found.tallies]
    assert told == [
        (Part(country=True, own=True, informs=False), {Verdict.PASS: 1}, 0),
        (Part(country=False, own=False, informs=False), {Verdict.FAIL: 2, Verdict.NO_DATA: 1}, 1),
        (Part(country=False, own=False, informs=True), {Verdict.PASS: 1}, 0),
    ]
    assert found.areas == ["VN", "xa-1", "xa-2", "xa-3"]
    assert [*found.parts.values()] == [["VN"], ["xa-1", "xa-2"], ["xa-3"]]
    assert found.summary() == {
        "pass": 1, "fail": 2, "pending": 0, "review": 0, "no-data": 1, "contested": 1,
    }  # fmt: skip


def test_nothing_is_judged_where_there_are_no_data() -> None:
    assert not Counts.of([], set()).judged
    assert not Counts.of([some("VN", Answer.NONE)], set()).judged
    assert Counts.of([some("VN", Answer.NONE), some("VN", Answer.NO)], set()).judged


def test_a_level_is_only_what_its_target_demands_of_others() -> None:
    assert not Counts.of([some("VN")], set()).levels
    assert Counts.of([some("VN"), some("xa-1", informs=True)], set()).levels
    assert not Counts.of([some("xa-1", Answer.NONE, informs=True)], set()).levels


def test_a_report_counts_its_assessments_once() -> None:
    report = canonical()
    assert report.counts is report.counts
    assert replace(report, assessments=()).counts.areas == []


def test_the_numbers_of_the_canonical_report_are_those_of_its_assessments() -> None:
    counting = [each for each in canonical().assessments if not each.informs]
    summary = canonical().summary
    for verdict in Verdict:
        assert summary[verdict.value] == sum(each.decided is verdict for each in counting)
    assert summary["contested"] == sum(each.contested and not each.decision for each in counting)
    assert canonical().counts.areas == [
        *dict.fromkeys(each.area for each in canonical().assessments)
    ]
