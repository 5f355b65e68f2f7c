"""What random packs of programmes measure, and rows of it."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from second_judge.generator import AREAS, PEERS, VALUES, Maker
from second_judge.rows import Row

MEASURES: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "share": ("% of GDP", "higher", VALUES["%"]),
    "share-next": ("% of GDP", "higher", VALUES["%"]),
    "reach": ("% of adults", "higher", VALUES["%"]),
    "using": ("% of adults", "higher", VALUES["%"]),
    "balance": ("% of adults", "none", VALUES["%"]),
    "rank": ("rank", "lower", ("1", "3", "4", "5", "40", "41", "60")),
    "score": ("index 0-100", "higher", VALUES["score"]),
    "growth": ("%/year", "higher", VALUES["growth"]),
    "prices": ("%/year", "lower", ("3.9", "4", "4.1", "4", "-1", "6")),
    "trees": ("cities", "higher", ("0", "1", "2", "3", "3", "5")),
    "waste": ("crowns", "lower", ("100", "70", "69", "90", "81", "110", "0", "121")),
    "level": ("crowns", "higher", ("100", "110", "121", "133.1", "146.41", "0", "90", "200")),
    "flow": ("crowns", "higher", ("-20", "0", "15", "30", "-1.5", "30")),
    "covered": ("% of adults", "higher", ("100", "100", "90", "89", "70", "69")),
    "gap": ("lengths", "lower", ("0", "1", "2", "1.5")),
    "quotient": ("parts", "higher", ("100", "95", "1000")),
    "both": ("% of GDP", "higher", ("40", "39", "41", "42.5")),
    "mid": ("% of GDP", "higher", VALUES["%"]),
}
"""Of each indicator its unit, which way is better, and values found of it."""
YEARS = tuple(str(year) for year in range(2020, 2027))
PARTS = ("2020-Q4", "2020-S1", "2024-Q4", "2025-Q4", "2025-S1", "2025-12", "2025-12-31")
LEVELS = ("province", "district", "commune")
RANGES: dict[str, list[dict[str, int]]] = {
    "%": [{"min": 0, "max": 100}], "rank": [{"min": 1, "max": 200}], "cities": [{"min": 0}],
    "%/year": [{"min": -50, "max": 100}],
}  # fmt: skip
HALF_WAY = [{"min": 0, "max": 100, "to_year": 2022}, {"min": 0, "max": 1000, "from_year": 2023}]


class MeasureMaker(Maker):
    """Makes indicators, of some features, and rows of them."""

    units = {name: unit for name, (unit, _, _) in MEASURES.items()}  # noqa: RUF012

    def __init__(self, seed: int, features: Collection[str]) -> None:
        super().__init__(seed)
        self.features = features
        self.lower = {name for name, (_, way, _) in MEASURES.items() if way == "lower"}
        self.quotient = self.one("ratio", "percent", "rate")

    def has(self, feature: str) -> bool:
        return feature in self.features

    def indicators(self) -> list[dict[str, Any]]:
        operands = ["sj-share", "sj-share-next"]
        ways: dict[str, dict[str, Any]] = {
            "gap": {"difference": operands}, "quotient": {"ratio": operands},
            "both": {"sum": operands}, "mid": {"mean": [*operands, "sj-both"]},
        }  # fmt: skip
        if self.chance(50):
            ways["gap"]["absolute"] = True
        if self.chance(30):
            ways["both"]["sum"] = [operands[0], {"indicator": operands[0],
                                                "breakdown": "agriculture"}]  # fmt: skip
        found = []
        for name, (unit, direction, _) in MEASURES.items():
            if name in ways and not self.has("derived"):
                continue
            entry: dict[str, Any] = {
                "id": f"sj-{name}", "names": {"vi": f"Thước đo {name}", "en": f"Measure {name}"},
                "unit": unit, "direction": direction,
                "frequency": self.one("annual", "annual", "biennial", "irregular"),
                "sources": self.random.sample(["nso", "mic", "most", "world-bank"],
                                              self.random.randint(0, 3)),
            }  # fmt: skip
            if name in ways:
                entry["derived"] = ways[name]
            else:
                self._shape(name, entry)
            found.append(entry)
        return found

    def _shape(self, name: str, entry: dict[str, Any]) -> None:
        unit = entry["unit"]
        scale = RANGES.get(unit) or (RANGES["%"] if unit.startswith("%") else None)
        if name in ("level", "waste"):
            scale = self.one([{"min": 0}], [{"min": 0}], HALF_WAY, None)
        if scale and name != "score":
            entry["range"] = scale
        if name in ("share", "level") and self.chance(15):
            entry["breaks"] = [self.one(2020, 2021, 2023, 2025)]
        if name in ("share", "score", "rank") and self.chance(60):
            entry["editions"] = [{"year": 2025, "released": self.one("2025-03-01", "2025-11-05")}]
        if name == "share":
            entry["breakdowns"] = ["sectors"]
            if self.chance(20):
                entry["succeeded_by"] = {"indicator": "sj-share-next", "from_date": "2025-01-01"}
            if self.chance(30):
                entry["other_population"] = ["sj-balance"]
        if name == "covered":
            entry["breakdowns"] = ["sj-levels"]
        if name == "using" and self.has("lower-bound"):
            entry["lower_bound_of"] = "sj-reach"

    def levels(self) -> dict[str, Any]:
        members: list[dict[str, Any]] = [
            {"id": level, "names": {"vi": f"Cấp {level}", "en": f"Level {level}"}}
            for level in LEVELS
        ]
        if self.has("every-mapping"):
            members[1]["to_date"] = self.one("2025-06-30", "2025-06-30", "2024-12-31")
        text = {"vi": "Cấp", "en": "Levels"}
        return {"id": "sj-levels", "kind": "breakdown", "names": text, "members": members}

    def units_known(self) -> list[dict[str, Any]]:
        def unit(name: str, kind: str, **more: Any) -> dict[str, Any]:
            return {"id": name, "kind": kind, "names": {"vi": name, "en": name}, **more}

        per = {"per": 1000} if self.quotient == "rate" else {}
        found = [unit("crowns", "amount")]
        if self.has("derived"):
            found += [unit("lengths", "points"), unit("parts", self.quotient, **per)]
        return found

    def value(self, name: str) -> str:
        if self.chance(3):
            return str(self.one("abc", "~ 0", "#DIV/0!", "-70"))
        return self.worded(str(self.one(*MEASURES[name][2])))

    def rows(self) -> list[Row]:
        found = []
        derived = ("gap", "quotient", "both", "mid")
        for name in MEASURES:
            if name in derived and not self.has("derived"):
                continue
            areas = PEERS if name in ("share", "score", "rank", "share-next") else (*AREAS, "MY")
            keep = 20 if name in derived else self.one(75, 95, 99)
            if name in ("reach", "using"):
                keep = 30
            periods = [*YEARS, *(part for part in PARTS if self.chance(25))]
            if name in ("trees", "flow", "share", "prices", "waste"):
                periods += ["2021-2025", "2023-2025", "2024-2025"]
            if name == "covered":
                periods.append("2025-S1")
            breakdowns = {"share": ("", "agriculture"), "covered": LEVELS}.get(name, ("",))
            for area in areas:
                for breakdown in breakdowns:
                    late = breakdown == "district" and self.chance(70)
                    for period in periods:
                        if self.chance(keep) and not (late and period[:4] in ("2025", "2026")):
                            found += self.cell(name, area, period, breakdown)
        return found
