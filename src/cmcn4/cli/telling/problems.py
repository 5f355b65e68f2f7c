"""What is wrong with packs and settings, told in the formats asked for: CI shows it at its line.

Nothing was judged, so the report has findings alone; the error itself goes its usual way.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from cmcn4.cli.config import Config
from cmcn4.cli.language import early
from cmcn4.cli.options import Options
from cmcn4.cli.outputs import planned, print_bytes, read_by, write_reports
from cmcn4.cli.step_summary import append_summary
from cmcn4.cli.telling.repository import placed
from cmcn4.errors import Cmcn4Error, PackError
from cmcn4.locale import Message
from cmcn4.model.finding import Finding
from cmcn4.model.place import Place, Sheet
from cmcn4.reporters import FORMATS, Style, render

_SETTINGS = re.compile(r"(?P<path>.+\.toml)(?::(?P<line>\d+))?")
"""The place of an error in settings: their file, and the line where it is known."""


def tell(error: Cmcn4Error, options: Options) -> None:
    """Write what is asked for; what stands in the way of that is less than the error itself."""
    findings = tuple(_findings(error))
    if not findings:
        return
    with suppress(Cmcn4Error):
        _write(findings, options)


def _write(findings: tuple[Finding, ...], options: Options) -> None:
    from cmcn4.api import Question, Report, day  # noqa: PLC0415 - where something is wrong
    from cmcn4.packs.builtin import built_in, catalogue_sha256  # noqa: PLC0415 - as above

    files = [finding.place.sheet.path for finding in findings]
    plan = planned(options.output, [*read_by(options, Config()), *files])
    report = Report(
        question=Question(
            as_of=day(options.as_of),
            targets=tuple(options.targets),
            horizons=tuple(options.horizon),
            areas=tuple(options.area),
            baseline=options.baseline,
        ),
        packs=(),
        inputs=(),
        assessments=(),
        findings=findings,
        catalogue=built_in().vocabulary.catalogue,
        catalogue_sha256=catalogue_sha256(),
    )
    style = placed(Style(lang=early()), os.environ)
    write_reports(report, plan, style)
    wanted = FORMATS[options.format]
    # A table, and rows of verdicts, have nothing to add to what standard error says.
    if options.format != "table" and not wanted.findings_apart:
        print_bytes(render(options.format, report, style))
    if wanted.step:
        append_summary(report, style, os.environ)


def _findings(error: Cmcn4Error) -> Iterator[Finding]:
    if isinstance(error, PackError):
        for problem in error.problems:
            at = Place(Sheet(problem.path), problem.line)
            hint = problem.hint or problem.message.hint
            facts = _facts(problem.message, hint, problem.column)
            yield Finding("targets-invalid", at, facts)
    elif match := _SETTINGS.fullmatch(error.place):
        line, column = int(match["line"] or 0), 0
        cause = error.message.facts.get("cause")
        if isinstance(cause, Message) and "line" in cause.facts:  # no TOML at all
            line, column = (int(str(cause.facts[name])) for name in ("line", "column"))
        at = Place(Sheet(match["path"].replace(os.sep, "/")), line or None)
        yield Finding("settings-invalid", at, _facts(error.message, error.hint, column))


def _facts(problem: Message, hint: Message | None, column: int) -> dict[str, Any]:
    facts: dict[str, Any] = {"problem": problem, "key": problem.key}
    if column:
        facts["column"] = column
    return facts | {"hint": hint, "variant": "hinted"} if hint else facts
