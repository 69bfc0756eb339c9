"""Any council’s contracts file, held to the LGA’s guidance, its machine schema, or section 35 in Scotland."""

from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.register.bad_file import BadFile
from portal.register.validation.validating import validate
from portal.validating.lga import FIELDS
from tests.portal.register.files import as_csv, as_ods, as_xls, as_xlsx

RIGHT = {
    "OrganisationLabel": "Fairshire County Council",
    "EffectiveDate": "30/09/2026",
    "ContractReference": "FC-001",
    "ContractTitle": "Supported lodgings",
    "OrganisationalUnit": "Children’s services",
    "Description": "Homes with hosts",
    "StartDate": "01/04/2026",
    "EndDate": "31/03/2029",
    "ReviewDate": "31/03/2027",
    "ContractValue": "25123.00",
    "IrrecoverableVAT": "0.00",
    "SupplierName": "Rowan & Sons Ltd",
    "CharityCommissionNumber": "1090095",
    "SMESupplier": "Yes",
    "VCSESupplier": "false",
    "ProcessType": "Invitation to quote",
}
NAMES = [field.name for field in FIELDS]


def file_of(*rows: dict[str, str], names: list[str] = NAMES) -> bytes:
    return as_csv([[row.get(name, "") for name in names] for row in rows], names)


def told(content: bytes, profile: str = "") -> list[tuple[int | None, str, str, str]]:
    return [(one.row, one.column, one.level, one.problem) for one in validate(content, profile).faults]


def test_a_right_file_has_nothing_but_the_column_that_the_schema_lacks() -> None:
    assert not told(file_of(RIGHT), "guide")
    found = validate(file_of(RIGHT))
    assert (found.counts["error"], found.counts["warning"], found.rows) == (0, 0, 1)
    assert [(one.column, one.profiles) for one in found.faults] == [("EffectiveDate", ("schema",))]


@pytest.mark.parametrize(
    ("column", "value", "problem"),
    [
        ("StartDate", "2026-04-01", "not a date as DD/MM/YYYY"),
        ("EndDate", "31/02/2029", "no such day"),
        ("EndDate", "31/03/2025", "the end is before the start"),
        ("ContractValue", "£25,123.00", "an amount with a pound sign, comma or space"),
        ("ContractValue", "025.00", "not an amount with two decimals"),
        ("SMESupplier", "perhaps", "neither Yes nor No"),
        ("ReviewDate", "N/A", "a placeholder"),
        ("SupplierName", "", "an empty cell in a column that must be filled in"),
        ("ContractType", "Spot", "none of: Single award contract"),
        ("ContactURL", "ask us", "not a web address"),
        ("CPVCode", "853", "not a CPV code of eight figures"),
    ],
)
def test_a_fault_names_its_row_its_column_and_its_value(column: str, value: str, problem: str) -> None:
    second = {**RIGHT, "ContractReference": "FC-002", column: value}
    (fault,) = validate(file_of(RIGHT, second), "guide").faults
    assert (fault.row, fault.column, fault.value, fault.level) == (3, column, value, "error")
    assert fault.problem.startswith(problem)


def test_line_breaks_inside_cells_do_not_move_the_row_that_is_named() -> None:
    broken = {**RIGHT, "Description": "One\nTwo\nThree"}
    assert [row for row, *_ in told(file_of(broken, {**RIGHT, "StartDate": "soon"}), "guide")] == [3]


def test_guidance_and_machine_schema_are_told_apart() -> None:
    row = RIGHT | {"ReviewDate": "", "CharityCommissionNumber": "", "ProcessType": "Other"}
    row |= {"VCSESupplierType": "Community Interest Company"}
    assert not told(file_of(row), "guide")
    columns = {column for _row, column, level, _problem in told(file_of(row), "schema") if level == "error"}
    assert columns == {"ReviewDate", "CharityCommissionNumber", "ProcessType", "VCSESupplierType"}
    both = validate(file_of(row))
    assert (both.counts["error"], both.counts["warning"]) == (0, 4)
    assert len(both.differences) == 6
    schema_only = RIGHT | {"VCSESupplierType": "Voluntary sector"}
    assert not [one for one in told(file_of(schema_only), "schema") if one[2] == "error"]
    assert validate(file_of(schema_only), "guide").counts["error"] == 1


def test_columns_that_are_missing_moved_renamed_or_ones_own_are_said() -> None:
    names = ["Page", "ContractTitle", "Contract ID", "OrganisationalUnit", "Description", "StartDate", "EndDate"]
    found = told(file_of(RIGHT | {"Contract ID": "1", "Page": "x"}, names=names), "guide")
    said = {(column, level): problem for row, column, level, problem in found if row == 1}
    assert said["ContractValue", "error"] == "a column that must be there is missing"
    assert said["ReviewDate", "warning"] == "a column that is wanted where it applies is missing"
    assert said["Contract ID", "note"] == "the template calls this column ContractReference"
    assert said["Contract ID", "warning"] == "not in the order of the template"
    assert said["ContractTitle", "warning"].startswith("columns of one’s own come after")
    assert said["Page", "note"] == "a column that the template does not have"


def test_one_reference_of_two_agreements_is_said_and_two_awards_are_not() -> None:
    other = {**RIGHT, "ContractTitle": "Short breaks"}
    assert told(file_of(RIGHT, RIGHT, other), "guide") == [
        (4, "ContractReference", "warning", "the reference of another agreement, too: see row 2")
    ]


@pytest.mark.parametrize("write", [as_xlsx, as_xls, as_ods])
def test_workbooks_are_read_by_the_values_of_their_cells(write) -> None:
    cells: list = [RIGHT.get(name, "") for name in NAMES]
    cells[NAMES.index("StartDate")], cells[NAMES.index("ContractValue")] = date(2026, 4, 1), 25123.5
    cells[NAMES.index("ReviewDate")] = "next spring"
    assert told(write([cells], NAMES), "guide") == [(2, "ReviewDate", "error", "not a date as DD/MM/YYYY")]


SCOTTISH = (
    "Contract Number,Category,Team,Contract Type,Start Date,End Date,Extension Period Option,"
    "Estimated Value (excl VAT),Date of Award,Supplier\n"
)


def test_a_scottish_register_needs_its_seven_things_in_any_format() -> None:
    good = 'S1,Fostering,Care,Framework,14 Oct 2019,13 Oct 2023,12 months,"£106,000,000",1 Oct 2019,Kibble\n'
    bad = "S2,Fostering,Care,Framework,soon,,,,1 Oct 2019,TBC\n"
    assert not told((SCOTTISH + good).encode(), "scotland")
    found = [(row, column, level) for row, column, level, _ in told((SCOTTISH + good + bad).encode(), "scotland")]
    assert found == [
        (3, "Supplier", "error"),
        (3, "Estimated Value (excl VAT)", "error"),
        (3, "Start Date", "error"),
        (3, "End Date", "error"),
        (3, "Extension Period Option", "warning"),
    ]
    (missing,) = told(SCOTTISH.replace("Date of Award", "Anything").encode() + good.encode(), "scotland")
    assert missing[:3] == (1, "", "error")
    assert "date of award" in missing[3]


@pytest.mark.parametrize(
    ("headings", "renamed"),
    [
        ("Body Name,Organisational Unit,Title Of The Agreement,Contract Reference Number,Start Date,Amount", "Amount"),
        ("Contract Reference,Title,Local Authority Department Responsible,Contract Start Date,Contract Value", "Title"),
        ("CONTRACT_TITLE,SUPPLIER_NAME,CONTRACT_START_DATE,CONTRACT_AWARD_VALUE", "CONTRACT_AWARD_VALUE"),
    ],
)
def test_every_family_of_headings_is_held_to_the_template(headings: str, renamed: str) -> None:
    content = f"{headings}\n{','.join('x' for _ in headings.split(','))}\n".encode()
    found = validate(content, "guide").faults
    assert renamed in {one.column for one in found if one.problem.startswith("the template calls this column")}
    assert any(one.problem == "not a date as DD/MM/YYYY" for one in found)


@settings(max_examples=25, deadline=None)
@given(cut=st.integers(0, 900), junk=st.binary(max_size=12), text=st.text(max_size=30))
def test_a_damaged_file_is_validated_or_refused_in_words(cut: int, junk: bytes, text: str) -> None:
    content = file_of(RIGHT, RIGHT | {"Description": text})
    for profile in ("", "scotland"):
        with suppress(BadFile):  # nothing else may be raised
            found = validate(content[:cut] + junk + content[cut:], profile)
            assert all(one.problem and one.level for one in found.faults)


def test_rows_that_real_notices_were_made_into_are_validated_whole() -> None:
    found = validate((Path(__file__).parents[3] / "data" / "registers" / "award_rows.csv").read_bytes())
    assert found.rows > 100
    assert found.counts["error"]


@pytest.mark.parametrize("profile", ["guide", "scotland"])
def test_a_note_below_the_table_is_one_fault_and_not_one_for_every_column(profile: str) -> None:
    notes = 'Children and families,,,,\nTotal,,,,9000\n"Note: with VAT, where it cannot be recovered",x,,,\n'
    content = f"ContractReference,ContractTitle,SupplierName,StartDate,ContractValue\n{notes}"
    found = [(one.row, one.problem) for one in validate(content.encode(), profile).faults if (one.row or 0) > 1]
    assert found == [
        (2, "only one cell is filled: perhaps a note, or a heading between the rows"),
        (3, "a note or a line of totals"),
        (4, "a note or a line of totals"),
    ]


def test_a_second_table_is_one_fault_and_its_rows_are_held_to_its_own_header() -> None:
    names = ["ContractTitle", "SupplierName", "ContractValue", "StartDate", "EndDate"]
    first = file_of(RIGHT, names=names)
    second = "Title,Start date,Supplier name,End date,Contract value\nClub,01/04/2026,Moor Scouts,31/03/2027,x\n"
    for profile in ("guide", "scotland"):
        found = [
            (row, column) for row, column, _level, _problem in told(first + second.encode(), profile) if (row or 0) > 2
        ]
        assert found == [(3, ""), (4, "Contract value")], profile


def test_what_is_odd_about_the_whole_file_is_a_warning() -> None:
    mixed = (
        file_of(RIGHT | {"Description": "Café"})
        + file_of(RIGHT).splitlines()[1].replace(b"FC-001", b"Caf\xe9")
        + b"\r\n"
    )
    found = [(row, level) for row, _column, level, problem in told(mixed, "guide") if "two encodings" in problem]
    assert found == [(None, "warning")]


def test_a_quotation_mark_that_is_not_doubled_is_an_error_of_its_row() -> None:
    written = file_of(RIGHT | {"ContractTitle": "XX"}).replace(b"XX", b'"The "Voice" project"')
    assert [(row, level) for row, _column, level, problem in told(written, "guide") if "doubled" in problem] == [
        (2, "error")
    ]


def test_of_two_columns_for_one_thing_each_has_its_own_field() -> None:
    """“Service Category label” and “Council’s procurement category label” are both a category to the importer."""
    category = "Procurement classification: Council's procurement category label"
    names = [
        "ServiceCategoryLabel"
        if name == "ServiceCategoryLabel"
        else category
        if name == "ProcurementCategory"
        else name
        for name in NAMES
    ]
    rows = [[{**RIGHT, category: "Social care", "ServiceCategoryLabel": "Care"}.get(name, "") for name in names]]
    assert [one for one in told(as_csv(rows, names), "guide") if "does not have" in one[3]] == []


def test_a_day_that_is_written_the_american_way_is_told_so() -> None:
    assert (2, "EndDate", "error", "no such day: the day stands before the month") in told(
        file_of(RIGHT | {"EndDate": "03/31/2029"}), "guide"
    )


def test_in_scotland_one_column_may_hold_both_days() -> None:
    found = told(
        b"Date of Award,Contractor,Subject Matter,Value,Contract Period\n01/04/2025,A Ltd,B,5,2 years\n", "scotland"
    )
    assert [problem for _row, _column, _level, problem in found] == [
        "no column for “by how long it can be extended”, section 35(3)(g)"
    ]
