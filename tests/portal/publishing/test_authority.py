"""Authorities: their registers, in time or late, their contracts, and who to ask."""

from tests.portal.publishing.conftest import MakeSite
from tests.portal.publishing.released_rows import BEFORE, NOW, Rows, revised
from tests.portal.publishing.site_client import SitePage

PAGE = "/authorities/fairshire/"


def table(page: SitePage, number: int = 1) -> list[list[str]]:
    """The cells of a table, row by row."""
    rows = page.all(f"(//table)[{number}]/tbody/tr")
    return [[" ".join(cell.xpath("string(.)").split()) for cell in row] for row in rows]


def test_its_registers_stand_newest_first_with_their_downloads(rows: Rows, site_client: MakeSite) -> None:
    rows.contract(period=BEFORE)
    rows.contract(period=NOW)
    page = site_client().get(PAGE)
    assert table(page) == [
        [
            "July to September 2026",
            "14 October 2026",
            "1",
            "CSV of July to September 2026, how complete is July to September 2026",
        ],
        ["April to June 2026", "14 July 2026", "1", "CSV of April to June 2026, how complete is April to June 2026"],
    ]
    assert page.links()["CSV of April to June 2026"] == "/data/2026-27-q1/fairshire/contracts.csv"
    assert page.links()["July to September 2026"] == "/register/2026-27-q2/"


def test_a_late_register_says_by_how_many_days(rows: Rows, site_client: MakeSite) -> None:
    rows.edition(BEFORE)["revisions"][0]["closed_on"] = "2026-07-31"
    rows.edition(NOW)["revisions"][0]["closed_on"] = "2026-11-01"
    site = site_client()
    assert [row[1] for row in table(site.get(PAGE))] == ["1 November 2026 1 day late", "31 July 2026"]
    assert table(site.get("/authorities/")) == [
        ["Fairshire County Council", "July to September 2026", "1 Nov 2026 1 day late", "0"]
    ]


def test_a_correction_stands_with_its_reason_and_makes_nothing_late(rows: Rows, site_client: MakeSite) -> None:
    revised(rows.edition(), "A value was typed wrongly", "2027-02-01")
    (row,) = table(site_client().get(PAGE))
    assert row[0] == "July to September 2026Corrected on 1 February 2027: A value was typed wrongly"
    assert row[1] == "14 October 2026"


def test_it_shows_its_own_contracts_and_who_to_ask(rows: Rows, site_client: MakeSite) -> None:
    rows.contract(title="Lodgings")
    rows.contract("breaks", authority="westmoor", title="Breaks")
    page = site_client().get(PAGE)
    assert [row[0] for row in table(page, 2)] == ["LodgingsHarbour Young People"]
    assert page.links()["contracts@fairshire.example"] == "mailto:contracts@fairshire.example"
    assert "every contract over £5,000" in page.main


def test_one_that_is_behind_is_marked_in_the_list(rows: Rows, site_client: MakeSite) -> None:
    rows.edition(NOW)
    rows.edition(BEFORE, "westmoor")
    found = table(site_client().get("/authorities/"))
    assert found[1][1] == "April to June 2026 July to September 2026 is not published"


def test_an_empty_register_says_so(rows: Rows, site_client: MakeSite) -> None:
    rows.edition()
    site = site_client()
    assert "The register of July to September 2026 holds no contract over £5,000." in site.get(PAGE).main
    site.get("/authorities/westmoor/", status=404)


def test_more_than_a_hundred_contracts_have_pages(rows: Rows, site_client: MakeSite) -> None:
    for number in range(101):
        rows.contract(f"c-{number}")
    site = site_client()
    assert len(table(site.get(f"{PAGE}2/"))) == 1
    site.get(f"{PAGE}3/", status=404)
