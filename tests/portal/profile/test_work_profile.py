"""The profile and the homes, on either store."""

from datetime import date

import pytest

from models.conflicts import AlreadyDone, Stale, Taken
from models.provider import Home, Provider
from portal.profile import work
from portal.profile.work import Typed


def test_a_change_says_who_and_when(cast, now):
    assert work.last_change(cast.harbour.id) is None
    work.change(cast.harbour.id, {"sme": "yes"}, 1, cast.bob.id, now)
    last = work.last_change(cast.harbour.id)
    assert last is not None
    assert (last.name, last.at) == ("Bob Barton", now)


def test_of_two_changes_at_once_the_second_is_told(cast, now):
    work.change(cast.harbour.id, {"sme": "yes"}, 1, cast.bob.id, now)
    with pytest.raises(Stale) as told:
        work.change(cast.harbour.id, {"sme": "no"}, 1, cast.alice.id, now)
    assert told.value.version == 2
    assert Provider.get_by_id(cast.harbour.id).sme == "yes"


def test_looking_at_it_is_noted_with_its_day(cast, now):
    work.confirm(cast.harbour.id, 1, cast.alice.id, date(2026, 10, 5), now)
    assert Provider.get_by_id(cast.harbour.id).confirmed_on == date(2026, 10, 5)


def test_homes_that_are_open_come_first(cast, now):
    work.add_home(cast.harbour.id, Typed("Zinnia", "childrens_home", ""), cast.alice.id, now)
    work.close_home(cast.harbour.id, cast.home.public_id, cast.alice.id, now)
    assert [home.name for home in work.homes(cast.harbour.id)] == ["Zinnia", cast.home.name]
    with pytest.raises(AlreadyDone):
        work.close_home(cast.harbour.id, cast.home.public_id, cast.alice.id, now)


def test_a_number_is_of_one_home_also_after_a_correction(cast, now):
    work.add_home(cast.harbour.id, Typed("Zinnia", "childrens_home", "2650000"), cast.alice.id, now)
    with pytest.raises(Taken):
        work.add_home(cast.northgate.id, Typed("Elm", "childrens_home", "2650000"), cast.charlie.id, now)
    with pytest.raises(Taken):
        work.change_home(
            cast.harbour.id, cast.home.public_id, Typed("Quay", "childrens_home", "2650000"), cast.alice.id, now
        )
    assert Home.get_by_id(cast.home.id).urn is None


def test_a_home_of_somebody_else_cannot_be_reached(cast, now):
    with pytest.raises(Home.DoesNotExist):
        work.close_home(cast.northgate.id, cast.home.public_id, cast.charlie.id, now)
