"""The application: its commands, each in a module of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Annotated

import typer

from cmcn4._version import __version__
from cmcn4.cli.help import Command, Group
from cmcn4.cli.line.commands import COMMANDS, command

__all__ = ["COMMANDS", "application"]


def _version(*, asked: bool) -> None:
    if asked:
        typer.echo(f"cmcn4 {__version__}")
        raise typer.Exit


def common(
    *,
    _asked: Annotated[
        bool,
        typer.Option(
            "--version",
            is_eager=True,
            callback=lambda value: _version(asked=value),
        ),
    ] = False,
) -> None:
    """Judge data, say how sure the verdicts are, and point at the cell."""


def application(words: Sequence[str]) -> typer.Typer:
    """Return the application with the command that the arguments name, else with all of them.

    Only a command that is named is imported and described: of all others the names are enough.
    """
    app = typer.Typer(
        name="cmcn4",
        cls=Group,
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(common)
    named = [name for name in COMMANDS if name in words[:1]]
    for name in named or COMMANDS:
        app.command(name, cls=Command)(_described(name) if name in words else _nothing)
    return app


def _nothing() -> None:
    """Stand for a command that is only listed."""


def _described(name: str) -> Callable[..., int]:
    from cmcn4.cli.line.typed import function  # noqa: PLC0415 - where a command is named

    return function(command(name))
