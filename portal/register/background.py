"""Work on a file that may take longer than a page should: in a thread of its own, one file at a time.

What is done, and by whom, stands beside the file: a lock that the system takes away when a process ends, how far it is,
and what came of it. So any process can say how it stands, and what was interrupted can be begun again.
"""

import logging
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import IO, Any

from models.store import end_request, is_full_or_broken, new_request, store
from portal.register.bad_file import BadFile
from portal.register.reading import Watch
from portal.register.shelf import Waiting

log = logging.getLogger(__name__)

PATIENCE = 5.0
"""Seconds for which a page waits: most files are done by then."""

Task = Callable[[Watch], "dict[str, Any] | None"]
"""Gives what is to be kept beside the file, or nothing when the file has been dealt with."""

_one_at_a_time = threading.Lock()

TROUBLE = {
    "full": "The disk of the service is full. Nothing was changed. Please tell whoever runs it.",
    "locked": "Somebody else was writing for a long time. Nothing was changed. Please try again in a minute.",
    "broken": "The store could not be reached. Nothing was changed. Please try again in a minute.",
    None: "Something went wrong on our side. Nothing was changed. It has been noted; please try again.",
}


def begin(waiting: Waiting, task: Task) -> bool:
    """Do it, unless somebody has the file in hand; wait a little for the end. Whether nobody works on it any more."""
    try:
        claim = waiting.claim()
    except FileNotFoundError:
        return True
    if claim is None:
        return False
    thread = threading.Thread(target=_work, args=(waiting, claim, task), name="register file")
    thread.start()
    thread.join(PATIENCE)
    return not thread.is_alive()


def _work(waiting: Waiting, claim: IO[bytes], task: Task) -> None:
    try:
        with claim, _one_at_a_time:
            waiting.done(0)
            outcome = _outcome(waiting, task)
            if outcome is None:
                waiting.remove()
            else:
                waiting.say(outcome)
    except OSError:
        log.exception("What came of a register file could not be written down")


def _outcome(waiting: Waiting, task: Task) -> dict[str, Any] | None:
    try:
        new_request()
        return task(_noting(waiting))
    except BadFile as error:
        return {"bad": str(error)}
    except Exception as error:
        log.exception("A register file could not be dealt with")
        return {**(waiting.outcome() or {}), "trouble": TROUBLE[is_full_or_broken(error)]}
    finally:
        end_request()
        store.close()  # the thread ends, and its connection with it


def _noting(waiting: Waiting) -> Watch:
    noted = 0

    def watch(done: int, of: int) -> None:
        nonlocal noted
        percent = min(99, 100 * done // max(of, 1))
        if percent > noted:
            noted = percent
            with suppress(OSError):
                waiting.done(percent)

    return watch
