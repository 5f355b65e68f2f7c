"""The package of a workbook: its sheets, relationships and content types (ECMA-376, part 2)."""

from __future__ import annotations

import posixpath
from urllib.parse import unquote

from cmcn4.model.lazy.dataclass import dataclass
from cmcn4.model.lazy.named import NamedTuple
from cmcn4.reporters.annotation.xml import (
    Edit,
    Element,
    at_end,
    edited,
    escaped,
    parse,
    utf8,
)
from cmcn4.reporters.annotation.zip import Archive

STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"
TRANSITIONAL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "[Content_Types].xml"


class NotAnnotated(Exception):  # noqa: N818 - a state of the file; the file is told as it is
    """No copy can be made; `reason` is `signed`, `damaged` or `large`."""

    def __init__(self, reason: str) -> None:
        """Keep the reason."""
        super().__init__(reason)
        self.reason = reason


class Relation(NamedTuple):
    """One relationship of a part to another one."""

    id: str
    kind: str
    """The last word of its type, e.g. `comments`."""
    target: str
    """The name of the other part."""


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A worksheet: its name in the workbook, its part."""

    name: str
    part: str
    visible: bool


class Package:
    """The parts of a workbook, and what has been changed of them."""

    def __init__(self, content: bytes) -> None:
        """Find the workbook and its worksheets; raises NotAnnotated for a signed one."""
        self.archive = Archive(content)
        self.changed: dict[str, bytes] = {}
        if any(name.startswith("_xmlsignatures/") for name in self.archive.names):
            raise NotAnnotated("signed")
        workbook = next(
            relation for relation in self.relations("") if relation.kind == "officeDocument"
        )
        root = self.relations_root("")
        types = [child.attributes.get("Type", "") for child in root.children] if root else []
        strict = any(type_.startswith(STRICT) for type_ in types)
        # In it stand the types of relationships and `r:id`.
        self.namespace = STRICT if strict else TRANSITIONAL
        self.workbook = workbook.target
        targets = {relation.id: relation for relation in self.relations(self.workbook)}
        book = parse(self.xml(self.workbook))
        sheets = book.first("sheets")
        self.sheets = [
            SheetPart(
                sheet.attributes.get("name", ""),
                targets[sheet.attributes["id"]].target,
                sheet.attributes.get("state", "visible") == "visible",
            )
            for sheet in (sheets.all("sheet") if sheets else ())
            if targets[sheet.attributes["id"]].kind == "worksheet"
        ]

    def has(self, name: str) -> bool:
        """Whether there is a part of that name."""
        return name in self.changed or name in self.archive.names

    def read(self, name: str) -> bytes:
        """Return a part as it is now."""
        return self.changed[name] if name in self.changed else self.archive.read(name)

    def xml(self, name: str) -> bytes:
        """Return a part of XML in UTF-8."""
        return utf8(self.read(name))

    def edit(self, name: str, edits: list[Edit]) -> None:
        """Change a part."""
        self.changed[name] = edited(self.xml(name), edits)

    def relations_root(self, part: str) -> Element | None:
        """Return the relationships of a part (of the package itself: ``), if it has any."""
        name = _rels(part)
        return parse(self.xml(name)) if self.has(name) else None

    def relations(self, part: str) -> list[Relation]:
        """Return the relationships of a part to other parts of the package."""
        root = self.relations_root(part)
        return [
            Relation(
                child.attributes.get("Id", ""),
                child.attributes.get("Type", "").rpartition("/")[2],
                _target(part, child.attributes.get("Target", "")),
            )
            for child in (root.children if root else ())
            if child.attributes.get("TargetMode") != "External"
        ]

    def related(self, part: str, kind: str) -> str | None:
        """Return the part of a kind that a part is related to."""
        return next(
            (relation.target for relation in self.relations(part) if relation.kind == kind), None
        )

    def relate(self, part: str, kind: str, target: str) -> str:
        """Add a relationship and return its id."""
        root = self.relations_root(part)
        taken = {child.attributes.get("Id") for child in root.children} if root else set()
        new = next(name for number in range(1, len(taken) + 2)
                   if (name := f"rId{number}") not in taken)  # fmt: skip
        where = posixpath.relpath(f"/{target}", f"/{posixpath.dirname(part)}")
        tag = root.tag("Relationship") if root else "Relationship"
        one = (
            f'<{tag} Id="{new}" Type="{self.namespace}/{kind}" Target="{escaped(where)}"/>'
        ).encode()
        name = _rels(part)
        if root:
            self.edit(name, [at_end(self.xml(name), root, one)])
        else:
            head = (
                f'<?xml version="1.0" encoding="UTF-8"?>\n<Relationships xmlns="{_RELATIONSHIPS}">'
            )
            self.changed[name] = head.encode() + one + b"</Relationships>"
        return new

    def free(self, stem: str, suffix: str) -> str:
        """Return the first name with a number that no part has."""
        return next(name for number in range(1, len(self.archive.names) + len(self.changed) + 2)
                    if not self.has(name := f"{stem}{number}{suffix}"))  # fmt: skip

    def declare(self, part: str, kind: str) -> None:
        """Say in the list of content types what a part is, unless it says so already."""
        data = self.xml(_TYPES)
        root = parse(data)
        suffix = part.rpartition(".")[2].lower()
        if f"/{part}".lower() in {
            child.attributes.get("PartName", "").lower() for child in root.children
        }:
            return
        defaults = {
            default.attributes.get("Extension", "").lower(): default.attributes.get("ContentType")
            for default in root.all("Default")
        }
        if defaults.get(suffix) == kind:
            return
        which = f'Override PartName="/{escaped(part)}"'
        if suffix == "vml" and suffix not in defaults:
            which = f'Default Extension="{suffix}"'
        new = f'<{root.tag(which)} ContentType="{kind}"/>'
        self.edit(_TYPES, [at_end(data, root, new.encode())])

    def save(self) -> bytes:
        """Return the whole file."""
        return self.archive.replaced(self.changed)


def _rels(part: str) -> str:
    folder, _, name = part.rpartition("/")
    return f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"


def _target(part: str, target: str) -> str:
    """Return the name of the part that a relationship of a part leads to."""
    path = posixpath.join(f"/{posixpath.dirname(part)}", unquote(target))
    return posixpath.normpath(path).lstrip("/")
