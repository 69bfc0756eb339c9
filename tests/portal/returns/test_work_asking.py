"""Asking for returns: who can be asked for what, by when, and who is told."""

from datetime import date, timedelta

import pytest

from models.authority import AdoptedSet, Authority
from models.monitoring_return import Return
from models.person import Membership
from models.provider import Provider
from models.store import writing
from portal.returns.work import choosing
from portal.returns.work.asking import CannotAsk
from tests.fixtures.cast import SET
from tests.portal.life import BEFORE, DUE, THIS, WHY, Life, mails


def test_every_live_person_of_each_provider_is_told(life: Life) -> None:
    cast = life.cast
    asked = life.ask_all(cast.harbour, cast.northgate)
    assert [ret.provider_id for ret in asked.made] == [cast.harbour.id, cast.northgate.id]
    assert {ret.state for ret in asked.made} == {"due"}
    assert sorted(m.to for m in mails()) == ["alice@people.example", "bob@people.example", "charlie@people.example"]


def test_the_mail_says_what_is_due_when_how_long_it_takes_and_where(life: Life) -> None:
    ret = life.ask()
    mail = mails("alice@people.example")[0]
    assert mail.subject == "Fairshire County Council: a return waits for you, due 21 October 2026"
    for words in ("Wednesday 21 October 2026", "about 14 minutes", f"http://localhost/returns/{ret.public_id}/"):
        assert words in mail.text


def test_somebody_who_has_left_is_not_told(life: Life) -> None:
    with writing():
        seat = Membership.get(Membership.person == life.cast.bob)
        seat.end(life.now, by=life.cast.alice.id)
    life.ask()
    assert [mail.to for mail in mails()] == ["alice@people.example"]


def test_a_provider_without_people_is_told_at_its_contact_address(life: Life) -> None:
    with writing():
        empty = Provider.register(legal_name="Mill Lane", kind="charity", by=None, at=life.now)
        Provider.update(contact_email="office@milllane.example").where(Provider.id == empty.id).execute()
    life.ask(Provider.get_by_id(empty.id))
    assert [mail.to for mail in mails()] == ["office@milllane.example"]


def test_who_was_asked_before_is_named_and_not_asked_again(life: Life) -> None:
    cast = life.cast
    life.ask(cast.harbour)
    asked = life.ask_all(cast.harbour, cast.northgate)
    assert [ret.provider_id for ret in asked.made] == [cast.northgate.id]
    assert [provider.id for provider in asked.already] == [cast.harbour.id]
    assert [mail.to for mail in mails()].count("alice@people.example") == 1
    assert Return.select().count() == 2


def test_what_was_withdrawn_may_be_asked_for_again(life: Life) -> None:
    life.in_state("withdrawn")
    assert life.ask().state == "due"


def test_each_quarter_is_asked_for_by_itself(life: Life) -> None:
    assert life.ask().period_key == THIS
    assert life.ask(period_key=BEFORE).period_key == BEFORE


@pytest.mark.parametrize("nation", ["W", "S", "N"])
def test_a_set_of_another_nation_is_refused(life: Life, nation: str) -> None:
    with writing():
        Authority.update(nation=nation).where(Authority.id == life.cast.fairshire.id).execute()
    with pytest.raises(CannotAsk) as refused:
        life.ask(authority=Authority.get_by_id(life.cast.fairshire.id))
    assert refused.value.field == "set_key"


def test_a_set_that_the_council_has_not_adopted_is_refused(life: Life) -> None:
    with writing():
        AdoptedSet.delete().where(AdoptedSet.authority == life.cast.fairshire).execute()
    with pytest.raises(CannotAsk, match="has not adopted") as refused:
        life.ask()
    assert refused.value.field == "set_key"
    assert not Return.select().exists()


@pytest.mark.parametrize(("due", "fine"), [(30, False), (29, False)])
def test_a_due_day_before_the_end_of_the_period_is_refused(life: Life, due: int, fine: bool) -> None:
    with pytest.raises(CannotAsk) as refused:
        life.ask(due_on=date(2026, 9, due), now=life.now - timedelta(days=20))
    assert refused.value.field == "due_on"
    assert fine is False


def test_a_due_day_in_the_past_is_refused_and_today_is_not(life: Life) -> None:
    today = life.now.date()
    with pytest.raises(CannotAsk, match="today or later"):
        life.ask(due_on=today - timedelta(days=1))
    assert life.ask(due_on=today).due_on == today


def test_an_officer_may_choose_their_own_council_its_sets_and_every_provider(life: Life) -> None:
    cast = life.cast
    can = choosing.choices([cast.fairshire.id], life.now)
    assert [name for _, name in can.authorities] == ["Fairshire County Council"]
    assert [name for _, name in can.providers] == ["Harbour Young People", "Northgate Homes Ltd"]
    assert [key for key, _ in can.sets] == [SET]
    assert [key for key, _ in can.periods] == [THIS, BEFORE, "2025-26-Q4", "2025-26-Q3"]
    assert can.due_on == date(2026, 10, 21)  # fifteen working days after September


def test_the_usual_due_day_is_never_in_the_past(life: Life) -> None:
    can = choosing.choices([life.cast.fairshire.id], life.now + timedelta(days=60))
    assert can.due_on > (life.now + timedelta(days=60)).date()


def chosen(life: Life, **other: object) -> choosing.Chosen:
    values = {
        "authority": str(life.cast.fairshire.id),
        "providers": [str(life.cast.harbour.public_id)],
        "service": life.cast.service.key,
        "set_key": SET,
        "period_key": THIS,
        "tier": "core",
        "due_on": DUE,
        "why": WHY,
    }
    return choosing.Chosen(**values | other)  # type: ignore[arg-type]


def test_what_was_chosen_in_a_form_is_asked_for(life: Life) -> None:
    mine = [life.cast.fairshire.id]
    asked = choosing.ask_as_chosen(chosen(life), authorities=mine, by=life.cast.dana.id, now=life.now)
    assert asked.made[0].officer_id == life.cast.dana.id
    assert asked.made[0].asked_why == WHY


def test_nobody_asks_in_the_name_of_another_council(life: Life) -> None:
    westmoor = chosen(life, authority=str(life.cast.westmoor.id))
    with pytest.raises(CannotAsk):
        choosing.ask_as_chosen(westmoor, authorities=[life.cast.fairshire.id], by=life.cast.dana.id, now=life.now)
    assert not Return.select().exists()
