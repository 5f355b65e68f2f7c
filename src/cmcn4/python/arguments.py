"""Arguments of a call as options of the command; a wrong one is told by its name."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from os import PathLike, fspath
from typing import Any, SupportsIndex, TypedDict, TypeVar

from cmcn4.api import day
from cmcn4.cli.language import named
from cmcn4.cli.options import Decimals, Engines, Options
from cmcn4.errors import Cmcn4Error, UsageError
from cmcn4.locale import ENGLISH, LANGUAGES, Key, Message
from cmcn4.model.asked import Assumption

T = TypeVar("T")


class Given(TypedDict, total=False):
    """What may be given beside the data, as the options of the command."""

    targets: str | PathLike[str] | Sequence[str | PathLike[str]]
    as_of: str | int | dt.date | None
    areas: str | Sequence[str]
    horizons: int | Sequence[int]
    lang: str | None
    settings: str | PathLike[str] | None
    baseline: str | PathLike[str] | None
    expect: str | PathLike[str] | None
    assume: Mapping[str, object] | None
    fail_on: str | Collection[str] | None
    decimal: str
    encoding: str
    engine: str


def options(given: Given) -> Options:
    """Return the options that the arguments stand for.

    Raises UsageError for an argument of another kind.
    """
    as_of, settings = given.get("as_of"), given.get("settings")
    engine = given.get("engine", "auto")
    decimal, encoding = given.get("decimal", "auto"), given.get("encoding", "auto")
    return Options(
        targets=_several("targets", given.get("targets", ()), _path),
        area=_several("areas", given.get("areas", ()), _text),
        horizon=_several("horizons", given.get("horizons", ()), _year),
        as_of=None if as_of is None else _day(as_of).isoformat(),
        lang=language(given.get("lang")),
        config=None if settings is None else _path("settings", settings),
        no_config=settings is None,
        baseline=_maybe("baseline", given.get("baseline")),
        expect=_maybe("expect", given.get("expect")),
        assume=_figures(given.get("assume") or {}),
        fail_on=_names(given.get("fail_on")),
        decimal=Decimals(one_of("decimal", decimal, [mark.value for mark in Decimals])),
        encoding=_text("encoding", encoding),
        engine=Engines(one_of("engine", engine, [name.value for name in Engines])),
    )


@contextmanager
def speaking(lang: object) -> Iterator[None]:
    """Let errors be told in a language, and of arguments instead of options."""
    try:
        yield
    except Cmcn4Error as error:
        error.lang = str(lang) if lang in LANGUAGES else named(os.environ) or ENGLISH
        option = error.place.removeprefix("--").replace("-", "_")
        if error.place in (f"--{option.replace('_', '-')}", "as-of"):
            error.place = _NAMES.get(option, option)
        raise


_NAMES = {"area": "areas", "horizon": "horizons", "output": "path", "config": "settings"}
"""Options that are called otherwise here."""


def wrong(name: str, what: Key, given: object) -> UsageError:
    """Return the error for an argument of another kind than is meant."""
    shown = f"{type(given).__qualname__} {given!r}"[:80]
    return UsageError(
        Message("errors.argument", {"what": Message(what), "given": shown}), place=name
    )


def _several(name: str, given: Any, one: Any) -> list[Any]:
    """Return one alone, or several, as a list."""
    if isinstance(given, (str, PathLike, SupportsIndex)) or given is None:
        return [one(name, given)]
    try:
        items = list(given)
    except TypeError:
        items = [given]
    return [one(name, item) for item in items]


def _figures(given: object) -> list[Any]:
    """Return figures to assume: numbers stay numbers, whatever the decimal mark of the data."""
    if not isinstance(given, Mapping):
        raise wrong("assume", "errors.argument.figures", given)
    return [Assumption(_text("assume", what), value) for what, value in given.items()]


def _text(name: str, given: object) -> str:
    if isinstance(given, str):
        return given
    raise wrong(name, "errors.argument.text", given)


def _path(name: str, given: object) -> str:
    if isinstance(given, (str, PathLike)):
        return fspath(given)
    raise wrong(name, "errors.argument.path", given)


def _maybe(name: str, given: object) -> str | None:
    return None if given is None else _path(name, given)


def _year(name: str, given: object) -> int:
    if isinstance(given, SupportsIndex) and not isinstance(given, bool):
        return given.__index__()
    raise wrong(name, "errors.argument.year", given)


def _day(given: Any) -> dt.date:
    if isinstance(given, SupportsIndex) and not isinstance(given, bool):
        return day(given.__index__())
    if isinstance(given, (str, dt.date)):
        return day(given)
    raise wrong("as_of", "errors.argument.day", given)


def language(given: object) -> str | None:
    """Return a language that is known; UsageError for another."""
    return None if given is None else one_of("lang", given, LANGUAGES)


def one_of(name: str, given: object, known: Sequence[str]) -> str:
    """Return a name that is known; UsageError for any other."""
    if isinstance(given, str) and given in known:
        return given
    hint = Message("errors.one-of", {"names": known})
    raise UsageError(Message("errors.name", {"name": repr(given)}), place=name, hint=hint)


def _names(given: object) -> str | None:
    """Return names as the command takes them, with commas."""
    return None if given is None else ",".join(_several("fail_on", given, _text))
