"""25 buyers and 130 providers for a day: how long the best matching takes, in the process of its own that works it out.

Twice: wishes spread over all buyers, and wishes crowded on a third of them, which is harder.
"""

import random
import time
from dataclasses import dataclass
from typing import Any

from bench.table import Gate
from portal.events.matching import beside, explaining
from portal.events.matching.problem import Guest, Met, Pair, Problem

BUYERS, PROVIDERS, SLOTS = 25, 130, 18
MOST_SECONDS = 60


@dataclass(frozen=True)
class Matched:
    """One day: how long it took, what came of it, and whether it comes out the same a second time."""

    name: str
    seconds: float
    outcome: explaining.Outcome
    same: bool


def day(*, crowded: bool, seed: int = 1) -> Problem:
    """Buyers of whom some are there for half the day; providers of one to three, half of them in a talk meanwhile."""
    chance, every = random.Random(seed), range(1, SLOTS + 1)
    hosts = {
        host: frozenset(every if chance.random() < 2 / 3 else every[: SLOTS // 2]) for host in range(1, BUYERS + 1)
    }
    guests = {}
    for guest in range(1, PROVIDERS + 1):
        talk = chance.choice((0, 4, 10))
        free = frozenset(one for one in every if not talk <= one < talk + 3 or not talk)
        guests[guest] = Guest(chance.choice((1, 1, 2, 3)), free, small=chance.random() < 2 / 3)
    asked = list(hosts)[: BUYERS // 3] if crowded else list(hosts)
    asks = {
        Pair(host, guest): rank
        for guest in guests
        for rank, host in enumerate(chance.sample(asked, chance.randint(2, 6)), 1)
    }
    wants = {
        Pair(host, guest): rank
        for host in hosts
        for rank, guest in enumerate(chance.sample(list(guests), chance.randint(5, 14)), 1)
    }
    known = frozenset(Pair(host, guest) for host in hosts for guest in guests if chance.random() < 1 / 3)
    return Problem(hosts, guests, asks, wants, known=known)


def measured() -> list[Matched]:
    """Both days."""
    found = []
    for name, crowded in (("spread", False), ("crowded", True)):
        problem = day(crowded=crowded)
        began = time.monotonic()
        meetings = beside.solve(problem)
        seconds = time.monotonic() - began
        same = beside.solve(problem) == meetings and _no_clash(meetings)
        found.append(Matched(name, seconds, explaining.outcome(problem, meetings), same))
    return found


def _no_clash(found: tuple[Met, ...]) -> bool:
    return len({(met.host, met.slot) for met in found}) == len({(met.guest, met.slot, met.seat) for met in found})


def shown(found: list[Matched]) -> str:
    """A line a day."""
    lines = [f"{BUYERS} buyers, {PROVIDERS} providers, {SLOTS} slots, the best matching proved"]
    for one in found:
        came = one.outcome
        lines.append(
            f"  wishes {one.name}: {one.seconds:.1f} s; {came.meetings} meetings in {came.slots} slots, "
            f"{came.mutual} wished by both, {came.newcomers} without a contract, {len(came.without)} got none; "
            f"{'the same' if one.same else 'SOMETHING ELSE'} a second time"
        )
    return "\n".join(lines)


def kept(found: list[Matched]) -> dict[str, Any]:
    """For the file of results."""
    return {one.name: {"seconds": round(one.seconds, 2), "meetings": one.outcome.meetings} for one in found}


def gates(found: list[Matched]) -> list[Gate]:
    """Within a minute, and the same each time."""
    slow = [Gate(f"matching, {one.name}: seconds", one.seconds, MOST_SECONDS, at_most=True) for one in found]
    return [*slow, Gate("matchings that come out otherwise", sum(not one.same for one in found), 0, at_most=True)]
