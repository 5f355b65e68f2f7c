"""Reading one YAML file strictly: its data as plain values, every place in it, all its problems."""

from __future__ import annotations

from cmcn4.locale import Message
from cmcn4.model.limits import USUAL, Limits
from cmcn4.model.text import is_nfc, nfc
from cmcn4.packs.yaml.events import Builder
from cmcn4.packs.yaml.file import INVISIBLE, YamlFile

LARGEST = 4_000_000
"""Bytes of a file; the largest catalogue file has a tenth of it."""
_EMPTY = Message("pack.empty")


def read_yaml(path: str, raw: bytes, limits: Limits = USUAL) -> YamlFile:
    """Read the bytes of a file; problems are in the result, `data` is None if nothing could be."""
    file = YamlFile(path)
    text = _decode(file, raw)
    if text is None:
        return file
    _check_characters(file, text)
    if not file.problems:
        Builder(file, limits.pack_values).build(text)
        if file.data is None and not file.problems:
            file.add((1, 1), _EMPTY)
    return file


def _decode(file: YamlFile, raw: bytes) -> str | None:
    """Return the text of the bytes; None with a problem noted."""
    if len(raw) > LARGEST:
        size, limit = f"{len(raw) / 1e6:.1f}", LARGEST // 1_000_000
        file.add((1, 1), Message("pack.large", {"size": size, "limit": limit}))
        return None
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8", "replace")
        line = before.count("\n") + 1
        column = len(before) - before.rfind("\n")
        file.add((line, column), Message("pack.encoding"))
        return None
    if not text.strip():
        file.add((1, 1), _EMPTY)
        return None
    return text


def _check_characters(file: YamlFile, text: str) -> None:
    """Refuse control characters, and letters written as a base and loose accents."""
    if INVISIBLE.search(text) is None and is_nfc(text):
        return
    for number, line in enumerate(text.split("\n"), 1):
        for match in INVISIBLE.finditer(line):
            file.add(
                (number, match.start() + 1),
                Message("pack.invisible", {"code": f"U+{ord(match.group()):04X}"}),
            )
        normal = nfc(line)
        if normal != line:
            pairs = enumerate(zip(line, normal + " ", strict=False), 1)
            column = next((at for at, (old, new) in pairs if old != new), 1)
            file.add((number, column), Message("pack.nfc"))
