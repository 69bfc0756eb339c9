"""A call on either store: one at a time, confirmed by the sending that follows, never by an officer."""

from datetime import timedelta

import pytest

from models.conflicts import NotNow, NotYours, Stale, Taken
from models.telephone_call import TelephoneCall
from portal.returns.work import answering, telephone
from tests.portal.life import Life, form, mails, no_mail


def begin(life: Life, ret: object, **more: object) -> TelephoneCall:
    values = {"said_by": "Ms Ahmed", "said_at": life.now, "told": False, "by": life.cast.dana.id, "now": life.now}
    return telephone.begin(answering.fresh(ret), **values | more)  # type: ignore[arg-type]


def save(life: Life, ret: object, page: str, by: int, **typed: str) -> answering.Saved:
    state = telephone.desk(answering.fresh(ret), life.now)  # type: ignore[arg-type]
    version = state.sheet.ret.version
    return telephone.save(state, page, form(typed), version=version, over=False, by=by, now=life.now)


def test_one_call_is_written_down_at_a_time_and_only_by_who_began_it(life: Life) -> None:
    cast, ret = life.cast, life.ask()
    begin(life, ret)
    with pytest.raises(Taken) as taken:
        begin(life, ret, by=cast.erin.id)
    assert taken.value.rule == "one_call_about_a_return_is_written_down_at_a_time"
    with pytest.raises(NotYours):
        save(life, ret, "complaints", cast.erin.id, complaints_received="1")
    save(life, ret, "complaints", cast.dana.id, complaints_received="1")
    telephone.hand_over(telephone.desk(answering.fresh(ret), life.now), by=cast.dana.id, now=life.now)
    begin(life, ret, by=cast.erin.id)
    assert [line.call.state for line in telephone.of(answering.fresh(ret))] == ["writing", "waiting"]


def test_sending_confirms_every_call_and_names_who_sent(life: Life) -> None:
    cast, ret = life.cast, life.ask()
    begin(life, ret)
    save(life, ret, "complaints", cast.dana.id, complaints_received="1")
    no_mail()
    telephone.hand_over(telephone.desk(answering.fresh(ret), life.now), by=cast.dana.id, now=life.now)
    assert sorted(mail.to for mail in mails()) == ["alice@people.example", "bob@people.example"]
    life.fill(ret, by=cast.bob)
    sent = life.send(ret, by=cast.bob)
    [line] = telephone.of(answering.fresh(ret))
    assert (line.call.state, line.call.submission_id) == ("confirmed", sent.id)
    assert line.words.endswith("entered by Dana Dean, confirmed by Bob Barton on 5 October 2026")
    life.accept(ret)
    with pytest.raises(NotNow):
        begin(life, ret)


def test_what_was_sent_is_seen_at_the_desk_and_what_was_changed_since_is_not(life: Life) -> None:
    ret = life.in_state("received")
    life.type(ret, "complaints", {"complaints_received": "7"}, now=life.now + timedelta(minutes=1))
    state = telephone.desk(answering.fresh(ret), life.now)
    assert set(state.hidden) == {"complaints_received"}
    assert "missing_times" in state.sheet.answers
    with pytest.raises(Stale) as stale:
        begin(life, ret)
    assert (stale.value.name, [change.key for change in stale.value.changes]) == (
        "Alice Archer",
        ["complaints_received"],
    )
    begin(life, ret, told=True, now=life.now + timedelta(minutes=2))
