"""Days told from today: “yesterday”, “next Friday”, “two weeks ago”, “end of the month”."""

import re
from datetime import date, timedelta

from forms.kinds.words.calendar_days import PAST, Day, When, add_months, shifted
from forms.kinds.words.calendar_words import COUNT_WORDS, weekday_number

_NAMED = {"today": 0, "tonight": 0, "tomorrow": 1, "yesterday": -1, "now": 0}


def end_of(match: re.Match[str], when: When) -> Day:
    """“end of this year”, “end of the month”: its last day."""
    step = {"next": 1, "last": -1}.get(match["r"], 0)
    if match["u"] == "year":
        return Day(date(when.today.year + step, 12, 31), *match.span())
    first = add_months(when.today.replace(day=1), step)
    return Day(add_months(first, 1) - timedelta(days=1), *match.span())


def weekday(match: re.Match[str], when: When) -> Day:
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
    elif said == "this" and when.direction == PAST and wanted <= when.today.weekday():
        days = wanted - when.today.weekday()
    elif said in ("last", "past", "previous") or (when.direction == PAST and said not in ("this", "coming")):
        days = -((when.today.weekday() - wanted - 1) % 7 + 1)
    else:
        days = (wanted - when.today.weekday() - 1) % 7 + 1
    return Day(when.today + timedelta(days=days), *match.span(), note="weekday")


def weekday_in_a_week(match: re.Match[str], when: When) -> Day:
    """“Friday week”, “Wednesday in a week”, “a week on Friday”, “Friday after next”."""
    ahead = (weekday_number(match["w"]) - when.today.weekday()) % 7
    count = COUNT_WORDS.get(match.groupdict().get("n") or "a", 1)
    return Day(when.today + timedelta(days=ahead + 7 * count), *match.span())


def named_day(match: re.Match[str], when: When) -> Day:
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
    return int(text) if text.isdigit() else COUNT_WORDS[text]


def ago(match: re.Match[str], when: When) -> Day:
    base = when.today + timedelta(days=_NAMED.get(match.groupdict().get("b") or "today", 0))
    found = shifted(base, -_count(match["n"]), match["u"])
    return Day(found, *match.span(), sure=match["u"][0] in "dwf" and "couple" not in match["n"])


def ahead(match: re.Match[str], when: When) -> Day:
    base = when.today + timedelta(days=_NAMED.get(match.groupdict().get("b") or "today", 0))
    return Day(shifted(base, _count(match["n"]), match["u"]), *match.span())
