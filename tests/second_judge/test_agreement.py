"""Two judges agree: the program, and one written from its contract alone.

CMCN4_ASSESSMENTS says how many random assessments of each kind are compared, CMCN4_SEED which are
the first, CMCN4_FEATURES (names with commas between, or `all`) what packs of programmes say:
all there is, when it is not given.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

from second_judge.agreement import differences, program, second
from second_judge.generator import scenario
from second_judge.programme import FEATURES, programme
from second_judge.scenario import Scenario
from second_judge.strategy import strategy

ASSESSMENTS = int(os.environ.get("CMCN4_ASSESSMENTS", "200"))
SEED = int(os.environ.get("CMCN4_SEED", "0"))
ASKED = os.environ.get("CMCN4_FEATURES", "")


def of_programmes(seed: int) -> Scenario:
    return programme(seed, FEATURES if ASKED in ("", "all") else ASKED.split(","))


@pytest.mark.parametrize("make", [scenario, strategy, of_programmes])
def test_both_judges_agree(make: Callable[[int], Scenario], tmp_path: Path) -> None:
    compared, differing = 0, []
    for seed in count(SEED):
        asked = make(seed)
        said = program(tmp_path, asked)
        verdicts = second(asked)
        assert said.keys() == verdicts.keys()
        for key, verdict in verdicts.items():
            found = differences(said[key], verdict)
            if found:
                differing.append(f"seed {seed}, {key}: (program, second judge) {found}")
        compared += len(verdicts)
        if compared >= ASSESSMENTS:
            break
    assert not differing, "\n".join([f"{len(differing)} of {compared} differ", *differing])
