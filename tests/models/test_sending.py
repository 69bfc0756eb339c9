"""Sending: once, with a reference, late or not by when it arrived."""

import json
import re
from datetime import timedelta
from typing import Any

import peewee
import pytest

from models import submission as submission_module
from models.audit import AuditEvent, head, verify
from models.calendar import end_of_day
from models.conflicts import AlreadyDone, Stale
from models.figure import NewFigure
from models.monitoring_return import Return
from models.submission import LETTERS, Submission, SubmissionText

MILLISECOND = timedelta(milliseconds=1)


def test_a_submission_keeps_what_was_sent_and_when(desk: Any) -> None:
    ret = desk.in_state("draft")
    payload = json.dumps({"answers": {"notes": {"hmac": "m1"}}}).encode()
    arrived = desk.now - timedelta(seconds=2)
    texts = {"notes": ("m1", "All is well."), "cost.why": ("m2", "Later.")}
    sent = desk.send(ret, "d1", payload=payload, texts=texts, arrived_at=arrived)
    stored = Submission.newest(ret.id)
    assert stored
    assert (stored.number, bytes(stored.payload), stored.digest) == (1, payload, "d1")
    assert (stored.at, stored.arrived_at, stored.by_id, stored.late) == (desk.now, arrived, desk.cast.alice.id, False)
    assert re.fullmatch(f"EH-[{LETTERS}]{{8}}", stored.reference)
    kept = {t.key: (t.mac, t.words) for t in SubmissionText.select().where(SubmissionText.submission == sent.id)}
    assert kept == texts


def test_a_receipt_anchors_the_audit_chain(desk: Any, audit_key: bytes) -> None:
    ret = desk.ask()
    before = AuditEvent.select().count()
    desk.answer(ret)
    sent = desk.send(ret)
    assert sent.audit_head == head()
    assert Submission.heads() == [head()]
    assert AuditEvent.select().count() == before + 2
    event = AuditEvent.get(AuditEvent.mac == sent.audit_head)
    assert (event.action, event.after) == ("return.sent", "submission 1, d1")
    assert verify(audit_key, Submission.heads()) == []


@pytest.mark.parametrize(("after", "late"), [(timedelta(0), False), (MILLISECOND, True)])
def test_late_is_what_arrived_after_the_last_instant_of_the_due_day(desk: Any, after: timedelta, late: bool) -> None:
    ret = desk.in_state("draft")
    arrived = end_of_day(ret.due_on) + after
    assert desk.send(ret, arrived_at=arrived, at=arrived + timedelta(seconds=30)).late is late


def test_ten_clicks_at_once_are_one_submission(desk: Any, together: Any) -> None:
    ret = desk.in_state("draft")
    outcomes = together(lambda _: desk.send(Return.get_by_id(ret.id), version=ret.version), 10)
    done = [outcome for outcome in outcomes if isinstance(outcome, Submission)]
    again = [outcome for outcome in outcomes if isinstance(outcome, AlreadyDone)]
    assert (len(done), len(again)) == (1, 9)
    assert {outcome.existing.reference for outcome in again} == {done[0].reference}
    assert Submission.select().count() == 1


def test_without_looking_at_the_last_submission_they_would_be_conflicts(
    desk: Any, together: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The positive control of the test above."""
    ret = desk.in_state("draft")
    monkeypatch.setattr(Submission, "newest", lambda _: None)
    outcomes = together(lambda _: desk.send(Return.get_by_id(ret.id), version=ret.version), 5)
    assert not any(isinstance(outcome, AlreadyDone) for outcome in outcomes)


def test_the_same_again_is_already_done_and_gives_the_same_receipt(desk: Any) -> None:
    ret = desk.in_state("draft")
    first = desk.send(ret)
    with pytest.raises(AlreadyDone) as caught:
        desk.send(Return.get_by_id(ret.id))
    assert caught.value.existing == first


def test_something_else_is_a_new_submission_and_both_stay(desk: Any) -> None:
    ret = desk.in_state("received")
    desk.answer(ret, value=4)
    assert desk.send(ret, "d2").number == 2
    assert [s.digest for s in Submission.select().order_by(Submission.number)] == ["d1", "d2"]


def test_what_was_sent_back_may_be_sent_again_unchanged(desk: Any) -> None:
    ret = desk.in_state("sent_back")
    assert desk.send(ret, "d1").number == 2


def test_what_a_colleague_changed_since_is_not_sent_unseen(desk: Any) -> None:
    ret = desk.in_state("draft")
    mine = Return.get_by_id(ret.id)
    desk.answer(ret, "notes", "Bob was here.")
    with pytest.raises(Stale) as caught:
        desk.send(mine)
    assert [(change.key, change.name) for change in caught.value.changes] == [("notes", desk.cast.bob.name)]


def test_a_page_from_before_a_colleague_sent_is_stale(desk: Any) -> None:
    ret = desk.in_state("received")
    with pytest.raises(Stale):
        desk.send(ret, "d2", seen_number=0)
    assert desk.send(ret, "d2", seen_number=1).number == 2


def test_a_reference_that_is_taken_is_drawn_again(desk: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    first = Submission.newest(desk.in_state("received").id)
    assert first
    letters = iter(first.reference.removeprefix("EH-") + "BCDFGHJK")
    monkeypatch.setattr(submission_module.secrets, "choice", lambda _: next(letters))
    ret = desk.in_state("draft", provider=desk.cast.northgate)
    assert desk.send(ret).reference == "EH-BCDFGHJK"


def test_sending_that_fails_halfway_leaves_nothing(desk: Any) -> None:
    ret = desk.ask()
    desk.answer(ret)
    before = AuditEvent.select().count()
    with pytest.raises(peewee.IntegrityError):
        desk.send(ret, texts={"notes": (None, "words")})
    assert Return.get_by_id(ret.id).state == "draft"
    assert Submission.select().count() == 0
    assert AuditEvent.select().count() == before


def test_sending_costs_few_queries(desk: Any, count_queries: Any) -> None:
    ret = desk.in_state("draft")
    texts = {f"q{number}": ("m", "words") for number in range(40)}
    figures = [NewFigure(f"n{number}", "given", number) for number in range(40)]
    assert count_queries(lambda: desk.send(ret, texts=texts, figures=figures)) <= 11


def test_sending_outside_writing_is_refused(desk: Any) -> None:
    ret = desk.in_state("draft")
    values = {"by": 1, "at": desk.now, "arrived_at": desk.now, "version": ret.version}
    with pytest.raises(RuntimeError, match="inside writing"):
        ret.send(b"{}", "d", {}, **values)
