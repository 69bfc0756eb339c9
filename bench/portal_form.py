"""Evenhand itself, with eight returns of one provider. usage: python -m bench.portal_form FOLDER THREADS"""

import json
import secrets
import sys
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from flask import Flask
from werkzeug.datastructures import MultiDict

from models.authority import AdoptedSet, Authority, Service
from models.calendar import today
from models.monitoring_return import Return
from models.period import Period
from models.person import Membership, Person
from models.provider import Provider
from models.store import writing
from portal.accounts import sessions
from portal.app import create_app
from portal.clock import now
from portal.commands.init import prepare
from portal.demo.story import SET, WHY
from portal.returns.work import answering, asking, sheet
from portal.serving import server
from portal.settings import Settings

RETURNS = 8
PAGE = "serious_events"
TYPED = {
    "kinds": "lodgings",
    "places_lodgings": "12",
    "places_ready": "12",
    "places_lived_in": "9",
    "now_under_18": "4",
    "now_18_plus": "4",
    "now_came_alone": "2",
    "opening": "9",
    "moved_in": "1",
    "moved_out": "2",
    "moved_out_planned": "2",
    "serious_events": "1",
    "serious_events_people": "1",
    "worries_passed_on": "1",
    "allegations": "1",
    "missing_times": "0",
}


def main(folder: str, threads: str) -> None:
    settings = Settings(data=Path(folder), secret_key=secrets.token_hex(32), address="http://localhost")
    prepare(settings)
    app = create_app(settings)
    told = prepared(app, now())
    made = server(app, "127.0.0.1", 0, int(threads))
    print(json.dumps({"port": int(made.effective_port), **told}), flush=True)
    made.run()


def prepared(app: Flask, at: datetime) -> dict[str, Any]:
    """A council, a provider with one person, and returns with answers; addresses and cookie."""
    with writing():
        council, services = _council()
        officer, alice = (_person(name, at) for name in ("Dana", "Alice"))
        Membership.begin(person=officer, side=council, role="officer", by=None, at=at)
        provider = Provider.register(legal_name="Harbour Young People", kind="charity", by=alice.id, at=at)
        if not Membership.select().where(Membership.person == alice).exists():
            Membership.begin(person=alice, side=provider, role="lead", by=None, at=at)
    due, period = today(at) + timedelta(days=30), Period.quarter_of(today(at)).previous().key
    asked = [
        asking.ask(
            authority=council, service=service, providers=[provider], set_key=SET, period_key=period, tier="core",
            due_on=due, why=WHY, by=officer, now=at,
        ).made[0]
        for service in services
    ]  # fmt: skip
    for ret in asked:
        _answer(ret, alice, at)
    return {
        "paths": [f"/returns/{ret.public_id}/{PAGE}" for ret in asked],
        "lists": [f"/returns/{ret.public_id}/" for ret in asked],
        "cookie": _cookie(app, alice, at),
        "token": "csrf_token",
    }


def _person(name: str, at: datetime) -> Person:
    return Person.create(email=f"{name.lower()}@bench.example", name=name, confirmed_at=at)


def _council() -> tuple[Authority, list[Service]]:
    council = Authority.create(
        slug="fairshire", name="Fairshire County Council", kind="council", nation="E", duty_phone="01632 960 123",
        contact_name="Contracts team", contact_phone="01632 960 100", contact_email="contracts@bench.example",
    )  # fmt: skip
    AdoptedSet.create(authority=council, set_key=SET)
    services = (Service.create(authority=council, key=f"service-{n}", title=f"Service {n}") for n in range(RETURNS))
    return council, list(services)


def _answer(ret: Return, by: Person, at: datetime) -> None:
    """Page by page, as far as TYPED goes."""
    current = answering.fresh(ret)
    page = sheet.load(current, at).journey.first_open()
    while page is not None and any(question.key in TYPED for question in page.questions):
        typed = MultiDict({q.key: TYPED[q.key] for q in page.questions if q.key in TYPED})
        saved = answering.save(current, page.key, typed, version=current.version, by=by.id, now=at)
        current, page = saved.sheet.ret, saved.sheet.journey.after(page)


def _cookie(app: Flask, person: Person, at: datetime) -> str:
    with writing():
        values = sessions.begin(person, "the benchmark", at)
    browser = app.test_client()
    with browser.session_transaction() as session:
        session.update(values)
    found = browser.get_cookie(app.config["SESSION_COOKIE_NAME"])
    assert found is not None
    return f"{found.key}={found.value}"


if __name__ == "__main__":
    main(*sys.argv[1:])
