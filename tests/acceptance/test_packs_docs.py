"""docs/packs.md: its commands do what is shown, its examples are valid and judged as they say.

`python -m pytest tests/acceptance/test_packs_docs.py --update-golden` writes what comes out today.
"""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

import cmcn4
from acceptance.pages import LANG, ROOT, blocks, commands, compare
from cmcn4.api import day
from cmcn4.model.rule import KINDS
from cmcn4.reporters.record.build import as_dict

PAGES = {lang: ROOT / "docs" / name for lang, name in (("en", "packs.md"), ("vi", "packs.vi.md"))}
FOR_ITSELF = {"hue-plan.yaml", "hue.csv"}
HEAD = """\
format: cmcn4/pack@1
id: example
document:
  number: null
  issued: "2019-01-01"
  issuer: {vi: Ví dụ, en: Example}
  title: {vi: Ví dụ, en: Example}
"""


class Example(NamedTuple):
    """A part of a pack, data, and the lines that say what comes out."""

    name: str
    pack: str
    data: str
    outcome: str


def examples(lang: str) -> list[Example]:
    found = [each for each in blocks(PAGES[lang].read_text(encoding="utf-8"))
             if each.kind in ("yaml", "csv", "text") and each.name not in FOR_ITSELF]  # fmt: skip
    assert [each.kind for each in found] == ["yaml", "csv", "text"] * (len(found) // 3)
    return [
        Example(pack.name.removesuffix(".yaml"), pack.body, data.body, outcome.body)
        for pack, data, outcome in zip(found[::3], found[1::3], found[2::3], strict=True)
    ]


EXAMPLES = [
    pytest.param(lang, example, id=f"{lang} {example.name}")
    for lang in PAGES
    for example in examples(lang)
]


@pytest.mark.parametrize("lang", PAGES)
def test_it_shows_what_comes_out(lang: str, workspace: Path, *, update: bool) -> None:
    compare(PAGES[lang], workspace, update=update)


@pytest.mark.parametrize(("lang", "example"), EXAMPLES)
def test_an_example_is_judged_as_it_says(lang: str, example: Example, tmp_path: Path) -> None:
    pack, data = tmp_path / "pack.yaml", tmp_path / "data.csv"
    pack.write_text(HEAD + example.pack, encoding="utf-8")
    data.write_text(example.data, encoding="utf-8")
    first, *lines = example.outcome.splitlines()
    as_of = first.rpartition(" ")[2]
    report = as_dict(cmcn4.check(data, targets=str(pack), as_of=day(as_of)), lang)
    assert sorted(lines) == outcomes(report, lines)
    assert [each["code"] for each in report["findings"] if each["level"] == "error"] == []


def outcomes(report: dict[str, Any], lines: list[str]) -> list[str]:
    """Return what came out as it is written on the page: the area where the page names it."""
    several = any(" " in line.partition(":")[0] for line in lines)
    return [
        f"{each['target'].removeprefix('example/')}{' ' + each['area'] if several else ''}: "
        f"{each['verdict']} {value(each)}{' contested' if each['contested'] else ''}"
        for each in sorted(report["assessments"], key=lambda each: (each["target"], each["area"]))
    ]


def value(each: dict[str, Any]) -> str:
    """Return the value, or the ends of what it may be."""
    return str(each["value"]) if each["value"] is not None else f"{each['low']}–{each['high']}"


def test_every_kind_of_rule_has_an_example() -> None:
    loaded = [yaml.safe_load(example.pack) for example in examples("en")]
    kinds = {target["rule"]["kind"] for pack in loaded for target in pack["targets"]}
    assert set(KINDS) <= kinds


@pytest.mark.parametrize("lang", PAGES)
def test_it_names_the_keys_of_every_kind_of_rule(lang: str) -> None:
    text = PAGES[lang].read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([a-z-]+)` \| (.*) \|$", text, re.MULTILINE)
    named = {kind: set(re.findall("`([a-z_]+)`", keys)) for kind, keys in rows}
    assert named == {
        kind: {field.name.rstrip("_") for field in fields(known.record)} - {"kind"}
        for kind, known in KINDS.items()
    }


def test_both_languages_show_the_same() -> None:
    assert examples("en") == examples("vi")
    texts = [path.read_text(encoding="utf-8") for path in PAGES.values()]
    shown = [
        [(each.kind, commands(LANG.sub("", each.body))) for each in blocks(text)] for text in texts
    ]
    assert shown[0] == shown[1]
    headings = [re.findall(r"^#+ ", text, re.MULTILINE) for text in texts]
    assert headings[0] == headings[1]
    english, vietnamese = (" ".join(re.findall("^> (.*)", text, re.MULTILINE)) for text in texts)
    quoted = re.findall("«([^»]+)»", english)
    assert quoted
    assert [quote for quote in quoted if f"“{quote}”" not in vietnamese] == []


def test_what_it_quotes_is_what_the_rules_quote() -> None:
    text = re.sub(r"\s+", " ", PAGES["en"].read_text(encoding="utf-8").replace("\n>", "\n"))
    above = set(re.findall(r"«([^»]+)»", text))
    for example in examples("en"):
        for target in yaml.safe_load(example.pack)["targets"]:
            quoted = " ".join(target["quote"].split())
            assert quoted in above or example.name in {"against", "communes", "deadline"}, quoted


@pytest.mark.parametrize("lang", PAGES)
def test_what_it_links_to_is_there(lang: str) -> None:
    text = PAGES[lang].read_text(encoding="utf-8")
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", text)
    assert links
    assert [link for link in links if not (ROOT / "docs" / link).exists()] == []
