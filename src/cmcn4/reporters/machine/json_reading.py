"""How files were read, in JSON: tables, columns, account, observations, findings."""

from __future__ import annotations

from typing import Any

from cmcn4.model.account import Account, TableRead
from cmcn4.model.place import column_letters
from cmcn4.model.report import Report
from cmcn4.reporters import Style
from cmcn4.reporters.machine.json_report import dumps, encoded
from cmcn4.reporters.presentation.observation_rows import rows
from cmcn4.reporters.record.build import as_dict

FORMAT = "cmcn4/read@1"


def render(report: Report, style: Style) -> bytes:
    """Return how the files of a report were read; its assessments are none."""
    whole = as_dict(report, style.lang)
    inputs = [
        {
            **record,
            "tables": [_table(one) for one in file.tables],
            "account": [_account(sheet) for sheet in file.accounts],
        }
        for record, file in zip(whole["inputs"], report.inputs, strict=True)
    ]
    shown = {
        "format": FORMAT,
        **{name: whole[name] for name in ("tool", "config", "packs")},
        "inputs": inputs,
        "observations": list(rows(report)),
        "findings": whole["findings"],
    }
    return encoded(f"{dumps(shown)}\n")


def _table(table: TableRead) -> dict[str, Any]:
    return {
        "sheet": table.sheet.name,
        "header": list(table.header),
        "body": list(table.body),
        "observations": table.observations,
        "columns": [
            {
                "column": column_letters(one.column),
                "heading": one.heading,
                "role": one.role,
                "why": one.why,
                "means": one.means or None,
            }
            for one in table.columns
        ],
        "said": [
            {
                "role": one.role,
                "text": one.text,
                "path": one.place.sheet.path,
                "sheet": one.place.sheet.name,
                "cell": one.place.cell,
            }
            for one in table.said
        ],
    }


def _account(account: Account) -> dict[str, Any]:
    return {
        "sheet": account.sheet.name,
        "seen": account.seen,
        "read": account.read,
        "left": dict(account.left),
    }
