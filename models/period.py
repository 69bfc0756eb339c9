"""The periods that returns and editions are about. Pure.

Financial years begin on 1 April. Keys: `2026-27`, `2026-27-H1`, `2026-27-Q2`, `2026-10`. The key of a grant’s own
period (`grant:<slug>:2026-07-01`) does not say when it ends: build that `Period` from the grant.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

KEY = re.compile(r"(?P<year>20\d\d)-(?P<next>\d\d)(?:-(?P<part>Q[1-4]|H[12]))?")
MONTHS = {"Q": 3, "H": 6, "": 12}
RHYTHMS = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}
"""How many months a period of each rhythm has."""


@dataclass(frozen=True)
class Period:
    """Half open: `starts` is its first day, `ends` the day after its last."""

    key: str
    label: str
    starts: date
    ends: date

    @classmethod
    def parse(cls, key: str) -> Self:
        """The period of a key. Raises ValueError when there is none."""
        found = KEY.fullmatch(key)
        if not found:
            raise ValueError(f"“{key}” is not the key of a period, such as 2026-27-Q2.")
        year, following, part = int(found["year"]), int(found["next"]), found["part"] or ""
        if following == (year + 1) % 100 and (part or year > 2011):
            months = MONTHS[part[:1]]
            return cls._of(date(year, 4, 1), (int(part[1:] or 1) - 1) * months, months)
        if not part and 1 <= following <= 12 and following != (year + 1) % 100:
            return cls._of(date(year, following, 1), 0, 1)
        raise ValueError(f"“{key}” is not the key of a period, such as 2026-27-Q2.")

    @classmethod
    def quarter_of(cls, day: date) -> Self:
        """The quarter of the financial year that a day falls in."""
        return cls._of(date(day.year, 3 * ((day.month - 1) // 3) + 1, 1), 0, 3)

    @classmethod
    def holding(cls, day: date, rhythm: str) -> Self:
        """The month, quarter, half_year or year (financial) that a day falls in. Raises KeyError for another rhythm."""
        months = RHYTHMS[rhythm]
        return cls._of(_months_after(date(day.year, day.month, 1), -((day.month - 4) % 12 % months)), 0, months)

    @classmethod
    def _of(cls, begin: date, skip: int, months: int) -> Self:
        starts = _months_after(begin, skip)
        ends = _months_after(starts, months)
        return cls(_key(starts, months), _label(starts, ends), starts, ends)

    def following(self) -> Self:
        """The next period of the same length. Raises ValueError for a grant’s own period."""
        return self._of(self.starts, self._months(), self._months())

    def previous(self) -> Self:
        """The period of the same length before this one. Raises ValueError for a grant’s own period."""
        return self._of(self.starts, -self._months(), self._months())

    def _months(self) -> int:
        if self.key.startswith("grant:"):
            raise ValueError("A grant’s own periods are listed with the grant.")
        return 12 * (self.ends.year - self.starts.year) + self.ends.month - self.starts.month

    @property
    def rhythm(self) -> str:
        """“month”, “quarter”, “half_year” or “year”. Raises ValueError for a grant’s own period."""
        return next(name for name, months in RHYTHMS.items() if months == self._months())

    @property
    def first_day(self) -> date:
        return self.starts

    @property
    def last_day(self) -> date:
        return self.ends - timedelta(days=1)

    @property
    def days(self) -> int:
        return (self.ends - self.starts).days

    @property
    def ends_half_year(self) -> bool:
        """Whether it ends with September or March."""
        return (self.ends.month, self.ends.day) in ((10, 1), (4, 1))

    @property
    def ends_year(self) -> bool:
        """Whether it ends with March, as the financial year does."""
        return (self.ends.month, self.ends.day) == (4, 1)


def _months_after(day: date, months: int) -> date:
    index = 12 * day.year + day.month - 1 + months
    return date(index // 12, index % 12 + 1, 1)


def _key(starts: date, months: int) -> str:
    if months == 1:
        return f"{starts:%Y-%m}"
    year = starts.year if starts.month >= 4 else starts.year - 1
    part = {12: "", 6: f"-H{(starts.month - 4) % 12 // 6 + 1}", 3: f"-Q{(starts.month - 4) % 12 // 3 + 1}"}[months]
    return f"{year}-{(year + 1) % 100:02}{part}"


def _label(starts: date, ends: date) -> str:
    """“October 2026”, “July to September 2026”, “October 2026 to March 2027”."""
    last = ends - timedelta(days=1)
    if (starts.year, starts.month) == (last.year, last.month):
        return f"{starts:%B %Y}"
    first = f"{starts:%B}" if starts.year == last.year else f"{starts:%B %Y}"
    return f"{first} to {last:%B %Y}"
