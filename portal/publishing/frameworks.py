"""What was called off from a framework, and what that is worth. A framework’s own value is never added to anything."""

from dataclasses import dataclass

from portal.publishing import words
from portal.publishing.contract_facts import Who, parties
from portal.publishing.line import Line
from portal.publishing.register import Register, Row


@dataclass(frozen=True, slots=True)
class Spent:
    """What its call-offs are worth in all, of so many; None: no call-off says."""

    pence: int | None
    call_offs: int
    without_value: int

    @property
    def words(self) -> str:
        """“Spent under it so far: £1,200,000 (from 3 call-offs, over their whole length; 1 more without a value for
        it).” That much was agreed: what was paid no register says."""
        if self.pence is None:
            return "Spent under it so far: not published."
        known = words.counted(self.call_offs - self.without_value, "call-off")
        length = "over its whole length" if self.call_offs - self.without_value == 1 else "over their whole length"
        more = f"; {self.without_value} more without a value for it" if self.without_value else ""
        return f"Spent under it so far: {words.pounds(self.pence)} (from {known}, {length}{more})."


def spent(of: Register, line: Line) -> Spent:
    """The whole values of all that was ever called off from a framework; values by the year are not guessed at."""
    call_offs = of.by_framework.get(line.key, [])
    known = [one.value_pence for one in call_offs if one.value_kind == "whole" and one.value_pence is not None]
    return Spent(sum(known) if known else None, len(call_offs), len(call_offs) - len(known))


def spent_words(of: Register, line: Line) -> str:
    """The same for a framework’s own page; nothing for any other contract."""
    return spent(of, line).words if line.arrangement in words.FRAMEWORKS else ""


def all_frameworks(of: Register) -> list[Line]:
    """Every framework, open framework and dynamic market that stands in any edition."""
    return [line for line in of.latest.values() if line.arrangement in words.FRAMEWORKS]


def call_offs(of: Register, line: Line) -> list[Line]:
    """What was called off from it: what still runs first, by its end; then the others, newest first."""
    found = of.by_framework.get(line.key, [])
    running = sorted((one for one in found if of.is_current(one)), key=lambda one: (one.ends_on or "9999", one.key))
    over = sorted((one for one in found if not of.is_current(one)), key=lambda one: (one.ends_on or "", one.key))
    return running + over[::-1]


def lots(row: Row) -> list[tuple[str, list[Who]]]:
    """Each lot with its suppliers; “” where a framework has none."""
    found: dict[str, list[Who]] = {}
    for one in parties(row):
        found.setdefault(one.lot, []).append(one)
    return sorted(found.items())
