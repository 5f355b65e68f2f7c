"""pydantic's errors in plain words: what is wrong at which key, and what to write instead."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from cmcn4.model import markers
from cmcn4.packs.nearest import listed, suggestion

_LONGEST_SHOWN = 40
_TYPES = {
    "string": "text",
    "int": "a whole number",
    "decimal": "a number",
    "bool": "true or false",
    "tuple": "a list",
    "dict": "a mapping of names",
    "dataclass": "a mapping with keys of its own",
    "model": "a mapping with keys of its own",
    "union": "a mapping with keys of its own",
    "finite": "a number",
}


def _pattern(marked: Any) -> str:
    return str(marked.__metadata__[0].pattern)


_PATTERNS = {
    _pattern(markers.Slug): "lower-case words joined by hyphens, such as `egdi-rank`",
    _pattern(markers.AreaId): "an area's id such as `VN` or `vn-ha-noi`",
    _pattern(markers.Date): 'a date such as "2025-12-31"',
    "^(?:.{1,12})$": "at most 12 characters",
}


def expected(error: Mapping[str, Any]) -> str:
    """Return what a value should have been, in words."""
    kind, facts = str(error["type"]), error.get("ctx", {})
    if kind == "string_pattern_mismatch":
        return _PATTERNS.get(facts["pattern"], f"of the form {facts['pattern']}")
    if kind == "literal_error":
        return listed(re.findall(r"'([^']*)'", facts["expected"]))
    return _TYPES.get(kind.split("_", maxsplit=1)[0], "something else")


def wrong_value(name: str, value: Any, wanted: list[str]) -> tuple[str, str]:
    """Return message and hint for a value that is not what it should be.

    `name` is the thing as a sentence begins with it, `wanted` what it may be.
    """
    wants = " or ".join(wanted)
    one_of = "one of " if ", `" in wants and " or " not in wants else ""
    if value is None:
        return f"{name} has no value; it must be {one_of}{wants}", "fill it in"
    return f"{name} must be {one_of}{wants}, not {shown(value)}", _cure(value, wanted)


def _cure(value: Any, wanted: list[str]) -> str:
    """Return what to write instead; empty when the message says it all."""
    cure = ""
    if isinstance(value, bool):
        return cure
    if "a list" in wanted and not isinstance(value, dict):
        cure = f'write ["{value}"]'
    elif isinstance(value, int | Decimal) and "text" in wanted:
        cure = f'write "{value}" in quotes'
    elif isinstance(value, str):
        cure = _cure_text(value, wanted)
    return cure


def _cure_text(value: str, wanted: list[str]) -> str:
    if {"a number", "a whole number"} & set(wanted):
        if re.fullmatch(r"-?[0-9]+(?:\.[0-9]+)?", value):
            return f"write {value} without quotes"
        if re.fullmatch(r"-?[0-9]+,[0-9]+", value):
            return f"write {value.replace(',', '.')} with a point"
        return "write digits alone; the unit is the indicator's"
    if wanted == ["true or false"] and value in {"true", "false"}:
        return f"write {value} without quotes"
    choices = [name for each in wanted for name in re.findall(r"`([^`]*)`", each)]
    close = suggestion(value, choices)
    return close if close.startswith("did") else ""


def unknown_key(name: str, where: str, allowed: list[str]) -> tuple[str, str]:
    """Return message and hint for a key that is not known at its place."""
    hint = suggestion(name, allowed)
    if not hint:
        hint = f"its other keys are {listed(allowed)}" if allowed else "leave it out"
    return f"{where} has no key `{name}`", hint


def missing_key(name: str, where: str, meaning: str) -> tuple[str, str]:
    """Return message and hint for a key that is not there."""
    return f"{where} has no `{name}`", f"add `{name}:`" + (f" {meaning}" if meaning else "")


def shown(value: Any) -> str:
    """Return a value as a message shows it, shortened."""
    match value:
        case bool():
            return "true" if value else "false"
        case int() | Decimal():
            return f"the number {value}"
        case list():
            return "a list"
        case dict():
            return "a mapping"
        case _:
            text = str(value)
            cut = text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"
            return f'"{cut}"'
