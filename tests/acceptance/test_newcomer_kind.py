"""A new kind of rule: its record, a line in each table, its function, its words; else it fails."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from acceptance.cli import HEADER, PLAN, Result, write
from acceptance.newcomer import House

CLOSED, MESSAGES = "tests/test_closed_sets.py", "tests/unit/locale/test_messages.py"
RULE, KINDS = "model/rule/records.py", "model/rule/kinds.py"
REDUCERS = "evaluation/rules/__init__.py"
WORDS = "reporters/presentation/rules/sentences.py"
NEEDED, GAPS = "evaluation/still.py", "reporters/presentation/missing.py"
FLOORS = PLAN.replace("kind: threshold", "kind: floor")
FLOOR = '''\
@strict
class Floor:
    """The area's own value, and no tier in its place."""

    kind: Literal["floor"] = "floor"
    at_least: Decimal
    """Met at this value or above."""


'''
FUNCTION = '''\
"""The area's own value, and no tier in its place."""

from cmcn4.evaluation.question import Outcome, Question
from cmcn4.evaluation.rules.threshold import from_choice
from cmcn4.evaluation.select import choose


def floor(question: Question) -> Outcome:
    """Answer for the observation that counts."""
    choice = choose(question)
    return choice if isinstance(choice, Outcome) else from_choice(question, choice)
'''
SAID = """\
        case Floor():
            condition = _condition(words, rule, indicator)
            return words.say("rule.floor", indicator=name, condition=condition)
"""
MET = HEADER + "fibre-households,VN,2025,{value},% of households,MOST,\n"


def record(house: House) -> None:
    """Add the record of the kind, and its line in the tables beside it."""
    union = "Rule = (\n    Threshold"
    house.change(RULE, (union, f"{FLOOR}Rule = (\n    Floor | Threshold"))
    names = "KindName = Literal[\n    "
    house.change(RULE, (f'{names}"threshold",', f'{names}"floor", "threshold",'))
    line = '        "floor": Kind(Floor, "value", ("at_least",), series=True),'
    house.line(KINDS, line, '        "peer-rank": Kind(')
    house.change(KINDS, ("    Every,\n", "    Every,\n    Floor,\n"))
    house.change(
        "model/rule/__init__.py",
        ("    Every,\n", "    Every,\n    Floor,\n"),
        ('    "Every",\n', '    "Every",\n    "Floor",\n'),
    )


def function(house: House) -> None:
    house.add("evaluation/rules/floor.py", FUNCTION)
    module = "from cmcn4.evaluation.rules.floor import floor"
    house.line(REDUCERS, module, "from cmcn4.evaluation.rules.peers")
    house.line(REDUCERS, '        "floor": floor,', '        "peer-rank": peer_rank,')


def words(house: House) -> None:
    house.line(WORDS, SAID.rstrip("\n"), "        case PeerRank():")
    house.line(WORDS, "    Floor,", "    Milestone,\n    PeerRank,")
    house.say(
        "reasons", rule__floor=("{indicator}: {condition}, sàn", "{indicator}: floor {condition}")
    )


def breakdowns(house: House) -> None:
    house.change(KINDS, ("case PeerRank() | Average()", "case Floor() | PeerRank() | Average()"))
    house.change(KINDS, ("case Threshold() | Average()", "case Floor() | Threshold() | Average()"))


def gap(house: House) -> None:
    """Say how its gap is told, and what it needs a year."""
    house.line(GAPS, '        "floor": gap_with_unit,', '        "peer-rank": _peers,')
    house.change(NEEDED, ("case Threshold() | Change()", "case Floor() | Threshold() | Change()"))
    house.change(NEEDED, ("    Every,\n", "    Every,\n    Floor,\n"))


def meaning(house: House) -> None:
    key = "meaning.Floor.at_least"
    for lang, text in (
        ("vi", "đạt khi từ giá trị này trở lên"),
        ("en", "met at this value or above"),
    ):
        house.add(f"locale/{lang}/meaning.py", f"TEXTS |= {{{key!r}: {text!r}}}\n")


STEPS = (record, function, words, breakdowns, gap, meaning)


def tried(house: House, value: str, lang: str) -> dict[str, Result]:
    (house.root / "plan.yaml").write_text(FLOORS, encoding="utf-8")
    data = write(house.root, MET.format(value=value))
    return house.everywhere(data, "plan/fibre-2025", lang, "plan.yaml")


def test_a_kind_of_rule_is_told_in_every_format(house: House) -> None:
    for step in STEPS:
        step(house)
    house.compile()
    told = tried(house, "85", "vi")
    assert told["check table"].code == 1
    for name, each in told.items():
        if name.startswith("targets") and name.endswith(("table", "markdown")):
            assert "sàn" in each.out, name
    assert "sàn" in told["explain markdown"].out
    assert '"floor"' in told["targets json"].out
    assert told["check json"].json["assessments"][0]["verdict"] == "fail"
    with closing(sqlite3.connect(house.root / "out.sqlite")) as audit:
        rows = audit.execute("SELECT verdict_again, agrees FROM verdicts_again").fetchall()
    assert rows == [("fail", 1)]
    assert tried(house, "95", "en")["check json"].json["assessments"][0]["verdict"] == "pass"
    lacking = (house.root / "plan.yaml").read_text(encoding="utf-8").replace(", at_least: 90", "")
    (house.root / "plan.yaml").write_text(lacking, encoding="utf-8")
    refused = house.python("-m", "cmcn4", "targets", "-t", "plan.yaml", "--lang", "vi")
    assert refused.code == 3
    assert "trở lên" in refused.err
    assert house.tests(CLOSED, MESSAGES, "-k", "kinds or required").code == 0


@pytest.mark.parametrize(
    ("missing", "test"), [(function, "kinds"), (gap, "kinds"), (meaning, "required")]
)
def test_a_kind_that_lacks_a_piece_fails(house: House, missing: object, test: str) -> None:
    for step in STEPS:
        if step is not missing:
            step(house)
    house.fails(CLOSED, MESSAGES, "-k", test)


def test_a_kind_that_has_no_words_or_breakdowns_fails_in_mypy(house: House) -> None:
    record(house)
    done = house.mypy()
    assert done.code == 1
    for path in (KINDS, WORDS, NEEDED):
        assert f"src/cmcn4/{path}:" in done.out, path


def test_the_audit_view_does_not_agree_to_a_kind_that_it_does_not_know(house: House) -> None:
    for step in STEPS:
        step(house)
    house.change(
        "reporters/audit/views.py", ("in KINDS.items()\n", "in KINDS.items() if name != 'floor'\n")
    )
    house.compile()
    tried(house, "95", "en")
    with closing(sqlite3.connect(house.root / "out.sqlite")) as audit:
        rows = audit.execute("SELECT verdict_again, agrees FROM verdicts_again").fetchall()
    assert rows == [(None, 0)]
    house.fails(CLOSED, "-k", "kinds")
