"""The worker’s part: takes the build that waits and has it made in a process of its own, so that mail goes on."""

import logging
import subprocess
import sys
from contextlib import suppress
from datetime import datetime
from uuid import UUID

from models.build import Build
from models.conflicts import AlreadyDone
from models.store import writing

log = logging.getLogger(__name__)

LOST = "The process that built the site ended before it was done. What was published stays. Publish again."


class Builder:
    """One in each worker. `name` is the worker’s."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.process: subprocess.Popen[bytes] | None = None
        self.build: UUID | None = None

    def tick(self, now: datetime) -> None:
        """Whatever is to be done about builds: begin one, or see how the one of this worker ended."""
        if self.process is None:
            self._take(now)
        elif self.process.poll() is not None:
            self._ended(now)

    def finish(self, now: datetime) -> None:
        """Begins what waits, and waits for it: for `worker --once`."""
        self.tick(now)
        if self.process is not None:
            self.process.wait()
            self._ended(now)

    def _take(self, now: datetime) -> None:
        if Build.running() is None:
            return
        with writing():
            build = Build.claim(self.name, now)
        if build is not None:
            command = [sys.executable, "-m", "portal.commands", "publish", "--build", str(build.public_id)]
            self.build = build.public_id
            self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL)  # noqa: S603  our own command

    def _ended(self, now: datetime) -> None:
        """It has said itself what came of it, unless it was killed."""
        build = Build.get_or_none(Build.public_id == self.build, Build.state == "running")
        self.process = self.build = None
        if build is not None:
            log.error("The build %s ended without a word", build.public_id)
            with suppress(AlreadyDone), writing():
                build.fail({"": LOST}, now)
