"""A header of some rows: what stands above each column, and how much of a header it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby

from cmcn4.model.lazy.pattern import Pattern
from cmcn4.model.period import Period
from cmcn4.model.text import clean, fold
from cmcn4.model.vocabulary import unit_key
from cmcn4.readers.layout.headings.block import KEYS, Block, Merge, is_mistaken_date, is_unclear
from cmcn4.readers.layout.headings.bodies import is_letterhead
from cmcn4.readers.layout.headings.facets import NOTHING, Facets
from cmcn4.readers.layout.headings.phrases import with_sexes
from cmcn4.readers.layout.headings.pieces import may_be_part, with_year
from cmcn4.readers.layout.headings.texts import Texts
from cmcn4.readers.values.periods import when
from cmcn4.words import table

KNOWN = 10
"""What a column that is understood counts."""
_COMPARED, _EXPLAINED, _UNEXPLAINED = 8, 1, -5
_ALONE, _CUT = -30, -15
_YEAR_LAST = Pattern(r"(?P<base>.*\D)[\s_(\[,-](?P<year>(?:19|20)\d\d)[)\]]?")
_LONGEST_HEADING = 30
_FORMS = ("bieu", "bang", "mau so", "mau bieu", "phu luc", "table", "annex", "form")
"""How the name of a form begins."""
_GII_YEAR = "giiyr"
RATIOS = frozenset({"percent", "ty le", "ty le percent", "ty le phan tram", "dat", "dat percent",
                     "dat ty le", "percent dat", "ty le dat", "rate", "ratio"})  # fmt: skip


def is_line(text: str) -> bool:
    """Whether a text belongs to a letterhead, or is a line such as «Đơn vị tính: %»."""
    return is_letterhead(text) or fold(text.partition(":")[0]) in table("lines")


def is_heading(text: str) -> bool:
    """Whether a short text may head a column: it is no line, no unit, no number of a form."""
    key = fold(text)
    no_form = not key.startswith(_FORMS)
    return len(text) <= _LONGEST_HEADING and ":" not in text and no_form and not is_line(text)


def block_of(
    numbers: Sequence[int],
    own: list[list[str]],
    top: int,
    by: tuple[Texts, Sequence[Merge]],
    year: Callable[[], Period | None],
) -> Block:
    """Return the block of a header of these cells, by what reads texts and what is merged.

    `year` finds the one that is named above, for columns of parts of it: «Tháng 7», «Cả năm».
    """
    own, (texts, merges) = with_sexes(own), by
    spread = _spread([list(cells) for cells in own], numbers, merges, texts)
    joined, found = [], []
    for index in range(len(own[0])):
        levels = tuple(text for text, _ in groupby(filter(None, (row[index] for row in spread))))
        mistaken = any(is_mistaken_date(row[index]) or is_unclear(row[index]) for row in own)
        joined.append(" ".join(levels))
        facets = texts.levels(levels) if levels and not mistaken else NOTHING
        found.append(
            facets if facets.period or facets.role else _dated(levels, facets, texts, year)
        )
    block = Block(top, top + len(own) - 1, numbers[0], numbers[-1], joined, found, own[-1])
    _siblings(block)
    _ratios(block, spread)
    for index, cell in enumerate(own[-1]) if len(own) > 1 else ():
        if cell and not found[index].known and texts.read(cell).axis:
            block.shadowed += 1
    block.score = _score(block, own, merges) + 3 * block.shadowed
    return block


def _dated(
    levels: tuple[str, ...], facets: Facets, texts: Texts, year: Callable[[], Period | None]
) -> Facets:
    """Return what headings say that name a part of the year above them; else what they say."""
    if not any(map(may_be_part, levels)):
        return facets
    above = year()
    whole = tuple(with_year(level, above) for level in levels) if above else levels
    said = texts.levels(whole) if whole != levels else facets
    return said if said.known and said.period else facets


def _score(block: Block, own: list[list[str]], merges: Sequence[Merge]) -> int:
    """Return how much a header it is."""
    facets = block.facets
    known = [facet.understood for facet in facets]
    score = sum(
        (KNOWN if facet.known else _COMPARED * facet.understood) + 2 * bool(facet.unit)
        for facet in facets
    )
    for cells in own[:-1]:
        explained = all(known[i] for i, cell in enumerate(cells) if cell)
        score += _EXPLAINED if explained else _UNEXPLAINED
    if len(own) > 1:
        score += _ALONE * sum(_stands_alone(cells, own) for cells in own)
    score += 3 * any(facet.role in KEYS for facet in facets)
    first, last = block.first, block.row
    # A header does not end in the middle of a merged cell.
    cut = sum(top <= last < bottom and first <= top for top, _, bottom, _ in merges)
    return score + _CUT * cut


def _stands_alone(cells: list[str], block: list[list[str]]) -> bool:
    """Whether a row has a single text: a title, or the name of a group.

    Not so a text above others that is not in the first column: it is their parent.
    """
    at = [index for index, cell in enumerate(cells) if cell]
    if len(at) != 1:
        return False
    first = min(index for row in block for index, cell in enumerate(row) if cell)
    return at[0] == first or is_line(cells[at[0]]) or sum(bool(row[at[0]]) for row in block) == 1


def _spread(
    levels: list[list[str]], numbers: Sequence[int], merges: Sequence[Merge], texts: Texts
) -> list[list[str]]:
    """Fill the names over several columns into all of these, and those over several rows down.

    Where a row has merged cells, these say how far a name reaches; else it reaches over the empty
    cells to its right, if there are names below it. The name of a column of names, areas or
    periods does not: it names its own column alone.
    """
    for depth, (number, cells) in enumerate(zip(numbers, levels, strict=True)):
        wide = [merge for merge in merges if merge[0] <= number <= merge[2] and merge[3] > merge[1]]
        if wide:
            for first, left, _, right in wide:
                anchor = depth - (number - first)
                if anchor >= 0 and left <= len(cells):
                    reach = min(right, len(cells))
                    cells[left - 1 : reach] = [levels[anchor][left - 1]] * (reach - left + 1)
            continue
        last = ""
        for index, text in enumerate(cells):
            below = any(row[index] for row in levels[depth + 1 :])
            if text:
                reaches = below and texts.read(text).role in ("", "value", "period")
                last = text if reaches else ""
            elif last and below:
                cells[index] = last
    return levels


def _ratios(block: Block, spread: Sequence[Sequence[str]]) -> None:
    """Take «Tỷ lệ (%)» beside «Kế hoạch» and «Thực hiện» below one heading for how one is met."""
    parents = list(zip(*spread[:-1], strict=True)) if len(spread) > 1 else []
    for index, above in enumerate(parents):
        if unit_key(spread[-1][index]) in RATIOS and any(above):
            beside = [i for i, other in enumerate(parents) if other == above and i != index]
            if any(block.facets[i].plan for i in beside) and len(beside) > 1:
                block.facets[index] = Facets(change=True)


def _siblings(block: Block) -> None:
    """Name columns such as `idi_2023` after the one other column of that index, `idi_score`.

    WIPO's own table says `giiyr`, and then just `rank` and `score`.
    """
    if any(fold(text) == _GII_YEAR for text in block.texts):
        for index, text in enumerate(block.texts):
            if fold(text) in ("rank", "score"):
                block.facets[index] = Facets(indicator=f"gii-{fold(text)}")
    named: list[tuple[str, str]] | None = None
    for index, text in enumerate(block.texts):
        match = None if block.facets[index].known else _YEAR_LAST.fullmatch(clean(text))
        period = when(match["year"]) if match else None
        if match is None or period is None:
            continue
        if named is None:
            named = [
                (clean(other).casefold().replace("_", " "), each.indicator)
                for each, other in zip(block.facets, block.texts, strict=True)
                if each.indicator
            ]
        base = fold(match["base"])
        names = {name for other, name in named if other.startswith(f"{base} ")}
        if len(names) == 1:
            block.facets[index] = Facets(indicator=names.pop(), period=period)
