"""Tenders that are likely within the next 12 months, in the form of the Local Government Transparency Code 2015."""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from portal.publishing import cells, words
from portal.publishing.coming_up import title_of
from portal.publishing.horizon import day_after, invited_on
from portal.publishing.line import Line
from portal.publishing.register import Register


class Likely(NamedTuple):
    """A tender that is likely because a contract ends: when the invitation is due, whether that day is
    past, and from which day what it buys would run."""

    line: Line
    invited_on: str
    overdue: bool
    starts_on: str

    @property
    def when(self) -> str:
        """“Any time now”, “March 2027”."""
        return "Any time now" if self.overdue else words.month(self.invited_on)

    @property
    def instead(self) -> str:
        """That the contract may go on for longer."""
        last = self.line.last_possible_end
        return f"or extended to {words.month(last)}" if last and last > str(self.line.ends_on) else ""


@lru_cache(maxsize=1)
def likely(of: Register) -> list[Likely]:
    """Of every authority, the first first."""
    found = [one for line in of.current() if (one := _likely(of, line))]
    return sorted(found, key=lambda one: (one.invited_on, one.line.title, one.line.key))


def _likely(of: Register, line: Line) -> Likely | None:
    as_at = of.newest[line.authority].as_at
    invited = invited_on(line, as_at)
    return Likely(line, invited, invited <= as_at, day_after(str(line.ends_on))) if invited else None


COLUMNS = (
    "OrganisationLabel", "ReferenceNumber", "Title", "Description", "StartDate", "EndDate", "ReviewDate",
    "OrganisationalUnit", "LikelyInvitation", "Service", "CurrentEndDate", "LastPossibleEndDate", "CurrentValue",
    "ValueKind", "Page",
)  # fmt: skip
"""The five things that the Code asks of an invitation to tender (reference, title, description, start, end and review
dates, department), under the LGA’s names; then why it is likely. End and review dates are not decided yet: blank."""


def cells_of(of: Register, one: Likely, description: str, address: str) -> Iterator[str]:
    """A row of the file, in the order of COLUMNS."""
    line = one.line
    yield cells.text(str(of.authorities[line.authority]["name"]))
    yield cells.text(line.reference)
    yield cells.text(line.title)
    yield cells.text(description)
    yield cells.day(one.starts_on)
    yield from ("", "")
    yield cells.text(line.department)
    yield one.when
    yield cells.text(title_of(of, line.service) if line.service else "")
    yield cells.day(line.ends_on)
    yield cells.day(line.last_possible_end)
    yield cells.money(line.value_pence)
    yield cells.words(line.value_kind)
    yield f"{address}{line.url}"
