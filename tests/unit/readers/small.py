"""A small vocabulary by hand, and short ways to look at what was read."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from cmcn4.model.catalogue import (
    Area,
    Catalogue,
    Group,
    Indicator,
    Member,
    Scale,
    Source,
)
from cmcn4.model.finding import Finding
from cmcn4.model.measure import Unit
from cmcn4.model.observation import Submission
from cmcn4.model.text import Text, fold
from cmcn4.model.vocabulary import Vocabulary, unit_key
from cmcn4.readers import ReadOptions

PERCENT = (Scale(min=Decimal(0), max=Decimal(100)),)
RANKS = (Scale(min=Decimal(1), max=Decimal(200)),)

UNITS = [
    Unit(id="rank", kind="rank", names=Text(vi="hạng", en="rank")),
    Unit(id="% of GDP", kind="percent", names=Text(vi="% GDP", en="% of GDP")),
    Unit(
        id="% of households", kind="percent", names=Text(vi="% hộ gia đình", en="% of households")
    ),
    Unit(id="% of adults", kind="percent", names=Text(vi="% người lớn", en="% of adults")),
    Unit(id="index", kind="score", names=Text(vi="điểm", en="index")),
    Unit(id="tier", kind="tier", names=Text(vi="nhóm", en="tier")),
    Unit(id="yes/no", kind="yes-no", names=Text(vi="có/không", en="yes/no")),
    Unit(id="cities", kind="count", names=Text(vi="đô thị", en="cities")),
    Unit(id="% a year", kind="growth", names=Text(vi="%/năm", en="% a year")),
    Unit(id="billion VND", kind="amount", names=Text(vi="tỷ đồng", en="billion VND")),
]
INDICATORS = [
    Indicator(
        id="egdi-rank",
        names=Text(vi="Xếp hạng EGDI", en="EGDI rank"),
        unit="rank",
        direction="lower",
        range=RANKS,
    ),
    Indicator(
        id="digital-economy-share",
        names=Text(vi="Tỷ trọng kinh tế số trong GDP", en="Digital economy share of GDP"),
        unit="% of GDP",
        direction="higher",
        range=PERCENT,
    ),
    Indicator(
        id="fibre-households",
        names=Text(vi="Tỷ lệ hộ gia đình có cáp quang", en="Households with fibre"),
        unit="% of households",
        direction="higher",
        range=PERCENT,
    ),
    Indicator(
        id="gci-score",
        names=Text(vi="Điểm GCI", en="GCI score"),
        aliases=("ITU_GCI_GCI_OVRL_SCRE",),
        unit="index",
        direction="higher",
        range=(
            Scale(min=Decimal(0), max=Decimal(1), to_year=2018),
            Scale(min=Decimal(0), max=Decimal(100), from_year=2019),
        ),
    ),
    Indicator(
        id="gci-tier",
        names=Text(vi="Nhóm GCI", en="GCI tier"),
        unit="tier",
        direction="lower",
        range=(Scale(min=Decimal(1), max=Decimal(5)),),
    ),
    Indicator(
        id="digital-government",
        names=Text(vi="Hoàn thành chính phủ số", en="Digital government complete"),
        unit="yes/no",
        direction="none",
    ),
    Indicator(
        id="smart-cities",
        names=Text(vi="Số đô thị thông minh", en="Smart cities"),
        unit="cities",
        direction="higher",
        range=(Scale(min=Decimal(0)),),
        breakdowns=("regions",),
    ),
    Indicator(
        id="productivity-growth",
        names=Text(vi="Tốc độ tăng năng suất lao động", en="Labour productivity growth"),
        unit="% a year",
        direction="higher",
    ),
    Indicator(
        id="billions",
        names=Text(vi="Vốn đầu tư", en="Investment"),
        unit="billion VND",
        direction="higher",
        range=(Scale(min=Decimal(0)),),
    ),
]
AREAS = [
    Area(id="VN", kind="country", names=Text(vi="Việt Nam", en="Viet Nam"), iso3="VNM"),
    Area(id="LA", kind="country", names=Text(vi="Lào", en="Lao PDR"), iso3="LAO"),
    Area(id="FR", kind="country", names=Text(vi="Pháp", en="France"), iso3="FRA"),
    Area(
        id="vn-ha-noi",
        kind="province",
        names=Text(vi="Hà Nội", en="Ha Noi"),
        aliases=("Thành phố Hà Nội",),
        gso="01",
    ),
    Area(
        id="vn-lao-cai-63",
        kind="province",
        names=Text(vi="Lào Cai", en="Lao Cai"),
        valid_to="2025-06-30",
        merged_into="vn-lao-cai",
    ),
    Area(
        id="vn-lao-cai",
        kind="province",
        names=Text(vi="Lào Cai", en="Lao Cai"),
        valid_from="2025-07-01",
    ),
]
REGIONS = Group(
    id="regions",
    kind="breakdown",
    names=Text(vi="Vùng", en="Regions"),
    members=(
        Member(id="north", names=Text(vi="Miền Bắc", en="North")),
        Member(id="south", names=Text(vi="Miền Nam", en="South")),
    ),
)
SOURCES = [Source(id="itu", names=Text(vi="ITU", en="ITU"))]


def _names(each: Any, *more: str | None) -> set[str]:
    aliases: tuple[str, ...] = getattr(each, "aliases", ())
    texts = {each.id, each.names.vi, each.names.en, *aliases, *filter(None, more)}
    return {fold(text) for text in texts}


def _vocabulary() -> Vocabulary:
    areas: dict[str, tuple[str, ...]] = {}
    for area in AREAS:
        for name in _names(area, area.iso3):
            areas[name] = (*areas.get(name, ()), area.id)
    units: dict[str, tuple[str, ...]] = {}
    for unit in UNITS:
        for name in {unit.id, *unit.names.each.values()}:
            units[unit_key(name)] = (unit.id,)
    return Vocabulary(
        catalogue=Catalogue(
            units={each.id: each for each in UNITS},
            indicators={each.id: each for each in INDICATORS},
            areas={each.id: each for each in AREAS},
            groups={REGIONS.id: REGIONS},
            sources={each.id: each for each in SOURCES},
        ),
        indicators={name: each.id for each in INDICATORS for name in _names(each)},
        areas=areas,
        codes={"1": ("vn-ha-noi",)},
        sources={"itu": "itu"},
        breakdowns={name: (each.id,) for each in REGIONS.members for name in _names(each)},
        units=units,
    )


VOCABULARY = _vocabulary()
RELEVANT = frozenset({"VN", "LA", "vn-ha-noi", "vn-lao-cai", "vn-lao-cai-63"})


_WHOLE_FILE = frozenset({"source-missing", "area-assumed", "nothing-read"})


def options(**changes: Any) -> ReadOptions:
    """Return options with the small vocabulary."""
    known: dict[str, Any] = {"vocabulary": VOCABULARY, "relevant": RELEVANT}
    return ReadOptions(**(known | changes))


def codes(submission: Submission) -> list[str]:
    """Return the codes of the findings without those on what a whole file lacks."""
    return [each.code for each in submission.findings if each.code not in _WHOLE_FILE]


def only(submission: Submission) -> Finding:
    """Return the one finding apart from those on what a whole file lacks."""
    (finding,) = (each for each in submission.findings if each.code not in _WHOLE_FILE)
    return finding
