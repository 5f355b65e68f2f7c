"""Annotations that become constraints of the JSON Schema without importing pydantic here.

Start-up must not pay for pydantic: the records are plain dataclasses, and these markers tell
pydantic what to check only when a pack file is really validated.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated, Any, TypeVar, dataclass_transform

from cmcn4.model.lazy.dataclass import dataclass, field

T = TypeVar("T")


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(field,))
def strict(record: type[T]) -> type[T]:
    """Make a class a frozen record of which pydantic refuses unknown keys.

    The docstring under a field is its description in the JSON Schema.
    """
    record.__pydantic_config__ = CONFIG  # type: ignore[attr-defined]
    return dataclass(frozen=True, slots=True, kw_only=True)(record)


def key_of(field: str) -> str:
    """Return the key of a field: that of `in_`, which Python would not take as a name, is `in`."""
    return field.removesuffix("_")


CONFIG: dict[str, Any] = {
    "extra": "forbid",
    "use_attribute_docstrings": False,
    "alias_generator": key_of,
}
"""What pydantic does with all records. For docstrings it reads the sources anew, which costs more
than all else: only who describes the records asks for them."""


@contextmanager
def described() -> Iterator[None]:
    """Let pydantic read the docstrings of the fields, too."""
    CONFIG["use_attribute_docstrings"] = True
    try:
        yield
    finally:
        CONFIG["use_attribute_docstrings"] = False


class Pattern:
    """A string that matches a regular expression as a whole."""

    def __init__(self, pattern: str) -> None:
        """Anchor the pattern at both ends."""
        self.pattern = f"^(?:{pattern})$"

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> Any:
        """Tell pydantic, and through it the JSON Schema."""
        from pydantic_core import core_schema  # noqa: PLC0415 - only when validating

        return core_schema.str_schema(pattern=self.pattern)


class Tagged:
    """A union whose member is told by one field."""

    def __init__(self, field: str) -> None:
        """Name the field, e.g. `kind`."""
        self.field = field

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> Any:
        """Make pydantic report the errors of the member meant, not of all of them."""
        from pydantic import Field  # noqa: PLC0415 - only when validating

        return handler.generate_schema(Annotated[source, Field(discriminator=self.field)])


class Inline:
    """A record of which one field's own keys stand beside the other fields, without its name."""

    def __init__(self, field: str, *others: str) -> None:
        """Name that field, and the fields beside it."""
        self.field, self.others = field, others

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> Any:
        """Make pydantic put the keys together that belong to the field."""
        from pydantic_core import core_schema  # noqa: PLC0415 - only when validating

        return core_schema.no_info_before_validator_function(self.apart, handler(source))

    def apart(self, value: Any) -> Any:
        """Return a value with the keys that belong to the field below its name."""
        if not isinstance(value, dict):
            return value
        beside = {key: item for key, item in value.items() if key in self.others}
        inner = {key: item for key, item in value.items() if key not in self.others}
        return {self.field: inner, **beside}


@dataclass(frozen=True, slots=True)
class Refers:
    """A text that names a record of a section, which must be there."""

    section: str


INLINE = "inline"
"""Marks the field whose keys stand beside the others."""
MAY_BE_EMPTY = "may be empty"
"""Marks the few texts that may."""

Slug = Annotated[str, Pattern(r"[a-z0-9]+(?:-[a-z0-9]+)*")]
"""An id: lower-case ASCII words joined by hyphens."""

TargetName = Annotated[str, Pattern(r"[a-z0-9]+(?:-[a-z0-9]+)*/[a-z0-9]+(?:-[a-z0-9]+)*")]
"""A target's name: the ids of its pack and of itself, as `PACK/ID`."""

AreaId = Annotated[str, Pattern(r"[A-Z]{2}|[a-z0-9]+(?:-[a-z0-9]+)*")]
"""A country's ISO 3166-1 alpha-2 code, or a slug such as `vn-ha-noi`."""

UnitRef = Annotated[str, Refers("units")]
IndicatorRef = Annotated[Slug, Refers("indicators")]
AreaRef = Annotated[AreaId, Refers("areas")]
GroupRef = Annotated[Slug, Refers("groups")]
SourceRef = Annotated[Slug, Refers("sources")]
ReportRef = Annotated[str, Refers("reports")]

DAY = Pattern(r"\d{4}-\d{2}-\d{2}")
Date = Annotated[str, DAY]
"""An ISO date, in quotes in YAML."""
