"""`cmcn4 template`: a submission form for the targets, areas and years chosen."""

from __future__ import annotations

import re
from pathlib import Path

from cmcn4.cli.options import Options, command
from cmcn4.errors import UsageError
from cmcn4.locale import Message

_YEARS = re.compile(r"(\d{4})(?:-(\d{4}))?", re.ASCII)
_FIRST_YEAR, _LAST_YEAR, _MOST_YEARS = 1990, 2100, 30


def span(text: str | None) -> tuple[int, int] | None:
    """Return the years of `2021-2025` or `2025`; UsageError when it is not written so."""
    if text is None:
        return None
    match = _YEARS.fullmatch(text.strip().replace("–", "-"))
    if match is None:
        raise UsageError(Message("errors.span", {"text": repr(text)}), place="--years")
    first, last = int(match[1]), int(match[2] or match[1])
    if not _FIRST_YEAR <= first <= last <= _LAST_YEAR or last - first >= _MOST_YEARS:
        facts = {"text": text, "most": _MOST_YEARS, "first": _FIRST_YEAR, "last": _LAST_YEAR}
        raise UsageError(Message("errors.years", facts), place="--years")
    return first, last


def run(options: Options) -> int:
    """Write the form, and say what it asks for and what was carried over."""
    from cmcn4.cli.asked import Asked  # noqa: PLC0415 - not for --help
    from cmcn4.cli.form import asked_for, content, history, remarks  # noqa: PLC0415
    from cmcn4.cli.outputs import read_by, refuse, write_file  # noqa: PLC0415
    from cmcn4.forms.book import form  # noqa: PLC0415 - loads openpyxl

    years = span(options.years)
    if Path(options.form).suffix.lower() != ".xlsx":
        raise UsageError(Message("errors.workbook"), place="--output")
    asked = Asked(options)
    refuse(options.form, read_by(options, asked.config), Message("errors.input.form"))
    if Path(options.form).exists() and not options.force:
        raise UsageError(Message("errors.exists"), place=options.form)
    selection, lang = asked.selection(), asked.language()
    plan = asked_for(selection, options.area, years, asked.as_of)
    carried, notes = history(options.last, selection, plan, lang)
    write_file(options.form, form(content(selection, plan, carried, lang, asked.config.form)))
    remarks(options.form, plan, lang, notes)
    return 0


template = command(
    run, "form targets horizon area years last force lang config no_config", form=...
)
