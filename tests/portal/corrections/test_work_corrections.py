"""Who is told, what is released of an answer, on either store."""

import json
from datetime import date, datetime
from pathlib import Path

import pytest

from models.audit import AuditEvent
from models.conflicts import AlreadyDone
from models.correction import Correction, ReleasedCorrection
from models.outbox import Message
from models.public.record import Correction as PublicRow
from models.public.record import open_record
from portal.corrections import work
from portal.mail import compose
from portal.releasing.guard import MayIdentifyError
from portal.releasing.recording import record
from portal.settings import Settings
from tests.fixtures.cast import Cast

PAGE = "/contracts/fairshire/ef-104/"
WHO = {"name": "Ro Read", "email": "ro@sunday.example"}


def receive(cast: Cast, now: datetime, page: str = PAGE) -> Correction:
    compose.configure(Settings())
    return work.receive("fairshire", page, "It ended in May.", WHO, now)


def test_those_who_answer_are_told_and_the_answer_is_due_in_ten_working_days(cast: Cast, now: datetime) -> None:
    report = receive(cast, now)
    assert report.due_on == date(2026, 10, 19)
    mails = list(Message.select())
    assert {mail.to for mail in mails} == {cast.joan.email, cast.erin.email}
    assert not [mail for mail in mails if "May" in mail.text or "Ro" in mail.text]


def test_the_council_is_the_one_that_the_address_names(cast: Cast) -> None:
    known = {"fairshire": "Fairshire", "westmoor": "Westmoor"}
    assert work.council_of("/contracts/westmoor/a/", known) == "westmoor"
    assert work.council_of("/services/fostering/", known) == ""
    assert work.council_of("/services/fostering/", {"fairshire": "Fairshire"}) == "fairshire"


def test_an_answer_is_released_once_without_who_asked(cast: Cast, now: datetime, tmp_path: Path) -> None:
    report = receive(cast, now)
    work.answer(report, "corrected", "The last day was wrong.", by=cast.joan.id, now=now)
    with pytest.raises(AlreadyDone):
        work.answer(report, "unchanged", "It is right.", by=cast.erin.id, now=now)
    assert ReleasedCorrection.select().count() == 1
    record(tmp_path / "record.sqlite")
    with open_record(tmp_path / "record.sqlite"):
        (row,) = PublicRow.select()
    told = json.loads(row.data)
    assert (row.authority, told["answer"], told["outcome"]) == ("fairshire", "The last day was wrong.", "corrected")
    content = (tmp_path / "record.sqlite").read_bytes()
    for secret in ("Ro Read", "ro@sunday.example", "It ended in May."):
        assert secret.encode() not in content
    assert Message.select().where(Message.to == WHO["email"]).count() == 1
    assert AuditEvent.select().where(AuditEvent.action == "correction.corrected").get().by == cast.joan.id


def test_an_answer_that_may_identify_a_person_is_refused(cast: Cast, now: datetime) -> None:
    report = receive(cast, now)
    with pytest.raises(MayIdentifyError):
        work.answer(report, "corrected", "The placement of J.S. has ended.", by=cast.joan.id, now=now)
    assert not ReleasedCorrection.select().exists()
