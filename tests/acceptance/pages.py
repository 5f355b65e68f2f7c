"""Pages that show commands, Python and files: what they show is done, and compared."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from contextlib import chdir
from pathlib import Path
from typing import NamedTuple

from acceptance.cli import inside

ROOT = Path(__file__).parents[2]
_FENCE = re.compile(r"^```(?P<info>[^`\n]*)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
BROKEN = re.compile(r"^(?:Traceback.*|exit code 4|cmcn4: .*Error: .*)$", re.MULTILINE)
LANG = re.compile(r" --lang (en|vi)| '\^ (error|lỗi)'")


class Block(NamedTuple):
    """A fenced block: the word after the fence, a file name if there is one, and the text."""

    kind: str
    name: str
    body: str
    start: int
    end: int


def blocks(text: str) -> list[Block]:
    found = []
    for match in _FENCE.finditer(text):
        kind, _, name = match["info"].strip().partition(" ")
        found.append(Block(kind, name, match["body"], match.start("body"), match.end("body")))
    return found


def commands(body: str) -> list[str]:
    return [line.removeprefix("$ ") for line in body.splitlines() if line.startswith("$ ")]


def run(line: str, folder: Path) -> str:
    """Return what a line of a shell prints; our own command is run within this process."""
    ours, pipe, rest = line.partition(" | ")
    if not ours.startswith("cmcn4 ") or set(ours) & set(";&<>$`"):
        return process(["sh", "-c", line], folder)
    with chdir(folder):
        done = inside(*shlex.split(ours)[1:], together=not pipe)
    if not pipe:
        return done.out
    return done.err + process(["sh", "-c", rest], folder, done.stdout)


def process(command: list[str], folder: Path, stdin: bytes = b"") -> str:
    # NOTE: env is given because pytest loads GNU readline, which puts COLUMNS=80 into the
    # environment of the process behind Python's back.
    done = subprocess.run(
        command, cwd=folder, check=False, timeout=120, input=stdin,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=dict(os.environ),
    )  # fmt: skip
    return done.stdout.decode("utf-8")


def performed(text: str, folder: Path) -> str:
    """Do what the text says, and return it with what really came out."""
    pieces, last, printed = [], 0, None
    for block in blocks(text):
        new = block.body
        if block.kind == "console":
            new = "".join(f"$ {each}\n{run(each, folder)}" for each in commands(block.body))
        elif block.kind == "text" and printed is not None:
            new = printed
        printed = None
        if block.kind == "python":
            printed = process([sys.executable, "-c", block.body], folder)
        if block.name:
            (folder / block.name).write_text(block.body, encoding="utf-8")
        pieces += [text[last : block.start], new]
        last = block.end
    return "".join(pieces) + text[last:]


def compare(path: Path, folder: Path, *, update: bool) -> None:
    """Do what a page says in a folder; it shows what came out, or is rewritten so."""
    text = path.read_text(encoding="utf-8")
    actual = performed(text, folder)
    # A broken moment must not become what is expected.
    assert BROKEN.findall(actual) == []
    if update:
        path.write_text(actual, encoding="utf-8", newline="\n")
    else:
        assert actual == text
