"""Reading spending files: headings of several councils, encodings, credits, covered names, rows that are none."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.register.bad_file import BadFile
from portal.spending import reading
from portal.spending.amounts import signed
from tests.portal.spending.files import row, spending

TODAY = date(2026, 10, 5)
NAME = "Fairshire County Council"


def read(content: bytes) -> reading.Reading:
    return reading.read(content, NAME, TODAY)


@pytest.mark.parametrize(
    "headings",
    [
        ("Payment Date", "Supplier (beneficiary)", "Net amount"),
        ("Date", "Supplier_Name", "SumOfAmount_Exc_VAT"),
        ("DATE PAID", "Benificiary Name", "Net Amount £"),
        ("Payment_Date", "Creditor_Name", "Net_Amount"),
        ("Transaction date", "Payee", "Amount (£)"),
    ],
)
def test_headings_of_several_councils_are_known(headings: tuple[str, ...]) -> None:
    found = read(spending([["03/07/2026", "Harbour", "£1,200.50"]], headings))
    assert [(one.paid_on, one.name, one.pence) for one in found.lines] == [(date(2026, 7, 3), "Harbour", 120_050)]


@pytest.mark.parametrize(
    "headings",
    [
        ("Cleared Date", "Supplier Name", "Invoice Distribution Amount"),
        ("Date of payment run, paid on", "Paid to", "Line Amount (£)"),
        ("Date Paid", "Vendor Name", "Total (£)"),
        ("Trans Date", "Supplier Name", "Sum of Net"),
        ("Payment Date", "Creditor", "AP Amount (£)"),
        ("Dyddiad Talu", "Cyflenwr", "Swm"),
    ],
)
def test_headings_in_other_words_are_understood_and_that_is_said(headings: tuple[str, ...]) -> None:
    found = read(spending([["03/07/2026", "Harbour", "£1,200.50"]], headings))
    assert [(one.paid_on, one.name, one.pence) for one in found.lines] == [(date(2026, 7, 3), "Harbour", 120_050)]
    assert "a heading in other words" in {one.problem for one in found.findings}


@pytest.mark.parametrize(
    "headings",
    [
        ("Invoice Date", "Supplier", "Amount"), ("Payment Date", "Supplier ID", "Amount"),
        ("Payment Date", "Supplier", "VAT Amount"), ("Payment Date", "Supplier", "Amount (£000s)"),
        ("Start Date", "Supplier Name", "Contract Value"),
    ],
)  # fmt: skip
def test_columns_that_say_something_else_make_no_spending_file(headings: tuple[str, ...]) -> None:
    with pytest.raises(BadFile, match="No row in the file is a header"):
        read(spending([["03/07/2026", "Harbour", "£1,200.50"]], headings))


def test_what_was_bought_in_words_is_read_nowhere() -> None:
    headings = ("Payment Date", "Supplier", "Amount", "Spend description", "Narrative", "GL Description")
    found = read(spending([["03/07/2026", "Harbour", "1", "for J", "for K", "for L"]], headings))
    assert found.lines[0].purpose == ""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_every_encoding_that_councils_write_is_read(encoding: str) -> None:
    found = read(spending([row("Café Llŷn’s".replace("ŷ", "y"), "£5.00")], encoding=encoding))
    assert [(one.name, one.pence) for one in found.lines] == [("Café Llyn’s", 500)]


@pytest.mark.parametrize(
    ("text", "pence"),
    [
        *(("-500.00", -50_000), ("£-500", -50_000), ("-£1,500.00", -150_000), ("(500.00)", -50_000)),
        *(("500.00-", -50_000), ("500.00 CR", -50_000), ("0.00", 0), ("£1,234.50", 123_450), ("12 apples", None)),
    ],
)
def test_credits_are_below_nothing(text: str, pence: int | None) -> None:
    assert signed(text).pence == pence


@given(pence=st.integers(-(10**12), 10**12))
def test_an_amount_reads_as_it_was_written(pence: int) -> None:
    sign = "-" if pence < 0 else ""
    assert signed(f"{sign}{abs(pence) // 100:,}.{abs(pence) % 100:02}").pence == pence


@pytest.mark.parametrize(
    "name",
    [
        "REDACTED PERSONAL DATA",
        "Redacted",
        "Name withheld",
        "Foster Carer",
        "INDIVIDUAL",
        "",
        "####",
        "***",
        "N/A - Individual",
    ],
)
def test_a_covered_name_is_kept_as_covered_and_never_as_a_name(name: str) -> None:
    line = read(spending([row(name, company="01234567")])).lines[0]
    assert (line.name, line.covered, line.company_number) == ("REDACTED", True, None)


def test_rows_that_are_no_payment_are_rejected_and_said() -> None:
    found = read(
        spending(
            [row(), row(day=""), row(day="31/02/2026"), row(amount="tbc"), row(day="06/10/2026"), row(body="Other")]
        )
    )
    assert (found.read, found.rejected) == (6, 5)
    assert [(one.row, one.problem) for one in found.findings] == [
        (3, "no day of payment"), (4, "no such day"), (5, "a placeholder"), (6, "a day that has not come yet"),
        (7, "a payment of another body"),
    ]  # fmt: skip
    assert {one.action for one in found.findings} == {"rejected"}


def test_what_was_exactly_bought_is_never_read() -> None:
    line = read(spending([row()])).lines[0]
    assert line.purpose == "Children’s services › Supported accommodation › Placements"
    assert "person" not in repr(line)


def test_amounts_with_vat_only_are_taken_and_said() -> None:
    found = read(spending([["03/07/2026", "Harbour", "12"]], ("Date", "Supplier", "Amount inc VAT")))
    assert [one.problem for one in found.findings] == ["amounts with VAT only"]


def test_rows_above_the_header_do_not_matter() -> None:
    content = b"Spending over 500 pounds\r\n\r\n" + spending([row()], encoding="utf-8")
    assert [one.row for one in read(content).lines] == [4]


@pytest.mark.parametrize("content", [b"", b"%PDF-1.4", b"Title,Value\r\nA,1\r\n", spending([])])
def test_what_is_no_spending_file_is_refused(content: bytes) -> None:
    with pytest.raises(BadFile):
        read(content)
