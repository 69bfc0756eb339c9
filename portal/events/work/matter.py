"""The question set of a booking, fitted to one event: its sessions, its buyers, how many people of one organisation can
come. The page and the conversation both work with it, and so does a change of a booking."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from forms import library, offering
from forms.answer_field import Written
from forms.answers import Given
from forms.asked import Option, Value
from forms.conversation import Facts
from forms.conversation.saying import FindGuidance
from forms.journey import Journey
from forms.kinds.people import BETWEEN, parted
from forms.question_set import QuestionSet
from forms.situation import Situation
from models.calendar import today
from models.events.booking import BookingNeed, NewAttendee
from models.events.buyer import EventBuyer
from models.events.event import Event
from models.events.session import EventSession
from portal.drafts.work.kept import Kept
from portal.drafts.work.matter import Matter
from portal.events.work.booking import Wish
from portal.events.work.reading import Line
from portal.london import clock, moment

SET = "event-booking"
WHO = ("firm", "email")
"""What is not asked of who is known."""
HOW = (
    "I ask one thing at a time and show you what I put. Nothing is booked until you press the button on the last page. "
    "Say “help” to see what else you can say."
)
CLOSED_IT_IS_GONE = (
    "This page holds what you told me, and nothing else does: if you close it, it is gone. Go on, or press “Check your "
    "answers”; once you have booked you can change everything by the link that you get."
)
CAN_SAY = (
    ("back", "to the question before"),
    ("skip", "leave it out"),
    ("change diet to no nuts", "change any answer, by its name"),
    ("what have I said", "everything so far"),
    ("why", "why we ask, and what we do with it"),
    ("what’s due", "until when you can book"),
    ("check my answers", "the last page, where you book"),
)


@dataclass(frozen=True)
class About:
    """One event. `firm` is for whom somebody books who is signed in, “” for everybody else; `keeps`: what they type is
    kept while they are away; `changes`: they have booked, and wishes to meet buyers are changed elsewhere."""

    event: Event
    firm: str
    guidance: FindGuidance
    now: datetime
    keeps: bool = False
    changes: bool = False

    def matter(self) -> Matter:
        """Ready to be filled in."""
        return Matter(
            questions=self._questions(), situation=self._situation(), facts=self._facts(), guidance=self.guidance
        )  # fmt: skip

    def _questions(self) -> QuestionSet:
        event, latest = self.event, library.latest(SET)
        sessions, buyers = EventSession.of(event.id), buyers_of(event, self.now)
        offers = [("sessions", tuple(_session(one) for one in sessions))]
        offers += [("buyers", tuple(_buyer(one) for one in buyers))]
        without = {*(WHO if self.firm else ()), *(() if event.meetings(self.now) else ("buyers", "meet"))}
        without |= {"buyers"} if self.changes else set()
        repeated = any(one.repeats for one in sessions)
        without |= set() if repeated else {"wait"}
        return offering.fitted(latest.key, latest.version, offers, without, [("who", event.per_organisation)])

    def _situation(self) -> Situation:
        day, authority = today(self.now), self.event.authority
        return Situation(
            today=day, first_day=day, last_day=day, quarter=self.event.title, tier="core", council=authority.name,
            provider=self.firm, duty_phone=authority.duty_phone, about=self.event.title,
        )  # fmt: skip

    def _facts(self) -> Facts:
        says = {"how": HOW, "person": _person(self.event), **({} if self.keeps else {"saved": CLOSED_IT_IS_GONE})}
        return Facts(due=f"You can book until {moment(self.event.booking_closes_at)}.", says=says, can_say=CAN_SAY)


def buyers_of(event: Event, now: datetime) -> list[EventBuyer]:
    """Buyers whom somebody may wish to meet now."""
    return [one for one in EventBuyer.of(event.id) if one.open(now)]


def _session(one: EventSession) -> Option:
    full = " (full)" if one.left is not None and one.left <= 0 else ""
    return Option(str(one.number), f"{one.title}, {clock(one.starts_at)} to {clock(one.ends_at)}{full}", (one.title,))


def _buyer(one: EventBuyer) -> Option:
    return Option(str(one.number), f"{one.name}: {one.buys}" if one.buys else one.name, (one.name,))


def _person(event: Event) -> str:
    reach = ", ".join(part for part in (event.contact, event.contact_email) if part)
    other = ", ".join(part for part in (event.authority.contact_phone, event.authority.contact_email) if part)
    found = reach or other
    return f"Whom you can ask about this event: {found}." if found else "The page of the event says whom you can ask."


def wish(journey: Journey, event: Event, now: datetime, *, firm: str = "", email: str = "") -> Wish:
    """The booking, as it is made; for whom, where that is known."""
    sent: dict[str, Any] = {key: given.value for key, given in journey.submitted().items()}
    chosen = {int(number) for number in sent.get("buyers", ())}
    buyers = [one.id for one in buyers_of(event, now) if one.number in chosen]
    return Wish(
        organisation=firm or sent.get("firm", ""), email=email or sent.get("email", ""),
        people=[NewAttendee(name, role) for name, role in parted(sent["who"])],
        sessions=[int(number) for number in sent.get("sessions", ())], size=sent.get("size", ""),
        vcse=sent.get("vcse") == "yes", services=sent.get("services", ""), meet=sent.get("meet", ""),
        access=sent.get("access", ""), diet=sent.get("diet", ""), language=sent.get("language", ""),
        wait=sent.get("wait") == "yes", parking=_or_none(sent.get("parking")), buyers=buyers,
    )  # fmt: skip


def _or_none(said: str | None) -> bool | None:
    return None if said is None else said == "yes"


def of_booking(matter: Matter, line: Line, need: BookingNeed | None) -> Kept:
    """What was booked, as a page shows it to be changed."""
    return Kept().with_answers(matter.questions, _written(line, need))


def _written(line: Line, need: BookingNeed | None) -> Iterable[Written]:
    booking = line.booking
    said: dict[str, Value | None] = {
        "who": BETWEEN.join(f"{one.name}, {one.role}" if one.role else one.name for one in line.people),
        "size": booking.size, "vcse": "yes" if booking.vcse else None, "services": booking.services,
        "sessions": tuple(str(one.number) for one in line.sessions), "meet": booking.meet,
        "parking": None if booking.parking is None else "yes" if booking.parking else "no",
        "access": need.access if need else "", "diet": need.diet if need else "",
        "language": need.language if need else "",
    }  # fmt: skip
    return [Written(key, Given(value=value), "") for key, value in said.items() if value]
