"""The words of judging: answers of a rule, verdicts of a target, reasons for both."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import assert_never


class Answer(StrEnum):
    """Whether it holds."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"
    NONE = "none"


class Verdict(StrEnum):
    """What a target comes to, in the order of the summary."""

    PASS = "pass"  # noqa: S105 - a verdict, not a password
    FAIL = "fail"
    PENDING = "pending"
    REVIEW = "review"
    NO_DATA = "no-data"


class Reason(StrEnum):
    """Why the answer is what it is; codes are stable."""

    MET = "met"
    SHORT_OF_THRESHOLD = "short-of-threshold"
    TOUCHES_THRESHOLD = "touches-threshold"
    LOST = "lost"
    BOUND_ACROSS_THRESHOLD = "bound-across-threshold"
    WITHIN_TOLERANCE = "within-tolerance"
    TIED_VALUES = "tied-values"
    PEERS_UNDECIDED = "peers-undecided"
    TOTAL_DIFFERS = "total-differs"
    EVIDENCE_MISSING = "evidence-missing"
    OTHER_POPULATION = "other-population"
    PERCENT_SUSPICIOUS = "percent-suspicious"
    DOUBTFUL = "doubtful"
    SERIES_BROKEN = "series-broken"
    BASE_NOT_POSITIVE = "base-not-positive"
    READINGS_DISAGREE = "readings-disagree"
    YEARS_AHEAD = "years-ahead"
    NO_OBSERVATION = "no-observation"
    TOO_OLD = "too-old"
    INCOMPLETE = "incomplete"
    BLOCKED = "blocked"


def doubted(code: str) -> Reason:
    """Return the reason for a value that the finding of that code leaves open."""
    return Reason.PERCENT_SUSPICIOUS if code == "percent-suspicious" else Reason.DOUBTFUL


def due(as_of: dt.date, horizon: dt.date | int) -> bool:
    """Whether a day has come, or of a year its 31 December."""
    return as_of >= (dt.date(horizon, 12, 31) if isinstance(horizon, int) else horizon)


def verdict(answer: Answer, *, is_due: bool, lost: bool = False) -> Verdict:
    """Turn an answer into a verdict; `lost` fails before the horizon, for it cannot be mended."""
    match answer:
        case Answer.YES:
            return Verdict.PASS
        case Answer.NO:
            return Verdict.FAIL if is_due or lost else Verdict.PENDING
        case Answer.UNKNOWN:
            return Verdict.REVIEW
        case Answer.NONE:
            return Verdict.NO_DATA
        case _:
            assert_never(answer)
