"""Whole processes measured from outside: seconds, and the most memory that one of them held."""

import json
import os
import statistics
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.servers import ROOT

LIMIT = 900.0
"""Seconds after which a run is given up."""
MEASURED = str(Path(__file__).with_name("measured.py"))
COMPILED = {"PYTHONDONTWRITEBYTECODE": ""}
"""Python keeps what it has compiled, as it does for whoever has installed it."""


@dataclass(frozen=True)
class Run:
    """One finished process. `cpu`: seconds that it and its children computed; `mib`: peak memory of the largest."""

    seconds: float
    cpu: float
    mib: float
    said: str


def run(command: Sequence[str], cwd: Path = ROOT, environ: Mapping[str, str] | None = None) -> Run:
    """Runs it to its end. Stops the benchmark where it fails."""
    done = subprocess.run(
        [sys.executable, MEASURED, *command], cwd=cwd, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        env={**os.environ, **COMPILED, **(environ or {})}, check=False, timeout=LIMIT,
    )  # fmt: skip
    said, _, took = done.stdout.rstrip("\n").rpartition("\n")
    if done.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {done.returncode}:\n{said[-2000:]}")
    return Run(**json.loads(took), said=said)


def module(name: str, *arguments: object) -> list[str]:
    """The command for a module of this benchmark."""
    return [sys.executable, "-m", name, *map(str, arguments)]


def median(runs: Sequence[Run]) -> float:
    """Of their seconds."""
    return statistics.median(one.seconds for one in runs)


def computed(runs: Sequence[Run]) -> float:
    """Median of what they computed, in seconds."""
    return statistics.median(one.cpu for one in runs)


def most(runs: Sequence[Run]) -> float:
    """Of their MiB."""
    return max(one.mib for one in runs)
