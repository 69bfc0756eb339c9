"""Files that Evenhand wrote: each fact has a column of its own, and nothing is concluded from the words of another."""

from typing import Any

import pytest

from models.register.award import Award
from models.register.contract import Contract
from models.register.supplier import Supplier
from tests.portal.register.taking import counts, problems, register_of, suppliers_of

HEADINGS = "ContractReference,ContractTitle,ContractType,ProcessType,ContractValue,SupplierName,Page,SupplierPage,Lot"
OWN = f"{HEADINGS},AwardValue,FirstAwardDate,AwardDate,Arrangement,ProcurementMethod"


def own(*rows: str) -> bytes:
    return register_of(*rows, headings=OWN)


def test_a_cell_with_a_page_of_its_own_is_one_supplier(take: Any) -> None:
    take(own('R1,Lodgings,,,7000,"Harbour Ltd, Rowan Ltd | Various",/c/r1/,/suppliers/h/,,,,,,'))
    assert suppliers_of("R1") == ["Harbour Ltd, Rowan Ltd | Various"]


def test_rows_of_one_page_are_one_contract_without_a_reference_too(take: Any) -> None:
    rows = [f",Lodgings,,,7000,{name},/c/1/,/suppliers/s/,{lot},{value},,,," for name, lot, value in
            (("Oak", "1", "30.00"), ("Elm", "2", ""))]  # fmt: skip
    other = ",Lodgings,,,7000,Oak,/c/2/,/suppliers/s/,,,,,,"
    take(own(*rows, other))
    assert Contract.select().count() == 2
    awards = {(award.lot, award.value_pence) for award in Award.select()}
    assert awards == {("1", 3000), ("2", None), ("", None)}


def test_nothing_is_concluded_from_how_it_was_bought(take: Any) -> None:
    take(own("R1,Totals,Framework agreement,,1,Oak,/c/1/,/suppliers/s/,,,,,,Call-off by mini-competition"))
    contract = Contract.get()
    assert (contract.title, contract.arrangement, contract.process) == ("Totals", "", "")
    assert contract.route == "Call-off by mini-competition"


def test_the_day_of_the_contract_is_not_that_of_its_awards(take: Any) -> None:
    take(
        own(
            "R1,A,,,7000,Oak,/c/1/,/suppliers/s/,,,01/02/2026,03/02/2026,,", "R2,B,,,7000,Oak,/c/2/,/s/,,,,04/02/2026,,"
        )
    )
    days = {row.reference: (row.awarded_on, Award.get(Award.contract == row).awarded_on) for row in Contract.select()}
    said = {reference: tuple(str(day) for day in both) for reference, both in days.items()}
    assert said == {"R1": ("2026-02-01", "2026-02-03"), "R2": ("None", "2026-02-04")}


def test_words_in_place_of_a_value_are_kept_in_a_file_without_any_value(take: Any) -> None:
    take(register_of("R1,A,Oak,2026-04-01,REDACTED COMMERCIAL CONFIDENTIALITY",
                     headings="ContractReference,ContractTitle,SupplierName,StartDate,ValueNote"))  # fmt: skip
    assert Contract.get().value_words == "REDACTED COMMERCIAL CONFIDENTIALITY"


def test_an_extension_that_the_months_say_already_is_not_said_twice(take: Any) -> None:
    headings = "ContractReference,ContractTitle,StartDate,EndDate,ExtensionMonths,LastExtensionDate"
    take(register_of("R1,A,01/04/2024,31/03/2027,12,31/03/2028", "R2,B,01/04/2024,31/03/2027,12,30/09/2028",
                     headings=headings))  # fmt: skip
    assert [str(one.last_end_on) for one in Contract.select().order_by(Contract.reference)] == ["None", "2028-09-30"]


def test_contracts_that_nothing_else_tells_apart_are_known_by_their_pages(take: Any) -> None:
    rows = [f",Lodgings,,,{value},Oak,{page},/suppliers/oak/,,,,,," for value, page in
            ((7000, "/contracts/fairshire/contract/"), (8000, "/contracts/fairshire/contract-2/"))]  # fmt: skip
    take(own(*rows))
    turned = own(rows[1].replace("8000", "8001"), rows[0].replace("7000", "7001"))
    assert counts(take(turned)) == (2, 0, 2, 0, 0)
    values = {one.slug: one.value_pence for one in Contract.select()}
    assert values == {"contract": 700_100, "contract-2": 800_100}


def test_an_address_that_ends_in_rn_is_no_lost_line_break(take: Any) -> None:
    headings = "ContractReference,ContractTitle,StartDate,TenderDocumentURL,ContractDocumentURL"
    take(register_of("R1,A,01/04/2024,https://fairshire.example/rn,https://fairshire.example/?a=1&amp;b=2",
                     headings=headings))  # fmt: skip
    contract = Contract.get()
    assert contract.tender_url == "https://fairshire.example/rn"
    assert contract.contract_url == "https://fairshire.example/?a=1&b=2"


GROUP = "ContractReference,ContractTitle,StartDate,SupplierName,SupplierGroup,SupplierGroupSource,SupplierGroupDate"


def test_the_group_of_a_supplier_comes_with_where_it_is_known_from(take: Any) -> None:
    take(register_of("R1,A,01/04/2024,Oak Ltd,Forest Holdings,Companies House,02/03/2026", headings=GROUP))
    supplier = Supplier.get()
    assert (supplier.group_name, supplier.group_source, str(supplier.group_on)) == (
        "Forest Holdings", "Companies House", "2026-03-02",
    )  # fmt: skip


def test_a_group_that_does_not_say_where_from_is_left_out_and_said(take: Any) -> None:
    found = take(register_of("R1,A,01/04/2024,Oak Ltd,Forest Holdings,,", headings=GROUP))
    assert Supplier.get().group_name == ""
    assert (2, "a group, and not where that is known from") in problems(found)
    assert counts(found) == (1, 1, 0, 0, 0)


@pytest.mark.parametrize(
    ("cell", "kept"), [("'=1+1", "=1+1"), ("''=1", "'=1"), ("'' =1", "' =1"), ("'＝1", "＝1"), ("'Tis", "'Tis")]
)
def test_an_apostrophe_that_keeps_a_cell_from_running_is_taken_away_once(take: Any, cell: str, kept: str) -> None:
    take(own(f"R1,{cell},,,7000,Oak,/c/1/,/suppliers/s/,,,,,,"))
    assert Contract.get().title == kept
