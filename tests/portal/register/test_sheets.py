"""Every format and encoding gives the same rows, numbered as a spreadsheet numbers them; bombs are refused."""

import io
import time
import zipfile
from itertools import islice

import pytest
import xlsxwriter

from portal.register import book_reader, books, rows, sheets, tables
from portal.register.bad_file import BadFile
from tests.fixtures.work import calls
from tests.portal.register.files import LGA, ROWS, as_csv, as_ods, as_xls, as_xlsx


def zipped(name: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as parts:
        parts.writestr(name, "ContractTitle")
    return out.getvalue()


EXPECTED = [(2, "FC-001"), (3, "FC-002"), (4, "FC-003"), (5, "FC-004")]


def read(content: bytes) -> list[tuple[int, str]]:
    table = tables.find(sheets.read(content))
    place = table.columns.places["reference"][0]
    return [(row.number, row.cells[place]) for row in table.rows()]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_text_in_every_encoding_with_every_delimiter(encoding: str, delimiter: str) -> None:
    written = [[cell for cell in row if cell != "Oak Fostering Ltd | Elm Fostering Ltd"] for row in ROWS]
    table = tables.find(sheets.read(as_csv(written, encoding=encoding, delimiter=delimiter)))
    found = list(table.rows())
    assert [(row.number, row.cells[0]) for row in found] == EXPECTED
    assert found[0].cells[3] == "Homes with hosts.\nTwo lots."
    assert found[1].cells[3] == "Play; “swimming”"
    assert found[2].cells[3] == "Café visits"


@pytest.mark.parametrize("write", [as_xlsx, as_xls, as_ods])
def test_workbooks_of_every_kind(write) -> None:
    table = tables.find(sheets.read(write(ROWS)))
    found = list(table.rows())
    assert [(row.number, row.cells[0]) for row in found] == EXPECTED
    assert found[0].cells[1:8] == [
        *("Supported lodgings", "Children’s services", "Homes with hosts.\nTwo lots.", "2026-04-01", "2029-03-31"),
        *("1250000.5", "Harbour Young People’s Trust"),
    ]
    assert found[2].cells[6] == "106000000"


def test_line_breaks_inside_cells_and_empty_rows_do_not_move_the_numbers() -> None:
    content = b'ContractTitle,ContractReference,SupplierName,ContractValue\r\n"a\nb\nc",1,X,5\r\n\r\nd,2,Y,6\r\n'
    assert read(content) == [(2, "1"), (4, "2")]


def test_a_header_is_found_below_other_rows_and_with_line_breaks_in_it() -> None:
    above = b'Contracts register,,,\n\n"As at\n31 March",,,\n'
    content = (
        above + b'"Contract\nReference Number",Title Of The Agreement,"Supplier\r\nName",Amount,,,\nR1,T,S,10,,,\n'
    )
    assert read(content) == [(5, "R1")]


@pytest.mark.parametrize("write", [as_xlsx, as_xls, as_ods])
def test_a_table_that_begins_in_the_middle_of_a_sheet(write) -> None:
    assert read(write(ROWS, above=3, left=2)) == [(row + 3, reference) for row, reference in EXPECTED]


def test_lines_of_an_old_macintosh() -> None:
    assert read(as_csv(ROWS).replace(b"\r\n", b"\r")) == EXPECTED


def test_excels_own_hint_at_the_delimiter_is_no_row() -> None:
    assert read(b"sep=;\r\n" + as_csv(ROWS, delimiter=";")) == EXPECTED


def test_welsh_letters_in_the_celtic_encoding_are_read() -> None:
    text = "Teitl,Cyfeirnod,Cyflenwr,Gwerth\nGofal maeth yng Ngŵyr,R1,Tŷ Ni Cyf,£5000\n"
    (row,) = tables.find(sheets.read(text.encode("iso8859-14"))).rows()
    assert row.cells == ["Gofal maeth yng Ngŵyr", "R1", "Tŷ Ni Cyf", "£5000"]
    windows = "Title,Reference,Supplier,Value\n“Þór” – a café,R1,Þór Ltd,£5000\n"
    (row,) = tables.find(sheets.read(windows.encode("cp1252"))).rows()
    assert row.cells[0] == "“Þór” – a café", "what only Windows-1252 has decides"


def test_utf8_with_pasted_windows_lines_is_read_line_by_line() -> None:
    content = as_csv(ROWS) + "FC-009,Café,x,y,,,1,Z\r\n".encode("cp1252")
    table = tables.find(sheets.read(content))
    assert [row.cells[1] for row in table.rows()][-1] == "Café"
    assert [row.cells[3] for row in table.rows()][2] == "Café visits"
    assert table.findings[0].problem == "The file mixes two encodings (UTF-8 and Windows-1252)."


def workbook(*named: tuple[str, bool, list[list[str]]]) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        for name, hidden, lines in named:
            sheet = book.add_worksheet(name)
            for number, line in enumerate(lines):
                sheet.write_row(number, 0, line)
            if hidden:
                sheet.hide()
    return out.getvalue()


def test_of_several_sheets_the_one_with_a_known_header_and_the_others_are_said() -> None:
    register = [list(LGA), ["R1", "T", "D", "x", "", "", "5", "S"]]
    content = workbook(("Notes", False, [["Read me"]]), ("2026", False, register), ("People", True, [["secret"]]))
    table = tables.find(sheets.read(content))
    assert table.sheet.name == "2026"
    said = [(finding.value, finding.problem) for finding in table.findings]
    assert said == [("Notes", "a sheet without the header of a register"), ("People", "a hidden sheet")]


def test_of_two_sheets_with_the_same_header_the_longer_is_the_register() -> None:
    register = [list(LGA), *([f"R{number}", "T", "D", "x", "", "", "5", "S"] for number in range(3))]
    content = workbook(("How to fill it in", False, register[:2]), ("Register", False, register))
    table = tables.find(sheets.read(content))
    assert table.sheet.name == "Register"
    assert table.findings[0].problem == "another sheet with the header of a register"
    assert "save this one as a file of its own" in table.findings[0].action


def test_a_hidden_sheet_is_never_the_register() -> None:
    register = [list(LGA), ["R1", "T", "D", "x", "", "", "5", "S"]]
    with pytest.raises(BadFile, match="No row in the file is a header"):
        tables.find(sheets.read(workbook(("Front", False, [["Read me"]]), ("Register", True, register))))


def test_cells_made_one_over_several_rows_hold_for_each_of_them() -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.merge_range(0, 1, 0, 8, "Contracts register")
        sheet.write_row(1, 1, LGA)
        sheet.merge_range(2, 1, 4, 1, "R1")
        sheet.merge_range(2, 2, 4, 2, "Fostering")
        for number, name in enumerate(("Oak Ltd", "Elm Ltd"), 2):
            sheet.write(number, 8, name)
    found = list(tables.find(sheets.read(out.getvalue())).rows())
    assert [(row.number, row.cells[1], row.cells[2], row.cells[8]) for row in found] == [
        (3, "R1", "Fostering", "Oak Ltd"), (4, "R1", "Fostering", "Elm Ltd")
    ]  # fmt: skip


def test_a_header_whose_cells_were_made_one_over_its_two_rows() -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.merge_range(0, 0, 0, 6, "Contracts register")
        for place, heading in ((0, "Contract Ref"), (1, "Contract Title"), (6, "Value")):
            sheet.merge_range(1, place, 2, place, heading)
        sheet.merge_range(1, 2, 1, 3, "Supplier")
        sheet.merge_range(1, 4, 1, 5, "Contract")
        sheet.write_row(2, 2, ["Name", "Company number", "Start", "End"])
        sheet.write_row(3, 0, ["R1", "Fostering", "Oak Ltd", "01234567", "01/04/2026", "31/03/2027", 5000])
    table = tables.find(sheets.read(out.getvalue()))
    assert (table.header, table.columns.places["suppliers"], table.columns.unknown) == (3, (2,), ())
    assert [row.cells[2] for row in table.rows()] == ["Oak Ltd"]


def test_a_headline_above_the_header_is_no_part_of_it() -> None:
    text = "Contracts Register,,,,\nTitle,Name,Supplier,Start Date,Value\nLodgings,Jo,Oak Ltd,01/04/2026,5000\n"
    table = tables.find(sheets.read(text.encode()))
    assert (table.header, table.columns.places["title"], table.columns.unknown) == (2, (0,), (1,))


def test_thousands_of_empty_columns_are_none() -> None:
    wide = b"\n".join(line + b"," * 16_000 for line in as_csv(ROWS[1:2]).splitlines())
    assert [row.number for row in tables.find(sheets.read(wide)).rows()] == [2]


def test_formulas_give_their_values() -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, LGA)
        sheet.write_row(1, 0, ["R1", "T", "D", "x", "", "", "", "S"])
        sheet.write_formula(1, 6, "=5*1000", None, 5000)
    [row] = tables.find(sheets.read(out.getvalue())).rows()
    assert row.cells[6] == "5000"


@pytest.mark.parametrize(
    ("value", "text"),
    [(1234.5, "1234.5"), (5424407.26, "5424407.26"), (106000000.0, "106000000"), (1e15, "1000000000000000"),
     (0.1 + 0.2, "0.3"), (1e-7, "0.0000001"), (-3.5, "-3.5"), (0.0, "0")],
)  # fmt: skip
def test_numbers_of_a_spreadsheet_come_as_they_are_shown(value: float, text: str) -> None:
    assert book_reader.text(value) == text


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b" \n\n", "empty"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"<html><table><tr><td>ContractTitle</td></tr></table></html>", "web page"),
        (b"PK\x03\x04 and nothing of a zip", "damaged"),
        (zipped("register.csv"), "an archive or a document"),
        (zipped("word/document.xml"), "an archive or a document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and nothing more", "cannot be read"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "protected by a password"),
        (b"Payment date,Supplier name\nA,1\n", "Row 1 comes nearest. Understood: “Supplier name”."),
        (b"Name,Age\nA,1\n", "No row in the file is a header"),
        (b"\xff\xfe\x00", "No row in the file is a header"),
        (b'ContractTitle,ContractReference,SupplierName,ContractValue\n"' + b"x,1,2,3\n" * 20_000, "quotation mark"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(1, 256)) * 4, "This is no text and no spreadsheet"),
    ],
)
def test_a_bad_file_says_why(content: bytes, reason: str) -> None:
    with pytest.raises(BadFile, match=reason):
        list(tables.find(sheets.read(content)).rows())


def test_a_cell_may_be_long_as_long_as_it_holds_no_rows() -> None:
    text = (
        f"Reference,Contract Title,Supplier,Value,Description\nR1,Lodgings,Rowan CIC,5000,{'y' * 200_000}\nR2,B,C,1,D\n"
    )
    found = [len(row.cells[4]) for row in tables.find(sheets.read(text.encode())).rows()]
    assert found == [200_000, 1]


def test_a_file_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "LARGEST_FILE", 2 * 1024 * 1024)
    with pytest.raises(BadFile, match="larger than 2 MB"):
        sheets.read(b"x" * (2 * 1024 * 1024 + 1))


def test_too_many_rows_and_columns_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows, "MOST_ROWS", 3)
    with pytest.raises(BadFile, match="more than 3 rows"):
        read(as_csv(ROWS))
    monkeypatch.undo()
    with pytest.raises(BadFile, match="more than 500 columns"):
        tables.find(sheets.read(b"x," * 600))


def test_a_workbook_that_unpacks_to_gigabytes_is_refused_at_once() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as parts, parts.open("xl/worksheets/sheet1.xml", "w") as part:
        for _ in range(420):
            part.write(bytes(1024 * 1024))
    assert len(out.getvalue()) < 1024 * 1024
    with pytest.raises(BadFile, match="unpacks to more than"):
        sheets.read(out.getvalue())


def test_a_cell_in_the_last_corner_costs_neither_memory_nor_the_process() -> None:
    """Two cells, 16 billion places between them: the library would ask for 512 GB and end the process."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, LGA)
        sheet.write(1048575, 16383, "here")
    began = time.monotonic()
    with pytest.raises(BadFile, match="more memory or time"):
        sheets.read(out.getvalue())
    assert time.monotonic() - began < 30


def test_a_reader_that_hangs_is_ended(monkeypatch: pytest.MonkeyPatch, tmp_path) -> None:
    program = tmp_path / "sleeps.py"
    program.write_text("import time; time.sleep(60)")
    monkeypatch.setattr(books, "PROGRAM", program)
    monkeypatch.setattr(books, "SECONDS", 0.5)
    with pytest.raises(BadFile, match="more memory or time"):
        sheets.read(as_xlsx(ROWS))


def test_an_answer_that_is_cut_short_is_no_answer(monkeypatch: pytest.MonkeyPatch, tmp_path) -> None:
    program = tmp_path / "stops.py"
    program.write_text("""print('{"name": "a", "hidden": false}'); print('[1, "ContractTitle"]')""")
    monkeypatch.setattr(books, "PROGRAM", program)
    with pytest.raises(BadFile):
        sheets.read(as_xlsx(ROWS))


def test_a_file_is_read_row_by_row() -> None:
    many = as_csv(ROWS) + b"".join(b"R%d,T,D,x,,,5,S\r\n" % number for number in range(100_000))
    [sheet, *_] = sheets.read(many)
    assert calls(lambda: list(islice(sheet.rows(), 3))) < 1_000
    assert len(list(islice(sheet.rows(), 3))) == 3
