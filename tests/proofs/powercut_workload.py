"""Sends every return that is ready, one after the other, and says each reference once the person would see it.

usage: python -m tests.proofs.powercut_workload NOW PAGES [BROKEN]
The store checkpoints after PAGES pages, so that a short run has checkpoints in it; BROKEN is as in served.py.
It ends without closing anything, as a process does whose machine lost its power.
"""

import os
import sys
from datetime import datetime
from importlib import import_module

from models.monitoring_return import Return
from models.store import engine, new_request
from portal.commands.opening import opened
from portal.returns.work import sending, sheet
from portal.settings import Settings, read


def main(now: str, pages: str, broken: str = "") -> None:
    if broken:
        import_module(f"tests.broken.{broken}").apply()
    settings = opened(read())
    new_request()
    engine().execute_sql(f"PRAGMA wal_autocheckpoint={int(pages)}")  # type: ignore[no-untyped-call]
    for ret in list(sheet.with_people(Return.select().where(Return.state == "draft")).order_by(Return.id)):
        _send(ret, settings, datetime.fromisoformat(now))
    os._exit(0)


def _send(ret: Return, settings: Settings, now: datetime) -> None:
    by = int(ret.changed_by_id or 0)
    sent = sending.send(ret, version=ret.version, by=by, now=now, arrived_at=now, key=settings.key)
    os.write(1, f"{sent.reference}\n".encode())


if __name__ == "__main__":
    main(*sys.argv[1:])
