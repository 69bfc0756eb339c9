"""Inviting colleagues, and following the link."""

from datetime import timedelta

import pytest
import time_machine

from models.invitation import LASTS, Invitation
from models.person import Membership, Person
from models.provider import Dealing, Provider
from models.sign_in import SignIn
from models.store import writing
from portal.app import create_app
from portal.clock import now
from tests.fixtures.client import HouseClient

JAN = "jan@maple.example"


def status(browser):
    return browser.get("/account/").status_code


def seats(email):
    live = Membership.live().join(Person, on=(Membership.person == Person.id)).where(Person.email == email)
    return {(row.role, row.provider_id, row.authority_id) for row in live}


@pytest.fixture
def invite(client, cast):
    """Alice invites somebody to Harbour."""

    def send(email=JAN, role="member"):
        alice = client.as_(cast.alice)
        return alice.submit(alice.get("/people/invite"), {"email": email, "role": role})

    return send


def test_a_lead_invites_and_the_link_makes_an_account(client, cast, invite, newest_link, mails):
    page = invite()
    assert f"We have sent an invitation to {JAN}" in page.main
    assert "Alice" not in mails(JAN)[0].text
    page = client.get(newest_link(JAN))
    assert page.h1 == "Join Harbour Young People"
    assert "Alice Archer invites" in page.main
    assert Person.get_or_none(Person.email == JAN) is None
    page = client.submit(page, {"name": "Jan Jones"})
    assert page.url == "/"
    assert status(client.browser) == 200
    assert seats(JAN) == {("member", cast.harbour.id, None)}


def test_an_invitation_works_once(client, cast, invite, newest_link, app):
    invite()
    link = newest_link(JAN)
    client.submit(client.get(link), {"name": "Jan Jones"})
    other = HouseClient(app)
    page = other.get(link, status=410)
    assert page.h1 == "This invitation can’t be used"
    other.post(link, {"name": "Somebody"}, status=410)
    assert status(other.browser) == 302


def test_an_invitation_ends(client, cast, invite, newest_link):
    invite()
    with time_machine.travel(now() + LASTS + timedelta(minutes=1)):
        assert "too old" in client.get(newest_link(JAN), status=410).main
        client.post(newest_link(JAN), {"name": "Jan"}, status=410)
    assert seats(JAN) == set()


def test_a_withdrawn_invitation_works_no_more(client, cast, invite, newest_link):
    invite()
    alice = client.as_(cast.alice)
    page = alice.submit(alice.get("/people/"), action="/withdraw")
    assert "The invitation is withdrawn" in page.main
    assert "withdrawn" in client.get(newest_link(JAN), status=410).main
    client.post(newest_link(JAN), {"name": "Jan"}, status=410)


def test_a_second_invitation_of_the_same_address_ends_the_first(client, cast, invite, newest_link):
    invite()
    first = newest_link(JAN)
    invite()
    client.get(first, status=410)
    client.get(newest_link(JAN))


def test_nobody_joins_with_an_invitation_to_somebody_else(client, cast, invite, newest_link):
    invite()
    ivan = client.as_(cast.ivan)
    page = ivan.get(newest_link(JAN))
    assert "You are signed in as ivan@people.example" in page.main
    ivan.post(newest_link(JAN), {"name": "Ivan"})
    assert seats("ivan@people.example") == set()
    assert Invitation.get().state(now()) == "open"


def test_somebody_with_an_account_signs_in_first(client, cast, invite, newest_link):
    invite("ivan@people.example")
    page = client.get(newest_link("ivan@people.example"), follow=True)
    assert page.h1 == "Sign in"
    client.post(newest_link("ivan@people.example"), {"name": "Not Ivan"})
    assert seats("ivan@people.example") == set()
    ivan = client.as_(cast.ivan)
    ivan.submit(ivan.get(newest_link("ivan@people.example")))
    assert seats("ivan@people.example") == {("member", cast.harbour.id, None)}


def test_a_person_may_belong_to_several_organisations(client, cast, invite, newest_link):
    invite("charlie@people.example")
    charlie = client.as_(cast.charlie)
    charlie.submit(charlie.get(newest_link("charlie@people.example")))
    assert len(seats("charlie@people.example")) == 2
    assert "Northgate Homes Ltd" in charlie.get("/account/").main


def test_nobody_joins_the_other_side_of_a_council_that_they_work_for(client, cast, invite, newest_link):
    with writing():
        Dealing.note(cast.fairshire.id, cast.harbour.id, now().date())
    invite("dana@people.example")
    dana = client.as_(cast.dana)
    page = dana.post(newest_link("dana@people.example"), {}, status=409)
    assert "Nobody can be on both sides" in page.main
    assert Invitation.get().state(now()) == "open"


def test_a_colleague_who_is_here_is_not_invited_again(client, cast, invite):
    page = invite("bob@people.example", "lead")
    assert page.errors == ["This person belongs here already."]
    assert page.error_at("email")


def test_members_and_officers_invite_no_colleagues(client, cast):
    for person in (cast.bob, cast.dana, cast.hana):
        client.as_(person).get("/people/invite", status=403)
        client.as_(person).post("/people/invite", {"email": JAN, "role": "lead"}, status=403)


def test_a_role_of_the_other_side_is_refused(client, cast, invite):
    alice = client.as_(cast.alice)
    page = alice.post("/people/invite", {"email": JAN, "role": "administrator"})
    assert page.errors == ["Select what they will do"]


def test_an_administrator_invites_to_the_authority(client, cast, newest_link):
    frank = client.as_(cast.frank)
    frank.submit(frank.get("/people/invite"), {"email": JAN, "role": "officer"})
    client.submit(client.get(newest_link(JAN)), {"name": "Jan Jones"})
    assert seats(JAN) == {("officer", None, cast.fairshire.id)}


def test_a_role_with_a_second_factor_is_not_reached_without_one(settings, cast, newest_link):
    strict = create_app(settings.model_copy(update={"second_factor_roles": ("manager",)}))
    frank = HouseClient(strict).as_(cast.frank)
    frank.submit(frank.get("/people/invite"), {"email": JAN, "role": "manager"})
    client = HouseClient(strict)
    page = client.submit(client.get(newest_link(JAN)), {"name": "Jan Jones"})
    assert page.h1 == "Set up an authenticator app"
    assert status(client.browser) == 302
    frank.submit(frank.get("/people/invite"), {"email": cast.ivan.email, "role": "manager"})
    ivan = client.as_(cast.ivan)
    ivan.submit(ivan.get(newest_link(cast.ivan.email)))
    assert status(ivan.browser) == 302
    assert SignIn.of(cast.ivan.id, now()) == []


def test_an_officer_invites_the_first_lead_of_an_organisation(client, cast, newest_link):
    dana = client.as_(cast.dana)
    assert "Invite an organisation that is not here yet" in dana.get("/people/").links()
    typed = {"legal_name": "Maple House CIC", "kind": "cic", "email": JAN}
    dana.submit(dana.get("/people/invite-provider"), typed)
    client.submit(client.get(newest_link(JAN)), {"name": "Jan Jones"})
    made = Provider.get(Provider.legal_name == "Maple House CIC")
    assert seats(JAN) == {("lead", made.id, None)}


def test_inviting_it_once_more_makes_no_second_organisation(client, cast):
    dana = client.as_(cast.dana)
    typed = {"legal_name": "Maple House CIC", "kind": "cic", "email": JAN}
    for _ in range(2):
        dana.submit(dana.get("/people/invite-provider"), typed)
    assert Provider.select().where(Provider.legal_name == "Maple House CIC").count() == 1


def test_an_officer_cannot_put_somebody_into_an_organisation_that_is_here(client, cast, newest_link):
    dana = client.as_(cast.dana)
    typed = {"legal_name": "Harbour Young People", "kind": "charity", "email": JAN}
    dana.submit(dana.get("/people/invite-provider"), typed)
    client.submit(client.get(newest_link(JAN)), {"name": "Jan Jones"})
    assert ("lead", cast.harbour.id, None) not in seats(JAN)


def test_providers_and_auditors_invite_no_organisations(client, cast):
    for person in (cast.alice, cast.hana, cast.frank):
        client.as_(person).get("/people/invite-provider", status=403)


@pytest.mark.parametrize("token", ["x", "a" * 43])
def test_a_link_that_we_did_not_make_is_refused(client, cast, token):
    assert "We don’t know this invitation" in client.get(f"/people/invitations/{token}", status=410).main
