"""The last minute of questions: 200 organisations ask within 60 seconds, each looks at similar answers first; and how
long the search for similar ones takes over 5,000 answers."""

import http.client
import random
import re
import sqlite3
import statistics
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from bench.load import Sample
from bench.portal_ask import ANSWERS, ASKERS, question, released
from bench.servers import Server, server
from bench.table import Gate
from portal.guidance.index import Index
from portal.guidance.passages import Passage

WITHIN = 60.0
"""Seconds in which all of them ask."""
MOST_SIMILAR_MS, MOST_P95_MS = 20, 1000
SEARCHES = 400
CARRIED = r'name="(csrf_token|draft-version)" value="([^"]*)"'
FILLED = {"draft-page": "1", "then": "check"}
Form = dict[str, str]
RECEIPT = re.compile(r"Q-[B-Z2-9]{8}")


@dataclass(frozen=True)
class Asked:
    """All requests of all askers; receipts that were shown, questions that are kept; searches in seconds."""

    sample: Sample
    receipts: int
    kept: int
    searches: list[float]


class Asker:
    """Somebody who asks once, some time within the minute."""

    def __init__(self, made: Server, number: int) -> None:
        self.path, self.random = str(made.told["path"]), random.Random(number)
        self.cookies = dict([str(made.told["cookies"][number]).split("=", 1)])
        self.link = http.client.HTTPConnection("127.0.0.1", made.port, timeout=30)
        self.latencies: list[float] = []
        self.wrong = 0
        self.receipt = ""

    def ask(self) -> None:
        """The page, what is similar, “ask anyway”, the receipt."""
        time.sleep(self.random.uniform(0, WITHIN))
        _, page = self._request("GET", self.path)
        typed = {"words": question(self.random), "confidential": "no", **FILLED, **_seen(page)}
        location, _ = self._request("POST", self.path, typed, expected=302)
        _, page = self._request("GET", location)
        location, _ = self._request("POST", f"{self.path}/send", _seen(page), expected=302)
        _, page = self._request("GET", location)
        found = RECEIPT.search(page)
        self.receipt = found[0] if found else ""

    def _request(
        self, method: str, path: str, form: dict[str, str] | None = None, expected: int = 200
    ) -> tuple[str, str]:
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        head = {"Host": "localhost", "Cookie": cookie, "Origin": "http://localhost"}
        if form is not None:
            head["Content-Type"] = "application/x-www-form-urlencoded"
        began = time.perf_counter()
        self.link.request(method, path, body=urlencode(form) if form else None, headers=head)
        answer = self.link.getresponse()
        body = answer.read().decode()
        self.latencies.append(time.perf_counter() - began)
        self.wrong += answer.status != expected
        for line in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = line.partition(";")[0].partition("=")
            self.cookies[name] = value
        return answer.headers.get("Location", "").removeprefix("http://localhost"), body


def _seen(page: str) -> Form:
    """What a form of the page carries unseen."""
    return dict(re.findall(CARRIED, page))


def measured(folder: Path) -> Asked:
    """The whole minute, and the searches."""
    with server("bench.portal_ask", folder) as made:
        askers = [Asker(made, number) for number in range(ASKERS)]
        threads = [threading.Thread(target=asker.ask) for asker in askers]
        began = time.perf_counter()
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        seconds = time.perf_counter() - began
        kept = _kept(str(made.told["store"]))
    latencies = [latency for asker in askers for latency in asker.latencies]
    sample = Sample(seconds, latencies, sum(asker.wrong for asker in askers))
    return Asked(sample, len({asker.receipt for asker in askers} - {""}), kept, _searches())


def _kept(store: str) -> int:
    database = sqlite3.connect(f"file:{store}?mode=ro", uri=True)
    try:
        return int(database.execute("SELECT count(*) FROM clarification").fetchone()[0])
    finally:
        database.close()


def _searches() -> list[float]:
    rows = released()
    index = Index(Passage(str(number), row.question, row.answer) for number, row in enumerate(rows))
    drawn, found = random.Random(7), []
    for _ in range(SEARCHES):
        words, began = question(drawn), time.thread_time()
        index.nearest(words, most=3)
        found.append(time.thread_time() - began)
    return found


def _p99(times: list[float]) -> float:
    return statistics.quantiles(times, n=100)[98] * 1000


def gates(found: Asked) -> list[Gate]:
    """Nobody is refused, nothing is lost, and it is quick."""
    return [
        Gate("200 askers in a minute: answers of another status than was right", found.sample.wrong, 0, at_most=True),
        Gate("200 askers in a minute: receipts", found.receipts, ASKERS),
        Gate("200 askers in a minute: questions kept", found.kept, ASKERS),
        Gate("200 askers in a minute: p95 in ms", found.sample.quantile(0.95), MOST_P95_MS, at_most=True),
        Gate(f"similar questions of {ANSWERS:,}, p99 in ms", _p99(found.searches), MOST_SIMILAR_MS, at_most=True),
    ]


def shown(found: Asked) -> str:
    """Two lines."""
    sample = found.sample
    head = f"{ASKERS} organisations ask within {WITHIN:.0f} s: {len(sample.latencies)} requests, {sample.wrong} wrong"
    times = f"p50 {sample.quantile(0.5):.0f} ms, p95 {sample.quantile(0.95):.0f} ms; {found.receipts} receipts"
    similar = f"similar of {ANSWERS:,} answers: p50 {statistics.median(found.searches) * 1000:.1f} ms"
    return f"{head}, {times}\n{similar}, p99 {_p99(found.searches):.1f} ms"


def kept(found: Asked) -> dict[str, Any]:
    """As the results keep it."""
    sample = found.sample
    return {
        "requests": len(sample.latencies), "wrong": sample.wrong, "receipts": found.receipts, "kept": found.kept,
        "p50_ms": round(sample.quantile(0.5), 1), "p95_ms": round(sample.quantile(0.95), 1),
        "similar_p99_ms": round(_p99(found.searches), 2),
    }  # fmt: skip
