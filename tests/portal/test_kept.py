"""A form that keeps its words is told where to go; everybody else is redirected."""

import pytest
from flask import Flask, flash, redirect
from flask.testing import FlaskClient

from portal.kept import init_kept

KEPT = {"X-Kept-Form": "1"}


@pytest.fixture
def client() -> FlaskClient:
    app = Flask(__name__)
    app.secret_key = "only here"
    init_kept(app)

    @app.post("/saved")
    def saved() -> object:
        flash("Saved.")
        return redirect("/next#there", 303)

    @app.post("/refused")
    def refused() -> object:
        return "<h1>Look again</h1>", 422

    return app.test_client()


def test_a_kept_form_is_told_where_to_go(client: FlaskClient) -> None:
    answer = client.post("/saved", headers=KEPT)
    assert (answer.status_code, answer.headers["X-Go-To"], answer.data) == (204, "/next#there", b"")
    assert "Location" not in answer.headers


def test_its_messages_wait_for_the_next_page(client: FlaskClient) -> None:
    client.post("/saved", headers=KEPT)
    with client.session_transaction() as session:
        assert session["_flashes"] == [("message", "Saved.")]


def test_a_browser_without_the_script_is_redirected(client: FlaskClient) -> None:
    answer = client.post("/saved")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/next#there")
    assert "X-Go-To" not in answer.headers


def test_a_page_that_asks_back_goes_out_as_it_is(client: FlaskClient) -> None:
    answer = client.post("/refused", headers=KEPT)
    assert (answer.status_code, answer.data) == (422, b"<h1>Look again</h1>")
