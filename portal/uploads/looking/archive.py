"""A ZIP archive, read with care: word-processor files and spreadsheets are archives of XML.

Refused: what unpacks to far more than it is, names that lead out of the archive, bytes before, between or behind the
parts (another file hides there), two parts of one name, passwords.
"""

import io
import struct
import zipfile
from collections.abc import Iterator, Mapping

from portal.uploads.looking.looked import Refused

MOST_PARTS = 2_000
LARGEST_UNPACKED = 120 * 1024 * 1024
STEEPEST = 200
"""How many times its size a large part may unpack to; XML seldom reaches fifty."""
LARGE = 1024 * 1024
END = struct.Struct("<4s4H2LH")
HEADER = 30
SYMLINK = 0o120000
CHUNK = 256 * 1024


def read(content: bytes) -> Mapping[str, bytes]:
    """Every part by its name. Raises Refused."""
    if not content.startswith(b"PK\x03\x04"):
        raise Refused("other_kind")
    if b"%PDF-" in content[:1024]:
        raise Refused("two_kinds")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            infos = parts.infolist()
            _names(infos)
            _sizes(infos)
            _nothing_else(content, infos)
            return dict(_unpacked(parts, infos))
    except Refused:
        raise
    except Exception as error:  # a damaged archive raises what it likes
        raise Refused("damaged") from error


def _names(infos: list[zipfile.ZipInfo]) -> None:
    seen = set()
    for info in infos:
        name = info.orig_filename
        steps = name.replace("\\", "/").split("/")
        leads_out = name.startswith(("/", "\\")) or ":" in name or ".." in steps or "\0" in name or "\\" in name
        if leads_out or name.casefold() in seen or info.external_attr >> 16 & 0o170000 == SYMLINK:
            raise Refused("paths")
        seen.add(name.casefold())


def _sizes(infos: list[zipfile.ZipInfo]) -> None:
    """What the archive says of itself; `_unpacked` looks at what is true."""
    if len(infos) > MOST_PARTS or sum(info.file_size for info in infos) > LARGEST_UNPACKED:
        raise Refused("bomb")
    for info in infos:
        if info.flag_bits & 1:
            raise Refused("password")
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise Refused("damaged")
        if info.file_size > LARGE and info.file_size > STEEPEST * max(info.compress_size, 1):
            raise Refused("bomb")


def _nothing_else(content: bytes, infos: list[zipfile.ZipInfo]) -> None:
    """The parts lie one behind the other from the first byte on, the list of parts behind them, then its end."""
    place = len(content) - END.size
    sign, *_, size, start, comment = END.unpack_from(content, max(place, 0))
    if sign != b"PK\x05\x06" or comment or start + size != place:
        raise Refused("two_kinds")
    expected = 0
    for info in sorted(infos, key=lambda one: one.header_offset):
        if info.header_offset != expected:
            raise Refused("two_kinds")
        expected = _end_of(content, info, start)
    if expected != start:
        raise Refused("two_kinds")


def _end_of(content: bytes, info: zipfile.ZipInfo, last: int) -> int:
    """Where a part ends; one that was written as a stream has its sizes behind it."""
    name, extra = struct.unpack_from("<HH", content, info.header_offset + 26)
    end = int(info.header_offset + HEADER + name + extra + info.compress_size)
    if not info.flag_bits & 8:
        return end
    follows = (b"PK\x03\x04", b"PK\x01\x02")
    sizes = (end + more for more in (12, 16, 20, 24))
    return next((at for at in sizes if content[at : at + 4] in follows and at <= last), end)


def _unpacked(parts: zipfile.ZipFile, infos: list[zipfile.ZipInfo]) -> Iterator[tuple[str, bytes]]:
    total = 0
    for info in infos:
        if info.is_dir():
            continue
        kept = bytearray()
        with parts.open(info) as part:
            while chunk := part.read(CHUNK):
                kept += chunk
                total += len(chunk)
                if total > LARGEST_UNPACKED:
                    raise Refused("bomb")
        yield info.filename, bytes(kept)


def write(parts: Mapping[str, bytes], first: str = "") -> bytes:
    """An archive of these parts, the same each time; `first` comes first and is not packed (OpenDocument wants it)."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(parts, key=lambda one: one != first):
            info = zipfile.ZipInfo(name)  # dated 1980: no clock
            info.compress_type = zipfile.ZIP_STORED if name == first else zipfile.ZIP_DEFLATED
            archive.writestr(info, parts[name])
    return made.getvalue()
