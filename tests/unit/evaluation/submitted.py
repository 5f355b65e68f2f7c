"""Hand-made submissions: rows with what stands around them, as the reader hands them over."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import cmcn4
from cmcn4.evaluation import Settings, evaluate
from cmcn4.model.asked import Question
from cmcn4.model.interval import point
from cmcn4.model.observation import Input, Observation, Origin, Sheet, Submission
from cmcn4.model.period import parse
from cmcn4.model.report import Assessment, Report
from cmcn4.packs import load

FIBRE, TARGET = "fibre-households", "qd-2289/fibre-households-2025"
UBND = "UBND TỈNH LÀO CAI"
PACK = """\
format: cmcn4/pack@1
id: own
document: {number: "1", issued: "2020-12-31", issuer: {vi: A, en: A}, title: {vi: A, en: A}}
applies_to: [AREA]
targets:
  - id: a
    order: 1
    indicator: INDICATOR
    horizon: HORIZON
    title: {vi: A, en: A}
    quote: A
    rule: RULE
"""


def row(value: str, path: str = "a.csv", period: str = "2025", **facts: Any) -> Observation:
    """Return one row; the source and what else its origin holds are named."""
    when = parse(period)
    assert when is not None
    own = {"indicator": FIBRE, "area": "VN", "breakdown": "", "line": 2, "column": 4}
    given = {name: facts.pop(name, default) for name, default in own.items()}
    source = facts.pop("source", "")
    return Observation(
        indicator=given["indicator"],
        area=given["area"],
        period=when,
        breakdown=given["breakdown"],
        value=point(Decimal(value)),
        origin=Origin(source=source, source_id=source.casefold(), **facts),
        sheet=Sheet(path),
        row=given["line"],
        column=given["column"],
    )


def own_pack(folder: Path, indicator: str, rule: str, horizon: int = 2025, area: str = "VN") -> str:
    """Write a pack of one target with that rule, and return its path."""
    path, text = folder / "pack.yaml", PACK
    given = {"INDICATOR": indicator, "RULE": rule, "HORIZON": str(horizon), "AREA": area}
    for name, value in given.items():
        text = text.replace(name, value)
    path.write_text(text, encoding="utf-8")
    return str(path)


def defining(pack: str, definitions: str) -> str:
    """Have a pack bring units and indicators of its own, and return its path."""
    path = Path(pack)
    text = path.read_text(encoding="utf-8").replace("targets:\n", f"{definitions}targets:\n")
    path.write_text(text, encoding="utf-8")
    return pack


def letter(value: str, path: str, day: int | None = None, **facts: Any) -> Observation:
    """Return a row of a file whose letterhead names the body, and the day if there is one."""
    released = dt.date(2025, 12, day) if day else None
    return row(value, path, source=UBND, stated=False, released=released, **facts)


def report(
    rows: Sequence[Observation], target: str = TARGET, areas: tuple[str, ...] = ()
) -> Report:
    """Judge rows by one target at the end of 2025."""
    selection = load((target,))
    return evaluate(
        Submission(
            observations=list(rows),
            inputs=[Input(path=path, sha256="0") for path in {each.sheet.path for each in rows}],
        ),
        Settings(
            targets=selection.targets,
            packs=selection.packs,
            catalogue=selection.vocabulary.catalogue,
            question=Question(as_of=dt.date(2025, 12, 31), areas=areas),
        ),
    )


def judged(*rows: Observation, target: str = TARGET) -> Assessment:
    """Return the one assessment of the country."""
    (found,) = report(rows, target, areas=("VN",)).assessments
    return found


def checked(
    target: str, indicator: str, values: Mapping[int, object], as_of: str | dt.date
) -> Assessment:
    """Return the country's assessment by values of years as people write them, errors as well."""
    (found,) = by_values(target, indicator, values, as_of).assessments
    return found


def by_values(
    target: str,
    indicator: str,
    values: Mapping[int, object] | Mapping[str, object],
    as_of: str | dt.date,
) -> Report:
    """Return the report on the country by values of periods as people write them."""
    rows = [
        {"indicator": indicator, "area": "VN", "period": period, "value": value, "source": "NSO"}
        for period, value in values.items()
    ]
    return cmcn4.check(rows, targets=target, as_of=as_of, areas=["VN"])


def codes(*rows: Observation, target: str = TARGET) -> list[str]:
    """Return the codes of the conflicts found."""
    wanted = ("duplicate-conflict", "duplicate-same", "source-conflict", "superseded")
    return [each.code for each in report(rows, target).findings if each.code in wanted]
