"""What stands behind the officers’ pages, on both stores: the list in every order and state, the rules of the store."""

from datetime import date
from typing import Any

import pytest

from models.conflicts import AlreadyDone, NotNow, Stale
from models.register.contract import Contract
from models.register.release import Release
from models.register.supplier import Supplier
from models.register.take_down import HELD_REASON
from models.store import writing
from portal.register.desk import words
from portal.register.desk.contract_form import ContractForm, Typed, TypedAward
from portal.register.desk.work import holding, keeping, listing, parties
from tests.portal.register.at_desk import AtDesk

TODAY = date(2026, 10, 5)


def said(*awards: TypedAward, **values: Any) -> Typed:
    """A contract as its form gives it."""
    form = ContractForm(data={"title": "Mentoring", "reference": "EF-900"})
    form.validate()
    return Typed({**form.typed().values, **values}, awards)


def add(desk: AtDesk, typed: Typed) -> keeping.Kept:
    return keeping.add(desk.cast.fairshire, typed, by=desk.cast.joan.id, now=desk.now)


def change(desk: AtDesk, contract: Contract, **values: Any) -> keeping.Kept:
    """Joan changes these boxes of a contract as it stands, and no others."""
    contract = desk.again(contract)
    form = ContractForm(data=ContractForm.loaded(contract, []))
    form.today = TODAY
    form.validate()
    loaded = form.typed()
    typed = Typed({**loaded.values, **values}, ())
    return keeping.change(contract, typed, loaded, by=desk.cast.joan.id, now=desk.now, version=contract.version)


def award(name: str, row: int = 0, **other: Any) -> TypedAward:
    return TypedAward(**{"row": row, "supplier": name, "lot": "", "value_pence": None, "awarded_on": None, **other})


def test_the_list_is_the_same_on_either_store(desk: AtDesk) -> None:
    desk.contract(desk.supplier("Zebra Ltd"), title="Alpha", value_pence=1_000_000)
    desk.contract(title="Beta", ends_on=None, value_pence=None)
    desk.contract(title="Gamma", ends_on=date(2026, 12, 31), value_pence=100, arrangement="framework")
    first = {"need": "Gamma", "end": "Gamma", "value": "Alpha", "title": "Alpha", "supplier": "Alpha"}
    for sort in words.SORTS:
        found = listing.listed(desk.cast.fairshire, listing.Wanted(sort=sort), TODAY)
        assert found.total == 3, sort
        assert found.lines[0].contract.title == first.get(sort, found.lines[0].contract.title), sort
    for state in words.STATES:
        found = listing.listed(desk.cast.fairshire, listing.Wanted(words="a", state=state), TODAY)
        assert found.total == found.counts[state] == len(found.lines), state


@pytest.mark.parametrize(
    ("values", "box"),
    [
        ({"starts_on": date(2026, 4, 1), "ends_on": date(2026, 3, 31)}, "ends_on"),
        ({"ends_on": date(2026, 3, 31), "last_end_on": date(2026, 3, 30)}, "last_end_on"),
        ({"value_pence": -1}, "value_pence"),
        ({"value_pence": 500, "value_kind": "nominal"}, "value_kind"),
        ({"irrecoverable_vat_pence": -1}, "irrecoverable_vat_pence"),
        ({"places": -1}, "places"),
        ({"lots": 0}, "lots"),
        ({"extension_months": -1}, "extension_months"),
        ({"title": ""}, "title"),
    ],
)
def test_each_rule_of_the_store_is_said_at_its_box(desk: AtDesk, values: dict[str, Any], box: str) -> None:
    with pytest.raises(keeping.Broken) as broken:
        add(desk, said(**values))
    assert broken.value.box == box
    assert str(broken.value).startswith(("Enter", "Select"))
    assert not Contract.select().exists()


def test_a_lot_goes_to_a_supplier_once(desk: AtDesk) -> None:
    rows = (award("Acorn Care", value_pence=1), award("Acorn Care", 1, value_pence=2))
    with pytest.raises(keeping.Broken) as broken:
        add(desk, said(*rows))
    assert broken.value.box == "awards-0-supplier"
    assert not Supplier.select().exists(), "nothing is half done"


def test_a_new_supplier_is_made_once_for_all_its_lots(desk: AtDesk) -> None:
    kept = add(desk, said(award("Acorn Care", lot="1"), award("Acorn Care", 1, lot="2")))
    assert kept.new == ("Acorn Care",)
    assert Supplier.select().count() == 1


def test_a_contract_is_not_called_off_from_itself(desk: AtDesk) -> None:
    framework = desk.contract(arrangement="framework")
    with pytest.raises(keeping.Broken) as broken:
        change(desk, framework, within=f"fairshire/{framework.slug}")
    assert broken.value.box == "within"


def test_a_name_that_may_be_another_is_asked_about(desk: AtDesk) -> None:
    known = desk.supplier("Acorn Care Limited", company_number="01234567")
    with pytest.raises(parties.Unclear) as unclear:
        parties.resolve([award("Acorn Care Ltd")])
    assert unclear.value.rows == {0: [parties.Candidate(known.slug, known.name, "company number 01234567")]}
    chosen = {f"{known.slug} Acorn Care Ltd": known.id, "+ Acorn Care Ltd": None}
    for which, number in chosen.items():
        assert parties.resolve([award("Acorn Care Ltd", which=which)]) == {0: number}
    with pytest.raises(parties.Unclear):
        parties.resolve([award("Acorn Care Ltd", which=f"{known.slug} Another Name")])
    assert parties.resolve([award("Acorn Care Limited"), award("Nobody Knows", 1)]) == {0: known.id, 1: None}


def test_two_firms_of_one_name_are_asked_about(desk: AtDesk) -> None:
    for number in ("01234567", "07654321"):
        desk.supplier("Acorn Care", company_number=number)
    with pytest.raises(parties.Unclear) as unclear:
        parties.resolve([award("Acorn Care")])
    assert [one.note for one in unclear.value.rows[0]] == ["company number 01234567", "company number 07654321"]


def held(desk: AtDesk, **other: Any) -> Contract:
    kept = add(desk, said(**{"title": "Home of J.S.", **other}))
    assert kept.held
    return kept.contract


def release(desk: AtDesk, contract: Contract, **other: Any) -> None:
    text = holding.held(contract).text.digest
    values = {"text": text, "by": desk.cast.joan.id, "now": desk.now, "version": contract.version}
    holding.release(contract, "It is a hospice.", **{**values, **other})


def test_a_contract_that_the_guard_stops_gets_an_address_that_says_nothing(desk: AtDesk) -> None:
    contract = held(desk)
    assert (contract.slug, contract.reference) == ("contract", "EF-900")


def test_what_was_released_is_not_asked_about_again_until_it_changes(desk: AtDesk) -> None:
    contract = held(desk)
    release(desk, contract)
    assert not change(desk, contract, payment="fixed").held
    assert change(desk, contract, title="Home of J.S. and K.L.").held


def test_letting_pass_a_text_that_was_put_right_never_lets_the_former_pass(desk: AtDesk) -> None:
    contract = held(desk)
    former = contract.held_digest
    changed = change(desk, contract, title="Short breaks").contract
    assert changed.held, "it waits until somebody lets it pass"
    assert changed.held_digest != former
    release(desk, changed)
    assert [one.digest for one in Release.select()] == [changed.held_digest]
    assert change(desk, contract, title="Home of J.S.").held


def test_a_text_that_was_let_pass_before_does_not_lift_what_holds_now(desk: AtDesk) -> None:
    contract = held(desk)
    release(desk, contract)
    assert change(desk, contract, title="Home of K.L.").held
    back = change(desk, contract, title="Home of J.S.").contract
    assert back.held, "a person lifts it, never a change"
    release(desk, back)
    assert not desk.again(contract).held
    assert change(desk, contract, title="Home of K.L.").held, "that one was never let pass"


def test_a_text_that_is_not_what_was_read_cannot_be_let_pass(desk: AtDesk) -> None:
    contract = held(desk)
    with pytest.raises(Stale):
        release(desk, contract, text="0" * 64)
    with pytest.raises(Stale):
        release(desk, contract, version=contract.version - 1)
    release(desk, contract)
    with pytest.raises(AlreadyDone):
        release(desk, desk.again(contract))


def test_what_was_taken_down_cannot_be_let_pass(desk: AtDesk) -> None:
    contract = desk.contract()
    with writing():
        contract.hold(HELD_REASON, "0" * 32, by=desk.cast.erin.id, at=desk.now, version=1)
    with pytest.raises(NotNow):
        release(desk, contract)
    assert holding.next_held(desk.cast.fairshire.id) is None


def test_a_purchase_for_one_person_is_not_read_by_the_guard(desk: AtDesk) -> None:
    kept = add(desk, said(title="Home of J.S.", volume="spot"))
    assert not kept.held
    assert change(desk, kept.contract, volume="block").held, "it is read once it may be a row"
