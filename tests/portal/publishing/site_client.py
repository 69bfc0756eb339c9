"""The public site as somebody reads it: every page is parsed strictly and held to house style at once."""

from contextlib import closing
from pathlib import Path
from typing import Any

from werkzeug.test import TestResponse

from portal.publishing.app import create_site, published
from portal.publishing.register import Register
from portal.publishing.site import Site
from tests.fixtures.house_style import findings
from tests.fixtures.page import Page, parse

NAME = "Fairshire"
URL, PORTAL_URL = "https://contracts.fairshire.example", "https://portal.fairshire.example"


class SitePage(Page):
    """One answer of the site. It has no headers of its own: a file has none."""

    def __init__(self, response: TestResponse) -> None:
        self.response = response
        self.status = response.status_code
        self.url = response.request.path
        self.location = response.headers.get("Location")
        self.html = response.get_data(as_text=True) if (response.mimetype or "").startswith("text/") else ""
        self.tree = None
        if response.mimetype == "text/html" and self.status == 200:
            self.tree = parse(self.html)
            broken = findings(self.tree)
            assert not broken, f"{self.url} breaks house style:\n" + "\n".join(broken)


class SiteClient:
    """The site over the record that is open. `changes` of the facts about the site, as `Site` names them."""

    def __init__(self, record: Path, **changes: Any) -> None:
        self.register = Register()
        self.app = create_site(
            Site(**{"name": NAME, "record": record, "url": URL, "portal_url": PORTAL_URL, **changes}), self.register
        )
        self.browser = self.app.test_client()

    def get(self, url: str, status: int = 200) -> SitePage:
        """Fetches a page; AssertionError where its status is another."""
        page = SitePage(self.browser.get(url))
        assert page.status == status, f"{url}: {page.status} instead of {status}"
        return page

    def addresses(self) -> dict[str, str]:
        """Everything that is published: address -> mark."""
        return {address.url: address.mark for address in published(self.app)}

    def everything(self) -> dict[str, bytes]:
        """Address -> the bytes that stand there."""
        return {url: self.bytes_at(url) for url in self.addresses()}

    def bytes_at(self, url: str) -> bytes:
        """What stands at an address; AssertionError where nothing does."""
        with closing(self.browser.get(url)) as answer:
            assert answer.status_code == 200, f"{url}: {answer.status_code}"
            return bytes(answer.get_data())
