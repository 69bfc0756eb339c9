"""Evenhand with an open tender, 5,000 released answers and 200 organisations. usage: python -m bench.portal_ask FOLDER
THREADS"""

import json
import random
import secrets
import sys
from datetime import datetime, time, timedelta
from pathlib import Path

from bench.portal_form import _cookie
from models.authority import Authority, Service
from models.calendar import from_london, today
from models.person import Membership, Person
from models.provider import Provider
from models.store import writing
from models.tendering.criterion import Criterion, NewCriterion
from models.tendering.released_answer import NewAnswer, ReleasedAnswer
from models.tendering.tender import Tender
from portal.app import create_app
from portal.clock import now
from portal.commands.init import prepare
from portal.serving import server
from portal.settings import Settings

ASKERS, ANSWERS = 200, 5_000
COMMON = (
    "host lodgings price week lot north south staff transfer insurance accounts page annex table deadline bid portal "
    "young people retainer room night cover training visit safeguarding contract length extension volume referral"
).split()
WORDS = [*COMMON, *(f"{word}{number}" for word in COMMON for number in range(40))]
"""As many different words as a long procurement has."""


def main(folder: str, threads: str) -> None:
    settings = Settings(data=Path(folder), secret_key=secrets.token_hex(32), address="http://localhost")
    prepare(settings)
    app, at = create_app(settings), now()
    tender, people = _prepared(at)
    cookies = [_cookie(app, person, at) for person in people]
    made = server(app, "127.0.0.1", 0, int(threads))
    path = f"/tenders/fairshire/{tender.slug}/questions/ask"
    store = str(Path(folder) / "evenhand.sqlite")
    print(json.dumps({"port": int(made.effective_port), "path": path, "cookies": cookies, "store": store}), flush=True)
    made.run()


def _prepared(at: datetime) -> tuple[Tender, list[Person]]:
    with writing():
        council = Authority.create(
            slug="fairshire", name="Fairshire", kind="council", nation="E", duty_phone="01632 960123"
        )
        service = Service.create(authority=council, key="lodgings", title="Lodgings")
        officer = Person.create(email="kofi@bench.example", name="Kofi", confirmed_at=at)
        people = [_asker(number, at) for number in range(ASKERS)]
        closes = from_london(datetime.combine(today(at) + timedelta(days=30), time(12)))
        values = {"title": "Lodgings", "service": service, "closes_at": closes, "questions_close_at": closes}
        tender = Tender.add(council.id, values, by=officer.id, at=at)
        Criterion.put(tender.id, [NewCriterion("Price", "price", 100)])
        tender.publish(by=officer.id, at=at, version=tender.version)
        ReleasedAnswer.release(tender, released(), by=officer.id, at=at)
    return tender, people


def _asker(number: int, at: datetime) -> Person:
    person = Person.create(email=f"p{number}@bench.example", name=f"Person {number}", confirmed_at=at)
    provider = Provider.register(legal_name=f"Organisation {number}", kind="charity", by=person.id, at=at)
    Membership.begin(person=person, side=provider, role="lead", by=None, at=at)
    return person


def released() -> list[NewAnswer]:
    """So many answers, in the words of tenders; the same each time."""
    drawn = random.Random(6)
    return [NewAnswer("answer", question(drawn), " ".join(drawn.choices(WORDS, k=30))) for _ in range(ANSWERS)]


def question(drawn: random.Random) -> str:
    """One question."""
    return f"Is the {' '.join(drawn.choices(WORDS, k=9))}?"


if __name__ == "__main__":
    main(*sys.argv[1:])
