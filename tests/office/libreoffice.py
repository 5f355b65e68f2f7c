"""LibreOffice, which opens what cmcn4 writes as a person's office program would.

Tests that need it are marked `needs_office`: they are skipped, with the reason, where it is absent.
"""

from __future__ import annotations

import atexit
import os
import shutil
import signal
import subprocess
import tempfile
from functools import cache
from pathlib import Path

import pytest

PROGRAM = shutil.which("soffice") or shutil.which("libreoffice")
needs_office = pytest.mark.skipif(PROGRAM is None, reason="LibreOffice (soffice) is not installed")
LONGEST = 120
"""Seconds after which a conversion is given up; on a busy machine it starts slowly."""


def converted(path: Path, to: str, folder: Path) -> Path:
    """Return the file that LibreOffice makes of another: `to` is `pdf`, `xlsx`, `csv:…`.

    It fails when LibreOffice refuses the file, hangs, or makes nothing of it.
    """
    assert PROGRAM is not None
    command = [
        PROGRAM, f"-env:UserInstallation={_profile().as_uri()}", "--headless", "--norestore",
        "--nolockcheck", "--convert-to", to, "--outdir", str(folder), str(path),
    ]  # fmt: skip
    made = folder / f"{path.stem}.{to.partition(':')[0]}"
    said = _finished(command)
    assert made.is_file(), said
    return made


def _finished(command: list[str]) -> str:
    """Run to the end and return what was said; stop it and all that it started when it hangs."""
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        stdin=subprocess.DEVNULL, start_new_session=True,
    ) as running:  # fmt: skip
        try:
            said = running.communicate(timeout=LONGEST)[0]
        except subprocess.TimeoutExpired:
            os.killpg(running.pid, signal.SIGKILL)
            pytest.fail(f"LibreOffice was not done after {LONGEST} seconds")
    assert running.returncode == 0, said
    return said


@cache
def _profile() -> Path:
    """Return a user's folder of this process alone: two that share one wait for each other."""
    folder = Path(tempfile.mkdtemp(prefix="cmcn4-office-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder
