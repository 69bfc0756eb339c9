"""Every kind of page of the public site in a real browser: nothing is wrong with it, with a script and without one."""

import gzip
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, Route

from models.public.record import open_record, write_record
from tests.browser.look import AXE, Watch, look
from tests.portal.publishing.released_rows import Rows
from tests.portal.publishing.site_client import SiteClient
from tests.portal.publishing.whole_site import fill

HOST = "http://contracts.fairshire.example"
FIRST_PAGE_BYTES = 60 * 1024


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SiteClient]:
    """The site over a register with something of everything."""
    path, rows = tmp_path_factory.mktemp("site") / "record.sqlite", Rows()
    fill(rows)
    write_record(path, rows.record())
    with open_record(path):
        yield SiteClient(path)


def kinds(app: Flask, addresses: Iterator[str]) -> dict[str, str]:
    """One address of each kind of page."""
    adapter, found = app.url_map.bind("localhost"), dict[str, str]()
    for url in addresses:
        if url.endswith(("/", ".html")):
            found.setdefault(adapter.match(url, "GET")[0], url)
    return found


def shown(page: Page, site: SiteClient) -> Watch:
    """A window that asks the site, and nobody else, for everything."""

    def answer(route: Route) -> None:
        with site.browser.get(urlsplit(route.request.url).path) as found:
            route.fulfill(status=found.status_code, body=found.get_data(), content_type=found.content_type)

    page.route(f"{HOST}/**", answer)
    return Watch(page)


def opened(page: Page, site: SiteClient, url: str) -> None:
    """The page in such a window."""
    shown(page, site)
    page.goto(HOST + url)


def test_nothing_is_wrong_with_any_kind_of_page(page: Page, site: SiteClient) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.add_init_script(AXE)
    watch, found = shown(page, site), {}
    for url in kinds(site.app, iter(site.addresses())).values():
        page.goto(HOST + url)
        found[url] = look(page, watch, put_back=False)
    assert {url: wrong for url, wrong in found.items() if wrong} == {}
    meeting = {"/events/", "/events/fairshire/buyers/", "/forums/", "/forums/fairshire/hosts/"}
    assert {"/", "/suppliers/", "/frameworks/", *meeting} <= found.keys()


def test_a_contract_reads_the_same_without_a_script(browser: Browser, site: SiteClient) -> None:
    url = "/contracts/fairshire/homes/"
    with browser.new_context(java_script_enabled=False) as plain, browser.new_context() as usual:
        read = [_read(context.new_page(), site, url) for context in (plain, usual)]
    assert read[0] == read[1]
    assert "Northgate Care Ltd" in read[0]


def _read(page: Page, site: SiteClient, url: str) -> str:
    opened(page, site, url)
    return page.locator("main").inner_text()


def test_on_paper_a_page_is_its_words_without_the_bar(page: Page, site: SiteClient) -> None:
    opened(page, site, "/contracts/fairshire/lodgings/")
    page.emulate_media(media="print")
    assert page.locator("main h1").is_visible()
    assert page.locator(".eh-facts").is_visible()
    assert not page.locator(".govuk-service-navigation").is_visible()
    assert not page.locator(".govuk-breadcrumbs").is_visible()


def test_a_first_page_takes_at_most_60_kilobytes(site: SiteClient) -> None:
    assets = [url for url in site.addresses() if url.startswith("/assets/")]
    shared = sum(len(gzip.compress(site.bytes_at(url))) for url in assets)
    for url in kinds(site.app, iter(site.addresses())).values():
        assert shared + len(gzip.compress(site.bytes_at(url))) <= FIRST_PAGE_BYTES, url
