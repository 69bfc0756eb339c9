"""By when a return is due, by the rule, and why that day. Pure.

So many working days after the last day of its period: never a weekend, never a bank holiday of the authority’s nation,
and the same day whichever clock is in force.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from models.calendar import add_working_days, holidays
from models.period import Period


@dataclass(frozen=True, slots=True)
class Due:
    """A due day and how it was counted: `number` working days after `after`, bank holidays left out."""

    on: date
    number: int
    after: date
    left_out: Sequence[date]

    def why(self) -> str:
        """“15 working days after 31 March 2026, when the period ended. 3 and 6 April 2026 are bank holidays and do not
        count.”"""
        days = f"{self.number} working day{'' if self.number == 1 else 's'}"
        said = f"{days} after {_day(self.after)}, when the period ended."
        if not self.left_out:
            return said
        one = len(self.left_out) == 1
        listed = " and ".join(filter(None, (", ".join(map(_day, self.left_out[:-1])), _day(self.left_out[-1]))))
        return f"{said} {listed} {'is a bank holiday and does' if one else 'are bank holidays and do'} not count."


def due(period: Period, nation: str, working_days: int) -> Due:
    """The due day of a period’s return. Raises ValueError unless a working day or more is given, KeyError for a nation
    that is not one of E, W, S, N."""
    if working_days < 1:
        raise ValueError("A return is due a working day or more after its period ends.")
    on = add_working_days(period.last_day, working_days, nation)
    between = (period.last_day + timedelta(days=n) for n in range(1, (on - period.last_day).days))
    left_out = [day for day in between if day.weekday() < 5 and day in holidays(nation)]
    return Due(on, working_days, period.last_day, tuple(left_out))


def usual(period: Period, nation: str, working_days: int, today: date, notice: int = 5) -> date:
    """The due day that is proposed when a return is asked for: that of the rule, or `notice` working days from today
    where that is too soon."""
    return max(due(period, nation, working_days).on, add_working_days(today, notice, nation))


def why(period: Period, nation: str, working_days: int, chosen: date, now_due: date) -> str:
    """Why a return is due when it is: the rule, another day that was chosen (`chosen`), more time since (`now_due`)."""
    rule = due(period, nation, working_days)
    said = rule.why() if chosen == rule.on else f"Your contact chose {_day(chosen)}; by the rule it is {_day(rule.on)}."
    return said if now_due == chosen else f"{said} You were given more time since: now it is {_day(now_due)}."


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
