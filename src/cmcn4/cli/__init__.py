"""The command line: the only room that prints, writes and exits."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command; the entry point of `cmcn4` and `python -m cmcn4`."""
    if sys.argv[1:] == ["--version"]:
        # Answered before Typer is imported: scripts ask for the version often.
        from cmcn4 import __version__  # noqa: PLC0415 - nothing else is needed here

        print(f"cmcn4 {__version__}")  # noqa: T201 - this is the command line
        return
    from cmcn4.cli.boundary import run  # noqa: PLC0415 - lazily, see above

    sys.exit(run())
