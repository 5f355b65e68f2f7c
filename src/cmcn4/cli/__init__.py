"""The command line: the only room that prints, writes and exits."""

from __future__ import annotations

import gc
import os
import signal
import sys


def main() -> None:
    """Run the command; the entry point of `cmcn4` and `python -m cmcn4`."""
    if getattr(sys, "frozen", False):
        from multiprocessing import freeze_support  # noqa: PLC0415 - in the one-file program alone

        freeze_support()  # a process started to read files does that and ends here
    if sys.argv[1:] == ["--version"]:
        sys.exit(_version())
    # A run makes many records and no cycles to speak of; looking for some costs a fifth of it.
    gc.disable()
    once = signal.getsignal(signal.SIGINT) is signal.default_int_handler
    if once:  # else nobody at a terminal can interrupt it
        signal.signal(signal.SIGINT, _interrupt)
    from cmcn4.cli.modules import find_ours  # noqa: PLC0415 - not for the version

    find_ours()
    try:
        from cmcn4.cli.boundary import run  # noqa: PLC0415 - lazily, see below

        status = run()
    except KeyboardInterrupt:  # before the boundary stood
        from cmcn4.cli.boundary import interrupted  # noqa: PLC0415 - as above

        status = interrupted()
    if once:  # the result stands; to give back memory takes a while
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.freeze()  # nor are any looked for at the end
    sys.exit(status)


def _interrupt(*_: object) -> None:
    """End the run, once: a second signal would break off the tidying up."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    raise KeyboardInterrupt


def _version() -> int:
    """Print the version before Typer is imported: scripts ask for it often."""
    from cmcn4._version import __version__  # noqa: PLC0415 - nothing else is needed here

    try:
        os.write(1, f"cmcn4 {__version__}\n".encode())
    except BrokenPipeError:
        return 0
    except OSError as error:
        os.write(2, f"cmcn4: standard output: {error.strerror}\n".encode())
        return 2
    return 0
