from __future__ import annotations

import pytest

from cmcn4.model.catalogue import Area, Indicator
from cmcn4.model.period import year
from cmcn4.readers.values.names import Areas, Indicators, Near, Unlisted, breakdown
from cmcn4.readers.values.units import is_percent, is_unit, read_unit
from unit.readers.small import INDICATORS, RELEVANT, VOCABULARY

BY_ID = {each.id: each for each in INDICATORS}


@pytest.mark.parametrize(
    "text", ["egdi-rank", "EGDI Rank", " Xếp hạng EGDI ", "xep hang egdi", "egdi_rank"]
)
def test_indicators_by_id_and_name(text: str) -> None:
    found = Indicators(VOCABULARY).find((text,))
    assert isinstance(found, Indicator)
    assert found.id == "egdi-rank"


@pytest.mark.parametrize(
    ("text", "nearest"),
    [
        ("egdi-rnak", "egdi-rank"),
        ("egdi-ranks", "egdi-rank"),
        ("egdirank", "egdi-rank"),
        ("Tỷ trọng kinh tê số trong GPD", "digital-economy-share"),
        ("Tỷ lệ hộ gia đình có cáp quan", "fibre-households"),
        ("Housholds with fibre", "fibre-households"),
        ("Jouseholds with fibre", "fibre-households"),
        ("hоuseholds with fibre", "fibre-households"),  # Cyrillic
        ("һouseholds with fibre", "fibre-households"),  # Cyrillic
        ("ЕGDI rank", "egdi-rank"),  # Cyrillic
        ("Tỷ lệ hộ gia đình có cáp wuang", "fibre-households"),
        ("Тỷ lệ hộ gia đình có cáp quang", "fibre-households"),  # Cyrillic
        ("Tỷ lệ hộ gia đình có ϲáp quang", "fibre-households"),
    ],
)
def test_typing_errors_are_near_misses(text: str, nearest: str) -> None:
    found = Indicators(VOCABULARY).find((text,))
    assert isinstance(found, Near)
    assert nearest in found.ids


@pytest.mark.parametrize(
    "text",
    [
        "Doanh thu viễn thông",
        "Tỷ lệ xã có cáp quang",
        "Tỷ lệ hộ nghèo có cáp quang",
        "Xếp hạng PII",
        "Điểm PCI",
        "PCI score",
        "gii",
        "",
        "Tốc độ tăng 5 năng suất lao động",
    ],
)
def test_another_word_is_another_thing(text: str) -> None:
    assert isinstance(Indicators(VOCABULARY).find((text,)), Unlisted)


@pytest.mark.parametrize("text", ["ｅgdi-rank", "Ｅgdi rank", "ÉGDI-rank"])
def test_letters_that_are_the_same_are_no_slip(text: str) -> None:
    found = Indicators(VOCABULARY).find((text,))
    assert isinstance(found, Indicator)
    assert found.id == "egdi-rank"


def test_of_a_code_and_a_name_the_first_known_decides() -> None:
    found = Indicators(VOCABULARY).find(("WB_X_1", "EGDI rank"))
    assert isinstance(found, Indicator)


@pytest.mark.parametrize(
    ("text", "area"),
    [
        ("VN", "VN"),
        ("Việt Nam", "VN"),
        ("VNM", "VN"),
        ("Hà Nội", "vn-ha-noi"),
        ("TP. Hà Nội", "vn-ha-noi"),
        ("Thành phố Hà Nội", "vn-ha-noi"),
        ("UBND thành phố Hà Nội", "vn-ha-noi"),
        ("Ha Noi City", "vn-ha-noi"),
        ("01", "vn-ha-noi"),
        ("1", "vn-ha-noi"),
        ("tỉnh Lào Cai", "vn-lao-cai"),
    ],
)
def test_areas_by_code_and_name(text: str, area: str) -> None:
    found = Areas(VOCABULARY, RELEVANT).find((text,), year(2025))
    assert isinstance(found, Area)
    assert found.id == area


def test_borders_are_those_of_the_period() -> None:
    found = Areas(VOCABULARY, RELEVANT).find(("Lào Cai",), year(2024))
    assert isinstance(found, Area)
    assert found.id == "vn-lao-cai-63"


def test_only_areas_that_matter_are_suggested() -> None:
    areas = Areas(VOCABULARY, RELEVANT)
    assert isinstance(areas.find(("Vietnm",), None), Unlisted)
    assert isinstance(areas.find(("Viet Nma",), None), Near)
    assert isinstance(areas.find(("Frnace",), None), Unlisted)
    assert isinstance(areas.find(("World",), None), Unlisted)
    assert areas.find(("", "-"), None) is None


def test_a_reporting_unit_tells_its_area() -> None:
    areas = Areas(VOCABULARY, RELEVANT)
    found = areas.in_title("Sở Khoa học và Công nghệ tỉnh Lào Cai")
    assert isinstance(found, Area)
    assert found.id == "vn-lao-cai"
    assert areas.in_title("Bộ Nội vụ") is None


@pytest.mark.parametrize(
    ("texts", "id_"),
    [
        (("_T",), ""),
        (("Tổng số",), ""),
        (("cả nước",), ""),
        (("Miền Bắc",), "north"),
        (("_T", "_Z", "F"), "f"),
        (("north", "F"), "north / f"),
        (("Đông Bắc",), "dong bac"),
    ],
)
def test_breakdowns(texts: tuple[str, ...], id_: str) -> None:
    assert breakdown(VOCABULARY, BY_ID["smart-cities"], texts) == id_


@pytest.mark.parametrize(
    ("indicator", "unit"),
    [
        ("fibre-households", "% of households"),
        ("fibre-households", "% hộ gia đình"),
        ("fibre-households", "% of households (survey)"),
        ("fibre-households", "%"),
        ("fibre-households", "phần trăm"),
        ("fibre-households", "PT"),
        ("fibre-households", ""),
        ("fibre-households", '"'),
        ("egdi-rank", "rank (1=best)"),
        ("egdi-rank", "rank of 193"),
        ("egdi-rank", "hạng"),
        ("gci-score", "0_TO_100"),
        ("gci-score", "index 0-100"),
        ("gci-tier", "tier 1..5"),
        ("productivity-growth", "%/yr"),
    ],
)
def test_units_that_fit(indicator: str, unit: str) -> None:
    assert read_unit(VOCABULARY, BY_ID[indicator], unit, 2024) == (0, None)


@pytest.mark.parametrize(
    ("indicator", "unit", "multiplier", "shift"),
    [
        ("smart-cities", "nghìn đô thị", "", 3),
        ("smart-cities", "triệu", "", 6),
        ("smart-cities", "", "3", 3),
        ("smart-cities", "đô thị", "0", 0),
        ("billions", "triệu đồng", "", -3),
        ("billions", "nghìn tỷ đồng", "", 3),
        ("billions", "nghìn tỉ đồng", "", 3),
        ("billions", "đồng", "", -9),
        ("billions", "đồng", "6", -3),
        ("fibre-households", "‰", "", -1),
        ("productivity-growth", "‰", "", -1),
    ],
)
def test_powers_of_ten(indicator: str, unit: str, multiplier: str, shift: int) -> None:
    assert read_unit(VOCABULARY, BY_ID[indicator], unit, 2024, multiplier) == (shift, None)


@pytest.mark.parametrize(
    ("indicator", "unit", "multiplier"),
    [
        ("fibre-households", "%", "2"),  # a share in hundreds of percent is no share
        ("egdi-rank", "", "1"),
        ("billions", "", "6"),  # of what, is not said
        ("billions", "tỷ đồng", "3"),  # billions of thousands: one of the two is wrong
        ("smart-cities", "nghìn đô thị", "3"),
        ("smart-cities", "", "many"),
    ],
)
def test_multipliers_that_cannot_be(indicator: str, unit: str, multiplier: str) -> None:
    _, problem = read_unit(VOCABULARY, BY_ID[indicator], unit, 2024, multiplier)
    assert problem is not None
    assert (problem.code, problem.facts["variant"]) == ("unit-mismatch", "multiplier")


@pytest.mark.parametrize(
    ("indicator", "unit", "code", "variant"),
    [
        ("fibre-households", "% of adults", "unit-mismatch", "population"),
        ("fibre-households", "rank", "unit-mismatch", "kind"),
        ("egdi-rank", "%", "unit-mismatch", "kind"),
        ("digital-economy-share", "tỷ đồng", "unit-mismatch", "kind"),
        ("gci-score", "index 0-1", "unit-mismatch", "kind"),
        ("fibre-households", "% of communes", "unit-suspicious", None),
        ("fibre-households", "điểm %", "unit-mismatch", "points"),
        ("productivity-growth", "percentage points", "unit-mismatch", "points"),
        ("billions", "nghìn USD", "unit-mismatch", "kind"),
        ("billions", "triệu", "unit-suspicious", None),
        ("smart-cities", "nghìn xã", "unit-suspicious", None),
    ],
)
def test_units_that_do_not(indicator: str, unit: str, code: str, variant: str | None) -> None:
    problem = read_unit(VOCABULARY, BY_ID[indicator], unit, 2024).problem
    assert problem is not None
    assert (problem.code, problem.facts.get("variant")) == (code, variant)


@pytest.mark.parametrize(
    "unit", ["người", "nghìn người", "nghìn thuê bao", "tỷ đồng", "triệu đồng/lao động", "xã"]
)
def test_a_number_of_something_is_no_percentage(unit: str) -> None:
    assert is_unit(VOCABULARY, unit)
    assert not is_percent(unit)
    problem = read_unit(VOCABULARY, BY_ID["fibre-households"], unit, 2024).problem
    assert problem is not None
    assert problem.code == "unit-mismatch"


@pytest.mark.parametrize(
    "unit", ["%", "% of households", "ĐVT: %", "Đơn vị tính: %", "phần trăm", "%¹"]
)
def test_units_that_say_percent(unit: str) -> None:
    assert is_unit(VOCABULARY, unit)
    assert is_percent(unit)


@pytest.mark.parametrize("text", ["Nam", "Năm", "nông thôn", "2024", "Hà Nội", "Tỉnh", "Nước"])
def test_what_is_no_unit(text: str) -> None:
    assert not is_unit(VOCABULARY, text)


@pytest.mark.parametrize(
    ("label", "strange"),
    [
        ("Fibre to household", False),
        ("Fibres to households", False),
        ("Households of farmers", True),
    ],
)
def test_a_label_beside_a_code_of_ours_is_held_against_its_names_in_singular_and_plural(
    label: str, *, strange: bool
) -> None:
    assert Indicators(VOCABULARY).strays("fibre-households", label) is strange
