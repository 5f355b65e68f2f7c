"""One page that stands alone: no script, no request, and a policy that forbids both.

Content Security Policy: https://www.w3.org/TR/CSP3/. The only style is the one whose hash the
policy names, so that nothing in the data can bring another.
"""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import re
from functools import cache
from importlib.resources import files
from itertools import count
from typing import Any

from jinja2 import DictLoader, Environment, StrictUndefined
from markupsafe import Markup

from cmcn4.locale import write
from cmcn4.model.report import Report
from cmcn4.reporters import Style
from cmcn4.reporters.html import areas as html_areas
from cmcn4.reporters.html import lists as html_lists
from cmcn4.reporters.html import overview as html_overview
from cmcn4.reporters.html.card import card
from cmcn4.reporters.presentation import gaps
from cmcn4.reporters.presentation.changes import Before
from cmcn4.reporters.presentation.document import by_target, document
from cmcn4.reporters.presentation.outline import (
    data_line,
    horizon,
    nothing_judged,
    targets_line,
    why_nothing,
)
from cmcn4.reporters.presentation.verdicts import VERDICTS
from cmcn4.reporters.presentation.words import Words

# Control characters, and those that turn the direction of what follows.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def render(report: Report, style: Style) -> bytes:
    """Return the page: the whole report, or the gap summary alone."""
    words = Words(style.lang, report.catalogue)
    found = _common(report, words)
    found |= _whole(report, words) if style.by is None else _gaps(report, words, style.by)
    css = _read("page.css")
    template = "report.html.jinja" if style.by is None else "gaps.html.jinja"
    text = (
        _environment()
        .get_template(template)
        .render(
            found,
            say=words.say,
            lang=style.lang,
            css=Markup(css),  # noqa: S704 - our own file
            css_hash=_hash(css),
        )
    )
    return text.encode(errors="replace")


def _common(report: Report, words: Words) -> dict[str, Any]:
    """Return what both pages show."""
    problems, left = html_lists.problems(report, words)
    areas = gaps.areas_of(report)
    return {
        "as_of": write(words.lang, report.as_of),
        "config": report.config,
        "areas": [words.area(each) for each in areas],
        "several": len(areas) > 1,
        "inputs": html_overview.inputs(report, words),
        "refused": report.summary["errors"] > 0,
        "data_line": data_line(report, words),
        "targets_line": targets_line(report, words),
        "nothing": why_nothing(report, words) if nothing_judged(report) else "",
        "tiles": html_overview.tiles(report, words),
        "stacks": html_overview.stacks(report, words),
        "names": [html_overview.verdict_name(each, words) for each in VERDICTS],
        "shown": [each.value for each in VERDICTS],
        "documents": _documents(report, words),
        "fingerprints": html_overview.fingerprints(report, words),
        "problems": problems,
        "problems_left": left,
        "problems_count": len(report.findings),
        "changes": html_lists.changed(report, words),
        **_many(report, words),
    }


def _many(report: Report, words: Words) -> dict[str, Any]:
    """Return the matrix, or what stands for it, where there are many areas."""
    if not gaps.many_areas(report):
        return {"matrix": None, "regions": None, "worst": (), "worst_left": 0}
    readable = len(gaps.areas_of(report)) <= html_areas.READABLE
    worst, left = html_areas.worst(report, words)
    return {
        "matrix": html_areas.matrix(report, words) if readable else None,
        "regions": None if readable else html_areas.regions(report, words),
        "worst": worst,
        "worst_left": left,
    }


def _whole(report: Report, words: Words) -> dict[str, Any]:
    """Return what only the whole report shows."""
    told, before = document(report), Before(report, words)
    number = count(1)
    horizons = [
        (horizon(each.first, words),
         [card(group, words, next(number), before) for group in each.groups])
        for each in told.horizons
    ]  # fmt: skip
    several = len(told.areas) > 1
    return {
        "horizons": horizons,
        "several_cards": several,
        "absent": html_lists.absent(told.absent, words, several=several),
        "gathered": [html_areas.gathered(each, words) for each in by_target(told.others)],
    }


def _gaps(report: Report, words: Words, by: str) -> dict[str, Any]:
    """Return what only the gap summary shows."""
    lines, nothing, left = html_lists.open_lines(report, words)
    sections, sections_left = html_lists.gap_sections(report, words, by)
    return {
        "gaps_heading": gaps.heading(report, words),
        "sections": sections,
        "sections_left": sections_left,
        "open": lines,
        "open_left": left,
        "open_count": len(gaps.open_lines(report)),
        "absent": nothing,
        "by": by,
    }


def _documents(report: Report, words: Words) -> list[tuple[str, str]]:
    """Return each pack's document with the name it has in tables."""
    found = []
    for each in report.packs:
        document = each.pack.document
        number = document.number or words.say("explain.number-unknown")
        day = write(words.lang, dt.date.fromisoformat(document.issued))
        title = document.title.get(words.lang)
        found.append((each.pack.name, f"{number} · {title}, {day}"))
    return found


@cache
def _read(name: str) -> str:
    return files("cmcn4.reporters.html").joinpath(name).read_text(encoding="utf-8")


@cache
def _environment() -> Environment:
    names = ("page.html.jinja", "report.html.jinja", "gaps.html.jinja", "parts.html.jinja",
             "charts.html.jinja")  # fmt: skip
    return Environment(
        loader=DictLoader({name: _read(name) for name in names}),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_plain,
        optimized=True,
    )


def _plain(value: object) -> object:
    """Return what is written in place of a value: text without anything that acts unseen."""
    if isinstance(value, Markup) or not isinstance(value, str):
        return value
    return _CONTROL.sub("\ufffd", value)


def _hash(css: str) -> str:
    """Return the name of the style for the policy."""
    digest = hashlib.sha256(css.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"
