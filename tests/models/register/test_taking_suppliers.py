"""Suppliers of a whole file: known, new, or perhaps somebody that is known."""

from typing import Any

from models.register.merge_proposal import MergeProposal
from models.register.supplier import Supplier, SupplierName
from models.register.taking_suppliers import Alike, Disagreement, NewSupplier, SupplierPlan
from models.store import writing


def _keep(register: Any, *said: NewSupplier) -> dict[NewSupplier, int]:
    with writing():
        return SupplierPlan.of(said).keep("fairshire", **register.stamp)


def _proposed() -> list[tuple[str, str, str]]:
    return [(p.a.name, p.b.name, p.why) for p in MergeProposal.waiting()]


def test_a_plan_writes_nothing(register: Any) -> None:
    plan = SupplierPlan.of([NewSupplier("Iveco Ltd"), NewSupplier("Iveco Limited")])
    assert [said.name for said in plan.new] == ["Iveco Ltd", "Iveco Limited"]
    assert plan.alike == [Alike("Iveco Limited", "Iveco Ltd", "same_name")]
    assert plan.known == {}
    assert not Supplier.select().exists()


def test_new_suppliers_are_made_and_the_next_time_they_are_known(register: Any) -> None:
    said = [NewSupplier("Aurora Group"), NewSupplier("Polaris", sme="no"), NewSupplier("Aurora Group")]
    ids = _keep(register, *said)
    assert set(ids.values()) == {supplier.id for supplier in Supplier.select()}
    assert [(one.slug, one.sme, one.version) for one in Supplier.select().order_by(Supplier.id)] == [
        ("aurora-group", "", 1),
        ("polaris", "no", 1),
    ]
    assert SupplierPlan.of(said).known == ids
    assert _keep(register, *said) == ids
    assert SupplierName.select().count() == 2
    assert register.last_event().after == "2 named, 0 filled in, 0 proposed"


def test_variants_of_a_name_are_proposed_for_merging_and_never_merged(register: Any) -> None:
    known = register.supplier("Civica UK Ltd")
    ids = _keep(register, NewSupplier("CIVICA UK LIMITED"), NewSupplier("Civica Uk Ltd"), NewSupplier("…"))
    assert known.id not in ids.values()
    assert len(set(ids.values())) == 3
    assert _proposed() == [
        ("Civica UK Ltd", "CIVICA UK LIMITED", "same_name"),
        ("Civica UK Ltd", "Civica Uk Ltd", "same_name"),
    ]


def test_one_number_under_two_names_is_proposed_for_merging(register: Any) -> None:
    register.supplier("Aurora", company_number="01975271")
    _keep(
        register,
        NewSupplier("Aurora Fairway School", company_number="01975271"),
        NewSupplier("Foxton", charity_number="1090095", charity_register="CCEW"),
        NewSupplier("The Foxton Centre", charity_number="1090095", charity_register="CCEW"),
        NewSupplier("Elsewhere", charity_number="1090095", charity_register="OSCR"),
    )
    assert _proposed() == [
        ("Aurora", "Aurora Fairway School", "same_company_number"),
        ("Foxton", "The Foxton Centre", "same_charity_number"),
    ]


def test_two_company_numbers_under_one_name_are_two_firms(register: Any) -> None:
    ids = _keep(
        register, NewSupplier("Smart Cabs", company_number="01975271"), NewSupplier("Smart Cabs", company_number="2")
    )
    assert len(set(ids.values())) == 2
    assert _proposed() == [("Smart Cabs", "Smart Cabs", "same_name")]
    again = _keep(register, NewSupplier("Smart Cabs"), *ids)
    assert again[NewSupplier("Smart Cabs")] == min(ids.values())
    assert {said: again[said] for said in ids} == ids
    assert Supplier.select().count() == 2


def test_what_is_known_is_filled_up_and_never_overwritten(register: Any) -> None:
    known = register.supplier("Polaris", sme="yes")
    said = NewSupplier("Polaris", company_number="01975271", sme="no", vcse="no")
    plan = SupplierPlan.of([said])
    assert plan.disagreements == [Disagreement(said, "sme", "yes", "no")]
    with writing():
        plan.keep("fairshire", **register.stamp)
    stored = Supplier.get_by_id(known.id)
    assert (stored.company_number, stored.sme, stored.vcse, stored.version) == ("01975271", "yes", "no", 2)
    assert register.last_event().after == "1 named, 1 filled in, 0 proposed"


def test_rows_of_one_file_that_disagree_are_told(register: Any) -> None:
    yes, no = NewSupplier("Polaris", sme="yes"), NewSupplier("Polaris", sme="no")
    plan = SupplierPlan.of([yes, NewSupplier("Polaris"), no])
    assert plan.disagreements == [Disagreement(no, "sme", "yes", "no")]
    assert len({id(party) for party in plan.parties.values()}) == 1


def test_a_name_that_was_merged_leads_to_the_supplier_that_was_kept(register: Any) -> None:
    kept, gone = register.supplier("Iveco Ltd"), register.supplier("Iveco Limited", company_number="01975271")
    with writing():
        proposal = MergeProposal.propose(kept.id, gone.id, "same_name", register.now)
        assert proposal
        proposal.merge(kept, **register.stamp)
    ids = _keep(register, NewSupplier("Iveco Limited"), NewSupplier("IVECO", company_number="01975271"))
    assert ids[NewSupplier("Iveco Limited")] == kept.id
    assert _proposed() == [("Iveco Ltd", "IVECO", "same_name")]


def test_a_pair_that_was_refused_is_not_proposed_again(register: Any) -> None:
    one, other = register.supplier("Iveco Ltd"), register.supplier("Iveco Limited")
    with writing():
        proposal = MergeProposal.propose(one.id, other.id, "same_name", register.now)
        assert proposal
        proposal.refuse(**register.stamp)
    _keep(register, NewSupplier("Iveco Ltd"), NewSupplier("Iveco Limited"))
    assert _proposed() == []


def test_five_hundred_suppliers_cost_as_many_statements_as_one(register: Any, count_queries: Any) -> None:
    def suppliers(number: int) -> list[NewSupplier]:
        return [NewSupplier(f"Firm {number}-{one} Ltd", company_number=f"{one:08}") for one in range(number)]

    _keep(register, NewSupplier("First of all"))
    one, many = suppliers(1), suppliers(500)
    assert count_queries(lambda: SupplierPlan.of(many)) == count_queries(lambda: SupplierPlan.of(one)) == 3
    cost = count_queries(lambda: _keep(register, *one))
    assert count_queries(lambda: _keep(register, *many)) <= cost + 1  # and what is proposed
