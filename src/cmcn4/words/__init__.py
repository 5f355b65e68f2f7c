"""Words: what people write in their files, as data; read from `words.json`, folded beforehand.

A table maps words to what they mean, a list only holds them. `python -m cmcn4.words` compiles
both from `data/*.yaml`, where they stand as people write them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, cast

COMPILED = Path(__file__).with_name("words.json")
FOLDED, MARKS = "folded", "marks"


@cache
def _compiled() -> dict[str, dict[str, Any]]:
    return cast("dict[str, dict[str, Any]]", json.loads(COMPILED.read_text(encoding="utf-8")))


@cache
def table(name: str) -> Mapping[str, str]:
    """Return a table by folded word: `table("statuses")["so bo"]` is `provisional`.

    Of a table in parts (`initials.yaml`) one part is `table("initials/gii")`.
    """
    return MappingProxyType(_compiled()[name][FOLDED])


@cache
def listed(name: str) -> frozenset[str]:
    """Return the folded words of a list, or all those of a table."""
    return frozenset(_compiled()[name][FOLDED])


@cache
def meaning(name: str, of: str) -> frozenset[str]:
    """Return the folded words of one meaning in a table."""
    return frozenset(word for word, means in table(name).items() if means == of)


@cache
def marks(name: str) -> Mapping[str, str]:
    """Return a table or a list (its meanings are empty) unfolded: case-folded, signs and all."""
    return MappingProxyType(_compiled()[name][MARKS])


@cache
def parts(name: str) -> tuple[str, ...]:
    """Return what the parts of a table in parts are called: `parts("initials")`."""
    return tuple(part.partition("/")[2] for part in _compiled() if part.startswith(f"{name}/"))
