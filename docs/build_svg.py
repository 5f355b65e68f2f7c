"""Draw the table of `cmcn4 check` on the sample, in colours, as docs/table.svg and table.vi.svg.

    python docs/build_svg.py

The pictures need nothing from outside: no fonts and no styles are loaded by them.
"""  # noqa: INP001 - a script, not a package

from __future__ import annotations

import io
import os
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

from cmcn4.api import Question, day, judge
from cmcn4.reporters import Style, render

ROOT = Path(__file__).parents[1]
SAMPLE = "samples/vietnam.xlsx"
COLUMNS = 100
PICTURES = {
    ROOT / "docs" / "table.svg": ("en", f"cmcn4 check {SAMPLE} --as-of 2025 --lang en"),
    ROOT / "docs" / "table.vi.svg": ("vi", f"cmcn4 check {SAMPLE} --as-of 2025"),
}
THEME = TerminalTheme(
    (24, 26, 31),
    (220, 223, 228),
    [
        (60, 64, 72), (240, 113, 120), (152, 201, 121), (229, 192, 123),
        (97, 175, 239), (209, 140, 232), (86, 182, 194), (200, 204, 212),
    ],
)  # fmt: skip
FORMAT = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img">
<title>COMMAND</title>
<style>
.{unique_id}-matrix {{
  font-family: ui-monospace, "Cascadia Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace;
  font-size: {char_height}px; line-height: {line_height}px; white-space: pre;
}}
.{unique_id}-title {{ font-family: ui-monospace, Menlo, Consolas, monospace; font-size: 18px; }}
{styles}
</style>
<defs>
<clipPath id="{unique_id}-clip-terminal">
<rect x="0" y="0" width="{terminal_width}" height="{terminal_height}"/>
</clipPath>
{lines}
</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""


def record(lang: str) -> Console:
    """Return a console on which the table was printed."""
    console = Console(
        record=True,
        file=io.StringIO(),
        width=COLUMNS,
        force_terminal=True,
        color_system="standard",
        legacy_windows=False,
        highlight=False,
        markup=False,
        emoji=False,
        _environ={},
    )
    report, _ = judge(SAMPLE, Question(as_of=day(2025)))
    shown = render("table", report, Style(lang, COLUMNS, colour=True)).decode()
    console.print(Text.from_ansi(shown), end="")
    return console


def picture(lang: str, command: str) -> str:
    """Return the picture as SVG, always the same for the same table."""
    return record(lang).export_svg(
        title=command,
        theme=THEME,
        code_format=FORMAT.replace("COMMAND", command),
        unique_id="cmcn4",
    )


def main() -> None:
    """Write both pictures."""
    os.chdir(ROOT)
    for path, (lang, command) in PICTURES.items():
        path.write_text(picture(lang, command), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
