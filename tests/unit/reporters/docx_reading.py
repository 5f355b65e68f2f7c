"""A Word document as plain text: each paragraph with its style, each row of a table as a line."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.ns import qn


def opened(content: bytes) -> WordDocument:
    """Return the document as another program reads it."""
    return Document(io.BytesIO(content))


def part(content: bytes, name: str) -> str:
    """Return one member of the package."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name).decode("utf-8")


def paragraphs(content: bytes) -> list[tuple[str, str]]:
    """Return style and text of each paragraph outside the tables."""
    document = opened(content)
    names = {each.style_id: str(each.name) for each in document.styles}
    found = document.element.body.xpath("./w:p")
    return [(names[each.xpath("string(./w:pPr/w:pStyle/@w:val)")], said(each)) for each in found]


def tables(content: bytes) -> list[Any]:
    """Return the tables of the body as elements; what only stands side by side is none."""
    return listed(opened(content).element.body)


def listed(body: Any) -> list[Any]:
    """Return the tables of a body, without those that only place things side by side."""
    found: list[Any] = body.xpath("./w:tbl[w:tblPr/w:tblStyle/@w:val='TableAnnex']")
    return found


def width(table: Any) -> int:
    """Return how many millimetres a table may fill: its paper ends its section below it."""
    end = table.xpath("(./following::w:sectPr)[1]/w:pgSz")[0]
    return 249 if end.get(qn("w:orient")) == "landscape" else 162


def dump(content: bytes) -> str:
    """Return everything that the body says, in its order."""
    document = opened(content)
    names = {each.style_id: str(each.name) for each in document.styles}
    lines = []
    for each in document.element.body.iterchildren(qn("w:p"), qn("w:tbl")):
        if each.tag == qn("w:tbl"):
            lines += [row(one) for one in each.xpath("./w:tr")]
        elif said(each):
            lines.append(f"{names[each.xpath('string(./w:pPr/w:pStyle/@w:val)')]}: {said(each)}")
    return "\n".join(lines) + "\n"


def said(element: Any) -> str:
    """Return an element's text, that of its fields, too."""
    return "".join(element.xpath(".//w:t/text()"))


def row(element: Any) -> str:
    """Return a row as a line: cells parted by bars, paragraphs by slashes."""
    cells = [
        " / ".join(said(one) for one in cell.xpath("./w:p")) for cell in element.xpath("./w:tc")
    ]
    return f"| {' | '.join(cells)} |"
