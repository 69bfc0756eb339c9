"""What the pages are looked at with: the cast of the tests with their returns in every state, and who is new.

One return for each state, a quarter each, counted back from the quarter before today’s.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from models.calendar import today
from models.idea import Idea
from models.invitation import Invitation
from models.monitoring_return import Return
from models.outbox import Message
from models.period import Period
from models.person import Membership, Person
from models.provider import Provider
from models.store import writing
from models.submission import Submission
from portal.accounts import passwords
from portal.mail import compose
from portal.returns.work import adopting, answering
from portal.settings import Settings
from tests.browser.care_pages import make_care_pages
from tests.browser.event_pages import make_event_pages
from tests.browser.figure_pages import make_figure_pages
from tests.browser.independent_pages import make_independent_pages
from tests.browser.known_pages import make_known_pages
from tests.browser.outcome_pages import make_outcome_pages
from tests.browser.register_files import make_register_files
from tests.browser.register_pages import make_register_pages
from tests.browser.site_pages import make_site_pages
from tests.browser.tailoring_pages import make_tailoring_pages
from tests.browser.tender_pages import make_tender_pages
from tests.browser.upload_pages import make_upload_pages
from tests.fixtures.cast import make_cast
from tests.portal.access_conversation import make_conversation_world
from tests.portal.life import CORE, Life

PASSWORD = "copper lantern thursday"  # pragma: allowlist secret
FIRST_PAGES = {
    "your_places": ("kinds", "places_lodgings"),
    "places_ready": ("places_ready",),
    "places_lived_in": ("places_lived_in",),
    "who_lived_with_you": ("now_under_18",),
}
STATES = ("due", "draft", "sent_back", "received", "accepted", "complete", "withdrawn")


@dataclass(frozen=True)
class World:
    """People by first name, and what stands in the braces of a path; plain values that outlive the store."""

    people: dict[str, int]
    paths: dict[str, Any]

    def person(self, name: str) -> Person:
        found: Person = Person.get_by_id(self.people[name])
        return found


def make_exhibition(settings: Settings, now: datetime) -> World:
    """Writes everything into the open store."""
    compose.configure(settings)
    cast = make_cast(now)
    life = Life(cast, settings, now)
    returns = _returns(life)
    for set_key in ("small-grants-half-yearly", "independent-person-monthly"):
        adopting.adopt(cast.westmoor, set_key, by=None, now=now)
    nina = _newcomer(now)
    with writing():
        Person.update(password=passwords.hashed(PASSWORD)).where(Person.id << [cast.alice.id, cast.erin.id]).execute()
        _, token = Invitation.open("new@people.example", cast.harbour, "member", invited_by=cast.alice.id, at=now)
        _mail_with_trouble(now)
        nobody = {"name": "", "organisation": "", "email": ""}
        idea = Idea.send(cast.fairshire.id, "A club on Sundays.", service_key="", at=now, **nobody)
    people = {name: person.id for name, person in vars(cast).items() if isinstance(person, Person)}
    seats = {f"seat_of_{p}": Membership.get(person=people[p]).public_id for p in ("alice", "bob", "dana")}
    received = Submission.get(return_=returns["received"])
    paths = {name: ret.public_id for name, ret in returns.items()}
    more = {"idea": idea.public_id, "home": cast.home.public_id, "harbour": cast.harbour.public_id, "token": token}
    more |= {"reference": received.reference}
    for made in (
        make_register_files(cast, settings, now),
        make_register_pages(cast, now),
        make_known_pages(cast, settings, now),
        make_figure_pages(cast, now),
        make_care_pages(cast, settings, now),
        make_tailoring_pages(cast, settings, now),
        {"said": make_conversation_world(returns["complete"], cast.alice.id, now).number},
        make_upload_pages(cast, life, settings, now),
        make_independent_pages(cast, life, now),
        make_event_pages(cast, now),
        make_tender_pages(cast, now),
        make_outcome_pages(cast, now) | make_site_pages(cast, now),
    ):
        assert not made.keys() & more.keys(), "each name of a path stands for one thing"
        more |= made
    return World({**people, "nina": nina.id}, {**paths, **seats, **more})


def quarters(now: datetime) -> list[Period]:
    """The last quarters that have ended, newest first."""
    found = [Period.quarter_of(today(now)).previous()]
    while len(found) < len(STATES):
        found.append(found[-1].previous())
    return found


def in_days(now: datetime, days: int) -> date:
    """A due day so many days from today."""
    return today(now) + timedelta(days=days)


def _returns(life: Life) -> dict[str, Return]:
    """Harbour’s, short, one in each state; Northgate’s: a full one that is late, and one that waits for more time."""
    made: dict[str, Return] = {}
    for state, quarter in reversed(list(zip(STATES, quarters(life.now), strict=True))):
        asked = {"period_key": quarter.key, "due_on": in_days(life.now, 12)}
        made[state] = _in_state(life, state, asked)
    newest, before, *_ = quarters(life.now)
    northgate, long_ago = life.cast.northgate, life.now - timedelta(days=40)
    asked = {"tier": "full", "period_key": newest.key, "now": long_ago, "due_on": in_days(life.now, -4)}
    made["late"] = life.fill(life.ask(northgate, **asked), by=life.cast.charlie)
    made["waiting"] = life.ask(northgate, period_key=before.key, due_on=in_days(life.now, 3))
    for _ in ("granted at once", "the council decides"):
        answering.more_time(made["waiting"], by=life.cast.charlie.id, now=life.now)
    return made


def _in_state(life: Life, state: str, asked: dict[str, Any]) -> Return:
    if state == "complete":
        return life.fill(life.ask(**asked))
    if state != "draft":
        return life.in_state(state, **asked)
    ret = life.ask(**asked)
    for page, keys in FIRST_PAGES.items():
        life.type(ret, page, {key: CORE[key] for key in keys})
    return answering.fresh(ret)


def _newcomer(now: datetime) -> Person:
    """Nina, who registered Newlands a minute ago and has not been asked for anything."""
    with writing():
        nina = Person.create(email="nina@people.example", name="Nina North", confirmed_at=now)
        newlands = Provider.register(legal_name="Newlands CIC", kind="cic", by=nina.id, at=now)
        Membership.begin(nina, newlands, "lead", now, by=nina.id)
    return nina


def _mail_with_trouble(now: datetime) -> None:
    Message.put("gone@people.example", "A return waits", "…", "return:1", now - timedelta(days=3))
    for message in Message.claim(now - timedelta(days=3), "a worker"):
        message.failed(now, "There is no such address.")
