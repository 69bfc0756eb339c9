"""Closing a quarter tells those who follow the council of its register, and those who follow a service what comes up:
one mail, with the edition or not at all."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from models.conflicts import AlreadyDone
from models.outbox import Message
from models.register.edition import Edition, NewRow
from models.store import writing
from models.tendering.follower import Follower, ToldOfQuarter
from models.tendering.tender import Tender
from portal.following import quarters
from portal.following import work as following
from portal.mail import compose
from portal.mail.carriers import written
from portal.releasing import work
from portal.settings import Settings
from tests.fixtures.queries import Counting
from tests.portal.access_events import make_event
from tests.portal.access_tenders import make_tender
from tests.portal.following.test_work_following import key_in
from tests.portal.releasing.conftest import Register

BEFORE, QUARTER = "2026-27-Q1", "2026-27-Q2"
EVERYTHING = ("tenders", "coming_up", "events")
SERVICE = ("service", "fairshire", "supported-accommodation")


@pytest.fixture(autouse=True)
def secret(settings: Settings) -> bytes:
    compose.configure(settings.model_copy(update={"site_url": "https://fairshire.example"}))
    return settings.derived("following")


def follows(
    secret: bytes, now: datetime, *topics: str, email: str = "zebra@follower.example", confirmed: bool = True,
    council: str = "",
) -> Follower:  # fmt: skip
    what = following.thing(*(("council", council, "all") if council else SERVICE))
    assert what is not None
    following.ask(what, email, secret=secret, now=now, topics=topics)
    follower = following.found(key_in(Message.select().order_by(Message.id.desc()).get()))
    assert follower is not None
    if confirmed:
        following.confirm(follower, now=now)
    with writing():
        Message.delete().execute()
    return follower


def told() -> list[Message]:
    return list(Message.select().where(Message.about == following.ABOUT).order_by(Message.to))


def contract(register: Register, title: str = "Zebra lodgings", **more: Any) -> Any:
    kept = {"service": register.cast.service.id, "title": title, "ends_on": date(2027, 9, 30)}
    return register.contract(register.supplier("Giraffe Homes Ltd"), **{**kept, **more})


def test_one_mail_a_quarter_however_many_contracts_and_only_to_those_who_chose_it(
    register: Register, secret: bytes, now: datetime
) -> None:
    for _ in range(3):
        contract(register)
    follows(secret, now, *EVERYTHING)
    follows(secret, now, "tenders", email="b@follower.example")
    follows(secret, now, *EVERYTHING, email="c@follower.example", confirmed=False)
    register.close()
    (mail,) = told()
    assert mail.to == "zebra@follower.example"
    assert mail.subject == "Fairshire County Council: Supported accommodation, July to September 2026"
    assert "https://fairshire.example/services/supported-accommodation/coming-up/" in mail.text
    assert "https://fairshire.example/coming-up/tenders/" in mail.text
    assert "/events/" not in mail.text
    assert "Zebra" not in mail.text
    assert "Giraffe" not in mail.text
    with pytest.raises(AlreadyDone):
        register.close()
    work.correct(QUARTER, register.cast.fairshire, "A title was wrong.", None, now)
    assert len(told()) == 1


def test_the_mail_ends_at_one_click_and_nothing_of_the_follower_stays(
    register: Register, secret: bytes, now: datetime
) -> None:
    contract(register)
    follows(secret, now, "coming_up")
    register.close()
    (mail,) = told()
    leave = written(mail, "Evenhand <no-reply@localhost>")["List-Unsubscribe"]
    assert leave == f"<http://localhost/follow/leave/{key_in(mail)}>"
    follower = following.found(key_in(mail))
    assert follower is not None
    following.leave(follower)
    assert (Follower.select().count(), ToldOfQuarter.select().count()) == (0, 0)


def test_who_follows_a_council_hears_once_of_each_quarter_and_of_no_other_council(
    register: Register, secret: bytes, now: datetime
) -> None:
    contract(register, service=None, ends_on=date(2031, 3, 31))
    follows(secret, now, council="fairshire")
    follows(secret, now, council="fairshire", email="waits@follower.example", confirmed=False)
    follows(secret, now, council="westmoor", email="elsewhere@follower.example")
    register.close(BEFORE)
    (mail,) = told()
    assert mail.to == "zebra@follower.example"
    assert mail.subject == "Fairshire County Council: contracts register, April to June 2026"
    assert "https://fairshire.example/register/2026-27-q1/\n" in mail.text
    assert "https://fairshire.example/authorities/fairshire/\n" in mail.text
    assert "/changes/" not in mail.text, "nothing was there before it"
    assert "Zebra" not in mail.text
    leave = written(mail, "Evenhand <no-reply@localhost>")["List-Unsubscribe"]
    assert leave == f"<http://localhost/follow/leave/{key_in(mail)}>"
    register.close()
    assert ["/register/2026-27-q2/changes/" in mail.text for mail in told()] == [False, True]
    work.correct(QUARTER, register.cast.fairshire, "A title was wrong.", None, now)
    assert len(told()) == 2
    follower = following.found(key_in(mail))
    assert follower is not None
    following.leave(follower)
    assert ToldOfQuarter.select().count() == 0


def test_a_council_that_is_followed_is_silent_about_a_quarter_that_is_closed_after_a_later_one(
    register: Register, secret: bytes, now: datetime
) -> None:
    contract(register)
    register.close()
    follows(secret, now, council="fairshire")
    register.close(BEFORE)
    assert told() == []


def test_a_mail_about_a_register_names_no_address_of_a_site_that_is_not_known(
    register: Register, settings: Settings, secret: bytes, now: datetime
) -> None:
    compose.configure(settings)
    contract(register)
    follows(secret, now, council="fairshire")
    register.close()
    (mail,) = told()
    assert "contracts register of July to September 2026." in mail.text
    assert "/register/" not in mail.text


def test_where_nothing_comes_up_nobody_is_written_to(register: Register, secret: bytes, now: datetime) -> None:
    contract(register, ends_on=date(2031, 3, 31))
    contract(register, service=None)
    follows(secret, now, *EVERYTHING)
    register.close()
    assert told() == []


def test_a_likely_tender_is_told_while_it_is_new(register: Register, secret: bytes, now: datetime) -> None:
    contract(register)
    register.close(BEFORE)
    follows(secret, now, "coming_up")
    register.close()
    assert [("coming-up/tenders" in mail.text, "services/" in mail.text) for mail in told()] == [(False, True)]


def test_a_quarter_that_is_closed_after_a_later_one_is_no_news(
    register: Register, secret: bytes, now: datetime
) -> None:
    contract(register)
    register.close()
    follows(secret, now, *EVERYTHING)
    register.close(BEFORE)
    assert told() == []


def test_an_event_is_told_by_the_service_of_its_tender(register: Register, secret: bytes, now: datetime) -> None:
    tender: Tender = make_tender(register.cast, now)
    with writing():
        tender.publish(by=register.cast.kofi.id, at=now, version=tender.version)
    make_event(register.cast, now, tender=tender)
    contract(register)
    follows(secret, now, "events")
    register.close(BEFORE)
    (mail,) = told()
    assert "https://fairshire.example/events/" in mail.text
    assert "services/" not in mail.text
    register.close(now=now + timedelta(days=60))
    assert len(told()) == 1, "it is over by then"


def test_the_mails_are_written_with_the_edition_or_neither_is(
    register: Register, secret: bytes, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    contract(register)
    for name in ("a", "b"):
        follows(secret, now, "coming_up", email=f"{name}@follower.example")
    put = compose.put

    def fails(template: str, **words: Any) -> Message:
        if words["to"].startswith("b@"):
            raise OSError
        return put(template, **words)

    monkeypatch.setattr(compose, "put", fails)
    with pytest.raises(OSError):
        register.close()
    assert (told(), Edition.select().count()) == ([], 0)
    monkeypatch.setattr(compose, "put", put)
    register.close()
    assert len(told()) == 2


def test_what_somebody_chose_is_changed_behind_their_own_link_alone(secret: bytes, cast: Any, now: datetime) -> None:
    follower = follows(secret, now, "tenders")
    follows(secret, now, "events", confirmed=False)
    assert Follower.get_by_id(follower.id).topics == ["tenders"]
    following.confirm(follower, now=now, topics=("coming_up", "events"))
    assert Follower.get_by_id(follower.id).topics == ["coming_up", "events"]


def test_reading_costs_the_same_however_many_follow(
    register: Register, secret: bytes, now: datetime, queries: Counting
) -> None:
    contract(register)
    register.close(BEFORE)
    edition = register.close().edition
    rows = [NewRow(row.kind, row.slug, row.data or "") for row in edition.rows()]
    counts = []
    for number in range(6):
        follows(secret, now, *EVERYTHING, email=f"{number}@follower.example")
        follows(secret, now, email=f"{number}@follower.example", council="fairshire")
        with writing(), queries() as seen:
            assert quarters.announce(Edition.get_by_id(edition.id), rows, now) == 2 * number + 2
            ToldOfQuarter.delete().execute()
        counts.append(sum(line.startswith("SELECT") for line in seen))
    assert len(set(counts)) == 1
