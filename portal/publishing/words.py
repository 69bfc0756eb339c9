"""Days, money and terms of the register as the public reads them. Pure; days are ISO texts, money is in pence.

The words of the terms belong to the keys of `models.register.terms`; a test compares them.
"""

from datetime import date
from functools import lru_cache

MONTHS = ("", "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
          "November", "December")  # fmt: skip

ARRANGEMENTS = {
    "stand_alone": "A contract of its own",
    "framework": "Framework: work is called off from it",
    "open_framework": "Open framework: providers may join while it runs",
    "dynamic_market": "Dynamic market: providers may join at any time",
    "call_off": "Called off from a framework",
    "call_off_direct": "Called off from a framework by direct award",
    "call_off_competition": "Called off from a framework by mini-competition",
    "grant": "Grant",
    "": "",
}
FRAMEWORKS = ("framework", "open_framework", "dynamic_market")
NOMINAL = (
    "Framework without its own value",
    "Framework without its own value, or no value given",
    "Entered as £0",
    "Entered as £1",
)
"""What stands in the place of £0 and £1, which say nothing of what a contract is worth."""
VOLUMES = {
    "block": "Block contract: a fixed number of places is bought",
    "cost_and_volume": "Cost and volume: some places are bought, more may be",
    "spot": "For one person",
    "none_guaranteed": "No volume is guaranteed",
    "": "",
}
PAYMENTS = {
    "fixed": "a fixed price",
    "per_place": "a price for each place",
    "per_hour": "a price for each hour",
    "by_results": "by results",
    "sliding_scale": "a price that falls with volume",
    "alliance": "shared by an alliance",
    "": "",
}
PROCESSES = {
    "tender": "Published invitation to tender",
    "quote": "Invitation to quote",
    "other": "Neither a published tender nor an invitation to quote",
    "": "",
}


@lru_cache(maxsize=8192)
def day(value: str | None) -> str:
    """“30 September 2026”; nothing is an empty text."""
    if not value:
        return ""
    year, month, number = value[:10].split("-")
    return f"{int(number)} {MONTHS[int(month)]} {year}"


@lru_cache(maxsize=8192)
def short_day(value: str | None) -> str:
    """“30 Sep 2026”, for tables."""
    return " ".join(part[:3] if part.isalpha() else part for part in day(value).split())


def month(value: str | None) -> str:
    """“September 2026”."""
    return day(value).partition(" ")[2]


def pounds(pence: int | None) -> str:
    """“£480,000”, with pence only where there are some."""
    if pence is None:
        return ""
    whole, rest = divmod(pence, 100)
    return f"£{whole:,}.{rest:02}" if rest else f"£{whole:,}"


def nominal(arrangement: str, pence: int | None) -> str:
    """What stands in the place of a nominal value. Where nobody said what it is, it may be a framework, or an abandoned
    tender; of what is said to be none it is only known what was entered."""
    framework, either, nothing, one = NOMINAL
    if arrangement in FRAMEWORKS:
        return framework
    return either if not arrangement else one if pence else nothing


def about(pence: int) -> str:
    """“£61.3m”, “£480,000”: a sum as a headline."""
    for size, unit in ((10**11, "bn"), (10**8, "m")):
        if pence >= size:
            return f"£{pence / size:.1f}{unit}"
    return f"£{round(pence / 100, -3 if pence >= 10**7 else 0):,.0f}"


def months_between(earlier: str, later: str) -> int:
    """Whole months from one day to a later one. A last day of a month is as far as any day of it: 28 February is five
    months after 30 September, 30 June three after 31 March."""
    a, b = date.fromisoformat(earlier), date.fromisoformat(later)
    ends_a_month = (b + date.resolution).day == 1
    return 12 * (b.year - a.year) + b.month - a.month - (b.day < a.day and not ends_a_month)


def within_a_year(of: str, later: str | None) -> bool:
    """Whether a day comes after another one by at most twelve months; one that is not known does not."""
    return bool(later) and of < str(later) <= _year_after(of)


@lru_cache(maxsize=256)
def _year_after(day: str) -> str:
    return f"{int(day[:4]) + 1:04}{day[4:]}"


def years_between(first: str | None, last: str | None) -> float | None:
    """How many years from the first day to the last one, both counted; None where one of them is not known."""
    if not (first and last):
        return None
    a, b = date.fromisoformat(first), date.fromisoformat(last) + date.resolution
    return b.year - a.year + (b.month - a.month) / 12 if a.day == b.day else (b - a).days / 365.25


def roughly(pence: float) -> int:
    """A sum that was worked out, to three figures and whole pounds: £1,440,000 of £1,441,233."""
    pounds = max(round(pence / 100), 0)
    return 100 * int(round(pounds, min(0, 3 - len(str(pounds)))))


def duration(months: int) -> str:
    """“2 years and 6 months”, “1 month”."""
    years, rest = divmod(months, 12)
    parts = [f"{n} {word}{'s' if n != 1 else ''}" for n, word in ((years, "year"), (rest, "month")) if n]
    return " and ".join(parts) or "less than a month"


def counted(number: int, one: str, many: str = "") -> str:
    """“1 contract”, “2,310 contracts”."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


FILTERS = {f.__name__: f for f in (day, short_day, month, pounds, about, duration, counted)}
"""What templates of the site may use."""
