"""The options that several commands share, and the values they may take."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any

import typer

from cmcn4.errors import UsageError
from cmcn4.locale import Message
from cmcn4.reporters import FORMATS, Document, able

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
    typer.Option(
        "--targets",
        "-t",
        metavar="SEL",
        help="A pack's id, a YAML file or folder, PACK/GLOB or PACK/ID:READING; repeatable. "
        "[default: every built-in pack]",
    ),
]
HorizonOption = Annotated[
    list[int] | None,
    typer.Option("--horizon", metavar="YEAR", help="Only targets due in that year; repeatable."),
]
AreaOption = Annotated[
    list[str] | None,
    typer.Option("--area", metavar="CODE", help="Only these areas; repeatable."),
]
AsOfOption = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="DATE",
        help="The day asked about: YYYY (its 31/12) or YYYY-MM-DD. "
        "[default: SOURCE_DATE_EPOCH, else today]",
    ),
]
FormatOption = Annotated[
    Formats, typer.Option("--format", "-f", help="What goes to standard output.")
]
OutputOption = Annotated[
    list[str] | None,
    typer.Option(
        "--output",
        "-o",
        metavar="PATH",
        help="Also write a report, its format by the suffix: "
        f"{' '.join(each.suffix for each in FORMATS.values() if each.suffix)}; repeatable.",
    ),
]
FailOnOption = Annotated[
    str | None,
    typer.Option(
        "--fail-on",
        metavar="LIST",
        help=f"What makes exit 1, comma-separated: {', '.join(FAIL_ON)}. [default: fail]",
    ),
]
GapsFailOnOption = Annotated[
    str,
    typer.Option(
        "--fail-on",
        metavar="LIST",
        help=f"What makes exit 1, comma-separated: {', '.join(FAIL_ON)}.",
    ),
]
BaselineOption = Annotated[
    str | None,
    typer.Option(
        "--baseline",
        metavar="OLD",
        help="An earlier JSON report or data file: say what changed; only what is worse fails.",
    ),
]
AnnotateOption = Annotated[
    str | None,
    typer.Option(
        "--annotate",
        metavar="DIR",
        help="Write a copy of each .xlsx and .xlsm there, the findings as comments on its cells.",
    ),
]
LangOption = Annotated[Lang | None, typer.Option("--lang", help="Language of everything shown.")]
DecimalOption = Annotated[
    Decimals, typer.Option("--decimal", help="The decimal mark, when a file does not tell.")
]
EncodingOption = Annotated[
    str, typer.Option("--encoding", metavar="NAME", help="How text files are encoded.")
]
ConfigOption = Annotated[
    str | None,
    typer.Option(
        "--config",
        metavar="FILE",
        help="Settings. [default: cmcn4.toml or pyproject.toml, found upward]",
    ),
]
NoConfigOption = Annotated[bool, typer.Option("--no-config", help="Use no settings file.")]
QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="Only the two summary lines.")]
VerboseOption = Annotated[
    bool, typer.Option("--verbose", "-v", help="Every target, area and finding.")
]


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
