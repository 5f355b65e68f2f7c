"""The exit codes, a documented interface."""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """What the command's exit status means."""

    OK = 0
    """Judged, and nothing that `--fail-on` names."""
    FAILED = 1
    """Judged, and something that `--fail-on` names."""
    USAGE = 2
    """Wrong use of the command."""
    UNTRUSTED = 3
    """The data or the targets cannot be trusted, or nothing was judged."""
    DEFECT = 4
    """A defect in cmcn4."""
    INTERRUPTED = 130
    """Interrupted."""
