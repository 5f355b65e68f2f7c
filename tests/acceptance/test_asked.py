"""With -v a run says what it was asked, and where each of it is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from acceptance.cli import GOOD, Result, inside, lines, write

SETTINGS = """\
fail-on = ["fail", "contested"]
as-of = "2025"
area = "VN"

[source-order]
default = ["most", "nso"]

[sarif]
missed-targets = true
"""


def asked(result: Result, title: str = "Asked:") -> list[str]:
    """Return the lines below the title."""
    found = lines(result.out)
    rest = found[found.index(title) + 1 :]
    end = next(place for place, line in enumerate(rest) if " = " not in line)
    return [line.strip() for line in rest[:end]]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    write(tmp_path, GOOD)
    return tmp_path


@pytest.mark.parametrize("command", ["check", "gaps"])
def test_what_is_said_nowhere_is_told_as_a_default(
    command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767139200")  # 31/12/2025
    options = ("-v", "--no-config", "--lang", "en")
    assert asked(inside(command, "data.csv", *options)) == [
        "fail-on = fail (default)" if command == "check" else "fail-on = none (default)",
        "targets = qd-2289 khhd-btttt-2022 (default)",
        "as-of = 2025-12-31 (SOURCE_DATE_EPOCH)",
        "lang = en (--lang)",
    ]


def test_settings_are_told_with_their_lines_and_options_win(folder: Path) -> None:
    write(folder, SETTINGS, "cmcn4.toml")
    options = ("-v", "--lang", "en", "--fail-on", "none", "-t", "qd-2289/fibre-*", "--area", "VN")
    assert asked(inside("check", "data.csv", *options, "--encoding", "utf-8")) == [
        "fail-on = none (--fail-on)",
        "targets = qd-2289/fibre-* (--targets)",
        "as-of = 2025-12-31 (cmcn4.toml:2)",
        "area = VN (--area)",
        "encoding = utf-8 (--encoding)",
        "lang = en (--lang)",
        "area = VN (cmcn4.toml:3)",
        "source-order.default = most nso (cmcn4.toml:6)",
        "sarif.missed-targets = true (cmcn4.toml:9)",
    ]


def test_the_usual_of_a_baseline_and_the_language_of_the_environment_are_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("CMCN4_LANG", "vi")
    result = inside("check", "data.csv", "-v", "--as-of", "2025", "--baseline", "data.csv")
    told = asked(result, "Được hỏi:")
    assert told[0] == "fail-on = fail,worse (mặc định)"
    assert told[2:] == [
        "as-of = 2025-12-31 (--as-of)",
        "baseline = data.csv (--baseline)",
        "lang = vi (CMCN4_LANG)",
    ]


def test_reading_alone_tells_it_too_and_nobody_else_is_told() -> None:
    assert "Asked:" in inside("read", "data.csv", "-v", "--lang", "en").out
    assert "Asked:" not in inside("check", "data.csv", "--lang", "en").out
