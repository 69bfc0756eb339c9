"""Headings that no list has, as other councils and other systems write them; made for these tests."""

from datetime import date

import pytest

from portal.register import columns, heading_rules, reading
from portal.register.bad_file import BadFile
from tests.fixtures.work import calls
from tests.portal.register.files import as_csv

WORDS = {
    "reference": (
        "Unique Reference", "Contract #", "Our Reference", "Contract Number", "Reference Number of Contract", "CPD Ref",
        "Contract Reference -Unique reference number associated with the contract."),
    "title": (
        "Name of Contract", "Project Title", "Subject Matter", "Contract/Agreement Name", "Title of contract",
        "Project",
    ),
    "starts_on": (
        "Date Contract Starts", "Start Date of Contract", "Commencement", "ContractStart", "Contract Effective Date",
    ),
    "ends_on": (
        "Contract Expiry", "End Date of Contract", "Contract End Date (Current)", "Expires",
        "End Date (disregarding any option to extend)", "Completion date", "End Date (without possible extensions)",
        "Expiry (not including extensions)", "Valid to", "Max of End Date",
    ),
    "last_end_on": (
        "Maximum Contract End Date", "Contract End Date (including extensions)", "Extendable to", "Extended until",
        "Latest possible expiry date",
    ),
    "extension": (
        "Extension Available?", "Duration of any extension period", "Potential extension", "Ext. options",
        "Remaining extension options",
    ),
    "extension_years": ("Extension (years)",),
    "period": ("Contract period", "Term of contract"),
    "value": (
        "Total Contract Value (£)", "Contract Value (exc. VAT)", "Lifetime_Value", "Whole Life Contract Value (ex VAT)",
        "Sum to be paid over the length of the contract", "Awarded Amount",
        "Total contract value (inc extensions)", "Value including all extension options",
        "Contract value as at 31/03/2025", "Value at 2015/16 prices", "Total contract value 2025-2028",
        "Total value to 2028", "Total £ value of the contract over its planned life",
    ),
    "lot": ("Lot name", "Lot No."),
    "yearly_value": (
        "Annual Spend", "Value per annum", "Value p.a. (£)", "Estimated Annual Contract Value (ex VAT)",
        "Annual value 2025/26",
    ),
    "gross_value": ("Contract value inc VAT",),
    "vat": ("VAT that cannot be recovered",),
    "suppliers": (
        "Name of Contractor", "Awarded Supplier", "Supplier Name(s)", "WINNING_BIDDER", "Vendor Name", "Incumbent",
        "Company", "Other Parties to the Contract",
    ),
    "company_number": ("Supplier Company Number", "Companies House Reg. No."),
    "charity_number": ("Charity Registration No.",),
    "sme": ("SME?", "Is the Supplier an SME?", "Small or Medium-sized Enterprise (Y/N)"),
    "vcse": ("VCSE?", "Voluntary Sector"),
    "supplier_type": ("SME/VCSE", "Supplier Type (SME/VCSE):"),
    "awarded_on": ("Contract Award Date", "Date awarded"),
    "break_on": ("Break Clause Date",),
    "review_on": ("Next review due",),
    "department": ("Council Department", "Directorate/Service Area", "Lead directorate", "Business area"),
    "authority": ("NHS Board", "Contract Authority"),
    "route": ("Procurement Method", "Tender Procedure Used", "Procedure type", "Method of Procurement"),
    "process": ("Invitation to Tender or Quote", "ITT / ITQ"),
    "cpv_code": ("CPV codes/Pro-Class", "CPV Code & Description"),
    "cpv_label": ("CPV Description",),
    "description": ("Description of the goods and / or services being provided",),
}  # fmt: skip


@pytest.mark.parametrize(("heading", "field"), [(one, field) for field, several in WORDS.items() for one in several])
def test_a_heading_in_other_words_is_understood(heading: str, field: str) -> None:
    assert columns.means(heading) == field


@pytest.mark.parametrize(
    "heading",
    [
        *(
            "Supplier Address",
            "Supplier postcode",
            "Previous end date",
            "Contract status",
            "Value Band",
            "Lead Officer",
        ),
        *(
            "2024/25 value",
            "Value 2025",
            "Spend Q3",
            "Year 2 cost",
            "Contract value (FY26)",
            "Contract Value 2025 - 26",
        ),
        *("Value of extensions", "Value 2025/26 / Gwerth 2025/26"),
        *("Contract Value (£000s)", "Value £m", "Value (thousands)", "Tender closing date", "Published date", "Colour"),
        *(
            "Value Low",
            "Supplier contact email",
            "Number of bids received",
            "Supplier reference",
            "Budget holder",
            "x",
            "Supplier – the registered address of the company",
            "Value – what was paid in 2024/25 alone",
            "Vendor ref",
            "Supplier - address",
            *("Tender start date", "Tender End Date", "Procurement start date", "Extension start date"),
            *("No. of extensions", "Extension notice date", "Termination clause", "Notice period", "Last review date"),
            *("Monthly cost", "Unit price", "Price weighting", "Insurance value", "Spend to date", "Price review date"),
        ),
        *(
            "Extended",
            "Planned start date",
            "Contract value band",
            "Total spent",
            "Suitable for SME",
            "word " * 100,
            "",
        ),
    ],
)
def test_what_says_something_of_its_own_is_not(heading: str) -> None:
    assert columns.means(heading) == ""


@pytest.mark.parametrize(
    ("heading", "field"),
    [("Cyfeirnod / Reference", "reference"), ("Teitl | Title", "title"), ("Gwerth\nValue", "value"),
     ("Cyflenwr - Supplier", "suppliers"), ("Dyddiad dechrau’r contract", "starts_on"),
     ("Math o gyflenwr", "supplier_type"), ("Proses gaffael", "process"),
     ("Enw’r contractwr", "suppliers"), ("Cyfanswm gwerth (£)", "value"), ("Dyddiad Dod i Ben", "ends_on")],
)  # fmt: skip
def test_welsh_headings_and_those_in_both_languages(heading: str, field: str) -> None:
    assert columns.means(heading) == field


def test_what_was_understood_is_said() -> None:
    found = columns.read(["Our Reference", "Contract Title", "Awarded Supplier", "Date Contract Starts"])
    assert found is not None
    said = {finding.column: finding.action for finding in found.findings(1, frozenset(range(4)))}
    assert said == {
        "Our Reference": "read as “Contract reference”",
        "Awarded Supplier": "read as “Supplier name”",
        "Date Contract Starts": "read as “Contract start date”",
    }


def test_of_two_columns_for_one_thing_the_better_stands_first() -> None:
    headings = ["Tender reference", "Contract ref. no.", "Name of Contract", "Original end date", "Current expiry"]
    found = columns.read([*headings, "Supplier"])
    assert found is not None
    assert (found.places["reference"], found.places["ends_on"]) == ((1, 0), (4, 3))


def test_the_value_of_the_award_is_that_of_the_contract_where_there_is_no_other() -> None:
    found = columns.read(["Contract title", "Supplier", "Award value", "Start"])
    assert found is not None
    assert found.places["value"] == (2,)
    both = columns.read(["Contract title", "Supplier", "Award value", "Contract value"])
    assert both is not None
    assert (both.places["award_value"], both.places["value"]) == ((2,), (3,))


def test_a_category_is_no_title_where_there_is_one() -> None:
    headings = ["Contract Number", "Category", "Team", "Project Title", "Start Date", "End Date"]
    found = columns.read(headings)
    assert found is not None
    assert (found.places["title"], found.places["category"]) == ((3,), (1,))


def rows(text: str):
    return reading.read(text.encode(), date(2026, 10, 5))


def test_a_heading_that_leaves_the_value_open_is_said() -> None:
    heading = "Sum to be paid over the length of the contract or the estimated annual spending or budget"
    read = rows(f'Contract Title,Supplier,Start Date,"{heading}"\nLodgings,Rowan CIC,01/04/2026,5000\n')
    assert (read.lines[0].value_pence, read.lines[0].value_kind) == (500_000, "whole")
    assert [one.action for one in read.findings if one.problem.startswith("the heading does not say")] == [
        "taken as the value of the whole"
    ]


def test_years_of_extension_are_no_months() -> None:
    read = rows("Contract Title,Supplier,Start Date,Extension (years)\nA,Rowan CIC,01/04/2026,2\nB,Oak Ltd,,1+1\n")
    assert [line.extension_months for line in read.lines] == [24, 24]


def test_without_titles_the_description_gives_them() -> None:
    read = rows("Contract No.,Provider,Service Description,Contract Start\n1,Harbour Ltd,Night visits,01/04/2026\n")
    assert (read.lines[0].title, read.lines[0].description) == ("Night visits", "Night visits")
    assert "no column of titles" in {one.problem for one in read.findings}


def test_a_header_on_two_rows() -> None:
    upper = "Contract Reference,Contract Title,Supplier Name,Contract Period,,Contract Value,\n"
    read = rows(upper + ",,,Start Date,End Date,Total,Annual\nR1,Lodgings,Rowan CIC,01/04/2025,31/03/2026,5000,2500\n")
    assert (read.read, read.lines[0].row, read.lines[0].value_pence) == (1, 3, 500_000)
    assert read.lines[0].ends_on is not None


def test_a_first_row_that_lacks_cells_is_no_second_header() -> None:
    head = "Contract Reference,Contract Title,Supplier Name,Start Date,End Date\n"
    read = rows(head + ",,Supplier,Rolling,\nR1,Lodgings,Rowan CIC,01/04/2025,31/03/2026\n")
    assert [line.row for line in read.lines] == [3]


def test_the_search_results_of_contracts_finder() -> None:
    """Its headings in its order, with a row made for this test. The address of a supplier is read nowhere."""
    heads = [
        *("Notice Identifier", "Notice Type", "Organisation Name", "Status", "Published Date", "Title", "Description"),
        *("Cpv Codes", "Start Date", "End Date", "Value Low", "Value High", "Awarded Date", "Awarded Value"),
        *("Supplier [Name|Address|Ref type|Ref Number|Is SME|Is VCSE]", "Contract start date", "Contract end date"),
    ]
    suppliers = "[Harbour Ltd|1 Quay St|COMPANIES_HOUSE|01234567|Yes|No][Rowan CIC|2 Elm Rd|NONE||No|Yes]"
    row = [
        *(
            "CF-1",
            "Contract",
            "Leeds City Council",
            "Awarded",
            "2025-03-01T10:00:00Z",
            "Family hubs",
            "Hubs",
            "85000000",
        ),
        *("2025-03-01T00:00:00Z", "2025-03-20T00:00:00Z", "1", "2", "2025-03-25T00:00:00Z", "15000", suppliers),
        *("2025-04-01T00:00:00Z", "2026-03-31T00:00:00Z"),
    ]
    line = reading.read(as_csv([row], heads), date(2026, 10, 5)).lines[0]
    assert (line.starts_on, line.ends_on, line.value_pence) == (date(2025, 4, 1), date(2026, 3, 31), 1_500_000)
    assert (line.supplier_cell, line.company_number) == ("Harbour Ltd | Rowan CIC", "01234567 | ")
    assert (line.sme, line.vcse) == ("Yes | No", "No | Yes")
    broken = reading.read(as_csv([[*row[:-3], "Harbour Ltd, 1 Quay St", *row[-2:]]], heads), date(2026, 10, 5))
    assert broken.lines[0].supplier_cell == ""
    assert "not the parts that the heading names" in {one.problem for one in broken.findings}


def test_a_start_date_is_left_out_only_where_it_is_that_of_a_notice() -> None:
    found = columns.read(["Reference", "Title", "Supplier", "Contract value band", "Start date", "End date", "Status"])
    assert found is not None
    assert {"starts_on", "ends_on"} <= found.places.keys()


def test_a_spending_file_is_still_no_register() -> None:
    with pytest.raises(BadFile, match="No row in the file is a header"):
        rows("Payment Date,Supplier Name,Net Amount,Directorate,Description\n01/04/2026,A,5,X,Y\n")


def test_days_written_month_first_are_said_once() -> None:
    read = rows("Contract Title,Supplier,Start Date,End Date\nA,Oak Ltd,04/05/2025,12/31/2026\nB,Oak Ltd,,11/30/2026\n")
    said = [(one.row, one.column) for one in read.findings if one.problem.endswith("are written month first")]
    assert said == [(1, "Start Date"), (1, "End Date")]
    assert (read.lines[0].starts_on, read.lines[0].ends_on) == (date(2025, 4, 5), date(2026, 12, 31))


def test_a_column_with_days_of_both_kinds_is_read_day_first() -> None:
    read = rows("Contract Title,Supplier,Start Date,End Date\nA,Oak Ltd,04/05/2025,12/31/2026\nB,Oak Ltd,,30/11/2026\n")
    said = [one.column for one in read.findings if one.problem.endswith("may be written month first")]
    assert (said, read.lines[0].starts_on) == (["End Date"], date(2025, 5, 4))


def test_the_value_without_extensions_stands_before_that_with_them() -> None:
    headings = [
        "Contract title",
        "Supplier",
        "Value (including extension)",
        "Value (excluding extension)",
        "Start",
        "End",
    ]
    found = columns.read(headings)
    assert found is not None
    assert found.places["value"] == (3, 2)


def test_a_column_of_values_that_is_not_used_is_said() -> None:
    read = rows("Ref,Contract Title,Supplier,Annual value,Total value\n1,A,Oak Ltd,10,30\n2,B,Elm Ltd,20,\n")
    assert [(line.value_pence, line.value_kind) for line in read.lines] == [(3000, "whole"), (2000, "yearly")]
    said = [(one.column, one.action) for one in read.findings if one.problem == "another column of values"]
    assert said == [("Annual value", "used only where “Total value” is empty")]


def test_a_period_beside_both_days_is_said_once_and_not_on_each_row() -> None:
    text = "Ref,Contract Title,Supplier,Start,End,Contract Period\n"
    read = rows(text + "1,A,Oak Ltd,01/04/2025,31/03/2027,2 years\n2,B,Elm Ltd,01/04/2025,,2 years\n")
    assert [line.ends_note for line in read.lines] == ["", "2 years"]
    assert [one.row for one in read.findings if one.problem == "a length, and no days"] == [3]
    assert "used only where “End” is empty" in {one.action for one in read.findings if one.row == 1}


def test_suppliers_in_numbered_columns_are_all_read() -> None:
    read = rows(
        "Ref,Contract Title,Supplier 1,Supplier 2,Supplier 3,Value\n1,A,Oak Ltd,Elm Ltd,,50\n2,B,Ash CIC,,,50\n"
    )
    assert [line.supplier_cell for line in read.lines] == ["Oak Ltd | Elm Ltd", "Ash CIC"]
    assert "all of them are suppliers" in {one.action for one in read.findings}


def test_a_length_is_said_of_the_end_where_no_column_has_it() -> None:
    read = rows("Contract Title,Supplier,Start Date,Length of contract (years),Value\nA,Oak Ltd,01/04/2025,3,5000\n")
    assert (read.lines[0].starts_on, read.lines[0].ends_on, read.lines[0].ends_note) == (
        date(2025, 4, 1),
        None,
        "3 years",
    )
    both = columns.read(["Contract Title", "Supplier", "Start Date", "End Date", "Duration"])
    assert both is not None
    assert "period" not in both.places


def test_a_register_of_grants_is_one_of_agreements() -> None:
    read = rows(
        "Grant Ref,Recipient,Purpose of Grant,Amount Awarded,Award Date\nG1,Moor Scouts,New tents,£1500,12/05/2025\n"
    )
    [line] = read.lines
    assert (line.reference, line.title, line.supplier_cell, line.value_pence) == (
        "G1",
        "New tents",
        "Moor Scouts",
        150_000,
    )


def test_who_buys_stands_beside_who_sells() -> None:
    beside = columns.read(["Contract title", "Supplier", "Organisation", "Start date", "Value"])
    assert beside is not None
    assert beside.places["authority"] == (2,)
    alone = columns.read(["Contract title", "Organisation", "Start date", "Value", "End date"])
    assert alone is not None
    assert "authority" not in alone.places


def test_a_heading_is_understood_once_for_all_rows() -> None:
    heading_rules.meaning("Sum of all the money")
    assert calls(lambda: heading_rules.meaning("Sum of all the money")) < 5


@pytest.mark.parametrize(
    ("period", "first", "last", "note"),
    [
        ("01/04/2024 - 31/03/2027", date(2024, 4, 1), date(2027, 3, 31), ""),
        ("01/04/24-31/03/27", date(2024, 4, 1), date(2027, 3, 31), ""),
        ("From 1 April 2024 until 31 March 2027", date(2024, 4, 1), date(2027, 3, 31), ""),
        ("01.04.2024/31.03.2027", date(2024, 4, 1), date(2027, 3, 31), ""),
        ("2024-04-01 to 2027-03-31", date(2024, 4, 1), date(2027, 3, 31), ""),
        ("01/04/2024 – ongoing", date(2024, 4, 1), None, "ongoing"),
        ("3 years from 1 April 2024", date(2024, 4, 1), None, "3 years from 1 April 2024"),
        ("2 years", None, None, "2 years"),
        ("April 2024 - March 2027", None, None, "April 2024 - March 2027"),
        ("N/A", None, None, ""),
    ],
)
def test_both_days_in_one_column(period: str, first: date | None, last: date | None, note: str) -> None:
    read = rows(f"Contract Title,Supplier,Value,Contract Period\nA,Oak Ltd,1,{period}\n")
    [line] = read.lines
    assert (line.starts_on, line.ends_on, line.ends_note) == (first, last, note)
    said = [one.value for one in read.findings if one.column == "Contract Period" and one.row == 2]
    assert bool(said) is bool(note or "/24" in period), "what was not read as two days is said"


@pytest.mark.parametrize(
    "note",
    [
        *("Note: values are estimates, and leave out VAT,,,", "* until extended,see the note,,", "Total value,,,9000"),
        *(
            ",Total for children’s services,,9000",
            "Last updated,1 October 2026,,",
            "Grand total (all contracts),2,,9000",
        ),
    ],
)
def test_notes_and_totals_below_the_table_are_no_contracts(note: str) -> None:
    read = rows(f"Reference,Contract Title,Supplier,Value\nR1,Lodgings,Rowan CIC,5000\n{note}\n")
    assert (read.read, read.rejected) == (2, 1)


@pytest.mark.parametrize(
    "title", ["Total communication training", "Key working", "Notes and records", "Source control"]
)
def test_a_contract_that_begins_like_a_note_is_one(title: str) -> None:
    assert rows(f"Reference,Contract Title,Supplier,Value\nR1,{title},Rowan CIC,5000\n").rejected == 0
