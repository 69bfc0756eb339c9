"""What the public record is written from: of corrections, which contracts they touched, and not what stood there."""

from datetime import datetime
from typing import Any

from models.register.award import NewAward
from portal.releasing import released, work
from portal.releasing.once import once

LAW = "Data protection: a child’s name."
QUARTER = "2026-27-Q2"


def correct(register: Any, reason: str, now: datetime) -> None:
    work.correct(QUARTER, register.cast.fairshire, reason, None, now)


def touched() -> list[tuple[int, str]]:
    return [(one["revision"], one["slug"]) for one in released.corrected()]


def test_a_correction_names_what_it_changed_and_added_and_nothing_else(register: Any, now: datetime) -> None:
    changed, _same = register.contract(), register.contract()
    register.close()
    assert touched() == []
    register.act(changed, "change", {"title": "Short breaks"})
    register.contract()
    correct(register, "A title was wrong, and one was forgotten.", now)
    correct(register, "Nothing more.", now)
    assert touched() == [(1, "ef-1"), (1, "ef-3")]
    assert {(one["authority"], one["period_key"]) for one in released.corrected()} == {("fairshire", QUARTER)}


def test_a_correction_that_leaves_a_contract_out_names_it(register: Any, now: datetime) -> None:
    contract = register.contract()
    register.close()
    register.act(contract, "change", {"value_pence": 400_000})
    correct(register, "It is below the threshold.", now)
    assert touched() == [(1, "ef-1")]


def test_what_was_taken_down_is_named_by_no_correction(register: Any, now: datetime) -> None:
    contract = register.contract()
    register.contract()
    register.close()
    register.act(contract, "change", {"title": "Short breaks"})
    correct(register, "A title was wrong.", now)
    work.ask_take_down("fairshire/ef-1", LAW, register.cast.dana.id, now)
    work.agree_take_down("fairshire/ef-1", register.cast.erin.id, now)
    assert touched() == []


def gone() -> list[tuple[int, str, str]]:
    return [(one["revision"], one["kind"], one["slug"]) for one in once()]


def test_the_pages_that_a_correction_leaves_out_are_known_by_their_addresses_alone(
    register: Any, now: datetime
) -> None:
    kite = {"group_name": "Kite Club", "group_source": "Its letter"}
    contract = register.contract(register.supplier("Harbour", **kite), arrangement="framework")
    other = register.contract(register.supplier("Anchor"))
    register.close()
    assert gone() == []
    register.act(other, "change", {"title": "Short breaks"})
    correct(register, "A title was wrong.", now)
    register.act(contract, "change", {"value_pence": 400_000})
    correct(register, "It is below the threshold.", now)
    assert gone() == [(2, "contract", "ef-1"), (2, "framework", "ef-1"), (2, "group", "kite-club"),
                      (2, "supplier", "harbour")]  # fmt: skip


def test_what_is_taken_down_later_is_counted_in_the_quarters_that_held_it(register: Any, now: datetime) -> None:
    register.contract()
    register.contract()
    register.close()
    work.ask_take_down("fairshire/ef-1", LAW, register.cast.dana.id, now)
    work.agree_take_down("fairshire/ef-1", register.cast.erin.id, now)
    assert taken_out() == [1]
    correct(register, "Nothing more.", now)
    assert taken_out() == [1]


def taken_out() -> list[int]:
    return [row["taken_down"] for one in released.released() for row in one["rows"]["withheld"]]


def test_of_what_was_redacted_or_taken_down_no_name_stays(register: Any, now: datetime) -> None:
    hidden, removed = (register.contract(register.supplier(name)) for name in ("Harbour Ltd", "Anchor Ltd"))
    register.contract()
    register.close()
    words = "REDACTED PERSONAL DATA"
    work.redact_supplier(hidden, words, by=register.cast.dana.id, now=now, version=hidden.version)
    correct(register, "One person trades under that name.", now)
    assert gone() == []
    register.act(removed, "change", {"value_pence": 400_000})
    correct(register, "It is below the threshold.", now)
    assert gone() == [(2, "contract", "ef-2"), (2, "supplier", "anchor-ltd")]
    work.ask_take_down("fairshire/ef-2", LAW, register.cast.dana.id, now)
    work.agree_take_down("fairshire/ef-2", register.cast.erin.id, now)
    assert gone() == []


def test_a_name_that_was_redacted_stays_nowhere_whatever_happens_to_its_contracts_after_it(
    register: Any, now: datetime
) -> None:
    harbour = register.supplier("Harbour Ltd")
    hidden, other = register.contract(harbour), register.contract(harbour)
    register.contract()
    register.close()
    words = "REDACTED PERSONAL DATA"
    work.redact_supplier(hidden, words, by=register.cast.dana.id, now=now, version=hidden.version)
    correct(register, "One person trades under that name.", now)
    for contract in (hidden, other):
        register.act(contract, "change", {"value_pence": 400_000})
    correct(register, "They are below the threshold.", now)
    assert gone() == [(2, "contract", "ef-1"), (2, "contract", "ef-2")]


def test_of_a_contract_that_is_held_no_supplier_stays(register: Any, now: datetime) -> None:
    contract = register.contract(register.supplier("Harbour Ltd"))
    other = register.contract(register.supplier("Anchor Ltd"))
    register.close()
    register.act(contract, "hold", "foster carer", "0" * 64)
    register.act(other, "change", {"value_pence": 400_000})
    correct(register, "It may tell who somebody is.", now)
    assert gone() == [(1, "contract", "ef-1"), (1, "contract", "ef-2"), (1, "supplier", "anchor-ltd")]


def test_a_supplier_in_whose_place_a_correction_puts_another_leaves_its_address(register: Any, now: datetime) -> None:
    anchor, harbour = register.supplier("Anchor Ltd"), register.supplier("Harbour Ltd")
    contract = register.contract(anchor)
    register.close()
    register.act(contract, "change", {}, awards=[NewAward(harbour.id)])
    correct(register, "It was another.", now)
    assert gone() == [(1, "supplier", "anchor-ltd")]
    work.redact_supplier(contract, "REDACTED PERSONAL DATA", by=None, now=now, version=contract.version)
    correct(register, "One person trades under that name.", now)
    assert gone() == [], "who reads the register of before does not learn the name from the addresses"
