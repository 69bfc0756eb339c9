"""The publication guard: stops what may identify a person, and lets ordinary rows pass."""

import csv
from pathlib import Path

import pytest

from portal.releasing import guard, patterns
from portal.releasing.guard import Examined
from tests.fixtures.tree import ROOT

DATA = ROOT / "tests" / "data"
FIRST, SECOND = "identifying_titles", "more_identifying_titles"
FRESH, UNSEEN = "fresh_identifying_titles", "unseen_identifying_titles"
LATER = "later_identifying_titles"

REALLY_OF_ONE_PERSON = {
    "ID: 00000 - NORTH WARWICKSHIRE & SOUTH LEICESTERSHIRE COLLEGE",
    "ID: 00000 - REAL EDUCATION",
    "PB2024-01594 - Provision of residential care for Child ID: 0000000",
    "PB2024-01593 - Child Residential Placement ID 000000",
    "Ageing Well Residential Care Placement",
    "PB2024-01588- Residential Care - ID 000000",
    "HCC08/24 - Emergency Residential Placements for One  Child- Young Person Aged 7-18   With Highly Challenging",
}
"""Beginnings of titles in the real rows that name a number of a person, or what was bought for one."""


def _titles(name: str) -> list[str]:
    lines = (DATA / "guard" / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def _line_stopped(line: str) -> bool:
    """A title, or what stands in the column that the line names."""
    column, _, text = line.partition(": ")
    if column == "supplier":
        return guard.held(guard.of_values({"title": "Fostering service"}, [text])) is not None
    return _stopped("Short breaks service", contact_email=text) if column == "contact" else _stopped(line)


def _stopped(title: str, **other: object) -> bool:
    return guard.held(guard.of_values({"title": title, **other})) is not None


@pytest.mark.parametrize(("name", "how_many"), [(FIRST, 200), (SECOND, 102), (FRESH, 409), (UNSEEN, 100), (LATER, 367)])
def test_at_least_19_of_20_identifying_titles_are_stopped(name: str, how_many: int) -> None:
    titles = _titles(name)
    missed = [title for title in titles if not _line_stopped(title)]
    assert len(set(titles)) == how_many
    assert len(missed) <= 0.05 * how_many, missed


@pytest.mark.parametrize("change", [str.upper, str.lower])
def test_most_are_stopped_in_capitals_and_in_small_letters(change: object) -> None:
    titles = [change(title) for title in _titles(FIRST)]  # type: ignore[operator]
    assert sum(map(_stopped, titles)) >= 0.7 * len(titles)


def test_no_ordinary_title_is_stopped() -> None:
    titles = _titles("ordinary_titles")
    assert len(titles) > 60
    assert [title for title in titles if _stopped(title)] == []


def test_hardly_a_tricky_ordinary_title_is_stopped() -> None:
    titles = _titles("tricky_ordinary_titles")
    assert len(titles) == 99
    assert len([title for title in titles if _stopped(title)]) <= 1


def test_hardly_a_later_ordinary_title_is_stopped() -> None:
    titles = _titles("later_ordinary_titles")
    assert len(titles) == 554
    assert len([title for title in titles if _stopped(title)]) <= len(titles) // 300


def test_at_most_one_real_row_in_300_is_stopped_for_nothing() -> None:
    with (DATA / "registers" / "award_rows.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    wrongly = [row["ContractTitle"] for row in rows if _held(row) and not _of_one_person(row["ContractTitle"])]
    assert len(rows) > 1_000
    assert len(wrongly) <= len(rows) / 300, wrongly
    assert sum(_held(row) for row in rows) >= len(REALLY_OF_ONE_PERSON)


def _of_one_person(title: str) -> bool:
    return title.startswith(tuple(REALLY_OF_ONE_PERSON))


def _held(row: dict[str, str]) -> bool:
    values = {
        "title": row["ContractTitle"],
        "description": row["Description"],
        "reference": row["ContractReference"],
        "category": row["CPVLabel"],
        "route": row["ProcurementMethod"],
    }
    return guard.held(guard.of_values(values, [row["SupplierName"]])) is not None


@pytest.mark.parametrize(
    ("values", "rule"),
    [
        ({"title": "Care", "description": "For a young person, DOB 04/05/2011, at the home. " * 4}, "date of birth"),
        (
            {"title": "Care", "description": "The home for children is at PR1 2AB, with a garden. " * 4},
            "postcode",
        ),
        ({"title": "Children’s homes", "area": "12 Elm Road, Preston"}, "address"),
        ({"title": "Children’s homes", "area": "PR1 2AB"}, "postcode"),
        ({"title": "Children’s homes", "area": "Elm Road"}, "street"),
        ({"title": "Short breaks service", "contact_email": "jane1980@gmail.com"}, "e-mail"),
        ({"title": "Short breaks service", "description": "Ask jane.doe@council.example."}, "e-mail"),
        ({"title": "Short breaks service", "description": "Ring 07700 900123."}, "telephone"),
        ({"title": "Short breaks service", "reference": "DOB 04/05/2011"}, "date of birth"),
        ({"title": "Short breaks service", "ends_note": "Child A moved on."}, "initials"),
        ({"title": "Supported accommodation service", "places": 3}, "few places"),
        ({"title": "Short breaks service", "supplier_words": "Mr and Mrs Lowe"}, "carer"),
    ],
)
def test_each_public_text_is_read(values: dict[str, object], rule: str) -> None:
    found = guard.held(guard.of_values(values))
    assert found
    assert rule in found.reason


@pytest.mark.parametrize(
    "supplier",
    ["Jane Doe, foster carer", "Mrs J Smith", "A B Childminding", "Registered childminder", "Supported lodgings host",
     "Mr & Mrs Patel", "The Okoro foster family", "Host: S. Lee", "Sarah Jones",
     "J. Marsh Shared Lives", "Carer 4410"],
)  # fmt: skip
def test_a_person_who_takes_children_in_is_no_public_supplier(supplier: str) -> None:
    assert guard.held(guard.of_values({"title": "Fostering service"}, [supplier]))


@pytest.mark.parametrize(
    "supplier",
    ["Foster Care Associates Ltd", "National Fostering Group", "Harbour Young People", "St Christopher’s Fellowship",
     "Aurora Group", "Foster + Partners", "M and M Cabs", "J Taxis", "R & S Roofing",
     "Carers Trust", "Dr Reddy and Company"],
)  # fmt: skip
def test_an_organisation_is(supplier: str) -> None:
    assert not guard.held(guard.of_values({"title": "Fostering service"}, [supplier]))


def test_works_in_a_public_place_have_an_address_and_homes_have_none() -> None:
    assert not _stopped("Roof replacement at Larkfield Leisure Centre, ME20 6RH")
    assert not _stopped("Refurbishment of 34 Fraser Street, BB10 1UL")
    assert _stopped("Refurbishment of the children’s home at 34 Fraser Street, BB10 1UL")
    assert _stopped("34 Fraser Street, BB10 1UL")


@pytest.mark.parametrize(
    "mailbox", ["Operations@village-pc.example", "a47procurement@builder.example", "tornTenders@office.example",
                "school.contracts-team@council.example", "bids@builder.example", "Info@council.example"],
)  # fmt: skip
def test_a_mailbox_of_an_office_is_nobodys(mailbox: str) -> None:
    assert not _stopped("Grounds maintenance", description=f"Write to {mailbox}.")
    assert _stopped("Grounds maintenance", description=f"Write to {mailbox} or to jane.doe@council.example.")


def test_the_number_of_a_purchase_is_not_that_of_a_person() -> None:
    assert not _stopped("School transport for many - TAXI- DPS000119")
    assert _stopped("School transport - TAXI- 000119")


def test_many_places_or_many_suppliers_are_nobody() -> None:
    title = {"title": "Supported accommodation service"}
    assert not guard.held(guard.of_values({**title, "places": 12}))
    assert not guard.held(guard.of_values({**title, "places": 3}, ["Harbour Ltd", "Northgate Ltd"]))
    assert not guard.held(guard.of_values({**title, "places": 0}))


@pytest.mark.parametrize(
    "disguised",
    ["Placement for J&#46;S&#46;", "Place\u200bment of a child", "Residential placement \u2013 JS", "Ｃhild ID 12345"],
)
def test_entities_and_invisible_characters_hide_nothing(disguised: str) -> None:
    assert _stopped(disguised)


def test_the_digest_is_of_the_exact_text_whatever_the_order_of_suppliers() -> None:
    one = guard.of_values({"title": "T"}, ["A", "B"], ["1", ""])
    assert one.digest == guard.of_values({"title": "T"}, ["B", "A"], ["", "1"]).digest
    assert one.digest != guard.of_values({"title": "T "}, ["A", "B"], ["1"]).digest


def test_the_reason_names_rules_and_never_the_text() -> None:
    found = guard.held(Examined("Placement for Zebedee B"))
    assert found
    assert {stop.key for stop in found.stops} == set(found.reason.split(", "))
    assert "zebedee" not in found.reason.lower()


def test_a_long_text_is_read_in_no_time() -> None:
    for piece in ("a ", "A B ", "12 Elm ", "child ", "Road ", "(", "1-", "for the "):
        assert guard.examine(Examined("x", texts=(piece * 2_000,))) is not None


def test_patterns_are_data_that_a_reader_finds_beside_the_code() -> None:
    folder = Path(patterns.__file__).parent
    assert (folder / "patterns.toml").exists()
    assert {rule.key for rule in patterns.RULES} >= {"child number", "date of birth", "initials", "postcode", "carer"}
