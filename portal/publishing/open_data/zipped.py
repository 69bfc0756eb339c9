"""A ZIP archive of which a part may be put together of pieces that were compressed one by one, perhaps by an earlier
build: zipfile compresses whatever it is given."""

import zlib
from functools import cache
from struct import pack
from typing import IO, NamedTuple

LEVEL = 4
"""Of compression: the default one takes half as long again, for a file that is an eighth smaller."""

ONE = 1 << 31
"""Polynomials over GF(2) stand in 32 bits, the constant first, as in CRC-32: this is 1, and x has the bit after it."""
MODULUS = 0xEDB8_8320
"""That of CRC-32, without its highest power."""

VERSION, DEFLATED = 20, 8
DAY = 1 << 5 | 1
"""1 January 1980, the first day that there is: another day would be another file."""


class Piece(NamedTuple):
    """A part of a text, compressed, so that whatever was compressed alike may follow. `past`: what takes the CRC-32 of
    a text before it over it."""

    packed: bytes
    size: int
    crc: int
    past: int


def piece(text: bytes, *, last: bool = False) -> Piece:
    """`last`: nothing follows."""
    press = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed = press.compress(text) + press.flush(zlib.Z_FINISH if last else zlib.Z_FULL_FLUSH)
    return Piece(packed, len(text), zlib.crc32(text), _past(len(text)))


class Archive:
    """One that is being written into a file: `begin` a part, `put` its pieces; `close` in the end."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._parts: list[tuple[bytes, int, bytes]] = []  # name, where it begins, what both headers say of it
        self._name, self._at, self._size, self._packed, self._crc = b"", 0, 0, 0, 0

    def begin(self, name: str) -> None:
        """The part before must be complete."""
        self._end()
        self._name, self._at = name.encode(), self._file.tell()
        self._size = self._packed = self._crc = 0
        self._file.write(self._header())

    def put(self, one: Piece) -> None:
        """The next piece of the part that was begun."""
        self._file.write(one.packed)
        self._packed += len(one.packed)
        self._size += one.size
        self._crc = _product(one.past, self._crc) ^ one.crc

    def close(self) -> None:
        """The list of all parts."""
        self._end()
        first = self._file.tell()
        for name, at, said in self._parts:
            central = pack("<3H2L", 0, 0, 0, 0, at)  # no comment, disk 0, no attributes
            self._file.write(b"PK\1\2" + pack("<H", VERSION) + said + central + name)
        count, size = len(self._parts), self._file.tell() - first
        self._file.write(b"PK\5\6" + pack("<4H2LH", 0, 0, count, count, size, first, 0))

    def _end(self) -> None:
        """Only now it is known what the header of the part says."""
        if self._name:
            after = self._file.tell()
            self._file.seek(self._at)
            self._file.write(self._header())
            self._file.seek(after)
            self._parts.append((self._name, self._at, self._said()))

    def _header(self) -> bytes:
        return b"PK\3\4" + self._said() + self._name

    def _said(self) -> bytes:
        facts = (VERSION, 0, DEFLATED, 0, DAY, self._crc, self._packed, self._size, len(self._name), 0)
        return pack("<5H3L2H", *facts)


def _product(one: int, other: int) -> int:
    """Of two polynomials, modulo that of CRC-32."""
    found = 0
    while one:
        if one & ONE:
            found ^= other
        one = one << 1 & 0xFFFF_FFFF
        other = other >> 1 ^ (MODULUS if other & 1 else 0)
    return found


def _past(size: int) -> int:
    """x to the power of eight for each byte."""
    found = ONE
    for place in range(size.bit_length()):
        if size >> place & 1:
            found = _product(found, _squared(place))
    return found


@cache
def _squared(times: int) -> int:
    """x to the power of eight, squared so many times."""
    return _product(_squared(times - 1), _squared(times - 1)) if times else ONE >> 8
