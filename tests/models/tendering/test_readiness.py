"""What keeps a tender from being published, and what only needs a reason."""

from datetime import date, datetime, timedelta
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from models.calendar import add_working_days, from_london, working_day
from models.tendering.readiness import Facts, points, word_budget

NOW = datetime(2026, 10, 5, 8, 0)


def noon(day: date) -> datetime:
    return from_london(datetime(day.year, day.month, day.day, 12))


def criterion(kind: str, weight: int, words: int | None = 500) -> Any:
    return SimpleNamespace(kind=kind, weight=weight, words=words)


def ready(
    *, nation: str = "E", lots: Any = (), criteria: Any = None, documents: int = 1, expires_on: Any = None, **other: Any
) -> Facts:
    tender = SimpleNamespace(
        summary="Six places", description="Supported lodgings", service=1, value_pence=40_000_000,
        starts_on=date(2027, 4, 1), ends_on=date(2030, 3, 31), length_why="Hosts need certainty", lots_why="One area",
        bids_go_to="The portal", bids_go_to_url="https://bids.example", contact_email="help@fairshire.example",
        regime="procurement_act", reserved="", questions_to="here", questions_close_at=noon(date(2026, 11, 2)),
        answers_by_on=date(2026, 11, 9), closes_at=noon(date(2026, 11, 24)), decision_by_on=date(2027, 1, 15),
        feedback_by_on=date(2027, 1, 22), tupe="none", tupe_by=None, insurance="£5m public liability",
        insurance_why="The insurer of the council asks for it", insurance_by_start=True, audited_accounts=False,
        expiring_id=None, parity="", equality="No group is left out",
    )  # fmt: skip
    for name, value in other.items():
        setattr(tender, name, value)
    judged = criteria or [criterion("price", 40), criterion("quality", 50, 1500), criterion("social_value", 10)]
    return Facts(tender, nation, lots, judged, documents, expires_on)


def found(facts: Facts) -> dict[str, str]:
    return {point.key: point.level for point in points(facts, NOW)}


def test_a_tender_that_says_everything_has_nothing_against_it() -> None:
    assert found(ready()) == {}


@pytest.mark.parametrize(
    ("change", "key", "level"),
    [
        ({"summary": ""}, "needs_summary", "stop"),
        ({"closes_at": None}, "needs_closes_at", "stop"),
        ({"lots_why": ""}, "lots", "ask"),
        ({"length_why": ""}, "length_why", "ask"),
        ({"reserved": "local"}, "reserved", "stop"),
        ({"regime": "below_threshold", "reserved": "sme_vcse", "nation": "W"}, "reserved", "stop"),
        ({"criteria": [criterion("price", 50), criterion("quality", 49)]}, "weights", "stop"),
        ({"criteria": [criterion("price", 70), criterion("quality", 30)]}, "price_weight", "ask"),
        ({"criteria": [criterion("price", 50), criterion("quality", 50, None)]}, "word_limits", "ask"),
        ({"criteria": [criterion("price", 50), criterion("quality", 50, 9000)]}, "word_budget", "ask"),
        ({"tupe": ""}, "tupe", "stop"),
        ({"tupe": "later", "tupe_by": date(2026, 11, 20)}, "tupe_late", "ask"),
        ({"feedback_by_on": None}, "no_feedback_by_on", "stop"),
        ({"answers_by_on": date(2026, 10, 30)}, "order_answers_by_on", "stop"),
        ({"decision_by_on": date(2027, 4, 20), "feedback_by_on": date(2027, 4, 21)}, "order_starts_on", "stop"),
        ({"closes_at": noon(date(2026, 11, 29))}, "holiday_closes_at", "ask"),
        ({"closes_at": noon(date(2026, 11, 24)) + timedelta(hours=5)}, "noon_closes_at", "ask"),
        ({"answers_by_on": date(2026, 11, 20)}, "time_to_read", "ask"),
        ({"answers_by_on": date(2026, 11, 19), "nation": "S"}, "six_days", "stop"),
        ({"insurance_by_start": False}, "insurance", "stop"),
        ({"audited_accounts": True}, "accounts", "stop"),
        ({"expires_on": date(2027, 1, 17)}, "gap", "ask"),
        ({"expiring_id": 4}, "parity", "ask"),
        ({"documents": 0}, "documents", "ask"),
        ({"equality": ""}, "equality", "ask"),
    ],
)  # fmt: skip
def test_each_point_is_found_and_nothing_else(change: dict[str, Any], key: str, level: str) -> None:
    assert found(ready(**change)) == {key: level}


def test_the_gap_between_two_contracts_is_told_in_days() -> None:
    [gap] = points(ready(expires_on=date(2027, 1, 17)), NOW)
    assert gap.say.startswith("73 days lie between")


def test_below_the_threshold_english_councils_may_reserve() -> None:
    assert found(ready(regime="below_threshold", reserved="sme_vcse")) == {}


def test_more_words_may_be_asked_for_the_more_it_is_worth() -> None:
    assert [word_budget(pence) for pence in (None, 4_999_999, 5_000_000, 10**8, 10**12)] == [
        1500,
        1500,
        4000,
        15000,
        15000,
    ]


@pytest.mark.parametrize("nation", ["E", "S"])
def test_over_five_years_working_days_at_noon_in_order_are_never_asked_about(nation: str) -> None:
    for days in range(0, 5 * 365, 3):
        start = add_working_days(date(2023, 1, 3) + timedelta(days=days), 1, nation)
        after = [add_working_days(start, number, nation) for number in (5, 10, 20, 40, 45)]
        timetable: dict[str, Any] = {
            "questions_close_at": noon(after[0]), "answers_by_on": after[1], "closes_at": noon(after[2]),
            "decision_by_on": after[3], "feedback_by_on": after[4], "starts_on": after[4] + timedelta(days=30),
            "ends_on": after[4] + timedelta(days=395),
        }  # fmt: skip
        assert all(working_day(day, nation) for day in after)
        assert not points(ready(nation=nation, **timetable), noon(start))


DAYS = [date(2023, 1, 1) + timedelta(days=number) for number in range(5 * 365 + 1)]
KNOWN = {"E": ("2026-04-06", "2026-08-31"), "S": ("2023-01-03", "2026-08-03", "2026-11-30")}
"""Bank holidays of one nation and not of the other: Easter Monday, the end of August; 2 January, the beginning of
August, St Andrew’s."""


def closing(day: date, nation: str, at: datetime, **other: Any) -> set[str]:
    """What is said of a tender that closes then."""
    before = {"questions_close_at": noon(day - timedelta(days=40)), "answers_by_on": day - timedelta(days=30)}
    facts = ready(nation=nation, **{**before, "closes_at": at, **other})
    return {point.key for point in points(facts, noon(day - timedelta(days=60)))}


@pytest.mark.parametrize("nation", ["E", "S"])
def test_over_five_years_days_off_and_clocks_that_are_an_hour_out_are_found_and_no_others(nation: str) -> None:
    london, off = ZoneInfo("Europe/London"), set()
    for day in DAYS:
        said = closing(day, nation, noon(day))
        assert "noon_closes_at" not in said, day
        if "holiday_closes_at" in said:
            off.add(day)
        summer = datetime(day.year, day.month, day.day, 12, tzinfo=london).utcoffset() != timedelta(0)
        as_if_utc = closing(day, nation, datetime(day.year, day.month, day.day, 12))
        assert ("noon_closes_at" in as_if_utc) == summer, day
    weekends = {day for day in DAYS if day.weekday() >= 5}
    assert weekends <= off
    assert {date.fromisoformat(day) for day in KNOWN[nation]} <= off
    assert not {date.fromisoformat(day) for day in KNOWN["S" if nation == "E" else "E"]} & off
    assert 8 * 5 <= len(off - weekends) <= 10 * 5 + 2


@pytest.mark.parametrize(("before", "found"), [(5, True), (6, False)])
def test_in_scotland_the_last_answer_is_six_days_before_the_deadline_whatever_lies_between(
    before: int, found: bool
) -> None:
    for day in DAYS[::7]:
        said = closing(day, "S", noon(day), answers_by_on=day - timedelta(days=before))
        assert ("six_days" in said) == found, day
