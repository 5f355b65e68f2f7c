"""Facets: what one heading, label or line says: a period, an indicator, a part, a unit, a plan.

A text is understood as a whole or not at all: every word of it must say something known. That is
what keeps «So với cùng kỳ» or «Mức hoàn thành» from being the value, without a list of such words.
"""

from __future__ import annotations

from cmcn4.model.catalogue import Indicator
from cmcn4.model.lazy.named import NamedTuple
from cmcn4.model.observation import Status
from cmcn4.model.text import fold
from cmcn4.model.vocabulary import Vocabulary
from cmcn4.readers.values.periods import When, sums
from cmcn4.readers.values.phrases import less_sure


class Facets(NamedTuple):
    """What a text says; all fields empty when it says nothing we know."""

    role: str = ""
    """The role of a column called so, `value` included; `undecided` for «đơn vị»."""
    code: bool = False
    """Whether such a column holds codes: of a code and a name of one thing the code decides."""
    period: When | None = None
    indicator: str = ""
    """As written."""
    indicator_id: str = ""
    area: str = ""
    """As written."""
    area_id: str = ""
    part: str = ""
    """What the values are broken down by: «Nữ», «Thành thị»; of the total `_T`."""
    unit: str = ""
    status: Status | None = None
    plan: bool = False
    """Whether it speaks of targets, not of observations."""
    result: bool = False
    """Whether it is a word for the value, such as «thực hiện»."""
    neutral: bool = False
    """Whether it only says that something follows: «năm», «đến hết»."""
    change: bool = False
    """Whether it compares: «so với», «tốc độ tăng»."""
    basis: str = ""
    """Current or constant prices, where it says which."""
    cumulated: bool = False
    """Whether it speaks of some months of a year that are no period: nine or eleven of them."""
    lang: str = ""

    @property
    def known(self) -> bool:
        """Whether all of the text is understood."""
        return self != NOTHING and not (self.change or self.cumulated)

    @property
    def stated(self) -> Status | None:
        """The status that it says, of the values or of their period."""
        return (self.period.status if self.period else None) or self.status

    @property
    def understood(self) -> bool:
        """Whether it is known what it is, be it no value of ours."""
        return self.known or self.change or self.cumulated

    @property
    def axis(self) -> bool:
        """Whether values of something named here may stand below it."""
        named = self.period or self.indicator or self.area or self.part
        return bool(named and self.known and not self.plan and not self.role)


NOTHING = Facets()


def is_growth(vocabulary: Vocabulary, indicator: object) -> bool:
    """Whether the values of an indicator are growth."""
    if not isinstance(indicator, Indicator):
        return False
    return vocabulary.catalogue.units[indicator.unit].kind == "growth"


def of_own(found: Facets, text: str, *, growth: bool) -> bool:
    """Whether the prices of a text are those of its indicator, and its growth is one a year.

    What has added up nobody knows since when is not.
    """
    if growth and not found.period and sums(text):
        return False
    return found.basis in ("", "constant" if growth else "current")


def with_period(said: Facets, period: When) -> Facets:
    """Return what words around a period say, with the period."""
    dated = period._replace(status=less_sure(period.status, said.status))
    return said._replace(period=dated, status=None, neutral=False)


def joined(pieces: list[Facets]) -> Facets | None:
    """Return what several texts say together; None when they do not fit together."""
    found: Facets | None = pieces[0]
    for facets in pieces[1:]:
        found = both(found, facets) if found is not None and found.known and facets.known else None
    return found


def both(first: Facets, second: Facets) -> Facets | None:
    """Return what two parts of a heading say together; None when they do not fit together."""
    if first == second:
        return first
    if first.role and first.role == second.role and not (first.axis or second.axis):
        return first  # in two languages
    roles = {first.role, second.role} - {""}
    if len(roles) > 1 or (roles - {"value", "period"} and first.role != second.role):
        return None
    if roles == {"period"} and not (first.period or second.period):
        if not (first.role and second.role):
            return (
                second if first.role else first
            )  # «Năm» above years, parts or areas names their row
        return first
    period = narrower(first.period, second.period)
    if (first.period and second.period and period is None) or _contradict(first, second):
        return None
    status = less_sure(first.status, second.status)
    if period and status:
        period, status = period._replace(status=less_sure(status, period.status)), None
    found = Facets(
        period=period,
        indicator=first.indicator or second.indicator,
        indicator_id=first.indicator_id or second.indicator_id,
        area=first.area or second.area,
        area_id=first.area_id or second.area_id,
        part=first.part or second.part,
        unit=second.unit or first.unit,
        plan=first.plan or second.plan,
        result=first.result or second.result,
        status=status,
        neutral=first.neutral and second.neutral,
        basis=first.basis or second.basis,
        lang=first.lang or second.lang,
    )
    value = roles == {"value"} and not (found.period or found.axis or found.plan)
    return found._replace(role="value") if value else found


def says_else(own: Facets, other: Facets) -> bool:
    """Whether a heading says more of a column than its own do, or something else."""
    together = both(own, other)
    return together is None or together._replace(lang=own.lang) != own


def _contradict(first: Facets, second: Facets) -> bool:
    """Whether two texts name different things of one kind."""
    if (first.plan and second.result) or (second.plan and first.result):
        return True
    pairs = ((first.indicator_id, second.indicator_id), (first.area_id, second.area_id),
             (fold(first.part), fold(second.part)))  # fmt: skip
    return any(one and other and one != other for one, other in pairs)


def narrower(first: When | None, second: When | None) -> When | None:
    """Return the period within the other; None where neither is, or none is there.

    What is made of several years is not that of one of them.
    """
    if first is None or second is None:
        return first or second
    for inner, outer in ((first, second), (second, first)):
        if outer.period.first <= inner.period.first and inner.period.last <= outer.period.last:
            if outer.over and inner.period != outer.period:
                return None
            return When(inner.period, less_sure(inner.status, outer.status),
                        inner.over or outer.over)  # fmt: skip
    return None
