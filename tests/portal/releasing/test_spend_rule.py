"""What may be said of spending: nobody’s price can be worked out by adding and subtracting anything that was said, of
one quarter or of several, however services come and go.

The attacker of these tests knows who is paid for what, which payments stayed the same, and every sum that was ever
said; he tries all ways of adding and subtracting them, and looks whether a sum remains of fewer than three payees or
almost only one. He asks the rule nothing.
"""

from collections.abc import Mapping, Sequence
from itertools import permutations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal import figures_rule
from portal.releasing import spend_rule
from portal.releasing.spend_rule import Holding, Said, said

SERVICES = ("a", "b", "c")
SERVICES_ALL = frozenset(SERVICES)
Quarter = dict[str, dict[str, int]]
"""Service -> payee -> pence."""
amounts = st.sampled_from((100, 120, 900, -50))
services = st.dictionaries(st.sampled_from("uvwxyz"), amounts, min_size=1, max_size=6)
quarters = st.dictionaries(st.sampled_from(SERVICES), services, min_size=1, max_size=3)


@st.composite
def histories(draw: st.DrawFn) -> list[Quarter]:
    """Quarters of which each changes little in the one before: that is where differences tell most."""
    found = [draw(quarters)]
    for _ in range(draw(st.integers(1, 2))):
        following = {key: dict(parts) for key, parts in found[-1].items()}
        for _ in range(draw(st.integers(0, 3))):
            key, payee = draw(st.sampled_from(SERVICES)), draw(st.sampled_from("uvwxyz"))
            following.setdefault(key, {})[payee] = draw(amounts)
        found.append(following)
    return found


def told(history: Sequence[Quarter], people: int | None = None) -> list[Said]:
    """What is said of each quarter, knowing those before it."""
    before: list[Said] = []
    for quarter in history:
        before.append(said({key: Holding(parts, people) for key, parts in quarter.items()}, before))
    return before


Sum = dict[tuple[str, str], int]
"""(service, payee) -> pence."""


def sums(one: Said) -> list[Sum]:
    """Every sum that one edition says: services by themselves, and the whole."""
    every = {key: {(key, who): pence for who, pence in one.services[key].pence.items()} for key in one.services}
    found = [every[key] for key in sorted(one.shown)]
    if one.whole:
        found.append({place: pence for parts in every.values() for place, pence in parts.items()})
    return found


def small(known: Mapping[tuple[str, str], int]) -> bool:
    """Whether what remains is somebody’s: of one or two payees, or almost only of one."""
    by_payee: dict[str, int] = {}
    for (_, payee), pence in known.items():
        by_payee[payee] = by_payee.get(payee, 0) + abs(pence)
    sizes = [size for size in by_payee.values() if size]
    return bool(sizes) and (len(sizes) < 3 or max(sizes) * 100 > 80 * sum(sizes))


def learned(said_then: Sequence[Said]) -> list[Sum]:
    """What adding and subtracting tells: within one quarter everything, and between two what is left of some services
    when the same ones, or some of them, are taken off as they were in the other."""
    found = []
    for one in said_then:
        found += [mixed(sums(one), signs) for signs in product((-1, 0, 1), repeat=len(sums(one))) if any(signs)]
    for one, other in permutations(said_then, 2):
        for here, there in product(derived(one), derived(other)):
            if within(one, here, there):
                found.append(mixed([here, there], (1, -1)))
    return found


def derived(one: Said) -> list[Sum]:
    """Sums over whole services that an edition lets anybody have."""
    some = [mixed(sums(one), signs) for signs in product((-1, 0, 1), repeat=len(sums(one))) if any(signs)]
    every = {(key, who): pence for key in one.services for who, pence in one.services[key].pence.items()}
    return [part for part in some if part and all(every[place] == pence for place, pence in part.items())]


def within(one: Said, here: Sum, there: Sum) -> bool:
    """Whether every service of a sum of another quarter is in this one’s, or was not there at all in this quarter."""
    return {key for key, _ in there} <= {key for key, _ in here} | (SERVICES_ALL - set(one.services))


def mixed(some: Sequence[Sum], signs: Sequence[int]) -> Sum:
    found: Sum = {}
    for part, sign in zip(some, signs, strict=True):
        for place, pence in part.items():
            found[place] = found.get(place, 0) + sign * pence
    return {place: pence for place, pence in found.items() if pence}


@settings(max_examples=500, deadline=None)
@given(history=histories())
def test_nobodys_price_can_be_worked_out_of_any_quarters(history: list[Quarter]) -> None:
    assert not [known for known in learned(told(history)) if small(known)]


@pytest.mark.parametrize("guard", ["_differs_safely", "_rest_may_be_said"])
def test_the_attacker_finds_prices_where_one_guard_is_taken_away(guard: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spend_rule, guard, lambda *_: True)
    three = {"u": 100, "v": 100, "w": 100}
    history = [{"a": three, "b": {"u": 900}}, {"a": {**three, "x": 120}, "b": {"u": 900}}]
    assert [known for known in learned(told(history)) if small(known)]


def test_what_is_said_alone_follows_the_rule_of_three_and_of_80_percent() -> None:
    alike, owned, two = {"u": 100, "v": 100, "w": 100}, {"u": 900, "v": 10, "w": 10}, {"v": 300, "w": 300}
    (one,) = told([{"a": alike, "b": owned, "c": two}])
    assert (one.shown, one.whole) == ({"a"}, True), "what is left has three payees, and none more than 80%"
    (other,) = told([{"a": alike, "b": owned}])
    assert (other.shown, other.whole) == ({"a"}, False), "what would be left is one payee’s"


def test_fewer_than_six_people_are_never_a_sum() -> None:
    parts = {"u": 100, "v": 100, "w": 100}
    for people, shown in ((5, False), (6, True)):
        (one,) = told([{"a": parts}], people)
        assert (one.shown == {"a"}, one.whole) == (shown, shown)


def test_what_was_hidden_in_a_published_whole_is_not_shown_by_itself_afterwards() -> None:
    alike = dict.fromkeys("uvw", 100)
    first = {"a": alike, "b": {"u": 100}, "c": {"v": 100, "w": 100, "x": 100}}
    second = {**first, "b": dict.fromkeys("uvwxyz", 200)}
    before, after = told([first, second])
    assert before.whole
    assert "b" not in before.shown | after.shown
    assert figures_rule.clear(second["b"]), "by itself it could be"
