"""Days that a message names: “14 August 2026”, “14/8”, “the 9th”, “last Sunday of March”, “Christmas”."""

import calendar
import re
from datetime import date

from forms.kinds.words.calendar_days import NOT_A_DAY, PAST, Day, When, add_months, in_direction, short_year
from forms.kinds.words.calendar_words import ORDINALS, month_number, weekday_number
from forms.kinds.words.words_to_number import ONES, TENS

_PLACES = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "last": -1}
FEASTS = {
    "christmas eve": (12, 24), "christmas": (12, 25), "xmas": (12, 25), "boxing day": (12, 26), "hogmanay": (12, 31),
    "new year's eve": (12, 31), "new year's day": (1, 1),
    "burns night": (1, 25), "valentine": (2, 14), "st david's day": (3, 1), "st patrick's day": (3, 17),
    "halloween": (10, 31), "bonfire night": (11, 5), "guy fawkes": (11, 5), "st andrew's day": (11, 30),
    "dydd gŵyl dewi": (3, 1), "dydd gwyl dewi": (3, 1), "armistice": (11, 11), "st george's day": (4, 23),
    "michaelmas": (9, 29), "lady day": (3, 25),
}  # fmt: skip


def _number_of_day(match: re.Match[str]) -> int:
    return int(match["d"]) if match["d"] else ORDINALS[match["dw"]]


def _full_year(match: re.Match[str], today: date) -> int | None:
    groups = match.groupdict()
    if groups.get("y"):
        return int(groups["y"])
    if groups.get("yw"):
        return 2000 + sum((ONES | TENS)[word] for word in re.split("[ -]", groups["yw"]))
    two = groups.get("ys") or groups.get("y2")
    return short_year(two, today) if two else None


def _with_weekday(match: re.Match[str], found: date, *, sure: bool) -> Day:
    said = match.groupdict().get("w")
    if said and weekday_number(said) != found.weekday():
        return Day(None, *match.span(), candidates=(found,), note="weekday_differs")
    return Day(found, *match.span(), sure=sure)


def day_and_month(match: re.Match[str], when: When) -> Day:
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


def two_days(match: re.Match[str], when: When) -> Day:
    """“22-23 Feb”, “three Fridays from now”: no single day."""
    del when
    return Day(None, *match.span(), note="which_day")


def no_day(match: re.Match[str], when: When) -> Day:
    """“they sat with us”: no Saturday."""
    del when
    return Day(None, *match.span(), note=NOT_A_DAY)


def figures(match: re.Match[str], when: When) -> Day:
    day, month = int(match["d"]), int(match["m"])
    year = int(match["y"]) if len(match["y"]) == 4 else short_year(match["y"], when.today)
    if month > 12 >= day:
        return Day(None, *match.span(), candidates=(date(year, day, month),), note="day_month_swapped")
    return _with_weekday(match, date(year, month, day), sure=True)


def figures_without_year(match: re.Match[str], when: When) -> Day:
    day, month = int(match["d"]), int(match["m"])
    if month > 12:
        if day > 12 or match.group().count("/") != 1:
            raise ValueError(month)
        return Day(None, *match.span(), candidates=(in_direction(day, month, when),), note="day_month_swapped")
    return _without_year(match, month, day, when)


def iso(match: re.Match[str], when: When) -> Day:
    del when
    return Day(date(int(match["y"]), int(match["m"]), int(match["d"])), *match.span(), sure=True)


def year_month_day(match: re.Match[str], when: When) -> Day:
    del when
    return Day(date(int(match["y"]), month_number(match["m"]), int(match["d"])), *match.span(), sure=True)


def day_of_month(match: re.Match[str], when: When) -> Day:
    """“the 9th of next month”."""
    base = add_months(
        when.today.replace(day=1),
        {"next": 1, "coming": 1, "last": -1, "previous": -1}.get((match["r"] or "").removeprefix("the "), 0),
    )
    return _with_weekday(match, base.replace(day=_number_of_day(match)), sure=False)


def bare_day(match: re.Match[str], when: When) -> Day:
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
        month = add_months(month, step)
    raise ValueError(number)


def nth_of_month(match: re.Match[str], when: When) -> Day:
    """“last Sunday of March 2014”, “second Wednesday of October”, “last day of October”."""
    if match["r"]:
        first = add_months(when.today.replace(day=1), {"next": 1, "last": -1}.get(match["r"], 0))
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


def feast(match: re.Match[str], when: When) -> Day:
    told = match["f"].replace("'", "")
    month, day = next(value for name, value in FEASTS.items() if told == name.replace("'", ""))
    year = match["y"]
    found = date(int(year), month, day) if year else in_direction(month, day, when)
    return Day(found, *match.span(), sure=bool(year))
