"""Which findings are told one by one, where there are very many."""

from __future__ import annotations

from collections.abc import Iterable

from cmcn4.model.decision import Decision
from cmcn4.model.finding import Finding
from cmcn4.model.lazy.dataclass import replace
from cmcn4.model.observation import Place, Sheet
from cmcn4.model.report.told import LEAST_OF_FILE, MOST_OF_ALL, MOST_OF_FILE, told


def many(count: int, *, code: str = "source-missing", file: str = "a.csv") -> list[Finding]:
    sheet = Sheet(file)
    return [Finding(code, Place(sheet, row, 6)) for row in range(2, count + 2)]


def others(found: Iterable[Finding]) -> list[tuple[str, str | None, int, int]]:
    """Return the findings that stand for others: file, cell, rows, and how many others."""
    return [
        (one.place.sheet.path, one.place.cell, one.count, one.others) for one in found if one.others
    ]


def test_a_thousand_of_a_kind_are_told_as_they_are() -> None:
    found = many(MOST_OF_FILE)
    assert told(found) == tuple(found)


def test_one_more_is_told_itself_and_from_then_on_how_many() -> None:
    found = many(MOST_OF_FILE + 1)
    assert told(found) == tuple(found)
    assert others(told(many(MOST_OF_FILE + 2))) == [("a.csv", "F1002", 2, 1)]
    assert others(told(many(60_000))) == [("a.csv", "F1002", 59_000, 58_999)]
    assert told(many(60_000))[:MOST_OF_FILE] == tuple(many(MOST_OF_FILE))


def test_rows_that_one_stands_for_count_each() -> None:
    found = [replace(one, count=3) for one in many(MOST_OF_FILE + 3)]
    assert others(told(found)) == [("a.csv", "F1002", 9, 2)]


def test_kinds_and_files_are_told_apart() -> None:
    found = [*many(1_500), *many(999, code="stale-value"), *many(1_500, file="b.csv")]
    assert others(told(found)) == [("a.csv", "F1002", 500, 499), ("b.csv", "F1002", 500, 499)]
    assert sum(1 + one.others for one in told(found)) == len(found)


def test_beyond_ten_thousand_each_further_file_has_its_first_hundred() -> None:
    files = [f"{number}.csv" for number in range(15)]
    found = [one for file in files for one in many(1_000, file=file)]
    full = MOST_OF_ALL // 1_000
    assert others(told(found)) == [
        (file, f"F{LEAST_OF_FILE + 2}", 900, 899) for file in files[full:]
    ]


def test_what_is_decided_is_told_apart() -> None:
    decision = Decision(
        place=Place(Sheet("c.toml")), because="b", finding="source-missing", path="*.csv"
    )
    found = many(2_400)
    accepted = [replace(one, decision=decision) for one in found[::2]]
    mixed = sorted([*accepted, *found[1::2]], key=lambda one: one.place.row or 0)
    assert [one.decision for one in told(mixed) if one.others] == [decision, None]
    assert others(told(mixed)) == [("a.csv", "F2002", 200, 199), ("a.csv", "F2003", 200, 199)]
