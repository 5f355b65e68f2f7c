"""What a shell completes: names read from the compiled files as they are, without what judges.

Own packs named with -t before the cursor are searched for their ids, and not validated.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import typer

from cmcn4.model.lazy.pattern import Pattern

_OWN_PACK = Pattern(r"^id:\s*[\"']?([a-z0-9-]+)", re.MULTILINE)
_OWN_TARGET = Pattern(r"^( *)- +id:\s*[\"']?([a-z0-9-]+)", re.MULTILINE)
_TARGETS = Pattern(r"^targets:", re.MULTILINE)


def packs(ctx: typer.Context, incomplete: str) -> list[str]:
    """Return the ids of packs; after `PACK/` those of its targets."""
    if "/" in incomplete:
        return targets(ctx, incomplete)
    return ["all", *dict.fromkeys(pack for pack, _ in _targets(ctx))]


def targets(ctx: typer.Context, incomplete: str) -> list[str]:
    """Return the names of targets: `PACK/ID`, and before a slash is typed their bare ids.

    A decision may also be on the findings of a code, and every code is explained.
    """
    found = list(_targets(ctx))
    whole = [f"{pack}/{target}" for pack, target in found]
    if "/" in incomplete:
        return whole
    names = [*whole, *dict.fromkeys(name for _, name in found)]
    if ctx.info_name == "accept":
        from cmcn4.model.finding import ACCEPTABLE  # noqa: PLC0415 - where it is asked for

        names += sorted(ACCEPTABLE)
    elif ctx.info_name == "explain":
        from cmcn4.model.finding import LEVELS  # noqa: PLC0415 - where it is asked for

        names += LEVELS
    return names


def figures(incomplete: str) -> list[str]:
    """Return what may be assumed: indicators, and after `@` the areas of one."""
    indicator, at, _ = incomplete.partition("@")
    if at:
        return [f"{indicator}@{area}" for area in areas()]
    return [*_compiled("builtin").get("indicators", ())]


def areas() -> list[str]:
    """Return the ids of areas."""
    return [*_compiled("builtin")["areas"]]


def groups() -> list[str]:
    """Return the ids of groups of areas."""
    return [name for name, one in _compiled("builtin")["groups"].items() if one["kind"] == "areas"]


def words(ctx: typer.Context) -> list[str]:
    """Return the ids of what is listed."""
    what = str(getattr(ctx.params.get("what"), "value", ctx.params.get("what")))
    return packs(ctx, "") if what == "packs" else [*_compiled("builtin").get(what, ())]


def _targets(ctx: typer.Context) -> Iterator[tuple[str, str]]:
    """Yield pack and target of every one built in, then those of packs named on the line."""
    for name in ("builtin", "family"):
        for pack in _compiled(name)["packs"].values():
            yield from ((pack["id"], target["id"]) for target in pack["targets"])
    for name in ctx.params.get("targets") or ():
        with suppress(OSError, UnicodeDecodeError):
            text = Path(name).read_text(encoding="utf-8")
            own, start = _OWN_PACK.search(text), _TARGETS.search(text)
            if own and start:
                found = _OWN_TARGET.findall(text, start.end())
                # Readings have ids, too, further to the right.
                yield from ((own[1], name) for indent, name in found if indent == found[0][0])


def _compiled(name: str) -> dict[str, Any]:
    """Return what was compiled, as it is written; nothing where it cannot be read."""
    from cmcn4.packs.locations import COMPILED  # noqa: PLC0415 - not for --help

    with suppress(OSError, ValueError):
        return dict(json.loads(COMPILED.with_stem(name).read_text(encoding="utf-8")))
    return {"packs": {}, "areas": {}, "groups": {}}
