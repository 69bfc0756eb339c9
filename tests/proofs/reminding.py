"""Reminds once, and is killed after so many statements.

usage: python -m tests.proofs.reminding NOW STATEMENTS
"""

import os
import signal
import sys
from datetime import datetime

from models.store import store
from portal.commands.opening import opened, settings_or_stop
from portal.returns.work import reminders


def main(now: str, statements: str) -> None:
    opened(settings_or_stop())
    left = int(statements)

    def kill(_event: object) -> None:
        nonlocal left
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)

    store.query_hooks.append(kill)
    reminders.remind(datetime.fromisoformat(now))


if __name__ == "__main__":
    main(*sys.argv[1:])
