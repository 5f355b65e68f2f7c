"""Dataframes of Spark are judged as one process judges the same rows."""

from __future__ import annotations

import csv
import datetime as dt
import random
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import cmcn4
from cmcn4.errors import UsageError
from cmcn4.python import records

SAMPLES = Path(__file__).parents[2] / "samples"
COLUMNS = ("indicator", "area", "period", "value", "unit", "source")


def rows(seed: int, dirty: float = 0.0) -> list[dict[str, Any]]:
    """Return two years of months of four communes and the country; some cells in error."""
    chance = random.Random(seed)  # noqa: S311 - cells
    found = []
    for area in ("VN", "xa-a", "xa-b", "Xã Châu", "xa-d"):
        for name, unit in (("lines", "%"), ("points", "index 0-100")):
            level = chance.uniform(30, 80)
            for year in (2024, 2025):
                for month in range(1, 13):
                    level = min(99, max(2, level + chance.uniform(-2, 2.5)))
                    value = f"{level:.2f}" if name == "lines" else str(round(level))
                    if chance.random() < dirty:
                        value = chance.choice(["x", "140", "0.5", "<= 70", "1.234", "50,5", ""])
                    where = "Nơi nào" if chance.random() < dirty / 20 else area
                    source = chance.choice(["mic", "mic", "NSO"]) if dirty else "mic"
                    row = (name, where, f"{year}-{month:02}", value, unit, source)
                    found.append(dict(zip(COLUMNS, row, strict=True)))
    chance.shuffle(found)
    return found


def plain(record: Mapping[str, Any], names: Sequence[str]) -> tuple[Any, ...]:
    return tuple(
        f"{record[name]:f}" if isinstance(record[name], Decimal) else record[name]
        for name in names
        if name != "fingerprint"
    )


def both_ways(
    spark: Any, given: list[dict[str, Any]], frame: Any = None, **asked: Any
) -> tuple[Counter[Any], Counter[Any], Counter[Any], Counter[Any]]:
    """Return verdicts and findings of one process and of Spark, the rows numbered alike."""
    alone = cmcn4.check(given, **asked)
    if frame is None:
        numbered = [{**row, "line": line} for line, row in enumerate(given, 2)]
        types = ", ".join([*(f"`{name}` string" for name in given[0]), "line int"])
        frame = spark.createDataFrame([tuple(row.values()) for row in numbered], types)
    from cmcn4.spark import FINDINGS, check

    found = check(frame, number="line", **asked)
    verdicts, findings = found.assessments.collect(), found.findings.collect()
    found.release()
    lang = asked.get("lang", "en")
    return (
        Counter(plain(one, records.ASSESSMENTS) for one in records.assessments(alone, lang)),
        Counter(plain(row.asDict(), records.ASSESSMENTS) for row in verdicts),
        Counter(plain(one, FINDINGS) for one in records.findings(alone, lang)),
        Counter(plain(row.asDict(), FINDINGS) for row in findings),
    )


@pytest.mark.parametrize(("seed", "dirty"), [(1, 0.0), (2, 0.1), (3, 0.4)])
def test_verdicts_and_findings_are_those_of_one_process(
    spark: Any, pack: Path, seed: int, dirty: float
) -> None:
    asked = {"targets": pack, "as_of": 2025}
    verdicts, on_cluster, findings, findings_there = both_ways(spark, rows(seed, dirty), **asked)
    assert len(verdicts) == 10  # five areas; two of them beside four's mean, two in their order
    assert on_cluster == verdicts
    assert findings_there == findings
    assert bool(findings) == bool(dirty)


def test_samples_are_judged_alike_in_vietnamese(spark: Any) -> None:
    with (SAMPLES / "vietnam.csv").open(encoding="utf-8-sig", newline="") as stream:
        table = csv.DictReader(stream)
        given = [{name: text or None for name, text in row.items()} for row in table]
    verdicts, on_cluster, findings, findings_there = both_ways(
        spark, given, as_of=2025, lang="vi", targets="all"
    )
    assert on_cluster == verdicts
    assert findings_there == findings


def test_a_number_that_can_be_read_in_two_ways_is_read_by_the_whole_column(
    spark: Any, pack: Path
) -> None:
    given = [
        dict(zip(COLUMNS, row, strict=True))
        for row in [("lines", "xa-a", "2025", "61.234", "%", "mic"),
                    ("lines", "xa-b", "2025", "55.5", "%", "mic")]
    ]  # fmt: skip
    verdicts, on_cluster, _, findings = both_ways(spark, given, targets=pack, as_of=2025)
    assert on_cluster == verdicts
    assert not findings


def test_columns_may_be_numbers_dates_and_empty(spark: Any, pack: Path) -> None:
    given: list[dict[str, Any]] = [
        {"indicator": "lines", "area": "xa-a", "period": 2025, "value": Decimal("61.20"),
         "unit": "%", "source": "mic", "released": dt.date(2026, 1, 5), "line": 2},
        {"indicator": "lines", "area": "xa-b", "period": 2025, "value": None,
         "unit": "%", "source": None, "released": None, "line": 3},
    ]  # fmt: skip
    types = ("indicator string, area string, period int, value decimal(10,2), unit string, "
             "source string, released date, line int")  # fmt: skip
    frame = spark.createDataFrame([tuple(row.values()) for row in given], types)
    rows_alone = [{name: row[name] for name in row if name != "line"} for row in given]
    verdicts, on_cluster, findings, findings_there = both_ways(
        spark, rows_alone, frame, targets=pack, as_of=2025
    )
    assert on_cluster == verdicts
    assert findings_there == findings


def test_rows_without_numbers_are_told_by_area_whatever_their_order(spark: Any, pack: Path) -> None:
    from cmcn4.spark import check

    given = rows(3, 0.4)

    def found(order: Iterable[dict[str, Any]]) -> tuple[Counter[Any], Counter[Any]]:
        types = ", ".join(f"`{name}` string" for name in COLUMNS)
        frame = spark.createDataFrame([tuple(row.values()) for row in order], types)
        checked = check(frame, targets=pack, as_of=2025)
        made = (Counter(checked.assessments.collect()), Counter(checked.findings.collect()))
        checked.release()
        return made

    verdicts, findings = found(given)
    assert found(reversed(given)) == (verdicts, findings)
    alone = cmcn4.check(given, targets=pack, as_of=2025)
    assert sum(findings.values()) == len(alone.findings)
    assert Counter(row["verdict"] for row in verdicts.elements()) == Counter(
        one.verdict.value for one in alone.assessments
    )
    assert {row["sheet"] for row in findings} <= {None, "VN", "xa-a", "xa-b", "xa-d", "Xã Châu",
                                                 "Nơi nào"}  # fmt: skip


def test_a_worker_that_dies_is_done_again(
    spark: Any, pack: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from cmcn4.engines.spark.judging import judges

    died = tmp_path / "died"

    def dies_once(known: Any) -> Any:
        task = judges(known)

        def dying(batches: Any) -> Any:
            import os
            import signal

            for done, batch in enumerate(task(batches)):
                if done and not os.path.exists(died):  # noqa: PTH110 - where the task runs
                    open(died, "w").close()  # noqa: PTH123 - the same
                    os.kill(os.getpid(), signal.SIGKILL)
                yield batch

        return dying

    monkeypatch.setattr("cmcn4.engines.spark.whole.judges", dies_once)
    verdicts, on_cluster, findings, findings_there = both_ways(
        spark, rows(2, 0.1), targets=pack, as_of=2025
    )
    assert died.exists()
    assert on_cluster == verdicts
    assert findings_there == findings


def test_summary_counts_what_the_report_of_one_process_counts(spark: Any, pack: Path) -> None:
    from cmcn4.spark import check

    given = rows(2, 0.1)
    frame = spark.createDataFrame([tuple(row.values()) for row in given], list(COLUMNS))
    alone = cmcn4.check(given, targets=pack, as_of=2025).summary
    checked = check(frame, targets=pack, as_of=2025)
    assert checked.summary() == {name: alone[name] for name in alone if name != "exit_code"}
    checked.release()


def test_a_number_column_that_is_not_there_is_named(spark: Any, pack: Path) -> None:
    from cmcn4.spark import check

    frame = spark.createDataFrame([("lines", "xa-a", "2025", "61", "%", "mic")], list(COLUMNS))
    with pytest.raises(UsageError, match="number: unknown name: 'line'"):
        check(frame, targets=pack, number="line")
