"""Whom mail about a report on a visit goes to, on both stores."""

from datetime import datetime, timedelta

from portal.independent import work
from portal.returns.work import reminders
from tests.portal.independent.visiting import ask_monthly, sent_by_mona, serves
from tests.portal.life import Life, mails, no_mail


def here(life: Life) -> work.Place:
    return work.places(providers=[life.cast.harbour.id])[0]


def test_what_is_asked_reminded_and_decided_goes_to_the_independent_person(life: Life) -> None:
    cast = life.cast
    serves(cast.home, cast.fairshire, cast.mona, by=cast.alice, at=life.now)
    ret = ask_monthly(life)
    assert [m.to for m in mails()] == ["mona@people.example"]
    no_mail()
    reminders.remind(datetime(2026, 10, 22, 9))
    assert [m.to for m in mails()] == ["mona@people.example"]
    sent_by_mona(life, ret)
    no_mail()
    life.send_back(ret, {"missing_times": "Our list has two."})
    life.send(ret, by=cast.mona)
    life.accept(ret)
    told = {m.to for m in mails()}
    assert told == {"mona@people.example", "dana@people.example", "alice@people.example", "bob@people.example"}
    assert not [m for m in mails("alice@people.example") if "has a report on one of your homes" not in m.subject]


def test_where_nobody_serves_the_home_is_asked_to_name_somebody(life: Life) -> None:
    ask_monthly(life)
    assert {m.to for m in mails()} == {"alice@people.example", "bob@people.example"}
    assert all("/independent-persons/" in m.text for m in mails())
    assert here(life).state(life.now) == "nobody"
    no_mail()
    work.name(here(life), "Mona@people.example", by=life.cast.alice.id, now=life.now)
    [mail] = mails()
    token = mail.text.partition("/join/")[2].split()[0]
    no_mail()
    work.take_up(token, life.cast.mona.id, life.now)
    assert [m.to for m in mails()] == ["mona@people.example"]
    assert here(life).state(life.now) == "serving"
    work.end(here(life), by=life.cast.alice.id, now=life.now)
    assert here(life).state(life.now) == "nobody"


def test_a_naming_that_is_too_old_says_so(life: Life) -> None:
    ask_monthly(life)
    work.name(here(life), "mona@people.example", by=life.cast.dana.id, now=life.now)
    assert here(life).state(life.now + timedelta(days=15)) == "expired"
