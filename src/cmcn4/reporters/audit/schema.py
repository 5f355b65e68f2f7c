"""Tables of the audit database, named as in the JSON report; https://sqlite.org/lang_createtable.html.

A decimal is TEXT as written. Beside it stands a key made by SQLite itself from that text, such that
keys compare as strings exactly as the numbers do: `p` or `n` by sign, the number of digits before
the point in five digits, the digits without superfluous zeros; below zero every digit is turned
into its complement to nine and `~` ends the key. A key can thus never be out of step with its text.
"""

from __future__ import annotations

from collections.abc import Sequence

FORMAT = "cmcn4/audit@1"
MOST_DIGITS = 99_999
"""Digits a number may have before its point, and after it."""
ZERO_KEY = "p00000"
"""The key of 0, however it is written."""

_EXACT = "exact"  # a decimal as TEXT
_KEYED = "keyed"  # the same, with its key beside
_DRAWN = "drawn"  # a decimal as TEXT, with a REAL beside for charts
_BOTH = "both"  # with both

_INTERVAL = "low keyed, high keyed, low_open INTEGER, high_open INTEGER"
_AGAINST = (
    "against_low keyed, against_high keyed, against_low_open INTEGER, against_high_open INTEGER"
)
_CONDITION = (
    f"comparison TEXT, threshold both, {_AGAINST}, tolerance exact, direction TEXT, edge made"
)
_DECIDED = "decided_because TEXT, decided_document TEXT, decided_until TEXT"
_PLACE = "path TEXT, sheet TEXT, row INTEGER, column INTEGER, cell TEXT"

TABLES: dict[str, tuple[str, str]] = {
    "about": ("key TEXT, value TEXT", "PRIMARY KEY (key)"),
    "packs": (
        "id TEXT, document TEXT, title TEXT, issued TEXT, path TEXT, sha256 TEXT",
        "PRIMARY KEY (id)",
    ),
    "inputs": (
        "id INTEGER, path TEXT, sha256 TEXT, area TEXT, observations INTEGER, skipped INTEGER, "
        "errors INTEGER, warnings INTEGER, accepted INTEGER",
        "PRIMARY KEY (id)",
    ),
    "account": (
        "id INTEGER, path TEXT, sheet TEXT, seen INTEGER, read INTEGER, reason TEXT, "
        "numbers INTEGER",
        "PRIMARY KEY (id)",
    ),
    "targets": (
        "id TEXT, pack TEXT, title TEXT, quote TEXT, indicator TEXT, indicator_name TEXT, "
        "horizon INTEGER, due_date TEXT, kind TEXT, reading TEXT, decide TEXT, over TEXT, "
        "rule TEXT, "
        f"{_CONDITION}, threshold_of TEXT, moves TEXT, unit TEXT, subnational TEXT, "
        "informs INTEGER",
        "PRIMARY KEY (id)",
    ),
    "observations": (
        f"id INTEGER, {_PLACE}, indicator TEXT, area TEXT, period TEXT, first_day TEXT, "
        f"last_day TEXT, breakdown TEXT, value drawn, {_INTERVAL}, source TEXT, released TEXT, "
        "status TEXT, url TEXT, note TEXT, stated INTEGER, doubt TEXT",
        "PRIMARY KEY (id)",
    ),
    "assessments": (
        "id INTEGER, target TEXT, pack TEXT, title TEXT, indicator TEXT, horizon INTEGER, "
        "due_date TEXT, lead TEXT, clause TEXT, url TEXT, due INTEGER, "
        "informs INTEGER, area TEXT, area_name TEXT, kind TEXT, rule TEXT, "
        f"reading TEXT, {_CONDITION}, unit TEXT, value drawn, "
        f"{_INTERVAL}, stops TEXT, period TEXT, assumed INTEGER, status TEXT, source TEXT, "
        "gap drawn, margin drawn, "
        "verdict TEXT, reason_code TEXT, reason TEXT, fingerprint TEXT, contested INTEGER, "
        f"decided TEXT, {_DECIDED}",
        "PRIMARY KEY (id)",
    ),
    "parts": (
        f"assessment INTEGER, part INTEGER, member TEXT, value drawn, {_INTERVAL}, stops TEXT, "
        f"{_CONDITION}, last_day TEXT, verdict TEXT",
        "PRIMARY KEY (assessment, part)",
    ),
    "alternatives": (
        "assessment INTEGER, alternative INTEGER, kind TEXT, id TEXT, value drawn, "
        "threshold drawn, verdict TEXT, opposes INTEGER",
        "PRIMARY KEY (assessment, alternative)",
    ),
    "evidence": (
        "assessment INTEGER, position INTEGER, observation INTEGER",
        "PRIMARY KEY (assessment, position)",
    ),
    "findings": (
        f"id INTEGER, code TEXT, level TEXT, message TEXT, hint TEXT, count INTEGER, {_PLACE}, "
        f"fingerprint TEXT, {_DECIDED}",
        "PRIMARY KEY (id)",
    ),
}
"""Each table with its columns and its key, in the order in which they are filled."""

INDEXES = (
    'CREATE INDEX observations_by_series ON observations ("indicator", "area", "period")',
    'CREATE INDEX assessments_by_target ON assessments ("target", "area")',
    'CREATE INDEX evidence_by_observation ON evidence ("observation")',
)
"""Made after the rows: what the joins of docs/audit.md need beyond the tables' own keys."""


def columns(table: str) -> list[str]:
    """Return the columns that are written, in order."""
    found = [column.split() for column in TABLES[table][0].split(", ")]
    return [name for name, kind in found if kind != "made"]


def create(table: str) -> str:
    """Return the statement that makes a table."""
    written, key = TABLES[table]
    lines = [
        _EDGE if column == "edge made" else _column(*column.split())
        for column in written.split(", ")
    ]
    return "CREATE TABLE {} (\n  {}\n)".format(table, ",\n  ".join([*lines, key]))


def insert(table: str) -> str:
    """Return the statement that adds a row; what is written comes as parameters."""
    names: Sequence[str] = columns(table)
    named = ", ".join(f'"{name}"' for name in names)
    marks = ", ".join("?" * len(names))
    return f"INSERT INTO {table} ({named}) VALUES ({marks})"


def _scaled(name: str) -> str:
    """Return the expression of a decimal of at most nine decimals as a whole number of them."""
    text = f"ltrim(\"{name}\", '-')"
    point = f"instr({text} || '.', '.')"
    whole = f"CAST(substr({text}, 1, {point} - 1) AS INTEGER)"
    decimals = f"CAST(substr(substr({text}, {point} + 1) || '{'0' * 9}', 1, 9) AS INTEGER)"
    sign = f"CASE WHEN \"{name}\" LIKE '-%' THEN -1 ELSE 1 END"
    return f"({sign}) * ({whole} * 1000000000 + {decimals})"


def _edge() -> str:
    """Return the columns of the end of «khoảng»: made of threshold and tolerance by SQLite."""
    reach = f"CASE \"direction\" WHEN 'lower' THEN 1 ELSE -1 END * {_scaled('tolerance')}"
    moved = f"({_scaled('threshold')} + {reach})"
    sign = f"CASE WHEN {moved} < 0 THEN '-' ELSE '' END"
    text = f"printf('%s%d.%09d', {sign}, abs({moved}) / 1000000000, abs({moved}) % 1000000000)"
    text = f"rtrim(rtrim({text}, '0'), '.')"
    made = f"CASE WHEN \"comparison\" = '~' THEN {text} END"
    return f'"edge" TEXT AS ({made}) STORED,\n  "edge_key" TEXT AS ({key_of("edge")}) STORED'


def _column(name: str, kind: str) -> str:
    """Return the definition of a column and of what SQLite makes of it."""
    if kind not in {_EXACT, _KEYED, _DRAWN, _BOTH}:
        return f'"{name}" {kind}'
    # A number typed by hand in another form would get a key that means nothing.
    lines = [f'"{name}" TEXT CHECK ("{name}" NOT GLOB \'*[^-.0-9]*\')']
    if kind in {_KEYED, _BOTH}:
        # Stored: a view names it often, and SQLite would put the expression in each time.
        key = key_of(name)
        if name == "high":
            key = f'CASE WHEN "high" = "low" THEN "low_key" ELSE {key} END'
        lines.append(f'"{name}_key" TEXT AS ({key}) STORED')
    if kind in {_DRAWN, _BOTH}:
        lines.append(f'"{name}_real" REAL AS (CAST("{name}" AS REAL))')
    return ",\n  ".join(lines)


def key_of(name: str) -> str:
    """Return the SQL expression of the key of a decimal in a column."""
    positive = _plain(f'"{name}"')
    negative = _complement(_plain(f'substr("{name}", 2)'))
    # NOTE: `-` comes before `.`, and that before all digits; -0 is 0.
    return (
        f"CASE WHEN \"{name}\" >= '.' THEN 'p' || {positive} "
        f"WHEN trim(\"{name}\", '-.0') = '' THEN '{ZERO_KEY}' "
        f"ELSE 'n' || {negative} || '~' END"
    )


def _plain(text: str) -> str:
    """Return the expression of a number without sign: digits before the point, and the digits."""
    point = f"instr({text} || '.', '.')"
    whole = f"ltrim(substr({text}, 1, {point} - 1), '0')"
    # From the point on, without zeros at the end, and without the point if nothing follows it.
    decimals = f"rtrim(rtrim(rtrim(substr({text} || '.', {point}), '.'), '0'), '.')"
    return f"printf('%05d', length({whole})) || {whole} || {decimals}"


def _complement(digits: str) -> str:
    """Return the expression with every digit turned into its complement to nine."""
    text = f"({digits})"
    for low in range(5):
        high = 9 - low
        for old, new in ((low, "x"), (high, low), ("x", high)):
            text = f"replace({text}, '{old}', '{new}')"
    return text


_EDGE = _edge()
