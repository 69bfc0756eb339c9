"""What the demonstration’s people need not type: Ofsted’s list, what ends, and what another council was told.

The list is invented like everything here; it has the shape of Ofsted’s own.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from models.authority import Authority, Service
from models.calendar import add_working_days, from_london, today
from models.person import Membership, Person
from models.provider import Home, Provider
from models.store import writing
from portal.demo.story import SET, TIER_WHY, WHY, Story
from portal.endings import work as endings
from portal.london import day
from portal.ofsted import work as ofsted
from portal.returns.work import adopting, asking, sending

ENTRIES = {"2754301": 6, "2768114": 14, "2768115": 8, "2781120": 5}
"""Places by number."""
HEADER = "URN,Provision type,Registration status,Registration date,Places,Local authority"


class KnownStory:
    """Told after the returns: it goes on with their people."""

    def __init__(self, story: Story) -> None:
        self.story, self.now = story, story.now

    def tell(self) -> Iterator[str]:
        """Makes everything; yields a line a step."""
        self._list()
        self._endings()
        self._northshire()
        yield "Ofsted’s list, and what another council was told"

    def _list(self) -> None:
        """The newest list of a March or a September; one home confirmed, one that has changed, two not looked at."""
        as_at = max(day for day in _half_years(today(self.now)) if day <= today(self.now) - timedelta(days=20))
        kind = "Supported Accommodation,Active,01/06/2024"
        rows = "\n".join(f"{urn},{kind},{places},Fairshire" for urn, places in ENTRIES.items())
        file = f"As at {day(as_at)}\n{HEADER}\n{rows}\n".encode()
        staff = self.story.officer.id
        ofsted.take_in(file, by=staff, now=self.now - timedelta(days=8), name="providers.csv")
        for urn, words in (("2754301", ""), ("2768114", "12 places since the ground floor was closed.")):
            home = Home.get(Home.urn == urn)
            [match] = [one for one in ofsted.of_providers([home.provider_id]) if one.home.id == home.id]
            by = _lead(home.provider_id)
            now = self.now - timedelta(days=3)
            ofsted.say(home.provider_id, home.public_id, match.entry.digest, words, by=by.id, now=now)

    def _endings(self) -> None:
        """Harbour’s insurance ends soon; its safeguarding policy is reviewed next year."""
        harbour, on = self._harbour(), today(self.now)
        lead = _lead(harbour.id).id
        until = {"insurance_kind": "employers", "insurer": "Beacon Mutual", "insurance_cover_pence": 1_000_000_000}
        with writing():
            soon = {**until, "insurance_expires_on": on + timedelta(days=12)}
            harbour.change(soon, by=lead, at=self.now - timedelta(days=40), version=harbour.version)
        later = on + timedelta(days=300)
        policy = ("policy", "Safeguarding policy")
        endings.add(harbour.id, *policy, later, by=lead, now=self.now - timedelta(days=40))

    def _northshire(self) -> None:
        """Another council that asks Harbour about the same quarter, and was told a few days ago."""
        harbour, quarter = self._harbour(), self.story.quarter
        with writing():
            council = Authority.create(
                slug="northshire", name="Northshire Council", kind="council", nation="E", duty_phone="01632 960 777",
                contact_name="Contracts team", contact_phone="01632 960 770",
                contact_email="contracts@northshire.example",
            )  # fmt: skip
            service = Service.create(authority=council, key="supported-accommodation", title="Supported accommodation")
            officer = Person.create(
                email="gwen@northshire.example", name="Gwen Ashdown", active=True, confirmed_at=self.story.start
            )
            for role in ("officer", "procurement_officer"):
                Membership.begin(person=officer, side=council, role=role, by=None, at=self.story.start)
        adopting.adopt(council, SET, by=None, now=self.story.start)
        asked = from_london(datetime.combine(add_working_days(quarter.last_day, 1, "E"), time(9, 30)))
        due_on = max(add_working_days(quarter.last_day, 15, "E"), today(asked))
        ret = asking.ask(
            authority=council, service=service, providers=[harbour], set_key=SET, period_key=quarter.key, tier="core",
            tier_why=TIER_WHY, due_on=due_on, why=WHY, by=officer, now=asked,
        ).made[0]  # fmt: skip
        self.story.people = [_lead(harbour.id)]
        at = max(asked, self.now - timedelta(days=4))
        self.story._answer(ret.id, "harbour_before", at)
        self._send(ret.id, at + timedelta(hours=2))

    def _send(self, return_id: int, at: datetime) -> None:
        ret = self.story._fresh(return_id)
        key = self.story.settings.derived("texts")
        by = self.story.people[0].id
        sending.send(ret, version=ret.version, by=by, now=at, arrived_at=at, key=key)

    def _harbour(self) -> Provider:
        found: Provider = Provider.get(Provider.legal_name == "Harbour Young People")
        return found


def _lead(provider: int) -> Person:
    seat: Any = Membership.get((Membership.provider == provider) & (Membership.role == "lead"))
    found: Person = seat.person
    return found


def _half_years(on: date) -> list[date]:
    return [date(year, month, last) for year in (on.year - 1, on.year) for month, last in ((3, 31), (9, 30))]
