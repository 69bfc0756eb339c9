"""Each rule of the register’s tables is broken once, on either engine, and says its name."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import peewee
import pytest

from models import schema
from models.conflicts import broken_rule
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
from models.register.take_down import TakeDown
from models.register.taking_in import Finding, Import
from models.store import writing

DAY = date(2026, 10, 5)
EARLIER = DAY - timedelta(days=1)


def _rows(register: Any) -> dict[type, dict[str, Any]]:
    """A good row of each table, not yet there."""
    cast, now = register.cast, register.now
    one, other = register.supplier(uuid4().hex), register.supplier(uuid4().hex)
    contract = register.contract(reference=uuid4().hex)
    with writing():
        taken = Import.create(**_import(register))
        edition = Edition.create(**_edition(register) | {"period_key": uuid4().hex})
    extended = {"months": 6, "was_ends_on": EARLIER, "ends_on": DAY, "decided_on": DAY, "why": "w"}
    return {
        Award: {"contract": contract, "supplier": one, "lot": "1"},
        Contract: {"authority": cast.fairshire, "slug": uuid4().hex, "title": "T", "created_at": now},
        Edition: _edition(register),
        EditionRow: {"edition": edition, "kind": "contract", "slug": "s", "data": "{}", "digest": "d"},
        Extension: {"contract": contract, "by": cast.dana, "at": now, **extended},
        Finding: {"import_": taken, "column": "c", "value": "v", "problem": "p", "action": "a"},
        ContractBuyer: {"contract": contract, "authority": cast.westmoor},
        FrameworkUser: {"contract": contract, "authority": cast.westmoor},
        Import: _import(register),
        LinkProposal: {"supplier": one, "provider": cast.harbour, "why": "same_name", "made_at": now},
        MergeProposal: {"a": one, "b": other, "why": "officer", "made_at": now},
        Release: {"contract": contract, "digest": "d", "reason": "r", "why": "w", "by": cast.dana, "at": now},
        ServiceLine: {"service": cast.service},
        Supplier: {"slug": uuid4().hex, "name": "N"},
        SupplierName: {"supplier": one, "name": "New", "source": "s", "folded": "new"},
        TakeDown: {"authority": cast.fairshire, "slug": "s", "reason": "r", "asked_by": cast.dana, "asked_at": now},
    }


def _import(register: Any) -> dict[str, Any]:
    counts = {"read": 4, "new": 1, "changed": 1, "unchanged": 1, "rejected": 1}
    what = {"authority": register.cast.fairshire, "file_name": "f", "file_digest": "d", "state": "applied"}
    return {**what, **counts, "at": register.now}


def _edition(register: Any) -> dict[str, Any]:
    what = {"authority": register.cast.fairshire, "period_key": "2026-27-Q2", "as_at": DAY}
    return {**what, "closed_at": register.now, "digest": "d"}


TAKEN_DOWN = {"data": None, "taken_down_at": "now", "reason": "r", "asked_by": "dana", "agreed_by": "erin"}
BY_VALUE: dict[str, tuple[type[peewee.Model], dict[str, Any]]] = {
    "an_award_is_worth_no_less_than_nothing": (Award, {"value_pence": -1}),
    "a_contract_has_a_title": (Contract, {"title": ""}),
    "the_arrangement_of_a_contract_is_known": (Contract, {"arrangement": "handshake"}),
    "the_volume_of_a_contract_is_known": (Contract, {"volume": "some"}),
    "how_a_contract_is_paid_is_known": (Contract, {"payment": "barter"}),
    "how_a_contract_was_invited_is_known": (Contract, {"process": "whisper"}),
    "a_cost_is_fixed_or_estimated": (Contract, {"fixed_cost": "perhaps"}),
    "where_a_contract_comes_from_is_known": (Contract, {"origin": "rumour"}),
    "a_contract_ends_after_it_starts": (Contract, {"starts_on": DAY, "ends_on": EARLIER}),
    "a_contract_ends_no_later_than_its_last_end": (Contract, {"ends_on": DAY, "last_end_on": EARLIER}),
    "an_extension_is_no_less_than_nothing": (Contract, {"extension_months": -1}),
    "a_contract_is_worth_no_less_than_nothing": (Contract, {"value_pence": -1, "value_kind": "whole"}),
    "irrecoverable_vat_is_no_less_than_nothing": (Contract, {"irrecoverable_vat_pence": -1}),
    "places_are_counted_from_nought": (Contract, {"places": -1}),
    "lots_are_counted_from_one": (Contract, {"lots": 0}),
    "the_kind_of_a_value_is_known": (Contract, {"value_pence": 1, "value_kind": "weekly"}),
    "a_value_is_there_or_unknown": (Contract, {"value_pence": 1}),
    "a_nominal_value_is_a_pound_or_none": (Contract, {"value_pence": 101, "value_kind": "nominal"}),
    "what_is_held_is_held_for_a_text": (Contract, {"held_reason": "postcode"}),
    "revisions_are_counted_from_nought": (Edition, {"revision": -1, "reason": "r"}),
    "a_revision_says_why": (Edition, {"revision": 1}),
    "a_reason_of_a_revision_says_something": (Edition, {"revision": 1, "reason": ""}),
    "a_row_is_there_or_says_when_it_was_taken_down": (EditionRow, {"data": None}),
    "what_was_taken_down_says_why_and_by_whom": (EditionRow, TAKEN_DOWN | {"reason": None}),
    "two_people_take_a_row_down": (EditionRow, TAKEN_DOWN | {"agreed_by": "dana"}),
    "what_is_left_out_says_why": (Contract, {"left_out_reason": "", "left_out_at": "now"}),
    "with_a_file_only_what_is_left_out": (Contract, {"left_out_with": 1}),
    "what_is_left_out_says_when": (Contract, {"left_out_reason": "Entered twice."}),
    "an_extension_is_of_a_month_or_more": (Extension, {"months": 0}),
    "an_extension_makes_a_contract_longer": (Extension, {"ends_on": EARLIER}),
    "a_row_is_numbered_as_a_spreadsheet_does": (Finding, {"row": 0}),
    "a_file_is_applied_or_refused": (Import, {"state": "tried"}),
    "every_row_that_was_read_is_accounted_for": (Import, {"read": 5}),
    "rows_are_counted_from_nought": (Import, {"new": -1, "read": 2}),
    "a_refused_file_changes_nothing": (Import, {"state": "refused"}),
    "why_two_may_be_one_is_known": (MergeProposal, {"why": "hunch"}),
    "two_are_one_or_are_not": (MergeProposal, {"answer": "perhaps", "decided_by": "dana", "decided_at": "now"}),
    "an_answer_says_whose_and_when": (MergeProposal, {"answer": "yes", "decided_at": "now"}),
    "why_a_supplier_may_be_a_provider_is_known": (LinkProposal, {"why": "hunch"}),
    "a_supplier_is_a_provider_or_is_not": (
        LinkProposal,
        {"answer": "perhaps", "decided_by": "dana", "decided_at": "now"},
    ),
    "an_answer_about_a_link_says_whose_and_when": (LinkProposal, {"answer": "yes", "decided_at": "now"}),
    "the_stage_of_a_service_is_known": (ServiceLine, {"stage": "dream", "stage_since_on": DAY}),
    "a_stage_says_since_when": (ServiceLine, {"stage": "plan"}),
    "a_supplier_is_small_or_medium_or_not": (Supplier, {"sme": "perhaps"}),
    "a_supplier_is_voluntary_or_not": (Supplier, {"vcse": "perhaps"}),
    "a_supplier_says_of_which_register_its_charity_number_is": (Supplier, {"charity_number": "1090095"}),
    "the_register_of_a_suppliers_charity_number_is_known": (Supplier, {"charity_number": "1", "charity_register": "X"}),
    "a_group_says_where_it_is_known_from": (Supplier, {"group_name": "Aurora"}),
    "a_link_to_a_provider_is_confirmed_by_a_person": (Supplier, {"provider": "harbour", "linked_at": "now"}),
    "a_link_to_a_provider_says_since_when": (Supplier, {"provider": "harbour", "linked_by": "dana"}),
    "a_take_down_names_its_reason": (TakeDown, {"reason": ""}),
    "one_person_asks_and_another_agrees": (TakeDown, {"agreed_by": "dana", "agreed_at": "now"}),
    "an_agreement_says_whose_and_when": (TakeDown, {"agreed_by": "erin"}),
    "a_take_down_is_done_or_withdrawn": (TakeDown, {"agreed_by": "erin", "agreed_at": "now", "withdrawn_at": "now"}),
}
BY_ITSELF: dict[str, tuple[type[peewee.Model], str]] = {
    "a_contract_is_not_called_off_from_itself": (Contract, "within"),
    "a_supplier_is_not_merged_into_itself": (Supplier, "merged_into"),
}
IN_ORDER = "a_pair_is_written_in_one_order"
TWICE: dict[str, type[peewee.Model]] = {
    "a_lot_goes_to_a_supplier_once": Award,
    "a_contract_of_an_authority_has_its_slug": Contract,
    "a_quarter_has_each_revision_once": Edition,
    "an_edition_has_a_row_once": EditionRow,
    "an_authority_uses_a_framework_once": FrameworkUser,
    "an_authority_joins_a_contract_once": ContractBuyer,
    "a_link_is_proposed_once": LinkProposal,
    "a_pair_is_proposed_once": MergeProposal,
    "a_text_is_released_once": Release,
    "a_service_is_described_once": ServiceLine,
    "one_supplier_a_slug": Supplier,
    "a_supplier_has_a_name_once": SupplierName,
    "a_take_down_is_asked_for_once": TakeDown,
}


def _rule_broken_by(act: Callable[[], object]) -> str | None:
    with pytest.raises(peewee.IntegrityError) as caught, writing():
        act()
    return broken_rule(caught.value)


@pytest.mark.parametrize("name", BY_VALUE)
def test_a_value_that_breaks_a_rule_is_refused_by_its_name(register: Any, name: str) -> None:
    table, wrong = BY_VALUE[name]
    good = _rows(register)[table]
    wrong = {key: register.now if value == "now" else _of_the_cast(register, value) for key, value in wrong.items()}
    assert _rule_broken_by(lambda: table.create(**good | wrong)) == name
    with writing():
        table.create(**good)


def _of_the_cast(register: Any, value: Any) -> Any:
    return getattr(register.cast, value, value) if isinstance(value, str) else value


@pytest.mark.parametrize("name", BY_ITSELF)
def test_a_row_that_refers_to_itself_is_refused_by_name(register: Any, name: str) -> None:
    table, column = BY_ITSELF[name]
    good = _rows(register)[table]
    with writing():
        row = table.create(**good)
    own = table.update({column: row.get_id()}).where(table._meta.primary_key == row.get_id())
    assert _rule_broken_by(own.execute) == name


def test_a_pair_in_the_other_order_is_refused_by_name(register: Any) -> None:
    good = _rows(register)[MergeProposal]
    assert _rule_broken_by(lambda: MergeProposal.create(**good | {"a": good["b"], "b": good["a"]})) == IN_ORDER


@pytest.mark.parametrize("name", TWICE)
def test_a_second_row_that_breaks_a_rule_is_refused_by_its_name(register: Any, name: str) -> None:
    table = TWICE[name]
    row = _rows(register)[table]
    with writing():
        table.create(**row)
    assert _rule_broken_by(lambda: table.create(**row)) == name


def test_no_rule_of_the_register_is_forgotten_here() -> None:
    tables = [table for table in schema.TABLES if table.__module__.startswith("models.register.")]
    assert tables
    checks = {check.nodes[1]._path[0] for table in tables for check in table._meta.constraints or ()}
    uniques = {index._name for table in tables for index in table._meta.indexes if getattr(index, "_unique", False)}
    assert checks == {*BY_VALUE, *BY_ITSELF, IN_ORDER}
    assert uniques == set(TWICE)
