"""The feed of changes, read back by another library, and what search engines are told."""

import json
from typing import Any

import feedparser
import pytest
from lxml import etree

from portal.publishing.feed import MOST
from portal.publishing.pages import sitemap
from tests.portal.publishing.conftest import MakeSite
from tests.portal.publishing.released_rows import BEFORE, Rows, revised
from tests.portal.publishing.site_client import URL, SiteClient

LAW = "Section 12 of the Administration of Justice Act 1960"


def read(client: SiteClient) -> Any:
    """The feed; AssertionError where the library finds anything wrong with it."""
    found = feedparser.parse(client.bytes_at("/changes.xml"))
    assert not found.bozo, found.get("bozo_exception")
    assert found.version == "atom10"
    return found


def history(rows: Rows) -> None:
    """Two quarters, a correction and a removal."""
    for period in (BEFORE, "2026-27-Q2"):
        rows.contract("lodgings", period=period)
        rows.contract("gone", period=period)
    rows.contract("ended", period=BEFORE, ends_on="2026-06-30")
    rows.contract("new")
    revised(rows.edition(), "The supplier of lodgings was a wrong one", "2026-11-02")
    rows.remove("gone", on="2027-05-04", reason=LAW)


def test_new_editions_corrections_and_removals_are_entries_newest_first(rows: Rows, site_client: MakeSite) -> None:
    history(rows)
    told = [(one.title, one.updated) for one in read(site_client()).entries]
    assert told == [
        ("Removed for a legal reason on 4 May 2027: a contract of Fairshire County Council", "2027-05-04T00:00:00Z"),
        (
            "Corrected: Contracts register, July to September 2026, Fairshire County Council",
            "2026-11-02T09:30:00Z",
        ),
        ("Contracts register, July to September 2026, Fairshire County Council", "2026-10-14T09:30:00Z"),
        ("Contracts register, April to June 2026, Fairshire County Council", "2026-07-14T09:30:00Z"),
    ]


def test_an_entry_says_what_changed_and_why(rows: Rows, site_client: MakeSite) -> None:
    history(rows)
    removal, correction, _, first = read(site_client()).entries
    said = "Why: The supplier of lodgings was a wrong one. Since 30 June 2026: 1 new, 1 ended."
    assert correction.summary == said
    assert removal.summary.startswith(f"{LAW}. ")
    assert first.summary == "The first register that is published here."


def test_links_and_ids_are_whole_and_every_link_is_a_page(rows: Rows, site_client: MakeSite) -> None:
    history(rows)
    client = site_client()
    feed = read(client)
    assert feed.feed.updated == feed.entries[0].updated
    for one in feed.entries:
        assert one.id.startswith("tag:contracts.fairshire.example,2026:")
        assert one.link.removeprefix(URL) in client.addresses()
        assert one.author == "Fairshire County Council"
    assert feed.entries[0].id.endswith(":removed/fairshire/gone")


def test_ids_and_times_stay_when_more_happens(rows: Rows, site_client: MakeSite) -> None:
    rows.contract("lodgings", period=BEFORE)
    rows.contract("lodgings")
    before = {one.id: (one.title, one.updated, one.link) for one in read(site_client()).entries}
    revised(rows.edition(), "A wrong title.", "2026-11-02")
    rows.contract("lodgings", period="2026-27-Q3")
    after = {one.id: (one.title, one.updated, one.link) for one in read(site_client()).entries}
    assert before.items() <= after.items()
    assert len(after) == len(before) + 2


def test_without_an_address_of_the_site_links_are_relative_and_ids_still_whole(
    rows: Rows, site_client: MakeSite
) -> None:
    history(rows)
    client = site_client(url="")
    ids = [one.id for one in read(client).entries]
    assert ids[0] == "tag:evenhand.invalid,2026:removed/fairshire/gone"
    tree = etree.fromstring(client.bytes_at("/changes.xml"))
    links = tree.xpath("//a:entry/a:link/@href", namespaces={"a": "http://www.w3.org/2005/Atom"})
    assert all(link in client.addresses() for link in links)


def test_words_that_are_not_xml_do_no_harm(rows: Rows, site_client: MakeSite) -> None:
    rows.authority(name="A & B <Council>\x0b\ufffe")
    rows.contract()
    revised(rows.edition(), "“<script>” & ]]>\x00 was wrong", "2026-11-02")
    correction = read(site_client()).entries[0]
    assert correction.author == "A & B <Council>"
    assert "]]> was wrong" in correction.summary


def test_the_feed_is_as_long_as_it_says_and_no_longer(rows: Rows, site_client: MakeSite) -> None:
    rows.contract()
    for _ in range(MOST + 5):
        revised(rows.edition(), "Again.", "2026-11-02")
    entries = read(site_client()).entries
    assert len(entries) == MOST
    assert json.dumps([one.id for one in entries]).count("/0") == 0, "the oldest are left out"


def test_a_feed_without_anything_in_it_can_be_read(site_client: MakeSite) -> None:
    assert read(site_client()).entries == []


def test_the_mark_of_the_feed_changes_with_each_of_its_entries(rows: Rows, site_client: MakeSite) -> None:
    history(rows)
    before = site_client().addresses()["/changes.xml"]
    assert site_client().addresses()["/changes.xml"] == before
    rows.remove("new", on="2027-05-05", reason=LAW)
    assert site_client().addresses()["/changes.xml"] != before


def test_the_sitemap_lists_every_page_but_what_was_removed(rows: Rows, site_client: MakeSite) -> None:
    history(rows)
    client = site_client()
    pages = {url for url in client.addresses() if url.endswith("/")}
    space = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    parts = etree.fromstring(client.bytes_at("/sitemap.xml")).xpath("//s:sitemap/s:loc/text()", namespaces=space)
    assert parts == [f"{URL}/sitemap-1.xml"]
    listed = etree.fromstring(client.bytes_at("/sitemap-1.xml")).xpath("//s:url/s:loc/text()", namespaces=space)
    assert set(listed) == {f"{URL}{url}" for url in pages - {"/contracts/fairshire/gone/"}}
    assert f"Sitemap: {URL}/sitemap.xml" in client.bytes_at("/robots.txt").decode()


def test_a_sitemap_that_would_be_too_long_has_parts(
    rows: Rows, site_client: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    history(rows)
    monkeypatch.setattr(sitemap, "MOST", 4)
    client = site_client()
    parts = [url for url in client.addresses() if url.startswith("/sitemap-")]
    assert len(parts) > 2
    assert all(client.bytes_at(url).count(b"<url>") in range(1, 5) for url in parts)
    client.get(f"/sitemap-{len(parts) + 1}.xml", 404)


def test_a_site_that_does_not_know_its_address_has_no_sitemap(rows: Rows, site_client: MakeSite) -> None:
    rows.contract()
    client = site_client(url="")
    assert not {"/robots.txt", "/sitemap.xml"} & client.addresses().keys()
    client.get("/sitemap.xml", 404)
