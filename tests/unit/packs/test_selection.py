"""What selectors choose, in which order, and what is said when they choose nothing."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterable
from pathlib import Path

import pytest

from cmcn4.errors import PackError, UsageError
from cmcn4.model.target import PackFile
from cmcn4.model.vocabulary import Vocabulary
from cmcn4.packs import Selection, load
from cmcn4.packs.locations import targets_folder
from cmcn4.packs.selector import parse_selector
from cmcn4.packs.tables import extend

PLAN = """\
format: cmcn4/pack@1
id: {id}
document:
  number: 12/KH
  issued: "2025-07-15"
  issuer: {{vi: Tỉnh, en: Province}}
  title: {{vi: Kế hoạch, en: Plan}}
applies_to: [vn-ninh-binh-2025]
{own}
targets:
  - id: own-2030
    order: 1
    indicator: {indicator}
    horizon: 2030
    title: {{vi: Tên, en: Title}}
    quote: đạt 25 %
    rule: {{kind: threshold, at_least: {number}}}
    readings:
      - id: more
        because: {{vi: Vì, en: Because}}
        rule: {{kind: threshold, at_least: 30}}
"""
OWN = """\
indicators:
  - id: own
    names: {vi: Chỉ tiêu của ta, en: A measure of our own}
    unit: "% of households"
    direction: higher
aliases: {Cáp quang tỉnh ta: fibre-households}
"""


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def write_plan(
    path: str, name: str = "plan", *, own: str = "", indicator: str = "own", number: int = 25
) -> Path:
    file = Path(path)
    file.parent.mkdir(parents=True, exist_ok=True)
    text = PLAN.format(id=name, own=own, indicator=indicator, number=number)
    file.write_text(text, encoding="utf-8")
    return file


def ids(selection: Selection) -> list[str]:
    return [each.id for each in selection.targets]


FAMILY = [
    "nq-52-tw-2019", "qd-749-2020", "qd-2289", "qd-411-2022", "khhd-btttt-2022", "qd-36-2024",
    "qd-1132-2024", "nq-57-tw-2024",
]  # fmt: skip


def test_all_is_every_built_in_pack_oldest_first() -> None:
    assert [file.pack.id for file in load(["all"]).packs] == FAMILY
    assert ids(load(["all/egdi-rank-2025"])) == ["qd-749-2020/egdi-rank-2025"]


def test_a_document_beside_the_strategy_is_judged_when_it_is_named() -> None:
    selection = load(["nq-57-tw-2024"])

    assert [file.pack.id for file in selection.packs] == ["nq-57-tw-2024"]
    assert len(selection.targets) == 28


def test_without_selector_the_packs_of_the_strategy_oldest_first() -> None:
    selection = load()

    assert [file.pack.id for file in selection.packs] == ["qd-2289", "khhd-btttt-2022"]
    assert [file.path for file in selection.packs] == [
        "targets/qd-2289.yaml",
        "targets/khhd-btttt-2022.yaml",
    ]
    assert len(selection.targets) == 44
    assert {each.reading for each in selection.targets} == {"default"}


def test_order_of_packs_is_that_of_selectors_and_within_a_pack_its_own() -> None:
    selection = load(["khhd-btttt-2022/egdi-rank-2030", "qd-2289/*-rank-2030", "qd-2289/gci-*"])

    assert ids(selection) == [
        "khhd-btttt-2022/egdi-rank-2030",
        "qd-2289/gci-rank-2025",
        "qd-2289/gii-rank-2030",
        "qd-2289/gci-rank-2030",
        "qd-2289/egdi-rank-2030",
    ]


def test_glob_on_packs() -> None:
    assert ids(load(["*/egdi-rank-*"])) == [
        "qd-749-2020/egdi-rank-2025",
        "qd-749-2020/egdi-rank-2030",
        "qd-2289/egdi-rank-2030",
        "khhd-btttt-2022/egdi-rank-2030",
        "nq-57-tw-2024/egdi-rank-2030",
    ]


def test_horizons_filter_and_packs_without_targets_left_are_not_named() -> None:
    selection = load(["qd-2289/egdi-rank-2030", "khhd-btttt-2022/*-2025"], horizons=[2030])

    assert ids(selection) == ["qd-2289/egdi-rank-2030"]
    assert [file.pack.id for file in selection.packs] == ["qd-2289"]


def test_reading_becomes_the_default_where_there_is_one() -> None:
    selection = load(["qd-2289/*-rank-20*:official-only"])
    chosen = {each.target.id: each.reading for each in selection.targets}

    assert chosen["gci-rank-2025"] == "official-only"
    assert chosen["egdi-rank-2030"] == "default"


def test_reading_of_a_whole_pack_and_of_a_folder() -> None:
    write_plan("plans/a.yaml", own=OWN)

    for selector in ("plans:more", "plans/a.yaml:more", "plans/own-*:more", "plans/a.yaml/*:more"):
        assert [each.reading for each in load([selector]).targets] == ["more"]


def test_said_reading_wins_over_none_and_default_may_be_said() -> None:
    for selectors in (
        ["qd-2289", "qd-2289/gci-rank-2025:official-only"],
        ["qd-2289/gci-rank-2025:official-only", "qd-2289"],
    ):
        selection = load(selectors)
        assert len(selection.targets) == 24
        assert {each.reading for each in selection.targets} == {"default", "official-only"}
    assert load(["qd-2289/gci-rank-2025:default"]).targets[0].reading == "default"


def test_a_file_is_shown_below_the_working_folder_and_hashed(tmp_path: Path) -> None:
    file = write_plan("plans/a.yaml", own=OWN)
    hashed = hashlib.sha256(file.read_bytes()).hexdigest()

    for selector in ("plans/a.yaml", str(tmp_path / "plans" / "a.yaml"), "./plans/a.yaml"):
        used = load([selector]).packs[0]
        assert (used.path, used.sha256) == ("plans/a.yaml", hashed)


def test_same_file_by_several_ways_is_once() -> None:
    write_plan("plans/a.yaml", own=OWN)

    assert ids(load(["plans", "plans/a.yaml", "./plans/a.yaml/own-*"])) == ["plan/own-2030"]


def test_built_in_file_by_its_path_is_the_built_in_pack() -> None:
    path = targets_folder() / "qd-2289.yaml"

    selection = load([str(path), "qd-2289"])

    assert [file.path for file in selection.packs] == ["targets/qd-2289.yaml"]
    assert load([str(targets_folder())]).targets == load(["all"]).targets


def test_folder_holds_packs_at_any_depth_but_no_catalogue_and_no_other_yaml() -> None:
    write_plan("plans/deep/er/a.yaml", own=OWN)
    write_plan("plans/catalogue/b.yaml", "other", own=OWN)
    Path("plans/c.yaml").write_text("services: {}\n", encoding="utf-8")

    assert ids(load(["plans"])) == ["plan/own-2030"]


def test_vocabulary_knows_what_the_pack_brings_and_only_then() -> None:
    write_plan("a.yaml", own=OWN)

    known = load(["a.yaml"]).vocabulary
    brought = known.indicator("chi tieu cua ta")
    meant = known.indicator("CÁP QUANG TỈNH TA")

    assert brought is not None
    assert brought.id == "own"
    assert meant is not None
    assert meant.id == "fibre-households"
    assert load().vocabulary.indicator("chi tieu cua ta") is None


@pytest.mark.parametrize(
    ("selector", "message"),
    [
        (
            "qd-2288",
            "there is no pack `qd-2288`, nor a file or folder qd-2288 (did you mean `qd-2289`?)",
        ),
        ("nothing.yaml", "there is no file nothing.yaml (check the path)"),
        ("nothing.yaml/a-*", "there is no file nothing.yaml (check the path)"),
        ("C:\\plan.yaml", "there is no file C:\\plan.yaml (check the path)"),
        ("qd-2289/nothing.yaml", "there is no file qd-2289/nothing.yaml (check the path)"),
        (
            "qd-2289/egdi-rank-2031",
            (
                "no target of `qd-2289` is called `egdi-rank-2031` (did you mean `egdi-rank-2030`"
                " or `gii-rank-2030` or `gci-rank-2030`?)"
            ),
        ),
        (
            "qd-2289/gci-rank-2025:strict",
            "`qd-2289/gci-rank-2025` has no reading `strict` (there are `official-only`)",
        ),
        (
            "qd-2289/egdi-rank-2030:strict",
            "`qd-2289/egdi-rank-2030` has no reading `strict` (there are none)",
        ),
    ],
)
def test_what_does_not_exist_is_wrong_use(selector: str, message: str) -> None:
    with pytest.raises(UsageError) as error:
        load([selector])

    assert str(error.value) == message


def test_empty_folder_and_horizon_without_targets_are_wrong_use(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="there is no pack in the folder"):
        load([str(tmp_path)])
    with pytest.raises(UsageError, match=r"due in 2027 \(they are due in 2025, 2030\)"):
        load(["qd-2289"], horizons=[2027])
    with pytest.raises(UsageError, match="two readings"):
        load(["qd-2289/*labour*-2030:decade", "qd-2289/*labour*-2030:arithmetic"])


def test_unreadable_file_is_wrong_use(monkeypatch: pytest.MonkeyPatch) -> None:
    write_plan("plans/a.yaml")
    load()

    def refuse(_path: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)

    for selector in ("plans", "plans/a.yaml"):
        with pytest.raises(UsageError, match=r"a\.yaml cannot be read: Permission denied"):
            load([selector])


@pytest.mark.parametrize(
    ("selector", "reading"),
    [("C:/plans/a.yaml", None), ("D:\\a.yaml/x:more", "more"), ("a.yaml:more", "more")],
)
def test_a_drive_is_no_reading(
    selector: str, reading: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = {"C:/plans/a.yaml", "D:\\a.yaml", "a.yaml"}
    monkeypatch.setattr(Path, "is_file", lambda self: str(self) in there)
    monkeypatch.setattr(Path, "is_dir", lambda _self: False)

    assert parse_selector(selector, {}).reading == reading


def test_wrong_use_is_told_before_files_are_read() -> None:
    Path("bad.yaml").write_text("targets: [", encoding="utf-8")

    with pytest.raises(UsageError):
        load(["bad.yaml", "qd-2288"])


def test_problems_of_all_files_come_at_once() -> None:
    write_plan("plans/a.yaml", "a", indicator="fibre-household")
    write_plan("plans/b.yaml", "b", indicator="fibre-households", number=800)

    with pytest.raises(PackError) as error:
        load(["plans"])

    assert [str(each)[:15] for each in error.value.problems] == [
        "plans/a.yaml:13",
        "plans/b.yaml:17",
    ]


def test_two_files_with_one_pack_id_are_refused() -> None:
    write_plan("a.yaml", own=OWN)
    write_plan("b.yaml", own=OWN)
    shutil.copy(targets_folder() / "qd-2289.yaml", "copy.yaml")

    with pytest.raises(PackError, match=r"b.yaml:1:1: the id `plan` is that of a.yaml, too"):
        load(["a.yaml", "b.yaml"])
    with pytest.raises(PackError, match=r"copy.yaml:1:1: the id `qd-2289`"):
        load(["copy.yaml", "qd-2289"])
    assert load(["copy.yaml"]).packs[0].path == "copy.yaml"


def test_each_pack_is_put_beside_the_others_once(monkeypatch: pytest.MonkeyPatch) -> None:
    put: list[str] = []

    def noted(known: Vocabulary, files: Iterable[PackFile]) -> Vocabulary:
        told = list(files)
        put.extend(file.pack.id for file in told)
        return extend(known, told)

    monkeypatch.setattr("cmcn4.packs.tables.extend", noted)
    monkeypatch.setattr("cmcn4.packs.selection._select", lambda *_: None)
    names = [f"plan-{number}" for number in range(6)]
    load([str(write_plan(f"{name}.yaml", name, own=OWN)) for name in names])
    assert put == names[:-1]


def test_packs_used_together_agree_on_what_they_both_bring() -> None:
    write_plan("a.yaml", "a", own=OWN)
    write_plan("b.yaml", "b", own=OWN)
    write_plan("c.yaml", "c", own=OWN.replace("direction: higher", "direction: none"))
    write_plan(
        "d.yaml",
        "d",
        own="aliases: {cáp quang TỈNH TA: fibre-communes}",
        indicator="fibre-communes",
    )

    write_plan(
        "e.yaml",
        "e",
        own=OWN.replace("id: own", "id: own-e")
        .replace("Chỉ tiêu của ta", "Cáp quang tỉnh ta")
        .replace("A measure of our own", "E")
        .partition("aliases")[0],
        indicator="own-e",
    )

    assert ids(load(["a.yaml", "b.yaml"])) == ["a/own-2030", "b/own-2030"]
    with pytest.raises(PackError, match="the id `own` is taken by another pack in use"):
        load(["a.yaml", "c.yaml"])
    with pytest.raises(PackError, match="is a name of `fibre-households`, so it cannot mean"):
        load(["a.yaml", "d.yaml"])
    with pytest.raises(PackError, match='"Cáp quang tỉnh ta" is an alias of `fibre-households`'):
        load(["a.yaml", "e.yaml"])


@pytest.mark.parametrize("folder", ["C:\\plans\\", "C:plans\\", "plans\\", "\\\\server\\plans\\"])
def test_on_windows_a_backslash_parts_a_pack_from_its_targets(
    folder: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Elsewhere such a path is one odd name, under which the same file can be had.
    monkeypatch.setattr("cmcn4.packs.selector.SEPARATORS", "/\\")
    plan = f"{folder}plan.yaml"
    write_plan(plan, own=OWN)
    for text in (plan, f"{plan}/own-*", f"{plan}\\own-*", f"{plan}\\own-2030", f"{plan}/"):
        assert ids(load([text])) == ["plan/own-2030"]
        assert [each.reading for each in load([f"{text}:more"]).targets] == ["more"]
    with pytest.raises(UsageError, match="no target"):
        load([f"{plan}\\other-*"])
    with pytest.raises(UsageError, match=r"there is no file .*none\.yaml \("):
        load([f"{folder}none.yaml\\own-*"])
    assert ids(load(["qd-2289\\egdi-rank-2030"])) == ["qd-2289/egdi-rank-2030"]


def test_elsewhere_a_backslash_is_a_character_like_any_other() -> None:
    write_plan("plan.yaml", own=OWN)
    with pytest.raises(UsageError, match="there is no pack"):
        load(["plan.yaml\\own-*"])
