"""The tables: which name stands for what."""

from __future__ import annotations

import pytest

from cmcn4.model.period import parse
from cmcn4.model.target import PackFile
from cmcn4.model.vocabulary import Vocabulary
from cmcn4.packs.tables import extend
from unit.packs.cases import CASES, read_case, small_catalogue


@pytest.fixture(scope="module")
def known() -> Vocabulary:
    return small_catalogue()


@pytest.mark.parametrize("name", ["Việt Nam", "viet-nam", "VIETNAM", "vn", "VNM", "704"])
def test_a_country_by_names_and_codes(known: Vocabulary, name: str) -> None:
    area = known.area(name)

    assert area is not None
    assert area.id == "VN"


@pytest.mark.parametrize("name", ["Ninh Bình", "37", "VN-18"])
def test_the_period_decides_which_borders_are_meant(known: Vocabulary, name: str) -> None:
    found = [known.area(name, parse(period) if period else None) for period in ("2024", "2025", "")]

    assert [area.id if area else None for area in found] == [
        "vn-ninh-binh",
        "vn-ninh-binh-2025",
        "vn-ninh-binh-2025",
    ]


def test_short_codes_lose_their_zeros(known: Vocabulary) -> None:
    assert known.codes["1"] == ("vn-ha-noi",)
    assert "01" not in known.areas


def test_a_line_of_successors_is_one_source(known: Vocabulary) -> None:
    assert {known.source(name) for name in ("GSO", "Tổng cục Thống kê", "nso")} == {"nso"}
    assert known.source("Ai đó") == "ai do"


def test_percent_means_any_share_and_a_unit_its_own_names(known: Vocabulary) -> None:
    assert known.units["percent"] == ("% of households", "% of communes", "% a year")
    assert known.units["percent ho gia dinh"] == ("% of households",)


def test_breakdowns_by_id_name_and_alias(known: Vocabulary) -> None:
    assert [known.breakdowns[name] for name in ("north", "mien bac", "bac bo")] == [("north",)] * 3


def test_a_pack_adds_its_own_and_changes_nothing_else(known: Vocabulary) -> None:
    pack = read_case(CASES / "valid" / "province.yaml", known).pack
    assert pack is not None

    larger = extend(known, [PackFile(pack=pack, path="", sha256="")])
    commune = larger.area("14329")

    assert commune is not None
    assert commune.id == "vn-nb-hoa-lu"
    assert larger.catalogue.within("vn-nb-hoa-lu", "VN")
    assert larger.indicators["ho dung cap quang"] == "fibre-households"
    assert larger.breakdowns["du lich"] == ("tourism",)
    assert larger.units["percent grdp"] == ("% of GRDP",)
    assert larger.sources == known.sources
    assert known.area("14329") is None
    assert known.areas.items() <= larger.areas.items()
