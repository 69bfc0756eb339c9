"""The council’s events in the demonstration: one that is coming, full and waited for, one of today, one that was."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from importlib.resources import files
from typing import Any
from uuid import uuid4

from models.authority import Authority
from models.calendar import add_working_days, from_london, today
from models.events.booking import NewAttendee
from models.events.event import Event
from models.events.feedback import QUESTIONS
from models.events.paper import EventHost
from models.events.session import EventSession, NewSession
from models.person import Person
from models.store import writing
from portal.demo.story import Story
from portal.demo.talking import talk_of
from portal.drafts.work.homes import Stored
from portal.events.work import booking, door, feedback, keeping, papers, pipeline
from portal.events.work.booking import Wish
from portal.events.work.door import Entry
from portal.events.work.matter import About
from portal.uploads.cellar import Cellar

SAME = (
    "title", "kind", "summary", "audience", "agenda", "speakers", "place", "venue", "venue_access", "online_link",
    "places", "subject_matter", "goes_on",
)  # fmt: skip
NEEDS = {"Open Door Lodgings": "A place near the hearing loop", "Tern Housing": "Step-free access"}


class EventStory:
    """Told by the procurement officer, who organises them."""

    def __init__(self, story: Story) -> None:
        self.story, self.by = story, story.staff["procurement_officer"]
        self.secret = story.settings.derived("bookings")

    def tell(self) -> Iterator[str]:
        """Makes them; yields one line."""
        told = tomllib.loads(files("portal.demo").joinpath("events.toml").read_text(encoding="utf-8"))
        for one in told["event"]:
            event = self._published(one)
            for number, (name, people, session) in enumerate([*one["booked"], *one.get("waiting", ())], 1):
                self._booked(event, name, people, session, self.at(one["opened"] + 1 + number // 3, time(10, number)))
            if "begun" in one:
                self._begun(event, one["begun"])
            if "changed" in one:
                column, words, why = one["changed"]
                self._changed(event, column, words, why)
            if "note" in one:
                self._held(event, one)
            elif one["on"] == 0:
                self._here(event, one["here"], min(self.story.now, event.starts_at or self.story.now))
        yield "Events"

    def _day(self, working_days: int) -> date:
        return add_working_days(today(self.story.now), working_days, self.story.authority.nation)

    def at(self, working_days: int, clock: time) -> datetime:
        """A time of day, so many working days from today."""
        return from_london(datetime.combine(self._day(working_days), clock))

    def _published(self, one: Mapping[str, Any]) -> Event:
        opened = self.at(one["opened"], time(9, 30))
        starts, ends = (self.at(one["on"], time.fromisoformat(clock)) for clock in one["hours"])
        values: dict[str, object] = {name: one[name] for name in SAME if name in one}
        values |= {"starts_at": starts, "ends_at": ends, "booking_closes_at": starts - timedelta(days=1)}
        values |= {"contact": "The commissioning team", "contact_email": "events@fairshire.example"}
        if one["kind"] == "engagement":
            values |= {"engagement_closes_on": self._day(one["on"] + 10), "notice_id": "2026/S 000-041218"}
        with writing():
            event = Event.add(self.story.authority.id, values, by=self.by, at=opened - timedelta(days=1))
            hosts = Authority.select().where(Authority.slug << one.get("hosts", [])).order_by(Authority.name)
            EventHost.put(event, list(hosts))
            EventSession.put(event, [self._session(one["on"], row) for row in one.get("sessions", ())])
            coming = [slug for slug, _ in pipeline.choices(event, opened)][: one.get("contracts", 0)]
            if found := pipeline.picked(event, {"contracts": coming}, opened):
                pipeline.put(event, *found)
        keeping.publish(event, by=self.by, now=opened, version=event.version)
        return event

    def _session(self, on: int, row: Sequence[Any]) -> NewSession:
        title, starts, ends, places, repeats = row
        begins, stops = (self.at(on, time.fromisoformat(clock)) for clock in (starts, ends))
        return NewSession(title, begins, stops, places, repeats or None)

    def _booked(self, event: Event, name: str, people: int, session: int, at: datetime) -> None:
        slug = name.lower().replace(" ", "-")
        names = ("Sam Ash", "Kim Birch", "Lee Cole")
        wish = Wish(
            organisation=name, email=f"hello@{slug}.example", people=[NewAttendee(one) for one in names[:people]],
            sessions=(session,) if session else (), size="small", vcse="Trust" in name or "Project" in name,
            meet="Whoever buys supported lodgings" if people > 1 else "", access=NEEDS.get(name, ""),
            parking=people > 2,
        )  # fmt: skip
        made = booking.book(event.id, wish, who=None, now=at, secret=self.secret)
        booking.confirm(made, now=at + timedelta(minutes=5), secret=self.secret)

    def _begun(self, event: Event, told: Mapping[str, Any]) -> None:
        """Somebody with an account began to book in their own words, and left it there."""
        person = Person.get(Person.email == told["by"])
        fresh = Event.full().where(Event.id == event.id).get()
        about = About(fresh, told["firm"], lambda _: None, self.story.now, keeps=True).matter()
        home = Stored(person.id, (about.questions.key, about.questions.version), event=event.id)
        talk_of(about, home, told["says"], at=self.at(-1, time(11)))

    def _changed(self, event: Event, column: str, words: str, why: str) -> None:
        fresh = Event.get_by_id(event.id)
        at = self.at(-1, time(15))
        values = {column: words}
        keeping.tell(fresh, values, None, why, by=self.by, now=at, version=fresh.version, secret=self.secret)

    def _here(self, event: Event, organisations: Sequence[str], at: datetime) -> None:
        """Who is at the door: everybody of these organisations, and one without a booking."""
        told = [
            Entry("", one.booking.public_id, person.number, at)
            for one in door.read(event).parties
            if one.booking.organisation in organisations
            for person in one.people
        ]
        door.check_in(event.id, told, by=self.by, now=at)
        door.walk_in(event.id, uuid4(), "Fern Street Families", "Pat Dale", by=self.by, now=at)

    def _held(self, event: Event, one: Mapping[str, Any]) -> None:
        fresh = Event.get_by_id(event.id)
        starts, ends = fresh.starts_at or self.story.now, fresh.ends_at or self.story.now
        self._here(event, one["here"], starts)
        at = ends + timedelta(hours=1)
        keeping.over(at)
        door.close(event.id, by=self.by, now=at)
        for party, answers in zip(door.read(event).parties, one["thought"], strict=True):
            feedback.give(party.booking, dict(zip(QUESTIONS, answers, strict=True)), now=at)
        cellar = Cellar.at(self.story.settings.uploads_folder, self.story.settings.uploads_url)
        words, now = one["note"].encode(), at + timedelta(hours=1)
        papers.add(
            Event.get_by_id(event.id), "note", "Summary of the talks", "summary.txt", words, clean=False, by=self.by,
            now=now, cellar=cellar,
        )  # fmt: skip
        fresh = Event.get_by_id(event.id)
        said = {"note": one["note"], "answers": one["answers"]}
        keeping.save(fresh, said, None, by=self.by, now=now, version=fresh.version)
        feedback.publish(self.story.now)
