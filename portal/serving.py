"""The server. It stamps each request’s arrival when its last byte was read, before any thread or lock is waited for.

“In time” means received at or before the deadline’s instant; a request that waits behind others is still in time.
"""

import ctypes
import gc
import logging
from contextlib import suppress
from datetime import datetime
from typing import Any

from flask import request
from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser
from waitress.server import create_server
from waitress.task import WSGITask
from waitress.utilities import RequestEntityTooLarge

from portal.clock import now

ARRIVED = "evenhand.arrived_at"
BODY_LIMIT = 32 * 1024 * 1024
"""More than the largest file that any page takes, so that a larger one gets a page that says so."""
TOO_LARGE = (
    f"This has more than {BODY_LIMIT // 1024 // 1024} MB, and no page here takes as much. Nothing was changed. "
    "Go back, and choose a smaller file."
)
OBJECTS = 20_000
"""How many new objects Python waits for before it looks for garbage: those of several pages."""

M_ARENA_MAX = -8
"""The switch’s number in glibc’s malloc.h."""
HEAPS = 2


class Parser(HTTPRequestParser):
    """Notes the instant at which the request was complete."""

    arrived_at: datetime | None = None

    def received(self, data: bytes) -> int:
        used: int = super().received(data)
        # Said anew each time: waitress takes “completed” back after “Expect: 100-continue” and reads on, so an early
        # head could else lend its stamp to what is sent hours later.
        self.arrived_at = now() if self.completed else None
        if isinstance(self.error, RequestEntityTooLarge):
            self.error.body = TOO_LARGE
        return used


class Task(WSGITask):
    """Hands the arrival on to the application. The key has no HTTP_ prefix: no header can set it."""

    def get_environment(self) -> dict[str, Any]:
        environ: dict[str, Any] = super().get_environment()
        environ[ARRIVED] = getattr(self.request, "arrived_at", None)
        return environ


class Channel(HTTPChannel):
    """A connection whose requests know when they arrived."""

    parser_class = Parser
    task_class = Task


def arrived() -> datetime:
    """When the last byte of this request was read: naive UTC, whole milliseconds."""
    at: datetime | None = request.environ.get(ARRIVED)
    return at or now()


def server(app: Any, host: str, port: int, threads: int) -> Any:
    """A waitress server for `app`; call `.run()`. Port 0 takes a free one (`.effective_port`)."""
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # that a request waits for a thread is no news
    _leave_alone_what_stays()
    _share_memory()
    made = create_server(
        app, host=host, port=port, threads=threads, max_request_body_size=BODY_LIMIT, ident=None, connection_limit=500
    )
    made.channel_class = Channel  # type: ignore[union-attr]
    return made


def _leave_alone_what_stays() -> None:
    """Code, question sets and templates stay for good: looking through them for garbage again and again takes a
    fifth of a page’s time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(OBJECTS, 20, 20)


def _share_memory() -> None:
    """All threads take memory from the same few heaps: with heaps of their own, eight threads hold 10 MB more for
    nothing. Where the C library has no such switch it stays as it is."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).mallopt(M_ARENA_MAX, HEAPS)
