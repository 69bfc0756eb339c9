"""No acknowledged return is lost by a power cut, in any disk state that one could leave (guard: finding 2).

The positive controls take one guard away each; a proof that finds nothing there proves nothing.
"""

import shutil
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from random import Random
from typing import TypeAlias

import apsw
import peewee
import pytest

import models.audit
from portal.settings import Settings
from tests.fixtures.cast import Cast
from tests.fixtures.needs import found
from tests.proofs.power_cut import Disk, State, Trace, record
from tests.proofs.processes import environ, python
from tests.proofs.world import make_world

RETURNS = 6
FEW = 4  # are enough for a control
MAILS = 3  # of one sending: to Alice, to Bob, to the council’s officer
PAGES = 40  # between two checkpoints: several in a run
SEED = 7


Ready: TypeAlias = Callable[[int], Path]


@dataclass
class Verdict:
    """What was found in all replayed states."""

    states: int = 0
    acknowledged: int = 0
    lost: int = 0
    """States in which something that was acknowledged is missing."""
    torn: int = 0
    """States in which a part of a sending is there without the rest."""
    corrupt: int = 0
    """States that SQLite cannot open or that are not sound."""


@pytest.fixture
def ready(settings: Settings, store: peewee.Database, cast: Cast, now: datetime) -> Ready:
    """`ready(n)` makes a store at rest, in one file, with `n` returns that can be sent as they stand."""

    def make(count: int) -> Path:
        models.audit.use_key(b"the key of the proof, which the workload replaces")
        make_world(cast, now, count)
        store.close()
        return Path(settings.store_url.removeprefix("sqlite:///"))

    return make


def replayed(
    ready: Path, settings: Settings, now: datetime, folder: Path, broken: str = "", until: str = ""
) -> Verdict:
    """Runs the workload on a copy of the store under strace, and looks at every state; with `until` no further than to
    the first in which that is found."""
    strace = found("strace", "strace")
    disk_folder, place, log = folder / "disk", folder / "replay", folder / "trace"
    disk_folder.mkdir()
    place.mkdir()
    shutil.copyfile(ready, disk_folder / ready.name)
    own = settings.model_copy(update={"database_url": f"sqlite:///{disk_folder / ready.name}"})
    disk, trace = Disk.holding(disk_folder), Trace(disk_folder)
    command = python("tests.proofs.powercut_workload", now.isoformat(), str(PAGES), *([broken] if broken else []))
    record(strace, log, command, environ(own))
    verdict, chance = Verdict(), Random(SEED)
    for operation in trace.read(log):
        disk.take(operation)
        for state in disk.states(chance) if not (until and getattr(verdict, until)) else ():
            judge(state, disk.said, place, verdict)
    verdict.acknowledged = len(disk.said)
    return verdict


def judge(state: State, acknowledged: list[str], place: Path, verdict: Verdict) -> None:
    """Opens a state as SQLite would after the power is back, and counts what is wrong with it."""
    for path in place.iterdir():
        path.unlink()
    for name, content in state.items():
        (place / Path(name).name).write_bytes(content)
    verdict.states += 1
    connection = apsw.Connection(str(place / "evenhand.sqlite"))
    try:
        connection.execute("PRAGMA synchronous=OFF")  # this copy need not outlive anything
        sound = connection.execute("PRAGMA integrity_check").get == "ok"
        if not sound or connection.execute("PRAGMA foreign_key_check").get:
            verdict.corrupt += 1
            return
        kept, whole = sendings(connection)
        verdict.lost += not set(acknowledged) <= kept
        verdict.torn += not whole
    except apsw.Error:
        verdict.corrupt += 1
    finally:
        connection.close()


def sendings(store: apsw.Connection) -> tuple[set[str], bool]:
    """The references that are there, and whether each of them has everything that was written with it, and no other
    return anything of it; the audit chain must end where its head says."""
    received = {row[0] for row in store.execute("SELECT public_id FROM return WHERE state = 'received'")}
    submitted = dict(
        store.execute("SELECT s.reference, r.public_id FROM submission s JOIN return r ON r.id = s.return_id")
    )
    texts = store.execute("SELECT count(*) FROM submission_text").get
    events = Counter(_id(row[0]) for row in store.execute("SELECT subject FROM audit_event WHERE action='return.sent'"))
    mails = Counter(_id(row[0]) for row in store.execute("SELECT about FROM message"))
    head = store.execute("SELECT number, mac FROM audit_head").fetchall()
    last = store.execute("SELECT number, mac FROM audit_event ORDER BY number DESC LIMIT 1").fetchall()
    whole = (
        Counter(submitted.values()) == Counter(received) == events
        and mails == Counter(dict.fromkeys(received, MAILS))
        and texts % max(1, len(submitted)) == 0
        and head == last
    )
    return set(submitted), whole


def _id(subject: str) -> str:
    """`return:1b9d2c…` -> the public id as SQLite holds it."""
    return subject.partition(":")[2].replace("-", "")


def test_no_acknowledged_return_is_lost_or_torn_by_a_power_cut(
    ready: Ready, settings: Settings, now: datetime, tmp_path: Path
) -> None:
    verdict = replayed(ready(RETURNS), settings, now, tmp_path)
    print(verdict)
    assert verdict.acknowledged == RETURNS
    assert verdict.states > 50 * RETURNS, "each sending has many moments at which the power may fail"
    assert (verdict.lost, verdict.torn, verdict.corrupt) == (0, 0, 0), verdict


@pytest.mark.parametrize(
    ("broken", "finds"),
    [("synchronous_normal", "lost"), ("synchronous_off", "corrupt"), ("mail_afterwards", "torn")],
)
def test_each_kind_of_damage_is_found_where_a_guard_is_taken_away(
    broken: str, finds: str, ready: Ready, settings: Settings, now: datetime, tmp_path: Path
) -> None:
    verdict = replayed(ready(FEW), settings, now, tmp_path, broken, until=finds)
    print(broken, verdict)
    assert verdict.acknowledged == FEW
    assert getattr(verdict, finds) > 0, verdict
