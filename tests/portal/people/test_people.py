"""Who belongs here: the list, removing, handing over, roles, switching."""

import pytest

from models.person import Membership
from models.sign_in import SignIn
from models.store import writing
from portal.app import create_app
from portal.clock import now
from tests.fixtures.client import HouseClient


def seat(person, role=None):
    live = Membership.live().where(Membership.person == person.id)
    return (live.where(Membership.role == role) if role else live).first()


def roles(person):
    return sorted(row.role for row in Membership.live().where(Membership.person == person.id))


@pytest.fixture
def alice(client, cast):
    return client.as_(cast.alice)


@pytest.fixture
def frank(client, cast):
    return client.as_(cast.frank)


def test_a_lead_sees_colleagues_and_what_can_be_done(alice, cast):
    page = alice.get("/people/")
    assert "Bob Barton" in page.main
    assert "Charlie" not in page.main
    assert {"Invite a colleague", "Remove Bob Barton", "Hand over to Bob Barton", "Leave"} <= set(page.links())


def test_a_member_sees_colleagues_and_changes_nothing(client, cast):
    page = client.as_(cast.bob).get("/people/")
    assert "Alice Archer" in page.main
    assert not [words for words in page.links() if words.startswith(("Remove", "Leave", "Invite", "Hand over"))]


def test_when_nobody_can_sign_in_the_page_says_whom_to_ring(alice):
    assert "01632 960000" in alice.get("/people/").main


def test_removing_somebody_ends_their_access_with_the_next_click(alice, client, cast):
    bob = client.as_(cast.bob)
    bob.get("/people/")
    page = alice.get(f"/people/{seat(cast.bob).public_id}/remove")
    assert page.h1 == "Remove Bob Barton"
    assert roles(cast.bob) == ["member"]
    page = alice.submit(page)
    assert "Bob Barton does not belong here any more" in page.main
    bob.get("/people/", status=403)
    bob.get("/profile/", status=403)


def test_the_last_lead_cannot_leave(alice, cast):
    page = alice.submit(alice.get(f"/people/{seat(cast.alice).public_id}/remove"))
    assert "Make a colleague the lead first" in page.main
    assert roles(cast.alice) == ["lead"]


def test_two_leads_who_remove_each_other_leave_one(client, alice, cast):
    with writing():
        Membership.update(role="lead").where(Membership.person == cast.bob.id).execute()
    bob = client.as_(cast.bob)
    alices, bobs = seat(cast.alice).public_id, seat(cast.bob).public_id
    bob.post(f"/people/{alices}/remove")
    alice.post(f"/people/{bobs}/remove", status=404)
    assert (roles(cast.alice), roles(cast.bob)) == ([], ["lead"])


def test_handing_over_makes_a_colleague_lead(alice, client, cast):
    page = alice.get(f"/people/{seat(cast.bob).public_id}/hand-over")
    assert page.h1 == "Hand over to Bob Barton"
    alice.submit(page)
    assert (roles(cast.alice), roles(cast.bob)) == (["member"], ["lead"])
    alice.get("/people/invite", status=403)
    client.as_(cast.bob).get("/people/invite")


def test_handing_over_touches_no_other_organisation(alice, client, cast):
    with writing():
        Membership.begin(cast.bob, cast.northgate, "member", now(), by=None)
    alice.post(f"/people/{seat(cast.bob).public_id}/hand-over")
    assert {(row.provider_id, row.role) for row in Membership.live().where(Membership.person == cast.bob.id)} == {
        (cast.harbour.id, "lead"),
        (cast.northgate.id, "member"),
    }


@pytest.mark.parametrize("what", ["remove", "hand-over", "roles"])
@pytest.mark.parametrize("name", ["bob", "charlie", "dana", "hana"])
def test_nobody_else_changes_who_belongs_here(client, cast, what, name):
    person = getattr(cast, name)
    membership = seat(cast.alice).public_id
    client.as_(person).get(f"/people/{membership}/{what}", status=404)
    client.as_(person).post(f"/people/{membership}/{what}", {"roles": "administrator"}, status=404)
    assert roles(cast.alice) == ["lead"]


def test_an_administrator_changes_roles(frank, client, cast):
    page = frank.get(f"/people/{seat(cast.dana).public_id}/roles")
    assert page.h1 == "Roles of Dana Dean"
    frank.submit(page, {"roles": ["officer", "evaluator"]})
    assert roles(cast.dana) == ["evaluator", "officer"]


def test_somebody_without_any_role_is_removed_instead(frank, cast):
    page = frank.submit(frank.get(f"/people/{seat(cast.dana).public_id}/roles"), {"roles": []})
    assert page.errors == ["Select at least one role, or remove this person instead"]


def test_the_last_administrator_stays(frank, cast):
    page = frank.submit(frank.get(f"/people/{seat(cast.frank).public_id}/roles"), {"roles": ["officer"]})
    assert "Nobody else is in charge here" in page.main
    page = frank.submit(frank.get(f"/people/{seat(cast.frank).public_id}/remove"))
    assert roles(cast.frank) == ["administrator"]


def test_a_role_that_demands_a_second_factor_signs_out(settings, cast):
    strict = HouseClient(create_app(settings.model_copy(update={"second_factor_roles": ("manager",)})))
    dana, frank = strict.as_(cast.dana), strict.as_(cast.frank)
    frank.post(f"/people/{seat(cast.dana).public_id}/roles", {"roles": ["officer", "manager"]})
    assert SignIn.of(cast.dana.id, now()) == []
    dana.get("/people/", status=302)


def test_an_administrator_of_another_authority_changes_nothing(client, cast):
    with writing():
        Membership.begin(cast.gita, cast.westmoor, "administrator", now(), by=None)
    client.as_(cast.gita).get(f"/people/{seat(cast.dana).public_id}/roles", status=404)


def test_removing_an_officer_ends_all_their_roles(frank, cast):
    frank.post(f"/people/{seat(cast.dana).public_id}/roles", {"roles": ["officer", "evaluator"]})
    frank.post(f"/people/{seat(cast.dana).public_id}/remove")
    assert roles(cast.dana) == []


def test_somebody_who_belongs_nowhere_is_told_so(client, cast):
    ivan = client.as_(cast.ivan)
    ivan.get("/people/", status=403)
    assert "You belong to no organisation" in ivan.get("/account/").main


def test_switching_changes_the_lists_and_never_access(alice, cast):
    with writing():
        Membership.begin(cast.alice, cast.northgate, "member", now(), by=None)
    assert "Bob Barton" in alice.get("/people/").main
    alice.post("/switch", {"organisation": str(cast.northgate.public_id), "next": "/people/"})
    page = alice.get("/people/")
    assert "Charlie Cole" in page.main
    assert "Bob Barton" not in page.main
    alice.get(f"/people/{seat(cast.bob).public_id}/remove")  # a second tab goes on working


def test_nobody_switches_to_where_they_do_not_belong(alice, cast):
    for where in (str(cast.northgate.public_id), "x", ""):
        alice.post("/switch", {"organisation": where}, status=404)


def test_the_list_costs_few_queries(alice, queries):
    with queries() as seen:
        alice.get("/people/")
    assert len(seen) <= 7, seen
