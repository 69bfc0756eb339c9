"""What changed from one edition to the next."""

from collections.abc import Callable
from typing import Any

import pytest

from portal.publishing.changes import KINDS, Entry, between, counts, editions_before, entry, in_order
from portal.publishing.register import Edition
from tests.portal.publishing.conftest import MakeSite
from tests.portal.publishing.released_rows import BEFORE, NOW, Rows, supplier

Rowed = dict[str, Any]


@pytest.fixture
def edition() -> Edition:
    return Edition(
        authority="fairshire",
        period_key=NOW,
        label="July to September 2026",
        starts_on="2026-07-01",
        last_day="2026-09-30",
        as_at="2026-09-30",
        closed_on="2026-10-14",
        closed_at="2026-10-14T09:30:00",
        closed_late=False,
        revision=0,
        digest="",
        revisions=(),
    )


def contract(**facts: Any) -> Rowed:
    return Rows().contract("lodgings", **facts)


def test_a_contract_that_was_not_there_is_new(edition: Edition) -> None:
    found = entry(None, contract(), edition)
    assert found
    assert (found.kind, found.line.url, found.differences) == ("new", "/contracts/fairshire/lodgings/", ())


def test_a_contract_that_is_the_same_is_not_told(edition: Edition) -> None:
    assert entry(contract(), contract(), edition) is None
    assert entry(None, None, edition) is None


def test_a_later_end_is_an_extension_whatever_else_changed(edition: Edition) -> None:
    found = entry(contract(), contract(ends_on="2028-03-31", title="Lodgings, north"), edition)
    assert found
    assert found.kind == "extended"
    assert "Last day changed from 31 March 2027 to 31 March 2028" in found.differences
    assert any(text.startswith("Title changed") for text in found.differences)


def test_an_extension_that_was_decided_is_one(edition: Edition) -> None:
    decided = {"months": 12, "was_ends_on": "2027-03-31", "ends_on": "2028-03-31", "decided_on": "2026-08-01"}
    found = entry(contract(), contract(ends_on="2028-03-31", extensions=[decided]), edition)
    assert found
    assert found.kind == "extended"
    assert "Extended from 31 March 2027 to 31 March 2028, decided on 1 August 2026" in found.differences


def test_an_extension_to_the_latest_possible_end_takes_nothing_out(edition: Edition) -> None:
    decided = {"months": 12, "was_ends_on": "2027-03-31", "ends_on": "2028-03-31", "decided_on": "2026-08-01"}
    last = {"last_possible_end": "2028-03-31"}
    found = entry(contract(**last), contract(ends_on="2028-03-31", extensions=[decided], **last), edition)
    assert found
    assert found.differences == ("Extended from 31 March 2027 to 31 March 2028, decided on 1 August 2026",)


def test_what_is_known_of_a_supplier_is_told_field_by_field_and_once(edition: Edition) -> None:
    facts = {"sme": "no", "group_name": "Tern Group", "company_number": None, "local": "yes"}
    before = contract(suppliers=[supplier(lot=lot, sme="yes", company_number="28400011") for lot in "12"])
    found = entry(before, contract(suppliers=[supplier(lot=lot, **facts) for lot in "12"]), edition)
    assert found
    assert found.differences == (
        "Harbour Young People: company number taken out: it was 28400011",
        "Harbour Young People: whether it is small or medium changed from yes to no",
        "Harbour Young People: group added: Tern Group",
        "Harbour Young People: whether it is local added: yes",
    )


def test_a_supplier_of_another_lot_is_added_for_that_lot(edition: Edition) -> None:
    both = [supplier(lot="1"), supplier("Kite Club", lot="1"), supplier("Kite Club", lot="North")]
    found = entry(contract(suppliers=both[:1]), contract(suppliers=both), edition)
    assert found
    assert found.differences == ("Supplier added: Kite Club (Lot 1)", "Supplier added: Kite Club (North)")


def test_an_earlier_end_is_a_change(edition: Edition) -> None:
    found = entry(contract(), contract(ends_on="2026-12-31"), edition)
    assert found
    assert found.kind == "changed"


def test_another_value_is_a_change_said_in_words(edition: Edition) -> None:
    found = entry(contract(value_pence=46_500_000), contract(), edition)
    assert found
    assert found.kind == "changed"
    assert found.differences == ("Value changed from £465,000 a year to £480,000 a year",)


def test_a_supplier_that_was_merged_is_not_told_as_another_one(edition: Edition) -> None:
    before = contract(suppliers=[supplier("Harbour Ltd")])
    now = contract(suppliers=[supplier("Harbour Ltd", slug="harbour", formerly=["harbour-ltd"])])
    assert entry(before, now, edition) is None


@pytest.mark.parametrize(
    ("ends_on", "kind"), [("2026-06-30", "ended"), ("2026-07-01", "gone"), ("2027-03-31", "gone"), (None, "gone")]
)
def test_a_contract_that_is_missing_has_ended_only_if_its_end_had_come(
    edition: Edition, ends_on: str | None, kind: str
) -> None:
    found = entry(contract(ends_on=ends_on), None, edition)
    assert found
    assert found.kind == kind


@pytest.fixture
def told(rows: Rows, site_client: MakeSite) -> Callable[[], list[Entry]]:
    """Everything that changed in the newest quarter, as the record has it."""

    def find() -> list[Entry]:
        of = site_client().register
        pairs = editions_before(of, of.quarter(NOW).editions)
        return in_order(found for edition, earlier in pairs for found in between(edition, earlier))

    return find


def test_two_editions_are_compared_whole(rows: Rows, told: Callable[[], list[Entry]]) -> None:
    rows.contract("same", period=BEFORE)
    rows.contract("same")
    rows.contract("moved", period=BEFORE)
    rows.contract("moved", ends_on="2029-03-31")
    rows.contract("dearer", period=BEFORE)
    rows.contract("dearer", value_pence=50_000_000)
    rows.contract("over", period=BEFORE, ends_on="2026-06-30")
    rows.contract("lost", period=BEFORE)
    rows.contract("started")
    kinds = [(one.kind, one.line.slug) for one in told()]
    between = [kind for kind in KINDS if kind != "corrected"]
    assert kinds == list(zip(between, ["started", "moved", "dearer", "over", "lost"], strict=True))
    assert counts(told()) == dict.fromkeys(between, 1)


def test_an_authority_is_compared_with_its_own_editions_only(rows: Rows, told: Callable[[], list[Entry]]) -> None:
    rows.contract("lodgings", period=BEFORE)
    rows.contract("lodgings")
    rows.contract("lodgings", authority="westmoor", title="Another one")
    assert told() == []


def test_a_quarter_that_was_left_out_is_stepped_over(rows: Rows, told: Callable[[], list[Entry]]) -> None:
    rows.contract("lodgings", period="2025-26-Q3", value_pence=100_000_00)
    rows.contract("lodgings")
    assert [one.kind for one in told()] == ["changed"]


def test_what_a_correction_touched_is_listed_with_its_reason(rows: Rows, site_client: MakeSite) -> None:
    rows.contract("lodgings", period=BEFORE)
    rows.contract("lodgings", title="Lodgings")
    rows.correct("lodgings", "The value was ten times too high.", on="2026-11-02")
    page = site_client().get("/register/2026-27-q2/changes/")
    assert "Corrected since: 1" in page.main
    assert "Corrected on 2 November 2026: The value was ten times too high." in page.main
    assert "1 corrected since" in site_client().get("/").main


def test_a_new_contract_names_all_who_have_it_and_says_that_its_value_is_not_said(
    rows: Rows, site_client: MakeSite
) -> None:
    rows.contract("before", period=BEFORE)
    several = [supplier(name) for name in ("Ash", "Beech", "Cedar")]
    rows.contract("new", suppliers=several, value_pence=None, value_kind="unknown")
    assert "Ash, Beech and 1 more, value not said" in site_client().get("/register/2026-27-q2/changes/").main


def test_what_comes_back_is_not_new(rows: Rows, site_client: MakeSite) -> None:
    for period in ("2025-26-Q4", NOW):
        rows.contract("back", title="Back", period=period)
    rows.contract("other", period=BEFORE)
    rows.contract("late", title="Late", period=NOW)
    before = site_client().addresses()["/register/2026-27-q2/changes/"]
    rows.contract("late", title="Late", period="2025-26-Q4")  # as a correction of the older quarter adds it
    site = site_client()
    assert site.addresses()["/register/2026-27-q2/changes/"] != before
    told = site.get("/register/2026-27-q2/changes/").main
    assert "Changed: 2" in told
    assert "In the register again" in told
    assert "New" not in told.partition("field by field.")[2]
    assert "In the register again" in site.get("/contracts/fairshire/back/").main
