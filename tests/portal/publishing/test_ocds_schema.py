"""OCDS releases held to the schema of the standard’s version 1.1.5, and to the lists that it leaves open."""

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

import jsonschema
import pytest

from tests.fixtures.tree import ROOT
from tests.portal.publishing.conftest import MakeSite
from tests.portal.publishing.released_rows import BEFORE, NOW, Rows, supplier
from tests.portal.publishing.test_open_data import PREFIX, releases
from tests.portal.publishing.whole_site import fill

Json = dict[str, Any]

EXTENSIONS = {"contracts.value.amountGross"}
"""A field of the United Kingdom’s extension that the schema has not; it has `parties.details.scale` and `vcse`."""


@cache
def schema() -> Json:
    found: Json = json.loads((ROOT / "tests" / "data" / "ocds" / "release-schema.json").read_text())
    return found


def validator() -> Any:
    return jsonschema.Draft4Validator(schema(), format_checker=jsonschema.FormatChecker(["date-time"]))


def faults(release: Json) -> list[str]:
    return [f"{'/'.join(map(str, one.path))}: {one.message}" for one in validator().iter_errors(release)]


def fields(value: Any, path: str = "") -> Iterator[str]:
    """tender.id, awards.suppliers.name … of everything that is said."""
    if isinstance(value, list):
        for one in value:
            yield from fields(one, path)
    elif isinstance(value, dict):
        for name, inner in value.items():
            here = f"{path}.{name}".strip(".")
            yield here
            yield from fields(inner, here)


def known(path: str) -> bool:
    """Whether the schema has a field at this path."""
    here: Json = schema()
    for name in path.split("."):
        here = _resolved(here).get("properties", {}).get(name)
        if here is None:
            return False
    return True


def _resolved(node: Json) -> Json:
    while "$ref" in node or "items" in node:
        node = node["items"] if "items" in node else schema()["definitions"][node["$ref"].rpartition("/")[2]]
    return node


@pytest.fixture
def everything(rows: Rows, site_client: MakeSite) -> list[Json]:
    """The releases of two quarters of a register that has everything."""
    fill(rows)
    oak = supplier("Oak", company_number="01234567", charity_number="1090095", charity_register="CCEW",
                   sme="yes", vcse="yes", awarded_on="2024-03-01", lot="Lot 1")  # fmt: skip
    rows.contract("full", period=BEFORE, suppliers=[oak], buyers=[{"slug": "westmoor", "name": "Westmoor"}])
    rows.contract("full", suppliers=[oak, supplier("Elm", sme="no")], title="Another", review_on="2027-01-01",
                  value_kind="whole", irrecoverable_vat_pence=100, break_on="2026-12-01", cpv_code="85311000",
                  tender_url="https://x.example/t", contract_url="https://x.example/c", extension_months=12,
                  last_possible_end="2028-03-31")  # fmt: skip
    client = site_client(ocid_prefix=PREFIX)
    found = [one for quarter in (BEFORE, NOW) for one in releases(client, quarter.lower()).values()]
    assert len(found) > 5
    return found


def test_every_release_fits_the_schema(everything: list[Json]) -> None:
    assert [faults(one) for one in everything if faults(one)] == []


def test_who_buys_together_are_parties_that_buy(everything: list[Json]) -> None:
    found = [
        {party["name"]: party["id"] for party in one["parties"] if "buyer" in party["roles"]}
        for one in everything
        if len(one["parties"]) > 2
    ]
    assert "westmoor" in {key for one in found for key in one.values()}
    assert all(one["buyer"]["id"] != "westmoor" for one in everything)


@pytest.mark.parametrize(
    "broken",
    [
        {"date": "12 October 2026"},
        {"ocid": 12},
        {"tag": []},
        {"initiationType": "chance"},
        {"awards": [{"title": "without an identifier"}]},
        {"contracts": [{"id": "1"}]},
    ],
)
def test_the_schema_finds_what_is_wrong(everything: list[Json], broken: Json) -> None:
    assert faults({**everything[0], **broken})


def test_every_field_is_one_of_the_standard_or_of_an_extension_that_is_named(everything: list[Json]) -> None:
    said = {path for one in everything for path in fields(one)}
    assert len(said) > 40
    assert {path for path in said if not known(path)} == EXTENSIONS


def test_releases_of_one_contract_are_its_history_one_for_each_change(rows: Rows, site_client: MakeSite) -> None:
    """Over four editions with two changes there are three releases, each whole, none twice."""
    for period, title in (("2025-26-Q3", "One"), ("2025-26-Q4", "One"), (BEFORE, "Two"), (NOW, "Two")):
        rows.contract("a", period=period, title=title, **({"ends_on": "2030-01-01"} if period == NOW else {}))
    client = site_client(ocid_prefix=PREFIX)
    found = [releases(client, key) for key in ("2025-26-q3", "2025-26-q4", "2026-27-q1", "2026-27-q2")]
    mine = [one["a"] for one in found if "a" in one]
    assert [("a" in one) for one in found] == [True, False, True, True]
    assert len({one["id"] for one in mine}) == len({one["date"] for one in mine}) == 3
    assert len({one["ocid"] for one in mine}) == 1
    assert [one["tender"]["title"] for one in mine] == ["One", "Two", "Two"]
