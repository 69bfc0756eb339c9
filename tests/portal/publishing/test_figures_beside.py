"""A share of everything that an authority buys tells nothing that its services’ pages withhold.

The attacker knows every sum of money that any of these pages says, and takes every combination of them; a set of
contracts is known to him if its sum is one. He asks the rule nothing.
"""

from collections.abc import Sequence
from fractions import Fraction
from itertools import chain, combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.figures_rule import clear, together
from portal.publishing.figures import BESIDE, LOCAL, SME, VCSE, Figures, Question, kept_back
from portal.publishing.line import Line
from tests.portal.publishing.test_figures import held, line, party

Services = list[list[Line]]
Sum = frozenset[int]
lines = st.builds(
    lambda name, sme, vcse, pence: line(party(name, sme, vcse), pence=pence),
    st.sampled_from("abcdefghij"),
    st.sampled_from(("yes", "no")),
    st.sampled_from(("yes", "no", "no")),
    st.sampled_from((100_00, 120_00, 900_00)),
)


def pages(services: Services, questions: Sequence[Question] = (SME, VCSE)) -> list[Figures]:
    """Of everything, and of each service."""
    back = kept_back({str(n): Figures(some) for n, some in enumerate(services)})
    each = [Figures(some, kept_back=str(n) in back) for n, some in enumerate(services)]
    return [Figures([one for some in services for one in some], questions, each), *each]


def said(some: Sequence[Figures]) -> list[Sum]:
    """Which contracts stand behind each sum that is said, by their places in all of them. Of everything the page says
    the parts of shares; what they come to together is their sum."""
    place = {id(one): n for n, one in enumerate(some[0].lines)}
    sums = [*some[0].said_by_value[1:], *(sum_ for service in some[1:] for sum_ in service.said_by_value)]
    return [frozenset(place[id(one)] for one in sum_) for sum_ in sums if sum_]


def known(sums: Sequence[Sum], contracts: int) -> list[Sum]:
    """Every set of contracts whose sum is a combination of said sums. Contracts that stand in the same sums can’t be
    told apart."""
    kinds: dict[tuple[bool, ...], set[int]] = {}
    for place in range(contracts):
        kinds.setdefault(tuple(place in one for one in sums), set()).add(place)
    kinds.pop((False,) * len(sums), None)
    alike, rows = list(kinds.values()), [[int(kind[n]) for kind in kinds] for n in range(len(sums))]
    basis = reduced(rows)
    every = chain.from_iterable(combinations(range(len(alike)), size) for size in range(1, len(alike) + 1))
    follows = (some for some in every if within(basis, [int(n in some) for n in range(len(alike))]))
    return [frozenset().union(*(alike[n] for n in some)) for some in follows]


Basis = list[tuple[int, list[Fraction]]]


def reduced(rows: Sequence[Sequence[int]]) -> Basis:
    """Rows that do not follow from each other, each with the place of its first number."""
    basis: Basis = []
    for row in rows:
        left = less(basis, row)
        if (place := next((n for n, number in enumerate(left) if number), None)) is not None:
            basis.append((place, left))
    return basis


def less(basis: Basis, row: Sequence[int]) -> list[Fraction]:
    left = [Fraction(number) for number in row]
    for place, known_row in basis:
        times = left[place] / known_row[place]
        left = [a - times * b for a, b in zip(left, known_row, strict=True)] if times else left
    return left


def within(basis: Basis, row: Sequence[int]) -> bool:
    return not any(less(basis, row))


def prices(some: Sequence[Figures]) -> list[Sum]:
    """Sets of contracts whose sum is somebody’s price, and is known."""
    holdings = [held(one) for one in some[0].lines]
    found = known(said(some), len(holdings))
    return [one for one in found if not clear(together(holdings[n] for n in one))]


@settings(max_examples=60, deadline=None)
@given(services=st.lists(st.lists(lines, min_size=2, max_size=6), min_size=2, max_size=3))
def test_no_price_follows_from_the_shares_of_all_and_the_figures_of_each_service(services: Services) -> None:
    assert prices(pages(services)) == []


@settings(max_examples=60, deadline=None)
@given(services=st.lists(st.lists(lines, min_size=2, max_size=6), min_size=2, max_size=3))
def test_nor_from_shares_that_no_service_says(services: Services) -> None:
    """Of what is asked of everything alone, all services together tell nothing either."""
    assert prices(pages(services, (SME, VCSE, LOCAL))) == []


def firms(names: str, sme: str = "yes", vcse: str = "no") -> list[Line]:
    return [line(party(name, sme, vcse), pence=100_00) for name in names]


ONE_LEFT = [[*firms("abc"), *firms("def", "no")], [*firms("gh", "no"), *firms("i")]]
"""The second service has one small firm and two others, so that its page says no share; the first one’s does."""


def test_a_share_of_all_is_not_said_where_a_service_could_be_taken_off_it() -> None:
    everything, first, second = pages(ONE_LEFT)
    assert first.by_value(SME).parts
    assert not second.by_value(SME).parts
    assert not everything.by_value(SME).parts


def test_without_the_rule_one_firm_s_price_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Figures, "_elsewhere", [])
    some = pages(ONE_LEFT)
    assert some[0].by_value(SME).parts
    assert frozenset({8}) in prices(some), "the small firm of the second service"


def test_where_nothing_is_left_of_one_the_share_is_said() -> None:
    services = [[*firms("abc"), *firms("def", "no")], [*firms("ghi"), *firms("jkl", "no")]]
    assert [part.value for part in pages(services)[0].by_value(SME).parts] == [600_00, 600_00, 0]


def test_many_services_that_say_all_of_theirs_do_not_hide_it() -> None:
    """Each of them touches nothing else: they are looked at one by one, however many."""
    services = [[*firms("abc"), *firms("def", "no")] for _ in range(12)]
    assert pages(services)[0].by_value(SME).parts


TWO_IN_ONE = [firms("ab"), firms("cdef"), [*firms("cde"), *firms("fgh", "no")]]
"""The first service has two firms; the second costs least of the others."""


def test_the_cost_of_another_service_is_kept_back_where_one_s_price_would_be_left() -> None:
    everything, first, second, third = pages(TWO_IN_ONE)
    assert (first.spend.value, second.spend.why, third.spend.value) == (None, BESIDE, 600_00)
    assert everything.by_value(SME).parts, "so that what all of them cost can be said"
    assert prices([everything, first, second, third]) == []


def test_without_it_what_two_firms_cost_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Figures, "_elsewhere", [])
    each = [Figures(some) for some in TWO_IN_ONE]
    everything = Figures([one for some in TWO_IN_ONE for one in some], (SME,), each)
    assert frozenset({0, 1}) in prices([everything, *each])


def test_nothing_is_kept_back_where_all_may_be_said_or_nothing() -> None:
    assert kept_back({"a": Figures(firms("abc")), "b": Figures(firms("def"))}) == frozenset()
    assert kept_back({"a": Figures(firms("ab")), "b": Figures(firms("c"))}) == frozenset()
    assert kept_back({"a": Figures(firms("ab")), "b": Figures(firms("cdefgh"))}) == frozenset(), "b is all that is said"


def test_what_is_asked_of_all_only_is_held_against_each_service() -> None:
    """All of the first service’s small firms are local, and one more is: taken off, one would be left."""
    services = [[*firms("abcd"), *firms("xyz", "no")], [*firms("d"), *firms("uvw", "no")]]
    everything = pages(services, (SME, VCSE, LOCAL))[0]
    assert pages(services)[1].by_value(SME).parts
    assert Figures(everything.lines, (LOCAL,)).by_value(LOCAL).parts, "by itself it could be said"
    assert not everything.by_value(LOCAL).parts
