"""Releases answers, or takes questions back, one after the other as fast as it can.

usage: python -m tests.proofs.answering release|withdraw PERSON [BROKEN]; it reads a line of JSON (tender, then for each
answer its id and version, and its question’s id), loads the questions, says that it is ready, waits for a line, begins
"""

import importlib
import json
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial

from peewee import PeeweeException

from models.conflicts import Conflict
from models.store import crossed
from models.tendering.clarification import Clarification
from models.tendering.released_answer import ReleasedAnswer
from models.tendering.tender import Tender
from portal.clarifications.work import asking, releasing
from portal.clock import now
from portal.commands.opening import opened, settings_or_stop


def main(act: str, person: str, broken: str = "") -> None:
    opened(settings_or_stop())
    if broken:
        importlib.import_module(f"tests.broken.{broken}").apply()
    said = json.loads(sys.stdin.readline())
    tender, done = Tender.get_by_id(said["tender"]), 0
    seen = [(reply, version, Clarification.get_by_id(question)) for reply, version, question in said["answers"]]
    print("ready", flush=True)
    sys.stdin.readline()
    while broken and act == "withdraw" and not ReleasedAnswer.select().exists():
        time.sleep(0.001)  # who comes later wins now: at least of the first question it is the one who takes it back
    for reply, version, question in seen:
        if act == "release":
            step = partial(releasing.release, tender, [(reply, version)], by=int(person))
        else:
            step = partial(asking.withdraw, question, by=int(person), version=question.version)
        with suppress(Conflict):
            pressed(step)
            done += 1
    print(done, flush=True)


def pressed(step: Callable[..., object]) -> None:
    """Once more where the store asks for it, as the portal does (portal/errors.py)."""
    try:
        step(now=now())
    except PeeweeException as error:
        if not crossed(error):
            raise
        step(now=now())


if __name__ == "__main__":
    main(*sys.argv[1:])
