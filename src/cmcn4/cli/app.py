"""The application: its commands, each in a module of its own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer

from cmcn4._version import __version__
from cmcn4.cli.help import Command, Group
from cmcn4.cli.line.commands import COMMANDS, command
from cmcn4.cli.line.typed import function

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

    To import and describe all commands takes a tenth of a run, and a run needs one.
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
        app.command(name, cls=Command)(function(command(name)))
    return app
