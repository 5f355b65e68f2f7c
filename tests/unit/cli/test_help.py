"""Help and wrong use of the commands are told in the language asked for."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from typer.main import get_command

from acceptance.cli import GOOD, inside, untraced, write
from cmcn4.cli.app import COMMANDS, application
from cmcn4.locale import LANGUAGES, all_texts

TITLES = {"vi": ("Cách dùng:", "Tùy chọn"), "en": ("Usage:", "Options")}


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_is_told_in_the_language_asked_for(
    command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for lang in ("vi", "en", "vi"):  # nothing of a language stays for the next
        monkeypatch.setenv("CMCN4_LANG", lang)
        result = inside(*filter(None, [command]), "--help")
        assert result.code == 0
        assert all(title in result.out for title in TITLES[lang])
        about = all_texts(lang)[f"cli.command.{command or 'cmcn4'}"]
        assert about[:40] in " ".join(result.out.split())


def test_help_is_told_in_the_language_of_the_option() -> None:
    assert "Cách dùng: cmcn4 check" in inside("check", "--lang", "vi", "--help").out
    assert "Cách dùng: cmcn4 check" in inside("check", "--help", "--lang=vi").out


@pytest.mark.parametrize(
    "words",
    [
        ("--help", "--lang", "vi"), ("--lang=vi", "-h"), ("--lang", "vi"),
        ("--lang", "vi", "check", "--help"), ("--lang=vi", "check", "--help"),
    ],
)  # fmt: skip
def test_the_option_may_stand_before_the_command_or_alone(words: tuple[str, ...]) -> None:
    assert "Cách dùng: cmcn4" in inside(*words).out


def test_a_language_before_the_command_is_that_of_the_run(tmp_path: Path) -> None:
    data = write(tmp_path, GOOD)
    behind = inside("check", data, "--lang", "vi", "--as-of", "2025")
    assert inside("--lang", "vi", "check", "--as-of", "2025", "--", data) == behind
    assert b"M\xe1\xbb\xa4C TI\xc3\x8aU" in behind.stdout


@pytest.mark.parametrize("words", [("--help", "--lang", "xx"), ("--lang",), ("--lang=", "check")])
def test_an_unknown_language_before_the_command_is_wrong_use(words: tuple[str, ...]) -> None:
    assert inside(*words).code == 2


def test_brackets_of_a_text_are_shown() -> None:
    shown = " ".join(inside("check", "--help").out.replace("│", " ").split())
    assert "(pip install 'cmcn4[scale]')" in shown
    assert shown.count("[default: auto]") == 3  # --decimal, --encoding, --engine


def test_every_text_of_help_belongs_to_a_command_or_what_it_takes() -> None:
    groups = [get_command(application([name])) for name in COMMANDS]
    known = {"cli.command.cmcn4", "cli.option.help"}
    below = (getattr(group, "commands")[name] for group, name in zip(groups, COMMANDS, strict=True))  # noqa: B009 - Typer's type has none
    for command in (groups[0], *below):
        for each in command.params:
            name = max(each.opts, key=len).lstrip("-")
            known |= {f"cli.{each.param_type_name}.{name}{end}" for end in ("", f".{command.name}")}
    known |= {f"cli.command.{name}" for name in COMMANDS}
    for lang in LANGUAGES:
        told = {
            key for key in all_texts(lang) if re.match(r"cli\.(command|option|argument)\.", key)
        }
        assert told <= known


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("check", "--wheel"), "không có tùy chọn --wheel (có thể là --help)"),
        (("check", "-w"), "không có tùy chọn -w"),
        (("check", "--verbose=3"), "tùy chọn '--verbose' không nhận giá trị"),
        (("check", "--horizon"), "tùy chọn '--horizon' cần có giá trị"),
        (("check", "a", "--horizon", "x"),
         "giá trị của '--horizon' không hợp lệ, phải là số nguyên"),
        (("check", "a", "--lang", "xx"),
         "giá trị của '--lang' không hợp lệ, phải là một trong số 'vi', 'en'"),
        (("check",), "thiếu tham số 'DATA...'"),
        (("template",), "thiếu tùy chọn '--output' / '-o'"),
        (("wheel",), "không có lệnh này"),
        (("schema", "pack", "report"), "thừa tham số"),
    ],
)  # fmt: skip
def test_wrong_use_is_told_in_vietnamese(
    words: tuple[str, ...], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CMCN4_LANG", "vi")
    result = inside(*words)
    assert (result.code, result.stdout) == (2, b"")
    assert result.err.splitlines()[-1] == f"Lỗi: {said}"
    assert "Usage" not in result.err
    untraced(result)


def test_wrong_use_is_told_in_english_by_typer() -> None:
    result = inside("check", "a", "--lang", "xx")
    assert result.code == 2
    assert result.err.splitlines() == [
        "Usage: cmcn4 check [OPTIONS] {DATA...}",
        "Try 'cmcn4 check -h' for help.",
        "",
        "Error: Invalid value for '--lang': 'xx' is not one of 'vi', 'en'.",
    ]


def test_no_command_at_all_shows_the_help(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CMCN4_LANG", "vi")
    result = inside()
    assert result.code == 2
    assert "Cách dùng: cmcn4" in result.out + result.err
