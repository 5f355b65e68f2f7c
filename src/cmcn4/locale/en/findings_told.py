"""Findings about what is told around numbers, in English: parts, areas, columns, submissions."""

from __future__ import annotations

from collections.abc import Mapping

TEXTS: Mapping[str, str] = {
    # rows and columns
    "finding.row-ragged": "The row has {cells} cells, the header {columns}: which figure belongs to which column is not certain. The first text too many: “{found}”.",
    "finding.row-ragged.number": "The row has {cells} cells, the header {columns}: “{reading}” was perhaps cut in two at its comma. The first text too many: “{found}”.",
    "finding.row-ragged.cut-off": "The file ends within this row: it has {cells} cells, the other rows at least {columns}. Its last cell: “{found}”.",
    "hint.row-ragged.cut-off": "Fetch or save the file anew; if the row is whole, end it with a line break.",
    "finding.header-not-found.above": "Figures stand above the header in row {row}, where no column is named: {rows}, the first of “{found}”.",
    "hint.header-not-found.above": "Move the header above them, or delete the rows if they do not count.",
    "hint.row-ragged": "Put quotation marks around each text or number with the separator in it, or remove the cell too many.",
    "hint.row-ragged.number": "If “{reading}” is one number, put quotation marks around it or write its decimal mark as a point; if it is two, remove the cell too many.",
    "finding.breakdown-unreadable": "“{found}” in the column {columns} is no part that is known, such as a sex, urban or rural, a sector.",
    "hint.breakdown-unreadable": "Write for example male, female, urban, rural or the name of the sector; leave the cell empty for the total.",
    "finding.column-ambiguous.areas": "These figures are of one area, but different ones are named: {named}.",
    "hint.column-ambiguous.areas": "Correct the one that is wrong, or add a column for the area.",
    "finding.column-ambiguous.cells": "The cells of the column {columns} look like areas, parts, units or statuses, but which is not clear: “{found}”.",
    "hint.column-ambiguous.cells": "Name the column as what it is: area, sex, residence, sector, unit or status (địa phương, giới tính, thành thị/nông thôn, ngành, đơn vị tính, trạng thái).",
    "finding.column-unread": "The column {columns} was not understood and not used; cells: {count}.",
    "finding.column-unread.heading": "The heading {columns} was not understood, so the numbers below it were not read; on rows of ours: {count}.",
    "finding.column-unread.cells": "The column {columns} may say more about the values, but was not understood; cells: {count}.",
    "finding.column-unread.cumulated": "The column {columns} adds up months that are no period here, such as 9 or 11 of them; numbers not read: {count}.",
    "hint.column-unread": "Name it as what it is (indicator, area, year, value, unit, source, note …); `cmcn4 read FILE` shows what each column was taken for.",
    "hint.column-unread.heading": "If these are the results, say so in the heading (the year, “actual”, “value”); if they are something else, nothing has to be done.",
    "hint.column-unread.cells": "If it tells areas or parts apart, name it so (area, sex, residence, sector); if not, name it “note”.",
    "hint.column-unread.cumulated": "Give the figures of the year, of the first half year, of a quarter or of a month.",
    "finding.rows-skipped.plan": "Columns of plans, which are not results: {columns}.",
    "finding.rows-skipped.other-rows": "Rows of another measure than the result, so not read: {rows} ({examples}).",
    "finding.rows-skipped.change": "Columns of another measure than the result, so not read: {columns}.",
    # the file
    "finding.nothing-read": "Numbers in the file: {numbers}, none of them a figure for the targets: {reasons}.",
    "finding.nothing-read.all-error": "Numbers in the file: {numbers}; all that could be figures for the targets are in error ({reasons}).",
    "hint.nothing-read": "Run `cmcn4 read FILE` to see how the file was understood, and name indicators, areas and periods as docs/input.md has them.",
    "hint.nothing-read.all-error": "Correct the errors of this file; `cmcn4 read FILE` shows how it was understood.",
    # names
    "finding.indicator-ambiguous": "“{found}” may be {readings}.",
    "hint.indicator-ambiguous": "Write the full name, name the publisher (as source, in the title or the unit), or write the indicator's id, such as gii-rank.",
    "finding.area-assumed": "Nothing says whose figures these are; they are taken for those of {area}.",
    "hint.area-assumed": 'Add a column “địa phương” (area), a line “Đơn vị báo cáo: …” above the table, or area = "…" in cmcn4.toml.',
    "finding.area-unknown.submitter": "The figures were sent by “{found}”, which is no area known here; rows that name no area are not used.",
    "hint.area-unknown.submitter": "Name the area in a column “địa phương” (area) or in cmcn4.toml; an area of your own, such as a commune, is declared in a pack (`areas:`).",
    "finding.area-unknown.cell": "“{found}” is neither an area nor a region or total that is known.",
    "hint.area-unknown.cell": "Correct the name, or use the code of the area; an area of your own is declared in a pack (`areas:`).",
    "finding.area-unknown.clash": "The row names different areas: {found}.",
    "hint.area-unknown.clash": "Keep the one whose figure it is.",
    "finding.area-unknown.nothing": "Nothing says whose figures these are, and no area can be assumed.",
    "hint.area-unknown.nothing": 'Add a column “địa phương” (area), a line “Đơn vị báo cáo: …” above the table, or area = "…" in cmcn4.toml.',
    "finding.period-unreadable.cumulated": "“{found}” adds up months that are no period here, such as 9 or 11 of them.",
    "hint.period-unreadable.cumulated": "Give the figure of the year, of the first half year, of a quarter or of a month.",
    # submissions
    "finding.superseded": "{source} has sent these figures twice: those of {date} count, those of {other_date} ({earlier}) are shown as an earlier release.",
    "hint.superseded": "Nothing to do, if the later submission is the right one.",
    # hidden cells
    "finding.hidden-data.cells": "Hidden: {hidden}; the figures there were read.",
    "finding.hidden-data.covered": "Hidden below merged cells: {found} ({cells}); what the merged cell shows is read in its place.",
    "hint.hidden-data.covered": "Split the merged cell in Excel; keep what counts, delete the rest.",
}
"""Texts by `finding.<code>[.<variant>]` and `hint.<code>[.<variant>]`."""
