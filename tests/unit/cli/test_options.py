"""What --fail-on may name."""

from __future__ import annotations

import pytest

from cmcn4.cli.options import fail_on
from cmcn4.errors import UsageError


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("fail", {"fail"}),
        ("none", set()),
        ("fail,no-data", {"fail", "no-data"}),
        (" review , contested ", {"review", "contested"}),
        ("warning,warning,", {"warning"}),
        ("off-track", {"off-track"}),
        ("fail,no-data,review,contested,warning",
         {"fail", "no-data", "review", "contested", "warning"}),
    ],
)  # fmt: skip
def test_names_are_separated_by_commas(text: str, names: set[str]) -> None:
    assert fail_on(text) == names


@pytest.mark.parametrize("text", ["", ",", "pass", "Fail", "fail;review", "none,fail", "pending"])
def test_anything_else_is_refused_with_what_is_possible(text: str) -> None:
    with pytest.raises(UsageError) as caught:
        fail_on(text)
    assert caught.value.place == "--fail-on"
    assert "no-data" in str(caught.value.hint)
