"""What a chart says to those who do not see it: title, story, legend, and the same numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cmcn4.model.lazy.named import NamedTuple
from cmcn4.model.observation import Observation, Place
from cmcn4.model.report import Assessment
from cmcn4.model.rule import PeerRank
from cmcn4.reporters.presentation import gaps
from cmcn4.reporters.presentation.charts.chart import Trajectory
from cmcn4.reporters.presentation.figures import judged
from cmcn4.reporters.presentation.words import Words, place_in_words


class Row(NamedTuple):
    """One figure in the table beside a chart."""

    period: str
    value: str
    status: str
    """Empty for a final figure."""
    cell: str
    used: bool
    """Whether the verdict rests on it."""


class Block(NamedTuple):
    """The figures of one source from one sheet."""

    source: str
    sheet: str
    rows: tuple[Row, ...]


class Ahead(NamedTuple):
    """What is no figure but wanted, or would come of the pace so far."""

    year: str
    value: str
    name: str


class Key(NamedTuple):
    """One line of a legend."""

    kind: str
    """What is shown: `own`, `used`, `open`, `bounds`, `goal`, `path`, `projection`, `rival`."""
    text: str
    outline: str = ""
    """Of another source's mark."""


class Told(NamedTuple):
    """The texts of a chart."""

    title: str
    story: str
    remark: str
    """What one must know to read it right: the unit, or that the best rank is at the top."""
    source: str
    """Whose figures the line is of."""
    blocks: tuple[Block, ...]
    """Of a group without rows: the drawing has them."""
    ahead: tuple[Ahead, ...]
    open: str
    """What is drawn hollow, such as estimates; empty where nothing is."""
    bounds: bool
    """Whether some figures are only known by their bounds."""
    used: bool
    """Whether the verdict rests on one of the figures."""


def told_of_years(each: Assessment, words: Words) -> Told:
    """Return what a trajectory says."""
    history = each.history
    assert history is not None  # noqa: S101 - drawn only where there is one
    rows = [*history.points, *(row for found in history.rivals.values() for row in found)]
    used = judged(each)
    return Told(
        title=_title(each, words),
        story=" ".join(_story(each, words)),
        remark=_remark(each, words),
        blocks=tuple(_blocks(rows, used, words)),
        ahead=tuple(_ahead(each, words)),
        open=_open(rows, words),
        bounds=any(not row.value.is_point for row in rows),
        used=any(row in used for row in history.points),
        source=words.source(_last_source(history.points)) or words.say("cite.no-source"),
    )


def legend(t: Trajectory, told: Told, words: Words) -> Iterator[Key]:
    """Yield what the marks and lines of a trajectory are."""
    yield Key("own", words.say("chart.key.own", source=told.source))
    if told.used:
        yield Key("used", words.say("chart.key.used"))
    if told.open:
        yield Key("open", told.open)
    if told.bounds:
        yield Key("bounds", words.say("chart.key.bounds"))
    if t.goal:
        yield Key("goal", words.say("chart.key.goal" if t.goal.depth else "chart.key.level"))
    if t.path:
        yield Key("path", words.say("chart.key.path"))
    if t.projection:
        yield Key("projection", words.say("chart.key.projection"))
    for rival in t.rivals:
        yield Key("rival", rival.name, rival.sample)


def _open(rows: Sequence[Observation], words: Words) -> str:
    states = {row.origin.status for row in rows} - {"final"}
    if "assumed" in states:
        return words.say("chart.key.assumed" if len(states) > 1 else "status.assumed")
    return words.say("chart.key.open") if states else ""


def _last_source(rows: Sequence[Observation]) -> str:
    """Return whose the figures are; of what is assumed nobody is named."""
    return next((row.origin.source for row in reversed(rows) if not row.assumed), "")


def told_of_peers(each: Assessment, words: Words) -> Told:
    """Return what the drawing of a group says."""
    rule = each.chosen.rule
    assert isinstance(rule, PeerRank)  # noqa: S101 - drawn only for it
    group = words.catalogue.groups[rule.group].names.get(words.lang)
    rows = sorted(judged(each), key=lambda row: row.value.low)
    listed = ", ".join(f"{words.country(row.area)} {words.interval(row.value)}" for row in rows)
    indicator = words.catalogue.indicators[each.indicator].names.get(words.lang)
    return Told(
        title=_title(each, words),
        story=words.say("chart.story.peers", indicator=indicator, group=group, listed=listed),
        remark=words.say("chart.remark.peers", group=group, indicator=indicator),
        blocks=tuple(Block(source, sheet, ()) for source, sheet in _sheets(rows, words)),
        ahead=(),
        open="",
        bounds=any(not row.value.is_point for row in rows),
        used=True,
        source="",
    )


def _title(each: Assessment, words: Words) -> str:
    return words.say(
        "chart.title",
        title=each.chosen.target.title.get(words.lang),
        area=words.area(each.area),
        verdict=words.verdict(each),
    )


def _remark(each: Assessment, words: Words) -> str:
    indicator = words.catalogue.indicators[each.indicator]
    if words.catalogue.units[indicator.unit].kind == "rank":
        return words.say("chart.remark.rank")
    return words.say(
        "chart.remark.lower" if indicator.direction == "lower" else "chart.remark.unit",
        unit=words.unit_name(indicator),
    )


def _amount(row: Observation, words: Words) -> str:
    return words.interval(row.value) + words.unit(words.catalogue.indicators[row.indicator])


def _story(each: Assessment, words: Words) -> Iterator[str]:
    assert each.history is not None  # noqa: S101 - as above
    first, last = each.history.points[0], each.history.points[-1]
    mark = words.say("status.assumed") if last.assumed else ""
    year = ", ".join(filter(None, (words.when(last.period), mark)))
    facts = {"value": _amount(last, words), "year": year}
    if first is last:
        yield words.say("chart.story.one", **facts)
    else:
        start = {"first": _amount(first, words), "since": words.when(first.period)}
        yield words.say("chart.story.from", **facts, **start)
    target = each.chosen.target
    if each.threshold is not None:
        yield words.say("chart.story.wanted", wanted=words.wanted(each), horizon=words.by(target))
    pace = gaps.pace_needed(each, words)
    if pace:
        yield words.say("chart.story.pace", pace=pace)
    projected = each.progress.pace.projected if each.progress else None
    if projected is not None:
        value = words.quantity(projected, each)
        yield words.say("chart.story.projected", value=value, then=words.then(target))
    for source, rows in each.history.rivals.items():
        yield words.say(
            "chart.story.rival",
            source=words.source(source),
            value=_amount(rows[-1], words),
            year=words.when(rows[-1].period),
        )


def _sheets(rows: Sequence[Observation], words: Words) -> dict[tuple[str, str], list[Observation]]:
    """Return the rows by source and sheet, in the order in which these come first."""
    found: dict[tuple[str, str], list[Observation]] = {}
    for row in rows:
        sheet = place_in_words(Place(row.sheet))
        found.setdefault((words.source(row.origin.source), sheet), []).append(row)
    return found


def _blocks(
    rows: Sequence[Observation], used: Sequence[Observation], words: Words
) -> Iterator[Block]:
    for (source, sheet), found in _sheets(rows, words).items():
        yield Block(source, sheet, tuple(_row(row, words, used=row in used) for row in found))


def _row(row: Observation, words: Words, *, used: bool) -> Row:
    final = row.origin.status == "final"
    status = "" if final else words.composed(f"status.{row.origin.status}")
    period, cell = words.when(row.period), row.place.cell or ""
    return Row(period, _amount(row, words), status, cell, used=used)


def _ahead(each: Assessment, words: Words) -> Iterator[Ahead]:
    horizon = words.horizon(each.chosen.target)
    if each.threshold is not None:
        yield Ahead(horizon, words.wanted(each), words.say("html.wanted"))
    projected = each.progress.pace.projected if each.progress else None
    if projected is not None:
        yield Ahead(horizon, words.quantity(projected, each), words.say("chart.projected"))
