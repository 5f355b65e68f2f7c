"""The one place where errors become a message and an exit code."""

from __future__ import annotations

import os
import sys
import traceback

from cmcn4.cli.exit_codes import ExitCode
from cmcn4.errors import Cmcn4Error, PackError
from cmcn4.locale import say


def run() -> int:
    """Run the application and return its exit code; no exception leaves this function."""
    _use_utf8()
    from cmcn4.cli.app import app  # noqa: PLC0415 - after the streams are set up

    try:
        # NOTE: standalone_mode would turn usage errors and aborts into exits of its own.
        status = app(standalone_mode=False)
        sys.stdout.flush()
    except BrokenPipeError:
        return _quiet()
    except KeyboardInterrupt:
        return _tell("error.interrupted", ExitCode.INTERRUPTED)
    except PackError as error:
        return _problems(error)
    except Cmcn4Error as error:
        print(f"cmcn4: {error}", file=sys.stderr)
        return ExitCode.USAGE
    except OSError as error:
        if _is_stdout(error):
            cause = error.strerror or str(error)
            return _tell("error.stdout", ExitCode.USAGE, cause=cause)
        return _defect(error)
    except Exception as error:  # noqa: BLE001 - the boundary: whatever is left is a defect
        return _from_typer(error)
    return int(status or 0)


def language() -> str:
    """Return the language for messages that come before any data are read."""
    from cmcn4.cli.language import choose  # noqa: PLC0415 - rarely needed

    return choose(None, os.environ)


def _from_typer(error: Exception) -> int:
    """Show Typer's own usage errors as it would; anything else is a defect."""
    show, status = getattr(error, "show", None), getattr(error, "exit_code", None)
    if type(error).__name__ == "Abort":
        return _tell("error.interrupted", ExitCode.INTERRUPTED)
    if type(error).__name__ == "Exit" and isinstance(status, int):
        return status
    if callable(show):
        show()
        return ExitCode.USAGE
    return _defect(error)


def _problems(error: PackError) -> int:
    for problem in error.problems:
        print(problem, file=sys.stderr)
    return _tell("problems.title", ExitCode.UNTRUSTED, count=len(error.problems))


def _defect(error: Exception) -> int:
    if {"-v", "--verbose"} & set(sys.argv):
        traceback.print_exception(error)
    _tell("error.bug", ExitCode.DEFECT, error=f"{type(error).__name__}: {error}")
    return _tell("error.bug.where", ExitCode.DEFECT)


def _tell(key: str, code: ExitCode, **facts: object) -> int:
    print(f"cmcn4: {say(language(), key, facts or None)}", file=sys.stderr)
    return code


def _is_stdout(error: OSError) -> bool:
    """Whether writing to standard output failed, e.g. on a full disk: such errors name no file."""
    return error.filename is None


def _quiet() -> int:
    """End quietly when the reader has closed the pipe, also at the interpreter's last flush."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return ExitCode.OK


def _use_utf8() -> None:
    """Write UTF-8 whatever the locale says: reports are UTF-8, and a pipe cannot ask."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")
