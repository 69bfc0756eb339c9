"""What comes up with one contract: ends, reviews, breaks, extensions and market assessments 24 months ahead, and when a
tender is likely. Pure: it knows a line and the day of its register, and nothing else.
"""

from calendar import monthrange
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from portal.publishing.line import Line
from portal.publishing.words import FRAMEWORKS

AHEAD = 24
"""Months that are looked at."""
ASSESSED = 24
"""A market assessment starts so many months before a major contract ends: Cambridgeshire’s paper of 2016, 3.1."""
LEAD = 6
"""Months before the last day of a contract in which we expect the invitation for what follows it."""
WITHIN = 12
"""A tender is likely within so many months."""
MAJOR_PENCE = 66_354_000
"""£663,540: from there the full rules of the Procurement Act 2023 begin for light-touch services."""

KINDS = {
    "assessment": "Market assessment starts",
    "review": "Review",
    "break": "May be ended early",
    "end": "Ends",
    "last": "Ends at the latest, if extended",
}
"""What may come up, in the order in which it stands on one day."""


class Coming(NamedTuple):
    """One thing that comes up with one contract; `begun`: a market assessment that should be under way."""

    on: str
    kind: str
    line: Line
    begun: bool = False


@lru_cache(maxsize=8192)
def moved(day: str, months: int) -> str:
    """The same day so many months later or earlier, or the last one of that month."""
    year, month = divmod(12 * int(day[:4]) + int(day[5:7]) - 1 + months, 12)
    return f"{year:04}-{month + 1:02}-{min(int(day[8:10]), monthrange(year, month + 1)[1]):02}"


@lru_cache(maxsize=8192)
def day_after(day: str) -> str:
    """The next one; of a last day of a month the first of the next."""
    if int(day[8:]) < monthrange(int(day[:4]), int(day[5:7]))[1]:
        return f"{day[:8]}{int(day[8:]) + 1:02}"
    return f"{moved(day, 1)[:8]}01"


def coming(line: Line, as_at: str, major: int) -> Iterator[Coming]:
    """Everything of a line within 24 months after the day of its register; from the value `major` on it is assessed."""
    last, ends_on = moved(as_at, AHEAD), line.ends_on
    if ends_on and ends_on > as_at and is_major(line, major) and (assessed := moved(ends_on, -ASSESSED)) <= last:
        yield Coming(assessed, "assessment", line, begun=assessed <= as_at)
    over = bool(ends_on) and str(ends_on) <= as_at  # a review may still come where call-offs run on
    later = line.last_possible_end if line.last_possible_end != ends_on and not over else None
    early = None if over else line.break_on
    for kind, day in (("review", line.review_on), ("break", early), ("end", ends_on), ("last", later)):
        if day and as_at < day <= last:
            yield Coming(day, kind, line)


def is_major(line: Line, limit: int) -> bool:
    """Whether a contract is worth so much over its whole length; one whose worth is not known is not called major."""
    if line.value_pence is None or not line.counts:
        return False
    if line.value_kind == "whole":
        return line.value_pence >= limit
    return line.value_pence * max(_months(line.starts_on or "", line.ends_on or ""), 12) >= limit * 12


def _months(first: str, last: str) -> int:
    """Months from one day to another, begun ones counted whole; 0 where one is not known. Days that are none are
    refused where they are released, and must not stop a page."""
    if not (first and last):
        return 0
    return 12 * (int(last[:4]) - int(first[:4])) + int(last[5:7]) - int(first[5:7]) + (last[8:] >= first[8:])


def is_tendered(line: Line) -> bool:
    """Whether somebody invites tenders or quotes for the like of it: not for grants, nor for what is called off."""
    return line.arrangement in ("stand_alone", "", *FRAMEWORKS)


def invited_on(line: Line, as_at: str) -> str | None:
    """When the invitation to tender for what follows a contract is due, where one is likely; it may be past."""
    if not line.ends_on or line.ends_on <= as_at or not is_tendered(line):
        return None
    invited = moved(line.ends_on, -LEAD)
    return invited if invited <= moved(as_at, WITHIN) else None
