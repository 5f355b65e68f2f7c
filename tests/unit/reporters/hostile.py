"""Reports whose every text of data holds a hostile name; what each format is tried with."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st

import cmcn4
from cmcn4.api import Report
from cmcn4.model.finding import Finding
from cmcn4.model.observation import Sheet
from cmcn4.model.report import Assessment
from cmcn4.model.text import Text

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
        config=name,
        assessments=tuple(_titled(each, name) for each in judged.assessments),
        findings=tuple(_placed(each, name) for each in judged.findings),
        inputs=tuple(replace(each, path=f"{name}.csv") for each in judged.inputs),
    )


def _titled(each: Assessment, name: str) -> Assessment:
    target = replace(each.chosen.target, title=Text(vi=name, en=name))
    return replace(each, chosen=replace(each.chosen, target=target))


def _placed(each: Finding, name: str) -> Finding:
    sheet = Sheet(f"{name}.csv", name if each.level == "warning" else None)
    return replace(each, place=each.place._replace(sheet=sheet))
