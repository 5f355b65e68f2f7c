"""A person's decisions: what they settle, what they never hide, and when they are over."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from acceptance.cli import FIBRE, HEADER, Result, codes, finding, inside, judged, write
from cmcn4.cli.config import load
from cmcn4.errors import UsageError

TARGET = "qd-2289/e-payment-accounts-2025"
ADULTS = "adults-with-account,VN,2025,87,% of adults,SBV,\n"
NAMELESS = "fibre-households,VN,2025,85.1,% of households,,\n"
REVIEW = HEADER + ADULTS + FIBRE
ECONOMY = "qd-2289/digital-economy-share-2025"
CONTESTED = HEADER + (
    "digital-economy-share,VN,2025,14.02,% of GDP,NSO,\n"
    "digital-economy-share,VN,2025,20.5,% of GDP,MOST,\n"
)
WHY = 'because = "the bank says so"\n'
ON_FIBRE = 'on = {value = "85.1", period = "2025", source = "MOST"}'
ON = 'on = {value = "87", period = "2025", source = "SBV"}'


def entry(*lines: str) -> str:
    return "[[accept]]\n" + "".join(f"{line}\n" for line in lines) + WHY


def accept(folder: Path, settings: str, *options: str, text: str = REVIEW) -> Result:
    data, config = write(folder, text), write(folder, settings, "my.toml")
    asked = ("--as-of", "2025", "--lang", "en", "-t", "qd-2289/*-2025")
    return inside("check", data, "--config", config, *asked, *options)


def of_target(result: Result, target: str = TARGET) -> Any:
    return judged(result)[target, "VN"]


@pytest.mark.parametrize(("word", "code"), [("pass", 0), ("fail", 1)])
def test_a_decided_review_counts_as_decided_and_stays_what_the_data_say(
    word: str, code: int, tmp_path: Path
) -> None:
    how = (
        f'target = "{TARGET}"',
        f'verdict = "{word}"',
        ON,
        'document = "12/BC"',
        "until = 2025-12-31",
    )
    before = accept(tmp_path, "", "--fail-on", "review", "-f", "json")
    result = accept(tmp_path, entry(*how), "--fail-on", "review,fail", "-f", "json")
    assert (before.code, result.code) == (1, code)
    assert of_target(result)["verdict"] == "review"
    assert of_target(result)["decision"] == {
        "verdict": word, "because": "the bank says so", "document": "12/BC", "until": "2025-12-31",
    }  # fmt: skip
    assert result.json["summary"]["review"] == before.json["summary"]["review"] - 1
    assert result.json["summary"][word] == before.json["summary"][word] + 1


@pytest.mark.parametrize("how", ["csv", "json"])
@pytest.mark.parametrize(
    "now", [ADULTS.replace("87", "87.01"), ADULTS.replace("SBV", "State Bank of Vietnam")]
)
def test_a_decided_fail_that_is_open_again_is_worse(now: str, how: str, tmp_path: Path) -> None:
    settings = entry(f'target = "{TARGET}"', 'verdict = "fail"', ON)
    before = write(tmp_path, REVIEW, "old.csv")
    if how == "json":
        before = tmp_path / "old.json"
        assert accept(tmp_path, settings, "-f", "json", "-o", str(before)).code == 1
    asked = (settings, "--baseline", str(before), "-f", "json")
    assert accept(tmp_path, *asked).code == 0
    result = accept(tmp_path, *asked, text=REVIEW.replace(ADULTS, now))
    (found,) = [one for one in result.json["baseline"]["changes"] if one["kind"] == "verdict"]
    assert (found["old"], found["new"], found["worse"], result.code) == ("fail", "review", True, 1)


def test_a_fail_decided_before_its_horizon_is_pending(tmp_path: Path) -> None:
    how = entry(f'target = "{TARGET}"', 'verdict = "fail"', ON)
    result = accept(tmp_path, how, "--as-of", "2025-06-30", "-f", "json", text=HEADER + ADULTS)
    assert result.code == 0
    assert of_target(result)["decision"]["verdict"] == "pending"
    assert result.json["summary"]["fail"] == 0


def test_a_decided_contested_verdict_is_no_longer_contested(tmp_path: Path) -> None:
    pinned = 'on = {value = "14.02", period = "2025", source = "NSO", verdict = "fail"}'
    how = entry(f'target = "{ECONOMY}"', 'area = "Viet Nam"', 'verdict = "pass"', pinned)
    options = ("--fail-on", "contested", "-f", "json")
    assert accept(tmp_path, "", *options, text=CONTESTED).code == 1
    result = accept(tmp_path, how, *options, text=CONTESTED)
    assert result.code == 0
    assert (of_target(result, ECONOMY)["verdict"], result.json["summary"]["contested"]) == (
        "fail",
        0,
    )
    assert of_target(result, ECONOMY)["contested"]


@pytest.mark.parametrize(
    "place",
    [
        ('area = "VN"',),
        ('area = "VN"', 'period = "2025"'),
        ('indicator = "fibre-households"',),
        ('path = "*.csv"',),
        ('cell = "F2"', 'value = "85.10"'),
    ],
)
def test_an_accepted_warning_is_listed_and_no_longer_counts(
    place: tuple[str, ...], tmp_path: Path
) -> None:
    how = entry('finding = "source-missing"', *place)
    options = ("--fail-on", "warning", "-f", "json")
    assert accept(tmp_path, "", *options, text=HEADER + NAMELESS).code == 1
    result = accept(tmp_path, how, *options, text=HEADER + NAMELESS)
    assert (result.code, result.json["summary"]["warnings"]) == (0, 0)
    assert finding(result, "source-missing")["decision"]["because"] == "the bank says so"
    assert finding(result, "source-missing")["decision"]["verdict"] is None
    assert result.json["inputs"][0]["warnings"] == 0


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ((f'target = "{TARGET}"', 'verdict = "pass"', ON, 'until = "2025-12-30"'), "held until"),
        (('target = "qd-2289/fibre-households-2025"', 'verdict = "pass"', ON_FIBRE), "not needed"),
        (('target = "qd-2289/no-such"', 'verdict = "pass"', ON), "matches nothing"),
        (('finding = "stale-value"', 'area = "VN"'), "matches nothing"),
        (('finding = "population-differs"', 'value = "88"'), "matches nothing"),
        (('finding = "population-differs"', 'path = "other/*"'), "matches nothing"),
        (('finding = "population-differs"', 'cell = "D3"'), "matches nothing"),
        (('finding = "population-differs"', "count = 2", 'cell = "D2"'), "matches nothing"),
        (('finding = "population-differs"', 'period = "2024"'), "matches nothing"),
    ],
)
def test_what_is_over_or_decides_nothing_is_a_warning(
    lines: tuple[str, ...], said: str, tmp_path: Path
) -> None:
    settings = "\n" + entry(*lines)
    result = accept(tmp_path, settings, "--fail-on", "warning", "-f", "json")
    assert result.code == 1
    found = finding(result, "accept-unused")
    assert said in found["message"]
    assert (found["path"].endswith("my.toml"), found["row"], found["level"]) == (True, 2, "warning")
    assert of_target(result)["decision"] is None


@pytest.mark.parametrize(
    "lines",
    [
        ('target = "qd-2289/egdi-rank-2030"', 'verdict = "pass"', ON),
        ('target = "khhd-btttt-2022/no-such"', 'verdict = "pass"', ON),
        (f'target = "{TARGET}"', 'verdict = "pass"', ON, 'area = "Ha Noi"'),
    ],
)
def test_decisions_on_what_is_not_asked_are_left_aside(
    lines: tuple[str, ...], tmp_path: Path
) -> None:
    result = accept(tmp_path, entry(*lines), "--area", "VN", "-f", "json")
    assert "accept-unused" not in codes(result)


@pytest.mark.parametrize("form", ["table", "markdown"])
def test_people_see_both_verdicts_and_the_reason(form: str, tmp_path: Path) -> None:
    how = entry(f'target = "{TARGET}"', 'verdict = "pass"', ON)
    how += entry('finding = "source-missing"', 'area = "VN"')
    result = accept(tmp_path, how, "-f", form, text=HEADER + ADULTS + NAMELESS)
    text = " ".join(result.out.split())
    assert "decided: PASS – the bank says so" in text.replace("because ", "")
    assert "decided: accepted – because the bank says so" in text
    assert "2 met, 0 missed, 0 to review" in text
    assert text.count("1 decided") == 2


def test_errors_cannot_be_accepted(tmp_path: Path) -> None:
    result = accept(tmp_path, entry('finding = "number-unreadable"'))
    assert (result.code, result.stdout) == (2, b"")
    assert "cannot be accepted" in result.err


def test_an_unknown_area_is_told_with_its_place(tmp_path: Path) -> None:
    result = accept(tmp_path, entry('finding = "stale-value"', 'area = "Atlantis"'))
    assert result.code == 2
    assert "my.toml:1: unknown area" in result.err


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("accept = 1\n", 1, "must be a list of tables"),
        ('accept = [{finding = "stale-value"}]\n', 1, "lacks `because`"),
        ('[[accept]]\nfinding = "stale-value"\n', 1, "lacks `because`"),
        (entry('finding = "stale-value"'), 1, "would accept every finding of its code"),
        (entry('finding = "stale-value"', "until = 2026-01-01"), 1, "would accept every finding"),
        (entry('finding = "nothing-read"', 'path = "a.csv"'), 1, "lacks `sha256`"),
        (entry('finding = "nothing-read"', 'sha256 = "0"'), 1, "lacks `path`"),
        (entry('finding = "stale-value"', 'count = "2"'), 3, "cannot be that"),
        (entry('finding = "stale-value"', "count = true"), 3, "cannot be that"),
        (entry('target = "a/b"', 'verdict = "pass"', 'period = "2025"'), 4, "not a setting"),
        (entry('target = "a/b"', 'verdict = "pass"', 'on = "87"'), 4, "must be a table"),
        (entry('target = "a/b"', 'verdict = "pass"', 'on = {value = "1"}'), 4, "lacks `period`"),
        (entry('target = "a/b"', 'verdict = "pass"', 'on = {valu = "1"}'), 4, "cannot be that"),
        (entry('target = "a/b"', 'verdict = "pass"', "on = {value = 1}"), 4, "cannot be that"),
        (entry(), 1, "needs `target` or `finding`"),
        (entry('target = "a/b"', 'finding = "stale-value"'), 1, "needs `target` or `finding`"),
        (
            entry('finding = "stale-value"', 'area = "VN"') + entry('findig = "x"'),
            6,
            "did you mean `finding`?",
        ),
        (
            entry('finding = "stale-value"', 'area = "VN"') + entry("finding = 1"),
            6,
            "must be a text",
        ),
        (entry('finding = "rows-skipped"'), 2, "is not a warning"),
        (entry('finding = "accept-unused"'), 2, "is not a warning"),
        (entry('finding = "stale-value"', 'verdict = "pass"'), 3, "is of a target only"),
        (entry('target = "a/b"'), 1, "lacks `verdict`"),
        (entry('target = "a/b"', 'verdict = "review"'), 3, "cannot be that"),
        (entry('target = "ab"', 'verdict = "pass"'), 2, "must be one target"),
        (entry('finding = "stale-value"', 'period = "soon"'), 3, "is not a period"),
        (entry('finding = "stale-value"', 'until = "soon"'), 3, "must be a day"),
        (entry('finding = "stale-value"', "until = 2025-01-01T00:00:00"), 3, "must be a day"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(
    text: str, line: int, said: str, tmp_path: Path
) -> None:
    path = write(tmp_path, text, "cmcn4.toml")
    with pytest.raises(UsageError) as caught:
        load(None, wanted=True, start=tmp_path)
    assert caught.value.place == f"{path}:{line}"
    assert said in str(caught.value)


def test_a_decision_on_a_contest_settles_no_other_one(tmp_path: Path) -> None:
    by = 'contested = "source most 20.5"'
    on = f'on = {{{by}, value = "14.02", period = "2025", source = "NSO"}}'
    own = entry(f'target = "{ECONOMY}"', 'verdict = "pass"', on)
    asked = ("--fail-on", "fail", "-f", "json")
    result = accept(tmp_path, own, *asked, text=CONTESTED)
    assert of_target(result, ECONOMY)["decision"]["verdict"] == "pass"
    more = own.replace("20.5", "20.5; source mof 26")
    result = accept(tmp_path, more, *asked, text=CONTESTED)
    assert of_target(result, ECONOMY)["decision"]["verdict"] == "pass"
    other = CONTESTED.replace("20.5", "25")
    result = accept(tmp_path, own, *asked, text=other)
    assert (of_target(result, ECONOMY)["decision"], result.code) == (None, 1)
    message = finding(result, "accept-changed")["message"]
    assert 'contested = "source most 20.5"' in message
    assert 'contested = "source most 25"' in message
    alone = HEADER + CONTESTED.splitlines()[1] + "\n"
    result = accept(tmp_path, own, *asked, text=alone)
    assert "is not needed" in finding(result, "accept-unused")["message"]


def test_a_decision_without_an_area_is_not_that_of_several(tmp_path: Path) -> None:
    unclear = "fibre-households,{},2025,> 75,% of households,MOST,\n"
    text = HEADER + unclear.format("VN") + unclear.format("vn-hue")
    target = "qd-2289/fibre-households-2025"
    on = 'on = {value = "75..82.5", period = "2025", source = "MOST"}'
    own = entry(f'target = "{target}"', 'verdict = "pass"', on)
    result = accept(tmp_path, own, "-f", "json", text=text)
    assert [judged(result)[target, area]["decision"] for area in ("VN", "vn-hue")] == [None, None]
    assert finding(result, "accept-unused")["message"] == (
        f"The decision on {target} names no area and fits figures of several: VN, vn-hue. "
        "It is not applied."
    )
    one = own.replace("[[accept]]\n", '[[accept]]\narea = "vn-hue"\n')
    result = accept(tmp_path, one, "-f", "json", text=text)
    assert judged(result)[target, "vn-hue"]["decision"]["verdict"] == "pass"
    assert judged(result)[target, "VN"]["decision"] is None


def test_a_decision_on_several_figures_is_on_all_of_them(tmp_path: Path) -> None:
    target = "khhd-btttt-2022/digital-economy-every-sector-2025"
    parts = {"agriculture": '"> 9.5"', "industry": 15, "services": 15}
    head = "indicator,area,period,breakdown,value,unit,source\n"

    def text(**other: int) -> str:
        return head + "".join(
            f"digital-economy-sector-share,VN,2025,{part},{value},,MOST\n"
            for part, value in (parts | other).items()
        )

    write(tmp_path, text())
    (tmp_path / "my.toml").touch()
    asked = ("--config", tmp_path / "my.toml", "--as-of", "2025", "--lang", "en")
    inside("accept", target, tmp_path / "data.csv", "--because", "b", *asked)
    own = (tmp_path / "my.toml").read_text("utf-8")
    assert 'figures = "' in own
    check = (*asked, "-t", target, "-f", "json")
    (one,) = inside("check", tmp_path / "data.csv", *check).json["assessments"]
    assert one["decision"]["verdict"] == "pass"
    write(tmp_path, text(industry=12))
    result = inside("check", tmp_path / "data.csv", *check)
    (one,) = result.json["assessments"]
    assert (one["verdict"], one["decision"]) == ("review", None)
    assert finding(result, "accept-changed")
