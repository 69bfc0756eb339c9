"""What is bought from a provider in a year: values spread over their time, shares, frameworks, whose it is."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from models.period import Period
from models.register.award import NewAward
from models.register.bought import Bought, a_year, bought

QUARTER = Period.parse("2026-27-Q2")
YEARS = {"starts_on": date(2026, 4, 1), "ends_on": date(2029, 3, 31)}
OPEN = {"starts_on": date(2026, 4, 1)}


class Buying:
    """Harbour’s supplier, linked, and what Fairshire buys of it."""

    def __init__(self, register: Any) -> None:
        self.register, self.cast = register, register.cast
        self.harbour = self.linked("Harbour Young People Ltd", register.cast.harbour)

    def linked(self, name: str, provider: Any) -> Any:
        supplier = self.register.supplier(name)
        self.register.act(supplier, "link", provider.id)
        return supplier

    def contract(self, *suppliers: Any, **other: Any) -> Any:
        values = {"service": self.cast.service.id, **OPEN, **other}
        return self.register.contract(*(suppliers or (self.harbour,)), **values)

    def found(self, *providers: Any, period: Period = QUARTER) -> dict[tuple[int, int], Bought]:
        those = providers or (self.cast.harbour,)
        return bought(self.cast.fairshire.id, [provider.id for provider in those], period)

    def of_harbour(self) -> Bought:
        return self.found()[self.cast.harbour.id, self.cast.service.id]


@pytest.fixture
def buying(register: Any) -> Buying:
    return Buying(register)


@pytest.mark.parametrize(
    ("pence", "kind", "starts", "ends", "expected"),
    [
        (8_400_000, "yearly", None, None, 8_400_000),
        (30_000_000, "whole", date(2026, 4, 1), date(2029, 3, 31), 10_000_000),
        (30_000_000, "whole", date(2026, 4, 1), date(2026, 9, 30), 30_000_000),
        (30_000_000, "whole", date(2026, 4, 1), date(2028, 3, 30), 15_000_000),
        (30_000_000, "whole", date(2026, 4, 1), None, None),
        (30_000_000, "whole", None, date(2029, 3, 31), None),
        (100, "nominal", date(2026, 4, 1), date(2029, 3, 31), None),
        (None, "unknown", date(2026, 4, 1), date(2029, 3, 31), None),
        (0, "whole", date(2026, 4, 1), date(2027, 3, 31), 0),
    ],
)
def test_a_value_is_spread_over_the_months_of_its_contract(
    pence: int | None, kind: str, starts: date | None, ends: date | None, expected: int | None
) -> None:
    assert a_year(pence, kind, starts, ends) == expected


def test_values_and_places_of_contracts_in_force_are_added_up(buying: Buying) -> None:
    buying.contract(value_pence=5_000_000, value_kind="yearly", places=8, reference="A")
    buying.contract(value_pence=9_000_000, places=4, **YEARS, reference="B")
    buying.contract(reference="C")
    buying.contract(value_pence=70_000_000, starts_on=date(2024, 1, 1), ends_on=date(2026, 6, 30), reference="D")
    assert buying.of_harbour() == Bought(8_000_000, 12, 3)


def test_nothing_said_is_not_known_rather_than_nothing(buying: Buying) -> None:
    buying.contract()
    assert buying.of_harbour() == Bought(None, None, 1)


def test_what_several_share_counts_only_where_it_says_how(buying: Buying) -> None:
    other = buying.linked("Northgate Homes Ltd", buying.cast.northgate)
    buying.contract(buying.harbour, other, value_pence=9_000_000, value_kind="yearly", places=30, reference="A")
    shared = buying.contract(buying.harbour, other, value_pence=9_000_000, value_kind="yearly", reference="B")
    awards = [NewAward(buying.harbour.id, "1", 2_000_000), NewAward(buying.harbour.id, "2", 1_000_000)]
    buying.register.act(shared, "change", {}, awards=[*awards, NewAward(other.id, "3")])
    service = buying.cast.service.id
    assert buying.found(buying.cast.harbour, buying.cast.northgate) == {
        (buying.cast.harbour.id, service): Bought(3_000_000, None, 2),
        (buying.cast.northgate.id, service): Bought(None, None, 2),
    }


def test_lots_that_went_to_one_provider_do_not_count_twice(buying: Buying) -> None:
    contract = buying.contract(value_pence=9_000_000, value_kind="yearly", places=6)
    lots = [NewAward(buying.harbour.id, "1"), NewAward(buying.harbour.id, "2")]
    buying.register.act(contract, "change", {}, awards=lots)
    assert buying.of_harbour() == Bought(9_000_000, 6, 1)


def test_two_suppliers_that_are_one_provider_are_one(buying: Buying) -> None:
    trading = buying.linked("Harbour Homes", buying.cast.harbour)
    buying.contract(buying.harbour, trading, value_pence=9_000_000, value_kind="yearly", places=6)
    assert buying.of_harbour() == Bought(9_000_000, 6, 1)


def test_the_value_of_a_framework_is_nobodys(buying: Buying) -> None:
    buying.contract(value_pence=900_000_000, arrangement="framework", places=400, **YEARS)
    assert buying.of_harbour() == Bought(None, None, 1)


def test_other_councils_other_services_and_unlinked_suppliers_stay_out(buying: Buying) -> None:
    cast, stranger = buying.cast, buying.register.supplier("Stranger Ltd")
    elsewhere = {"authority": cast.westmoor, "service": cast.service_elsewhere.id}
    buying.contract(value_pence=9_000_000, value_kind="yearly", **elsewhere)
    buying.contract(value_pence=9_000_000, value_kind="yearly", service=None, reference="A")
    buying.contract(stranger, value_pence=9_000_000, value_kind="yearly", reference="B")
    assert buying.found() == {}


def test_any_number_of_providers_costs_one_query(buying: Buying, count_queries: Callable[..., int]) -> None:
    buying.contract(value_pence=5_000_000, value_kind="yearly")
    buying.contract(buying.linked("Northgate Homes Ltd", buying.cast.northgate), reference="B")
    assert count_queries(lambda: buying.found(buying.cast.harbour, buying.cast.northgate)) == 1
