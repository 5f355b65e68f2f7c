"""XLSX and XLSM: ECMA-376 workbooks, transitional and strict."""
