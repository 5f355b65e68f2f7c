"""Errors in earlier data of whose cells nothing is left: neither a figure nor an error."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import product

from cmcn4.evaluation.compare.figures import as_it_was
from cmcn4.locale.telling import told
from cmcn4.model.baseline import Change, Figures, Snapshot
from cmcn4.model.finding import Finding
from cmcn4.model.identity.figures import codes
from cmcn4.model.observation import Block, Observation, Place
from cmcn4.model.text import Text

_ANY = "*"
_Key = tuple[str, str | None, str | None, str | None]
"""Indicator, area, period and part; None where an error does not know it, `_ANY` for each."""


def unread_gone(old: Snapshot, new: Snapshot) -> Iterator[Change]:
    """Yield the errors that are gone with their figures: an older one may count in their place.

    One that says of several cells what it may be of is mended by a figure of any of them.
    """
    if not old.blocks:
        return
    of_finding: dict[tuple[str, Place], list[Block]] = defaultdict(list)
    for block in old.blocks:
        of_finding[block.finding.code, block.finding.place].append(block)
    left = _Left(old.figures or {}, new.figures or {}, new.blocks)
    seen = set[str]()
    for blocks in of_finding.values():
        what = codes(*_names(blocks[0]))
        if what not in seen and not any(map(left.has, blocks)):
            seen.add(what)
            message = _message(blocks[0].finding)
            named = frozenset({"removed", "worse"})
            yield Change(kind="removed", what=what, old=message, new=None, worse=True, named=named)


def _message(finding: Finding) -> Text:
    return Text.of(lambda lang: told(lang, "finding", finding))


def _names(block: Block) -> tuple[str, str, str, str]:
    period = block.period.code if block.period else ""
    return block.indicator, block.breakdown or "", block.area or "", period


class _Left:
    """What there is now of cells that were in error."""

    def __init__(self, then: Figures, now: Figures, blocks: Sequence[Block]) -> None:
        """Index the figures, those that are new among them, and the errors."""
        self._blocks = {key for block in blocks for key in _masked(_key(block))}
        self._there, self._fresh = set[_Key](), set[_Key]()
        for cell, rows in now.items():
            told_now = _counted(rows)
            if told_now:
                keys = [*_masked((cell.indicator, cell.area, cell.period, cell.part))]
                self._there.update(keys)
                if told_now - _counted(then.get(cell, ())):
                    self._fresh.update(keys)

    def has(self, block: Block) -> bool:
        """Whether a cell that was in error has a figure or an error."""
        indicator, *rest = _key(block)
        wide = [(_ANY,) if each is None else (each, None) for each in rest]
        if any((indicator, *each) in self._blocks for each in product(*wide)):
            return True
        # Of an error that does not know its area or period only a figure that was not there tells.
        figures = self._fresh if None in rest[:2] else self._there
        area, period, part = (_ANY if each is None else each for each in rest)
        return (indicator, area, period, part) in figures


def _key(block: Block) -> _Key:
    period = block.period.code if block.period else None
    return block.indicator, block.area, period, block.breakdown


def _masked(key: _Key) -> Iterator[_Key]:
    """Yield a key, and all that leave any of it open but the indicator."""
    indicator, *rest = key
    for area, period, part in product(*((each, _ANY) for each in rest)):
        yield indicator, area, period, part


def _counted(rows: Iterable[Observation]) -> Counter[object]:
    """Return the figures among the rows of a cell, with their numbers; a forecast is none."""
    return Counter(as_it_was(row) for row in rows if row.origin.status != "forecast")
