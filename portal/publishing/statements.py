"""The live figures of a market position statement, in words.

Everything counts from the newest quarter that the authority has closed. site/README.md explains each placeholder to
those who write statements; a test compares the two lists.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from portal.publishing.figures import SME, VCSE, Figures, Question, Said, Share
from portal.publishing.horizon import moved
from portal.publishing.line import Line
from portal.publishing.register import Edition, Row
from portal.publishing.words import counted, day, months_between, pounds

SOON, LATER = 12, 24
"""Months within which an end is near enough to be said."""
FEW_PEOPLE = "not published: fewer than six people or three providers"
FEW_PRICES = "not published: too few have a value, or one provider has more than 80% of it"
NO_HALF_YEAR = "not published: no half-year has been added up yet"


@dataclass(frozen=True)
class Totals:
    """What was bought for one person each in the newest half-year that was added up. No row: nothing was bought so, or
    nothing has been added up yet (`as_at` is empty)."""

    row: Row | None
    as_at: str


class Statement:
    """What may be said of one service of one authority."""

    def __init__(self, edition: Edition, figures: Figures, services: Mapping[str, Figures], totals: Totals) -> None:
        """`figures` of the service, `services`: title -> figures of every service of the authority."""
        self.edition, self.totals, self.services = edition, totals, services
        self.lines = sorted(figures.lines, key=lambda line: (line.ends_on or "9999", line.title, line.slug))
        self.figures = figures

    @cached_property
    def values(self) -> dict[str, str]:
        """Placeholder -> the words in its place."""
        return {name: say(self) for name, say in PLACEHOLDERS.items()}

    def ending(self, months: int) -> list[Line]:
        """Contracts that end within so many months after the quarter, the first first."""
        as_at, last = self.edition.as_at, moved(self.edition.as_at, months)
        return [line for line in self.lines if line.ends_on and as_at < line.ends_on <= last]

    def months_left(self, line: Line) -> int:
        """Whole months from the end of the quarter to the last day of a contract."""
        return months_between(self.edition.as_at, line.ends_on or "")

    @property
    def source(self) -> str:
        """Where the figures come from, and as at which day."""
        return f"As at {day(self.edition.as_at)}. Source: the council’s contracts register, {self.edition.label}."


def number(said: Said) -> str:
    """A count, or why there is none."""
    return f"{said.value:,}" if said.value is not None else said.why


def money(said: Said) -> str:
    """A sum, or why there is none."""
    return rounded(said.value) if said.value is not None else said.why


def rounded(pence: int) -> str:
    """A sum of money to £1,000, or to the pound where it is less than £10,000."""
    return pounds(round(pence, -5 if pence >= 10**6 else -2))


def _listed(lines: Callable[[Statement], Sequence[Line]]) -> Callable[[Statement], str]:
    """How many of the contracts are on a list, where it may be said how many there are."""
    return lambda of: str(len(lines(of))) if of.figures.contracts.value is not None else of.figures.contracts.why


def _spend(of: Statement) -> str:
    figures = of.figures
    if figures.spend.value is None:
        return figures.spend.why
    unknown = figures.without_value
    rest = f" (not known for {counted(unknown, 'contract')})" if unknown else ""
    return f"{money(figures.spend)} a year{rest}"


def _by_count(question: Question) -> Callable[[Statement], str]:
    def say(of: Statement) -> str:
        share = of.figures.by_count(question)
        return _share(share, counted(share.whole, "contract"), str)

    return say


def _by_value(question: Question) -> Callable[[Statement], str]:
    def say(of: Statement) -> str:
        share = of.figures.by_value(question)
        return _share(share, f"{rounded(share.whole)} a year", rounded)

    return say


def _share(share: Share, whole: str, said: Callable[[int], str]) -> str:
    """“9 of 14 contracts (64%), not known for 2”. What is not known is always said."""
    if not share.parts:
        return share.why
    first, percent = share.parts[0], share.percent(share.parts[0])
    words = f"{said(first.value)} of {whole}" + (f" ({percent}%)" if percent is not None else "")
    if len(share.parts) == 2:
        return f"{words}; the rest is not, or not known"
    unknown = share.parts[2].value
    return f"{words}, not known for {said(unknown)}" if unknown else f"{words}, known for all"


def _spot(name: str, say: Callable[[int], str]) -> Callable[[Statement], str]:
    def said(of: Statement) -> str:
        if not of.totals.as_at:
            return NO_HALF_YEAR
        row = of.totals.row
        if row is None:
            return "none"
        if row[name] is None:
            return FEW_PEOPLE if row["withheld"] else FEW_PRICES
        return say(row[name])

    return said


def _half_year(of: Statement) -> str:
    if of.totals.row:
        return str(of.totals.row["label"])
    return f"the half-year to {day(of.totals.as_at)}" if of.totals.as_at else "the last half-year"


PLACEHOLDERS: dict[str, Callable[[Statement], str]] = {
    "as_at": lambda of: day(of.edition.as_at),
    "quarter": lambda of: of.edition.label,
    "contracts": lambda of: number(of.figures.contracts),
    "suppliers": lambda of: number(of.figures.suppliers),
    "spend": _spend,
    "without_value": lambda of: str(of.figures.without_value),
    "frameworks": _listed(lambda of: of.figures.frameworks),
    "sme_share_by_count": _by_count(SME),
    "sme_share_by_value": _by_value(SME),
    "vcse_share_by_count": _by_count(VCSE),
    "vcse_share_by_value": _by_value(VCSE),
    "ending_12_months": _listed(lambda of: of.ending(SOON)),
    "ending_24_months": _listed(lambda of: of.ending(LATER)),
    "spot_half_year": _half_year,
    "spot_people": _spot("people", "about {:,}".format),
    "spot_spend": _spot("spend_pence", pounds),
}
"""Placeholders that stand inside a sentence."""
