"""Contracts that officers enter, change, extend and end."""

from datetime import date
from typing import Any

import pytest

from models.conflicts import NotNow, Stale
from models.register.award import Award, NewAward
from models.register.contract import Contract
from models.register.extension import Extension
from models.store import writing


def test_a_contract_gets_the_slug_of_its_reference_and_keeps_it(register: Any) -> None:
    first, second = register.contract(reference="EF/2026 7"), register.contract(reference="EF/2026 7")
    elsewhere = register.contract(reference="EF/2026 7", authority=register.cast.westmoor)
    assert [first.slug, second.slug, elsewhere.slug] == ["ef-2026-7", "ef-2026-7-2", "ef-2026-7"]
    register.act(first, "change", {"reference": "Other"})
    assert Contract.get_by_id(first.id).slug == "ef-2026-7"
    assert (register.last_event().action, register.last_event().subject) == (
        "contract.changed",
        "contract:fairshire/ef-2026-7",
    )


def test_no_slug_is_made_of_a_title(register: Any) -> None:
    assert register.contract(reference="", title="Placement of J S").slug == "contract"
    assert register.contract(reference="", title="Placement of J S").slug == "contract-2"


def test_ten_that_enter_the_same_reference_at_once_get_ten_slugs(register: Any, together: Any) -> None:
    slugs = together(lambda _: register.contract(reference="EF-9").slug, 10)
    assert set(slugs) == {"ef-9", *(f"ef-9-{number}" for number in range(2, 11))}


def test_the_kind_of_a_value_follows_from_it_unless_it_is_said(register: Any) -> None:
    assert register.contract().value_kind == "unknown"
    assert register.contract(value_pence=0, arrangement="framework").value_kind == "nominal"
    assert register.contract(value_pence=100, arrangement="stand_alone").value_kind == "whole"
    contract = register.contract(value_pence=500, value_kind="yearly")
    register.act(contract, "change", {"value_pence": 700})
    assert contract.value_kind == "yearly"
    register.act(contract, "change", {"value_pence": 100, "arrangement": "framework"})
    assert contract.value_kind == "nominal"
    register.act(contract, "change", {"value_pence": None})
    assert Contract.get_by_id(contract.id).value_kind == "unknown"


def test_awards_go_to_several_suppliers_by_lot_and_are_read_in_one_query(register: Any, count_queries: Any) -> None:
    one, other = register.supplier("Beta"), register.supplier("Alpha")
    contract = register.contract(one, other, reference="EF-1")
    register.contract(one, reference="EF-2")
    mine = Contract.id == contract.id
    assert [award.supplier.name for award in Award.of(mine)[contract.id]] == ["Alpha", "Beta"]
    assert (
        count_queries(lambda: [a.supplier.name for awards in Award.of(Contract.id > 0).values() for a in awards]) == 1
    )
    lots = [NewAward(one.id, "1", 100), NewAward(one.id, "2"), NewAward(one.id, "2")]
    register.act(contract, "change", {}, awards=lots)
    assert [(award.lot, award.value_pence) for award in Award.of(mine)[contract.id]] == [("1", 100), ("2", None)]
    register.act(contract, "change", {"title": "Same awards"})
    assert len(Award.of(mine)[contract.id]) == 2


def test_of_two_officers_who_change_it_the_second_is_told(register: Any) -> None:
    contract = register.contract()
    theirs = Contract.get_by_id(contract.id)
    register.act(contract, "change", {"title": "Short breaks for all"})
    for verb, *said in (("change", {"title": "x"}), ("end", date(2026, 12, 31), "x"), ("hold", "postcode", "d1")):
        with pytest.raises(Stale) as caught:
            register.act(theirs, verb, *said)
        assert (caught.value.version, caught.value.name) == (2, "Dana Dean")
    assert Contract.get_by_id(contract.id).title == "Short breaks for all"


@pytest.mark.parametrize("name", ["slug", "authority_id", "version", "held_reason", "source_digest", "origin", "owner"])
def test_what_is_no_term_of_a_contract_cannot_be_changed(register: Any, name: str) -> None:
    contract = register.contract()
    with pytest.raises(ValueError, match="Not part of a contract"):
        register.act(contract, "change", {name: "x"})
    with pytest.raises(ValueError, match="Not part of a contract"):
        register.contract(**{name: "x"})


def test_a_service_of_another_authority_is_refused(register: Any) -> None:
    contract = register.contract(service=register.cast.service.id)
    elsewhere = register.cast.service_elsewhere.id
    with pytest.raises(ValueError, match="another authority"):
        register.act(contract, "change", {"service": elsewhere})
    with pytest.raises(ValueError, match="another authority"):
        register.contract(service=elsewhere)


def test_it_is_found_at_its_address_with_authority_and_service(register: Any, count_queries: Any) -> None:
    register.contract(service=register.cast.service.id)
    fairshire = register.cast.fairshire.id

    def look() -> None:
        found = Contract.of(fairshire, "ef-1")
        assert found
        assert (found.authority.slug, found.service.key) == ("fairshire", "supported-accommodation")

    assert count_queries(look) == 1
    assert Contract.of(fairshire, "ef-2") is None
    assert Contract.of(register.cast.westmoor.id, "ef-1") is None


def test_it_is_extended_by_months_until_its_options_are_used_up(register: Any) -> None:
    contract = register.contract(ends_on=date(2027, 3, 31), extension_months=18)
    assert contract.last_possible_end == date(2028, 9, 30)
    decided = {"decided_on": date(2026, 10, 1), "why": "Good work."}
    register.act(contract, "extend", months=12, **decided)
    assert (contract.ends_on, contract.extension_months) == (date(2028, 3, 31), 6)
    assert contract.last_possible_end == date(2028, 9, 30)
    register.act(contract, "extend", ends_on=date(2028, 12, 31), **decided)
    stored = Contract.get_by_id(contract.id)
    assert (stored.ends_on, stored.extension_months, stored.version) == (date(2028, 12, 31), 0, 3)
    assert [(one.months, one.was_ends_on, one.ends_on, one.why) for one in Extension.of(contract.id)] == [
        (12, date(2027, 3, 31), date(2028, 3, 31), "Good work."),
        (None, date(2028, 3, 31), date(2028, 12, 31), "Good work."),
    ]
    assert (register.last_event().before, register.last_event().after) == ("2028-03-31", "2028-12-31")


def test_the_latest_end_that_was_said_as_a_day_moves_only_when_it_must(register: Any) -> None:
    contract = register.contract(ends_on=date(2027, 3, 31), last_end_on=date(2028, 3, 31))
    decided = {"decided_on": date(2026, 10, 1), "why": "w"}
    register.act(contract, "extend", months=6, **decided)
    assert contract.last_possible_end == date(2028, 3, 31)
    register.act(contract, "extend", months=12, **decided)
    assert contract.last_possible_end == contract.ends_on == date(2028, 9, 30)


@pytest.mark.parametrize(
    "by", [{}, {"months": 0}, {"ends_on": date(2027, 3, 31)}, {"months": 1, "ends_on": date(2028, 3, 31)}], ids=str
)
def test_an_extension_says_by_how_much_and_to_a_later_day(register: Any, by: dict[str, Any]) -> None:
    contract = register.contract(ends_on=date(2027, 3, 31))
    with pytest.raises(ValueError, match="by how many months"):
        register.act(contract, "extend", **by, decided_on=date(2026, 10, 1), why="w")
    assert Contract.get_by_id(contract.id).version == 1


def test_a_contract_without_an_end_is_not_extended(register: Any) -> None:
    contract = register.contract(ends_on=None)
    assert contract.last_possible_end is None
    with pytest.raises(NotNow, match="no end"):
        register.act(contract, "extend", months=6, decided_on=date(2026, 10, 1), why="w")


def test_it_ends_early_for_good(register: Any) -> None:
    contract = register.contract(ends_on=date(2027, 3, 31), extension_months=12, last_end_on=date(2028, 3, 31))
    with pytest.raises(ValueError, match="before it starts"):
        register.act(contract, "end", date(2026, 3, 31), "Never began.")
    register.act(contract, "end", date(2026, 12, 31), "By agreement.")
    stored = Contract.get_by_id(contract.id)
    assert (stored.ends_on, stored.ends_note, stored.last_possible_end) == (
        date(2026, 12, 31),
        "By agreement.",
        date(2026, 12, 31),
    )
    with pytest.raises(NotNow, match="ended"):
        register.act(contract, "end", date(2026, 12, 31), "Again.")


def test_writing_outside_a_write_is_refused(register: Any) -> None:
    contract = register.contract()
    with pytest.raises(RuntimeError, match="inside writing"):
        contract.change({"title": "x"}, by=None, at=register.now, version=1)
    with writing():
        contract.change({"title": "x"}, by=None, at=register.now, version=1)
