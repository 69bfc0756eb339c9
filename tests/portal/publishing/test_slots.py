"""Slots and folders: what is served is one whole version, and nothing is written without need."""

from pathlib import Path

import pytest

from portal.publishing.slots import Counts, keep_folder, keep_slots

FIRST = {"index.html": b"one", "about/index.html": b"about"}
SECOND = {"index.html": b"two", "new/index.html": b"new"}


def served(folder: Path) -> dict[str, bytes]:
    paths = (path for path in folder.resolve().rglob("*") if path.is_file() and not path.name.startswith("."))
    return {path.relative_to(folder.resolve()).as_posix(): path.read_bytes() for path in paths}


def test_a_folder_is_brought_up_to_date_and_then_left_alone(tmp_path: Path) -> None:
    assert keep_folder(tmp_path, FIRST) == Counts(2, 0, 0)
    assert keep_folder(tmp_path, SECOND) == Counts(2, 0, 1)
    assert served(tmp_path) == SECOND
    before = (tmp_path / ".manifest.json").stat().st_mtime_ns
    assert keep_folder(tmp_path, SECOND) == Counts(0, 2, 0)
    assert (tmp_path / ".manifest.json").stat().st_mtime_ns == before


def test_a_switch_leaves_the_old_slot_as_it_was(tmp_path: Path) -> None:
    keep_slots(tmp_path, FIRST, now=0)
    assert keep_slots(tmp_path, FIRST | {"index.html": b"two"}, now=10) == Counts(1, 1, 0)
    assert (tmp_path / "live").readlink() == Path("slot-2")
    assert served(tmp_path / "slot-1") == FIRST
    assert served(tmp_path / "live") == FIRST | {"index.html": b"two"}


def test_a_slot_is_used_again_only_after_it_has_rested(tmp_path: Path) -> None:
    for number, now in enumerate([0, 10, 20, 3700]):
        keep_slots(tmp_path, {"index.html": str(number).encode()}, now=now)
    assert (tmp_path / "live").readlink() == Path("slot-1")
    assert len(list(tmp_path.glob("slot-?"))) == 3


def test_no_change_switches_nothing(tmp_path: Path) -> None:
    keep_slots(tmp_path, FIRST, now=0)
    assert keep_slots(tmp_path, FIRST, now=9000) == Counts(0, 2, 0)
    assert (tmp_path / "live").readlink() == Path("slot-1")


def test_what_a_killed_build_linked_is_removed_by_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keep_slots(tmp_path, FIRST, now=0)

    def link_and_die(old: Path, new: Path) -> None:
        new.write_bytes(old.read_bytes())
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("portal.publishing.slots.os.link", link_and_die)
        with pytest.raises(KeyboardInterrupt):
            keep_slots(tmp_path, SECOND, now=10)
    assert served(tmp_path / "slot-2") == {"about/index.html": b"about"}
    assert served(tmp_path / "live") == FIRST
    keep_slots(tmp_path, SECOND, now=9e9)
    assert (tmp_path / "live").readlink() == Path("slot-2")
    assert served(tmp_path / "live") == SECOND


@pytest.mark.parametrize("path", ["../x", "/x", "a//b", ".manifest.json", ""])
def test_a_path_out_of_the_site_is_refused(tmp_path: Path, path: str) -> None:
    with pytest.raises(ValueError, match="no path inside"):
        keep_folder(tmp_path, {path: b""})
