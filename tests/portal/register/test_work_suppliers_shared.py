"""Suppliers that several authorities share, on either store: who sees them, who may merge them."""

import pytest

from models.conflicts import NotYours
from models.register.award import Award
from models.register.contract import Contract
from models.register.merge_proposal import MergeProposal
from models.register.supplier import Supplier
from portal.register import supplier_work, suppliers
from tests.fixtures.cast import Cast
from tests.portal.register.desk import imported
from tests.portal.register.taking import HEADINGS

HERE = (
    "R1,Lodgings,2026-04-01,2029-03-31,5000,Rowan Ltd",
    "R2,Short breaks,2026-05-01,2029-03-31,5000,Rowan Limited",
    "R3,Advocacy,2026-04-01,2029-03-31,5000,Rowan Ltd",
)
THERE = "W1,Care,2026-04-01,2029-03-31,5000,Rowan Limited"
ELSEWHERE = "E1,Care,2026-04-01,2029-03-31,5000,Rowan Ltd"


@pytest.fixture
def shared(cast: Cast, now) -> Cast:
    """Fairshire pays both names, Westmoor (which has people) one, Elsham (which has none) the other."""
    imported(cast.fairshire, *HERE, now=now)
    imported(cast.westmoor, THERE, now=now)
    headings = f"OrganisationLabel,{HEADINGS}\n"
    imported(cast.fairshire, content=f"{headings}Elsham Council,{ELSEWHERE}".encode(), now=now)
    return cast


def both() -> tuple[Supplier, Supplier]:
    return Supplier.get(Supplier.slug == "rowan-ltd"), Supplier.get(Supplier.slug == "rowan-limited")


def test_a_supplier_is_seen_by_those_who_pay_it(shared: Cast) -> None:
    seen = {one.slug for one in suppliers.of_authorities([shared.westmoor.id])}
    assert seen == {"rowan-limited"}
    part = suppliers.found([shared.fairshire.id], "rowan", 1)
    assert [(line.supplier.name, line.contracts) for line in part.items] == [("Rowan Limited", 1), ("Rowan Ltd", 2)]
    assert suppliers.found([], "", None).total == 0


def test_a_side_says_who_else_pays_and_shows_none_of_their_contracts(shared: Cast) -> None:
    ltd, limited = (suppliers.side(one, [shared.fairshire.id], [shared.fairshire.id]) for one in both())
    assert [contract.reference for contract in ltd.contracts] == ["R3", "R1"]
    assert (ltd.keepers, ltd.others, ltd.may_go) == ([], ["Elsham Council"], True)
    assert (limited.keepers, limited.others, limited.may_go) == (["Westmoor County Council"], [], False)


def test_a_name_in_anothers_register_does_not_go(shared: Cast, now) -> None:
    ltd, limited = both()
    (asked,) = suppliers.proposals([shared.westmoor.id])
    with pytest.raises(NotYours):
        supplier_work.merge(asked, ltd, [shared.fairshire.id], by=shared.joan.id, now=now)
    assert MergeProposal.get().answer is None
    supplier_work.merge(asked, limited, [shared.fairshire.id], by=shared.joan.id, now=now)
    assert {award.supplier_id for award in Award.select()} == {limited.id}
    assert len(suppliers.contracts(limited, [shared.fairshire.id])) == 3
    assert suppliers.proposals([shared.fairshire.id]) == []


def test_who_keeps_both_registers_may_choose_either_name(shared: Cast, now) -> None:
    ltd, _ = both()
    (asked,) = suppliers.proposals([shared.fairshire.id])
    mine = [shared.fairshire.id, shared.westmoor.id]
    supplier_work.merge(asked, ltd, mine, by=shared.joan.id, now=now)
    assert {award.supplier_id for award in Award.select()} == {ltd.id}


def test_only_pairs_with_a_supplier_of_ones_own_are_shown(shared: Cast, now) -> None:
    assert len(suppliers.proposals([shared.fairshire.id])) == 1
    assert len(suppliers.proposals([shared.westmoor.id])) == 1
    assert suppliers.proposals([]) == []
    supplier_work.keep_apart(suppliers.proposals([shared.westmoor.id])[0], by=shared.gita.id, now=now)
    assert suppliers.proposals([shared.fairshire.id]) == []


def test_a_search_finds_names_that_differ_by_habit(shared: Cast) -> None:
    here = [shared.fairshire.id]
    for text in ("ROWAN LIMITED", "rowan l.t.d.", "Rowan Company"):
        assert suppliers.found(here, text, 1).total == 2
    assert suppliers.found(here, "100%", 1).total == 0
    assert suppliers.found(here, "_", 1).total == 0
    assert Contract.select().count() == 5
