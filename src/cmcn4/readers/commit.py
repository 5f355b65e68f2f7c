"""Files as they stand at a commit, read through git; nothing is checked out.

https://git-scm.com/docs/git-cat-file: no filter, hook or conversion that a branch could bring runs.
"""

from __future__ import annotations

import errno
import os
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from cmcn4.errors import UsageError
from cmcn4.locale import Message
from cmcn4.model.lazy.named import NamedTuple
from cmcn4.model.wire import AT_COMMIT

if TYPE_CHECKING:
    import subprocess

WINDOWS = os.name == "nt"
FILES, LINK, SUBMODULE = ("100644", "100755"), "120000", "160000"
"""Modes of a tree's entries."""
_SAFE = ("-c", "safe.bareRepository=explicit", "--no-replace-objects", "--literal-pathspecs")
"""A folder that looks like a repository is none (its settings would run programs), a commit stands
for itself, and names of files are no patterns."""

_OWN_HELPERS = {"NoDefaultCurrentDirectoryInExePath": "1"}
"""Programs that git runs do not come from the working folder, either."""

_MEANT = "%(if)%(*objectname)%(then)%(*objectname)%(else)%(objectname)%(end) %(refname)"
"""What a reference leads to, an annotated tag to its commit, and its whole name."""


class Entry(NamedTuple):
    """What a commit has at a path."""

    mode: str
    sha: str


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
        known = {f"refs/{kind}{name}" for kind in ("", "tags/", "heads/", "remotes/")}
        known.add(f"refs/remotes/{name}/HEAD")  # what `origin` alone means
        listed = self._git("for-each-ref", f"--format={_MEANT}", *sorted(known)).splitlines()
        meant = [(commit, ref) for commit, _, ref in (line.partition(" ") for line in listed)]
        meant = [(commit, ref) for commit, ref in meant if ref in known]
        abbreviated = re.fullmatch(r"[0-9a-f]{4,39}", name)
        if meant and abbreviated and (whole := self._git("rev-parse", f"--disambiguate={name}")):
            meant += [(commit, commit) for commit in whole.splitlines()]
        if len({commit for commit, _ in meant}) > 1:
            what = Message("errors.git.several", {"names": [ref for _, ref in meant]})
            raise UsageError(what, place=f"{AT_COMMIT}{self.ref}")

    @cached_property
    def folders(self) -> tuple[str, ...]:
        """The working folder and those above it in the repository, each ending with `/`."""
        parts = [part for part in self._git("rev-parse", "--show-prefix").split("/") if part]
        return tuple("".join(f"{part}/" for part in parts[:n]) for n in range(len(parts), -1, -1))

    @cached_property
    def tree(self) -> Mapping[str, Entry]:
        """What is in it, by paths from the repository's root; folders are not."""
        said = os.fsdecode(self._run("ls-tree", "-r", "-z", "--full-tree", self._sha).stdout)
        rows = (row.partition("\t") for row in said.split("\0") if row)
        return {path: Entry(about.split(" ")[0], about.split(" ")[2]) for about, _, path in rows}

    def blob(self, sha: str) -> bytes:
        """Return the bytes of a file of the tree."""
        return self._run("cat-file", "blob", sha).stdout

    def attributes(
        self, names: Sequence[str], paths: Iterable[str]
    ) -> Mapping[str, Mapping[str, str]]:
        """Return attributes that files have in it, by their paths from the repository's root.

        NOTE: by an index of its own: not every git that is in use knows `check-attr --source`.
        """
        from tempfile import TemporaryDirectory  # noqa: PLC0415 - where a commit is named

        found: dict[str, dict[str, str]] = defaultdict(dict)
        asked = os.fsencode("".join(f"{path}\0" for path in dict.fromkeys(paths)))
        top = self._git("rev-parse", "--show-toplevel")
        with TemporaryDirectory(prefix="cmcn4-") as folder:
            index = str(Path(folder, "index"))
            self._run("read-tree", self._sha, index=index)
            words = ("-C", top, "check-attr", "--cached", "-z", "--stdin", *names)
            said = os.fsdecode(self._run(*words, stdin=asked, index=index).stdout).split("\0")
        for path, name, value in zip(said[::3], said[1::3], said[2::3], strict=False):
            found[path][name] = value
        return found

    def content(self, path: str) -> bytes | None:
        """Return the bytes of a file by its path from the repository's root; None without one."""
        if not self._listed("--full-tree", path):
            return None
        return self._run("cat-file", "blob", f"{self._sha}:{path}").stdout

    def below(self, path: str) -> list[str]:
        """Return the file of this path from the working folder, or those in the folder there."""
        return self._listed("--", path)

    def holds(self, path: str) -> bool:
        """Whether there is such a file or folder, by its path from the working folder."""
        return bool(self.below(path))

    def write(self, paths: Sequence[str], folder: str, whole: str) -> None:
        """Write files, by their paths from the working folder, to the same paths in a folder.

        Raises UsageError for one that is not below `whole`, which stands for the repository.
        """
        root = Path(whole).resolve()
        for path in paths:
            place = Path(folder, path).resolve()
            if not place.is_relative_to(root):
                raise UsageError(Message("errors.git.outside"), place=path)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(self._run("cat-file", "blob", f"{self._sha}:./{path}").stdout)

    def _listed(self, *asked: str) -> list[str]:
        said = self._run("ls-tree", "-r", "-z", self._sha, *asked).stdout
        lines = os.fsdecode(said).split("\0")
        return [line.partition("\t")[2] for line in lines if line.partition(" ")[0] in FILES]

    def _git(self, *words: str) -> str:
        return os.fsdecode(self._run(*words).stdout).strip("\n")

    def _run(
        self, *words: str, stdin: bytes = b"", index: str = ""
    ) -> subprocess.CompletedProcess[bytes]:
        import subprocess  # noqa: PLC0415 - settings import this module, and few name a commit

        try:
            return subprocess.run(  # noqa: S603 - no shell
                [program(), *_SAFE, *words],
                check=True,
                capture_output=True,
                input=stdin,
                env={**os.environ, **_OWN_HELPERS, **({"GIT_INDEX_FILE": index} if index else {})},
            )
        except (OSError, ValueError) as error:
            what = Message("errors.git", {"cause": str(error)})
            raise UsageError(what, place=f"{AT_COMMIT}{self.ref}") from error
        except subprocess.CalledProcessError as error:
            said = error.stderr.decode(errors="replace").strip().splitlines() or [""]
            what = Message("errors.git", {"cause": said[-1]})
            raise UsageError(what, place=f"{AT_COMMIT}{self.ref}") from error


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
