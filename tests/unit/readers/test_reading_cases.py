"""Tables as people send them: every case of tests/cases/reading reads as it says.

A case says what is read, and every error and warning with its cell; `left` the numbers that were
left out by reason; `notes` the notes; `verdicts` some verdicts; `unjudged` areas without any;
`judged` the conflicts.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from cases.reading.inputs import look
from cases.safe_yaml import load

FOLDER = Path(__file__).parents[2] / "cases" / "reading"
FILES = sorted(FOLDER.glob("*.yaml"))
KINDS = {path.stem: load(path) for path in FILES}
CASES = [
    pytest.param(case, id=f"{kind}: {case['name']}")
    for kind, some in KINDS.items()
    for case in some
]


@pytest.mark.parametrize("case", CASES)
def test_a_table_reads_as_it_should(case: dict[str, Any], tmp_path: Path) -> None:
    seen = look(tmp_path, case)
    assert seen.read == sorted(case["read"])
    assert seen.findings == sorted(case.get("findings", []))
    assert seen.accepted is case.get("accepted", True)
    if "notes" in case:
        assert seen.notes == sorted(case["notes"])
    if "left" in case:
        assert seen.left == case["left"]
    assert set(case.get("verdicts", [])) <= set(seen.verdicts)
    areas = {each.split("|")[1] for each in seen.verdicts}
    assert areas.isdisjoint(case.get("unjudged", []))
    assert seen.conflicts == sorted(case.get("judged", []))


def test_every_kind_has_three_cases_of_different_names() -> None:
    short = {kind for kind, some in KINDS.items() if len({each["name"] for each in some}) < 3}
    assert len(KINDS) >= 27
    assert not short
