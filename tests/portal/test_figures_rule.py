"""Which figures may be said: the rule itself, and that no sum over contracts that follows from said ones breaks it."""

from itertools import product

from hypothesis import example, given, settings
from hypothesis import strategies as st

from portal.figures_rule import MOST_SUMS, clear, safe, together

WEIGHTS = st.dictionaries(st.sampled_from("abcde"), st.integers(0, 60), min_size=1, max_size=2)
HOLDINGS = st.lists(WEIGHTS, min_size=1, max_size=8)


def followings(sums: list[frozenset[int]], contracts: int) -> set[frozenset[int]]:
    """Every set of contracts whose sum somebody can have by adding each said sum, taking it away, or leaving it."""
    found = set()
    for signs in product((-1, 0, 1), repeat=len(sums)):
        totals = [sum(sign for sign, one in zip(signs, sums, strict=True) if n in one) for n in range(contracts)]
        if set(totals) <= {0, 1} and any(totals):
            found.add(frozenset(n for n, total in enumerate(totals) if total))
    return found


def test_three_suppliers_are_enough_and_two_are_not() -> None:
    assert clear({"a": 10, "b": 10, "c": 10})
    assert not clear({"a": 10, "b": 10})
    assert not clear({"a": 10, "b": 10, "c": 0})


def test_one_supplier_may_have_eighty_percent_and_no_more() -> None:
    assert clear({"a": 80, "b": 10, "c": 10})
    assert not clear({"a": 81, "b": 10, "c": 9})


def test_a_part_that_is_the_whole_but_for_one_supplier_is_refused() -> None:
    holdings = [{name: 10} for name in "abcdefg"]
    whole, most = frozenset(range(7)), frozenset(range(5))
    assert safe(holdings, [whole])
    assert safe(holdings, [whole, frozenset(range(4))])
    assert not safe(holdings, [whole, most])


def test_two_ways_of_dividing_are_refused_together_where_each_alone_is_safe() -> None:
    """The four of one division lie among the five of the other: their difference is one contract."""
    holdings = [{name: 10} for name in "abcdefghi"]
    whole = frozenset(range(9))
    first, second = frozenset(range(4)), frozenset(range(5))
    assert safe(holdings, [whole, first, whole - first])
    assert safe(holdings, [whole, second, whole - second])
    assert not safe(holdings, [whole, first, whole - first, second, whole - second])


def test_a_sum_that_takes_twice_of_one_and_once_of_another_is_found() -> None:
    """Twice the third part and once the second, less both others, leaves one contract."""
    holdings = [{name: 10} for name in "abcdefghijkl"]
    parts = [frozenset({0, 1, 2, 3}), frozenset({4, 5, 6, 7}), frozenset({8, 9, 10, 11})]
    assert safe(holdings, parts)
    assert not safe(holdings, [*parts, frozenset({3, 4, 5, 6, 7, 8, 9, 10, 11})])


@given(HOLDINGS, st.lists(st.frozensets(st.integers(0, 7), max_size=8), min_size=1, max_size=5))
@example([{"a": 1}, {"b": 1}, {"c": 1}, {"d": 0}], [frozenset({0, 1, 2}), frozenset({0, 1, 2, 3})])
@settings(deadline=None, max_examples=300)
def test_nothing_that_follows_from_safe_sums_is_anybodys_price(
    holdings: list[dict[str, int]], drawn: list[frozenset[int]]
) -> None:
    worth = frozenset(n for n, weights in enumerate(holdings) if sum(weights.values()))
    sums = [one & worth for one in drawn]
    if safe(holdings, drawn):
        for one in followings(sums, len(holdings)):
            assert clear(together(holdings[n] for n in one))


@given(HOLDINGS)
@settings(deadline=None)
def test_a_sum_alone_is_safe_just_when_it_is_clear(holdings: list[dict[str, int]]) -> None:
    everything = together(holdings)
    if sum(everything.values()):
        assert safe(holdings, [frozenset(range(len(holdings)))]) is clear(everything)


def test_however_many_sums_stand_beside_each_other_where_each_of_their_parts_may() -> None:
    holdings = [{name: 10} for _ in range(2 * MOST_SUMS) for name in "abc"]
    many = [frozenset(range(3 * number)) for number in range(1, 2 * MOST_SUMS)]
    assert safe(holdings, many)
    assert not safe(holdings, [*many, frozenset({0})])
