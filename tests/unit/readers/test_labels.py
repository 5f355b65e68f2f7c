from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmcn4.model.catalogue import Area, Indicator
from cmcn4.packs.builtin import built_in
from cmcn4.readers.values.footnotes import without_footnote
from cmcn4.readers.values.labels import Label, forms, halves, label
from cmcn4.readers.values.names import Areas, Clash, Indicators, Near, Unlisted, initials, meant

KNOWN = built_in().vocabulary
AREAS = Areas(KNOWN, frozenset(KNOWN.catalogue.areas))
INDICATORS = Indicators(KNOWN)
NAME = "Tỷ lệ dân số sử dụng Internet"
NUMBERINGS = ["1. ", "1) ", "(1) ", "1/ ", "12. ", "a) ", "I. ", "1.2. ", "1.2 ", "1 ", "- ", "+ ",
              "• ", "[1] ", "IV/ ", "- a) ", "Chỉ tiêu 1: ", "Mục tiêu 3 - ",
              "Trong đó: "]  # fmt: skip
MARKS = [" (1)", "(1)", "¹", "¹⁾", " ⁽¹⁾", "*", " (*)", " [1]", " (a)", "1", "1)", " 1)", "†", "²*"]
INVISIBLE = ["\u200b", "\u200e", "\u2066", "\u2060", "\u00ad", "\ufeff", "\u00a0"]


def indicator(text: str) -> str | None:
    found = INDICATORS.find((text,))
    return found.id if isinstance(found, Indicator) else None


def area(*texts: str) -> object:
    found = AREAS.find(texts, None)
    return found.id if isinstance(found, Area) else found


@pytest.mark.parametrize("before", NUMBERINGS)
def test_numbering_is_no_part_of_a_name(before: str) -> None:
    assert indicator(before + NAME) == "internet-users"


@pytest.mark.parametrize("mark", MARKS)
def test_a_mark_behind_is_no_part_of_a_name(mark: str) -> None:
    assert indicator(NAME + mark) == "internet-users"
    assert area("Đà Nẵng" + mark) == "vn-da-nang-2025"


@given(
    st.sampled_from(["", *NUMBERINGS]),
    st.sampled_from(["", *MARKS]),
    st.lists(st.tuples(st.sampled_from(INVISIBLE[:-1]), st.integers(0, len(NAME)))),
)
def test_what_is_added_changes_nothing_of_what_a_name_stands_for(
    before: str, mark: str, invisible: list[tuple[str, int]]
) -> None:
    name = NAME
    for character, at in invisible:
        name = name[:at] + character + name[at:]
    assert indicator(before + name + mark) == "internet-users"


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        (f"{NAME} (%)", "%"),
        (f"{NAME}, %", "%"),
        (f"{NAME} (ĐVT: %)", "%"),
        (f"{NAME} (đơn vị tính: %)", "%"),
        (f"{NAME} (% dân số)", "% dân số"),
        (f"{NAME} (% dân số) (1)", "% dân số"),
        (f"3. {NAME} [nghìn người]¹", "nghìn người"),
        (f"{NAME} (ước)", ""),
    ],
)
def test_a_unit_beside_a_name_is_told_apart(text: str, unit: str) -> None:
    found, told = INDICATORS.labelled(text)
    assert found is not None
    assert (found.id, told) == ("internet-users", unit)


@pytest.mark.parametrize(
    "text",
    [
        f"{NAME} (nông thôn)",
        f"{NAME} (Nam)",
        f"{NAME} (so với cùng kỳ)",
        f"{NAME} - Nông thôn",
        f"{NAME} - Rural",
        f"{NAME} - Internet users in rural areas",
        f"{NAME} của nam",
    ],
)
def test_words_that_may_change_the_meaning_stay(text: str) -> None:
    assert indicator(text) is None


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        (f"{NAME} - Internet users", "internet-users"),
        (f"{NAME}/Population using the Internet", "internet-users"),
        (f"{NAME}\nPopulation using the Internet", "internet-users"),
        (f"{NAME} (Internet users)", "internet-users"),
        ("Xếp hạng EGDI - GII rank", None),
    ],
)
def test_two_languages_name_one_thing_or_nothing(text: str, id_: str | None) -> None:
    assert indicator(text) == id_


@pytest.mark.parametrize(
    ("texts", "id_"),
    [
        (("CẢ NƯỚC - WHOLE COUNTRY",), "VN"),
        (("Hà Nội (mới)",), "vn-ha-noi"),
        (("2. Huế¹",), "vn-hue"),
        (("Hà Nội/Hanoi",), "vn-ha-noi"),
        (("Bà Rịa - Vũng Tàu",), "vn-ba-ria-vung-tau"),
        (("Việt Nam", "Lào Cai"), "vn-lao-cai-2025"),
        (("Lào Cai", "Việt Nam"), "vn-lao-cai-2025"),
        (("VNM", "Nước ta"), "VN"),
        (("HN", "Hà Nội"), "vn-ha-noi"),
        (("250", "VNM", "Viet Nam"), "VN"),
        (("South-eastern Asia", "Viet Nam"), "VN"),
        (("Viet Nam", "South-eastern Asia"), "VN"),
    ],
)
def test_of_several_areas_the_narrower_counts_and_a_code_decides(
    texts: tuple[str, ...], id_: str
) -> None:
    assert area(*texts) == id_


def test_areas_that_contradict_each_other_are_a_clash() -> None:
    assert area("Hà Nội", "Lào Cai") == Clash(
        ("Hà Nội", "Lào Cai"), ("vn-ha-noi", "vn-lao-cai-2025")
    )
    assert area("VNM", "Lao PDR") == Clash(("VNM", "Lao PDR"), ("VN", "LA"))


def test_a_name_that_may_lie_in_a_known_area_is_not_that_area() -> None:
    assert area("Việt Nam", "Hoàn Kiếm") == Unlisted("Hoàn Kiếm")
    assert area("Hà Nội - Hoàn Kiếm") == Unlisted("Hà Nội - Hoàn Kiếm")
    assert isinstance(area("Việt Nam", "Hà Nộii"), Near)
    assert area("TH1") == Unlisted("TH1")


def test_abbreviations_of_provinces_are_asked_for_apart() -> None:
    short = AREAS.short("HN")
    assert short is not None
    assert (short.id, area("HN")) == ("vn-ha-noi", "HN")
    assert AREAS.short("QN") is None


@pytest.mark.parametrize(
    "text",
    ["Đồng bằng sông Hồng", "I. Vùng Đồng bằng sông Hồng", "Tây Nguyên - Central Highlands",
     "East Asia & Pacific", "South-eastern Asia", "ASEAN", "World", "High income",
     "Vùng kinh tế trọng điểm Bắc Bộ"],
)  # fmt: skip
def test_regions_and_aggregates_are_known(text: str) -> None:
    assert AREAS.region(text)


@pytest.mark.parametrize("text", ["Viet Nam", "Hà Nội", "Hoàn Kiếm", ""])
def test_what_is_no_region(text: str) -> None:
    assert not AREAS.region(text)


@pytest.mark.parametrize(
    ("text", "id_", "only"),
    [
        ("gii_rank", "gii-rank", True),
        ("GII rank", "gii-rank", True),
        ("Xếp hạng GII", "gii-rank", True),
        ("GCI overall score", "gci-score", True),
        ("gii-rank", "gii-rank", False),
        ("Xếp hạng Chỉ số Đổi mới sáng tạo toàn cầu (GII)", "gii-rank", False),
        ("Global Innovation Index rank", "gii-rank", False),
        ("ITU GCI rank", "gci-rank", False),
        ("EGDI rank", "egdi-rank", False),
    ],
)
def test_initials_that_two_indices_share(text: str, id_: str, *, only: bool) -> None:
    assert initials(text, KNOWN.catalogue.indicators[id_]) is only


@pytest.mark.parametrize(
    ("texts", "which"),
    [
        (("gii_rank", "hdi_rank_2024"), "rival"),
        (("mmr_2023",), "rival"),
        (("Nguồn: WIPO",), "ours"),
        (("HDI", "chỉ số đổi mới sáng tạo"), "ours"),
        (("Năm", "Hạng"), ""),
    ],
)
def test_what_stands_around_initials_tells_which_index_is_meant(
    texts: tuple[str, ...], which: str
) -> None:
    assert meant(KNOWN.catalogue.indicators["gii-rank"], texts) == which
    assert meant(KNOWN.catalogue.indicators["egdi-rank"], texts) == ""


def test_forms_go_from_the_most_literal_to_the_barest() -> None:
    assert forms("2) Tên1 (1)") == ("2) Tên1 (1)", "2) Tên1", "Tên1", "2) Tên", "Tên")
    assert forms("Tên") == ("Tên",)
    assert forms("") == ()


def test_halves_are_taken_apart_at_every_joint() -> None:
    assert list(halves("Năm - Year")) == [("Năm", "Year")]
    assert list(halves("Chỉ tiêu/Indicator")) == [("Chỉ tiêu", "Indicator")]
    assert list(halves("Giá trị\nValue")) == [("Giá trị", "Value")]
    assert list(halves("Năm (Year)")) == [("Năm", "Year")]
    assert list(halves("Năm")) == []


def test_a_label_that_is_not_known_stays_whole() -> None:
    assert label(" 1. Tên  (1)", KNOWN, lambda _: False) == Label("1. Tên (1)", "")


@pytest.mark.parametrize("text", ["*" * 40_000 + "x", "(1)" * 20_000, "- " * 20_000, "a/" * 20_000])
def test_long_texts_cost_no_more_than_short_ones(text: str) -> None:
    assert len(without_footnote(text)) <= len(text)
    assert max(map(len, forms(text))) <= 400
    assert area(text) is None or isinstance(area(text), Unlisted)
