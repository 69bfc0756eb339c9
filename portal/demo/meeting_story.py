"""One-to-one meetings and the providers’ forum of the demonstration: wished, matched, told; joined, invited."""

import tomllib
from collections.abc import Iterator, Mapping
from datetime import datetime, time
from importlib.resources import files
from typing import Any

from models.events.booking import Booking
from models.events.event import Event
from models.events.meeting_plan import MeetingPlan
from models.person import Membership
from models.provider import Provider
from portal.demo.event_story import EventStory
from portal.demo.story import Story
from portal.events.work import meetings
from portal.forums import work as forums
from portal.uploads.cellar import Cellar

MEMBERS = 3


class MeetingStory:
    """Told by the procurement officer, after the events."""

    def __init__(self, story: Story) -> None:
        self.story, self.by, self.events = story, story.staff["procurement_officer"], EventStory(story)
        self.told = tomllib.loads(files("portal.demo").joinpath("meetings.toml").read_text(encoding="utf-8"))

    def tell(self) -> Iterator[str]:
        """Makes them; yields one line."""
        self._meetings(self.told["meetings"])
        self._forum(self.told["forum"])
        yield "Meetings and a forum"

    def _meetings(self, told: Mapping[str, Any]) -> None:
        event, at = self._event(told["event"]), self.events.at(-2, time(11))
        starts, ends = (self.events.at(14, time.fromisoformat(clock)) for clock in told["hours"])
        times: dict[str, object] = {"starts_at": starts, "ends_at": ends}
        meetings.plan(event, times, [], by=self.by, now=at, version=0)
        bookings = {one.organisation: one for one in Booking.live(event.id)}
        buyers = []
        for one in told["buyer"]:
            values = {"name": one["name"], "buys": one["buys"], "email": "events@fairshire.example"}
            buyers.append(meetings.add_buyer(event, values, [], by=self.by, now=at))
        for name, wishes in told["asks"].items():
            meetings.wish(bookings[name], [(buyers[place - 1].id, why) for place, why in wishes], now=at)
        for buyer, one in zip(buyers, told["buyer"], strict=True):
            declined = {bookings[name].id: why for name, why in one.get("declines", {}).items()}
            meetings.buyer_wishes(
                buyer, [bookings[name].id for name in one["wants"]], declined, by=self.by, now=at
            )  # fmt: skip
        for name in told["known"]:
            meetings.put_right(bookings[name], event.authority_id, contract=True, by=self.by, now=at)
        self._matched(event, self.events.at(-1, time(10)))

    def _matched(self, event: Event, at: datetime) -> None:
        seen = MeetingPlan.get(MeetingPlan.event == event.id).version
        meetings.want(event, by=self.by, now=at, version=seen)
        meetings.work_out(at)
        seen = MeetingPlan.get(MeetingPlan.event == event.id).version
        meetings.tell(event, by=self.by, now=at, version=seen, secret=self.events.secret)

    @staticmethod
    def _event(title: str) -> Event:
        found: Event = Event.full().where(Event.title == title).get()
        return found

    def _file(self, told: Mapping[str, Any]) -> forums.Given | None:
        if "file" not in told:
            return None
        settings, content = self.story.settings, told["content"].encode()
        cellar = Cellar.at(settings.uploads_folder, settings.uploads_url)
        return forums.Given(told["file"], content, clean=False, cellar=cellar)

    def _forum(self, told: Mapping[str, Any]) -> None:
        began, by = self.events.at(-90, time(10)), self.by
        forum = forums.add(self.story.authority.id, told["title"], told["services"], by=by, now=began)
        said = {"purpose": told["purpose"], "contact": "The commissioning team",
                "contact_email": "events@fairshire.example"}  # fmt: skip
        forums.change(forum, said, told["services"], by=by, now=began, version=forum.version)
        for provider in Provider.select().order_by(Provider.id).limit(MEMBERS):
            lead = Membership.get((Membership.provider == provider) & (Membership.role == "lead")).person_id
            forums.join(forum, provider.id, told["services"], by=lead, now=self.events.at(-80, time(10)))
        for one in told["paper"]:
            at = self.events.at(one["on"], time(16))
            paper = {"kind": one["kind"], "title": one["title"], "words": one["words"], "on": at.date(), "link": ""}
            forums.add_paper(forum, paper, by=by, now=at, file=self._file(one))
        for one in told["action"]:
            due, at = self.events.at(one["due"], time(12)), self.events.at(-45, time(16))
            action = forums.add_action(forum, one["what"], one["owner"], due.date(), by=by, now=at)
            if "done" in one:
                forums.finish_action(forum, action, one["done"], by=by, now=due)
        forums.invite(forum, self._event(told["event"]).slug, by=by, now=self.events.at(-4, time(10)))
