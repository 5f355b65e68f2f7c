"""Vietnamese of before Unicode: fonts that drew other letters on the bytes of Western Europe.

TCVN3 (ABC, the .Vn fonts) and VNI are recognised by their patterns and refused: converted by
guess, a name would be another one. See TCVN 5712:1993 and the tables of UniKey.
"""

from __future__ import annotations

from collections.abc import Iterable

from cmcn4.model.lazy.pattern import Pattern
from cmcn4.readers.problems import Unreadable, found

_VIETNAMESE = Pattern(r"[ăđơưĂĐƠƯ\u1ea0-\u1ef9]")
# Signs drawn as letters stand inside words: «ChØ tiªu», «Tû lÖ», «§¬n vÞ».
_TCVN3 = Pattern(
    r"[A-Za-z][¸µ¶·¹¨¾»¼½Æ©®ª«¬\u00ad¤¥¦][A-Za-z]?|[§®][A-Za-z¸-ÿ]|[A-Za-z][ÊÇÈÉËÌÎÏÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞ](?![A-Z])"
)
# The tone stands as a letter of its own behind the vowel: «Chæ tieâu», «Toång», «Ñôn vò».
_VNI = Pattern(
    r"[aeo]â[ùøûõïáàåãä]?|[aoe][ùøûõï]|[aeo][áàåãäéèúüë]|[öô][ùøûõï]|[Ññ](?=[aeouöô])|[a-z]æ"
)
_ONLY_VNI = Pattern(r"[aeo]â|[öô][ùøûõï]|[a-z]æ|[Ññ]ô")  # not found in French or Spanish
_ENOUGH = 3


def legacy_encoding(texts: Iterable[str]) -> tuple[str, str] | None:
    """Return the name of the encoding the texts are in, with an example; None for Unicode."""
    hits: dict[str, list[str]] = {"TCVN3": [], "VNI": []}
    for text in texts:
        if text.isascii():
            continue
        if _VIETNAMESE.search(text):
            return None
        for name, pattern in (("TCVN3", _TCVN3), ("VNI", _VNI)):
            hits[name] += [text] * len(pattern.findall(text))
    if not any(_ONLY_VNI.search(text) for text in hits["VNI"]):
        hits["VNI"] = []
    name = max(hits, key=lambda each: len(hits[each]))
    return (name, hits[name][0]) if len(hits[name]) >= _ENOUGH else None


def legacy_bytes(content: bytes) -> tuple[str, str] | None:
    """Return the same for the bytes of a text file that is no UTF-8."""
    return legacy_encoding(content.decode("cp1252", "replace").splitlines())


def refuse_legacy(cells: Iterable[str]) -> None:
    """Refuse text of before Unicode: passed on, it would be other words."""
    legacy = legacy_encoding(cells)
    if legacy:
        name, example = legacy
        raise Unreadable(code="legacy-vietnamese-encoding", found=f"{name}: {found(example)}")
