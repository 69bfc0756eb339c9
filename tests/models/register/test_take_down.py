"""Taking down: one asks, another does it, and it is gone from every edition."""

from typing import Any

import pytest

from models.audit import AuditEvent
from models.conflicts import AlreadyDone, NeedsAnother, NotNow, Taken
from models.register.contract import Contract
from models.register.edition import Edition, EditionRow, NewRow, breaks
from models.register.take_down import TakeDown
from models.store import writing

LAW = "Section 12 of the Administration of Justice Act 1960"


def _ask(register: Any, slug: str = "ef-1", **other: Any) -> TakeDown:
    with writing():
        return TakeDown.ask(register.cast.fairshire.id, slug, LAW, **register.stamp | other)


def _agree(register: Any, asked: TakeDown, **other: Any) -> int:
    with writing():
        return asked.agree(**{"by": register.cast.erin.id, "at": register.now} | other)


def _publish_twice(register: Any) -> Contract:
    contract: Contract = register.contract()
    register.close()
    with writing():
        rows = [NewRow("contract", "ef-1", '{"title":"Short breaks for J S"}'), NewRow("supplier", "ef-1", "{}")]
        as_at = Edition.get().as_at
        Edition.revise(register.cast.fairshire.id, "2026-27-Q2", rows, reason="r", as_at=as_at, **register.stamp)
    return contract


def test_it_is_gone_from_every_edition_and_the_digests_stay(register: Any) -> None:
    contract = _publish_twice(register)
    assert _agree(register, _ask(register)) == 2
    gone = list(EditionRow.select().where(EditionRow.kind == "contract", EditionRow.slug == "ef-1"))
    assert [(row.data, row.reason, row.taken_down_at) for row in gone] == [(None, LAW, register.now)] * 2
    assert {(row.asked_by.name, row.agreed_by.name) for row in gone} == {("Dana Dean", "Erin Ellis")}
    assert all(row.digest for row in gone)
    assert EditionRow.select().where(~EditionRow.data.is_null()).count() == 2
    assert breaks() == []
    assert Contract.get_by_id(contract.id).held_reason == "taken down"
    actions = [event.action for event in AuditEvent.select().order_by(AuditEvent.number.desc()).limit(3)]
    assert actions == ["contract.held", "take_down.done", "take_down.asked"]


def test_the_one_who_asked_cannot_agree(register: Any) -> None:
    _publish_twice(register)
    asked = _ask(register)
    with pytest.raises(NeedsAnother):
        _agree(register, asked, by=register.cast.dana.id)
    assert EditionRow.select().where(EditionRow.data.is_null()).count() == 0
    assert [one.asked_by.name for one in TakeDown.waiting(register.cast.fairshire.id)] == ["Dana Dean"]


def test_it_is_done_once_and_asked_for_once(register: Any) -> None:
    _publish_twice(register)
    asked = _ask(register)
    with pytest.raises(Taken, match="a_take_down_is_asked_for_once"):
        _ask(register, by=register.cast.erin.id)
    _agree(register, asked)
    with pytest.raises(AlreadyDone):
        _agree(register, asked)
    with pytest.raises(AlreadyDone):
        _ask(register)
    assert TakeDown.waiting(register.cast.fairshire.id) == []


def test_what_was_withdrawn_is_not_done_and_may_be_asked_again(register: Any) -> None:
    _publish_twice(register)
    asked = _ask(register)
    with writing():
        asked.withdraw(**register.stamp)
    with pytest.raises(AlreadyDone):
        _agree(register, asked)
    assert EditionRow.select().where(EditionRow.data.is_null()).count() == 0
    assert _agree(register, _ask(register)) == 2


def test_what_was_never_published_cannot_be_taken_down(register: Any) -> None:
    register.contract()
    for slug in ("ef-1", "nothing"):
        with pytest.raises(NotNow, match="unknown"):
            _ask(register, slug)
    _publish_twice(register)
    with pytest.raises(NotNow, match="unknown"), writing():
        TakeDown.ask(register.cast.westmoor.id, "ef-1", LAW, **register.stamp)


def test_a_contract_that_was_let_pass_and_published_again_is_held_again(register: Any) -> None:
    contract = _publish_twice(register)
    _agree(register, _ask(register))
    register.act(Contract.get_by_id(contract.id), "release", "Corrected.")
    with writing():
        as_at = Edition.get().as_at
        rows = [NewRow("contract", "ef-1", "{}")]
        Edition.revise(register.cast.fairshire.id, "2026-27-Q2", rows, reason="r", as_at=as_at, **register.stamp)
    assert _agree(register, _ask(register)) == 1
    assert Contract.get_by_id(contract.id).held_reason == "taken down"


def test_a_row_of_another_kind_is_taken_down_without_a_contract(register: Any) -> None:
    register.close(NewRow("supplier", "j-smith", '{"name":"J Smith"}'))
    assert _agree(register, _ask(register, "j-smith", kind="supplier")) == 1
    assert breaks() == []
