"""Two suppliers that may be one: asked once, decided by a person."""

from datetime import date
from typing import Any

import pytest

from models.conflicts import AlreadyDone, NotNow, Stale
from models.register.award import Award, NewAward
from models.register.contract import Contract
from models.register.merge_proposal import MergeProposal
from models.register.supplier import Supplier, SupplierName
from models.store import writing


def _propose(register: Any, one: Supplier, other: Supplier, why: str = "same_name") -> MergeProposal | None:
    with writing():
        return MergeProposal.propose(one.id, other.id, why, register.now)


def _decide(register: Any, proposal: MergeProposal | None, verb: str, *keep: Supplier) -> None:
    with writing():
        getattr(proposal, verb)(*keep, **register.stamp)


def _part(register: Any, kept: Supplier, name: str) -> Supplier:
    with writing():
        return MergeProposal.part(kept, name, version=kept.version, **register.stamp)


def test_a_pair_is_asked_about_once_in_either_order(register: Any, count_queries: Any) -> None:
    one, other = register.supplier("Iveco Ltd"), register.supplier("Iveco Limited")
    assert _propose(register, other, one)
    assert _propose(register, one, other) is None
    assert count_queries(lambda: [(p.a.name, p.b.name) for p in MergeProposal.waiting()]) == 1
    assert [(p.a, p.b) for p in MergeProposal.waiting()] == [(one, other)]


def test_a_no_is_remembered(register: Any) -> None:
    one, other = register.supplier("Iveco Ltd"), register.supplier("Iveco Limited")
    proposal = _propose(register, one, other)
    _decide(register, proposal, "refuse")
    assert register.last_event().action == "supplier.kept_apart"
    assert _propose(register, one, other) is None
    assert MergeProposal.waiting() == []
    for verb, keep in (("refuse", []), ("merge", [one])):
        with pytest.raises(AlreadyDone):
            _decide(register, proposal, verb, *keep)
    assert not Supplier.select().where(~Supplier.merged_into.is_null()).exists()


def test_a_merge_moves_awards_and_names_and_leaves_a_slug_that_says_where(register: Any) -> None:
    kept, gone = register.supplier("Iveco Ltd"), register.supplier("Iveco Limited", sme="no", company_number="01975271")
    mine, theirs = register.contract(kept), register.contract(gone)
    _decide(register, _propose(register, kept, gone), "merge", kept)
    gone = Supplier.get_by_id(gone.id)
    assert gone.slug == "iveco-limited"
    assert gone.now() == kept
    kept = Supplier.get_by_id(kept.id)
    assert kept.names() == ["Iveco Limited", "Iveco Ltd"]
    assert (kept.sme, kept.company_number, kept.version) == ("no", "01975271", 2)
    assert {award.contract_id for award in Award.select().where(Award.supplier == kept)} == {mine.id, theirs.id}
    assert (register.last_event().action, register.last_event().after) == ("supplier.merged", "supplier:iveco-ltd")
    with pytest.raises(NotNow, match="merged"):
        register.act(gone, "change", {"sme": "yes"})


def test_a_name_that_was_joined_wrongly_is_given_back_to_its_firm(register: Any) -> None:
    kept, gone = register.supplier("Iveco Ltd"), register.supplier("Iveco Limited")
    theirs = register.contract(gone)
    _decide(register, _propose(register, kept, gone), "merge", kept)
    kept = Supplier.get_by_id(kept.id)
    for name in ("Iveco Ltd", "Iveco plc"):
        with pytest.raises(ValueError, match="is not another name of Iveco Ltd"):
            _part(register, kept, name)
    assert _part(register, kept, "Iveco Limited") == gone
    kept, gone = Supplier.get_by_id(kept.id), Supplier.get_by_id(gone.id)
    assert (kept.names(), gone.names(), gone.merged_into_id) == (["Iveco Ltd"], ["Iveco Limited"], None)
    assert [award.supplier for award in Award.select().where(Award.contract == theirs)] == [kept], "changed by hand"
    assert (register.last_event().action, register.last_event().after) == ("supplier.parted", gone.subject)
    assert MergeProposal.get().answer == "no"
    assert _propose(register, kept, gone) is None, "it is not asked again"
    with writing():
        SupplierName.note(kept.id, "Ivy Co Ltd", "a file")
    with pytest.raises(Stale), writing():
        MergeProposal.part(kept, "Ivy Co Ltd", version=kept.version - 1, **register.stamp)
    assert kept.names() == ["Iveco Ltd", "Ivy Co Ltd"]


def test_a_name_that_never_had_a_firm_of_its_own_gets_one(register: Any) -> None:
    kept = register.supplier("Iveco Ltd")
    with writing():
        SupplierName.note(kept.id, "Ivy Co Ltd", "a file")
    other = _part(register, kept, "Ivy Co Ltd")
    assert (other.name, other.slug, other.names()) == ("Ivy Co Ltd", "ivy-co-ltd", ["Ivy Co Ltd"])
    assert Supplier.get_by_id(kept.id).names() == ["Iveco Ltd"]


def test_what_both_say_stands_as_the_kept_one_says_it(register: Any) -> None:
    kept = register.supplier("B", charity_number="1090095", charity_register="CCEW", vcse="yes")
    gone = register.supplier("A", charity_number="SC042386", charity_register="OSCR", vcse="no", vcse_kind="charity")
    register.act(gone, "link", register.cast.harbour.id)
    _decide(register, _propose(register, kept, gone), "merge", kept)
    kept = Supplier.get_by_id(kept.id)
    assert (kept.charity_number, kept.charity_register, kept.vcse) == ("1090095", "CCEW", "yes")
    assert (kept.vcse_kind, kept.provider, kept.linked_by) == ("charity", register.cast.harbour, register.cast.dana)


def test_two_awards_of_one_lot_become_one_and_what_differed_is_written_down(register: Any) -> None:
    kept, gone = register.supplier("Iveco Ltd"), register.supplier("Iveco Limited")
    contract = register.contract()
    awards = [NewAward(kept.id, "1", 500), NewAward(gone.id, "1", 700, date(2026, 3, 1)), NewAward(gone.id, "2", 900)]
    register.act(contract, "change", {}, awards=awards)
    _decide(register, _propose(register, kept, gone), "merge", kept)
    [left] = Award.of(Contract.id == contract.id).values()
    assert [(award.supplier, award.lot, award.value_pence, award.awarded_on) for award in left] == [
        (kept, "1", 500, date(2026, 3, 1)),
        (kept, "2", 900, None),
    ]
    assert register.last_event().before == "contract:fairshire/ef-1: 700 pence"


def test_a_chain_of_merges_ends_at_the_last_one(register: Any) -> None:
    first, second, third = (register.supplier(name) for name in ("One", "Two", "Three"))
    _decide(register, _propose(register, first, second), "merge", second)
    _decide(register, _propose(register, second, third), "merge", third)
    assert {supplier.now().name for supplier in Supplier.select()} == {"Three"}


def test_what_was_asked_of_the_one_that_is_gone_is_asked_of_the_one_that_is_kept(register: Any) -> None:
    kept, gone, third, fourth = (register.supplier(name) for name in ("One", "Two", "Three", "Four"))
    merge = _propose(register, kept, gone)
    for one, other in ((gone, third), (kept, third), (fourth, gone)):
        _propose(register, one, other, "officer")
    _decide(register, merge, "merge", kept)
    assert [(p.a, p.b, p.why) for p in MergeProposal.waiting()] == [(kept, third, "officer"), (kept, fourth, "officer")]


def test_only_one_of_the_two_can_be_kept(register: Any) -> None:
    one, other, third = (register.supplier(name) for name in ("One", "Two", "Three"))
    with pytest.raises(ValueError, match="One of the two"):
        _decide(register, _propose(register, one, other), "merge", third)


def test_of_two_who_decide_at_once_one_is_told(register: Any, together: Any) -> None:
    one, other = register.supplier("Iveco Ltd"), register.supplier("Iveco Limited")
    _propose(register, one, other)

    def decide(number: int) -> str:
        keep = (one, other)[number % 2]
        _decide(register, MergeProposal.get(), "merge", keep)
        return keep.slug

    came = together(decide, 4)
    assert sum(isinstance(what, str) for what in came) == 1
    assert all(isinstance(what, str | AlreadyDone | NotNow) for what in came), came
