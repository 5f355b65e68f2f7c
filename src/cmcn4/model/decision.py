"""Decisions: what a person has settled that the data leave open, why, and on what exactly."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from typing import TYPE_CHECKING

from cmcn4.model.digest import sha256
from cmcn4.model.lazy.dataclass import dataclass
from cmcn4.model.lazy.named import NamedTuple
from cmcn4.model.lazy.pattern import Pattern
from cmcn4.model.text import visible

if TYPE_CHECKING:
    from cmcn4.model.finding import Finding
    from cmcn4.model.interval import Interval
    from cmcn4.model.observation import Place
    from cmcn4.model.report import Assessment
    from cmcn4.model.verdict import Verdict

_AND = "; "
"""Between all that contest a verdict."""
_ZEROS = Pattern(r"(\.\d*[1-9])0+$|\.0+$")


class Pin(NamedTuple):
    """The figure that a decision was made on; another one needs another decision."""

    value: str = ""
    """As `interval_text` writes it; empty where there is none, as for milestones."""
    period: str = ""
    """Its code."""
    source: str = ""
    """As written in the data."""
    verdict: str = ""
    """What the data say by themselves; empty in an entry that does not name it."""
    contested: str = ""
    """By what, as `_contested` writes it; empty where nothing contests, or it is not named."""
    figures: str = ""
    """A digest of all that it stands on where that is more than this figure, as `_figures` makes
    it; empty in an entry that does not name it."""

    def fits(self, now: Pin) -> bool:
        """Whether the figure of today is the one that was decided on, contested by no other."""
        verdict, figures = self.verdict or now.verdict, self.figures or now.figures
        then = Pin(_trimmed(self.value), self.period, self.source, verdict, figures=figures)
        by, by_now = ({*told.split(_AND)} - {""} for told in (self.contested, now.contested))
        return then == now._replace(contested="") and (not by or by_now <= by)

    def __str__(self) -> str:
        """Return it as an inline table of TOML."""
        beside = {"verdict": self.verdict, "contested": self.contested, "figures": self.figures}
        named = {key: text for key, text in beside.items() if text}
        named |= {"value": self.value, "period": self.period, "source": self.source}
        return "{" + ", ".join(f"{key} = {quoted(text)}" for key, text in named.items()) + "}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A person's decision on a review, a contested verdict or a finding."""

    place: Place
    """Where it is written."""
    because: str
    target: str | None = None
    """`PACK/ID`; None for a decision on findings."""
    verdict: Verdict | None = None
    """Pass or fail, of a target only."""
    on: Pin | None = None
    """Of a target only: the figure decided on."""
    finding: str | None = None
    """The code of the findings that are accepted."""
    indicator: str | None = None
    """Only findings on this indicator."""
    area: str | None = None
    """Only this area."""
    period: str | None = None
    """Only findings on the figure of this period, by its code."""
    path: str | None = None
    """Only findings in files that this glob means."""
    cell: str | None = None
    """Only findings at this cell, `D7` or `SHEET!D7`."""
    value: str | None = None
    """Only findings on this value, as `interval_text` writes it."""
    found: str | None = None
    """Only findings on this text, as `Finding.written` gives it."""
    count: int = 1
    """How many rows a finding may stand for that is named by what stands in a row."""
    sha256: str | None = None
    """Only the file of these bytes."""
    document: str | None = None
    """Where the decision is laid down."""
    until: dt.date | None = None
    """The last day asked about for which it holds."""

    @property
    def where(self) -> str:
        """The file and the line in which it is written."""
        return f"{self.place.sheet.path}:{self.place.row}"

    @property
    def subject(self) -> str:
        """What it is about, in codes."""
        named = (self.target or self.finding, self.indicator, self.area, self.period, self.path)
        return " ".join(filter(None, (*named, self.cell, self.value)))


def pin(assessment: Assessment) -> Pin:
    """Return the figure that an assessment stands on."""
    value = interval_text(assessment.interval) if assessment.interval else ""
    period, source = assessment.period or "", assessment.source or ""
    found = assessment.verdict.value, _contested(assessment), _figures(assessment)
    return Pin(value, period, source, *found)


def _figures(assessment: Assessment) -> str:
    """Return twelve digits of the SHA-256 of all figures, where they are of several cells."""
    told = [
        (row.indicator, row.area, row.period.code, row.breakdown, interval_text(row.value))
        for row in assessment.observed
    ]
    if len({one[:-1] for one in told}) <= 1:
        return ""
    return sha256("\n".join(map(" ".join, sorted(told))).encode())[:12]


def _contested(assessment: Assessment) -> str:
    """Return what contests a verdict: kind, id and value of each, `period 2025-Q3 85`."""
    others = (other for other in assessment.alternatives if other.opposes)
    told = (
        (each.kind, each.id, "" if each.value is None else f"{each.value:f}") for each in others
    )
    return _AND.join(sorted(" ".join(filter(None, (*of, _short(value)))) for *of, value in told))


def interval_text(value: Interval) -> str:
    """Return an interval by its ends, `87` or `87..95.7`; `87..` where it has no upper one."""
    low, high = ("" if end is None else _short(f"{end:f}") for end in value.ends)
    return low if low == high else f"{low}..{high}"


def same_value(text: str, value: Interval) -> bool:
    """Whether a text means an interval; trailing zeros do not count."""
    return _trimmed(text) == interval_text(value)


def quoted(text: str) -> str:
    """Return a text as a string of TOML."""
    written = json.dumps(text, ensure_ascii=False)
    if written.isprintable():
        return written
    return "".join(c if visible(c) == c else f"\\u{ord(c):04x}" for c in written)


def target_entry(assessment: Assessment, verdict: str = "pass", **more: str) -> str:
    """Return the decision on an open verdict as a setting, pinned."""
    named = {
        "target": quoted(assessment.chosen.id),
        "area": quoted(assessment.area),
        "verdict": quoted(verdict),
        "on": str(pin(assessment)),
    }
    return _entry(named, more)


def finding_entry(finding: Finding, *, value: str, sha256: str, **more: str) -> str:
    """Return the acceptance of a finding as a setting, pinned to what it speaks of."""
    named = {"finding": quoted(finding.code), "path": quoted(finding.place.sheet.path)}
    if finding.place.cell:
        sheet = f"{finding.place.sheet.name}!" if finding.place.sheet.name else ""
        named["cell"] = quoted(sheet + finding.place.cell)
    if value:
        named["value"] = quoted(value)
    if finding.written:
        named["found"] = quoted(finding.written)
    if finding.count > 1:
        named["count"] = str(finding.count)
    if sha256:
        named["sha256"] = quoted(sha256)
    return _entry(named, more)


def _entry(named: Mapping[str, str], more: Mapping[str, str]) -> str:
    own = {key: text if key == "until" else quoted(text) for key, text in more.items() if text}
    lines = {**named, "because": '""', **own}
    return "[[accept]]\n" + "".join(f"{key} = {text}\n" for key, text in lines.items())


def _trimmed(text: str) -> str:
    """Return an interval's text as `interval_text` writes it."""
    return "..".join(map(_short, text.replace(" ", "").split("..")))


def _short(number: str) -> str:
    """Return a number without trailing zeros."""
    return _ZEROS.sub(r"\1", number)
