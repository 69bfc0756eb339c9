"""For small providers: words of the site, how much is asked from released rows, and who to ask."""

from tests.portal.publishing.conftest import MakeSite
from tests.portal.publishing.released_rows import BEFORE, NOW, Rows
from tests.portal.publishing.test_completeness import table

PAGE = "/for-small-providers/"


def test_how_much_is_asked_stands_by_set_and_size_as_the_newest_edition_says(rows: Rows, site_client: MakeSite) -> None:
    rows.contract(period=BEFORE)
    rows.contract(period=NOW)
    rows.asked("Old return", period=BEFORE)
    rows.asked("Fostering, each quarter")
    rows.asked("Small grants", tiers=[{"tier": "core", "boxes": 1, "minutes": 8}], rhythm="twice a year")
    page = site_client().get(PAGE)
    assert table(page) == {
        "Fostering, each quarterEvery quarter": "22 boxes 18 minutes 40 boxes 36 minutes 44 boxes 40 minutes",
        "Small grantsTwice a year": "1 box 8 minutes – –",
    }
    assert page.links()["Small grants"].endswith("/questions/small-grants/2026.1/")
    assert page.links()["how we buy, step by step"] == "/guidance/how-we-buy/"
    assert "contracts@fairshire.example" in page.main


def test_a_council_that_has_published_nothing_of_it_is_said_to(rows: Rows, site_client: MakeSite) -> None:
    rows.contract()
    assert "No council has published yet how much it asks." in site_client().get(PAGE).main
