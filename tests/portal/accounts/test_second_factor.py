"""The second step: demanded by role, authenticator app, recovery codes."""

import json
import re
from datetime import timedelta

import pytest
import time_machine
from passlib.totp import TOTP

from models.person import Person
from portal.app import create_app
from portal.clock import now
from portal.settings import Settings
from tests.fixtures.client import HouseClient


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """As in production: managers and administrators need a second factor."""
    return settings.model_copy(update={"second_factor_roles": ("manager", "administrator")})


@pytest.fixture
def begin(client, with_password):
    """Signs somebody in with their password; the page that comes then."""

    def go(person, browser=None):
        password = with_password(person)
        return (browser or client).post(
            "/account/login", {"email": person.email, "password": password, "next": "/people/"}
        )

    return go


def status(browser):
    return browser.get("/account/").status_code


def key_of(page):
    return re.sub(r"\s|-", "", page.one("//details//code").text)


def figures(key, at=None):
    return TOTP(key=key, format="base32").generate((at or now()).timestamp() if at else None).token


def set_up(client, page):
    """Goes through setting up the app; the key and the page that comes then."""
    page = client.submit(page, action="/tf-setup")
    key = key_of(page)
    return key, client.submit(page, {"code": figures(key)}, action="/tf-validate")


def test_a_manager_sets_up_an_app_before_the_first_page(client, cast, begin):
    page = begin(cast.erin)
    assert page.h1 == "Set up an authenticator app"
    assert status(client.browser) == 302
    _, page = set_up(client, page)
    assert page.h1 == "Your recovery codes"
    assert status(client.browser) == 200


def test_after_the_recovery_codes_somebody_goes_on_to_where_they_were(client, cast, begin):
    _, page = set_up(client, begin(cast.erin))
    page = client.submit(page)
    assert len(page.all("//main//li/code")) == 8
    assert page.links()["I have kept them: go on"] == "/people/"


def test_a_wrong_code_while_setting_up_leads_back_to_a_new_square(client, cast, begin):
    page = client.submit(begin(cast.erin), action="/tf-setup")
    first = key_of(page)
    page = client.submit(page, {"code": "000000"}, action="/tf-validate")
    assert page.error_at("code") == "Error: Enter the six figures that your app shows now"
    assert "I don’t have my phone" not in page.links(), "there are no recovery codes yet"
    key, page = set_up(client, client.get(page.links()["Begin again, with a new square"]))
    assert key != first
    assert page.h1 == "Your recovery codes"


def test_officers_and_providers_need_none(client, cast, begin, app):
    for person in (cast.dana, cast.alice):
        browser = HouseClient(app)
        assert begin(person, browser).url == "/people/"


def test_an_installation_may_demand_it_of_nobody(settings, cast, with_password):
    client = HouseClient(create_app(settings.model_copy(update={"second_factor_roles": ()})))
    password = with_password(cast.erin)
    assert client.post("/account/login", {"email": cast.erin.email, "password": password}).url == "/"


def test_an_e_mailed_code_does_not_go_round_it(client, cast, newest_code):
    client.post("/account/us-signin/send-code", {"email": cast.erin.email})
    page = client.post("/account/us-signin", {"identity": cast.erin.email, "passcode": newest_code(cast.erin.email)})
    assert page.h1 == "Set up an authenticator app"
    assert status(client.browser) == 302


@pytest.fixture
def erin(client, cast, begin, app):
    """Erin with an app; her key. Signed out again."""
    key, _ = set_up(client, begin(cast.erin))
    client.post("/account/logout")
    return key


def test_from_then_on_each_sign_in_asks_for_the_app(client, cast, begin, erin):
    page = begin(cast.erin)
    assert page.h1 == "Enter the code from your app"
    assert status(client.browser) == 302
    with time_machine.travel(now() + timedelta(minutes=2)):
        page = client.submit(begin(cast.erin), {"code": figures(erin)})
    assert page.url == "/people/"


def test_a_code_of_the_app_works_once(client, cast, begin, erin, app):
    with time_machine.travel(now() + timedelta(minutes=2), tick=False):
        code = figures(erin)
        client.submit(begin(cast.erin), {"code": code})
        assert status(client.browser) == 200
        other = HouseClient(app)
        page = other.submit(begin(cast.erin, other), {"code": code})
        assert page.errors == ["Enter the six figures that your app shows now"]
        assert status(other.browser) == 302


def test_a_wrong_code_signs_nobody_in(client, cast, begin, erin):
    page = client.submit(begin(cast.erin), {"code": "000000"})
    assert page.error_at("code")
    assert status(client.browser) == 302


def test_without_a_first_step_there_is_no_second(client, cast, erin):
    for path in ("/account/tf-validate", "/account/mf-recovery"):
        assert client.get(path, follow=True).h1 == "Sign in"


def test_each_recovery_code_works_once(client, cast, begin, app):
    _, page = set_up(client, begin(cast.erin))
    codes = [item.text for item in client.submit(page).all("//main//li/code")]
    client.post("/account/logout")
    for code, expected in ((codes[0], 200), (codes[0], 302), (codes[1], 200)):
        browser = HouseClient(app)
        begin(cast.erin, browser)
        browser.submit(browser.get("/account/mf-recovery"), {"code": code})
        assert status(browser.browser) == expected


def test_secrets_are_not_kept_as_they_are(client, cast, begin):
    key, page = set_up(client, begin(cast.erin))
    codes = [item.text for item in client.submit(page).all("//main//li/code")]
    kept = Person.get_by_id(cast.erin.id)
    assert key not in kept.tf_totp_secret
    assert not set(codes) & set(json.loads(kept.mf_recovery_codes))


def test_anybody_may_have_one(client, cast, with_password):
    alice = client.as_(cast.alice)
    _, page = set_up(alice, alice.get("/account/tf-setup"))
    assert page.h1 == "Your recovery codes"
    page = client.post("/account/login", {"email": cast.alice.email, "password": with_password(cast.alice)})
    assert page.h1 == "Enter the code from your app"


def test_who_may_do_without_can_switch_it_off(client, cast):
    alice = client.as_(cast.alice)
    set_up(alice, alice.get("/account/tf-setup"))
    page = alice.get("/account/tf-setup")
    (off,) = [form for form in page.all("//main//form") if form.xpath(".//input[@value='disable']")]
    alice.post(off.get("action"), page.values(off))
    assert Person.get_by_id(cast.alice.id).tf_totp_secret is None


def test_who_must_have_one_cannot_switch_it_off(client, cast):
    frank = client.as_(cast.frank)
    set_up(frank, frank.get("/account/tf-setup"))
    frank.post("/account/tf-setup", {"setup": "disable"})
    assert Person.get_by_id(cast.frank.id).tf_totp_secret is not None


def test_changing_it_takes_a_sign_in_of_the_last_half_hour(client, cast, with_password):
    alice = client.as_(cast.alice)
    with time_machine.travel(now() + timedelta(minutes=31)):
        page = alice.get("/account/tf-setup")
        assert page.h1 == "Sign in once more"
        assert status(alice.browser) == 200  # looking changes nothing
        page = alice.submit(page)
        assert page.h1 == "Sign in"
        password = with_password(cast.alice)
        page = alice.submit(page, {"email": cast.alice.email, "password": password})
        assert page.h1 == "Set up an authenticator app"


def test_without_the_phone_the_page_says_what_to_do(client, cast):
    page = client.get("/account/tf-rescue")
    assert "01632 960000" in page.main
    assert "Sign in with a recovery code" in page.links()


def test_coming_to_the_second_step_by_chance_signs_nobody_out(client, cast):
    alice = client.as_(cast.alice)
    alice.get("/account/tf-validate", follow=True)
    alice.post("/account/tf-validate", {"code": "123456"})
    assert status(alice.browser) == 200
