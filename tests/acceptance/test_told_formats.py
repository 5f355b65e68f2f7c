"""Decisions and the baseline in the formats of CI, the audit database and `explain`."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from acceptance.cli import HEADER, inside, write
from cmcn4.reporters import FORMATS

ACCOUNTS = "qd-2289/e-payment-accounts-2025"
ECONOMY = "qd-2289/digital-economy-share-2025"
FIBRE = "qd-2289/fibre-households-2025"
ADULTS = "adults-with-account,VN,2025,87,% of adults,SBV,\n"
NAMELESS = "fibre-households,VN,2025,85.1,% of households,,\n"
SHARE = "digital-economy-share,VN,2025,{},% of GDP,{},\n"
WRONG = "internet-users,VN,2025,many,% of population,MOST,\n"
DECIDED = f"""\
[[accept]]
target = "{ACCOUNTS}"
verdict = "{{verdict}}"
on = {{{{value = "87", period = "2025", source = "SBV"}}}}
because = "the adults are enough"
document = "12/BC"

[[accept]]
finding = "source-missing"
area = "VN"
because = "it is in the letter"
until = 2026-12-31
"""
ASKED = ("-t", ACCOUNTS, "-t", ECONOMY, "-t", FIBRE, "--as-of", "2025", "--lang", "en")


class Told:
    """What a run with decisions or a baseline writes."""

    def __init__(self, folder: Path, text: str, *options: object) -> None:
        self.folder = folder
        outputs = [part for name in ("x.xml", "x.sarif", "x.sqlite", "x.json")
                   for part in ("-o", str(folder / name))]  # fmt: skip
        data = write(folder, HEADER + text)
        self.result = inside("check", data, *ASKED, "-f", "github", *outputs, *options)

    @property
    def log(self) -> list[str]:
        return self.result.out.replace(str(self.folder), ".").splitlines()

    @property
    def json(self) -> Any:
        return json.loads((self.folder / "x.json").read_text("utf-8"))

    def results(self, code: str) -> list[dict[str, Any]]:
        run = json.loads((self.folder / "x.sarif").read_text("utf-8"))["runs"][0]
        return [each for each in run["results"] if each["ruleId"] == code]

    def case(self, name: str) -> ET.Element:
        root = ET.parse(self.folder / "x.xml")  # noqa: S314 - it is our own
        (found,) = (each for each in root.iter("testcase") if each.get("name") == name)
        return found

    def text(self, path: str) -> str:
        root = ET.parse(self.folder / "x.xml")  # noqa: S314 - it is our own
        found = root.find(path)
        assert found is not None
        return found.text or ""

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(self.folder / "x.sqlite")) as database:
            return database.execute(query).fetchall()


@pytest.fixture
def decided(tmp_path: Path) -> Told:
    config = write(tmp_path, DECIDED.format(verdict="pass"), "my.toml")
    return Told(tmp_path, ADULTS + NAMELESS, "--config", config)


BECAUSE = "decided: PASS – because the adults are enough · 12/BC"
ACCEPTED = "decided: accepted – because it is in the letter · until 2026-12-31"


def test_workflow_commands_do_not_annotate_what_is_decided(decided: Told) -> None:
    assert not [line for line in decided.log if "source-missing::" in line]
    assert decided.log[-4:-2] == [
        f"· {ACCOUNTS} VN: REVIEW — {BECAUSE}",
        f"· source-missing data.csv F3: The source of the value is not given. — {ACCEPTED}",
    ]


def test_a_target_decided_as_missed_is_annotated_with_the_reason(tmp_path: Path) -> None:
    config = write(tmp_path, DECIDED.format(verdict="fail"), "my.toml")
    told = Told(tmp_path, ADULTS + NAMELESS, "--config", config)
    (line,) = (each for each in told.log if each.startswith("::notice"))
    assert line.endswith(" — decided: FAIL – because the adults are enough · 12/BC")
    failure = told.case("e-payment-accounts-2025 @ VN").find("failure")
    assert failure is not None
    assert failure.get("message", "").endswith("because the adults are enough · 12/BC")


def test_junit_says_what_is_decided_and_why(decided: Told) -> None:
    case = decided.case("e-payment-accounts-2025 @ VN")
    assert [each.tag for each in case] == ["system-out"]
    assert (case[0].text or "").startswith("REVIEW: ")
    assert (case[0].text or "").endswith(f" — {BECAUSE}")
    lines = decided.text("testsuite[testcase]/system-out").splitlines()
    assert [line for line in lines if "source-missing" in line] == [
        f"warning source-missing data.csv F3: The source of the value is not given. — {ACCEPTED}"
    ]


def test_sarif_suppresses_what_is_accepted_and_keeps_it(decided: Told) -> None:
    (accepted,) = decided.results("source-missing")
    assert accepted["suppressions"] == [
        {"kind": "external", "status": "accepted", "justification": ACCEPTED}
    ]
    (other,) = decided.results("population-differs")
    assert "suppressions" not in other
    assert "baselineState" not in other


def test_sarif_suppresses_a_missed_target_that_was_decided_met(tmp_path: Path) -> None:
    rivals = SHARE.format("14.02", "NSO") + SHARE.format("20.5", "MOST")
    entry = f'[[accept]]\ntarget = "{ECONOMY}"\nverdict = "pass"\n'
    entry += 'on = {value = "14.02", period = "2025", source = "NSO"}\n'
    entry += 'because = "MOST is right"\n'
    settings = "[sarif]\nmissed-targets = true\n"
    config = write(tmp_path, settings + entry, "my.toml")
    told = Told(tmp_path, rivals, "--config", config)
    (missed,) = told.results("target-missed")
    assert missed["suppressions"][0]["justification"] == "decided: PASS – because MOST is right"
    plain = write(tmp_path, settings, "plain.toml")
    (missed,) = Told(tmp_path, rivals, "--config", plain).results("target-missed")
    assert "suppressions" not in missed


def test_the_audit_database_judges_the_data_and_shows_the_decision_beside(decided: Told) -> None:
    found = decided.rows(
        "SELECT verdict, verdict_again, decided, agrees FROM verdicts_again ORDER BY assessment"
    )
    assert set(found) == {("review", "review", "pass", 1), ("no-data", "no-data", None, 1),
                          ("pass", "pass", None, 1)}  # fmt: skip
    columns = "decided_because, decided_document, decided_until"
    assert decided.rows(f"SELECT {columns} FROM assessments WHERE decided IS NOT NULL") == [  # noqa: S608 - constants
        ("the adults are enough", "12/BC", None)
    ]
    assert decided.rows(f"SELECT code, {columns} FROM findings WHERE decided_because <> ''") == [  # noqa: S608 - constants
        ("source-missing", "it is in the letter", None, "2026-12-31")
    ]


@pytest.mark.parametrize("form", ["table", "markdown", "json"])
def test_explain_shows_the_decision(form: str, tmp_path: Path) -> None:
    config = write(tmp_path, DECIDED.format(verdict="pass"), "my.toml")
    data = write(tmp_path, HEADER + ADULTS)
    asked = ("--config", config, "--as-of", "2025", "--lang", "en", "-f", form)
    result = inside("explain", ACCOUNTS, data, *asked)
    assert result.code == 0
    if form == "json":
        (explained,) = result.json
        (assessment,) = explained["assessments"]
        assert (assessment["verdict"], assessment["decision"]["verdict"]) == ("review", "pass")
        assert assessment["decision"]["because"] == "the adults are enough"
    else:
        assert BECAUSE in result.out
        assert "REVIEW" in result.out
    plain = inside("explain", ACCOUNTS, data, "--no-config", *asked[2:])
    assert "decided:" not in plain.out


OLD = SHARE.format("20.5", "NSO") + NAMELESS + WRONG


def since(folder: Path, old: str, new: str, *options: object, how: str = "csv") -> Told:
    before = write(folder, HEADER + old, "old.csv")
    if how == "json":
        inside("check", before, *ASKED, "--no-config", "-q", "-o", folder / "old.json")
        before = folder / "old.json"
    return Told(folder, new, "--baseline", before, *(options or ("--no-config",)))


@pytest.mark.parametrize("how", ["csv", "json"])
def test_what_is_new_comes_first_and_says_so(how: str, tmp_path: Path) -> None:
    extra = "fibre-communes,VN,2025,99,% of communes,,\n"
    told = since(tmp_path, OLD, OLD.replace("20.5", "14.02") + extra, how=how)
    errors = [each for each in told.log if each.startswith("::error")]
    assert [each.endswith(f" — as in old.{how}") for each in errors] == [True]
    warned = [each for each in told.log if each.startswith("::warning")]
    assert [each.rpartition(" — ")[2] for each in warned] == [
        f"new since old.{how}",
        f"as in old.{how}",
    ]
    (missed,) = (each for each in told.log if each.startswith("::notice"))
    assert missed.endswith(f" — in old.{how}: PASS")
    start = next(n for n, each in enumerate(told.log) if each.startswith("· Since old."))
    change = "Digital economy, share of GDP · 2025 · 2289 · Viet Nam: PASS → FAIL"
    assert f"  ▾ {change}" in told.log[start:]


@pytest.mark.parametrize("how", ["csv", "json"])
def test_new_and_known_findings_are_told_apart(how: str, tmp_path: Path) -> None:
    old = ADULTS + "fibre-communes,VN,2025,100,% of communes,MOST,\n"
    new = ADULTS + NAMELESS + SHARE.format("many", "NSO")
    told = since(tmp_path, old, new, how=how)
    ended = [each.rpartition(" — ")[2] for each in told.log if each.startswith("::warning")]
    assert ended == [f"new since old.{how}", f"as in old.{how}"]
    expected = {
        "source-missing": "new",
        "population-differs": "unchanged",
        "number-unreadable": "new",
    }
    for code, state in expected.items():
        assert [each["baselineState"] for each in told.results(code)] == [state]
    error = told.case("number-unreadable @ data.csv D4").find("error")
    assert error is not None
    assert (error.text or "").endswith(f"\nnew since old.{how}")


def test_a_finding_that_moved_is_updated_and_one_that_is_gone_is_no_result(tmp_path: Path) -> None:
    told = since(tmp_path, ADULTS + NAMELESS, SHARE.format("20.5", "NSO") + NAMELESS)
    (same,) = told.results("source-missing")
    assert same["baselineState"] == "unchanged"
    told = since(tmp_path, NAMELESS + ADULTS, ADULTS + NAMELESS)
    (moved,) = told.results("source-missing")
    assert moved["baselineState"] == "updated"
    told = since(tmp_path, ADULTS + NAMELESS, ADULTS)
    assert told.results("source-missing") == []
    run = json.loads((tmp_path / "x.sarif").read_text("utf-8"))["runs"][0]
    (note,) = run["invocations"][0]["toolExecutionNotifications"]
    assert note["message"]["text"].startswith("Since old.csv: changes ")


@pytest.mark.parametrize(
    ("old", "state"), [("20.5", "new"), ("14.5", "unchanged"), ("14.02", "unchanged")]
)
def test_a_missed_target_is_new_or_not_in_sarif(old: str, state: str, tmp_path: Path) -> None:
    config = write(tmp_path, "[sarif]\nmissed-targets = true\n", "my.toml")
    before, now = SHARE.format(old, "NSO"), SHARE.format("14.02", "NSO")
    (missed,) = since(tmp_path, before, now, "--config", config).results("target-missed")
    assert missed["baselineState"] == state


def test_a_missed_target_that_only_became_contested_is_updated(tmp_path: Path) -> None:
    config = write(tmp_path, "[sarif]\nmissed-targets = true\n", "my.toml")
    now = SHARE.format("14.02", "NSO")
    told = since(tmp_path, now, now + SHARE.format("20.5", "MOST"), "--config", config)
    assert told.results("target-missed")[0]["baselineState"] == "updated"


def test_junit_has_the_changes_and_what_each_verdict_was(tmp_path: Path) -> None:
    old = SHARE.format("20.5", "NSO") + "fibre-households,VN,2025,70,% of households,MOST,\n"
    new = SHARE.format("14.02", "NSO") + "fibre-households,VN,2025,85,% of households,MOST,\n"
    told = since(tmp_path, old, new)
    failure = told.case("digital-economy-share-2025 @ VN").find("failure")
    assert failure is not None
    assert failure.get("message", "").endswith(" — in old.csv: PASS")
    better = told.case("fibre-households-2025 @ VN")
    assert [each.tag for each in better] == ["system-out"]
    assert (better[0].text or "").endswith(" — in old.csv: FAIL")
    same = told.case("e-payment-accounts-2025 @ VN").find("skipped")
    assert same is not None
    assert same.get("message", "").endswith(" — as in old.csv")
    changes = (told.case("changes").findtext("system-out") or "").splitlines()
    assert changes[:2] == [
        "▾ Digital economy, share of GDP · 2025 · 2289 · Viet Nam: PASS → FAIL",
        "· Households covered by fibre · 2025 · 2289 · Viet Nam: FAIL → PASS",
    ]
    root = ET.parse(tmp_path / "x.xml")  # noqa: S314 - it is our own
    (said,) = root.iter("property")
    assert (said.get("name"), said.get("value")) == (
        "baseline", "Since old.csv: changes 4, worse 1",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("fail_on", "kinds", "lines"),
    [
        (
            "fail,worse",
            "worse",
            [
                "▾ Households covered by fibre · 2025 · 2289 · Viet Nam: PASS → NO DATA",
                "▾ gone: Households covered by fibre · Viet Nam · 2025 · MOST: 85",
            ],
        ),
        (
            "fail,revised",
            "revised",
            ["· Digital economy share of GDP · Viet Nam · 2025 · NSO: 20.5 → 20.4 (−0.1)"],
        ),
        ("fail", None, []),
    ],
)
def test_in_junit_what_makes_a_run_fail_is_a_failure(
    fail_on: str, kinds: str | None, lines: list[str], tmp_path: Path
) -> None:
    """A figure gone leaves no test that fails: without one a dashboard would stay green."""
    old = SHARE.format("20.5", "NSO") + "fibre-households,VN,2025,85,% of households,MOST,\n"
    told = since(tmp_path, old, SHARE.format("20.4", "NSO"), "--fail-on", fail_on)
    failure = told.case("changes").find("failure")
    assert told.result.code == (failure is not None)
    assert (None if failure is None else failure.get("type")) == kinds
    found = [] if failure is None else (failure.text or "").splitlines()
    assert found == lines


def test_without_decisions_and_baseline_nothing_is_said_of_them(tmp_path: Path) -> None:
    told = Told(tmp_path, OLD, "--no-config")
    whole = told.result.out + (tmp_path / "x.xml").read_text("utf-8")
    whole += (tmp_path / "x.sarif").read_text("utf-8")
    for word in ("decided", "baseline", "suppressions", "since"):
        assert word not in whole


def test_a_decision_that_was_taken_back_leaves_a_target_off_track_again(tmp_path: Path) -> None:
    slow = "".join(SHARE.format("14", "NSO").replace("2025", str(year)) for year in (2022, 2024))
    text = HEADER + slow + SHARE.format("25", "MOST").replace("2025", "2024") + NAMELESS
    entry = f'[[accept]]\ntarget = "{ECONOMY}"\nverdict = "pass"\n'
    entry += 'on = {value = "14", period = "2024", source = "NSO"}\n'
    entry += 'because = "so"\n'
    config, report = write(tmp_path, entry, "my.toml"), tmp_path / "old.json"
    asked = (write(tmp_path, text), "-t", ECONOMY, "--as-of", "2025-06-30", "--fail-on")
    assert inside("check", *asked, "off-track", "--config", config, "-o", report).code == 0
    assert inside("check", *asked, "off-track", "--no-config").code == 1
    assert inside("check", *asked, "off-track", "--no-config", "--baseline", report).code == 1
    assert inside("check", *asked, "off-track", "--config", config, "--baseline", report).code == 0


@pytest.mark.parametrize("lang", ["en", "vi"])
@pytest.mark.parametrize("name", [name for name, each in FORMATS.items() if each.suffix])
def test_a_value_without_a_limit_is_told_in_every_format(
    name: str, lang: str, tmp_path: Path
) -> None:
    rows = "labour-productivity-growth,VN,{},{},%/year,NSO,\n"
    text = "".join(rows.format(year, "< 5" if year < 2023 else "7") for year in range(2021, 2026))
    path = tmp_path / f"report{FORMATS[name].suffix}"
    result = inside(
        "check", write(tmp_path, HEADER + text), "-o", path, "--as-of", "2025", "--lang", lang
    )
    assert (result.code, result.err) == (1, "")
    assert b"Infinity" not in path.read_bytes()
