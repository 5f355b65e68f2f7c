"""What a message says to write leads on: never in a circle, and never to the opposite."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import product

import pytest

from cmcn4.errors import Problem
from cmcn4.model.rule import KINDS
from cmcn4.packs.builtin import built_in
from cmcn4.packs.reading import read_pack

UNITS = {"percent": "p", "growth": "g", "count": "c", "rank": "r", "yes-no": "y"}
DIRECTIONS = ("higher", "lower", "none")
HEAD = """\
format: cmcn4/pack@1
id: p
document: {number: null, issued: "2020-12-31", issuer: {vi: A, en: A}, title: {vi: A, en: A}}
units:
""" + "".join(
    f"  - {{id: u-{short}, kind: {kind}, names: {{vi: u {short}, en: u {short}}}}}\n"
    for kind, short in UNITS.items()
) + "indicators:\n" + "".join(
    f"  - {{id: {short}-{way}, names: {{vi: {short} {way}, en: {short} {way}}}, unit: u-{short},"
    f" direction: {way}}}\n"
    for short, way in product(UNITS.values(), DIRECTIONS)
)  # fmt: skip
BASES = {
    "threshold": ("", "pr"), "peer-rank": ("group: asean", "p"), "milestone": ("", "y"),
    "average": ("over: 2021-2025", "g"), "count": ("", "c"),
    "every": ("over: period, members: 2021-2025", "p"), "sum": ("over: 2021-2025", "c"),
    "change": ("since: 2020, in: points", "pc"), "areas": ("within: asean, how_many: 3", "pc"),
    "all": ("of: [{kind: threshold, at_least: 3}, {kind: threshold, at_least: 4}]", "p"),
    "some": ("of: [{kind: threshold, at_least: 3}, {kind: threshold, at_least: 4}]", "p"),
}  # fmt: skip
"""What a kind needs besides its number, and the units that it fits."""
KEYS = ("at_least", "above", "at_most", "below", "about", "each_at_least", "at_mots")
UPWARD = {"at_least", "above", "each_at_least", "about"}
DOWNWARD = {"at_most", "below", "at_mots"}
WRITE = re.compile(r"^(?:write|did you mean) `(\w+)`\??$")


@cache
def problems(indicator: str, rule: str) -> tuple[Problem, ...]:
    target = (
        f"targets:\n  - {{id: t, order: 1, indicator: {indicator}, horizon: 2025,"
        f" title: {{vi: T, en: T}}, quote: q, rule: {{{rule}}}}}\n"
    )
    return read_pack("x.yaml", f"{HEAD}{target}".encode(), built_in().vocabulary).problems


def cure(problem: Problem) -> str:
    return str(problem.hint or problem.message.hint or "")


def cures(kind: str, indicator: str, key: str) -> Iterator[tuple[str, str]]:
    """Yield what is said of a key, with the key to write in its place, if one is named."""
    base = ", ".join(filter(None, (f"kind: {kind}", BASES[kind][0], f"{key}: 3")))
    for problem in problems(indicator, base):
        match = WRITE.match(cure(problem))
        yield str(problem.message), match[1] if match else ""


CASES = [
    (kind, f"{unit}-{way}", key)
    for kind in KINDS
    for unit, way, key in product(BASES[kind][1], DIRECTIONS, KEYS)
]


@pytest.mark.parametrize("kind", KINDS)
def test_who_writes_what_is_said_ends_in_no_circle(kind: str) -> None:
    for _, indicator, key in (case for case in CASES if case[0] == kind):
        written = [key]
        while told := next(
            filter(None, (key for _, key in cures(kind, indicator, written[-1]))), ""
        ):
            assert told not in written, (indicator, *written, told)
            written.append(told)


@pytest.mark.parametrize("kind", KINDS)
def test_nobody_is_told_to_write_the_opposite_but_for_the_direction(kind: str) -> None:
    for _, indicator, key in (case for case in CASES if case[0] == kind):
        for message, told in cures(kind, indicator, key):
            if told and "is better" not in message:
                assert ({key, told} <= UPWARD) or ({key, told} <= DOWNWARD), (indicator, key, told)


@pytest.mark.parametrize(
    ("indicator", "rule", "said", "told"),
    [
        ("c-lower", "kind: count, at_most: 3", "`rule` has no key `at_most`",
         "`count` takes `members`, `at_least`, `each_at_least`"),
        ("c-lower", "kind: count, at_least: 3",
         "`at_least` goes against `c-lower`, where lower is better",
         "`count` has no `at_most`; a `threshold` has"),
        ("y-none", "kind: milestone, at_least: 3", "`rule` has no key `at_least`",
         "`milestone` takes no number: leave it out"),
        ("p-higher", "kind: threshold, at_most: 3",
         "`at_most` goes against `p-higher`, where higher is better", "write `at_least`"),
        ("p-higher", "kind: threshold, atleast: 3", "`rule` has no key `atleast`",
         "did you mean `at_least`?"),
    ],
)  # fmt: skip
def test_a_cure_names_what_the_kind_takes(indicator: str, rule: str, said: str, told: str) -> None:
    (problem,) = [each for each in problems(indicator, rule) if str(each.message) == said]
    assert cure(problem) == told


def test_members_of_both_directions_are_not_turned_round_and_round() -> None:
    rule = "kind: every, over: indicator, members: [p-higher, p-lower], "
    for key in ("at_least", "at_most"):
        (problem,) = problems("p-higher", f"{rule}{key}: 3")
        assert cure(problem) == "the members differ in what is better: make two targets of them"
