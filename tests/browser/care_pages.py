"""What the pages about calls, care and providers’ lists are looked at with."""

from datetime import datetime, timedelta
from typing import Any

from models.calendar import add_working_days, today
from models.period import Period
from models.register.award import Award
from models.register.contract import Contract
from models.register.link_proposal import LinkProposal
from models.store import writing
from portal.care import work as care
from portal.onboarding import work
from portal.register.shelf import About, Shelf
from portal.returns.work import answering, telephone
from portal.settings import Settings
from tests.fixtures.cast import Cast
from tests.portal.life import Life, form

LIST = (
    "Provider,Service,Contact,Email,Company number,Contract refs,Colour\n"
    "Rowan Supported Lodgings and Floating Support CIC,Supported accommodation,Ros Rowan,ros@rowan.example,"
    "01234567,R1,red\n"
    "Harbour Young People,Fostering,,other@harbour.example,,,\n"
    "Elm Ltd,,,dana@people.example,,,\n"
)
NOTE = "We agreed to look at the agency weeks in November.\nRing Charlie, not the office."


def make_care_pages(cast: Cast, settings: Settings, now: datetime) -> dict[str, Any]:
    """A call that waits for Northgate, things in Dana’s and Erin’s care, Dana away, a list that waits and one that was
    taken in. Gives what paths name.

    Call it after the register’s contracts were made.
    """
    life, day = Life(cast, settings, now), today(now)
    long_ago = Period.quarter_of(day)
    for _ in range(9):
        long_ago = long_ago.previous()
    given = life.ask(cast.northgate, period_key=long_ago.key, due_on=add_working_days(day, 8, "E"))
    telephone.begin(given, said_by="Ms Ahmed", said_at=now, told=False, by=cast.dana.id, now=now)
    typed = form({"kinds": "lodgings", "places_lodgings": "12"})
    version = answering.fresh(given).version
    state = telephone.desk(answering.fresh(given), now)
    telephone.save(state, "your_places", typed, version=version, over=False, by=cast.dana.id, now=now)
    telephone.hand_over(telephone.desk(answering.fresh(given), now), by=cast.dana.id, now=now)
    keys = {f"provider:{cast.harbour.public_id}"}
    give = {"by": cast.erin.id, "any_officer": True, "now": now}
    care.hand_over(cast.fairshire, keys, cast.dana.id, "", **give)
    care.hand_over(cast.fairshire, keys, cast.erin.id, NOTE, **give)
    days = (day - timedelta(days=1), day + timedelta(days=9))
    care.away(cast.fairshire, cast.erin, cast.dana.id, *days, by=cast.erin.id, seen=0, now=now)
    work.take_in(LIST.encode(), cast.fairshire, by=cast.dana.id, now=now)
    paid = Award.select().join(Contract).where(Contract.authority == cast.fairshire).first()
    with writing():
        LinkProposal.propose(paid.supplier_id, cast.northgate.id, "same_name", now)
    return {"given": given.public_id, "list": _waits(cast, settings, now)}


def _waits(cast: Cast, settings: Settings, now: datetime) -> str:
    """A list that somebody has looked at and not taken in."""
    file = (LIST + "Ash Homes Ltd,Supported accommodation,,ash@ash.example,,,\n").encode()
    shown = work.take_in(file, cast.fairshire, by=cast.dana.id, now=now, dry_run=True)
    about = About("our providers.csv", cast.dana.name, now.isoformat())
    waiting = Shelf(settings.data / "provider-lists").put(cast.fairshire.public_id, file, about)
    waiting.say(shown.said())
    return waiting.digest
