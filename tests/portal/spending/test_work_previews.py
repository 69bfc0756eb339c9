"""What a spending file would do: whom it names, what is covered or a credit, how it was bought; nothing is written."""

from datetime import datetime
from typing import Any

import pytest

from models.audit import head
from models.period import Period
from models.spending.payment import Payee, Payment
from portal.releasing import work as releasing
from portal.releasing.spending import spending as released
from portal.spending import previews, work
from portal.spending.plans import is_a_persons
from tests.fixtures.cast import Cast
from tests.fixtures.queries import Counting
from tests.portal.releasing.conftest import Register
from tests.portal.spending.files import row, spending

NOW = datetime(2026, 10, 5, 8)
ROWS = [
    row("Harbour Ltd", "900"), row("Harbour Ltd", "-100", number="T2"), row("Cedar", "50"), row("Kite Club", "40"),
    row("Kite Club Limited", "30"), row("J Jones", "20"), row("REDACTED PERSONAL DATA", "10"), row(amount="x"),
    row("Owl", "5", day="30/06/2026"),
]  # fmt: skip


def look(cast: Cast, rows: list[list[str]] = ROWS) -> dict[str, Any]:
    return previews.look(spending(rows), cast.fairshire, now=NOW)


def suppliers(register: Register) -> None:
    register.contract(register.supplier("Harbour Ltd"))
    register.spot(register.supplier("Cedar"))
    register.supplier("Kite Club")


def test_it_says_what_was_read_and_writes_nothing(cast: Cast, register: Register) -> None:
    suppliers(register)
    before = head()
    told = look(cast)
    assert told["counts"] == {"new": 8, "changed": 0, "unchanged": 0, "rejected": 1}
    assert (told["days"], told["pence"]) == (["2026-06-30", "2026-07-03"], 95_500)
    assert (told["covered"], told["credits"]) == ({"payments": 1, "pence": 1000}, {"payments": 1, "pence": -10_000})
    assert [(one["label"], one["payments"]) for one in told["quarters"]] == [
        ("April to June 2026", 1), ("July to September 2026", 7)
    ]  # fmt: skip
    assert (head(), Payment.select().count(), Payee.select().count()) == (before, 0, 0)


def test_it_names_everybody_whom_it_finds_and_how_each_was_bought(cast: Cast, register: Register) -> None:
    suppliers(register)
    told = look(cast)
    assert [(one["name"], one["supplier"], one["how"], one["way"], one["pence"]) for one in told["suppliers"]] == [
        ("Harbour Ltd", "Harbour Ltd", "name", "on", 80_000), ("Cedar", "Cedar", "name", "spot", 5000),
        ("Kite Club", "Kite Club", "name", "off", 4000),
    ]  # fmt: skip
    assert [(one["name"], one["supplier"], one["how"], one["way"], one["person"]) for one in told["names"]] == [
        ("J Jones", "", "nobody", "off", True), ("Kite Club Limited", "Kite Club", "proposed", "unknown", False),
        ("Owl", "", "nobody", "off", False),
    ]  # fmt: skip
    assert "REDACTED" not in {one["name"] for one in told["names"]}
    assert {way: one["pence"] for way, one in told["ways"].items()} == {
        "on": 80_000, "spot": 5000, "off": 6500, "unknown": 4000
    }  # fmt: skip
    assert [7, "", "J Jones"] in [one[:3] for one in told["findings"] if one[3] == "may be the name of a person"]


def test_the_ways_that_are_shown_are_those_that_an_edition_counts(cast: Cast, register: Register) -> None:
    """The preview and what is released later are worked out by one rule."""
    suppliers(register)
    rows = [one for one in ROWS if one[3] != "30/06/2026"]
    told = look(cast, rows)
    work.take_in(spending(rows), cast.fairshire, by=None, now=NOW)
    shares: dict[str, int] = {}
    for share in released(cast.fairshire, Period.parse("2026-27-Q2")).shares:
        shares[share["way"]] = shares.get(share["way"], 0) + share["pence"]
    assert {way: one["pence"] for way, one in told["ways"].items() if one["pence"]} == shares


def test_a_closed_quarter_is_said_to_be_closed(cast: Cast) -> None:
    releasing.close_quarter("2026-27-Q1", cast.fairshire, None, NOW)
    assert [one["closed"] for one in look(cast)["quarters"]] == [True, False]


@pytest.mark.parametrize("meanwhile", ["a payment", "an officer’s word"])
def test_what_has_moved_on_is_not_taken_in(cast: Cast, register: Register, meanwhile: str) -> None:
    suppliers(register)
    work.take_in(spending([row("Kite Club Limited", number="T0")]), cast.fairshire, by=None, now=NOW)
    shown = look(cast)
    if meanwhile == "a payment":
        work.take_in(spending([row("Cedar", "51")]), cast.fairshire, by=None, now=NOW)
    else:
        payee = Payee.get()
        work.decide(payee, payee.like_id, by=cast.joan.id, now=NOW, version=payee.version)
    before = head()
    with pytest.raises(previews.Moved):
        work.take_in(spending(ROWS), cast.fairshire, by=None, now=NOW, agreed=previews.agreed(shown))
    assert head() == before
    work.take_in(spending(ROWS), cast.fairshire, by=None, now=NOW, agreed=previews.agreed(look(cast)))
    assert Payment.select().count() >= len(ROWS) - 1


def test_it_asks_the_store_as_often_for_many_rows_as_for_few(cast: Cast, register: Register, queries: Counting) -> None:
    suppliers(register)
    many = ROWS + [row(f"Firm {number}", number=f"N{number}") for number in range(600)]
    asked = []
    for rows in (ROWS, many):
        with queries() as seen:
            look(cast, rows)
        asked.append(len(seen))
    assert asked[0] == asked[1] <= 9


@pytest.mark.parametrize(
    "name",
    [
        *("Mrs Jane Jones", "MR O’NEILL", "J Jones", "J. A. Jones", "Jones, Jane", "Dr. Who", "Jane Jones"),
        *("JANE JONES", "P Kaur, foster carer", "Mr & Mrs Patel"),
    ],
)
def test_a_name_that_looks_like_somebodys_own_is_pointed_out(name: str) -> None:
    assert is_a_persons(name)


@pytest.mark.parametrize(
    "name", ["Harbour Young People Ltd", "Kite Club", "H M Revenue & Customs", "Smith, Jones and Sons Ltd", "Owl", "BT"]
)
def test_a_firm_is_not_taken_for_a_person(name: str) -> None:
    assert not is_a_persons(name)
