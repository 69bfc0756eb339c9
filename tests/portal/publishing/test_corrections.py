"""The log of corrections, and the question at the foot of each page."""

from tests.fixtures.house_style import words
from tests.portal.publishing.conftest import MakeSite
from tests.portal.publishing.released_rows import Rows
from tests.portal.publishing.site_client import PORTAL_URL, SitePage

LOG = "/corrections/"
ASKED = "Is something wrong on this page?"


def told(page: SitePage) -> list[list[str]]:
    """The paragraphs of each line of the log."""
    return [[words(part) for part in item.xpath("./p")] for item in page.all("//main//ol/li")]


def test_each_page_asks_and_says_which_it_is(rows: Rows, site_client: MakeSite) -> None:
    rows.contract()
    site = site_client()
    found = [url for url in site.addresses() if url.endswith("/")]
    assert len(found) > 10
    for url in found:
        assert site.get(url).links()[ASKED] == f"{PORTAL_URL}/corrections/new?page={url}"
    assert ASKED not in site_client(portal_url="").get("/register/").links()


def test_answers_and_corrected_quarters_stand_in_one_log_newest_first(rows: Rows, site_client: MakeSite) -> None:
    rows.contract("lodgings", title="Lodgings")
    rows.contract("breaks", title="Short breaks")
    rows.correct("lodgings", "The value was ten times too high.", on="2026-10-20")
    rows.answer_about("/contracts/fairshire/breaks/", "unchanged", "It was extended to March.")
    rows.answer_about("/gone/", "corrected", "The link was wrong.", due_on="2026-10-08", answered_on="2026-10-09")
    page = site_client().get(LOG)
    lines = told(page)
    assert [line[0] for line in lines] == ["Corrected", "Right as it stood", "Corrected"]
    assert [line[1] for line in lines] == [
        "The value was ten times too high.",
        "It was extended to March.",
        "The link was wrong.",
    ]
    assert page.links()["Lodgings"] == "/contracts/fairshire/lodgings/"
    assert page.links()["Short breaks"] == "/contracts/fairshire/breaks/"
    assert "/gone/" in lines[2][2]
    assert "/gone/" not in page.links(), "a page that is not there is no link"
    assert [("answered late" in line[-1]) for line in lines] == [False, False, True]


def test_without_any_it_says_so(rows: Rows, site_client: MakeSite) -> None:
    rows.contract()
    assert "Nothing has been corrected yet." in site_client().get(LOG).main
