"""Random packs of what programmes say: sums, changes, shares of areas, bands, several at once."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

from second_judge.generator import AREAS, DAYS, HEIRS
from second_judge.measures import MeasureMaker
from second_judge.scenario import Scenario

FEATURES = (
    "between", "reference", "top-percent", "average-any", "average-of", "every-mapping", "sum",
    "change", "areas", "all", "some", "derived", "lower-bound", "horizon-day", "applies-to",
)  # fmt: skip
"""What a pack may say beyond the six kinds; a kind goes by its own name."""
NUMBERS: dict[str, tuple[float, ...]] = {
    "rank": (3, 4, 40), "score": (0, 3, 40), "growth": (7, 7.1), "prices": (4, 3.9), "gap": (1, 2),
    "trees": (2, 3), "waste": (100, 90), "level": (100, 121), "flow": (0, 30), "both": (40, 41),
    "quotient": (1, 100, 1.05, 950), "covered": (90, 70),
}  # fmt: skip
PERCENTS = (20, 19.5, 21)
Said = tuple[str, dict[str, Any]]
"""The name of an indicator and a rule."""


class ProgrammeMaker(MeasureMaker):
    """Makes targets of the features it is given."""

    def __init__(self, seed: int, features: Collection[str]) -> None:
        super().__init__(seed, features)
        self.ways: dict[str, Callable[[int], Said]] = {
            "between": self.between, "reference": self.reference, "top-percent": self.top,
            "average-any": self.average, "average-of": self.average_of, "sum": self.sum,
            "every-mapping": self.every_mapping, "change": self.change, "areas": self.areas,
            "all": self.together, "some": self.together, "derived": self.derived,
            "lower-bound": self.lower_bound,
        }  # fmt: skip

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
            found["rule"] = {"kind": "threshold", self._way(indicator): {"area": "VN"}}
        judged = [area for area in AREAS if {"area": area} not in found["rule"].values()]
        if self.has("applies-to") and self.chance(20):
            found["applies_to"] = [self.one(*judged)]
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
