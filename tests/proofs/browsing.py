"""Somebody who is signed in and sends forms to a portal process, one connection a request."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import unescape

from flask import Flask

from models.person import Person
from tests.fixtures.client import HouseClient
from tests.proofs.raw_http import Answer, exchange, form, request

HIDDEN = r'name="{}" value="([^"]*)"'


@dataclass
class Browser:
    """A cookie and the port of a portal. The cookie is replaced when the portal sets it anew, as for the form token."""

    port: int
    cookie: str

    def get(self, path: str) -> Answer:
        return self._kept(exchange(self.port, request("GET", path, self._headers())))

    def post(self, path: str, fields: Mapping[str, str]) -> Answer:
        headers = {
            **self._headers(),
            "Origin": "http://localhost",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        return self._kept(exchange(self.port, request("POST", path, headers, form(fields))))

    def _kept(self, answer: Answer) -> Answer:
        if new := answer.headers.get("set-cookie"):
            self.cookie = new.partition(";")[0]
        return answer

    def _headers(self) -> dict[str, str]:
        return {"Cookie": self.cookie, "Connection": "close"}


def signed_in(app: Flask, person: Person, port: int) -> Browser:
    """A browser of this person’s: the same row and cookie that the sign-in pages make, used at another process."""
    cookie = HouseClient(app).as_(person).browser.get_cookie(app.config["SESSION_COOKIE_NAME"])
    assert cookie is not None
    return Browser(port, f"{cookie.key}={cookie.value}")


def hidden(page: Answer, *names: str) -> dict[str, str]:
    """The token and the version (or what is named) that a page’s form sends along. AssertionError where it has none."""
    wanted = names or ("csrf_token", "version")
    found = {name: re.search(HIDDEN.format(name), page.body) for name in wanted}
    missing = [name for name, value in found.items() if value is None]
    assert not missing, f"{page.status} {page.location}: no {missing} in {page.body[:300]}"
    return {name: value[1] for name, value in found.items() if value is not None}


def words(page: Answer) -> str:
    """What stands on a page, tags and all, with its entities resolved."""
    return unescape(page.body)
