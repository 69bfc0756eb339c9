"""The portal as `evenhand serve` serves it, with a clock that a test has set: its port is the first line it prints.

usage: python -m tests.proofs.served NOW SINCE THREADS [BROKEN]
The clock stood at NOW when the machine’s monotonic clock, which all processes share, stood at SINCE; each line on
standard input sets it to another instant. BROKEN names a module of tests/broken/, whose `apply()` takes one guard
away, to show that a proof would notice.
"""

import sys
import threading
import time
from datetime import UTC, datetime, timedelta
from importlib import import_module

import time_machine

from portal.app import create_app
from portal.serving import server
from portal.settings import read


def main(now: str, since: str, threads: str, broken: str = "") -> None:
    if broken:
        import_module(f"tests.broken.{broken}").apply()
    with time_machine.travel(_utc(now) + timedelta(seconds=time.monotonic() - float(since))) as clock:
        time.time()  # a clock that was set goes on from when somebody looks at it first, which may be seconds later
        threading.Thread(target=_listen, args=(clock,), daemon=True).start()
        made = server(create_app(read()), "127.0.0.1", 0, int(threads))
        print("port", made.effective_port, flush=True)
        made.run()


def _utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def _listen(clock: time_machine.Traveller) -> None:
    for line in sys.stdin:
        clock.move_to(_utc(line.strip()))
        time.time()
        print("set", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
