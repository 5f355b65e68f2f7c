"""The cell of a notebook: parts of the page, whose style and ids are theirs alone there."""

from __future__ import annotations

import hashlib
import re
from functools import cache

from markupsafe import Markup

from cmcn4.model.report import Report
from cmcn4.reporters import Style
from cmcn4.reporters.html.report import drawn, read

_SHOWN = ("opening", "synopsis", "summary", "results", "by_target", "gaps", "changes")
"""Macros of the sections that a cell has room for."""
_GAPS = ("gaps", "areas")
"""Those of a gap summary."""
_ROOT = ".cmcn4"
_WHOLE = (":root", "body")
_NAMES = re.compile(r'(?<=\s)(?P<key>id|aria-labelledby|href)="(?P<hash>#?)(?P<names>[^"<>]*)"')


def cell(report: Report, style: Style) -> str:
    """Return what a notebook shows: HTML without a script or a request.

    The same report gives the same text.
    """
    given = {"shown": _GAPS if style.by else _SHOWN, "css": Markup(scoped())}  # noqa: S704 - our own files
    text = drawn("cell", report, style, given)
    return own_ids(text, f"c{hashlib.sha256(text.encode(errors='replace')).hexdigest()[:8]}-")


@cache
def scoped() -> str:
    """Return the style of the page for what is inside the cell, and for nothing else."""
    lines = read("page.css").splitlines(keepends=True)
    page = "".join(line for line in lines if not line.startswith("@page"))
    return "}".join(map(_rule, page.split("}"))) + read("cell.css")


def _rule(text: str) -> str:
    """Return a rule, up to its closing brace, with selectors of what is inside the cell."""
    head, brace, body = text.rpartition("{")
    around, opened, selectors = head.rpartition("{")
    start = selectors[: len(selectors) - len(selectors.lstrip())]
    within = ", ".join(_within(selector.strip()) for selector in selectors.split(","))
    return f"{around}{opened}{start}{within} {brace}{body}" if brace else text


def _within(selector: str) -> str:
    """Return a selector of the page as one of the cell, which is its root and its body."""
    return _ROOT if selector in _WHOLE else f"{_ROOT} {selector}"


def own_ids(text: str, prefix: str) -> str:
    """Return HTML whose ids, and what leads to them, begin with a prefix.

    Texts have their quotes escaped, so that nothing in them looks like an attribute.
    """

    def renamed(found: re.Match[str]) -> str:
        key, names = found["key"], found["names"]
        if key == "href":
            return f'href="#{prefix}{names}"' if found["hash"] else found[0]
        named = " ".join(prefix + name for name in names.split())
        return f'{key}="{named}"'

    return _NAMES.sub(renamed, text)
