"""Where a build of the public site is kept: one plain folder, or slots of which the link `live` names one.

A file is unlinked before it is written: slots share unchanged files through hard links.
"""

import fcntl
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

REST_SECONDS = 3600
"""How long a slot rests after it was live: somebody may still be reading from it."""

Files = Mapping[str, bytes]
"""Path inside the site, with slashes -> what stands there."""


@dataclass(frozen=True)
class Counts:
    """How many files a build wrote, left alone and removed."""

    written: int
    unchanged: int
    removed: int


def keep_folder(folder: Path, files: Files) -> Counts:
    """Bring one plain folder up to date in place. Files that no build of ours wrote are left alone.

    Raises ValueError for a path that leads out of the folder.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with _alone(folder / ".lock"):
        return _bring_up_to_date(folder, folder / ".manifest.json", files)


def keep_slots(public: Path, files: Files, *, now: float) -> Counts:
    """Bring a slot that has rested up to date and switch `live` to it; nothing happens if the live one is equal.

    `now` in seconds since 1970. Counts are relative to what was live. Raises ValueError as `keep_folder` does.
    """
    public.mkdir(parents=True, exist_ok=True)
    with _alone(public / ".lock"):
        live = public / "live"
        old = public / live.readlink() if live.is_symlink() else None
        counts = _compared(_read(_manifest(old)) if old else {}, _digests(files))
        if old and not counts.written and not counts.removed:
            return counts
        slot = _rested(public, old, now) or _new(public, old)
        _bring_up_to_date(slot, _manifest(slot), files)
        _switch(live, slot)
        if old:
            os.utime(_manifest(old), (now, now))
        return counts


def _manifest(slot: Path) -> Path:
    return slot.with_suffix(".json")


def _slots(public: Path) -> list[Path]:
    return sorted(path for path in public.glob("slot-*") if path.is_dir())


def _rested(public: Path, live: Path | None, now: float) -> Path | None:
    """The slot that was live longest ago, if that is long enough ago; one without a manifest never was live."""
    times = {s: _manifest(s).stat().st_mtime if _manifest(s).exists() else 0.0 for s in _slots(public) if s != live}
    oldest = min(times, key=lambda slot: times[slot], default=None)
    return oldest if oldest and times[oldest] <= now - REST_SECONDS else None


def _new(public: Path, live: Path | None) -> Path:
    number = 1 + max((int(slot.name.removeprefix("slot-")) for slot in _slots(public)), default=0)
    slot = public / f"slot-{number}"
    slot.mkdir()
    if live:
        known = _read(_manifest(live))
        # Named before they are linked: what a killed build leaves here must be found, and removed, by the next.
        _write(_manifest(slot), dict.fromkeys(known, ""))
        for path in known:
            (slot / path).parent.mkdir(parents=True, exist_ok=True)
            os.link(live / path, slot / path)
        _write(_manifest(slot), known)
    return slot


def _bring_up_to_date(folder: Path, manifest: Path, files: Files) -> Counts:
    before, after = _read(manifest), _digests(files)
    counts = _compared(before, after)
    if not counts.written and not counts.removed:
        return counts
    # Until all is written the manifest vouches for nothing that changes: a build that was killed is made good.
    _write(manifest, {path: before[path] if before.get(path) == after.get(path) else "" for path in before | after})
    for path in sorted(before.keys() - after.keys()):
        (folder / path).unlink(missing_ok=True)
        _remove_empty(folder, (folder / path).parent)
    for path, digest in after.items():
        if before.get(path) != digest:
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).unlink(missing_ok=True)
            (folder / path).write_bytes(files[path])
    _write(manifest, after)
    return counts


def _remove_empty(folder: Path, inner: Path) -> None:
    while inner != folder and inner.is_dir() and not any(inner.iterdir()):
        inner.rmdir()
        inner = inner.parent


def _digests(files: Files) -> dict[str, str]:
    for path in files:
        if any(part in ("", ".", "..") or part.startswith(".") for part in path.split("/")):
            raise ValueError(f"“{path}” is no path inside the site.")
    return {path: sha256(files[path]).hexdigest() for path in sorted(files)}


def _compared(before: Mapping[str, str], after: Mapping[str, str]) -> Counts:
    unchanged = sum(before.get(path) == digest for path, digest in after.items())
    return Counts(len(after) - unchanged, unchanged, len(before.keys() - after.keys()))


def _read(manifest: Path) -> dict[str, str]:
    return dict(json.loads(manifest.read_text("utf-8"))) if manifest.exists() else {}


def _write(manifest: Path, digests: Mapping[str, str]) -> None:
    new = manifest.with_name(f".{manifest.name}.new")
    new.write_text(json.dumps(digests, indent=0, sort_keys=True), "utf-8")
    new.replace(manifest)


def _switch(live: Path, slot: Path) -> None:
    new = live.with_name(".live.new")
    new.unlink(missing_ok=True)
    new.symlink_to(slot.name)
    new.replace(live)


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    """Two builds at once take turns."""
    with lock.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield
