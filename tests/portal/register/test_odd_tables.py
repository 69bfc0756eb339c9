"""Sheets that hold more than one header and its rows: a second table, help below the headings, rows that go on."""

import contextlib
import io
import time
import zipfile
from datetime import date

import pytest
import xlsxwriter

from portal.register import book_reader, reading, sheets, tables
from portal.register.bad_file import BadFile
from tests.portal.register.files import LGA, as_csv

HEADER = "Contract Ref,Contract Title,Supplier,Start Date,End Date,Value\n"
ONE = 'F1,Fostering framework,Oak Ltd,01/04/2025,31/03/2029,"£5,000,000"\n'


def rows(text: str):
    return reading.read(text.encode(), date(2026, 10, 5))


def said(read, problem: str) -> list[tuple[int | None, str]]:
    return [(one.row, one.value) for one in read.findings if one.problem.startswith(problem)]


def test_a_second_table_is_read_by_its_own_header() -> None:
    read = rows(HEADER + ONE + ",,,,,\nGrants,,,,,\nTitle,Recipient,Amount,Start,End,\nClub,Scouts,6000,01/04/2025,,\n")
    assert (read.read, read.rejected) == (4, 2)
    grant = read.lines[1]
    assert (grant.row, grant.title, grant.supplier_cell, grant.value_pence) == (6, "Club", "Scouts", 600_000)
    assert grant.starts_on == date(2025, 4, 1)
    assert said(read, "another header")[0][0] == 5
    assert "value_pence" in read.given


def test_a_contract_whose_cells_sound_like_headings_is_none() -> None:
    read = rows(
        HEADER + "R1,Contract management,Supplier Ltd,,,\n" + "Ref,Contract register software,Provider Co,,,5\n"
    )
    assert (read.read, read.rejected) == (2, 0)


@pytest.mark.parametrize(
    "help_",
    [
        "1,2,3,4,5,6",
        "Mandatory,Mandatory,Free text,DD/MM/YYYY,DD/MM/YYYY,£ excl VAT",
        "Text,Text,Text,Date,Date,Number",
    ],
)
def test_help_below_the_headings_is_no_contract(help_: str) -> None:
    read = rows(HEADER + help_ + "\n" + ONE)
    assert (read.read, read.rejected, read.lines[0].row) == (2, 1, 3)
    again = rows(HEADER + ONE * 3 + help_ + "\n")
    assert again.rejected == 0, "further down a row is a contract, however odd"


def test_suppliers_on_rows_of_their_own_belong_to_the_contract_above() -> None:
    read = rows(HEADER + ONE + ",,Elm Ltd,,,\n,,Ash CIC,,,\nF2,Advocacy,Voice CIC,,,\n")
    assert (read.read, read.rejected) == (4, 0)
    assert [(line.row, line.reference, line.title, line.supplier_cell) for line in read.lines[:3]] == [
        (2, "F1", "Fostering framework", "Oak Ltd"), (3, "F1", "Fostering framework", "Elm Ltd"),
        (4, "F1", "Fostering framework", "Ash CIC"),
    ]  # fmt: skip
    assert {line.ends_on for line in read.lines[:3]} == {date(2029, 3, 31)}
    assert said(read, "a row with a supplier and no title") == [(3, "Elm Ltd"), (4, "Ash CIC")]


@pytest.mark.parametrize(
    "heading", ["Directorate: Children’s Services", "Children’s Services Directorate", "Adran – Plant"]
)
def test_a_heading_between_the_rows_names_the_department_of_those_below(heading: str) -> None:
    read = rows(f"{HEADER}{heading},,,,,\n{ONE}Department: Legal,,,,,\nF2,Advocacy,Voice CIC,,,\n")
    assert (read.read, read.rejected) == (4, 2)
    assert read.lines[0].department in ("Children’s Services", "Children’s Services Directorate", "Plant")
    assert read.lines[1].department == "Legal"
    assert "department" in read.given
    assert len(said(read, "a heading between the rows")) == 2


def test_where_a_column_has_the_department_a_heading_between_the_rows_says_nothing() -> None:
    read = rows("Ref,Contract Title,Department,Value\nDirectorate: Legal,,,\nF2,Advocacy,Children,5\n")
    assert [line.department for line in read.lines] == ["Children"]


def test_the_lots_of_a_contract_may_stand_below_it() -> None:
    head = "Contract Ref,Contract Title,Lot No.,Supplier,Start Date,Value\n"
    read = rows(head + "F1,Transport,,,01/04/2025,\n,,1,Oak Ltd,,5000\n,,2,Elm Ltd,,7000\n")
    assert [(line.reference, line.lot, line.supplier_cell, line.value_pence) for line in read.lines[1:]] == [
        ("F1", "1", "Oak Ltd", 500_000), ("F1", "2", "Elm Ltd", 700_000)
    ]  # fmt: skip


def test_without_a_contract_above_a_lone_supplier_is_a_note() -> None:
    read = rows(HEADER + ",,Elm Ltd,,,\n" + ONE)
    assert (read.read, read.rejected) == (2, 1)
    first = rows("Supplier,Contract Title,Start Date,Value\nOak Ltd,Lodgings,01/04/2025,5\nChildren,,,\n")
    assert first.rejected == 1, "in the first column it may be a heading between the rows"


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ('R1,"The "Voice" project",Oak Ltd,,,5', 'The "Voice" project'),
        ('R1,"12" cones, bollards",Oak Ltd,,,5', '12" cones, bollards'),
        ('R1,5" pipes,Oak Ltd,,,5', '5" pipes'),
        ('R1,"Pipes ""x"", of 5""",Oak Ltd,,,5', 'Pipes "x", of 5"'),
    ],
)
def test_quotation_marks_that_were_not_doubled(written: str, title: str) -> None:
    read = rows(f"{HEADER}{written}\n{ONE}")
    assert [(line.row, line.title) for line in read.lines] == [(2, title), (3, "Fostering framework")]
    assert bool(said(read, "quotation marks")) is (
        written.split(",", 1)[1] in ('"The "Voice" project",Oak Ltd,,,5', '"12" cones, bollards",Oak Ltd,,,5')
    )


def workbook(**options: int) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("A & B")
        sheet.write_row(0, 0, LGA)
        for number in (1, 2):
            sheet.write_row(number, 0, [f"R{number}", "T", "D", "x", "", "", 5, "S"])
        if options.get("hidden"):
            sheet.set_row(2, None, None, {"hidden": True})
            sheet.set_column(27, 27, None, None, {"hidden": True})
        if options.get("formula"):
            sheet.write_formula(1, 6, "=5*1000", None, "")
            sheet.write_formula(2, 6, "=5*1000", None, 5000)
    return out.getvalue()


def oddities(content: bytes) -> list[tuple[str, str]]:
    return [(one.value, one.problem) for one in tables.find(sheets.read(content)).findings]


@pytest.mark.parametrize("flag", [0, 1], ids=["torn", "encrypted"])
def test_a_workbook_of_which_only_what_is_unseen_cannot_be_read_is_no_bad_file(flag: int) -> None:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as parts:
        for name in ("xl/_rels/workbook.xml.rels", "xl/workbook.xml"):
            parts.writestr(name, "<sheet/>" * 100)
    content = bytearray(archive.getvalue())
    data = 30 + len("xl/_rels/workbook.xml.rels")
    content[data : data + 4] = b"\xff" * 4
    content[6] |= flag
    content[content.index(b"PK\1\2") + 8] |= flag
    assert book_reader.Unseen.of_sheets(bytes(content)) == {}


def test_hidden_rows_and_columns_are_read_and_said() -> None:
    assert oddities(workbook(hidden=1)) == [
        ("3", "rows are hidden in the spreadsheet"), ("AB", "columns are hidden in the spreadsheet")
    ]  # fmt: skip
    assert len(list(tables.find(sheets.read(workbook(hidden=1))).rows())) == 2
    assert oddities(workbook()) == []


def test_a_formula_that_gives_an_empty_text_has_its_result() -> None:
    part = (
        b'<c r="E2" t="str"><f>IF(A2="","",1)</f><v></v></c><c r="F2"><f>5*5</f><v/></c><c r="G2"><f>1</f><v>1</v></c>'
    )
    assert book_reader.Unseen.of(part)["no_result"] == ["F2"]


def test_formulas_without_their_results_are_said() -> None:
    assert oddities(workbook(formula=1)) == [("G2", "cells with a formula whose result is not in the file")]


HOSTILE = [
    *("a " * 9_000, "1 " * 9_000, "(" * 15_000, "1+" * 9_000, " " * 9_000 + "x", "31/03/2026 (" * 1_500, "£1," * 6_000),
    *("framework " * 2_000, "extension of " * 1_500, "Oak Ltd, " * 2_000, "AN1 2BC\n" * 2_000, '"a",' * 4_000),
]


@pytest.mark.parametrize("cell", HOSTILE)
def test_no_cell_takes_longer_than_its_length(cell: str) -> None:
    """As one cell of every column that is read by its words; a few seconds would be thousands of times too many."""
    heads = [
        "Title",
        "Supplier",
        "Start",
        "End",
        "Contract period",
        "Extension",
        "Value",
        "Contract type",
        "Procurement route",
    ]
    began = time.process_time()
    with contextlib.suppress(BadFile):
        reading.read(as_csv([["T", *[cell] * 8], ["U", *["x"] * 8]], heads), date(2026, 10, 5))
    assert time.process_time() - began < 10


def test_no_line_of_quotation_marks_takes_longer_than_its_length() -> None:
    began = time.process_time()
    rows(HEADER + 'R1,"' + 'a"b ' * 25_000 + '",Oak Ltd,,,5\n' + ONE)
    assert time.process_time() - began < 10
