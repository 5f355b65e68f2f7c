"""What the tests of all formats share."""

from __future__ import annotations

import pytest


@pytest.fixture
def update(request: pytest.FixtureRequest) -> bool:
    """Tell whether what is expected is to be written anew."""
    return bool(request.config.getoption("--update-golden"))
