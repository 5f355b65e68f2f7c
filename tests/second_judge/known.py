"""Which features of packs the program has."""

from __future__ import annotations

import dataclasses
import typing

from cmcn4.model import catalogue, rule, target
from second_judge.programme import FEATURES


def known() -> frozenset[str]:
    """Return the features that the program's own records can hold."""
    fields = {
        "between": (rule.Threshold, "between"), "top-percent": (rule.PeerRank, "top_percent"),
        "average-any": (rule.Average, "at_most"), "average-of": (rule.Average, "of"),
        "derived": (catalogue.Indicator, "derived"), "applies-to": (target.Target, "applies_to"),
        "lower-bound": (catalogue.Indicator, "lower_bound_of"),
    }  # fmt: skip
    wider = {
        "reference": (rule.Threshold, "at_least"), "every-mapping": (rule.Every, "at_least"),
        "horizon-day": (target.Target, "horizon"),
    }  # fmt: skip
    found = {name for name in FEATURES if name in rule.KINDS}
    found |= {name for name, (record, field) in fields.items() if field in _hints(record)}
    plain = {typing.get_type_hints(rule.Average)["at_least"], int}
    return frozenset(
        found | {name for name, (record, field) in wider.items()
                 if _hints(record)[field] not in plain}
    )  # fmt: skip


def _hints(record: type) -> dict[str, object]:
    assert dataclasses.is_dataclass(record)
    return typing.get_type_hints(record)
