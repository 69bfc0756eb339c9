"""Slots and folders: what is served is one whole version, and nothing is written without need."""

import os
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from portal.publishing import manifest
from portal.publishing.manifest import Kept, Manifest
from portal.publishing.slots import Counts, Folder, Place, Slots

FIRST = {"index.html": b"one", "about/index.html": b"about"}
SECOND = {"index.html": b"two", "new/index.html": b"new"}


def keep(place: Place, files: dict[str, bytes], made_by: str = "these templates") -> Counts:
    with place.alone() as stage:
        after = {path: Kept(stage.put(path, content), "a mark") for path, content in files.items()}
        return place.keep(stage, Manifest(made_by, after))


def served(folder: Path) -> dict[str, bytes]:
    paths = (path for path in folder.resolve().rglob("*") if path.is_file() and not path.name.startswith("."))
    return {path.relative_to(folder.resolve()).as_posix(): path.read_bytes() for path in paths}


def test_a_folder_is_brought_up_to_date_and_then_left_alone(tmp_path: Path) -> None:
    assert keep(Folder(tmp_path), FIRST) == Counts(2, 0, 0)
    assert keep(Folder(tmp_path), SECOND) == Counts(2, 0, 1)
    assert served(tmp_path) == SECOND
    before = (tmp_path / ".manifest.json").stat().st_mtime_ns
    assert keep(Folder(tmp_path), SECOND) == Counts(0, 2, 0)
    assert (tmp_path / ".manifest.json").stat().st_mtime_ns == before


def test_what_nobody_built_is_left_alone_in_a_plain_folder(tmp_path: Path) -> None:
    (tmp_path / "CNAME").write_bytes(b"contracts.fairshire.example")
    keep(Folder(tmp_path), FIRST)
    keep(Folder(tmp_path), SECOND)
    assert served(tmp_path) == {**SECOND, "CNAME": b"contracts.fairshire.example"}


def test_a_switch_leaves_the_old_slot_as_it_was(tmp_path: Path) -> None:
    keep(Slots(tmp_path, 0), FIRST)
    assert keep(Slots(tmp_path, 10), FIRST | {"index.html": b"two"}) == Counts(1, 1, 0)
    assert (tmp_path / "live").readlink() == Path("slot-2")
    assert served(tmp_path / "slot-1") == FIRST
    assert served(tmp_path / "live") == FIRST | {"index.html": b"two"}
    inodes = {(tmp_path / slot / "about/index.html").stat().st_ino for slot in ("slot-1", "slot-2")}
    assert len(inodes) == 1, "what did not change stands on the disk once"


def test_a_slot_is_used_again_only_after_it_has_rested(tmp_path: Path) -> None:
    for number, now in enumerate([0, 10, 20, 3700]):
        keep(Slots(tmp_path, now), {"index.html": str(number).encode()})
    assert (tmp_path / "live").readlink() == Path("slot-1")
    assert served(tmp_path / "live") == {"index.html": b"3"}
    assert len(list(tmp_path.glob("slot-?"))) == 3


def test_no_change_switches_nothing(tmp_path: Path) -> None:
    keep(Slots(tmp_path, 0), FIRST)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*") if path.name != ".lock"}
    assert keep(Slots(tmp_path, 9000), FIRST) == Counts(0, 2, 0)
    after = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*") if path.name != ".lock"}
    assert after == before


def test_the_same_bytes_by_other_templates_only_renew_the_manifest(tmp_path: Path) -> None:
    keep(Slots(tmp_path, 0), FIRST)
    assert keep(Slots(tmp_path, 10), FIRST, "other templates") == Counts(0, 2, 0)
    assert (tmp_path / "live").readlink() == Path("slot-1")
    assert Slots(tmp_path, 20).known().made_by == "other templates"


def test_everything_is_on_the_disk_before_the_link_names_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    real = os.symlink
    monkeypatch.setattr(os, "sync", lambda: done.append("sync"))
    monkeypatch.setattr(os, "symlink", lambda *paths: (done.append("symlink"), real(*paths)))
    keep(Slots(tmp_path, 0), FIRST)
    assert done == ["sync", "symlink"]


@pytest.mark.parametrize("count", [0, 1, manifest.SOME, 2 * manifest.SOME + 1])
def test_a_manifest_of_any_size_is_read_as_it_was_written(tmp_path: Path, count: int) -> None:
    files = {f"{number}/“{number % 7}”.html": Kept(f"{number:064}", "m" * (number % 3)) for number in range(count)}
    Manifest("made by", files).write(tmp_path / "manifest.json")
    assert Manifest.read(tmp_path / "manifest.json") == Manifest("made by", files)


def test_a_page_that_becomes_a_folder_and_back_is_no_trouble(tmp_path: Path) -> None:
    as_file, as_folder = {"a": b"file"}, {"a/index.html": b"folder"}
    for number, files in enumerate([as_file, as_folder, as_file]):
        keep(Slots(tmp_path / "slots", number * 4000), files)
        keep(Folder(tmp_path / "folder"), files)
        assert served(tmp_path / "slots" / "live") == served(tmp_path / "folder") == files


def test_what_was_taken_down_leaves_every_slot_at_once(tmp_path: Path) -> None:
    for number in range(3):
        keep(Slots(tmp_path, number * 10), {"index.html": b"secret %d" % number, "gone.txt": b""})
    keep(Slots(tmp_path, 30), {"index.html": b"removed", "gone.txt": b"/contracts/a/b/ 2026-11-20\n"})
    everything = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert b"secret" not in everything
    assert [path.name for path in sorted(tmp_path.glob("slot-*"))] == ["slot-4", "slot-4.json"]


def test_a_slot_that_somebody_changed_is_never_made_live(tmp_path: Path) -> None:
    keep(Slots(tmp_path, 0), FIRST)
    keep(Slots(tmp_path, 10), SECOND)
    (tmp_path / "slot-1" / "stranger.html").write_bytes(b"?")
    with pytest.raises(OSError, match="does not hold what it should"):
        keep(Slots(tmp_path, 9000), FIRST)
    assert served(tmp_path / "live") == SECOND
    keep(Slots(tmp_path, 9001), FIRST)
    assert served(tmp_path / "live") == FIRST


@pytest.mark.parametrize("path", ["../outside.html", "a//b.html", "/etc/canary", ".hidden", "a/../b.html", ""])
def test_no_path_leads_out_of_the_site(tmp_path: Path, path: str) -> None:
    with Folder(tmp_path).alone() as stage, pytest.raises(ValueError, match="no path inside the site"):
        stage.put(path, b"?")


def test_a_large_file_is_taken_in_piece_by_piece(tmp_path: Path) -> None:
    pieces = [b"one", b"two", b"three"]
    with Folder(tmp_path).alone() as stage:
        digest = stage.stream("data/record.sqlite", iter(pieces))
        Folder(tmp_path).keep(stage, Manifest("", {"data/record.sqlite": Kept(digest)}))
    assert digest == sha256(b"".join(pieces)).hexdigest()
    with Folder(tmp_path).alone() as stage:
        assert stage.stream("data/record.sqlite", iter(pieces)) == digest
        assert not [path for path in stage.folder.rglob("*") if path.is_file()], "what is live is not kept again"


def test_a_large_file_whose_digest_is_known_is_not_even_read_where_it_is_live(tmp_path: Path) -> None:
    digest, read = sha256(b"whole").hexdigest(), []

    def pieces() -> Iterator[bytes]:
        read.append("once more")
        yield b"whole"

    for _ in range(2):
        with Folder(tmp_path).alone() as stage:
            assert stage.stream("data/record.sqlite", pieces(), digest) == digest
            Folder(tmp_path).keep(stage, Manifest("", {"data/record.sqlite": Kept(digest)}))
    assert (tmp_path / "data" / "record.sqlite").read_bytes() == b"whole"
    assert read == ["once more"]
