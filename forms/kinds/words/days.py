"""Days in a message: “14/8/26”, “3rd March”, “the 9th”, “next Friday”, “two weeks ago”. Day before month, always."""

import calendar
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from forms.kinds.words.calendar_words import MONTH, WEEKDAY, month_number, weekday_number
from forms.kinds.words.words_to_number import ONES, TENS

NOT_A_DAY = "not_a_day"
PAST, FUTURE = "past", "future"
_NEARLY_NOW = 31


@dataclass(frozen=True, slots=True)
class Day:
    """A day that was found; `day` is None where it could be another, then `candidates` says which.

    The note “weekday” marks a day that only a weekday's name gave.
    """

    day: date | None
    start: int
    end: int
    sure: bool = False
    """Day, month and year were said, or “today”, “yesterday”, “tomorrow”."""
    candidates: tuple[date, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class When:
    """From where relative days count, which way days without a year lie, and whether a period gives the year."""

    today: date
    direction: str
    year_is_given: bool = False


_ORDINAL_WORDS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth"
    " sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
_ORDINALS = {word: n for n, word in enumerate(_ORDINAL_WORDS, start=1)} | {"thirtieth": 30}
for _tens, _value in (("twenty", 20), ("thirty", 30)):
    _ORDINALS |= {
        f"{_tens}{joint}{word}": _value + n for n, word in enumerate(_ORDINAL_WORDS[:9], start=1) for joint in " -"
    }
_ORDINAL_WORD = "(?:" + "|".join(sorted(_ORDINALS, key=len, reverse=True)) + ")"
_DAY = rf"(?:(?P<d>\d{{1,2}})(?: ?(?:st|nd|rd|th))?|(?P<dw>{_ORDINAL_WORD}))"
_ORDINAL_DAY = (
    rf"(?:(?P<d>\d{{1,2}}) ?(?:st|nd|rd|th)|(?P<dw>{_ORDINAL_WORD})"
    r"(?=$|[.,!?;]| (?:please|would|works|will|if|at|in the|instead|thanks|is (?:fine|ok|good|best|great)|sounds"
    r"|if possible|then)\b))"
)
_YEAR = r"(?:(?P<y>(?:19|20)\d\d)\b|'(?P<ys>\d\d)\b)"
_ON = rf"(?:(?P<w>{WEEKDAY})\b\.?,? ?(?:the |on the )?)?"
_COUNT_WORDS = {"a": 1, "an": 1, "couple of": 2, "a couple of": 2, "couple": 2, "a couple": 2} | {
    word: n for word, n in (ONES | TENS).items() if 0 < n <= 60
}
_COUNT = r"(?P<n>\d{1,4}|" + "|".join(sorted(_COUNT_WORDS, key=len, reverse=True)) + ")"
_UNIT = r"(?P<u>days?|weeks?|wks?|fortnights?|months?|mths?|years?|yrs?)"


def _add_months(day: date, months: int) -> date:
    at = day.year * 12 + day.month - 1 + months
    year, month = divmod(at, 12)
    if not 1 <= year <= 9998:
        raise ValueError(year)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def shifted(day: date, count: int, unit: str) -> date:
    """`day` and so many days, weeks, fortnights, months or years later; ValueError beyond the calendar."""
    try:
        if unit.startswith(("month", "mth")):
            return _add_months(day, count)
        if unit.startswith(("year", "yr")):
            return _add_months(day, count * 12)
        days = {"d": 1, "w": 7, "f": 14}[unit[0]]
        return day + timedelta(days=days * count)
    except OverflowError as error:
        raise ValueError(count) from error


def _number_of_day(match: re.Match[str]) -> int:
    return int(match["d"]) if match["d"] else _ORDINALS[match["dw"]]


def _full_year(match: re.Match[str], today: date) -> int | None:
    groups = match.groupdict()
    if groups.get("y"):
        return int(groups["y"])
    return short_year(groups["ys"], today) if groups.get("ys") else None


def short_year(two: str, today: date) -> int:
    """“26” is 2026; more than ten years ahead is the last century."""
    year = today.year // 100 * 100 + int(two)
    return year - 100 if year > today.year + 10 else year


def in_direction(month: int, day: int, when: When) -> date:
    """The day and month in the year that fits: the last such day for what has been, the next for what will be.

    Days of the last month count as this year's in either direction. Raises ValueError for 31 June.
    """
    years = range(when.today.year - 8, when.today.year + 9)
    possible = [date(year, month, day) for year in years if day <= calendar.monthrange(year, month)[1]]
    if not possible:
        raise ValueError(day)
    if when.direction == PAST:
        return max(d for d in possible if d <= when.today)
    return min(d for d in possible if d >= when.today - timedelta(days=_NEARLY_NOW))


def _with_weekday(match: re.Match[str], found: date, *, sure: bool) -> Day:
    said = match.groupdict().get("w")
    if said and weekday_number(said) != found.weekday():
        return Day(None, *match.span(), candidates=(found,), note="weekday_differs")
    return Day(found, *match.span(), sure=sure)


def _day_month(match: re.Match[str], when: When) -> Day:
    day, month = _number_of_day(match), month_number(match["m"])
    year = _full_year(match, when.today)
    if year is None:
        return _without_year(match, month, day, when)
    return _with_weekday(match, date(year, month, day), sure=True)


def _without_year(match: re.Match[str], month: int, day: int, when: When) -> Day:
    """The year that fits; where no period gives it, a weekday may tell it."""
    found, said = in_direction(month, day, when), match["w"]
    if said and not when.year_is_given:
        step = -1 if when.direction == PAST else 1
        years = (found.year + step * n for n in range(7))
        fitting = (date(year, month, day) for year in years if day <= calendar.monthrange(year, month)[1])
        found = next((d for d in fitting if d.weekday() == weekday_number(said)), found)
    return _with_weekday(match, found, sure=False)


def _two_days(match: re.Match[str], when: When) -> Day:
    """“22-23 Feb”, “three Fridays from now”: no single day."""
    del when
    return Day(None, *match.span(), note="which_day")


def _no_day(match: re.Match[str], when: When) -> Day:
    """“they sat with us”: no Saturday."""
    del when
    return Day(None, *match.span(), note=NOT_A_DAY)


def _end_of(match: re.Match[str], when: When) -> Day:
    """“end of this year”, “end of the month”: its last day."""
    step = {"next": 1, "last": -1}.get(match["r"], 0)
    if match["u"] == "year":
        return Day(date(when.today.year + step, 12, 31), *match.span())
    first = _add_months(when.today.replace(day=1), step)
    return Day(_add_months(first, 1) - timedelta(days=1), *match.span())


def _figures(match: re.Match[str], when: When) -> Day:
    day, month = int(match["d"]), int(match["m"])
    year = int(match["y"]) if len(match["y"]) == 4 else short_year(match["y"], when.today)
    if month > 12 >= day:
        return Day(None, *match.span(), candidates=(date(year, day, month),), note="day_month_swapped")
    return _with_weekday(match, date(year, month, day), sure=True)


def _figures_without_year(match: re.Match[str], when: When) -> Day:
    day, month = int(match["d"]), int(match["m"])
    if month > 12:
        if day > 12 or match.group().count("/") != 1:
            raise ValueError(month)
        return Day(None, *match.span(), candidates=(in_direction(day, month, when),), note="day_month_swapped")
    return _without_year(match, month, day, when)


def _iso(match: re.Match[str], when: When) -> Day:
    del when
    return Day(date(int(match["y"]), int(match["m"]), int(match["d"])), *match.span(), sure=True)


def _year_month_day(match: re.Match[str], when: When) -> Day:
    del when
    return Day(date(int(match["y"]), month_number(match["m"]), int(match["d"])), *match.span(), sure=True)


def _day_of_month(match: re.Match[str], when: When) -> Day:
    """“the 9th of next month”."""
    base = _add_months(
        when.today.replace(day=1),
        {"next": 1, "coming": 1, "last": -1, "previous": -1}.get((match["r"] or "").removeprefix("the "), 0),
    )
    return _with_weekday(match, base.replace(day=_number_of_day(match)), sure=False)


def _bare_day(match: re.Match[str], when: When) -> Day:
    """“the 9th”: the next or last one; with a weekday, the nearest month in which both fit."""
    number, said = _number_of_day(match), match["w"]
    step = -1 if when.direction == PAST or match.groupdict().get("r") == "last" else 1
    month = when.today.replace(day=1)
    for _ in range(14):
        if number <= calendar.monthrange(month.year, month.month)[1]:
            found = month.replace(day=number)
            in_reach = found <= when.today if step < 0 else found >= when.today
            if in_reach and (not said or weekday_number(said) == found.weekday()):
                return Day(found, *match.span())
        month = _add_months(month, step)
    raise ValueError(number)


def _weekday(match: re.Match[str], when: When) -> Day:
    """“Friday”, “this Friday”, “next Friday” (of next week), “Friday next week”, “last Friday”."""
    groups, wanted = match.groupdict(), weekday_number(match["w"])
    monday = when.today - timedelta(days=when.today.weekday())
    week = groups.get("wk")
    if week:
        weeks = {"next": 1, "coming": 1, "following": 1, "last": -1, "previous": -1, "past": -1}.get(week, 0)
        return Day(monday + timedelta(days=wanted + 7 * weeks), *match.span(), note="weekday")
    said = groups.get("r") or ""
    if said in ("next", "following"):
        days = wanted + 7 - when.today.weekday()
    elif said in ("last", "past", "previous") or (when.direction == PAST and said not in ("this", "coming")):
        days = -((when.today.weekday() - wanted - 1) % 7 + 1)
    else:
        days = (wanted - when.today.weekday() - 1) % 7 + 1
    return Day(when.today + timedelta(days=days), *match.span(), note="weekday")


def _weekday_in_a_week(match: re.Match[str], when: When) -> Day:
    """“Friday week”, “Wednesday in a week”, “a week on Friday”, “Friday after next”."""
    ahead = (weekday_number(match["w"]) - when.today.weekday()) % 7
    count = _COUNT_WORDS.get(match.groupdict().get("n") or "a", 1)
    return Day(when.today + timedelta(days=ahead + 7 * count), *match.span())


_NAMED = {"today": 0, "tonight": 0, "tomorrow": 1, "yesterday": -1, "now": 0}


def _named(match: re.Match[str], when: When) -> Day:
    text = match.group()
    if "day after tomorrow" in text:
        days = 2
    elif "day before yesterday" in text:
        days = -2
    elif text.startswith(("last night", "yesterday")):
        days = -1
    else:
        days = next((n for name, n in _NAMED.items() if name in text), 0)
    return Day(when.today + timedelta(days=days), *match.span(), sure=True)


def _count(text: str) -> int:
    return int(text) if text.isdigit() else _COUNT_WORDS[text]


def _ago(match: re.Match[str], when: When) -> Day:
    base = when.today + timedelta(days=_NAMED.get(match.groupdict().get("b") or "today", 0))
    found = shifted(base, -_count(match["n"]), match["u"])
    return Day(found, *match.span(), sure=match["u"][0] in "dwf" and "couple" not in match["n"])


def _ahead(match: re.Match[str], when: When) -> Day:
    base = when.today + timedelta(days=_NAMED.get(match.groupdict().get("b") or "today", 0))
    return Day(shifted(base, _count(match["n"]), match["u"]), *match.span())


_PLACES = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "last": -1}


def _nth_of_month(match: re.Match[str], when: When) -> Day:
    """“last Sunday of March 2014”, “second Wednesday of October”, “last day of October”."""
    if match["r"]:
        first = _add_months(when.today.replace(day=1), {"next": 1, "last": -1}.get(match["r"], 0))
        year, month = first.year, first.month
    else:
        month = month_number(match["m"])
        year = int(match["y"]) if match["y"] else in_direction(month, 1, when).year
    length = calendar.monthrange(year, month)[1]
    days = [date(year, month, n) for n in range(1, length + 1)]
    if match["w"] != "day":
        days = [d for d in days if d.weekday() == weekday_number(match["w"])]
    place = _PLACES[match["p"]]
    return Day(days[place if place < 0 else place - 1], *match.span(), sure=bool(match["y"]))


def _feast(match: re.Match[str], when: When) -> Day:
    month, day = next(value for name, value in _FEASTS.items() if match["f"].startswith(name))
    year = match["y"]
    found = date(int(year), month, day) if year else in_direction(month, day, when)
    return Day(found, *match.span(), sure=bool(year))


_FEASTS = {
    "christmas eve": (12, 24), "christmas": (12, 25), "xmas": (12, 25), "boxing day": (12, 26), "new year's eve": (12, 31),
    "new years eve": (12, 31), "new year's day": (1, 1), "new years day": (1, 1), "halloween": (10, 31),
    "bonfire night": (11, 5), "guy fawkes": (11, 5), "valentine": (2, 14), "st andrew's day": (11, 30), "burns night": (1, 25),
    "st david's day": (3, 1), "hogmanay": (12, 31), "st patrick's day": (3, 17),
}  # fmt: skip
_FEAST = "|".join(sorted(_FEASTS, key=len, reverse=True))

Maker = Callable[[re.Match[str], When], Day]
_RULES: tuple[tuple[re.Pattern[str], Maker], ...] = tuple(
    (re.compile(pattern), make)
    for pattern, make in (
        (r"(?<![\d.-])(?P<y>(?:19|20)\d\d)[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})(?:t[\d:.]+(?:z"
            r"|[+-][\d:]+)?)?(?![\d-])", _iso),
        (_ON + r"(?<![\d/.-])(?P<d>\d{1,2}) ?[/.-] ?(?P<m>\d{1,2}) ?[/.-] ?(?P<y>\d{4}|\d{2})(?![\d/:-]|\.\d)", _figures),
        (rf"(?<!\d)(?P<y>(?:19|20)\d\d),? (?P<m>{MONTH})\.? (?P<d>\d{{1,2}})(?:st|nd|rd|th)?\b", _year_month_day),
        (rf"\b(?P<p>first|second|third|fourth|1st|2nd|3rd|4th|last) (?P<w>{WEEKDAY}|day) (?:of"
            rf"|in) (?:(?P<m>{MONTH})\b|(?:the )?(?P<r>next|last|this) month\b)"
         r"(?:,? (?P<y>(?:19|20)\d\d)\b)?", _nth_of_month),
        (rf"\b\d{{1,2}}(?:st|nd|rd|th)? ?(?:-|to|and|or|/|&) ?(?:the )?\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{MONTH}\b", _two_days),
        (rf"\b{MONTH} \d{{1,2}}(?:st|nd|rd|th)? ?(?:-|to|and|or|/|&) ?\d{{1,2}}\b", _two_days),
        (r"\bend of (?:the )?(?P<r>this|next|last|current|the|)(?: )?(?P<u>month|year)\b", _end_of),
        (_ON + r"\b" + _DAY + rf"(?: ?-? ?|\. ?)(?:day )?(?:of )?(?:the )?,?-? ?(?P<m>{MONTH})(?![a-z])\.?"
         rf"(?:(?:,? ?|-)(?:of )?(?:{_YEAR}|(?P<y2>\d\d)\b(?! ?(?:[:.]\d|am|pm|people|o'clock))))?", _day_month),
        (_ON + rf"\b(?P<m>{MONTH})\b[.,]{{0,2}} ?(?:the )?" + _DAY + rf"\b(?![:/]|\.\d| ?(?:am"
            rf"|pm)\b)(?:,? ?(?:{_YEAR}|(?P<y2>\d\d)$))?", _day_month),
        (_ON + r"\b" + _DAY + r"(?: day)?,? (?:of |in )?(?:(?P<r>this|next|last|the next|the|the current|current"
            r"|coming|previous|the same|the coming) )month\b", _day_of_month),
        (rf"\b(?P<f>{_FEAST})(?: day)?(?: (?P<y>(?:19|20)\d\d)\b)?", _feast),
        (rf"\b(?P<w>{WEEKDAY}) (?:week\b|in (?P<n>a|one|two|three) weeks?\b(?: time)?|after next\b)", _weekday_in_a_week),
        (rf"\b(?P<n>a) week (?:on|from|next) (?P<w>{WEEKDAY})\b", _weekday_in_a_week),
        (rf"\b{_COUNT} {_UNIT} (?:ago|back|earlier|before (?P<b>today|yesterday|tomorrow|now))\b", _ago),
        (rf"\b(?:in|within)(?: about| around)? (?:(?:the )?next )?{_COUNT} (?:more )?{_UNIT}(?:'s?)?(?: time)?\b", _ahead),
        (rf"\b{_COUNT} {_UNIT}(?:'s?)? (?:from (?P<b>now|today|tomorrow|yesterday)|time|hence|later|after (?:today"
            rf"|now)|today)\b", _ahead),
        (rf"\b{_COUNT} {_UNIT} (?:after|from) (?P<b>tomorrow|today|yesterday)\b", _ahead),
        (_ON + r"(?:\b(?P<r>next|last) )?\b" + _ORDINAL_DAY + r"\b(?! (?:time|person|one|thoughts?|of all|place"
            r"|child|year|floor|half|"
         r"quarter|qtr|attempt|request|option|week|day|party|birthday|opinion|hand|avenue|street|ave|class|grade"
         r"|prize|team))", _bare_day),
        (_ON + r"\b(?P<d>\d{1,2}) ?[/.] ?(?P<m>\d{1,2})(?![\d/:%]|\.\d| ?(?:am|pm))\.?", _figures_without_year),
        (rf"\b(?!on |by |for ){_COUNT} (?:more )?{WEEKDAY}s?\b(?: (?:from now|ago|back))?", _two_days),
        (rf"\b(?P<w>{WEEKDAY})\b\.?,? (?:of |in )?(?:the )?(?P<wk>next|this|last|coming|following|previous|current"
            rf"|past) week\b", _weekday),
        (rf"\b(?P<wk>next|this|last|coming|following|previous|past) week(?:'s)?,? (?:on )?(?P<w>{WEEKDAY})\b", _weekday),
        (r"\bsat (?:it|down|in|on|there|with|at|and|up|around)\b|\bthe sun\b|\b(?:we|i|they|he|she|you) (?:sat"
            r"|wed)\b", _no_day),
        (rf"\b(?:(?P<r>next|last|this|coming|past|previous|following) (?:coming )?)?(?P<w>{WEEKDAY})s?\b", _weekday),
        (r"\b(?:the )?day after tomorrow\b|\b(?:the )?day before yesterday\b|\blast night\b|\bthis (?:morning"
            r"|afternoon|evening)\b"
         r"|\btodays?\b|\btonight\b|\btomorrows?\b|\byesterdays?\b", _named),
    )
)  # fmt: skip


def days_in(low: str, when: When) -> list[Day]:
    """Every day in a plain text in lower case; the first rule that fits a stretch has it."""
    taken: list[tuple[int, int]] = []
    found: list[Day] = []
    for pattern, make in _RULES:
        for match in pattern.finditer(low):
            if any(match.start() < end and start < match.end() for start, end in taken):
                continue
            day = _made(match, make, when)
            if day is not None:
                taken.append(match.span())
                found.append(day)
    return sorted((day for day in found if day.note != NOT_A_DAY), key=lambda day: day.start)


def _made(match: re.Match[str], make: Maker, when: When) -> Day | None:
    try:
        day = make(match, when)
    except (ValueError, OverflowError):
        return Day(None, *match.span(), note="no_such_day") if make is not _figures_without_year else None
    two = match.groupdict().get("y2")
    if two and day.day is not None:
        try:
            return Day(day.day.replace(year=short_year(two, when.today)), day.start, day.end, sure=True)
        except ValueError:
            return Day(None, *match.span(), note="no_such_day")
    return day


def short_dates(low: str, when: When, taken: Iterator[tuple[int, int]]) -> list[Day]:
    """“14/8”, “15-2”, “11.9.”: a day and a month in figures, only looked for where nothing better stands."""
    spans = list(taken)
    found = []
    for match in _SHORT.finditer(low):
        if any(match.start() < end and start < match.end() for start, end in spans):
            continue
        day = _made(match, _figures_without_year, when)
        if day is not None:
            found.append(day)
    return found


_SHORT = re.compile(_ON + r"(?<![\d/.:£-])(?P<d>\d{1,2}) ?[/.-] ?(?P<m>\d{1,2})(?![\d/:%]|\.\d| ?(?:am|pm))\.?")
