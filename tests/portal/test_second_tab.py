"""Who belongs to two organisations: switching in one tab changes lists, and loses or moves nothing in another."""

import pytest

from models.invitation import Invitation
from models.person import Membership
from models.provider import Home, Provider
from models.store import writing
from portal.profile.words import HOME_KINDS
from tests.fixtures.client import HouseClient
from tests.portal.life import Life, url


@pytest.fixture
def alice(client: HouseClient, life: Life) -> HouseClient:
    """Alice leads Northgate, too, and looks at Harbour."""
    with writing():
        Membership.begin(life.cast.alice, life.cast.northgate, "lead", life.now, by=None)
    browser = client.as_(life.cast.alice)
    switch(browser, life.cast.harbour)
    return browser


def switch(browser: HouseClient, to: Provider) -> None:
    browser.post("/switch", {"organisation": str(to.public_id)})


def test_a_return_of_the_other_one_is_saved_all_the_same(alice: HouseClient, life: Life) -> None:
    ret = life.ask(life.cast.harbour)
    page = alice.get(url(ret, "own_words"))
    switch(alice, life.cast.northgate)
    alice.submit(page, {"went_well": "A good quarter."})
    assert "A good quarter." in alice.get(url(ret, "check")).main


def test_a_profile_is_saved_for_the_organisation_that_was_on_the_page(alice: HouseClient, life: Life) -> None:
    page = alice.get("/profile/contact")
    switch(alice, life.cast.northgate)
    alice.submit(page, {"contact_email": "office@harbour.example"})
    assert Provider.get_by_id(life.cast.harbour.id).contact_email == "office@harbour.example"
    assert Provider.get_by_id(life.cast.northgate.id).contact_email != "office@harbour.example"


def test_a_home_is_added_and_changed_where_it_belongs(alice: HouseClient, life: Life) -> None:
    new, change = alice.get("/profile/homes/new"), alice.get(f"/profile/homes/{life.cast.home.public_id}")
    kind = next(iter(HOME_KINDS))
    switch(alice, life.cast.northgate)
    alice.submit(new, {"name": "Quay Flats", "kind": kind})
    alice.submit(change, {"name": "Harbour Lodge", "kind": kind})
    names = {home.name: home.provider_id for home in Home.select()}
    assert names["Quay Flats"] == names["Harbour Lodge"] == life.cast.harbour.id


def test_a_colleague_is_invited_to_the_organisation_that_was_on_the_page(alice: HouseClient, life: Life) -> None:
    page = alice.get("/people/invite")
    switch(alice, life.cast.northgate)
    alice.submit(page, {"email": "new@people.example", "role": "member"})
    assert Invitation.get().provider_id == life.cast.harbour.id


def test_a_form_for_somebody_elses_organisation_finds_nothing(client: HouseClient, life: Life) -> None:
    bob = client.as_(life.cast.bob)
    theirs = str(life.cast.northgate.public_id)
    bob.post("/profile/contact", {"organisation": theirs, "contact_email": "x@evil.example"}, status=404)
    bob.post("/profile/contact", {"organisation": "nonsense", "contact_email": "x@evil.example"}, status=404)
    assert not Provider.select().where(Provider.contact_email == "x@evil.example").exists()
