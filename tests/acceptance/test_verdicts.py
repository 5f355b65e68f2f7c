"""The conformance cases, worked out by hand: data, targets and a day in; assessments out."""

from __future__ import annotations

import re
import sqlite3
import textwrap
from collections.abc import Iterator
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

import cmcn4
from cases.safe_yaml import LOADER
from cmcn4.api import Report, day
from cmcn4.reporters import Style, render
from cmcn4.reporters.record.build import as_dict

pytestmark = pytest.mark.usefixtures("packs_kept")
FOLDER = Path(__file__).parents[1] / "cases" / "verdicts"
AGAIN = "SELECT verdict_again, agrees FROM verdicts_again ORDER BY assessment"
_PACK = re.compile(r"^pack:[^\n]*\n(.*?)(?=^\S)", re.MULTILINE | re.DOTALL)


class ExactLoader(LOADER):  # type: ignore[misc]  # the one in C, or not
    """Reads decimals as text: a float would hide what the cases are about."""


ExactLoader.add_constructor("tag:yaml.org,2002:float", lambda _, node: node.value)


def cases() -> Iterator[Any]:
    for path in sorted(FOLDER.glob("*.yaml")):
        text = path.read_text(encoding="utf-8")
        pack = _PACK.search(text)
        loaded = yaml.load(text, Loader=ExactLoader)  # noqa: S506 - a safe loader, see below
        for case in loaded["cases"]:
            own = textwrap.dedent(pack.group(1)) if pack else None
            name = f"{path.stem}: {case['name']}"
            yield pytest.param((case, own, loaded.get("targets")), id=name)


def judged(
    folder: Path, case: dict[str, Any], pack: str | None, selectors: list[str] | None
) -> Report:
    """Return the report on the data of a case."""
    data = folder / "data.csv"
    data.write_text(case["rows"], encoding="utf-8")
    targets = selectors or []
    if pack is not None:
        (folder / "pack.yaml").write_text(pack, encoding="utf-8")
        targets = [str(folder / "pack.yaml")]
    return cmcn4.check(data, targets=targets, as_of=day(case["as_of"]))


@pytest.mark.parametrize("asked", list(cases()))
def test_case_in_the_report_and_again_in_the_audit_view(asked: Any, tmp_path: Path) -> None:
    case, *_ = asked
    checked = judged(tmp_path, *asked)
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(render("sqlite", checked, Style()))
        again = database.execute(AGAIN).fetchall()
    assert again == [(each.verdict, 1) for each in checked.assessments]
    report = as_dict(checked, "en")
    by_key = {(each["target"], each["area"]): each for each in report["assessments"]}
    for entry in case["expect"]:
        expected = dict(entry)
        why = expected.pop("why", "")
        area = expected.pop("area", "VN")
        key = expected.pop("target"), area
        if expected.pop("absent", False):
            assert key not in by_key, why
            continue
        actual = by_key[key]
        assert shown(actual, expected) == normal(expected), why
    codes = {each["code"] for each in report["findings"]}
    assert set(case.get("findings", [])) <= codes
    assert not set(case.get("no_findings", [])) & codes
    if "exit_code" in case:
        assert report["summary"]["exit_code"] == case["exit_code"]


def shown(actual: dict[str, Any], expected: dict[str, Any]) -> dict[str, Any]:
    """Return of the assessment what the case speaks of."""
    found = {}
    for key, wanted in expected.items():
        if key == "evidence_rows":
            found[key] = sorted(each["row"] for each in actual["evidence"])
        elif key == "alternatives":
            found[key] = some(actual[key], wanted, ("kind", "id"))
        elif key == "parts":
            found[key] = some(actual[key], wanted, ("member",))
        else:
            found[key] = actual[key]
    result: dict[str, Any] = normal(found)
    return result


def some(
    actual: list[dict[str, Any]], wanted: list[dict[str, Any]], keys: tuple[str, ...]
) -> list[dict[str, Any]]:
    """Return, of each record wanted, the actual one with the fields asked for."""
    by_key = {tuple(each[key] for key in keys): each for each in actual}
    return [
        {name: by_key.get(tuple(one[key] for key in keys), {}).get(name) for name in one}
        for one in wanted
    ]


def normal(item: Any) -> Any:
    """Write numbers alike, whether the case quotes them or not, with all their digits."""
    match item:
        case dict():
            return {key: normal(each) for key, each in item.items()}
        case list():
            return [normal(each) for each in item]
        case bool() | None:
            return item
        case str() if re.fullmatch(r"-?\d+(\.\d+)?(E-?\d+)?", item):
            return Decimal(item)
        case int():
            return Decimal(item)
        case _:
            return item
