"""JSON Schemas of the YAML files (https://json-schema.org/draft/2020-12/schema), for editors."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType
from typing import Any, get_args

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue

from cmcn4.model.markers import described
from cmcn4.model.measure import PAIRS, Operation
from cmcn4.model.rule import KINDS
from cmcn4.model.target import Pack
from cmcn4.packs.catalogue_files import CatalogueFile

__all__ = ["catalogue_schema", "pack_schema", "record_schema"]


_NEEDS = (("tolerance", "about"), ("about", "tolerance"), ("strict", "between"))
"""Keys of rules that need another one."""


class _Plain(GenerateJsonSchema):
    """Schemas as people write the files: numbers are numbers, what is left out is left out."""

    def decimal_schema(self, schema: Any) -> JsonSchemaValue:  # noqa: ARG002 - its signature
        """Write decimals as numbers; text in quotes is refused by the loader, too."""
        return {"type": "number"}

    def default_schema(self, schema: Any) -> JsonSchemaValue:
        """Leave `null` and empty defaults unsaid: a key without a value is not written at all."""
        inner = schema["schema"]
        if schema.get("default", ...) is None and inner["type"] == "nullable":
            return self.generate_inner(inner["schema"])
        written = super().default_schema(schema)
        if written.get("default") in (None, [], {}):
            written.pop("default", None)
        return written

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002 - its signature
        """Leave out titles that only repeat the key."""
        return False


_CONDITIONS: Mapping[str, Any] = MappingProxyType(
    {
        "Unit": {
            "if": {"properties": {"kind": {"const": "rate"}}},
            "then": {"required": ["per"], "properties": {"per": {"exclusiveMinimum": 1}}},
            "else": {"properties": {"per": False}},
        },
        "Text": {"anyOf": [{"required": ["vi"]}, {"required": ["en"]}]},
    }
)
"""By record, which keys go together."""


@cache
def record_schema(record: Any) -> dict[str, Any]:
    """Return the JSON Schema of a record or a union of records; not for changing: it is kept."""
    with described():
        adapter = TypeAdapter(record)
    schema = adapter.json_schema(schema_generator=_Plain)
    for name, definition in schema.get("$defs", {}).items():
        definition.update(_CONDITIONS.get(name, {}))
        # A rule is told by its `kind`: it has a default in Python, and must be written in YAML.
        if "const" in definition.get("properties", {}).get("kind", {}):
            definition["properties"]["kind"].pop("default", None)
            definition["required"] = ["kind", *definition.get("required", ())]
            definition.update(_together(definition))
            if KINDS[definition["properties"]["kind"]["const"]].answered == "conditions":
                definition["properties"]["of"]["minItems"] = 2
    _conditions(schema.get("$defs", {}))
    derived = schema.get("$defs", {}).get("Derived")
    if derived is not None:
        derived |= _exactly_one(get_args(Operation))
        for name in get_args(Operation):
            derived["properties"][name] |= {"minItems": 2} | (
                {"maxItems": 2} if name in PAIRS else {}
            )
        derived["dependentRequired"] = {"absolute": ["difference"]}
    return schema


def _together(definition: dict[str, Any]) -> dict[str, Any]:
    """Return which keys of a kind of rule exclude or need each other."""
    name = definition["properties"]["kind"]["const"]
    choices = [_exactly_one(keys) for keys in (KINDS[name].states, KINDS[name].takes) if keys]
    found: dict[str, Any] = {"allOf": choices} if choices else {}
    needs = {key: [other] for key, other in _NEEDS if key in definition["properties"]}
    if needs:
        found["dependentRequired"] = needs
    if name == "average":
        found["if"] = {"required": ["of"]}
        found["then"] = {"properties": {"mean": {"const": "geometric"}}}
    return found


def _conditions(definitions: dict[str, Any]) -> None:
    """Write a condition as it stands in a file: the keys of its rule beside its own."""
    condition = definitions.get("Condition")
    if condition is None:
        return
    beside = {key: value for key, value in condition["properties"].items() if key != "rule"}
    mapping = {}
    for name, place in condition["properties"]["rule"]["discriminator"]["mapping"].items():
        rule = definitions[place.rpartition("/")[2]]
        definitions[f"Condition.{name}"] = {**rule, "properties": {**rule["properties"], **beside}}
        mapping[name] = f"#/$defs/Condition.{name}"
    definitions["Condition"] = {
        "description": condition["description"],
        "discriminator": {"mapping": mapping, "propertyName": "kind"},
        "oneOf": [{"$ref": place} for place in mapping.values()],
        "title": condition["title"],
    }


def _exactly_one(names: Iterable[str]) -> dict[str, Any]:
    """Return that an object has exactly one of some keys."""
    return {"oneOf": [{"required": [name]} for name in names]}


def pack_schema() -> dict[str, Any]:
    """Return the JSON Schema of a pack file."""
    return _published(Pack, "pack", "A pack of cmcn4: all targets of one document")


def catalogue_schema() -> dict[str, Any]:
    """Return the JSON Schema of the catalogue's files."""
    return _published(CatalogueFile, "catalogue", "A file of cmcn4's catalogue")


def _published(record: Any, name: str, title: str) -> dict[str, Any]:
    head = {"$schema": _Plain.schema_dialect, "$id": f"cmcn4/{name}@1"}
    return {**head, **record_schema(record), "title": title}
