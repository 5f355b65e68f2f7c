"""`cmcn4 list`: what may be named is found by any word of it, in a terminal and for programs."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from acceptance.cli import PLAN, inside, untraced, write
from cmcn4.packs import load
from cmcn4.reporters.presentation.listing import COLUMNS

ALL = load(["all"]).vocabulary.catalogue
OWN = PLAN.replace(
    "targets:\n",
    """\
units: [{id: "% of villages", kind: percent, names: {vi: "% thôn", en: "% of villages"}}]
areas: [{id: an-binh, kind: commune, names: {vi: Xã An Bình, en: An Binh}, parent: vn-hue}]
groups:
  - id: zones
    kind: breakdown
    names: {vi: Vùng, en: Zones}
    members: [{id: low, names: {vi: Thấp, en: Low}}, {id: high, names: {vi: Cao, en: High}}]
indicators:
  - id: teams
    names: {vi: Thôn có tổ công nghệ số, en: Villages with a digital team}
    aliases: [Tổ CNS]
    unit: "% of villages"
    direction: higher
    breakdowns: [zones]
targets:
""",
)


def listed(*words: object) -> list[dict[str, object]]:
    found = inside("list", *words, "-f", "json")
    assert found.code == 0, found.err
    return list(found.json)


def ids(*words: object) -> list[object]:
    return [record["id"] for record in listed(*words)]


@pytest.mark.parametrize("what", ["indicators", "units", "areas", "groups", "sources"])
def test_all_of_the_catalogue_is_listed_in_its_order(what: str) -> None:
    assert ids(what) == list(getattr(ALL, what))


def test_all_packs_are_listed_with_number_and_count() -> None:
    packs = {record["id"]: record for record in listed("packs", "--lang", "vi")}
    assert [*packs] == [file.pack.id for file in load(["all"]).packs]
    assert packs["qd-2289"]["number"] == "2289/QĐ-TTg"
    assert packs["qd-2289"]["targets"] == 24
    assert packs["khhd-btttt-2022"]["number"] is None


@pytest.mark.parametrize(
    ("what", "word", "found"),
    [
        ("areas", "HA NOI", "vn-ha-noi"), ("areas", "Hà Nội", "vn-ha-noi"),
        ("areas", "VN-HN", "vn-ha-noi"), ("indicators", "cap quang", "fibre-households"),
        ("indicators", "Households covered by fibre", "fibre-households"),
        ("units", "% hộ", "% of households"), ("sources", "Tổng cục Thống kê", "nso"),
        ("groups", "asean", "asean"), ("packs", "2289/qd", "qd-2289"),
    ],
)  # fmt: skip
def test_a_word_is_found_in_ids_names_and_aliases_without_case_and_accents(
    what: str, word: str, found: str
) -> None:
    assert found in ids(what, word)
    assert len(ids(what, word)) < len(ids(what))


def test_a_record_has_the_fields_of_its_list_and_its_other_names() -> None:
    (unit,) = listed("units", "% of households: total")
    assert tuple(unit) == COLUMNS["units"]
    assert unit["name"] == "% of households"
    assert "% hộ gia đình" in unit["other_names"]  # type: ignore[operator]
    (unit,) = listed("units", "% of households: total", "--lang", "vi")
    assert unit["name"] == "% hộ gia đình"


def test_what_a_pack_brings_is_listed_and_says_whose_it_is(tmp_path: Path) -> None:
    pack = write(tmp_path, OWN, "plan.yaml")
    for what, name in (
        ("indicators", "teams"), ("units", "% of villages"), ("areas", "an-binh"),
        ("groups", "zones"), ("packs", "plan"),
    ):  # fmt: skip
        assert name not in ids(what)
        assert ids(what, "-t", pack) == [*ids(what, "-t", "all"), name] or what == "packs"
        (own,) = [record for record in listed(what, "-t", pack) if record["id"] == name]
        assert own.get("pack", "plan") == "plan"
    assert [record["pack"] for record in listed("indicators", "-t", pack)].count("plan") == 1
    assert listed("indicators", "tổ cns", "-t", pack)[0]["breakdowns"] == ["zones"]


@pytest.mark.parametrize(
    ("lang", "title"), [("en", "Indicators: 4"), ("vi", "Số chỉ tiêu thống kê: 4")]
)
@pytest.mark.parametrize("width", [80, 160])
def test_the_table_keeps_to_its_width_and_breaks_no_id(
    width: int, lang: str, title: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    out = inside("list", "indicators", "fibre", "--lang", lang).out.splitlines()
    assert max(map(len, out)) <= width
    assert out[-1] == title
    assert [line.split()[0] for line in out if line.startswith(("fibre", "gigabit"))] == [
        "fibre-households", "fibre-households-using", "fibre-communes", "gigabit-fibre-access",
    ]  # fmt: skip
    assert any("% of households" in line for line in out)
    every = inside("list", "areas").out.splitlines()
    assert max(map(len, every)) <= width


def test_the_table_tells_other_names_when_asked() -> None:
    assert "Thừa Thiên - Huế" not in inside("list", "areas", "hue").out
    assert "Thừa Thiên - Huế" in inside("list", "areas", "hue", "-v").out


def test_csv_has_one_row_each() -> None:
    out = inside("list", "areas", "hà nội", "-f", "csv").stdout.decode("utf-8-sig")
    (row,) = csv.DictReader(out.splitlines())
    assert (row["id"], row["parent"]) == ("vn-ha-noi", "VN")
    assert row["other_names"].split("; ")[0] == "Hà Nội"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("indicators", "fibre-houshold"), "did you mean `fibre-households`"),
        (("areas", "atlantis-on-sea"), "there is nothing with 'atlantis-on-sea' among the areas"),
        (("wheels",), "Invalid value"), (("areas", "-t", "nowhere.yaml"), "nowhere.yaml"),
    ],
)  # fmt: skip
def test_what_is_not_there_is_wrong_use(words: tuple[str, ...], said: str) -> None:
    result = (
        inside("list", *words, "--lang", "en") if words != ("wheels",) else inside("list", *words)
    )
    assert (result.code, result.stdout) == (2, b"")
    assert said in result.err
    untraced(result)


def test_a_selector_may_name_a_pack_by_its_id_where_its_file_is_named_too(tmp_path: Path) -> None:
    pack = write(tmp_path, OWN, "some-file.yaml")
    data = write(tmp_path, "indicator,area,period,value\nfibre-households,VN,2025,95\n")
    one = inside(
        "check", data, "-t", pack, "-t", "plan/fibre-2025:default", "--as-of", "2025", "-f", "json"
    )
    assert [each["target"] for each in one.json["assessments"]] == ["plan/fibre-2025"]
    wrong = inside("targets", "-t", pack, "-t", "plann", "--lang", "en")
    assert (wrong.code, "did you mean `plan`" in wrong.err) == (2, True)
