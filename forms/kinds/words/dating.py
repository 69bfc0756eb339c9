"""How the reader of dates decides."""

import re
from dataclasses import replace
from datetime import date

from forms.asked import Asked
from forms.kinds.plain import plain
from forms.kinds.words import asides, hedges
from forms.kinds.words.calendar_days import FUTURE, PAST, Day, When
from forms.kinds.words.calendar_words import MONTH, WEEKDAY
from forms.kinds.words.days import days_in, short_dates
from forms.kinds.words.explained import explained
from forms.kinds.words.misspelt import with_months
from forms.kinds.words.none import negations
from forms.kinds.words.tokens import lower, tokens
from forms.kinds.words.words_to_number import numbers
from forms.reading import Reading, Span, Status, unreadable

_ASKS_PAST = re.compile(
    r"\b(?:when|what (?:day|date)|(?:on )?which (?:day|date))\b[^?.]{0,40}\b(?:did|was|were|has|have|had)\b"
    r"|\bdate of (?:the|your) last\b|\bsince when\b"
)
_ASKS_FUTURE = re.compile(
    r"\b(?:will|would|next|going to|expect|by when|shall|should|do you (?:want|need|plan)"
    r"|are you|did you (?:want|need|wish)|wish to|like to|want to|wanted to|have in mind)\b"
)
_ROUGHLY = re.compile(
    r"\b(?:about|around|roughly|approx\w*|circa|ish|maybe|probably|perhaps|or so|i think|i guess|i believe"
    r"|not sure|or thereabouts"
    r"|sometime|some time|unsure|give or take)\b|~"
)
_WEEK_OF = re.compile(
    r"\b(?:w ?/ ?[ce]|wk|week)(?: (?:of|commencing|beginning|starting|ending|from))?,?(?: the| on| \w{3,9}day)* $"
)
"""“W/c 2 November”: a week, and no day of it."""
_ONLY_FIGURES = re.compile(
    r"^(?:it was |on |the )*(\d{1,2})[ ](\d{1,2})[ ]((?:20)?\d\d)[.!]?$|^(\d\d)(\d\d)(20\d\d)[.!]?$"
)
"""“30 9 26”, “30092026”: rather a day than three numbers, but only rather."""
_BOUND = re.compile(
    r"\b(?:before|after|later than|earlier than|sooner than|not before|any ?time (?:from|after)|between"
    r"|past) (?:the |on |about )*$"
)
_REJECTED = re.compile(
    r"\b(?:not|instead of|rather than|isn'?t|wasn'?t|don'?t want|never|except"
    r"|no longer)(?: (?:on|the|for|want|it|before|until))* $"
)
_MONTH_ALONE = re.compile(
    rf"\b(?:in|early|mid|middle of|late|end of|beginning of|start of|during|of|last|next|this|since|around|by"
    rf"|until|mid-) ?-?{MONTH}\b"
    r"|\b(?:january|february|april|june|july|august|september|october|november|december|jan|feb|aug|sept|oct"
    r"|nov)\b|^(?:march|may)$"
    rf"|\b{MONTH},? ?(?:19|20)\d\d\b|\b\d{{1,2}}/(?:19|20)\d\d\b"
)
_IN_PASSING = re.compile(
    r"\b(?:today|tonight|tomorrow|this (?:morning|afternoon|evening)|from now)|^(?:in|within)\b|\byears? ago"
)
"""Days that questions about something else name: “what is the weather today?”"""
_STRETCH = re.compile(
    r"\b(?:this|last|next|past|coming|previous|end of|start of|beginning of)(?: the| this| last| next)? (?:week"
    r"|weekend|month|quarter|year|term|summer|winter|spring|autumn|fall)\b"
    r"|\b(?:few|couple of|several|some) (?:days|weeks|months|years)\b|\bthe other (?:day|week)\b|\b(?:spring"
    r"|summer|autumn|winter|easter)\b|\b(?:19|20)\d\d\b"
)


_RECURS = re.compile(
    rf"\b(?:every|each|most) (?:other )?(?:days?|weeks?|months?|years?|mornings?|evenings?|nights?|{WEEKDAY}s?)\b"
    r"|\b(?:yesterday|today|tomorrow) week\b|\b(?:mon|tues|wednes|thurs|fri|satur|sun)days\b|\b\d+ ?(?:ad|bce?)\b"
)
"""“Every Monday”, “Mondays”, “88 AD”: no day."""
_FIRST_YEAR, _LAST_YEAR = 1900, 2199
_FAR = 90
"""Years from today beyond which a day is rather a slip: “20/09/1926”."""


def direction(asked: Asked) -> str:
    """Which way a day without a year lies: from the limits, else the words of the question, else the period."""
    today = asked.today
    if isinstance(asked.max, date) and asked.max <= today:
        return PAST
    if isinstance(asked.min, date) and asked.min >= today:
        return FUTURE
    ask = asked.ask.lower()
    if _ASKS_FUTURE.search(ask):
        return FUTURE
    if _ASKS_PAST.search(ask) or asked.last_day <= today:
        return PAST
    return FUTURE


def when_of(asked: Asked) -> When:
    """Today and the direction of a question; without a today the last day of the period.

    With neither (date.min) no year can be inferred, and days without one are asked about.
    """
    today = asked.today
    if today == date.min and asked.last_day != date.max:
        today = asked.last_day
    limited = isinstance(asked.max, date) or isinstance(asked.min, date) or asked.last_day != date.max
    return When(today, direction(asked), year_is_given=limited)


def read_day(text: str, asked: Asked) -> Reading:
    """Read one day; exact with day, month and year (or “yesterday”), proposed when the year or month was inferred."""
    said = plain(text)
    low = lower(said)
    settled = asides.settled(said, low, asked)
    if settled is not None:
        return settled
    when = when_of(asked)
    if (bare := _only_figures(low, when)) is not None:
        return bare
    if (mended := with_months(low)) != low and (found := _days(mended, when)):
        return _of_mended(_decide(mended, found, when))
    found = _days(low, when)
    return _decide(low, found, when) if found else _without_a_day(low)


def _only_figures(low: str, when: When) -> Reading | None:
    match = _ONLY_FIGURES.match(low)
    if match is None:
        return None
    day, month, year = (int(part) for part in match.groups() if part)
    year += 2000 if year < 100 else 0
    if abs(year - when.today.year) > _NEAR:
        return None
    try:
        return Reading(Status.approximate, date(year, month, day), spans=(Span(0, len(low)),))
    except ValueError:
        return Reading(Status.ambiguous, notes=("no_such_day",))


_NEAR = 20


def _of_mended(reading: Reading) -> Reading:
    """What was read after a month’s name was mended is only proposed, and stands nowhere in the text."""
    status = Status.approximate if reading.status is Status.exact else reading.status
    return replace(reading, status=status, spans=())


def _days(low: str, when: When) -> list[Day]:
    found = days_in(low, when)
    if not any(day.day for day in found):
        found += short_dates(low, when, ((day.start, day.end) for day in found))
    return sorted((_in_year_said(low, day, when) for day in found), key=lambda day: day.start)


_YEAR_SAID = re.compile(r",? (?:of )?(last|this|next) year\b")


def _in_year_said(low: str, day: Day, when: When) -> Day:
    """“14 March last year”."""
    match = None if day.sure or day.day is None else _YEAR_SAID.match(low, day.end)
    if match is None or day.day is None or (day.day.month, day.day.day) == (2, 29):
        return day
    year = when.today.year + {"last": -1, "next": 1}.get(match[1], 0)
    return replace(day, day=day.day.replace(year=year), end=match.end())


def _without_a_day(low: str) -> Reading:
    if aside := asides.without_value(low):
        return aside
    if _MONTH_ALONE.search(low) or _STRETCH.search(low):
        return Reading(Status.ambiguous, notes=("which_day",))
    return unreadable()


def _decide(low: str, found: list[Day], when: When) -> Reading:
    kept = [day for day in found if not _REJECTED.search(low[max(0, day.start - 32) : day.start])]
    if not kept:
        return _candidates(found, "rejected")
    kept = _checked_by_weekday(_corrected(low, kept))
    hesitation = _hesitation(low, found, kept)
    if hesitation is not None:
        return _candidates(kept, hesitation)
    day = max(kept, key=lambda each: each.sure)
    spans = (Span(day.start, day.end),)
    if _BOUND.search(low[max(0, day.start - 32) : day.start]):
        return Reading(Status.range, candidates=(day.day,), spans=spans)
    by_then = re.search(r"\b(?:by|until|till|up to) (?:the )?$", low[: day.start])
    doubted = (
        by_then is not None
        or _ROUGHLY.search(low) is not None
        or asides.tentative(low)
        or asides.asks_back(low)
        or _negated(low, found)
        or _PLANNED.search(low) is not None
    )
    far = day.day is not None and when.today != date.min and abs(day.day.year - when.today.year) > _FAR
    sure = day.sure and not far and not doubted and not _unexplained(low, found)
    return Reading(Status.exact if sure else Status.approximate, day.day, spans=spans)


_PLANNED = re.compile(
    r"\b(?:due|booked|planned|scheduled|hoping|hope|expected|should have|expir\w+|renew\w*|lapse[sd]?)\b"
)


def _hesitation(low: str, found: list[Day], kept: list[Day]) -> str | None:
    """Why no day can be proposed, or None."""
    unclear = [day.note for day in kept if day.day is None]
    if unclear:
        return unclear[0]
    week = any(_WEEK_OF.search(low[max(0, day.start - 32) : day.start]) for day in kept)
    strange = (
        week or _RECURS.search(low) or any(day.day and not _FIRST_YEAR <= day.day.year <= _LAST_YEAR for day in kept)
    )
    if len({day.day for day in kept}) > 1 or strange or _unexplained(low, found) == "month":
        return "which_day"
    day = kept[0]
    in_passing = _IN_PASSING.search(low[day.start : day.end]) and not _BOUND.search(
        low[max(0, day.start - 32) : day.start]
    )
    return "question" if in_passing and asides.asks_back(low) else None


def _corrected(low: str, found: list[Day]) -> list[Day]:
    """“Friday, no wait, Saturday”: the last one."""
    if len(found) == 2 and hedges.corrects(low[found[0].end : found[1].start]):
        return [found[1]]
    return found


def _checked_by_weekday(found: list[Day]) -> list[Day]:
    """“17 September, on Sunday night”: a weekday that agrees with the day says nothing new."""
    days = {day.day for day in found if day.note != "weekday"}
    if len(days) != 1 or None in days:
        return found
    only = days.pop()
    return [day for day in found if day.note != "weekday" or day.day is None or only is None
            or day.day.weekday() != only.weekday()]  # fmt: skip


def _candidates(found: list[Day], note: str) -> Reading:
    days = [day.day for day in found if day.day is not None] + [other for day in found for other in day.candidates]
    spans = tuple(Span(day.start, day.end) for day in found)
    return Reading(Status.ambiguous, candidates=tuple(dict.fromkeys(days)), spans=spans, notes=(note,) if note else ())


def _unexplained(low: str, found: list[Day]) -> str:
    """“month” for another month's name, “number” for a figure, outside the days and what is explained."""
    rest = list(low)
    for day in found:
        rest[day.start : day.end] = " " * (day.end - day.start)
    left = "".join(rest)
    if _MONTH_ALONE.search(left):
        return "month"
    for what in explained(left):
        if what.what in ("time", "telephone", "link", "postcode", "address", "label", "rule", "idiom", "age"):
            rest[what.start : what.end] = " " * (what.end - what.start)
    return "number" if numbers(tokens("".join(rest))) else ""


def _negated(low: str, found: list[Day]) -> bool:
    return any(start < found[-1].start for start, _ in negations(low))
