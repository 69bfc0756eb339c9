"""One return through its life, through the same functions that people’s work goes through."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from werkzeug.datastructures import MultiDict

from models.monitoring_return import Return
from models.outbox import Message
from models.person import Person
from models.provider import Provider
from models.store import writing
from models.submission import Submission
from portal.returns.work import answering, asking, sending, sheet
from portal.settings import Settings
from tests.fixtures.cast import SET, Cast

Typed = Mapping[str, str | Sequence[str]]

DUE = date(2026, 10, 21)
WHY = "So that we know how young people are."
THIS, BEFORE = "2026-27-Q2", "2026-27-Q1"

# What somebody types for a short return of July to September, by question.
CORE: dict[str, str | Sequence[str]] = {
    "kinds": ["lodgings"],
    "places_lodgings": "12",
    "places_ready": "12",
    "places_lived_in": "9 of 12",
    "now_under_18": "4",
    "now_18_plus": "4",
    "now_came_alone": "2",
    "opening": "9",
    "moved_in": "1",
    "moved_out": "2",
    "moved_out_planned": "2",
    "serious_events": "none",
    "worries_passed_on": "1",
    "allegations": "0",
    "missing_times": "2",
    "missing_people": "1",
    "missing_times_under_18": "2",
    "complaints_received": "1",
    "complaints_finished": "1",
    "complaints_upheld": "1",
    "hard_to_get": ["social_worker", "plan"],
    "asked": "8",
    "good": "7 of 8",
    "changed": "Wi-Fi in every room.",
    "registration": "registered",
    "inspection": "not_yet",
    "manager_in_post": "yes",
    "homes": "12",
    "gas_checked": "12",
    "alarms_tested": "12 of 12",
    "location_assessed": "12 of 12",
    "went_well": "Three young people passed their first term at college.",
    "worries": "Two hosts retire next spring.",
}
THANKS = "Thank you. We will ring you by Friday."


def form(typed: Typed) -> MultiDict[str, str]:
    """What a browser would post."""
    sent: MultiDict[str, str] = MultiDict()
    for name, value in typed.items():
        sent.setlist(name, [value] if isinstance(value, str) else list(value))
    return sent


class Life:
    """Alice and Bob answer, Dana reads; a test says only what it is about."""

    def __init__(self, cast: Cast, settings: Settings, now: datetime) -> None:
        self.cast, self.settings, self.now = cast, settings, now

    def ask(self, *providers: Provider, **other: Any) -> Return:
        """A return that Dana asks Harbour (or the first of `providers`) for."""
        return self.ask_all(*providers, **other).made[0]

    def ask_all(self, *providers: Provider, **other: Any) -> asking.Asked:
        values: dict[str, Any] = {
            "authority": self.cast.fairshire,
            "service": self.cast.service,
            "providers": list(providers) or [self.cast.harbour],
            "set_key": SET,
            "period_key": THIS,
            "tier": "core",
            "tier_why": "Chosen for a test.",
            "due_on": DUE,
            "why": WHY,
            "by": self.cast.dana,
            "now": self.now,
        }
        return asking.ask(**values | other)

    def type(
        self, ret: Return, page: str, typed: Typed, *, by: Person | None = None, now: datetime | None = None,
        version: int | None = None,
    ) -> answering.Saved:  # fmt: skip
        """Somebody (Alice) fills in a page as it stands and presses “Save and go on”."""
        seen = answering.fresh(ret).version if version is None else version
        person = by or self.cast.alice
        return answering.save(ret, page, form(typed), version=seen, by=person.id, now=now or self.now)

    def fill(self, ret: Return, typed: Typed | None = None, **more: Any) -> Return:
        """Every page is answered, in order; `typed` in place of what CORE says. An empty text leaves a box out."""
        words = {**CORE, **(typed or {})}
        page, seen = sheet.load(ret, self.now).journey.question_set.pages[0], set()
        while page is not None:
            seen.add(page.key)
            keys = tuple(question.key for question in page.questions)
            here = {n: v for n, v in words.items() if v and n.removeprefix("check.").partition(".")[0] in keys}
            here |= {f"check.{check.key}": words.get(f"check.{check.key}", "") for check in page.checks}
            journey = self.type(ret, page.key, here, **more).sheet.journey
            opened = (state.page for state in journey.pages() if state.of and state.page.key not in seen)
            page = journey.after(page) or next(opened, None)  # a later answer may open an earlier page
        return answering.fresh(ret)

    def send(self, ret: Return, *, by: Person | None = None, now: datetime | None = None, **more: Any) -> Submission:
        ret = answering.fresh(ret)
        at = now or self.now
        values: dict[str, Any] = {"version": ret.version, "arrived_at": at, "key": self.settings.derived("texts")}
        return sending.send(ret, by=(by or self.cast.alice).id, now=at, **values | more)

    def accept(self, ret: Return, words: str = THANKS, **more: Any) -> Return:
        ret = answering.fresh(ret)
        values: dict[str, Any] = {"version": ret.version, "by": self.cast.dana.id, "now": self.now}
        sending.accept(ret, words=words, **values | more)
        return answering.fresh(ret)

    def send_back(self, ret: Return, remarks: Mapping[str, str] | None = None, words: str = "", **more: Any) -> Return:
        ret = answering.fresh(ret)
        values: dict[str, Any] = {"version": ret.version, "by": self.cast.dana.id, "now": self.now}
        marks = {"missing_times": "Our own list has five."} if remarks is None else remarks
        sending.send_back(ret, remarks=marks, words=words, **values | more)
        return answering.fresh(ret)

    def in_state(self, state: str, *providers: Provider, **other: Any) -> Return:
        """A return that has come as far as `state`, by the way that people take."""
        ret = self.ask(*providers, **other)
        if state == "withdrawn":
            sending.withdraw(ret, why="Asked by mistake.", version=ret.version, by=self.cast.dana.id, now=self.now)
        elif state != "due":
            self.fill(ret)
        if state in ("received", "sent_back", "accepted"):
            self.send(ret)
        if state == "sent_back":
            self.send_back(ret)
        if state == "accepted":
            self.accept(ret)
        return answering.fresh(ret)

    def last_time(self, **typed: str | Sequence[str]) -> Return:
        """A return of the quarter before that was accepted in July."""
        self.now, today = datetime(2026, 7, 17, 9), self.now
        ret = self.ask(period_key=BEFORE, due_on=date(2026, 7, 28))
        self.fill(ret, typed)
        self.send(ret)
        ret = self.accept(ret, "You kept everybody safe.")
        self.now = today
        return ret


def mails(to: str = "") -> list[Message]:
    """What is in the outbox, oldest first; of one address where one is given."""
    found = Message.select().order_by(Message.id)
    return [message for message in found if to in ("", message.to)]


def no_mail() -> None:
    """Empties the outbox, so that a test sees only what comes next."""
    with writing():
        Message.delete().execute()


def url(ret: Return, tail: str = "", *, desk: bool = False) -> str:
    """Where a return stands: its task list, or the council’s page."""
    return f"{'/desk' if desk else ''}/returns/{ret.public_id}/{tail}"
