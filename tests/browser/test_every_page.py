"""Every page of the portal, in every state that it has, looked at by the right person. There are no findings.

A GET rule without an exhibit fails: “to add a page” includes adding it to exhibits_*.py.
"""

from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import expect

from models import schema
from models.store import open_store, store
from portal import clock
from portal.settings import Settings
from tests.browser import exhibits_people, exhibits_returns
from tests.browser.conftest import Browse
from tests.browser.exhibit import Exhibit
from tests.browser.exhibition import World, make_exhibition

EXHIBITS: list[Exhibit] = [*exhibits_returns.EXHIBITS, *exhibits_people.EXHIBITS]
NOT_A_PAGE = {"/health"}
NO_RULE = "no such address"


@pytest.fixture(scope="session")
def exhibition(
    tmp_path_factory: pytest.TempPathFactory, served: Flask, session_settings: Settings
) -> tuple[Path, World]:
    """The store with everything that is looked at, made once."""
    path = tmp_path_factory.mktemp("exhibition") / "evenhand.sqlite"
    open_store(f"sqlite:///{path}").connect(reuse_if_open=True)
    schema.migrate()
    world = make_exhibition(session_settings, clock.now())
    store.close()
    return path, world


@pytest.fixture(scope="session")
def sqlite_template(exhibition: tuple[Path, World]) -> Path:
    """Each test of this file works on a copy of the exhibition."""
    return exhibition[0]


@pytest.fixture
def world(exhibition: tuple[Path, World]) -> World:
    return exhibition[1]


@pytest.mark.parametrize("engine", ["sqlite"])  # how a page looks does not depend on its store
@pytest.mark.parametrize("exhibit", EXHIBITS, ids=str)
def test_nothing_is_wrong_with_the_page(exhibit: Exhibit, browse: Browse, world: World) -> None:
    visitor = browse(world.person(exhibit.who) if exhibit.who else None)
    page = visitor.go(exhibit.path.format(**world.paths))
    if exhibit.act:
        exhibit.act(page, world)
    expect(page.locator("main")).to_contain_text(exhibit.shows)
    visitor.look()


def test_every_page_has_been_looked_at(served: Flask, world: World) -> None:
    adapter = served.url_map.bind("localhost")
    paths = (exhibit.path.format(**world.paths).partition("?")[0] for exhibit in EXHIBITS if exhibit.note != NO_RULE)
    looked_at = {adapter.match(path, "GET", return_rule=True)[0].rule for path in paths}
    there_are = {rule.rule for rule in served.url_map.iter_rules() if "GET" in (rule.methods or ())}
    assert there_are - looked_at - NOT_A_PAGE == set()
