"""Purchases for one person each, as they are told: how much, from whom. Pure. They are never rows, only totals."""

from collections.abc import Iterator, Mapping
from typing import Any

from portal.demo.register_terms import Told

STARTS = (-19, -20, -22, -25)
NUMBERED_FROM = 5001


def purchases(spot: Mapping[str, Mapping[str, list[int]]]) -> Iterator[Told]:
    """Each of them as a contract is told. Its title says nothing of anybody, and is never published."""
    number = NUMBERED_FROM
    for service, by_supplier in spot.items():
        for supplier, prices in by_supplier.items():
            for yearly in prices:
                yield _purchase(number, service, supplier, yearly)
                number += 1


def _purchase(number: int, service: str, supplier: str, yearly: int) -> dict[str, Any]:
    return {
        "n": number,
        "title": "Spot purchase",
        "service": service,
        "volume": "spot",
        "payment": "per_place",
        "starts": STARTS[number % len(STARTS)],
        "ends": 14,
        "yearly": yearly,
        "to": [supplier],
    }
