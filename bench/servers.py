"""What is measured, each in a process of its own on waitress with the same number of threads."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
THREADS = 8
"""Of each server: the default of Evenhand’s setting EVENHAND_THREADS."""


@dataclass(frozen=True)
class Server:
    """A server that answers; `told` is what it said of itself: port, cookie, paths."""

    name: str
    port: int
    told: Mapping[str, Any]


@contextmanager
def server(module: str, folder: Path) -> Iterator[Server]:
    """`python -m module FOLDER THREADS`, which prints one line of JSON with its port and then serves."""
    command = [sys.executable, "-m", module, str(folder / module), str(THREADS)]
    (folder / module).mkdir()
    environ = {name: value for name, value in os.environ.items() if not name.startswith(("EVENHAND_", "DJANGO_"))}
    running = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, env=environ)
    try:
        assert running.stdout is not None
        line = running.stdout.readline()
        if not line:
            raise SystemExit(f"{module} did not start; its words are above.")
        told = json.loads(line)
        yield Server(module, told["port"], told)
    finally:
        running.kill()
        running.wait()
