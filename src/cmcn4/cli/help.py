"""Help and wrong use of the commands, told in the language asked for.

Typer lays them out. The texts that it is given stand in the languages, as all texts do; what it
says of wrong use is English, and for other languages is told anew from its errors' attributes.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from functools import cache
from types import ModuleType
from typing import Any

from typer.core import TyperCommand, TyperGroup

from cmcn4.cli.language import early
from cmcn4.locale import Message, composed, known, say


class _Worded:
    """What commands and the group of them have in common."""

    def format_usage(self: Any, ctx: Any, formatter: Any) -> None:
        """Write the line of usage."""
        usage = say(early(), "cli.usage", {"usage": ""})
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), usage)

    def format_help(self: Any, ctx: Any, formatter: Any) -> None:
        """Write the help, for which the texts are only now looked up."""
        params = self.get_params(ctx)
        worded(self, params)
        for param in params:  # what stands in brackets is no mark-up
            param.help = param.help.replace("[", "\\[")
        _frame(early())
        super().format_help(ctx, formatter)  # type: ignore[misc]


class Command(_Worded, TyperCommand):
    """A command told in the language asked for."""


class Group(_Worded, TyperGroup):
    """The commands together."""


def worded(command: Any, params: Iterable[Any]) -> None:
    """Give a command, those below it and its parameters their help."""
    lang = early()
    for described in (command, *getattr(command, "commands", {}).values()):
        described.help = say(lang, composed(f"cli.command.{described.name}"))
    for param in params:
        facts = {} if hasattr(command, "commands") else _facts()
        name = max(param.opts, key=len).lstrip("-")
        key = known(lang, f"cli.{param.param_type_name}.{name}", command.name)
        param.help = say(lang, key, facts)


@cache
def _facts() -> dict[str, Any]:
    """Return what the texts of options are told of."""
    from cmcn4.cli.options import FAIL_ON  # noqa: PLC0415 - not for the commands together
    from cmcn4.reporters import FORMATS  # noqa: PLC0415 - as above

    suffixes = (format_.suffix for format_ in FORMATS.values() if format_.suffix)
    return {"suffixes": " ".join(suffixes), "names": FAIL_ON}


def layout() -> Any:
    """Return the module with which Typer lays out help and errors.

    It imports what reads Markdown and what shows its own tracebacks, which takes as long as all
    else together, and which we never let it show: in their stead there is nothing.
    """
    without = {name for name in _NEVER_SHOWN if name not in sys.modules}
    sys.modules.update({name: _Nothing(name) for name in without})
    emoji: Any = ModuleType(_EMOJI)  # Rich loads thousands of names; no text of ours has one
    emoji.EMOJI = {}
    sys.modules.setdefault(_EMOJI, emoji)
    try:
        from typer import rich_utils  # noqa: PLC0415 - rich is not for every run
    finally:
        for name in without:
            del sys.modules[name]
    return rich_utils


_EMOJI = "rich._emoji_codes"
_NEVER_SHOWN = ("rich.markdown", "rich.traceback")


class _Nothing(ModuleType):
    """A module of which every name is nothing."""

    def __getattr__(self, name: str) -> None:
        """Return nothing."""


def _frame(lang: str) -> None:
    """Word what stands around the help: Typer keeps that in its module."""
    frame = layout()
    frame.ARGUMENTS_PANEL_TITLE = say(lang, "cli.arguments")
    frame.OPTIONS_PANEL_TITLE = say(lang, "cli.options")
    frame.COMMANDS_PANEL_TITLE = say(lang, "cli.commands")
    frame.DEFAULT_STRING = say(lang, "cli.default", {"value": "{}"})
    frame.REQUIRED_LONG_STRING = say(lang, "cli.required")


def wrong_use(error: Any, lang: str) -> str:
    """Return what Typer's error says: usage, where to find help, what is wrong."""
    lines, ctx = [], error.ctx
    if ctx is not None:
        facts = {"command": ctx.command_path, "option": ctx.help_option_names[0]}
        lines = [ctx.get_usage(), say(lang, "cli.try", facts), ""]
    return "\n".join([*lines, say(lang, "cli.error", {"error": _wrong(error)})])


def _wrong(error: Any) -> Message | str:
    """Return what is wrong, told by the kind of error; Typer's words where it is another."""
    match type(error).__name__:
        case "NoSuchOption" if error.possibilities:
            names = sorted(error.possibilities)
            return Message("cli.no-option.near", {"name": error.option_name, "names": names})
        case "NoSuchOption":
            return Message("cli.no-option", {"name": error.option_name})
        case "BadOptionUsage" if any(f"{error.option_name}=" in word for word in sys.argv):
            return Message("cli.no-flag", {"name": error.option_name})
        case "BadOptionUsage":
            return Message("cli.no-value", {"name": error.option_name})
        case "MissingParameter" if error.param.param_type_name == "option":
            return Message("cli.missing.option", {"name": error.param.get_error_hint(error.ctx)})
        case "MissingParameter":
            return Message("cli.missing", {"name": error.param.get_error_hint(error.ctx)})
        case "BadParameter":
            return _wrong_value(error.param.get_error_hint(error.ctx), error.param.type)
        case "UsageError" if error.ctx is not None and error.ctx.parent is not None:
            return Message("cli.extra")
        case "UsageError":
            return Message("cli.no-command")
    return str(error.format_message())


def _wrong_value(name: str, kind: Any) -> Message:
    choices = getattr(kind, "choices", None)
    if choices:
        names = ", ".join(f"'{getattr(choice, 'value', choice)}'" for choice in choices)
        return Message("cli.one-of", {"name": name, "names": names})
    return Message("cli.whole" if kind.name == "int" else "cli.value", {"name": name})
