"""The words in which the terms of a contract are kept, and what follows from them. Pure.

What is bought, how much of it, and how it is paid are three things, however often they stand in one column. The empty
key means that nobody has said.
"""

from datetime import date, timedelta

FRAMEWORKS = ("framework", "open_framework", "dynamic_market")
CALL_OFFS = ("call_off", "call_off_direct", "call_off_competition")
"""A call-off of which nobody has said how it was made; by direct award; by mini-competition."""
ARRANGEMENTS = ("stand_alone", *FRAMEWORKS, *CALL_OFFS, "grant", "")
VOLUMES = ("block", "cost_and_volume", "spot", "none_guaranteed", "")
"""`spot` is a purchase for one person: never a public row."""
PAYMENTS = ("fixed", "per_place", "per_hour", "by_results", "sliding_scale", "alliance", "")
PROCESSES = ("tender", "quote", "other", "")
"""Whether it came of a published invitation to tender or an invitation to quote: item 9 of the Local Government
Transparency Code 2015."""
VALUE_KINDS = ("whole", "yearly", "nominal", "unknown")
ORIGINS = ("file", "entered")
YES_NO = ("yes", "no", "")

NOMINAL_PENCE = (0, 100)
"""£0 and £1 are what people write where a framework has no value of its own."""


def value_kind_of(pence: int | None, arrangement: str = "", *, yearly: bool = False) -> str:
    """Which of VALUE_KINDS a value is. £0 or £1 is nominal on a framework and where the arrangement was not said."""
    if pence is None:
        return "unknown"
    if pence in NOMINAL_PENCE and arrangement in (*FRAMEWORKS, ""):
        return "nominal"
    return "yearly" if yearly else "whole"


def months_later(day: date, months: int) -> date:
    """The last day of a contract that ended on `day` and goes on for `months`: 31 March and 6 months is
    30 September, and 28 February and 12 months in a leap year 29 February."""
    after = day + timedelta(days=1)
    index = 12 * after.year + after.month - 1 + months
    last_month = date(index // 12, index % 12 + 1, 1)
    following = date((index + 1) // 12, (index + 1) % 12 + 1, 1)
    return min(last_month + timedelta(days=after.day - 1), following) - timedelta(days=1)


def months_until(day: date, later: date) -> int:
    """How many months it takes from the end of `day` to reach the end of `later`, begun ones counted whole."""
    months = 12 * (later.year - day.year) + later.month - day.month - 1
    while months_later(day, months) < later:
        months += 1
    return months
