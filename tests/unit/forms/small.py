"""A small form for tests: two indicators, one of them in parts, one area."""

from __future__ import annotations

import io
from collections.abc import Mapping

from openpyxl import Workbook, load_workbook

from cmcn4.evaluation.assess import concerns
from cmcn4.evaluation.judge import compare
from cmcn4.forms.book import form
from cmcn4.forms.carry import Carried, Figure
from cmcn4.forms.layout import Content
from cmcn4.forms.levels import Said, levels_of
from cmcn4.forms.plan import Plan, Wish, plan
from cmcn4.model.catalogue import Catalogue
from cmcn4.model.form import Asked
from cmcn4.model.interval import point
from cmcn4.model.report import Chosen
from cmcn4.model.verdict import Answer
from cmcn4.packs import load

SELECTION = load()
CATALOGUE = SELECTION.vocabulary.catalogue


def planned(
    *selectors: str,
    areas: tuple[str, ...] = ("VN",),
    years: tuple[int, int] | None = None,
    today: int = 2026,
) -> Plan:
    selection = load(selectors)
    return planned_for(selection.targets, selection.vocabulary.catalogue, areas, years, today)


def planned_for(
    targets: tuple[Chosen, ...],
    catalogue: Catalogue,
    areas: tuple[str, ...],
    years: tuple[int, int] | None,
    today: int = 2026,
) -> Plan:
    return plan(
        Wish(
            targets=targets,
            areas=areas,
            catalogue=catalogue,
            applies=lambda chosen, area: concerns(chosen, area, catalogue),
            this_year=today,
            years=years,
        )
    )


def content(
    found: Plan, lang: str = "en", figures: Mapping[Asked, Figure] | None = None
) -> Content:
    return Content(
        plan=found,
        catalogue=CATALOGUE,
        lang=lang,
        conditions={each.id: "so it is" for each in found.targets},
        carried=Carried(figures=dict(figures or {})),
        levels=levels_of(
            found,
            CATALOGUE,
            concerns=lambda chosen, area: concerns(chosen, area, CATALOGUE),
            words=lambda chosen, _area, _plain: Said(
                str(chosen.target.year), chosen.target.id, chosen.pack.id
            ),
        ),
        met=lambda value, level: (
            level.test is not None and compare(point(value), *level.test) is Answer.YES
        ),
    )


def opened(written: Content) -> Workbook:
    return load_workbook(io.BytesIO(form(written)))
