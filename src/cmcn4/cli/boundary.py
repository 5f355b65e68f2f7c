"""The one place where errors become a message and an exit code."""

from __future__ import annotations

import errno
import io
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any, TextIO, cast

from cmcn4.cli.exit_codes import ExitCode
from cmcn4.cli.language import late, placed
from cmcn4.errors import Cmcn4Error, PackError, cause
from cmcn4.locale import ENGLISH, Message, write
from cmcn4.model.text import printable

WINDOWS = os.name == "nt"


def run() -> int:
    """Run the application and return its exit code; no exception leaves this function."""
    open_streams()
    try:
        status = _invoke()
        sys.stdout.flush()
    except BrokenPipeError:
        return _quiet()
    except KeyboardInterrupt:
        return interrupted()
    except PackError as error:
        tell(*error.lines(late()))
        return _tell(error.message, ExitCode.UNTRUSTED)
    except Cmcn4Error as error:
        tell(f"cmcn4: {error.text(late())}")
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
    from cmcn4.cli.line.commands import COMMANDS, command  # noqa: PLC0415 - after the streams are set up

    completing = os.environ.get("_CMCN4_COMPLETE")
    words = placed(_line() if completing else sys.argv[1:], COMMANDS)
    if words[:1] and words[0] in COMMANDS and not completing:
        from cmcn4.cli.line.plain import plainly  # noqa: PLC0415 - where a command is named

        typed = command(words[0])
        options = plainly(typed, words[1:])
        if options is not None:
            return typed.run(options)
    return _by_typer(words, completing=bool(completing))


def _by_typer(words: Sequence[str], *, completing: bool) -> int:
    from typer.main import get_command  # noqa: PLC0415 - not for what is plain

    from cmcn4.cli.app import application  # noqa: PLC0415 - as above

    command = get_command(application(words))
    if completing:
        from cmcn4.cli.help import worded  # noqa: PLC0415 - as above

        for described in (command, *getattr(command, "commands", {}).values()):
            worded(described, described.params)
        command.main(prog_name="cmcn4")
    with command.make_context("cmcn4", [*words]) as context:
        return int(command.invoke(context) or 0)


def _line() -> list[str]:
    """Return the words after our name on the line that a shell wants completed."""
    return (os.environ.get("COMP_WORDS") or os.environ.get("_TYPER_COMPLETE_ARGS", "")).split()[1:]


def _from_typer(error: Exception) -> int:
    """Show Typer's own usage errors as it would; anything else is a defect."""
    name, show = type(error).__name__, getattr(error, "show", None)
    status = getattr(error, "exit_code", None)
    if name == "Abort":
        return interrupted()
    if name == "Exit" and isinstance(status, int):
        return status
    if callable(show):
        return _wrong_use(error, show)
    return _defect(error)


def _wrong_use(error: Exception, show: Callable[[], None]) -> int:
    from cmcn4.cli.help import layout, wrong_use  # noqa: PLC0415 - loads Typer

    for name in ("message", "option_name"):  # what was typed may be the name of a file
        if isinstance(said := getattr(error, name, None), str):
            setattr(error, name, printable(said))
    lang = late()
    if lang == ENGLISH or type(error).__name__ == "NoArgsIsHelpError":
        layout()
        show()
    else:
        tell(*wrong_use(error, lang).split("\n"))
    return ExitCode.USAGE


def _defect(error: Exception) -> int:
    if {"-v", "--verbose"} & set(sys.argv):
        import traceback  # noqa: PLC0415 - of a defect

        tell(*"".join(traceback.format_exception(error)).splitlines())
    _tell(Message("error.bug", {"error": f"{type(error).__name__}: {error}"}), ExitCode.DEFECT)
    return _tell(Message("error.bug.where"), ExitCode.DEFECT)


def tell(*texts: str) -> None:
    """Write texts to standard error, each as one line in which nothing acts: its only door."""
    for text in texts:
        print(printable(text), file=sys.stderr)


def _tell(message: Message, code: ExitCode) -> int:
    tell(f"cmcn4: {write(late(), message)}")
    return code


def interrupted() -> int:
    """Say that the run was interrupted, and return the exit code of that."""
    return _tell(Message("error.interrupted"), ExitCode.INTERRUPTED)


def _quiet() -> int:
    """End quietly when the reader has closed the pipe, also at the interpreter's last flush."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return ExitCode.OK


class _Closed(io.TextIOBase):
    """Standard output that was closed before the start: a report that cannot be printed is told."""

    def write(self, _text: str, /) -> int:
        """Fail as a write to the closed number would."""
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))


class _Unheard:
    """Standard error: what cannot be written there changes no result."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    def write(self, text: str) -> int:
        """Write what can be written."""
        with suppress(OSError):
            self._stream.write(text)
        return len(text)

    def flush(self) -> None:
        """Hand on what can be handed on."""
        with suppress(OSError):
            self._stream.flush()


def open_streams() -> None:
    """Write UTF-8 whatever the locale or code page says: reports are UTF-8, a pipe cannot ask.

    A stream that was closed before the start is there all the same: nothing is read from it, and
    nothing heard.
    """
    # Bytes of a file's name that are no text in this locale are given back as they were. Names
    # on Windows have no bytes, but may have half characters, which are shown as escapes.
    errors = "backslashreplace" if WINDOWS else "surrogateescape"
    if sys.stdin is None:
        sys.stdin = io.TextIOWrapper(io.BytesIO())
    if sys.stdout is None:
        sys.stdout = _Closed()
    if sys.stderr is None:
        sys.stderr = io.StringIO()
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors=errors)
    sys.stderr = cast("TextIO", _Unheard(sys.stderr))
