"""Which contracts are in force in a quarter, and which are above the threshold. The quarter is July to September
2026."""

from datetime import date
from typing import Any

import pytest

from models.register.contract import Contract

BEFORE, FIRST, LAST, AFTER = date(2026, 6, 30), date(2026, 7, 1), date(2026, 9, 30), date(2026, 10, 1)


@pytest.mark.parametrize(
    ("starts", "ends", "there"),
    [
        (BEFORE, AFTER, True),
        (LAST, AFTER, True),
        (AFTER, None, False),
        (BEFORE, FIRST, True),
        (date(2025, 1, 1), BEFORE, False),
        (date(2019, 4, 1), None, True),
        (FIRST, LAST, True),
    ],
)
def test_it_is_in_force_when_a_day_of_the_quarter_is_its_own(
    register: Any, starts: date, ends: date | None, there: bool
) -> None:
    contract = register.contract(starts_on=starts, ends_on=ends)
    assert register.in_force() == ({contract.slug} if there else set())


def test_the_award_stands_in_for_a_start_that_nobody_said(register: Any) -> None:
    register.contract(reference="awarded", starts_on=None, ends_on=None, awarded_on=LAST)
    register.contract(reference="later", starts_on=None, ends_on=None, awarded_on=AFTER)
    register.contract(reference="no-day", starts_on=None, ends_on=None)
    register.contract(reference="started", starts_on=FIRST, ends_on=None, awarded_on=AFTER)
    register.contract(reference="ended", starts_on=None, ends_on=BEFORE)
    assert register.in_force() == {"awarded", "no-day", "started"}


def test_a_framework_that_has_ended_is_in_force_while_a_call_off_runs(register: Any) -> None:
    over = {"starts_on": date(2022, 4, 1), "ends_on": BEFORE, "arrangement": "framework"}
    running, ended, early = (register.contract(reference=name, **over) for name in ("running", "ended", "early"))
    call_off = {"arrangement": "call_off_direct", "starts_on": date(2025, 4, 1)}
    register.contract(reference="a", within=running.id, ends_on=FIRST, **call_off)
    register.contract(reference="b", within=ended.id, ends_on=BEFORE, **call_off)
    register.contract(reference="c", within=early.id, **call_off | {"starts_on": AFTER}, ends_on=None)
    assert register.in_force() == {"running", "a"}
    assert register.in_force("2026-27-Q3") == {"c"} | {"early"}
    assert register.in_force("2026-27-Q1") == {"running", "ended", "early", "a", "b"}


@pytest.mark.parametrize(
    ("value", "above"),
    [
        ({"value_pence": 500_001}, True),
        ({"value_pence": 500_000}, False),
        ({"value_pence": 0, "arrangement": "stand_alone"}, False),
        ({"value_pence": 100, "arrangement": "framework"}, True),
        ({}, True),
        ({"value_words": "REDACTED COMMERCIAL CONFIDENTIALITY"}, True),
        ({"value_pence": 600_000, "value_kind": "yearly"}, True),
    ],
    ids=str,
)
def test_more_than_the_threshold_unknown_and_nominal_are_above_it(
    register: Any, value: dict[str, Any], above: bool
) -> None:
    register.contract(**value)
    assert Contract.select().where(Contract.above(500_000)).exists() is above
