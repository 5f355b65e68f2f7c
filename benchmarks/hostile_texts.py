"""Makers of texts that cost much where nothing is bounded: tables, packs, settings, reports."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterable, Iterator
from itertools import islice, product
from pathlib import Path

Maker = Callable[[Path], None]
Makers = dict[str, Callable[[], Maker]]
"""Makers of makers: what a file holds is put together when it is made."""
HEAD = "indicator,area,period,value,unit,source\n"
_PACK = """format: cmcn4/pack@1
id: made
short: M
document:
  name: {vi: V, en: V}
  number: 1/QĐ
  issued: "2020-12-31"
sources: [{id: a, title: A, publisher: B}]
"""
_TARGET = """  - id: t{0}
    title: {{vi: T{0}, en: T{0}}}
    horizon: 2030
    rule: {{kind: threshold, indicatr: egdi-rank{0}, comparison: "<=", value: 50}}
"""
_CELLS = {
    "spaces": " ", "digits": "7", "dashes": "- ", "brackets": "(", "pairs-of-brackets": "()",
    "dots": "1.", "marks": "(1)", "groups": "1 000 ", "years": "2024-", "words": "năm ",
}  # fmt: skip
_LABELS = {"spaces": "x  ", "brackets": "(", "slashes": " / ", "dashes": " - ", "years": "2024 "}


def text(content: str) -> Maker:
    """Return a maker of a file of this text."""

    def make(path: Path) -> None:
        path.write_text(content, encoding="utf-8")

    return make


def table(form: str, count: int) -> Maker:
    """Return a maker of a table of so many rows, of which the number is a part."""
    return text(HEAD + "".join(form.format(n) for n in range(count)))


def _packed(path: Path) -> None:
    with gzip.open(path, "wb", compresslevel=1) as file:
        file.write(HEAD.encode())
        for _ in range(20):
            file.write(b"egdi-rank,VN,2024,71,rank,UN DESA\n" * 30_000)


def _slips(name: str) -> Iterator[str]:
    """Yield twenty thousand names with two slips of the pen in each."""
    letters = "abcdeghiklmnopqrstuvxy"
    places = product(range(len(name)), letters, range(len(name)), letters)
    for at, letter, to, other in islice(places, 0, None, max(1, (len(name) * 22) ** 2 // 20_000)):
        once = name[:at] + letter + name[at + 1 :]
        yield once[:to] + other + once[to:]


def tables() -> Makers:
    def cells(unit: str) -> Callable[[], Maker]:
        return lambda: table(f"egdi-rank,VN,{{0}},{unit * (100_000 // len(unit))}\n", 30)

    def labels(unit: str) -> Callable[[], Maker]:
        return lambda: table(f"{unit * (30_000 // len(unit))}{{0}},VN,2024,5,rank,UN\n", 100)

    years = ",".join(str(1990 + n % 36) for n in range(16_000))
    return {
        **{f"cells-of-{name}": cells(unit) for name, unit in _CELLS.items()},
        **{f"labels-of-{name}": labels(unit) for name, unit in _LABELS.items()},
        "long-labels": lambda: text(
            "Chỉ tiêu,Năm 2025\n"
            + "".join(f"{'tỷ lệ (a) [b] - * ' * 22}{n},70\n" for n in range(9_000))
        ),
        "lines-of-slashes": lambda: text(
            (f"{'/' * 131_000}\n" * 23 + f"{HEAD}egdi-rank,VN,2024,71,rank,UN\n\n") * 3
        ),
        "unknown-indicators": lambda: table("egdi-rnak{0},VN,2024,71,rank,UN\n", 100_000),
        "unknown-areas": lambda: table("egdi-rank,Ha Noii {0},2024,71,rank,UN\n", 100_000),
        "slips-in-areas": lambda: text(
            HEAD + "".join(f"egdi-rank,{name},2024,71,rank,UN\n" for name in _slips("thai nguyen"))
        ),
        "slips-in-indicators": lambda: text(
            HEAD
            + "".join(
                f"{name},VN,2024,71,rank,UN\n" for name in _slips("ty le ho gia dinh co cap quang")
            )
        ),
        "quoted-cells": lambda: text(
            f"indicator,{years}\n" + ("egdi-rank" + ',"7,x\n8"' * 15_999 + "\n") * 20
        ),
        "unknown-numbers": lambda: table("egdi-rank,VN,2024,x{0},rank,UN\n", 60_000),
        "unknown-periods": lambda: table("egdi-rank,VN,y{0},71,rank,UN\n", 60_000),
        "values-in-conflict": lambda: table("egdi-rank,VN,2024,{0},rank,UN\n", 60_000),
        "sources-in-conflict": lambda: table("egdi-rank,VN,2024,71,rank,UN {0}\n", 30_000),
        "one-row-again": lambda: table("egdi-rank,VN,2024,71,rank,UN DESA\n", 200_000),
        "rows-of-many-widths": lambda: text(
            HEAD + "".join("egdi-rank" + "," * (n % 900) + "\n" for n in range(20_000))
        ),
        "line-without-end": lambda: text(HEAD + "7" * (8 << 20)),
        "quote-without-end": lambda: text(HEAD + '"' + "egdi-rank,VN,2024,71\n" * 90_000),
        "widest-heading": lambda: text(f"indicator,{years}\negdi-rank{',7' * 16_000}\n"),
        "wide-table": lambda: text(
            f"indicator,{years[:15_000]}\n" + f"egdi-rank{',7' * 3_000}\n" * 300
        ),
        "empty-lines": lambda: text(HEAD + "\n" * (4 << 20)),
    }


def packed() -> Makers:
    return {"one-row-again": lambda: _packed}


def packs() -> Makers:
    def targets(items: Iterable[str]) -> Maker:
        return text(_PACK + "targets:\n" + "".join(items))

    aliases = "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 9))
    return {
        "brackets-in-brackets": lambda: text(_PACK + "targets: " + "[" * 500_000),
        "braces-in-braces": lambda: text(_PACK + "targets: " + "{a: " * 400_000),
        "lists-in-lists": lambda: text(_PACK + "targets:\n  " + "- " * 500_000),
        "aliases-of-aliases": lambda: text(f"a0: &a0 ha\n{aliases}{_PACK}"),
        "digits-without-end": lambda: text(f"{_PACK}year: {'7' * 3_000_000}\n"),
        "sixties-without-end": lambda: text(f"{_PACK}year: {'7:' * 1_500_000}x\n"),
        "letters-without-end": lambda: text(f"{_PACK}year: 0x{'f' * 3_000_000}\n"),
        "unknown-keys": lambda: text(_PACK + "".join(f"documnt{n}: 1\n" for n in range(90_000))),
        "keys-again": lambda: text(_PACK + "short: a\n" * 90_000),
        "wrong-targets": lambda: targets(map(_TARGET.format, range(6_000))),
        "targets-of-texts": lambda: targets("  - a\n" for _ in range(90_000)),
        "long-id": lambda: text(_PACK.replace("made", "a-" * 1_500_000)),
        "many-documents": lambda: text("--- a\n" * 600_000),
        "comments": lambda: text("# a\n" * 900_000 + _PACK),
        "tabs": lambda: text(_PACK + "\t" * 3_000_000),
        "too-large": lambda: text(_PACK + "# " + "a" * (64 << 20)),
    }


def settings() -> Makers:
    entry = '[[accept]]\nfinding = "source-missing"\ncell = "A{}"\nbecause = "b"\n'
    return {
        "digits-without-end": lambda: text(f"lang = {'7' * 900_000}\n"),
        "brackets-in-brackets": lambda: text(f"targets = {'[' * 900_000}"),
        "dots-without-end": lambda: text(f"{'a.' * 400_000}a = 1\n"),
        "keys-of-keys": lambda: text("".join(f"{'a.' * 900}a{n} = 1\n" for n in range(500))),
        "brackets-before-names": lambda: text("[" * 900_000 + "lang"),
        "many-tables": lambda: text("".join(f"[a{n}]\n" for n in range(100_000))),
        "many-decisions": lambda: text("".join(map(entry.format, range(14_000)))),
        "long-key": lambda: text(f'"{"a" * 900_000}" = 1\n'),
        "many-sources": lambda: text(
            "[source-order]\n" + "".join(f'a{n} = ["b"]\n' for n in range(60_000))
        ),
        "too-large": lambda: text("# " + "a" * (64 << 20)),
    }


def reports() -> Makers:
    begin = '{"format": "cmcn4/report@1", "assessments": '
    finding = (
        '{"code": "source-missing", "message": "m", "path": "p", "sheet": null, "cell": "A%d"}'
    )
    return {
        "brackets-in-brackets": lambda: text(begin + "[" * 900_000),
        "digits-without-end": lambda: text(begin + "7" * 3_000_000 + "}"),
        "exponents": lambda: text(begin + '[{"low": 1e999999999}]}'),
        "many-findings": lambda: text(
            json.dumps({"format": "cmcn4/report@1", "assessments": [], "findings": []})[:-2]
            + ", ".join(finding % n for n in range(100_000)) + "]}"
        ),
        "escapes": lambda: text(begin + '"' + "\\u0000" * 900_000 + '"}'),
        "too-large": lambda: text(begin + "[" + "1, " * (40 << 20) + "1]}"),
    }  # fmt: skip
