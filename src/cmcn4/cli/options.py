"""The options that several commands share, and the values they may take."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any

import typer

from cmcn4.errors import UsageError
from cmcn4.locale import Message
from cmcn4.reporters import Document, able

FAIL_ON = ("fail", "no-data", "review", "contested", "off-track", "warning", "none")


class Lang(StrEnum):
    """Languages we have."""

    vi = "vi"
    en = "en"


class Decimals(StrEnum):
    """Decimal marks."""

    auto = "auto"
    point = "."
    comma = ","


def _formats(document: Document) -> Any:
    """Return what `-f` may be for a document: made from the registry, which is the only list."""
    enum: Any = StrEnum  # whose members mypy cannot know
    return enum("Format", {name: name for name in able(document)})


Formats: Any = _formats("report")
TargetFormats: Any = _formats("targets")
ExplanationFormats: Any = _formats("explanation")
ReadingFormats: Any = _formats("reading")


TargetsOption = Annotated[
    list[str] | None,
    typer.Option("--targets", "-t", metavar="SEL"),
]
HorizonOption = Annotated[
    list[int] | None,
    typer.Option("--horizon", metavar="YEAR"),
]
AreaOption = Annotated[
    list[str] | None,
    typer.Option("--area", metavar="CODE"),
]
AsOfOption = Annotated[
    str | None,
    typer.Option("--as-of", metavar="DATE"),
]
FormatOption = Annotated[Formats, typer.Option("--format", "-f")]
OutputOption = Annotated[
    list[str] | None,
    typer.Option("--output", "-o", metavar="PATH"),
]
FailOnOption = Annotated[
    str | None,
    typer.Option("--fail-on", metavar="LIST"),
]
GapsFailOnOption = Annotated[
    str,
    typer.Option("--fail-on", metavar="LIST"),
]
BaselineOption = Annotated[
    str | None,
    typer.Option("--baseline", metavar="OLD"),
]
AnnotateOption = Annotated[
    str | None,
    typer.Option("--annotate", metavar="DIR"),
]
LangOption = Annotated[Lang | None, typer.Option("--lang")]
DecimalOption = Annotated[Decimals, typer.Option("--decimal")]
EncodingOption = Annotated[str, typer.Option("--encoding", metavar="NAME")]
ConfigOption = Annotated[
    str | None,
    typer.Option("--config", metavar="FILE"),
]
NoConfigOption = Annotated[bool, typer.Option("--no-config")]
QuietOption = Annotated[bool, typer.Option("--quiet", "-q")]
VerboseOption = Annotated[bool, typer.Option("--verbose", "-v")]


def fail_on(text: str) -> frozenset[str]:
    """Return what makes a run fail; `none` stands alone."""
    names = [each.strip() for each in text.split(",") if each.strip()]
    hint = Message("errors.some-of", {"names": FAIL_ON})
    for name in names:
        if name not in FAIL_ON:
            raise UsageError(
                Message("errors.name", {"name": repr(name)}), place="--fail-on", hint=hint
            )
    if not names or ("none" in names and len(names) > 1):
        what = Message("errors.none-alone") if names else Message("errors.none-named")
        raise UsageError(what, place="--fail-on", hint=hint)
    return frozenset(names) - {"none"}
