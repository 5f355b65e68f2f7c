"""`python -m cmcn4.words`: compile the words anew."""

from __future__ import annotations

import sys

from cmcn4.words import COMPILED
from cmcn4.words.compiling import WordsError, compiled


def main() -> int:
    """Write `words.json`; 3 with the problem on standard error when the words are not in order."""
    try:
        COMPILED.write_text(compiled(), encoding="utf-8", newline="\n")
    except WordsError as error:
        sys.stderr.write(f"{error}\n")
        return 3
    return 0


if __name__ == "__main__":
    sys.exit(main())
