"""How people of a language write numbers, dates and periods: its folder says it in `format.py`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import cache
from importlib import import_module
from typing import cast

from cmcn4.model.lazy.named import NamedTuple
from cmcn4.model.period import Period


class Writing(NamedTuple):
    """What is not a text and yet differs from one language to another."""

    tag: str
    """The language and its country, for spelling checkers (BCP 47)."""
    excel: str
    """What begins a number's format in Excel, so that it has the marks of this language."""
    excel_dates: tuple[str, str]
    """Formats of days in January and February, and of days in the months after."""
    group: str
    """What stands between thousands."""
    mark: str
    """The decimal mark."""
    quotes: tuple[str, str]
    """What stands around the wording of a target."""
    is_own: Callable[[str], bool]
    """Whether a name may be of this language; another is told by the name known in it."""
    date: Callable[[dt.date], str]
    long_date: Callable[[dt.date], str]
    """In the title of a document."""
    short_date: Callable[[dt.date], str]
    """Within a name."""
    period: Callable[[Period], str]
    nation: str | None
    """What reports call the nation among its provinces; its own name where None."""


@cache
def writing(lang: str) -> Writing:
    """Return how a language writes; its module is imported only now."""
    return cast("Writing", import_module(f"cmcn4.locale.{lang}.format").WRITING)
