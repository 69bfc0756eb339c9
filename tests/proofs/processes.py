"""Portals, workers and workloads as processes of their own, and what starts several things at one moment."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

from pydantic import SecretStr

from portal.clock import now
from portal.settings import Settings, variable
from tests.fixtures.forked import Forked
from tests.fixtures.tree import ROOT

T = TypeVar("T")
PATIENCE = 60.0
"""Seconds for a process to be ready or to end; a start takes one or two."""


def environ(settings: Settings) -> dict[str, str]:
    """The environment in which a command has just these settings."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("EVENHAND_")}
    return own | {variable(name): _text(getattr(settings, name)) for name in Settings.model_fields}


def _text(value: object) -> str:
    if isinstance(value, SecretStr):
        return value.get_secret_value()
    return ",".join(value) if isinstance(value, tuple) else str(value)


def python(module: str, *arguments: str) -> list[str]:
    """The command that runs a module with this Python."""
    return [sys.executable, "-X", "faulthandler", "-m", module, *arguments]


@contextmanager
def process(settings: Settings, command: Sequence[str]) -> Iterator[subprocess.Popen[str]]:
    """A command in the checkout with these settings; killed, with what it started, at the end of the block."""
    begin = Forked if command[:1] == [sys.executable] else subprocess.Popen
    running = begin(
        command,
        cwd=ROOT,
        env=environ(settings),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        yield running
    finally:
        with suppress(ProcessLookupError):
            os.killpg(running.pid, signal.SIGKILL)
        running.communicate(timeout=PATIENCE)


def together(settings: Settings, commands: Sequence[Sequence[str]]) -> list[int]:
    """Their exit statuses. Each says “ready” and waits for a line; all are ready before the first begins."""
    with ExitStack() as stack:
        running = [stack.enter_context(process(settings, command)) for command in commands]
        for one in running:
            assert one.stdout is not None
            assert one.stdout.readline() == "ready\n"
        for one in running:
            assert one.stdin is not None
            one.stdin.write("go\n")
            one.stdin.flush()
        return [one.wait(timeout=PATIENCE) for one in running]


@dataclass(frozen=True)
class Portal:
    """A portal that answers on a port of its own."""

    port: int
    process: subprocess.Popen[str]

    def set_clock(self, at: datetime) -> None:
        """From here on its clock goes on from this instant (naive UTC)."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(f"{at.isoformat()}\n")
        self.process.stdin.flush()
        assert self.process.stdout.readline() == "set\n"


@contextmanager
def portal(settings: Settings, *, broken: str = "", threads: int = 8, under: Sequence[str] = ()) -> Iterator[Portal]:
    """The portal on waitress (tests/proofs/served.py). Its clock shows what this test’s shows and a second more: what
    was signed here must not come from its future.

    `broken` names a module of tests/broken/ that is applied first; `under` is a command that runs it, as strace.
    """
    clock = ((now() + timedelta(seconds=1)).isoformat(), str(time.monotonic()))
    command = [*under, *python("tests.proofs.served", *clock, str(threads), *([broken] if broken else []))]
    with process(settings, command) as running:
        assert running.stdout is not None
        said = running.stdout.readline()
        assert said.startswith("port "), "the portal did not start; its words are above"
        yield Portal(int(said.split()[1]), running)


def at_once(things: Sequence[Callable[[], T]]) -> list[T]:
    """Does these things in as many threads at one moment; their results, in order. The first error is raised."""
    start = threading.Barrier(len(things))
    results: dict[int, T] = {}
    errors: list[BaseException] = []

    def do(number: int, thing: Callable[[], T]) -> None:
        try:
            start.wait(PATIENCE)
            results[number] = thing()
        except BaseException as error:  # told to the caller below
            errors.append(error)

    threads = [threading.Thread(target=do, args=pair) for pair in enumerate(things)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE * 2)
    if errors:
        raise errors[0]
    return [results[number] for number in range(len(things))]
