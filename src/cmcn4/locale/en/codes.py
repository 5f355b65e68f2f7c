"""What each code of a finding stands for, whatever the case; docs/findings.md says it at length."""

from __future__ import annotations

from collections.abc import Mapping

TEXTS: Mapping[str, str] = {
    "code.file-unreadable": "The file cannot be read",
    "code.file-empty": "The file holds no data",
    "code.encoding-unknown": "The text is not in the encoding expected",
    "code.legacy-vietnamese-encoding": "The text is in an old Vietnamese font encoding",
    "code.header-not-found": "No row names the columns",
    "code.column-missing": "The column of the indicator, the period or the value is missing",
    "code.column-ambiguous": "Two columns have names of the same meaning",
    "code.indicator-unknown": "The name of an indicator is nearly, but not quite, one of ours",
    "code.area-unknown": "The name of an area is nearly, but not quite, one of ours",
    "code.period-unreadable": "The period, or the day of publication, is not one",
    "code.number-unreadable": "The value is not a number",
    "code.number-ambiguous": "The number says different things with a decimal point and a comma",
    "code.value-out-of-range": "The value cannot be",
    "code.unit-mismatch": "The unit contradicts the indicator",
    "code.duplicate-conflict": "One source gives two values of the same thing",
    "code.formula-without-value": "The result of the formula was never stored",
    "code.cell-error": "The cell holds an error of Excel",
    "code.targets-invalid": "The targets cannot be used",
    "code.indicator-unlisted": "Names of indicators that are not ours",
    "code.duplicate-same": "The same value stands there twice",
    "code.source-conflict": "Two sources give different values of the same thing",
    "code.source-missing": "The value has no source",
    "code.stale-value": "The latest value is too old for the day asked",
    "code.rank-not-official": "The rank was not printed by the publisher but derived",
    "code.population-differs": "The figure is of another population than the target's",
    "code.hidden-data": "Hidden cells were read",
    "code.percent-suspicious": "A value below 1 where percent is meant",
    "code.unit-suspicious": "The unit or the status is not known",
    "code.jump-suspicious": "The value differs much from the previous one",
    "code.definition-changed": "The indicator was replaced by a successor",
    "code.accept-unused": "A decision in the settings is over or decides nothing",
    "code.area-changed": "The area was merged into another before that period",
    "code.file-skipped": "Files in a folder were left aside",
    "code.rows-skipped": "Rows of other series or areas were left aside",
    "code.released-later": "The figure was published after the day asked",
    "code.multi-year-skipped": "A figure over several years serves averages only",
    "code.target-missed": "A target is missed",
    "effect.error": "The data are not accepted: it blocks what it stands in, and the exit code is 3.",
    "effect.warning": "Nothing is blocked; it marks what is doubtful.",
    "effect.note": "Nothing has to be done.",
}
"""Texts by `code.<code>` and `effect.<level>`."""
