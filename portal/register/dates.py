"""Days as councils write them. Pure."""

import re
from datetime import date, datetime, timedelta

from models.calendar import to_london
from portal.register.cells import Read, is_placeholder, placeholder

MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
FULL_MONTHS = "january february march april may june july august september october november december".split()
WELSH_MONTHS = "ionawr chwefror mawrth ebrill mai mehefin gorffennaf awst medi hydref tachwedd rhagfyr".split()
CLOCK = r"(?:[T ]\s*\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:[ap]m)?\s*(?:Z|[+-]\d\d:?\d\d)?)?"
ISO = re.compile(rf"(\d{{4}})[-/.](\d{{1,2}})[-/.](\d{{1,2}}){CLOCK}", re.IGNORECASE)
BRITISH = re.compile(
    rf"(\d{{1,2}})(?:\s*[-/.\\]\s*|\s)(\d{{1,2}})(?:\s*[-/.\\]\s*|\s)(\d{{4}}|\d{{2}}){CLOCK}", re.IGNORECASE
)
WORDS = re.compile(
    rf"(\d{{1,2}})(?:st|nd|rd|th)?(?: of)?[-/ ,.]*([a-z]{{3,10}})[-/ ,.]*(\d{{4}}|\d{{2}}){CLOCK}", re.IGNORECASE
)
MONTH_FIRST = re.compile(rf"([a-z]{{3,10}})\.? (\d{{1,2}})(?:st|nd|rd|th)?,? (\d{{4}}){CLOCK}", re.IGNORECASE)
RUN_TOGETHER = re.compile(r"((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])")
"""20260331, as systems write it."""

DAY_FIRST_RUN = re.compile(r"(0[1-9]|[12]\d|3[01])(0[1-9]|1[0-2])((?:19|20)\d\d)")
"""31032026"""

DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))
BEFORE = re.compile(
    r"^(?:(?:contract|currently|current|now|was|has|been|to|on|until|till|by|ends?|ended|ending|expir\w+|extended|ext"
    r"|starts?|started|from|due|next|approx(?:imately)?|circa|c)\b\.?[\s:,-]*)+(?=\d|[a-z])",
    re.IGNORECASE,
)
BEHIND = re.compile(
    r"\s*(?:[([;]|\s-\s|,\s*(?=[a-z])|(?<!^)\b(?:with|plus|but|subject|expired|extended|\d\d? months?)\b|\+)(.*)$",
    re.IGNORECASE | re.DOTALL,
)
ANOTHER_DAY = re.compile(r"\d[-/. ]\d|\d{4}")
MAY_BE = re.compile(
    r"\b(?:options?|optional|extendable|possible|possibly|may|potential|maximum|max|to extend)\b", re.IGNORECASE
)
END_OF = re.compile(r"(?:the\s+)?end\s+(?:of\s+)?([a-z]{3,10})[\s,-]+(\d{4})", re.IGNORECASE)
"""“End of March 2026” is a day; “March 2026” is not."""

WEEKDAY = re.compile(r"^(mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(day)?[ ,]+", re.IGNORECASE)
MIDNIGHT = "00:00:00"
"""What is left of a spreadsheet’s day 0 or 1, which is 1900."""

MIDNIGHT_IN_SUMMER = re.compile(r"(\d{4})-(\d{2})-(\d{2})[T ]23:00(?::00(?:\.0+)?)?(?:Z|[+-]00:?00)", re.IGNORECASE)
"""2026-03-30T23:00:00Z: systems write the midnight with which 31 March begins in London so, in summer."""

DAY_NUMBER = re.compile(r"[2-7]\d{4}(?:\.\d+)?")
FIRST_DAY = date(1899, 12, 30)
"""Day 0 of a spreadsheet that counts from 1900."""

SENTINELS = frozenset({date(1970, 1, 1), date(2001, 1, 1), date(2099, 12, 31)})
FIRST_YEAR, LAST_YEAR = 1950, 2200
LAST_CENTURY = 80
"""01/04/98 is no day of 2098: contracts of thirty years began then, and none runs so far."""

LONGEST = 200
"""Characters. What is longer is a text, and takes long to look through."""

NO_SUCH_DAY = "no such day"
NOT_A_DAY = ("not a date", "no date kept")


def day(text: str, *, month_first: bool = False) -> Read[date]:
    """2026-03-31, 31/03/2026, 31.3.26, 31 Mar 2026, 31-Mar-26, Tuesday 31st March 2026; the day comes before the month.

    `month_first`: in a column that is written the American way.

    A day that stands for “no day” (31/12/9999, 01/01/1900) is no date, and said to be so.
    """
    if not text or is_placeholder(text):
        return placeholder(text) if text else Read()
    if len(text) > LONGEST:
        return Read(None, *NOT_A_DAY, text)
    plain = WEEKDAY.sub("", text.translate(DASHES)).strip(" .*†‡,;'’")
    if month_first and (found := BRITISH.fullmatch(plain)):
        plain = f"{found[2]}/{found[1]}/{found[3]}"
    try:
        read = _read(plain)
        return _with_words(plain, text) if read.problem == NOT_A_DAY[0] else read
    except ValueError:
        return Read(None, NO_SUCH_DAY, "no date kept", text)


def _with_words(plain: str, text: str) -> Read[date]:
    """A day with words beside it, “31/03/2026 (option to extend)”: the day, and the words."""
    if found := END_OF.fullmatch(plain):
        month = _month(found[1])
        last = date(int(found[2]) + month // 12, month % 12 + 1, 1) - timedelta(days=1) if month else None
        return (
            Read(last, "words beside the date", f"read as {last.isoformat()}") if last else Read(None, *NOT_A_DAY, text)
        )
    tail = BEHIND.search(plain)
    if tail and ANOTHER_DAY.search(tail[0]) and not MAY_BE.search(tail[0]):
        return Read(None, *NOT_A_DAY, text)  # two days, and nothing says that the other is only an option
    shorter = BEFORE.sub("", plain[: tail.start()] if tail else plain).strip(" .*,-")
    read = _read(WEEKDAY.sub("", shorter)) if shorter != plain else None
    if read is None or read.value is None:
        return Read(None, *NOT_A_DAY, text)
    beside = tail[0].strip(" ([;,-+.)]") if tail else ""
    return Read(read.value, "words beside the date", f"read as {read.value.isoformat()}", beside)


def _read(text: str) -> Read[date]:
    if text == MIDNIGHT:
        return Read(None, "a date that stands for none", "no date kept")
    if found := MIDNIGHT_IN_SUMMER.fullmatch(text):
        return _next_in_summer(date(*map(int, found.groups())))
    if found := ISO.fullmatch(text) or RUN_TOGETHER.fullmatch(text):
        return _kept(int(found[1]), int(found[2]), int(found[3]))
    if found := BRITISH.fullmatch(text):
        return _kept(_year(found[3]), int(found[2]), int(found[1]), short=len(found[3]) == 2)
    if found := DAY_FIRST_RUN.fullmatch(text):
        return _kept(int(found[3]), int(found[2]), int(found[1]))
    return _in_words(text) or _counted(text)


def _next_in_summer(written: date) -> Read[date]:
    """The day that begins in London at that instant; in winter it is an hour before midnight."""
    if FIRST_YEAR <= written.year <= LAST_YEAR:
        there = to_london(datetime(written.year, written.month, written.day, 23))
        if there.hour == 0:
            action = f"read as {there.date().isoformat()}"
            return Read(there.date(), "midnight in London, written as an hour before in UTC", action)
    return _kept(written.year, written.month, written.day)


def _in_words(text: str) -> Read[date] | None:
    """31 March 2026, March 31, 2026."""
    if (found := WORDS.fullmatch(text)) and (month := _month(found[2])):
        return _kept(_year(found[3]), month, int(found[1]), short=len(found[3]) == 2)
    if (found := MONTH_FIRST.fullmatch(text)) and (month := _month(found[1])):
        return _kept(int(found[3]), month, int(found[2]))
    return None


def _counted(text: str) -> Read[date]:
    if not DAY_NUMBER.fullmatch(text):
        return Read(None, *NOT_A_DAY, text)
    number = FIRST_DAY + timedelta(days=int(float(text)))
    return Read(number, "a spreadsheet’s day number", f"read as {number.isoformat()}")


def _kept(year: int, month: int, number: int, *, short: bool = False) -> Read[date]:
    if year == 0:
        return Read(None, "a date that stands for none", "no date kept")
    read = date(year, month, number)
    if read in SENTINELS or not FIRST_YEAR <= year <= LAST_YEAR:
        return Read(None, "a date that stands for none", "no date kept")
    return Read(read, "a year of two figures", f"read as {year}") if short else Read(read)


def _year(figures: str) -> int:
    if len(figures) != 2:
        return int(figures)
    return int(figures) + (1900 if int(figures) >= LAST_CENTURY else 2000)


def _month(word: str) -> int:
    """1 to 12, or 0 for a word that is no month: `Mar`, `Sept`, `March`."""
    name = word.lower()
    if name in (*MONTHS, "sept"):
        return MONTHS.index(name[:3]) + 1
    if name in WELSH_MONTHS:
        return WELSH_MONTHS.index(name) + 1
    return FULL_MONTHS.index(name) + 1 if name in FULL_MONTHS else 0


def looks_like_one(text: str) -> bool:
    """Whether a cell is written as a day, be it a right one or not; a bare number is not."""
    return any(shape.fullmatch(text) for shape in (ISO, BRITISH, WORDS, MONTH_FIRST, RUN_TOGETHER))


def is_month_first(text: str) -> bool:
    """Whether a cell can only be a day as Americans write it: 12/31/2026."""
    found = BRITISH.fullmatch(text)
    return found is not None and int(found[2]) > 12 >= int(found[1])


def is_day_first(text: str) -> bool:
    """Whether a cell can only be a day as the British write it: 31/12/2026."""
    found = BRITISH.fullmatch(text)
    return found is not None and int(found[1]) > 12 >= int(found[2])
