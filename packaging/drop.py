"""The one-file executable: a command like `cmcn4`, and a place to drop workbooks on.

Files alone, without a command, are checked: the page with the report is written beside the first
of them, and the window stays open.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from multiprocessing import freeze_support
from pathlib import Path


def arguments(given: Sequence[str]) -> list[str] | None:
    """Return the command for files that were dropped; None when a command was typed."""
    # What is dropped comes as whole paths; `check` is a command, even beside a folder of that name.
    if not given or not all(Path(each).is_absolute() and Path(each).exists() for each in given):
        return None
    first = Path(given[0])
    report = first.with_name(f"{first.name}.cmcn4.html")
    return ["check", f"--output={report}", "--fail-on=none", "--", *given]


def main() -> int:
    """Run the command; with files dropped on the program, keep its window open afterwards."""
    freeze_support()  # a process started to read files does that and ends here
    if sys.argv[1:2] == ["-P"]:
        # Old workbooks are read in a process apart: elsewhere Python, here this file.
        from cmcn4.readers.containers.legacy.process import main as read  # noqa: PLC0415 - for that alone

        return read()
    from cmcn4.cli.boundary import run  # noqa: PLC0415 - the rest of the program

    dropped = arguments(sys.argv[1:])
    if dropped is None and len(sys.argv) > 1:
        return run()
    sys.argv[1:] = dropped or ["--help"]
    status = run()
    if dropped and status in (0, 3):
        report = dropped[1].partition("=")[2]
        if Path(report).exists():
            print(f"\n→ {report}")
    if sys.stdin and sys.stdin.isatty() and os.environ.get("CI") is None:
        input("\n[Enter] ")
    return status


if __name__ == "__main__":
    sys.exit(main())
