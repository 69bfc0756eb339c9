"""Contracts of a whole file at once."""

from datetime import date
from typing import Any

import pytest

from models.conflicts import Stale
from models.register.award import Award, NewAward
from models.register.contract import Contract
from models.register.supplier import SupplierName
from models.register.taking_contracts import ChangedContract, Known, NewContract, add_many, change_many, known
from models.register.taking_in import Counts, Import
from models.store import writing

SHORT_BREAKS = {"reference": "EF-1", "title": "Short breaks", "starts_on": date(2026, 4, 1), "value_pence": 12_000_00}
FRAMEWORK = {"reference": "EF-2", "title": "Fostering", "arrangement": "framework", "value_pence": 100, "places": 40}


def _add(register: Any, *contracts: NewContract) -> list[int]:
    with writing():
        taken = Import.keep(register.cast.fairshire.id, "f.csv", "d", Counts(new=len(contracts)), **register.stamp)
        return add_many(register.cast.fairshire.id, contracts, taken_in=taken, **register.stamp)


def _change(register: Any, *changes: ChangedContract) -> None:
    with writing():
        change_many(changes, taken_in=None, **register.stamp)


def test_contracts_are_added_with_their_awards_in_the_order_of_the_file(register: Any) -> None:
    one, other = register.supplier("Beta"), register.supplier("Alpha")
    ids = _add(
        register,
        NewContract(SHORT_BREAKS, [NewAward(one.id, value_pence=5, awarded_on=date(2026, 3, 1))], "s1"),
        NewContract(FRAMEWORK, [NewAward(one.id, "1"), NewAward(other.id, "1"), NewAward(other.id, "1")], "s2"),
    )
    first, second = (Contract.get_by_id(one) for one in ids)
    assert (first.slug, first.value_kind, first.ends_on, first.source_digest) == ("ef-1", "whole", None, "s1")
    assert (second.slug, second.value_kind, second.places, second.origin) == ("ef-2", "nominal", 40, "file")
    assert (first.version, first.changed_by, first.created_at) == (1, register.cast.dana, register.now)
    assert first.taken_in.file_name == "f.csv"
    awards = Award.of(Contract.authority == register.cast.fairshire.id)
    assert [(award.supplier.name, award.lot, award.value_pence) for award in awards[ids[0]]] == [("Beta", "", 5)]
    assert [(award.supplier.name, award.lot) for award in awards[ids[1]]] == [("Alpha", "1"), ("Beta", "1")]


def test_a_clash_of_references_keeps_both_with_slugs_of_their_own(register: Any) -> None:
    register.contract(reference="EF-1")
    _add(register, NewContract(SHORT_BREAKS), NewContract(SHORT_BREAKS | {"title": "Other"}), NewContract(FRAMEWORK))
    slugs = [contract.slug for contract in Contract.select().order_by(Contract.id)]
    assert slugs == ["ef-1", "ef-1-2", "ef-1-3", "ef-2"]


def test_what_the_guard_holds_when_it_comes_has_a_slug_that_says_nothing(register: Any) -> None:
    [held] = _add(register, NewContract({"reference": "JS 14/3/2011", "title": "One"}, held=("birthday", "d1")))
    contract = Contract.get_by_id(held)
    assert (contract.slug, contract.held_reason, contract.held_digest) == ("contract", "birthday", "d1")


def test_what_is_known_is_read_in_two_queries_however_many_there_are(register: Any, count_queries: Any) -> None:
    one = register.supplier("Beta Ltd")
    with writing():
        SupplierName.note(one.id, "BETA", "westmoor")
    register.contract(authority=register.cast.westmoor)
    ids = _add(register, NewContract(SHORT_BREAKS, [NewAward(one.id)], "s1"), NewContract(FRAMEWORK))
    first, second = known(register.cast.fairshire.id)
    assert first == Known(
        ids[0], "ef-1", 1, "EF-1", "Short breaks", date(2026, 4, 1), "s1", None, None, frozenset({"BETA", "Beta Ltd"})
    )
    assert (second.starts_on, second.suppliers) == (None, frozenset())
    assert count_queries(lambda: known(register.cast.fairshire.id)) == 2


def test_contracts_are_changed_and_what_is_not_said_stays(register: Any) -> None:
    one, other = register.supplier("Beta"), register.supplier("Alpha")
    ids = _add(
        register, NewContract(SHORT_BREAKS, [NewAward(one.id)], "s1"), NewContract(FRAMEWORK, [NewAward(one.id)])
    )
    _change(
        register,
        ChangedContract(ids[0], 1, {"value_pence": 100, "ends_on": date(2027, 3, 31)}, [NewAward(other.id)], "s2"),
        ChangedContract(ids[1], 1, {"value_pence": None}, held=("initials", "d1")),
    )
    first, second = (Contract.get_by_id(one) for one in ids)
    assert (first.title, first.ends_on, first.value_kind) == ("Short breaks", date(2027, 3, 31), "nominal")
    assert (first.slug, first.version, first.source_digest, first.taken_in) == ("ef-1", 2, "s2", None)
    assert (second.value_kind, second.places, second.held_reason) == ("unknown", 40, "initials")
    awards = Award.of(Contract.id.in_(ids))
    assert [award.supplier for award in awards[ids[0]]] == [other]
    assert [award.supplier for award in awards[ids[1]]] == [one]


def test_no_import_lifts_a_hold(register: Any) -> None:
    [held] = _add(register, NewContract(SHORT_BREAKS, held=("initials", "d1")))
    _change(register, ChangedContract(held, 1, {"title": "Without initials"}))
    assert Contract.get_by_id(held).held_reason == "initials"


def test_when_one_has_moved_on_none_is_changed(register: Any) -> None:
    ids = _add(register, NewContract(SHORT_BREAKS), NewContract(FRAMEWORK))
    register.act(Contract.get_by_id(ids[1]), "change", {"title": "Fostering, from an officer"})
    with pytest.raises(Stale) as caught:
        _change(register, *(ChangedContract(one, 1, {"title": "From the file"}) for one in ids))
    assert (caught.value.version, caught.value.name) == (2, "Dana Dean")
    assert {contract.title for contract in Contract.select()} == {"Short breaks", "Fostering, from an officer"}


def test_what_is_no_term_of_a_contract_is_refused(register: Any) -> None:
    with pytest.raises(ValueError, match="Not part of a contract: slug"):
        _add(register, NewContract(SHORT_BREAKS | {"slug": "mine"}))
    [one] = _add(register, NewContract(SHORT_BREAKS))
    with pytest.raises(ValueError, match="Not part of a contract: version"):
        _change(register, ChangedContract(one, 1, {"version": 7}))


def test_five_hundred_contracts_cost_as_many_statements_as_one(register: Any, count_queries: Any) -> None:
    one = register.supplier("Beta")

    def contracts(number: int) -> list[NewContract]:
        return [NewContract({"title": f"Contract {i}"}, [NewAward(one.id)]) for i in range(number)]

    def change(number: int) -> None:
        rows = Contract.select().order_by(Contract.id).limit(number)
        _change(
            register, *(ChangedContract(row.id, row.version, {"area": "North"}, [NewAward(one.id)]) for row in rows)
        )

    single = count_queries(lambda: _add(register, *contracts(1)))
    assert count_queries(lambda: _add(register, *contracts(500))) == single
    assert count_queries(lambda: _add(register, *contracts(1500))) == single + 2 * 2
    assert count_queries(lambda: change(500)) == count_queries(lambda: change(1))
    assert Contract.select().where(Contract.area == "North").count() == 500
    assert Award.select().count() == Contract.select().count() == 2001
