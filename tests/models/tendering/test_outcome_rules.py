"""What the store itself refuses of outcomes, bidders, sheets, conduct and followers, each by the name of its rule."""

from datetime import datetime
from typing import Any

import pytest
from peewee import IntegrityError

from models.conduct import ReleasedConduct
from models.conflicts import broken_rule
from models.store import writing
from models.tendering.bidder import Bidder, Mark
from models.tendering.follower import Follower, Told
from models.tendering.outcome import Outcome
from models.tendering.released_tender import ReleasedTender
from models.tendering.tender import Tender
from tests.fixtures.cast import Cast

RULES: list[tuple[str, type[Any], dict[str, object]]] = [
    ("who_checks_feedback_did_not_write_it", Outcome, {"written_by": 1, "checked_by": 1}),
    ("bidders_are_told_before_everybody", Outcome, {"released_at": datetime(2026, 1, 1)}),
    ("a_hold_says_why_in_a_few_words", Outcome, {"hold_why": "x" * 1001}),
    ("a_bidder_has_a_name", Bidder, {"name": ""}),
    ("a_bid_is_for_a_lot_or_for_all", Bidder, {"name": "A", "lot": -1}),
    ("a_bidder_is_small_or_medium_or_not", Bidder, {"name": "A", "sme": "perhaps"}),
    ("a_bidder_is_voluntary_or_not", Bidder, {"name": "A", "vcse": "perhaps"}),
    ("what_is_awarded_is_no_less_than_nothing", Bidder, {"name": "A", "won": True, "value_pence": -1}),
    ("only_a_winner_is_awarded_something", Bidder, {"name": "A", "value_pence": 1}),
]


@pytest.fixture
def tender(cast: Cast, now: datetime) -> Tender:
    with writing():
        return Tender.add(cast.fairshire.id, {"title": "Lodgings"}, by=cast.kofi.id, at=now)


@pytest.mark.parametrize(("rule", "table", "values"), RULES, ids=[rule for rule, _, _ in RULES])
def test_the_store_refuses_by_the_name_of_the_rule(
    tender: Tender, cast: Cast, rule: str, table: type[Any], values: dict[str, object]
) -> None:
    people = {name: cast.kofi.id for name in values if name.endswith("_by")}
    with pytest.raises(IntegrityError) as refused, writing():
        table.create(tender=tender, **{**values, **people})
    assert broken_rule(refused.value) == rule


def test_sheets_conduct_and_what_followers_were_told_say_what_they_must(
    tender: Tender, cast: Cast, now: datetime
) -> None:
    with writing():
        bidder = Bidder.create(tender=tender, name="A")
        follower = Follower.create(email="a@b.example", salt="", key_digest="1", asked_at=now, tender=tender)
        released = ReleasedTender.create(tender=tender, number=1, data="{}", digest="0", at=now)
        Told.create(follower=follower, released=released)
        Outcome.create(tender=tender)
        ReleasedConduct.create(authority=cast.fairshire, number=1, data="{}", at=now)
    half = {"bidder": bidder, "criterion": 1, "score": "1", "why": "", "why_not_higher": "x"}
    same = {"email": "a@b.example", "salt": "", "key_digest": "2", "asked_at": now, "tender": tender}
    for rule, table, values in (
        ("feedback_says_score_and_both_reasons", Mark, half),
        ("releases_of_conduct_are_numbered_from_one", ReleasedConduct,
         {"authority": cast.fairshire, "number": 0, "data": "{}", "at": now}),
        ("releases_of_conduct_are_numbered_once", ReleasedConduct,
         {"authority": cast.fairshire, "number": 1, "data": "{}", "at": now}),
        ("a_follower_is_told_of_one_thing_at_a_time", Told, {"follower": follower}),
        ("a_follower_is_told_of_a_release_once", Told, {"follower": follower, "released": released}),
        ("an_address_follows_a_tender_once", Follower, same),
        ("a_tender_has_one_outcome", Outcome, {"tender": tender}),
        ("a_bidder_bids_for_a_lot_once", Bidder, {"tender": tender, "name": "A"}),
    ):  # fmt: skip
        with pytest.raises(IntegrityError) as refused, writing():
            table.create(**values)
        assert broken_rule(refused.value) == rule
