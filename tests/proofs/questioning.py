"""Sixty organisations that ask about one tender, and who holds the store meanwhile: for the proofs of questions."""

import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import apsw
import psycopg
from flask import Flask

from models.person import Membership, Person
from models.provider import Provider
from models.store import writing
from models.tendering.tender import Tender
from portal.settings import Settings
from tests.fixtures.cast import Cast
from tests.portal.access_tenders import make_tender
from tests.proofs.browsing import Browser, hidden, signed_in
from tests.proofs.processes import Portal
from tests.proofs.raw_http import Answer


def open_until(cast: Cast, noon: datetime) -> Tender:
    """A published tender whose questions close at this instant."""
    made = make_tender(cast, noon - timedelta(days=10))
    with writing():
        open_now = {"questions_close_at": noon, "published_at": noon - timedelta(days=5), "state": "published"}
        Tender.update(**open_now).where(Tender.id == made.id).execute()
    found: Tender = Tender.full().where(Tender.id == made.id).get()
    return found


@dataclass
class Asker:
    """Somebody of an organisation of their own, who has typed a question and looks at the page with the button."""

    name: str
    browser: Browser
    path: str
    form: dict[str, str]
    after: timedelta = timedelta(0)
    """When they press, counted from noon."""

    def press(self) -> Answer:
        """Send it."""
        return self.browser.post(self.path, self.form)


def askers(app: Flask, tender: Tender, portals: list[Portal], after: list[timedelta], at: datetime) -> list[Asker]:
    """One asker for each time to press, spread over the portals."""
    found = []
    for number, when in enumerate(after):
        name = f"zebra{number}"
        browser = signed_in(app, _member(name, at), portals[number % len(portals)].port)
        path = f"/tenders/fairshire/{tender.slug}/questions/ask"
        found.append(Asker(name, browser, f"{path}/send", _typed(browser, path, f"May they {name}?"), when))
    random.Random(5).shuffle(found)
    return found


def _member(name: str, at: datetime) -> Person:
    with writing():
        person = Person.create(email=f"{name}@people.example", name=name.title(), confirmed_at=at)
        provider = Provider.register(legal_name=f"{name.title()} Care", kind="charity", by=person.id, at=at)
        Membership.begin(person, provider, "lead", at, by=None)
    return person


def _typed(browser: Browser, path: str, words: str) -> dict[str, str]:
    """What the button on the page that checks a question sends, once it was typed and saved."""
    carried = hidden(browser.get(path), *CARRIED)
    typed = {"words": words, "confidential": "no", "draft-page": "1", "then": "check"}
    saved = browser.post(path, {**carried, **typed})
    assert saved.status == 302, saved.body
    return hidden(browser.get(saved.location), *CARRIED)


CARRIED = ("csrf_token", "draft-version")


@contextmanager
def locked(settings: Settings) -> Iterator[Callable[[], None]]:
    """Nobody else writes until what this gives is called: the write lock of SQLite, the audit chain of PostgreSQL."""
    if settings.store_url.startswith("sqlite"):
        holder = apsw.Connection(str(Path(settings.store_url.removeprefix("sqlite:///"))))
        holder.execute("BEGIN IMMEDIATE")
        yield lambda: holder.execute("ROLLBACK") and None
        holder.close()
        return
    with psycopg.connect(settings.store_url) as connection:
        connection.execute("LOCK TABLE audit_head, asker, clarification IN EXCLUSIVE MODE")
        yield connection.rollback


def wait_until(moment: float) -> None:
    """Until the machine’s monotonic clock shows this."""
    time.sleep(max(0.0, moment - time.monotonic()))
