"""The documents keep up with the program: codes, commands, options, exit codes, examples, pictures.

`python -m pytest tests/acceptance/test_docs.py --update-golden` writes the findings that come out
today into docs/findings*.md and draws docs/table*.svg anew; look at the difference before you keep
it.
"""

from __future__ import annotations

import csv
import html
import io
import re
from collections import Counter
from pathlib import Path
from runpy import run_path
from typing import Any

import pytest
from openpyxl import Workbook

from acceptance.cli import inside
from acceptance.pages import Block, blocks
from cmcn4.api import Question, Report, day, judge
from cmcn4.cli.config import load
from cmcn4.cli.exit_codes import ExitCode
from cmcn4.cli.options import FAIL_ON
from cmcn4.locale import composed, say
from cmcn4.model.finding import LEVELS
from cmcn4.reporters import FOLDERS, FORMATS, Style, render
from unit.readers import opendocument, xlsb

ROOT = Path(__file__).parents[2]
READMES = {"en": ROOT / "README.md", "vi": ROOT / "README.vi.md"}
PAGES = {"en": ROOT / "docs" / "findings.md", "vi": ROOT / "docs" / "findings.vi.md"}
COMMANDS = ("check", "gaps", "read", "targets", "explain", "template", "accept", "list", "init",
            "schema")  # fmt: skip
_SECTION = re.compile(r"^### (?P<code>\S+)\n(?P<text>.*?)(?=^##|\Z)", re.MULTILINE | re.DOTALL)


def sections(path: Path) -> dict[str, str]:
    text = path.read_text(encoding="utf-8")
    return {match["code"]: match["text"] for match in _SECTION.finditer(text)}


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_every_code_has_a_section(path: Path) -> None:
    assert list(sections(path)) == list(LEVELS)


def test_codes_stand_under_their_level() -> None:
    for path in PAGES.values():
        parts = re.split(r"^## .*\n", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
        for part, level in zip(parts, ("error", "warning", "note"), strict=True):
            codes = re.findall(r"^### (\S+)$", part, re.MULTILINE)
            assert codes == [code for code in LEVELS if LEVELS[code] == level]


def test_both_languages_have_the_same_headings_and_examples() -> None:
    texts = [path.read_text(encoding="utf-8") for path in PAGES.values()]
    levels = [re.findall(r"^#+(?= )", text, re.MULTILINE) for text in texts]
    assert levels[0] == levels[1]
    examples = [[each[:3] for each in blocks(text) if each.kind != "text"] for text in texts]
    assert examples[0] == examples[1]


@pytest.mark.parametrize("lang", PAGES)
def test_every_example_gives_the_finding_shown(
    lang: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    text = PAGES[lang].read_text(encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    actual, last = "", 0
    for match in _SECTION.finditer(text):
        if match["code"] == "internal-error":  # a file that gives it is a defect to be mended
            continue
        data, shown = example(match["text"], match.start("text"))
        actual += text[last : shown.start] + finding(match["code"], data, lang)
        last = shown.end
    actual += text[last:]
    if request.config.getoption("--update-golden"):
        PAGES[lang].write_text(actual, encoding="utf-8", newline="\n")
        return
    assert actual == text


def example(section: str, offset: int) -> tuple[Block, Block]:
    """Return the data and the finding shown in a section, their places counted in the page."""
    found = [each._replace(start=each.start + offset, end=each.end + offset)
             for each in blocks(section)]  # fmt: skip
    *settings, data, shown = found
    for each in settings:
        Path(each.name).parent.mkdir(exist_ok=True)
        Path(each.name).write_text(each.body, encoding="utf-8")
    assert shown.kind == "text"
    return data, shown


def finding(code: str, data: Block, lang: str) -> str:
    """Check the data of an example, and return the lines of the table that tell of the code."""
    if code == "targets-invalid":  # no finding of a report
        name = data.name
        write(Path(name), data, {})
        return inside("targets", "-t", name, "--lang", lang).err
    if code == "settings-invalid":  # the same
        write(Path(data.name), data, {})
        told = inside("check", "-", "--config", data.name, "--lang", lang).err
        Path(data.name).unlink()
        return told
    report = checked(data)
    table = render("table", report, Style(lang)).decode().split("\n")
    title = say(lang, composed(f"code.{code}"))
    head = rf" \S+( \S+)? ({code}  |{re.escape(title)} )"
    start = next((place for place, line in enumerate(table) if re.match(head, line)), None)
    assert start is not None, (code, table)
    end = start + 1
    while table[end].startswith("    "):
        end += 1
    return "".join(f"{line.removeprefix(' ')}\n" for line in table[start:end])


def checked(data: Block) -> Report:
    """Return the report on the data of an example."""
    name, *how = data.name.split()
    options = dict(each.split("=") for each in how)
    write(Path(name), data, options)
    settings = Path("cmcn4.toml")
    accept = load(None, wanted=settings.exists(), start=Path.cwd()).accept
    settings.unlink(missing_ok=True)
    given = options.get("folder", name)
    return judge(given, Question(as_of=day(2025), decisions=accept))[0]


def write(path: Path, data: Block, options: dict[str, str]) -> None:
    """Write a file as the example describes it; a workbook is shown as CSV."""
    path.parent.mkdir(exist_ok=True)
    if path.suffix == ".xlsb":
        xlsb.write(path, [*csv.reader(io.StringIO(data.body))])
        return
    if path.suffix == ".ods":
        lines = csv.reader(io.StringIO(data.body))
        opendocument.write(path, Data=opendocument.rows(*([*line] for line in lines)))
        return
    if path.suffix != ".xlsx" or data.kind != "csv":
        path.write_bytes(data.body.encode(options.get("encoding", "utf-8")))
        return
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in csv.reader(io.StringIO(data.body)):
        sheet.append([int(cell) if cell.isdecimal() else cell for cell in row])
    if "hidden-row" in options:
        sheet.row_dimensions[int(options["hidden-row"])].hidden = True
    book.save(path)


def shown_help(*command: str) -> str:
    return inside(*command, "--help").out


@pytest.mark.parametrize("path", READMES.values(), ids=READMES)
def test_every_command_and_option_is_in_the_readme(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setenv("NO_COLOR", "1")
    text = path.read_text(encoding="utf-8")
    names = re.findall(r"^│ ([a-z]+) ", shown_help().split("Commands")[1], re.MULTILINE)
    assert tuple(names) == COMMANDS
    for command in COMMANDS:
        assert f"cmcn4 {command}" in text
    helps = [shown_help(), *(shown_help(name) for name in COMMANDS)]
    rows = [line for each in helps for line in each.splitlines() if line.startswith("│")]
    options = set(re.findall(r"(?<![\w-])--?[a-z][a-z-]*", "\n".join(rows)))
    assert "--fail-on" in options
    assert {each for each in options if f"`{each}" not in text} == set()


@pytest.mark.parametrize("path", READMES.values(), ids=READMES)
def test_every_exit_code_and_format_is_in_the_readme(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for code in ExitCode:
        assert re.search(rf"^\| {int(code)} \| ", text, re.MULTILINE), code
    fail_on = next(line for line in text.splitlines() if line.startswith("| `--fail-on LIST`"))
    assert set(FAIL_ON) <= set(re.findall(r"`([a-z-]+)`", fail_on))
    for name, each in FORMATS.items():
        suffix = f"`{each.suffix}`" if each.suffix else ""
        row = rf"^\| `{name}` \|{re.escape(f' {suffix}' if suffix else '')} \| "
        assert re.search(row, text, re.MULTILINE), name
    for name in FOLDERS:
        assert re.search(rf"^\| `{name}` \| \| .*`-o {name}:", text, re.MULTILINE), name


def test_the_pictures_show_the_table_of_today(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    script: dict[str, Any] = run_path(str(ROOT / "docs" / "build_svg.py"))
    if request.config.getoption("--update-golden"):
        script["main"]()
    for path, (lang, command) in script["PICTURES"].items():
        # Words alone are compared: where each stands in the picture is up to the version of Rich.
        assert words(path.read_text(encoding="utf-8")) == words(script["picture"](lang, command))


def words(svg: str) -> list[str]:
    chunks = re.findall(r"<text[^>]*>([^<]*)</text>", svg)
    return html.unescape(" ".join(chunks)).split()


def test_the_samples_are_counted_right(request: pytest.FixtureRequest) -> None:
    path = ROOT / "samples" / "README.md"
    text = path.read_text(encoding="utf-8")
    with (ROOT / "samples" / "vietnam.csv").open(encoding="utf-8", newline="") as stream:
        sources = Counter(row["source"] for row in csv.DictReader(stream))
    table = "".join(f"| {name} | {count} |\n" for name, count in sources.most_common())
    actual = re.sub(r"(?<=\| observations \|\n\|---\|---\|\n)(\|.*\n)+", lambda _: table, text)
    actual = re.sub(r"\d+(?= real observations)", str(sources.total()), actual)
    if request.config.getoption("--update-golden"):
        path.write_text(actual, encoding="utf-8", newline="\n")
        return
    assert actual == text


def test_documents_name_nobody_s_machine() -> None:
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), *(ROOT / "samples").glob("*.md")]
    text = "".join(path.read_text(encoding="utf-8") for path in pages)
    assert re.findall(r"/(?:root|home|work|tmp|opt)/\S*", text) == []
