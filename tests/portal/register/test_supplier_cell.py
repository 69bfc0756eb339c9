"""Several suppliers in one cell, joined by the comma that names contain: divided only where that is sure."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.register import supplier_cell
from portal.register.supplier_cell import learn, read


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("Insight Direct (UK) Ltd,XMA Ltd", ["Insight Direct (UK) Ltd", "XMA Ltd"]),
        ("A Davies Autos Ltd,Lindons Garage", ["A Davies Autos Ltd", "Lindons Garage"]),
        (
            "BELEC ELECTRICAL LTD,GHE Electrical,Fire & Security ltd,Walker Gabbott Electrical",
            ["BELEC ELECTRICAL LTD", "GHE Electrical,Fire & Security ltd", "Walker Gabbott Electrical"],
        ),
        ("C L Danson Ltd,Grounds, Gardens & Trees Ltd,Leith Limited",
         ["C L Danson Ltd", "Grounds, Gardens & Trees Ltd", "Leith Limited"]),
        ("Acme | Bolt & Co, Solicitors", ["Acme", "Bolt & Co, Solicitors"]),
        ("Acme; Bolt CIC", ["Acme", "Bolt CIC"]),
        ("Acme Ltd / Bolt CIC", ["Acme Ltd", "Bolt CIC"]),
        ("Acme Ltd, Bolt CIC and Crown Limited", ["Acme Ltd", "Bolt CIC", "Crown Limited"]),
        ("(1) Acme Ltd (2) Bolt CIC", ["Acme Ltd", "Bolt CIC"]),
        ("1. Acme Ltd\n2. Bolt CIC", ["Acme Ltd", "Bolt CIC"]),
        ("• Acme Ltd • Bolt CIC", ["Acme Ltd", "Bolt CIC"]),
        ("Oak Ltd,Elm Ltd |", ["Oak Ltd,Elm Ltd"]),
        ("Oak Ltd,Elm Ltd;", ["Oak Ltd", "Elm Ltd"]),
        ("Shell Energy,Shell Energy,Shell Energy", ["Shell Energy"]),
        ("Haven Power,Haven Power,Orsted,Orsted", ["Haven Power", "Orsted"]),
        ("Acme Ltd\nBolt Limited", ["Acme Ltd", "Bolt Limited"]),
        ("Zurich Municipal,", ["Zurich Municipal"]),
        ("Lot 1 Acme Ltd, Lot 2 Bolt CIC", ["Acme Ltd", "Bolt CIC"]),
        ("Acme Ltd (01234567), Bolt CIC (Company No. 07654321)", ["Acme Ltd", "Bolt CIC"]),
    ],
)  # fmt: skip
def test_cells_that_are_divided(cell: str, names: list[str]) -> None:
    assert list(read(cell).names) == names


@pytest.mark.parametrize(
    "name",
    [
        *("FISHER SCIENTIFIC U.K., LIMITED", "Knight, Kavanagh & Page", "BAKER, LOMAX & SHACKLEY LIMITED"),
        *("John Wade Groundworks Ltd, T/a Wade Group", "THE SPORT, LEISURE AND CULTURE CONSULTANCY LTD"),
        *(
            "WYG Environment, Planning & Transport",
            "Various Eateries PLC",
            "See Ability Ltd",
            "Multiple Sclerosis Society",
        ),
        *("N A Smith Builders", "A-Zoom Ltd", "Acme\nLtd", "Marks and Spencer plc"),
        *("Acme Ltd T/A Bolt", "J & P Smith Ltd", "A/B Testing Ltd", "Inhouse Solutions", "Acme (1) Ltd"),
    ],
)
def test_names_that_contain_commas_or_look_like_placeholders_stay_whole(name: str) -> None:
    found = read(name)
    assert list(found.names) == [" ".join(name.split())]
    assert not found.findings


@pytest.mark.parametrize(
    "cell",
    ["Jacobs,CDER Group Limited", "Lea Hough,Sanderson Weatherall", "NWDC,DC & MG Associates", "Acme Ltd, Preston"],
)
def test_what_is_not_sure_stays_one_name_and_is_said(cell: str) -> None:
    found = read(cell)
    assert list(found.names) == [cell]
    assert found.findings == ((cell, "perhaps several suppliers, joined by commas", "kept as one name"),)


def test_names_that_stand_alone_elsewhere_make_it_sure() -> None:
    known = learn({"Jacobs", "Beech Group", "Jacobs,CDER Group Limited", "Beech Group,GBM Demolition"})
    assert list(read("Jacobs,CDER Group Limited", known).names) == ["Jacobs", "CDER Group Limited"]
    assert list(read("Beech Group,GBM Demolition", known).names) == ["Beech Group", "GBM Demolition"]


def test_a_known_name_at_a_comma_with_a_space_is_not_enough() -> None:
    assert list(read("Knight, Kavanagh & Page", {"knight"}).names) == ["Knight, Kavanagh & Page"]


@pytest.mark.parametrize(
    "words",
    [
        *(
            "N/A EVENT DAY",
            "Various",
            "Various Suppliers",
            "59 suppliers",
            "Multiple suppliers - see attached spreadsheet",
        ),
        *(
            "Individual",
            "Sole trader",
            "Self",
            "Spot purchase",
            "All suppliers on framework",
            "Framework providers (12)",
        ),
        *("See Appendix 1", "In-house", "Internal provision", "Confidential", "Commercial in confidence"),
        *("Awaiting award", "Award pending", "Out to tender", "To be appointed"),
        *("NOT AWARDED TO SUPPLIER", "Contract not awarded", "abandoned", "n/a", "Not Applicable", "TBC"),
        "The contract has not been awarded and the procedure is now concluded",
        *("REDACTED PERSONAL DATA", "REDACTED COMMERCIAL CONFIDENTIALITY"),
    ],
)
def test_words_in_place_of_a_supplier_make_none_and_are_kept_exactly(words: str) -> None:
    found = read(words)
    assert (found.names, found.words) == ((), words)
    assert found.findings


def test_an_empty_cell_is_said() -> None:
    assert read("").findings == (("", "no supplier", "kept without one"),)


def test_lots_that_stand_with_the_suppliers() -> None:
    found = read("Lot 1 - East - Global Ltd,Lot 2 - SUEZ UK Limited,Lot 3 - A-Zoom Ltd,Lot 4 - North - No Award")
    assert list(zip(found.lots, found.names, strict=True)) == [
        ("1 - East", "Global Ltd"), ("2", "SUEZ UK Limited"), ("3", "A-Zoom Ltd")
    ]  # fmt: skip
    assert [problem for _, problem, _ in found.findings] == [
        "words in place of a supplier",
        "lots stand with the suppliers",
    ]


def test_a_cell_that_no_name_is_as_long_as_makes_no_supplier() -> None:
    assert read("x" * 1000).names == ()


PIECES = st.sampled_from(["Acme Ltd", "Bolt", "Knight", "Page & Co", "T/A Wade", "", "Lot 1 - X", "n/a"])


@given(st.lists(PIECES, max_size=6), st.sampled_from([",", ", ", " | ", ";", "\n"]))
def test_every_cell_is_divided_into_names_that_stand_in_it(parts: list[str], mark: str) -> None:
    cell = mark.join(parts).strip()
    for name in read(cell, learn({cell, *parts})).names:
        assert name
        assert name.replace(" ", "") in cell.replace("\n", "").replace(" ", "")


def test_learning_ends_where_nothing_new_is_found() -> None:
    cells = {"A1,B Ltd", "A1", "B Ltd,C1", "C1,D Ltd,E1"}
    known = learn(cells)
    assert {"a1", "b ltd", "c1", "d ltd", "e1"} <= known
    assert learn(cells, known) == known
    assert supplier_cell.folded("  A  Ltd ") == "a ltd"


@pytest.mark.parametrize("cell", ["(1) Acme (2) Bolt Ltd", "Acme Ltd and Bolt Ltd and friends"])
def test_a_list_of_which_one_is_no_company_for_sure_stays_one_name(cell: str) -> None:
    found = read(cell)
    assert list(found.names) == [cell]
    assert found.findings == ((cell, "perhaps several suppliers", "kept as one name"),)


@pytest.mark.parametrize("cell", ["Lot 1: Acme Ltd; Lot 2: Bolt Ltd", "Acme Ltd (Lot 1); Bolt Ltd - Lot 2"])
def test_lots_before_and_behind_the_name(cell: str) -> None:
    found = read(cell)
    assert (found.names, found.lots) == (("Acme Ltd", "Bolt Ltd"), ("1", "2"))


@pytest.mark.parametrize(
    ("cell", "name", "number"),
    [
        ("ACME LIMITED (01234567)", "ACME LIMITED", ("company_number", "01234567")),
        ("Acme Ltd (Company No. 1234567)", "Acme Ltd", ("company_number", "1234567")),
        ("Acme Ltd, Company Number: SC123456", "Acme Ltd", ("company_number", "SC123456")),
        ("Rowan Trust (Registered Charity 1015716)", "Rowan Trust", ("charity_number", "1015716")),
        ("Rowan Trust (1015716)", "Rowan Trust", ("", "")),
        ("12345 - Acme Ltd", "Acme Ltd", ("", "")),
        ("Acme Ltd - 00123", "Acme Ltd", ("", "")),
        ("Acme Ltd and others", "Acme Ltd", ("", "")),
        ("Acme Ltd*", "Acme Ltd", ("", "")),
        ("Acme Ltd, 1 High Street, Anytown, AN1 2BC", "Acme Ltd", ("", "")),
        ("Bright Futures\n12 Elm Road\nAnytown\nAN1 2BC", "Bright Futures", ("", "")),
    ],
)
def test_what_stands_beside_a_name_is_no_part_of_it_and_is_said(cell: str, name: str, number: tuple[str, str]) -> None:
    found = read(cell)
    kept = found.numbers[0] if found.numbers[0][0] else ("", "")
    assert (found.names, kept, bool(found.findings)) == ((name,), number, True)


@pytest.mark.parametrize(
    "name", ["Team17", "Studio 2012", "Care4U (2010) Ltd", "3M UK plc", "Room 151", "The 1851 Trust"]
)
def test_numbers_of_a_name_stay(name: str) -> None:
    assert (read(name).names, read(name).findings) == ((name,), ())


def test_lines_that_may_be_names_of_their_own_are_said() -> None:
    found = read("Barnardo’s\nThe Children’s Society")
    assert found.names == ("Barnardo’s The Children’s Society",)
    assert found.findings[0][1] == "perhaps several suppliers, on lines of their own"
    assert read("Harbour Trust\nLtd").findings == ()
