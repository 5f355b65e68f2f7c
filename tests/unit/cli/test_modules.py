"""Our modules are found without a search, and only where they are just as they were compiled."""

from __future__ import annotations

import importlib.util
import os
import py_compile
import sys
from importlib.machinery import PathFinder
from pathlib import Path

import pytest

from cmcn4.cli.modules import Finder

TAG = sys.implementation.cache_tag
SUFFIX = f".{TAG}.pyc"
ALTERED = 12  # where the first byte of the length of its source stands


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A package with a module and a package in it, compiled."""
    for name in ("one", "more/__init__", "more/two"):
        source = tmp_path / f"{name}.py"
        source.parent.mkdir(exist_ok=True)
        source.write_text(f"NAME = {name!r}\n", encoding="utf-8")
        py_compile.compile(str(source), doraise=True)
    return tmp_path


def finder(folder: Path) -> Finder:
    return Finder(f"{folder}{os.sep}", SUFFIX)


def compiled(folder: Path) -> Path:
    return folder / "__pycache__" / f"one{SUFFIX}"


@pytest.mark.parametrize(
    ("name", "above", "value"),
    [("one", ".", "one"), ("more", ".", "more/__init__"), ("more.two", "more", "more/two")],
)
def test_a_module_is_found_as_python_finds_it(
    folder: Path, name: str, above: str, value: str
) -> None:
    found = finder(folder).find_spec(f"cmcn4.{name}")
    usual = PathFinder.find_spec(f"cmcn4.{name}", [str(folder / above)])
    assert found is not None
    assert usual is not None
    for key in ("name", "origin", "cached", "has_location", "parent", "submodule_search_locations"):
        assert getattr(found, key) == getattr(usual, key), key
    module = importlib.util.module_from_spec(found)
    assert found.loader is not None
    found.loader.exec_module(module)
    assert value == module.NAME
    assert module.__file__ == usual.origin


def test_other_packages_and_what_is_not_there_are_left_to_python(folder: Path) -> None:
    assert finder(folder).find_spec("json.decoder") is None
    assert finder(folder).find_spec("cmcn4.none") is None


def test_a_module_changed_since_is_left_to_python(folder: Path) -> None:
    source = folder / "one.py"
    before = source.stat()
    source.write_text("NAME = 'longer than before'\n", encoding="utf-8")
    os.utime(source, (before.st_atime, before.st_mtime))
    assert finder(folder).find_spec("cmcn4.one") is None
    source.write_text("NAME = 'one'\n", encoding="utf-8")
    os.utime(source, (before.st_atime, before.st_mtime))
    assert finder(folder).find_spec("cmcn4.one") is not None
    os.utime(source, (before.st_atime, before.st_mtime + 1))
    assert finder(folder).find_spec("cmcn4.one") is None


def test_a_module_that_lost_its_source_is_left_to_python(folder: Path) -> None:
    (folder / "one.py").unlink()
    assert finder(folder).find_spec("cmcn4.one") is None


@pytest.mark.parametrize("length", [0, ALTERED, 16, 20])
def test_a_compiled_module_cut_short_is_left_to_python(folder: Path, length: int) -> None:
    place = compiled(folder)
    place.write_bytes(place.read_bytes()[:length])
    assert finder(folder).find_spec("cmcn4.one") is None


def test_what_is_not_compiled_by_date_or_by_this_version_is_left_to_python(folder: Path) -> None:
    py_compile.compile(
        str(folder / "one.py"), invalidation_mode=py_compile.PycInvalidationMode.CHECKED_HASH
    )
    assert finder(folder).find_spec("cmcn4.one") is None
    py_compile.compile(str(folder / "one.py"))
    assert finder(folder).find_spec("cmcn4.one") is not None
    content = compiled(folder).read_bytes()
    compiled(folder).write_bytes(b"\0" + content[1:])
    assert finder(folder).find_spec("cmcn4.one") is None
