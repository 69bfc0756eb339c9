"""A period told by its two days: “01/07/2026 to 30/09/2026”, “1/7 to 30/9”; and a financial year in four figures."""

import re
from datetime import date

from forms.kinds.words.calendar_days import When
from forms.kinds.words.calendar_words import MONTH
from forms.kinds.words.days import days_in, short_dates
from forms.kinds.words.none import negations
from forms.kinds.words.tokens import tokens
from forms.kinds.words.words_to_number import numbers
from forms.reading import Reading, Span, Status

TO = r" ?(?:to|until|till|through|thru|-|and|up to|tan|hyd|(?<= )i(?= ))(?: and including)? ?(?:on )?(?:the )?"
DASHED = re.compile(r"(?<=[/.]\d\d)-(?=\d{1,2}[/.]\d{1,2}[/.]\d)")
"""The dash of “01/07/26-30/09/26”, which is none of a date."""


MAY_BE_YEARS = re.compile(rf"(?:from |between )?{MONTH} 2\d ?(?:-|to|until|till) ?{MONTH} [23]\d")
"""“Apr 25 - Mar 26” may be two months of two years."""


def two_explicit_days(low: str, when: When) -> Reading | None:
    """“01/07/2026 to 30/09/2026”: two whole dates with “to” between."""
    found = days_in(low, when)
    if len(found) != 2 or any(day.day is None or not day.sure for day in found):
        return None
    first, last = found
    if not re.fullmatch(rf"{TO}|[/~]", low[first.end : last.start]) or first.day is None or last.day is None:
        return None
    spans = (Span(first.start, last.end),)
    if last.day < first.day:
        return Reading(Status.ambiguous, candidates=((last.day, first.day),), spans=spans, notes=("order",))
    rest = low[: first.start] + low[last.end :]
    status = Status.approximate if numbers(tokens(rest)) or negations(rest) else Status.exact
    return Reading(status, (first.day, last.day), spans=spans)


_SHORT_YEAR = re.compile(r"(?:the )?(?:financial year |fy |fy|year )?(?P<y>\d\d) ?[/-] ?(?P<z>\d\d)[.!]?")


def short_financial_year(low: str, when: When) -> Reading | None:
    """“25/26”, “FY25/26”: proposed."""
    match = _SHORT_YEAR.fullmatch(low)
    year = 2000 + int(match["y"]) if match else 0
    if match is None or int(match["z"]) != (year + 1) % 100 or abs(year - when.today.year) > _NEAR:
        return None
    return Reading(Status.approximate, (date(year, 4, 1), date(year + 1, 3, 31)), spans=(Span(0, len(low)),))


_NEAR = 10
_WITH_YEAR = re.compile(r"(?:from |between |it was |for )*")


def two_days_told(low: str, when: When) -> Reading | None:
    """“1/7 to 30/9”, “first of July to thirtieth of September 2026”: two days and nothing else; proposed."""
    found = days_in(low, when) or short_dates(low, when, iter(()))
    if len(found) != 2 or any(day.day is None or day.note for day in found) or MAY_BE_YEARS.match(low):
        return None
    first, last = found
    between, rest = low[first.end : last.start], low[last.end :].strip(" .!")
    if not re.fullmatch(rf"{TO}|[/~]", between) or rest or not _WITH_YEAR.fullmatch(low[: first.start]):
        return None
    if first.day is None or last.day is None or (first.sure and not last.sure):
        return None
    began = first.day
    if not first.sure:  # the year of the last day is that of the first, or the one before
        year = last.day.year - ((began.month, began.day) > (last.day.month, last.day.day))
        began = began.replace(year=year) if (began.month, began.day) != (2, 29) else began
    if began > last.day:
        return None
    return Reading(Status.approximate, (began, last.day), spans=(Span(first.start, last.end),))
