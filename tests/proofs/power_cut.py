"""Every disk state that a power cut could have left, rebuilt from a trace of what a process wrote.

strace records the system calls. A write that was not followed by a sync of its file may have reached the disk or not,
in any order, the last one in part (whole sectors only); files that were made or removed are kept in order, up to some
point, and for good once their folder was synced. What a process says on its standard output after a commit is what
the person at the other end was told.
"""

import re
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import TypeAlias

SECTOR = 512
CALLS = "pwrite64,write,fsync,fdatasync,ftruncate,unlink,openat,rename,pwritev"


@dataclass(frozen=True)
class Write:
    """Bytes for a file, at an offset."""

    file: int
    offset: int
    data: bytes


@dataclass(frozen=True)
class Cut:
    """A file is cut (or filled up with zeros) to a size."""

    file: int
    size: int


@dataclass(frozen=True)
class Sync:
    """A file’s data are on the disk when this returns."""

    file: int


@dataclass(frozen=True)
class Make:
    """A new, empty file."""

    path: str
    file: int


@dataclass(frozen=True)
class Remove:
    """A file’s name goes."""

    path: str


@dataclass(frozen=True)
class SyncFolder:
    """The names of the folder are on the disk when this returns."""


@dataclass(frozen=True)
class Say:
    """A line on standard output: from here on somebody relies on it."""

    line: str


Operation: TypeAlias = Write | Cut | Sync | Make | Remove | SyncFolder | Say


def record(strace: str, trace: Path, command: list[str], env: Mapping[str, str]) -> None:
    """Runs a command with its system calls written to `trace`. CalledProcessError where it fails."""
    options = ["-f", "--seccomp-bpf", "-y", "-xx", "-s", "200000", "-o", str(trace), "-e", f"trace={CALLS}"]
    done = subprocess.run([strace, *options, *command], env=env, check=False, capture_output=True, text=True)
    assert done.returncode == 0, f"the workload failed:\n{done.stderr[-3000:]}"


LINE = re.compile(r"^(?:\d+\s+)?(\w+)\((.*)\)\s+= (-?\d+)")
TEXT = re.compile(r'"([^"]*)"')
OPEN_FILE = re.compile(r"^(\d+)<([^>]*)>")


def _bytes(text: str) -> bytes:
    return bytes(int(pair, 16) for pair in re.findall(r"\\x([0-9a-f]{2})", text))


def _name(text: str) -> str:
    return _bytes(text).decode() if "\\x" in text else text


class Trace:
    """Reads a trace of one process: what it did to the files of one folder, in order.

    SQLite’s `-shm` file is left out: it is memory, made anew after a crash.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = str(folder)
        self.files = {str(path): number for number, path in enumerate(_kept(folder))}
        self._next = len(self.files)

    def read(self, trace: Path) -> Iterator[Operation]:
        """The operations. ValueError for a call that was interleaved with another thread’s."""
        for line in trace.read_text().splitlines():
            if "unfinished" in line or "resumed" in line:
                raise ValueError(f"The workload must have one thread: {line[:100]}")
            found = LINE.match(line)
            if found and not found[3].startswith("-"):
                yield from self._operation(*found.groups())

    def _operation(self, call: str, said: str, result: str) -> Iterator[Operation]:
        match call:
            case "openat" | "unlink" | "rename":
                yield from self._named(call, said)
            case "pwritev":
                raise ValueError("The replay does not know pwritev yet.")
            case _:
                opened = OPEN_FILE.match(said)
                if opened:
                    yield from self._on(call, opened[1], _name(opened[2]).removesuffix(" (deleted)"), said, int(result))

    def _named(self, call: str, said: str) -> Iterator[Operation]:
        path = _name(TEXT.findall(said)[0])
        if not path.startswith(self.folder) or path.endswith("-shm"):
            return
        if call == "rename":
            raise ValueError("The replay does not know rename yet.")
        if call == "unlink":
            self.files.pop(path, None)
            yield Remove(path)
        elif "O_CREAT" in said and path not in self.files:
            self.files[path] = self._next
            self._next += 1
            yield Make(path, self.files[path])

    def _on(self, call: str, number: str, path: str, said: str, result: int) -> Iterator[Operation]:
        if call == "write" and number == "1":
            yield Say(_bytes(TEXT.findall(said)[0]).decode().strip())
        elif call in ("fsync", "fdatasync") and path == self.folder:
            yield SyncFolder()
        elif path in self.files:
            yield self._change(call, self.files[path], said, result)

    def _change(self, call: str, file: int, said: str, result: int) -> Operation:
        if call == "pwrite64":
            data = _bytes(TEXT.findall(said)[0])
            if len(data) < result:
                raise ValueError("The trace was cut short: raise strace’s -s.")
            return Write(file, int(said.rpartition(",")[2]), data[:result])
        if call == "ftruncate":
            return Cut(file, int(said.rpartition(",")[2]))
        if call == "write":
            raise ValueError("SQLite is expected to write with pwrite64.")
        return Sync(file)


def _kept(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.is_file() and not path.name.endswith("-shm"))


State: TypeAlias = dict[str, bytes]
"""What would be found after the power is back: path -> content."""


@dataclass
class Disk:
    """What is surely on the disk, and what may be."""

    names: dict[str, int]
    data: dict[int, bytearray]
    waiting: list[Write | Cut] = field(default_factory=list)
    renaming: list[Make | Remove] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    fresh: bool = True
    """Whether what is surely there, or what was said, has changed since states were last drawn."""

    @classmethod
    def holding(cls, folder: Path) -> "Disk":
        """A disk on which the files of a folder are safe."""
        paths = _kept(folder)
        names = {str(path): number for number, path in enumerate(paths)}
        return cls(names, {number: bytearray(path.read_bytes()) for number, path in enumerate(paths)})

    def take(self, operation: Operation) -> None:
        """What an operation does."""
        match operation:
            case Write() | Cut():
                self.waiting.append(operation)
            case Make() | Remove():
                self.renaming.append(operation)
            case Sync(file):
                for one in [w for w in self.waiting if w.file == file]:
                    _change(self.data, one)
                self.waiting = [w for w in self.waiting if w.file != file]
                self.fresh = True
            case SyncFolder():
                _rename(self.names, self.renaming)
                self.renaming, self.fresh = [], True
            case Say(line):
                self.said.append(line)
                self.fresh = True

    def states(self, chance: Random) -> Iterator[State]:
        """States that a cut at this moment could leave, each once: nothing that waits is kept; all; some; the last one
        torn."""
        for kept_names in sorted({0, len(self.renaming)}):
            kept: list[list[Write | Cut]] = []
            if self.waiting:
                kept.append(self.waiting)
                kept.append([w for w in self.waiting if chance.random() < 0.5])
                kept.append([*self.waiting[:-1], *_torn(self.waiting[-1], chance)])
            kept = [some for some in kept if some or kept_names] + [[]] * self.fresh
            yield from (self._state(kept_names, some) for n, some in enumerate(kept) if some not in kept[:n])
        self.fresh = False

    def _state(self, kept_names: int, kept: list[Write | Cut]) -> State:
        names = dict(self.names)
        _rename(names, self.renaming[:kept_names])
        touched = {one.file for one in kept}
        data = {file: bytearray(content) if file in touched else content for file, content in self.data.items()}
        for one in kept:
            _change(data, one)
        return {path: bytes(data.get(file, b"")) for path, file in names.items()}


def _rename(names: dict[str, int], changes: list[Make | Remove]) -> None:
    for change in changes:
        if isinstance(change, Make):
            names[change.path] = change.file
        else:
            names.pop(change.path, None)


def _change(data: dict[int, bytearray], one: Write | Cut) -> None:
    content = data.setdefault(one.file, bytearray())
    end = one.offset if isinstance(one, Write) else one.size
    content.extend(bytes(max(0, end - len(content))))
    if isinstance(one, Write):
        content[one.offset : one.offset + len(one.data)] = one.data
    else:
        del content[one.size :]


def _torn(one: Write | Cut, chance: Random) -> list[Write | Cut]:
    """A write of several sectors of which only the first ones arrived; one sector arrives whole or not at all."""
    if isinstance(one, Cut) or len(one.data) <= SECTOR:
        return []
    sectors = chance.randrange(1, (len(one.data) - 1) // SECTOR + 1)
    return [Write(one.file, one.offset, one.data[: sectors * SECTOR])]
