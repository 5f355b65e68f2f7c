"""One indicator across its documents: `targets --by indicator`, and what `explain` adds."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pytest

from acceptance.cli import HEADER, PLAN, inside, write

SHARE = "*/digital-economy-share-2025"
SHARE_2025 = f"{HEADER}digital-economy-share,VN,2025,14.02\n"
OLD_PLAN = f"{PLAN}    replaced_by: qd-749-2020/fibre-households-2025\n"


def by_indicator(*selectors: str, form: str = "json", lang: str = "en") -> Any:
    options = [part for selector in selectors for part in ("-t", selector)]
    result = inside("targets", "--by", "indicator", *options, "-f", form, "--lang", lang)
    assert (result.code, result.stderr) == (0, b"")
    return result.json if form == "json" else result.out


def test_what_each_document_demands_stands_in_time_order_with_its_own_words() -> None:
    found = by_indicator(SHARE)

    assert [
        (row["document"], row["comparison"], row["threshold"], row["differs"]) for row in found
    ] == [
        ("52-NQ/TW", "~", 20, "chiếm khoảng"),
        ("749/QĐ-TTg", ">=", 20, "chiếm"),
        ("2289/QĐ-TTg", "~", 20, "chiếm khoảng"),
        ("411/QĐ-TTg", ">=", 20, "tỷ trọng … đạt"),
        (None, ">=", 20, "tỷ trọng … đạt"),
    ]
    assert {row["indicator"] for row in found} == {"digital-economy-share"}
    assert found[1]["rule"] == "at least 20%"
    assert found[1]["quote"] == "Kinh tế số chiếm 20% GDP"


def test_words_are_compared_within_a_horizon_and_numbers_are_words() -> None:
    found = by_indicator("all/labour-productivity-growth-2025", "all/digital-economy-share-2030")

    assert {row["target"]: row["differs"] for row in found} == {
        "nq-52-tw-2019/digital-economy-share-2030": "chiếm trên",
        "qd-2289/digital-economy-share-2030": "chiếm khoảng",
        "qd-411-2022/digital-economy-share-2030": "tỷ trọng … đạt",
        "khhd-btttt-2022/digital-economy-share-2030": "tỷ trọng … đạt",
        "nq-57-tw-2024/digital-economy-share-2030": "Quy mô … đạt tối thiểu",
        "nq-52-tw-2019/labour-productivity-growth-2025": "bình quân trên … /năm",
        "qd-749-2020/labour-productivity-growth-2025": "hàng năm … tối thiểu",
        "qd-2289/labour-productivity-growth-2025": "bình quân trên … /năm",
    }


def test_a_document_alone_differs_from_none() -> None:
    (found,) = by_indicator("nq-57-tw-2024/hdi-2030")

    assert found["differs"] is None


def test_csv_has_the_columns_of_json() -> None:
    rows = list(csv.DictReader(io.StringIO(by_indicator(SHARE, form="csv").lstrip("\ufeff"))))

    assert list(rows[0]) == list(by_indicator(SHARE)[0])
    assert [row["differs"] for row in rows] == [row["differs"] for row in by_indicator(SHARE)]


def test_the_table_shows_the_words_and_with_v_the_whole_wording() -> None:
    brief = inside("targets", "--by", "indicator", "-t", SHARE, "--lang", "vi").out
    whole = inside("targets", "--by", "indicator", "-t", SHARE, "--lang", "vi", "-v").out

    assert "Tỷ trọng kinh tế số trong GDP · digital-economy-share · % GDP" in brief
    assert "“chiếm khoảng”" in brief
    assert "“Kinh tế số chiếm khoảng 20% GDP”" not in brief
    assert "“Kinh tế số chiếm khoảng 20% GDP”" in whole


def test_markdown_has_a_table_for_each_indicator() -> None:
    told = by_indicator(SHARE, "all/gci-rank-2025", form="markdown")

    assert [line for line in told.splitlines() if line.startswith("###")] == [
        "### ITU Global Cybersecurity Index, world rank · gci-rank · rank",
        "### Digital economy share of GDP · digital-economy-share · % of GDP",
    ]
    assert told.count("“Kinh tế số chiếm khoảng 20% GDP”") == 2


@pytest.mark.parametrize("form", ["table", "markdown"])
def test_the_same_over_another_population_is_pointed_to(form: str) -> None:
    told = by_indicator("all/*-use-*", form=form)
    plain = " ".join(told.split())

    assert "Of another population: Adults using online public services (online-services-" in plain
    assert "Of another population: People and firms using online public services" in plain


@pytest.mark.parametrize("form", ["table", "markdown"])
def test_what_took_a_targets_place_is_told(tmp_path: Path, form: str) -> None:
    plan = tmp_path / "plan.yaml"
    plan.write_text(OLD_PLAN, encoding="utf-8")

    told = " ".join(by_indicator(str(plan), "qd-749-2020", form=form).split())
    explained = inside("explain", "plan/fibre-2025", "-t", plan, "--lang", "vi").out

    assert "Replaced by qd-749-2020/fibre-households-2025" in told
    assert "Đã được thay thế bằng qd-749-2020/fibre-households-2025" in explained
    assert by_indicator(str(plan))[0]["replaced_by"] == "qd-749-2020/fibre-households-2025"


def test_a_name_that_is_no_targets_cannot_take_its_place(tmp_path: Path) -> None:
    plan = tmp_path / "plan.yaml"
    plan.write_text(OLD_PLAN.replace("qd-749-2020/fibre", "QD 749/fibre"), encoding="utf-8")

    result = inside("targets", "-t", plan, "--lang", "en")

    assert result.code == 3
    assert "plan.yaml:16:18" in result.err


def test_an_explanation_names_what_other_documents_demand() -> None:
    told = inside("explain", "qd-2289/gii-rank-2030", "--lang", "en").out
    members = "members on the day the edition was released"

    assert told.splitlines()[-5:] == [
        " Other documents on the same",
        f"   2025 · 52-NQ/TW: among the first 3 of ASEAN, {members}",
        "   2025 · 749/QĐ-TTg: among the first 35",
        "   2030 · 52-NQ/TW: among the first 40",
        "   2045 · 57-NQ/TW: among the first 30",
    ]


def test_with_data_their_verdicts_stand_beside(tmp_path: Path) -> None:
    data = write(tmp_path, SHARE_2025)
    asked = ("explain", "qd-2289/digital-economy-share-2025", data, "--as-of", "2025")
    told = inside(*asked, "--lang", "en").out
    (found,) = inside(*asked, "-f", "json", "--lang", "en").json

    assert "   2025 · 749/QĐ-TTg: at least 20% — ✘ FAIL 14.02%" in told
    assert "   2030 · 52-NQ/TW: above 30% — ◷ PENDING 14.02%" in told
    assert [
        (other["target"], [each["verdict"] for each in other["assessments"]])
        for other in found["others"]
    ] == [
        ("nq-52-tw-2019/digital-economy-share-2025", ["fail"]),
        ("qd-749-2020/digital-economy-share-2025", ["fail"]),
        ("qd-411-2022/digital-economy-share-2025", ["fail"]),
        ("khhd-btttt-2022/digital-economy-share-2025", ["fail"]),
        ("nq-52-tw-2019/digital-economy-share-2030", ["pending"]),
        ("qd-411-2022/digital-economy-share-2030", ["pending"]),
        ("khhd-btttt-2022/digital-economy-share-2030", ["pending"]),
        ("nq-57-tw-2024/digital-economy-share-2030", ["pending"]),
        ("nq-57-tw-2024/digital-economy-share-2045", ["pending"]),
    ]


def test_only_the_packs_chosen_are_looked_through() -> None:
    told = inside("explain", "digital-economy-share-2025", "-t", "qd-2289", "--lang", "en").out

    assert "Other documents" not in told


def test_a_bare_name_means_the_strategys_own_where_it_has_one() -> None:
    (own, plan) = inside("explain", "digital-economy-share-2030", "-f", "json").json
    (other,) = inside("explain", "tfp-share-2030", "-f", "json").json

    assert own["target"] == "qd-2289/digital-economy-share-2030"
    assert plan["target"] == "khhd-btttt-2022/digital-economy-share-2030"
    assert other["target"] == "nq-57-tw-2024/tfp-share-2030"
