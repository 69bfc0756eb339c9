"""`evenhand worker` in a hurry: its clock runs SPEED times as fast, so that minutes of backing off take a second.

usage: python -m tests.proofs.hasty_worker BEGAN NOW
BEGAN is the moment (seconds since 1970) at which the hasty clock stood at NOW; all workers of a test share both.
"""

import sys
import time
from collections.abc import Callable
from datetime import datetime, timedelta

SPEED = 100


def hasty(began: float, now: datetime) -> Callable[[], datetime]:
    """A clock that stood at `now` when the machine’s stood at `began`."""
    return lambda: now + timedelta(seconds=(time.time() - began) * SPEED)


def main(began: str, now: str) -> None:
    from portal import worker
    from portal.commands import evenhand

    worker.now = hasty(float(began), datetime.fromisoformat(now))
    worker.PAUSE = 0.05
    evenhand(["worker"])


if __name__ == "__main__":
    main(*sys.argv[1:])
