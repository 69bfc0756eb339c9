"""1,175 real rows: everything is accounted for, and each of their quirks does what it should."""

import pytest

from models.authority import Authority
from models.register.award import Award
from models.register.contract import Contract
from models.register.merge_proposal import MergeProposal
from models.register.supplier import Supplier
from models.register.taking_in import Finding
from portal.register.plain_text import ENTITY
from tests.fixtures.remembered import remembered
from tests.portal.register.files import AWARDS


@pytest.fixture
def taken(store, take):
    return remembered(store, ("award rows",), lambda: take(AWARDS.read_bytes(), name=AWARDS.name))


def contract(reference: str) -> Contract:
    return Contract.get(Contract.reference == reference)


def rows_of(found, problem: str) -> list[int | None]:
    return [finding.row for finding in found.findings if finding.problem == problem]


def test_every_row_is_accounted_for_and_the_second_time_unchanged(take, taken, register) -> None:
    said = taken.said()
    counts = {name: said[name] for name in ("read", "new", "changed", "unchanged", "rejected")}
    assert counts == {"read": 1175, "new": 1154, "changed": 0, "unchanged": 21, "rejected": 0}
    assert Finding.select().count() == len(taken.findings)
    before = register()
    again = take(AWARDS.read_bytes())
    assert (again.counts.unchanged, again.counts.read) == (1175, 1175)
    assert register() == before


def test_the_unchanged_rows_of_the_first_time_are_rows_that_stand_twice(taken) -> None:
    assert len(rows_of(taken, "the same row again")) == 21
    assert {3, 5} & set(rows_of(taken, "the same row again")) == {5}


def test_rows_belong_to_the_authorities_that_they_name(taken) -> None:
    assert len(rows_of(taken, "new authority")) == 153
    assert Authority.select().count() == 153
    names = [row.name for row in Authority.select()]
    assert len({name.casefold() for name in names}) == 153, "BLACKPOOL COUNCIL is Blackpool Council"
    assert "Chorley Council & South Ribble Borough Council" in names


def test_a_framework_with_35_suppliers_is_one_contract_and_its_value_is_not_summed(taken) -> None:
    framework = contract("215_24")
    assert Award.select().where(Award.contract == framework).count() == 35
    assert framework.value_pence == 400_000_000_00


def test_a_value_with_a_lost_decimal_point_is_kept_beside_the_other(taken) -> None:
    clashes = rows_of(taken, "the same reference and supplier with something else")
    assert clashes == [78, 153, 318]
    assert rows_of(taken, "the same reference on another contract") == [349]


def test_nominal_values_are_marked(taken) -> None:
    nominal = Contract.select().where(Contract.value_kind == "nominal")
    assert {row.value_pence for row in nominal} == {0, 100}
    assert len(rows_of(taken, "a value of £0 or £1")) == 97
    assert rows_of(taken, "a very small value: perhaps a rate") == [2, 6, 13, 147, 189, 623]


def test_suppliers_joined_by_commas(taken) -> None:
    names = {row.name for row in Supplier.select()}
    assert {"BELEC ELECTRICAL LTD", "GHE Electrical,Fire & Security ltd", "Walker Gabbott Electrical"} <= names
    assert {"Knight, Kavanagh & Page", "FISHER SCIENTIFIC U.K., LIMITED", "Grounds, Gardens & Trees Ltd"} <= names
    assert {"Npower", "ENGIE", "Smartest Energy"} <= names
    unsure = rows_of(taken, "perhaps several suppliers, joined by commas")
    assert set(unsure) >= {469, 687, 698, 826}
    assert len(unsure) == 18


def test_lots_that_stand_in_the_suppliers_cell(taken) -> None:
    [waste] = Contract.select().where(Contract.title.contains("Waste Metal Acceptance"))
    awards = sorted((award.lot, award.supplier.name) for award in Award.select().where(Award.contract == waste))
    assert [lot for lot, _ in awards] == ["1 - East Lancashire", "2 - Central Lancashire", "3 - West Lancashire"]
    assert {name for _, name in awards} == {"Global Ardour Recycling Limited"}


def test_placeholders_are_no_suppliers_and_their_words_stay(taken) -> None:
    words = {row.supplier_words for row in Contract.select()} - {""}
    assert {"N/A EVENT DAY", "59 suppliers", "Various Suppliers", "NOT AWARDED TO SUPPLIER", "abandoned"} <= words
    assert not Supplier.select().where(Supplier.name << list(words)).count()


def test_no_text_holds_an_entity_or_a_lost_line_break(taken) -> None:
    texts = [row.title + row.description for row in Contract.select()]
    texts += [row.name for row in Supplier.select()]
    assert not [text for text in texts if ENTITY.search(text) or "rnrn" in text or "â€¢" in text]
    assert any("Women's Centre" in text for text in texts)


def test_rows_without_dates_are_kept_without_dates(taken) -> None:
    assert Contract.select().where(Contract.starts_on.is_null()).count() > 700
    assert not Contract.select().where(Contract.starts_on.is_null(), Contract.awarded_on.is_null()).count()
    assert len(rows_of(taken, "no start date")) == len(rows_of(taken, "no end date")) == 802


def test_variants_of_names_are_proposed_and_none_is_merged(taken) -> None:
    pairs = {(pair.a.name, pair.b.name) for pair in MergeProposal.select()}
    assert ("Allen Lane Limited", "Allen Lane Ltd") in pairs or ("Allen Lane Ltd", "Allen Lane Limited") in pairs
    assert not [row for row in Supplier.select() if row.merged_into_id]


def test_a_number_with_a_figure_too_many_is_not_kept(taken) -> None:
    assert rows_of(taken, "not a company number") == [331]
    numbers = [row.company_number for row in Supplier.select() if row.company_number]
    assert len(numbers) > 50
    assert {len(number) for number in numbers} == {8}
