"""How long a return is and why, kept with it: what the rule said, and the reason where an officer chose otherwise."""

from typing import Any

import pytest
from peewee import IntegrityError

from models.conflicts import broken_rule
from models.sizing import Sizing
from models.store import writing


def keep(desk: Any, **other: Any) -> Sizing:
    said = {"year_pence": 8_400_000, "places": 12, "risk": "medium", "proposed": "core", "because": "x", "why": ""}
    ret = other.pop("ret", None) or desk.ask(tier=other.pop("tier", "core"))
    with writing():
        return Sizing.keep(ret, **said | other, at=desk.now)


def test_what_the_rule_went_by_is_kept_with_the_return(desk: Any) -> None:
    kept = Sizing.of(keep(desk).return_id)
    assert kept is not None
    assert (kept.year_pence, kept.places, kept.proposed, kept.chosen, kept.why) == (8_400_000, 12, "core", "core", "")


def test_a_reason_without_another_tier_is_dropped(desk: Any) -> None:
    assert keep(desk, why="Just so.").why == ""


def test_another_tier_than_the_rule_says_has_a_reason(desk: Any) -> None:
    with pytest.raises(IntegrityError) as refused:
        keep(desk, tier="full")
    assert broken_rule(refused.value) == "another_tier_than_the_rule_says_has_a_reason"


def test_the_reason_of_the_officer_is_kept(desk: Any) -> None:
    kept = keep(desk, tier="full", why="A new manager started.")
    assert (kept.proposed, kept.chosen, kept.why) == ("core", "full", "A new manager started.")


def test_a_return_is_sized_once(desk: Any) -> None:
    first = keep(desk)
    with pytest.raises(IntegrityError) as refused:
        keep(desk, ret=first.return_)
    assert broken_rule(refused.value) == "a_return_is_sized_once"


def test_a_return_from_before_the_rule_has_none(desk: Any) -> None:
    assert Sizing.of(desk.ask().id) is None
