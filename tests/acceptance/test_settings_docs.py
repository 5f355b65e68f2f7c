"""The settings shown in the documents are accepted as they stand."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cmcn4.api import Question, day, judge
from cmcn4.cli.config import load

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("name", ["settings.md", "settings.vi.md"])
def test_the_example_is_a_valid_file_and_can_be_judged_by(name: str, tmp_path: Path) -> None:
    text = (ROOT / "docs" / name).read_text(encoding="utf-8")
    example = re.search(r"```toml\n(.*?)```", text, re.DOTALL)
    assert example is not None
    (tmp_path / "cmcn4.toml").write_text(example.group(1), encoding="utf-8")
    config = load(None, wanted=True, start=tmp_path)
    assert config.path == "cmcn4.toml"
    assert (config.separator, config.decimal, config.lang) == (";", ",", "vi")
    question = Question(
        as_of=day(config.as_of),
        targets=config.targets,
        method=config.method,
        source_order=config.source_order,
    )
    report, _ = judge(ROOT / "samples" / "vietnam.csv", question)
    progress = {each.progress.method for each in report.assessments if each.progress}
    assert "cagr-ratio" in progress
