"""A copy of the house that something new is added to, as CONTRIBUTING.md says, and then tried."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from acceptance.cli import Result, environment
from acceptance.pages import BROKEN, ROOT

_EVERYWHERE = """
import json, sys
from acceptance.cli import inside
from cmcn4.reporters import FORMATS, able

data, target, lang, pack = sys.argv[1:]
more = ["--lang", lang, *(["-t", pack] if pack else [])]
told = {}
for document, words in (
    ("report", ["check", data, "--as-of", "2025", "-v", *more]),
    ("explanation", ["explain", target, data, "--as-of", "2025", *more]),
    ("targets", ["targets", *more]),
):
    for name in able(document):
        told[f"{words[0]} {name}"] = inside(*words, "-f", name)
files = {name: f"out{each.suffix}" for name, each in FORMATS.items() if each.suffix}
outputs = [word for path in files.values() for word in ("-o", path)]
told["files"] = inside("check", data, "--as-of", "2025", *more, *outputs)
print(json.dumps({key: (each.code, each.out, each.err) for key, each in told.items()}))
"""


class House:
    """The program and its targets in a folder of their own."""

    def __init__(self, root: Path) -> None:
        """Copy them."""
        self.root, self.source = root, root / "src" / "cmcn4"
        for name in ("src", "targets"):
            away = shutil.ignore_patterns("__pycache__", "*.egg-info")
            shutil.copytree(ROOT / name, root / name, ignore=away)
        (root / "docs").mkdir()
        shutil.copy(ROOT / "pyproject.toml", root)

    def add(self, path: str, text: str) -> None:
        """Add a module, or lines at the end of one."""
        with (self.source / path).open("a", encoding="utf-8") as file:
            file.write(text)

    def change(self, path: str, *lines: tuple[str, str]) -> None:
        """Write a line of a module anew: what it was, what it is."""
        place = self.source / path
        text = place.read_text(encoding="utf-8")
        for old, new in lines:
            assert text.count(old) == 1, (path, old)
            text = text.replace(old, new)
        place.write_text(text, encoding="utf-8")

    def say(self, room: str, **texts: tuple[str, str]) -> None:
        """Add texts to a room of both languages: `vi`, `en`; `__` in a name stands for a point."""
        for place, lang in enumerate(("vi", "en")):
            said = {_key(name): each[place] for name, each in texts.items()}
            self.add(f"locale/{lang}/{room}.py", f"TEXTS |= {said!r}\n")

    def python(self, *args: object, cwd: Path | None = None) -> Result:
        """Run Python on the copy."""
        modules = f"{self.root / 'src'}{os.pathsep}{ROOT / 'tests'}"
        done = subprocess.run(
            [sys.executable, *map(str, args)],
            cwd=cwd or self.root, env=environment(PYTHONPATH=modules),
            capture_output=True, check=False, timeout=300,
        )  # fmt: skip
        return Result(done.returncode, done.stdout, done.stderr)

    def mypy(self) -> Result:
        """Check types of the copy, beginning with what is known of the house as it was."""
        known = ROOT / ".mypy_cache"
        if known.is_dir():
            shutil.copytree(known, self.root / known.name, dirs_exist_ok=True)
        return self.python("-m", "mypy", "src")

    def line(self, path: str, new: str, before: str) -> None:
        """Add a line to a module before another."""
        self.change(path, (before, f"{new}\n{before}"))

    def compile(self) -> None:
        """Make anew what is made of the modules."""
        for room in ("locale", "packs"):
            done = self.python("-m", f"cmcn4.{room}")
            assert done.code == 0, done.err

    def tests(self, *words: str) -> Result:
        """Run tests of the repository on the copy."""
        return self.python("-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *words, cwd=ROOT)

    def fails(self, *words: str) -> str:
        """Return what tests say that must not pass on the copy."""
        done = self.tests(*words)
        assert done.code == 1, done.out + done.err
        return done.out

    def everywhere(
        self, data: Path, target: str, lang: str = "en", pack: str = ""
    ) -> dict[str, Result]:
        """Run `check`, `explain` and `targets` in all formats; none may fail by a defect."""
        done = self.python("-c", _EVERYWHERE, data, target, lang, pack)
        assert done.code == 0, done.err
        told = {
            key: Result(code, out.encode(), err.encode())
            for key, (code, out, err) in json.loads(done.out).items()
        }
        for key, each in told.items():
            assert each.code in {0, 1, 3}, (key, each.err)
            assert not BROKEN.search(each.out + each.err), key
        return told


def _key(name: str) -> str:
    return name.replace("__", ".").replace("_", "-")
