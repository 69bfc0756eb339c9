"""Mail: none lost, none sent by two workers at once, ever later tries, given up after 48 hours."""

from collections import Counter
from datetime import datetime, timedelta
from typing import Any

import peewee
import pytest

from models import outbox
from models.conflicts import AlreadyDone, NotNow, Stale
from models.outbox import HOLD, Message
from models.store import writing

AT = datetime(2026, 10, 5, 8, 0)


def put(count: int = 1, at: datetime = AT) -> list[Message]:
    with writing():
        return [
            Message.put(f"{n}@people.example", "Something waits", "Sign in.", f"return:{n}", at) for n in range(count)
        ]


def claim(now: datetime = AT, worker: str = "w1", limit: int = 10) -> list[Message]:
    with writing():
        return Message.claim(now, worker, limit)


def minutes(number: float) -> timedelta:
    return timedelta(minutes=number)


def test_a_message_is_put_into_the_box_with_an_id_that_never_changes(
    store: peewee.Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outbox, "_domain", [])
    outbox.use_domain("evenhand.fairshire.example")
    message = put()[0]
    assert message.message_id.endswith("@evenhand.fairshire.example>")
    for number in range(3):
        (again,) = claim(AT + timedelta(hours=number))
        assert again.message_id == message.message_id
        with writing():
            again.failed(AT + timedelta(hours=number), "421 try later")


@pytest.mark.parametrize("field", ["to", "subject"])
@pytest.mark.parametrize("end", ["\n", "\r"])
def test_an_address_or_subject_of_two_lines_is_refused(store: peewee.Database, field: str, end: str) -> None:
    values = {"to": "a@people.example", "subject": "s"} | {field: f"x{end}Bcc: y@people.example"}
    with pytest.raises(ValueError, match="one line"), writing():
        Message.put(values["to"], values["subject"], "t", "a", AT)


def test_the_oldest_are_claimed_first_and_no_more_than_asked_for(store: peewee.Database) -> None:
    put(3, AT + minutes(1))
    put(3)
    first = claim(AT + minutes(2), limit=4)
    assert [message.due_at for message in first] == [AT] * 3 + [AT + minutes(1)]
    assert {(message.state, message.claimed_by, message.tries) for message in first} == {("claimed", "w1", 1)}


def test_what_is_claimed_is_nobody_elses_until_the_claim_runs_out(store: peewee.Database) -> None:
    put()
    assert len(claim()) == 1
    assert claim(AT + HOLD - minutes(1), "w2") == []
    assert [m.claimed_by for m in claim(AT + HOLD, "w2")] == ["w2"]


def test_what_is_not_due_yet_is_left(store: peewee.Database) -> None:
    put(at=AT + minutes(1))
    assert claim() == []


def test_no_message_is_claimed_by_two_workers_at_once(store: peewee.Database, together: Any) -> None:
    put(60)

    def work(number: int) -> list[str]:
        mine: list[str] = []
        while batch := claim(worker=f"w{number}", limit=4):
            for message in batch:
                mine.append(message.message_id)
                with writing():
                    message.sent(AT)
        return mine

    counted = Counter(message for mine in together(work, 6) for message in mine)
    assert len(counted) == 60
    assert set(counted.values()) == {1}
    assert Message.counts() == {"sent": 60}


def test_without_the_claim_they_would_be(
    store: peewee.Database, together: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The positive control of the test above."""
    put(5)

    def look(now: datetime, worker: str, limit: int = 10) -> list[Message]:
        return list(Message.select().where(Message.state == "due"))

    monkeypatch.setattr(Message, "claim", look)
    counted = Counter(m.message_id for mine in together(lambda _: claim(), 6) for m in mine)
    assert max(counted.values()) > 1


def test_what_could_not_be_sent_is_tried_again_ever_later_and_given_up_after_48_hours(store: peewee.Database) -> None:
    put()
    now, waits = AT, []
    while batch := claim(now):
        with writing():
            batch[0].failed(now, "421 try later")
        waits.append((batch[0].due_at - now) / minutes(1))
        now = batch[0].due_at
    assert waits[:-1] == [2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 48 * 60 - 2046]
    message = Message.get()
    assert (message.state, now - AT) == ("given_up", timedelta(hours=48))
    assert message.trouble == "421 try later"
    assert Message.counts() == {"given_up": 1}


def test_what_was_given_up_can_be_tried_again(store: peewee.Database) -> None:
    message = put()[0]
    late = AT + timedelta(hours=48)
    (claimed,) = claim(late)
    with writing():
        claimed.failed(late, "no such host")
    with writing():
        claimed.try_again(late + minutes(5))
    assert [m.id for m in claim(late + minutes(5))] == [message.id]
    with pytest.raises(Stale), writing():
        claimed.try_again(late)


def test_what_was_sent_is_not_sent_again(store: peewee.Database) -> None:
    put()
    (message,) = claim()
    with writing():
        message.sent(AT)
    assert claim(AT + timedelta(days=3)) == []
    with pytest.raises(AlreadyDone), writing():
        message.sent(AT)
    with pytest.raises(AlreadyDone), writing():
        message.failed(AT, "too late")


def test_a_worker_whose_claim_ran_out_does_not_spoil_the_next_ones_work(store: peewee.Database) -> None:
    put()
    (slow,) = claim()
    (quick,) = claim(AT + HOLD, "w2")
    with pytest.raises(Stale), writing():
        slow.failed(AT + HOLD, "timed out")
    with writing():
        slow.sent(AT + HOLD)  # it did go out in the end
    with pytest.raises(AlreadyDone), writing():
        quick.sent(AT + HOLD)


def test_what_is_not_claimed_cannot_fail(store: peewee.Database) -> None:
    message = put()[0]
    with pytest.raises(NotNow), writing():
        message.failed(AT, "why")
