"""Every page of the portal, in every state that it has, looked at by the right person. There are no findings.

A GET rule without an exhibit fails: “to add a page” includes adding it to exhibits_*.py.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import peewee
import pytest
from flask import Flask
from playwright.sync_api import Browser, expect

from models import schema
from models.store import open_store, store
from portal import clock
from portal.settings import Settings
from tests.browser import (
    exhibits_care,
    exhibits_conversation,
    exhibits_due,
    exhibits_events,
    exhibits_figures,
    exhibits_ideas,
    exhibits_imports,
    exhibits_independent,
    exhibits_known,
    exhibits_meetings,
    exhibits_outcomes,
    exhibits_people,
    exhibits_questions,
    exhibits_register,
    exhibits_returns,
    exhibits_site,
    exhibits_tailoring,
    exhibits_tenders,
    exhibits_uploads,
)
from tests.browser.conftest import PATIENCE, Visitor
from tests.browser.exhibit import Exhibit
from tests.browser.exhibition import World, make_exhibition
from tests.browser.look import AXE, DESKTOP, PHONE
from tests.fixtures.client import HouseClient

EXHIBITS: list[Exhibit] = [*exhibits_returns.EXHIBITS, *exhibits_people.EXHIBITS, *exhibits_ideas.EXHIBITS]
EXHIBITS += [*exhibits_imports.EXHIBITS, *exhibits_register.EXHIBITS, *exhibits_due.EXHIBITS]
EXHIBITS += [*exhibits_questions.EXHIBITS, *exhibits_conversation.EXHIBITS]
EXHIBITS += exhibits_known.EXHIBITS
EXHIBITS += exhibits_care.EXHIBITS
EXHIBITS += exhibits_independent.EXHIBITS
EXHIBITS += exhibits_tailoring.EXHIBITS
EXHIBITS += exhibits_uploads.EXHIBITS
EXHIBITS += exhibits_tenders.EXHIBITS + exhibits_events.EXHIBITS + exhibits_meetings.EXHIBITS
EXHIBITS += exhibits_outcomes.EXHIBITS
EXHIBITS += exhibits_figures.EXHIBITS
EXHIBITS += exhibits_site.EXHIBITS
NOT_A_PAGE = {
    "/health",
    "/tenders/<authority>/<slug>/documents/<uuid:version>",
    "/calendar/<key>.ics",
    "/desk/register/findings/<uuid:taken_in>.csv",
    "/desk/register/spending/files/<uuid:taken_in>/findings.csv",
}
NOT_A_PAGE |= {
    "/returns/<uuid:return_id>/talk/transcript.txt",
    "/events/<authority>/<slug>/book/talk/transcript.txt",
    "/tenders/<authority>/<slug>/questions/ask/talk/transcript.txt",
    "/follow/leave/<key>",  # leads to the page with the button
}
NOT_A_PAGE |= {
    "/tenders/<authority>/<slug>/feedback/feedback.txt",
    "/desk/tenders/<uuid:tender>/outcome/bidders/<uuid:bidder>/sheet.txt",
}
NOT_A_PAGE |= {
    *("/events/calendar.ics", "/events/<authority>/<slug>/event.ics", "/events/booking/<key>/booking.ics"),
    "/desk/events/<uuid:event>/bookings.csv",
    "/desk/events/<uuid:event>/meetings/buyers/<uuid:buyer>/day.csv",
    "/desk/events/<uuid:event>/bookings.xlsx",
    "/events/booking/<key>/ticket.svg",
    "/events/<authority>/<slug>/papers/<uuid:paper>",
    "/events/buyer/<uuid:buyer>/<key>/day.ics",
    "/forums/<authority>/<slug>/papers/<uuid:paper>",
}
NOT_A_PAGE |= {"/desk/one-offs/<uuid:one_off>.csv"}
NOT_A_PAGE |= {"/returns/figures/returns.xlsx", "/returns/figures/returns.json"}


@dataclass(frozen=True)
class Exhibition:
    """The file of a store, what stands in it, and everybody’s cookies."""

    file: Path
    world: World
    cookies: Mapping[str, Mapping[str, str]]


@pytest.fixture(scope="session")
def exhibition(tmp_path_factory: pytest.TempPathFactory, served: Flask, session_settings: Settings) -> Exhibition:
    """The store with everything that is looked at, made once; everybody is signed in already."""
    path = tmp_path_factory.mktemp("exhibition") / "evenhand.sqlite"
    open_store(f"sqlite:///{path}").connect(reuse_if_open=True)
    schema.migrate()
    world = make_exhibition(session_settings, clock.now())
    cookies = {name: HouseClient(served).as_(world.person(name)).cookies() for name in world.people}
    store.close()
    return Exhibition(path, world, cookies)


@pytest.fixture(scope="session")
def sqlite_template(exhibition: Exhibition) -> Path:
    """Each test of this file works on a copy of the exhibition."""
    return exhibition.file


@pytest.fixture(scope="module")
def window(browser: Browser, session_settings: Settings) -> Iterator[Visitor]:
    """One window for all, which has axe at hand: a new one each time would cost more than looking."""
    with browser.new_context(viewport=DESKTOP) as context:  # type: ignore[arg-type]
        context.set_default_timeout(PATIENCE)
        context.add_init_script(AXE)
        page = context.new_page()
        page.on("dialog", lambda dialog: dialog.accept())  # yes, leave what was typed for the last exhibit
        yield Visitor(page, session_settings.address)


@pytest.fixture(scope="module")
def known() -> set[str]:
    """The rules of pages that were looked at from all sides; another state of one gets a glance, on a phone."""
    return set()


@pytest.mark.parametrize("engine", ["sqlite"])  # how a page looks does not depend on its store
@pytest.mark.parametrize("exhibit", EXHIBITS, ids=str)
def test_nothing_is_wrong_with_the_page(
    exhibit: Exhibit, window: Visitor, exhibition: Exhibition, store: peewee.Database, served: Flask, known: set[str]
) -> None:
    window.become(exhibition.cookies.get(exhibit.who or "", {}))
    path = exhibit.path.format(**exhibition.world.paths)
    [rule, _] = served.url_map.bind("localhost").match(path.partition("?")[0], "GET", return_rule=True)
    glance = rule.rule in known
    window.be(PHONE if glance else DESKTOP)
    page = window.go(path)
    if exhibit.act:
        exhibit.act(page, exhibition.world)
    expect(page.locator("main")).to_contain_text(exhibit.shows)
    window.look(glance=glance, put_back=False)
    known.add(rule.rule)


def test_every_page_has_been_looked_at(served: Flask, exhibition: Exhibition) -> None:
    adapter = served.url_map.bind("localhost")
    paths = (exhibit.path.format(**exhibition.world.paths).partition("?")[0] for exhibit in EXHIBITS)
    looked_at = {adapter.match(path, "GET", return_rule=True)[0].rule for path in paths}
    there_are = {rule.rule for rule in served.url_map.iter_rules() if "GET" in (rule.methods or ())}
    assert there_are - looked_at - NOT_A_PAGE == set()
