"""Leaving a contract out of the register, and putting it back: nothing is deleted, and everything is written down."""

from importlib import import_module
from typing import Any

import peewee
import pytest

from models.audit import AuditEvent, verify
from models.conflicts import AlreadyDone, NotNow, Stale
from models.register import leaving_out
from models.register.contract import Contract
from models.register.take_down import HELD_REASON
from models.register.taking_contracts import ChangedContract, NewContract, add_many, change_many
from models.register.taking_in import Counts, Import
from models.store import writing

WHY = "Entered twice: EF-104 is the right one."


def _file(register: Any, *titles: str, **more: Any) -> Import:
    """A file that added contracts of these titles."""
    whose = more.get("authority", register.cast.fairshire).id
    with writing():
        taken = Import.keep(whose, "f.csv", "d", Counts(new=len(titles)), **register.stamp)
        new = [NewContract({"reference": f"EF-{title}", "title": title}) for title in titles]
        add_many(whose, new, taken_in=taken, **register.stamp)
    return taken


def _added(register: Any, taken: Import) -> list[leaving_out.Added]:
    return leaving_out.added(taken, [register.cast.fairshire.id])


def _titled(title: str) -> Contract:
    return Contract.get(Contract.title == title)


def test_it_is_left_out_with_a_reason_and_put_back_as_it_was(register: Any) -> None:
    contract = register.contract()
    register.act(contract, "leave_out", WHY)
    now = Contract.get_by_id(contract.id)
    assert (now.left_out, now.left_out_reason, now.left_out_by, now.left_out_at, now.version) == (
        True, WHY, register.cast.dana, register.now, 2,
    )  # fmt: skip
    event = register.last_event()
    assert (event.action, event.subject, event.words, event.by) == (
        "contract.left_out", contract.subject, WHY, register.cast.dana.id,
    )  # fmt: skip
    register.act(contract, "put_back")
    back = Contract.get_by_id(contract.id)
    assert (back.left_out, back.left_out_by, back.left_out_at, back.version) == (False, None, None, 3)
    assert (back.title, back.ends_on) == (contract.title, contract.ends_on)
    assert register.last_event().action == "contract.put_back"


def test_doing_it_twice_is_told_and_changes_nothing(register: Any) -> None:
    contract, same = register.contract(), Contract.get()
    with pytest.raises(AlreadyDone):
        register.act(contract, "put_back")
    register.act(contract, "leave_out", WHY)
    for version in (1, 2):
        with pytest.raises(AlreadyDone):
            register.act(same, "leave_out", "Again.", version=version)
    assert (Contract.get().left_out_reason, Contract.get().version) == (WHY, 2)


def test_who_read_something_else_is_told(register: Any) -> None:
    contract, same = register.contract(), Contract.get()
    register.act(contract, "change", {"title": "Other"}, by=register.cast.erin.id)
    with pytest.raises(Stale) as caught:
        register.act(same, "leave_out", WHY)
    assert (caught.value.version, caught.value.name) == (2, "Erin Ellis")
    register.act(contract, "leave_out", WHY)
    with pytest.raises(Stale):
        register.act(contract, "put_back", version=2)
    assert Contract.get().left_out


def test_what_was_taken_down_stays_where_it_is(register: Any) -> None:
    contract = register.contract()
    register.act(contract, "hold", HELD_REASON, "d")
    with pytest.raises(NotNow):
        register.act(contract, "leave_out", WHY)
    assert not Contract.get().left_out


def test_what_is_left_out_is_in_force_in_no_quarter_and_keeps_no_framework_there(register: Any) -> None:
    over = {"arrangement": "framework", "starts_on": None, "ends_on": None}
    contract = register.contract(reference="plain")
    framework = register.contract(reference="framework", **over)
    register.act(framework, "end", register.now.date().replace(month=1), "Over.")
    call_off = register.contract(reference="call-off", within=framework.id, arrangement="call_off_direct")
    assert register.in_force() == {"plain", "framework", "call-off"}
    register.act(call_off, "leave_out", WHY)
    assert register.in_force() == {"plain"}
    register.act(contract, "leave_out", WHY)
    assert register.in_force() == set()
    register.act(call_off, "put_back")
    assert register.in_force() == {"framework", "call-off"}


def test_what_a_file_added_is_known_beside_what_later_files_did_to_it(register: Any) -> None:
    first = _file(register, "one", "two")
    with writing():
        later = Import.keep(register.cast.fairshire.id, "g.csv", "e", Counts(changed=1), **register.stamp)
        change_many([ChangedContract(_titled("two").id, 1, {"places": 3})], taken_in=later, **register.stamp)
    fates = _added(register, first)
    assert [(one.title, one.later, one.stays) for one in fates] == [("one", False, False), ("two", True, True)]
    assert _added(register, later) == []


def test_the_migration_finds_the_file_that_added_each(register: Any, store: peewee.Database) -> None:
    first = _file(register, "one", "two")
    register.contract(reference="entered")
    with writing():
        at = register.now.replace(minute=59)
        later = Import.keep(register.cast.fairshire.id, "g.csv", "e", Counts(changed=1), by=None, at=at)
        change_many([ChangedContract(_titled("two").id, 1, {"places": 3})], taken_in=later, by=None, at=at)
        Contract.update(added_in=None).execute()
        store.execute_sql(import_module("models.migrations.0033_left_out").ADDED_IN)
    assert {one.title: one.added_in_id for one in Contract.select()} == {
        "one": first.id, "two": first.id, "Short breaks": None,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("verb", "said"),
    [("change", ({"places": 3},)), ("end", ("day", "Over.")), ("hold", ("postcode", "d")), ("leave_out", (WHY,))],
)
def test_what_a_person_worked_on_stays_and_what_the_guard_held_goes(register: Any, verb: str, said: Any) -> None:
    taken = _file(register, "one")
    said = tuple(register.now.date() if one == "day" else one for one in said)
    register.act(_titled("one"), verb, *said)
    [fate] = _added(register, taken)
    assert (fate.worked_on, fate.out) == (verb in ("change", "end"), verb == "leave_out")
    assert fate.stays == (verb != "hold")


def test_who_was_out_and_is_back_was_not_worked_on(register: Any) -> None:
    taken = _file(register, "one")
    register.act(_titled("one"), "leave_out", WHY)
    register.act(_titled("one"), "put_back")
    assert not _added(register, taken)[0].stays


def test_contracts_of_a_council_that_keeps_its_own_register_are_its_own(register: Any) -> None:
    westmoor, fairshire = register.cast.westmoor, register.cast.fairshire
    taken = _file(register, "one", authority=westmoor)
    assert [leaving_out.added(taken, mine)[0].others for mine in ([fairshire.id], [westmoor.id], [])] == [
        True, False, True,
    ]  # fmt: skip


def test_all_of_a_file_go_and_come_back_in_a_few_statements(
    register: Any, count_queries: Any, audit_key: bytes
) -> None:
    few, many = _file(register, "a", "b"), _file(register, *(f"t{n}" for n in range(200)))
    stamp = {"by": register.cast.erin.id, "at": register.now}

    def go(taken: Import) -> None:
        with writing():
            leaving_out.hold_still(taken)
            leaving_out.leave_out(taken, _added(register, taken), WHY, **stamp)

    def back(taken: Import) -> None:
        with writing():
            leaving_out.hold_still(taken)
            leaving_out.put_back(taken, _added(register, taken), **stamp)

    for act, left in ((go, True), (back, False)):
        assert count_queries(lambda act=act: act(few)) == count_queries(lambda act=act: act(many))
        assert {one.left_out for one in Contract.select()} == {left}
    assert {one.version for one in Contract.select()} == {3}
    assert verify(audit_key) == []
    said = [event.action for event in AuditEvent.select() if event.subject == many.subject]
    assert said == ["register.applied", "register.left_out", "register.put_back"]
    history = AuditEvent.select().where(AuditEvent.subject == _titled("t7").subject).order_by(AuditEvent.number)
    assert [(one.action, one.words, one.after) for one in history] == [
        ("contract.left_out", WHY, many.subject),
        ("contract.put_back", None, many.subject),
    ]
    assert leaving_out.counts(many) == (200, 0)
