"""The worker: takes due mail from the outbox and hands it over. Any number may run, on any number of machines.

A worker that dies leaves its claim to run out; the next one sends the mail again under the same Message-ID.
"""

import logging
import signal
import socket
import threading
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from os import getpid

from models.conflicts import Conflict
from models.outbox import Message
from models.store import end_request, new_request, writing
from portal.clock import now
from portal.mail.carriers import Carrier, Undelivered

log = logging.getLogger(__name__)

Chore = Callable[[datetime], object]
"""What is done every hour, at an instant (naive UTC)."""

PAUSE = 2.0  # seconds between two looks at an empty outbox


def once(carrier: Carrier, name: str) -> int:
    """Sends what is due now; the number of messages that were tried."""
    tried = 0
    while batch := _claim(name):
        for message in batch:
            _hand_over(message, carrier)
        tried += len(batch)
    return tried


def _claim(name: str) -> list[Message]:
    with writing():
        return Message.claim(now(), name)


def _hand_over(message: Message, carrier: Carrier) -> None:
    try:
        carrier.carry(message)
    except Undelivered as error:
        log.warning("Message %s was not delivered: %s", message.message_id, error)
        why = str(error)
        _note(lambda: message.failed(now(), why))
    else:
        _note(lambda: message.sent(now()))


def _note(outcome: Callable[[], None]) -> None:
    """What became of a mail. Where another worker has it by now, that one’s word counts."""
    with suppress(Conflict), writing():
        outcome()


def tidy(chores: Iterable[Chore]) -> None:
    """Reminds, and takes away what is kept no longer; one that fails does not keep the others from theirs."""
    for chore in chores:
        try:
            chore(now())
        except Exception:
            log.exception("A task failed; it is tried again when its time comes")


def own_name() -> str:
    """What this worker calls itself when it takes something."""
    return f"{socket.gethostname()}:{getpid()}"


def run(carrier: Carrier, chores: Sequence[Chore] = (), errands: Sequence[Chore] = ()) -> None:
    """Works until it is told to stop (SIGTERM, SIGINT); the chores are done at once and then every hour, the errands
    whenever it looks."""
    stop = threading.Event()
    for sign in (signal.SIGTERM, signal.SIGINT):
        signal.signal(sign, lambda *_: stop.set())
    name = own_name()
    due = now()
    while not stop.is_set():
        try:
            new_request()
            once(carrier, name)
            tidy(errands)
            if now() >= due:
                tidy(chores)
                due = now() + timedelta(hours=1)
        except Exception:
            log.exception("The worker could not reach the store; it tries again")
        finally:
            end_request()
        stop.wait(PAUSE)
