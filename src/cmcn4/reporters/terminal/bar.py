"""A bar that tells how far a long run is."""

from __future__ import annotations

from typing import TextIO

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn


class _Console(Console):
    """A console that keeps its cursor: who is killed or stopped could not give it back."""

    def show_cursor(self, show: bool = True) -> bool:  # noqa: ARG002, FBT001, FBT002 - as in rich
        """Leave it as it is."""
        return False


def bar(stream: TextIO) -> Progress:
    """Return a bar with its one task; when it is stopped it is gone."""
    made = Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        TaskProgressColumn(),
        TextColumn("{task.fields[counts]}", markup=False),
        console=_Console(file=stream, force_terminal=True),
        transient=True,
        redirect_stdout=False,
        redirect_stderr=False,
    )
    made.add_task("", counts="")
    return made
