"""The hooks of pre-commit: a command, its options, and at the end the names of files.

A file of the commit may have any name, `--baseline=x.csv` too: it must not become an option, nor
a pattern.
"""

from __future__ import annotations

import sys
from glob import escape
from pathlib import Path

from cmcn4.cli.boundary import run


def main() -> int:
    """Run the command with the names told from the options: a name that is there is a file."""
    command, *words = sys.argv[1:]
    names: list[str] = []
    options: list[str] = []
    for word in words:
        (names if Path(word).is_file() else options).append(word)
    if command == "targets":
        sys.argv[1:] = [command, *options, *(f"--targets=./{name}" for name in names)]
    else:
        sys.argv[1:] = [command, *options, "--", *map(escape, names)]
    return run()
