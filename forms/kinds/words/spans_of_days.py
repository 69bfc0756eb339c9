"""Periods: “July to September 2026”, “1-8 September”, “last month”, “2026-27”, “the last 4 weeks”.

The financial year runs from April to March. “Q2” alone may mean either kind of year, so it is asked about.
"""

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from forms.asked import Asked
from forms.kinds.plain import plain
from forms.kinds.words import asides
from forms.kinds.words.calendar_days import PAST, When, in_direction, shifted, short_year
from forms.kinds.words.calendar_words import MONTH, WEEKDAY, month_number
from forms.kinds.words.dating import when_of
from forms.kinds.words.days import days_in
from forms.kinds.words.misspelt import with_months
from forms.kinds.words.none import negations
from forms.kinds.words.tokens import lower, tokens
from forms.kinds.words.two_days import DASHED, MAY_BE_YEARS, TO, short_financial_year, two_days_told, two_explicit_days
from forms.kinds.words.words_to_number import ONES, numbers
from forms.reading import Reading, Span, Status, unreadable


@dataclass(frozen=True, slots=True)
class Stretch:
    """Two days, both inclusive; `sure` when the years were said."""

    first: date
    last: date
    sure: bool


_D = r"\d{1,2}(?:st|nd|rd|th)?"
_Y = r"(?:(?:19|20)\d\d|'\d\d)"
_ON = rf"(?:{WEEKDAY},? )?(?:the )?"
_COUNTS = {word: n for word, n in ONES.items() if n} | {"couple of": 2, "a couple of": 2}
_N = r"(?P<n>\d{1,3}|" + "|".join(sorted(_COUNTS, key=len, reverse=True)) + ")"


def _day(text: str) -> int:
    return int(re.sub(r"\D", "", text))


def _year(text: str | None, today: date) -> int | None:
    if text is None:
        return None
    return int(text) if len(text) == 4 else short_year(text.strip("'"), today)


def month_of(year: int, month: int) -> tuple[date, date]:
    """First and last day of a month."""
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def _ordered(first: date, last: date, *, sure: bool) -> Stretch:
    if last < first:
        raise ValueError(last)
    return Stretch(first, last, sure)


def _two_days(match: re.Match[str], when: When) -> Stretch:
    """“13 to 15 July”, “1 July to 30 September 2026”."""
    groups = match.groupdict()
    if " and " in match.group() and not match.group().startswith("between"):
        raise ValueError(match.group())  # “3 and 14 August” are two days
    if MAY_BE_YEARS.fullmatch(match.group()) and _day(groups["d2"]) - _day(groups["d1"]) in (0, 1):
        raise ValueError(match.group())  # “Apr 25 - Mar 26” may be two months of two years
    month2 = month_number(groups["m2"] or groups["m1"])
    month1 = month_number(groups["m1"] or groups["m2"])
    year2 = _year(groups["y2"], when.today)
    year1 = _year(groups["y1"], when.today)
    sure = year2 is not None or year1 is not None
    if year2 is None:
        year2 = year1 if year1 is not None else in_direction(month2, _day(groups["d2"]), when).year
        over = month2 < month1 and year1 is not None
        year2, sure = year2 + over, sure and not over
    if year1 is None:
        year1 = year2 - (month1 > month2)
        sure = sure and year1 == year2  # “30 June to 1 April 2026” is rather a slip
    return _ordered(date(year1, month1, _day(groups["d1"])), date(year2, month2, _day(groups["d2"])), sure=sure)


_BOTH = re.compile(r"(?<!between )\b\w+ ?(?: and |&)")
"""“July and September”: August is not said."""


def _two_months(match: re.Match[str], when: When) -> Stretch:
    groups = match.groupdict()
    month1, month2 = month_number(groups["m1"]), month_number(groups["m2"])
    if (groups["slash"] or _BOTH.search(match.group())) and month2 != month1 % 12 + 1:
        raise ValueError(match.group())
    year1, year2 = _year(groups["y1"], when.today), _year(groups["y2"], when.today)
    sure = (year1 is not None or year2 is not None) and not groups["end"]
    if groups["r"]:
        year2 = when.today.year + {"last": -1, "next": 1}.get(groups["r"], 0)
    if year2 is None:
        year2 = year1 + (month2 < month1) if year1 is not None else _year_of_month(month2, when)
    if year1 is None:
        year1 = year2 - (month1 > month2)
    return _ordered(month_of(year1, month1)[0], month_of(year2, month2)[1], sure=sure)


def _year_of_month(month: int, when: When) -> int:
    """The year of a month that was named without one; this month counts in either direction."""
    if when.direction == PAST:
        return when.today.year - (month > when.today.month)
    return when.today.year + (month < when.today.month)


def _one_month(match: re.Match[str], when: When) -> Stretch:
    month, said = month_number(match["m"]), _year(match["y"], when.today)
    if match["r"]:
        year = when.today.year + {"last": -1, "next": 1}.get(match["r"], 0)
    else:
        year = said if said is not None else _year_of_month(month, when)
    return Stretch(*month_of(year, month), sure=said is not None)


def _month_figures(match: re.Match[str], when: When) -> Stretch:
    del when
    return Stretch(*month_of(int(match["y"]), int(match["m"])), sure=True)


def _listed_months(match: re.Match[str], when: When) -> Stretch:
    """“July, August and September 2026”: one month after the other."""
    months = [month_number(name) for name in re.findall(MONTH, match["all"])]
    if any(later != earlier % 12 + 1 for earlier, later in pairwise(months)):
        raise ValueError(match["all"])
    said = _year(match["y"], when.today)
    year = said if said is not None else _year_of_month(months[-1], when)
    return Stretch(date(year - (months[0] > months[-1]), months[0], 1), month_of(year, months[-1])[1], said is not None)


def _months_up_to(match: re.Match[str], when: When) -> Stretch:
    """“the three months to 30 September 2026”: whole months, so they end with the last day of one."""
    count = _MONTHS_OF.get(match["w"]) or (int(match["n"]) if match["n"].isdigit() else _COUNTS[match["n"]])
    year = _year(match["y"], when.today)
    last = month_of(year if year is not None else _year_of_month(month_number(match["m"]), when),
                    month_number(match["m"]))[1]  # fmt: skip
    if match["d"] and _day(match["d"]) != last.day:
        raise ValueError(match["d"])
    return Stretch(shifted(last.replace(day=1), 1 - count, "month"), last, year is not None)


_MONTHS_OF = {"year": 12, "half year": 6, "half-year": 6, "quarter": 3}


def _part_of_financial_year(match: re.Match[str], when: When) -> Stretch:
    """“Q2 2026-27”, “the first half of 2026/27”, “quarter 2 26/27”: proposed, as years are counted in two ways."""
    del when
    year, part = 2000 + int(match["y"][-2:]), match["part"]
    if int(match["z"][-2:]) != (year + 1) % 100:
        raise ValueError(year)
    place = next(n for n, words in enumerate(_PLACES, 1) if any(word in part for word in words))
    months = 6 if part.startswith("h") or part.endswith("half") else 3
    if place * months > 12:
        raise ValueError(part)
    first = shifted(date(year, 4, 1), (place - 1) * months, "month")
    return Stretch(first, shifted(first, months, "month") - timedelta(days=1), sure=False)


_PLACES = (("1", "first"), ("2", "second"), ("3", "third"), ("4", "fourth"))


def _financial_year(match: re.Match[str], when: When) -> Stretch:
    """“2026-27”, “2026/27 Q2”, “2026-27-H1”."""
    del when
    year = int(match["y"])
    if int(match["z"][-2:]) != (year + 1) % 100:
        raise ValueError(year)
    part = match["part"] or ""
    if not part:
        return Stretch(date(year, 4, 1), date(year + 1, 3, 31), sure=True)
    months = 3 if part[0] == "q" else 6
    first = shifted(date(year, 4, 1), (int(part[-1]) - 1) * months, "month")
    return Stretch(first, shifted(first, months, "month") - timedelta(days=1), sure=True)


def _whole_year(match: re.Match[str], when: When) -> Stretch:
    del when
    return Stretch(date(int(match["y"]), 1, 1), date(int(match["y"]), 12, 31), sure=True)


def _quarter_of(day: date) -> tuple[date, date]:
    first = date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
    return first, shifted(first, 3, "month") - timedelta(days=1)


def _this_or_last(match: re.Match[str], when: When) -> Stretch:
    """“this month”, “last week”, “next year”, “last quarter”."""
    step = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1, "following": 1}.get(match["r"], 0)
    unit, today = match["u"], when.today
    if unit in ("quarter", "qtr"):
        return Stretch(*_quarter_of(shifted(_quarter_of(today)[0], 3 * step, "month")), sure=False)
    if unit == "week":
        monday = today - timedelta(days=today.weekday() - 7 * step)
        return Stretch(monday, monday + timedelta(days=6), sure=False)
    if unit == "month":
        first = shifted(today.replace(day=1), step, "month")
        return Stretch(*month_of(first.year, first.month), sure=False)
    if match["f"]:
        year = today.year - (today.month < 4) + step
        return Stretch(date(year, 4, 1), date(year + 1, 3, 31), sure=False)
    return Stretch(date(today.year + step, 1, 1), date(today.year + step, 12, 31), sure=False)


def _last_so_many(match: re.Match[str], when: When) -> Stretch:
    """“the last 10 days” end today; “next 3 days” begin tomorrow."""
    count = int(match["n"]) if match["n"].isdigit() else _COUNTS[match["n"]]
    if match["u"][0] != "d":  # whole months, or counted back from today? Both are in use.
        raise ValueError(match["u"])
    if match["r"] in ("next", "coming"):
        first = when.today + timedelta(days=1)
        return _ordered(first, shifted(when.today, count, match["u"]), sure=False)
    return _ordered(shifted(when.today, -count, match["u"]), when.today, sure=False)


def _week_of(match: re.Match[str], when: When) -> Stretch:
    """“week commencing 6 July”, “week ending 12 July”, “the week of the 1st”."""
    rest = days_in(match["rest"], when)
    day = rest[0].day if len(rest) == 1 else None
    if day is None:
        raise ValueError(match["rest"])
    if match["how"].startswith(("end", "we")) or match.group().startswith("w/e"):
        return Stretch(day - timedelta(days=6), day, rest[0].sure)
    if match["how"] == "of":
        if not rest[0].sure:
            raise ValueError(match["rest"])
        day -= timedelta(days=day.weekday())
    return Stretch(day, day + timedelta(days=6), rest[0].sure)


def _for_days(match: re.Match[str], when: When) -> Stretch:
    """“from 18th Dec for 10 days”."""
    rest = days_in(match["rest"], when)
    if len(rest) != 1 or rest[0].day is None:
        raise ValueError(match["rest"])
    count = int(match["n"]) if match["n"].isdigit() else _COUNTS[match["n"]]
    return Stretch(rest[0].day, shifted(rest[0].day, count, match["u"]) - timedelta(days=1), rest[0].sure)


Maker = Callable[[re.Match[str], When], Stretch]
_RULES: tuple[tuple[re.Pattern[str], Maker], ...] = tuple(
    (re.compile(pattern), make)
    for pattern, make in (
        (
            r"\b(?:w/?(?P<w>[ce])|(?:the )?week) ?(?P<how>commencing|beginning|starting|ending|of"
            r"|)(?: on)? (?:the )?(?P<rest>[^,;]{3,30})",
            _week_of,
        ),
        (rf"(?:\bfrom |^)(?P<rest>[^,;]{{3,24}}) for {_N} (?P<u>days?|weeks?|months?|fortnights?)\b", _for_days),
        (
            rf"(?:from |between )?{_ON}\b(?P<d1>{_D})(?: (?:of )?(?P<m1>{MONTH})\b)?(?:,?"
            rf" (?P<y1>{_Y}))?{TO}{_ON}(?P<d2>{_D}) (?:of )?(?P<m2>{MONTH})\b"
            rf"(?:,? (?P<y2>{_Y}))?",
            _two_days,
        ),
        (
            rf"(?:from |between )?\b(?P<m1>{MONTH}) (?:the )?(?P<d1>{_D})(?:,? (?P<y1>{_Y}))?{TO}(?:(?P<m2>{MONTH})"
            rf" )?(?P<d2>{_D})\b(?!:)(?:,? (?P<y2>{_Y}))?",
            _two_days,
        ),
        (
            rf"\b(?P<all>{MONTH}(?:(?:, ?| ?& ?| and |,? and | ?/ ?| ){MONTH}){{2,}})\b(?:,? (?P<y>{_Y}))?",
            _listed_months,
        ),
        (
            rf"(?:from |between )?\b(?P<m1>{MONTH})(?: (?P<y1>{_Y}))?(?:{TO}(?P<end>end (?:of )?)?"
            rf"|(?P<slash> ?[/&] ?))(?P<m2>{MONTH})\b"
            rf"(?: (?:(?P<y2>{_Y})|(?P<r>last|this|next) year\b))?",
            _two_months,
        ),
        (
            rf"\b(?:the )?(?:financial )?(?:{_N} months?|(?P<w>year|half[- ]year|quarter))"
            r" (?:to|up to|ending|ended|until)(?: on| in)?(?: the)?(?: end(?: of)?)?"
            rf"(?: (?P<d>{_D}))?(?: of)? (?P<m>{MONTH})\b(?:,? (?P<y>{_Y}))?",
            _months_up_to,
        ),
        (
            r"\b(?:the )?(?P<part>(?:q|h|quarter |qtr |half )[1-4]|(?:first|second|third|fourth|1st|2nd|3rd|4th)"
            r" (?:quarter|qtr|half))(?: of| in|,)?(?: the)?(?: financial year| fy| year)?[ -]?(?P<y>(?:20)?\d\d)"
            r" ?[-/] ?(?P<z>(?:20)?\d\d)\b(?![-/]\d)",
            _part_of_financial_year,
        ),
        (
            r"\b(?P<y>20\d\d) ?[-/] ?(?P<z>(?:20)?\d\d)(?:[ ,-]{0,2}(?P<part>q[1-4]|h[12]))?\b(?![-/]\d)",
            _financial_year,
        ),
        (r"(?<![\d/])(?P<m>0?[1-9]|1[0-2])[/.](?P<y>(?:19|20)\d\d)\b", _month_figures),
        (rf"\b(?P<m>{MONTH})\b\.?,?(?: (?:of )?(?:(?P<y>{_Y})|(?P<r>last|this|next) year\b))?", _one_month),
        (rf"\b(?:the )?(?P<r>last|past|next|previous|coming) {_N} (?P<u>days?|weeks?|months?|years?)\b", _last_so_many),
        (
            r"\b(?P<r>this|last|past|next|previous|current|coming|following)(?: (?:full|whole"
            r"|complete))? (?P<f>financial )?(?P<u>week|month"
            r"|quarter|qtr|year|yr)\b",
            _this_or_last,
        ),
        (
            r"^(?:in |during |for |the |whole |all |of |calendar |year )*(?P<y>(?:19|20)\d\d)(?: a\.?d\.?)?[.!]?$",
            _whole_year,
        ),
    )
)
_VAGUE = re.compile(
    r"\b(?:early|mid|late|middle|start|beginning|end|first half|second half|summer|winter|spring|autumn|season"
    r"|seasons|term|q[1-4]|h[12]|eom|eoy|boy|bom|about|around"
    r"|roughly|(?:first|second|third|fourth|1st|2nd|3rd|4th) (?:quarter|qtr)|\d\dq\d|onwards?|ongoing|approx\w*"
    r"|circa|after next|in (?:a|an|one"
    r"|\d+) (?:year|month|week)s?|before|after|since)\b"
)


def read_period(text: str, asked: Asked) -> Reading:
    """Read `(from, to)`, both inclusive; exact when the years were said, proposed when they were inferred."""
    said = plain(text)
    low = lower(said)
    early = asides.settled(said, low, asked) or two_explicit_days(DASHED.sub("~", low), _when(asked))
    if early is not None:
        return early
    found = _by_rule(low, asked) or _without_period(low)
    if found.value is not None or found.status not in (Status.ambiguous, Status.unreadable):
        return found
    return (
        two_days_told(low, _when(asked)) or short_financial_year(low, _when(asked)) or _of_mended(low, asked) or found
    )


def _by_rule(low: str, asked: Asked) -> Reading | None:
    for pattern, make in _RULES:
        if match := pattern.search(low):
            return _judged(low, match, make, asked)
    return None


def _of_mended(low: str, asked: Asked) -> Reading | None:
    """“July to setpember 2026”: proposed, once the month’s name is mended."""
    mended = with_months(low)
    found = _by_rule(mended, asked) if mended != low else None
    return found and replace(found, status=Status.approximate if found.value else found.status, spans=())


def _when(asked: Asked) -> When:
    """As for a day; but a period that is reported on is over, or the one that runs."""
    when = when_of(asked)
    over = not when.year_is_given and _OVER.search(asked.ask.lower())
    return replace(when, direction=PAST) if over else when


_OVER = re.compile(r"\b(?:report|return|cover(?:s|ed)?|reviewed|was|were|did|had|has|have)\b")


def _judged(low: str, match: re.Match[str], make: Maker, asked: Asked) -> Reading:
    rest = low[: match.start()] + " " + low[match.end() :]
    spans = (Span(*match.span()),)
    try:
        stretch = make(match, _when(asked))
    except (ValueError, OverflowError):
        return Reading(Status.ambiguous, spans=spans, notes=("no_such_period",))
    value = (stretch.first, stretch.last)
    loose = _TO_BEFORE.search(low[: match.start()]) or _TO_AFTER.match(low[match.end() :])
    if (
        loose
        or numbers(tokens(rest))
        or _VAGUE.search(rest)
        or re.search(rf"\b{MONTH}\b|\d", rest)
        or asides.asks_back(low)
    ):
        return Reading(Status.ambiguous, candidates=(value,), spans=spans, notes=("which_period",))
    sure = stretch.sure and not negations(low) and not asides.tentative(low)
    return Reading(Status.exact if sure else Status.approximate, value, spans=spans)


_TO_BEFORE = re.compile(r"(?:\b(?:to|till?|until|through|thru|and|or|not)|[-/&~]) ?(?:the )?(?:end of )?$")
_TO_AFTER = re.compile(r" ?(?:[-/&~] ?|(?:to|till?|until|through|thru|and|or) (?!me\b|us\b|report|cover))\w")
"""“Jly to Sep 2026”: another end of the period stands there, and was not understood."""


def _without_period(low: str) -> Reading:
    if aside := asides.without_value(low):
        return aside
    return Reading(Status.ambiguous, notes=("which_period",)) if _VAGUE.search(low) else unreadable()
