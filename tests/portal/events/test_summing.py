"""What is said of feedback: nothing below five, nothing of one or two, nothing that says what each one said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.events.summing import FEWEST, SMALL, grouped


@pytest.mark.parametrize(
    ("yes", "partly", "no", "said"),
    [
        (4, 0, 0, None),
        (5, 0, 0, None),  # all of five: it would say what each of them said
        (6, 0, 0, [(("yes",), 6), (("partly",), 0), (("no",), 0)]),
        (3, 1, 1, None),  # “yes, partly or no: 5” says nothing
        (7, 2, 1, [(("yes",), 7), (("partly", "no"), 3)]),
        (1, 5, 4, [(("yes", "partly"), 6), (("no",), 4)]),
        (4, 4, 4, [(("yes",), 4), (("partly",), 4), (("no",), 4)]),
    ],
)
def test_small_counts_stand_with_their_neighbour(yes: int, partly: int, no: int, said: object) -> None:
    assert grouped({"yes": yes, "partly": partly, "no": no}) == said


@given(st.tuples(*[st.integers(0, 12)] * 3))
def test_nothing_that_is_said_points_at_somebody(numbers: tuple[int, int, int]) -> None:
    counts = dict(zip(("yes", "partly", "no"), numbers, strict=True))
    groups = grouped(counts)
    if groups is None:
        return
    assert sum(numbers) >= FEWEST
    assert [name for names, _ in groups for name in names] == list(counts)
    assert [number for _, number in groups] == [sum(counts[name] for name in names) for names, _ in groups]
    assert not [number for _, number in groups if 0 < number < SMALL]
    assert len(groups) > 1
