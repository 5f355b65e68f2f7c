"""The public functions: what the command line can be asked, asked from Python."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Collection, Mapping, Sequence
from os import PathLike
from typing import TYPE_CHECKING, Unpack

from cmcn4.api import judge, submitted
from cmcn4.cli.asked import Asked
from cmcn4.cli.check import failing
from cmcn4.cli.language import named
from cmcn4.locale import ENGLISH
from cmcn4.python.arguments import Given, options, speaking
from cmcn4.python.report import Report
from cmcn4.readers.given import paths_of
from cmcn4.reporters import Style

if TYPE_CHECKING:
    from cmcn4.model.observation import Submission
    from cmcn4.model.target import PackFile
    from cmcn4.readers.given import Data


def check(  # noqa: PLR0913 - what the command may be asked, each by its name
    data: Data,
    *,
    targets: str | PathLike[str] | Sequence[str | PathLike[str]] = (),
    as_of: str | int | dt.date | None = None,
    areas: str | Sequence[str] = (),
    horizons: int | Sequence[int] = (),
    lang: str | None = None,
    settings: str | PathLike[str] | None = None,
    baseline: str | PathLike[str] | None = None,
    expect: str | PathLike[str] | None = None,
    assume: Mapping[str, object] | None = None,
    fail_on: str | Collection[str] | None = None,
    decimal: str = "auto",
    encoding: str = "auto",
    engine: str = "auto",
) -> Report:
    """Judge data against targets and return the report.

    Args:
        data: a path or several, files or folders; an open file; rows as mappings; a dict of
            columns; any dataframe (of pandas, Polars, DuckDB …) that speaks Arrow's C stream.
        targets: what `--targets` selects, e.g. `"qd-2289"` or `"all"`; the strategy when absent.
        as_of: the day asked about: a year, `YYYY-MM-DD` or a date; today when absent.
        areas: codes or names, e.g. `"VN"` or `["vn-hue", "Hà Nội"]`; those of the data when absent.
        horizons: years; only targets due then.
        lang: `"vi"` or `"en"`; when absent that of `CMCN4_LANG` or of the settings, else English.
        settings: a settings file, or `git:REF`; none is looked for when absent.
        baseline: an earlier JSON report or data file to compare with, or `git:REF`.
        expect: who was to send figures: a group or a list, as `--expect` takes it.
        assume: figures in the place of those observed, by `INDICATOR[@AREA][:PERIOD]`.
        fail_on: what `--fail-on` takes, for `report.summary["exit_code"]`.
        decimal: the decimal mark of numbers written as text: `"."`, `","` or `"auto"`.
        encoding: of text files; `"auto"` for UTF-8, or UTF-16 with a mark.
        engine: what reads and judges: `"python"` (`"auto"`, too), or `"duckdb"` for much text.

    Problems in the data are no exceptions: they are the findings of the report.

    Raises:
        UsageError: something that does not exist was asked for, or an argument is of no use.
        PackError: the target files have problems; all of them are told.

    """
    return _judged(
        data, Given(
            targets=targets, as_of=as_of, areas=areas, horizons=horizons, lang=lang,
            settings=settings, baseline=baseline, expect=expect, assume=assume, fail_on=fail_on,
            decimal=decimal, encoding=encoding, engine=engine,
        )
    )  # fmt: skip


def _judged(data: Data, given: Given) -> Report:
    with speaking(given.get("lang")):
        asked = Asked(options(given))
        question = asked.question(
            engine=asked.engine(paths_of(data), "explain").engine,
            fail_on=failing(asked.options, asked.config.fail_on),
            history=True,
            explain=True,
        )
        found, _ = judge(data, question)
        return Report.of(found, asked.dressed(Style(_language(asked))), paths_of(data))


def read(data: Data, **given: Unpack[Given]) -> Submission:
    """Read data as `check` does, with its arguments, and return what was read, unjudged."""
    with speaking(given.get("lang")):
        return submitted(data, Asked(options(given)).question(fail_on=frozenset()))


def load_packs(
    selectors: str | PathLike[str] | Sequence[str | PathLike[str]] = (),
) -> tuple[PackFile, ...]:
    """Return the packs that the selectors name, those of the strategy when there are none."""
    with speaking(None):
        return Asked(options(Given(targets=selectors))).selection().packs


def _language(asked: Asked) -> str:
    """Return what is said, in the call or anywhere; a script does not guess by its surroundings."""
    return asked.options.lang or named(os.environ) or asked.config.lang or ENGLISH
