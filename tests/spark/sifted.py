"""Rows of a made-up pack, calm or with one thing or another the matter, for the sieve in SQL."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

PACK = Path(__file__).with_name("sieve.yaml")
UNITS = {
    "piped": "% of homes", "happy": "% of guests", "marks": "points of demo",
    "later": "points of demo", "compared": "points of demo", "ended": "points of demo",
    "homes": "homes",
}  # fmt: skip
AREAS = ("VN", "p-a", "p-b", *(f"x-{number:02}" for number in range(1, 13)))
MONTHS = [f"{year}-{month:02}" for year in (2024, 2025) for month in range(1, 13)]
COLUMNS = ("indicator", "area", "period", "value", "unit", "source", "released", "status")
VALUES = ("x", "140", "0.5", "<= 50", "1.234", "50,5", "", "12,3,4", "-0", "50.250", "1.23456",
          "050", "4e1", " 51 ")  # fmt: skip
Row = tuple[str, ...]


def row(name: str, area: str, period: str, value: str, **more: str) -> Row:
    """Return one row, of one source unless another is named."""
    known = {"unit": UNITS[name], "source": "nso", "released": "", "status": ""} | more
    return name, area, period, value, *(known[column] for column in COLUMNS[4:])


def calm(name: str, area: str, first: float = 45.31, **more: str) -> list[Row]:
    """Return two years of months in which nothing is remarkable."""
    step = 0.37 + (sum(map(ord, name + area)) % 23) / 100
    return [row(name, area, month, f"{first + step * at:.2f}", **more)
            for at, month in enumerate(MONTHS)]  # fmt: skip


def anything(seed: int, *, lost: bool = False) -> list[Row]:
    """Return rows of all indicators and areas, some series with something the matter.

    With `lost` it may be their area, which concerns all areas.
    """
    chance = random.Random(seed)  # noqa: S311 - figures
    found: list[Row] = []
    for name in UNITS:
        for area in AREAS:
            kind = chance.choice(["calm"] * 5 + ["odd", "odd", "none"])
            if kind != "none":
                series = _moving(chance, name, area)
                found += [*_odd(chance, series, lost=lost)] if kind == "odd" else series
    chance.shuffle(found)
    return found


def _moving(chance: random.Random, name: str, area: str) -> list[Row]:
    level, digits = chance.uniform(40, 60), chance.choice([0, 1, 2, 2, 2])
    source = chance.choice(["nso", "nso", "MIC"])
    found = []
    for month in MONTHS if chance.random() < 0.8 else ["2022", "2023", "2024", "2025"]:
        level += chance.uniform(-1.5, 1.5)
        found.append(row(name, area, month, f"{level:.{digits}f}", source=source))
    return found[: chance.choice([len(found), len(found), len(found) // 2])]


def _odd(chance: random.Random, series: list[Row], *, lost: bool) -> Iterator[Row]:
    """Yield a series with a row or two that may be remarkable."""
    at = {chance.randrange(len(series)) for _ in range(2)}
    for place, one in enumerate(series):
        if place not in at:
            yield one
            continue
        said = dict(zip(COLUMNS, one, strict=True))
        changed = [
            {},
            {"value": str(float(said["value"]) * 2)},
            {"value": chance.choice(VALUES)},
            {"source": "MOST"},
            {"status": chance.choice(["forecast", "provisional", "estimate"])},
            {"released": chance.choice(["2025-01-01", "2027-01-01"])},
            {"period": chance.choice(["2024", "2025", "2025-Q4", "2021-2025", "2026"])},
            {"area": chance.choice(["Xã Một", "vn-lao-cai", *(["Nơi nào", ""] if lost else [])])},
            {"indicator": chance.choice(list(UNITS))},
            {"unit": ""},
        ]
        change = chance.choice(changed)
        yield tuple({**said, **change}.values())
        if not change:  # twice
            yield tuple({**said, "value": chance.choice([said["value"], "51"])}.values())


def each_condition() -> list[Row]:
    """Return series of which one alone is calm, and of all others one thing each is the matter."""
    return [
        *(one for name in ("piped", "happy", "marks", "later", "compared", "ended")
          for one in calm(name, "x-01")),
        *calm("marks", "x-02")[:-1], row("marks", "x-02", "2025-12", "57.20", status="forecast"),
        *calm("marks", "x-03")[:-1],
        row("marks", "x-03", "2025-12", "57.20", released="2027-01-01"),
        *calm("marks", "x-04")[:-1], row("marks", "x-04", "2025-12", "90.00"),
        *calm("marks", "x-05"), calm("marks", "x-05")[-1],
        *calm("marks", "x-06")[:-1], row("marks", "x-06", "2025-12", "57.20", source="mic"),
        *calm("marks", "x-07")[:-1], row("marks", "x-07", "2025-12", "<= 57.25"),
        *calm("marks", "x-08")[:-1], row("marks", "x-08", "2025-12", "many"),
        *(row("happy", "x-09", period.replace("2024", "2023"), value)
          for _, _, period, value, *_ in calm("happy", "x-09")[:12]),
        *calm("piped", "x-10"), *(row("happy", *one[1:4]) for one in calm("piped", "x-10")),
        *calm("piped", "x-11"), row("piped", "x-11", "2023-12", "0.55"),
        *calm("marks", "x-12"), row("marks", "x-12", "2025", "57.20"),
        *calm("piped", "VN"), *calm("piped", "p-a")[:-1],
        row("piped", "p-a", "2025-12", calm("piped", "VN")[-1][3]),
        *calm("piped", "vn-yen-bai", 40.11),
    ]  # fmt: skip
