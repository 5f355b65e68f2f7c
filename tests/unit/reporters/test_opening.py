"""The answer in three sentences and the synopsis, of small reports worked out by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from cmcn4.api import Question, Report, day, judge
from cmcn4.locale import LANGUAGES, composed, say
from cmcn4.model.decision import Decision
from cmcn4.model.observation import Place, Sheet
from cmcn4.model.verdict import Reason, Verdict
from cmcn4.reporters import Style
from cmcn4.reporters.presentation.document import document
from cmcn4.reporters.presentation.sections import Line, Opening, Paragraph, Results, Synopsis
from cmcn4.reporters.presentation.words import Words

PACK = """\
format: cmcn4/pack@1
id: {id}
document:
  number: {number}
  issued: "2020-12-31"
  issuer: {{vi: Thủ tướng, en: Prime Minister}}
  title: {{vi: Kế hoạch, en: Plan}}
targets:
{targets}
"""
TARGET = """\
  - {{id: {id}, order: {order}, indicator: {indicator}, horizon: {year}, quote: x, rule: {rule},
     title: {{vi: {vi}, en: {en}}}{more}}}
"""
NET = ("internet-users", "Internet", "Internet")
FIBRE = ("fibre-households", "Cáp quang", "Fibre")
RANK = ("gci-rank", "Hạng GCI", "GCI rank")
GII = ("gii-rank", "Hạng GII", "GII rank")


def target(what: tuple[str, str, str], year: int, rule: str, more: str = "") -> dict[str, Any]:
    """Return a target of an indicator; its rule without the kind is a threshold."""
    indicator, vi, en = what
    known = {"indicator": indicator, "vi": vi, "en": en, "year": year, "more": more}
    return {**known, "rule": f"{{kind: threshold, {rule}}}"}


def row(what: tuple[str, str, str], value: object, period: object, area: str = "VN") -> Any:
    source = "ITU" if what is RANK else "WIPO" if what is GII else "MOST"
    return {"indicator": what[0], "area": area, "period": str(period), "value": value,
            "source": source}  # fmt: skip


def pack(folder: Path, number: int, targets: Sequence[dict[str, Any]]) -> str:
    """Write a document with these targets."""
    text = "".join(
        TARGET.format(id=f"t{place}", order=place, **one) for place, one in enumerate(targets, 1)
    )
    path = folder / f"p{number}.yaml"
    path.write_text(
        PACK.format(id=f"p{number}", number=f"{number}/QĐ", targets=text), encoding="utf-8"
    )
    return str(path)


def told(
    packs: Sequence[str], rows: Sequence[Any], as_of: str = "2025", areas: tuple[str, ...] = ()
) -> Report:
    question = Question(as_of=day(as_of), targets=tuple(packs), areas=areas, history=True)
    return judge(list(rows), question)[0]


def opening(report: Report, lang: str) -> tuple[Paragraph, ...]:
    words = Words(lang, report.catalogue)
    (found,) = (each for each in document(report, words, Style(lang)) if isinstance(each, Opening))
    return found.paragraphs


def sentences(report: Report, lang: str) -> list[str]:
    (paragraph,) = opening(report, lang)
    assert paragraph.scope == ""
    return list(paragraph.sentences)


def synopsis(report: Report, lang: str = "en") -> Synopsis:
    words = Words(lang, report.catalogue)
    (found,) = (each for each in document(report, words, Style(lang)) if isinstance(each, Synopsis))
    return found


def test_one_target_that_is_met(tmp_path: Path) -> None:
    report = told([pack(tmp_path, 1, [target(NET, 2025, "at_least: 80")])], [row(NET, 81, 2025)])
    assert sentences(report, "en") == [
        "As of 2025-12-31, 1 target was judged; 1 target is met: Internet in 2025.",
        "As far as could be judged, no target that has fallen due is missed.",
        "No target is left without a verdict.",
    ]
    assert sentences(report, "vi") == [
        "Tính đến 31/12/2025, đánh giá 1 mục tiêu; có 1 mục tiêu đạt: Internet năm 2025.",
        "Trong phạm vi đánh giá được, không có mục tiêu nào đã đến hạn mà chưa đạt.",
        "Không có mục tiêu nào chưa kết luận được.",
    ]


def test_one_target_that_is_missed_with_its_gap_in_its_unit(tmp_path: Path) -> None:
    report = told([pack(tmp_path, 1, [target(NET, 2025, "at_least: 80")])], [row(NET, 79, 2025)])
    assert sentences(report, "en")[:2] == [
        "As of 2025-12-31, 1 target was judged; no target is met.",
        "1 target is missed: Internet in 2025 by 1 point.",
    ]
    assert sentences(report, "vi")[:2] == [
        "Tính đến 31/12/2025, đánh giá 1 mục tiêu; chưa có mục tiêu nào đạt.",
        "Có 1 mục tiêu chưa đạt: Internet năm 2025 còn cách 1 điểm phần trăm.",
    ]


def test_one_target_without_data(tmp_path: Path) -> None:
    plan = pack(tmp_path, 1, [target(NET, 2025, "at_least: 80")])
    report = told([plan], [row(FIBRE, 79, 2025)])
    assert sentences(report, "en") == [
        "As of 2025-12-31, 1 target was asked for, and could not be judged.",
        "1 target has no verdict for want of any figure.",
    ]
    assert sentences(report, "vi") == [
        "Tính đến 31/12/2025, có 1 mục tiêu được xem xét nhưng chưa đánh giá được.",
        "Chưa kết luận được 1 mục tiêu vì không có số liệu.",
    ]
    assert synopsis(report).lines == ()
    assert synopsis(report).absent == "1 target without data is left out here."


def test_nothing_is_due(tmp_path: Path) -> None:
    plan = pack(
        tmp_path, 1, [target(NET, 2030, "at_least: 90"), target(FIBRE, 2030, "at_least: 50")]
    )
    rows = [row(NET, 78, 2024), row(NET, 78, 2025), row(FIBRE, 60, 2025)]
    report = told([plan], rows)
    assert sentences(report, "en") == [
        (
            "As of 2025-12-31, all of 2 targets could be judged; "
            "1 target is met ahead of time: Fibre in 2030."
        ),
        (
            "No target has fallen due yet; 1 target is not met yet, but not due either, and is off "
            "track."
        ),
        "No target is left without a verdict.",
    ]
    assert sentences(report, "vi") == [
        (
            "Tính đến 31/12/2025, đánh giá được toàn bộ 2 mục tiêu; "
            "có 1 mục tiêu đạt trước hạn: Cáp quang năm 2030."
        ),
        (
            "Chưa có mục tiêu nào đến hạn; 1 mục tiêu chưa đạt mức yêu cầu nhưng chưa đến hạn, "
            "khó đạt đúng hạn."
        ),
        "Không có mục tiêu nào chưa kết luận được.",
    ]


def mixed(folder: Path) -> Report:
    """Return two documents: 3 met, one of them early, 5 missed, 2 ahead, 1 in review, 2 absent.

    Both want the Internet at 80 % and at 95 %; it is at 78.
    """
    net = [target(NET, 2025, "at_least: 80"), target(NET, 2025, "at_least: 95")]
    first = [
        *net,
        target(RANK, 2025, "at_most: 20"),
        target(RANK, 2025, "at_most: 40"),
        target(GII, 2025, "at_most: 40"),
        target(GII, 2030, "at_most: 50"),
        target(FIBRE, 2025, "at_least: 70"),
        target(NET, 2030, "at_least: 96"),
        target(NET, 2030, "at_least: 97"),
        target(FIBRE, 2030, "at_least: 80"),
        target(("egdi-rank", "Hạng EGDI", "EGDI rank"), 2025, "at_most: 50"),
        target(("5g-population-coverage", "Phủ 5G", "5G"), 2025, "at_least: 10"),
    ]
    rows = [
        row(NET, 78, 2025), row(RANK, 25, 2024), row(RANK, 31, 2023), row(GII, 44, 2025),
        row(FIBRE, "> 75", 2025),
    ]  # fmt: skip
    return told([pack(folder, 1, first), pack(folder, 2, net)], rows)


def test_many_targets_of_two_documents(tmp_path: Path) -> None:
    report = mixed(tmp_path)
    assert {name: report.summary[name] for name in ("pass", "fail", "pending", "review")} == {
        "pass": 3, "fail": 6, "pending": 2, "review": 1,
    }  # fmt: skip
    assert sentences(report, "en") == [
        (
            "As of 2025-12-31, 11 of 14 targets could be judged; 3 targets are met (1 of them "
            "ahead of time): GCI rank in 2025, Fibre in 2025 and GII rank in 2030."
        ),
        # 5 of 20 is 25 %, 17 of 95 is 18 %, 4 of 40 is 10 %, 2 of 80 is 2.5 %.
        (
            "6 targets are missed, the farthest: GCI rank in 2025 by 5 places, Internet in 2025 "
            "(2 documents) by 17 points, GII rank in 2025 by 4 places and 2 more; 2 targets are "
            "not met yet, but not due either."
        ),
        (
            "3 targets have no verdict, 1 of them awaiting a decision: 2 for want of any figure, "
            "1 because the value is known by bounds alone."
        ),
    ]


def test_what_one_line_tells(tmp_path: Path) -> None:
    lines = synopsis(mixed(tmp_path)).lines
    seen = [(line.title, line.horizon, line.value, line.before, line.change) for line in lines]
    assert seen == [
        ("Internet", "2025", "78%", "–", "–"),
        ("GCI rank", "2025", "25", "31 (2023)", "up 6 places"),
        ("GII rank", "2025", "44", "–", "–"),
        ("GCI rank", "2025", "25", "31 (2023)", "up 6 places"),
        ("Fibre", "2025", "> 75%", "–", "–"),
        ("Fibre", "2030", "> 75%", "–", "–"),
        ("Internet", "2030", "78%", "–", "–"),
        ("GII rank", "2030", "44", "–", "–"),
    ]
    wanted = [(demand.wanted, demand.documents) for demand in lines[0].demands]
    # The same demand of both documents, and the other demand of both: one line.
    assert wanted == [("≥ 80%", ("1/QĐ", "2/QĐ")), ("≥ 95%", ("1/QĐ", "2/QĐ"))]
    assert synopsis(mixed(tmp_path)).absent == "2 targets without data are left out here."


def test_the_number_of_a_line_is_that_of_its_details(tmp_path: Path) -> None:
    report = mixed(tmp_path)
    words = Words("en", report.catalogue)
    (results,) = (each for each in document(report, words, Style()) if isinstance(each, Results))
    numbered = {number: group for _, lines in results.numbered() for number, group in lines}
    for line in synopsis(report).lines:
        assert [numbered[demand.number][0].threshold for demand in line.demands] == [
            group[0].threshold
            for group in numbered.values()
            if words.wanted(group[0]) in {demand.wanted for demand in line.demands}
            and group[0].indicator == line.first.indicator
            and group[0].chosen.target.due_date == line.due
        ]
        assert numbered[line.demands[0].number][0] is line.first


@pytest.mark.parametrize(
    ("now", "then", "before", "change", "vietnamese"),
    [
        (79, 78, "78% (2024)", "+1 point", "+1 điểm phần trăm"),
        ("76.5", 78, "78% (2024)", "−1.5 points", "−1,5 điểm phần trăm"),
        (78, 78, "78% (2024)", "none", "không đổi"),
        (78, "> 70", "> 70% (2024)", "–", "–"),
        ("> 70", 78, "78% (2024)", "–", "–"),
    ],
)
def test_the_change_since_the_year_before(  # noqa: PLR0913, PLR0917 - what is compared
    tmp_path: Path, now: object, then: object, before: str, change: str, vietnamese: str
) -> None:
    plan = pack(tmp_path, 1, [target(NET, 2025, "at_least: 50")])
    report = told([plan], [row(NET, now, 2025), row(NET, then, 2024)])
    (line,) = synopsis(report).lines
    assert (line.before, line.change) == (before, change)
    (line,) = synopsis(report, "vi").lines
    assert line.change == vietnamese


@pytest.mark.parametrize(
    ("then", "english", "vietnamese"),
    [(28, "up 3 places", "tăng 3 bậc"), (24, "down 1 place", "giảm 1 bậc")],
)
def test_a_lower_rank_has_gone_up(tmp_path: Path, then: int, english: str, vietnamese: str) -> None:
    plan = pack(tmp_path, 1, [target(RANK, 2025, "at_most: 30")])
    report = told([plan], [row(RANK, 25, 2024), row(RANK, then, 2023)])
    assert [line.change for line in synopsis(report).lines] == [english]
    assert [line.change for line in synopsis(report, "vi").lines] == [vietnamese]


def test_another_source_is_no_year_before(tmp_path: Path) -> None:
    plan = pack(tmp_path, 1, [target(NET, 2025, "at_least: 50")])
    other = row(NET, 70, 2024) | {"source": "ITU"}
    (line,) = synopsis(told([plan], [row(NET, 78, 2025), other])).lines
    assert (line.before, line.change) == ("–", "–")


def test_the_pace_is_told_ahead_of_the_horizon_alone(tmp_path: Path) -> None:
    plan = pack(tmp_path, 1, [target(NET, 2025, "at_least: 80"), target(NET, 2030, "at_least: 95")])
    report = told([plan], [row(NET, 78, 2024), row(NET, 78, 2025)])
    assert [line.pace for line in synopsis(report).lines] == ["–", "→ stalled"]


def test_who_answers_for_a_target_has_a_column_where_a_document_says_it(tmp_path: Path) -> None:
    lead = ", lead: {vi: Bộ KHCN, en: MOST}"
    targets = [target(NET, 2025, "at_least: 50", lead), target(FIBRE, 2025, "at_least: 50")]
    rows = [row(NET, 78, 2025), row(FIBRE, 60, 2025)]
    found = synopsis(told([pack(tmp_path, 1, targets)], rows), "vi")
    assert found.leads
    assert [line.lead for line in found.lines] == ["Bộ KHCN", "–"]
    assert not synopsis(told([pack(tmp_path, 1, targets[1:])], rows)).leads


PROVINCES = ("vn-ha-noi", "vn-hue", "vn-cao-bang", "vn-dien-bien")


def many(folder: Path, areas: tuple[str, ...] = ("VN", *PROVINCES)) -> Report:
    """Return the nation at 81 and provinces at 78, 79, 80 and 81 of 80 that both must have."""
    plan = pack(folder, 1, [target(NET, 2025, "at_least: 80", ", subnational: binding")])
    rows = [row(NET, 81, 2025)]
    rows += [row(NET, 78 + place, 2025, area) for place, area in enumerate(PROVINCES)]
    return told([plan], rows, areas=areas)


def test_the_nation_and_the_provinces_are_never_counted_together(tmp_path: Path) -> None:
    nation, provinces = opening(many(tmp_path), "en")
    assert nation.scope == "Viet Nam"
    assert nation.sentences[0] == (
        "As of 2025-12-31, 1 target was judged; 1 target is met: Internet in 2025."
    )
    assert provinces.scope == "4 areas"
    assert provinces.sentences == (
        (
            "As of 2025-12-31, all of 4 cases (targets: 1, areas: 4) could be judged; "
            "2 cases are met: Internet in 2025 (2 areas)."
        ),
        (
            "2 cases are missed: Internet in 2025 (Ha Noi) by 2 points and "
            "Internet in 2025 (Hue) by 1 point."
        ),
        "No case is left without a verdict.",
    )
    assert [each.scope for each in opening(many(tmp_path), "vi")] == ["Cả nước", "4 địa phương"]
    assert opening(many(tmp_path), "vi")[1].sentences == (
        (
            "Tính đến 31/12/2025, đánh giá được toàn bộ 4 trường hợp (1 mục tiêu, 4 địa phương); "
            "có 2 trường hợp đạt: Internet năm 2025 (2 địa phương)."
        ),
        (
            "Có 2 trường hợp chưa đạt: Internet năm 2025 (Hà Nội) còn cách 2 điểm phần trăm và "
            "Internet năm 2025 (Huế) còn cách 1 điểm phần trăm."
        ),
        "Không có trường hợp nào chưa kết luận được.",
    )


def test_among_many_areas_the_nation_has_its_lines_and_the_others_are_numbers(
    tmp_path: Path,
) -> None:
    lines = synopsis(many(tmp_path)).lines
    assert [(line.title, line.area, line.value) for line in lines] == [("Internet", "", "81%")]
    assert synopsis(many(tmp_path)).counted == ()
    provinces = synopsis(many(tmp_path, PROVINCES))
    assert provinces.lines == ()
    assert [line.numbers() for line in provinces.counted] == [(2, 2, 0, 0, 0)]


def test_few_areas_have_a_line_each(tmp_path: Path) -> None:
    found = synopsis(many(tmp_path, ("vn-ha-noi", "vn-hue")))
    assert found.several
    assert [(line.area, line.value) for line in found.lines] == [("Ha Noi", "78%"), ("Hue", "79%")]


def test_levels_are_told_apart_from_what_is_demanded(tmp_path: Path) -> None:
    plan = pack(tmp_path, 1, [target(NET, 2025, "at_least: 80", ", subnational: reference")])
    rows = [row(NET, 78, 2025, "vn-hue"), row(NET, 83, 2025, "vn-ha-noi")]
    report = told([plan], rows, areas=("vn-hue", "vn-ha-noi", "vn-son-la"))
    assert sentences(report, "en") == [
        (
            "3 results are only compared with a level and not counted: 1 above it, 1 below it, "
            "1 without a verdict."
        )
    ]
    assert sentences(report, "vi") == [
        (
            "Có 3 kết quả chỉ dùng để so sánh, không tính vào tổng số: 1 trên mức, 1 dưới mức, "
            "1 chưa kết luận được."
        )
    ]


def test_what_awaits_a_decision_and_what_is_contested(tmp_path: Path) -> None:
    strict = (
        ", readings: [{id: strict, because: {vi: x, en: x}, rule: {kind: threshold, above: 78}}]"
    )
    targets = [target(FIBRE, 2025, "at_least: 80"), target(NET, 2025, "at_least: 78", strict)]
    plan = pack(tmp_path, 1, targets)
    report = told([plan], [row(FIBRE, "> 75", 2025), row(NET, 78, 2025)])
    assert sentences(report, "en")[2] == (
        "1 target has no verdict, awaiting a decision, because the value is known by bounds alone; "
        "1 verdict is contested by other readings."
    )
    assert sentences(report, "vi")[2] == (
        "Chưa kết luận được 1 mục tiêu, cần cấp có thẩm quyền xem xét, quyết định, vì chỉ biết "
        "khoảng giá trị; 1 kết luận còn ý kiến khác nhau do cách hiểu."
    )


def test_what_a_person_has_decided_counts_as_decided(tmp_path: Path) -> None:
    plan = pack(tmp_path, 1, [target(FIBRE, 2025, "at_least: 80")])
    report = told([plan], [row(FIBRE, "> 75", 2025)])
    place = Place(Sheet("cmcn4.toml"), 3)
    decision = Decision(place=place, because="asked", verdict=Verdict.PASS)
    (open_,) = report.assessments
    decided = replace(report, assessments=(replace(open_, decision=decision),))
    assert sentences(decided, "en") == [
        "As of 2025-12-31, 1 target was judged; 1 target is met: Fibre in 2025.",
        "As far as could be judged, no target that has fallen due is missed.",
        "No target is left without a verdict.",
    ]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_reason_for_no_verdict_has_a_cause_in_words(lang: str) -> None:
    definite = {Reason.MET, Reason.SHORT_OF_THRESHOLD, Reason.LOST}
    causes = {
        reason: say(lang, composed(f"opening.cause.{reason}")) for reason in set(Reason) - definite
    }
    assert len(set(causes.values())) == len(causes)


def test_without_any_target_there_is_no_answer(tmp_path: Path) -> None:
    report = replace(mixed(tmp_path), assessments=())
    words = Words("en", report.catalogue)
    assert not [
        each
        for each in document(report, words, Style())
        if isinstance(each, Opening | Synopsis | Line)
    ]
