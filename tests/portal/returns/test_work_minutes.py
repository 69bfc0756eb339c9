"""How long a return took: measured from its saves, capped, kept without saying whose it was."""

from datetime import datetime, timedelta

import pytest

from models.store import writing
from models.time_taken import FEWEST, TimeTaken
from portal.returns.work import minutes
from portal.returns.work.minutes import _by_page
from tests.portal.life import CORE, Life

BEGAN = datetime(2026, 10, 5, 8, 0)


def saves(*at: int) -> list[tuple[datetime, str]]:
    """Pages that were saved so many minutes after the first."""
    return [(BEGAN + timedelta(minutes=minute), f"page{n}") for n, minute in enumerate(at)]


@pytest.mark.parametrize(
    ("at", "spent"),
    [
        ((0, 2, 5), 5),
        ((0, 2, 12), 8),  # nobody is taken to have spent ten minutes on a page
        ((0, 2, 50, 53), 5),  # lunch is no work on a page
        ((0, 0, 0), 0),
    ],
)
def test_a_page_takes_the_time_since_the_one_before_within_reason(at: tuple[int, ...], spent: int) -> None:
    assert sum(_by_page(saves(*at)).values()) == 60 * spent


def test_sending_keeps_the_minutes_and_neither_the_return_nor_the_person(life: Life) -> None:
    ret = life.ask()
    at = life.now
    for page, keys in (("your_places", ("kinds", "places_lodgings")), ("places_ready", ("places_ready",)),
                       ("places_lived_in", ("places_lived_in",))):  # fmt: skip
        at += timedelta(minutes=4)
        life.type(ret, page, {key: CORE[key] for key in keys}, now=at)
    rest = dict.fromkeys(("kinds", "places_lodgings", "places_ready", "places_lived_in"), "")
    life.fill(ret, rest, now=at + timedelta(minutes=1))
    life.send(ret, now=at + timedelta(hours=1))
    [kept] = TimeTaken.select().dicts()
    assert set(kept) == {"id", "set_key", "set_version", "tier", "minutes", "month"}
    assert 9 <= kept["minutes"] <= 15
    assert kept["month"].day == 1
    life.type(ret, "complaints", {"complaints_received": "0"}, now=at + timedelta(hours=2))
    life.send(ret, now=at + timedelta(hours=3))
    assert TimeTaken.select().count() == 1


def test_below_five_returns_nothing_is_said(life: Life) -> None:
    ret = life.ask()
    for number in range(1, FEWEST + 1):
        assert minutes.others(ret) is None
        with writing():
            TimeTaken.note(ret.set_key, ret.set_version, ret.tier, 10 + number, life.now.date())
    assert minutes.others(ret) == 13
