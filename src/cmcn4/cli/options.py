"""What may be said on the command line: one record that every command fills in part."""

# NOTE: annotations are read at once here, not kept as texts: they say what a command takes.

from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import Annotated, Any

from cmcn4.errors import UsageError
from cmcn4.locale import LANGUAGES, Message
from cmcn4.model.lazy.named import NamedTuple
from cmcn4.reporters import Document, able

SINCE = ("worse", "revised", "removed")
"""What a run fails on only where it is compared with a baseline."""
FAIL_ON = ("fail", "no-data", "review", "contested", "off-track", "warning", *SINCE, "none")
_NONE: Any = ()  # Typer knows lists alone, and a default must not be one


class Said(NamedTuple):
    """How an option is said, or by no flags what stands on the command line by its place."""

    flags: tuple[str, ...] = ()
    metavar: str | None = None
    complete: str | None = None
    """The function of `guide/completion.py` that offers what may be said."""


def option(*flags: str, metavar: str | None = None, complete: str | None = None) -> Said:
    """Declare an option."""
    return Said(flags, metavar, complete)


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
    spark = "spark"


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


class Schema(StrEnum):
    """What a schema describes."""

    pack = "pack"
    report = "report"


class Options(NamedTuple):
    """All that may be asked for, with what holds where a command does not ask."""

    data: Annotated[list[str], Said(metavar="DATA...")] = _NONE
    target: Annotated[str, Said(metavar="TARGET", complete="targets")] = ""
    what: Annotated[Listed, Said()] = Listed.indicators
    word: Annotated[str, Said(metavar="[WORD]", complete="words")] = ""
    kind: Annotated[Schema, Said()] = Schema.pack
    begun: Annotated[Begun, Said(metavar="{pack|config}")] = Begun.pack
    id: Annotated[str, Said(metavar="[ID]")] = ""
    form: Annotated[str, option("--output", "-o", metavar="F.xlsx")] = ""
    path: Annotated[str, option("--output", "-o", metavar="PATH")] = ""
    by: Annotated[By | None, option("--by")] = None
    """Only the gap summary, grouped so; None for the whole report."""
    targets: Annotated[list[str], option("--targets", "-t", metavar="SEL", complete="packs")] = (
        _NONE
    )
    horizon: Annotated[list[int], option("--horizon", metavar="YEAR")] = _NONE
    area: Annotated[list[str], option("--area", metavar="CODE", complete="areas")] = _NONE
    years: Annotated[str | None, option("--years", metavar="A-B")] = None
    last: Annotated[str | None, option("--from", metavar="LAST")] = None
    force: Annotated[bool, option("--force")] = False
    as_of: Annotated[str | None, option("--as-of", metavar="DATE")] = None
    format: Annotated[str, option("--format", "-f")] = "table"
    output: Annotated[list[str], option("--output", "-o", metavar="[FORMAT:]PATH")] = _NONE
    fail_on: Annotated[str | None, option("--fail-on", metavar="LIST")] = None
    baseline: Annotated[str | None, option("--baseline", metavar="OLD")] = None
    assume: Annotated[
        list[str],
        option("--assume", metavar="FIGURE=VALUE", complete="figures"),
    ] = _NONE
    expect: Annotated[
        str | None,
        option("--expect", metavar="GROUP|FILE", complete="groups"),
    ] = None
    because: Annotated[str, option("--because", metavar="WHY")] = ""
    verdict: Annotated[Decided, option("--verdict")] = Decided.met
    document: Annotated[str, option("--document", metavar="DOC")] = ""
    until: Annotated[str | None, option("--until", metavar="DAY")] = None
    cite: Annotated[Cited | None, option("--cite")] = None
    annotate: Annotated[str | None, option("--annotate", metavar="DIR")] = None
    lang: Annotated[str | None, option("--lang")] = None
    decimal: Annotated[Decimals, option("--decimal")] = Decimals.auto
    encoding: Annotated[str, option("--encoding", metavar="NAME")] = "auto"
    config: Annotated[str | None, option("--config", metavar="FILE")] = None
    no_config: Annotated[bool, option("--no-config")] = False
    engine: Annotated[Engines, option("--engine")] = Engines.auto
    quiet: Annotated[bool, option("--quiet", "-q")] = False
    verbose: Annotated[bool, option("--verbose", "-v")] = False

    @property
    def verbosity(self) -> int:
        """-1 with -q, 0, 1 with -v."""
        return self.verbose - self.quiet


class Command(NamedTuple):
    """A command: what it takes, in this order, and what it does with it."""

    run: Callable[[Options], int]
    names: tuple[str, ...]
    """The fields of `Options` that it fills."""
    document: Document
    own: dict[str, Any]
    """Defaults that differ from those of `Options`; `...` is for what must be given."""

    def takes(self) -> Iterator[tuple[str, Any, Said]]:
        """Yield each field with its type and how it is said.

        `-f` takes the formats that can show the document, `--lang` the languages: their
        registries are the only lists.
        """
        enum: Any = StrEnum  # whose members mypy cannot know
        formats = enum("Format", {name: name for name in able(self.document)})
        languages = enum("Lang", {name: name for name in LANGUAGES})
        replaced: dict[str, Any] = {"format": formats, "lang": languages | None}
        if self.document == "targets":
            replaced["by"] = ListedBy | None
        for name in self.names:
            kind: Any = Options.__annotations__[name]
            yield name, replaced.get(name, kind.__origin__), kind.__metadata__[0]

    def default(self, name: str) -> Any:
        """Return what holds where a field is not said; `...` where it must be."""
        return (Options._field_defaults | self.own)[name]


def command(
    run: Callable[[Options], int], names: str, document: Document = "report", **own: Any
) -> Command:
    """Return the command that fills the options named, and runs."""
    return Command(run, tuple(names.split()), document, own)


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
