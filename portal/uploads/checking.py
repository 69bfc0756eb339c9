"""Has a file looked through by a program of its own (looking/program.py): little memory, little time, two at once.

A file of a few kilobytes can ask for gigabytes, and a library that reads it may end the process that it runs in.
"""

import json
import subprocess
import sys
import threading
from pathlib import Path

from portal.uploads.looking.looked import Found, Looked, Refused

ROOT = Path(__file__).parents[2]
RUN = (
    "import sys; sys.path.insert(0, sys.argv[1]); "
    "from portal.uploads.looking.program import main; sys.exit(main(*sys.argv[2:]))"
)
SECONDS = 40

_two_at_once = threading.BoundedSemaphore(2)


def look(content: bytes, kind: str) -> Looked:
    """What the file is and what is hidden in it; pictures come back without metadata. Raises Refused."""
    return _run(content, kind, "look")


def clean(content: bytes, kind: str) -> Looked:
    """The file without what is hidden in it. Raises Refused (“stays” where not all of it can be taken away)."""
    return _run(content, kind, "clean")


def _run(content: bytes, kind: str, what: str) -> Looked:
    command = [sys.executable, "-I", "-X", "utf8", "-c", RUN, str(ROOT), kind, what]
    with _two_at_once:
        try:
            done = subprocess.run(command, input=content, capture_output=True, timeout=SECONDS, env={}, check=False)  # noqa: S603
        except subprocess.TimeoutExpired as error:
            raise Refused("bomb") from error
    line, _, kept = done.stdout.partition(b"\n")
    try:
        said = json.loads(line)
    except ValueError as error:  # it was ended: too much memory, too much time
        raise Refused("bomb" if done.returncode < 0 else "damaged") from error
    if "refused" in said:
        raise Refused(said["refused"])
    findings = tuple(Found(one["what"], one["count"], tuple(one["names"])) for one in said["found"])
    return Looked(said["kind"], kept, findings)
