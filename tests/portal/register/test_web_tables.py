"""Web pages and the XML of 2003 that systems call .xls."""

import time
from datetime import date

import pytest

from portal.register import reading, sheets, web_tables
from portal.register.bad_file import BadFile

PAGE = (
    "<html xmlns:x='urn:schemas-microsoft-com:office:excel'><head><meta charset='utf-8'><style>td {a: b}</style>"
    "<!--[if gte mso 9]><xml><table><tr><td>no</td></tr></table></xml><![endif]--></head><body>"
    "<table><tr><td>Contracts</td></tr></table>"
    "<TABLE border=1><tr><td colspan=6>Contracts register</td></tr>"
    "<tr><th>Ref</th><th>Contract<br>Title</th><th>Supplier<th>Start Date</th><th>End Date</th><th>Value</th></tr>"
    '<tr><td rowspan="2">R1</td><td rowspan="2">Fostering &amp; more</td><td>Oak Ltd</td><td>01/04/2025</td>'
    "<td>31/03/2027</td><td>&pound;25,000</td></tr>"
    "<tr><td>Elm Ltd</td><td>01/04/2025</td><td>31/03/2027</td><td>&pound;5,000</td></tr></TABLE></body></html>"
)
XML = (
    '<?xml version="1.0"?><Workbook xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">'
    '<Worksheet ss:Name="R"><Table><Row ss:Index="3"><Cell><Data>Ref</Data></Cell>'
    "<Cell><Data>Contract Title</Data></Cell><Cell><Data>Supplier</Data></Cell><Cell>"
    "<Data>Start Date</Data></Cell><Cell><Data>Value</Data></Cell></Row>"
    '<Row><Cell><Data ss:Type="String">R1</Data></Cell><Cell><Data>Fostering &amp; more</Data></Cell>'
    '<Cell ss:Index="4"><Data ss:Type="DateTime">2025-04-01T00:00:00.000</Data></Cell>'
    "<Cell><Data>25000</Data></Cell></Row>"
    "</Table></Worksheet></Workbook>"
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_the_table_of_a_web_page_is_a_register(encoding: str) -> None:
    read = reading.read(PAGE.encode(encoding), date(2026, 10, 5))
    assert (read.read, read.rejected) == (2, 0)
    assert [(line.row, line.reference, line.title, line.supplier_cell, line.value_pence) for line in read.lines] == [
        (3, "R1", "Fostering & more", "Oak Ltd", 2_500_000), (4, "R1", "Fostering & more", "Elm Ltd", 500_000)
    ]  # fmt: skip
    assert read.lines[1].ends_on == date(2027, 3, 31)


def test_the_xml_of_2003_is_one_too() -> None:
    [line] = reading.read(XML.encode(), date(2026, 10, 5)).lines
    assert (line.row, line.title, line.supplier_cell, line.starts_on, line.value_pence) == (
        4, "Fostering & more", "", date(2025, 4, 1), 2_500_000
    )  # fmt: skip


@pytest.mark.parametrize("page", ["<html><h1>404 Not found</h1></html>", "<?xml version='1.0'?><rss></rss>"])
def test_a_page_without_a_table_says_what_to_do(page: str) -> None:
    with pytest.raises(BadFile, match="save that as CSV"):
        sheets.read(page.encode())


@pytest.mark.parametrize(
    "bomb",
    [
        "<!--" * 300_000,
        "<td " * 300_000,
        "<tr><td>" * 150_000,
        "<td a" + "=" * 900_000,
        "<a " + "b" * 900_000 + ">",
        "&" * 900_000,
    ],
)
def test_no_page_takes_longer_than_its_length(bomb: str) -> None:
    began = time.process_time()
    web_tables.read("<table><tr><td>" + bomb)
    assert time.process_time() - began < 10


def test_cells_that_hold_for_a_million_rows_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web_tables, "MOST_CELLS", 10_000)
    held = "".join("<td rowspan=999999>x</td>" for _ in range(400))
    with pytest.raises(BadFile, match="more than 10,000 cells"):
        web_tables.read(f"<table><tr>{held}</tr>" + "<tr><td>y</td></tr>" * 100)
