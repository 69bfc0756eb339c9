"""Several authorities: each with its own view, colour and feed, and side by side without a ranking."""

import feedparser
import pytest

from portal.colours import COLOUR, CONTRAST, contrast, sheet
from tests.fixtures.house_style import words
from tests.portal.publishing.conftest import MakeSite
from tests.portal.publishing.released_rows import BEFORE, Rows

HERE, THERE = "/authorities/fairshire/", "/authorities/westmoor/"


@pytest.fixture
def two(rows: Rows) -> Rows:
    rows.contract("lodgings", period=BEFORE)
    rows.contract("lodgings")
    rows.contract("breaks", authority="westmoor", value_pence=None, value_kind="unknown", ends_on=None)
    rows.authority(brand="#f4b942")
    return rows


@pytest.mark.parametrize("colour", ["#ffffff", "#f4b942", "#000000", "#8c1d40"])
def test_white_can_be_read_on_every_colour(colour: str) -> None:
    found = COLOUR.findall(sheet(colour))
    assert len(found) == 5
    for one in (found[0], found[1]):
        assert contrast(tuple(int(one[at : at + 2], 16) for at in (1, 3, 5))) >= CONTRAST
    if colour in ("#000000", "#8c1d40"):
        assert found[0] == colour, "one that is dark enough stays"


@pytest.mark.parametrize("words_", ["", "red", "#fff", "#12345g", "#000000;}body{display:none"])
def test_what_is_no_colour_changes_nothing(words_: str) -> None:
    assert sheet(words_) == ""


def test_pages_of_an_authority_bear_its_name_colour_and_feed(two: Rows, site_client: MakeSite) -> None:
    site = site_client()
    for url in (HERE, "/contracts/fairshire/lodgings/"):
        page = site.get(url)
        (link,) = page.all("//a[contains(@class, 'homepage-link')]")
        assert (words(link), link.get("href")) == ("Fairshire County Council", HERE)
        (sheet_url,) = [href for href in page.all("//link[@rel='stylesheet']/@href") if href.startswith("/brands/")]
        assert "--brand:" in site.bytes_at(sheet_url).decode()
        assert f"{HERE}changes.xml" in page.all("//link[@rel='alternate']/@href")
    assert not [href for href in site.get(THERE).all("//link[@rel='stylesheet']/@href") if "/brands/" in href]
    assert "Fairshire County Council" not in [words(a) for a in site.get("/").all("//header//a")]


def test_the_council_whose_site_it_is_does_not_stand_in_itself(two: Rows, site_client: MakeSite) -> None:
    site = site_client(name="Fairshire County Council")
    for url, inside in ((HERE, False), (THERE, True)):
        (header,) = site.get(url).all("//header")
        assert ("in Fairshire County Council" in words(header)) == inside
    (link,) = site.get(HERE).all("//a[contains(@class, 'homepage-link')]")
    assert (words(link), link.get("href")) == ("Fairshire County Council", "/")
    assert [href for href in site.get(HERE).all("//link[@rel='stylesheet']/@href") if "/brands/" in href]


def test_a_site_of_one_authority_has_no_second_look(rows: Rows, site_client: MakeSite) -> None:
    rows.contract()
    rows.authority(brand="#8c1d40")
    site = site_client()
    assert not [url for url in site.addresses() if url.startswith("/brands/") or url == f"{HERE}changes.xml"]
    site.get(f"{HERE}changes.xml", 404)


def test_the_feed_of_an_authority_tells_of_it_alone(two: Rows, site_client: MakeSite) -> None:
    found = feedparser.parse(site_client().bytes_at(f"{THERE}changes.xml"))
    assert not found.bozo
    assert {entry.author for entry in found.entries} == {"Westmoor Borough Council"}
    whole = feedparser.parse(site_client().bytes_at("/changes.xml"))
    assert len(whole.entries) == len(found.entries) + 2
    assert {entry.id for entry in found.entries} < {entry.id for entry in whole.entries}
    assert found.feed.id != whole.feed.id


def test_side_by_side_counts_stand_with_what_they_are_counted_of(two: Rows, site_client: MakeSite) -> None:
    page = site_client().get("/authorities/")
    told = [[words(cell) for cell in row.xpath("./*")] for row in page.all("//table[2]//tbody/tr")]
    assert told == [
        ["Fairshire County Council", "1", "2 of 2", "1 of 1", "1 of 1", "1 of 1"],
        ["Westmoor Borough Council", "1", "1 of 1", "0 of 1", "0 of 1", "1 of 1"],
    ]
    assert "By name, and no ranking." in page.main


def test_three_authorities_are_side_by_side_on_the_home_page(two: Rows, site_client: MakeSite) -> None:
    assert not site_client().get("/").all("//h2[@id='compared']")
    two.contract("third", authority="eastham")
    assert words(site_client().get("/").all("//h2[@id='compared']")[0]).startswith("3 councils side by side")
