"""Why a wish to meet was not met, from the matching as it stands; and what came of it all. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from portal.events.matching.problem import Met, Pair, Problem

Why = Literal["declined", "apart", "most", "full", "busy", "free"]
"""The buyer would rather not; they are never there at once; as many meetings as anybody gets; all their times are
taken; the people are elsewhere at the times that are left; a time is left."""


@dataclass(frozen=True)
class Reason:
    """Why two do not meet. Where all common times of the buyer are taken (`full`): by how many whom the buyer wished
    to meet, by how many others without a contract, by how many others."""

    why: Why
    wanted: int = 0
    newcomers: int = 0
    others: int = 0


def reason(problem: Problem, found: Sequence[Met], pair: Pair) -> Reason:
    """Why a pair does not meet."""
    if pair in problem.declined:
        return Reason("declined")
    common = problem.common(pair)
    if not common:
        return Reason("apart")
    mine = [met for met in found if met.guest == pair.guest]
    if problem.most is not None and len(mine) >= problem.most:
        return Reason("most")
    theirs = [met for met in found if met.host == pair.host and met.slot in common]
    left = common - {met.slot for met in theirs}
    if not left:
        return _full(problem, theirs)
    people = problem.guests[pair.guest].people
    elsewhere = all(sum(1 for met in mine if met.slot == slot) >= people for slot in left)
    return Reason("busy" if elsewhere else "free")


def _full(problem: Problem, theirs: Sequence[Met]) -> Reason:
    wanted = [met for met in theirs if met.pair in problem.wants]
    new = [met for met in theirs if met not in wanted and met.pair not in problem.known]
    return Reason("full", len(wanted), len(new), len(theirs) - len(wanted) - len(new))


@dataclass(frozen=True)
class Outcome:
    """What came of it: meetings in all, wished by both, by the buyer, by the provider; with organisations without a
    contract, with small ones among them; organisations that asked and have none."""

    meetings: int
    mutual: int
    wanted: int
    asked: int
    newcomers: int
    small: int
    slots: int
    without: tuple[int, ...]


def outcome(problem: Problem, found: Sequence[Met]) -> Outcome:
    """The sums."""
    new = [met for met in found if met.pair not in problem.known]
    met_at_all = {met.guest for met in found}
    return Outcome(
        meetings=len(found), mutual=sum(problem.mutual(met.pair) for met in found),
        wanted=sum(met.pair in problem.wants for met in found), asked=sum(met.pair in problem.asks for met in found),
        newcomers=len(new), small=sum(problem.guests[met.guest].small for met in new),
        slots=sum(len(free) for free in problem.hosts.values()),
        without=tuple(sorted({pair.guest for pair in problem.asks} - met_at_all)),
    )  # fmt: skip


def short_of_third(problem: Problem, found: Sequence[Met]) -> dict[int, int]:
    """Buyers with fewer organisations without a contract than were kept for: nobody else could come. -> how many."""
    counted = dict.fromkeys(problem.hosts, 0)
    for met in found:
        counted[met.host] += met.pair not in problem.known
    return {host: counted[host] for host in sorted(counted) if counted[host] < problem.reserved(host)}
