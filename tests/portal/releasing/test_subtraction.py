"""Nothing that is withheld of purchases for one person can be worked out from what is published of them.

Somebody who reads everything knows, of each service, whether its total is withheld, about how many people stand behind
the others, and up to how many purchases there are in all; of a correction and of the next half-year the same again.
Every set of counts that would have been published in the same words is tried.
"""

from collections.abc import Iterator, Sequence
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.period import Period
from portal.releasing.totals import FEWEST_PEOPLE, Spot, in_fives, steady, total, up_to

Counts = Sequence[int]
Told = tuple[tuple[int | None, ...], int]
HALF = Period.parse("2026-27-H1")
COUNTS = st.lists(st.integers(1, 14), min_size=1, max_size=3)


def told(counts: Counts) -> Told:
    """What is published of services with so many purchases each."""
    return tuple(in_fives(n) if n >= FEWEST_PEOPLE else None for n in counts), up_to(counts)


def same(published: Told) -> Iterator[tuple[int, ...]]:
    """All counts of which the same would have been published."""
    near = [range(1, FEWEST_PEOPLE) if one is None else range(one - 2, one + 3) for one in published[0]]
    return (counts for counts in product(*near) if min(counts) > 0 and told(counts) == published)


@settings(max_examples=300, deadline=None)
@given(COUNTS)
def test_no_withheld_count_follows_from_the_totals_and_the_sum_of_all(counts: list[int]) -> None:
    found = list(same(told(counts)))
    assert tuple(counts) in found
    for place, n in enumerate(counts):
        if n < FEWEST_PEOPLE:
            assert len({other[place] for other in found}) > 1


@settings(max_examples=300, deadline=None)
@given(COUNTS, st.lists(st.integers(-5, 5), min_size=3, max_size=3))
def test_no_change_of_one_to_five_people_follows_from_two_half_years(counts: list[int], moved: list[int]) -> None:
    """Of the service whose count changed, at least one other change would have been published in the same words."""
    after = [max(n + step, 1) for n, step in zip(counts, moved, strict=False)]
    before_told, after_told = told(counts), told(after)
    for place in range(len(counts)):
        changes = {b[place] - a[place] for a in same(before_told) for b in same(after_told)}
        assert len(changes) > 1


def test_the_control_adds_the_counts_themselves_and_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.portal.releasing.test_subtraction.up_to", sum)
    assert {counts[1] for counts in same(told([15, 1])) if counts[0] == 15} == {1}
    assert list(same(told([1, 1]))) == [(1, 1)]


def spots(count: int, pence: int = 1_000_000, unknown: int = 0) -> list[Spot]:
    """Purchases from four suppliers in turn."""
    return [Spot(frozenset({n % 4}), None if n < unknown else pence) for n in range(count)]


@given(st.integers(0, 40), st.integers(0, 12))
def test_no_number_of_a_total_is_one_to_five_but_that_of_suppliers(people: int, unknown: int) -> None:
    row = total(None, HALF, spots(people, unknown=min(unknown, people)))
    if people < FEWEST_PEOPLE:
        assert (row["withheld"], row["people"], row["spend_pence"], row["without_value"]) == (True, None, None, None)
        return
    assert row["people"] is not None
    assert row["people"] % 5 == 0
    assert row["without_value"] in (None, 0) or row["without_value"] >= 5
    if 0 < unknown < FEWEST_PEOPLE:
        assert row["without_value"] is None


@given(st.integers(6, 40), st.integers(1, 5))
def test_a_correction_by_a_few_people_changes_nothing_that_is_told(people: int, more: int) -> None:
    before, now = total(None, HALF, spots(people)), total(None, HALF, spots(people + more))
    assert steady(before, now) == before
