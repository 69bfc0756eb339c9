"""Security headers: exactly these, on every answer."""

from pathlib import Path

import peewee
import pytest
from flask import Flask
from pydantic import SecretStr

from portal.app import create_app
from portal.settings import Settings
from tests.fixtures.client import HouseClient
from tests.fixtures.page import SECURITY_HEADERS
from tests.fixtures.stores import KEY
from tests.portal.life import Life, url


def test_pages_of_every_kind_carry_them(client: HouseClient, life: Life) -> None:
    ret = life.ask()
    alice = client.as_(life.cast.alice)
    answers = [
        client.browser.get("/"),
        client.browser.get("/account/login"),
        client.browser.get("/health"),
        client.browser.get("/nothing"),
        client.browser.get("/returns/"),
        client.browser.post("/returns/"),
        alice.browser.get(url(ret)),
        alice.browser.get(url(ret, "missing")),
        alice.browser.post(url(ret, "missing"), data={}),
    ]
    assert {answer.status_code for answer in answers} >= {200, 302, 400, 404}
    for answer in answers:
        for name, value in SECURITY_HEADERS.items():
            assert answer.headers.getlist(name) == [value], (answer.request.path, name)


def test_nothing_says_what_the_portal_is_made_of(client: HouseClient) -> None:
    headers = client.browser.get("/").headers
    assert not {"X-Powered-By", "Via"} & set(headers.keys())


def test_cookies_are_for_this_site_alone(client: HouseClient) -> None:
    answer = client.browser.get("/account/login")
    for cookie in answer.headers.getlist("Set-Cookie"):
        assert "HttpOnly" in cookie
        assert "SameSite=Lax" in cookie
        assert "Path=/" in cookie
        assert "Domain" not in cookie


@pytest.fixture
def secure(tmp_path: Path, store_url: str, store: peewee.Database) -> Flask:
    settings = Settings(
        data=tmp_path / "data",
        database_url=store_url,
        secret_key=SecretStr(KEY.decode()),
        address="https://evenhand.example",
    )
    return create_app(settings)


def test_by_https_they_say_so_and_cookies_are_secure(secure: Flask) -> None:
    answer = secure.test_client().get("/account/login", base_url="https://evenhand.example")
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"
    cookies = answer.headers.getlist("Set-Cookie")
    assert cookies
    assert all(cookie.startswith("__Host-") and "Secure" in cookie for cookie in cookies)


def test_by_http_nobody_is_told_to_come_by_https(client: HouseClient) -> None:
    assert "Strict-Transport-Security" not in client.browser.get("/").headers
