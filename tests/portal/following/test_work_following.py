"""Following by e-mail: only after a click, each new thing once, nobody sees who, and one click ends it."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest
from peewee import IntegrityError

from models.outbox import Message
from models.store import store, writing
from models.tendering.clarification import Clarification
from models.tendering.follower import Follower, Told
from models.tendering.override import Override
from models.tendering.tender import Tender
from portal.clarifications.work import asking, queue, releasing
from portal.following import work
from portal.mail import compose
from portal.mail.carriers import written
from portal.settings import Settings
from portal.tenders.work import stating
from tests.fixtures.cast import Cast
from tests.portal.access_tenders import make_tender

SECRET = b"s" * 32
ADDRESS = "zebra@follower.example"


@pytest.fixture
def tender(cast: Cast, settings: Settings, now: datetime) -> Tender:
    compose.configure(settings)
    made = make_tender(cast, now)
    with writing():
        Override.put(made, "documents", "Everything is on the page.", by=cast.kofi.id, at=now)
    stating.publish(made, by=cast.kofi.id, now=now, version=made.version)
    return fresh(made)


def fresh(tender: Tender) -> Tender:
    found: Tender = Tender.full().where(Tender.id == tender.id).get()
    return found


def key_in(mail: Message) -> str:
    found = re.search(r"/follow/link/([0-9a-f]{64})", mail.text)
    assert found
    return found[1]


def follows(kind: str, key: str, at: datetime, email: str = ADDRESS) -> Follower:
    what = work.thing(kind, "fairshire", key)
    assert what is not None
    work.ask(what, email, secret=SECRET, now=at)
    follower = work.found(key_in(Message.select().order_by(Message.id.desc()).get()))
    assert follower is not None
    work.confirm(follower, now=at)
    return follower


def new() -> list[Message]:
    return list(Message.select().where(Message.subject.startswith("Something is new")))


def amend(tender: Tender, cast: Cast, at: datetime, area: str = "Fairshire") -> None:
    found = fresh(tender)
    stating.amend(found, "Area", "It was left out.", {"area": area}, None, by=cast.kofi.id, now=at,
                  version=found.version)  # fmt: skip


def answer(tender: Tender, cast: Cast, at: datetime) -> None:
    asking.ask(tender, cast.harbour.id, asking.Wish("May they?"), by=cast.alice.id, arrived_at=at, now=at)
    reply = queue.draft(tender, [Clarification.get()], by=cast.kofi.id, now=at)
    said = {"question": "May they?", "answer": "zebrayes", "changes_nothing": True}
    releasing.save(reply, said, by=cast.kofi.id, now=at, version=reply.version)
    releasing.release(tender, [(reply.id, reply.version)], by=cast.kofi.id, now=at)


def test_nothing_is_sent_before_the_click_and_what_nobody_confirms_goes(
    tender: Tender, cast: Cast, now: datetime
) -> None:
    what = work.thing("tender", "fairshire", tender.slug)
    assert what is not None
    work.ask(what, ADDRESS, secret=SECRET, now=now)
    work.ask(what, ADDRESS, secret=SECRET, now=now)
    amend(tender, cast, now + timedelta(hours=1))
    assert work.tell(SECRET, now + timedelta(hours=2)) == 0
    assert Follower.select().count() == 1
    assert work.sweep(now + timedelta(days=3)) == 1
    assert Follower.select().count() == 0


def test_each_new_thing_is_told_once_to_each_follower(tender: Tender, cast: Cast, now: datetime) -> None:
    follows("tender", tender.slug, now)
    follows("service", cast.service.key, now, "b@follower.example")
    follows("council", "all", now, "c@follower.example")
    later = now + timedelta(hours=1)
    assert work.tell(SECRET, later) == 0  # what was there before they followed is not new
    amend(tender, cast, later)
    answer(tender, cast, later)
    assert (work.tell(SECRET, later), work.tell(SECRET, later)) == (3, 0)
    amend(tender, cast, later + timedelta(hours=1), "All of it")
    assert work.tell(SECRET, later + timedelta(hours=2)) == 3
    assert sorted({mail.to for mail in new()}) == ["b@follower.example", "c@follower.example", ADDRESS]
    assert not [mail for mail in new() if "zebra" in mail.text or "left out" in mail.text]


def test_two_workers_at_once_tell_it_once(tender: Tender, cast: Cast, now: datetime) -> None:
    follows("tender", tender.slug, now)
    amend(tender, cast, now + timedelta(hours=1))

    def act(_: int) -> int:
        store.connect(reuse_if_open=True)
        try:
            return work.tell(SECRET, now + timedelta(hours=2))
        finally:
            store.close()

    with ThreadPoolExecutor(3) as pool:
        assert sum(pool.map(act, range(3))) == 1
    assert len(new()) == 1


def test_one_click_ends_it_and_nothing_is_kept(tender: Tender, cast: Cast, now: datetime) -> None:
    follows("tender", tender.slug, now)
    amend(tender, cast, now + timedelta(hours=1))
    work.tell(SECRET, now + timedelta(hours=2))
    (mail,) = new()
    follower = work.found(key_in(mail))
    assert follower is not None
    work.leave(follower)
    assert (Follower.select().count(), Told.select().count()) == (0, 0)
    assert work.found(key_in(mail)) is None


def test_every_mail_can_be_ended_by_one_click_of_a_mail_program(tender: Tender, cast: Cast, now: datetime) -> None:
    follows("tender", tender.slug, now)
    amend(tender, cast, now + timedelta(hours=1))
    work.tell(SECRET, now + timedelta(hours=2))
    for message in Message.select():
        mail = written(message, "Evenhand <no-reply@localhost>")
        assert mail["List-Unsubscribe"] == f"<http://localhost/follow/leave/{key_in(message)}>"
        assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    with writing():
        other = compose.put("clarifications/released", to=ADDRESS, about="a", at=now, tender=tender)
    assert written(other, "Evenhand <no-reply@localhost>")["List-Unsubscribe"] is None


def test_a_copy_of_the_database_holds_no_link(tender: Tender, now: datetime) -> None:
    follows("tender", tender.slug, now)
    key, row = key_in(Message.select().order_by(Message.id.desc()).get()), Follower.get()
    assert key not in (row.salt, row.key_digest)
    assert work.found(row.key_digest) is None


def test_a_follower_follows_exactly_one_thing(tender: Tender, cast: Cast, now: datetime) -> None:
    with pytest.raises(IntegrityError, match="a_follower_follows_one_thing"), writing():
        Follower.create(email="a@b.example", salt="0", key_digest="0", asked_at=now)


def test_drafts_cannot_be_followed(cast: Cast, settings: Settings, now: datetime) -> None:
    draft = make_tender(cast, now, title="Short breaks")
    assert work.thing("tender", "fairshire", draft.slug) is None


def test_who_follows_a_service_without_its_tenders_hears_of_none(tender: Tender, cast: Cast, now: datetime) -> None:
    follower = follows("service", cast.service.key, now)
    work.confirm(follower, now=now, topics=("coming_up",))
    amend(tender, cast, now + timedelta(hours=1))
    assert work.tell(SECRET, now + timedelta(hours=2)) == 0
    work.confirm(follower, now=now, topics=("tenders",))
    assert work.tell(SECRET, now + timedelta(hours=2)) == 1
