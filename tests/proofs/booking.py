"""Books for several people at one moment, in several threads.

usage: python -m tests.proofs.booking EVENT PERSON PREFIX PEOPLE THREADS [BROKEN]; it waits for a line, then begins
"""

import importlib
import sys
from concurrent.futures import ThreadPoolExecutor

from models.events.booking import NewAttendee
from models.store import end_request, new_request
from portal.clock import now
from portal.commands.opening import opened, settings_or_stop
from portal.events.work import booking
from portal.events.work.booking import Who, Wish


def main(event: str, person: str, prefix: str, people: str, threads: str, broken: str = "") -> None:
    opened(settings_or_stop())
    if broken:
        importlib.import_module(f"tests.broken.{broken}").apply()

    def book(number: int) -> None:
        name = f"{prefix}{number}"
        wish = Wish(name, f"{name}@people.example", [NewAttendee(name)], sessions=(1,))
        new_request()
        booking.book(int(event), wish, who=Who(int(person), None), now=now(), secret=b"secret")
        end_request()

    print("ready", flush=True)
    sys.stdin.readline()
    with ThreadPoolExecutor(int(threads)) as pool:
        list(pool.map(book, range(int(people))))


if __name__ == "__main__":
    main(*sys.argv[1:])
