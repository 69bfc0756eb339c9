"""Ofsted’s lists are read in both layouts, in every encoding and kind of file that they are likely to come in."""

import csv
import io
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.ofsted import FACTS
from portal.ofsted import reading
from portal.ofsted.reading import Listing
from portal.register.bad_file import BadFile
from tests.portal.register import files

FOLDER = Path(__file__).parents[2] / "data" / "ofsted"
NEW, OLD = "provider_at_march_2024.csv", "provider_at_march_2016.csv"
ENCODING = {NEW: "cp1252", OLD: "utf-8-sig"}
TODAY = date(2026, 10, 5)


def listed(content: bytes, name: str = NEW, **more: Any) -> Listing:
    return reading.read(content, name, TODAY, **more)


def text(name: str) -> str:
    return (FOLDER / name).read_bytes().decode(ENCODING[name])


def test_the_layout_of_2024_is_read_with_three_rows_above_its_header() -> None:
    found = listed((FOLDER / NEW).read_bytes())
    assert (found.as_at, found.read, found.rejected, found.findings) == (date(2024, 3, 31), 21, 0, [])
    assert found.entries[0] == {
        "urn": "2587047",
        "provision_type": "Children's home",
        "status": "Active",
        "registered_on": date(2020, 5, 26),
        "deregistered_on": None,
        "places": 7,
        "local_authority": "Cheshire East",
        "overall": found.entries[0]["overall"],
        "overall_on": found.entries[0]["overall_on"],
        "as_at": date(2024, 3, 31),
    }
    assert {entry["status"] for entry in found.entries} == {"Active", "Suspended"}
    assert {entry["overall"] for entry in found.entries} <= set(reading.GRADES.values())


def test_the_older_layout_says_its_day_only_in_its_name_and_has_an_empty_row() -> None:
    found = listed((FOLDER / OLD).read_bytes(), OLD)
    assert (found.as_at, found.read, len(found.entries), found.findings) == (date(2016, 3, 31), 12, 12, [])
    islington = next(entry for entry in found.entries if entry["urn"] == "1159682")
    assert (islington["places"], islington["overall"], islington["overall_on"]) == (
        5, "Requires improvement to be good", date(2016, 1, 13),
    )  # fmt: skip
    assert "SC001531" in {entry["urn"] for entry in found.entries}


def test_no_name_and_no_address_of_a_list_is_kept() -> None:
    for name in (NEW, OLD):
        for entry in listed((FOLDER / name).read_bytes(), name).entries:
            assert entry.keys() == {"urn", "as_at", *FACTS}
            assert "REDACTED" not in str(entry)


@pytest.mark.parametrize("name", [NEW, OLD])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_each_encoding_gives_the_same_list(name: str, encoding: str) -> None:
    expected = listed((FOLDER / name).read_bytes(), name)
    again = text(name).replace("\u00d0", "\u2013")  # the title’s dash as it was meant
    found = listed(again.encode(encoding), name)
    assert (found.as_at, found.entries) == (expected.as_at, expected.entries)


@pytest.mark.parametrize("write", [files.as_xlsx, files.as_ods])
def test_a_workbook_gives_the_same_list_as_the_text_file(write: Callable[..., bytes]) -> None:
    headings, *rows = csv.reader(io.StringIO(text(NEW)))
    written = [[int(cell) if cell.isdecimal() and len(cell) < 4 else cell for cell in row] for row in rows]
    assert listed(write(written, headings), "list").entries == listed((FOLDER / NEW).read_bytes()).entries


HEADER = "URN,Provision type,Registration status,Places,Registration date,Overall effectiveness,Name,Postcode\n"
GOOD = "2751234,Children's home,Active,4,01/04/2019,Good,Elm House,LA1 1AA\n"


def test_odd_cells_are_said_and_what_is_no_number_is_rejected() -> None:
    odd = (
        "SC12,Children's home,Active,4,01/04/2019,Good,,\n"
        ",Children's home,Active,4,01/04/2019,Good,,\n"
        "2751234,Children's home,Active,5,01/04/2019,Good,,\n"
        "2751235,Children's home,Active,four,1/13/2019,Splendid,,\n"
        ",,,,,,,\n"
    )
    found = listed((HEADER + GOOD + odd).encode(), as_at=date(2025, 3, 31))
    assert (found.read, len(found.entries), found.rejected) == (5, 2, 3)
    said = [(one.row, one.column, one.problem, one.action) for one in found.findings]
    assert said == [
        (3, "URN", "no number of Ofsted’s (URN)", "rejected"),
        (4, "URN", "no number", "rejected"),
        (5, "URN", "a number for the second time", "rejected"),
        (6, "Registration date", "no such day", "no date kept"),
        (6, "Places", "not a whole number", "not kept"),
        (6, "Overall effectiveness", "not one of Ofsted’s grades", "not kept"),
    ]
    kept = found.entries[1]
    assert (kept["urn"], kept["places"], kept["registered_on"], kept["overall"]) == ("2751235", None, None, "")


def test_supported_accommodation_has_outcomes_in_place_of_grades() -> None:
    said = "Consistently strong delivery leading to typically positive experiences and progress for children"
    found = listed((HEADER + GOOD.replace("Good", said)).encode(), as_at=date(2025, 3, 31))
    assert (found.entries[0]["overall"], found.findings) == ("Consistently strong", [])


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "empty"),
        (b"%PDF-1.7", "PDF"),
        (b"a,b\n1,2\n", "No row in the file is a header of Ofsted’s list"),
        (HEADER.encode(), "no row below it that can be kept"),
        ((HEADER + ",,,,,,,\nx,y,z,,,,,\n").encode(), "no row below it that can be kept"),
        (b"PK\x03\x04broken", "damaged"),
    ],
)
def test_a_file_that_is_none_of_ofsteds_lists_is_refused_with_the_reason(content: bytes, why: str) -> None:
    with pytest.raises(BadFile, match=why):
        listed(content)


@pytest.mark.parametrize(
    ("name", "above", "given_day", "expected"),
    [
        ("list.csv", "as at 31 August 2025", None, date(2025, 8, 31)),
        ("providers_at_Dec_2023.csv", "", None, date(2023, 12, 31)),
        ("providers-february-2024.csv", "", None, date(2024, 2, 29)),
        ("march_2024.csv", "as at 30 September 2024", date(2025, 1, 1), date(2025, 1, 1)),
        ("march_20245.csv", "", None, None),
        ("may_2031.csv", "", None, None),
    ],
)
def test_the_day_of_a_list_is_given_or_stands_above_it_or_in_its_name(
    name: str, above: str, given_day: date | None, expected: date | None
) -> None:
    content = f"{above},,\n{HEADER}{GOOD}".encode()
    if expected is None:
        with pytest.raises(BadFile):
            listed(content, name, as_at=given_day)
    else:
        assert listed(content, name, as_at=given_day).as_at == expected


@settings(max_examples=40)
@given(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\r\n"), max_size=20), min_size=8, max_size=8))
def test_whatever_stands_in_a_row_it_is_counted_once_and_never_raises(cells: list[str]) -> None:
    out = io.StringIO()
    csv.writer(out).writerow(cells)
    found = listed((HEADER + GOOD + out.getvalue()).encode("utf-8", "ignore"), as_at=date(2025, 3, 31))
    assert found.read == len(found.entries) + found.rejected
    assert found.read in (1, 2)
