"""Two judges agree: the program, and one written from its contract alone.

CMCN4_ASSESSMENTS says how many random assessments to compare; CMCN4_SEED where to begin.
"""

from __future__ import annotations

import os
from itertools import count
from pathlib import Path

from second_judge.agreement import differences, program, second
from second_judge.generator import scenario

ASSESSMENTS = int(os.environ.get("CMCN4_ASSESSMENTS", "400"))
SEED = int(os.environ.get("CMCN4_SEED", "0"))


def test_both_judges_agree_on_random_targets_and_data(tmp_path: Path) -> None:
    compared, differing = 0, []
    for seed in count(SEED):
        pack, files, day = scenario(seed)
        said = program(tmp_path, pack, files, day)
        verdicts = second(pack, files, day)
        assert said.keys() == verdicts.keys()
        for asked, verdict in verdicts.items():
            found = differences(said[asked], verdict)
            if found:
                differing.append(f"seed {seed}, {asked}: (program, second judge) {found}")
        compared += len(verdicts)
        if compared >= ASSESSMENTS:
            break
    assert not differing, "\n".join([f"{len(differing)} of {compared} differ", *differing])
