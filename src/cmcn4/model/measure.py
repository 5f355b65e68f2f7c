"""What figures are measured in, and how some are worked out of others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Literal

from cmcn4.model.lazy.named import NamedTuple
from cmcn4.model.markers import MAY_BE_EMPTY, AreaRef, Date, IndicatorRef, strict
from cmcn4.model.text import Text

if TYPE_CHECKING:
    from cmcn4.model.catalogue import Indicator  # which has a field of this module


@strict
class Unit:
    """A unit of measure together with the population it is counted over."""

    id: str
    """How the unit is written in reports, e.g. `% of households`."""
    kind: Literal[
        "percent", "points", "growth", "rate", "count", "amount", "rank", "tier", "score", "ratio",
        "yes-no",
    ]  # fmt: skip
    """What sort of quantity it is; units of one kind differ by population or scale only."""
    per: int | None = None
    """Of how many a rate counts, e.g. 1000 for deaths per 1,000 live births."""
    of: IndicatorRef | None = None
    """Of a share: the indicator that counts the whole, e.g. `households`, so that a gap can be told
    as a number of them."""
    names: Annotated[Text, MAY_BE_EMPTY]
    """How it is shown, e.g. “% hộ gia đình”; for a rank or count it may be empty."""
    aliases: tuple[str, ...] = ()
    """Other spellings found in data."""


@strict
class Known:
    """A figure that the catalogue has itself, where data seldom tell it."""

    area: AreaRef
    """The area it is of."""
    value: Decimal
    """The figure, in the indicator's unit."""
    from_date: Date | None = None
    """First day it holds for; open when absent."""
    to_date: Date | None = None
    """Last day it holds for; open when absent."""
    source: str
    """Where it is laid down or printed."""
    url: str | None = None
    """The address of that."""

    def holds(self, area: str, day: str) -> bool:
        """Whether it is of that area on an ISO date."""
        return self.area == area and (self.from_date or day) <= day <= (self.to_date or day)


Operation = Literal["difference", "ratio", "sum", "mean"]
PAIRS: frozenset[Operation] = frozenset({"difference", "ratio"})
"""Operations of exactly two figures; the others take two or more."""


@strict
class Operand:
    """A figure that another one is worked out of."""

    indicator: IndicatorRef
    """The indicator it is of."""
    breakdown: str | None = None
    """The breakdown it is of; the total when absent."""


@strict
class Derived:
    """How an indicator is worked out of others, of the same area and period."""

    difference: tuple[IndicatorRef | Operand, ...] | None = None
    """The first figure less the second."""
    ratio: tuple[IndicatorRef | Operand, ...] | None = None
    """The first figure divided by the second: times 100 in a percent, times `per` in a rate."""
    sum: tuple[IndicatorRef | Operand, ...] | None = None
    """All figures added up."""
    mean: tuple[IndicatorRef | Operand, ...] | None = None
    """Their unweighted mean."""
    absolute: bool = False
    """Of a difference: how far apart they are, whichever is the larger («chênh lệch»)."""

    @property
    def stated(self) -> tuple[Formula, ...]:
        """The operations it names; exactly one in a pack that is valid."""
        named: tuple[tuple[Operation, tuple[str | Operand, ...] | None], ...] = (
            ("difference", self.difference),
            ("ratio", self.ratio),
            ("sum", self.sum),
            ("mean", self.mean),
        )
        return tuple(
            Formula(operation, tuple(map(_operand, written)))
            for operation, written in named
            if written is not None
        )


class Formula(NamedTuple):
    """An operation with its figures."""

    operation: Operation
    operands: tuple[Operand, ...]


def _operand(written: str | Operand) -> Operand:
    return Operand(indicator=written) if isinstance(written, str) else written


def operands(
    indicators: Mapping[str, Indicator], name: str, part: str = ""
) -> Iterator[tuple[str, str]]:
    """Return indicator and breakdown of all that a figure is worked out of, each once.

    Nothing for an indicator that is not derived, nor where both it and `part` name a breakdown.
    """
    seen: set[tuple[str, str]] = set()

    def behind(name: str, part: str) -> Iterator[tuple[str, str]]:
        derived = indicators[name].derived
        for formula in derived.stated if derived else ():
            if part and any(operand.breakdown for operand in formula.operands):
                continue
            for operand in formula.operands:
                figure = operand.indicator, operand.breakdown or part
                if figure not in seen:
                    seen.add(figure)
                    yield figure
                    yield from behind(*figure)

    return behind(name, part)
