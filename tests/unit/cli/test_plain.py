"""A plain command line says what Typer would take it for; all else is left to Typer."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from typer.main import get_command

from cmcn4.cli.app import application
from cmcn4.cli.line.commands import COMMANDS, command
from cmcn4.cli.line.plain import plainly
from cmcn4.cli.options import Options

SAMPLE = Path(__file__).parents[3] / "samples" / "vietnam.csv"
FLAGS = sorted(
    {flag for name in COMMANDS for *_, said in command(name).takes() for flag in said.flags}
)
VALUES = [
    "a.csv", "-", "b c", "2025", "-5", "", "--", "table", "json", "xlsx", "vi", "en", "comma",
    "target", "pass", "pack", "indicators", "=", "a=b", "٢٠٢٥", "--nothing", "-h", "-qv", "-tall",
    "02025", "²", "bibtex",
]  # fmt: skip


def by_typer(name: str, words: list[str]) -> Options | None:
    """Return what Typer fills in; None where it tells that something is wrong, or helps."""
    found: list[Options] = []

    def note(options: Options) -> int:
        found.append(options)
        return 0

    noting = command(name)._replace(run=note)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("cmcn4.cli.app.command", lambda _: noting)
        made = get_command(application([name]))
    try:
        with made.make_context("cmcn4", [name, *words]) as context:
            made.invoke(context)
    except Exception:  # noqa: BLE001 - whatever it is, it was told
        return None
    return found[0] if found else None


def shown(options: Options) -> list[Any]:
    return [(name, value, type(value).__name__) for name, value in options._asdict().items()]


WORDS = st.lists(
    st.one_of(
        st.sampled_from(FLAGS),
        st.sampled_from(VALUES),
        st.builds("{}={}".format, st.sampled_from(FLAGS), st.sampled_from(VALUES)),
    ),
    max_size=7,
)


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(COMMANDS), WORDS)
@example("check", ["a.csv", "-t", "all", "--as-of", "2025", "-o", "b", "-q", "b c", "-o=c"])
@example("gaps", ["a.csv"])
@example("check", ["a.csv", "--quiet=1"])
@example("check", ["a.csv", "--horizon=2025", "--horizon", "٢٠٢٥"])
@example("explain", ["all", "a.csv", "--cite", "bibtex"])
@example("list", ["indicators", "a", "b"])
def test_a_plain_command_line_is_what_typer_takes_it_for(name: str, words: list[str]) -> None:
    plain = plainly(command(name), words)
    if plain is not None:
        typed = by_typer(name, words)
        assert typed is not None
        assert shown(plain) == shown(typed)


@pytest.mark.parametrize(
    ("line", "changed"),
    [
        ("check a.csv", {"data": ["a.csv"]}),
        ("check a.csv - -q", {"data": ["a.csv", "-"], "quiet": True}),
        (
            "check a.csv -t qd-2289 -t plan.yaml --as-of=2025-12-31 -f json -o json:b --lang vi",
            {"data": ["a.csv"], "targets": ["qd-2289", "plan.yaml"], "as_of": "2025-12-31",
             "format": "json", "output": ["json:b"], "lang": "vi"},
        ),
        (
            "gaps --horizon 2025 a.csv --by area",
            {"data": ["a.csv"], "horizon": [2025], "by": "area"},
        ),
        ("list units -v", {"what": "units", "verbose": True}),
        ("schema report", {"kind": "report"}),
        ("init pack my-id -o a.yaml", {"begun": "pack", "id": "my-id", "path": "a.yaml"}),
    ],
)  # fmt: skip
def test_what_is_usual_is_plain(line: str, changed: dict[str, Any]) -> None:
    name, *words = line.split()
    found = plainly(command(name), words)
    assert found is not None
    usual = plainly(command(name), [words[0]])
    differing = {key: value for key, value in found._asdict().items() if key in changed}
    assert differing == changed
    if usual is not None:
        kept = {key: value for key, value in found._asdict().items() if key not in changed}
        assert kept == {key: value for key, value in usual._asdict().items() if key not in changed}


@pytest.mark.parametrize(
    "line",
    [
        "check", "check --help", "check a.csv -h", "check a.csv --no-such",
        "check a.csv -f nothing", "check a.csv -t", "check a.csv -t -q", "check a.csv --quiet=yes",
        "check a.csv -qv", "check a.csv -tall", "check -- a.csv", "check a.csv --horizon 2025.0",
        "list nothing", "schema", "schema pack report", "gaps a.csv --by by", "check a.csv -t=all",
    ],
)  # fmt: skip
def test_what_needs_a_word_is_left_to_typer(line: str) -> None:
    name, *words = line.split()
    assert plainly(command(name), words) is None


def test_a_plain_run_imports_neither_typer_nor_what_reads_yaml() -> None:
    program = (
        f"import sys; sys.argv = ['cmcn4', 'check', {str(SAMPLE)!r}, '-q']\n"
        "from cmcn4.cli.boundary import run; run()\n"
        "heavy = {'typer', 'pydantic', 'yaml', 'openpyxl', 'jinja2', 'docx'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stderr.splitlines()[-1] == "[]"
