"""What is written in the formats of the command, by its rules."""

from __future__ import annotations

from os import PathLike, fspath
from typing import overload

from cmcn4.cli.outputs import planned, summarising, write_reports
from cmcn4.model.report import Report
from cmcn4.python.arguments import speaking
from cmcn4.reporters import Style

Place = str | PathLike[str]


class Written:
    """What can be written in the formats of the command."""

    __slots__ = ()

    def _parts(self) -> tuple[Report, Style]:
        raise NotImplementedError

    @overload
    def write(self, path: Place, /) -> None: ...
    @overload
    def write(self, format_: str, path: Place, /) -> None: ...
    def write(self, format_: Place, path: Place | None = None, /) -> None:
        """Write to a path, in the format of its suffix or the one named first.

        Files that were read are refused; others are replaced, whole or not at all. Raises
        UsageError for a format or path that cannot be, OutputError where writing fails.
        """
        report, style = self._parts()
        with speaking(style.lang):
            output = fspath(format_) if path is None else f"{fspath(format_)}:{fspath(path)}"
            plan = planned([output], _read_by(report))
            if style.by is not None:
                summarising(plan[0][1], plan)
            write_reports(report, plan, style)


def _read_by(report: Report) -> list[str]:
    """Return the files that a report is made of: they stay as they are."""
    named = (report.question.config, report.question.baseline)
    read = [file.path for file in report.inputs] + [file.path for file in report.packs]
    return [*read, *(path for path in named if path)]
