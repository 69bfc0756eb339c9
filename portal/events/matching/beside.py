"""Solving in a process of its own: the solver is large and keeps a processor busy, so no process that serves has it."""

import json
import subprocess
import sys

from portal.events.matching.problem import Met, Problem, meetings

PROGRAM = "portal.events.matching.program"
SECONDS = 300


class Failed(Exception):
    """The program ended without a matching; it says why."""


def solve(problem: Problem) -> tuple[Met, ...]:
    """The best matching. Raises Failed."""
    written = problem.written().encode()
    command = [sys.executable, "-m", PROGRAM]
    try:
        done = subprocess.run(command, input=written, capture_output=True, timeout=SECONDS, env={}, check=False)  # noqa: S603
    except subprocess.TimeoutExpired as slow:
        raise Failed(f"It took longer than {SECONDS} seconds.") from slow
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().splitlines()
        raise Failed(said[-1] if said else "The program was ended.")
    return meetings(json.loads(done.stdout))
