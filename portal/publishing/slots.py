"""Where the public site is kept: one plain folder, or slots of which the link `live` names one.

A file is unlinked before it is written: slots share unchanged files through hard links.
"""

import fcntl
import os
import shutil
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from portal.publishing.manifest import GONE, Kept, Manifest
from portal.publishing.stage import Stage

REST_SECONDS = 3600
"""How long a slot rests after it was live: somebody may still be reading from it."""

Files = Mapping[str, Kept]


@dataclass(frozen=True)
class Counts:
    """How many files a build wrote, left alone and removed, against what was live."""

    written: int
    unchanged: int
    removed: int


class Place(ABC):
    """A place for a site. `with place.alone() as stage:` render into the stage, then `place.keep(stage, after)`."""

    def __init__(self, root: Path) -> None:
        self.root = root

    @abstractmethod
    def known(self) -> Manifest:
        """What stands there now."""

    @abstractmethod
    def keep(self, stage: Stage, after: Manifest) -> Counts:
        """Make it hold just the files of `after`; those that differ from what is known stand in the stage."""

    @abstractmethod
    def read(self, path: str) -> bytes:
        """A file as it stands there now."""

    @contextmanager
    def alone(self) -> Iterator[Stage]:
        """Two builds at once take turns; what an earlier one left behind is thrown away, as this one’s stage is."""
        self.root.mkdir(parents=True, exist_ok=True)
        with (self.root / ".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            folder = self.root / ".stage"
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            try:
                yield Stage(folder, self.known())
            finally:
                shutil.rmtree(folder, ignore_errors=True)


class Folder(Place):
    """One plain folder, brought up to date in place. Files that no build of ours wrote are left alone."""

    def known(self) -> Manifest:
        return Manifest.read(self._manifest)

    def keep(self, stage: Stage, after: Manifest) -> Counts:
        _bring_up_to_date(self.root, self._manifest, stage.known, after, stage.folder)
        return compared(stage.known.files, after.files)

    def read(self, path: str) -> bytes:
        return (self.root / path).read_bytes()

    @property
    def _manifest(self) -> Path:
        return self.root / ".manifest.json"


class Slots(Place):
    """Slots beside each other; `live` is switched from one to the next when the next is whole. `now` in seconds since
    1970."""

    def __init__(self, root: Path, now: float) -> None:
        super().__init__(root)
        self.now, self.live = now, root / "live"

    def known(self) -> Manifest:
        return Manifest.read(_manifest(self._current)) if self._current else Manifest()

    def read(self, path: str) -> bytes:
        return (self.live / path).read_bytes()

    def keep(self, stage: Stage, after: Manifest) -> Counts:
        counts = compared(stage.known.files, after.files)
        old = self._current
        if old is None or counts.written or counts.removed:
            slot = self._rested() or self._new()
            _bring_up_to_date(slot, _manifest(slot), Manifest.read(_manifest(slot)), after, stage.folder, old)
            _verify(slot, after.files)
            os.sync()  # what the link names must outlive a power cut
            self._switch(slot)
            if old:
                os.utime(_manifest(old), (self.now, self.now))
        elif after.made_by != stage.known.made_by or after.files != stage.known.files:
            after.write(_manifest(old))  # the same bytes, by other templates
        self._forget_what_was_taken_down(after)
        return counts

    @property
    def _current(self) -> Path | None:
        return self.root / self.live.readlink() if self.live.is_symlink() else None

    def _others(self) -> list[Path]:
        return sorted(path for path in self.root.glob("slot-*") if path.is_dir() and path != self._current)

    def _rested(self) -> Path | None:
        """The slot that was live longest ago, if that is long enough ago; one without a manifest never was live."""
        times = {s: _manifest(s).stat().st_mtime if _manifest(s).exists() else 0.0 for s in self._others()}
        oldest = min(times, key=lambda slot: times[slot], default=None)
        return oldest if oldest and times[oldest] <= self.now - REST_SECONDS else None

    def _new(self) -> Path:
        number = 1 + max((int(slot.name.removeprefix("slot-")) for slot in self.root.glob("slot-*[0-9]")), default=0)
        slot = self.root / f"slot-{number}"
        slot.mkdir()
        return slot

    def _switch(self, slot: Path) -> None:
        new = self.live.with_name(".live.new")
        new.unlink(missing_ok=True)
        new.symlink_to(slot.name)
        new.replace(self.live)

    def _forget_what_was_taken_down(self, after: Manifest) -> None:
        """A slot from before a take-down goes at once, rested or not: what was removed may stand in it."""
        gone = after.files.get(GONE)
        for slot in self._others():
            kept = Manifest.read(_manifest(slot)).files.get(GONE)
            if gone and (kept is None or kept.digest != gone.digest):
                shutil.rmtree(slot)
                _manifest(slot).unlink(missing_ok=True)


def compared(before: Files, after: Files) -> Counts:
    """What it takes to make `after` of `before`."""
    unchanged = sum(path in before and before[path].digest == kept.digest for path, kept in after.items())
    return Counts(len(after) - unchanged, unchanged, len(before.keys() - after.keys()))


def _manifest(slot: Path) -> Path:
    return slot.with_name(f"{slot.name}.json")


def _bring_up_to_date(
    folder: Path, manifest: Path, before: Manifest, after: Manifest, stage: Path, live: Path | None = None
) -> None:
    """What differs comes from the stage, or, where the stage has it not because it is live, from there by a link.
    `before`: what the manifest says now."""
    changing = [path for path, kept in after.files.items() if not before.same_bytes(path, kept.digest)]
    going = before.files.keys() - after.files.keys()
    if not changing and not going and before.made_by == after.made_by and before.files == after.files:
        return
    # Until all stands the manifest vouches for nothing that changes: what a killed build left is made good.
    before.vouching_for(after.files).write(manifest)
    for path in sorted(going):
        (folder / path).unlink(missing_ok=True)
        _remove_empty(folder, (folder / path).parent)
    if live:
        _link_in([path for path in changing if not (stage / path).exists()], live, folder)
    _move_in(stage, folder)
    after.write(manifest)


def _link_in(paths: Iterable[str], live: Path, folder: Path) -> None:
    """What was not staged because it stands in the live slot."""
    for path in paths:
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.unlink(missing_ok=True)
        os.link(live / path, target)


def _move_in(stage: Path, folder: Path) -> None:
    """Everything that was staged; a folder that is new goes over whole."""
    for entry in list(os.scandir(stage)):
        target = folder / entry.name
        if not entry.is_dir():
            target.unlink(missing_ok=True)
        elif target.exists():
            _move_in(stage / entry.name, target)
            continue
        os.rename(entry.path, target)


def _remove_empty(folder: Path, inner: Path) -> None:
    while inner != folder and inner.is_dir() and not any(inner.iterdir()):
        inner.rmdir()
        inner = inner.parent


def _verify(slot: Path, files: Files) -> None:
    """Raises OSError unless the slot holds just these files."""
    found = {f"{folder}/{name}".removeprefix(f"{slot}/") for folder, _folders, names in os.walk(slot) for name in names}
    if found != files.keys():
        shutil.rmtree(slot)
        _manifest(slot).unlink(missing_ok=True)
        raise OSError(f"{slot.name} does not hold what it should: {sorted(found ^ files.keys())[:3]}. Publish again.")
