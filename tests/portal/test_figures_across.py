"""Sums that cut across parts: called safe just when all that is said together is."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal import figures_across
from portal.figures_across import safe_across
from portal.figures_rule import safe
from tests.portal.test_figures_rule import WEIGHTS

Sums = list[frozenset[int]]


@st.composite
def said(draw: st.DrawFn) -> tuple[list[dict[str, int]], Sums, list[Sums]]:
    """Who holds what, sums across, and sums of up to three parts."""
    holdings = draw(st.lists(WEIGHTS, min_size=1, max_size=10))
    whose = [draw(st.integers(0, 3)) for _ in holdings]  # the last is in no part

    def among(places: list[int], most: int) -> Sums:
        return draw(st.lists(st.frozensets(st.sampled_from(places)), max_size=most)) if places else []

    parts = [among([n for n, part in enumerate(whose) if part == number], 3) for number in range(3)]
    return holdings, among(list(range(len(holdings))), 4), parts


@given(said())
@settings(deadline=None, max_examples=500)
def test_what_is_safe_across_parts_is_what_is_safe_together(
    what: tuple[list[dict[str, int]], Sums, list[Sums]],
) -> None:
    holdings, sums, parts = what
    assert safe_across(holdings, sums, parts) is safe(holdings, [*sums, *(one for part in parts for one in part)])


def test_what_two_parts_leave_of_a_sum_across_is_found() -> None:
    """Each part by itself beside the sum leaves enough; both together leave one supplier."""
    holdings = [{name: 10} for name in "abcdefg"]
    first, second = frozenset({0, 1, 2}), frozenset({3, 4, 5})
    across = [frozenset(range(7))]
    assert safe_across(holdings, across, [[first]])
    assert safe_across(holdings, across, [[second]])
    assert not safe_across(holdings, across, [[first], [second]])


def test_where_too_much_would_have_to_be_tried_nothing_is_safe(monkeypatch: pytest.MonkeyPatch) -> None:
    holdings = [{name: 10} for name in "abcdefgh"]
    across, parts = [frozenset({0, 1, 2, 4, 5, 6})], [[frozenset(range(4))], [frozenset(range(4, 8))]]
    assert safe_across(holdings, across, parts[:1])
    monkeypatch.setattr(figures_across, "MOST_WAYS", 1)
    assert not safe_across(holdings, across, parts[:1])
