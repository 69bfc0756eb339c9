"""Load from one thread: several kept connections, each with one request on its way, and how long each answer took."""

import selectors
import socket
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode

TIMEOUT = 20.0


@dataclass(frozen=True)
class Sample:
    """What a run saw. Latencies in seconds; `wrong` counts answers of another status than was expected."""

    seconds: float
    latencies: Sequence[float]
    wrong: int

    @property
    def rate(self) -> float:
        """Answers a second."""
        return len(self.latencies) / self.seconds

    def quantile(self, share: float) -> float:
        """The latency in milliseconds that this share of the answers stayed within."""
        ordered = sorted(self.latencies)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))] * 1000 if ordered else 0.0


def pooled(samples: Sequence[Sample]) -> Sample:
    """Several rounds as one: the median rate, all latencies."""
    latencies = [latency for sample in samples for latency in sample.latencies]
    rate = statistics.median(sample.rate for sample in samples)
    return Sample(len(latencies) / rate if rate else 0.0, latencies, sum(sample.wrong for sample in samples))


@dataclass
class Visitor:
    """One kept connection: what it asks for next, and which status is right."""

    port: int
    next_request: Callable[[], bytes]
    expected: int = 200
    counts: bool = True
    """Whether its answers are measured, or it is there to keep the others busy."""
    done: Callable[[int], None] = lambda _status: None
    sent_at: float = 0.0
    _link: socket.socket | None = None
    _data: bytearray = field(default_factory=bytearray)
    _whole: int = -1

    def connect(self) -> socket.socket:
        self._link = socket.create_connection(("127.0.0.1", self.port), timeout=TIMEOUT)
        self._link.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return self._link

    def ask(self) -> None:
        assert self._link is not None
        self._data.clear()
        self._whole = -1
        self.sent_at = time.perf_counter()
        self._link.sendall(self.next_request())

    def hear(self) -> int | None:
        """Takes what has come; the status once the answer is whole."""
        assert self._link is not None
        part = self._link.recv(262144)
        if not part:
            raise ConnectionError("The server closed the connection.")
        self._data += part
        if self._whole < 0 and (end := self._data.find(b"\r\n\r\n")) >= 0:
            self._whole = end + 4 + _length(bytes(self._data[:end]))
        if self._whole < 0 or len(self._data) < self._whole:
            return None
        return int(self._data[9:12])

    def finish(self) -> None:
        """Waits for the answer that is on its way, so that what it did is known, and hangs up."""
        assert self._link is not None
        while (status := self.hear()) is None:
            pass
        self.done(status)
        self._link.close()


def _length(head: bytes) -> int:
    lower = head.lower()
    at = lower.index(b"content-length:") + 15
    return int(lower[at:].partition(b"\r\n")[0])


def run(visitors: Sequence[Visitor], seconds: float) -> Sample:
    """Keeps every visitor asking for so many seconds."""
    latencies: list[float] = []
    wrong = 0
    with selectors.DefaultSelector() as selector:
        for visitor in visitors:
            selector.register(visitor.connect(), selectors.EVENT_READ, visitor)
            visitor.ask()
        began = time.perf_counter()
        while (now := time.perf_counter()) - began < seconds:
            for key, _ in selector.select(TIMEOUT):
                visitor = key.data
                status = visitor.hear()
                if status is None:
                    continue
                if visitor.counts:
                    latencies.append(time.perf_counter() - visitor.sent_at)
                wrong += status != visitor.expected
                visitor.done(status)
                visitor.ask()
    for visitor in visitors:
        visitor.finish()
    return Sample(now - began, latencies, wrong)


def get(path: str, cookie: str = "") -> bytes:
    """A GET as bytes."""
    return f"GET {path} HTTP/1.1\r\nHost: localhost\r\nCookie: {cookie}\r\n\r\n".encode()


def post(path: str, cookie: str, fields: Sequence[tuple[str, str]]) -> bytes:
    """A form as bytes."""
    body = urlencode(fields).encode()
    head = (
        f"POST {path} HTTP/1.1\r\nHost: localhost\r\nCookie: {cookie}\r\nOrigin: http://localhost\r\n"
        f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body
