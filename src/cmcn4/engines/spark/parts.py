"""What each task has read of one table, put together as if one process had read it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Any, Self

from cmcn4.model.account import Account, TableRead, accounted
from cmcn4.model.finding import Finding
from cmcn4.model.lazy.dataclass import dataclass, field, replace
from cmcn4.model.observation import Block, Observation, Place, Sheet, Submission
from cmcn4.readers import ReadOptions
from cmcn4.readers.containers.cells import RawSheet, Records, Row
from cmcn4.readers.files import language
from cmcn4.readers.layout.sheet import Became, Outcome, read_sheet
from cmcn4.readers.parts import report
from cmcn4.readers.reading import Context, FileReading, Skipped, count
from cmcn4.readers.sieve import Sieve, Sieved
from cmcn4.readers.unread import UnreadTexts


@dataclass(kw_only=True)
class TablePart:
    """What one task found in its rows of a table, all but the observations themselves."""

    header: int
    """The row of the table's names."""
    became: Became
    blocks: list[Block]
    findings: list[Finding]
    skipped: dict[str, Skipped]
    unread: UnreadTexts
    accounts: list[Account]
    tables: list[TableRead]
    senders: dict[str, None]
    told: set[tuple[str, str, str]]
    published: bool
    languages: dict[str, int]
    marks: frozenset[str]
    named: dict[tuple[str, str], Observation] = field(default_factory=dict)
    """One observation of each indicator and area."""
    count: int = 0


_SAYS = frozenset({Outcome.READ, Outcome.REFUSED})
_SKIPPED = ("unlisted", "series", "areas")


class Left:
    """The rows that a task has to read of a table which is known by its first ones."""

    def __init__(self, left: Iterable[Row]) -> None:
        """Take them; nobody else has read any."""
        self._left = left
        self.rows = 0
        self.areas: Collection[str] = ()

    def sift(self, table: object, lines: object, sample: object) -> Self:
        """Return them in the place of the first ones."""
        del table, lines, sample
        return self

    def drop(self) -> None:
        """Have nothing to forget."""

    def others(self) -> Iterator[Row]:
        """Yield the rows."""
        yield from self._left

    def sizes(self, series: object) -> tuple[()]:
        """Return nothing: neighbours are asked for where areas are whole."""
        del series
        return ()

    def late(self, observations: object) -> None:
        """Pass over: rows have numbers of their own."""


def read_part_of(
    names: Sequence[str],
    rows: Iterable[Row],
    options: ReadOptions,
    header: int = 1,
    sieve: Sieve | None = None,
) -> tuple[list[Observation], TablePart]:
    """Read some rows of a table whose names are given, each row under its own number."""
    file = FileReading(Context(options), "<rows>")
    raw = RawSheet(sheet=Sheet(file.path), rows=chain([(header, list(names))], rows))
    if sieve:
        file.context.sieve, raw.lines = sieve, Records(Path(file.path))
    became = read_sheet(file, raw)
    part = TablePart(
        header=header,
        became=became,
        blocks=file.blocks,
        findings=file.findings,
        skipped={name: getattr(file, name) for name in _SKIPPED},
        unread=file.unread,
        accounts=file.accounts,
        tables=file.tables,
        senders=file.senders,
        told=file.told,
        published=file.published,
        languages=file.context.languages,
        marks=frozenset(file.marks),
        named={(row.indicator, row.area): row for row in reversed(file.observations)},
        count=len(file.observations),
    )
    return file.observations, part


def together(
    parts: Sequence[TablePart], options: ReadOptions, sieved: Sieved | None = None
) -> Submission:
    """Return what all parts of a table come to; of the observations one of each series.

    `sieved` are rows that were read by no task.
    """
    submission, context = Submission(), Context(options)
    file = FileReading(context, "<rows>")
    file.sieved = sieved
    for part in parts:
        file.blocks += part.blocks
        file.senders.update(part.senders)
        file.told |= part.told
        file.published |= part.published
        count(context.languages, part.languages)
        file.unread.merge(part.unread)
        for name in _SKIPPED:
            _skip(getattr(file, name), part.skipped[name])
    file.findings = list(_once(parts))
    named = {key: row for part in parts for key, row in part.named.items()}
    file.observations = list(named.values())
    for account in _accounts(chain.from_iterable(part.accounts for part in parts)):
        file.account(account)
    file.tables = _tables(chain.from_iterable(part.tables for part in parts))
    # Tasks without rows, or with none of ours, say nothing of the table where others have read it.
    became = [part.became for part in parts if part.became.outcome in _SAYS] or [parts[0].became]
    report(file, list({str(one.what): one for one in became}.values()))
    file.finish(submission, "")
    read = sum(part.count for part in parts) + (sieved.rows if sieved else 0)
    submission.inputs[0].observations = read
    submission.language = language(context)
    return submission


def _skip(whole: Skipped, part: Skipped) -> None:
    places = [place for place in (whole.place, part.place) if place]
    whole.merge(part)
    whole.place = min(places, key=_order, default=None)
    whole.names = dict(sorted(whole.names.items()))


def _order(place: Place) -> tuple[str, int, int]:
    return place.sheet.name or "", place.row or 0, place.column or 0


def _once(parts: Iterable[TablePart]) -> Iterator[Finding]:
    """Yield the findings; what is said once of a table, or of its header, is said once of all."""
    whole: dict[tuple[object, ...], list[Finding]] = {}
    for part in parts:
        blocking = {id(block.finding) for block in part.blocks}
        codes = {code for code, *_ in part.told}
        for finding in part.findings:
            shared = finding.place.row in (None, part.header) or finding.code in codes
            shared |= finding.code == "unit-suspicious" and finding.facts.get("variant") == "status"
            if id(finding) in blocking or not shared:
                yield finding
            else:
                whole.setdefault(_said(finding), []).append(finding)
    for alike in whole.values():
        first = min(alike, key=lambda finding: _order(finding.place))
        yield replace(first, facts=_added(alike), count=sum(finding.count for finding in alike))


def _said(finding: Finding) -> tuple[object, ...]:
    return finding.code, tuple(str(fact) for fact in finding.facts.values() if not _counts(fact))


def _counts(fact: object) -> bool:
    return isinstance(fact, int) and not isinstance(fact, bool)


def _added(alike: Sequence[Finding]) -> Mapping[str, Any]:
    return {
        name: sum(finding.facts[name] for finding in alike) if _counts(fact) else fact
        for name, fact in alike[0].facts.items()
    }


def _accounts(accounts: Iterable[Account]) -> Iterator[Account]:
    found: dict[Sheet, list[Account]] = {}
    for account in accounts:
        found.setdefault(account.sheet, []).append(account)
    for sheet, alike in found.items():
        left: dict[Any, int] = {}
        for account in alike:
            count(left, dict(account.left))
        yield accounted(sheet, sum(account.read for account in alike), left)


def _tables(tables: Iterable[TableRead]) -> list[TableRead]:
    found: dict[object, list[TableRead]] = {}
    for table in tables:
        found.setdefault((table.sheet, table.header), []).append(table)
    return [
        alike[0]._replace(
            body=(min(one.body[0] for one in alike), max(one.body[1] for one in alike)),
            observations=sum(one.observations for one in alike),
        )
        for alike in found.values()
    ]
