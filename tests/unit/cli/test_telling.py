"""Whatever a text holds, on no stream does it act: one door each, tried with every message."""

from __future__ import annotations

import ast
import re
import string
from pathlib import Path

import pytest

from acceptance.cli import GOOD, inside
from cmcn4.cli.boundary import tell
from cmcn4.locale import LANGUAGES, all_texts
from cmcn4.reporters import Style, render
from cmcn4.reporters.machine.github import Annotation, command
from cmcn4.reporters.presentation.markdown import escaped
from cmcn4.reporters.terminal.console import console_to, text_of
from cmcn4.reporters.terminal.text import Text
from unit.reporters.hostile import settled

SOURCE = Path(__file__).parents[3] / "src" / "cmcn4"
HOSTILE = (
    "\n::error::a\r\n::set-env name=A::b\x1b[2J\x1b]0;t\x07\x9b2J\u202ex\u2066y"
    "\u2028##[error]z\x85\t\x08"
)
ACTS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
COMMAND = re.compile(r"^ *::|##\[", re.MULTILINE)
MESSAGES = [(lang, key) for lang in LANGUAGES for key in all_texts(lang)]


def hostile(lang: str, key: str) -> str:
    """Return a message of which every fact is hostile, and which itself is preceded by such."""
    template = all_texts(lang)[key]
    names = {name.split(".")[0] for _, name, _, _ in string.Formatter().parse(template) if name}
    return f"{HOSTILE} {template.format_map(dict.fromkeys(names, HOSTILE))}"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_message_is_one_inert_line_of_standard_error(
    lang: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for key in all_texts(lang):
        tell(hostile(lang, key))
        told = capsys.readouterr().err
        assert told.count("\n") == 1, key
        assert told.endswith("\n"), key
        assert not ACTS.search(told), key
        assert not COMMAND.search(told), key


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_message_is_inert_on_standard_output(lang: str) -> None:
    for key in all_texts(lang):
        console = console_to(Style(lang))
        console.print(Text(hostile(lang, key)), soft_wrap=True)
        shown = text_of(console).decode()
        assert shown.count("\n") <= 1, key
        assert not ACTS.search(shown), key
        assert not COMMAND.search(shown), key


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_message_is_one_command_of_a_job_and_no_other(lang: str) -> None:
    for key in all_texts(lang):
        text = hostile(lang, key)
        told = command("error", Annotation(text, text, file=text, line=1))
        assert len(told.splitlines()) == 1, key
        assert not ACTS.search(told), key
        assert told.startswith("::error "), key


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_message_is_one_line_of_markdown(lang: str) -> None:
    for key in all_texts(lang):
        told = escaped(hostile(lang, key))
        assert len(told.splitlines()) == 1, key
        assert not ACTS.search(told), key
        assert not re.search(r"(?<!\\)[\[\]<>`*_]", told), key


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("form", ["table", "github", "markdown"])
def test_a_report_of_hostile_names_is_inert_as_a_whole(form: str, lang: str) -> None:
    shown = render(form, settled(HOSTILE), Style(lang=lang, verbosity=2)).decode()
    assert not ACTS.search(shown)
    own = re.compile(r"^::(?:error|warning|notice|group|endgroup)\b") if form == "github" else None
    for line in shown.splitlines():
        assert not COMMAND.search(line) or (own and own.search(line)), line


def test_a_file_of_a_hostile_name_is_told_in_inert_lines(tmp_path: Path) -> None:
    name = f"a{HOSTILE.replace('/', '')}.csv"
    try:
        (tmp_path / name).write_text(GOOD + "egdi-rank,VN,2024,x,rank,UN,\n", encoding="utf-8")
    except OSError:
        pytest.skip("no such name here")
    for options in (["-q"], ["-v"], ["-f", "github"], ["-f", "markdown"], ["-o", "no/such.csv"]):
        for lang in LANGUAGES:
            ran = inside("check", tmp_path / name, "--as-of", "2025", "--lang", lang, *options)
            for stream in (ran.stdout, ran.stderr):
                shown = stream.decode()
                assert not ACTS.search(shown), options
                lines = [line for line in shown.splitlines() if COMMAND.search(line)]
                assert all(re.match("::(?:error|warning|notice)", line) for line in lines), lines
    for lang in LANGUAGES:
        wrong = inside("check", "--lang", lang, f"--{HOSTILE}")
        assert not COMMAND.search(wrong.stderr.decode())
        missing = inside("check", "--lang", lang, tmp_path / f"no{HOSTILE}.csv").stderr.decode()
        assert not ACTS.search(missing)
        assert not COMMAND.search(missing)


def test_nothing_else_writes_to_standard_error() -> None:
    for path in SOURCE.rglob("*.py"):
        if path.name in ("boundary.py", "__main__.py", "process.py"):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in (
                "print",
                "sys.stderr.write",
            ):
                raise AssertionError(f"{path.name}:{node.lineno}")
