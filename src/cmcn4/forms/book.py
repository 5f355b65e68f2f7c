"""The workbook of a form, and its bytes: the same question gives the same ones."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape

from openpyxl import Workbook
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.writer.excel import ExcelWriter

from cmcn4.forms.formulas import BESIDE
from cmcn4.forms.guide import guide_sheet
from cmcn4.forms.hidden import TITLE, hidden_sheet
from cmcn4.forms.layout import FIRST, HEADER, Content
from cmcn4.forms.looks import set_font
from cmcn4.forms.others import AT, OTHERS_HEADER, others_sheet, rows_of
from cmcn4.forms.sheet import fill_sheet
from cmcn4.model.form import DATA, GUIDE, IDS, OTHERS

_MADE = dt.datetime(2020, 1, 1)  # noqa: DTZ001 - workbooks know no time zones; any fixed day will do
_ZIP_DAY = (1980, 1, 1, 0, 0, 0)
_FIXED = re.compile(r'(<row r="([0-9]+)"[^<>]*?) customHeight="1"')
_FORMULA = re.compile(r'<c r="([A-Z]+[0-9]+)"([^<>]*)><f>([^<]*)</f><v\s*(?:/>|></v>)</c>')


def form(content: Content) -> bytes:
    """Return the form as an xlsx workbook."""
    book = Workbook()
    set_font(book)
    guide = book.worksheets[0]
    guide.title = content.say("sheet.guide")
    guide_sheet(guide, content)
    sheet = book.create_sheet(content.say("sheet.form"))
    others = book.create_sheet(content.say("sheet.others"))
    results = {sheet.title: fill_sheet(sheet, content), others.title: others_sheet(others, content)}
    hidden_sheet(book, content)
    rows = rows_of(content)
    for name, title, cell in (
        (GUIDE, guide.title, "$A$1"),
        (DATA, sheet.title, f"$A${HEADER}"),
        (OTHERS, others.title, f"$A${OTHERS_HEADER}"),
        (IDS, TITLE, "$A$1"),
        (BESIDE, others.title, f"${AT['indicator']}${rows[0]}:${AT['indicator']}${rows[-1]}"),
    ):
        book.defined_names[name] = DefinedName(name, attr_text=f"'{title}'!{cell}")
    book.properties.creator, book.properties.title = "cmcn4", content.say("title")
    book.properties.created = book.properties.modified = _MADE
    if book.calculation is not None:
        book.calculation.fullCalcOnLoad = True
    return _packed(book, results)


def _packed(book: Workbook, results: Mapping[str, Mapping[str, str]]) -> bytes:
    """Return the bytes, with results beside the formulas and without the time of day."""
    written, packed = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        ExcelWriter(book, archive).save()
    paths = {sheet.path: results.get(sheet.title) for sheet in book.worksheets}
    with zipfile.ZipFile(written) as archive, zipfile.ZipFile(packed, "w") as new:
        for name in archive.namelist():
            content = archive.read(name)
            of_sheet = paths.get(f"/{name}")
            if of_sheet is not None:
                # Lines grow with what is typed into them: their heights are not fixed.
                growing = _FIXED.sub(
                    lambda row: row[1] if int(row[2]) >= FIRST else row[0], content.decode()
                )
                content = _with_results(growing, of_sheet).encode()
            entry = zipfile.ZipInfo(name, _ZIP_DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            entry.create_system = 3  # as on Unix, wherever it is made
            new.writestr(entry, content)
    return packed.getvalue()


def _with_results(xml: str, results: Mapping[str, str]) -> str:
    """Store the result of each formula, all of them texts."""

    def stored(match: re.Match[str]) -> str:
        cell, style, formula = match.groups()
        result = results.get(cell)
        if result is None:
            return match[0]
        return f'<c r="{cell}"{style} t="str"><f>{formula}</f><v>{escape(result)}</v></c>'

    return _FORMULA.sub(stored, xml)
