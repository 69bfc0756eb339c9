"""Reminds once, and is killed after so many statements.

usage: python -m tests.proofs.reminding NOW STATEMENTS
of bookings: python -m tests.proofs.reminding NOW STATEMENTS bookings [BROKEN]; it waits for a line, then begins
"""

import importlib
import os
import signal
import sys
from datetime import datetime

from models.store import store
from portal.commands.opening import opened, settings_or_stop
from portal.events.work import reminding
from portal.returns.work import reminders


def main(now: str, statements: str, what: str = "returns", broken: str = "") -> None:
    settings = settings_or_stop()
    opened(settings)
    left = int(statements)

    def kill(_event: object) -> None:
        nonlocal left
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)

    if broken:
        importlib.import_module(f"tests.broken.{broken}").apply()
    if what == "bookings":
        print("ready", flush=True)
        sys.stdin.readline()
    store.query_hooks.append(kill)
    at = datetime.fromisoformat(now)
    if what == "bookings":
        reminding.remind(settings.derived("bookings"), at)
    else:
        reminders.remind(at)


if __name__ == "__main__":
    main(*sys.argv[1:])
