"""How far it still is, told so that targets of different units can be compared."""

from __future__ import annotations

from decimal import Decimal, localcontext

from cmcn4.model.report import Assessment

_DIGITS = 12
"""Of a share; it is shown with two and only orders."""


def relative_gap(assessment: Assessment) -> Decimal | None:
    """Return the gap as a share of the threshold: 0.42 for rank 71 where 50 is wanted.

    None without a gap, and where the threshold is 0, of which nothing is a share.
    """
    if assessment.gap is None or not assessment.threshold:
        return None
    return _share(assessment.gap, abs(assessment.threshold))


def road_left(assessment: Assessment) -> Decimal | None:
    """Return the share of the road from the base to the threshold that is still to go.

    0.5833 for rank 71 on the way from 86 to 50; more than 1 where it lies behind its base. None
    where there is no base, only a bounded one, or one that was not short of the threshold.
    """
    base = assessment.history.base if assessment.history else None
    if (
        base is None
        or assessment.gap is None
        or assessment.threshold is None
        or assessment.comparison is None
    ):
        return None
    start = base.value.value
    if start is None or assessment.interval is None:
        return None
    upward = assessment.comparison.startswith(">") or (
        assessment.comparison == "~" and assessment.interval.low < assessment.threshold
    )
    road = assessment.threshold - start if upward else start - assessment.threshold
    return _share(assessment.gap, road) if road > 0 else None


def severity(assessment: Assessment) -> tuple[bool, Decimal]:
    """Return what orders gaps of all units, the worst the greatest; those without a number last."""
    share = road_left(assessment)
    if share is None:
        share = relative_gap(assessment)
    return share is not None, share if share is not None else Decimal(0)


def _share(part: Decimal, whole: Decimal) -> Decimal:
    with localcontext(prec=_DIGITS):
        return part / whole
