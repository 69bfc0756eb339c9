"""Every rule of the portal, called as everybody, compared with tests/portal/access_table.py, both ways."""

import shutil
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine
from flask import Flask
from pydantic import SecretStr
from werkzeug.test import TestResponse

from models.audit import head
from models.monitoring_return import Return
from models.person import Person
from models.prepared import Prepared
from models.store import open_store, store
from portal import access
from portal.accounts import passwords
from portal.app import create_app
from portal.returns import finding
from portal.returns.work.sheet import with_people
from portal.settings import Settings
from tests.fixtures.client import ORIGIN, HouseClient
from tests.fixtures.portal import CHEAP
from tests.fixtures.stores import KEY
from tests.portal.access_table import TABLE, WHO
from tests.portal.access_world import World, make_world

NOW = datetime(2026, 10, 5, 8, 0)
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")


class Stage:
    """The portal over a world that is laid out anew before each call that could meet another’s traces."""

    def __init__(self, folder: Path, template: Path) -> None:
        self.made, self.live = folder / "made.sqlite", folder / "live.sqlite"
        shutil.copyfile(template, self.made)
        open_store(f"sqlite:///{self.made}")
        settings = Settings(
            data=folder,
            database_url=f"sqlite:///{self.made}",
            secret_key=SecretStr(KEY.decode()),
            second_factor_roles=(),
        )
        self.app: Flask = create_app(settings)
        store.connect(reuse_if_open=True)
        self.world: World = make_world(NOW)
        self.browsers = {who: self._browser(name) for who, name in WHO.items()}
        store.close()
        self.untouched: int | None = None  # rows that were written when the world was laid out
        self.first = ""  # the head of its audit chain then
        self.paths: dict[str, str] = {}
        self.tokens = {who: browser.csrf_token() for who, browser in self.browsers.items()}
        self.cookies = {who: browser.cookies() for who, browser in self.browsers.items()}

    def _browser(self, name: str | None) -> HouseClient:
        client = HouseClient(self.app)
        return client.as_(Person.get_by_id(self.world.people[name])) if name else client

    def anew(self) -> None:
        """The world as it was made: laid out again only where something has been written since."""
        if self.is_untouched():
            return
        store.close()
        for left in self.live.parent.glob("live.sqlite*"):
            left.unlink()
        shutil.copyfile(self.made, self.live)
        open_store(f"sqlite:///{self.live}").connect()
        self.first = head()
        self.untouched = store.connection().total_changes()

    def is_untouched(self) -> bool:
        """Whether nothing at all was written since the world was laid out."""
        return self.untouched is not None and bool(store.connection().total_changes() == self.untouched)

    def has_changed(self) -> bool:
        """Whether something was done since: whatever changes the world goes on the audit chain."""
        return not self.is_untouched() and head() != self.first

    def call(self, line: str, who: str, *, token: bool = True) -> TestResponse:
        """One request by somebody; a POST carries a valid token, and nothing else."""
        method, _, rule = line.partition(" ")
        browser = self.browsers[who].browser
        form = self.world.form(rule)
        sent: dict[str, Any] = {"query_string": form}
        if method == "POST":
            sent = {
                "data": form | ({"csrf_token": self.tokens[who]} if token else {}),
                "headers": {"Origin": ORIGIN},
            }
        response = browser.open(self.path(rule), method=method, **sent)
        for name, value in self.cookies[who].items():  # what this call did to the session ends with it
            browser.set_cookie(name, value)
        return response

    def path(self, rule: str) -> str:
        if rule not in self.paths:
            self.paths[rule] = self._built(rule)
        return self.paths[rule]

    def _built(self, rule: str) -> str:
        found = next(r for r in self.app.url_map.iter_rules() if r.rule == rule)
        values = self.world.values(rule)
        lacking = found.arguments - set(values)
        assert not lacking, f"tests/portal/access_world.py has no value for {lacking} of {rule}"
        with self.app.test_request_context():
            built = self.app.url_map.bind("localhost").build(found.endpoint, {a: values[a] for a in found.arguments})
        return str(built)


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path) -> Iterator[Stage]:
    with time_machine.travel(NOW.replace(tzinfo=UTC)), pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "COST", CHEAP)
        yield Stage(tmp_path_factory.mktemp("matrix"), sqlite_template)
        store.close()


def outcome(response: TestResponse) -> str:
    """A word of the table for an answer."""
    to_sign_in = "/account/login" in response.headers.get("Location", "")
    words_kept = response.status_code == 400 and "sign in" in response.get_data(as_text=True).lower()
    if to_sign_in or words_kept:
        return "sign in"
    if response.status_code in (403, 404, 405) or response.status_code >= 500:
        return str(response.status_code)
    return "yes"


def rules(app: Flask) -> set[str]:
    return {f"{m} {r.rule}" for r in app.url_map.iter_rules() for m in METHODS if m in (r.methods or ())}


def differences(stage: Stage, line: str) -> list[str]:
    """Where the portal does something else than the table says, a sentence each."""
    found = []
    for who, expected in TABLE[line].items():
        stage.anew()
        response = stage.call(line, who)
        got = outcome(response)
        if got != expected:
            found.append(f"{line} as {who}: {got} ({response.status_code}) instead of {expected}")
        if (expected != "yes" or line.startswith("GET ")) and stage.has_changed():
            found.append(f"{line} as {who}: was refused, or only read, and yet changed something")
    return found


def test_every_rule_is_in_the_table_and_the_other_way_round(stage: Stage) -> None:
    assert sorted(rules(stage.app) - TABLE.keys()) == [], "rules that the table does not know"
    assert sorted(TABLE.keys() - rules(stage.app)) == [], "lines of the table that the portal does not know"


@pytest.mark.parametrize("line", TABLE)
def test_everybody_gets_what_the_table_says(stage: Stage, line: str) -> None:
    assert differences(stage, line) == []


ONE_CLICK = "POST /follow/leave/<key>"
"""Pressed by mail programs (RFC 8058), which have no token: the long key in the address is the token."""


@pytest.mark.parametrize("line", [line for line in TABLE if line.startswith("POST ") and line != ONE_CLICK])
def test_nothing_is_taken_without_a_token_of_ours(stage: Stage, line: str) -> None:
    for who in ("anonymous", "lead", "manager", "administrator"):
        stage.anew()
        assert stage.call(line, who, token=False).status_code == 400, who
        assert not stage.has_changed(), who


def patch_everywhere(patch: pytest.MonkeyPatch, original: Any, broken: Any) -> None:
    """Replaces a function in its module and wherever the portal has imported it by name."""
    for name, module in list(sys.modules.items()):
        if name.startswith("portal") and getattr(module, original.__name__, None) is original:
            patch.setattr(module, original.__name__, broken)


def test_a_query_that_forgets_the_provider_is_caught(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """The positive control: without it nobody would know that the matrix can fail."""

    def forgets(providers: Any, public_id: Any) -> Any:
        return with_people(Return.select().where(Return.state != "withdrawn")).where(Return.public_id == public_id)

    monkeypatch.setattr(finding, "OWN", Prepared(forgets))
    others = ("/desk/", "/receipt/", "/talk/take-out/")  # a conversation is its own person’s, whatever a query says
    lines = [line for line in TABLE if "/returns/<" in line and not any(part in line for part in others)]
    assert len(lines) > 8
    for line in lines:
        assert any(f"{line} as other provider: yes" in found for found in differences(stage, line)), line


def test_a_receipt_that_forgets_whose_it_is_is_caught(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    patch_everywhere(monkeypatch, access.visible_returns, lambda who: Return.select())
    for line in (line for line in TABLE if "/receipt/" in line or line == "GET /find"):
        caught = differences(stage, line)
        assert any("as other provider: yes" in found for found in caught), line
        assert any("as officer elsewhere: yes" in found for found in caught), line


def test_a_desk_that_forgets_the_authority_is_caught(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    patch_everywhere(monkeypatch, access.desk_returns, lambda who, roles=(): Return.select())
    for line in (line for line in TABLE if "/desk/returns/<" in line):
        assert any(f"{line} as officer elsewhere: yes" in found for found in differences(stage, line)), line
