"""The form with which an officer begins to write down a call: who is on the telephone, which day, what time."""

from datetime import date, datetime, time
from typing import Any

from wtforms import BooleanField, Form, validators

from models.calendar import from_london, to_london
from models.telephone_call import LONGEST_NAME
from portal.london import clock, day
from portal.profile.typed import Line, Read

TIMES = ("%H:%M", "%H.%M", "%H%M", "%I:%M%p", "%I.%M%p", "%I%p", "%H")
MIDDAY = {"midday": time(12), "noon": time(12), "midnight": time(0)}


def read_time(text: str) -> time | None:
    """“16:05”, “4:05pm”, “4 pm”, “1605”, “midday”; None for anything else."""
    plain = "".join(text.lower().split())
    if plain in MIDDAY:
        return MIDDAY[plain]
    for pattern in TIMES:
        try:
            return datetime.strptime(plain, pattern).time()
        except ValueError:
            continue
    return None


class CallForm(Form):
    """Who said it, and when."""

    said_by = Line("Who is on the telephone?", "Enter the name of the person who gives the figures", LONGEST_NAME)
    on = Read("Which day?", "date", "Enter the day of the call", "Enter a day with its year, like 9 October 2026")
    at = Line("What time?", "Enter the time of the call, like 4:05pm")
    told = BooleanField("They know that I go on with it, and that what they say now takes the place of what is there")
    today: date
    now: datetime
    said_at: datetime

    def validate_at(self, field: Any) -> None:
        """Together with the day it must not lie ahead."""
        found = read_time(field.data or "")
        if found is None:
            raise validators.ValidationError("Enter the time of the call, like 4:05pm")
        if self.on.value is None:
            return
        self.said_at = from_london(datetime.combine(self.on.value, found))
        if self.said_at > self.now:
            raise validators.ValidationError("Enter a time that is not ahead of now")


def make(typed: Any, now: datetime) -> CallForm:
    """The form, begun with now."""
    form = CallForm(typed, on=day(now), at=clock(now))
    form.today, form.now = to_london(now).date(), now
    return form
