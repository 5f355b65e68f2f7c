"""What kind of table it is: a publisher's, in which language, with rows of targets or without."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cmcn4.model.catalogue import Indicator
from cmcn4.model.lazy.pattern import Pattern
from cmcn4.model.observation import Place, Sheet
from cmcn4.model.text import fold
from cmcn4.readers.containers.cells import Row
from cmcn4.readers.layout.headings.block import Block, is_mistaken_date
from cmcn4.readers.layout.headings.columns import meaning
from cmcn4.readers.layout.headings.texts import Texts
from cmcn4.readers.layout.records.faults import unknown_indicator
from cmcn4.readers.layout.roles.plan import Plan
from cmcn4.readers.layout.surroundings.around import Around
from cmcn4.readers.problems import Problem, found, problem
from cmcn4.readers.reading import Cells, Context, FileReading
from cmcn4.readers.values.names import Near
from cmcn4.words import listed

_OPEN_SDG = Pattern(r"indicator_\d+-\w+-\d+\b")
_TYPED_YEAR = Pattern(r"[12Il][09Oo][0-9OoIl]{2}")
_SAMPLE, _LONGEST_GOAL = 60, 40


def is_publisher(block: Block, made: Plan, body: Sequence[Row], context: Context) -> bool:
    """Whether a table is in a publisher's own layout: SDMX names, codes beside names, countries.

    Its other series and areas are notes; in a submission an unknown area is an error.
    """
    if _publishers_names(block):
        return True
    areas = [i for i in made.area if block.facets[i].role != "place"]
    codes = sum(block.facets[i].code for i in areas)
    if len(areas) > 1 and 0 < codes < len(areas):
        return True
    english = all(text.isascii() for text in block.texts)
    if not made.indicator and english:
        return True
    named = {cells[i] for _, cells in body[:_SAMPLE] for i in areas if i < len(cells) and cells[i]}
    found_ = (context.areas.known(text) for text in named if not context.areas.short(text))
    abroad = sum(area.kind == "country" and area.id != "VN" for area in found_ if area)
    return bool(abroad) and 2 * abroad >= len(named)  # one among provinces is no publisher's


def publishers_own(rows: Iterable[Row], sheet: Sheet) -> bool:
    """Whether a sheet that gave nothing begins as a publisher's own file does.

    Open SDG names its files by the indicator (`indicator_1-2-1.csv`), and no column.
    """
    for _, cells in rows:
        named = [fold(cell) for cell in cells if cell.strip()]
        begun = " ".join(named)
        if any(begun == known or begun.startswith(f"{known} ") for known in listed("publishers")):
            return True
        if _OPEN_SDG.match(sheet.file) and named[:1] == ["year"] and named[-1:] == ["value"]:
            return True
    return False


def names_series(block: Block, made: Plan) -> bool:
    """Whether a publisher's table names its series as publishers do: by codes, or above columns."""
    several = len(made.indicator) > 1 and len(made.area) > 1
    return _publishers_names(block) or not made.indicator or several


def _publishers_names(block: Block) -> bool:
    """Whether a column is called as publishers' files alone call it."""
    return any(known.publisher for text in block.texts if text and (known := meaning(text)))


def count_languages(file: FileReading, block: Block) -> None:
    """Count the names of columns by their language."""
    languages = file.context.languages
    for facets in block.facets:
        if facets.lang:
            languages[facets.lang] = languages.get(facets.lang, 0) + 1


def spoken(block: Block, said: Around, sheet: Sheet) -> frozenset[str]:
    """Return the folded texts around a table: header, titles, names of sheet and file."""
    file = sheet.file.rpartition(".")[0]
    texts = [*block.texts, *said.titles, said.source, said.unit, sheet.name or "", file]
    return frozenset(fold(text) for text in texts if text)


def goal_columns(block: Block, made: Plan, body: Sequence[Row], texts: Texts) -> tuple[int, ...]:
    """Return the columns, other than labels, in which a cell may say that its row holds targets."""
    found_: set[int] = set()
    taken = {*made.values, *made.area, *made.indicator, *made.plans}
    taken |= {
        i for role, i in made.single.items() if role in ("period", "source", "url", "released")
    }
    for index in block.columns:
        text = block.texts[index]
        if index in taken:
            continue
        cells = (row[index] for _, row in body[:_SAMPLE] if index < len(row))
        short = (cell for cell in cells if type(cell) is str and 1 < len(cell) <= _LONGEST_GOAL)
        if fold(text) in listed("kinds") or any(map(texts.is_goal, short)):
            found_.add(index)
    for index in found_:
        made.unread.pop(index, None)
    return tuple(sorted(found_))


def unsure_headings(
    file: FileReading, sheet: Sheet, table: tuple[Block, Plan], around: frozenset[str]
) -> None:
    """Report headings that are nearly names of ours, or initials of another index, too.

    So are years that a format made days of 1905. Their columns are not read.
    """
    catalogue = file.context.vocabulary.catalogue
    block, made = table
    for index in list(made.values):
        facets = block.facets[index]
        named = file.context.indicators.find((facets.indicator,)) if facets.indicator else None
        what: Problem | None = None
        ids: tuple[str, ...] = ()
        if isinstance(named, Near):
            what, ids = unknown_indicator(catalogue, named), named.ids
        elif isinstance(named, Indicator):
            texts = (facets.indicator,)
            what, ids = file.context.meanings.unsettled(texts, named, around), (named.id,)
        if what is not None:
            made.values.remove(index)
            period = facets.period.period if facets.period else None
            file.block(what, Place(sheet, block.row, index + 1), Cells(ids, (None,), period))
    for column, cell in enumerate(
        block.last[block.own.start : block.own.stop], block.own.start + 1
    ):
        if is_mistaken_date(cell) or (_TYPED_YEAR.fullmatch(cell) and not cell.isdecimal()):
            what = problem("period-unreadable", found=found(cell))
            file.note(what, Place(sheet, block.row, column))
