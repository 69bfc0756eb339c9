"""What was bought for one person each: totals, and when they are withheld. Pure."""

from datetime import date
from typing import Any

import pytest

from models.period import Period
from models.register.award import Award
from models.register.contract import Contract
from portal.releasing.totals import NOT_SAID, Spot, half_year_of, pence_in, spend, totals

HALF = Period.parse("2026-27-H1")
WHOLE = {"value_kind": "whole", "value_pence": 1_000_000, "starts_on": HALF.first_day, "ends_on": HALF.last_day}


def _bought(suppliers: list[int], **other: Any) -> dict[str, Any]:
    contracts = [Contract(id=number, volume="spot", **WHOLE | other) for number in range(len(suppliers))]
    awards = {number: [Award(supplier=supplier)] for number, supplier in enumerate(suppliers)}
    return dict(totals(contracts, awards, HALF)[NOT_SAID])


def test_six_people_with_three_suppliers_are_told() -> None:
    total = _bought([1, 1, 2, 2, 3, 3])
    assert (total["people"], total["suppliers"], total["spend_pence"], total["without_value"]) == (5, 3, 6_000_000, 0)
    assert (total["half_year"], total["label"]) == ("2026-27-H1", "April to September 2026")


@pytest.mark.parametrize("suppliers", [[1, 2, 3, 1, 2], [1, 1, 1, 2, 2, 2], [1] * 40, [1]])
def test_under_six_people_or_three_suppliers_nothing_is_told(suppliers: list[int]) -> None:
    total = _bought(suppliers)
    assert total["withheld"] is True
    assert [total[name] for name in ("people", "suppliers", "spend_pence", "without_value")] == [None] * 4


def test_the_spend_is_withheld_where_too_few_have_a_value() -> None:
    total = _bought([1, 2, 3, 1, 2, 3], value_pence=None, value_kind="unknown")
    assert (total["people"], total["spend_pence"], total["without_value"]) == (5, None, 5)


def test_the_spend_is_withheld_where_one_supplier_has_nearly_all_of_it() -> None:
    def spots(first: int) -> list[Spot]:
        return [Spot(frozenset({1}), first), *(Spot(frozenset({number % 3 + 1}), 100_000) for number in range(1, 7))]

    assert spend(spots(5_000_000)) is None
    assert spend(spots(1_000_000)) == 1_600_000


@pytest.mark.parametrize(("pence", "rounded"), [(8_334, 100_000), (8_333, 0), (16_666, 100_000), (25_000, 200_000)])
def test_the_spend_is_rounded_to_a_thousand_pounds(pence: int, rounded: int) -> None:
    assert spend([Spot(frozenset({number % 3}), pence) for number in range(6)]) == rounded


@pytest.mark.parametrize(
    ("values", "pence"),
    [
        ({}, 1_000_000),
        ({"starts_on": date(2025, 10, 1), "ends_on": date(2026, 9, 30)}, 1_000_000 * 183 // 365),
        ({"value_kind": "yearly", "ends_on": None}, 1_000_000 * 183 // 365),
        ({"ends_on": None}, None),
        ({"value_kind": "unknown", "value_pence": None}, None),
        ({"value_kind": "nominal", "value_pence": 100}, None),
        ({"starts_on": date(2026, 10, 1), "ends_on": date(2027, 3, 31)}, 0),
    ],
)
def test_what_of_a_value_falls_into_the_half_year(values: dict[str, Any], pence: int | None) -> None:
    assert pence_in(Contract(**WHOLE | values), HALF) == pence


@pytest.mark.parametrize(("quarter", "half"), [("Q1", "H1"), ("Q2", "H1"), ("Q3", "H2"), ("Q4", "H2")])
def test_a_quarter_lies_in_its_half_year(quarter: str, half: str) -> None:
    assert half_year_of(Period.parse(f"2026-27-{quarter}")).key == f"2026-27-{half}"
