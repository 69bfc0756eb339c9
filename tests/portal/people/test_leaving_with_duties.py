"""Somebody of the authority who leaves while something is in their care: that is shown, and moved first."""

from models.person import Membership
from tests.fixtures.client import HouseClient
from tests.portal.care_things import in_care
from tests.portal.life import Life


def test_what_is_in_their_care_is_shown_before_somebody_leaves(client: HouseClient, life: Life) -> None:
    cast = life.cast
    life.ask()
    in_care(life, cast.dana, cast.northgate)
    seat = Membership.get(Membership.person == cast.dana.id)
    frank = client.as_(cast.frank)
    page = frank.get(f"/people/{seat.public_id}/remove")
    assert "2 things are in their care: 1 provider, 1 open return." in page.main
    refused = frank.post(f"/people/{seat.public_id}/remove")
    assert "A manager gives it to a colleague first" in refused.text
    assert Membership.get_by_id(seat.id).ended_at is None
    frank.post(f"/people/{seat.public_id}/roles", {"roles": "auditor"})
    assert Membership.get_by_id(seat.id).ended_at is None
    frank.submit(page)  # access has to end at once
    assert Membership.get_by_id(seat.id).ended_at is not None
    left = client.as_(cast.erin).get("/desk/care/fairshire/")
    assert "Dana Dean (works here no more: a manager moves what is left)" in left.main


def test_who_looks_after_nothing_leaves_as_before(client: HouseClient, life: Life) -> None:
    seat = Membership.get(Membership.person == life.cast.dana.id)
    frank = client.as_(life.cast.frank)
    page = frank.get(f"/people/{seat.public_id}/remove")
    assert "in their care" not in page.main
    frank.submit(page)
    assert Membership.get_by_id(seat.id).ended_at is not None
