"""Findings in words: which text fits one, and the facts that are written out from its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Any, Literal

from cmcn4.locale import composed, known, say, write
from cmcn4.locale.numbers import number, trimmed
from cmcn4.locale.writing import writing
from cmcn4.model.finding import Finding
from cmcn4.model.text import Text, visible

_THOUSAND = Decimal(1000)


def told(lang: str, kind: Literal["finding", "hint"], finding: Finding) -> str:
    """Return what a finding says, or what to do about it; nothing in it acts where it is shown."""
    facts = finding.facts
    derive = _DERIVED.get(finding.code)
    more = derive(lang, finding) if derive else {}
    variant = more.pop("variant", facts.get("variant"))
    key = known(lang, f"{kind}.{finding.code}", variant)
    return visible(say(lang, key, {**facts, **more}))


def quoted(texts: object) -> str:
    """Return texts, each in quotation marks."""
    found = texts if isinstance(texts, tuple | list) else (texts,)
    return ", ".join(f"“{text}”" for text in found)


def either(lang: str, readings: tuple[Text, ...]) -> str:
    """Return names of which one is meant."""
    return f" {say(lang, 'either')} ".join(f"“{write(lang, reading)}”" for reading in readings)


def reasons(lang: str, left: tuple[tuple[str, int], ...]) -> str:
    """Return why numbers were left out, each reason with their count."""
    return "; ".join(f"{say(lang, composed(f'reading.left.{why}'))} {count}" for why, count in left)


def _ragged(_lang: str, finding: Finding) -> dict[str, Any]:
    return {"variant": "number"} if finding.facts.get("reading") else {}


def _columns(_lang: str, finding: Finding) -> dict[str, Any]:
    """Return headings in quotation marks, where there are any; a role's texts stay as they are."""
    facts = finding.facts
    found: dict[str, Any] = {"count": finding.count}
    if "columns" in facts:
        found["columns"] = quoted(facts["columns"])
    return found


def _texts(_lang: str, finding: Finding) -> dict[str, Any]:
    """Return texts in quotation marks, each with its cell; the name of a sheet has none."""
    pairs = zip(finding.facts["texts"], finding.facts["cells"], strict=True)
    named = (f"“{text}” ({at})" if at else f"“{text}”" for text, at in pairs)
    new = {"variant": "new"} if "fresh" in finding.facts else {}
    return {"count": finding.count, "texts": ", ".join(named), **new}


def _ambiguous(lang: str, finding: Finding) -> dict[str, Any]:
    facts = finding.facts
    if facts.get("variant") == "areas":
        pairs = zip(facts["areas"], facts["places"], strict=True)
        return {"named": ", ".join(f"{write(lang, area)} ({place})" for area, place in pairs)}
    return _columns(lang, finding) if facts.get("variant") == "cells" else {}


def _skipped(lang: str, finding: Finding) -> dict[str, Any]:
    return _columns(lang, finding) if finding.facts.get("variant") in ("plan", "change") else {}


def _area(_lang: str, finding: Finding) -> dict[str, Any]:
    clash = finding.facts.get("variant") == "clash"
    return {"found": quoted(finding.facts["found"])} if clash else {}


def _indicator(_lang: str, finding: Finding) -> dict[str, Any]:
    empty = finding.facts.get("variant") == "empty" and finding.facts.get("found")
    return {"variant": "empty-found", "cell": finding.place.cell} if empty else {}


def _rivals(lang: str, finding: Finding) -> dict[str, Any]:
    return {"readings": either(lang, finding.facts["readings"])}


def _nothing(lang: str, finding: Finding) -> dict[str, Any]:
    return {"reasons": reasons(lang, finding.facts["reasons"])}


def _both_ways(lang: str, finding: Finding) -> dict[str, Any]:
    """Return the two numbers so that no mark of theirs can be misread in its turn."""
    facts = finding.facts
    return {name: _spoken(lang, facts[name]) for name in ("first", "second") if name in facts}


def _spoken(lang: str, value: object) -> str:
    """Return `82 nghìn` for 82,000; digits without marks of thousands for all others."""
    if not isinstance(value, Decimal):
        return write(lang, value)
    value = trimmed(value)
    if value and not value % _THOUSAND:
        return say(lang, "thousand", {"number": number(trimmed(value / _THOUSAND), lang)})
    whole = number(value, lang)
    return whole if abs(value) < _THOUSAND else whole.replace(writing(lang).group, "")


def _hidden(lang: str, finding: Finding) -> dict[str, Any]:
    """Return hidden rows and columns in words, the first of each as Excel names it."""
    facts = finding.facts
    if facts.get("variant") != "cells":
        return {}
    first = facts["first"] if isinstance(facts["first"], tuple) else ()
    names = [name.partition(":")[0] for name in first]
    said = []
    for kind in ("rows", "columns"):
        if not facts[kind]:
            continue
        name = next((name for name in names if name.isdecimal() == (kind == "rows")), "")
        key = composed(f"hidden.{kind}.{'one' if facts[kind] == 1 else 'many'}")
        said.append(say(lang, key, {"number": facts[kind], "first": name}))
    return {"hidden": f" {say(lang, 'and')} ".join(said)}


_DERIVED: Mapping[str, Callable[[str, Finding], dict[str, Any]]] = MappingProxyType(
    {
        "row-ragged": _ragged,
        "breakdown-unreadable": _columns,
        "column-ambiguous": _ambiguous,
        "column-unread": _columns,
        "rows-skipped": _skipped,
        "area-unknown": _area,
        "indicator-unknown": _indicator,
        "indicator-ambiguous": _rivals,
        "nothing-read": _nothing,
        "number-ambiguous": _both_ways,
        "hidden-data": _hidden,
        "text-unread": _texts,
    }
)
"""Codes whose facts are not written as they are."""
