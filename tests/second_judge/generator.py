"""Random packs and data, made of few numbers so that ties and touched thresholds are common."""

from __future__ import annotations

from random import Random
from typing import Any

from second_judge.rows import Row
from second_judge.scenario import Scenario

AREAS = ("VN", "TH")
PEERS = ("VN", "TH", "MY", "SG", "ID", "PH")
REGIONS = ("north", "central", "south")
DAYS = ("2024-12-31", "2025-01-01", "2025-06-30", "2025-07-01", "2025-12-30", "2025-12-31",
        "2026-01-01", "2026-12-30", "2026-12-31", "2027-01-01", "2028-06-30")  # fmt: skip
PERIODS = ("2021", "2022", "2023", "2024", "2024-Q4", "2024-12", "2025", "2025-S1", "2025-S2",
           "2025-Q4", "2025-Q2", "2025-06", "2025-12", "2025-12-31", "2026")  # fmt: skip
EDITIONS = ("2024", "2025", "2025-S2")
SOURCES = ("nso", "mic", "most", "world-bank", "GSO", "Survey A", "Survey B", "")
RELEASES = ("", "", "2024-02-01", "2025-12-20", "2026-03-01")
STATUSES = ("", "", "", "", "final", "estimate", "provisional", "forecast")
HEIRS = {"mic": "most", "GSO": "nso"}
"""Other names and predecessors of a source, each with who speaks for it today."""
ERRORS = ("abc", "999", "~ 0", "-70", "#DIV/0!")
UNITS = {
    "share": "% of GDP", "share-next": "% of GDP", "share-other": "% of adults",
    "rank": "rank", "tier": "tier", "group-rank": "rank", "score": "index 0-100",
    "growth": "%/year", "cities": "cities", "state": "yes/no",
}  # fmt: skip
VALUES: dict[str, tuple[str, ...]] = {
    "%": ("19", "19.5", "20", "20", "20.5", "21", "22", "18.2", "0", "100"),
    "rank": ("3", "4", "5", "40", "41", "39", "46", "60"),
    "tier": ("1", "2", "3"),
    "group-rank": ("1", "2", "3", "4", "3"),
    "score": ("0", "-2", "2", "3", "3", "40", "41", "40.5"),
    "growth": ("6.8", "7", "7.1", "7", "7.2", "8", "-1.5", "6.9"),
    "cities": ("0", "1", "2", "3", "4", "5"),
    "state": ("yes", "no", "đã hoàn thành", "yes"),
}
WORDS = (">", "trên", "hơn", "<", "dưới", "gần", "~", "khoảng", "ước")
RANGES: dict[str, list[dict[str, int]]] = {
    "share": [{"min": 0, "max": 100}], "rank": [{"min": 1, "max": 200}],
    "growth": [{"min": -50, "max": 100}], "cities": [{"min": 0}],
}  # fmt: skip
SCALES: tuple[list[dict[str, int]], ...] = (
    [], [{"min": -50, "max": 100}],
    [{"min": -1, "max": 50, "to_year": 2024}, {"min": -100, "max": 1000, "from_year": 2025}],
)  # fmt: skip
TIERS = [
    {"edition": year, "tier": tier, "low": low, "high": high}
    for year in (2024, 2025)
    for tier, low, high in ((1, 1, 40), (2, 41, 200), (3, 41, 200))
]
NUMBERS = {"share": (20, 19.5, 21), "rank": (40, 4, 46), "score": (0, 3, 40), "cities": (3, 2, 1),
           "growth": (7, 6.9, 7.1)}  # fmt: skip


class Maker:
    """Makes rows and targets from one seed."""

    prefix = "sj-"
    units = UNITS

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)  # noqa: S311 - made-up data
        self.lower = {"rank", "tier", "group-rank"}
        if self.chance(25):
            self.lower |= {"share", "share-next", "share-other"}
        if self.chance(25):
            self.lower.add("score")

    def one(self, *choices: Any) -> Any:
        return self.random.choice(choices)

    def chance(self, percent: int) -> bool:
        return self.random.random() * 100 < percent

    def indicators(self) -> list[dict[str, Any]]:
        found = []
        for name, unit in UNITS.items():
            entry = {
                "id": f"sj-{name}", "names": {"vi": f"Thước đo {name}", "en": f"Measure {name}"},
                "unit": unit, "direction": "lower" if name in self.lower else "higher",
                "frequency": self.one("annual", "annual", "biennial", "irregular"),
                "sources": self.random.sample(["nso", "mic", "most", "world-bank"],
                                              self.random.randint(0, 3)),
            }  # fmt: skip
            self._shape(name, entry)
            found.append(entry)
        return found

    def _shape(self, name: str, entry: dict[str, Any]) -> None:
        """Add what belongs to one of the indicators alone."""
        for word, scale in RANGES.items():
            if word in name:
                entry["range"] = scale
        if name == "score":
            entry["range"] = self.one(*SCALES)
        if self.chance(15):
            entry["max_age"] = self.one(0, 1, 3)
        if name == "share":
            self._shape_share(entry)
        if name == "cities":
            entry["breakdowns"] = ["key-economic-regions"]
        if name in ("rank", "score"):
            entry["editions"] = [self._edition(year) for year in (2024, 2025) if self.chance(60)]
        if name == "rank":
            entry["official_until"] = self.one(2023, 2024, 2025)
            entry["group_ranks"] = {"sj-peers": "sj-group-rank"}
            if self.chance(50):
                entry["tiers"] = {"indicator": "sj-tier", "bounds": TIERS}

    def _shape_share(self, entry: dict[str, Any]) -> None:
        entry["breakdowns"] = ["sectors"]
        if self.chance(40):
            day = self.one("2024-06-24", "2025-01-01", "2025-07-02")
            entry["succeeded_by"] = {"indicator": "sj-share-next", "from_date": day}
        if self.chance(40):
            entry["other_population"] = ["sj-share-other"]

    def _edition(self, year: int) -> dict[str, Any]:
        edition: dict[str, Any] = {"year": year}
        if self.chance(70):
            edition["released"] = f"{year}-{self.one('03-01', '11-05')}"
        if self.chance(40):
            edition["not_ranked"] = [self.one("MY", "SG", "PH")]
        return edition

    def group(self) -> dict[str, Any]:
        members = []
        for area in PEERS[: self.random.randint(3, 6)]:
            member = {"id": area}
            if area not in AREAS and self.chance(30):
                member["from_date"] = self.one("2024-05-01", "2025-06-30", "2025-10-26")
            elif area not in AREAS and self.chance(20):
                member["to_date"] = self.one("2025-08-01", "2026-05-01")
            members.append(member)
        return {"id": "sj-peers", "kind": "areas", "names": {"vi": "Nhóm", "en": "Peers"},
                "members": members}  # fmt: skip

    def rule(self, name: str, horizon: int) -> dict[str, Any]:
        """Return a random rule that reads an indicator."""
        number = self.one(*NUMBERS.get(name, (0,)))
        match name:
            case "state":
                return {"kind": "milestone"}
            case "growth":
                over = f"{self.one(2021, 2023, horizon - 1)}-{horizon}"
                return {"kind": "average", "over": over,
                        self.one("at_least", "above"): number,
                        "mean": self.one("geometric", "arithmetic")}  # fmt: skip
            case "cities":
                return self._count()
            case "share" if self.chance(35):
                return self._every(number, horizon)
            case "rank" | "score" if self.chance(60):
                return {"kind": "peer-rank", "group": "sj-peers", "at_most": self.one(1, 2, 3),
                        "members_on": self.one("edition", "edition", "as-of", "2025-01-01")
                        }  # fmt: skip
        return self._threshold(name, number)

    def _threshold(self, name: str, number: Any) -> dict[str, Any]:
        rule: dict[str, Any] = {"kind": "threshold"}
        if self.chance(25):
            return rule | {"about": number, "tolerance": self.one(0.5, 1)}
        if name == "rank" and self.chance(20):
            rule["ranks"] = "official"
        if name == "share" and self.chance(15):
            rule["breakdown"] = "industry"
        return rule | {self._way(name): number}

    def _way(self, name: str) -> str:
        ways = ("at_most", "below") if name in self.lower else ("at_least", "above")
        return str(self.one(*ways))

    def _count(self) -> dict[str, Any]:
        rule: dict[str, Any] = {"kind": "count"}
        which = self.one("total", "each", "both")
        members = list(REGIONS[: self.random.randint(1, 3)])
        if which != "each":
            rule["at_least"] = self.one(2, 3, 6)
        if which != "total":
            rule["each_at_least"] = self.one(1, 2)
        if which != "total" or self.chance(60):
            rule["members"] = members
        return rule

    def _every(self, number: Any, horizon: int) -> dict[str, Any]:
        rule = {"kind": "every", self._way("share"): number}
        over = self.one("sector", "indicator", "period")
        members: Any = f"{horizon - self.one(1, 2)}-{horizon}"
        if over == "sector":
            members = ["agriculture", "industry", "services"][: self.random.randint(1, 3)]
        elif over == "indicator":
            members = self.random.sample(["sj-share", "sj-share-next", "sj-share-other"], 2)
        return rule | {"over": over, "members": members}

    def target(self, name: str, order: int) -> dict[str, Any]:
        horizon = self.one(2025, 2025, 2024, 2026, 2030)
        if name == "growth":
            horizon = self.one(2025, 2025, 2026)
        rule = self.rule(name, horizon)
        text = {"vi": "Một chỉ tiêu", "en": "A target"}
        found = {"id": f"{name}-{order}", "order": order, "indicator": f"sj-{name}",
                 "horizon": horizon, "title": text, "quote": "Đạt", "rule": rule}  # fmt: skip
        readings = (
            self._readings(name, rule, horizon) if name != "state" and self.chance(60) else []
        )
        if readings:
            found["readings"] = readings
            if self.chance(25):
                found["decide"] = "unanimous"
        return found

    def _readings(self, name: str, rule: dict[str, Any], horizon: int) -> list[dict[str, Any]]:
        """Return up to two other readings, each saying something else."""
        told: list[dict[str, Any]] = [{"rule": rule}]
        for _ in range(self.random.randint(1, 2)):
            said: dict[str, Any] = {"rule": self._reading(name, rule, horizon)}
            if name == "share" and self.chance(20):
                said["indicator"] = "sj-share-next"
            if said not in told:
                told.append(said)
        text = {"vi": "Cách hiểu khác", "en": "Another reading"}
        return [{"id": f"reading-{number}", "because": text, **said}
                for number, said in enumerate(told[1:], 1)]  # fmt: skip

    def _reading(self, name: str, rule: dict[str, Any], horizon: int) -> dict[str, Any]:
        if name == "rank" and rule["kind"] == "threshold" and self.chance(60):
            return {**rule, "ranks": "official"}
        return self.rule(name, horizon)

    def value(self, name: str) -> str:
        if self.chance(4):
            return str(self.one(*ERRORS))
        values = VALUES.get(name) or VALUES["%"]
        number = str(self.one(*values))
        return number if name in ("state", "tier") else self.worded(number)

    def worded(self, number: str) -> str:
        return f"{self.one(*WORDS)} {number}" if self.chance(15) else number

    def row(self, name: str, area: str, period: str, breakdown: str = "") -> Row:
        if self.chance(1):
            period = "20x5"
        if self.chance(1):
            breakdown = "#REF!"
        if not breakdown and self.chance(5):
            breakdown = "_T"
        return {"indicator": self.prefix + name, "area": area, "period": period,
                "value": self.value(name), "unit": self.units[name], "breakdown": breakdown,
                "source": self.one(*SOURCES), "released": self.one(*RELEASES),
                "status": self.one(*STATUSES)}  # fmt: skip

    def rows(self) -> list[Row]:
        found = []
        for name in UNITS:
            for area in PEERS if name in ("rank", "score") else AREAS:
                places = {"share": ("", "agriculture", "industry", "services"),
                          "cities": ("", *REGIONS)}.get(name, ("",))  # fmt: skip
                years = self.random.sample(PERIODS, self.random.randint(1, 4))
                if name == "growth":
                    years = ["2021", "2022", "2023", "2024", "2025", "2021-2025", "2024-2025"]
                    years = [year for year in years if self.chance(92)]
                if name in ("rank", "score", "tier", "group-rank"):
                    years = [year for year in EDITIONS if self.chance(60)]
                for breakdown in places:
                    keep = 85 if breakdown or name != "share" else 100
                    for year in years:
                        if self.chance(keep):
                            found += self.cell(name, area, year, breakdown)
        return found

    def files(self) -> dict[str, list[Row]]:
        """Return all rows, in two files."""
        files: dict[str, list[Row]] = {"a.csv": [], "b.csv": []}
        for row in self.rows():
            files[self.one("a.csv", "a.csv", "b.csv")].append(row)
        return files

    def cell(self, name: str, area: str, period: str, breakdown: str) -> list[Row]:
        rows = [self.row(name, area, period, breakdown)]
        while self.chance(25):
            row = self.row(name, area, period, breakdown)
            if self.chance(30):
                row["source"] = rows[0]["source"]
            rows.append(row)
        return rows

    def order(self, indicators: list[str]) -> dict[str, list[str]]:
        """Return which sources the settings believe first, mostly none."""
        names = self.random.sample(["default", *indicators], 2)
        sources = ["nso", "mic", "most", "world-bank"]
        return {name: self.random.sample(sources, 2) for name in names if self.chance(10)}


def scenario(seed: int) -> Scenario:
    """Return a made-up pack, data for it and a day."""
    maker = Maker(seed)
    names = ("share", "share", "share", "rank", "rank", "score", "growth", "growth", "cities",
             "cities", "state")  # fmt: skip
    text = {"vi": "Kế hoạch", "en": "Plan"}
    targets = [maker.target(name, order) for order, name in enumerate(names, 1)]
    pack: dict[str, Any] = {
        "format": "cmcn4/pack@1", "id": "second-judge",
        "document": {"number": None, "issued": "2020-12-31", "issuer": text, "title": text},
        "applies_to": list(AREAS), "indicators": maker.indicators(), "groups": [maker.group()],
        "targets": targets,
    }  # fmt: skip
    catalogue = {name: {entry["id"]: entry for entry in pack[name]}
                 for name in ("indicators", "groups")}  # fmt: skip
    files = maker.files()
    order = maker.order(list(catalogue["indicators"]))
    said = {f"second-judge/{target['id']}": target for target in targets}
    return Scenario(said, catalogue | {"heirs": HEIRS}, files, maker.one(*DAYS), AREAS, order, pack)
