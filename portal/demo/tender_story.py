"""The council’s tenders in the demonstration: one that is open, one that is being judged, and a draft with gaps."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from importlib.resources import files
from typing import Any

from models.authority import Authority
from models.calendar import add_working_days, from_london, today
from models.person import Membership, Person
from models.store import writing
from models.tendering.criterion import Criterion, NewCriterion
from models.tendering.lot import Lot, NewLot
from models.tendering.outcome import Outcome
from models.tendering.override import Override
from models.tendering.panel import Panelist
from models.tendering.substance import Substance
from models.tendering.tender import Tender
from portal.clarifications.work import asking, queue, releasing
from portal.clarifications.work.matter import About
from portal.demo.story import Story
from portal.demo.talking import talk_of
from portal.drafts.work.homes import Stored
from portal.outcomes.work import bidding, substances, telling
from portal.releasing import conduct, tenders
from portal.tenders.work import jointly, panel, stating

NOON, NINE = time(12), time(9, 30)
HELP = "placements@fairshire.example"
PAGE_SAYS_ALL = "The specification is on this page, so that it can be read on a telephone."
SAME = (
    "title", "summary", "description", "arrangement", "volume", "payment", "length_why", "lots_why", "area", "cpv_code",
    "regime", "reserved", "tupe", "tupe_words", "insurance", "insurance_why", "consortium", "social_value", "equality",
    "statement",
)  # fmt: skip


class TenderStory:
    """Told by the procurement officer."""

    def __init__(self, story: Story) -> None:
        self.story, self.by = story, story.staff["procurement_officer"]
        self.manager = story.staff.get("manager", self.by)

    def tell(self) -> Iterator[str]:
        """Makes them; yields one line."""
        told = tomllib.loads(files("portal.demo").joinpath("tenders.toml").read_text(encoding="utf-8"))
        for one in told["tender"]:
            tender = self._written(one)
            if "opened" in one:
                self._published(tender, one)
            if "asked" in one:
                self._asked(tender, one["asked"], one.get("answered", -1))
            if "begun" in one:
                self._begun(tender, one["begun"])
            if "decided" in one:
                self._decided(tender, one)
        tenders.closing(self.story.now)
        conduct.release_all(self.story.now)
        yield "Tenders"

    def _day(self, working_days: int) -> date:
        return add_working_days(today(self.story.now), working_days, self.story.authority.nation)

    def _at(self, working_days: int, clock: time) -> datetime:
        return from_london(datetime.combine(self._day(working_days), clock))

    def _written(self, one: Mapping[str, Any]) -> Tender:
        starts = self._day(one.get("feedback", 60)) + timedelta(days=60)
        values: dict[str, object] = {name: one[name] for name in SAME if name in one}
        values |= {"service": self.story.services[one["service"]], "value_pence": one["value"] * 100}
        values |= {"starts_on": starts, "ends_on": starts + timedelta(days=365 * one["years"] - 1)}
        if "opened" in one:
            values |= {
                "bids_go_to": "the county’s tendering portal", "bids_go_to_url": "https://tenders.fairshire.example/",
                "notice_id": one["notice"], "contact": "The placements team", "contact_email": HELP,
                "questions_close_at": self._at(one["questions"], NOON), "answers_by_on": self._day(one["answers"]),
                "closes_at": self._at(one["closes"], NOON), "decision_by_on": self._day(one["decision"]),
                "feedback_by_on": self._day(one["feedback"]),
            }  # fmt: skip
        at = self._at(one.get("opened", 0) - 3, NINE)
        with writing():
            tender = Tender.add(self.story.authority.id, values, by=self.by, at=at)
            Lot.put(tender.id, [NewLot(title, what, pounds * 100) for title, what, pounds in one.get("lots", ())])
            rows = one.get("criteria", ())
            Criterion.put(tender.id, [NewCriterion(t, k, weight, words or None, g) for t, k, weight, words, g in rows])
            if "evaluator" in self.story.staff:
                Panelist.add(tender, self.story.staff["evaluator"], by=self.by, at=at)
            others = Authority.select().where(Authority.slug << one.get("jointly", []))
            jointly.put(tender, [other.id for other in others], at)
        for person in (self.by, self.manager):
            panel.declare(tender, person, "", now=at)
        return tender

    def _published(self, tender: Tender, one: Mapping[str, Any]) -> None:
        at = self._at(one["opened"], NINE)
        with writing():
            Override.put(tender, "documents", PAGE_SAYS_ALL, by=self.by, at=at)
        stating.publish(tender, by=self.by, now=at, version=tender.version)
        if "addendum" in one:
            title, reason, name, words = one["addendum"]
            fresh = Tender.full().where(Tender.id == tender.id).get()
            later = at + timedelta(days=2)
            stating.amend(fresh, title, reason, {name: words}, None, by=self.by, now=later, version=fresh.version)

    def _asked(self, tender: Tender, told: Sequence[Mapping[str, Any]], answered: int) -> None:
        """Questions of three organisations; those with an answer go out together, so many working days from today."""
        fresh, released = Tender.full().where(Tender.id == tender.id).get(), []
        for one in told:
            person = Person.get(Person.email == one["by"])
            seat: Any = Membership.get(Membership.person == person, Membership.ended_at.is_null())
            at = self._at(one["on"], NINE)
            wish = asking.Wish(one["words"], confidential_why=one.get("why", ""))
            question = asking.ask(fresh, seat.provider_id, wish, by=person.id, arrived_at=at, now=at)
            if "answer" in one:
                reply = queue.draft(fresh, [question], by=self.by, now=at)
                private = "substance" in one
                said = {"question": one["as"], "answer": one["answer"], "changes_nothing": True, "private": private}
                releasing.save(reply, said, by=self.by, now=at, version=reply.version)
                if private:
                    releasing.agree(reply, by=self.manager, now=at, version=reply.version)
                released.append((reply.id, reply.version))
            elif "claimed" in one:
                queue.claim(question, by=self.by, now=at, version=question.version)
        releasing.release(fresh, released, by=self.by, now=self._at(answered, time(15)))

    def _begun(self, tender: Tender, told: Mapping[str, Any]) -> None:
        """Somebody began a question in their own words, and left it there."""
        fresh, person = Tender.full().where(Tender.id == tender.id).get(), Person.get(Person.email == told["by"])
        seat: Any = Membership.get(Membership.person == person, Membership.ended_at.is_null())
        answers = f"/tenders/{self.story.authority.slug}/{fresh.slug}/questions/"
        matter = About(fresh, seat.provider_id, answers, lambda _: None, self.story.now).matter()
        home = Stored(person.id, (matter.questions.key, matter.questions.version), tender=fresh.id)
        talk_of(matter, home, told["says"], at=self._at(-1, NINE))

    def _decided(self, tender: Tender, one: Mapping[str, Any]) -> None:
        """The first bid won; bidders were told, then everybody."""
        at, told, by = self._at(one["decided"], NINE), self._at(one["told"], NINE), self.by
        fresh = Tender.full().where(Tender.id == tender.id).get()
        stating.decide(fresh, "awarded", by=by, now=at, version=fresh.version)
        for bid in one["bid"]:
            won = "value" in bid
            values = {name: bid[name] for name in ("name", "sme", "vcse")}
            values |= {"won": won, "value_pence": bid["value"] * 100 if won else None}
            bidder = bidding.enter(fresh, None, values, by=by, now=at)
            bidding.mark(fresh, bidder, {n: tuple(mark) for n, mark in enumerate(bid["marks"], 1)}, by=by, now=at)
        telling.feedback(fresh, by=by, now=told, version=Outcome.get(tender=fresh).version)
        telling.outcome(fresh, by=by, now=told, version=Outcome.get(tender=fresh).version)
        said = [asked["substance"] for asked in one.get("asked", ()) if "substance" in asked]
        for (reply, _), (question, answer) in zip(Substance.given(fresh.id), said, strict=True):
            substances.write(reply, question, answer, by=by, now=told, version=0)
