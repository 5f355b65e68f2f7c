"""`python -m cmcn4.packs`: compile the built-in files and write the JSON Schemas anew."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from cmcn4.errors import PackError
from cmcn4.model.target import STRATEGY
from cmcn4.packs.builtin import hashes, validated
from cmcn4.packs.compiled import encode, encode_packs
from cmcn4.packs.locations import COMPILED, FAMILY, builtin_files
from cmcn4.packs.schema import catalogue_schema, pack_schema

DOCS = Path(__file__).parents[3] / "docs"


def generated() -> Iterator[tuple[Path, str]]:
    """Return every generated file with its content."""
    files = builtin_files()
    found, strategy = validated(files), builtin_files(family=False)
    own = [pack for pack in found.packs if pack.pack.id in STRATEGY]
    others = [pack for pack in found.packs if pack.pack.id not in STRATEGY]
    yield COMPILED, encode(found._replace(packs=tuple(own)), hashes(strategy))
    yield FAMILY, encode_packs(others, hashes(files))
    for name, schema in (("pack", pack_schema()), ("catalogue", catalogue_schema())):
        text = json.dumps(schema, ensure_ascii=False, indent=2)
        yield DOCS / f"{name}.schema.json", f"{text}\n"


def main() -> int:
    """Write what is generated; 3 with the problems on standard error when a file is not valid."""
    try:
        for path, text in generated():
            path.write_text(text, encoding="utf-8", newline="\n")
    except PackError as error:
        sys.stderr.write(f"{error}\n")
        return 3
    return 0


if __name__ == "__main__":
    sys.exit(main())
