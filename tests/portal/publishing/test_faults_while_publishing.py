"""Killed at any moment, a full disk, two builds at once: what is served is always one whole version."""

import errno
import itertools
import multiprocessing
import os
import random
import select
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from models.public.record import write_record
from portal.publishing import building
from portal.publishing.building import Outcome, build
from portal.publishing.freezer import SiteFreezer
from portal.publishing.site import Site
from portal.publishing.slots import Folder, Place, Slots
from tests.fixtures.tree import ROOT
from tests.portal.publishing.released_rows import Rows

Version = dict[str, bytes]
CALLS = ("link", "mkdir", "rename", "replace", "rmdir", "symlink", "unlink", "utime", "write")
"""What changes a disk, beside what Path writes."""


def served(folder: Path) -> Version:
    here = folder.resolve()
    paths = (path for path in here.rglob("*") if path.is_file() and not path.name.startswith("."))
    return {path.relative_to(here).as_posix(): path.read_bytes() for path in paths if ".stage" not in path.parts}


class World:
    """Two versions of a small site, and what each is when it is built from nothing."""

    def __init__(self, folder: Path, contracts: int = 2) -> None:
        self.folder, self.sites, self.whole = folder, [], []
        words = folder / "words"  # without market position statements: they would only make it slow
        (words / "content").mkdir(parents=True)
        (words / "content" / "about").symlink_to(ROOT / "site" / "content" / "about")
        for number in range(2):
            rows = Rows()
            for n in range(contracts):
                rows.contract(f"contract-{n}", title=f"Version {number} of contract {n}")
            rows.contract(f"only-in-{number}")
            record = folder / f"record-{number}.sqlite"
            write_record(record, rows.record())
            self.sites.append(Site("Fairshire", record, "https://contracts.fairshire.example", words=words))
            build(self.sites[number], Folder(folder / f"clean-{number}"), processes=1)
            self.whole.append(served(folder / f"clean-{number}"))
        assert self.whole[0] != self.whole[1]
        assert len(self.whole[0]) > contracts

    def publish(self, number: int, place: Place, **other: Any) -> Outcome:
        outcome = build(self.sites[number], place, **{"processes": 1, **other})
        assert not outcome.failures
        return outcome


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path)


class Fault(Exception):
    """The process is gone."""


def failing_at(number: int, error: Callable[[], BaseException], patch: pytest.MonkeyPatch) -> list[int]:
    """Makes the disk fail at its n-th change and at each one after it; the list counts the changes."""
    count = [0]

    def wrapped(real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:
            count[0] += 1
            if count[0] >= number:
                raise error()
            return real(*args, **kwargs)

        return call

    for name in CALLS:
        patch.setattr(os, name, wrapped(getattr(os, name)))
    for name in ("write_bytes", "write_text"):
        patch.setattr(Path, name, wrapped(getattr(Path, name)))
    return count


@pytest.mark.parametrize("error", [lambda: OSError(errno.ENOSPC, "No space left on device"), Fault])
def test_whichever_change_of_the_disk_is_the_last_what_is_served_is_whole(
    world: World, error: Callable[[], BaseException]
) -> None:
    public = world.folder / "public"
    world.publish(0, Slots(public, 0))
    for number in itertools.chain(range(1, 12), range(12, 10**6, 13)):
        with pytest.MonkeyPatch.context() as patch:
            count = failing_at(number, error, patch)
            with suppress(OSError, Fault):
                world.publish(1, Slots(public, 10))
        assert served(public / "live") in world.whole, f"torn at change {number}"
        world.publish(1, Slots(public, 20))
        assert served(public / "live") == world.whole[1], f"not made good after change {number}"
        world.publish(0, Slots(public, 9000 + number * 9000))
        assert served(public / "live") == world.whole[0]
        if count[0] < number:
            break
    assert number > 20, "there were changes to fail at"


def test_a_plain_folder_is_made_good_by_the_next_build(world: World) -> None:
    for number in range(1, 60, 7):
        folder = world.folder / "plain"
        world.publish(0, Folder(folder))
        with pytest.MonkeyPatch.context() as patch:
            failing_at(number, Fault, patch)
            with suppress(OSError, Fault):
                world.publish(1, Folder(folder))
        world.publish(1, Folder(folder))
        assert served(folder) == world.whole[1], f"change {number}"


def test_killed_at_random_moments_it_always_serves_one_whole_version(world: World) -> None:
    public, chance = world.folder / "public", random.Random(26)
    world.publish(0, Slots(public, 0))
    fork = multiprocessing.get_context("fork")
    lasts = []
    for number in range(1, 25):
        began = time.monotonic()
        child = fork.Process(
            target=world.publish, args=(number % 2, Slots(public, number * 5000)), kwargs={"processes": 2}
        )
        child.start()
        child.join(chance.uniform(0.2, 1.1) * max(lasts, default=0.3))
        if child.is_alive():
            os.kill(child.pid or 0, signal.SIGKILL)
        else:
            lasts.append(time.monotonic() - began)
        child.join()
        assert served(public / "live") in world.whole
    world.publish(1, Slots(public, 10**6))
    assert served(public / "live") == world.whole[1]
    assert not (public / ".stage").exists()


def test_two_builds_at_once_take_turns(world: World) -> None:
    public = world.folder / "public"
    fork = multiprocessing.get_context("fork")
    for turn in range(4):
        both = [fork.Process(target=world.publish, args=(n, Slots(public, turn * 5000 + n))) for n in range(2)]
        for one in both:
            one.start()
        for one in both:
            one.join()
        assert [one.exitcode for one in both] == [0, 0]
        assert served(public / "live") in world.whole


def _dying(monkeypatch: pytest.MonkeyPatch, folder: Path, who: str, error: BaseException | None = None) -> None:
    """Builds from here on render page by page. Once the helper has begun its first page, the “asker” or the “helper” is
    killed, or meets an error; the helper goes on when nobody asks any more, and has more to say than a pipe holds."""
    real, asker, begun = SiteFreezer.freeze_these, os.getpid(), multiprocessing.get_context("fork").Event()
    until_over, asks = os.pipe()

    def end() -> None:
        if error:
            os.close(asks)
            raise error
        os.kill(os.getpid(), signal.SIGKILL)

    def freeze_these(self: SiteFreezer, addresses: Any) -> Any:
        if os.getpid() == asker:
            assert begun.wait(20)
            return end() if who == "asker" else real(self, addresses)
        with (folder / "rendered").open("a") as file:
            file.write("a page\n")
        if begun.is_set():
            return real(self, addresses)
        begun.set()
        if who == "helper":
            end()
        os.close(asks)
        os.read(until_over, 1)
        frozen = real(self, addresses)
        frozen.digests.update({f"{number}.html": "0" * 64 for number in range(5000)})
        return frozen

    monkeypatch.setattr(building, "PART", 1)
    monkeypatch.setattr(SiteFreezer, "freeze_these", freeze_these)


def test_a_helping_process_that_is_killed_fails_the_build_and_nothing_is_switched(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    public = world.folder / "public"
    world.publish(0, Slots(public, 0))
    _dying(monkeypatch, world.folder, "helper")
    with pytest.raises(OSError, match="has ended"):
        world.publish(1, Slots(public, 5000), processes=2)
    assert served(public / "live") == world.whole[0]


def _over(world: World, build: Callable[[], None]) -> int | None:
    """Builds in a process of its own; its exit code, when it and its helper have ended."""
    ended, running = os.pipe()
    asker = multiprocessing.get_context("fork").Process(target=build)
    asker.start()
    os.close(running)
    assert select.select([ended], [], [], 30)[0], "somebody goes on"
    os.close(ended)
    asker.join()
    rendered = (world.folder / "rendered").read_text().count("a page\n")
    assert rendered < 5, "who ends lets go of its pipes a moment before its children are others’"
    return asker.exitcode


def test_nobody_goes_on_when_the_process_that_asked_is_killed(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def build_and_die() -> None:
        _dying(monkeypatch, world.folder, "asker")
        world.publish(1, Slots(world.folder / "public", 0), processes=2)

    assert _over(world, build_and_die) == -signal.SIGKILL


def test_nobody_goes_on_when_the_disk_is_full_for_the_process_that_asked(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def build_and_fail() -> None:
        _dying(monkeypatch, world.folder, "asker", OSError(errno.ENOSPC, "full"))
        with pytest.raises(OSError, match="full"):
            world.publish(1, Slots(world.folder / "public", 0), processes=2)

    assert _over(world, build_and_fail) == 0
