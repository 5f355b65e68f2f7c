"""The JSON Schemas are valid, and say of the packs what the loader says."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from cmcn4.model.rule import AnyRule
from cmcn4.packs.locations import builtin_files
from cmcn4.packs.schema import catalogue_schema, pack_schema, record_schema
from cmcn4.packs.yaml.reading import read_yaml
from unit.packs.cases import CASES

SHAPES = sorted((CASES / "invalid").glob("shape-*.yaml"))


def as_json(value: Any) -> Any:
    return json.loads(json.dumps(value, default=lambda each: float(Decimal(each))))


def test_schemas_are_valid() -> None:
    Draft202012Validator.check_schema(pack_schema())
    Draft202012Validator.check_schema(catalogue_schema())


def test_built_in_files_fit_their_schema() -> None:
    for name, raw in builtin_files().items():
        schema = catalogue_schema() if name.startswith("catalogue/") else pack_schema()
        file = read_yaml(name, raw)
        assert file.problems == []
        Draft202012Validator(schema).validate(as_json(file.data))


@pytest.mark.parametrize("path", sorted((CASES / "valid").glob("*.yaml")), ids=lambda p: p.stem)
def test_valid_cases_fit_the_schema(path: Path) -> None:
    file = read_yaml(path.name, path.read_bytes())

    Draft202012Validator(pack_schema()).validate(as_json(file.data))


@pytest.mark.parametrize("path", SHAPES, ids=lambda path: path.stem)
def test_wrong_shapes_do_not_fit_the_schema(path: Path) -> None:
    file = read_yaml(path.name, path.read_bytes())

    assert not Draft202012Validator(pack_schema()).is_valid(as_json(file.data))


@pytest.mark.parametrize(
    ("rule", "fits"),
    [
        ({"kind": "sum", "over": "2021-2025", "at_least": 9}, True),
        ({"kind": "sum", "over": "2021-2025"}, False),
        ({"kind": "sum", "over": "2021-2025", "at_least": 9, "at_most": 9}, False),
        ({"kind": "average", "over": "2021-2025", "of": "growth", "below": 4}, True),
        (
            {"kind": "average", "over": "2021-2025", "of": "growth", "mean": "arithmetic",
             "below": 4},
            False,
        ),
        ({"kind": "change", "since": 2020, "in": "times", "at_least": 2}, True),
        ({"kind": "change", "since": 2020, "at_least": 2}, False),
    ],
)  # fmt: skip
def test_the_schema_tells_which_keys_of_a_rule_go_together(
    rule: dict[str, object], *, fits: bool
) -> None:
    schema = record_schema(AnyRule)
    assert Draft202012Validator(schema).is_valid(rule) is fits


def test_every_key_is_described_and_none_is_noise() -> None:
    for schema in (pack_schema(), catalogue_schema()):
        records = [each for each in (schema, *schema["$defs"].values()) if "properties" in each]
        for record in records:
            assert record["additionalProperties"] is False
            for name, key in record["properties"].items():
                assert name == "kind" or key["description"]
                assert "default" not in key or key["default"] not in (None, [], {})
                assert "title" not in key
    assert json.dumps(pack_schema()).count('"null"') == 1  # a document's number may be unknown


@pytest.mark.parametrize(
    ("unit", "valid"),
    [
        ({"kind": "rate", "per": 1000}, True),
        ({"kind": "rate"}, False),
        ({"kind": "rate", "per": 1}, False),
        ({"kind": "growth"}, True),
        ({"kind": "growth", "per": 1000}, False),
    ],
)
def test_editors_are_told_which_units_say_per_how_many(unit: dict[str, Any], valid: bool) -> None:
    schema = pack_schema()
    whole = {"$defs": schema["$defs"], "$ref": "#/$defs/Unit"}
    written = {"id": "u", "names": {"en": "u"}, **unit}

    assert Draft202012Validator(whole).is_valid(written) is valid


@pytest.mark.parametrize(("text", "valid"), [({"en": "a"}, True), ({"vi": "b"}, True), ({}, False)])
def test_editors_are_told_that_a_text_needs_a_language(text: dict[str, str], valid: bool) -> None:
    schema = pack_schema()
    whole = {"$defs": schema["$defs"], "$ref": "#/$defs/Text"}

    assert Draft202012Validator(whole).is_valid(text) is valid
