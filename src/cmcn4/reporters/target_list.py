"""The targets themselves as a table, JSON or CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Any

from cmcn4.model.catalogue import Catalogue
from cmcn4.model.report import Chosen
from cmcn4.model.rule import comparison
from cmcn4.reporters import Style
from cmcn4.reporters.words import Words

COLUMNS = (
    "target", "title", "indicator", "horizon", "kind", "comparison", "threshold", "unit",
    "rule", "reading", "readings", "subnational", "informs",
)  # fmt: skip


def render(name: str, targets: Sequence[Chosen], catalogue: Catalogue, style: Style) -> bytes:
    """Return the list of targets in a format: `table`, `json` or `csv`."""
    words = Words(style.lang, catalogue)
    if name == "table":
        return _table(targets, words, style)
    rows = [row(each, words) for each in targets]
    if name == "json":
        from cmcn4.reporters.json_report import dumps  # noqa: PLC0415 - only for this format

        return f"{dumps(rows)}\n".encode()
    return _csv(rows)


def row(chosen: Chosen, words: Words) -> dict[str, Any]:
    """Return one target as a record."""
    from cmcn4.reporters.rule_words import chosen_in_words  # noqa: PLC0415 - not for the table

    target, stated = chosen.target, comparison(chosen.rule)
    return {
        "target": chosen.id,
        "title": target.title.get(words.lang),
        "indicator": chosen.indicator,
        "horizon": target.horizon,
        "kind": chosen.rule.kind,
        "comparison": stated[0] if stated else None,
        "threshold": stated[1] if stated else None,
        "unit": words.catalogue.indicators[chosen.indicator].unit,
        "rule": chosen_in_words(words, chosen),
        "reading": chosen.reading,
        "readings": [each.id for each in target.readings],
        "subnational": target.subnational,
        "informs": target.informs,
    }


def _csv(rows: list[dict[str, Any]]) -> bytes:
    from cmcn4.reporters.csv_report import cell  # noqa: PLC0415 - only for this format

    stream = io.StringIO(newline="")
    out = csv.writer(stream, lineterminator="\r\n")
    out.writerow(COLUMNS)
    for each in rows:
        flat = {**each, "readings": " ".join(each["readings"])}
        out.writerow([cell(flat[name]) for name in COLUMNS])
    return stream.getvalue().encode("utf-8-sig", errors="replace")


def _table(targets: Sequence[Chosen], words: Words, style: Style) -> bytes:
    from rich.table import Table  # noqa: PLC0415 - only for this format
    from rich.text import Text  # noqa: PLC0415

    from cmcn4.reporters.rule_words import chosen_in_words  # noqa: PLC0415
    from cmcn4.reporters.terminal import console_to, text_of  # noqa: PLC0415

    console = console_to(style)
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column(Text(words.say("column.target"), style="bold"), overflow="fold")
    table.add_column(Text(words.say("column.rule"), style="bold"))
    for each in targets:
        name = Text(each.target.title.get(words.lang))
        name.append(f"\n{each.id}", style="dim")
        rule = Text(chosen_in_words(words, each))
        if style.verbosity > 0:
            rule.append(f"\n«{each.target.quote}»", style="dim")
        table.add_row(name, rule)
    console.print(table)
    packs = ", ".join(dict.fromkeys(each.pack.id for each in targets))
    console.print()
    console.print(Text(words.say("targets.count", count=len(targets), packs=packs)))
    return text_of(console)
