"""pydantic's errors in plain words: what is wrong at which key, and what to write instead."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from functools import reduce
from typing import Any

from cmcn4.locale import Message
from cmcn4.model import markers
from cmcn4.packs.nearest import close, listed, nearest, suggestion
from cmcn4.packs.yaml.scalars import ambiguous, may_be_thousands

_LONGEST_SHOWN = 40
_LIST, _TEXT = Message("pack.kind.list"), Message("pack.kind.text")
_NUMBER, _WHOLE = Message("pack.kind.number"), Message("pack.kind.whole")
_TRUTH, _KEYS = Message("pack.kind.truth"), Message("pack.kind.keys")
_TYPES = {
    "string": _TEXT,
    "int": _WHOLE,
    "decimal": _NUMBER,
    "bool": _TRUTH,
    "tuple": _LIST,
    "dict": Message("pack.kind.names"),
    "dataclass": _KEYS,
    "model": _KEYS,
    "union": _KEYS,
    "finite": _NUMBER,
}
_RENAMED = {"index": "score"}
"""Words of packs that others have taken the place of; growth per year was a rate, once."""
Expected = Message | tuple[str, ...]
"""What a value may be: something of a kind, or one of some words."""


def _pattern(marked: Any) -> str:
    return str(marked.__metadata__[0].pattern)


_PATTERNS = {
    _pattern(markers.Slug): Message("pack.kind.slug"),
    _pattern(markers.AreaId): Message("pack.kind.area"),
    _pattern(markers.Date): Message("pack.kind.date"),
    "^(?:.{1,12})$": Message("pack.kind.short"),
}


def expected(error: Mapping[str, Any]) -> Expected:
    """Return what a value should have been."""
    kind, facts = str(error["type"]), error.get("ctx", {})
    if kind == "string_pattern_mismatch":
        form = Message("pack.kind.form", {"form": facts["pattern"]})
        return _PATTERNS.get(facts["pattern"], form)
    if kind == "literal_error":
        return tuple(re.findall(r"'([^']*)'", facts["expected"]))
    return _TYPES.get(kind.split("_", maxsplit=1)[0], Message("pack.kind.other"))


def wrong_value(
    name: Message | str, value: Any, expectations: Sequence[Expected]
) -> tuple[Message, Message | None]:
    """Return message and hint for a value that is not what it should be, of those wanted."""
    if _NUMBER in expectations and not isinstance(value, dict):
        # Where a number may be a mapping as well, what is no mapping was meant as a number.
        expectations = [_NUMBER]
    kinds = [listed(choice) if isinstance(choice, tuple) else choice for choice in expectations]
    wants = reduce(_either, reversed(kinds))
    if len(expectations) == 1 and isinstance(expectations[0], tuple) and len(expectations[0]) > 1:
        wants = Message("errors.one-of", {"names": wants})
    if _NUMBER in expectations and isinstance(value, str) and may_be_thousands(value):
        return ambiguous(value), None
    if value is None:
        return Message("pack.no-value", {"what": name, "wanted": wants}), None
    return Message("pack.value", {"what": name, "wanted": wants, "given": shown(value)}), _cure(
        value, expectations
    )


def _either(more: Message | str, one: Message | str) -> Message | str:
    return Message("pack.or", {"one": one, "more": more})


def _cure(value: Any, expectations: Sequence[Expected]) -> Message | None:
    """Return what to write instead; None when the message says it all."""
    if isinstance(value, bool):
        return None
    if _LIST in expectations and not isinstance(value, dict):
        return Message("pack.write", {"text": f'["{value}"]'})
    if isinstance(value, int | Decimal) and _TEXT in expectations and _WHOLE not in expectations:
        return Message("pack.quotes", {"text": str(value)})
    return _cure_text(value, expectations) if isinstance(value, str) else None


def _cure_text(value: str, expectations: Sequence[Expected]) -> Message | None:
    if _NUMBER in expectations or _WHOLE in expectations:
        if re.fullmatch(r"-?[0-9]+(?:\.[0-9]+)?", value):
            return Message("pack.no-quotes", {"value": value})
        if re.fullmatch(r"-?[0-9]+,[0-9]+", value):
            return Message("pack.point", {"number": value.replace(",", ".")})
        if re.fullmatch(r"-?[1-9][0-9]{0,2}(?:[., ][0-9]{3}){2,}", value):
            return Message("pack.write", {"text": re.sub("[., ]", "", value)})
        return Message("pack.digits")
    if list(expectations) == [_TRUTH] and value in {"true", "false"}:
        return Message("pack.no-quotes", {"value": value})
    for choice in expectations:
        if isinstance(choice, tuple) and (new := _RENAMED.get(value, "")) in choice:
            return Message("pack.renamed", {"old": value, "new": new})
    return nearest(
        value, [name for choice in expectations if isinstance(choice, tuple) for name in choice]
    )


def unknown_key(name: str, where: Message | str, allowed: Sequence[str]) -> tuple[Message, Message]:
    """Return message and hint for a key that is not known at its place."""
    others = Message("pack.key.others", {"names": listed(allowed)})
    hint = suggestion(name, allowed) or (others if allowed else Message("pack.leave-out"))
    return Message("pack.key", {"what": where, "name": name}), hint


def key_of_another_kind(
    name: str, kind: str, allowed: Sequence[str], others: Collection[str]
) -> Message | None:
    """Return what a kind of rules takes, for a key that rules of another kind have.

    The nearest key that this kind has would often say the opposite: `at_least` for `at_most`.
    """
    best = close(name, sorted({*allowed, *others}))
    if not best or best[0] in allowed:
        return None
    keys = [key for key in allowed if key != "kind"]
    if not keys:
        return Message("pack.takes.nothing", {"kind": kind})
    return Message("pack.takes", {"kind": kind, "names": listed(keys)})


def shown(value: Any) -> Message | str:
    """Return a value as a message shows it, shortened."""
    match value:
        case bool():
            return "true" if value else "false"
        case int() | Decimal():
            return Message("pack.number", {"number": str(value)})
        case list():
            return _LIST
        case dict():
            return Message("pack.kind.mapping")
        case _:
            text = str(value)
            cut = text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"
            return f'"{cut}"'
