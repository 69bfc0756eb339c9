"""Twenty people in conversation at once, each writing a message every second or so: how long a turn takes, and how much
memory the serving process holds afterwards."""

import http.client
import random
import re
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from bench.load import Sample
from bench.servers import Server, server
from bench.table import Gate

TURNS = 30
PAUSE = 1.0
"""Seconds between an answer and the next message, on average: faster than anybody types."""
SAID = (
    "lodgings", "yes", "12", "eleven", "what counts as missing?", "repairs", "yes", "9", "what have I said",
    "change places ready to 12", "yes", "why?",
)  # fmt: skip
"""In turn."""
FIELDS = re.compile(r'name="(csrf_token|turn-[a-z]+)" value="([^"]*)"')
MOST_MS = 150
MOST_MIB = 150


@dataclass(frozen=True)
class Talked:
    """All turns of all people, and the memory of the server at the end."""

    sample: Sample
    mib: float


class Person:
    """Somebody with a browser that runs scripts."""

    def __init__(self, made: Server, number: int) -> None:
        self.path, self.random = str(made.told["paths"][number]), random.Random(number)
        self.cookies = dict([str(made.told["cookies"][number]).split("=", 1)])
        self.link = http.client.HTTPConnection("127.0.0.1", made.port, timeout=20)
        self.latencies: list[float] = []
        self.wrong = 0

    def talk(self) -> None:
        """One message after the other."""
        page = self._ask("GET")
        time.sleep(self.random.uniform(0, PAUSE))
        for turn in range(TURNS):
            began = time.perf_counter()
            page = self._ask("POST", {**dict(FIELDS.findall(page)), "your-words": SAID[turn % len(SAID)]})
            self.latencies.append(time.perf_counter() - began)
            time.sleep(self.random.uniform(0, 2 * PAUSE))

    def _ask(self, method: str, form: dict[str, str] | None = None) -> str:
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        head = {"Host": "localhost", "Cookie": cookie, "Origin": "http://localhost", "X-Kept-Form": "1"}
        if form is not None:
            head["Content-Type"] = "application/x-www-form-urlencoded"
        self.link.request(method, self.path, body=urlencode(form) if form else None, headers=head)
        answer = self.link.getresponse()
        for line in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = line.partition(";")[0].partition("=")
            self.cookies[name] = value
        self.wrong += answer.status != 200
        return answer.read().decode()


def measured(folder: Path) -> Talked:
    """The whole run."""
    with server("bench.portal_talk", folder) as made:
        people = [Person(made, number) for number in range(len(made.told["paths"]))]
        threads = [threading.Thread(target=person.talk) for person in people]
        began = time.perf_counter()
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        seconds = time.perf_counter() - began
        latencies = [latency for person in people for latency in person.latencies]
        return Talked(Sample(seconds, latencies, sum(person.wrong for person in people)), _mib(made))


def _mib(made: Server) -> float:
    lines = Path(f"/proc/{made.told['process']}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS:")) / 1024


def shown(found: Talked) -> str:
    """Two lines."""
    sample = found.sample
    return (
        f"Twenty conversations at once: {len(sample.latencies)} turns, p50 {sample.quantile(0.5):.1f} ms, "
        f"p99 {sample.quantile(0.99):.1f} ms, {sample.wrong} wrong\nMemory of the serving process: {found.mib:.0f} MiB"
    )


def kept(found: Talked) -> dict[str, Any]:
    """What stands in the results."""
    times = {"p50_ms": found.sample.quantile(0.5), "p99_ms": found.sample.quantile(0.99)}
    return {"turns": len(found.sample.latencies), **times, "mib": found.mib}


def gates(found: Talked) -> list[Gate]:
    """What must hold."""
    return [
        Gate("a turn of a conversation, p99 in ms, 20 people", found.sample.quantile(0.99), MOST_MS, at_most=True),
        Gate("memory of the serving process, MiB", found.mib, MOST_MIB, at_most=True),
        Gate("turns that were answered wrongly", found.sample.wrong, 0, at_most=True),
    ]
