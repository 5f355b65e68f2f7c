"""The language of the settings counts for whatever is said, also of what is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from acceptance.cli import inside


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "cmcn4.toml").write_text('lang = "vi"\n', encoding="utf-8")
    (tmp_path / "other.toml").write_text('lang = "en"\n', encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ((), "không có tệp hoặc thư mục này"),
        (("--lang", "en"), "no such file or folder"),
        (("--no-config",), "no such file or folder"),
        (("--config", "other.toml"), "no such file or folder"),
        (("--config=other.toml",), "no such file or folder"),
    ],
)
def test_a_file_that_is_missing_is_told_in_the_language_of_the_settings(
    asked: tuple[str, ...], said: str
) -> None:
    result = inside("check", "no.csv", *asked)
    assert (result.code, result.err) == (2, f"cmcn4: no.csv: {said}\n")


def test_lists_and_wrong_options_are_told_in_it_too() -> None:
    assert "mục tiêu của qd-2289" in inside("targets", "-t", "qd-2289").out
    assert "không có tùy chọn --foo" in inside("check", "--foo").err
    assert inside("list", "sources").out != inside("list", "sources", "--lang", "en").out


def test_settings_that_are_wrong_are_told_in_english(folder: Path) -> None:
    (folder / "cmcn4.toml").write_text('lang = "xx"\n', encoding="utf-8")
    result = inside("check", "cmcn4.toml")
    assert result.code == 2
    assert "must be a language we have" in result.err
