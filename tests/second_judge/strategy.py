"""The packs and the catalogue of the project itself, with random data."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from cases.safe_yaml import load
from second_judge.generator import DAYS, HEIRS, PERIODS, REGIONS, Maker
from second_judge.rows import Row
from second_judge.scenario import Scenario

TARGETS = Path(__file__).parents[2] / "targets"
PACKS = ("qd-2289", "khhd-btttt-2022")
ASEAN = ("VN", "ID", "MY", "PH", "SG", "TH", "BN", "LA", "MM", "KH", "TL")
SECTORS = ("agriculture", "industry", "services")
LATER = ("2029-06-30", "2030-12-31", "2031-06-30")


@cache
def targets() -> dict[str, dict[str, Any]]:
    return {f"{pack}/{target['id']}": target
            for pack in PACKS for target in load(TARGETS / f"{pack}.yaml")["targets"]}  # fmt: skip


@cache
def catalogue() -> dict[str, Any]:
    found: dict[str, Any] = {"heirs": HEIRS}
    for name in ("indicators", "groups"):
        entries = load(TARGETS / "catalogue" / f"{name}.yaml")[name]
        found[name] = {entry["id"]: entry for entry in entries}
    return found


@cache
def numbers() -> dict[str, list[float]]:
    """Return the numbers with which each indicator is compared; none for those only beside them."""
    found: dict[str, list[float]] = {}
    for target in targets().values():
        for said in (target, *target.get("readings", [])):
            rule = said["rule"]
            members = rule["members"] if rule.get("over") == "indicator" else []
            for name in (said.get("indicator") or target["indicator"], *members):
                entry = catalogue()["indicators"][name]
                compared = [rule[key] for key in ("at_least", "above", "at_most", "about",
                                                  "each_at_least") if key in rule]  # fmt: skip
                found.setdefault(name, []).extend(compared)
                beside = [*entry.get("group_ranks", {}).values(),
                          *entry.get("other_population", [])]  # fmt: skip
                beside += [entry["tiers"]["indicator"]] if "tiers" in entry else []
                for other in beside:
                    found.setdefault(other, []).extend([1, 3, 4] if other != beside[-1] else [2])
    return found


class StrategyMaker(Maker):
    """Makes rows for the indicators of the strategy."""

    prefix = ""

    def __init__(self, seed: int) -> None:
        super().__init__(seed)
        self.units = {name: entry["unit"] for name, entry in catalogue()["indicators"].items()}

    def value(self, name: str) -> str:
        unit = self.units[name]
        if unit == "yes/no":
            return str(self.one("yes", "no", "đã hoàn thành", "abc"))
        if self.chance(3):
            return str(self.one("abc", "-70", "#DIV/0!"))
        number = self.one(*(numbers()[name] or [1]))
        step = 1 if unit in ("rank", "tier", "cities", "chains") else self.one(0.1, 0.5)
        moved = max(number + step * self.one(-1, 0, 0, 1, 1), 1)
        return f"{moved:g}" if unit == "tier" else self.worded(f"{moved:g}")

    def rows(self) -> list[Row]:
        found = []
        for name in sorted(numbers()):
            unit = self.units[name]
            areas = ASEAN if name in ("gii-rank", "egdi-rank") else ("VN",)
            parts: tuple[str, ...] = ("",)
            if unit in ("cities", "chains"):
                parts = ("", *REGIONS)
            elif name == "digital-economy-sector-share":
                parts = ("", *SECTORS, *("abcdefghijklmnopqrstu" if self.chance(30) else ""))
            for area in areas:
                for period in self._periods(unit):
                    for part in parts:
                        if self.chance(90):
                            found += self.cell(name, area, period, part)
        return found

    def _periods(self, unit: str) -> list[str]:
        if unit == "%/year":
            years = [str(year) for year in range(2020, 2031)]
            return [year for year in [*years, "2021-2025", "2020-2025"] if self.chance(85)]
        if unit in ("rank", "tier"):
            return [str(year) for year in range(2020, 2026) if self.chance(60)]
        return self.random.sample(PERIODS, self.random.randint(0, 3))


def strategy(seed: int) -> Scenario:
    """Return the targets of the strategy, random data and a day."""
    maker = StrategyMaker(seed)
    files = maker.files()
    order = maker.order(sorted(numbers()))
    return Scenario(targets(), catalogue(), files, maker.one(*DAYS, *LATER), ("VN",), order)
