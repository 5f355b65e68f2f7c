"""One module a format; `REPORTERS` is the one list of them."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from types import MappingProxyType
from typing import NamedTuple, Protocol

from cmcn4.model.report import Report


class Style(NamedTuple):
    """How a person wants to see a report; machine formats take only the language."""

    lang: str = "en"
    width: int | None = None
    """Columns of the terminal; None when the text is not cut to a width."""
    colour: bool = False
    verbosity: int = 0
    """-1 with -q, 0, 1 with -v."""
    separator: str = ","
    """What separates the columns of CSV."""
    decimal: str = "."
    """The decimal mark of CSV."""
    missed_targets: bool = False
    """Whether SARIF tells missed targets, too: they are no defects of the files scanned."""
    by: str | None = None
    """`target`, `area` or `pack`: only the gap summary, grouped so; None for the whole report."""


class Reporter(Protocol):
    """A pure function of the report."""

    def render(self, report: Report, style: Style) -> bytes:
        """Return the whole document."""


class Format(NamedTuple):
    """A format: the module that makes it, and whether it may go to standard output."""

    module: str
    suffix: str | None
    """The suffix by which `-o` chooses it; None if it is for the terminal only."""
    stdout: bool
    history: bool = False
    """Whether it draws the series behind the verdicts."""
    gaps: bool = False
    """Whether it can show the gap summary alone."""


REPORTERS: Mapping[str, Format] = MappingProxyType(
    {
        "table": Format("terminal", None, stdout=True, gaps=True),
        "json": Format("json_report", ".json", stdout=True, gaps=True),
        "csv": Format("csv_report", ".csv", stdout=True, gaps=True),
        "markdown": Format("markdown", ".md", stdout=True, gaps=True),
        "github": Format("github", None, stdout=True),
        "junit": Format("junit", ".xml", stdout=False),
        "sarif": Format("sarif", ".sarif", stdout=False),
        "html": Format("html_report", ".html", stdout=False, history=True, gaps=True),
        "xlsx": Format("xlsx_report", ".xlsx", stdout=False, history=True, gaps=True),
        "docx": Format("docx_report", ".docx", stdout=False, history=True, gaps=True),
        "sqlite": Format("sqlite_report", ".sqlite", stdout=False),
    }
)
"""Every format by the name that `-f` takes."""


def render(name: str, report: Report, style: Style) -> bytes:
    """Return the report in a format; its module is imported only now."""
    module: Reporter = import_module(f"cmcn4.reporters.{REPORTERS[name].module}")
    return module.render(report, style)


def by_suffix(suffix: str) -> str | None:
    """Return the name of the format that a file's suffix stands for."""
    for name, each in REPORTERS.items():
        if each.suffix == suffix.lower():
            return name
    return None
