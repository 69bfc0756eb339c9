"""Short ways to work the pages of register files and suppliers."""

import io
import time
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from models.audit import head
from models.authority import Authority
from models.register.contract import Contract
from models.register.supplier import Supplier
from portal.register import work
from tests.fixtures.client import ORIGIN, HouseClient
from tests.fixtures.page import Page
from tests.portal.register.taking import ONE, TWO, register_of

IMPORT = "/desk/register/import"
FIRST = register_of(ONE, TWO)


def choose(client: HouseClient, content: bytes = FIRST, name: str = "register.csv", **more: Any) -> Page:
    """Chooses a file (with the form `at` an address), and follows to what comes then."""
    form = more.get("at", IMPORT)
    page = client.get(form)
    values = {
        **page.values(page.form(form)),
        **more.pop("values", {}),
        "file": FileStorage(io.BytesIO(content), name),
    }
    # Written out here: for a large one the test client would open a file, and leave it open.
    boundary, body = encode_multipart({**values, "csrf_token": client.csrf_token()})
    kind = f"multipart/form-data; boundary={boundary}"
    answer = client.browser.post(form, data=body, content_type=kind, headers={"Origin": ORIGIN})
    if answer.location and more.get("follow", True):
        return client.get(answer.location)
    found = Page(answer)
    assert found.status == more.get("status", 200), f"{found.status}: {found.errors}"
    return found


def take_in(client: HouseClient, preview: Page, **more: Any) -> Page:
    """Presses “Take it in”, and follows to what came of it."""
    return client.submit(preview, action="/take-in", **more)


def imported(authority: Authority, *rows: str, now: Any, by: int | None = None, content: bytes = b"") -> UUID:
    """Takes rows in at work level."""
    found = work.take_in(content or register_of(*rows), authority.name, by=by, now=now, name="register.csv")
    assert found.import_id
    return found.import_id


def stands() -> tuple[int, int, str]:
    """What changes with everything that is written."""
    return Contract.select().count(), Supplier.select().count(), head()


def figures(page: Page) -> list[str]:
    """Rows read, new, changed, as before, rejected."""
    found: Sequence[str] = page.all("//p[contains(@class, 'eh-figure')]/span[contains(@class, 'number')]/text()")
    return list(found)


def until_done(client: HouseClient, url: str) -> Page:
    """The page once nobody works on the file any more."""
    for _ in range(1200):
        page = client.get(url)
        if not page.all("//@data-look-again"):
            return page
        time.sleep(0.05)
    raise AssertionError(f"{url} is still being worked on")
