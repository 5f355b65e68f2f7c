"""What is read without pydantic is what pydantic reads; all else is left to it."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from pydantic_core import ValidationError

from cmcn4.model.target import Pack
from cmcn4.packs.catalogue_files import CATALOGUE_FILES
from cmcn4.packs.shape import shaped
from cmcn4.packs.validation import validate
from cmcn4.packs.yaml.reading import read_yaml

ROOT = Path(__file__).parents[3]
FILES = sorted(
    path
    for folder in ("targets", "tests/cases/packs", "tests/golden")
    for path in (ROOT / folder).rglob("*.yaml")
)
ODD: tuple[Any, ...] = (
    None, True, 0, 1, -3, 2030, 10**30, 1.5, Decimal("1.50"), Decimal("NaN"), Decimal("Infinity"),
    "", "x", "VN", "2030", "2030-12-31", "2030-12-31\n", "٣٠٣٠-12-31", "a-b", "A", "\ud800",
    "https://a.b", "growth", "official", [], ["x"], [None], [1], ("x",), {}, {"x": 1},
    {"kind": "milestone"}, {"kind": "all", "of": []}, {"kind": []}, {"vi": "a"}, {1: 2},
)  # fmt: skip
MOST = 2
"""Places of one file that are tried."""


def data_of(path: Path) -> Any:
    return read_yaml(str(path), path.read_bytes()).data


def record_of(path: Path) -> Any:
    return CATALOGUE_FILES[path.name] if path.parent.name == "catalogue" else Pack


def by_pydantic(record: Any, data: Any) -> Any:
    try:
        return validate(record, data)
    except ValidationError:
        return None


def places(data: Any) -> Iterator[tuple[Any, Any]]:
    """Yield every container with every key of it."""
    items = list(data.items() if isinstance(data, dict) else enumerate(data))
    for key, item in items:
        yield data, key
        if isinstance(item, dict | list):
            yield from places(item)


def test_there_are_packs_of_all_kinds_of_rules() -> None:
    kinds = {target.rule.kind for path in FILES if record_of(path) is Pack
             if (pack := shaped(Pack, data_of(path))) for target in pack.targets}  # fmt: skip
    assert len(kinds) == 11


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_file_gives_the_record_that_pydantic_gives(path: Path) -> None:
    data = data_of(path)
    found, wanted = shaped(record_of(path), data), by_pydantic(record_of(path), data)
    assert found == wanted
    assert repr(found) == repr(wanted)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_whatever_stands_in_a_place_it_is_read_as_by_pydantic_or_left_to_it(path: Path) -> None:
    record, data = record_of(path), data_of(path)
    count = len(list(places(data))) if isinstance(data, dict) else 0
    step = max(1, count // MOST)
    for number in range(sum(path.name.encode()) % step, count, step):
        for _ in variants(data, number):
            found = shaped(record, data)
            if found is not None:
                assert repr(found) == repr(by_pydantic(record, data))


def variants(data: Any, number: int) -> Iterator[None]:
    """Put something else into one place of the data, then nothing, then one more key beside it."""
    container, key = list(places(data))[number]
    before = deepcopy(container)
    for odd in ODD:
        container[key] = odd
        yield
    del container[key]
    yield
    container.clear()
    if isinstance(before, dict):
        container.update(before | {"in": before[key], "strict": before[key]})
        yield
        container.clear()
        container.update(before)
    else:
        container.extend(before)


def test_data_without_end_are_left_to_pydantic() -> None:
    rule: Any = {"kind": "milestone"}
    for _ in range(2000):
        rule = {"kind": "all", "of": [rule]}
    data = data_of(ROOT / "targets" / "qd-2289.yaml")
    data["targets"][0]["rule"] = rule
    assert shaped(Pack, data) is None
