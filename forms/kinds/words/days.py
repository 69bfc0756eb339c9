"""Days in a message: “14/8/26”, “3rd March”, “the 9th”, “next Friday”, “two weeks ago”. Day before month, always."""

import re
from collections.abc import Callable, Iterator

from forms.kinds.words import relative_days as relative
from forms.kinds.words import said_days as said
from forms.kinds.words.calendar_days import NOT_A_DAY, Day, When
from forms.kinds.words.calendar_words import COUNT_WORDS, MONTH, ORDINALS, WEEKDAY

_ORDINAL_WORD = "(?:" + "|".join(sorted(ORDINALS, key=len, reverse=True)) + ")"
_DAY = rf"(?:(?P<d>\d{{1,2}})(?: ?(?:st|nd|rd|th)|af|il|ydd|ed|fed|eg|ain)?|(?P<dw>{_ORDINAL_WORD}))"
_ORDINAL_DAY = (
    rf"(?:(?P<d>\d{{1,2}}) ?(?:st|nd|rd|th)|(?:(?<=the )|(?<=on )|(?<=for )|(?<![a-z] ))(?P<dw>{_ORDINAL_WORD})"
    r"(?=$|[.,!?;]| (?:please|would|works|will|if|at|in the|instead|thanks|is (?:fine|ok|good|best|great)|sounds"
    r"|if possible|then)\b))"
)
_YEAR = (
    r"(?:(?P<y>(?:19|20)\d\d)\b|'(?P<ys>\d\d)\b"
    r"|(?:twenty|two thousand(?: and)?)[ -](?P<yw>(?:ten|eleven|twelve|\w+teen|twenty|thirty)(?:[ -](?:one|two|three"
    r"|four|five|six|seven|eight|nine))?)\b)"
)
_ON = rf"(?:(?P<w>{WEEKDAY})\b\.?,? ?(?:the |on the )?)?"
_COUNT = r"(?P<n>\d{1,4}|" + "|".join(sorted(COUNT_WORDS, key=len, reverse=True)) + ")"
_UNIT = r"(?P<u>days?|weeks?|wks?|fortnights?|months?|mths?|years?|yrs?)"
_FEAST = "|".join(name.replace("'", "'?") for name in sorted(said.FEASTS, key=len, reverse=True))

Maker = Callable[[re.Match[str], When], Day]
_RULES: tuple[tuple[re.Pattern[str], Maker], ...] = tuple(
    (re.compile(pattern), make)
    for pattern, make in (
        (
            r"(?<![\d.-])(?P<y>(?:19|20)\d\d)[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})(?:t[\d:.]+(?:z"
            r"|[+-][\d:]+)?)?(?![\d-])",
            said.iso,
        ),
        (
            _ON + r"(?<![\d/.-])(?P<d>\d{1,2}) ?[/.-] ?(?P<m>\d{1,2}) ?[/.-] ?(?P<y>\d{4}|\d{2})(?![\d/:-]|\.\d)",
            said.figures,
        ),
        (rf"(?<!\d)(?P<y>(?:19|20)\d\d),? (?P<m>{MONTH})\.? (?P<d>\d{{1,2}})(?:st|nd|rd|th)?\b", said.year_month_day),
        (
            rf"\b(?P<p>first|second|third|fourth|1st|2nd|3rd|4th|last) (?P<w>{WEEKDAY}|day) (?:of"
            rf"|in) (?:(?P<m>{MONTH})\b|(?:the )?(?P<r>next|last|this) month\b)"
            r"(?:,? (?P<y>(?:19|20)\d\d)\b)?",
            said.nth_of_month,
        ),
        (
            rf"\b\d{{1,2}}(?:st|nd|rd|th)? ?(?:-|to|and|or|/|&) ?(?:the )?\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{MONTH}\b",
            said.two_days,
        ),
        (rf"\b{MONTH} \d{{1,2}}(?:st|nd|rd|th)? ?(?:-|to|and|or|/|&) ?\d{{1,2}}\b", said.two_days),
        (r"\bend of (?:the )?(?P<r>this|next|last|current|the|)(?: )?(?P<u>month|year)\b", relative.end_of),
        (
            _ON + r"\b" + _DAY + rf"(?: ?-? ?|\. ?)(?:day )?(?:of |o'? )?(?:the )?,?-? ?(?P<m>{MONTH})(?![a-z])\.?"
            rf"(?:(?:,? ?|-)(?:of )?(?:{_YEAR}|(?P<y2>\d\d)\b(?! ?(?:[:.]\d|am|pm|people|o'clock))))?",
            said.day_and_month,
        ),
        (
            _ON + rf"\b(?P<m>{MONTH})\b[.,]{{0,2}} ?(?:the )?" + _DAY + rf"\b(?![:/]|\.\d| ?(?:am"
            rf"|pm)\b)(?:,? ?(?:{_YEAR}|(?P<y2>\d\d)$))?",
            said.day_and_month,
        ),
        (
            _ON + r"\b" + _DAY + r"(?: day)?,? (?:of |in )?(?:(?P<r>this|next|last|the next|the|the current|current"
            r"|coming|previous|the same|the coming) )month\b",
            said.day_of_month,
        ),
        (rf"\b(?P<f>{_FEAST})\b(?! term\b)(?: day)?(?: (?P<y>(?:19|20)\d\d)\b)?", said.feast),
        (
            rf"\b(?P<w>{WEEKDAY}) (?:week\b|in (?P<n>a|one|two|three) weeks?\b(?: time)?|after next\b)",
            relative.weekday_in_a_week,
        ),
        (rf"\b(?P<n>a|two|three) weeks? (?:on|from|next) (?P<w>{WEEKDAY})\b", relative.weekday_in_a_week),
        (
            rf"\b{_COUNT} {_UNIT} (?:ago(?: today)?|back|earlier|before (?P<b>today|yesterday|tomorrow|now))\b",
            relative.ago,
        ),
        (
            rf"\b(?:in|within)(?: about| around)? (?:(?:the )?next )?{_COUNT} (?:more )?{_UNIT}(?:'s?)?(?: time)?\b",
            relative.ahead,
        ),
        (
            rf"\b{_COUNT} {_UNIT}(?:'s?)? (?:from (?P<b>now|today|tomorrow|yesterday)|time|hence|later|after (?:today"
            rf"|now)|today)\b",
            relative.ahead,
        ),
        (rf"\b{_COUNT} {_UNIT} (?:after|from) (?P<b>tomorrow|today|yesterday)\b", relative.ahead),
        (
            _ON + r"(?:\b(?P<r>next|last) )?\b" + _ORDINAL_DAY + r"\b(?! (?:time|person|one|thoughts?|of all|place"
            r"|child|year|floor|half|"
            r"quarter|qtr|attempt|request|option|week|day|party|birthday|opinion|hand|avenue|street|ave|class|grade"
            r"|prize|team))",
            said.bare_day,
        ),
        (_ON + r"\b(?P<d>\d{1,2}) ?[/.] ?(?P<m>\d{1,2})(?![\d/:%]|\.\d| ?(?:am|pm))\.?", said.figures_without_year),
        (rf"\b(?!on |by |for ){_COUNT} (?:more )?{WEEKDAY}s?\b(?: (?:from now|ago|back))?", said.two_days),
        (
            rf"\b(?P<w>{WEEKDAY})\b\.?,? (?:of |in )?(?:the )?(?P<wk>next|this|last|coming|following|previous|current"
            rf"|past) week\b",
            relative.weekday,
        ),
        (
            rf"\b(?P<wk>next|this|last|coming|following|previous|past) week(?:'s)?,? (?:on )?(?P<w>{WEEKDAY})\b",
            relative.weekday,
        ),
        (
            r"\bsat (?:it|down|in|on|there|with|at|and|up|around)\b|\bthe sun\b|\b(?:we|i|they|he|she|you) (?:sat"
            r"|wed)\b",
            said.no_day,
        ),
        (
            rf"\b(?:(?P<r>next|last|this|coming|past|previous|following) (?:coming )?)?(?P<w>{WEEKDAY})s?\b",
            relative.weekday,
        ),
        (
            r"\b(?:the )?day after tomorrow\b|\b(?:the )?day before yesterday\b|\blast night\b|\bthis (?:morning"
            r"|afternoon|evening)\b"
            r"|\btodays?\b|\btonight\b|\btomorrows?\b|\byesterdays?\b",
            relative.named_day,
        ),
    )
)


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
        return make(match, when)
    except (ValueError, OverflowError):
        return Day(None, *match.span(), note="no_such_day") if make is not said.figures_without_year else None


def short_dates(low: str, when: When, taken: Iterator[tuple[int, int]]) -> list[Day]:
    """“14/8”, “15-2”, “11.9.”: a day and a month in figures, only looked for where nothing better stands."""
    spans = list(taken)
    found = []
    for match in _SHORT.finditer(low):
        if any(match.start() < end and start < match.end() for start, end in spans):
            continue
        day = _made(match, said.figures_without_year, when)
        if day is not None:
            found.append(day)
    return found


_SHORT = re.compile(_ON + r"(?<![\d/.:£-])(?P<d>\d{1,2}) ?[/.-] ?(?P<m>\d{1,2})(?![\d/:%]|\.\d| ?(?:am|pm))\.?")
