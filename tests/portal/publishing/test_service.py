"""Services: their contracts, whose they are, when they end, and what was bought for one person each."""

from tests.portal.publishing.conftest import MakeSite
from tests.portal.publishing.released_rows import BEFORE, NOW, Rows, service

HOMES = service()
PAGE = "/services/supported-accommodation/"


def test_its_contracts_stand_by_their_end(rows: Rows, site_client: MakeSite) -> None:
    rows.service(HOMES["title"])
    rows.contract("later", title="Later", service=HOMES, ends_on="2029-03-31")
    rows.contract("sooner", title="Sooner", service=HOMES, ends_on="2027-03-31")
    rows.contract("other", service=service("Fostering"))
    page = site_client().get(PAGE)
    assert page.h1 == "Supported accommodation"
    assert page.all("//tbody//a/text()") == ["Sooner", "Later"]
    assert "2 contracts with 1 supplier." in page.main
    assert "£960,000" in page.main


def test_what_ends_when_counts_by_half_year(rows: Rows, site_client: MakeSite) -> None:
    rows.service(HOMES["title"])
    for slug, ends_on in (("a", "2027-03-31"), ("b", "2026-10-01"), ("c", "2027-04-01"), ("d", None)):
        rows.contract(slug, service=HOMES, ends_on=ends_on)
    told = site_client().get(PAGE).rows()
    assert told == {"October 2026 to March 2027": "2", "April to September 2027": "1", "No last day is given": "1"}


def test_each_authority_says_how_it_plans(rows: Rows, site_client: MakeSite) -> None:
    rows.service(HOMES["title"], segment="Homes", stage="plan", stage_since_on="2026-04-01")
    rows.contract(service=HOMES)
    rows.service(HOMES["title"], authority="westmoor", stage="do", stage_since_on="2026-01-01")
    main = site_client().get(PAGE).main
    assert "Homes · Planning what to buy, since April 2026" in main
    assert "Westmoor Borough Council 0 contracts" in main
    assert "Buying, and running what was bought, since January 2026" in main


def test_purchases_for_one_person_are_totals_and_withheld_ones_say_so(rows: Rows, site_client: MakeSite) -> None:
    rows.service(HOMES["title"])
    rows.totals(HOMES, people=38, suppliers=9, spend_pence=187_400_000, without_value=2)
    rows.totals(HOMES, period="2025-26-Q4")
    main = site_client().get(PAGE).main
    assert (
        "April to September 2026Fairshire County Councilabout 389£1,874,000; about 2 more without a value"
        in main.replace("\n", "")
    )
    assert "October 2025 to March 2026Fairshire County CouncilWithheld: fewer than 6 people or 3 suppliers" in main


def test_totals_of_no_service_stand_in_the_list(rows: Rows, site_client: MakeSite) -> None:
    rows.contract()
    rows.totals(None, people=7, suppliers=3, spend_pence=None, without_value=0)
    main = site_client().get("/services/").main
    assert "April to September 2026Fairshire County Councilabout 73withheld" in main
    assert "1 contract in the contracts register names no service." in main


def test_the_list_counts_what_is_in_force(rows: Rows, site_client: MakeSite) -> None:
    rows.service(HOMES["title"])
    rows.contract("gone", period=BEFORE, service=HOMES)
    rows.edition(NOW)
    rows.contract("here", service=HOMES)
    (row,) = site_client().get("/services/").all("//tbody/tr")
    assert [cell.xpath("string(.)").strip() for cell in row] == ["Supported accommodation", "1", "1", "1", "£480,000"]


def test_a_service_without_contracts_says_so(rows: Rows, site_client: MakeSite) -> None:
    rows.service(HOMES["title"])
    site = site_client()
    assert "No contract of this service is published." in site.get(PAGE).main
    site.get("/services/fostering/", status=404)


def test_more_than_a_hundred_contracts_have_pages(rows: Rows, site_client: MakeSite) -> None:
    rows.service(HOMES["title"])
    for number in range(101):
        rows.contract(f"c-{number}", service=HOMES)
    site = site_client()
    assert len(site.get(f"{PAGE}2/").all("//tbody//a")) == 1
    assert site.get(f"{PAGE}2/").h1 == "Supported accommodation, page 2"
