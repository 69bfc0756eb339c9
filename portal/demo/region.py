"""A regional installation: the fifteen authorities of Lancashire beside each other, made of their award notices.

Two of them gave no notice that could be taken in; their registers are empty, and say so. Only the people are invented.
"""

import tomllib
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from importlib.resources import files

from models.authority import Authority
from models.calendar import from_london, today
from models.period import Period
from models.person import Membership
from models.store import writing
from portal.demo.story import Story
from portal.register.work import take_in
from portal.releasing import work

QUARTERS = 3
"""How many quarters of each are closed."""
CLOSED_AFTER = timedelta(days=13)
STEPS = 15
"""How many lines `tell` yields."""


def tell(story: Story) -> Iterator[str]:
    """Every authority with its register and its closed quarters; yields a line for each. Who can sign in stands in
    `story.accounts` afterwards."""
    told = tomllib.loads(files("portal.demo").joinpath("lancashire.toml").read_text("utf-8"))
    people = [(story.newcomer(one), one["role"]) for one in told["person"]]
    quarters = _quarters(story.now)
    with writing():
        found = [Authority.create(**one) for one in told["authority"]]
        for authority in found:
            for person, role in people:
                Membership.begin(person=person, side=authority, role=role, by=None, at=story.start)
    rows = files("portal.demo").joinpath("lancashire_rows.csv").read_bytes()
    began = _morning(quarters[0]) - timedelta(days=30)
    take_in(rows, found[0].name, by=people[0][0].id, now=began, name="lancashire_rows.csv")
    for number, authority in enumerate(found):
        for quarter in quarters:
            late = timedelta(days=40 * (number == told["late"]))  # one of them is late, and the site says so
            at = min(_morning(quarter) + late, story.now)
            work.close_quarter(quarter.key, authority, people[0][0].id, at)
        yield str(authority.name)


def _quarters(now: datetime) -> list[Period]:
    """The last ones that have ended, oldest first."""
    found = [Period.quarter_of(today(now)).previous()]
    while len(found) < QUARTERS:
        found.insert(0, found[0].previous())
    return found


def _morning(quarter: Period) -> datetime:
    """Two weeks after a quarter."""
    return from_london(datetime.combine(quarter.last_day + CLOSED_AFTER, time(10)))
