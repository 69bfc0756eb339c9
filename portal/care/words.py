"""Who is there for a provider today, in words."""

from datetime import date
from typing import Any

from models.monitoring_return import Return
from portal.london import short_day


def deputy(ret: Return, today: date) -> Any:
    """Who stands in for a return’s officer on a day: the person, None where the officer is there.

    Of a return that was loaded by `with_people`; of any other nobody is known to be away.
    """
    absence = ret.__dict__.get("absence")
    return absence.deputy if absence is not None and absence.covers(today) else None


def has_left(ret: Return) -> bool:
    """Whether a return’s officer looks after returns there no more. Known as `deputy` is."""
    return not ret.__dict__.get("officer_here", True)


def who_is_there(ret: Return, today: date) -> str:
    """“Dana Whitfield”, or “Dana Whitfield, away until 14 October: Erin Castle is there”; whom the council names for
    everybody once she has left."""
    if has_left(ret) and ret.authority.contact_name:
        return str(ret.authority.contact_name)
    other = deputy(ret, today)
    if other is None:
        return str(ret.officer.name)
    return f"{ret.officer.name}, away until {short_day(ret.__dict__['absence'].last_on)}: {other.name} is there"
