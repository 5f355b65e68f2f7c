"""Write the list of what a release is made of (CycloneDX), from `requirements.lock`.

    python -m pip install -c constraints.txt cyclonedx-bom && python packaging/sbom.py FILE

The tool does not read versions that the build works out, nor which packages are asked for directly:
both are added here.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
MAKE = ("cyclonedx-py", "requirements", "--pyproject", "pyproject.toml", "--output-reproducible")


def plain(name: str) -> str:
    """Return a name as the index knows it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def completed(listed: dict[str, Any], project: dict[str, Any], version: str) -> dict[str, Any]:
    """Return the list with our own version, and what we ask for directly."""
    root = listed["metadata"]["component"]
    root["version"], root["purl"] = version, f"pkg:pypi/cmcn4@{version}"
    asked = {plain(re.split(r"[<>=!~\[; ]", each)[0]) for each in project["dependencies"]}
    needed = sorted(
        part["bom-ref"] for part in listed["components"] if plain(part["name"]) in asked
    )
    others = [entry for entry in listed["dependencies"] if entry["ref"] != root["bom-ref"]]
    return {**listed, "dependencies": [{"ref": root["bom-ref"], "dependsOn": needed}, *others]}


def main() -> int:
    """Have it made, complete it, and write it to the file that is named."""
    made = subprocess.run(  # noqa: S603 - a constant
        [*MAKE, "requirements.lock"], cwd=ROOT, stdout=subprocess.PIPE, check=True
    )
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    source = (ROOT / "src" / "cmcn4" / "_version.py").read_text(encoding="utf-8")
    found = re.search(r'__version__ = "(.+)"', source)
    if found is None:
        raise SystemExit("_version.py")
    listed = completed(json.loads(made.stdout), project, found[1])
    Path(sys.argv[1]).write_text(json.dumps(listed, indent=2) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
