"""Conversations on cells, which newer Excels show in place of a comment: ours is a reply.

[MS-XLSX] 2.1.20 and 2.6.205: https://learn.microsoft.com/en-us/openspecs/office_standards/ms-xlsx/
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping

from cmcn4.reporters.annotation.comments import AUTHOR, Run
from cmcn4.reporters.annotation.package import Package
from cmcn4.reporters.annotation.xml import Edit, Element, at_end, element_end, escaped, parse

_PERSON = uuid.UUID("5d0b9c5e-3a52-5c1c-9d8f-0a6b6f3c7e21")
"""What ids are made from, so that the same run gives the same."""


def with_replies(package: Package, sheet: str, notes: Mapping[str, list[Run]], day: str) -> None:
    """Put a note below each conversation on a cell that has one; `day` is the day asked about."""
    part = package.related(sheet, "threadedComment")
    people = package.related(package.workbook, "person")
    if part is None or people is None or not (package.has(part) and package.has(people)):
        return
    data, edits = package.xml(part), []
    root = parse(data)
    last: dict[str, Element] = {child.attributes.get("ref", ""): child for child in root.children}
    first: dict[str, Element] = {
        child.attributes.get("ref", ""): child
        for child in reversed(root.children)
        if "parentId" not in child.attributes
    }
    for cell, runs in notes.items():
        if cell in first and cell in last:
            end = element_end(data, last[cell])
            reply = _reply(root, first[cell], runs, day)
            edits.append(Edit(end, end, reply))
    if edits:
        package.edit(part, edits)
        _introduce(package, people)


def _reply(root: Element, thread: Element, runs: list[Run], day: str) -> bytes:
    parent, text = thread.attributes.get("id", ""), "".join(run.text for run in runs)
    attributes = {
        "ref": thread.attributes.get("ref", ""),
        "dT": f"{day}T00:00:00.00",
        "personId": _braced(_PERSON),
        "id": _braced(uuid.uuid5(_PERSON, parent)),
        "parentId": parent,
    }
    written = "".join(f' {name}="{escaped(value)}"' for name, value in attributes.items())
    tag, inner = root.tag("threadedComment"), root.tag("text")
    return f"<{tag}{written}><{inner}>{escaped(text)}</{inner}></{tag}>".encode()


def _introduce(package: Package, part: str) -> None:
    """Add us to the people who may say something, once."""
    data = package.xml(part)
    root = parse(data)
    if any(child.attributes.get("id") == _braced(_PERSON) for child in root.children):
        return
    one = (
        f'<{root.tag("person")} displayName="{AUTHOR}" id="{_braced(_PERSON)}" '
        f'userId="{AUTHOR}" providerId="None"/>'
    )
    package.edit(part, [at_end(data, root, one.encode())])


def _braced(number: uuid.UUID) -> str:
    return "{" + str(number).upper() + "}"
