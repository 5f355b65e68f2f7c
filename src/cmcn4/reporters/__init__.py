"""One module a format; `FORMATS` is the one list of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from types import MappingProxyType
from typing import Literal, NamedTuple

from cmcn4.locale import ENGLISH
from cmcn4.model.report import Report


class Style(NamedTuple):
    """How a person wants to see a report; machine formats take only the language."""

    lang: str = ENGLISH
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
    """`target`, `area` or `pack`: only the gap summary, grouped so; of targets `indicator`. None
    for the whole report, or the plain list."""


PLAIN = Style()
"""English, without width or colours."""

Document = Literal["report", "targets", "explanation", "reading", "listing"]
"""What is shown: verdicts (`check`, `gaps`), the targets, some explained, how files were read, what
may be named."""


class Format(NamedTuple):
    """A format: the modules that make its documents, and where they may go."""

    report: str
    """The module of the report; `render(report, style)` returns the whole document."""
    suffix: str | None = None
    """The suffix by which `-o` chooses it; None if it is for standard output only."""
    stdout: bool = True
    """Whether it may go to standard output; what programs open from a file may not."""
    history: bool = False
    """Whether it draws the series behind the verdicts."""
    gaps: bool = False
    """Whether it can show the gap summary alone."""
    findings_apart: bool = False
    """Whether it has no place for findings: they go to standard error."""
    step: bool = False
    """Whether it is read in a step of GitHub Actions, beside whose log a summary may stand."""
    targets: str | None = None
    """The module that lists targets, if one does: `render(targets, catalogue, style)`."""
    explanation: str | None = None
    """The module that explains targets: `render(targets, catalogue, style, report, others)`."""
    reading: str | None = None
    """The module that shows how files were read: `render(report, style)`."""
    listing: str | None = None
    """The module that lists what may be named: `render(listing, style)`."""


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "table": Format(
            "terminal.report", gaps=True, targets="terminal.target_list",
            explanation="terminal.explanation", reading="terminal.reading",
            listing="terminal.listing",
        ),
        "json": Format(
            "machine.json_report", ".json", gaps=True, targets="machine.json_targets",
            explanation="machine.json_explanation", reading="machine.json_reading",
            listing="machine.json_listing",
        ),
        "csv": Format(
            "machine.csv_report", ".csv", gaps=True, findings_apart=True,
            targets="machine.csv_targets", reading="machine.csv_reading",
            listing="machine.csv_listing",
        ),
        "markdown": Format(
            "markdown.report", ".md", gaps=True, targets="markdown.target_list",
            explanation="markdown.explanation",
        ),
        "github": Format("machine.github", step=True),
        "junit": Format("machine.junit", ".xml", stdout=False),
        "sarif": Format("machine.sarif", ".sarif", stdout=False),
        "html": Format("html.report", ".html", stdout=False, history=True, gaps=True),
        "xlsx": Format("xlsx.report", ".xlsx", stdout=False, history=True, gaps=True),
        "docx": Format("docx.report", ".docx", stdout=False, history=True, gaps=True),
        "sqlite": Format("audit.report", ".sqlite", stdout=False),
    }
)  # fmt: skip
"""Every format by the name that `-f` takes: the only list of them."""


def able(document: Document) -> dict[str, Format]:
    """Return the formats that may show a document on standard output."""
    return {
        name: format_
        for name, format_ in FORMATS.items()
        if format_.stdout and getattr(format_, document)
    }


def render(name: str, report: Report, style: Style) -> bytes:
    """Return the report in a format; its module is imported only now."""
    return made("report", name)(report, style)


def made(document: Document, name: str) -> Callable[..., bytes]:
    """Return the function that makes a document in a format; its module is imported only now."""
    module = import_module(f"cmcn4.reporters.{getattr(FORMATS[name], document)}")
    function: Callable[..., bytes] = module.render
    return function
