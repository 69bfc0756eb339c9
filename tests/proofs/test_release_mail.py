"""Answers are released, and those who asked and those who follow are told: whatever becomes of the mail server and of
the workers, each has their one mail, under one Message-ID (guard: SMTP down)."""

import secrets
import time
from collections import Counter
from contextlib import ExitStack
from datetime import datetime, timedelta
from email import message_from_bytes

import peewee
import pytest

from models.outbox import Message
from models.store import writing
from models.tendering.follower import Follower
from models.tendering.released_tender import ReleasedTender
from models.tendering.tender import Tender
from portal.clarifications.work import asking, queue, releasing
from portal.following import work as following
from portal.mail import compose
from portal.releasing import tenders
from portal.settings import Settings
from tests.fixtures.cast import Cast
from tests.proofs.hasty_worker import hasty
from tests.proofs.mail_server import Sink, listening
from tests.proofs.processes import process
from tests.proofs.questioning import open_until
from tests.proofs.test_mail import PATIENCE, Killer, Outbox, worker

pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")

FOLLOWERS, ASKERS = 45, 3
KILL_AT = 15


@pytest.fixture
def released(cast: Cast, smtp: Settings, now: datetime) -> Tender:
    """Forty-five follow; Harbour and Northgate asked; one batch answers both. Followers are not told yet."""
    compose.configure(smtp)
    tender = open_until(cast, now + timedelta(days=5))
    with writing():
        tenders.release(tender, now - timedelta(days=4))
        ReleasedTender.update(at=now - timedelta(days=4)).execute()
    things = ({"tender": tender.id}, {"service": cast.service.id}, {"authority": cast.fairshire.id})
    for number in range(FOLLOWERS):
        _follower(f"zebra{number}@people.example", things[number % 3], smtp, now - timedelta(days=2))
    replies = []
    for person, firm in ((cast.alice, cast.harbour), (cast.charlie, cast.northgate)):
        words = asking.Wish(f"Of {firm.legal_name}?")
        question = asking.ask(tender, firm.id, words, by=person.id, arrived_at=now, now=now)
        reply = queue.draft(tender, [question], by=cast.kofi.id, now=now)
        said = {"question": "May they?", "answer": "zebraanswer", "changes_nothing": True}
        releasing.save(reply, said, by=cast.kofi.id, now=now, version=reply.version)
        replies.append((reply.id, reply.version))
    releasing.release(tender, replies, by=cast.kofi.id, now=now)
    return tender


def _follower(email: str, thing: dict[str, int], settings: Settings, at: datetime) -> None:
    salt = secrets.token_hex(8)
    digest = following._digest(following._key(salt, settings.derived("following")))
    with writing():
        Follower.ask(email, thing, salt=salt, key_digest=digest, at=at).confirm(at)


def test_everybody_is_told_once_though_the_server_refuses_hangs_and_drops(
    smtp: Settings, store: peewee.Database, released: Tender, now: datetime
) -> None:
    began, outbox = time.time(), Outbox(smtp)
    sink = Sink(hasty(began, now), hangs=True)
    server = listening(sink, smtp.smtp_port)
    with ExitStack() as stack:
        server.start()
        stack.callback(server.stop)
        workers = [stack.enter_context(process(smtp, worker(began, now, patience=2))) for _ in range(2)]
        killer = sink.when_taken = Killer(outbox, workers, kill_at=(KILL_AT,))
        give_up = time.monotonic() + PATIENCE
        while len(outbox.rows("SELECT id FROM message WHERE state = 'sent'")) < FOLLOWERS + ASKERS:
            assert time.monotonic() < give_up, f"{outbox.unsent()} mails still wait"
            time.sleep(0.1)
    answers = Counter(sink.answers())
    print(f"{FOLLOWERS + ASKERS} mails arrived {sum(map(len, sink.taken.values()))} times; {answers}")
    assert len(killer.killed) == 1
    assert answers["hung"] > 0 < answers["dropped"]
    written = {message.message_id: message.to for message in Message.select()}
    assert set(sink.taken) == set(written), "none is lost, none is invented"
    assert max(Counter(written.values()).values()) == 1, "nobody is told twice"
    assert len(written) == FOLLOWERS + ASKERS
    for name, attempts in sink.taken.items():
        assert len({attempt.content for attempt in attempts}) == 1, f"{name} came in two versions"
        assert b"zebraanswer" not in attempts[0].content
        left = message_from_bytes(attempts[0].content)["List-Unsubscribe"]
        assert (left is not None) == written[name].startswith("zebra")
