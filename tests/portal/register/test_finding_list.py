"""Findings in groups, and cells that no spreadsheet calculates."""

from dataclasses import astuple
from datetime import date

import pytest

from portal.register import columns, lines, tables
from portal.register.finding_list import Found, as_csv, grouped, plain
from portal.register.rows import Row, Sheet

FORMULAS = [
    "=1+1", "+44 20", "-5", "@SUM(A1)", "|calc", "%0A", "\t=1", "\r=1", "\n=1", " =1", "\u200b=1", "\ufeff=1",
    "＝1+1", "＋1", "－1", "＠SUM", "=HYPERLINK(\"http://a\",\"b\")", "-2+3+cmd|' /C calc'!A0",
]  # fmt: skip


@pytest.mark.parametrize("cell", FORMULAS)
def test_what_a_spreadsheet_would_calculate_gets_an_apostrophe(cell: str) -> None:
    assert plain(cell) == f"'{cell}"
    assert f"'{cell}".splitlines()[0].encode() in as_csv([Found(2, "", cell, "odd", "kept")]).replace(b'""', b'"')


@pytest.mark.parametrize("cell", ["", "Rowan CIC", "2026-04-01", "£5,000", "a=b", "1-2", "’tis"])
def test_other_cells_stay_as_they_are(cell: str) -> None:
    assert plain(cell) == cell


def found(row: int, action: str, column: str = "Value", problem: str = "odd") -> Found:
    return Found(row, column, "x", problem, action)


def test_the_same_column_and_problem_are_one_kind() -> None:
    groups = grouped([found(n, "kept") for n in range(1, 20)] + [found(3, "kept", problem="other")])
    assert [(len(group.findings), group.more, group.action) for group in groups] == [(19, 7, "kept"), (1, 0, "kept")]


def test_rejected_comes_before_held_before_not_kept_before_the_rest() -> None:
    actions = ["put right", "not kept", "kept and held: never public", "rejected"]
    groups = grouped([found(n, action, problem=action) for n, action in enumerate(actions, 1) for _ in range(n)])
    assert [group.problem for group in groups] == actions[::-1]
    assert [group.needs_a_look for group in groups] == [True, True, True, False]


def test_a_sheet_of_rows_that_was_left_out_needs_a_look_and_a_column_that_nobody_knows_does_not() -> None:
    with_header = "Reference,Contract Title,Supplier,Value"
    one, two = ([Row(n, text.split(",")) for n, text in enumerate((with_header, "R,A,B CIC,1"), 1)] for _ in "12")
    sheets = [Sheet("Q1", lambda: iter(one)), Sheet("Q2", lambda: iter(two))]
    (left,) = tables.find(sheets).findings
    unknown = found(1, "not imported", problem="an unknown column")
    groups = grouped([unknown, Found(*astuple(left))])
    assert [(group.problem, group.needs_a_look) for group in groups] == [
        ("another sheet with the header of a register", True), ("an unknown column", False),
    ]  # fmt: skip


@pytest.mark.parametrize("cell", [{"EndDate": "31/02/2027"}, {"StartDate": "soon"}, {"EndDate": "1 May 1999"}])
def test_a_day_that_could_not_be_kept_needs_a_look(cell: dict[str, str]) -> None:
    cells = {"ContractReference": "R", "ContractTitle": "Lodgings", "SupplierName": "A CIC", "StartDate": "1 May 2026"}
    header = columns.read(list(cells | cell))
    assert header
    _, findings = lines.read(Row(2, list((cells | cell).values())), header, date(2026, 10, 5))
    groups = grouped(Found(*astuple(one)) for one in findings if one.value)
    assert [group.needs_a_look for group in groups] == [True]


def test_long_headings_may_be_broken_between_their_words() -> None:
    (group,) = grouped([found(1, "kept", column="CompaniesHouseRegistrationNumber")])
    assert group.column_pieces == ["Companies", "House", "Registration", "Number"]
