"""Files as they stand at a commit, read through git; nothing is checked out.

https://git-scm.com/docs/git-cat-file: no filter, hook or conversion that a branch could bring runs.
"""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from cmcn4.errors import UsageError
from cmcn4.locale import Message

if TYPE_CHECKING:
    import subprocess

WINDOWS = os.name == "nt"
PREFIX = "git:"
_FILES = ("100644", "100755")
"""Modes of plain files; links lead to what the commit does not say."""
_SAFE = ("-c", "safe.bareRepository=explicit", "--no-replace-objects", "--literal-pathspecs")
"""A folder that looks like a repository is none (its settings would run programs), a commit stands
for itself, and names of files are no patterns."""

_MEANT = "%(if)%(*objectname)%(then)%(*objectname)%(else)%(objectname)%(end) %(refname)"
"""What a reference leads to, an annotated tag to its commit, and its whole name."""


class Commit:
    """A commit of the repository around the working folder."""

    def __init__(self, ref: str) -> None:
        """Find it; UsageError where git, the repository or the commit is not there."""
        self.ref = ref
        self._sha = self._git("rev-parse", "--verify", "--end-of-options", f"{ref}^{{commit}}")
        self._refuse_several()

    def _refuse_several(self) -> None:
        """Raise UsageError where one name means several commits.

        Who may push a tag would choose what is read: a tag `origin/main` goes before the branch,
        and one that is named like an abbreviated commit before that.
        """
        name = re.split(r"[~^@]", self.ref)[0]
        known = {f"refs/{kind}/{name}" for kind in ("tags", "heads", "remotes")}
        listed = self._git("for-each-ref", f"--format={_MEANT}", *sorted(known)).splitlines()
        meant = [(commit, ref) for commit, _, ref in (line.partition(" ") for line in listed)]
        meant = [(commit, ref) for commit, ref in meant if ref in known]
        abbreviated = re.fullmatch(r"[0-9a-f]{4,39}", name)
        if meant and abbreviated and (whole := self._git("rev-parse", f"--disambiguate={name}")):
            meant += [(commit, commit) for commit in whole.splitlines()]
        if len({commit for commit, _ in meant}) > 1:
            what = Message("errors.git.several", {"names": [ref for _, ref in meant]})
            raise UsageError(what, place=f"{PREFIX}{self.ref}")

    @cached_property
    def folders(self) -> tuple[str, ...]:
        """The working folder and those above it in the repository, each ending with `/`."""
        parts = [part for part in self._git("rev-parse", "--show-prefix").split("/") if part]
        return tuple("".join(f"{part}/" for part in parts[:n]) for n in range(len(parts), -1, -1))

    def content(self, path: str) -> bytes | None:
        """Return the bytes of a file by its path from the repository's root; None without one."""
        if not self._listed("--full-tree", path):
            return None
        return self._run("cat-file", "blob", f"{self._sha}:{path}").stdout

    def below(self, path: str) -> list[str]:
        """Return the file of this path from the working folder, or those in the folder there."""
        return self._listed("--", path)

    def matching(self, path: str) -> list[str]:
        """Return the path, and what it matches as a pattern, by paths from the working folder."""
        from cmcn4.readers.patterns import Entry, fixed_part, is_pattern, matching  # noqa: PLC0415

        only_folders = "/" * path.endswith(("/", os.sep))
        path = relative(path)
        if not is_pattern(path):
            return [path]
        folders: dict[str, dict[str, Entry]] = {}
        for file in self.below(fixed_part(path)[0] or "."):
            folder, name = os.path.split(file)
            folders.setdefault(folder, {})[name] = Entry(name, folder=False)
            while folder:
                folder, name = os.path.split(folder)
                folders.setdefault(folder, {})[name] = Entry(name, folder=True)
        found = matching(path + only_folders, lambda folder: folders.get(folder, {}).values())
        return [*dict.fromkeys((path, *found))]

    def holds(self, path: str) -> bool:
        """Whether there is such a file or folder, by its path from the working folder."""
        return bool(self.below(path))

    def write(self, paths: Sequence[str], folder: str, whole: str = "") -> int:
        """Write files, by their paths from the working folder, to the same paths in a folder.

        Returns their number; UsageError for one that is not below the working folder, or below
        `whole` where that stands for the repository.
        """
        root = Path(whole or folder).resolve()
        for path in paths:
            place = Path(folder, path).resolve()
            if not place.is_relative_to(root):
                raise UsageError(Message("errors.git.outside"), place=path)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(self._run("cat-file", "blob", f"{self._sha}:./{path}").stdout)
        return len(paths)

    def _listed(self, *asked: str) -> list[str]:
        said = self._run("ls-tree", "-r", "-z", self._sha, *asked).stdout
        lines = os.fsdecode(said).split("\0")
        return [line.partition("\t")[2] for line in lines if line.partition(" ")[0] in _FILES]

    def _git(self, *words: str) -> str:
        return os.fsdecode(self._run(*words).stdout).strip("\n")

    def _run(self, *words: str) -> subprocess.CompletedProcess[bytes]:
        import subprocess  # noqa: PLC0415 - settings import this module, and few name a commit

        try:
            return subprocess.run(  # noqa: S603 - no shell
                [program(), *_SAFE, *words],
                check=True,
                capture_output=True,
                # Nor do git's own helpers come from there.
                env={**os.environ, "NoDefaultCurrentDirectoryInExePath": "1"},
            )
        except (OSError, ValueError) as error:
            what = Message("errors.git", {"cause": str(error)})
            raise UsageError(what, place=f"{PREFIX}{self.ref}") from error
        except subprocess.CalledProcessError as error:
            said = error.stderr.decode(errors="replace").strip().splitlines() or [""]
            what = Message("errors.git", {"cause": said[-1]})
            raise UsageError(what, place=f"{PREFIX}{self.ref}") from error


def program() -> str:
    """Return where git is; OSError where it is not.

    Never in the working folder, where Windows, and `shutil.which` there, look first: who sends data
    would bring a program.
    """
    import shutil  # noqa: PLC0415 - as above

    here = os.path.realpath(os.curdir)
    for folder in os.get_exec_path():
        if Path(folder).is_absolute() and os.path.realpath(folder) != here:
            found = shutil.which(str(Path(folder, "git.exe" if WINDOWS else "git")))
            if found:
                return found
    raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), "git")


def relative(path: str) -> str:
    """Return a path from the working folder, with `/`."""
    return os.path.relpath(path).replace(os.sep, "/")
