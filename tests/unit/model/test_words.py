"""Small words of the model: folded names, cells, verdicts, spans, areas within areas."""

from __future__ import annotations

import datetime as dt
import unicodedata
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmcn4.model.catalogue import Area, Catalogue, Group, Indicator, Member, Scale
from cmcn4.model.finding import LEVELS, Finding
from cmcn4.model.observation import Place, Sheet, column_letters
from cmcn4.model.rule import Average, Count, Milestone, Threshold, comparison, year_span
from cmcn4.model.text import Text, clean, fold
from cmcn4.model.verdict import Answer, Verdict, due, verdict
from cmcn4.model.vocabulary import Vocabulary, unit_key
from cmcn4.packs import load

VOCABULARY: Vocabulary = load().vocabulary
ERRORS = (
    "file-unreadable file-empty encoding-unknown legacy-vietnamese-encoding header-not-found "
    "column-missing column-ambiguous indicator-unknown area-unknown period-unreadable "
    "number-unreadable number-ambiguous value-out-of-range unit-mismatch duplicate-conflict "
    "formula-without-value cell-error targets-invalid settings-invalid"
)
WARNINGS = (
    "indicator-unlisted duplicate-same source-conflict source-missing stale-value "
    "rank-not-official population-differs hidden-data percent-suspicious unit-suspicious "
    "jump-suspicious definition-changed catalogue-conflict area-changed"
)
NOTES = "rows-skipped released-later multi-year-skipped"


@given(st.text(max_size=30))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text("aăâáàảãạđeêếềểễệoôơuưyỳÐbcĐ %-_.", max_size=20))
def test_folding_ignores_case_form_and_spacing(text: str) -> None:
    for form in ("NFC", "NFD"):
        assert fold(unicodedata.normalize(form, text)) == fold(text)
    assert fold(text.upper()) == fold(text.lower()) == fold(f"  {text}\t")


@given(st.text(max_size=30))
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Tỷ lệ hộ (%)", "ty le ho"),
        ("TP. Hồ Chí Minh", "tp ho chi minh"),
        ("Đà Nẵng", "da nang"),
        ("OBS_VALUE", "obs value"),
        ("năm\u200b", "nam"),
        ("Tỉ lệ hộ", "ty le ho"),
        ("ti le ho", "ty le ho"),
        ("Quí I", "quy i"),
        ("Kĩ năng quản lí", "ky nang quan ly"),
        ("Mĩ", "my"),
        ("Bác sỹ", "bac sy"),
        ("Bác sĩ", "bac sy"),
        ("Hi Lạp", "hy lap"),
        ("Kinh tế vỹ mô", "kinh te vi mo"),
        ("Đơn vị", "don vi"),
        ("túi", "tui"),
        ("SI", "si"),
        ("SI†", "si"),
        ("ＳＩ", "si"),
        ("", ""),
        ("--", ""),
    ],
)
def test_names_fold_as_people_vary_them(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [("  a\t b ", "a b"), ("Ha\u0300 No\u0323\u0302i", "Hà Nội"), ("x\u00ad\ufeffy", "xy")],
)
def test_cleaning_keeps_letters_and_drops_what_is_invisible(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


def test_percent_signs_count_in_units() -> None:
    assert unit_key("% hộ") == "percent ho"
    assert unit_key("‰") == "permille"


def test_texts_are_vietnamese_or_english() -> None:
    text = Text(vi="Hà Nội", en="Ha Noi")
    assert (text.get("vi"), text.get("en")) == ("Hà Nội", "Ha Noi")


@pytest.mark.parametrize(
    ("number", "letters"),
    [(1, "A"), (26, "Z"), (27, "AA"), (52, "AZ"), (53, "BA"), (702, "ZZ"), (703, "AAA"),
     (16384, "XFD")],
)  # fmt: skip
def test_columns_are_lettered_as_in_excel(number: int, letters: str) -> None:
    assert column_letters(number) == letters


@given(st.integers(1, 20_000))
def test_column_letters_can_be_read_back(number: int) -> None:
    value = 0
    for letter in column_letters(number):
        value = value * 26 + ord(letter) - 64
    assert value == number


def test_a_place_has_a_cell_only_with_row_and_column() -> None:
    sheet = Sheet("a.xlsx", "S")
    assert Place(sheet, 7, 3).cell == "C7"
    assert Place(sheet, 7).cell is None
    assert Place(sheet, None, 3).cell is None


@pytest.mark.parametrize(
    ("day", "horizon", "expected"),
    [("2025-12-31", 2025, True), ("2025-12-30", 2025, False), ("2026-01-01", 2025, True)],
)
def test_a_target_is_due_on_the_last_day_of_its_horizon(
    day: str, horizon: int, expected: bool
) -> None:
    assert due(dt.date.fromisoformat(day), horizon) is expected


def test_a_target_of_a_day_is_due_on_it() -> None:
    assert [due(dt.date(2025, 6, day), dt.date(2025, 6, 30)) for day in (29, 30)] == [False, True]


@pytest.mark.parametrize(
    ("answer", "is_due", "lost", "expected"),
    [
        (Answer.YES, True, False, Verdict.PASS),
        (Answer.YES, False, False, Verdict.PASS),
        (Answer.NO, True, False, Verdict.FAIL),
        (Answer.NO, False, False, Verdict.PENDING),
        (Answer.NO, False, True, Verdict.FAIL),
        (Answer.UNKNOWN, True, False, Verdict.REVIEW),
        (Answer.NONE, True, False, Verdict.NO_DATA),
        (Answer.NONE, False, False, Verdict.NO_DATA),
    ],
)
def test_the_horizon_turns_an_answer_into_a_verdict(
    answer: Answer, is_due: bool, lost: bool, expected: Verdict
) -> None:
    assert verdict(answer, is_due=is_due, lost=lost) is expected


def test_finding_codes_have_the_documented_levels() -> None:
    documented = {
        **dict.fromkeys(ERRORS.split(), "error"),
        **dict.fromkeys(WARNINGS.split(), "warning"),
        **dict.fromkeys(NOTES.split(), "note"),
    }
    assert {code: LEVELS.get(code) for code in documented} == documented
    assert Finding("cell-error", Place(Sheet("a"))).level == "error"


def test_a_rule_states_one_comparison_and_a_milestone_none() -> None:
    assert comparison(Threshold(at_most=Decimal(40))) == ("<=", Decimal(40))
    assert comparison(Threshold(about=Decimal(20), tolerance=Decimal(1))) == ("~", Decimal(20))
    assert comparison(Average(over="2021-2025", above=Decimal(7))) == (">", Decimal(7))
    assert comparison(Count(at_least=Decimal(3), each_at_least=Decimal(1))) == (">=", Decimal(3))
    assert comparison(Count(each_at_least=Decimal(1))) == (">=", Decimal(1))
    assert comparison(Milestone()) is None


def test_a_span_of_years_is_written_with_two_years() -> None:
    assert year_span("2021-2025") == (2021, 2025)
    assert year_span("2025-2025") == (2025, 2025)
    for wrong in ("2025-2021", "2021", "21-25", "2021-20255"):
        with pytest.raises(ValueError, match="not a span of years"):
            year_span(wrong)


def area(name: str, parent: str | None = None) -> Area:
    return Area(id=name, kind="other", names=Text(vi=name, en=name), parent=parent)


def test_an_area_lies_within_its_ancestors_but_not_within_itself() -> None:
    areas = {each.id: each for each in (area("c", "p"), area("p", "n"), area("n"), area("o", "x"))}
    catalogue = Catalogue(units={}, indicators={}, areas=areas, groups={}, sources={})
    assert catalogue.within("c", "p")
    assert catalogue.within("c", "n")
    assert not catalogue.within("n", "n")
    assert not catalogue.within("p", "c")
    assert not catalogue.within("unknown", "n")
    assert not catalogue.within("o", "n")


def test_membership_is_dated_and_open_ended() -> None:
    members = (
        Member(id="old", to_date="2020-12-31"),
        Member(id="new", from_date="2025-10-26"),
        Member(id="always"),
    )
    names = Text(vi="Nhóm", en="Group")
    group = Group(id="g", kind="areas", names=names, members=members)
    assert group.members_on("2020-12-31") == ["old", "always"]
    assert group.members_on("2021-01-01") == ["always"]
    assert group.members_on("2025-10-26") == ["new", "always"]


@pytest.mark.parametrize(
    ("frequency", "max_age", "limit"),
    [("annual", None, 1), ("biennial", None, 2), ("irregular", None, 4), ("annual", 0, 0)],
)
def test_age_limit_follows_the_frequency(frequency: str, max_age: int | None, limit: int) -> None:
    names = Text(vi="a", en="a")
    indicator = Indicator(
        id="a",
        names=names,
        unit="%",
        direction="higher",
        frequency=frequency,  # type: ignore[arg-type]
        max_age=max_age,
    )
    assert indicator.age_limit == limit


def test_the_valid_range_depends_on_the_year() -> None:
    scales = (
        Scale(min=Decimal(0), max=Decimal(1), to_year=2018),
        Scale(min=Decimal(0), max=Decimal(100), from_year=2020),
    )
    names = Text(vi="a", en="a")
    indicator = Indicator(id="a", names=names, unit="i", direction="higher", range=scales)
    assert indicator.scale(2018) == (Decimal(0), Decimal(1))
    assert indicator.scale(2019) == (None, None)
    assert indicator.scale(2020) == (Decimal(0), Decimal(100))


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Hà Nội", "vn-ha-noi"),
        ("ha noi", "vn-ha-noi"),
        ("01", "vn-ha-noi"),
        ("1", "vn-ha-noi"),
        ("VNM", "VN"),
        ("vn", "VN"),
        ("Việt Nam", "VN"),
        ("AO", "AO"),
        ("NGA", "NG"),
    ],
)
def test_areas_are_found_by_code_or_name(name: str, code: str) -> None:
    found = VOCABULARY.area(name)
    assert found is not None
    assert found.id == code


@pytest.mark.parametrize(("name", "code"), [("Nga", "NG"), ("Áo", "AO")])
def test_a_name_is_never_taken_for_a_code_that_looks_like_it(name: str, code: str) -> None:
    found = VOCABULARY.area(name)
    assert found is None or found.id != code


def test_an_unknown_area_or_indicator_is_none() -> None:
    assert VOCABULARY.area("Atlantis") is None
    assert VOCABULARY.area("99") is None
    assert VOCABULARY.indicator("rice exports") is None


def test_an_unlisted_source_is_its_folded_name() -> None:
    assert VOCABULARY.source("Bộ Y tế, 2025") == "bo y te 2025"
    assert VOCABULARY.source("") == ""
