"""What the guard holds, and the named person who lets it pass."""

from typing import Any

import pytest

from models.audit import AuditEvent
from models.conflicts import AlreadyDone, NotNow, Stale
from models.register.contract import Contract
from models.register.release import Release


def test_what_is_held_is_released_by_a_named_person_with_a_reason(register: Any) -> None:
    contract = register.contract()
    assert register.act(contract, "hold", "postcode", "d1", by=None) is True
    assert Contract.get_by_id(contract.id).held
    release = register.act(contract, "release", "It is the council’s own address.")
    assert not Contract.get_by_id(contract.id).held
    assert (release.reason, release.digest, release.by) == ("postcode", "d1", register.cast.dana)
    held, released = AuditEvent.select().order_by(AuditEvent.number.desc()).limit(2)[::-1]
    assert (held.action, held.by, held.after) == ("contract.held", None, "postcode")
    assert (released.action, released.before, released.words) == (
        "contract.released",
        "postcode",
        "It is the council’s own address.",
    )


def test_a_release_is_remembered_by_the_exact_text_and_rule(register: Any) -> None:
    contract = register.contract()
    register.act(contract, "hold", "postcode", "d1")
    register.act(contract, "release", "Ours.")
    assert register.act(contract, "hold", "postcode", "d1") is False
    assert contract.version == 3
    assert register.act(contract, "hold", "postcode", "d2") is True
    register.act(contract, "release", "Ours, too.")
    assert register.act(contract, "hold", "initials", "d1") is True
    assert Release.remembered(register.cast.fairshire.id) == {
        (contract.id, "d1", "postcode"),
        (contract.id, "d2", "postcode"),
    }
    assert Release.remembered(register.cast.westmoor.id) == frozenset()


def test_releases_are_listed_for_the_yearly_look_through(register: Any, count_queries: Any) -> None:
    for reference in ("EF-1", "EF-2"):
        contract = register.contract(reference=reference)
        register.act(contract, "hold", "postcode", "d1")
        register.act(contract, "release", f"Why of {reference}.")
    fairshire = register.cast.fairshire.id
    assert [(one.contract.slug, one.by.name, one.why) for one in Release.of(fairshire)] == [
        ("ef-1", "Dana Dean", "Why of EF-1."),
        ("ef-2", "Dana Dean", "Why of EF-2."),
    ]
    assert count_queries(lambda: [one.contract.slug + one.by.name for one in Release.of(fairshire)]) == 1


def test_holding_twice_for_the_same_is_told_and_for_something_else_holds_on(register: Any) -> None:
    contract = register.contract()
    register.act(contract, "hold", "postcode", "d1")
    with pytest.raises(AlreadyDone):
        register.act(contract, "hold", "postcode", "d1")
    assert register.act(contract, "hold", "initials", "d2") is True
    assert Contract.get_by_id(contract.id).held_reason == "initials"


def test_a_release_needs_something_held_and_the_version_that_was_seen(register: Any) -> None:
    contract = register.contract()
    with pytest.raises(NotNow, match="known"):
        register.act(contract, "release", "w")
    register.act(contract, "hold", "postcode", "d1")
    with pytest.raises(Stale):
        register.act(contract, "release", "w", version=1)
    assert Contract.get_by_id(contract.id).held


def test_changing_the_text_lifts_no_hold(register: Any) -> None:
    contract = register.contract()
    register.act(contract, "hold", "postcode", "d1")
    register.act(contract, "change", {"title": "Without a postcode"})
    assert Contract.get_by_id(contract.id).held_reason == "postcode"
