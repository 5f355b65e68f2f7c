"""`cmcn4 template`: a submission form for the targets, areas and years chosen."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from cmcn4.cli import options as opt
from cmcn4.cli.language import choose
from cmcn4.locale import Message

_YEARS = re.compile(r"(\d{4})(?:-(\d{4}))?", re.ASCII)
_FIRST_YEAR, _LAST_YEAR, _MOST_YEARS = 1990, 2100, 30


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateOptions:
    """The validated options of one form."""

    output: str
    targets: tuple[str, ...]
    horizons: tuple[int, ...]
    areas: tuple[str, ...]
    years: tuple[int, int] | None
    last: str | None
    lang: str | None
    config: str | None
    no_config: bool


def template(  # noqa: PLR0913 - a Typer command lists its options
    output: Annotated[str, typer.Option("--output", "-o", metavar="F.xlsx")],
    *,
    targets: opt.TargetsOption = None,
    horizon: opt.HorizonOption = None,
    area: Annotated[
        list[str] | None,
        typer.Option("--area", metavar="CODE"),
    ] = None,
    years: Annotated[
        str | None,
        typer.Option("--years", metavar="A-B"),
    ] = None,
    last: Annotated[
        str | None,
        typer.Option("--from", metavar="LAST"),
    ] = None,
    lang: opt.LangOption = None,
    config: opt.ConfigOption = None,
    no_config: opt.NoConfigOption = False,
) -> int:
    """Write a submission form: an Excel workbook to fill in and to check."""
    return run(
        TemplateOptions(
            output=output,
            targets=tuple(targets or ()),
            horizons=tuple(horizon or ()),
            areas=tuple(area or ()),
            years=span(years),
            last=last,
            lang=lang.value if lang else None,
            config=config,
            no_config=no_config,
        )
    )


def span(text: str | None) -> tuple[int, int] | None:
    """Return the years of `2021-2025` or `2025`; UsageError when it is not written so."""
    from cmcn4.errors import UsageError  # noqa: PLC0415 - not for --help

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


def run(options: TemplateOptions) -> int:
    """Write the form, and say what it asks for and what was carried over."""
    from cmcn4.api import day  # noqa: PLC0415 - not for --help
    from cmcn4.cli.config import load as settings  # noqa: PLC0415
    from cmcn4.cli.form import asked, content, history, remarks  # noqa: PLC0415
    from cmcn4.cli.outputs import write_file  # noqa: PLC0415
    from cmcn4.forms.book import form  # noqa: PLC0415 - loads openpyxl
    from cmcn4.packs import load  # noqa: PLC0415

    _check_output(options)
    config = settings(options.config, wanted=not options.no_config, start=Path.cwd())
    selection = load(options.targets or config.targets, options.horizons)
    lang = choose(options.lang, os.environ, config=config.lang)
    plan = asked(selection, options.areas, options.years, day(config.as_of))
    carried, said = history(options.last, selection, plan, lang)
    write_file(options.output, form(content(selection, plan, carried, lang)))
    remarks(options.output, plan, lang, said)
    return 0


def _check_output(options: TemplateOptions) -> None:
    """Refuse early what must not be written."""
    from cmcn4.cli.outputs import same_file  # noqa: PLC0415 - not for --help
    from cmcn4.errors import OutputError, UsageError  # noqa: PLC0415

    path = Path(options.output)
    if path.suffix.lower() != ".xlsx":
        raise UsageError(Message("errors.workbook"), place="--output")
    if path.is_dir():
        raise OutputError(Message("errors.is-folder"), place=options.output)
    if not path.parent.is_dir():
        raise OutputError(Message("errors.no-folder"), place=options.output)
    if options.last is not None and same_file(options.output, options.last):
        hint = Message("errors.input.form")
        raise UsageError(Message("errors.input"), place=options.output, hint=hint)
