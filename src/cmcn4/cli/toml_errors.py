"""What the reader of TOML says, as messages of ours: its sentences are the only codes it has."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from cmcn4.locale import Key, Message

_MESSAGES: Mapping[str, Key] = MappingProxyType(
    {
        "Expected '=' after a key in a key/value pair": "errors.toml.equals",
        "Expected newline or end of document after a statement": "errors.toml.newline",
        "Expected ']' at the end of a table declaration": "errors.toml.bracket",
        "Invalid value": "errors.toml.value",
        "Invalid statement": "errors.toml.statement",
        "Invalid date or datetime": "errors.toml.date",
        "Invalid initial character for a key part": "errors.toml.key",
        "Unterminated string": "errors.toml.string",
        "Unclosed array": "errors.toml.array",
        "Unclosed inline table": "errors.toml.inline",
        "Unescaped '\\' in a string": "errors.toml.backslash",
        "Cannot overwrite a value": "errors.toml.overwritten",
    }
)


def not_toml(error: ValueError) -> Message:
    """Return what is wrong with a file that is no TOML, and where."""
    # tomllib names the place in its text alone before Python 3.14.
    text, _, place = str(error).removesuffix(")").rpartition(" (at ")
    message = _message(text)
    at = [word for word in place.replace(",", "").split() if word.isdecimal()]
    if len(at) == 2:  # noqa: PLR2004 - line and column
        where = Message("errors.toml.at", {"cause": message, "line": at[0], "column": at[1]})
    else:
        where = Message("errors.toml.end", {"cause": message})
    return Message("errors.toml", {"cause": where})


def _message(text: str) -> Message | str:
    if text in _MESSAGES:
        return Message(_MESSAGES[text])
    what = text.removeprefix("Illegal character ")
    if what != text:
        return Message("errors.toml.character", {"what": what})
    what = text.removeprefix("Cannot declare ").removesuffix(" twice")
    return Message("errors.toml.twice", {"what": what}) if what != text else text
