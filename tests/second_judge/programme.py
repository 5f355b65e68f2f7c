"""Random packs of what programmes say: sums, changes, shares of areas, bands, several at once."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

from second_judge.generator import AREAS, DAYS, HEIRS, PEERS, VALUES, Maker
from second_judge.rows import Row
from second_judge.scenario import Scenario

FEATURES = (
    "between", "reference", "top-percent", "average-any", "average-of", "every-mapping", "sum",
    "change", "areas", "all", "some", "derived", "lower-bound", "horizon-day", "applies-to",
)  # fmt: skip
"""What a pack may say beyond the six kinds; a kind goes by its own name."""
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
NUMBERS: dict[str, tuple[float, ...]] = {
    "rank": (3, 4, 40), "score": (0, 3, 40), "growth": (7, 7.1), "prices": (4, 3.9), "gap": (1, 2),
    "trees": (2, 3), "waste": (100, 90), "level": (100, 121), "flow": (0, 30), "both": (40, 41),
    "quotient": (1, 100, 1.05, 950), "covered": (90, 70),
}  # fmt: skip
PERCENTS = (20, 19.5, 21)
YEARS = tuple(str(year) for year in range(2020, 2027))
PARTS = ("2020-Q4", "2020-S1", "2024-Q4", "2025-Q4", "2025-S1", "2025-12", "2025-12-31")
LEVELS = ("province", "district", "commune")
RANGES: dict[str, list[dict[str, int]]] = {
    "%": [{"min": 0, "max": 100}], "rank": [{"min": 1, "max": 200}], "cities": [{"min": 0}],
    "%/year": [{"min": -50, "max": 100}],
}  # fmt: skip
HALF_WAY = [{"min": 0, "max": 100, "to_year": 2022}, {"min": 0, "max": 1000, "from_year": 2023}]
Said = tuple[str, dict[str, Any]]
"""The name of an indicator and a rule."""


class ProgrammeMaker(Maker):
    """Makes targets of the features it is given, and rows for all of them."""

    units = {name: unit for name, (unit, _, _) in MEASURES.items()}  # noqa: RUF012

    def __init__(self, seed: int, features: Collection[str]) -> None:
        super().__init__(seed)
        self.features = features
        self.lower = {name for name, (_, way, _) in MEASURES.items() if way == "lower"}
        self.quotient = self.one("ratio", "percent", "rate")
        self.ways: dict[str, Callable[[int], Said]] = {
            "between": self.between, "reference": self.reference, "top-percent": self.top,
            "average-any": self.average, "average-of": self.average_of, "sum": self.sum,
            "every-mapping": self.every_mapping, "change": self.change, "areas": self.areas,
            "all": self.together, "some": self.together, "derived": self.derived,
            "lower-bound": self.lower_bound,
        }  # fmt: skip

    def has(self, feature: str) -> bool:
        return feature in self.features

    def measured(self, *names: str) -> str:
        """Return one of the names, or that of a derived one."""
        if self.has("derived") and self.chance(25):
            return str(self.one("gap", "quotient", "both", "mid"))
        return str(self.one(*names))

    def compared(self, name: str, *numbers: float) -> dict[str, Any]:
        return {self._way(name): self.one(*(numbers or NUMBERS.get(name, PERCENTS)))}

    def plain(self, _horizon: int) -> Said:
        name = self.measured("share", "level", "score", "reach")
        return name, {"kind": "threshold", **self.compared(name)}

    def derived(self, horizon: int) -> Said:
        name = self.one("gap", "quotient", "both", "mid")
        if self.chance(70):
            return name, {"kind": "threshold", **self.compared(name)}
        members = f"{horizon - 1}-{horizon}"
        return name, {"kind": "every", "over": "period", "members": members, **self.compared(name)}

    def between(self, _horizon: int) -> Said:
        name = self.measured("share", "score", "balance", "rank")
        numbers = sorted(NUMBERS.get(name, PERCENTS))
        if len(numbers) < 3 or self.chance(50):
            numbers = [numbers[0], numbers[-1]]
        rule: dict[str, Any] = {"kind": "threshold", "between": numbers[:2]}
        if name == "balance" or self.chance(50):
            rule["strict"] = True
        return name, rule

    def reference(self, _horizon: int) -> Said:
        name = self.measured("share", "score", "level")
        beside = self.one({"area": "MY"}, {"area": "MY"}, {"mean_of": "sj-peers"})
        return name, {"kind": "threshold", self._way(name): beside}

    def top(self, _horizon: int) -> Said:
        rule = {"kind": "peer-rank", "group": "sj-peers",
                "top_percent": self.one(50, 60, 66.5, 75, 100),
                "members_on": self.one("edition", "edition", "as-of", "2025-01-01")}  # fmt: skip
        return self.one("rank", "score"), rule

    def average(self, horizon: int) -> Said:
        name = self.measured("share", "score", "level", "flow", "prices", "growth")
        over = f"{self.one(2021, 2023, horizon - 1)}-{horizon}"
        rule = {"kind": "average", "over": over, **self.compared(name)}
        if name in ("prices", "growth") and self.chance(30):
            rule["mean"] = "arithmetic"
        return name, rule

    def average_of(self, horizon: int) -> Said:
        name = self.one("level", "waste")
        numbers = (10, 5, 0) if name == "level" else (-10, 0, -5)
        return name, {"kind": "average", "of": "growth", **self.compared(name, *numbers),
                      "over": f"{self.one(2021, 2023, horizon - 1)}-{horizon}"}  # fmt: skip

    def sum(self, horizon: int) -> Said:
        name = self.one("trees", "trees", "waste", "flow", "level")
        numbers = {"trees": (6, 8, 3), "waste": (270, 200, 100), "flow": (60, 30, 15)}
        first = self.one(2021, 2023, horizon - 1)
        return name, {"kind": "sum", "over": f"{first}-{horizon}",
                      **self.compared(name, *numbers.get(name, (331, 300, 210)))}  # fmt: skip

    def change(self, horizon: int) -> Said:
        how = self.one("percent", "points", "times", "places")
        name = "rank" if how == "places" else self.measured("share", "level", "waste", "score")
        since = self.one(2020, 2020, 2022, horizon - 1)
        rule = {"kind": "change", "since": since, "in": how}
        if how == "places":
            return name, {**rule, self.one("at_least", "above"): self.one(0, 1, 36)}
        down = name in self.lower
        numbers = {"percent": (-30, -10, 0) if down else (10, 0, 5, 21),
                   "points": (-30, -1, 0) if down else (1, 0.5, 10, 21),
                   "times": (0.7, 1, 0.9) if down else (1.1, 1, 2)}  # fmt: skip
        return name, {**rule, **self.compared(name, *numbers[how])}

    def areas(self, _horizon: int) -> Said:
        name = self.measured("share", "score", "rank")
        rule = {"kind": "areas", "within": "sj-peers", **self.compared(name)}
        rule |= self.one({"how_many": self.one(1, 2)}, {"share": self.one(30, 50, 66, 88, 100)})
        if name == "share" and self.chance(30):
            rule["breakdown"] = "agriculture"
        return name, rule

    def every_mapping(self, _horizon: int) -> Said:
        rule: dict[str, Any] = {"kind": "every", "over": "sector", "members": "sj-levels"}
        numbers = {"province": 100, "district": 90, "commune": 70}
        way = self.one("at_least", "at_least", "above")
        if way == "above":
            numbers = {level: number - 1 for level, number in numbers.items()}
        rule[way] = self.one(numbers, numbers, 70)
        return "covered", rule

    def lower_bound(self, _horizon: int) -> Said:
        rule = {"kind": "threshold", self.one("at_least", "above"): self.one(*PERCENTS)}
        if self.has("between") and self.chance(30):
            rule = {"kind": "threshold", "between": [19.5, self.one(21, 100)], "strict": True}
        return "reach", rule

    def together(self, horizon: int, depth: int = 1) -> Said:
        kind = self.one(*(kind for kind in ("all", "some") if self.has(kind)))
        parts = []
        for _ in range(self.random.randint(2, 4)):
            if depth and self.chance(20):
                name, rule = self.together(horizon, depth - 1)
            else:
                ways = [way for feature, way in self.ways.items()
                        if self.has(feature) and feature not in ("all", "some")]  # fmt: skip
                name, rule = self.one(self.plain, *ways)(horizon)
            parts.append({**rule, "indicator": f"sj-{name}"})
        rule = {"kind": kind, "of": parts}
        if kind == "some" and self.chance(60):
            rule["at_least"] = self.random.randint(1, len(parts))
        return "share", rule

    def target(self, name: str, order: int) -> dict[str, Any]:
        """Return a target of one feature."""
        year = self.one(2025, 2025, 2025, 2026)
        way = self.ways.get(name, self.plain)
        indicator, rule = way(year)
        horizon: Any = year
        if self.has("horizon-day") and "over" not in str(rule) and self.chance(35):
            horizon = self.one(f"{year}-06-30", f"{year}-12-30", f"{year}-07-01")
        text = {"vi": "Một chỉ tiêu", "en": "A target"}
        found = {"id": f"{name}-{order}", "order": order, "indicator": f"sj-{indicator}",
                 "horizon": horizon, "title": text, "quote": "Đạt", "rule": rule}  # fmt: skip
        if self.has("reference") and name == "reference" and self.chance(20):
            found["rule"] = {**rule, self._way(indicator): {"area": "VN"}}
        if self.has("applies-to") and self.chance(20):
            found["applies_to"] = [self.one(*AREAS)]
        if self.chance(40):
            self._other_readings(found, way, year)
        return found

    def _other_readings(
        self, target: dict[str, Any], way: Callable[[int], Said], year: int
    ) -> None:
        indicator, rule = way(year)
        reading = {"id": "reading-1", "because": {"vi": "Cách hiểu khác", "en": "Another reading"},
                   "rule": rule}  # fmt: skip
        if f"sj-{indicator}" != target["indicator"]:
            reading["indicator"] = f"sj-{indicator}"
        if (rule, reading.get("indicator")) == (target["rule"], None):
            return
        target["readings"] = [reading]
        if "indicator" not in reading and self.chance(20):
            target["decide"] = "unanimous"

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


def programme(seed: int, features: Collection[str]) -> Scenario:
    """Return a made-up pack of the given features, data for it and a day."""
    maker = ProgrammeMaker(seed, features)
    names = [name for name in FEATURES if name in features and name in maker.ways] or ["threshold"]
    text = {"vi": "Kế hoạch", "en": "Plan"}
    targets = [maker.target(name, order) for order, name in enumerate(names + names, 1)]
    pack: dict[str, Any] = {
        "format": "cmcn4/pack@1", "id": "second-judge",
        "document": {"number": None, "issued": "2020-12-31", "issuer": text, "title": text},
        "applies_to": list(AREAS), "units": maker.units_known(), "indicators": maker.indicators(),
        "groups": [maker.group(), maker.levels()], "targets": targets,
    }  # fmt: skip
    catalogue = {name: {entry["id"]: entry for entry in pack[name]}
                 for name in ("indicators", "groups")}  # fmt: skip
    factors = {"ratio": 1, "percent": 100, "rate": 1000}
    beside = {"heirs": HEIRS, "factors": {"sj-quotient": factors[maker.quotient]}}
    files = maker.files()
    day = maker.one(*DAYS, "2025-06-29", "2025-12-29", "2026-06-29", "2026-06-30")
    said = {f"second-judge/{target['id']}": target for target in targets}
    return Scenario(said, catalogue | beside, files, day, AREAS, {}, pack)
