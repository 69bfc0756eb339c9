"""Whom a file names: several in one cell, several rows of one agreement, variants, and what the guard holds."""

from models.person import Person
from models.register.award import Award
from models.register.contract import Contract
from models.register.merge_proposal import MergeProposal
from models.register.supplier import Supplier
from models.store import writing
from portal.releasing import guard
from tests.portal.register.taking import HEADINGS, ONE, counts, problems, register_of, suppliers_of


def test_one_agreement_on_several_rows_is_one_contract_with_several_awards(take) -> None:
    rows = [f"R9,Framework,2026-04-01,2030-03-31,400000,{name}" for name in ("A Ltd", "B Ltd", "C CIC")]
    found = take(register_of(*rows))
    assert counts(found) == (3, 3, 0, 0, 0)
    assert Contract.select().count() == 1
    assert suppliers_of("R9") == ["A Ltd", "B Ltd", "C CIC"]
    assert Contract.get().value_pence == 40_000_000, "the same value on each row is that of the whole"
    assert problems(found)[1:] == [(2, "one agreement on several rows, the same value on each")]
    assert counts(take(register_of(*rows))) == (3, 0, 0, 3, 0)


def test_rows_of_one_agreement_with_values_of_their_own_are_summed_and_said(take) -> None:
    found = take(
        register_of("R9,Lots,2026-04-01,,400,A Ltd", "R9,Lots,2026-04-01,,600,B Ltd", "R9,Lots,2026-04-01,,0,C Ltd")
    )
    contract = Contract.get()
    assert (contract.value_pence, contract.value_kind) == (100_000, "whole")
    assert {award.supplier.name: award.value_pence for award in Award.select()} == {
        "A Ltd": 40_000, "B Ltd": 60_000, "C Ltd": 0
    }  # fmt: skip
    assert (2, "one agreement on several rows, another value on each") in problems(found)


def test_one_more_row_of_a_known_agreement_is_one_new_row(take) -> None:
    rows = [f"R9,Framework,2026-04-01,2030-03-31,400000,{name}" for name in ("A Ltd", "B Ltd")]
    take(register_of(*rows))
    found = take(register_of(*rows, rows[0].replace("A Ltd", "C Ltd")))
    assert counts(found) == (3, 1, 0, 2, 0)
    assert suppliers_of("R9") == ["A Ltd", "B Ltd", "C Ltd"]


def test_a_supplier_whose_row_vanished_stays_and_that_is_said(take) -> None:
    rows = [f"R9,Framework,2026-04-01,2030-03-31,400000,{name}" for name in ("A Ltd", "B Ltd", "C Ltd")]
    take(register_of(*rows))
    found = take(register_of(*rows[:2]))
    assert counts(found) == (2, 0, 0, 2, 0)
    assert suppliers_of("R9") == ["A Ltd", "B Ltd", "C Ltd"]
    gone = [(one.row, one.value) for one in found.findings if one.problem == "not in this file"]
    assert gone == [(None, "1: R9: C Ltd")]


def test_another_supplier_in_the_place_of_one_is_a_change(take) -> None:
    take(register_of(ONE))
    assert counts(take(register_of(ONE.replace("Rowan CIC", "Elm Ltd")))) == (1, 0, 1, 0, 0)
    assert suppliers_of("R1") == ["Elm Ltd"]


def test_several_suppliers_in_one_cell_are_several_awards(take) -> None:
    take(
        register_of(
            'R1,Lodgings,2026-04-01,,5000,"Oak Ltd,Elm CIC,Ash & Co"', 'R2,Other,,,1,"Jacobs,CDER Group Limited"'
        )
    )
    assert suppliers_of("R1") == ["Ash & Co", "Elm CIC", "Oak Ltd"]
    assert suppliers_of("R2") == ["Jacobs,CDER Group Limited"]


def test_names_that_the_register_knows_divide_a_cell(take) -> None:
    take(register_of("R1,Lodgings,,,5000,Jacobs"))
    take(register_of('R2,Bailiffs,,,5000,"Jacobs,CDER Group Limited"'))
    assert suppliers_of("R2") == ["CDER Group Limited", "Jacobs"]


def test_words_in_place_of_a_supplier_make_none_and_are_kept(take) -> None:
    take(register_of("R1,Lodgings,,,5000,REDACTED PERSONAL DATA", "R2,Event,,,0,N/A EVENT DAY", "R3,Buses,,,1,Various"))
    assert Supplier.select().count() == 0
    assert sorted(row.supplier_words for row in Contract.select()) == [
        "N/A EVENT DAY",
        "REDACTED PERSONAL DATA",
        "Various",
    ]


def test_variants_of_a_supplier_are_proposed_for_merging_and_never_merged(take) -> None:
    found = take(register_of(ONE, "R2,A,,,5,ROWAN C.I.C.", "R3,B,,,5,Elm Ltd", "R4,C,,,5,ELM LIMITED"))
    assert Supplier.select().count() == 4
    assert [(pair.a.name, pair.b.name) for pair in MergeProposal.select().order_by(MergeProposal.id)] == [
        ("Rowan CIC", "ROWAN C.I.C."), ("Elm Ltd", "ELM LIMITED")
    ]  # fmt: skip
    proposed = [one for one in found.findings if one.problem == "perhaps a supplier that stands under another name"]
    assert [(one.row, one.value, one.action) for one in proposed] == [
        (3, "ROWAN C.I.C.", "proposed for merging with “Rowan CIC”; kept as two"),
        (5, "ELM LIMITED", "proposed for merging with “Elm Ltd”; kept as two"),
    ]


def test_numbers_and_flags_belong_to_the_supplier(take) -> None:
    headings = HEADINGS + ",CompaniesHouseRegistrationNumber,CharityCommissionNumber,SMESupplier,VCSESupplier"
    take(register_of(ONE + ",2409803,1090095,Yes,True", headings=headings))
    supplier = Supplier.get()
    assert (supplier.company_number, supplier.charity_number, supplier.charity_register) == (
        "02409803",
        "1090095",
        "CCEW",
    )
    assert (supplier.sme, supplier.vcse) == ("yes", "yes")
    found = take(register_of(ONE + ",,,No,", headings=headings))
    assert [finding.problem for finding in found.findings] == ["not what is known of the supplier"]
    assert Supplier.get().sme == "yes"


def test_a_number_beside_several_suppliers_is_not_guessed(take) -> None:
    rows = ['R1,A,,,5,"Oak Ltd,Elm Ltd",02409803', "R2,B,,,5,Ash Ltd | Fir Ltd,00000001 | SC123456"]
    found = take(register_of(*rows, headings=HEADINGS + ",CompaniesHouseRegistrationNumber"))
    assert (2, "it is not clear which of the suppliers this is about") in problems(found)
    numbers = {row.name: row.company_number for row in Supplier.select()}
    assert numbers == {"Oak Ltd": None, "Elm Ltd": None, "Ash Ltd": "00000001", "Fir Ltd": "SC123456"}


def test_rows_that_may_identify_a_person_are_kept_held_and_said(take, now) -> None:
    rows = [ONE, "R2,Residential placement for child 123456,,,90000,Elm Ltd"]
    found = take(register_of(*rows))
    assert counts(found) == (2, 2, 0, 0, 0)
    held = {row.title: row.held for row in Contract.select()}
    assert held == {"Lodgings": False, "Residential placement for child 123456": True}
    said = [one for one in found.findings if one.problem.startswith("it may identify a person")]
    assert {one.row for one in said} == {3}
    assert not [one for one in take(register_of(*rows)).findings if one.problem.startswith("it may")]


def test_what_a_person_let_pass_is_asked_again_only_when_its_text_changes(take, now) -> None:
    row = "R2,Residential placement for child 123456,,,90000,Elm Ltd"
    take(register_of(row))
    person = Person.create(email="dana@fairshire.example", name="Dana", fs_uniquifier="d", password="")
    with writing():
        Contract.get().release("A number of the lot, not of a child.", by=person.id, at=now, version=1)
    assert not Contract.get().held
    take(register_of(row.replace("90000", "95000")))
    assert (Contract.get().value_pence, Contract.get().held) == (9_500_000, False)
    take(register_of(row.replace("123456", "654321")))
    assert Contract.get().held


def test_the_guard_reads_each_row_once_and_before_anybody_waits(take, monkeypatch) -> None:
    """A plan is made to be looked at, and again while others wait."""
    read, real = [], guard.examine
    monkeypatch.setattr(guard, "examine", lambda row: read.append(row.title) or real(row))
    words = " ".join(f"word {number}" for number in range(60))
    take(register_of(ONE, f"R2,Residential placement for child 123456 {words},,,90000,Elm Ltd"))
    assert sorted(title[:10] for title in read) == ["Lodgings", "Residentia"]
