"""The pages that are looked at: one country, every kind of rule, provinces, communes, gaps."""

from __future__ import annotations

from contextlib import chdir
from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

from cmcn4.api import Question, Report, day, judge
from cmcn4.locale import LANGUAGES
from cmcn4.reporters import Style, render
from golden import canonical

ROOT = Path(__file__).parents[2]
PROVINCES = (
    "vn-ha-noi", "vn-hue", "vn-cao-bang", "vn-dien-bien", "vn-lai-chau", "vn-son-la", "vn-lang-son",
    "vn-quang-ninh", "vn-thanh-hoa", "vn-nghe-an",
)  # fmt: skip
REPORTS = ("national", "canonical", "provinces", "communes")
GAPS = ("national", "provinces")
NAMES = (*REPORTS, *(f"gaps-{name}" for name in GAPS))
TARGETS = [
    "qd-2289/fibre-households-*", "qd-2289/internet-users-2025", "qd-2289/5g-coverage-2030",
]  # fmt: skip


@cache
def national() -> Report:
    with chdir(ROOT):
        return judge("samples/vietnam.xlsx", Question(as_of=day("2025"), history=True))[0]


@cache
def provinces() -> Report:
    """Return three figures a year of some provinces, each a little better than the one before."""
    question = Question(as_of=day("2025"), targets=tuple(TARGETS), history=True)
    return judge(_rows(PROVINCES), question)[0]


@cache
def communes(folder: Path) -> Report:
    """Return more areas than a matrix has rows for, in three provinces."""
    names = [f"xa-{number}" for number in range(120)]
    areas = "\n".join(
        f"  - {{id: {name}, kind: commune, parent: {PROVINCES[place % 3]}, "
        f"names: {{vi: Xã {place}, en: Commune {place}}}}}"
        for place, name in enumerate(names)
    )
    pack = folder / "communes.yaml"
    pack.write_text(
        f"""\
format: cmcn4/pack@1
id: communes
document:
  number: null
  issued: "2022-01-01"
  issuer: {{vi: Tỉnh, en: Province}}
  title: {{vi: Kế hoạch của các xã, en: Plan of the communes}}
applies_to: [{", ".join(names)}]
areas:
{areas}
targets:
  - {{id: fibre, order: 1, indicator: fibre-households, horizon: 2025, quote: trên 80%,
     title: {{vi: Hộ có cáp quang, en: Households with fibre}},
     rule: {{kind: threshold, above: 80}}, subnational: binding}}
""",
        encoding="utf-8",
    )
    question = Question(as_of=day("2025"), targets=(str(pack),), history=True)
    return judge(_rows(names), question)[0]


def _rows(areas: Any) -> list[dict[str, Any]]:
    figures = (
        ("fibre-households", "% of households", 50),
        ("internet-users", "% of population", 60),
        ("5g-population-coverage", "% of population", 20),
    )
    return [
        {
            "indicator": name,
            "area": area,
            "period": str(year),
            "value": start + 5 * (place % 7) + 3 * (year - 2023),
            "unit": unit,
            "source": "MOST",
        }
        for name, unit, start in figures
        for place, area in enumerate(areas)
        for year in (2023, 2024, 2025)
    ]


def written(folder: Path) -> Path:
    """Write every page in every language, and return their folder."""
    found = {"national": national(), "canonical": canonical.report(), "provinces": provinces()}
    found["communes"] = communes(folder)
    for lang in LANGUAGES:
        for name in REPORTS:
            page = render("html", found[name], Style(lang=lang))
            (folder / f"{name}.{lang}.html").write_bytes(page)
        for name in GAPS:
            page = render("html", found[name], Style(lang=lang, by="target"))
            (folder / f"gaps-{name}.{lang}.html").write_bytes(page)
    return folder


def opened(browser: Browser, path: Path, width: int = 1440, **options: Any) -> Page:
    """Return a page that was loaded; its context is closed with it."""
    page = browser.new_page(viewport={"width": width, "height": 900}, **options)
    page.goto(path.as_uri())
    return page
