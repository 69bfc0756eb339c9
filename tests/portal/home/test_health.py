"""`/health`: for what watches over the portal."""

import apsw
import peewee
import pytest

from models import schema
from tests.fixtures.client import HouseClient


def test_it_answers_in_one_word_and_needs_no_sign_in(client: HouseClient) -> None:
    answer = client.browser.get("/health")
    assert (answer.status_code, answer.get_data(as_text=True), answer.mimetype) == (200, "ok\n", "text/plain")


def test_an_old_schema_is_said(client: HouseClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schema, "pending", lambda: ["0009_later"])
    answer = client.browser.get("/health")
    assert (answer.status_code, answer.get_data(as_text=True)) == (503, "old schema\n")


def test_a_store_that_does_not_answer_is_said(client: HouseClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> list[str]:
        raise peewee.OperationalError("disk I/O error") from apsw.IOError("disk I/O error")

    monkeypatch.setattr(schema, "pending", broken)
    assert client.browser.get("/health").status_code == 503
