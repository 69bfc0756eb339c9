"""What may leave the team: small counts are not said and cannot be worked out from what is."""

from collections.abc import Iterator, Mapping
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.figures.bounds import bounded
from portal.figures.suppression import Sum, Total, may_stand_alone, percentage, withheld

MANY = 10


def count(number: float, whole: float | None = None, providers: int = MANY) -> Total:
    return Total(number, whole, providers, number)


@pytest.mark.parametrize(("number", "said"), [(0, True), (1, False), (5, False), (6, True), (0.5, False), (40, True)])
def test_a_count_from_one_to_five_is_withheld_and_none_at_all_is_not(number: float, said: bool) -> None:
    assert may_stand_alone(count(number)) is said


@pytest.mark.parametrize(
    ("number", "whole", "said"),
    [
        (6, 6, True),  # all of six
        (5, 5, False),  # all of fewer
        (0, 5, False),  # none of fewer
        (0, 6, True),
        (10, 14, False),  # four did not
        (10, 16, True),
        (3, 30, False),
    ],
)
def test_so_many_of_so_many_hides_the_part_the_whole_and_the_rest(number: int, whole: int, said: bool) -> None:
    assert may_stand_alone(count(number, whole)) is said


def test_a_total_needs_three_providers_an_average_ten_and_money_nobody_with_most_of_it() -> None:
    assert not may_stand_alone(count(50, providers=2))
    assert may_stand_alone(count(50, providers=3))
    assert not may_stand_alone(Total(70, None, 9, 0, "average"))
    assert may_stand_alone(Total(70, None, 10, 0, "average"))
    assert not may_stand_alone(Total(1000, None, 5, 801, "amount"))
    assert may_stand_alone(Total(1000, None, 5, 800, "amount"))


def test_a_percentage_needs_ten_underneath() -> None:
    assert percentage(9, 9) is None
    assert percentage(9, 10) == 90
    assert percentage(9, None) is None


def test_the_only_one_left_out_of_a_sum_takes_the_smallest_other_with_it() -> None:
    totals = {"now": count(40), "under_18": count(4), "over_18": count(36)}
    assert withheld(totals, [{"now": 1, "under_18": -1, "over_18": -1}]) == {"under_18", "over_18"}


def test_two_left_out_that_are_a_small_count_together_take_a_third() -> None:
    totals = {"all": count(12), "a": count(1), "b": count(2), "c": count(9)}
    assert withheld(totals, [{"all": 1, "a": -1, "b": -1, "c": -1}]) == {"a", "b", "c"}


def test_what_follows_over_two_sums_is_found() -> None:
    totals = {"lived": count(20), "start": count(17), "came": count(3), "left": count(8), "end": count(12)}
    sums = [{"lived": 1, "start": -1, "came": -1}, {"end": 1, "lived": -1, "left": 1}]
    left_out = withheld(totals, sums)
    assert len(left_out & {"lived", "start"}) >= 1
    assert "lived" not in left_out or left_out & {"end", "left"}


def test_what_another_table_tells_is_not_counted_upon_to_hide_anything() -> None:
    totals = {"lived": count(20), "start": count(17), "came": count(3)}
    assert withheld(totals, [{"lived": 1, "start": -1, "came": -1}], elsewhere={"start"}) == {"came", "lived"}


def test_what_stands_for_two_providers_is_not_had_by_subtracting() -> None:
    totals = {"places": count(90), "own": count(30), "shared": count(40), "hosts": count(20, providers=1)}
    left_out = withheld(totals, [{"places": 1, "own": -1, "shared": -1, "hosts": -1}])
    assert left_out == {"hosts", "own"}


def test_the_rest_of_a_ratio_is_not_found_through_its_whole() -> None:
    totals = {"moved_out": count(12), "planned": count(9, 12)}
    assert "planned" in withheld(totals, [{"moved_out": 1, "planned.of": -1}])


def test_what_follows_because_nothing_is_below_none_is_found() -> None:
    """All of kind 0 are of group 0, so all of group 2, of whom two providers tell, are of the other kind."""
    values: dict[str, float] = {"0/0": 6, "0/1": 7, "1/0": 0, "1/1": 6, "2/0": 0, "2/1": 6}
    sums = _margins(values, groups=3, kinds=2)
    totals = {key: count(n, providers=2 if key == "2/1" else MANY) for key, n in values.items()}
    left_out = withheld(totals, sums)
    said = {key: n for key, n in values.items() if key not in left_out}
    assert any(world["2/1"] != 6 for world in _worlds(values, sums, said))


def test_parts_whose_bounds_meet_are_known_and_others_are_not() -> None:
    values = {"a": 6.0, "b": 0.0, "c": 0.0, "d": 4.0, "e": 5.0}
    assert bounded([{"a": 1, "b": 1}, {"b": 1, "c": 1}, {"d": 1, "e": 1}], values) == {"a", "b", "c"}
    assert bounded([{"d": 1, "e": -1}], values) == set()


NUMBERS = st.integers(0, 14)
FEW_OR_MANY = st.sampled_from([MANY, MANY, MANY, 2])


def _margins(values: dict[str, float], groups: int, kinds: int) -> list[Sum]:
    """Adds every margin of a table; what adds up to what."""
    sums: list[Sum] = []
    for k in range(kinds):
        values[f"all/{k}"] = sum(values[f"{g}/{k}"] for g in range(groups))
        sums.append({f"all/{k}": -1, **{f"{g}/{k}": 1 for g in range(groups)}})
    if kinds == 2:
        for g in [*range(groups), "all"]:
            values[f"{g}/all"] = values[f"{g}/0"] + values[f"{g}/1"]
            sums.append({f"{g}/all": -1, f"{g}/0": 1, f"{g}/1": 1})
    return sums


@st.composite
def tables(draw: st.DrawFn) -> tuple[dict[str, float], list[Sum]]:
    """Two or more groups by one or two kinds, with every margin: a table as councils publish it."""
    groups, kinds = draw(st.sampled_from([(2, 1), (3, 1), (4, 1), (2, 2), (3, 2)]))
    values: dict[str, float] = {}
    for g, k in product(range(groups), range(kinds)):
        values[f"{g}/{k}"] = draw(NUMBERS)
    return values, _margins(values, groups, kinds)


@settings(max_examples=60, deadline=None)
@given(tables(), st.data())
def test_nobody_can_work_out_what_may_not_be_said(
    table: tuple[dict[str, float], list[Sum]], data: st.DataObject
) -> None:
    values, sums = table
    totals = {key: count(n, providers=MANY if "all" in key else data.draw(FEW_OR_MANY)) for key, n in values.items()}
    left_out = withheld(totals, sums)
    said = {key: n for key, n in values.items() if key not in left_out}
    assert all(may_stand_alone(totals[key]) for key in said)
    guarded = [key for key in left_out if not may_stand_alone(totals[key]) and values[key]]
    for world in _worlds(values, sums, said) if guarded else ():
        guarded = [key for key in guarded if world[key] == values[key]]
        if not guarded:
            break
    assert not guarded, (guarded, values, said)


def _worlds(values: Mapping[str, float], sums: list[Sum], said: Mapping[str, float]) -> Iterator[dict[str, float]]:
    """Other tables of whole numbers, near this one, that agree with what is said: found by trying."""
    free = [key for key in values if "all" not in key and key not in said]
    for moved in product((0, 1, -1, 2, -2), repeat=len(free)):
        world = {**values, **{key: values[key] + by for key, by in zip(free, moved, strict=True)}}
        for one in sums:
            total = next(key for key, n in one.items() if n < 0)
            world[total] = sum(world[key] for key, n in one.items() if n > 0)
        if min(world.values()) >= 0 and all(world[key] == n for key, n in said.items()):
            yield world


@settings(max_examples=30, deadline=None)
@given(tables())
def test_no_more_is_left_out_where_nothing_is_small(table: tuple[dict[str, float], list[Sum]]) -> None:
    values, sums = table
    large = {key: count(n * 6) for key, n in values.items()}
    assert withheld(large, sums) == frozenset()
