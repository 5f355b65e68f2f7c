"""Make the environments of peers and floors: each peer in its own, versions pinned."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

PEERS = Path(__file__).parent / "peers"
PINNED: dict[str, tuple[str, ...]] = {
    "check-jsonschema": ("check-jsonschema==0.39.0",),
    "pandera": ("pandera[polars]==0.35.0", "polars==2.1.0", "fastexcel==0.21.0"),
    "cuallee": ("cuallee==0.15.4", "polars==2.1.0", "fastexcel==0.21.0", "numpy==2.4.6"),
    "pointblank": ("pointblank==1.1.1", "polars==2.1.0", "fastexcel==0.21.0"),
    "soda": ("soda-duckdb==4.28.0", "soda-core==4.28.0", "duckdb==2.0.1"),
    "frictionless": ("frictionless[excel]==5.21.0", "openpyxl==3.1.5"),
    "floors": (
        "duckdb==2.0.1", "polars==2.1.0", "fastexcel==0.21.0", "openpyxl==3.1.5",
        "python-calamine==0.9.1",
    ),
}  # fmt: skip
"""What each environment has."""


class AbsentError(Exception):
    """An environment could not be made: the message says why."""


def default_folder() -> Path:
    """Return where environments are kept if nothing else is said."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "cmcn4-benchmarks"


def ready(name: str, folder: Path) -> Path:
    """Return the folder of an environment's programs; made if it is not there yet."""
    digest = hashlib.sha256("\n".join((sys.version, *PINNED[name])).encode()).hexdigest()
    made = folder / f"{name}-{digest[:12]}"
    if not (made / "whole").exists():
        _make(made, PINNED[name])
    return made / "bin"


def _make(made: Path, pinned: tuple[str, ...]) -> None:
    shutil.rmtree(made, ignore_errors=True)
    venv.create(made, with_pip=True, symlinks=True)
    pip = [str(made / "bin" / "python"), "-m", "pip", "install", "--quiet", *pinned]
    told = subprocess.run(pip, capture_output=True, text=True, check=False)
    if told.returncode:
        shutil.rmtree(made)
        lines = told.stderr.strip().splitlines() or [f"pip ended with {told.returncode}"]
        raise AbsentError(lines[-1])
    (made / "whole").touch()
