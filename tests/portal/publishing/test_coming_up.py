"""What comes up: counted from the day of the register, 24 months ahead, in the order in which it comes."""

import csv
import io
from datetime import date

import feedparser
from hypothesis import given
from hypothesis import strategies as st

from portal.publishing.horizon import day_after, moved
from tests.portal.publishing.conftest import MakeSite
from tests.portal.publishing.released_rows import BEFORE, NOW, Rows, service

HOMES = service()
AT_ONCE = {"last_possible_end": None, "review_on": None}
PAGE = "/services/supported-accommodation/coming-up/"


def ending(rows: Rows, slug: str, ends_on: str, **facts: object) -> None:
    """A small contract of the service that ends on this day and says nothing else."""
    rows.contract(slug, **{"service": HOMES, "ends_on": ends_on, **AT_ONCE, "value_pence": 900_000, **facts})


def coming(page: object) -> list[list[str]]:
    """Rows of the list: title, what, when."""
    return [
        [" ".join("".join(cell.itertext()).split()) for cell in row.xpath("(th//a|td)")]
        for row in page.tree.xpath("//main//tbody/tr")  # type: ignore[attr-defined]
    ]


def test_everything_comes_up_in_its_order_counted_from_the_register(rows: Rows, site_client: MakeSite) -> None:
    rows.service(HOMES["title"])
    dated = {"review_on": "2027-01-15", "break_on": "2027-04-01", "last_possible_end": "2028-09-30"}
    ending(rows, "a", "2027-09-30", title="A", **dated)
    assert coming(site_client().get(PAGE)) == [
        ["A", "Review", "15 Jan 2027"],
        ["A", "May be ended early", "1 Apr 2027"],
        ["A", "Ends", "30 Sep 2027"],
        ["A", "Ends at the latest, if extended", "30 Sep 2028"],
    ]


def test_a_service_is_followed_by_feed_or_by_e_mail(rows: Rows, site_client: MakeSite) -> None:
    rows.service(HOMES["title"])
    ending(rows, "a", "2027-03-31")
    links = site_client().get(PAGE).links()
    assert links["Follow this list as a feed"] == "/services/supported-accommodation/coming-up.xml"
    mail = links["follow this service by e-mail"]
    assert mail == "https://portal.fairshire.example/follow/service/fairshire/supported-accommodation/"


def test_the_first_day_and_the_last_are_those_of_24_months(rows: Rows, site_client: MakeSite) -> None:
    rows.service(HOMES["title"])
    for slug, day in (("a", "2026-09-30"), ("b", "2026-10-01"), ("c", "2028-09-30"), ("d", "2028-10-01")):
        ending(rows, slug, day, title=slug)
    site = site_client()
    assert [row[0] for row in coming(site.get(PAGE))] == ["b", "c"]
    told = site.get("/coming-up/").main
    assert "1 ends within 12 months" in told
    assert "2 end within 24 months" in told


def test_a_market_assessment_starts_two_years_before_a_major_contract_ends(rows: Rows, site_client: MakeSite) -> None:
    rows.service(HOMES["title"])
    big = {"value_kind": "whole", "value_pence": 66_354_000}
    ending(rows, "later", "2030-09-30", title="Later", **big)
    ending(rows, "soon", "2028-03-31", title="Soon", **big)
    ending(rows, "small", "2030-09-30", title="Small", value_kind="whole", value_pence=66_353_999)
    ending(rows, "framework", "2030-09-30", arrangement="framework", value_kind="nominal", value_pence=100)
    site = site_client()
    assert coming(site.get(PAGE)) == [
        ["Soon", "Market assessment was due to start", "31 Mar 2026"],
        ["Soon", "Ends", "31 Mar 2028"],
        ["Later", "Market assessment starts", "30 Sep 2028"],
    ]
    assert "1 contract with a last day does not say what it is worth" in site.get("/coming-up/").main


def test_what_ends_close_together_stands_together_by_council_and_without_grants(
    rows: Rows, site_client: MakeSite
) -> None:
    rows.service(HOMES["title"])
    for slug, day in (("a", "2026-12-31"), ("b", "2027-12-31"), ("c", "2028-01-01")):
        ending(rows, slug, day, title=slug)
        rows.contract(f"{slug}-none", title=f"Of no service {slug}", ends_on=day, **AT_ONCE)
    ending(rows, "grant", "2027-01-31", arrangement="grant")
    ending(rows, "elsewhere", "2027-01-31", authority="westmoor")
    page = site_client().get("/coming-up/together/")
    assert page.all("//main//ul/li/a/text()") == ["a", "b", "b", "c"]
    assert "2 contracts, December 2026 to December 2027" in page.main
    assert "2 contracts, December 2027 to January 2028" in page.main


def test_what_ends_far_from_everything_else_stands_with_nothing(rows: Rows, site_client: MakeSite) -> None:
    rows.service(HOMES["title"])
    for slug, day in (("a", "2026-12-31"), ("b", "2028-01-01"), ("c", "2028-01-31")):
        ending(rows, slug, day, title=slug)
    page = site_client().get("/coming-up/together/")
    assert page.all("//main//ul/li/a/text()") == ["b", "c"]


def test_contracts_without_a_last_day_are_counted_where_nothing_of_them_can_come_up(
    rows: Rows, site_client: MakeSite
) -> None:
    rows.contract("a", ends_on=None, last_possible_end=None)
    rows.contract("b", ends_on=None, last_possible_end=None, authority="westmoor")
    empty = site_client()
    told = "2 contracts in the newest registers give no last day: when they end cannot be seen."
    assert told in empty.get("/coming-up/").main
    assert told in empty.get("/coming-up/tenders/").main
    assert empty.get("/coming-up/").links()["how to follow"] == "/follow/"
    ending(rows, "c", "2027-03-30")
    full = site_client()
    assert told in full.get("/coming-up/").main
    rows.contract("d", ends_on=None, last_possible_end=None)
    more = site_client().addresses()
    assert all(more[page] != full.addresses()[page] for page in ("/coming-up/", "/coming-up/tenders/"))


def test_likely_tenders_stand_in_the_form_of_the_code_whatever_they_are_worth(
    rows: Rows, site_client: MakeSite
) -> None:
    rows.service(HOMES["title"])
    said = {"description": "=Rooms", "department": "Children", "value_kind": "whole"}
    ending(rows, "now", "2027-03-30", title="Now", **said)
    ending(rows, "last", "2028-03-30", title="Last", last_possible_end="2029-03-30")
    ending(rows, "too-late", "2028-04-01")
    ending(rows, "call-off", "2027-03-30", arrangement="call_off")
    site = site_client()
    page = site.get("/coming-up/tenders/")
    assert [row[:3] for row in coming(page)] == [
        ["Now", "Any time now", "31 Mar 2027"],
        ["Last", "September 2027 or extended to March 2029", "31 Mar 2028"],
    ]
    under = page.all("//tbody/tr[1]/th/span/text()")
    assert under == ["Supported accommodation", "=Rooms", "Children", "FC-NOW"]
    assert page.links()["how to follow"] == "/follow/#what-comes-up"
    read = list(csv.DictReader(io.StringIO(site.bytes_at("/coming-up/tenders.csv").decode("utf-8-sig"))))
    assert [row["Title"] for row in read] == ["Now", "Last"]
    first = read[0]
    assert (first["ReferenceNumber"], first["Description"]) == ("FC-NOW", "'=Rooms")
    assert (first["OrganisationalUnit"], first["StartDate"], first["EndDate"]) == ("Children", "31/03/2027", "")
    assert read[0]["CurrentValue"] == "9000.00"


def test_the_feed_of_a_service_keeps_its_entries_and_their_times_when_a_quarter_follows(
    rows: Rows, site_client: MakeSite
) -> None:
    for period in (BEFORE, NOW):
        rows.service(HOMES["title"], period=period)
        ending(rows, "a", "2027-03-31", period=period)
    ending(rows, "b", "2028-09-30")
    found = feedparser.parse(site_client().bytes_at("/services/supported-accommodation/coming-up.xml"))
    assert not found.bozo
    assert found.entries[1].summary == "Ends on 31 March 2027."
    assert [(one.title, one.updated) for one in found.entries] == [
        ("Ends, 30 September 2028: B", "2026-10-14T09:30:00Z"),
        ("Ends, 31 March 2027: A", "2026-07-14T09:30:00Z"),
    ]


def test_the_feed_does_not_say_that_something_is_extended_on_its_last_day(rows: Rows, site_client: MakeSite) -> None:
    rows.service(HOMES["title"])
    ending(rows, "a", "2027-03-31", last_possible_end="2028-03-31")
    found = feedparser.parse(site_client().bytes_at("/services/supported-accommodation/coming-up.xml"))
    assert "Ends at the latest, if extended, on 31 March 2028." in [one.summary for one in found.entries]


@given(day=st.dates(date(1990, 1, 1), date(2090, 12, 31)), months=st.integers(-60, 60))
def test_a_month_further_is_the_same_day_or_the_last_one(day: date, months: int) -> None:
    there = date.fromisoformat(moved(day.isoformat(), months))
    assert (there.year - day.year) * 12 + there.month - day.month == months
    assert there.day == day.day or (there.day < day.day and (there + date.resolution).day == 1)


@given(day=st.dates(date(1990, 1, 1), date(2090, 12, 31)))
def test_the_day_after_is_the_next_one(day: date) -> None:
    assert day_after(day.isoformat()) == (day + date.resolution).isoformat()
