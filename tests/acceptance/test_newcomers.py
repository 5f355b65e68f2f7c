"""A new format, language, container or finding: what CONTRIBUTING.md names is enough.

What is left out fails in a test of totality or in mypy, never at a user's.
"""

from __future__ import annotations

import shutil

import pytest

from acceptance.cli import EGDI, GOOD, MISSED, PLAN, write
from acceptance.newcomer import House
from acceptance.pages import ROOT

VIETNAM = ROOT / "samples" / "vietnam.csv"
FIBRE = "qd-2289/fibre-households-2025"
CLOSED, TEXTS = "tests/test_closed_sets.py", "tests/unit/locale/test_texts.py"
FORMATS = "reporters/__init__.py"
GITHUB = '        "github": Format('
CONTAINERS = '    ".ods": "ods",\n'
LANGUAGES = 'LANGUAGES = ("vi", "en")'


def test_a_document_is_a_file(house: House) -> None:
    (house.root / "targets" / "plan.yaml").write_text(PLAN, encoding="utf-8")
    told = house.everywhere(write(house.root, GOOD), "plan/fibre-2025", "vi")
    house.compile()
    assert house.everywhere(write(house.root, GOOD), "plan/fibre-2025", "vi") == told
    assert "plan/fibre-2025" in told["targets csv"].out
    assert "không dưới 90% hộ" in told["explain markdown"].out


def test_a_format_is_a_module_and_a_line(house: House) -> None:
    body = 'return f"{style.lang}: {len(report.assessments)} verdicts\\n".encode()\n'
    house.add("reporters/machine/brief.py", f"def render(report, style):\n    {body}")
    house.line(FORMATS, '        "brief": Format("machine.brief", ".brief"),', GITHUB)
    told = house.everywhere(VIETNAM, FIBRE, "vi")
    assert told["check brief"].out.startswith("vi: ")
    assert "explain brief" not in told
    assert (house.root / "out.brief").read_bytes() == told["check brief"].stdout
    refused = house.python("-m", "cmcn4", "targets", "-f", "brief")
    assert refused.code == 2


@pytest.mark.parametrize("module", ["", "def renders(report, style):\n    return b''\n"])
def test_a_format_without_its_module_or_its_function_fails(house: House, module: str) -> None:
    house.add("reporters/machine/brief.py", module)
    house.line(FORMATS, '        "brief": Format("machine.brief"),', GITHUB)
    assert "brief" in house.fails(CLOSED, "-k", "have_the_modules")


def test_a_report_that_is_not_told_from_data_fails(house: House) -> None:
    house.add("reporters/machine/brief.py", "def render(report, style):\n    return b'1'\n")
    house.line(FORMATS, '        "brief": Format("machine.brief", ".tsv"),', GITHUB)
    assert "brief" in house.fails(CLOSED, "-k", "told_from_data")


def french(house: House) -> None:
    shutil.copytree(house.source / "locale" / "en", house.source / "locale" / "fr")
    house.change(
        "locale/fr/views.py",
        ('"PASS",\n    "verdict.pass.early"', '"ATTEINT",\n    "verdict.pass.early"'),
    )
    house.change(
        "locale/fr/format.py", ('"en-GB"', '"fr-FR"'), ('group=","', 'group="\\u202f"'),
        ('mark="."', 'mark=","'), ("[$-409]", "[$-40C]"),
    )  # fmt: skip
    house.change("locale/__init__.py", (LANGUAGES, 'LANGUAGES = ("vi", "en", "fr")'))


def test_a_language_is_a_folder_and_a_line(house: House) -> None:
    french(house)
    told = house.everywhere(write(house.root, MISSED + EGDI + GOOD.partition("\n")[2]), FIBRE, "fr")
    assert "ATTEINT" in told["check table"].out
    assert "14,02" in told["check markdown"].out
    assert '"ATTEINT"' not in told["check json"].out
    for name in ("out.html", "out.docx", "out.xlsx", "out.sqlite"):
        assert (house.root / name).stat().st_size
    assert 'lang="fr"' in (house.root / "out.html").read_text(encoding="utf-8")
    found = house.tests(CLOSED, TEXTS)
    assert found.code == 0, found.out


def test_a_language_is_found_in_the_locale_and_in_the_settings(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    french(house)
    data = write(house.root, GOOD)
    command = ("-m", "cmcn4", "check", data, "--as-of", "2025", "-f", "markdown")
    assert "ATTEINT" not in house.python(*command).out
    monkeypatch.setenv("LANG", "fr_FR.UTF-8")
    assert "ATTEINT" in house.python(*command).out
    monkeypatch.delenv("LANG")
    (house.root / "cmcn4.toml").write_text('lang = "fr"\n', encoding="utf-8")
    assert "ATTEINT" in house.python(*command).out


@pytest.mark.parametrize("missing", ["format.py", "gaps.py"])
def test_a_language_that_lacks_a_module_fails(house: House, missing: str) -> None:
    french(house)
    (house.source / "locale" / "fr" / missing).unlink()
    assert "fr" in house.fails(CLOSED, "-k", "every_file_of_texts")


def test_a_language_that_lacks_a_text_or_a_fact_of_one_fails(house: House) -> None:
    french(house)
    house.change("locale/fr/views.py", ('    "level.note": "note",\n', ""))
    assert "level.note" in house.fails(TEXTS, "-k", "same_keys")
    house.change("locale/fr/views.py", ('"{rank} of {size}"', '"{rank}"'))
    house.add("locale/fr/views.py", 'TEXTS["level.note"] = "note"\n')
    assert "size" in house.fails(TEXTS, "-k", "same_facts")


LINES = """
from cmcn4.model.observation import Sheet
from cmcn4.readers.containers.cells import RawSheet

def sheets(opened, options):
    lines = opened.file.read().decode().splitlines()
    rows = ((number, line.split("~")) for number, line in enumerate(lines, 1))
    yield RawSheet(sheet=Sheet(opened.path), rows=rows)
"""


def test_a_container_is_a_module_and_a_line(house: House) -> None:
    house.add("readers/containers/waves.py", LINES)
    house.line("readers/containers/__init__.py", '    ".wave": "waves",', CONTAINERS)
    folder = house.root / "data"
    folder.mkdir()
    write(folder, GOOD.replace(",", "~"), "data.wave")
    told = house.everywhere(folder, FIBRE)
    assert told["check table"].code == 0
    assert "PASS" in told["check table"].out
    assert "data.wave" in told["explain json"].out


def test_a_container_without_its_module_fails(house: House) -> None:
    house.line("readers/containers/__init__.py", '    ".wave": "waves",', CONTAINERS)
    assert "waves" in house.fails(CLOSED, "-k", "containers")


NOTES = '    "superseded",\n'
FOUND = """    yield from superseded(data.series())
"""
TOLD = {
    "codes": {"code__odd_moon": ("trăng lạ", "odd moon")},
    "findings": {
        "finding__odd_moon": ("Trăng {phase} lạ.", "The moon is {phase}."),
        "hint__odd_moon": ("Hãy xem lại trăng.", "Look at the moon again."),
    },
}


def moon(house: House) -> None:
    house.line("model/finding.py", '    "odd-moon",', NOTES)
    first = "first = next(iter(data.series()))[0]"
    raised = f'    {first}\n    yield Finding("odd-moon", first.place, {{"phase": "full"}})'
    house.line("evaluation/remarks/remarks.py", raised, FOUND)


@pytest.mark.parametrize(("lang", "said"), [("vi", "Trăng full lạ."), ("en", "The moon is full.")])
def test_a_finding_is_a_code_and_its_texts(house: House, lang: str, said: str) -> None:
    moon(house)
    for room, texts in TOLD.items():
        house.say(room, **texts)
    told = house.everywhere(write(house.root, GOOD), FIBRE, lang)
    for name in ("table", "json", "markdown", "github"):
        assert said in told[f"check {name}"].out, name
    for suffix in ("html", "sarif"):
        assert said in (house.root / f"out.{suffix}").read_text(encoding="utf-8")


@pytest.mark.parametrize("room", TOLD)
def test_a_finding_without_a_text_fails(house: House, room: str) -> None:
    moon(house)
    house.say(room, **TOLD[room])
    assert "odd-moon" in house.fails(CLOSED, "-k", "findings")
