"""`cmcn4 explain`: the whole story of one verdict, in three formats and two languages."""

from __future__ import annotations

import json
import os
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from rich.cells import cell_len

import cmcn4
from acceptance.cli import AT_2025, HEADER, Result, inside, judged, lines, write
from cmcn4.locale import composed, say
from cmcn4.packs import load
from cmcn4.reporters.presentation.words import Words

SAMPLE = Path(__file__).parents[2] / "samples" / "vietnam.xlsx"
EGDI = "qd-2289/egdi-rank-2030"
ECONOMY = "qd-2289/digital-economy-share-2030"
QUOTE = "Chỉ số Chính phủ điện tử theo xếp hạng của Liên hợp quốc thuộc nhóm 50 nước đứng đầu"
FORMATS = ("table", "markdown", "json")
LANGS = ("en", "vi")
LABELS = ("wording", "document", "rule")
STORY = ("used", "arithmetic", "passed-over", "progress", "cite")


def explain(target: str, *args: object, lang: str = "en", form: str = "table") -> Result:
    """Explain a target by the sample, for Viet Nam at the end of 2025."""
    return explained(os.environ.get("COLUMNS"), target, "--lang", lang, "-f", form, *args)


@cache
def explained(_columns: str | None, target: str, *args: object) -> Result:
    """Explain once what several tests look at."""
    return inside("explain", target, SAMPLE, "--as-of", "2025", "--area", "VN", *args)


def flat(result: Result, form: str = "table") -> str:
    """Return what was said, without line breaks; Markdown without its escapes."""
    text = " ".join(result.out.split())
    return re.sub(r"\\(.)", r"\1", text) if form == "markdown" else text


def record(result: Result) -> dict[str, Any]:
    """Return the one assessment of an explanation in JSON."""
    ((found,),) = (each["assessments"] for each in result.json)
    assert isinstance(found, dict)
    return found


def quotes() -> dict[str, str]:
    return {
        f"{file.pack.id}/{target.id}": target.quote
        for file in cmcn4.load_packs()
        for target in file.pack.targets
    }


# what is told


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("data", [(), (SAMPLE, "--as-of", "2025")], ids=["alone", "data"])
def test_the_wording_of_every_target_is_verbatim(
    form: str, lang: str, data: tuple[object, ...]
) -> None:
    result = inside("explain", "*", *data, "--lang", lang, "-f", form)
    assert (result.code, result.stderr) == (0, b"")
    said = flat(result, form)
    if form == "json":
        said = " ".join(str(each["explanation"]) for each in result.json)
    for target, quote in quotes().items():
        assert f"“{' '.join(quote.split())}”" in said, target


@pytest.mark.parametrize("form", ["table", "markdown"])
@pytest.mark.parametrize("lang", LANGS)
def test_without_data_it_is_the_target_alone(form: str, lang: str) -> None:
    said = flat(inside("explain", EGDI, "--lang", lang, "-f", form), form)
    for label in (*LABELS, "indicator", "applies", "sources"):
        assert say(lang, composed(f"explain.{label}")) in said
    assert say(lang, "story.used") not in said
    assert "2289/QĐ-TTg" in said


@pytest.mark.parametrize("form", ["table", "markdown"])
@pytest.mark.parametrize("lang", LANGS)
def test_with_data_it_is_the_whole_story(form: str, lang: str) -> None:
    said = flat(explain(EGDI, lang=lang, form=form), form)
    for label in (*(f"explain.{each}" for each in LABELS), *(f"story.{each}" for each in STORY)):
        assert say(lang, composed(label)) in said, label
    assert f"“{QUOTE}”" in said


def test_the_cell_named_holds_the_value_used() -> None:
    said = flat(explain(EGDI))
    assert "Viet Nam 2024: 71 · UN DESA · vietnam.xlsx Chỉ số quốc tế!F11" in said
    book = load_workbook(SAMPLE, read_only=True)
    assert book["Chỉ số quốc tế"]["F11"].value == 71
    book.close()


@pytest.mark.parametrize(
    ("target", "lang", "steps"),
    [
        (EGDI, "en", ["71 ≤ 50? no (21 short)"]),
        (EGDI, "vi", ["71 ≤ 50? không (thiếu 21)"]),
        (ECONOMY, "vi", ["14,02% ≈ 30? không (thiếu 15,98)"]),
        (
            "qd-2289/gii-asean-rank-2025", "en",
            ["Singapore 5, Malaysia 34, Viet Nam 44, Thailand 45",
             "2 strictly ahead, so place 3", "3 of 10 ≤ 3? yes"],
        ),
        (
            "qd-2289/egdi-asean-rank-2025", "vi",
            ["4 nước đứng trước hẳn, vậy đứng thứ 5", "5/10 ≤ 4? không (thiếu 1)"],
        ),
    ],
)  # fmt: skip
def test_the_arithmetic_can_be_followed(target: str, lang: str, steps: list[str]) -> None:
    said = flat(explain(target, lang=lang))
    for each in steps:
        assert each in said


def test_figures_of_others_are_named_and_not_compared_with_the_threshold() -> None:
    said = flat(explain("qd-2289/e-payment-accounts-2025"))
    assert "Adults with a bank or payment account · Viet Nam 2025: > 87%" in said
    assert "Arithmetic" not in said


def test_a_mean_is_written_out(tmp_path: Path) -> None:
    # 1.07 × 1.08 = 1.1556; × 1.06 = 1.224936; × 1.07 = 1.31068152; × 1.08 = 1.4155360416,
    # more than 1.07^5 = 1.4025517307
    rates = zip(range(2021, 2026), (7, 8, 6, 7, 8), strict=True)
    rows = "".join(f"labour-productivity-growth,VN,{y},{r},%/year,NSO,\n" for y, r in rates)
    path = write(tmp_path, HEADER + rows)
    said = flat(inside("explain", "qd-2289/labour-productivity-growth-2025", path, *AT_2025))
    assert "1.07 × 1.08 × 1.06 × 1.07 × 1.08 = 1.4155360416" in said
    assert "1.07^5 = 1.4025517307" in said
    assert "yes" in said


@pytest.mark.parametrize(
    ("target", "said"),
    [
        (EGDI, "older: 2018 88 (UN DESA), 2020 86 (UN DESA), 2022 86 (UN DESA)"),
        (ECONOMY, "several years in one: 2020-2024 12.88 (NSO)"),
        (ECONOMY, "breakdowns, not totals: 2025 core digital industries 8.42 (NSO)"),
        ("qd-2289/internet-users-2025", "2025-06 84.15 (MOST)"),
    ],
)
def test_rows_passed_over_are_named_with_the_reason(target: str, said: str) -> None:
    assert said in flat(explain(target))


def test_every_reason_of_passing_over(tmp_path: Path) -> None:
    header = "indicator,area,period,value,unit,source,released,status\n"
    rows = (
        "digital-economy-share,VN,2025,14.02,% of GDP,NSO,2026-01-05,\n"
        "digital-economy-share,VN,2025,14.5,% of GDP,NSO,2025-12-29,\n"
        "digital-economy-share,VN,2025,18,% of GDP,MOST,,\n"
        "digital-economy-share,VN,2025-S2,15,% of GDP,NSO,,\n"
        "digital-economy-share,VN,2024,13.17,% of GDP,NSO,,\n"
        "digital-economy-share,VN,2025,19,% of GDP,WB,,forecast\n"
        "digital-economy-share,VN,2026,20,% of GDP,NSO,,\n"
    )
    path = write(tmp_path, header + rows)
    found = record(inside("explain", ECONOMY, path, *AT_2025, "-f", "json"))
    assert {each["cell"]: each["why"] for each in found["passed_over"]} == {
        "D3": "release", "D4": "source", "D5": "shorter", "D6": "older", "D7": "forecast",
        "D8": "later",
    }  # fmt: skip
    told = flat(inside("explain", ECONOMY, path, *AT_2025))
    for why in ("release", "source", "shorter", "older", "forecast", "later"):
        assert say("en", composed(f"passed-over.{why}")) in told


def test_alternatives_are_told_and_the_opposite_one_is_marked() -> None:
    said = flat(explain("qd-2289/internet-users-2025"))
    assert "✘ FAIL · ≠ contested" in said
    assert "the figure of 2025-06 (84.15): PASS ≠" in said
    said = flat(explain(ECONOMY, lang="vi"))
    assert "cách hiểu “đạt đủ mức đã nêu” (14,02): CHƯA ĐẾN HẠN" in said
    assert "Bộ Khoa học và Công nghệ (18,3)" not in said  # of 2024, another year
    assert "≠" not in said


def test_the_reading_chosen_is_told_with_its_reason() -> None:
    target = "qd-2289/gci-rank-2030"
    said = flat(explain(target, "-t", f"{target}:official-only"))
    assert "ITU published ranks only up to the 2020 edition" in said
    assert "? REVIEW" in said
    assert "not accepted by the rule: 2024 17 (VNISA)" in said


def test_progress_is_told_with_its_base_and_its_numbers() -> None:
    said = flat(explain(EGDI))
    assert "↑ on track (measured from 2020) · 48.5 in 2030 at this pace" in said
    assert "−3.75 a year so far, −3.6 required · needs −3.5 a year from now" in said
    assert "reached in 2030 at this pace · method linear-pace slow if measured from 2018" in said
    said = flat(explain(ECONOMY, lang="vi"))
    assert "→ chững lại (tính từ 2020) · với tốc độ này năm 2030 là 15,38%" in said
    # (18.72 − 11.91)/(3 + 181/365) against (30 − 11.91)/9: 0.9692
    assert "chậm theo Bộ Khoa học và Công nghệ" in said


@pytest.mark.parametrize(
    ("target", "lang", "sentence"),
    [
        (EGDI, "en", ("As of 2025-12-31, Viet Nam, UN E-Government Development Index, world rank: "
         "71 in 2024 (UN DESA; https://")),
        (EGDI, "en", ("; target for the end of 2030: ≤ 50 (Decision 2289/QĐ-TTg, Prime Minister, "
         "2020-12-31). Verdict: not met so far, not yet due.")),
        (EGDI, "vi", ("; mục tiêu đến hết năm 2030: ≤ 50 (theo Quyết định số 2289/QĐ-TTg ngày "
         "31/12/2020 của Thủ tướng Chính phủ). Kết luận: chưa đến hạn, đến nay chưa đạt mức")),
        ("qd-2289/labour-productivity-growth-2025", "en",
         ("yearly mean: 5.24%/year in 2021-2025 (Economic and Financial Committee; estimate; "
         "https://")),
        # who uses it is covered, and more may be
        ("qd-2289/fibre-households-2025", "en",
         ("Households covered by fibre: 85.1–100% of households in 2025-06 (MOST; the least it "
         "can be, by “Households using fibre”; https://")),
        # adults are not the population
        ("qd-2289/e-payment-accounts-2025", "en",
         ("Viet Nam, Adults with a bank or payment account: > 87% of adults in 2025 "
          "(State Bank of Vietnam; ")),
        ("qd-2289/e-payment-accounts-2025", "en", "Verdict: left open (this is “Adults"),
        (ECONOMY, "en", "14.02% of GDP in 2025 (NSO; estimate; https://"),
        (ECONOMY, "vi", "14,02% GDP (2025; Cục Thống kê (Bộ Tài chính); ước tính; https://"),
        ("khhd-btttt-2022/idi-rank-2025", "en",
         "72 in 2024 (ITU; rank derived, not printed by its publisher; https://"),
        ("qd-2289/internet-users-2025", "en",
         "Verdict: not met; contested: would PASS by the figure of 2025-06 (84.15)."),
        ("qd-2289/digital-government-2030", "en",
         "Digital Government completed: reached, as a dated document says. Reason: no usable"),
        ("qd-2289/online-services-level-4-2025", "en",
         "the series ended on 2022-06-24 and was followed by “End-to-end online public services”."),
    ],
)  # fmt: skip
def test_there_is_a_sentence_to_cite(target: str, lang: str, sentence: str) -> None:
    assert sentence in record(explain(target, lang=lang, form="json"))["citation"]
    assert sentence in flat(explain(target, lang=lang))


@pytest.mark.parametrize("lang", LANGS)
def test_every_citation_names_area_document_and_horizon(lang: str) -> None:
    words = Words(lang, load().vocabulary.catalogue)
    for each in explain("*", lang=lang, form="json").json:
        for found in each["assessments"]:
            sentence = found["citation"]
            assert sentence.endswith(".")
            assert {"en": "Viet Nam", "vi": "Việt Nam"}[lang] in sentence
            assert str(found["horizon"]) in sentence
            assert words.source(found["source"] or "") in sentence


# forms


@pytest.mark.parametrize("width", [80, 100])
@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("data", [(), (SAMPLE, "--as-of", "2025")], ids=["alone", "data"])
def test_a_table_fits_the_terminal(
    data: tuple[object, ...], lang: str, width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    said = inside("explain", "*", *data, "--lang", lang).out
    body = [each for each in lines(said) if each.startswith(" ")]
    assert body
    assert [each for each in body if cell_len(each) > width] == []


@pytest.mark.parametrize("lang", LANGS)
def test_the_heading_fits_80_columns_too(lang: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    said = inside("explain", "*", "--lang", lang).out
    assert [each for each in lines(said) if cell_len(each) > 80] == []


def test_nothing_is_lost_at_80_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    wide = "".join(explain("*").out.split())
    monkeypatch.setenv("COLUMNS", "80")
    assert "".join(explain("*").out.split()) == wide


def test_markdown_is_escaped(tmp_path: Path) -> None:
    source = '"a*b_c|d <i> [x](y) `z` #1 \\ w\n- n"'
    path = write(tmp_path, f"{HEADER}egdi-rank,VN,2024,71,rank,{source},\n")
    result = inside("explain", EGDI, path, *AT_2025, "-f", "markdown")
    assert result.code == 0
    assert r"a\*b\_c\|d \<i\> \[x\](y) \`z\` \#1 \\ w - n" in result.out
    plain = re.sub(r"\\[\\`*_\[\]<>|#]", "", result.out)
    for line in lines(plain):
        if line.startswith("- "):
            assert not re.search(r"[`*_\[\]<>|#]", line), line


@pytest.mark.parametrize("lang", LANGS)
def test_markdown_has_a_heading_and_lists(lang: str) -> None:
    said = explain(EGDI, lang=lang, form="markdown").out
    assert said.startswith("## ")
    assert f"`{EGDI}`" in said
    for label in STORY:
        assert f"\n**{say(lang, composed(f'story.{label}'))}**\n\n- " in said
    assert said.endswith("\n")
    assert not said.endswith("\n\n")


@pytest.mark.parametrize("lang", LANGS)
def test_json_carries_the_assessment_record(lang: str) -> None:
    asked = ("--as-of", "2025", "--area", "VN", "--lang", lang, "-f", "json")
    report = judged(inside("check", SAMPLE, *asked))
    for each in explain("*", lang=lang, form="json").json:
        (found,) = each["assessments"]
        for key in ("arithmetic", "turns", "passed_over", "citation"):
            assert key in found
            del found[key]
        assert found == report[each["target"], "VN"]


def test_json_without_data_has_no_assessment() -> None:
    (found,) = inside("explain", EGDI, "-f", "json").json
    assert (found["target"], found["assessments"]) == (EGDI, [])
    assert found["explanation"]


def test_json_is_the_same_bytes_again() -> None:
    explained.cache_clear()
    once = explain("*", form="json").stdout
    explained.cache_clear()
    assert explain("*", form="json").stdout == once
    assert json.loads(explain(EGDI, form="json").stdout)


# exit codes


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("data", [(), (SAMPLE,)], ids=["alone", "data"])
def test_an_unknown_target_is_wrong_use_and_the_nearest_is_offered(
    form: str, data: tuple[object, ...]
) -> None:
    result = inside("explain", "qd-2289/egdi-rank-203", *data, "-f", form)
    assert (result.code, result.stdout) == (2, b"")
    assert EGDI in result.err


@pytest.mark.parametrize(
    "args", [("-f", "xml"), ("--lang", "fr"), ("--area", "nowhere"), ("--as-of", "x"), ("no.csv",)]
)
def test_wrong_use(args: tuple[str, ...]) -> None:
    result = inside("explain", EGDI, SAMPLE, *args)
    assert (result.code, result.stdout) == (2, b"")


@pytest.mark.parametrize("form", FORMATS)
def test_bad_data_are_told_and_exit_3(form: str, tmp_path: Path) -> None:
    rows = "egdi-rank,VN,2020,86,rank,UN DESA,\negdi-rank,VN,2024,x71,rank,UN DESA,\n"
    path = write(tmp_path, HEADER + rows)
    result = inside("explain", EGDI, path, *AT_2025, "-f", form)
    assert result.code == 3
    said = flat(result, form)
    assert "blocked by an error in data.csv D3" in said
    assert "86" in said  # passed over, and not used in its place


@pytest.mark.parametrize("form", FORMATS)
def test_no_data_for_the_target_is_no_success(form: str) -> None:
    result = explain("qd-2289/fibre-communes-2025", form=form)
    assert result.code == 3
    assert "no usable observation" in flat(result, form)


@pytest.mark.parametrize("target", ["qd-2289/internet-users-2025", EGDI, "*"])
def test_a_missed_target_is_explained_with_success(target: str) -> None:
    assert explain(target).code == 0


# known defects


def test_a_citation_ends_in_one_stop(tmp_path: Path) -> None:
    path = write(tmp_path, f"{HEADER}egdi-rank,VN,2024,x71,rank,UN DESA,\n")
    found = record(inside("explain", EGDI, path, *AT_2025, "-f", "json"))
    assert not found["citation"].endswith("..")


def test_the_parts_of_a_bounded_value_are_not_none() -> None:
    # About 90 % is at both readings 85.5 to 94.5, which is not nothing.
    steps = record(explain("qd-2289/5g-coverage-2030", form="json"))["arithmetic"]
    assert not any("none" in each for each in steps)


def test_the_mean_still_needed_is_worked_out(tmp_path: Path) -> None:
    # 1.046 × 1.048 × 1.0365 × 1.0588 = 1.2030293040096 against 1.07^5 = 1.4025517307; the rest is
    # 1.1658500138…: one year is no mean
    rates = zip(range(2021, 2025), ("4.6", "4.8", "3.65", "5.88"), strict=True)
    rows = "".join(f"labour-productivity-growth,VN,{y},{r},%/year,NSO,\n" for y, r in rates)
    path = write(tmp_path, HEADER + rows)
    target = "qd-2289/labour-productivity-growth-2025"
    found = record(inside("explain", target, path, *AT_2025, "-f", "json"))
    assert any("1.046 × 1.048 × 1.0365 × 1.0588" in each for each in found["arithmetic"])
    assert found["citation"].endswith(
        "compounded mean of 2021-2025 above 7%/year. Reason: no figure for 2025; 2025 must reach "
        "> 16.59%/year."
    )


def test_a_rate_over_another_period_is_not_told_as_older() -> None:
    found = record(explain("qd-2289/labour-productivity-growth-2025", form="json"))
    whys = {each["why"] for each in found["passed_over"] if "-" in each["period"]}
    assert whys == {"other-years"}
