"""The search on the public site in a real browser: one fast filter over all rows, in the place of the list.

The pages are frozen from a small record and served as files, as any web server would.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from models.public.record import open_record, write_record
from portal.publishing.app import ASSETS
from portal.publishing.pages import authority, brand, home, register_list, register_quarter, register_rows
from tests.browser.look import DESKTOP, PHONE, Watch, look, until
from tests.portal.publishing.released_rows import Rows, service, supplier
from tests.portal.publishing.site_client import SiteClient

Q2 = "/register/2026-27-q2/"
PATIENCE = 60_000
FOCUSED = "() => document.activeElement.textContent.trim()"


class Quiet(SimpleHTTPRequestHandler):
    """Serves files without telling the console."""

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  # the name that it overrides
        """Says nothing."""


def fill(rows: Rows) -> None:
    """130 contracts that are alike, and a few that are not."""
    for title in ("Fostering", "Short breaks"):
        rows.service(title)
    one = rows.contract("mentor-0", title="Mentoring 0", ends_on="2029-03-31", suppliers=[supplier("Plain Ltd")])
    stored = rows.edition()["rows"]["contract"]
    for n in range(1, 130):
        stored.append({**one, "slug": f"mentor-{n}", "reference": f"M/{n}", "title": f"Mentoring {n}"})
    cafe = supplier("Café Zoë & Søn", slug="cafe")
    rows.contract("carers", title="Children’s foster carers", service=service("Fostering"), suppliers=[cafe])
    whole = {"value_pence": 99_000_050, "value_kind": "whole"}
    rows.contract("homes", title="Foster homes", ends_on="2027-12-31", suppliers=[cafe, supplier("Harbour")], **whole)
    nominal = {"arrangement": "framework", "value_pence": 100, "value_kind": "nominal"}
    rows.contract("agencies", title="Foster agencies", ends_on=None, suppliers=[], supplier_words="REDACTED", **nominal)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the frozen pages."""
    rows = Rows()
    fill(rows)
    yield from served(rows, tmp_path_factory.mktemp("site"))


@pytest.fixture(scope="module")
def region(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The same of two councils."""
    rows = Rows()
    for slug, council in (("homes", "fairshire"), ("carers", "fairshire"), ("breaks", "westmoor")):
        rows.contract(slug, authority=council, title=f"Foster {slug}")
    yield from served(rows, tmp_path_factory.mktemp("region"))


def served(rows: Rows, folder: Path) -> Iterator[str]:
    write_record(folder / "record.sqlite", rows.record())
    with open_record(folder / "record.sqlite"):
        freeze(SiteClient(folder / "record.sqlite"), folder / "public")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder / "public")))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def freeze(client: SiteClient, folder: Path) -> None:
    pages = (home, register_quarter, register_list, register_rows, authority, brand)
    urls = [address.url for page in pages for address in page.addresses(client.register)]
    for url in [*urls, *(client.app.jinja_env.globals["asset"](name) for name in ASSETS)]:
        place = folder / (f"{url}index.html" if url.endswith("/") else url)[1:]
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(client.bytes_at(url))


Open = Callable[..., Page]


@pytest.fixture
def visit(browser: Browser, site: str) -> Iterator[Open]:
    """`visit("/register/", scripts=False)`: a page in a window of its own."""
    with ExitStack() as windows:

        def start(path: str, *, at: str = site, scripts: bool = True, phone: bool = False) -> Page:
            size: Any = PHONE if phone else DESKTOP
            context = windows.enter_context(browser.new_context(viewport=size, java_script_enabled=scripts))
            context.set_default_timeout(PATIENCE)
            page = context.new_page()
            page.goto(at + path)
            return page

        yield start


def search(page: Page, query: str) -> Page:
    page.get_by_label("Search these 133 contracts").fill(query)
    return page


def said(page: Page, text: str) -> None:
    expect(page.get_by_role("status")).to_have_text(text)


def found(page: Page) -> list[str]:
    return page.locator("#results tbody th").all_inner_texts()


def test_without_a_script_there_is_no_box_and_the_lists_are_there(visit: Open) -> None:
    for path in ("/", "/register/"):
        page = visit(path, scripts=False)
        expect(page.get_by_role("searchbox")).to_have_count(0)
        expect(page.get_by_role("link", name="value", exact=True)).to_be_visible()
    expect(page.locator("#list table")).to_be_visible()


SHIFTS = """() => new Promise(done => {
  const sum = list => done(list.getEntries().reduce((all, shift) => all + shift.value, 0));
  new PerformanceObserver(sum).observe({type: "layout-shift", buffered: true});
  setTimeout(() => done(0), 500);
})"""

PAINTED = "() => new Promise(done => new PerformanceObserver(() => done()).observe({type: 'paint', buffered: true}))"


def test_nothing_moves_when_the_search_appears(visit: Open, region: str) -> None:
    shifts, held = [], list[Route]()

    def hold(route: Route) -> None:
        held.append(route)

    for more in ("", ".eh-search[hidden] { display: none !important }"):  # as it is, and without the place kept for it
        page = visit("/", at=region)  # on a phone the menu folds up, too
        page.route("**/site.js", hold)
        page.route("**/evenhand.css", partial(_with, more))
        page.goto(f"{region}/register/", wait_until="commit")
        page.evaluate(PAINTED)
        until(page, lambda: held)
        held.pop().continue_()
        expect(page.get_by_role("searchbox")).to_be_visible()
        shifts.append(page.evaluate(SHIFTS))
    assert shifts[0] < 0.02 < shifts[1]


def _with(more: str, route: Route) -> None:
    route.fulfill(body=route.fetch().text() + more, content_type="text/css")


def test_the_rows_are_fetched_only_when_somebody_searches(visit: Open) -> None:
    page = visit("/register/")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    page.get_by_label("Search these 133 contracts").focus()
    assert "rows.json" not in asked
    search(page, "harbour")
    said(page, "1 of 133 contracts")
    search(page, "foster")
    said(page, "3 of 133 contracts")
    assert asked.count("rows.json") == 1


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("FOSTER", ["Children’s foster carers", "Foster homes", "Foster agencies"]),
        ("childrens foster", ["Children’s foster carers"]),
        ("children's", ["Children’s foster carers"]),
        ("cafe zoe", ["Children’s foster carers", "Foster homes"]),
        ("søn", ["Children’s foster carers", "Foster homes"]),
        ("fost harb", ["Foster homes"]),
        ("fostering", ["Children’s foster carers"]),
        ("m/129", ["Mentoring 129"]),
        ("fc-homes", ["Foster homes"]),
        ("fairshire foster agenc", ["Foster agencies"]),
    ],
)
def test_every_word_must_begin_a_word_of_the_contract(visit: Open, query: str, titles: list[str]) -> None:
    page = search(visit("/register/"), query)
    said(page, f"{len(titles)} of 133 contracts")
    assert found(page) == titles


def test_what_matches_nothing_is_said_and_nothing_else_is_shown(visit: Open) -> None:
    page = search(visit("/register/"), "ostering")
    said(page, "No contract matches “ostering”. Try fewer words, or only the beginning of one.")
    expect(page.locator("#results")).to_be_hidden()
    expect(page.locator("#list")).to_be_hidden()


def test_results_are_the_same_rows_as_in_the_list(visit: Open) -> None:
    page = visit("/register/")
    rows = (
        "rows => rows.map(row => row.outerHTML.replace(/>\\s+</g, '><').trim()).filter(html => html.includes('oster'))"
    )
    listed = page.locator("#list tbody tr").evaluate_all(rows)
    page = search(visit(f"{Q2}by-value/1/"), "foster")
    said(page, "3 of 133 contracts")
    results = page.locator("#results tbody tr").evaluate_all(rows)
    by_value = visit(f"{Q2}by-value/2/").locator("#list tbody tr").evaluate_all(rows)
    assert len(results) == 3
    assert set(results) == {*listed, *by_value}


def test_results_come_fifty_at_a_time_and_the_keyboard_goes_on_where_they_begin(visit: Open) -> None:
    page = search(visit("/register/"), "mentoring")
    said(page, "130 of 133 contracts")
    more = page.locator(".eh-results__more button")
    for shown, left in ((50, "Show 50 more"), (100, "Show 30 more")):
        assert len(found(page)) == shown
        expect(more).to_have_text(left)
        more.press("Enter")
        assert page.evaluate(FOCUSED) == found(page)[shown]
    assert len(found(page)) == 130
    said(page, "130 of 130 shown")
    expect(more).to_be_hidden()


def test_results_are_sorted_by_end_date_or_value_and_nominal_values_stay_last(visit: Open) -> None:
    page = search(visit("/register/"), "foster")
    said(page, "3 of 133 contracts")
    page.get_by_role("button", name="value", exact=True).press("Enter")
    expect(page.get_by_role("button", name="value", exact=True)).to_have_attribute("aria-pressed", "true")
    assert found(page) == ["Foster homes", "Children’s foster carers", "Foster agencies"]
    values = page.locator("#results tbody td:last-child").all_inner_texts()
    assert values == ["£990,000.50", "£480,000 a year", "Framework without its own value"]
    assert page.url.endswith("?q=foster&sort=value")
    page.reload()
    said(page, "3 of 133 contracts")
    assert found(page)[0] == "Foster homes"


def test_the_home_page_leads_to_what_was_found_and_the_address_keeps_it(visit: Open) -> None:
    page = visit("/")
    page.get_by_role("searchbox").fill("foster homes")
    page.get_by_role("button", name="Search").click()
    page.wait_for_url("**/register/?q=foster+homes")
    said(page, "1 of 133 contracts")
    assert found(page) == ["Foster homes"]
    expect(page.get_by_role("searchbox")).to_have_value("foster homes")


def test_enter_goes_to_what_was_found_and_escape_clears_it(visit: Open) -> None:
    page = search(visit("/register/"), "harbour")
    page.keyboard.press("Enter")
    said(page, "1 of 133 contracts")
    expect(page.get_by_role("heading", name="What we found")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#results")).to_be_hidden()
    expect(page.locator("#list table")).to_be_visible()
    box = page.get_by_role("searchbox")
    expect(box).to_be_focused()
    expect(box).to_have_value("")
    assert "?" not in page.url
    said(page, "")


def test_one_council_of_several_is_chosen_by_the_keyboard_and_said(visit: Open, region: str) -> None:
    page = visit("/register/", at=region)
    council = page.get_by_label("Council", exact=True)
    council.focus()
    council.press("f")
    said(page, "2 of 2 contracts of Fairshire County Council")
    assert sorted(found(page)) == ["Foster carers", "Foster homes"]
    page.get_by_role("searchbox").fill("homes")
    said(page, "1 of 2 contracts of Fairshire County Council")
    page.reload()
    said(page, "1 of 2 contracts of Fairshire County Council")
    page.get_by_role("searchbox").fill("breaks")
    expect(page.get_by_role("status")).to_contain_text("No contract of Fairshire County Council matches “breaks”.")
    page.get_by_label("Council", exact=True).select_option("")
    said(page, "1 of 3 contracts")
    page.get_by_role("searchbox").press("Escape")
    assert "?" not in page.url
    assert look(page, Watch(page)) == []


def test_the_view_of_a_council_searches_in_its_own_contracts(visit: Open, region: str) -> None:
    here = "/authorities/fairshire/"
    page = visit(here, at=region)
    page.get_by_label("Search these 2 contracts").fill("foster")
    said(page, "2 of 2 contracts")
    assert found(page) == ["Foster carers\nHarbour Young People", "Foster homes\nHarbour Young People"]
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="What we found")).to_be_focused()
    assert page.url.endswith(f"{here}?q=foster")
    assert look(page, Watch(page)) == []
    expect(visit(here, at=region, scripts=False).locator("#list tbody tr")).to_have_count(2)


def test_an_emptied_box_shows_the_list_again(visit: Open) -> None:
    page = search(visit("/register/"), "harbour")
    said(page, "1 of 133 contracts")
    search(page, "")
    expect(page.locator("#list table")).to_be_visible()
    expect(page.locator("#results")).to_be_hidden()


def test_rows_that_cannot_be_fetched_are_said_and_tried_again(visit: Open) -> None:
    page = visit("/register/")
    page.route("**/rows.json", lambda route: route.abort())
    search(page, "harbour")
    expect(page.get_by_role("status")).to_contain_text("We could not fetch the contracts to search in.")
    expect(page.locator("#list table")).to_be_visible()
    page.unroute("**/rows.json")
    page.get_by_role("button", name="Search").click()
    said(page, "1 of 133 contracts")


def test_words_that_look_like_markup_stay_words(visit: Open) -> None:
    page = search(visit("/register/"), "<img src=x onerror=alert(1)>")
    expect(page.get_by_role("status")).to_contain_text("No contract matches “<img src=x onerror=alert(1)>”")
    expect(page.locator("search img")).to_have_count(0)


@pytest.mark.parametrize("path", ["/", "/register/", "/register/?q=foster&sort=value", f"{Q2}by-supplier/2/"])
def test_nothing_is_wrong_with_the_page_as_people_meet_it(visit: Open, path: str) -> None:
    page = visit(path)
    if "?q=" in path:
        said(page, "3 of 133 contracts")
    assert look(page, Watch(page)) == []


def test_on_a_phone_each_result_is_a_small_list(visit: Open) -> None:
    page = search(visit("/register/", phone=True), "harbour")
    said(page, "1 of 133 contracts")
    expect(page.locator("#results td").first).to_have_css("display", "block")
    assert page.evaluate("() => document.documentElement.scrollWidth") == 320
    page.emulate_media(media="print")
    expect(page.locator("#results table")).to_be_visible()
    expect(page.get_by_role("searchbox")).to_have_count(0)
