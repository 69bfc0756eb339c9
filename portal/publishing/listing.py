"""Contracts as rows of a table: the words of each, written once in Python, so that templates only put them in place."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from portal.publishing import words
from portal.publishing.figures import left_out
from portal.publishing.line import Line
from portal.publishing.register import Register


class Listed(NamedTuple):
    """A row: title and address, who and whose under it, its end, how soon that is if within a year, and its value."""

    title: str
    href: str
    under: tuple[str, ...]
    ends: str
    soon: str
    value: str
    unit: str


def listed(of: Register, lines: Iterable[Line], *, supplier: bool = True, authority: bool = False) -> list[Listed]:
    """The rows of some contracts, in their order, each with its suppliers and its authority under it if asked for."""
    return [_listed(of, line, supplier, authority) for line in lines]


@lru_cache(maxsize=1)
def in_force(of: Register) -> dict[str, list[Line]]:
    """Slug of each authority -> its contracts in force, as far as it has any."""
    found: dict[str, list[Line]] = {}
    for line in of.current():
        found.setdefault(line.authority, []).append(line)
    return found


def marks(of: Register, lines: Sequence[Line]) -> str:
    """Changes with anything that lists say of these contracts: with each of them, with their order, with which are in
    force, and with the names and days of those whose they are."""
    councils, whose = _councils(of), sorted({line.authority for line in lines})
    return "".join([line.mark for line in lines] + [councils[slug] for slug in whose])


@lru_cache(maxsize=1)
def _councils(of: Register) -> dict[str, str]:
    """Slug of each authority -> what lists say of it, and which edition holds what is in force."""
    return {slug: str((of.authorities[slug]["name"], one.period_key, one.as_at)) for slug, one in of.newest.items()}


def by_end(lines: Iterable[Line]) -> list[Line]:
    """What ends first stands first; what has no last day stands last."""
    return sorted(lines, key=lambda line: (line.ends_on or "9999", line.title, line.key))


def names(line: Line, most: int = 2) -> str:
    """“Harbour Young People, Kite Club and 3 more”, or the words in place of a supplier."""
    if len(line.suppliers) == 1:
        return line.suppliers[0].name or line.supplier_words or "Supplier not said"
    found = list(dict.fromkeys(part.name for part in line.suppliers))
    rest = f" and {len(found) - most} more" if len(found) > most else ""
    return ", ".join(found[:most]) + rest or line.supplier_words or "Supplier not said"


def ends_soon(of: Register, line: Line) -> bool:
    """Whether its last day lies within twelve months after the day of its authority’s newest register."""
    return of.is_current(line) and words.within_a_year(of.newest[line.authority].as_at, line.ends_on)


class Ending(NamedTuple):
    """How many contracts end within twelve months, as a large figure."""

    number: str
    words: str
    note: str


def ending(of: Register, lines: Sequence[Line], counted_from: str) -> Ending:
    """`counted_from`: which day that is."""
    return ending_of(lines, sum(ends_soon(of, line) for line in lines), f"counted from {counted_from}")


def ending_of(lines: Sequence[Line], soon: int, note: str) -> Ending:
    """`soon` of these contracts do. Where none says when it ends, nobody knows."""
    if lines and not any(line.ends_on for line in lines):
        return Ending("Not known", "end within 12 months", "no contract gives an end date")
    return Ending(f"{soon:,}", "ends within 12 months" if soon == 1 else "end within 12 months", note)


def value(line: Line) -> tuple[str, str]:
    """What it is worth, and of what: “£480,000”, “a year”."""
    if line.value_kind == "nominal":
        return "", "no value of its own"
    if line.value_pence is None:
        return "", line.value_words or "not said"
    return words.pounds(line.value_pence), "a year" if line.value_kind == "yearly" else "in all"


class Share(NamedTuple):
    """What a contract, or a part of it, costs in a year: None where nobody says. `left_out`: as what it is in no sum;
    `shared`: nobody says how it is shared out."""

    pence: int | None
    left_out: str = ""
    shared: bool = False


@dataclass(frozen=True, slots=True)
class Sum:
    """What some contracts cost in a year, of how many that is known and not known, and of how many not known nobody
    says how they are shared out. Frameworks and nominal values are left out, and counted."""

    pence: int
    known: int
    unknown: int
    shared: int
    frameworks: int
    nominal: int

    @property
    def number(self) -> str:
        """The sum as a large figure."""
        return words.about(self.pence) if self.known else "Not known"

    @property
    def note(self) -> str:
        """What the sum is made of, and what is missing in it."""
        return "; ".join(self._notes()) or "of no contract"

    def _notes(self) -> Iterator[str]:
        total, silent = self.known + self.unknown, self.unknown - self.shared
        if self.known:
            yield f"said by {self.known:,} of {words.counted(total, 'contract')}"
        elif silent == total > 1:
            yield f"of {total:,} contracts none says what it costs in a year"
        elif silent:
            alone = "the contract" if total == 1 else words.counted(silent, "contract")
            yield f"{alone} {'does not say what it costs' if silent == 1 else 'do not say what they cost'} in a year"
        if self.shared:
            one = "the contract" if total == 1 else words.counted(self.shared, "contract")
            yield f"how {one} {'is' if self.shared == 1 else 'are'} shared out is not said"
        yield from (f"{one} not counted" for one in not_added(self.frameworks, self.nominal))


def not_added(frameworks: int, nominal: int) -> Iterator[str]:
    """What stays out of a sum: “1 framework”, “3 entered at £0 or £1”."""
    if frameworks:
        yield words.counted(frameworks, "framework")
    if nominal:
        yield f"{nominal:,} entered at £0 or £1"


def a_year(lines: Iterable[Line]) -> Sum:
    """The sum over contracts; the yearly part of a whole value counts."""
    return summed(Share(line.yearly_pence, left_out(line)) for line in lines)


def summed(shares: Iterable[Share]) -> Sum:
    """The sum of what is known of each contract in a year, as far as it counts at all."""
    found = list(shares)
    counted = [one for one in found if not one.left_out]
    known = [one.pence for one in counted if one.pence is not None]
    out = [one.left_out for one in found]
    return Sum(
        sum(known),
        len(known),
        len(counted) - len(known),
        sum(one.shared for one in counted),
        out.count("framework"),
        out.count("nominal"),
    )


def _listed(of: Register, line: Line, supplier: bool, authority: bool) -> Listed:
    council = str(of.authorities[line.authority]["name"]) if authority else ""
    under = tuple(text for text in (names(line) if supplier else "", council) if text)
    number, unit = value(line)
    ends = words.short_day(line.ends_on) or line.ends_note or "No last day"
    soon = _in(of.newest[line.authority].as_at, line.ends_on) if of.is_current(line) else ""
    return Listed(line.title, line.url, under, ends, soon, number, unit)


@lru_cache(maxsize=8192)
def _in(as_at: str, ends_on: str | None) -> str:
    """“in 4 months”, of what ends within twelve."""
    if not ends_on or not words.within_a_year(as_at, ends_on):
        return ""
    return f"in {words.duration(words.months_between(as_at, ends_on))}"
