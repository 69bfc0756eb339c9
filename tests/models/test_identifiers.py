"""Numbers of companies, charities and homes."""

import pytest

from models.identifiers import charity_number, company_number, urn


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("04271913", "04271913"),
        ("4271913", "04271913"),
        (" 427 1913 ", "04271913"),
        ("123456", "00123456"),
        ("sc123456", "SC123456"),
        ("SC 12 34 56", "SC123456"),
        ("Company No. 04271913", "04271913"),
        ("NI61234", "NI061234"),
        ("RS007654", "RS007654"),
        ("IP12345R", None),
        ("R0000012", "R0000012"),
        ("CE012345", "CE012345"),
        ("CS001234", "CS001234"),
        ("OC301234", "OC301234"),
        ("0427‑1913", "04271913"),
        ("4271913.0", "04271913"),
        ("Company Reg. No: 04271913", "04271913"),
        ("Registered charity 1015716", None),
        ("042719131", None),
        ("XX123456", None),
        ("SC1234567", None),
        ("00000000", None),
        ("twelve", None),
        ("", None),
    ],
)
def test_company_numbers_are_tidied_or_refused(text: str, number: str | None) -> None:
    if number is None:
        with pytest.raises(ValueError, match="company number"):
            company_number(text)
    else:
        assert company_number(text) == number


def test_nine_digits_are_told_what_is_wrong_with_them() -> None:
    with pytest.raises(ValueError, match="Take one away"):
        company_number("042719131")


@pytest.mark.parametrize(
    ("text", "register", "number"),
    [
        ("1090095", "CCEW", "1090095"),
        ("279417", "CCEW", "279417"),
        ("279417-2", "CCEW", "279417-2"),
        ("Charity number 1090095", "CCEW", "1090095"),
        ("SC042386", "OSCR", "SC042386"),
        ("sc 042386", "OSCR", "SC042386"),
        ("100019", "CCNI", "100019"),
        ("NIC100019", "CCNI", "100019"),
        ("NIC 100019", "CCNI", "100019"),
        ("SC042386", "CCEW", None),
        ("1090095", "OSCR", None),
        ("042386", "OSCR", None),
        ("1090095", "CCNI", None),
        ("10900951", "CCEW", None),
        ("", "CCEW", None),
    ],
)
def test_charity_numbers_are_tidied_or_refused(text: str, register: str, number: str | None) -> None:
    if number is None:
        with pytest.raises(ValueError, match="A number of the"):
            charity_number(text, register)
    else:
        assert charity_number(text, register) == number


@pytest.mark.parametrize("register", ["", "CHC", "Ofsted"])
def test_a_charity_number_is_of_one_of_three_registers(register: str) -> None:
    with pytest.raises(ValueError, match="Select which register"):
        charity_number("1090095", register)


def test_a_number_of_another_register_is_recognised() -> None:
    with pytest.raises(ValueError, match="looks like a number of the Scottish Charity Regulator"):
        charity_number("SC042386", "CCEW")


def test_sc_and_six_digits_is_three_different_things_and_each_function_takes_it_for_what_it_was_told() -> None:
    same = "SC037454"
    assert company_number(same) == charity_number(same, "OSCR") == urn(same) == same


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("2754301", "2754301"),
        ("SC037454", "SC037454"),
        ("URN: sc 037454", "SC037454"),
        ("275430", None),
        ("27543011", None),
        ("CS037454", None),
        ("1-123456789", None),
        ("", None),
    ],
)
def test_ofsted_numbers_are_tidied_or_refused(text: str, number: str | None) -> None:
    if number is None:
        with pytest.raises(ValueError, match="Ofsted"):
            urn(text)
    else:
        assert urn(text) == number
