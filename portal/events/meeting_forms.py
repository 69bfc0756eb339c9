"""Forms about meetings: the plan, a buyer, wishes of either side, the days for what is left."""

import re
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from wtforms import FieldList, Form, FormField, ValidationError

from models.calendar import from_london, to_london
from models.events.buyer import WHY, EventBuyer
from models.events.meeting_plan import CHANGE, MINUTES, MeetingPlan, Span
from portal.events.boxes import checked, clock_of, instant
from portal.profile.typed import Line
from portal.register.desk.act_forms import ActForm
from portal.register.desk.boxes import Count, Day, Email, Pick, Words, shown
from portal.tenders.boxes import Clock, read_clock

MOST_WISHES = 5
SPAN = re.compile(r"\s*(.+?)\s*(?:to|until|–|-)\s*(.+?)\s*")


class Spans(Words):
    """Times of one day, a line each, “11:00 to 11:15”; `spans` are pairs of clock times."""

    spans: tuple[tuple[time, time], ...] = ()

    def pre_validate(self, form: Any) -> None:
        super().pre_validate(form)
        self.spans = tuple(_span(line) for line in (self.data or "").splitlines() if line.strip())

    def on(self, day: date) -> list[Span]:
        """On a day, London time."""
        return [(_at(day, since), _at(day, until)) for since, until in self.spans]


def _span(line: str) -> tuple[time, time]:
    found = SPAN.fullmatch(line)
    if found is None:
        raise ValidationError("Enter a line for each, such as 11:00 to 11:15")
    since, until = (read_clock(part) for part in found.groups())
    if until <= since:
        raise ValidationError("Enter an end that comes after the start in each line")
    return since, until


def _at(day: date, clock: time) -> datetime:
    return from_london(datetime.combine(day, clock))


def written(spans: Sequence[Span]) -> str:
    """As they stand in their box."""
    return "\n".join(f"{to_london(since):%H:%M} to {to_london(until):%H:%M}" for since, until in spans)


class PlanForm(ActForm):
    """When people meet, on the day of the event."""

    starts = Clock("The first meeting starts at")
    ends = Clock("The last one ends by")
    minutes = Count("Minutes a meeting")
    change_minutes = Count("Minutes to change")
    breaks = Spans("Breaks, a line each")
    most = Count("Meetings of one organisation, at most")

    @classmethod
    def of(cls, plan: MeetingPlan | None, starts_at: datetime, ends_at: datetime) -> "PlanForm":
        """As it stands; at first as long as the event."""
        if plan is None:
            first = {"starts": clock_of(starts_at), "ends": clock_of(ends_at)}
            return cls(data={**first, "minutes": str(MINUTES), "change_minutes": str(CHANGE)})
        numbers = {name: shown(getattr(plan, name)) for name in ("minutes", "change_minutes", "most")}
        times = {"starts": clock_of(plan.starts_at), "ends": clock_of(plan.ends_at)}
        return cls(data={**times, **numbers, "breaks": written(plan.breaks)})

    def validate_starts(self, field: Any) -> None:
        if field.value is None:
            raise ValidationError("Enter when the first meeting starts, such as 10:00")

    def validate_ends(self, field: Any) -> None:
        if field.value is None or (self.starts.value and field.value <= self.starts.value):
            raise ValidationError("Enter an end that comes after the start")

    def validate_minutes(self, field: Any) -> None:
        if field.value not in range(5, 121):
            raise ValidationError("Enter 5 to 120 minutes")

    def validate_change_minutes(self, field: Any) -> None:
        if field.value not in range(61):
            raise ValidationError("Enter 0 to 60 minutes")

    def validate_most(self, field: Any) -> None:
        if field.value == 0:
            raise ValidationError("Enter 1 or more, or leave it empty")

    def values(self, day: date) -> dict[str, object]:
        """What was typed, once the form is valid."""
        assert self.starts.value is not None  # noqa: S101
        assert self.ends.value is not None  # noqa: S101
        numbers: dict[str, object] = {
            "minutes": self.minutes.value, "change_minutes": self.change_minutes.value, "most": self.most.value,
        }  # fmt: skip
        return {"starts_at": _at(day, self.starts.value), "ends_at": _at(day, self.ends.value), **numbers}


class BuyerForm(ActForm):
    """Somebody whom people can meet."""

    name = Line("Who is it? A role, or a name if they agree", "Enter a role, such as Buyer of fostering", 200)
    buys = Words("What do they buy?", longest=1000)
    times = Spans("When are they there? A line each; empty for all the time")
    email = Email("Their e-mail address, if they are to be told of their meetings")
    authority = Pick("For which council do they buy?", none="The one that runs the event")
    tender = Pick("Is it about one tender? While that is open nobody meets them", none="No")

    @classmethod
    def of(cls, buyer: EventBuyer, times: Sequence[Span]) -> "BuyerForm":
        """As it stands."""
        same = {name: getattr(buyer, name) for name in ("name", "buys", "email")}
        return cls(data={**same, "times": written(times), "tender": buyer.tender.slug if buyer.tender else "",
                         "authority": buyer.authority.slug})  # fmt: skip

    def values(self) -> dict[str, Any]:
        """What was typed; the tender and another authority as their slugs."""
        said = {"name": self.name.text, "buys": self.buys.data or "", "email": self.email.data or ""}
        return {**said, "tender": self.tender.data or "", "authority": self.authority.data if self.authority else ""}


class WishRow(Form):
    """One wish."""

    buyer = Pick("Whom would you like to meet?", none="Nobody more")
    why = Words("Why?", longest=WHY)
    today: date = date.min


class WishesForm(ActForm):
    """Whom the people of a booking would like to meet, in order."""

    wishes = FieldList(FormField(WishRow))

    def offer(self, buyers: Sequence[EventBuyer]) -> None:
        """The buyers to choose from; as many rows as there may be wishes."""
        while len(self.wishes.entries) < min(MOST_WISHES, len(buyers)):
            self.wishes.append_entry({})
        for row in self.wishes:
            row.form.buyer.offer([(str(one.public_id), one.name) for one in buyers])

    def chosen(self) -> list[tuple[str, str]]:
        """Buyers and why, in order, each once; empty rows are passed over."""
        rows = [(row.form.buyer.data, row.form.why.data or "") for row in self.wishes if row.form.buyer.data]
        return list({buyer: (buyer, why) for buyer, why in reversed(rows)}.values())[::-1]

    def problems(self) -> dict[str, str]:
        """The first error of each box."""
        return {box.name: str(box.errors[0]) for row in self.wishes for box in row.form if box.errors}


class LeftForm(ActForm):
    """From when to when people book what is left: about ten days are usual."""

    opens_day = Day("From", "Enter the first day")
    opens_time = Clock("at")
    closes_day = Day("Until", "Enter the last day")
    closes_time = Clock("at")

    @property
    def opens(self) -> datetime | None:
        """The first instant."""
        return instant(self.opens_day, self.opens_time)

    @property
    def closes(self) -> datetime | None:
        """The last one."""
        return instant(self.closes_day, self.closes_time)

    def validate_opens_time(self, field: Any) -> None:
        checked(self.opens_day, field)

    def validate_closes_time(self, field: Any) -> None:
        checked(self.closes_day, field)
        if self.opens and self.closes and self.closes <= self.opens:
            raise ValidationError("Enter an end that comes after the start")
