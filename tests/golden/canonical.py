"""The canonical report: every kind of rule and answer, findings of each level, two areas."""

from __future__ import annotations

import re
from contextlib import chdir
from functools import cache
from pathlib import Path

from cmcn4.api import Question, Report, day, judge

GOLDEN = Path(__file__).parent
PACKS = ["input/first.yaml", "input/second.yaml"]
DATA = "input/data.csv"
_VERSION = re.compile(rb'("name": "cmcn4",\s+"version": )"[^"]*"')


@cache
def report() -> Report:
    """Return the report; its paths are relative to this folder."""
    with chdir(GOLDEN):
        question = Question(as_of=day("2025"), targets=tuple(PACKS), history=True)
        return judge(DATA, question)[0]


def compare(name: str, actual: bytes, *, update: bool) -> None:
    """Compare with a golden file byte by byte, apart from cmcn4's own version."""
    path = GOLDEN / name
    actual = _VERSION.sub(rb'\1"VERSION"', actual)
    if update:
        path.write_bytes(actual)
    assert actual.decode("utf-8") == path.read_bytes().decode("utf-8")
