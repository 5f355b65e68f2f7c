"""What `--fail-on` exits on, in every value and combination: the table of docs/ci.md."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import pytest

from acceptance.cli import HEADER, inside, write
from cmcn4.api import Question, Report, day, judge
from cmcn4.cli.config import load
from cmcn4.cli.options import FAIL_ON, SINCE

ROOT = Path(__file__).parents[2]
PAGES = (ROOT / "docs" / "ci.md", ROOT / "docs" / "ci.vi.md")
NAMES = tuple(each for each in FAIL_ON if each != "none")

SHARE = "digital-economy-share,VN,{},{},% of GDP,{},\n"
INTERNET = "internet-users,VN,2024,{},% of population,{},\n"
RIVALS = INTERNET.format("85", "ITU") + INTERNET.format("75", "MOST")
RIVAL = INTERNET.format("85", "ITU")
MISSED_BY_THE_YEAR = INTERNET.format("75", "MOST") + INTERNET.format("84", "MOST").replace(
    "2024", "2024-06"
)
FIBRE = "fibre-households,VN,2024,{},% of households,MOST,\n"
MET = FIBRE.format("85.1")
DUE, EARLIER = "2025-12-31", "2025-06-30"
GOOD, LOW = SHARE.format(2024, "25", "NSO"), SHARE.format(2024, "14", "NSO")
SLOW = "".join(SHARE.format(year, "14", "NSO") for year in (2022, 2023, 2024))
SLOW_RIVALS = SLOW + SHARE.format(2024, "25", "MOST")
FAST = "".join(SHARE.format(2020 + n, 15 + n, "NSO") for n in (2, 3, 4))
NEAR, NAMELESS = SHARE.format(2024, "~20", "NSO"), SHARE.format(2024, "25", "")
WRONG = FIBRE.format("many") + GOOD
ABOUT_SHARE = 'target = "qd-2289/digital-economy-share-2025"\n'
ABOUT_USERS = 'target = "qd-2289/internet-users-2025"\n'
ACCEPTED = '[[accept]]\nbecause = "so"\n'
YES, NO = 'verdict = "pass"\n', 'verdict = "fail"\n'
PIN = 'on = {{value = "{}", period = "2024", source = "{}"}}\n'
ON_NEAR = ABOUT_SHARE + PIN.format("19..21", "NSO")
ON_SLOW = ABOUT_SHARE + PIN.format("14", "NSO")
ON_GOOD = ABOUT_SHARE + PIN.format("25", "NSO")
ON_RIVALS = ABOUT_USERS + PIN.format("85", "ITU")
ON_NAMELESS = 'finding = "source-missing"\narea = "VN"\n'
FAST_RIVALS = FAST + SHARE.format(2024, "25", "MOST")


class State(NamedTuple):
    """One row of the table: data, the day asked about, decisions, and earlier data."""

    text: str
    as_of: str = DUE
    settings: str = ""
    old: str | None = None

    @property
    def subject(self) -> str:
        words = f"{self.text}{self.old}"
        return "internet-users-2025" if "internet" in words else "digital-economy-share-2025"


STATES = [
    State(MET + GOOD),
    State(MET + LOW),
    State(MET + LOW, EARLIER),
    State(MET + SLOW, EARLIER),
    State(MET + FAST, EARLIER),
    State(MET + NEAR),
    State(MET + NEAR, EARLIER),
    State(MET),
    State(MET, EARLIER),
    State(MET + RIVALS),
    State(MET + RIVALS, EARLIER),
    State(MET + NAMELESS),
    State(WRONG),
    State(SHARE.format(2019, "25", "NSO")),
    State(MET + NEAR, settings=ACCEPTED + ON_NEAR + YES),
    State(MET + NEAR, settings=ACCEPTED + ON_NEAR + NO),
    State(MET + NEAR, EARLIER, ACCEPTED + ON_NEAR + NO),
    State(MET + RIVALS, settings=ACCEPTED + ON_RIVALS + YES),
    State(MET + SLOW_RIVALS, EARLIER),
    State(MET + SLOW_RIVALS, EARLIER, ACCEPTED + ON_SLOW + YES),
    State(MET + SLOW_RIVALS, EARLIER, ACCEPTED + ON_SLOW + NO),
    State(MET + NAMELESS, settings=ACCEPTED + ON_NAMELESS),
    State(MET + GOOD, settings=ACCEPTED + ON_GOOD + YES),
    State(MET + LOW, old=MET + LOW),
    State(MET + LOW, old=MET + GOOD),
    State(MET + GOOD, old=MET + LOW),
    State(MET + SLOW, EARLIER, old=MET + FAST),
    State(MET + SLOW, EARLIER, old=MET + SLOW),
    State(MET + SLOW_RIVALS, EARLIER, ACCEPTED + ON_SLOW + YES, old=MET + FAST_RIVALS),
    State(MET, old=MET + LOW),
    State(MET, old=MET),
    State(MET + NEAR, old=MET + GOOD),
    State(MET + RIVALS, old=MET + INTERNET.format("85", "ITU")),
    State(MET + RIVALS, old=MET + RIVALS),
    State(MET + MISSED_BY_THE_YEAR + RIVAL, old=MET + MISSED_BY_THE_YEAR),
    State(MET + NAMELESS, old=MET + GOOD),
    State(MET + NAMELESS, old=MET + NAMELESS),
    State(WRONG, old=WRONG),
]


def options(state: State, folder: Path) -> tuple[object, ...]:
    chosen = ("-t", "qd-2289/fibre-households-2025", "-t", f"qd-2289/{state.subject}")
    config = write(folder, state.settings, "my.toml")
    told: tuple[object, ...] = (*chosen, "--as-of", state.as_of, "-q", "--config", config)
    if state.old is not None:
        told += ("--baseline", write(folder, HEADER + state.old, "old.csv"))
    return told


def judged(state: State, folder: Path) -> Report:
    """Return the report that the program makes, whatever it exits on."""
    data = write(folder, HEADER + state.text)
    options(state, folder)
    config = load(str(folder / "my.toml"), wanted=True, start=folder)
    question = Question(
        as_of=day(state.as_of),
        targets=("qd-2289/fibre-households-2025", f"qd-2289/{state.subject}"),
        decisions=config.accept,
        baseline=str(folder / "old.csv") if state.old is not None else None,
    )
    return judge(data, question)[0]


def exits(report: Report, *names: str) -> int:
    question = replace(report.question, fail_on=frozenset(names))
    return replace(report, question=question).summary["exit_code"]


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> list[list[str]]:
    """The exit codes of each state by value of --fail-on."""
    folder = tmp_path_factory.mktemp("states")
    reports = (judged(each, folder) for each in STATES)
    return [[str(exits(each)), *(str(exits(each, name)) for name in NAMES)] for each in reports]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_table_of_exit_codes_is_what_the_program_does(
    page: Path, real: list[list[str]], request: pytest.FixtureRequest
) -> None:
    text = page.read_text(encoding="utf-8")
    before, start, rest = text.partition("\n| | `none`")
    table, end, after = rest.partition("\n\n")
    head, line, *rows = f"{start}{table}".strip().splitlines()
    assert [cell.strip(" `") for cell in head.strip("|").split("|")[1:]] == ["none", *NAMES]
    labels = [row.strip("|").split("|")[0].strip() for row in rows]
    assert len(set(labels)) == len(STATES)
    shown = [
        f"| {label} | {' | '.join(codes)} |" for label, codes in zip(labels, real, strict=True)
    ]
    actual = "\n".join([head, line, *shown])
    if request.config.getoption("--update-golden"):
        page.write_text(f"{before}\n{actual}{end}{after}", encoding="utf-8", newline="\n")
        return
    assert actual == f"{start}{table}".strip()


def combined() -> Iterator[frozenset[str]]:
    for number in range(len(NAMES) + 1):
        yield from map(frozenset, combinations(NAMES, number))


@pytest.mark.parametrize("place", range(len(STATES)))
def test_the_command_exits_as_its_report_says(place: int, tmp_path: Path) -> None:
    state, name = STATES[place], ("none", *NAMES)[place % (len(NAMES) + 1)]
    data, more = write(tmp_path, HEADER + state.text), options(state, tmp_path)
    if state.old is None and name in SINCE:
        name = f"fail,{name}"  # alone it could not fail, and is wrong use
    names = () if name == "none" else tuple(name.split(","))
    expected = exits(judged(state, tmp_path), *names)
    assert inside("check", data, *more, "--fail-on", name).code == expected


@pytest.mark.parametrize("place", range(len(STATES)))
def test_several_values_exit_1_where_any_of_them_does(place: int, tmp_path: Path) -> None:
    report = judged(STATES[place], tmp_path)
    alone = {name: exits(report, name) for name in NAMES}
    for names in combined():
        expected = max(exits(report), *(alone[name] for name in names), 0)
        assert exits(report, *names) == expected, names
