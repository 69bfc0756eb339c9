"""`/desk/publishing/`: the button, how far it is, what came of it, and who may."""

from datetime import datetime

import pytest

from models.audit import AuditEvent
from models.build import Build
from models.store import writing
from tests.fixtures.client import HouseClient
from tests.fixtures.house_style import words
from tests.portal.releasing.conftest import Register

PUBLISH = "/desk/publishing/"


@pytest.fixture
def register(cast: object, now: datetime) -> Register:
    return Register(cast, now)  # type: ignore[arg-type]


@pytest.mark.parametrize("who", ["joan", "erin"])
def test_editors_and_managers_begin_a_build_and_see_how_far_it_is(
    client: HouseClient, register: Register, who: str
) -> None:
    register.contract(register.supplier())
    register.close()
    mine = client.as_(getattr(register.cast, who))
    page = mine.get(PUBLISH)
    assert "Fairshire County Council: July to September 2026" in page.main
    page = mine.submit(page, action=PUBLISH)
    assert page.h1 == "The site is being published"
    assert "It begins within a few seconds." in page.main
    build = Build.get()
    assert (build.state, build.by_id) == ("running", getattr(register.cast, who).id)
    with writing():
        build.reach(400, 1000, register.now)
    page = mine.get(page.url)
    assert "400 of 1,000 pages, 40%" in page.main
    assert page.all("//progress/@value") == ["40"]
    assert page.all("//noscript/meta[@http-equiv='refresh']"), "without JavaScript it looks again, too"
    assert [event.action for event in AuditEvent.select().where(AuditEvent.subject == build.subject)] == ["build.begun"]


def test_a_second_press_leads_to_the_build_that_runs(client: HouseClient, register: Register) -> None:
    mine = client.as_(register.cast.joan)
    form = mine.get(PUBLISH)
    mine.submit(form, action=PUBLISH)
    page = mine.submit(form, action=PUBLISH)
    assert "The site is being published already." in page.text
    assert page.h1 == "The site is being published"
    assert Build.select().count() == 1
    assert "It is being published now" in mine.get(PUBLISH).main


def test_a_build_says_what_it_changed_and_the_list_of_what_waits_is_empty(
    client: HouseClient, register: Register
) -> None:
    register.close()
    with writing():
        build = Build.begin(register.cast.joan.id, register.now)
        changed = {"new": ["events/fair/index.html"], "changed": ["index.html"], "removed": []}
        build.go_live(1234, changed, (2, 0), register.now)
    mine = client.as_(register.cast.dana)
    page = mine.get(f"{PUBLISH}{build.public_id}/")
    assert "1,234 pages and files: 2 written, 0 removed." in page.main
    assert [words(one) for one in page.all("//summary")] == ["New: 1", "Changed: 1"]
    assert "/events/fair/" in page.main
    page = mine.get(PUBLISH)
    assert not page.all("//main//button"), "an officer reads, and does not publish"
    assert "Live" in page.main


def test_a_failure_is_explained_with_its_page(client: HouseClient, register: Register) -> None:
    with writing():
        build = Build.begin(None, register.now)
        build.fail(
            {"/market-position/fostering/": "site/content/fostering.md, line 43: “{x}” is no word"}, register.now
        )
    page = client.as_(register.cast.joan).get(f"{PUBLISH}{build.public_id}/")
    assert page.h1 == "The site could not be published"
    assert page.rows()["/market-position/fostering/"] == "site/content/fostering.md, line 43: “{x}” is no word"
    assert "on the command line" in page.main
