"""The same rows through every encoding, header family and format give the same register."""

import pytest

from models.register.contract import Contract
from models.store import writing
from tests.portal.register.files import LGA, ROWS, as_csv, as_ods, as_xls, as_xlsx

WAYS = {
    "UTF-8": as_csv(ROWS),
    "UTF-8 with a mark": as_csv(ROWS, encoding="utf-8-sig"),
    "Windows-1252": as_csv(ROWS, encoding="cp1252"),
    "UTF-16": as_csv(ROWS, encoding="utf-16"),
    "UTF-16 without a mark": as_csv(ROWS, encoding="utf-16-be"),
    "semicolons": as_csv(ROWS, delimiter=";"),
    "tabs": as_csv(ROWS, delimiter="\t"),
    "dates as 2026-03-31": as_csv(ROWS, days="%Y-%m-%d"),
    "dates as 31 Mar 2026": as_csv(ROWS, days="%d %b %Y"),
    "XLSX": as_xlsx(ROWS),
    "XLSX with rows above": as_xlsx(ROWS, above=4, left=1),
    "XLS": as_xls(ROWS),
    "ODS": as_ods(ROWS),
}

FAMILIES = {
    "LGA": LGA,
    "the LGA’s guide": (
        *("Contract Reference number / ID", "Title of the Agreement", "Directorate/service responsible"),
        *("Description of goods and services", "Contract start date", "End date", "Contract value", "Supplier Name"),
    ),
    "Bristol": (
        *("Contract Reference Number", "Title Of The Agreement", "Organisational Unit", "Description", "Start Date"),
        *("End Date", "Amount", "Supplier Name"),
    ),
    "Hertfordshire": (
        *(
            "Contract Reference",
            "Title",
            "Local Authority Department Responsible",
            "Description",
            "Contract Start Date",
        ),
        *("Final End Date", "Contract Value", "Supplier Supplier Name"),
    ),
    "with line breaks": tuple(heading.replace("Contract", "Contract\n") for heading in LGA),
    "in capitals": tuple(heading.upper() for heading in LGA),
}


@pytest.fixture
def expected(take, register):
    """The register that all of them give; the store is empty again."""
    take(WAYS["UTF-8"])
    found = register()
    _empty()
    return found


def _empty() -> None:
    from models import schema  # noqa: PLC0415

    with writing():
        for table in reversed(schema.TABLES):
            table.delete().execute()


@pytest.mark.parametrize("way", WAYS)
def test_every_format_and_encoding_gives_the_same_register(way: str, take, register, expected) -> None:
    found = take(WAYS[way])
    assert (found.counts.read, found.counts.new) == (4, 4)
    assert register() == expected


@pytest.mark.parametrize("family", FAMILIES)
def test_every_header_family_gives_the_same_register(family: str, take, register, expected) -> None:
    take(as_csv(ROWS, FAMILIES[family]))
    assert register() == expected


def test_a_file_in_one_format_is_unchanged_in_every_other(take, register) -> None:
    take(WAYS["UTF-8"])
    before = register()
    for content in (*WAYS.values(), *(as_csv(ROWS, headings) for headings in FAMILIES.values())):
        assert take(content).counts.unchanged == 4
    assert register() == before


def test_what_is_written_down_is_what_the_rows_say(take) -> None:
    take(WAYS["XLS"])
    one, _, three, four = Contract.select().order_by(Contract.reference)
    assert (one.value_pence, one.description) == (125_000_050, "Homes with hosts.\nTwo lots.")
    assert (str(three.starts_on), three.value_pence, three.description) == ("2024-01-15", 10_600_000_000, "Café visits")
    assert (four.value_kind, four.department) == ("nominal", "Children’s services")


def test_the_register_of_scotland_excel(take) -> None:
    headings = (
        "Contract Number,Category,Team,Procurement Lead,Contract Type,Start Date,End Date,Extension Period Option,"
        "Extension Date,Estimated Value (excl VAT),Date of Award"
    )
    days = "14 Oct 2019,13 Oct 2023,24 months,13 Oct 2025"
    row = f'0517,Fostering,Children,A Person,Framework,{days},"£106,000,000",1 Oct 2019'
    found = take(f"{headings}\n{row}\n".encode())
    contract = Contract.get()
    assert (contract.title, contract.reference, contract.arrangement) == ("Fostering", "0517", "framework")
    assert (str(contract.starts_on), str(contract.last_end_on), contract.extension_months) == (
        "2019-10-14",
        "2025-10-13",
        24,
    )
    assert (contract.value_pence, str(contract.awarded_on)) == (10_600_000_000, "2019-10-01")
    assert "no column of titles" in [finding.problem for finding in found.findings]


def test_the_register_of_the_health_department(take) -> None:
    headings = (
        "CONTRACT_TITLE,SUPPLIER_NAME,CONTRACT_START_DATE,CONTRACT_CURRENT_END_DATE,MAXIMUM_CONTRACT_END_DATE,"
        "CONTRACT_EXTENDABLE,CONTRACT_EXTENDED,CONTRACT_AWARD_VALUE"
    )
    found = take(f"{headings}\nAdvice,Acme Ltd,01/04/2026,31/03/2028,31/03/2030,Yes,No,5000\n".encode())
    contract = Contract.get()
    assert (str(contract.ends_on), str(contract.last_end_on)) == ("2028-03-31", "2030-03-31")
    unplaced = [one.column for one in found.findings if one.problem == "a column that the register has no place for"]
    assert unplaced == ["CONTRACT_EXTENDABLE", "CONTRACT_EXTENDED"]


def test_norfolk_with_seven_columns_left_blank_and_purchase_orders(take) -> None:
    headings = (
        "Organisation name,Contract Reference number / ID,Title of the Agreement,Contract type,Contract start date,"
        "End date,Review date,Contract value,Supplier Name,SME supplier,VCSE supplier"
    )
    rows = ["Norfolk,NCCT1,Care,,01/04/2026,31/03/2027,,5000.00,A Ltd,,", "Norfolk,PO 4501,Chairs,,,,,6000.00,B Ltd,,"]
    found = take("\n".join([headings, *rows]).encode())
    assert (found.counts.new, Contract.select().count()) == (2, 2)
    assert [(one.row, one.problem) for one in found.findings if one.row] == [
        (2, "new authority"), (3, "no start date"), (3, "no end date")
    ]  # fmt: skip
