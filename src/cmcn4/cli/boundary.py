"""The one place where errors become a message and an exit code."""

from __future__ import annotations

import errno
import os
import sys
import traceback
from collections.abc import Callable

from cmcn4.cli.exit_codes import ExitCode
from cmcn4.cli.language import early
from cmcn4.errors import Cmcn4Error, PackError, cause
from cmcn4.locale import ENGLISH, Message, write
from cmcn4.model.text import printable

WINDOWS = os.name == "nt"


def run() -> int:
    """Run the application and return its exit code; no exception leaves this function."""
    _use_utf8()
    try:
        status = _invoke()
        sys.stdout.flush()
    except BrokenPipeError:
        return _quiet()
    except KeyboardInterrupt:
        return _tell(Message("error.interrupted"), ExitCode.INTERRUPTED)
    except PackError as error:
        print(printable(error.text(early())), file=sys.stderr)
        return _tell(error.message, ExitCode.UNTRUSTED)
    except Cmcn4Error as error:
        print(f"cmcn4: {printable(error.text(early()))}", file=sys.stderr)
        return ExitCode.USAGE
    except OSError as error:
        if WINDOWS and error.errno == errno.EINVAL and error.filename is None:
            # What a pipe that its reader has closed gives on Windows.
            return _quiet()
        if error.filename is None:
            # Errors of standard output name no file, e.g. on a full disk.
            return _tell(Message("error.stdout", {"cause": cause(error)}), ExitCode.USAGE)
        return _defect(error)
    except Exception as error:  # noqa: BLE001 - the boundary: whatever is left is a defect
        return _from_typer(error)
    return status


def _invoke() -> int:
    """Run the command that the arguments name.

    NOTE: Typer's own `main` would turn a closed pipe into exit 1, which here means that a target
    was missed, and an interruption into silence; it is used for shell completion alone.
    """
    from typer.main import get_command  # noqa: PLC0415 - after the streams are set up

    from cmcn4.cli.app import application  # noqa: PLC0415

    completing = os.environ.get("_CMCN4_COMPLETE")
    command = get_command(application(() if completing else sys.argv[1:]))
    if completing:
        from cmcn4.cli.help import worded  # noqa: PLC0415 - as above

        for described in (command, *getattr(command, "commands", {}).values()):
            worded(described, described.params)
        command.main(prog_name="cmcn4")
    with command.make_context("cmcn4", sys.argv[1:]) as context:
        return int(command.invoke(context) or 0)


def _from_typer(error: Exception) -> int:
    """Show Typer's own usage errors as it would; anything else is a defect."""
    name, show = type(error).__name__, getattr(error, "show", None)
    status = getattr(error, "exit_code", None)
    if name == "Abort":
        return _tell(Message("error.interrupted"), ExitCode.INTERRUPTED)
    if name == "Exit" and isinstance(status, int):
        return status
    if callable(show):
        return _wrong_use(error, show)
    return _defect(error)


def _wrong_use(error: Exception, show: Callable[[], None]) -> int:
    from cmcn4.cli.help import wrong_use  # noqa: PLC0415 - loads Typer

    if early() == ENGLISH or type(error).__name__ == "NoArgsIsHelpError":
        show()
    else:
        print(printable(wrong_use(error, early())), file=sys.stderr)
    return ExitCode.USAGE


def _defect(error: Exception) -> int:
    if {"-v", "--verbose"} & set(sys.argv):
        traceback.print_exception(error)
    _tell(Message("error.bug", {"error": f"{type(error).__name__}: {error}"}), ExitCode.DEFECT)
    return _tell(Message("error.bug.where"), ExitCode.DEFECT)


def _tell(message: Message, code: ExitCode) -> int:
    print(f"cmcn4: {printable(write(early(), message))}", file=sys.stderr)
    return code


def _quiet() -> int:
    """End quietly when the reader has closed the pipe, also at the interpreter's last flush."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return ExitCode.OK


def _use_utf8() -> None:
    """Write UTF-8 whatever the locale or code page says: reports are UTF-8, a pipe cannot ask."""
    # Bytes of a file's name that are no text in this locale are given back as they were. Names
    # on Windows have no bytes, but may have half characters, which are shown as escapes.
    errors = "backslashreplace" if WINDOWS else "surrogateescape"
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors=errors)
