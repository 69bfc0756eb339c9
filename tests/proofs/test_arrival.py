"""“In time” is when the last byte came, not when a thread or a lock was free (guard: a deadline at 12:00:00)."""

import json
import threading
import time
from collections.abc import Iterator
from datetime import datetime

import pytest
from flask import Flask, request

from portal.clock import now
from portal.serving import arrived, server
from tests.proofs.raw_http import connected, exchange, receive
from tests.proofs.raw_http import request as written

NEAR = 0.5
"""Seconds between two readings of the clock that a busy machine may put between “sent” and “stamped”."""
BUSY = 2.0
"""Seconds for which the only thread is busy: well above NEAR."""


@pytest.fixture
def port() -> Iterator[int]:
    """A server with one thread whose application says when each request arrived and when it was handled."""
    app = Flask("arrivals")

    @app.route("/", methods=["GET", "POST"])
    def say() -> str:
        handled = now()
        time.sleep(float(request.args.get("busy", 0)))
        return json.dumps([arrived().isoformat(), handled.isoformat()])

    made = server(app, "127.0.0.1", 0, threads=1)
    thread = threading.Thread(target=_run, args=(made,))
    thread.start()
    yield made.effective_port
    made.trigger.pull_trigger(made.close)
    thread.join(10)
    made.task_dispatcher.shutdown()


def _run(made: object) -> None:
    """waitress’s loop until its sockets are closed; its own `run` would wait for a signal."""
    made.asyncore.loop(timeout=0.2, map=made._map)  # type: ignore[attr-defined]


def times(body: str) -> tuple[datetime, datetime]:
    came, handled = (datetime.fromisoformat(text) for text in json.loads(body))
    return came, handled


def seconds(later: datetime, earlier: datetime) -> float:
    return (later - earlier).total_seconds()


def test_a_request_that_waits_for_a_thread_keeps_its_arrival(port: int) -> None:
    with connected(port) as first, connected(port) as second:
        first.sendall(written("GET", f"/?busy={BUSY}"))
        time.sleep(NEAR)  # the only thread has it now
        sent = now()
        second.sendall(written("POST", "/", body=b"a=1"))
        came, handled = times(receive(second).body)
        receive(first)
    assert 0 <= seconds(came, sent) < NEAR
    assert seconds(handled, came) > BUSY - 2 * NEAR, "it was handled only when the thread was free"


def test_a_request_arrives_with_its_last_byte(port: int) -> None:
    whole = written("POST", "/", body=b"words=" + b"x" * 1000)
    with connected(port) as link:
        began = now()
        for part in (whole[:40], whole[40:-1], whole[-1:]):
            time.sleep(NEAR)
            link.sendall(part)
        came, _ = times(receive(link).body)
    assert seconds(came, began) >= 3 * NEAR - 0.01


def test_each_request_of_a_kept_connection_has_its_own_arrival(port: int) -> None:
    with connected(port) as link:
        found = []
        for _ in range(2):
            link.sendall(written("GET", "/"))
            found.append(times(receive(link).body)[0])
            time.sleep(NEAR)
    assert seconds(found[1], found[0]) >= NEAR - 0.01


def test_no_header_can_say_when_a_request_arrived(port: int) -> None:
    early = "2020-01-01T00:00:00"
    names = ("evenhand.arrived_at", "Evenhand.Arrived-At", "HTTP-Evenhand.arrived-at", "X-Arrived-At", "Date")
    before = now()
    came, _ = times(exchange(port, written("POST", "/", dict.fromkeys(names, early), b"a=1")).body)
    assert before <= came <= now()


def test_an_early_head_does_not_stamp_what_follows_it(port: int) -> None:
    """waitress takes back that a request is whole when it answers “Expect: 100-continue”; what comes later, head and
    all, is parsed into the same request. It must not inherit the stamp."""
    with connected(port) as link:
        link.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\n\r\n")
        assert receive(link).status == 100  # before more is sent: both answers together would be read as one
        time.sleep(2 * NEAR)
        later = now()
        link.sendall(written("POST", "/", body=b"a=1"))
        came, _ = times(receive(link).body)
    assert came >= later


def test_arrivals_are_cut_to_whole_milliseconds(port: int) -> None:
    came, _ = times(exchange(port, written("GET", "/")).body)
    assert came.microsecond % 1000 == 0
