"""The one-file executable: a command like `cmcn4`, and a program that is opened from the desktop.

Opened without arguments it asks for files; files alone, without a command, are those dropped on
it: `cmcn4.cli.window`. It asks in its console and with no dialog: tkinter would double the file.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from multiprocessing import freeze_support
from pathlib import Path


def dropped(given: Sequence[str]) -> bool:
    """Whether these are files that were dropped, and no command that was typed.

    What is dropped comes as whole paths; `check` is a command, even beside a folder of that name.
    """
    return all(Path(path).is_absolute() and Path(path).exists() for path in given)


def main() -> int:
    """Run the command; with files or nothing at all, the program with a window."""
    freeze_support()  # a process started to read files does that and ends here
    given = sys.argv[1:]
    if given[:1] == ["-P"]:
        # Old workbooks are read in a process apart: elsewhere Python, here this file.
        from cmcn4.readers.containers.legacy.process import main as read  # noqa: PLC0415 - for that alone

        return read()
    if dropped(given):
        from cmcn4.cli.window.run import run as opened  # noqa: PLC0415 - not for a command

        return opened(given)
    from cmcn4.cli.boundary import run  # noqa: PLC0415 - the rest of the program

    return run()


if __name__ == "__main__":
    sys.exit(main())
