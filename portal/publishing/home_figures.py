"""The few figures of the home page, over the newest register of every authority; each with what is not known. Pure."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from portal.figures_rule import FEWEST_FOR_A_PERCENTAGE
from portal.publishing import words
from portal.publishing.figures import SME, VCSE, adds, answer
from portal.publishing.line import Line
from portal.publishing.listing import Sum, a_year, ending_of, not_added
from portal.publishing.words import about, counted

NOTHING = "no contract is in force"


@dataclass(frozen=True, slots=True)
class Figure:
    """A large number, what it is of, and what is not known of it."""

    number: str
    words: str
    note: str


def contracts(lines: Sequence[Line], quarters: Collection[str]) -> Figure:
    """How many there are, and in which quarter: a register holds what ended in it, too."""
    note = f"in {', '.join(quarters)}" if len(quarters) == 1 else "in the newest register of each"
    return Figure(f"{len(lines):,}", "contract in force" if len(lines) == 1 else "contracts in force", note)


def money(lines: Sequence[Line]) -> Figure:
    """What they cost in a year; where that is known of fewer than half of them, what they are worth in all."""
    year = a_year(lines)
    if not lines:
        return Figure("Nothing", "a year", NOTHING)
    if year.known >= year.unknown:
        return Figure(about(year.pence) if year.known else "Not known", "a year", _notes(year.unknown, year))
    added = [_whole(line) for line in lines if adds(line)]
    whole = [pence for pence in added if pence is not None]
    if not whole:
        return Figure("Not known", "a year", _notes(year.unknown, year))
    notes = _notes(len(added) - len(whole), year)
    return Figure(about(sum(whole)), "over the whole length of the contracts", notes)


def share(lines: Sequence[Line]) -> Figure:
    """Of all contracts, how many are known to be with small or medium providers only, as the page of its shares says;
    nothing where that is not known of most of them."""
    said = [answer(line, SME) for line in lines]
    unknown = said.count("")
    known = len(said) - unknown
    if known < max(FEWEST_FOR_A_PERCENTAGE, unknown):
        few = counted(known, "contract") if known else "no contract"
        return Figure("Not known", "with small or medium providers", f"said of {few}")
    note = f"not known for {unknown:,}" if unknown else "known for all"
    return Figure(f"{round(100 * said.count('yes') / len(said))}%", "with small or medium providers", note)


def ending(lines: Sequence[Line], soon: Sequence[Line]) -> Figure:
    """How many end within twelve months, and how many do not say when they end; where none says, nobody knows."""
    endless = sum(not line.ends_on for line in lines)
    note = f"{counted(endless, 'has', 'have')} no end date" if endless else "all have an end date" if lines else NOTHING
    return Figure(*ending_of(lines, len(soon), note))


def of_new(lines: Sequence[Line]) -> str:
    """What new contracts come to: “£4.1m a year, 11 with voluntary or community organisations”."""
    year, voluntary = a_year(lines), sum(answer(line, VCSE) == "yes" for line in lines)
    said = [f"{about(year.pence)} a year"] if year.known and not year.unknown else []
    said += [f"{voluntary:,} with voluntary or community organisations"] if voluntary else []
    return ", ".join(said)


def soonest(lines: Sequence[Line]) -> list[Line]:
    """Those that end after the day of their register, the soonest first."""
    return sorted(lines, key=lambda line: (line.ends_on or "", line.title.casefold(), line.key))


def extendable(line: Line) -> str:
    """“may be extended to June 2028”; nothing where it may not, or nobody said."""
    last = line.last_possible_end
    return f"may be extended to {words.month(last)}" if last and line.ends_on and last > line.ends_on else ""


def on_the_day(days: Sequence[str]) -> str:
    """“on 30 September 2026”; of registers of different days, between which."""
    first, last = min(days), max(days)
    if first == last:
        return f"on {words.day(last)}"
    return f"on the last day of each newest register, {words.day(first)} to {words.day(last)}"


def _whole(line: Line) -> int | None:
    """What a contract costs over its whole length: as it is said, or its years together."""
    if line.value_pence is None or line.value_kind == "whole":
        return line.value_pence
    years = words.years_between(line.starts_on, line.ends_on)
    return round(line.value_pence * years) if years else None


def _notes(unknown: int, year: Sum) -> str:
    """What is missing in a sum."""
    notes = [f"not known for {unknown:,}"] if unknown else []
    if out := " and ".join(not_added(year.frameworks, year.nominal)):
        notes.append(f"{out} {'is' if year.frameworks + year.nominal == 1 else 'are'} not added")
    return "; ".join(notes) or "known for all"
