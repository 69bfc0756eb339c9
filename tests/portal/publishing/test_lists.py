"""The register as lists: orders, and each contract in words."""

from collections.abc import Sequence
from typing import Any

import pytest

from portal.publishing.line import Line, line_of
from portal.publishing.lists import ORDERS, Row, by_title, in_order, row_of, value_of
from tests.portal.publishing.released_rows import NOW, Rows, service, supplier

TITLES = {"fostering": "Fostering", "short-breaks": "Short breaks"}
NAMES = {"fairshire": "Fairshire County Council"}
NOMINAL_VALUE = {"value_pence": 100, "value_kind": "nominal", "arrangement": "framework"}
UNKNOWN_VALUE = {"value_pence": None, "value_kind": "unknown"}


def line(slug: str, **facts: Any) -> Line:
    return line_of("fairshire", NOW, Rows().contract(slug, **facts), slug)


def row(**facts: Any) -> Row:
    return row_of(line("any", **facts), TITLES, NAMES)


def slugs(lines: Sequence[Line], order: str) -> list[str]:
    """In this order, which is the same however they come."""
    found = [one.slug for one in in_order(by_title(lines), ORDERS[order], TITLES)]
    assert found == [one.slug for one in in_order(by_title(lines[::-1]), ORDERS[order], TITLES)]
    return found


def test_what_ends_first_stands_first_and_what_has_no_end_last() -> None:
    lines = [line("never", ends_on=None), line("later", ends_on="2031-01-01"), line("soon", ends_on="2026-10-31")]
    assert slugs(lines, "end-date") == ["soon", "later", "never"]


def test_nominal_values_are_never_sorted_first_and_unknown_ones_stand_after_them() -> None:
    lines = [
        line("framework", **NOMINAL_VALUE),
        line("nothing", **{**NOMINAL_VALUE, "value_pence": 0}),
        line("unknown", **UNKNOWN_VALUE),
        line("small", value_pence=600_000),
        line("large", value_pence=99_000_000, value_kind="whole"),
    ]
    assert slugs(lines, "value") == ["large", "small", "framework", "nothing", "unknown"]


def test_a_contract_stands_under_its_first_supplier_without_regard_to_case() -> None:
    lines = [
        line("none", suppliers=[], supplier_words="REDACTED PERSONAL DATA"),
        line("kite", suppliers=[supplier("kite Club")]),
        line("both", suppliers=[supplier("Élan"), supplier("Aspen")]),
        line("zebra", suppliers=[supplier("Zebra")]),
    ]
    assert slugs(lines, "supplier") == ["both", "kite", "zebra", "none"]


def test_contracts_of_one_service_stand_together_and_those_without_one_last() -> None:
    lines = [
        line("a", title="A"),
        line("b", title="B", service=service("Short breaks")),
        line("d", title="D", service=service("Fostering")),
        line("c", title="C", service=service("Fostering")),
    ]
    assert slugs(lines, "service") == ["c", "d", "b", "a"]


@pytest.mark.parametrize("order", ORDERS)
def test_contracts_that_are_equal_in_an_order_stand_by_title(order: str) -> None:
    assert slugs([line("x", title="Beta"), line("y", title="alpha")], order) == ["y", "x"]


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({}, "£480,000 a year"),
        ({"value_kind": "whole", "value_pence": 1_234_567_89}, "£1,234,567.89"),
        (NOMINAL_VALUE, "Framework without its own value"),
        ({**NOMINAL_VALUE, "arrangement": ""}, "Framework without its own value, or no value given"),
        ({**NOMINAL_VALUE, "arrangement": "stand_alone"}, "Entered as £1"),
        ({**NOMINAL_VALUE, "arrangement": "stand_alone", "value_pence": 0}, "Entered as £0"),
        (UNKNOWN_VALUE, "Not said"),
        (UNKNOWN_VALUE | {"value_words": "REDACTED COMMERCIAL CONFIDENTIALITY"}, "REDACTED COMMERCIAL CONFIDENTIALITY"),
    ],
)
def test_a_value_is_said_as_it_is_known(facts: dict[str, Any], said: str) -> None:
    assert value_of(line("any", **facts)) == said


def test_a_row_names_the_first_supplier_and_counts_the_others_once_each() -> None:
    lots = [supplier("Harbour", lot="1"), supplier("Harbour", lot="2"), supplier("Kite")]
    found = row(suppliers=lots)
    assert (found.supplier, found.supplier_url, found.more) == ("Harbour", "/suppliers/harbour/", 1)


def test_a_row_without_a_supplier_has_the_words_in_its_place() -> None:
    assert row(suppliers=[], supplier_words="REDACTED PERSONAL DATA").supplier == "REDACTED PERSONAL DATA"
    assert row(suppliers=[]) == row(suppliers=[])._replace(supplier="Not said", supplier_url="", more=0)


def test_a_row_says_when_a_contract_ends_or_why_it_does_not() -> None:
    said = [row(ends_on="2027-03-31").ends, row(ends_on=None, ends_note="Until ended").ends, row(ends_on=None).ends]
    assert said == ["31 Mar 2027", "Until ended", "No end date"]


def test_a_service_that_nobody_describes_is_not_linked_to() -> None:
    assert row(service=service("Unheard of")).service_url == ""
    assert row(service=service("Fostering")).service_url == "/services/fostering/"
