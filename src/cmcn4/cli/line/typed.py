"""A command as Typer takes it: a function whose signature says what may be given."""

from __future__ import annotations

from collections.abc import Callable
from inspect import Parameter, Signature
from typing import Annotated, Any

import typer

from cmcn4.cli.guide import completion
from cmcn4.cli.options import Command, Options, Said


def function(command: Command) -> Callable[..., int]:
    """Return what Typer makes a command of: it fills the options that are given, and runs."""

    def filled(**given: Any) -> int:
        return command.run(Options(**given))

    made: Any = filled
    made.__signature__ = Signature(
        [
            Parameter(
                name,
                Parameter.KEYWORD_ONLY,
                default=command.default(name),
                annotation=Annotated[kind, _declared(said)],
            )
            for name, kind, said in command.takes()
        ]
    )
    return filled


def _declared(said: Said) -> Any:
    offered = said.complete and getattr(completion, said.complete)
    declare: Any = typer.Option if said.flags else typer.Argument
    return declare(*said.flags, metavar=said.metavar, autocompletion=offered)
