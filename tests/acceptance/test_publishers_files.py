"""In a folder a publisher's own file of other things is passed over; any other file is told of."""

from __future__ import annotations

from pathlib import Path

import pytest

from acceptance.cli import AT_2025, FIBRE, HEADER, Result, inside, write

FIBRE_2025 = ("-t", "qd-2289/fibre-households-2025", "--no-config", *AT_2025, "-f", "json")
OTHERS = {
    "indicator_1-2-1.csv": "Year,Units,Value\n2020,%,12\n2021,%,13\n",
    "world-bank.csv": "Country Name,Country Code,Indicator Name,Indicator Code,2020,2021\n"
    "Viet Nam,VNM,Forest area (% of land area),AG.LND.FRST.ZS,46.7,47.1\n"
    "Lao PDR,LAO,Forest area (% of land area),AG.LND.FRST.ZS,71.9,71.8\n",
    "databank.csv": "Country Name,Country Code,Series Name,Series Code,2022 [YR2022]\n"
    "Viet Nam,VNM,GDP growth (annual %),NY.GDP.MKTP.KD.ZG,8.1\n",
    "owid.csv": "Entity,Code,Year,Life expectancy\nVietnam,VNM,2020,73.1\nVietnam,VNM,2021,73.6\n",
    "un.csv": "Survey Year,Country Name,Human Capital Index\n2022,Viet Nam,0.69\n",
    "un-sdg.csv": "Goal,Target,Indicator,SeriesCode,SeriesDescription,GeoAreaCode,GeoAreaName,"
    "TimePeriod,Value,Units\n"
    "1,1.1,1.1.1,SI_POV_DAY1,Population below the poverty line,704,Viet Nam,2018,1.8,PERCENT\n",
}
"""Each with numbers, and none of our indicators."""


def told(result: Result, name: str) -> list[tuple[str, str]]:
    found = result.json["findings"]
    return [(each["level"], each["code"]) for each in found if each["path"].endswith(f"/{name}")]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    below = tmp_path / "data"
    below.mkdir()
    write(below, HEADER + FIBRE)
    return below


@pytest.mark.parametrize("name", OTHERS)
def test_in_a_folder_it_is_only_skipped(name: str, folder: Path) -> None:
    write(folder, OTHERS[name], name)
    result = inside("check", folder, *FIBRE_2025)
    assert (result.code, told(result, name)) == (0, [("note", "file-skipped")])
    (skipped,) = [each for each in result.json["findings"] if each["code"] == "file-skipped"]
    assert skipped["message"] == (
        f"A publisher's own file without any of the indicators, so not used (1): {name}."
    )
    assert {each["accepted"] for each in result.json["inputs"]} == {True}
    vi = inside("check", folder, *FIBRE_2025, "--lang", "vi")
    assert "Tệp nguyên dạng của nơi công bố" in vi.out


@pytest.mark.parametrize("name", OTHERS)
def test_named_by_itself_it_is_an_error(name: str, folder: Path) -> None:
    path = write(folder, OTHERS[name], name)
    result = inside("check", folder / "data.csv", path, *FIBRE_2025)
    assert (result.code, ("error", "nothing-read") in told(result, name)) == (3, True)


SDMX = "DATAFLOW,INDICATOR,REF_AREA,TIME_PERIOD,OBS_VALUE"
DELETED = f"{SDMX},ACTION\nX:Y(1),fibre-households,VN,2025,60,D\n"
GOAL = f"{SDMX},TARGET\nX:Y(1),fibre-households,VN,2025,,60\n"
PLAN = "Entity,Code,Year,Kế hoạch: Tỷ lệ hộ gia đình có cáp quang\nVietnam,VNM,2025,60\n"
NO_HEADER = "Data Source,World Development Indicators\n\nfibre-households,60\n"
INTERNET = "Entity,Code,Year,Individuals using the Internet (% of population)\n"
NEAR = OTHERS["un-sdg.csv"].replace("Population below the poverty line", "x")
REFUSED = {
    # nobody's layout
    "stock.csv": ("thing,n\napples,3\npears,4\n", "nothing-read"),
    "years.csv": ("Year,Units,Value\n2020,%,12\n", "nothing-read"),
    # a publisher's, with a name nearly ours, with ours of another area, with ours in error
    "near.csv": (NEAR.replace("SI_POV_DAY1", "egdi-rnak"), "indicator-unknown"),
    "elsewhere.csv": (f"{INTERNET}Brazil,BRA,2022,80.5\n", "nothing-read"),
    "unreadable.csv": (f"{INTERNET}Vietnam,VNM,2022,seventy\n", "number-unreadable"),
    # a publisher's, with ours, of which nothing is read
    "deleted.csv": (DELETED, "nothing-read"),
    "goal.csv": (GOAL, "nothing-read"),
    "plan.csv": (PLAN, "nothing-read"),
    "no-header.csv": (NO_HEADER, "nothing-read"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_any_other_file_that_gave_nothing_is_an_error(name: str, folder: Path) -> None:
    text, code = REFUSED[name]
    write(folder, text, name)
    result = inside("check", folder, *FIBRE_2025)
    assert result.code == 3
    assert ("error", code) in told(result, name)
    assert ("note", "file-skipped") not in told(result, name)
    (file,) = [each for each in result.json["inputs"] if each["path"].endswith(name)]
    assert file["accepted"] is False


def test_a_publishers_file_with_ours_among_others_is_read(folder: Path) -> None:
    text = OTHERS["world-bank.csv"].replace("Forest area (% of land area),AG.LND.FRST.ZS,46.7",
                                            "Individuals using the Internet (% of population),"
                                            "IT.NET.USER.ZS,70.3")  # fmt: skip
    write(folder, text, "world-bank.csv")
    result = inside("check", folder, "-t", "qd-2289", "--no-config", *AT_2025, "-f", "json")
    assert result.code in (0, 1)
    codes = {code for _, code in told(result, "world-bank.csv")}
    assert codes
    assert "file-skipped" not in codes
    (file,) = [each for each in result.json["inputs"] if each["path"].endswith("world-bank.csv")]
    assert file["observations"] == 2
