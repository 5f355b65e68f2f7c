"""SHA-256: of what a small run reads by Python's own code, of more by OpenSSL's.

OpenSSL's is several times as fast, but to load its library takes longer than to hash that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hashlib import _Hash
    from hashlib import sha256 as _own
else:
    try:
        from _sha2 import sha256 as _own  # from Python 3.12 on
    except ImportError:
        try:
            from _sha256 import sha256 as _own
        except ImportError:  # a Python that was built without its own
            from hashlib import sha256 as _own

_LARGE = 1 << 18


def hasher(size: int = 0) -> _Hash:
    """Return what takes about so many bytes, in pieces."""
    if size < _LARGE:
        return _own()
    import hashlib  # noqa: PLC0415 - see above

    return hashlib.sha256()


def sha256(content: bytes) -> str:
    """Return the SHA-256 of bytes in hexadecimal."""
    digest = hasher(len(content))
    digest.update(content)
    return digest.hexdigest()
