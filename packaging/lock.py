"""Write `requirements.lock` anew: what a run of cmcn4 needs, and what builds it, with hashes.

    python -m pip install uv && python packaging/lock.py

Names and versions are those of `constraints.txt` where they stand there; the hashes are those of
all files that the public index has of a version, for every system and every Python that is
supported. Nothing of where they were found is written down.
"""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
LOCK = ROOT / "requirements.lock"
HEAD = """\
# What cmcn4 needs and what builds it, with the hashes of all files; made by packaging/lock.py. Use:
#   pip install --require-hashes -r requirements.lock
#   pip install --no-deps --no-build-isolation .
"""
COMPILE = (
    "uv", "pip", "compile", "--quiet", "--no-config", "--universal", "--generate-hashes",
    "--python-version", "3.11", "--extra", "legacy", "--constraint", "constraints.txt",
    "--no-annotate", "--no-header", "--no-emit-index-url", "--no-emit-find-links",
    "pyproject.toml", "-",
)  # fmt: skip


def main() -> int:
    """Ask the index, and write the file."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    backend = "\n".join(project["build-system"]["requires"])
    done = subprocess.run(  # noqa: S603 - a constant
        COMPILE, cwd=ROOT, input=backend, capture_output=True, text=True, check=False
    )
    if done.returncode:
        print(done.stderr, file=sys.stderr)
        return 1
    LOCK.write_text(HEAD + done.stdout, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
