"""Ten presses of Send at one moment are one submission: ten times the same receipt, one audit event, one set of mails
(guard: double submit)."""

import threading
from contextlib import ExitStack
from datetime import datetime

import peewee
import pytest
from flask import Flask

import models.audit
from models.audit import AuditEvent
from models.monitoring_return import Return
from models.outbox import Message
from models.store import end_request, engine, new_request
from models.submission import Submission
from portal.mail import compose
from portal.returns.work import answering, sending
from portal.settings import Settings
from tests.fixtures.cast import Cast
from tests.proofs.browsing import hidden, signed_in
from tests.proofs.processes import at_once, portal
from tests.proofs.world import make_world

PRESSES = 10
MAILS = 3  # to Alice, to Bob, to the council’s officer


def what_was_made(ret: Return) -> tuple[int, int, int]:
    """Submissions, audit events of sending, and mails of one return."""
    sent = (AuditEvent.subject == ret.subject) & (AuditEvent.action == "return.sent")
    return (
        Submission.select().where(Submission.return_ == ret.id).count(),
        AuditEvent.select().where(sent).count(),
        Message.select().where(Message.about == ret.subject).count(),
    )


@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_ten_sends_at_once_are_one_submission(
    settings: Settings, store: peewee.Database, cast: Cast, now: datetime
) -> None:
    models.audit.use_key(b"the key of the proof")
    compose.configure(settings)
    ret = make_world(cast, now).returns[0]

    def press() -> str:
        new_request()
        try:
            mine = answering.fresh(ret)
            barrier.wait(60)
            by, key = cast.alice.id, settings.key
            return sending.send(mine, version=ret.version, by=by, now=now, arrived_at=now, key=key).reference
        finally:
            end_request()
            store.close()

    barrier = threading.Barrier(PRESSES)
    references = at_once([press] * PRESSES)
    assert len(set(references)) == 1
    assert what_was_made(ret) == (1, 1, MAILS)


def test_ten_presses_of_the_button_give_ten_times_the_same_receipt(
    app: Flask, settings: Settings, cast: Cast, now: datetime
) -> None:
    ret = make_world(cast, now).returns[0]
    with ExitStack() as stack:
        portals = [stack.enter_context(portal(settings)) for _ in "ab"]
        browsers = [signed_in(app, cast.alice, where.port) for where in portals]
        address = f"/returns/{ret.public_id}"
        forms = [hidden(browser.get(f"{address}/check")) for browser in browsers]
        presses = [lambda n=n: browsers[n % 2].post(f"{address}/send", forms[n % 2]) for n in range(PRESSES)]
        answers = at_once(presses)
        assert {(answer.status, answer.location) for answer in answers} == {(302, f"{address}/receipt/1")}
        receipts = {browsers[0].get(answer.location).body.count(_reference(ret)) > 0 for answer in answers}
    assert receipts == {True}
    assert what_was_made(ret) == (1, 1, MAILS)
    assert engine().is_connection_usable()


def _reference(ret: Return) -> str:
    return str(Submission.get(Submission.return_ == ret.id).reference)
