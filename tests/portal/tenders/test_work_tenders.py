"""A tender’s life at work level: nothing is published that is not ready, nothing changes unseen, no deadline moves
forward."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from models.conflicts import NotNow, Stale
from models.register.award import Award, NewAward
from models.register.contract import Contract
from models.register.supplier import Supplier
from models.store import writing
from models.tendering.addendum import Addendum
from models.tendering.criterion import Criterion, NewCriterion
from models.tendering.deadline_move import DeadlineMove
from models.tendering.tender import Tender
from portal.tenders.work import keeping, readiness, reading, stating
from tests.fixtures.cast import Cast

MINUTE = timedelta(minutes=1)
THERE = {
    "reason": "more_time_to_write",
    "there_by": "Kofi King",
    "notice_id": "2026/000124",
    "questions_close_at": None,
}


def deadline(tender: Tender) -> datetime:
    assert tender.closes_at is not None
    return tender.closes_at


def fresh(tender: Tender) -> Tender:
    found: Tender = Tender.full().where(Tender.id == tender.id).get()
    return found


def move(tender: Tender, closes_at: datetime, now: datetime, cast: Cast) -> DeadlineMove:
    values = {**THERE, "closes_at": closes_at, "there_at": now}
    return stating.move_deadline(tender, values, by=cast.kofi.id, now=now, version=fresh(tender).version)


def test_what_is_not_ready_is_not_published_until_a_reason_sets_it_aside(
    tender: Tender, cast: Cast, now: datetime
) -> None:
    with pytest.raises(readiness.NotReady) as refused:
        stating.publish(tender, by=cast.kofi.id, now=now, version=tender.version)
    assert [point.key for point in refused.value.points] == ["documents"]
    readiness.set_aside(tender, "documents", "Everything is on the page.", by=cast.kofi.id, now=now)
    stating.publish(tender, by=cast.kofi.id, now=now, version=tender.version)
    assert fresh(tender).stage(now) == "open"
    assert [one.reason for one in reading.read(tender).overrides] == ["Everything is on the page."]


def test_a_stop_cannot_be_set_aside(tender: Tender, cast: Cast, now: datetime) -> None:
    keeping.save(tender, {"tupe": ""}, None, by=cast.kofi.id, now=now, version=tender.version)
    with pytest.raises(KeyError):
        readiness.set_aside(fresh(tender), "tupe", "We would rather not say.", by=cast.kofi.id, now=now)


def test_two_who_write_the_same_draft_never_overwrite_each_other(tender: Tender, cast: Cast, now: datetime) -> None:
    seen = tender.version
    keeping.save(tender, {"area": "Fairshire"}, None, by=cast.kofi.id, now=now, version=seen)
    with pytest.raises(Stale) as quicker:
        keeping.save(tender, {"area": "Westmoor"}, None, by=cast.erin.id, now=now, version=seen)
    assert quicker.value.name == "Kofi King"
    assert fresh(tender).area == "Fairshire"


def test_once_published_it_changes_by_numbered_addendum_only(published: Tender, cast: Cast, now: datetime) -> None:
    with pytest.raises(NotNow):
        keeping.save(published, {"area": "Westmoor"}, None, by=cast.kofi.id, now=now, version=published.version)
    criteria = [NewCriterion("Price", "price", 30), NewCriterion("Care", "quality", 70, 1500)]
    made = stating.amend(
        published, "Care weighs more", "Young people asked for it.", {"area": "Fairshire"}, criteria, by=cast.kofi.id,
        now=now, version=published.version,
    )  # fmt: skip
    assert made.number == 1
    assert made.changes["area"] == ("", "Fairshire")
    before, after = made.changes["criteria"]
    assert [one["weight"] for one in before] == [40, 60]
    assert [one["weight"] for one in after] == [30, 70]
    assert [one.weight for one in Criterion.of(published.id)] == [30, 70]
    assert [one.number for one in Addendum.of(published.id)] == [1]


def test_an_addendum_after_the_deadline_is_refused(published: Tender, cast: Cast) -> None:
    late = deadline(published) + timedelta(milliseconds=1)
    with pytest.raises(NotNow):
        stating.amend(published, "Late", "Too late.", {"area": "X"}, None, by=cast.kofi.id, now=late, version=2)


@pytest.mark.parametrize(("after", "stage"), [(0, "questions_closed"), (1, "closed")])
def test_in_time_is_to_the_thousandth_of_a_second(published: Tender, after: int, stage: str) -> None:
    assert published.stage(deadline(published) + timedelta(milliseconds=after)) == stage


def test_a_deadline_moves_back_for_everybody_and_says_where_it_was_changed(
    published: Tender, cast: Cast, now: datetime
) -> None:
    was = deadline(published)
    made = move(published, was + timedelta(days=7), now, cast)
    assert (made.was_closes_at, fresh(published).closes_at) == (was, was + timedelta(days=7))
    assert fresh(published).notice_id == "2026/000124"


@pytest.mark.parametrize(
    ("later", "when"), [(timedelta(0), "now"), (timedelta(days=-1), "now"), (timedelta(days=7), "late")]
)
def test_a_deadline_is_never_moved_forward_nor_after_it_has_passed(
    published: Tender, cast: Cast, now: datetime, later: timedelta, when: str
) -> None:
    at = deadline(published) + timedelta(milliseconds=1) if when == "late" else now
    with pytest.raises(NotNow):
        move(published, deadline(published) + later, at, cast)
    assert not DeadlineMove.of(published.id)


def test_it_is_awarded_only_after_it_has_closed(published: Tender, cast: Cast, now: datetime) -> None:
    version = fresh(published).version
    with pytest.raises(NotNow):
        stating.decide(published, "awarded", by=cast.kofi.id, now=now, version=version)
    stating.decide(published, "awarded", by=cast.kofi.id, now=deadline(published) + MINUTE, version=version)
    assert fresh(published).state == "awarded"


def test_members_of_a_framework_read_what_others_do_not(published: Tender, cast: Cast, now: datetime) -> None:
    with writing():
        contract = Contract.add(
            cast.fairshire.id, {"title": "Lodgings", "arrangement": "framework"}, by=cast.erin.id, at=now
        )
        supplier = Supplier.create(
            slug="harbour",
            name="Harbour Young People",
            provider=cast.harbour,
            linked_by=cast.erin,
            linked_at=now,
            created_at=now,
        )
        Award.put(contract.id, [NewAward(supplier.id)])
        Tender.update(audience="members", framework=contract).where(Tender.id == published.id).execute()

    def seen(*providers: Any) -> list[str]:
        return [one.title for one in reading.published([one.id for one in providers])]

    assert seen(cast.harbour) == ["Supported lodgings"]
    assert seen(cast.northgate) == seen() == []
