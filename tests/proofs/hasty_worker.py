"""`evenhand worker` in a hurry: its clock runs SPEED times as fast, so that minutes of backing off take a second.

usage: python -m tests.proofs.hasty_worker BEGAN NOW [BROKEN [PATIENCE]]
BEGAN is the moment (seconds since 1970) at which the hasty clock stood at NOW; all workers of a test share both.
BROKEN is as in served.py, “” for none; PATIENCE: seconds that it waits for a mail server, 30 as the real one.
"""

import sys
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from importlib import import_module

from portal import worker
from portal.commands import evenhand
from portal.mail import carriers

SPEED = 100


def hasty(began: float, now: datetime) -> Callable[[], datetime]:
    """A clock that stood at `now` when the machine’s stood at `began`."""
    return lambda: now + timedelta(seconds=(time.time() - began) * SPEED)


def main(began: str, now: str, broken: str = "", patience: str = "30") -> None:
    if broken:
        import_module(f"tests.broken.{broken}").apply()
    worker.__dict__["now"] = hasty(float(began), datetime.fromisoformat(now))  # the name that it took from portal.clock
    worker.PAUSE = 0.05
    carriers.SECONDS = float(patience)
    evenhand(["worker"])


if __name__ == "__main__":
    main(*sys.argv[1:])
