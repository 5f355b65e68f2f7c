"""The shape of a file: records from plain values by way of pydantic, every error with its place.

The records are the plain dataclasses of the model; pydantic reads their annotations
(https://docs.pydantic.dev/latest/concepts/type_adapter/). Imported only when a file is validated.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from pydantic import TypeAdapter
from pydantic_core import PydanticKnownError, SchemaValidator, ValidationError

from cmcn4.errors import MOST_SHOWN, Problem
from cmcn4.locale import Message, composed
from cmcn4.packs import wording
from cmcn4.packs.nearest import listed
from cmcn4.packs.schema import record_schema
from cmcn4.packs.yaml.file import Route, YamlFile

_LEAVES = frozenset({"int", "bool", "str"})


@cache
def _validator(record: Any) -> SchemaValidator:
    """Return a validator of a record that turns no text into a number, no true into 1."""
    return SchemaValidator(_strict(TypeAdapter(record).core_schema))


def _strict(schema: Any) -> Any:
    """Return pydantic's schema with its leaves strict.

    NOTE: strictness cannot be asked for as a whole: strict dataclasses accept no mapping and
    strict tuples no list (pydantic 2.14), and a strict decimal accepts no integer.
    """
    if isinstance(schema, list):
        return [_strict(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    copy = {
        key: _strict(value) if key not in {"metadata", "serialization", "default"} else value
        for key, value in schema.items()
    }
    kind = copy.get("type")
    if kind in _LEAVES:
        copy["strict"] = True
    if kind == "decimal":
        return {"type": "function-before", "schema": copy, "function": _NUMBERS_ONLY}
    return copy


def _numbers_only(value: Any) -> Any:
    """Refuse text where pydantic would read a decimal from it."""
    if isinstance(value, str):
        raise PydanticKnownError("decimal_type")
    return value


_NUMBERS_ONLY = {"type": "no-info", "function": _numbers_only}


def validate(record: Any, data: Any) -> Any:
    """Return the record; ValidationError of pydantic when its shape is wrong."""
    return _validator(record).validate_python(data)


def validate_file(record: Any, file: YamlFile) -> tuple[Any, list[Problem]]:
    """Return the record a file holds, or None, and the problems of its shape."""
    try:
        return validate(record, file.data), []
    except ValidationError as error:
        return None, problems_of(error, record, file)


def problems_of(error: ValidationError, record: Any, file: YamlFile) -> list[Problem]:
    """Return pydantic's errors as problems; what concerns one value becomes one."""
    schema = record_schema(record)
    found: list[Problem] = []
    values: dict[Route, list[wording.Expected]] = {}
    within: set[Route] = set()
    for detail in error.errors(include_url=False):
        route, rest = _route(file.data, detail["loc"])
        kind = detail["type"]
        within.add((*route, *rest) if kind == "missing" else route)
        if kind == "unexpected_keyword_argument":
            found.append(_unknown(file, schema, route, suggest=len(found) < MOST_SHOWN))
        elif kind == "missing":
            found.append(_missing(file, schema, route, str(rest[-1])))
        elif kind in {"union_tag_invalid", "union_tag_not_found"}:
            found.append(_kind(file, schema, route))
        else:
            values.setdefault(route, []).append(wording.expected(detail))
    containers = {route[:end] for route in within for end in range(len(route))}
    noted = {(problem.line, problem.column) for problem in file.problems}
    for route, expectations in values.items():
        # A problem of the value is told already by the YAML reader, or within the value: of a list
        # that may be text instead, pydantic says that it is no text and that an item is wrong; the
        # item is what to mend.
        if route not in containers and file.values.get(route) not in noted:
            choices = [
                choice for at, choice in enumerate(expectations) if choice not in expectations[:at]
            ]
            worded = wording.wrong_value(_thing(route), _at(file.data, route), choices)
            found.append(file.problem(route, *worded))
    return found


def _unknown(file: YamlFile, schema: dict[str, Any], route: Route, *, suggest: bool) -> Problem:
    """Return the problem of a key that is none; the names like it where that is to be shown."""
    here = _schema_at(schema, file.data, route[:-1])
    allowed = list(here.get("properties", {}))
    written = _at(file.data, route[:-1])
    free = [key for key in allowed if key not in written] if suggest else []
    worded = wording.unknown_key(str(route[-1]), _thing(route[:-1]), free)
    place = file.keys.get(route, file.place(route))
    if _at(file.data, route) is None and " " in str(route[-1]):
        # The rest of a text: between braces YAML ends it at a comma.
        facts = {"what": _thing(route[:-1]), "text": wording.shown(route[-1])}
        return Problem(file.path, *place, Message("pack.cut", facts))
    if suggest and "const" in here.get("properties", {}).get("kind", {}):
        others = {key for each in schema["$defs"].values() for key in _rule_keys(each)}
        cure = wording.key_of_another_kind(str(route[-1]), written["kind"], allowed, others)
        worded = worded[0], cure or worded[1]
    return Problem(file.path, *place, *worded)


def _rule_keys(record: dict[str, Any]) -> Iterator[str]:
    """Yield the keys of a kind of rules, by its part of a JSON Schema."""
    keys = record.get("properties", {})
    if "const" in keys.get("kind", {}):
        yield from keys


def _missing(file: YamlFile, schema: dict[str, Any], route: Route, name: str) -> Problem:
    here = _schema_at(schema, file.data, route)
    field = here.get("properties", {}).get(name, {})
    if "const" in field:
        hint = Message("pack.add.value", {"name": name, "value": field["const"]})
    elif "description" in field:
        meaning = Message(composed(f"meaning.{here['title']}.{name}"))
        hint = Message("pack.add.meaning", {"name": name, "meaning": meaning})
    else:
        hint = Message("pack.add", {"name": name})
    return file.problem(route, Message("pack.lacks", {"what": _thing(route), "name": name}), hint)


def _kind(file: YamlFile, schema: dict[str, Any], route: Route) -> Problem:
    """Return the problem of a rule whose `kind` is missing or none of ours."""
    kinds = _kinds(file, schema, route)
    if not kinds:  # of a condition, whose rule has no key of its own
        route = route[:-1]
        kinds = _kinds(file, schema, route)
    value = _at(file.data, route)
    if not isinstance(value, dict) or "kind" not in value:
        what = Message("pack.lacks", {"what": _thing(route), "name": "kind"})
        choice = Message("errors.one-of", {"names": listed(kinds)})
        return file.problem(
            route, what, Message("pack.add.value", {"name": "kind", "value": choice})
        )
    worded = wording.wrong_value("`kind`", value["kind"], [tuple(kinds)])
    return file.problem((*route, "kind"), *worded)


def _kinds(file: YamlFile, schema: dict[str, Any], route: Route) -> list[str]:
    here = _schema_at(schema, file.data, route)
    return list(here.get("discriminator", {}).get("mapping", {}))


def label(route: Route) -> str:
    """Return what a value is called in a message: its key, with its place in a list."""
    name = ""
    for step in reversed(route):
        if isinstance(step, str):
            return f"{step}{name}"
        name = f"[{step + 1}]{name}"
    return name


def _thing(route: Route) -> Message | str:
    return f"`{label(route)}`" if route else Message("pack.file")


def _route(data: Any, location: tuple[int | str, ...]) -> tuple[Route, tuple[int | str, ...]]:
    """Return the part of pydantic's location that leads through the data, and its last steps.

    The names of union members stand in a location, too; they are no keys of the data.
    """
    route: Route = ()
    here = data
    for step in location:
        inside = isinstance(here, dict) and step in here
        if inside or (isinstance(here, list) and isinstance(step, int) and step < len(here)):
            route, here = (*route, step), here[step]
    return route, location[-1:]


def _at(data: Any, route: Route) -> Any:
    for step in route:
        data = data[step]
    return data


def _schema_at(schema: dict[str, Any], data: Any, route: Route) -> dict[str, Any]:
    """Return the part of a JSON Schema that describes the value a route leads to."""
    here = _resolve(schema, schema, data)
    for step in route:
        if isinstance(step, int):
            inner = here.get("items", {})
        else:
            inner = here.get("properties", {}).get(step, here.get("additionalProperties") or {})
        data = data[step] if data is not None else None
        here = _resolve(schema, inner if isinstance(inner, dict) else {}, data)
    return here


def _resolve(schema: dict[str, Any], here: dict[str, Any], data: Any) -> dict[str, Any]:
    """Follow references, and the choice of a rule's kind when there are data to tell."""
    if "discriminator" in here and isinstance(data, dict):
        mapping = here["discriminator"]["mapping"]
        chosen = mapping.get(data.get("kind"))
        here = {"$ref": chosen} if chosen else here
    for option in here.get("anyOf", ()) if isinstance(data, dict) else ():
        if "$ref" in option:
            here = option
    if "$ref" in here:
        here = dict(schema["$defs"][here["$ref"].rsplit("/", 1)[-1]])
        return _resolve(schema, here, data) if "discriminator" in here else here
    return here
