"""A mail server of the tests: refuses now and then, drops connections after it took a mail, or hangs, and tells what it
saw."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from random import Random
from threading import Lock

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

HANGS = 3.0
"""Seconds that it takes over an answer when it hangs; longer than some workers of the tests wait."""
REFUSALS = ("421 Too many connections", "451 Try again later", "450 Mailbox busy")


@dataclass(frozen=True)
class Attempt:
    """One mail handed in: when (by the clock of the workers), its bytes, and what was answered."""

    at: datetime
    content: bytes
    answer: str

    @property
    def taken(self) -> bool:
        """Whether the server has it, whatever the worker was told."""
        return self.answer in ("250 OK", "dropped", "hung")


@dataclass
class Sink:
    """Keeps every attempt by Message-ID. Of a mail’s first two attempts some fail, the same in each run."""

    clock: Callable[[], datetime]
    hangs: bool = False
    """Whether it also hangs after it took a mail."""
    attempts: dict[str, list[Attempt]] = field(default_factory=dict)
    when_taken: Callable[[int, str], None] = lambda count, message_id: None
    """Called with the number of mails so far and the Message-ID, before the worker has its answer."""

    def __post_init__(self) -> None:
        self._lock = Lock()

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        content = envelope.original_content or b""
        message_id, to = _header(content, b"Message-ID"), _header(content, b"To")
        with self._lock:
            earlier = self.attempts.setdefault(message_id, [])
            answer = _fate(to, len(earlier), self.hangs)
            earlier.append(Attempt(self.clock(), content, answer))
            count = len(self.taken)
        if answer == "hung":
            await asyncio.sleep(HANGS)
            return "250 OK"
        if answer == "dropped":
            assert isinstance(server.transport, asyncio.WriteTransport)
            server.transport.abort()
            return "250 OK"
        if answer == "250 OK":
            await asyncio.get_running_loop().run_in_executor(None, self.when_taken, count, message_id)
        return answer

    @property
    def taken(self) -> dict[str, list[Attempt]]:
        """The mails that arrived, each as often as it did."""
        so_far = list(self.attempts.items())  # in one step: the server goes on meanwhile
        found = {name: [a for a in attempts if a.taken] for name, attempts in so_far}
        return {name: attempts for name, attempts in found.items() if attempts}

    def answers(self) -> list[str]:
        return [attempt.answer for attempts in self.attempts.values() for attempt in attempts]


def _fate(to: str, earlier: int, hangs: bool) -> str:
    """One in four first attempts is refused, one in eight dropped after it was taken, one in eight hangs where that
    is asked for; the third always succeeds."""
    if earlier >= 2:
        return "250 OK"
    chance = Random(f"{to} {earlier}").random()
    if chance < 0.25:
        return REFUSALS[int(chance * 100) % 3]
    if hangs and chance > 0.875:
        return "hung"
    return "dropped" if chance < 0.375 else "250 OK"


def _header(content: bytes, name: bytes) -> str:
    lines = (line.partition(b":") for line in content.splitlines())
    return next(value.strip().decode() for key, _, value in lines if key.lower() == name.lower())


def listening(sink: Sink, port: int) -> Controller:
    """The server on this port; `.start()` and `.stop()` it."""
    return Controller(sink, hostname="127.0.0.1", port=port, ready_timeout=60.0)
