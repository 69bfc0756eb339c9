"""Asking by the rule: each provider gets its own length; another takes a reason, and both are kept."""

import pytest

from models.monitoring_return import Return
from models.outbox import Message
from models.sizing import Sizing
from portal.returns.work import tiers
from portal.returns.work.asking import CannotAsk
from tests.portal.life import Life
from tests.portal.returns.buying import buys


def test_each_provider_is_asked_what_the_rule_says_of_it(life: Life) -> None:
    cast = life.cast
    buys(life, 84_000, 12)
    buys(life, 640_000, 40, cast.northgate)
    made = life.ask_all(cast.harbour, cast.northgate, tier=tiers.BY_RULE, tier_why="").made
    assert {ret.provider_id: ret.tier for ret in made} == {cast.harbour.id: "core", cast.northgate.id: "full"}
    kept = {sizing.return_.provider_id: sizing for sizing in Sizing.select()}
    assert (kept[cast.harbour.id].year_pence, kept[cast.harbour.id].places) == (8_400_000, 12)
    assert kept[cast.northgate.id].because == "that is £500,000 a year or more"


def test_another_length_without_a_reason_is_refused_for_all_of_them(life: Life) -> None:
    buys(life, 640_000, 40, life.cast.northgate)
    with pytest.raises(CannotAsk) as refused:
        life.ask_all(life.cast.harbour, life.cast.northgate, tier="core", tier_why="")
    assert refused.value.field == "tier_why"
    assert not Return.select().exists()
    assert not Message.select().exists()


def test_another_length_with_its_reason_is_kept_where_it_is_another(life: Life) -> None:
    cast = life.cast
    buys(life, 640_000, 40, cast.northgate)
    life.ask_all(cast.harbour, cast.northgate, tier="core", tier_why="You have only just begun.")
    kept = {sizing.return_.provider_id: (sizing.chosen, sizing.proposed, sizing.why) for sizing in Sizing.select()}
    assert kept == {
        cast.harbour.id: ("core", "core", ""),
        cast.northgate.id: ("core", "full", "You have only just begun."),
    }


def test_the_length_that_the_rule_says_needs_no_reason(life: Life) -> None:
    assert life.ask(tier="core", tier_why="").tier == "core"
