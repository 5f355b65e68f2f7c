"""The canonical report: every kind of rule and answer, findings of each level, two areas."""

from __future__ import annotations

import re
from contextlib import chdir
from functools import cache
from pathlib import Path

from cmcn4.api import Question, Report, day, judge
from golden.difference import applied, differences

GOLDEN = Path(__file__).parent
DIFFERING = GOLDEN / "differing"
PACKS = ["input/first.yaml", "input/second.yaml"]
DATA = "input/data.csv"
_VERSION = re.compile(rb'("name": "cmcn4",\s+"version": )"[^"]*"')


@cache
def report() -> Report:
    """Return the report; its paths are relative to this folder."""
    with chdir(GOLDEN):
        question = Question(as_of=day("2025"), targets=tuple(PACKS), history=True)
        return judge(DATA, question)[0]


def compare(name: str, actual: bytes, *, update: bool, base: bytes | None = None) -> None:
    """Compare with a golden file byte by byte, apart from cmcn4's own version.

    Of a rendering that is much like another one, its `base`, the file has the differences alone,
    so that a changed sign or sentence is seen once in each format, not once in each variant.
    """
    text = _VERSION.sub(rb'\1"VERSION"', actual).decode("utf-8")
    if base is None:
        path, written = GOLDEN / name, text
    else:
        other = _VERSION.sub(rb'\1"VERSION"', base).decode("utf-8")
        path = DIFFERING / f"{name.removesuffix('.txt')}.txt"
        written = differences(other, text) if update else ""
    if update:
        path.write_bytes(written.encode("utf-8"))
    expected = path.read_bytes().decode("utf-8")
    assert text == (expected if base is None else applied(other, expected))
