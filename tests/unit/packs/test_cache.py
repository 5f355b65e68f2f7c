"""The cache of one's own packs: the same as without it, and nothing that others wrote."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from cmcn4.errors import PackError
from cmcn4.model.limits import Limits
from cmcn4.model.rule import Threshold
from cmcn4.model.target import Pack
from cmcn4.model.vocabulary import Vocabulary
from cmcn4.packs import load
from cmcn4.packs.builtin import all_packs
from cmcn4.packs.cache import Cache, key_of
from cmcn4.packs.compiled import Compiled, decode_pack, encode_pack
from cmcn4.packs.reading import PackRead, read_pack
from cmcn4.packs.tables import names_of
from unit.packs.test_selection import OWN, write_plan

POSIX = pytest.mark.skipif(os.name == "nt", reason="rights of POSIX")


@pytest.fixture(autouse=True)
def base(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in one folder, keep in another one."""
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    monkeypatch.setenv("CMCN4_CACHE", str(tmp_path / "kept"))
    return tmp_path / "kept"


@pytest.fixture
def long_ways(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the files that were read the long way."""
    read: list[str] = []

    def noted(path: str, raw: bytes, known: Vocabulary, limits: Limits) -> PackRead:
        read.append(path)
        return read_pack(path, raw, known, limits)

    monkeypatch.setattr("cmcn4.packs.reading.read_pack", noted)
    return read


def entries(base: Path) -> list[Path]:
    return sorted((base / "cmcn4").glob("*"))


def numbers(name: str = "plan.yaml") -> list[str]:
    rules = [chosen.target.rule for chosen in load([name]).targets]
    return [str(rule.at_least) for rule in rules if isinstance(rule, Threshold)]


def test_a_second_run_takes_what_the_first_one_read(base: Path, long_ways: list[str]) -> None:
    write_plan("plan.yaml", own=OWN)
    first = load(["plan.yaml"])
    again = load(["plan.yaml"])
    assert long_ways == ["plan.yaml"]
    assert repr(again) == repr(first)
    assert len(entries(base)) == 1


def test_another_byte_of_the_pack_is_another_pack(long_ways: list[str]) -> None:
    write_plan("plan.yaml", own=OWN, number=25)
    assert numbers() == ["25"]
    write_plan("plan.yaml", own=OWN, number=26)
    assert numbers() == ["26"]
    assert len(long_ways) == 2


def test_the_same_pack_elsewhere_is_shown_where_it_is(long_ways: list[str]) -> None:
    write_plan("plan.yaml", own=OWN)
    write_plan("other/copy.yaml", own=OWN)
    load(["plan.yaml"])
    assert [file.path for file in load(["other/copy.yaml"]).packs] == ["other/copy.yaml"]
    assert long_ways == ["plan.yaml"]


def test_other_limits_are_held_to(long_ways: list[str]) -> None:
    write_plan("plan.yaml", own=OWN)
    load(["plan.yaml"])
    with pytest.raises(PackError):
        load(["plan.yaml"], limits=Limits(pack_values=3))
    assert len(long_ways) == 2


def test_a_pack_with_problems_is_not_kept(base: Path) -> None:
    write_plan("plan.yaml", indicator="nobody-knows")
    told = []
    for _ in range(2):
        with pytest.raises(PackError) as raised:
            load(["plan.yaml"])
        told.append(str(raised.value))
    assert told[0] == told[1]
    assert entries(base) == []


def test_packs_that_contradict_each_other_are_told_though_each_was_kept_alone(base: Path) -> None:
    write_plan("one.yaml", "one", own=OWN)
    write_plan("two.yaml", "two", own=OWN.replace("A measure", "Another"))
    for name in ("one.yaml", "two.yaml"):
        load([name])
    assert len(entries(base)) == 2
    with pytest.raises(PackError) as kept:
        load(["one.yaml", "two.yaml"])
    shutil.rmtree(base)
    with pytest.raises(PackError) as read:
        load(["one.yaml", "two.yaml"])
    assert kept.value.problems == read.value.problems
    told = [(problem.path, problem.line) for problem in kept.value.problems]
    assert told == [("two.yaml", 10), ("two.yaml", 11)]


@pytest.mark.parametrize(
    "damaged",
    [
        lambda _: b"",
        lambda raw: raw[:-1],
        lambda raw: raw + b" ",
        lambda raw: raw.replace(b"25", b"01"),
        lambda raw: raw.replace(b"@2 ", b"@1 "),
        lambda raw: raw.partition(b"\n")[0] + b"\n" + b"[" * 100_000,
        lambda raw: b"\xff" + raw,
    ],
)
def test_an_entry_that_is_not_as_it_was_written_is_written_anew(
    damaged: Callable[[bytes], bytes], base: Path, long_ways: list[str]
) -> None:
    write_plan("plan.yaml", own=OWN)
    load(["plan.yaml"])
    (entry,) = entries(base)
    good = entry.read_bytes()
    entry.write_bytes(damaged(good))
    assert numbers() == ["25"]
    assert len(long_ways) == 2
    assert entry.read_bytes() == good
    assert entries(base) == [entry]


def test_an_entry_of_another_pack_under_this_name_is_none(base: Path) -> None:
    write_plan("easy.yaml", own=OWN, number=1)
    load(["easy.yaml"])
    (easy,) = entries(base)
    write_plan("plan.yaml", own=OWN)
    load(["plan.yaml"])
    (plan,) = (entry for entry in entries(base) if entry != easy)
    shutil.copyfile(easy, plan)
    assert numbers() == ["25"]


@POSIX
def test_the_folder_and_its_entries_are_the_users_alone(base: Path) -> None:
    before = os.umask(0)
    try:
        write_plan("plan.yaml", own=OWN)
        load(["plan.yaml"])
    finally:
        os.umask(before)
    (entry,) = entries(base)
    assert (entry.parent.stat().st_mode & 0o777, entry.stat().st_mode & 0o777) == (0o700, 0o600)


def hostile(folder: Path) -> None:
    """Put an easier target where that of the plan is looked for."""
    write_plan("plan.yaml", own=OWN, number=25)
    (file,) = load(["plan.yaml"]).packs
    (entry,) = folder.glob("*")
    (target,) = file.pack.targets
    easier = replace(target, rule=Threshold(at_least=Decimal(1)))
    kept = Cache({"CMCN4_CACHE": str(folder.parent)})
    kept.keep(entry.stem, compiled(replace(file.pack, targets=(easier,))))
    assert numbers() == ["1"]  # so it would be, were it believed


def compiled(pack: Pack) -> Compiled:
    return Compiled(pack, names_of(pack))


@POSIX
@pytest.mark.parametrize("rights", [0o750, 0o701, 0o777])
def test_a_folder_that_others_may_look_into_is_not_believed(rights: int, base: Path) -> None:
    hostile(base / "cmcn4")
    (base / "cmcn4").chmod(rights)
    assert numbers() == ["25"]
    assert len(entries(base)) == 1


@POSIX
def test_an_entry_that_others_may_write_is_not_believed(base: Path) -> None:
    hostile(base / "cmcn4")
    entries(base)[0].chmod(0o620)
    assert numbers() == ["25"]


@POSIX
def test_links_are_not_followed(base: Path, tmp_path: Path) -> None:
    hostile(base / "cmcn4")
    (entry,) = entries(base)
    shutil.move(entry, tmp_path / "elsewhere")
    entry.symlink_to(tmp_path / "elsewhere")
    assert numbers() == ["25"]
    assert not entry.is_symlink()


@POSIX
def test_a_folder_that_is_a_link_is_not_believed(base: Path, tmp_path: Path) -> None:
    hostile(base / "cmcn4")
    (base / "cmcn4").rename(tmp_path / "elsewhere")
    (base / "cmcn4").symlink_to(tmp_path / "elsewhere")
    assert numbers() == ["25"]


@POSIX
def test_another_users_folder_is_not_believed(base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hostile(base / "cmcn4")
    monkeypatch.setattr(os, "geteuid", lambda: os.getuid() + 1)
    assert numbers() == ["25"]


@pytest.mark.parametrize("name", [".git", ".hg", ".svn"])
def test_a_folder_within_a_repository_is_not_believed(name: str, base: Path) -> None:
    hostile(base / "cmcn4")
    (base.parent / name).write_text("gitdir: elsewhere")
    assert numbers() == ["25"]


def test_a_link_into_a_repository_is_not_believed(
    base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hostile(base / "cmcn4")
    base.joinpath(".git").mkdir()
    (tmp_path / "link").symlink_to(base)
    monkeypatch.setenv("CMCN4_CACHE", str(tmp_path / "link"))
    assert numbers() == ["25"]


@pytest.mark.parametrize(
    ("variables", "folder"),
    [
        ({"CMCN4_CACHE": ""}, None),
        ({"CMCN4_CACHE": "kept"}, None),
        ({"CMCN4_CACHE": "/k", "CI": "true"}, "/k/cmcn4"),
        ({"CI": "false", "CMCN4_CACHE": "/k"}, "/k/cmcn4"),
    ],
)
def test_the_environment_says_where_it_is(
    variables: dict[str, str], folder: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.path.isabs", lambda path: path.startswith("/"))
    found = Cache(variables).folder
    assert (found and found.as_posix()) == folder


@POSIX
@pytest.mark.parametrize(
    ("system", "variables", "folder"),
    [
        ("linux", {"HOME": "/h"}, "/h/.cache/cmcn4"),
        ("linux", {"HOME": "/h", "XDG_CACHE_HOME": "/x"}, "/x/cmcn4"),
        ("linux", {"HOME": "/h", "XDG_CACHE_HOME": "x"}, None),
        ("linux", {}, None),
        ("darwin", {"HOME": "/h", "XDG_CACHE_HOME": "/x"}, "/h/Library/Caches/cmcn4"),
        ("darwin", {}, None),
        ("linux", {"HOME": "/h", "CI": "true"}, None),
        ("linux", {"HOME": "/h", "CI": "0"}, "/h/.cache/cmcn4"),
        ("linux", {"HOME": "/h", "TF_BUILD": "True"}, None),
    ],
)
def test_the_system_says_where_it_is(
    system: str, variables: dict[str, str], folder: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.platform", system)
    found = Cache(variables).folder
    assert (found and found.as_posix()) == folder


def test_where_nothing_can_be_kept_the_run_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, long_ways: list[str]
) -> None:
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("CMCN4_CACHE", str(tmp_path / "file"))
    write_plan("plan.yaml", own=OWN)
    assert numbers() == numbers() == ["25"]
    assert len(long_ways) == 2


def test_a_full_disk_leaves_nothing_half_written(
    base: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_from: object, _to: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    write_plan("plan.yaml", own=OWN)
    assert numbers() == ["25"]
    assert entries(base) == []


def test_the_oldest_entries_go(base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cmcn4.packs.cache._MOST_ENTRIES", 2)
    made = []
    for number in range(3):
        write_plan("plan.yaml", own=OWN, number=number)
        load(["plan.yaml"])
        (new,) = (entry for entry in entries(base) if entry not in made)
        os.utime(new, (number, number))
        made.append(new)
    write_plan("plan.yaml", own=OWN, number=9)
    load(["plan.yaml"])
    left = entries(base)
    assert len(left) == 2
    assert made[2] in left


def test_so_many_bytes_are_kept(base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cmcn4.packs.cache._MOST_BYTES", 10)
    write_plan("plan.yaml", own=OWN)
    load(["plan.yaml"])
    assert entries(base) == []


@pytest.mark.parametrize("number", range(len(all_packs())))
def test_a_pack_comes_back_as_it_was(number: int) -> None:
    made = compiled(all_packs()[number].pack)
    assert repr(decode_pack(encode_pack(made, "key"), "key")) == repr(made)


def test_what_json_would_mistake_is_not_kept(base: Path) -> None:
    pack = all_packs()[0].pack
    odd = replace(pack, aliases={"_": "fibre-households"})  # the sign by which records are known
    Cache(os.environ).keep("odd", compiled(odd))
    lone = replace(pack, aliases={"\ud800": "fibre-households"})
    Cache(os.environ).keep("surrogate", compiled(lone))
    assert entries(base) == []
    Cache(os.environ).keep("even", compiled(pack))
    assert [entry.name for entry in entries(base)] == ["even.json"]


def test_a_key_says_where_one_part_ends() -> None:
    assert key_of(b"ab", b"c") != key_of(b"a", b"bc")
    assert key_of("x") == key_of(b"x")


def test_another_version_has_other_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    before = key_of(b"pack")
    monkeypatch.setattr("cmcn4.packs.cache.__version__", "99")
    assert key_of(b"pack") != before


def test_other_records_have_other_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    before = key_of(b"pack")
    monkeypatch.setattr("cmcn4.packs.compiled._CLASSES", {"Pack": Pack})
    assert key_of(b"pack") != before
