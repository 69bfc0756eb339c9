"""What is kept of the files of editions between builds: what there is to know of each, since pages tell it more often
than it is made; of each authority its newest contracts as they stand in the files, some at a time, since few of them
change; and the empty workbook. Whatever is lost or torn is made anew."""

import os
import shutil
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import IO, Any, NamedTuple

import orjson

from portal.publishing.register import Edition
from portal.publishing.tables import Facts

WORKBOOK, ROWS = "workbook.json", ".rows"
SEAL = 32
LENGTH = 4


def recall(folder: Path, edition: Edition, mark: str) -> Facts | None:
    """What was kept under this mark; None where nothing was, or under another."""
    place = _place(folder, edition)
    stored = orjson.loads(place.read_bytes()) if place.exists() else {}
    return Facts(**stored["facts"]) if stored.get("mark") == mark else None


def keep(folder: Path, edition: Edition, mark: str, facts: Facts) -> None:
    """In place of what was kept of the edition before."""
    _write(_place(folder, edition), orjson.dumps({"mark": mark, "facts": facts}))


def workbook(folder: Path, mark: str, make: Callable[[], Mapping[str, bytes]]) -> dict[str, bytes]:
    """The parts of the empty workbook: what makes it takes long to load."""
    place = folder / WORKBOOK
    stored = orjson.loads(place.read_bytes()) if place.exists() else {}
    if stored.get("mark") != mark:
        stored = {"mark": mark, "parts": {name: part.decode() for name, part in make().items()}}
        _write(place, orjson.dumps(stored))
    return {name: part.encode() for name, part in stored["parts"].items()}


def forget_strangers(folder: Path, editions: Iterable[Edition]) -> None:
    """What is of no edition that there is goes: of an authority that is there no more, or kept by an older Evenhand. It
    may have been removed from the register for a reason."""
    stay = {WORKBOOK}
    for edition in editions:
        stay |= {_place(folder, edition).name, f"{edition.authority}{ROWS}"}
    for place in folder.iterdir() if folder.exists() else ():
        if place.name not in stay:
            shutil.rmtree(place, ignore_errors=True) if place.is_dir() else place.unlink(missing_ok=True)


class Kept(NamedTuple):
    """Something on a shelf: under which key it was put there, what is said of it, and groups of parts."""

    key: str
    said: dict[str, Any]
    groups: list[list[bytes]]


class Shelf:
    """What is kept of an authority under names, and under a mark of what made it."""

    def __init__(self, folder: Path, authority: str, mark: str) -> None:
        self._folder, self._mark = folder / f"{authority}{ROWS}", mark.encode()

    def recall(self, name: str, key: str) -> Kept | None:
        """The first group alone where it was kept under this very key, else all of it; None where nothing is kept. What
        is torn or was kept under another mark is thrown away: nothing that was removed for a reason waits in it."""
        try:
            with (self._folder / name).open("rb") as file:
                if kept := self._read(file, key):
                    return kept
        except FileNotFoundError:
            return None
        (self._folder / name).unlink(missing_ok=True)
        return None

    def _read(self, file: IO[bytes], key: str) -> Kept | None:
        seal, length = file.read(SEAL), int.from_bytes(file.read(LENGTH), "big")
        head = file.read(length)
        if seal != self._seal(head):
            return None
        was, said, sums = orjson.loads(head)
        found = []
        for digest, sizes in sums[:1] if was == key else sums:
            found.append([file.read(size) for size in sizes])
            if _digest(found[-1]) != digest:
                return None
        return Kept(was, said, found)

    def keep(self, name: str, kept: Kept) -> None:
        """In place of what was kept under the name before."""
        sums = [(_digest(parts), [len(part) for part in parts]) for parts in kept.groups]
        head = orjson.dumps((kept.key, kept.said, sums))
        length = len(head).to_bytes(LENGTH, "big")
        _write(self._folder / name, self._seal(head), length, head, *[part for parts in kept.groups for part in parts])

    def forget(self, all_but: Iterable[str] = ()) -> None:
        """Whatever has another name goes."""
        for name in {*os.listdir(self._folder)}.difference(all_but) if self._folder.exists() else ():
            (self._folder / name).unlink(missing_ok=True)

    def _seal(self, head: bytes) -> bytes:
        return sha256(self._mark + sha256(head).digest()).digest()


def _digest(parts: Iterable[bytes]) -> str:
    digest = sha256()
    for part in parts:
        digest.update(part)
    return digest.hexdigest()


def _write(place: Path, *parts: bytes) -> None:
    """In one step, in a folder that nobody else may write; another process may write the same. Who was
    faster may have thrown it away again: then it is made anew another time."""
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    new = place.with_name(f".{place.name}.{os.getpid()}")
    with new.open("wb") as file:
        file.writelines(parts)
    with suppress(FileNotFoundError):
        new.replace(place)


def _place(folder: Path, edition: Edition) -> Path:
    return folder / f"{edition.authority}-{edition.quarter}.json"
