"""The matching: no clash, breaks kept, the kept third, the same from the same, what was told stays; and the optimum."""

import itertools
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.events.matching import beside, explaining, solving
from portal.events.matching.problem import Guest, Met, Pair, Problem
from portal.events.matching.solving import seated, solve

BESIDE = beside.solve
"""As it is, whatever the fixtures of events put in its place."""


@st.composite
def problems(draw: st.DrawFn, hosts: int = 4, guests: int = 6, slots: int = 5) -> Problem:
    """Up to so many of each. Times overlap at random, as sessions and buyers’ days do."""
    every = range(1, draw(st.integers(1, slots)) + 1)
    some = st.frozensets(st.sampled_from(every))
    there = {host: draw(some) for host in range(1, draw(st.integers(1, hosts)) + 1)}
    asked = range(1, draw(st.integers(1, guests)) + 1)
    people = {guest: Guest(draw(st.integers(1, 2)), draw(some), draw(st.booleans())) for guest in asked}
    pairs = [Pair(host, guest) for host in there for guest in people]
    of = st.frozensets(st.sampled_from(pairs))
    ranks = st.integers(1, 3)
    asks, wants = (st.dictionaries(st.sampled_from(pairs), ranks) for _ in range(2))
    return Problem(
        there, people, draw(asks), draw(wants), declined=draw(of) if draw(st.booleans()) else frozenset(),
        known=draw(of), most=draw(st.none() | st.integers(1, 3)),
    )  # fmt: skip


def clashes(problem: Problem, found: tuple[Met, ...]) -> list[str]:
    """What must not be, of meetings that were not told before."""
    once = {
        "a buyer": Counter((met.host, met.slot) for met in found),
        "a person": Counter((met.guest, met.slot, met.seat) for met in found),
        "a pair": Counter(met.pair for met in found),
    }
    wrong = [f"{who} twice: {key}" for who, counted in once.items() for key, count in counted.items() if count > 1]
    for met in found:
        if met not in problem.kept:
            if met.slot not in problem.common(met.pair):
                wrong.append(f"somebody is not there: {met}")
            if met.pair not in problem.pairs():
                wrong.append(f"nobody wished it: {met}")
        if not 1 <= met.seat <= problem.guests[met.guest].people:
            wrong.append(f"nobody of them: {met}")
    if problem.most is not None:
        many = Counter(met.guest for met in found if met not in problem.kept)
        wrong += [f"too many: {guest}" for guest, count in many.items() if count > problem.most]
    return wrong


def gained(problem: Problem, found: tuple[Met, ...]) -> tuple[int, ...]:
    """What the matching is after, the most important first; written down once more, from the words of the issue."""
    pairs = {met.pair for met in found}
    new = Counter(pair.host for pair in pairs if pair not in problem.known)
    small = Counter(pair.host for pair in pairs if pair not in problem.known and problem.guests[pair.guest].small)
    kept = {host: min(new[host], problem.reserved(host)) for host in problem.hosts}
    return (
        sum(kept.values()),
        sum(min(small[host], kept[host]) for host in problem.hosts),
        sum(1 for pair in pairs if problem.mutual(pair)),
        sum(1 for pair in pairs if pair in problem.wants),
        sum(1 for pair in pairs if pair in problem.asks),
        len({pair.guest for pair in pairs}),
        -sum(problem.wants.get(pair, 0) for pair in pairs),
        -sum(problem.asks.get(pair, 0) for pair in pairs),
    )


def every_matching(problem: Problem) -> Iterator[tuple[Met, ...]]:
    """All of them, one pair after the other at each slot or at none."""
    kept = [(met.pair, met.slot) for met in problem.kept]
    choices = [[None, *sorted(problem.common(pair))] for pair in problem.pairs()]
    for slots in itertools.product(*choices):
        chosen = [*kept, *((pair, slot) for pair, slot in zip(problem.pairs(), slots, strict=True) if slot)]
        hosts = Counter((pair.host, slot) for pair, slot in chosen)
        guests = Counter((pair.guest, slot) for pair, slot in chosen)
        many = Counter(pair.guest for pair, _ in chosen)
        if max(hosts.values(), default=0) > 1 or any(
            count > problem.guests[guest].people for (guest, _), count in guests.items()
        ):
            continue
        if problem.most is None or max(many.values(), default=0) <= problem.most:
            yield seated(problem, chosen)


@settings(max_examples=60, deadline=None)
@given(problems())
def test_nobody_is_in_two_places_and_everybody_is_there(problem: Problem) -> None:
    assert clashes(problem, solve(problem)) == []


@settings(max_examples=60, deadline=None)
@given(problems(hosts=2, guests=3, slots=3))
def test_no_other_matching_is_better(problem: Problem) -> None:
    assert gained(problem, solve(problem)) == max(gained(problem, one) for one in every_matching(problem))


@settings(max_examples=40, deadline=None)
@given(problems())
def test_a_third_of_a_buyers_slots_is_kept_where_there_are_takers(problem: Problem) -> None:
    found = solve(problem)
    for host in explaining.short_of_third(problem, found):
        for pair in problem.pairs():
            if pair.host != host or pair in problem.known or pair in {met.pair for met in found}:
                continue
            mine = [met for met in found if met.guest == pair.guest]
            if problem.most is not None and len(mine) >= problem.most:
                continue
            for slot in problem.common(pair):
                there = [met for met in found if met.host == host and met.slot == slot]
                taken_by_known = all(met.pair in problem.known for met in there)
                free = sum(met.slot == slot for met in mine) < problem.guests[pair.guest].people
                assert not (taken_by_known and free), f"{pair} could have had slot {slot}"


@settings(max_examples=30, deadline=None)
@given(problems(), st.randoms())
def test_the_same_wishes_have_the_same_meetings_in_whatever_order_they_come(
    problem: Problem, shuffled: random.Random
) -> None:
    def mixed(of: dict[Pair, int]) -> dict[Pair, int]:
        rows = list(of.items())
        shuffled.shuffle(rows)
        return dict(rows)

    other = replace(problem, asks=mixed(dict(problem.asks)), wants=mixed(dict(problem.wants)))
    assert solve(other) == solve(problem)
    assert Problem.parsed(problem.written()) == problem


@settings(max_examples=40, deadline=None)
@given(problems(), st.data())
def test_what_was_told_stays_whoever_cancels(problem: Problem, data: st.DataObject) -> None:
    before = solve(problem)
    gone = data.draw(st.sampled_from(sorted(problem.guests)))
    told = tuple(met for met in before if met.guest != gone and data.draw(st.booleans()))

    def stays(pairs: dict[Pair, int]) -> dict[Pair, int]:
        return {pair: rank for pair, rank in pairs.items() if pair.guest != gone}

    again = replace(problem, kept=told, asks=stays(dict(problem.asks)), wants=stays(dict(problem.wants)))
    after = solve(again)
    assert set(told) <= set(after)
    assert gone not in {met.guest for met in after}
    assert clashes(again, after) == []


def day(guests: int, slots: int = 3) -> Problem:
    """One buyer whom everybody asks."""
    every = frozenset(range(1, slots + 1))
    asks = {Pair(1, guest): 1 for guest in range(1, guests + 1)}
    return Problem({1: every}, {guest: Guest(1, every) for guest in range(1, guests + 1)}, asks)


def test_organisations_without_a_contract_have_a_third_small_ones_first() -> None:
    full = day(8, slots=6)
    wanted = {Pair(1, guest): guest for guest in range(1, 7)}
    guests = {**full.guests, 8: Guest(1, full.hosts[1], small=True)}
    problem = replace(full, wants=wanted, known=frozenset(wanted), guests=guests)
    met = {one.guest for one in solve(problem)}
    assert met == {1, 2, 3, 4, 7, 8}, "four of those whom the buyer wished, the highest ones, and two others"
    fewer = replace(problem, asks={pair: 1 for pair in problem.asks if pair.guest != 7})
    assert {one.guest for one in solve(fewer)} == {1, 2, 3, 4, 5, 8}, "nobody else could take the slot"
    only_one = replace(full, hosts={1: frozenset((1,))}, wants=wanted, known=frozenset(wanted), guests=guests)
    assert {one.guest for one in solve(only_one)} == {8}, "the one kept slot goes to the small organisation"


def test_wishes_of_both_come_before_the_buyers_and_those_before_the_providers() -> None:
    both = replace(day(4, slots=2), wants={Pair(1, 2): 2, Pair(1, 3): 1}, known=frozenset(day(4).asks))
    both = replace(both, asks={pair: rank for pair, rank in both.asks.items() if pair.guest != 3})
    assert {met.guest for met in solve(both)} == {2, 3}
    one = replace(both, hosts={1: frozenset((1,))})
    assert {met.guest for met in solve(one)} == {2}, "each wished the other, though the buyer ranked 3 higher"


def test_without_its_conditions_and_goals_it_would_clash_and_keep_no_third(monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: what these tests look for is found where it is."""
    crowded = day(4, slots=1)
    wanted = replace(crowded, wants={Pair(1, 1): 1}, known=frozenset((Pair(1, 1),)))
    assert (clashes(crowded, solve(crowded)), [met.guest for met in solve(wanted)] == [1]) == ([], False)
    with monkeypatch.context() as patched:
        goals = solving._Model.goals
        patched.setattr(solving._Model, "goals", lambda model: goals(model)[2:])
        assert [met.guest for met in solve(wanted)] == [1]
    monkeypatch.setattr(solving._Model, "_limits", lambda _: ())
    assert clashes(crowded, solve(crowded)) == ["a buyer twice: (1, 1)"]


def test_two_people_of_one_organisation_meet_two_buyers_at_once() -> None:
    slot = frozenset((1,))
    asks = {Pair(host, 1): host for host in (1, 2, 3)}
    problem = Problem(dict.fromkeys((1, 2, 3), slot), {1: Guest(2, slot)}, asks)
    assert [(met.host, met.seat) for met in solve(problem)] == [(1, 1), (2, 2)]


@pytest.mark.parametrize(
    ("problem", "why"),
    [
        (replace(day(1), declined=frozenset((Pair(1, 1),))), explaining.Reason("declined")),
        (replace(day(1), guests={1: Guest(1, frozenset())}), explaining.Reason("apart")),
        (replace(day(2, 1), wants={Pair(1, 2): 1}), explaining.Reason("full", wanted=1)),
        (replace(day(2, 1), known=frozenset((Pair(1, 1),))), explaining.Reason("full", newcomers=1)),
        (replace(day(2, 1), known=frozenset(day(2).asks), asks={Pair(1, 1): 2, Pair(1, 2): 1}),
         explaining.Reason("full", others=1)),
    ],
)  # fmt: skip
def test_a_wish_that_was_not_met_says_why(problem: Problem, why: explaining.Reason) -> None:
    assert explaining.reason(problem, solve(problem), Pair(1, 1)) == why


def test_who_is_elsewhere_or_has_enough_is_told_so() -> None:
    slot = frozenset((1,))
    problem = Problem({1: slot, 2: slot}, {1: Guest(1, slot)}, {Pair(1, 1): 1, Pair(2, 1): 2})
    found = solve(problem)
    assert [met.host for met in found] == [1]
    assert explaining.reason(problem, found, Pair(2, 1)) == explaining.Reason("busy")
    enough = replace(problem, most=1, guests={1: Guest(2, slot)})
    assert explaining.reason(enough, solve(enough), Pair(2, 1)) == explaining.Reason("most")
    assert explaining.reason(problem, (), Pair(2, 1)) == explaining.Reason("free")


def test_what_came_of_it_adds_up() -> None:
    problem = replace(day(4), wants={Pair(1, 1): 1}, known=frozenset((Pair(1, 1),)))
    found = explaining.outcome(problem, solve(problem))
    assert (found.meetings, found.mutual, found.newcomers, found.small, found.slots) == (3, 1, 2, 0, 3)
    assert len(found.without) == 1


def test_it_is_solved_in_a_process_of_its_own_and_never_in_the_one_that_serves(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    problem = day(4)
    assert BESIDE(problem) == solve(problem)
    code = "import sys, portal.app, portal.events.desk; sys.exit('highspy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
    monkeypatch.setattr(beside, "PROGRAM", "portal.events.matching.nothing")
    with pytest.raises(beside.Failed, match="No module named"):
        BESIDE(problem)
