"""What is missing to a target of each kind of rule, beside an earlier run; the same in each format.

Worked out by hand from `tests/cases/gaps`.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from lxml import html  # type: ignore[import-untyped]
from openpyxl import load_workbook

from acceptance.cli import inside, write
from cmcn4.model.rule import KINDS
from cmcn4.packs import load
from cmcn4.reporters import FORMATS
from cmcn4.reporters.presentation.figures import number_short
from cmcn4.reporters.presentation.gaps import share
from cmcn4.reporters.presentation.missing import MISSING
from unit.reporters.docx_reading import said, tables

CASES = Path(__file__).parents[1] / "cases" / "gaps"
PACK, DATA, BEFORE = (str(CASES / name) for name in ("kinds.yaml", "data.csv", "before.csv"))
ASKED = ("-t", PACK, "--area", "VN", "--as-of", "2025", "--lang", "en")

TOLD = {
    "fibre": "0.5 points (≈ 140,000 of 28,000,000 households)",
    "five-g": "3 points (≈ 1 of 34 provinces)",
    "band": "5.98 points below the band of 20–25%",
    "mean": "13.56 points below mean of ASEAN (83.56%)",
    "asean": "2 places; ahead, the nearest first: Thailand, Malaysia, Singapore",
    "productivity": "1.50 points so far; 2026-2030 must average 7.61%/year",
    "trees": "760 trees: 152 trees a year in 2026-2030",
    "more-trees": "10 points: needs 150 trees, now 140 trees; 100 trees in 2023",
    "sectors": "Agriculture, forestry and fishing: 4.2 points; Industry and construction: 1 point",
    "cities": "in all: 2 cities; Central key economic region: 1 (cities)",
    "countries": (
        "3 countries; 8 countries short, the nearest first: Thailand (3 places), "
        "Viet Nam (4 places), Philippines (10 places), Indonesia (15 places), "
        "Brunei Darussalam (48 places), Cambodia (55 places) and 2 more"
    ),
    "government": (
        "a document that shows it completed, with source and date of release; now: no (2025, MOST)"
    ),
    "both": (
        "2 conditions: Households covered by fibre ≥ 80% (79.5%; 0.5 points short); "
        "Provinces with 5G service ≥ 100% (97%; 3 points short)"
    ),
    "either": (
        "1 condition of: Households covered by fibre ≥ 90% (79.5%; 10.5 points short); "
        "Population using the Internet ≥ 96% (Singapore) (70%; 26 points short)"
    ),
}
TOLD_VI = {
    "fibre": "0,5 điểm phần trăm (khoảng 140.000 trong tổng số 28.000.000 hộ)",
    "asean": "2 bậc; xếp trên, gần nhất đứng trước: Thái Lan, Malaysia, Singapore",
    "productivity": (
        "đến nay còn cách 1,50 điểm phần trăm; 2026-2030 phải đạt bình quân 7,61%/năm"
    ),
    "government": (
        "văn bản xác nhận đã hoàn thành, có nguồn và ngày công bố; "
        "hiện nay: chưa (2025, Bộ Khoa học và Công nghệ)"
    ),
}
NEEDED = {
    "productivity": Decimal("7.6064380798"),
    "trees": Decimal(152),
    "cities": Decimal("0.4"),
    "countries": Decimal("0.6"),
}
"""What it takes a year; all others have fallen due."""
GAP_BEFORE = {
    "fibre": 3, "five-g": 10, "band": 7, "asean": 3, "productivity": 2, "trees": 900,
    "more-trees": 50, "sectors": 5, "cities": 3, "countries": 2, "both": 2,
}  # fmt: skip
"""What it was in the year before; of the others there was no gap to tell."""


class Line(NamedTuple):
    """The numbers of one gap, as people read them; empty where there is none."""

    gap: str
    share: str
    needed: str
    before: str
    change: str


@pytest.fixture(scope="module")
def earlier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of the year before."""
    asked = ("-t", PACK, "--area", "VN", "--as-of", "2024", "-f", "json", "--lang", "en")
    return write(tmp_path_factory.mktemp("before"), inside("check", BEFORE, *asked).out, "old.json")


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory, earlier: Path) -> dict[str, bytes]:
    """One run of all kinds in each format that has a gap summary."""
    folder = tmp_path_factory.mktemp("gaps")
    names = [name for name, each in FORMATS.items() if each.gaps and name != "table"]
    outputs = [part for name in names for part in ("-o", f"{name}:{folder / name}")]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COLUMNS", "250")
        told = inside("gaps", DATA, *ASKED, "--baseline", earlier, *outputs)
    assert told.code == 0, told.err
    return {"table": told.stdout, **{name: (folder / name).read_bytes() for name in names}}


@pytest.fixture(scope="module")
def records(written: dict[str, bytes]) -> dict[str, Any]:
    """The records of the JSON, numbers as they are written, by target."""
    told = json.loads(written["json"], parse_float=Decimal, parse_int=Decimal)
    return {each["target"].partition("/")[2]: each for each in told["assessments"]}


def test_there_is_a_target_of_each_kind_and_a_way_to_tell_its_gap() -> None:
    targets = load((PACK,)).targets
    assert {each.target.rule.kind for each in targets} == set(KINDS)
    assert {each.target.id for each in targets} == set(TOLD)
    assert set(MISSING) == set(KINDS)


def test_what_is_missing_is_told_of_each_kind(records: dict[str, Any]) -> None:
    assert {name: each["missing"]["text"] for name, each in records.items()} == TOLD


def test_it_is_told_in_vietnamese(earlier: Path) -> None:
    run = inside("gaps", DATA, *ASKED[:-1], "vi", "--baseline", earlier, "-f", "json")
    told = {each["target"].partition("/")[2]: each for each in run.json["assessments"]}
    for name, text in TOLD_VI.items():
        assert told[name]["missing"]["text"] == text


def test_quantities_are_exact_for_programs(records: dict[str, Any]) -> None:
    fibre, provinces = (records[name]["missing"] for name in ("fibre", "five-g"))
    assert (fibre["quantity"], fibre["of"], fibre["whole"]) == (140000, "households", 28000000)
    assert fibre["whole_source"] == "NSO"
    assert (provinces["quantity"], provinces["of"]) == (Decimal("1.02"), "provinces")
    assert provinces["whole_source"] == "Nghị quyết số 202/2025/QH15"
    assert records["band"]["missing"]["quantity"] is None
    assert records["asean"]["missing"]["ahead"] == ["TH", "MY", "SG"]


def test_members_say_how_far_each_is(records: dict[str, Any]) -> None:
    def gaps(name: str) -> dict[str, Decimal | None]:
        return {part["member"]: part["gap"] for part in records[name]["parts"]}

    assert gaps("sectors") == {"agriculture": Decimal("4.2"), "industry": 1, "services": 0}
    assert gaps("cities") == {"north": 0, "central": 1, "south": 0}
    assert gaps("both") == {"1": Decimal("0.5"), "2": 3}
    assert gaps("countries")["SG"] == 0
    assert gaps("countries")["MM"] == 80


def test_a_year_needs_what_is_left_by_the_years_ahead(records: dict[str, Any]) -> None:
    for name, each in records.items():
        assert each["missing"]["a_year"] == NEEDED.get(name), name


def test_the_gap_before_stands_beside(records: dict[str, Any]) -> None:
    for name, each in records.items():
        before = each["before"]
        assert before["gap"] == GAP_BEFORE.get(name), name
        known = before["gap"] is not None and each["gap"] is not None
        assert before["change"] == (each["gap"] - before["gap"] if known else None), name
    assert records["government"]["before"]["verdict"] == "pending"
    assert records["mean"]["before"]["verdict"] == "no-data"


def in_machine(record: dict[str, Any]) -> Line:
    """Return the numbers of a record as people would read them."""
    gap, before, needed = record["gap"], record["before"], record["missing"]["a_year"]
    signed = "" if needed is None or record["kind"] == "average" else "+"
    change = before["change"]
    plus = "+" if change and change > 0 else ""
    threshold = record["threshold"]
    part = gap / abs(threshold) if gap is not None and threshold else None
    return Line(
        "" if gap is None else number_short(gap, "en"),
        share(part, "en"),
        "" if needed is None else signed + number_short(needed, "en"),
        number_short(before["gap"], "en") if before["gap"] else "",
        "" if change is None else plus + number_short(change, "en"),
    )


def leading(text: str) -> str:
    """Return the number that a text begins with; empty where it begins with none."""
    found = re.match(r"[+−]?[\d,]+(?:\.\d+)?", text.strip())
    return found[0] if found else ""


TITLES = {each.target.title.get("en"): each.target.id for each in load((PACK,)).targets}


def of_table(content: bytes) -> dict[str, Line]:
    """Read a wide terminal: a line a gap, what it takes a year below it."""
    found: dict[str, Line] = {}
    name = ""
    for line in content.decode().splitlines():
        cells = re.split(r" {2,}", line.strip())
        title = cells[0].partition(" ")[2]
        if title in TITLES:
            name = TITLES[title]
            _, _, gap, before, _, relative, *_ = cells[2:]
            change = before.partition("(")[2].rstrip(")")
            part = relative.replace("–", "")
            found[name] = Line(leading(gap), part, "", leading(before), change)
        elif needed := re.search(r"needs (\S+) a year", line):
            found[name] = found[name]._replace(needed=needed[1])
    return found


def of_markdown(content: bytes) -> dict[str, Line]:
    rows = [line.strip("|").split("|") for line in content.decode().splitlines() if "|" in line]
    head = [cell.strip() for cell in rows[0]]
    found = {}
    for row in rows[2:]:
        each = dict(zip(head, (cell.strip().replace("&lt;", "<") for cell in row), strict=True))
        found[TITLES[each["target"]]] = Line(
            leading(each["gap"]), each["of target"], each["needed a year"],
            leading(each["before"]), each["change"],
        )  # fmt: skip
    return found


def of_html(content: bytes) -> dict[str, Line]:
    page, found = html.document_fromstring(content.decode()), {}
    for row in page.xpath("//table[@class='gaps']//tbody/tr"):
        title, (before,) = row.xpath("string(th/bdi)"), row.xpath("td[contains(@class,'before')]")
        needed = row.xpath("string(td[last()]/text())").replace("–", "")
        part = row.xpath("string(td[@class='far']/span)").partition("%")[0]
        found[TITLES[title]] = Line(
            leading(row.xpath("string(td/b)")),
            f"{part}%" if part != "–" else "",
            needed,
            leading(before.text),
            before.xpath("string(span)"),
        )
    return found


def of_csv(content: bytes, separator: str = ",", mark: str = ".") -> dict[str, Line]:
    rows = csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=separator)

    def number(text: str) -> Decimal | None:
        return Decimal(text.replace(mark, ".")) if text else None

    found = {}
    for row in rows:
        name = row["target"].partition("/")[2]
        found[name] = in_machine(
            {
                "gap": number(row["gap"]),
                "kind": "average" if name == "productivity" else "",
                "threshold": number(row["threshold"]),
                "missing": {"a_year": number(row["needed_a_year"])},
                "before": {
                    "gap": number(row["gap_before"]), "change": number(row["gap_change"])
                },
            }
        )  # fmt: skip
        assert share(number(row["relative_gap"]), "en") == found[name].share
    return found


def of_xlsx(content: bytes) -> dict[str, Line]:
    page = load_workbook(io.BytesIO(content))["Gaps"]
    head, *rows = page[page.tables["Gaps"].ref]
    titles, found = [cell.value for cell in head], {}
    for row in rows:
        each = dict(zip(titles, (cell.value for cell in row), strict=True))

        def number(title: str, each: dict[Any, Any] = each) -> Decimal | None:
            value = each[title]
            return None if value is None or isinstance(value, str) else Decimal(repr(value))

        name = TITLES[each["Target"]]
        found[name] = in_machine(
            {
                "gap": number("Gap"),
                "kind": "average" if name == "productivity" else "",
                "threshold": None,
                "missing": {"a_year": number("Needed a year")},
                "before": {"gap": number("Gap before"), "change": number("Change")},
            }
        )._replace(share=share(number("Gap, % of target"), "en"))
    return found


def of_docx(content: bytes) -> dict[str, Line]:
    found: dict[str, Line] = {}
    for table in tables(content):
        for row in table.xpath("./w:tr"):
            cells = [[said(one) for one in cell.xpath("./w:p")] for cell in row.xpath("./w:tc")]
            title = cells[1][0] if len(cells) > 7 and cells[1] else ""
            if title in TITLES:
                gap, *before = cells[4]
                told = " ".join(before).replace("\u00a0", " ").partition("Before: ")[2]
                change = told.partition("(")[2].rstrip(")")
                part, needed = (" ".join(cells[place]).replace("–", "") for place in (6, 7))
                found[TITLES[title]] = Line(leading(gap), part, needed, leading(told), change)
    return found


READ = {
    "table": of_table,
    "markdown": of_markdown,
    "html": of_html,
    "csv": of_csv,
    "excel-csv": lambda content: of_csv(content, ";", ","),
    "xlsx": of_xlsx,
    "docx": of_docx,
}


def test_every_format_with_a_summary_is_read() -> None:
    assert {*READ, "json"} == {name for name, each in FORMATS.items() if each.gaps}


@pytest.mark.parametrize("name", READ)
def test_the_numbers_are_the_same_in_each_format(
    name: str, written: dict[str, bytes], records: dict[str, Any]
) -> None:
    expected = {target: in_machine(record) for target, record in records.items()}
    assert READ[name](written[name]) == expected


def in_cells(content: bytes) -> str:
    page = load_workbook(io.BytesIO(content))["Gaps"]
    return " ".join(str(cell) for row in page.values for cell in row)


TEXT: dict[str, Callable[[bytes], str]] = {
    "table": lambda content: re.sub(r"\s+", " ", content.decode()),
    "markdown": bytes.decode,
    "html": lambda content: str(html.document_fromstring(content.decode()).xpath("string()")),
    "xlsx": in_cells,
    "docx": lambda content: " ".join(map(said, tables(content))),
}


@pytest.mark.parametrize("name", TEXT)
def test_what_is_missing_is_told_to_people(name: str, written: dict[str, bytes]) -> None:
    text = TEXT[name](written[name]).replace("\u00a0", " ").replace("\\", "")
    for each in TOLD.values():
        assert each in text


def test_gaps_are_grouped_by_lead_body_and_those_of_nobody_come_last() -> None:
    out = inside("gaps", DATA, *ASKED, "--by", "lead", "-f", "markdown").out
    assert [line[5:] for line in out.splitlines() if line.startswith("#### ")] == [
        "Ministry of Agriculture and Environment",
        "Ministry of Science and Technology",
        "No lead body named",
    ]
    lead = out.partition("#### Ministry of Science and Technology")[2].partition("####")[0]
    assert [TITLES[name] for name in re.findall(r"\| ✘ FAIL \| (\w+) ", lead)] == [
        "five-g",
        "fibre",
    ]


def test_without_a_baseline_there_is_nothing_before() -> None:
    told = inside("gaps", DATA, *ASKED, "-f", "json").json["assessments"]
    assert [each["before"] for each in told] == [None] * len(TOLD)
    assert "| before |" not in inside("gaps", DATA, *ASKED, "-f", "markdown").out
