"""The council’s pages of a period, timed inside one process. usage: python -m bench.period_pages FOLDER QUARTERS

So many providers have sent a return for each of so many quarters; of the newest, some are owed and some are late.
Prints, as JSON, the milliseconds of each page in each round.
"""

import json
import random
import secrets
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

from flask.testing import FlaskClient

from bench.portal_form import _cookie
from forms import figures, library
from models.authority import AdoptedSet, Authority, Service
from models.calendar import today
from models.figure import COLUMNS, Figure
from models.monitoring_return import Return
from models.period import Period
from models.person import Membership, Person
from models.promise import Promise
from models.provider import Provider
from models.store import writing
from models.submission import Submission
from portal.app import create_app
from portal.clock import now
from portal.commands.init import prepare
from portal.demo.story import SET
from portal.settings import Settings

PROVIDERS = 1_000
INDICATORS = 23
ROUNDS = 9
AT_ONCE = 500
"""Rows that one statement writes."""
NOT_AVAILABLE = 50
"""One figure in so many is not available yet."""


def main(folder: str, quarters: str) -> None:
    """Makes the store and measures."""
    settings = Settings(data=Path(folder), secret_key=secrets.token_hex(32), address="http://localhost")
    prepare(settings)
    app = create_app(settings)
    officer, newest = made(int(quarters), now())
    browser = app.test_client()
    name, _, value = _cookie(app, officer, now()).partition("=")
    browser.set_cookie(name, value)
    pages = {
        "the period, newest": "/desk/returns/",
        "the period, all on one page": f"/desk/returns/?period={newest.key}&all=1",
        "every figure of the set": f"/desk/figures/{SET}/",
        "one figure, by provider": f"/desk/figures/{SET}/missing_times",
    }
    print(json.dumps({what: times(browser, path) for what, path in pages.items()}))


def times(browser: FlaskClient, path: str) -> list[float]:
    """Milliseconds of each round, after one that is not counted."""
    found = []
    for _ in range(ROUNDS + 1):
        began = time.perf_counter()
        answer = browser.get(path)
        found.append((time.perf_counter() - began) * 1000)
        if answer.status_code != 200:
            raise SystemExit(f"{path}: {answer.status_code}")
    return found[1:]


def made(quarters: int, at: datetime) -> tuple[Person, Period]:
    """A council with an officer, providers, and so many quarters of returns; the officer and the newest quarter."""
    periods = [Period.quarter_of(today(at)).previous()]
    while len(periods) < quarters:
        periods.append(periods[-1].previous())
    with writing():
        council = Authority.create(slug="fairshire", name="Fairshire", duty_phone="01632 960 123")
        AdoptedSet.create(authority=council, set_key=SET)
        service = Service.create(authority=council, key="supported-accommodation", title="Supported accommodation")
        officer = Person.create(email="dana@bench.example", name="Dana", confirmed_at=at)
        Membership.begin(person=officer, side=council, role="officer", by=None, at=at)
        providers = [
            Provider.register(legal_name=f"Provider {n:04}", kind="charity", by=None, at=at).id
            for n in range(PROVIDERS)
        ]
    for period in periods:
        unit = {"authority": council.id, "service": service.id, "officer": officer.id}
        _quarter(unit, providers, period, at, newest=period is periods[0])
    return officer, periods[0]


def _quarter(unit: dict[str, Any], providers: Sequence[int], period: Period, at: datetime, *, newest: bool) -> None:
    """Returns of one quarter: the older ones accepted, of the newest a quarter still owed, half of these late."""
    chance = random.Random(period.key)
    states = ["due", "draft", "received", "received", "accepted", "accepted", "accepted", "sent_back"]
    with writing():
        before = Return.select().count()
        _write(Return, [_return(unit, p, period, at, chance.choice(states) if newest else "accepted", chance)
                        for p in providers])  # fmt: skip
        sent = [row for row in Return.select().where(Return.id > before) if row.state not in ("due", "draft")]
        _write(Submission, [_submission(ret, unit, at) for ret in sent])
        submissions = {one.return_id: one.id for one in Submission.select(Submission.id, Submission.return_)
                       .where(Submission.return_ > before)}  # fmt: skip
        _write(Promise, [_promise(submissions[ret.id], ret, period) for ret in sent])
        rows = (row for ret in sent for row in _figures(submissions[ret.id], ret, period, chance))
        _write(Figure, [dict(zip(COLUMNS, row, strict=True)) for row in rows])


def _write(model: Any, rows: Sequence[dict[str, Any]]) -> None:
    for first in range(0, len(rows), AT_ONCE):
        model.insert_many(rows[first : first + AT_ONCE]).execute()


def _return(
    unit: dict[str, Any], provider: int, period: Period, at: datetime, state: str, chance: random.Random
) -> dict[str, Any]:
    due = today(at) + timedelta(days=chance.choice((-5, 5)))
    return {
        **unit, "public_id": uuid4(), "provider": provider, "set_key": SET, "set_version": library.latest(SET).version,
        "tier": "core", "period_key": period.key, "starts": period.starts, "ends": period.ends, "due_on": due,
        "original_due_on": due, "asked_why": "To learn.", "asked_at": at, "state": state, "version": 3,
        "accepted_at": at if state == "accepted" else None,
    }  # fmt: skip


def _submission(ret: Return, unit: dict[str, Any], at: datetime) -> dict[str, Any]:
    return {
        "return_": ret.id, "number": 1, "payload": b'{"answers":{}}', "digest": "0" * 64, "reference": f"EH-{ret.id}",
        "at": at, "arrived_at": at, "by": unit["officer"], "late": False, "audit_head": "0" * 64,
    }  # fmt: skip


def _promise(submission: int, ret: Return, period: Period) -> dict[str, Any]:
    answered = period.ends if ret.state in ("accepted", "sent_back") else None
    return {"submission": submission, "authority": ret.authority_id, "period_key": period.key,
            "promised_on": period.ends + timedelta(days=30), "answered_on": answered}  # fmt: skip


def _figures(submission: int, ret: Return, period: Period, chance: random.Random) -> Iterator[tuple[Any, ...]]:
    for measure in figures.measures(library.latest(SET))[:INDICATORS]:
        given = chance.randrange(NOT_AVAILABLE) > 0
        number = chance.randrange(60) if given else None
        whole = 60 if given and measure.kind == "ratio" else None
        unit = (submission, ret.authority_id, ret.provider_id, ret.service_id, SET, period.key)
        yield (*unit, measure.key, "given" if given else "not_available", number, whole, None)


if __name__ == "__main__":
    main(*sys.argv[1:])
