"""`--assume`: judging with another figure than the observed one, never without saying so."""

from __future__ import annotations

import json
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

import cmcn4
from acceptance.cli import ECONOMY, HEADER, PLAN, inside, judged, lines, write
from acceptance.test_completion import completed
from cmcn4.errors import UsageError
from cmcn4.reporters import FORMATS

USERS = "qd-2289/internet-users-2025"
PACE = "qd-2289/digital-economy-share-2030"
ROW = "internet-users,VN,{},{},% of population,{},\n"
DATA = HEADER + ROW.format(2024, "78.1", "MOST") + ROW.format(2025, "79", "MOST")
RANKS = "".join(
    f"gii-rank,{area},2025,{rank},rank,WIPO,\n"
    for area, rank in {
        "VN": 44, "SG": 5, "MY": 34, "TH": 45, "PH": 50, "ID": 55, "BN": 88, "KH": 100,
        "LA": 109, "MM": 122,
    }.items()
)  # fmt: skip
FIBRE_OF = "fibre-households,VN,{},{},% of households,MOST,\n"
MARKS = {"en": "assumed", "vi": "giả định"}


def check(folder: Path, text: str, *options: object, lang: str = "en") -> Any:
    path = write(folder, text)
    return inside("check", path, "--as-of", "2025", "--lang", lang, "-f", "json", *options)


def users(result: Any, area: str = "VN") -> dict[str, Any]:
    return judged(result)[USERS, area]


def test_the_figure_is_judged_in_the_place_of_the_observed_one(tmp_path: Path) -> None:
    observed = users(check(tmp_path, DATA, "-t", USERS))
    assert (observed["verdict"], observed["value"], observed["gap"]) == ("fail", 79, 1)
    assert (observed["assumed"], observed["status"]) == (False, "final")

    result = check(tmp_path, DATA, "-t", USERS, "--assume", "internet-users=82")

    assumed = users(result)
    assert (assumed["verdict"], assumed["value"], assumed["margin"]) == ("pass", 82, 2)
    assert (assumed["assumed"], assumed["status"]) == (True, "assumed")
    assert (assumed["period"], assumed["source"], assumed["evidence"]) == ("2025", None, [])
    assert result.json["asked"]["assume"] == ["internet-users=82"]
    assert result.code == 0


def test_no_other_source_release_or_error_of_the_cell_has_a_say(tmp_path: Path) -> None:
    rivals = ROW.format(2025, "70", "ITU") + ROW.format(2025, "many", "NSO")

    result = check(tmp_path, DATA + rivals, "-t", USERS, "--assume", "internet-users=82")

    assumed = users(result)
    assert (assumed["verdict"], assumed["contested"]) == ("pass", False)
    assert [each["kind"] for each in assumed["alternatives"]] == []
    # What is wrong with the data themselves stays wrong.
    assert result.code == 3


@pytest.mark.parametrize(
    ("text", "period", "value", "verdict"),
    [
        ("internet-users=82", "2025", 82, "pass"),
        ("internet-users:2025=82", "2025", 82, "pass"),
        ("internet-users@VN:2025=82", "2025", 82, "pass"),
        ("internet-users@Việt Nam:năm 2025=82%", "2025", 82, "pass"),
        ("Tỷ lệ dân số sử dụng Internet=ước 82,5", "2025", 82.5, "pass"),
        ("internet-users:2024=82", "2025", 79, "fail"),
        ("internet-users:2025-Q4=82", "2025", 79, "fail"),
        ("internet-users=>80", "2025", None, "pass"),
        ("internet-users=>79", "2025", None, "review"),
    ],
)
def test_indicator_area_period_and_value_are_written_as_people_do(
    tmp_path: Path, text: str, period: str, value: float | None, verdict: str
) -> None:
    found = users(check(tmp_path, DATA, "-t", USERS, "--assume", text))
    assert (found["period"], found["value"], found["verdict"]) == (period, value, verdict)


def test_the_decimal_mark_is_that_of_the_data(tmp_path: Path) -> None:
    data = HEADER + "smart-cities,VN,2025,1,cities,MOC,\n"
    for mark, value in ((".", "1.5"), (",", "1.5")):
        asked = ("--assume", f"digital-economy-share=1{mark}5", "--decimal", mark)
        found = check(tmp_path, data, "-t", "qd-2289/digital-economy-share-2025", *asked)
        ((_, each),) = judged(found).items()
        assert str(each["value"]) == value


def test_without_a_period_it_is_the_one_that_counts_for_each_horizon(tmp_path: Path) -> None:
    share = "digital-economy-share,VN,{},{},% of GDP,NSO,\n"
    data = HEADER + share.format(2024, 13) + share.format(2027, 18)
    both = ("-t", "qd-2289/digital-economy-share-*", "--assume", "digital-economy-share=25")

    found = check(tmp_path, data, *both, "--as-of", "2027")

    periods = {each["horizon"]: each["period"] for each in judged(found).values()}
    assert periods == {2025: "2024", 2030: "2027"}
    assert {each["value"] for each in judged(found).values()} == {25}


def test_where_the_figure_is_too_old_or_missing_it_is_of_the_year_asked_about(
    tmp_path: Path,
) -> None:
    asked = ("-t", USERS, "--assume", "internet-users=82")
    for data in (HEADER + ROW.format(2019, 60, "ITU"), HEADER + ECONOMY):
        found = users(check(tmp_path, data, *asked))
        assert (found["period"], found["verdict"]) == ("2025", "pass")


def test_without_an_area_it_is_of_those_asked_about_or_of_the_only_one(tmp_path: Path) -> None:
    own = ROW.replace(",VN,", ",vn-ha-noi,").format(2025, "70", "MOST")
    assumed = ("-t", USERS, "--assume", "internet-users=82")

    alone = judged(check(tmp_path, HEADER + own, *assumed))
    assert {area: each["value"] for (_, area), each in alone.items()} == {"vn-ha-noi": 82}

    both = judged(check(tmp_path, DATA + own, *assumed))
    assert {area: each["value"] for (_, area), each in both.items()} == {"VN": 82, "vn-ha-noi": 70}

    asked = judged(check(tmp_path, DATA + own, *assumed, "--area", "vn-ha-noi"))
    assert {area: each["value"] for (_, area), each in asked.items()} == {"vn-ha-noi": 82}


def test_an_area_of_which_there_are_no_data_may_be_assumed(tmp_path: Path) -> None:
    asked = ("-t", USERS, "--assume", "internet-users@vn-hue=82")
    found = judged(check(tmp_path, DATA, *asked))
    assert {area: each["verdict"] for (_, area), each in found.items()} == {
        "VN": "fail",
        "vn-hue": "pass",
    }


def test_the_pace_goes_on_from_the_figures_observed(tmp_path: Path) -> None:
    share = "digital-economy-share,VN,{},{},% of GDP,NSO,\n"
    data = HEADER + share.format(2020, 12) + share.format(2025, 14)
    (observed,) = judged(check(tmp_path, data, "-t", PACE)).values()
    assert observed["progress"]["pace"] == 0.4

    (found,) = judged(
        check(tmp_path, data, "-t", PACE, "--assume", "digital-economy-share=22")
    ).values()

    # (22 - 12) / 5 a year, where (30 - 22) / 5 is still needed.
    assert (found["progress"]["pace"], found["progress"]["pace_needed_from_now"]) == (2, 1.6)
    assert found["assumed"]


def test_a_base_that_is_assumed_marks_the_pace(tmp_path: Path) -> None:
    share = "digital-economy-share,VN,{},{},% of GDP,NSO,\n"
    data = HEADER + share.format(2020, 12) + share.format(2025, 14)
    (found,) = judged(
        check(tmp_path, data, "-t", PACE, "--assume", "digital-economy-share:2020=4")
    ).values()
    assert (found["progress"]["pace"], found["status"], found["assumed"]) == (2, "final", True)


def test_derived_figures_and_ranks_among_peers_rest_on_it_and_say_so(tmp_path: Path) -> None:
    target = "qd-2289/gii-asean-rank-2025"
    asked = ("-t", target, "--area", "VN", "--assume", "gii-rank@TH=40")
    found = judged(check(tmp_path, HEADER + RANKS, *asked))[target, "VN"]
    assert (found["value"], found["verdict"], found["assumed"]) == (4, "fail", True)


def test_a_milestone_that_is_assumed_needs_no_document(tmp_path: Path) -> None:
    target = "qd-2289/digital-government-2030"
    asked = ("-t", target, "--assume", "digital-government-complete=có")
    found = judged(check(tmp_path, DATA, *asked))[target, "VN"]
    assert (found["verdict"], found["assumed"]) == ("pass", True)
    assert found["reason"].endswith("; with an assumed figure")


def texts(path: Path) -> str:
    """Return all that a report of any format says."""
    if path.suffix == ".sqlite":
        with closing(sqlite3.connect(path)) as database:
            rows = database.execute("SELECT status, reason FROM assessments").fetchall()
        return str(rows)
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as package:
            return "".join(package.read(name).decode("utf-8", "replace")
                           for name in package.namelist() if name.endswith(".xml"))  # fmt: skip
    return path.read_text("utf-8-sig")


@pytest.mark.parametrize("lang", ["en", "vi"])
@pytest.mark.parametrize("value", ["82", "70"])
def test_every_format_says_that_a_figure_is_assumed(tmp_path: Path, lang: str, value: str) -> None:
    write(tmp_path, "[sarif]\nmissed-targets = true\n", "cmcn4.toml")
    asked = ("--config", tmp_path / "cmcn4.toml", "--as-of", "2025", "-t", USERS, "--lang", lang)
    outputs = {name: tmp_path / f"{name}{format_.suffix or '.txt'}"
               for name, format_ in FORMATS.items()}  # fmt: skip
    plan = [part for name, path in outputs.items() for part in ("-o", f"{name}:{path}")]

    inside("check", write(tmp_path, DATA), *asked, *plan, "--assume", f"internet-users={value}")

    for name, path in outputs.items():
        if name == "gitlab" and value == "82":
            continue  # it tells of problems alone, and there are none
        said = texts(path)
        assert MARKS[lang] in said or "assumed" in said, name


@pytest.mark.parametrize("lang", ["en", "vi"])
def test_the_gap_summary_says_so_in_every_format(tmp_path: Path, lang: str) -> None:
    able = {name: format_ for name, format_ in FORMATS.items() if format_.gaps}
    outputs = {name: tmp_path / f"{name}{format_.suffix or '.txt'}"
               for name, format_ in able.items()}  # fmt: skip
    plan = [part for name, path in outputs.items() for part in ("-o", f"{name}:{path}")]
    asked = ("--as-of", "2025", "-t", USERS, "--lang", lang, "--assume", "internet-users=70")

    inside("gaps", write(tmp_path, DATA), *asked, *plan)

    for name, path in outputs.items():
        assert MARKS[lang] in texts(path) or "assumed" in texts(path), name


@pytest.mark.parametrize("lang", ["en", "vi"])
def test_heading_and_last_line_say_so_also_where_little_is_said(tmp_path: Path, lang: str) -> None:
    path = write(tmp_path, DATA)
    asked = (path, "--as-of", "2025", "-t", USERS, "--lang", lang, "--assume", "internet-users=82")
    assert MARKS[lang] in " ".join(lines(inside("check", *asked).out)[:2])
    assert MARKS[lang] in inside("check", *asked, "-q").out


def test_a_figure_that_no_target_uses_is_told_to_be_of_no_use(tmp_path: Path) -> None:
    path = write(tmp_path, DATA)
    asked = (path, "--as-of", "2025", "-t", USERS, "--lang", "en", "-q")
    assert "(no target uses it)" in inside("check", *asked, "--assume", "gii-rank=3").out
    assert "(no target uses it)" not in inside("check", *asked, "--assume", "internet-users=3").out


WRONG = {
    "internet-users": "write INDICATOR[@AREA][:PERIOD]=VALUE",
    "=3": "write INDICATOR[@AREA][:PERIOD]=VALUE",
    "internet-usres=3": "did you mean `internet-users`",
    "nothing-of-ours=3": "`cmcn4 list indicators` lists them",
    "internet-users@nowhere=3": "unknown area: 'nowhere'",
    "internet-users:some day=3": "'some day' is no period",
    "internet-users:2027=3": "2027 begins after the day asked about (2025-12-31)",
    "internet-users=": "gives no value",
    "internet-users=many": "write the value as in a table",
    "internet-users=120": "120 is outside 0 to 100",
    "internet-users=0.5": "write the percentage with its sign",
    "smart-cities=1.500": "may be 1.500 or 1,500",
}


@pytest.mark.parametrize("text", WRONG)
@pytest.mark.parametrize("command", ["check", "gaps", "explain"])
def test_what_cannot_be_assumed_is_wrong_use_that_says_what_to_write(
    tmp_path: Path, text: str, command: str
) -> None:
    target = [USERS] if command == "explain" else []
    asked = (*target, write(tmp_path, DATA), "--as-of", "2025", "--lang", "en")
    result = inside(command, *asked, "--assume", text)
    assert (result.code, result.out) == (2, "")
    assert WRONG[text] in result.err


def test_two_figures_of_one_cell_are_wrong_use(tmp_path: Path) -> None:
    asked = ("--assume", "internet-users=82", "--assume", "internet-users@VN=83")
    result = check(tmp_path, DATA, *asked)
    assert result.code == 2
    assert "internet-users@VN=83 is of the same figure as internet-users=82" in result.err


def test_a_report_on_assumed_figures_is_no_baseline(tmp_path: Path) -> None:
    report = tmp_path / "old.json"
    check(tmp_path, DATA, "-o", report, "--assume", "internet-users=82")
    result = check(tmp_path, DATA, "--baseline", report)
    assert (result.code, result.out) == (2, "")
    assert "without --assume" in result.err


def test_with_data_as_baseline_what_is_assumed_is_what_changes(tmp_path: Path) -> None:
    data = write(tmp_path, DATA, "same.csv")
    asked = ("-t", USERS, "--baseline", data, "--assume", "internet-users=82")
    changes = check(tmp_path, DATA, *asked).json["baseline"]["changes"]
    assert [(each["old"], each["new"]) for each in changes if each["kind"] == "verdict"] == [
        ("fail", "pass")
    ]


def test_nobody_decides_on_an_assumed_figure(tmp_path: Path) -> None:
    settings = write(tmp_path, f"""\
[[accept]]
target = "{USERS}"
verdict = "pass"
on = {{value = "79..", period = "2025", source = "MOST"}}
because = "it is enough"
""", "cmcn4.toml")  # fmt: skip
    asked = ("-t", USERS, "--config", settings, "--assume", "internet-users=>79")
    result = check(tmp_path, DATA, *asked)
    found = users(result)
    assert (found["verdict"], found["decision"], found["accept"]) == ("review", None, None)
    assert [each["code"] for each in result.json["findings"]] == []


def test_python_assumes_by_a_mapping(tmp_path: Path) -> None:
    path = write(tmp_path, DATA)
    for key in ("internet-users", "internet-users@VN:2025"):
        for value in (82, 82.0, "82", "ước 82"):
            report = cmcn4.check(path, targets=USERS, as_of=2025, assume={key: value})
            (found,) = report.to_dict()["assessments"]
            assert (found["verdict"], found["value"], found["assumed"]) == ("pass", 82, True)
    with pytest.raises(UsageError, match=r"assume: .*\(write INDICATOR"):
        cmcn4.check(path, targets=USERS, as_of=2025, assume={"": 82})


def test_indicators_and_behind_the_sign_areas_are_completed() -> None:
    assert completed("cmcn4 check data.csv --assume internet-u") == ["internet-users"]
    assert completed("cmcn4 gaps data.csv --assume fibre-households@vn-hue") == [
        "fibre-households@vn-hue"
    ]


def turns(folder: Path, target: str, text: str, assumed: str, *more: str) -> list[Any]:
    """Return the values of one assumed figure with their verdicts, as the JSON tells them."""
    path = write(folder, HEADER + text)
    asked = (target, path, "--as-of", "2025", "--area", "VN", *more)
    result = inside("explain", *asked, "-f", "json", "--assume", assumed)
    ((each,),) = (found["assessments"] for found in result.json)
    return [
        ("(" if turn["low_open"] else "[", turn["low"], turn["high"],
         ")" if turn["high_open"] else "]", turn["verdict"])
        for turn in each["turns"]
    ]  # fmt: skip


def test_it_is_told_from_which_value_on_the_verdict_turns(tmp_path: Path) -> None:
    own = ROW.format(2025, 79, "MOST")
    assert turns(tmp_path, USERS, own, "internet-users=70") == [
        ("[", 0, 80, ")", "fail"), ("[", 80, 100, "]", "pass"),
    ]  # fmt: skip
    # «khoảng 20%» leaves open what lies down to 19.5.
    about = "qd-2289/digital-economy-share-2025"
    assert turns(tmp_path, about, ECONOMY, "digital-economy-share=18") == [
        ("[", 0, 19.5, ")", "fail"), ("[", 19.5, 20, ")", "review"), ("[", 20, 100, "]", "pass"),
    ]  # fmt: skip
    strict = "qd-2289/fibre-households-2025"
    assert turns(tmp_path, strict, own, "fibre-households=18") == [
        ("[", 0, 80, "]", "fail"), ("(", 80, 100, "]", "pass"),
    ]  # fmt: skip
    ahead = "qd-2289/gii-rank-2030"
    assert turns(tmp_path, ahead, own, "gii-rank=50") == [
        ("[", 1, 40, "]", "pass"), ("(", 40, 250, "]", "pending"),
    ]  # fmt: skip


def test_it_turns_where_a_peer_stands(tmp_path: Path) -> None:
    # Third with Thailand at 45, fourth behind it.
    assert turns(tmp_path, "qd-2289/gii-asean-rank-2025", RANKS, "gii-rank=60") == [
        ("[", 1, 45, "]", "pass"), ("(", 45, 250, "]", "fail"),
    ]  # fmt: skip


def test_it_turns_where_the_other_years_leave_it(tmp_path: Path) -> None:
    pack = PLAN.replace("{kind: threshold, at_least: 90}", "{kind: average, over: 2024-2025, "
                        "above: 90}")  # fmt: skip
    plan = write(tmp_path, pack, "plan.yaml")
    data = FIBRE_OF.format(2024, "85.1")
    # (85.1 + 94.9) / 2 is 90 exactly, and more than 90 is wanted.
    found = turns(tmp_path, "plan/fibre-2025", data, "fibre-households:2025=88", "-t", str(plan))
    assert found == [("[", 0, 94.9, "]", "fail"), ("[", 94.91, 100, "]", "pass")]


def test_a_figure_that_turns_nothing_is_told_to_turn_nothing(tmp_path: Path) -> None:
    pack = PLAN.replace("{kind: threshold, at_least: 90}", "{kind: every, over: period, "
                        "members: 2024-2025, at_least: 90}")  # fmt: skip
    plan = write(tmp_path, pack, "plan.yaml")
    path = write(tmp_path, HEADER + FIBRE_OF.format(2024, "85.1"))
    asked = ("plan/fibre-2025", path, "--as-of", "2025", "--lang", "en", "-t", plan)
    result = inside("explain", *asked, "--assume", "fibre-households:2025=95")
    assert "no value turns the verdict: ✘ FAIL" in result.out


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", ["Verdict by the assumed value", "< 80%: ✘ FAIL", "≥ 80%: ✔ PASS",
                "replaced by the assumed figure: 2025 79 (MOST)",
                "82% of population in 2025 (an assumed figure, not an observed one)"]),
        ("vi", ["Kết luận theo giá trị giả định", "< 80%: ✘ KHÔNG ĐẠT", "≥ 80%: ✔ ĐẠT",
                "được thay bằng số giả định: 2025 79 (Bộ Khoa học và Công nghệ)",
                "82% dân số (2025; số giả định, không phải số liệu thực tế)"]),
    ],
)  # fmt: skip
@pytest.mark.parametrize("form", ["table", "markdown"])
def test_the_explanation_tells_it_in_words(
    tmp_path: Path, lang: str, said: list[str], form: str
) -> None:
    path = write(tmp_path, DATA)
    asked = (USERS, path, "--as-of", "2025", "--lang", lang, "-f", form)
    result = inside("explain", *asked, "--assume", "internet-users=82")
    text = " ".join(result.out.replace("\\", "").split())
    for part in said:
        assert part in text


def test_nothing_assumed_leaves_every_byte_as_it_was(tmp_path: Path) -> None:
    path = write(tmp_path, DATA)
    plain = cmcn4.check(path, targets=USERS, as_of=2025)
    with_none = cmcn4.check(path, targets=USERS, as_of=2025, assume={})
    assert json.dumps(plain.to_dict()) == json.dumps(with_none.to_dict())


@pytest.mark.parametrize("lang", ["en", "vi"])
def test_what_is_handed_on_says_it_before_the_answer(tmp_path: Path, lang: str) -> None:
    path, page, note = write(tmp_path, DATA), tmp_path / "x.html", tmp_path / "x.docx"
    asked = ("--as-of", "2025", "-t", USERS, "--lang", lang, "-o", page, "-o", note)
    result = inside("check", path, *asked, "-f", "markdown", "--assume", "internet-users=82")
    answer = {"en": "1 target", "vi": "1 mục tiêu"}[lang]
    for said in (result.out, page.read_text("utf-8").partition("<body")[2]):
        assert MARKS[lang] in said.partition(answer)[0]
        assert answer in said
    with zipfile.ZipFile(note) as package:
        first = package.read("word/document.xml").decode().partition("<w:tbl>")[0]
    assert MARKS[lang] in first


def test_settings_cannot_assume(tmp_path: Path) -> None:
    settings = write(tmp_path, 'assume = ["internet-users=82"]\n', "cmcn4.toml")
    result = check(tmp_path, DATA, "--config", settings)
    assert result.code == 2
    assert "`assume` is not a setting" in result.err


@pytest.mark.parametrize(
    ("target", "indicator", "rows"),
    [
        (USERS, "internet-users", ROW.format(2025, 79, "MOST")),
        ("qd-2289/digital-economy-share-2025", "digital-economy-share", ECONOMY),
        ("qd-2289/gii-asean-rank-2025", "gii-rank", RANKS),
        ("qd-2289/fibre-households-2025", "fibre-households", FIBRE_OF.format(2025, "79.5")),
        ("qd-2289/smart-cities-2025", "smart-cities", "".join(
            f"smart-cities,VN,2025,{value},cities,MOC,\n" for value in (4,))),
    ],
)  # fmt: skip
def test_each_value_told_gives_the_verdict_told(
    tmp_path: Path, target: str, indicator: str, rows: str
) -> None:
    path = write(tmp_path, HEADER + rows)

    def judge(value: object) -> tuple[str, Any]:
        report = cmcn4.check(
            path, targets=target, as_of=2025, areas="VN", assume={indicator: value}
        )
        (each,) = report.assessments
        return each.verdict.value, each.turns

    found = judge("40")[1]
    assert found
    for turn in found[0].turns:
        low, high = turn.value.low, turn.value.high
        inside_of = {(low + high) / 2} if turn.value.limited else set()
        inside_of |= {end for end, is_open in ((low, turn.value.low_open),
                                               (high, turn.value.high_open))
                      if end.is_finite() and not is_open}  # fmt: skip
        for value in inside_of:
            whole = value.to_integral_value() if "rank" in indicator else value
            assert judge(f"{whole:f}{'%' if 0 < whole < 1 else ''}")[0] == turn.verdict.value


def test_an_explanation_names_what_is_assumed_also_where_its_target_does_not_use_it(
    tmp_path: Path,
) -> None:
    asked = (USERS, write(tmp_path, DATA), "--as-of", "2025", "--lang", "en")
    said = " ".join(inside("explain", *asked, "--assume", "gii-rank=3").out.split())
    assert "What if: assumed figures" in said
    assert ", Viet Nam, 2025: 3 (no target uses it)" in said
    assert "Verdict by the assumed value" not in said


def test_the_chart_in_word_says_which_of_its_figures_is_assumed(tmp_path: Path) -> None:
    rows = "".join(ROW.format(year, 70 + year % 10, "MOST") for year in (2022, 2023, 2024, 2025))
    path, note = write(tmp_path, HEADER + rows), tmp_path / "x.docx"
    asked = ("--as-of", "2025", "-t", USERS, "--lang", "vi", "-o", note)
    inside("check", path, *asked, "--assume", "internet-users=82")
    with zipfile.ZipFile(note) as package:
        said = package.read("word/document.xml").decode()
    assert "(% dân số) – 2025: giả định" in said
