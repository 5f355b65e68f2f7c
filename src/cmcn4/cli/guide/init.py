"""`cmcn4 init`: a commented file to begin with, a pack of targets or settings."""

from __future__ import annotations

import os
import re
import shlex

from cmcn4.cli.language import choose
from cmcn4.cli.options import Begun, Options, command
from cmcn4.errors import UsageError
from cmcn4.locale import Message, beginning, say
from cmcn4.model.text import printable

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def run(options: Options) -> int:
    """Write the file where there is none, and say what to do with it."""
    from cmcn4.cli.outputs import print_bytes, refuse, write_file  # noqa: PLC0415 - not for --help

    pack = options.begun is Begun.pack
    (_check_id if pack else _refuse_id)(options.id)
    path = options.path or (f"{options.id}.yaml" if pack else "cmcn4.toml")
    refuse(path, (), Message("errors.input.report"))
    if os.path.lexists(path):
        raise UsageError(Message("errors.init.exists"), place=path)
    lang = choose(options.lang, os.environ)
    text = beginning(lang, "pack.yaml" if pack else "settings.toml")
    shown = printable(shlex.quote(path))
    facts = {"path": path, "shown": shown}
    write_file(path, text.replace("@ID@", options.id).replace("@PATH@", shown).encode())
    done = say(lang, "cli.begun.pack" if pack else "cli.begun.config", facts)
    print_bytes(f"{printable(done)}\n".encode())
    return 0


def _check_id(name: str) -> None:
    from cmcn4.packs.builtin import all_packs  # noqa: PLC0415 - not for --help

    if not _ID.fullmatch(name):
        what = Message("errors.init.id", {"name": repr(name)})
        raise UsageError(what if name else Message("errors.init.none"))
    if name in {file.pack.id for file in all_packs()}:
        raise UsageError(Message("errors.init.taken", {"name": name}))


def _refuse_id(name: str) -> None:
    if name:
        raise UsageError(Message("errors.init.config"), place=name)


init = command(run, "begun id path lang", begun=...)
