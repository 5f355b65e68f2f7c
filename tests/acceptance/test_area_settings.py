"""Whose figures a file holds that does not say so: the settings say it, and only then."""

from __future__ import annotations

from pathlib import Path

import pytest

from acceptance.cli import inside

TABLE = "Chỉ tiêu,ĐVT,Năm 2025\nTỷ lệ xã được phủ cáp quang,%,100\n"
LETTERHEAD = "UBND TỈNH SƠN LA\n"
SETTINGS = """\
area = "Hà Tĩnh"
[[file]]
path = "*/bc-na*.csv"
area = "vn-nghe-an"
"""


@pytest.mark.parametrize(
    ("name", "text", "area"),
    [
        ("bc-na-2025.csv", TABLE, "vn-nghe-an"),
        ("bc-2025.csv", TABLE, "vn-ha-tinh"),
        ("bc-na-2026.csv", LETTERHEAD + TABLE, "vn-son-la"),
    ],
)
def test_the_settings_say_whose_figures_a_file_holds(
    name: str, text: str, area: str, tmp_path: Path
) -> None:
    (tmp_path / "cmcn4.toml").write_text(SETTINGS, encoding="utf-8")
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    config = ("--config", tmp_path / "cmcn4.toml")
    report = inside("check", path, *config, "--as-of", "2025", "-f", "json").json
    assert [each["area"] for each in report["inputs"]] == [area]
    assert "area-assumed" not in {each["code"] for each in report["findings"]}


def test_without_settings_the_country_is_assumed_and_the_report_says_so(tmp_path: Path) -> None:
    path = tmp_path / "bc-2025.csv"
    path.write_text(TABLE, encoding="utf-8")
    report = inside("check", path, "--no-config", "--as-of", "2025", "-f", "json").json
    assert [each["area"] for each in report["inputs"]] == ["VN"]
    assert [each["code"] for each in report["findings"]].count("area-assumed") == 1
