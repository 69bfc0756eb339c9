"""Corrections of public pages: answered once, emptied for good, released without who asked."""

from datetime import date, datetime

import pytest
from peewee import IntegrityError

from models.audit import AuditEvent
from models.conflicts import AlreadyDone, broken_rule
from models.correction import Correction
from models.store import writing
from tests.fixtures.cast import Cast

PAGE = "/contracts/fairshire/ef-104/"


def receive(cast: Cast, now: datetime, page: str = PAGE) -> Correction:
    with writing():
        return Correction.receive(
            cast.fairshire.id, page, "It ended in May.", name="Ro", email="ro@x.example", due_on=date(2026, 10, 19),
            at=now,
        )  # fmt: skip


def test_a_correction_is_answered_once(cast: Cast, now: datetime) -> None:
    report = receive(cast, now)
    with writing():
        report.settle("corrected", "The last day was wrong. It is 31 May 2026.", by=cast.joan.id, at=now)
    with pytest.raises(AlreadyDone), writing():
        report.settle("unchanged", "It is right.", by=cast.dana.id, at=now)
    settled = Correction.get_by_id(report.id)
    assert (settled.state, settled.answered_by_id) == ("corrected", cast.joan.id)


def test_taking_out_empties_the_words_and_who_wrote_them_and_leaves_the_answer(cast: Cast, now: datetime) -> None:
    report = receive(cast, now)
    with writing():
        report.settle("unchanged", "The contract was extended.", by=cast.joan.id, at=now)
        report.take_out(by=cast.dana.id, at=now)
    emptied = Correction.get_by_id(report.id)
    assert (emptied.words, emptied.name, emptied.email) == (None, "", "")
    assert emptied.answer == "The contract was extended."
    with pytest.raises(AlreadyDone), writing():
        report.take_out(by=cast.erin.id, at=now)
    event = AuditEvent.select().where(AuditEvent.action == "correction.received").get()
    assert (event.words, event.by) == (None, None)


def test_what_is_no_page_of_the_site_is_refused_by_the_store(cast: Cast, now: datetime) -> None:
    with pytest.raises(IntegrityError) as refused:
        receive(cast, now, page="https://elsewhere.example/")
    assert broken_rule(refused.value) == "a_correction_is_of_a_page_of_the_site"
