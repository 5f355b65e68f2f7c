"""What the comments in an annotated copy say, in English."""

from __future__ import annotations

TEXTS: dict[str, str] = {
    "annotation.head": "{level} · {code}",
    "annotation.hint": "→ {hint}",
    "annotation.cut": "… cut here: a comment holds 32,767 characters",
    "annotation.written": "annotated copies: {count}, in {folder}",
    "annotation.named": "its annotated copy is {path}",
    "annotation.none.format": "no annotated copy: only .xlsx and .xlsm are annotated",
    "annotation.none.unread": "no annotated copy: the file could not be read",
    "annotation.none.changed": "no annotated copy: the file has changed since it was checked",
    "annotation.none.signed": "no annotated copy: the workbook is signed, and a change would break the signature",
    "annotation.none.large": "no annotated copy: the workbook is larger than 4 GiB",
    "annotation.none.damaged": "no annotated copy: the parts of the workbook do not fit together; open it in Excel or LibreOffice and save it again",
    "annotation.left-out": "cells without a comment, for there was no room: {count}; the report lists all findings",
}
