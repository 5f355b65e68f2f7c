"""What stands above the names of rows holds for the values beside them: «Chỉ tiêu (dự báo)»."""

from __future__ import annotations

from cmcn4.model.lazy.pattern import Pattern
from cmcn4.model.observation import Place, Sheet
from cmcn4.model.text import fold
from cmcn4.readers.layout.headings.asides import PartCell, aside, of_source
from cmcn4.readers.layout.headings.block import Block
from cmcn4.readers.layout.headings.columns import TITLES
from cmcn4.readers.layout.headings.denials import may_deny
from cmcn4.readers.layout.headings.facets import narrower
from cmcn4.readers.layout.headings.texts import Texts
from cmcn4.readers.layout.roles.plan import Fault, Plan
from cmcn4.readers.layout.surroundings.around import Around
from cmcn4.readers.layout.surroundings.titles import Claims, bracketed, headed, is_nothing
from cmcn4.readers.problems import found, problem
from cmcn4.readers.values.footnotes import legend_of

_AIMED = Pattern(r"(?:ten )?(?:muc tieu|targets?|goals?)\b")
"""How the name of a column of aims begins: its year is that of the aims."""
_OF_EITHER = frozenset({"gia tri", "value", "values"})
"""Names of columns that may hold results as well as what is wanted."""


def headings_of_names(
    made: Plan | Fault, block: Block, said: Around, where: tuple[Sheet, Texts]
) -> Fault | None:
    """Take in what the headings of names, units and periods claim.

    Returns a fault there is, or that of another period than those of the columns.
    """
    if isinstance(made, Fault):
        return made
    sheet, texts = where
    single = [made.single[role] for role in ("period", "unit") if role in made.single]
    columns = [i for i in (*made.indicator, *single) if block.texts[i]]
    for index in columns:
        said_ = (texts.read(form).period for form in bracketed(block.texts[index]))
        for period in filter(None, said_):
            aimed = index in made.indicator and _AIMED.match(fold(block.texts[index]))
            for other in made.values if not aimed else ():
                own = block.facets[other].period
                if own and own.period.first > period.period.last:
                    both = (found(block.texts[index]), found(block.texts[other]))
                    what = problem("column-ambiguous", role=TITLES["period"], columns=both)
                    return Fault(what, index)
    names, others = (
        [(block.texts[i], Place(sheet, block.row, i + 1)) for i in columns if i in those]
        for those in (made.indicator, single)
    )
    said.take(headed(names, others, texts))
    said.take(_sourced(said.source, texts))
    said.doubts += [name for name in names if _says_more(name[0], texts)]
    planned(made, block, said)
    if said.basis and made.values and not made.plans:  # only columns of results below it
        said.doubts.append((said.basis, Place(sheet, block.row, made.values[0] + 1)))
    _marked(made, block, said)
    return None


def _says_more(heading: str, texts: Texts) -> bool:
    """Whether brackets in the heading of names say of figures what only their rows may say."""
    _, *inner = bracketed(heading)
    return any(
        said.area
        or said.part
        or said.period
        or said.change
        or texts.areas.region(text)
        or aside(text, texts)
        or may_deny(text, texts)
        for text, said in zip(inner, map(texts.read, inner), strict=True)
    )


def _marked(made: Plan, block: Block, said: Around) -> None:
    """Take what the legends of marks behind headings claim: «Năm 2025 (1)» with «(1) Dự báo»."""
    for index in [*made.values] if said.legends else ():
        match legend_of(block.texts[index], said.legends):
            case None:
                continue
            case "plan" | "void" | "change":
                made.values.remove(index)
                made.changes.append(index)
            case "part":
                block.facets[index] = block.facets[index]._replace(part=block.texts[index])
            case status:
                block.facets[index] = block.facets[index]._replace(status=status)
    for index in [*made.values] if said.dates else ():
        own, dated = block.facets[index].period, legend_of(block.texts[index], said.dates)
        if dated and (period := narrower(own, dated)):
            block.facets[index] = block.facets[index]._replace(period=period)
        elif dated:
            made.values.remove(index)
            made.unread[index] = "heading"


def _sourced(source: str, texts: Texts) -> Claims:
    """Return what the line of the source claims of all values: «Nguồn: Dự báo»."""
    told = of_source(source, texts) if source else ""
    if isinstance(told, PartCell):
        return Claims(part=told.part, status=told.status)
    return Claims(basis=source if told else "")


def planned(made: Plan, block: Block, said: Around) -> None:
    """Leave out columns below a title of plans or comparisons that do not say they are results.

    «Giá trị» says so only beside a column of plans; below «Bản nháp» nothing does. Below a title of
    ranks only shares are sure.
    """
    if said.ranked and not made.indicator:
        told = [i for i in made.values if not (block.facets[i].unit or "%" in block.texts[i])]
        made.values = [i for i in made.values if i not in told]
        made.changes += told
    if said.basis:
        void = is_nothing(said.basis)
        told = [
            i for i in made.values
            if void or not (block.facets[i].result or block.facets[i].role)
            or (fold(block.texts[i]) in _OF_EITHER and not made.plans)
        ]  # fmt: skip
        if told:
            made.values = [i for i in made.values if i not in told]
            made.changes += told
