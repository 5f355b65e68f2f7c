"""A zip archive with some members exchanged; all others keep every byte, dates and order included.

https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_DOS_DAY = (0, (1 << 5) | 1)  # 1 January 1980, 0:00: the same run gives the same bytes
_UTF8_NAME, _NO_FLAGS_BUT_NAME = 1 << 11, 1 << 11
_MAXIMUM = 0xFFFFFFFF
_VERSION, _DEFLATED = 20, 8


class Archive:
    """The members of an archive that is held in memory."""

    def __init__(self, content: bytes) -> None:
        """Open it; raises what zipfile raises for what is none."""
        self.content = content
        self.file = zipfile.ZipFile(io.BytesIO(content))
        self.infos = self.file.infolist()
        self.names = {info.filename for info in self.infos}

    def read(self, name: str) -> bytes:
        """Return a member's data."""
        return self.file.read(name)

    def replaced(self, changes: Mapping[str, bytes]) -> bytes:
        """Return the archive with members exchanged or, those of new names, added at its end."""
        spans = _spans([info.header_offset for info in self.infos], self.file.start_dir)
        offset, records = self.file.start_dir, {}
        for info in self.infos:
            size = _central_size(self.content, offset)
            records[info] = self.content[offset : offset + size]
            offset += size
        out = io.BytesIO()
        for info in sorted(self.infos, key=lambda info: info.header_offset):
            place, record = out.tell(), records[info]
            if info.filename in changes:
                records[info] = _exchanged(out, record, changes[info.filename], place)
            else:
                first, last = spans[info.header_offset]
                out.write(self.content[first:last])
                records[info] = _relocated(record, place)
        added = [
            _added(out, name, data) for name, data in changes.items() if name not in self.names
        ]
        return _closed(out, [*records.values(), *added], self.file.comment)


def _spans(offsets: list[int], end: int) -> dict[int, tuple[int, int]]:
    """Return from where to where each member stands, its data descriptor included."""
    ordered = sorted(set(offsets))
    if len(ordered) != len(offsets):
        raise zipfile.BadZipFile("members overlap")
    return {first: (first, last) for first, last in zip(ordered, [*ordered[1:], end], strict=True)}


def _central_size(content: bytes, offset: int) -> int:
    fields = _CENTRAL.unpack_from(content, offset)
    if fields[0] != b"PK\x01\x02":
        raise zipfile.BadZipFile("central directory")
    return int(_CENTRAL.size + sum(fields[10:13]))


def _relocated(record: bytes, offset: int) -> bytes:
    """Return a record of the central directory with another offset."""
    fields = list(_CENTRAL.unpack_from(record))
    if _MAXIMUM in (fields[8], fields[9], fields[16]):
        raise zipfile.LargeZipFile("ZIP64")
    fields[16] = offset
    return _CENTRAL.pack(*fields) + record[_CENTRAL.size :]


def _exchanged(out: io.BytesIO, record: bytes, data: bytes, offset: int) -> bytes:
    """Write a member of the same name and date with other data; return its record."""
    fields = list(_CENTRAL.unpack_from(_relocated(record, offset)))
    name = record[_CENTRAL.size : _CENTRAL.size + fields[10]]
    packed = _deflated(data)
    # No data descriptor follows, so that the sizes stand in the header; the name stays as it is.
    fields[2], fields[3], fields[4] = _VERSION, fields[3] & _UTF8_NAME, _DEFLATED
    fields[7:10] = zlib.crc32(data), len(packed), len(data)
    comment = record[_CENTRAL.size + fields[10] + fields[11] :]
    fields[11] = 0
    out.write(_LOCAL.pack(b"PK\x03\x04", *fields[2:11], 0) + name + packed)
    return _CENTRAL.pack(*fields) + name + comment


def _added(out: io.BytesIO, name: str, data: bytes) -> bytes:
    raw, packed, offset = name.encode("ascii"), _deflated(data), out.tell()
    common = (_VERSION, 0, _DEFLATED, *_DOS_DAY, zlib.crc32(data), len(packed), len(data), len(raw))
    out.write(_LOCAL.pack(b"PK\x03\x04", *common, 0) + raw + packed)
    return _CENTRAL.pack(b"PK\x01\x02", _VERSION, *common, 0, 0, 0, 0, 0, offset) + raw


def _deflated(data: bytes) -> bytes:
    packer = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush()


def _closed(out: io.BytesIO, central: list[bytes], comment: bytes) -> bytes:
    start = out.tell()
    out.write(b"".join(central))
    size, count = out.tell() - start, len(central)
    out.write(_END.pack(b"PK\x05\x06", 0, 0, count, count, size, start, len(comment)) + comment)
    return out.getvalue()
