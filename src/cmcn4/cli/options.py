"""What may be said on the command line: one record that every command fills in part."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from inspect import Parameter, Signature
from typing import Annotated, Any, NamedTuple, get_type_hints

import typer

from cmcn4.cli.guide import completion
from cmcn4.errors import UsageError
from cmcn4.locale import LANGUAGES, Message
from cmcn4.reporters import Document, able

SINCE = ("worse", "revised", "removed")
"""What a run fails on only where it is compared with a baseline."""
FAIL_ON = ("fail", "no-data", "review", "contested", "off-track", "warning", *SINCE, "none")
_NONE: Any = ()  # Typer knows lists alone, and a default must not be one


class Decimals(StrEnum):
    """Decimal marks."""

    auto = "auto"
    point = "."
    comma = ","


class Decided(StrEnum):
    """What a person may decide of a target."""

    met = "pass"
    missed = "fail"


class By(StrEnum):
    """How the gap summary is grouped."""

    target = "target"
    area = "area"
    pack = "pack"
    lead = "lead"


class ListedBy(StrEnum):
    """How the list of targets is grouped."""

    indicator = "indicator"


class Engines(StrEnum):
    """What may read and judge."""

    auto = "auto"
    python = "python"
    duckdb = "duckdb"


class Listed(StrEnum):
    """What may be listed."""

    indicators = "indicators"
    units = "units"
    areas = "areas"
    groups = "groups"
    sources = "sources"
    packs = "packs"


class Cited(StrEnum):
    """What source managers read."""

    bibtex = "bibtex"
    csl = "csl"


class Begun(StrEnum):
    """What may be begun from a commented file."""

    pack = "pack"
    config = "config"


class Options(NamedTuple):
    """All that may be asked for, with what holds where a command does not ask."""

    data: Annotated[list[str], typer.Argument(metavar="DATA...")] = _NONE
    target: Annotated[str, typer.Argument(metavar="TARGET", autocompletion=completion.targets)] = ""
    what: Annotated[Listed, typer.Argument()] = Listed.indicators
    word: Annotated[str, typer.Argument(metavar="[WORD]", autocompletion=completion.words)] = ""
    begun: Annotated[Begun, typer.Argument(metavar="{pack|config}")] = Begun.pack
    id: Annotated[str, typer.Argument(metavar="[ID]")] = ""
    form: Annotated[str, typer.Option("--output", "-o", metavar="F.xlsx")] = ""
    path: Annotated[str, typer.Option("--output", "-o", metavar="PATH")] = ""
    by: Annotated[By | None, typer.Option("--by")] = None
    """Only the gap summary, grouped so; None for the whole report."""
    targets: Annotated[
        list[str], typer.Option("--targets", "-t", metavar="SEL", autocompletion=completion.packs)
    ] = _NONE
    horizon: Annotated[list[int], typer.Option("--horizon", metavar="YEAR")] = _NONE
    area: Annotated[
        list[str], typer.Option("--area", metavar="CODE", autocompletion=completion.areas)
    ] = _NONE
    years: Annotated[str | None, typer.Option("--years", metavar="A-B")] = None
    last: Annotated[str | None, typer.Option("--from", metavar="LAST")] = None
    force: Annotated[bool, typer.Option("--force")] = False
    as_of: Annotated[str | None, typer.Option("--as-of", metavar="DATE")] = None
    format: Annotated[str, typer.Option("--format", "-f")] = "table"
    output: Annotated[list[str], typer.Option("--output", "-o", metavar="[FORMAT:]PATH")] = _NONE
    fail_on: Annotated[str | None, typer.Option("--fail-on", metavar="LIST")] = None
    baseline: Annotated[str | None, typer.Option("--baseline", metavar="OLD")] = None
    assume: Annotated[
        list[str],
        typer.Option("--assume", metavar="FIGURE=VALUE", autocompletion=completion.figures),
    ] = _NONE
    expect: Annotated[
        str | None,
        typer.Option("--expect", metavar="GROUP|FILE", autocompletion=completion.groups),
    ] = None
    because: Annotated[str, typer.Option("--because", metavar="WHY")] = ""
    verdict: Annotated[Decided, typer.Option("--verdict")] = Decided.met
    document: Annotated[str, typer.Option("--document", metavar="DOC")] = ""
    until: Annotated[str | None, typer.Option("--until", metavar="DAY")] = None
    cite: Annotated[Cited | None, typer.Option("--cite")] = None
    annotate: Annotated[str | None, typer.Option("--annotate", metavar="DIR")] = None
    lang: Annotated[str | None, typer.Option("--lang")] = None
    decimal: Annotated[Decimals, typer.Option("--decimal")] = Decimals.auto
    encoding: Annotated[str, typer.Option("--encoding", metavar="NAME")] = "auto"
    config: Annotated[str | None, typer.Option("--config", metavar="FILE")] = None
    no_config: Annotated[bool, typer.Option("--no-config")] = False
    engine: Annotated[Engines, typer.Option("--engine")] = Engines.auto
    quiet: Annotated[bool, typer.Option("--quiet", "-q")] = False
    verbose: Annotated[bool, typer.Option("--verbose", "-v")] = False

    @property
    def verbosity(self) -> int:
        """-1 with -q, 0, 1 with -v."""
        return self.verbose - self.quiet


def command(
    run: Callable[[Options], int], names: str, document: Document = "report", **own: Any
) -> Callable[..., int]:
    """Return what Typer makes a command of: it fills the options named, in this order, and runs.

    `own` are defaults that differ from the record's; `...` is for what must be given. `-f` takes
    the formats that can show the document, `--lang` the languages: their registries are the only
    lists.
    """
    enum: Any = StrEnum  # whose members mypy cannot know
    formats = enum("Format", {name: name for name in able(document)})
    known = get_type_hints(Options, include_extras=True)
    known["format"] = Annotated[formats, *known["format"].__metadata__]
    if document == "targets":
        known["by"] = Annotated[ListedBy | None, *known["by"].__metadata__]
    languages = enum("Lang", {name: name for name in LANGUAGES})
    known["lang"] = Annotated[languages | None, *known["lang"].__metadata__]
    defaults = Options._field_defaults | own

    def filled(**given: Any) -> int:
        return run(Options(**given))

    command: Any = filled
    command.__signature__ = Signature(
        [
            Parameter(name, Parameter.KEYWORD_ONLY, default=defaults[name], annotation=known[name])
            for name in names.split()
        ]
    )
    return filled


def fail_on(text: str) -> frozenset[str]:
    """Return what makes a run fail; `none` stands alone."""
    names = [name.strip() for name in text.split(",") if name.strip()]
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
