"""One module a format; `FORMATS` is the one list of them, `FOLDERS` of those of several files."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import localcontext
from importlib import import_module
from types import MappingProxyType
from typing import Any, Literal, TypeVar

from cmcn4.locale import ENGLISH
from cmcn4.locale.numbers import EVERY_DIGIT
from cmcn4.model.issuing import BLANK, Issuing
from cmcn4.model.lazy.named import NamedTuple
from cmcn4.model.lazy.pattern import Pattern
from cmcn4.model.report import Report

T = TypeVar("T")


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
    """`target`, `area`, `pack` or `lead`: only the gap summary, grouped so; of targets
    `indicator`. None for the whole report, or the plain list."""
    issuing: Issuing = BLANK
    """Who issues the report, for papers that bear it."""
    root: str = ""
    """The folder of the repository, with `/`; empty where there is none."""
    folder: str = ""
    """The working folder, likewise."""

    def from_root(self, path: str) -> str:
        """Return a path from the root of the repository, if it lies in one: CI knows no other."""
        whole = posixpath.normpath(path if _WHOLE.match(path) else f"{self.folder}/{path}")
        inside = self.root and path != "-" and whole.startswith(f"{self.root}/")
        return whole[len(self.root) + 1 :] if inside else path


_WHOLE = Pattern(r"/|[A-Za-z]:/")
PLAIN = Style()
"""English, without width or colours."""

Document = Literal["report", "targets", "explanation", "finding", "reading", "listing"]
"""What is shown: verdicts (`check`, `gaps`), the targets, some of them or a code of findings
explained, how files were read, what may be named."""


class Format(NamedTuple):
    """A format: the modules that make its documents, and where they may go."""

    report: str
    """The module of the report; `render(report, style)` returns it, or yields its pieces."""
    suffix: str | None = None
    """The suffix by which `-o` chooses it; None if that takes its name, `NAME:PATH`."""
    stdout: bool = True
    """Whether it is text, which may go to standard output."""
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
    finding: str | None = None
    """The module that explains a code of findings: `render(code, catalogue, style)`."""
    reading: str | None = None
    """The module that shows how files were read: `render(report, style)`."""
    listing: str | None = None
    """The module that lists what may be named: `render(listing, style)`."""
    dialect: tuple[str, str] | None = None
    """What separates columns and the decimal mark, of whatever settings; None for theirs."""


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "table": Format(
            "terminal.report", gaps=True, targets="terminal.target_list",
            explanation="terminal.explanation", finding="terminal.finding_page",
            reading="terminal.reading", listing="terminal.listing",
        ),
        "json": Format(
            "machine.json_report", ".json", gaps=True, targets="machine.json_targets",
            explanation="machine.json_explanation", finding="machine.json_finding_page",
            reading="machine.json_reading", listing="machine.json_listing",
        ),
        "csv": Format(
            "machine.csv_report", ".csv", gaps=True, findings_apart=True,
            targets="machine.csv_targets", reading="machine.csv_reading",
            listing="machine.csv_listing",
        ),
        "excel-csv": Format(
            "machine.csv_report", gaps=True, findings_apart=True, targets="machine.csv_targets",
            reading="machine.csv_reading", listing="machine.csv_listing", dialect=(";", ","),
        ),
        "markdown": Format(
            "markdown.report", ".md", history=True, gaps=True, targets="markdown.target_list",
            explanation="markdown.explanation", finding="markdown.finding_page",
        ),
        "github": Format("machine.github", step=True),
        "gitlab": Format("machine.gitlab"),
        "junit": Format("machine.junit", ".xml"),
        "sarif": Format("machine.sarif", ".sarif"),
        "html": Format("html.report", ".html", history=True, gaps=True),
        "xlsx": Format("xlsx.report", ".xlsx", stdout=False, history=True, gaps=True),
        "docx": Format("docx.report", ".docx", stdout=False, history=True, gaps=True),
        "sqlite": Format("audit.report", ".sqlite", stdout=False),
    }
)  # fmt: skip
"""Every format by the name that `-f` takes: the only list of them."""


CITED: Mapping[str, str] = MappingProxyType({"bibtex": "machine.bibtex", "csl": "machine.csl"})
"""What source managers read of targets: `render(targets, catalogue, style, report)`."""


class Folder(NamedTuple):
    """A format whose output is a folder: `-o NAME:FOLDER`."""

    module: str
    """The module of it; `files(report, style)` yields names and contents, all of one suffix."""
    suffix: str
    """What the names of its files end in; each is safe on every system."""
    history: bool = False
    """Whether it draws the series behind the verdicts."""
    senders: bool = False
    """Whether it tells what each sender has sent."""


FOLDERS: Mapping[str, Folder] = MappingProxyType(
    {
        "letters": Folder("docx.letters", ".docx", senders=True),
        "charts": Folder("svg.report", ".svg", history=True),
    }
)
"""Every format of several files by its name: the only list of them."""


def able(document: Document) -> dict[str, Format]:
    """Return the formats of text that may show a document."""
    return {
        name: format_
        for name, format_ in FORMATS.items()
        if format_.stdout and getattr(format_, document)
    }


def render(name: str, report: Report, style: Style) -> bytes:
    """Return the report in a format; its module is imported only now."""
    return made("report", name)(report, style)


def pieces(name: str, report: Report, style: Style) -> Iterable[bytes]:
    """Return the report in a format piece by piece, each made when it is asked for.

    Where there are very many assessments no more of them are held than a piece tells of.
    """
    return in_pieces("report", name)(report, style)


def in_folder(name: str, report: Report, style: Style) -> Iterable[tuple[str, bytes]]:
    """Return the files of a format that is a folder, each made when it is asked for."""
    module = import_module(f"cmcn4.reporters.{FOLDERS[name].module}")
    return _exactly(lambda: iter(module.files(report, style)))


def made(document: Document, name: str) -> Callable[..., bytes]:
    """Return the function that makes a document in a format; its module is imported only now."""
    function = in_pieces(document, name)
    return lambda *given: b"".join(function(*given))


def in_pieces(document: Document, name: str) -> Callable[..., Iterable[bytes]]:
    """Return the function that makes a document piece by piece."""
    format_ = FORMATS[name]
    module = import_module(f"cmcn4.reporters.{getattr(format_, document)}")
    function: Callable[..., bytes | Iterable[bytes]] = module.render

    def render(*given: Any) -> Iterator[bytes]:
        found = function(*(_speaking(one, format_) for one in given))
        return iter([found] if isinstance(found, bytes) else found)

    return lambda *given: _exactly(lambda: render(*given))


def _exactly(make: Callable[[], Iterator[T]]) -> Iterator[T]:
    """Yield what is made with decimals that are never cut: figures may have hundreds of digits."""
    with localcontext(EVERY_DIGIT):
        pieces = make()
    while True:
        with localcontext(EVERY_DIGIT):  # not where it is waited for the next one
            piece = next(pieces, None)
        if piece is None:
            return
        yield piece


def cited(name: str) -> Callable[..., bytes]:
    """Return the function that makes works to cite; its module is imported only now."""
    function: Callable[..., bytes] = import_module(f"cmcn4.reporters.{CITED[name]}").render
    return function


def _speaking(given: Any, format_: Format) -> Any:
    """Return what is given; a style with the separator and decimal mark of the format's own."""
    if format_.dialect is None or not isinstance(given, Style):
        return given
    separator, decimal = format_.dialect
    return given._replace(separator=separator, decimal=decimal)
