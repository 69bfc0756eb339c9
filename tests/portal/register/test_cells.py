"""What a cell says: days, money, yes and no, months. What is not sure is never a value."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.register import cells, dates, lengths, money, terms_words
from portal.register.dates import day
from portal.register.money import amount


@pytest.mark.parametrize(
    "text",
    [
        *("2026-03-31", "31/03/2026", "31 Mar 2026", "31-Mar-2026", "31 March 2026", "31st March 2026", "31.03.2026"),
        *("2026/3/31", "31/3/2026", "Tuesday 31 March 2026", "2026-03-31 00:00:00", "2026-03-31T00:00:00Z"),
        *("31/03/2026 00:00", "31 / 03 / 2026", "31-MAR-2026", "March 31, 2026", "20260331", "31 03 2026"),
        *("31 Mawrth 2026", "2026-03-31T23:59:59.999Z"),
    ],
)
def test_a_day_as_councils_write_it(text: str) -> None:
    assert day(text) == cells.Read(date(2026, 3, 31))


def test_the_dates_of_scotland_excel() -> None:
    assert day("14 Oct 2019").value == date(2019, 10, 14)
    assert day("1 Sept 2019").value == date(2019, 9, 1)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "31/12/9999",
            "9999-12-31",
            "01/01/1900",
            "1900-01-01",
            "1899-12-30",
            "01/01/0001",
            "0000-00-00",
            "01/01/1970",
        ),
        *("01/01/2001", "31/12/2099", "00:00:00"),
    ],
)
def test_a_sentinel_date_is_no_date_and_is_said(text: str) -> None:
    assert day(text) == cells.Read(None, "a date that stands for none", "no date kept")


@pytest.mark.parametrize("text", ["31/02/2026", "03/31/2026", "2026-13-01"])
def test_a_day_that_there_is_not(text: str) -> None:
    assert (day(text).value, day(text).problem, day(text).words) == (None, "no such day", text)


@pytest.mark.parametrize("text", ["Ongoing", "Mar-26", "2026", "31 Foo 2026", "soon", "1/2"])
def test_other_words_are_no_date_and_are_kept(text: str) -> None:
    assert (day(text).value, day(text).problem, day(text).words) == (None, "not a date", text)


def test_a_year_of_two_figures_and_a_day_number_are_read_and_said() -> None:
    assert day("31/03/26") == cells.Read(date(2026, 3, 31), "a year of two figures", "read as 2026")
    assert day("46112") == cells.Read(date(2026, 3, 31), "a spreadsheet’s day number", "read as 2026-03-31")


@pytest.mark.parametrize(
    "text",
    ["31/03/2026 (Expired)", "Expired 31/03/2026", "31 March 2026.", "*31/03/2026", "End of March 2026", "31032026",
     "31\\03\\2026", "31–03–2026", "to 31st March 2026", "31 March 2026, subject to review",
     "31/03/2026 (option to extend to 31/03/2028)", "31March2026", "Ends: 31/03/2026", "31/03/2026 - 6 months notice"],
)  # fmt: skip
def test_a_day_with_words_beside_it_is_read_and_its_words_are_said(text: str) -> None:
    found = day(text)
    plain = text.strip("*.").replace("–", "-").replace("\\", "/") in ("31 March 2026", "31/03/2026", "31-03-2026")
    assert found.value == date(2026, 3, 31)
    assert (found.problem == "") is (plain or text in ("31032026", "31March2026"))


def test_the_words_behind_a_day_are_kept() -> None:
    assert day("31/03/2026 (option to extend to 31/03/2028)").words == "option to extend to 31/03/2028"
    assert day("Expired 31/03/2026").words == ""


@pytest.mark.parametrize(
    "text",
    ["31/03/2026 or earlier", "31/03/2026 and 31/03/2028", "31/03/2026 (extended to 31/03/2028)", "by March 2026"],
)
def test_of_two_days_or_an_open_one_none_is_taken(text: str) -> None:
    assert (day(text).value, day(text).words) == (None, text)


def test_midnight_in_london_that_a_system_wrote_in_utc_is_the_next_day_in_summer() -> None:
    assert day("2026-03-30T23:00:00Z").value == date(2026, 3, 31)
    assert "midnight in London" in day("2026-03-30T23:00:00.000Z").problem
    assert day("2026-01-15T23:00:00Z") == cells.Read(date(2026, 1, 15)), "in winter it is eleven at night"
    assert day("0001-06-01T23:00:00Z").value is None


def test_a_column_that_is_written_the_american_way() -> None:
    assert day("04/05/2026", month_first=True).value == date(2026, 4, 5)
    assert day("12/31/2026 00:00", month_first=True).value == date(2026, 12, 31)
    assert day("31 March 2026", month_first=True).value == date(2026, 3, 31)


def test_a_year_of_the_last_century_in_two_figures() -> None:
    assert (day("01/04/98").value, day("31/03/45").value) == (date(1998, 4, 1), date(2045, 3, 31))


@given(st.dates(date(1950, 1, 2), date(2199, 12, 31)))
def test_every_day_is_read_from_each_way_of_writing_it(written: date) -> None:
    if written in dates.SENTINELS:
        return
    for shape in ("%Y-%m-%d", "%d/%m/%Y", "%d %b %Y", "%d %B %Y", "%d.%m.%Y"):
        assert day(written.strftime(shape)).value == written


@pytest.mark.parametrize(
    ("text", "pence"),
    [
        *(("£106,000,000", 10_600_000_000), ("1,234.50", 123_450), ("5424407.26", 542_440_726), ("22", 2200)),
        *(("£ 5,000", 500_000), ("0", 0), ("0.01", 1), ("GBP 750", 75_000), ("750 GBP", 75_000), ("5000.", 500_000)),
        *((".50", 50), ("1000", 100_000), ("£1", 100), ("£ 1 200 000", 120_000_000), ("Â£5,000.00", 500_000)),
        *(("£5,000 exc VAT", 500_000), ("5000 + VAT", 500_000), ("£5,000 (excl. VAT)", 500_000)),
    ],
)
def test_money_in_whole_pence(text: str, pence: int) -> None:
    assert amount(text) == money.Amount(pence)


@pytest.mark.parametrize(
    "text",
    [
        "Up to £500,000",
        "£250,000+",
        "£4,500 per month",
        "£25,000 x 3 years",
        "£5,000 - £9,000",
        "€500",
        "$5",
        "1,23",
        "1.234,50",
        "five",
        "£",
        "12a",
    ],
)
def test_what_is_not_an_amount_in_figures_is_not_guessed(text: str) -> None:
    found = amount(text)
    assert (found.pence, found.words, found.problem) == (None, text, "not an amount in figures")


@pytest.mark.parametrize(
    ("text", "pounds", "problem"),
    [
        *(
            ("£1.2m", 1_200_000, "an amount in thousands or millions"),
            ("1.5 million", 1_500_000, "an amount in thousands"),
        ),
        *(
            ("10k", 10_000, "an amount in thousands"),
            ("£1M", 1_000_000, "an amount"),
            ("£2bn", 2_000_000_000, "an amount"),
        ),
        *(("approx £20k", 20_000, "an amount in thousands"), ("c. £15,000", 15_000, "an amount that is not exact")),
        *(
            ("£12,000 (estimated)", 12_000, "an amount that is not exact"),
            ("~£30,000", 30_000, "an amount that is not"),
        ),
        *(
            ("?5,000", 5_000, "a sign before"),
            ("œ5,000", 5_000, "a sign before"),
            ("£9,000 (one-off)", 9_000, "words beside"),
        ),
        *(("£75,000 in total", 75_000, "words beside"), ("Total: £75,000", 75_000, "words beside")),
        *(("£1,200,000 over 4 years", 1_200_000, "words beside"), ("£20,000*", 20_000, "words beside")),
        ("£6,000 inc VAT", 6_000, "a value with VAT"),
    ],
)
def test_an_amount_in_other_words_is_read_and_said(text: str, pounds: int, problem: str) -> None:
    found = amount(text)
    assert (found.pence, found.problem.startswith(problem), bool(found.action)) == (pounds * 100, True, True)


@pytest.mark.parametrize("text", ["£50k pa", "£50k p/a", "£22,500.00 (annual)", "£22,500/annum", "Annual £22,500"])
def test_a_year_is_heard_beside_other_words(text: str) -> None:
    assert amount(text).yearly


def test_a_number_that_a_spreadsheet_cut_short_is_none() -> None:
    found = amount("1.06E+08")
    assert (found.pence, found.words, found.problem) == (None, "1.06E+08", "a number that a spreadsheet cut short")
    assert "widen the column" in found.action
    assert "widen the column" in day("########").action


@pytest.mark.parametrize(("text", "words"), [("£ TBC", "£ TBC"), ("£-", ""), ("£ n/a", "£ n/a")])
def test_a_placeholder_behind_a_pound_sign_is_one(text: str, words: str) -> None:
    assert amount(text) == money.Amount(words=words, problem="a placeholder", action="no value kept")


@pytest.mark.parametrize("text", ["-500", "£-500", "-£500.00", "(500)", "−26123.45"])
def test_a_value_below_nothing_is_said(text: str) -> None:
    assert (amount(text).pence, amount(text).problem) == (None, "a value below nothing")


def test_redacted_words_are_kept_exactly() -> None:
    assert amount("REDACTED COMMERCIAL CONFIDENTIALITY") == money.Amount(words="REDACTED COMMERCIAL CONFIDENTIALITY")


@pytest.mark.parametrize("text", ["N/A", "TBC", "n/a", "Not known", "TBD"])
def test_a_placeholder_is_no_value(text: str) -> None:
    assert (amount(text).pence, amount(text).words, amount(text).problem) == (None, text, "a placeholder")


@pytest.mark.parametrize("text", ["#REF!", "#N/A", "#DIV/0!", "#NAME?", "#VALUE!"])
def test_what_is_left_of_a_broken_formula_is_a_placeholder_and_never_words(text: str) -> None:
    assert amount(text) == money.Amount(problem="a placeholder", action="no value kept")
    assert day(text).problem == "a placeholder"


@pytest.mark.parametrize(
    "text",
    [
        *("£22,000 per annum", "£22,000 pa", "22,000 p.a.", "£22,000/year", "£22,000 a year"),
        *("£22,000 y flwyddyn", "£22,000 bob blwyddyn heb TAW", "£22,000 yn flynyddol"),
    ],
)
def test_a_value_of_one_year_is_marked(text: str) -> None:
    assert amount(text) == money.Amount(2_200_000, yearly=True)


def test_a_cell_of_pages_is_no_length_and_keeps_nobody_waiting() -> None:
    assert lengths.months("a " * 10_000 + "12 months").problem == "not a number of months"
    assert money.amount(f"£1{' ' * 10_000}000").pence == 1_000_00
    assert terms_words.call_off("open " * 10_000) == ""


def test_of_a_long_text_no_half_number_is_taken() -> None:
    read = amount(f"{'?' * 197}1234567")
    assert read.pence is None
    assert read.words.endswith("1234567")


def test_a_pound_sign_that_was_lost_is_said() -> None:
    assert amount("\ufffd1,200") == money.Amount(
        120_000, problem="a sign before the amount that cannot be read", action="taken as pounds"
    )
    assert amount("\ufffd or so").pence is None


def test_parts_of_a_penny_are_rounded_and_said() -> None:
    found = amount("21.105")
    assert (found.pence, found.action) == (2111, "rounded to £21.11")


def test_more_than_any_contract_is_worth() -> None:
    assert amount("9" * 30).problem == "more than any contract is worth"


@given(st.text(max_size=40))
def test_no_cell_breaks_a_reader(text: str) -> None:
    assert amount(text).pence is None or amount(text).pence >= 0
    assert isinstance(day(text).value, date | None)
    assert cells.flag(text).value in ("yes", "no", "")
    assert lengths.months(text).value is None or 0 <= lengths.months(text).value <= lengths.LONGEST
    assert cells.whole(text).value is None or cells.whole(text).value >= 0


@pytest.mark.parametrize(
    "text", ["Yes", "Y", "True", "TRUE", "yes", "1", "✓", "√", "Yes (Small)", "Yes - SME", "Ydy / Yes", "tick"]
)
def test_the_ways_to_say_yes(text: str) -> None:
    assert cells.flag(text) == cells.Read("yes")


@pytest.mark.parametrize(
    "text", ["No", "N", "False", "FALSE", "0", "No (Large)", "No - Large Enterprise", "Nac ydy / No"]
)
def test_the_ways_to_say_no(text: str) -> None:
    assert cells.flag(text) == cells.Read("no")


@pytest.mark.parametrize("text", ["", "Not known", "Unknown"])
def test_not_known_is_neither(text: str) -> None:
    assert cells.flag(text) == cells.Read("")


def test_another_word_is_not_known_and_is_said() -> None:
    assert cells.flag("Y/N").value == cells.flag("X").value == cells.flag("Not known/other").value == ""
    assert cells.flag("maybe") == cells.Read("", "neither yes nor no", "kept as not known")


@pytest.mark.parametrize(
    ("text", "months"),
    [
        *(("24", 24), ("24 months", 24), ("2 x 12 months", 24), ("2x12m", 24), ("12+12 months", 24), ("2 years", 24)),
        *(
            ("1 year + 6 months", 18),
            ("1 year and 1 year", 24),
            ("Up to 24 months", 24),
            ("No", 0),
            ("None", 0),
            ("0", 0),
        ),
        *(("two years", 24), ("3 x one year", 36), ("Option to extend by up to 24 months", 24), ("Two (2) years", 24)),
        *(("two further periods of 12 months", 24), ("24 months (12+12)", 24), ("Two 12 month extensions", 24)),
        *(("up to 24 months in 12 month increments", 24), ("Option for 1 further year", 12), ("2 years (1+1)", 24)),
        *(("12 months x 2", 24), ("1 Year(s)", 12), ("12 months plus 12 months", 24), ("2+1+1 years", 48)),
        *(("No further extensions", 0), ("None remaining", 0), ("Dim / None", 0), ("1 + 1 blynedd / years", 24)),
        *(("may be extended for up to 2 further years", 24), ("2 years (until 31/03/2029)", 24), ("1yr", 12)),
        *(("2 x 12 month extensions", 24), ("Optional 2 years", 24), ("Yes - 2 years", 24), ("12-month extension", 12)),
    ],
)
def test_months_of_an_extension(text: str, months: int) -> None:
    assert lengths.months(text) == cells.Read(months)


def test_two_times_twelve_are_months_and_said_to_be_taken_so() -> None:
    assert lengths.months("2 x 12") == cells.Read(24, "neither months nor years", "taken as months")
    assert lengths.months("2 x 1").value is None


def test_a_column_of_months_or_years_says_what_its_numbers_are() -> None:
    assert (lengths.months_in(1, "12+12").value, lengths.months_in(12, "1+1").value) == (24, 24)
    assert lengths.months_in(12, "6 months").value == 6


def test_a_bare_number_may_be_years_where_it_is_small() -> None:
    assert lengths.months_or_years("24") == cells.Read(24, "neither months nor years", "taken as months")
    assert lengths.months_or_years("2").value is None
    assert lengths.months_or_years("0") == cells.Read(0)
    assert lengths.months_or_years("2 years") == cells.Read(24)


def test_what_an_officer_should_write_is_said() -> None:
    assert lengths.months("Yes") == cells.Read(
        None, "it may be extended, and not by how long", "not kept; write the months, such as 24"
    )
    assert lengths.months("1+1").problem == "neither months nor years"
    assert lengths.months("2 years (3+3)").value is None, "the whole and its parts must agree"


@pytest.mark.parametrize(
    "text", ["Yes", "1+1", "some", "9999", "two (3) years", "1 to 3 years", "26 weeks", "Extension exercised"]
)
def test_what_is_no_number_of_months_is_said(text: str) -> None:
    assert lengths.months(text).value is None
    assert lengths.months(text).problem
