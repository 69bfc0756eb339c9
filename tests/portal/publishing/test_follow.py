"""How to follow: one page names every feed and calendar of the site, and where mail is asked for."""

import re

from portal.following.views import WHAT
from tests.portal.publishing.conftest import MakeSite
from tests.portal.publishing.released_rows import Rows, service
from tests.portal.publishing.site_client import PORTAL_URL, SitePage

PAGE = "/follow/"
OF_ONE_TENDER = re.compile(r"/opportunities/[^/]+/(?!services/)[^/]+/(changes\.xml|dates\.ics)")
"""These stand on the page of their tender."""


def hrefs(page: SitePage) -> set[str]:
    return set(page.all("//main//a/@href"))


def test_every_feed_and_calendar_of_the_site_is_named(rows: Rows, site_client: MakeSite) -> None:
    rows.contract(service=service("Advocacy"), ends_on="2027-03-31")
    rows.contract("shared", authority="westmoor", service=service("Advocacy"), ends_on="2027-03-31")
    rows.contract("unsaid", ends_on="2027-03-31")
    rows.service("Advocacy")
    rows.tender(service=service("Advocacy"))
    client = site_client()
    there = {url for url in client.addresses() if re.search(r"(changes|coming-up)\.xml$|\.ics$", url)}
    assert {"/changes.xml", "/authorities/westmoor/changes.xml", "/services/advocacy/coming-up.xml",
            "/opportunities/fairshire/dates.ics", "/events/calendar.ics"} <= there  # fmt: skip
    page = client.get(PAGE)
    assert {url for url in there if not OF_ONE_TENDER.fullmatch(url)} <= hrefs(page)
    mails = {url.removeprefix(PORTAL_URL) for url in hrefs(page) if url.startswith(f"{PORTAL_URL}/follow/")}
    assert mails == {
        "/follow/council/fairshire/all/", "/follow/council/westmoor/all/",
        "/follow/service/fairshire/advocacy/", "/follow/service/westmoor/advocacy/",
    }  # fmt: skip
    kinds = re.search(r"any\(([\w, ]+)\)", WHAT)
    assert kinds
    assert {mail.split("/")[2] for mail in mails} <= set(kinds[1].split(", ")), "what the portal answers to"


def test_one_council_alone_has_one_feed_and_without_a_portal_nobody_is_sent_there(
    rows: Rows, site_client: MakeSite
) -> None:
    rows.contract()
    page = site_client(portal_url="").get(PAGE)
    assert "/changes.xml" in hrefs(page)
    assert "/authorities/fairshire/changes.xml" not in hrefs(page)
    assert not [head for head in page.all("//th") if "".join(head.itertext()) == "E-mail"]
    assert "Tenders" not in [heading.text for heading in page.all("//h2")], "there are none to follow"


def test_every_page_leads_there_and_it_changes_with_what_there_is(rows: Rows, site_client: MakeSite) -> None:
    rows.contract()
    client = site_client()
    assert client.get("/").links()["How to follow"] == PAGE
    before = client.addresses()[PAGE]
    rows.contract("w", authority="westmoor")
    assert site_client().addresses()[PAGE] != before
