"""`python -m cmcn4.locale`: write the keys of all texts anew, as a type."""

from __future__ import annotations

from pathlib import Path

from cmcn4.locale import ENGLISH, all_texts

KEYS = Path(__file__).with_name("keys.pyi")
_HEAD = """\
# Every key of a text: made by `python -m cmcn4.locale`, and read by type checkers alone.
from typing import Literal, TypeAlias

Key: TypeAlias = Literal[
"""


def generated() -> str:
    """Return the stub that names every key."""
    lines = "".join(f'    "{key}",\n' for key in sorted(all_texts(ENGLISH)))
    return f"{_HEAD}{lines}]\n"


if __name__ == "__main__":
    KEYS.write_text(generated(), encoding="utf-8", newline="\n")
