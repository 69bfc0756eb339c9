"""Evenhand with twenty conversations to come. usage: python -m bench.portal_talk FOLDER THREADS"""

import json
import os
import secrets
import sys
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from flask import Flask

from bench.portal_form import _cookie, _person
from models.authority import AdoptedSet, Authority, Service
from models.calendar import today
from models.period import Period
from models.person import Membership
from models.provider import Provider
from models.store import writing
from portal.app import create_app
from portal.clock import now
from portal.commands.init import prepare
from portal.demo.story import SET, WHY
from portal.returns.work import asking
from portal.serving import server
from portal.settings import Settings

PEOPLE = 20


def main(folder: str, threads: str) -> None:
    settings = Settings(data=Path(folder), secret_key=secrets.token_hex(32), address="http://localhost")
    prepare(settings)
    app = create_app(settings)
    told = prepared(app, now())
    made = server(app, "127.0.0.1", 0, int(threads))
    print(json.dumps({"port": int(made.effective_port), "process": os.getpid(), **told}), flush=True)
    made.run()


def prepared(app: Flask, at: datetime) -> dict[str, Any]:
    """A council and so many providers, each with one person and one return: addresses and cookies."""
    due, period = today(at) + timedelta(days=30), Period.quarter_of(today(at)).previous().key
    with writing():
        council = Authority.create(slug="fairshire", name="Fairshire", duty_phone="01632 960 123")
        AdoptedSet.create(authority=council, set_key=SET)
        service = Service.create(authority=council, key="supported-accommodation", title="Supported accommodation")
        officer = _person("Dana", at)
        Membership.begin(person=officer, side=council, role="officer", by=None, at=at)
        people = [_person(f"Person{n}", at) for n in range(PEOPLE)]
        providers = []
        for n, person in enumerate(people):
            provider = Provider.register(legal_name=f"Provider {n}", kind="charity", by=person.id, at=at)
            if not Membership.select().where(Membership.person == person).exists():
                Membership.begin(person=person, side=provider, role="lead", by=None, at=at)
            providers.append(provider)
    asked = asking.ask(
        authority=council, service=service, providers=providers, set_key=SET, period_key=period, tier="core",
        due_on=due, why=WHY, by=officer, now=at,
    ).made  # fmt: skip
    paths = {ret.provider_id: f"/returns/{ret.public_id}/talk" for ret in asked}
    return {
        "paths": [paths[provider.id] for provider in providers],
        "cookies": [_cookie(app, person, at) for person in people],
    }


if __name__ == "__main__":
    main(*sys.argv[1:])
