"""Spending on the site: sums of released rows and nothing else; what is withheld is said to be."""

from hypothesis import given, settings
from hypothesis import strategies as st

from models.public import record as tables
from portal.publishing import paid
from tests.portal.publishing.conftest import MakeSite
from tests.portal.publishing.released_rows import Rows, service
from tests.portal.publishing.test_completeness import table

PAGE = "/spending/fairshire/2026-27-q2/"
FOSTERING = service("Fostering")


def test_sums_stand_by_service_and_segment_and_withheld_ones_are_said_to_be(rows: Rows, site_client: MakeSite) -> None:
    rows.service("Fostering", segment="Placements")
    rows.service("Short breaks", segment="Placements")
    rows.spend(whole=True, on=500_000_00, spot=0, off=100_000_00, unknown=0)
    rows.spend(FOSTERING, on=300_000_00, off=-2_000_00)
    rows.spend(service("Short breaks"), on=200_000_00)
    site = site_client()
    page = site.get(PAGE)
    assert "£500,000 on a contract" in page.main
    assert "17% of what can be told" in page.main
    assert table(page) == {
        "FosteringPlacements": "£300,000 – −£2,000 –",
        "Short breaksPlacements": "£200,000 – – –",
        "Placements": "£500,000 – −£2,000 –",
    }
    assert site.get("/spending/").all("//main//tbody//a/@href") == [PAGE]


def test_a_whole_that_is_withheld_gives_no_share(rows: Rows, site_client: MakeSite) -> None:
    rows.contract()
    rows.spend(whole=True, on=500_000_00, spot=None, off=100_000_00, unknown=0)
    site = site_client()
    assert "Not published for one person each" in site.get(PAGE).main
    assert "%" not in site.get(PAGE).all("//div[@class='eh-figures']")[0].xpath("string(.)")
    assert "not published" in site.get("/spending/").main


def test_without_a_spending_file_there_is_no_page(rows: Rows, site_client: MakeSite) -> None:
    rows.contract()
    site = site_client()
    assert "No council has added its spending" in site.get("/spending/").main
    assert PAGE not in site.addresses()
    site.get(PAGE, status=404)


sums = st.one_of(st.none(), st.integers(-50, 90).map(lambda number: number * 100_000))


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_a_segment_says_nothing_that_its_services_do_not(data: st.DataObject) -> None:
    segments = {key: data.draw(st.sampled_from(("x", "y"))) for key in "abcd"}
    rows = {
        key: {"service": {"key": key, "title": key}, "whole": False, **{way: data.draw(sums) for way in paid.WAYS}}
        for key in segments
    }
    for line in paid.by_segment(rows, segments):
        for way in paid.WAYS:
            said = [rows[key][way] for key in rows if segments[key] == line.title and rows[key][way] is not None]
            assert line.cells[way] == (paid.money(sum(said)) if said else "")


def test_the_record_holds_a_row_a_service_and_one_of_all(rows: Rows, site_client: MakeSite) -> None:
    rows.spend(whole=True, on=1_00, spot=0, off=0, unknown=0)
    rows.spend(FOSTERING)
    rows.spend(None)
    site_client()
    assert {row.slug for row in tables.Spend.select()} == {"all", "fostering", "not-said"}
