"""What is public, and that nothing else is: a token in every private column never stands in a row of an edition."""

import json
from datetime import date, datetime
from typing import Any

import peewee
import pytest

from models.authority import Authority, Service
from models.register.award import Award
from models.register.contract import Contract
from models.register.contract_buyer import ContractBuyer
from models.register.edition import Edition, EditionRow
from models.register.extension import Extension
from models.register.framework_user import FrameworkUser
from models.register.link_proposal import LinkProposal
from models.register.merge_proposal import MergeProposal
from models.register.release import Release
from models.register.service_line import ServiceLine
from models.register.supplier import Supplier, SupplierName
from models.register.taking_in import Counts, Finding, Import, NewFinding
from models.schema import TABLES
from models.store import writing
from portal.releasing import released, rows

PUBLIC = {
    Authority: rows.AuthorityRow,
    Service: rows.ServiceFacts,
    ServiceLine: rows.ServiceLineFacts,
    Supplier: rows.SupplierFacts,
    Contract: rows.ContractFacts,
    Award: rows.SupplierPart,
    Extension: rows.ExtensionPart,
}
"""Table -> the shape that says which of its columns are public; every other table is private as a whole."""

PRIVATE = (ContractBuyer, FrameworkUser, LinkProposal, Release, MergeProposal, SupplierName, Import, Finding)
STATES = {"arrangement", "volume", "held_reason", "held_digest", "left_out_reason", "value_kind"}
"""What decides whether and how there is a row: a token in it would change the test. The text of what holds a contract
is in no row, nor why one is left out of the register, because such a contract has none."""


@pytest.fixture
def full(register: Any, now: datetime) -> Contract:
    """A contract with something in every table of the register."""
    supplier, other = register.supplier(), register.supplier("Other Ltd")
    service = register.cast.service.id
    contract: Contract = register.contract(supplier, service=service, arrangement="framework", extension_months=12)
    with writing():
        ServiceLine.put(service, {"segment": "Homes"}, by=None, at=now)
        FrameworkUser.allow(contract.id, register.cast.westmoor.id, by=None, at=now)
        ContractBuyer.join(contract.id, register.cast.westmoor.id, by=None, at=now)
        MergeProposal.propose(supplier.id, other.id, "officer", now)
        counts = Counts(unchanged=1)
        Import.keep(contract.authority_id, "f.csv", "d", counts, [NewFinding(1, "c", "v", "p", "a")], by=None, at=now)
    register.act(contract, "extend", months=6, decided_on=date(2026, 5, 1), why="why")
    register.act(contract, "hold", "postcode", "digest")
    register.act(contract, "release", "why")
    return contract


def _plant(table: Any) -> list[str]:
    """A token in each column of words that is not public, of every row; gives the tokens."""
    public = set(PUBLIC[table].__annotations__) if table in PUBLIC else set()
    texts = [
        name
        for name, field in table._meta.fields.items()
        if type(field) is peewee.TextField and name not in public | STATES and not _checked(table, name)
    ]
    tokens = {name: f"TOKEN-{table.__name__}-{name}" for name in texts}
    if tokens:
        with writing():
            table.update(**tokens).execute()
    return list(tokens.values())


def _checked(table: Any, name: str) -> bool:
    """Whether the database knows all words that the column may hold."""
    rules = [peewee.Context().sql(rule).query()[0] for rule in table._meta.constraints or ()]
    return any(f"{name} IN " in rule for rule in rules)


def _leaked() -> list[str]:
    return [row.data for row in EditionRow.select() if "TOKEN" in (row.data or "")]


def test_no_private_column_of_any_register_table_stands_in_a_row(register: Any, full: Contract) -> None:
    tokens = [token for table in (*PUBLIC, *PRIVATE) for token in _plant(table)]
    assert len(tokens) > 15
    register.close()
    assert list(register.rows("contract")) == [full.slug]
    assert _leaked() == []
    assert "TOKEN" not in json.dumps(released.released())


def test_control_a_column_that_is_added_to_the_list_is_caught(
    register: Any, full: Contract, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(rows.ContractFacts.__annotations__, "source_digest", str)
    with writing():
        Contract.update(source_digest="TOKEN-Contract-source_digest").execute()
    register.close()
    assert len(_leaked()) == 1


def test_people_are_in_no_row(register: Any, full: Contract) -> None:
    register.close()
    told = json.dumps(released.released())
    for person in (register.cast.dana, register.cast.erin):
        assert person.name not in told
        assert person.email not in told
    assert register.cast.fairshire.duty_phone not in told


def test_the_shapes_name_columns_that_exist_and_rows_hold_just_those(register: Any, full: Contract) -> None:
    own = {"within", "formerly", "start_known", "last_possible_end"} | {"slug", "name"}
    for table, shape in PUBLIC.items():
        beyond = set(shape.__annotations__) - set(table._meta.fields)
        assert not beyond - own - set(rows.SupplierPart.__annotations__)
    register.close()
    edition = Edition.get()
    shapes = {
        "asked": rows.AskedRow,
        "authority": rows.AuthorityRow,
        "contract": rows.ContractRow,
        "market": rows.MarketRow,
        "service": rows.ServiceRow,
        "spend": rows.SpendRow,
        "totals": rows.TotalsRow,
        "withheld": rows.WithheldRow,
    }
    assert tuple(shapes) == rows.KINDS
    assert {row.kind for row in edition.rows()} <= set(shapes)
    for row in edition.rows():
        assert set(json.loads(row.data or "")) == set(shapes[row.kind].__annotations__)


def test_parts_hold_just_what_is_named(register: Any, full: Contract) -> None:
    register.close()
    row = register.rows("contract")[full.slug]
    assert set(row["suppliers"][0]) == set(rows.SupplierPart.__annotations__)
    assert row["users"] == row["buyers"] == [{"slug": "westmoor", "name": "Westmoor County Council"}]
    extended = {"months": 6, "was_ends_on": "2027-03-31", "ends_on": "2027-09-30", "decided_on": "2026-05-01"}
    assert row["extensions"] == [extended]
    assert row["last_possible_end"] == "2028-03-31"
    assert register.rows("service")["supported-accommodation"]["segment"] == "Homes"


def test_every_table_of_the_register_is_looked_at() -> None:
    register = {table for table in TABLES if table.__module__.startswith("models.register.")}
    of_editions = {table for table in register if table.__module__.endswith((".edition", ".take_down"))}
    assert register - of_editions == {*PUBLIC, *PRIVATE} - {Authority, Service}


@pytest.mark.parametrize("values", [{"volume": "spot"}, {"held_reason": "postcode", "held_digest": "d"}])
def test_a_purchase_for_one_person_and_what_is_held_cannot_become_a_row(values: dict[str, str]) -> None:
    with pytest.raises(ValueError):
        rows.contract_row(Contract(slug="ef-1", title="T", **values), rows.Terms())


def test_canonical_json_is_always_the_same_bytes() -> None:
    assert rows.canonical({"b": "é’", "a": [1, None]}) == '{"a":[1,null],"b":"é’"}'
