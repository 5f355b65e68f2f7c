"""Reports whose every text of data holds a hostile name; what each format is tried with."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st

import cmcn4
from cmcn4.api import Report
from cmcn4.model.baseline import Baseline, Change, State
from cmcn4.model.decision import Decision
from cmcn4.model.finding import Finding
from cmcn4.model.observation import Place, Sheet
from cmcn4.model.report import Assessment
from cmcn4.model.text import Text
from cmcn4.model.verdict import Verdict

TARGETS = ["qd-2289/egdi-rank-2030", "qd-2289/internet-users-2025"]
PARTS = [
    "[bold]x[/bold]", "[/]", "[link=http://e.org]", ":smile:", "=1+1", "+1", "-1", "@x", "|", '"',
    "'", "\n", "\r", "\t", "\\", ",", ";", "{value}", "%s", "::error::", "<b>", "&amp;", "Hà Nội",
    "\u202e", " ",
]  # fmt: skip
CONTROLS = ["\x1b[31m", "\x1b]0;title\x07", "\x9b2J", "\x08", "\x7f", "\x0b", "\x85"]
ACTIVE = [
    "`", "```", "](http://e.org)", "![x](y)", "<script>", "</error>", "]]>", "&", "<!--",
    "http://e.org", "www.e.org", "a@e.org", "#1", "GH-1", "$x$", "**", "_x_", "~~", "{+x+}",
    "\n# x", "\n- x", "\n::error::x", "\r\n::set-env name=A::b", "%0A::error::x", "%", "{0}",
    "##[error]x", "\ufffe", "\U0001f600", "\u2028", "\\|", "\\\\|",
]  # fmt: skip
names = st.lists(st.sampled_from(PARTS), min_size=1, max_size=6).map("".join)
controls = st.lists(st.sampled_from(PARTS + CONTROLS), min_size=1, max_size=6).map("".join)
actives = st.lists(
    st.sampled_from(PARTS + CONTROLS + ACTIVE) | st.text(max_size=3), min_size=1, max_size=6
).map("".join)
quickly = settings(max_examples=15, deadline=None)


def report(name: str) -> Report:
    """Judge rows whose source, indicator, area, value, unit and status all hold the name."""
    egdi = {"indicator": "egdi-rank", "area": "VN", "period": "2024", "value": 71, "unit": "rank"}
    other = {"indicator": f"lạ {name}", "area": "VN", "period": "2024", "value": 1}
    rows: list[dict[str, Any]] = [
        {**egdi, "source": f"{name} a", "url": name, "status": f"s{name}"},
        {**egdi, "value": 72, "source": f"{name} b"},
        {**other, "source": name},
        {"indicator": "internet-users", "period": "2025", "value": f"v{name}", "area": "VN"},
        {"indicator": "internet-users", "period": f"p{name}", "value": 3, "area": "VN"},
        {"indicator": "internet-users", "period": "2025", "value": 3, "area": f"Hà Nội{name}x"},
    ]
    return cmcn4.check(rows, targets=TARGETS, as_of="2025")


def everywhere(name: str) -> Report:
    """Return such a report in which files, sheets, settings and titles have the name as well."""
    judged = report(name)
    return replace(
        judged,
        question=replace(judged.question, config=name),
        assessments=tuple(_titled(each, name) for each in judged.assessments),
        findings=tuple(_placed(each, name) for each in judged.findings),
        inputs=tuple(replace(each, path=f"{name}.csv") for each in judged.inputs),
    )


def settled(name: str) -> Report:
    """Return it with the name in decisions, in a baseline, and as the name of the area, too.

    The first target and everything but the errors are decided.
    """
    judged = everywhere(name)
    text = Text(vi=name, en=name)
    areas = {each.area: judged.catalogue.areas[each.area] for each in judged.assessments}
    renamed = {area: replace(each, names=text) for area, each in areas.items()}
    catalogue = replace(judged.catalogue, areas={**judged.catalogue.areas, **renamed})
    given = Decision(
        place=Place(Sheet(f"{name}.toml"), 1), because=name, document=name, verdict=Verdict.PASS
    )
    first, *others = judged.assessments
    new: State = "new"
    changes = (
        Change(kind="value", what=name, old=Decimal(1), new=name),
        Change(kind="value", what=name, old=name, new=None),
        Change(kind="verdict", what=f"{first.chosen.id} {first.area}", old="pass", new="fail"),
        Change(kind="finding", what=name, old=None, new=text, worse=True),
    )
    return replace(
        judged,
        catalogue=catalogue,
        assessments=(replace(first, decision=given), *others),
        findings=tuple(
            each if each.level == "error" else replace(each, decision=given)
            for each in judged.findings
        ),
        baseline=Baseline(
            path=f"old/{name}.csv",
            as_of="2024-12-31",
            packs=(name,),
            changes=changes,
            findings=(new,) * len(judged.findings),
        ),
    )


def _titled(each: Assessment, name: str) -> Assessment:
    target = replace(each.chosen.target, title=Text(vi=name, en=name))
    return replace(each, chosen=replace(each.chosen, target=target))


def _placed(each: Finding, name: str) -> Finding:
    sheet = Sheet(f"{name}.csv", name if each.level == "warning" else None)
    return replace(each, place=each.place._replace(sheet=sheet))
