"""Providers and their homes."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

import pytest

from models.audit import AuditEvent
from models.conflicts import AlreadyDone, Stale, Taken
from models.provider import Home, Provider
from models.store import writing
from tests.fixtures.cast import Cast


def test_a_provider_registers_and_gets_a_slug_that_nobody_has(cast: Cast, now: datetime) -> None:
    with writing():
        slugs = [Provider.register("Open  Doors!", "cic", by=cast.ivan.id, at=now).slug for _ in range(3)]
    assert slugs == ["open-doors", "open-doors-2", "open-doors-3"]
    assert (
        AuditEvent.select().where(AuditEvent.action == "provider.registered", AuditEvent.by == cast.ivan.id).count()
        == 3
    )


def test_the_profile_is_changed_as_a_whole_and_audited(cast: Cast, now: datetime) -> None:
    profile = {"charity_number": "SC042386", "charity_register": "OSCR", "insurance_expires_on": date(2027, 3, 31)}
    provider, before = cast.harbour, cast.harbour.version
    with writing():
        provider.change(profile, by=cast.alice.id, at=now, version=before)
    stored = Provider.get_by_id(provider.id)
    assert stored.version == provider.version == before + 1
    assert (stored.charity_register, stored.insurance_expires_on) == ("OSCR", date(2027, 3, 31))
    event = AuditEvent.select().order_by(AuditEvent.number.desc()).get()
    assert (event.action, event.subject) == ("provider.changed", f"provider:{provider.public_id}")
    assert "charity_number" in event.after
    assert "SC042386" not in event.after


def test_of_two_colleagues_who_change_the_profile_the_second_is_told(cast: Cast, now: datetime) -> None:
    mine, theirs = cast.harbour, Provider.get_by_id(cast.harbour.id)
    seen = mine.version
    with writing():
        theirs.change({"insurer": "Theirs"}, by=cast.bob.id, at=now, version=seen)
    with pytest.raises(Stale) as caught, writing():
        mine.change({"insurer": "Mine"}, by=cast.alice.id, at=now, version=seen)
    assert caught.value.version == seen + 1
    assert Provider.get_by_id(mine.id).insurer == "Theirs"


@pytest.mark.parametrize("name", ["slug", "public_id", "version", "id", "owner"])
def test_what_is_not_of_the_profile_cannot_be_changed(cast: Cast, now: datetime, name: str) -> None:
    with pytest.raises(ValueError, match="Not part of a profile"), writing():
        cast.harbour.change({name: "x"}, by=None, at=now, version=cast.harbour.version)


def test_a_home_is_added_corrected_and_closed(cast: Cast, now: datetime) -> None:
    with writing():
        home = Home.add(cast.harbour, "Quay House", "supported accommodation", "2754301", by=cast.alice.id, at=now)
        home.change("Quay Flats", "supported accommodation", "2754302", by=cast.alice.id, at=now)
        home.close(by=cast.alice.id, at=now)
    stored = Home.get_by_id(home.id)
    assert (stored.name, stored.urn, stored.closed_at) == ("Quay Flats", "2754302", now)
    assert isinstance(stored.public_id, UUID)
    with pytest.raises(AlreadyDone), writing():
        stored.close(by=None, at=now)


def test_an_ofsted_number_stands_with_one_home(cast: Cast, now: datetime) -> None:
    kind = "supported accommodation"
    with writing():
        Home.add(cast.harbour, "One", kind, "2754301", by=None, at=now)
        other = Home.add(cast.northgate, "Two", kind, "2754302", by=None, at=now)
    with pytest.raises(Taken, match="one_home_an_ofsted_number"), writing():
        Home.add(cast.northgate, "Three", kind, "2754301", by=None, at=now)
    with pytest.raises(Taken), writing():
        other.change("Two", kind, "2754301", by=None, at=now)


def test_homes_without_a_number_are_no_conflict(cast: Cast, now: datetime, together: Any) -> None:
    def add(_: int) -> Home:
        with writing():
            return Home.add(cast.harbour, "Same name", "k", None, by=None, at=now)

    assert all(isinstance(home, Home) for home in together(add, 2))
