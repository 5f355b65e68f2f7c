"""The application: its commands, each in a module of its own."""

from __future__ import annotations

from typing import Annotated

import typer

from cmcn4 import __version__
from cmcn4.cli.check import check
from cmcn4.cli.explain import explain
from cmcn4.cli.gaps import gaps
from cmcn4.cli.schema import schema
from cmcn4.cli.targets import targets
from cmcn4.cli.template import template

app = typer.Typer(
    name="cmcn4",
    help="Check observed data against the targets of Viet Nam's National Strategy on the "
    "Fourth Industrial Revolution.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(*, asked: bool) -> None:
    if asked:
        typer.echo(f"cmcn4 {__version__}")
        raise typer.Exit


@app.callback()
def common(
    *,
    _asked: Annotated[
        bool,
        typer.Option(
            "--version",
            help="Show the version and exit.",
            is_eager=True,
            callback=lambda value: _version(asked=value),
        ),
    ] = False,
) -> None:
    """Judge data, say how sure the verdicts are, and point at the cell."""


app.command()(check)
app.command()(gaps)
app.command()(targets)
app.command()(explain)
app.command()(template)
app.command()(schema)
