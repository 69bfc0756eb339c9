"""What is to be matched and what came of it, as plain values. `host`: a buyer; `guest`: a booking, of people who can
be in as many places at once as there are of them."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

THIRD = 3
"""One slot in three is kept for organisations without a contract."""


class Pair(NamedTuple):
    """Somebody who might meet somebody."""

    host: int
    guest: int


class Met(NamedTuple):
    """A meeting. `seat` counts the people of the guest from one."""

    host: int
    guest: int
    slot: int
    seat: int

    @property
    def pair(self) -> Pair:
        """Who meets."""
        return Pair(self.host, self.guest)


@dataclass(frozen=True)
class Guest:
    """`free`: slots that none of their sessions overlaps; `small`: an SME or a VCSE."""

    people: int
    free: frozenset[int]
    small: bool = False


@dataclass(frozen=True)
class Problem:
    """`hosts`: buyer -> slots at which they are there. `asks`, `wants`: wishes of guests and of hosts with their rank,
    from 1. `declined`: whom a host would rather not meet. `known`: guests with a contract with the host’s authority.
    `kept`: what was told. `most`: meetings of one guest at most. Nobody else has any say in the result."""

    hosts: Mapping[int, frozenset[int]]
    guests: Mapping[int, Guest]
    asks: Mapping[Pair, int] = field(default_factory=dict)
    wants: Mapping[Pair, int] = field(default_factory=dict)
    declined: frozenset[Pair] = frozenset()
    known: frozenset[Pair] = frozenset()
    kept: tuple[Met, ...] = ()
    most: int | None = None

    def reserved(self, host: int) -> int:
        """How many slots of a host are kept: at least a third."""
        return -(-len(self.hosts[host]) // THIRD)

    def pairs(self) -> list[Pair]:
        """Who may be brought together: one of them wished it, the host did not decline, and neither was told."""
        told = {met.pair for met in self.kept}
        return [pair for pair in sorted({*self.asks, *self.wants}) if pair not in told | self.declined]

    def common(self, pair: Pair) -> frozenset[int]:
        """Slots at which both are there."""
        return self.hosts[pair.host] & self.guests[pair.guest].free

    def mutual(self, pair: Pair) -> bool:
        """Whether each wished to meet the other."""
        return pair in self.asks and pair in self.wants

    def written(self) -> str:
        """As JSON, the same for the same problem."""
        return json.dumps(
            {
                "hosts": [[host, sorted(free)] for host, free in sorted(self.hosts.items())],
                "guests": [[key, one.people, sorted(one.free), one.small] for key, one in sorted(self.guests.items())],
                "asks": _ranks(self.asks), "wants": _ranks(self.wants), "declined": sorted(self.declined),
                "known": sorted(self.known), "kept": sorted(self.kept), "most": self.most,
            }
        )  # fmt: skip

    @classmethod
    def parsed(cls, written: str) -> "Problem":
        """From its JSON."""
        said: dict[str, Any] = json.loads(written)
        return cls(
            hosts={host: frozenset(free) for host, free in said["hosts"]},
            guests={key: Guest(people, frozenset(free), small) for key, people, free, small in said["guests"]},
            asks=_ranked(said["asks"]), wants=_ranked(said["wants"]), declined=_pairs(said["declined"]),
            known=_pairs(said["known"]), kept=meetings(said["kept"]), most=said["most"],
        )  # fmt: skip


def _ranks(wishes: Mapping[Pair, int]) -> list[list[int]]:
    return [[*pair, rank] for pair, rank in sorted(wishes.items())]


def _ranked(rows: Iterable[tuple[int, int, int]]) -> dict[Pair, int]:
    return {Pair(host, guest): rank for host, guest, rank in rows}


def _pairs(rows: Iterable[tuple[int, int]]) -> frozenset[Pair]:
    return frozenset(Pair(host, guest) for host, guest in rows)


def meetings(rows: Iterable[Iterable[int]]) -> tuple[Met, ...]:
    """Meetings as JSON has them."""
    return tuple(Met(*row) for row in rows)
