"""Every command and option of the command line, run within this process."""

from __future__ import annotations

import json
import os
import re
from itertools import chain, combinations
from pathlib import Path
from typing import Any
from unittest.mock import patch

import jsonschema
import pytest

import cmcn4
import cmcn4.evaluation
from acceptance.cli import (
    AT_2025,
    ECONOMY,
    EGDI,
    FIBRE,
    GOOD,
    HEADER,
    MISSED,
    Result,
    codes,
    inside,
    judged,
    lines,
    verdict,
    write,
)

FIBRE_2025, ECONOMY_2025 = "qd-2289/fibre-households-2025", "qd-2289/digital-economy-share-2025"
EGDI_2030 = "qd-2289/egdi-rank-2030"
PACK = """\
format: cmcn4/pack@1
id: {id}
document:
  number: 1/KH
  issued: "2022-01-31"
  issuer: {{vi: Tỉnh, en: Province}}
  title: {{vi: Kế hoạch, en: Plan}}
targets:
  - id: fibre-2025
    order: 1
    indicator: fibre-households
    horizon: 2025
    title: {{vi: Cáp quang, en: Fibre}}
    quote: trên 90% hộ
    rule: {{kind: threshold, above: 90}}
  - id: egdi-2030
    order: 2
    indicator: egdi-rank
    horizon: 2030
    title: {{vi: EGDI, en: EGDI}}
    quote: nhóm 50
    rule: {{kind: threshold, at_most: 50}}
"""


@pytest.fixture
def good(tmp_path: Path) -> Path:
    return write(tmp_path, GOOD)


@pytest.fixture
def both(tmp_path: Path) -> Path:
    return write(tmp_path, HEADER + FIBRE + EGDI)


def check(*args: object) -> Result:
    return inside("check", *args, "-f", "json", *AT_2025)


# Formats and files of check.


def test_a_target_met_is_exit_0_and_says_nothing_on_standard_error(good: Path) -> None:
    result = inside("check", good, *AT_2025)
    assert (result.code, result.stderr) == (0, b"")
    assert " ✔ Households covered by fibre" in result.out


def test_a_target_missed_is_exit_1(tmp_path: Path) -> None:
    result = inside("check", write(tmp_path, MISSED), *AT_2025)
    assert (result.code, result.stderr) == (1, b"")
    assert " ✘ Digital economy, share of GDP" in result.out


def test_the_two_summary_lines_come_last(good: Path) -> None:
    said = lines(inside("check", good, *AT_2025).out)
    starts = [line.split()[0] for line in said]
    assert starts.index("DATA") == starts.index("TARGETS") - 1
    assert not [line for line in said[starts.index("DATA") :] if line.startswith((" ✔", " ✘"))][1:]
    assert "accepted: 0 errors, 0 warnings" in said[starts.index("DATA")]


def test_the_header_names_the_day_the_area_and_the_file(good: Path) -> None:
    first = lines(inside("check", good, *AT_2025).out)[0]
    assert "2025-12-31" in first
    assert "Viet Nam" in first
    assert good.name in first


def test_identical_checks_of_both_packs_share_a_line(good: Path) -> None:
    said = [line for line in lines(inside("check", good, *AT_2025).out) if "✔ House" in line]
    assert len(said) == 1
    assert said[0].split()[-2:] == ["2289", "BTTTT"]


def test_absent_indicators_are_one_line_and_v_lists_them(good: Path) -> None:
    assert "targets have no data here (-v lists them)" in inside("check", good, *AT_2025).out
    verbose = inside("check", good, *AT_2025, "-v").out
    assert "qd-2289/gii-asean-rank-2025" in verbose
    assert "-v lists them" not in verbose


@pytest.mark.parametrize("option", ["-q", "--quiet"])
def test_quiet_shows_the_summary_alone(option: str, good: Path) -> None:
    said = lines(inside("check", good, *AT_2025, option).out)
    assert [line.split()[0] for line in said][:2] == ["DATA", "TARGETS"]
    assert not any("Households" in line for line in said)


@pytest.mark.parametrize(
    ("lang", "said", "more"),
    [
        ("en", "is not a period", "There are 50 more problems."),
        ("vi", "không phải là kỳ số liệu", "Còn 50 lỗi khác."),
    ],
)
def test_quiet_tells_each_error_with_its_cell_the_first_hundred_of_them(
    tmp_path: Path, lang: str, said: str, more: str
) -> None:
    rows = "".join(f"fibre-households,VN,y{n},85,%,MOST,\n" for n in range(150))
    path = write(tmp_path, GOOD + rows)
    result = inside("check", path, "--as-of", "2025", "--lang", lang, "-q")
    *told, last = result.err.splitlines()
    assert (result.code, len(told), last) == (3, 100, f"cmcn4: {more}")
    assert told[99] == f"cmcn4: data.csv C102: period-unreadable: “y99” {said}."
    assert inside("check", path, "--as-of", "2025", "--lang", lang).err == ""


def test_quiet_tells_no_error_that_is_settled(tmp_path: Path) -> None:
    path = write(tmp_path, f"{HEADER}made-up,VN,2025,85,%,MOST,\n")
    config = write(tmp_path, "", "cmcn4.toml")
    asked = (path, *AT_2025, "--config", config)
    assert "nothing-read" in inside("check", *asked, "-q").err
    assert inside("accept", "nothing-read", *asked, "--because", "x").code == 0
    assert inside("check", *asked, "-q").err == ""


@pytest.mark.parametrize("name", ["json", "csv"])
@pytest.mark.parametrize("option", ["-q", "-v"])
def test_verbosity_never_changes_what_machines_read(option: str, name: str, good: Path) -> None:
    plain = inside("check", good, *AT_2025, "-f", name)
    told = inside("check", good, *AT_2025, "-f", name, option)
    assert told._replace(stderr=b"") == plain
    engine = "cmcn4: engine python: little is to be read\n"
    assert told.err == (engine if option == "-v" else "")


def test_json_is_what_the_api_returns(good: Path) -> None:
    assert check(good).json == cmcn4.check(good, as_of="2025").to_dict("en")


def test_csv_has_a_row_per_assessment(good: Path) -> None:
    result = inside("check", good, *AT_2025, "-f", "csv")
    assert result.stdout.startswith(b"\xef\xbb\xbftarget,title,")
    assert result.stdout.count(b"\r\n") == 1 + 44


def test_files_are_written_beside_the_table_and_judged_once(
    good: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    runs = []
    evaluate = cmcn4.evaluation.evaluate

    def counted(*args: Any, **options: Any) -> Any:
        runs.append(args)
        return evaluate(*args, **options)

    monkeypatch.setattr(cmcn4.evaluation, "evaluate", counted)
    paths = [tmp_path / "r.json", tmp_path / "r.csv"]
    result = inside("check", good, *AT_2025, "-o", paths[0], "--output", paths[1])
    assert result.code == 0
    assert "TARGETS" in result.out
    assert len(runs) == 1
    for path, name in zip(paths, ("json", "csv"), strict=True):
        assert path.read_bytes() == inside("check", good, *AT_2025, "-f", name).stdout
    assert sorted(each.name for each in tmp_path.iterdir()) == ["data.csv", "r.csv", "r.json"]


def test_several_files_are_judged_together(tmp_path: Path) -> None:
    paths = [write(tmp_path, GOOD, "a.csv"), write(tmp_path, MISSED, "b.csv")]
    result = check(*paths)
    assert [each["path"] for each in result.json["inputs"]] == [str(each) for each in paths]
    assert verdict(result, FIBRE_2025) == "pass"
    assert verdict(result, ECONOMY_2025) == "fail"


def test_the_order_of_files_changes_no_assessment(tmp_path: Path) -> None:
    paths = [write(tmp_path, GOOD, "a.csv"), write(tmp_path, MISSED, "b.csv")]
    assert judged(check(*paths)) == judged(check(*reversed(paths)))


def test_one_bad_file_does_not_hide_the_others(tmp_path: Path) -> None:
    result = check(write(tmp_path, "", "a.csv"), write(tmp_path, GOOD, "b.csv"))
    assert result.code == 3
    assert [each["accepted"] for each in result.json["inputs"]] == [False, True]
    assert verdict(result, FIBRE_2025) == "pass"


def test_several_files_have_a_line_each_first(tmp_path: Path) -> None:
    paths = [write(tmp_path, GOOD, "a.csv"), write(tmp_path, "", "b.csv")]
    said = lines(inside("check", *paths, *AT_2025).out)
    place = next(n for n, line in enumerate(said) if line.startswith("2025"))
    files = "\n".join(said[:place])
    assert "a.csv" in files
    assert "b.csv" in files


def test_every_readable_file_below_a_folder_is_read(tmp_path: Path) -> None:
    (tmp_path / "deep" / "er").mkdir(parents=True)
    write(tmp_path / "deep", GOOD, "b.csv")
    write(tmp_path / "deep" / "er", MISSED, "a.csv")
    write(tmp_path, "# not data", "README.md")
    result = check(tmp_path)
    assert [Path(each["path"]).name for each in result.json["inputs"]] == ["b.csv", "a.csv"]
    assert verdict(result, ECONOMY_2025) == "fail"


def test_a_dash_is_csv_on_standard_input() -> None:
    result = inside("check", "-", "-f", "json", *AT_2025, stdin=GOOD.encode())
    assert result.code == 0
    assert result.json["inputs"][0]["path"] == "-"
    assert verdict(result, FIBRE_2025) == "pass"


def test_a_workbook_is_read_as_its_csv_is(tmp_path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for line in GOOD.splitlines():
        sheet.append(line.split(","))
    book.save(tmp_path / "data.xlsx")
    result = check(tmp_path / "data.xlsx")
    (place,) = judged(result)[FIBRE_2025, "VN"]["evidence"]
    assert (place["sheet"], place["cell"]) == ("Sheet", "D2")


@pytest.mark.parametrize("name", ["table", "json", "csv"])
def test_the_same_input_gives_the_same_bytes(name: str, both: Path) -> None:
    one, other = (inside("check", both, *AT_2025, "-f", name) for _ in range(2))
    assert one == other


# What is asked of check.


@pytest.mark.parametrize(
    ("asked", "day", "due"),
    [
        ("2025", "2025-12-31", True),
        ("2025-12-31", "2025-12-31", True),
        ("2025-12-30", "2025-12-30", False),
        ("2026-02-28", "2026-02-28", True),
    ],
)
def test_as_of_is_a_year_or_a_day(asked: str, day: str, due: bool, tmp_path: Path) -> None:
    path = write(tmp_path, MISSED)
    result = inside("check", path, "-t", ECONOMY_2025, "--as-of", asked, "-f", "json")
    found = judged(result)[ECONOMY_2025, "VN"]
    assert (result.json["as_of"], found["due"]) == (day, due)
    assert (found["verdict"], result.code) == (("fail", 1) if due else ("pending", 0))


@pytest.mark.parametrize("asked", ["soon", "2025-13-01", "20251231", "12/31/2025"])
def test_an_impossible_as_of_is_wrong_use(asked: str, good: Path) -> None:
    result = inside("check", good, "--as-of", asked)
    assert (result.code, result.stdout) == (2, b"")
    assert "as-of" in result.err
    assert "YYYY, YYYY-MM-DD or DD/MM/YYYY" in result.err


def test_source_date_epoch_is_the_default_day(good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767139200")
    assert inside("check", good, "-f", "json").json["as_of"] == "2025-12-31"
    assert inside("check", good, "-f", "json", "--as-of", "2024").json["as_of"] == "2024-12-31"


def test_an_unreadable_source_date_epoch_is_wrong_use(
    good: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "soon")
    result = inside("check", good)
    assert (result.code, result.stdout) == (2, b"")
    assert "SOURCE_DATE_EPOCH" in result.err


def test_horizons_narrow_the_targets(both: Path) -> None:
    years = {each["horizon"] for each in judged(check(both, "--horizon", 2030)).values()}
    assert years == {2030}
    result = check(both, "--horizon", "2030", "--horizon", "2025")
    assert {each["horizon"] for each in judged(result).values()} == {2025, 2030}


@pytest.mark.parametrize("year", ["1999", "soon"])
def test_a_horizon_without_targets_is_wrong_use(year: str, both: Path) -> None:
    result = inside("check", both, "--horizon", year)
    assert (result.code, result.stdout) == (2, b"")
    assert year in result.err


@pytest.mark.parametrize("name", ["vn-ha-noi", "Hà Nội", "ha noi", "01"])
def test_an_area_is_named_by_code_or_name(name: str, both: Path) -> None:
    result = check(both, "--area", name)
    assert {each["area"] for each in judged(result).values()} == {"vn-ha-noi"}
    assert result.code == 3


def test_areas_can_be_several(both: Path) -> None:
    result = check(both, "--area", "VN", "--area", "vn-hue")
    assert {area for _, area in judged(result)} == {"VN", "vn-hue"}


def test_an_unknown_area_is_wrong_use(both: Path) -> None:
    result = inside("check", both, "--area", "Atlantis")
    assert (result.code, result.stdout) == (2, b"")
    assert "--area: unknown area: 'Atlantis'" in result.err


def test_many_areas_are_counted_and_v_lists_them(tmp_path: Path) -> None:
    names = {"vn-ha-noi": 70, "vn-cao-bang": 60, "vn-hue": 50, "vn-son-la": 99}
    rows = "".join(
        f"fibre-households,{name},2025,{value},% of households,MOST,\n"
        for name, value in names.items()
    )
    path = write(tmp_path, HEADER + rows)
    plain = inside("check", path, *AT_2025).out
    # Both documents ask the same: one line. A level to compare with is above or below.
    (line,) = (line for line in lines(plain) if "Households covered by fibre" in line)
    assert " ".join(line.split()) == "Households covered by fibre 2289 BTTTT ▲ 1 ▼ 3 – – –"
    assert "farthest: Hue (50%), Cao Bang (60%), Ha Noi (70%)" in plain
    assert "Son La" in inside("check", path, *AT_2025, "-v").out


# Which targets check judges.


@pytest.mark.parametrize(
    ("selectors", "targets"),
    [
        (["qd-2289"], 24),
        (["khhd-btttt-2022"], 20),
        (["qd-2289", "khhd-btttt-2022"], 44),
        ([], 44),
        (["qd-2289", "qd-2289"], 24),
        (["qd-2289/*-2030"], 10),
        (["qd-2289/egdi-*"], 2),
        (["qd-2289/egdi-rank-2030"], 1),
        (["*/egdi-rank-2030"], 4),
        (["*"], 124),
        (["all"], 124),
        (["qd-2289/egdi-rank-2030", "khhd-btttt-2022/idi-rank-2025"], 2),
    ],
)
def test_targets_are_selected(selectors: list[str], targets: int, both: Path) -> None:
    options = list(chain.from_iterable(("-t", each) for each in selectors))
    assert len(judged(check(both, *options))) == targets


def test_the_long_option_is_the_same(both: Path) -> None:
    assert check(both, "--targets", EGDI_2030) == check(both, "-t", EGDI_2030)


def test_a_file_and_a_folder_are_packs(both: Path, tmp_path: Path) -> None:
    plans = tmp_path / "plans"
    plans.mkdir()
    for name in ("a", "b"):
        write(plans, PACK.format(id=name), f"{name}.yaml")
    one = check(both, "-t", plans / "a.yaml")
    assert {target for target, _ in judged(one)} == {"a/fibre-2025", "a/egdi-2030"}
    assert verdict(one, "a/fibre-2025") == "fail"
    assert [each["id"] for each in check(both, "-t", plans).json["packs"]] == ["a", "b"]
    glob = check(both, "-t", f"{plans / 'a.yaml'}/*-2030")
    assert {target for target, _ in judged(glob)} == {"a/egdi-2030"}


def test_a_reading_can_be_made_the_default(tmp_path: Path) -> None:
    path = write(tmp_path, HEADER + ECONOMY.replace("14.02", "19.8"))
    plain, strict = check(path, "-t", ECONOMY_2025), check(path, "-t", f"{ECONOMY_2025}:strict")
    default, chosen = (judged(each)[ECONOMY_2025, "VN"] for each in (plain, strict))
    assert (default["reading"], default["comparison"], default["verdict"]) == (
        "default", "~", "review",
    )  # fmt: skip
    assert (chosen["reading"], chosen["comparison"], chosen["verdict"]) == ("strict", ">=", "fail")
    assert [each["id"] for each in default["alternatives"]] == ["strict"]
    assert [each["id"] for each in chosen["alternatives"]] == ["default"]
    assert (plain.code, strict.code) == (0, 1)


@pytest.mark.parametrize(
    "selector",
    ["no-such", "no-such.yaml", "qd-2289/no-such", "qd-2289/egdi-rank-2030:no-such", ""],
)
def test_a_selector_of_nothing_is_wrong_use(selector: str, good: Path) -> None:
    result = inside("check", good, "-t", selector)
    assert (result.code, result.stdout) == (2, b"")
    assert result.err.startswith("cmcn4: ")


def test_the_nearest_target_is_offered(good: Path) -> None:
    assert "egdi-rank-2030" in inside("check", good, "-t", "qd-2289/egdi-rank-203").err


# What makes a run of check fail.

CONTESTED = HEADER + "gci-rank,VN,2024,17,rank,ITU,\n"
SCENARIOS: dict[str, tuple[str, tuple[str, ...], set[str]]] = {
    "pass": (GOOD, (FIBRE_2025,), set()),
    "fail": (MISSED, (ECONOMY_2025,), {"fail"}),
    "review": (HEADER + ECONOMY.replace("14.02", "19.8"), (ECONOMY_2025,), {"review"}),
    "no-data": (GOOD, (FIBRE_2025, "qd-2289/gci-rank-2025"), {"no-data"}),
    "contested": (CONTESTED, ("qd-2289/gci-rank-2025",), {"contested", "warning"}),
    "warning": (GOOD.replace("MOST", ""), (FIBRE_2025,), {"warning"}),
    "pending": (HEADER + EGDI, (EGDI_2030,), set()),
}
NAMES = ("fail", "no-data", "review", "contested", "warning")
LISTS = [("none",), *chain.from_iterable(combinations(NAMES, n) for n in (1, 2, 5))]


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_fail_on_names_what_makes_exit_1(scenario: str, tmp_path: Path) -> None:
    text, selectors, present = SCENARIOS[scenario]
    path = write(tmp_path, text)
    options = list(chain.from_iterable(("-t", each) for each in selectors))
    for names in LISTS:
        result = inside("check", path, *options, *AT_2025, "-q", "--fail-on", ",".join(names))
        assert result.code == int(bool(present & set(names))), names
    assert inside("check", path, *options, *AT_2025).code == int("fail" in present)


def test_a_level_to_compare_with_never_fails_a_run(tmp_path: Path) -> None:
    row = FIBRE.replace("VN", "vn-ha-noi").replace("85.1", "12")
    result = check(write(tmp_path, HEADER + row), "-t", FIBRE_2025)
    found = judged(result)[FIBRE_2025, "vn-ha-noi"]
    assert (found["informs"], found["verdict"], result.code) == (True, "fail", 0)
    assert result.json["summary"]["fail"] == 0


def test_a_level_to_compare_with_is_shown_as_below(tmp_path: Path) -> None:
    row = FIBRE.replace("VN", "vn-ha-noi").replace("85.1", "12")
    path = write(tmp_path, HEADER + row)
    said = inside("check", path, "-t", FIBRE_2025, *AT_2025).out
    (line,) = (line for line in lines(said) if "Households covered by fibre" in line)
    assert "✘" not in line


def test_what_is_missed_in_a_region_is_said_below_the_line(tmp_path: Path) -> None:
    rows = "indicator,area,period,breakdown,value,source\n" + "".join(
        f"smart-cities,VN,2025,{region},{count},MIC\n"
        for region, count in (("", 3), ("north", 1), ("central", 0), ("south", 2))
    )
    said = inside("check", write(tmp_path, rows), *AT_2025).out
    assert "Central" in said


def test_an_error_dominates_a_miss_and_no_option_lifts_it(tmp_path: Path) -> None:
    path = write(tmp_path, MISSED + EGDI.replace("71", "many"))
    for names in ("fail", "none", "review"):
        result = check(path, "--fail-on", names)
        assert result.code == 3
        assert verdict(result, ECONOMY_2025) == "fail"


@pytest.mark.parametrize("names", ["pass", ",", "none,fail", "fail,x"])
def test_an_unknown_fail_on_is_wrong_use(names: str, good: Path) -> None:
    result = inside("check", good, "--fail-on", names)
    assert (result.code, result.stdout) == (2, b"")
    assert "--fail-on" in result.err


# The language, and how to read.

VIETNAMESE = "chỉ tiêu,địa phương,năm,giá trị,nguồn\nfibre-households,VN,2025,85.1,MOST\n"


@pytest.mark.parametrize(
    ("text", "options", "environ", "lang"),
    [
        (GOOD, (), {}, "en"),
        (VIETNAMESE, (), {}, "vi"),
        (VIETNAMESE, ("--lang", "en"), {}, "en"),
        (GOOD, (), {"LANG": "vi_VN.UTF-8"}, "vi"),
        (VIETNAMESE, (), {"LANG": "en_US.UTF-8"}, "vi"),
        (VIETNAMESE, (), {"CMCN4_LANG": "en", "LANG": "vi_VN"}, "en"),
        (GOOD, ("--lang", "vi"), {"CMCN4_LANG": "en"}, "vi"),
    ],
)
def test_language_is_that_of_the_first_who_says(
    text: str, options: tuple[str, ...], environ: dict[str, str], lang: str, tmp_path: Path
) -> None:
    with patch.dict(os.environ, environ):
        said = inside("check", write(tmp_path, text), "--as-of", "2025", *options).out
    assert ("MỤC TIÊU" in said, "TARGETS" in said) == (lang == "vi", lang == "en")


def test_vietnamese_numbers_have_a_decimal_comma_and_json_has_not(tmp_path: Path) -> None:
    path = write(tmp_path, MISSED)
    asked = ("check", path, "-t", ECONOMY_2025, "--as-of", "2025", "--lang", "vi")
    said = inside(*asked).out
    assert "14,02% (2025)" in said
    assert "5,98" in said
    found = judged(inside(*asked, "-f", "json"))[ECONOMY_2025, "VN"]
    assert (found["value"], found["gap"], found["verdict"]) == (14.02, 5.98, "fail")
    assert found["area_name"] == "Việt Nam"
    assert "14,02" in found["reason"]


@pytest.mark.parametrize("mark", [".", ","])
def test_the_decimal_mark_can_be_said(mark: str, tmp_path: Path) -> None:
    row = "labour-productivity-level;VN;2025;1.234;NSO\n"
    path = write(tmp_path, f"indicator;area;period;value;source\n{row}")
    assert codes(check(path)) == ["nothing-read", "number-ambiguous"]
    assert codes(check(path, "--decimal", "auto")) == ["nothing-read", "number-ambiguous"]
    assert codes(check(path, "--decimal", mark)) == []


@pytest.mark.parametrize("encoding", ["utf-16", "cp1258", "utf-8"])
def test_the_encoding_can_be_said(encoding: str, tmp_path: Path) -> None:
    text = GOOD.replace("MOST", "Bộ" if encoding != "cp1258" else "Bô")
    path = write(tmp_path, text.encode(encoding))
    result = check(path, "--encoding", encoding)
    assert verdict(result, FIBRE_2025) == "pass"


@pytest.mark.parametrize(
    "options",
    [("--encoding", "no-such"), ("--decimal", ";"), ("--lang", "fr"), ("-f", "no-such"), ("--no",),
     ("-f", "")],
)  # fmt: skip
def test_an_unknown_option_or_value_is_wrong_use(options: tuple[str, ...], good: Path) -> None:
    result = inside("check", good, *options)
    assert (result.code, result.stdout) == (2, b"")
    assert options[-1] in result.err


def test_check_without_data_is_wrong_use() -> None:
    result = inside("check")
    assert (result.code, result.stdout) == (2, b"")
    assert "DATA" in result.err


# targets


def test_targets_lists_all_of_them() -> None:
    result = inside("targets", "--lang", "en")
    assert (result.code, result.stderr) == (0, b"")
    assert lines(result.out)[-1] == (
        "Targets: 124, of nq-52-tw-2019, qd-749-2020, qd-2289, qd-411-2022, khhd-btttt-2022,"
        " qd-36-2024, qd-1132-2024, nq-57-tw-2024"
    )
    assert "qd-2289/egdi-rank-2030" in result.out


def test_targets_of_several_documents_stand_under_their_document() -> None:
    asked = ("targets", "-t", "*/gii-rank-2030", "--lang", "vi")
    told = inside(*asked).out
    alone = inside("targets", "-t", "qd-2289/gii-rank-2030", "--lang", "vi").out

    first, second = told.index("52-NQ/TW, 27/9/2019"), told.index("2289/QĐ-TTg, 31/12/2020")
    assert first < told.index("nq-52-tw-2019/gii-rank-2030") < second
    assert second < told.index("qd-2289/gii-rank-2030")
    assert "31/12/2020" not in alone


def test_targets_are_listed_as_json_and_csv() -> None:
    found = inside("targets", "-f", "json", "-t", "qd-2289", "--horizon", "2030").json
    assert len(found) == 10
    assert {each["horizon"] for each in found} == {2030}
    table = inside("targets", "-f", "csv", "-t", "qd-2289").stdout.decode("utf-8-sig")
    assert len(table.splitlines()) == 1 + 24
    assert table.splitlines()[0].split(",")[:4] == ["target", "title", "indicator", "horizon"]


def test_verbose_targets_show_the_wording() -> None:
    asked = ("targets", "-t", "qd-2289/egdi-rank-2030", "--lang", "vi")
    assert "“" not in inside(*asked).out
    assert "“" in inside(*asked, "-v").out


def test_targets_speak_the_language_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = ("targets", "-t", "qd-2289/egdi-rank-2030")
    assert "hạng" in inside(*asked, "--lang", "vi").out
    monkeypatch.setenv("CMCN4_LANG", "vi")
    assert "hạng" in inside(*asked).out


# explain


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_target_can_be_explained(lang: str) -> None:
    result = inside("explain", "*", "--lang", lang)
    assert (result.code, result.stderr) == (0, b"")
    for file in cmcn4.load_packs():
        for target in file.pack.targets:
            assert f"{file.pack.id}/{target.id}" in result.out


def test_an_explanation_has_wording_rule_readings_and_sources() -> None:
    said = inside("explain", ECONOMY_2025, "--lang", "en").out
    for label in ("Wording", "Document", "Rule", "Other readings", "Indicator", "Read in"):
        assert f" {label}" in said
    assert "2289/QĐ-TTg" in said
    assert (
        "the full number stated (strict): Digital economy share of GDP: at least 20%"
        in " ".join(said.split())
    )


def test_a_chosen_reading_is_explained_with_the_default_as_another() -> None:
    said = inside("explain", "digital-economy-share-2025", "-t", f"{ECONOMY_2025}:strict").out
    assert "default: Digital economy share of GDP: about 20%" in " ".join(said.split())


def test_explain_takes_an_id_alone() -> None:
    said = inside("explain", "egdi-rank-2030", "--lang", "en").out
    assert "qd-2289/egdi-rank-2030" in said
    assert "khhd-btttt-2022/egdi-rank-2030" in said


def test_explaining_an_unknown_target_offers_the_nearest() -> None:
    result = inside("explain", "qd-2289/egdi-rank-20")
    assert (result.code, result.stdout) == (2, b"")
    assert "qd-2289/egdi-rank-2030" in result.err
    assert inside("explain", "~~~").err.startswith("cmcn4: no such target")


def test_explain_needs_a_target() -> None:
    assert inside("explain").code == 2


# schema


def test_the_report_validates_against_the_schema_printed(both: Path) -> None:
    schema = inside("schema", "report").json
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(check(both).json)


def test_a_pack_validates_against_the_schema_printed() -> None:
    import yaml

    schema = inside("schema", "pack").json
    jsonschema.Draft202012Validator.check_schema(schema)
    pack = yaml.load(PACK.format(id="plan"), Loader=yaml.BaseLoader)  # noqa: S506 - texts only
    assert pack["id"] == "plan"
    fields = json.dumps(schema)
    assert all(f'"{key}"' in fields for key in pack)


@pytest.mark.parametrize("kind", [(), ("no-such",)])
def test_a_schema_of_anything_else_is_wrong_use(kind: tuple[str, ...]) -> None:
    result = inside("schema", *kind)
    assert (result.code, result.stdout) == (2, b"")


# the application


@pytest.mark.parametrize("option", ["-h", "--help"])
@pytest.mark.parametrize(
    "command", [(), ("check",), ("targets",), ("explain",), ("template",), ("schema",), ("read",)]
)
def test_help_is_a_result(command: tuple[str, ...], option: str) -> None:
    result = inside(*command, option)
    assert (result.code, result.stderr) == (0, b"")
    assert "Usage" in result.out


def test_the_help_of_check_names_every_option() -> None:
    said = inside("check", "--help").out
    for option in (
        "--targets", "--horizon", "--area", "--as-of", "--format", "--output", "--fail-on",
        "--lang", "--decimal", "--encoding", "--quiet", "--verbose",
    ):  # fmt: skip
        assert option in said


def test_the_version_is_one_line() -> None:
    assert inside("--version") == Result(0, f"cmcn4 {cmcn4.__version__}\n".encode(), b"")


@pytest.mark.parametrize("args", [("no-such",), ("--no-such",), ("check", "--no-such")])
def test_an_unknown_command_is_wrong_use(args: tuple[str, ...]) -> None:
    result = inside(*args)
    assert (result.code, result.stdout) == (2, b"")
    assert "no-such" in result.err


def test_no_command_at_all_is_wrong_use() -> None:
    assert inside().code == 2


def test_one_run_leaves_nothing_to_the_next_in_the_same_process(tmp_path: Path) -> None:
    first = inside("--help").out
    path = write(tmp_path, GOOD)
    inside("check", path, *AT_2025)
    inside("gaps", path, *AT_2025)
    assert inside("--help").out == first
    for name in ("check", "gaps", "read", "targets", "explain", "template", "accept", "schema"):
        assert len(re.findall(rf"^│ {name} ", first, re.MULTILINE)) == 1
