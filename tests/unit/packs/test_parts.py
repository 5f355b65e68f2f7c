"""The parts of a valid pack are the same, taken from it or put together one by one."""

from __future__ import annotations

from pathlib import Path

import pytest

from cmcn4.model.target import Pack
from cmcn4.packs.locations import targets_folder
from cmcn4.packs.parts import pack_parts
from cmcn4.packs.validation import validate_file
from cmcn4.packs.yaml.reading import read_yaml

VALID = sorted((Path(__file__).parents[2] / "cases" / "packs" / "valid").rglob("*.yaml"))
BUILT_IN = sorted(targets_folder().glob("*.yaml"))


@pytest.mark.parametrize("path", [*VALID, *BUILT_IN], ids=lambda path: path.stem)
def test_the_parts_of_a_pack_are_those_of_its_file(path: Path) -> None:
    file = read_yaml(path.name, path.read_bytes())
    pack, problems = validate_file(Pack, file)
    assert problems == []
    assert repr(pack_parts(file, pack)) == repr(pack_parts(file))
