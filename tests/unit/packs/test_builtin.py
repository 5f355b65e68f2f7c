"""What ships compiled is what the files say; and it is read without YAML or pydantic."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from cmcn4.errors import PackError, UsageError
from cmcn4.packs import __main__ as generate
from cmcn4.packs import builtin, load, locations
from cmcn4.packs.builtin import all_packs, built_in, hashes, validated
from cmcn4.packs.catalogue_files import CATALOGUE_FILES
from cmcn4.packs.compiled import BuiltIn, decode, encode
from cmcn4.packs.locations import builtin_files


@pytest.fixture(scope="module")
def long_way() -> BuiltIn:
    return validated(builtin_files())


def test_generated_files_are_current() -> None:
    for path, text in generate.generated():
        assert path.read_text(encoding="utf-8") == text, f"{path}: run `python -m cmcn4.packs`"


def test_compiled_equals_the_long_way(long_way: BuiltIn) -> None:
    hashed = hashes(builtin_files())

    found = decode(encode(long_way, hashed), hashed)

    assert found == long_way
    assert found is not None
    assert list(found.vocabulary.areas) == list(long_way.vocabulary.areas)
    assert repr(found.packs) == repr(long_way.packs)
    assert repr(found.vocabulary.catalogue) == repr(long_way.vocabulary.catalogue)


@pytest.mark.parametrize("damage", ["other file", "other version", "cut", "text", "unknown record"])
def test_stale_or_damaged_compiled_file_is_not_used(
    damage: str, long_way: BuiltIn, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    hashed = hashes(builtin_files())
    text = encode(long_way, hashed)
    changed = {
        "other file": text.replace(hashed["qd-2289.yaml"], "0" * 64, 1),
        "other version": text.replace("builtin@1", "builtin@0", 1),
        "cut": text[: len(text) // 2],
        "text": "nothing",
        "unknown record": text.replace('"_": "Threshold"', '"_": "Treshold"', 1),
    }[damage]
    path = tmp_path / "builtin.json"
    path.write_text(changed, encoding="utf-8")
    monkeypatch.setattr(builtin, "COMPILED", path)
    asked: list[int] = []

    def validate(files: dict[str, bytes]) -> BuiltIn:
        asked.append(len(files))
        return long_way

    monkeypatch.setattr(builtin, "validated", validate)
    monkeypatch.setattr(builtin, "FAMILY", path)
    built_in.cache_clear()
    all_packs.cache_clear()

    assert built_in() is long_way
    assert all_packs() == long_way.packs
    assert asked == [6, len(hashed)]
    built_in.cache_clear()
    all_packs.cache_clear()


def test_all_packs_are_those_of_the_long_way(long_way: BuiltIn) -> None:
    assert all_packs() == long_way.packs
    assert repr(all_packs()) == repr(long_way.packs)


def test_what_is_not_asked_for_is_not_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    family = tmp_path / "family.json"
    monkeypatch.setattr(builtin, "FAMILY", family)
    monkeypatch.setattr(builtin, "validated", lambda _: BuiltIn(built_in().vocabulary, ()))
    built_in.cache_clear()
    all_packs.cache_clear()

    assert len(load().packs) == 2
    with pytest.raises(UsageError):
        load(["nq-57-tw-2024"])
    all_packs.cache_clear()


def test_fast_path_loads_neither_yaml_nor_pydantic() -> None:
    program = (
        "import sys; from cmcn4.packs import load; load(['qd-2289/*-2030'], [2030]);"
        "print([name for name in ('yaml', 'pydantic', 'pydantic_core', 'difflib')"
        " if name in sys.modules])"
    )

    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    assert run.stdout == "[]\n"


def test_problems_of_built_in_files_name_the_file() -> None:
    files = builtin_files()
    files["qd-2289.yaml"] = files["qd-2289.yaml"].replace(b"horizon: 2025", b"horizon: 1999", 1)
    files["khhd-btttt-2022.yaml"] += b"NO: 1\n"

    with pytest.raises(PackError) as error:
        validated(files)

    assert {each.path for each in error.value.problems} == {
        "targets/qd-2289.yaml",
        "targets/khhd-btttt-2022.yaml",
    }


def test_the_packages_own_folder_comes_before_the_checkouts(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    package = tmp_path / "src" / "cmcn4"
    (tmp_path / "targets" / "catalogue").mkdir(parents=True)
    monkeypatch.setattr(locations, "__file__", str(package / "packs" / "locations.py"))
    assert locations.targets_folder() == tmp_path / "targets"

    (package / "targets" / "catalogue").mkdir(parents=True)
    assert locations.targets_folder() == package / "targets"


def test_the_catalogues_files_are_listed_alike() -> None:
    assert tuple(CATALOGUE_FILES) == locations.CATALOGUE


def test_missing_folder_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(locations, "__file__", str(tmp_path / "a" / "b" / "c" / "d.py"))

    with pytest.raises(UsageError, match="the built-in targets are missing"):
        builtin_files()


def test_generating_writes_every_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(generate, "COMPILED", tmp_path / "builtin.json")
    monkeypatch.setattr(generate, "FAMILY", tmp_path / "family.json")
    monkeypatch.setattr(generate, "DOCS", tmp_path)

    assert generate.main() == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "builtin.json",
        "catalogue.schema.json",
        "family.json",
        "pack.schema.json",
    ]

    monkeypatch.setattr(generate, "builtin_files", lambda **_: dict.fromkeys(builtin_files(), b""))
    assert generate.main() == 3
    assert "the file is empty" in capsys.readouterr().err
